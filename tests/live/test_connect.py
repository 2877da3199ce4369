#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A swarm that somebody has made by hand, with a Consul beside it, is connected to, looked at, changed by consent and forgotten; and so are an
engine in no swarm and one behind a socket of this computer. The two nodes' SSH is closed from outside: only the manager leads there. While Skep
only looks, nothing is written on any of them. ssh's files are those of the account's home, so a folder of the test is mounted over that, in a
mount namespace of its own."""
import base64
import concurrent.futures
import json
import os
import pwd
import socket
import subprocess
import time

import livesupport
from livesupport import DONE, LiveCase, run, say, until
from test_own_servers import IN_HOME, LISTING

MANAGER, NEAR, FAR, PLAIN = "front", "left", "right", "plain"
SWARM = (MANAGER, NEAR, FAR)
USER = "keeper"
NAME = "seen"
CONSUL = "http://127.0.0.1:8500"
TOKEN = "5b1c2d8e-6f0a-4d1f-9a55-0c7be1a4f2d3"
CONNECTED_WITHIN = 60
# Beside what is there: when it was last written, and what the engines run.
CONTENTS = r"""
find /etc /root /home /opt /srv /usr/local -xdev -type f -printf '%p %s %T@\n' | sort
docker ps --quiet --all | xargs -r docker inspect --format '{{.Name}} {{.Id}} {{.State.StartedAt}} {{.RestartCount}}' | sort
docker config ls --quiet 2>/dev/null | sort
docker secret ls --quiet 2>/dev/null | sort
docker service ls --quiet 2>/dev/null | sort | xargs -r docker service inspect --format '{{.ID}} {{.Version.Index}}'
docker node ls --quiet 2>/dev/null | sort | xargs -r docker node inspect --format '{{.ID}} {{.Spec}}'
"""


class Connect(LiveCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.person = cls.folder / "person"
        (cls.person / ".ssh").mkdir(parents=True, mode=0o700)
        cls.addresses, cls.host_keys = {}, {}
        cls("make_machines").make_machines()

    # --- what is there, made without Skep

    def group(self, name, rules):
        group = self.cloud.wait(self.ok("POST", "/security-group", {"name": name}), 60)["reference"]["id"]
        for rule in rules:
            whole = dict({"network": self.cloud.info["operator"]} if "from" not in rule else {"security-group": {"id": group}},
                         **{"protocol": rule["protocol"], "start-port": rule["ports"][0], "end-port": rule["ports"][1], "flow-direction": "ingress"})
            self.cloud.wait(self.ok("POST", "/security-group/%s/rules" % group, whole), 60)
        return group

    def make_machines(self):
        began = time.monotonic()
        cloud = self.cloud
        key = self.person / ".ssh" / "id_ed25519"
        run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "person@home", "-f", str(key))
        public = key.with_suffix(".pub").read_text(encoding="utf-8").strip()
        inside = self.group("inside", [{"protocol": each, "ports": (1, 65535), "from": "itself"} for each in ("tcp", "udp")])
        door = self.group("door", [{"protocol": "tcp", "ports": (22, 22)}])
        template = next(row["id"] for row in self.ok("GET", "/template")["templates"] if row["name"] == self.template)
        size = next(row["id"] for row in self.ok("GET", "/instance-type")["instance-types"] if row["family"] == "standard" and row["size"] == "small")
        groups = {MANAGER: (inside, door), NEAR: (inside,), FAR: (inside,), PLAIN: (door,)}
        started = {}
        for name, of_machine in groups.items():
            file = self.folder / ("host-" + name)
            run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(file))
            self.host_keys[name] = file.with_suffix(".pub").read_text(encoding="utf-8").strip()
            user_data = "#cloud-config\n" + json.dumps({
                "ssh_keys": {"ed25519_private": file.read_text(encoding="utf-8"), "ed25519_public": self.host_keys[name]}, "ssh_pwauth": False,
                "users": [{"name": USER, "shell": "/bin/bash", "groups": "docker", "sudo": "ALL=(ALL) NOPASSWD:ALL", "ssh_authorized_keys": [public]}]})
            started[name] = self.ok("POST", "/instance", {
                "name": name, "disk-size": 10, "instance-type": {"id": size}, "template": {"id": template},
                "security-groups": [{"id": group} for group in of_machine], "public-ip-assignment": "inet4",
                "user-data": base64.b64encode(user_data.encode()).decode()})
        for operation in started.values():
            cloud.wait(operation, 60)
        lines, known = [], []
        for name, operation in started.items():
            self.addresses[name] = self.ok("GET", "/instance/" + operation["reference"]["id"])["public-ip"]
            jump = "    ProxyJump %s\n" % MANAGER if name in (NEAR, FAR) else ""
            lines.append("Host %s\n    HostName %s\n%s" % (name, self.addresses[name], jump))
            known.append("%s %s\n" % (self.addresses[name], " ".join(self.host_keys[name].split()[:2])))
        # Not in the person's own folder: Skep is to ask for what it needs.
        (self.folder / "known").write_text("".join(known), encoding="utf-8")
        self.ssh_config = self.folder / "ssh-config"
        self.ssh_config.write_text("".join(lines) + "Host *\n    User %s\n    IdentityFile %s\n    IdentitiesOnly yes\n    UserKnownHostsFile %s\n"
                                   "    BatchMode yes\n    ConnectTimeout 5\n" % (USER, key, self.folder / "known"), encoding="utf-8")
        type(self).ssh_config = self.ssh_config
        for name in started:
            until("%s can be logged in to" % name, lambda: self.on(name, "docker info >/dev/null && echo yes", expect=None).strip() == "yes", 120)
        self.on(MANAGER, "docker swarm init --advertise-addr " + self.addresses[MANAGER])
        token = self.on(MANAGER, "docker swarm join-token --quiet worker").strip()
        for name in (NEAR, FAR):
            self.on(name, "docker swarm join --token %s %s:2377" % (token, self.addresses[MANAGER]))
        web = cloud.info["images"]["web"]
        self.on(MANAGER, "docker service create --quiet --detach=false --name shop --replicas 2 %s sleep 100000" % web)
        self.on(NEAR, "docker run --detach --name foreign %s sh -c 'echo seven bees; exec sleep 100000'" % web)
        self.on(FAR, "docker pull --quiet " + web)
        self.on(PLAIN, "docker run --detach --name lonely %s sh -c 'echo one bee; exec sleep 100000'" % web)
        self.start_consul()
        say("machines, swarm and Consul made by hand after %.1f s" % (time.monotonic() - began))

    def start_consul(self, rules=""):
        self.on(MANAGER, "docker rm --force hive-consul 2>/dev/null; docker run --detach --name hive-consul --network host %s agent -server "
                "-bootstrap-expect 1 -bind %s -hcl 'performance { raft_multiplier = 1 } %s'"
                % (self.cloud.info["images"]["consul"], self.addresses[MANAGER], rules))
        until("Consul has a leader", lambda: ":8300" in self.on(MANAGER, "curl -s %s/v1/status/leader" % CONSUL), 60)

    def on(self, machine, command, expect=0):
        """A command by the real ssh."""
        done = run("ssh", "-F", str(self.ssh_config), machine, command, limit=90, stdin=subprocess.DEVNULL)
        if expect is not None:
            self.assertEqual(done.returncode, expect, "%s on %s\n%s\n%s" % (command, machine, done.stdout, done.stderr))
        return done.stdout

    def listing(self, machines):
        script = "sudo sh -c '%s'" % (LISTING + CONTENTS).replace("'", "'\\''")
        with concurrent.futures.ThreadPoolExecutor() as pool:
            return {name: lines.splitlines() for name, lines in zip(machines, pool.map(lambda name: self.on(name, script), machines))}

    def check_unchanged(self, before):
        for name, lines in self.listing(before).items():
            self.assertGreater(len(lines), 1000)
            self.assertEqual(sorted(set(lines) ^ set(before[name])), [], name)

    def fingerprint(self, machine):
        return run("ssh-keygen", "-l", "-f", str(self.folder / ("host-%s.pub" % machine))).stdout.split()[1]

    # --- the product, as a person with an ssh key and an empty known_hosts uses it

    def skepctl(self, *arguments, expect=DONE, stdin="", limit=90, json_answer=True, environment=None):
        home = pwd.getpwuid(os.getuid()).pw_dir
        form = ("--output", "json") if json_answer else ()
        done = run(*IN_HOME, str(self.person), home, livesupport.SKEPCTL, *form, *arguments, input=stdin, limit=limit,
                   env=self.environment(SSH_AUTH_SOCK=None, DOCKER_HOST=None, DOCKER_CONTEXT=None, **(environment or {"EXOSCALE_API_KEY": None})))
        if expect is not None:
            self.assertEqual(done.returncode, expect, "skepctl %s\n%s\n%s" % (" ".join(arguments), done.stdout, done.stderr))
        return (json.loads(done.stdout) if done.stdout.strip() else None) if json_answer else done.stdout

    def refusal(self, *arguments, **more):
        answer = self.skepctl(*arguments, expect=None, **more)
        self.assertIsInstance(answer, dict, "%s was not refused: %s" % (" ".join(arguments), answer))
        self.assertIn("error", answer, " ".join(arguments))
        return answer["error"]["message"]

    def connect(self, name, machine, *more, **how):
        return self.skepctl("cluster", "connect", name, "--ssh", "%s@%s" % (USER, self.addresses[machine]), *more, **how)

    def rows(self, *arguments):
        return {row["name"]: row for row in self.skepctl(*arguments)}

    # --- in this order

    def test_1_looked_at(self):
        for name in (NEAR, FAR):
            with self.assertRaises(OSError, msg="closed from here"):
                socket.create_connection((self.addresses[name], 22), timeout=2).close()
        before = self.listing(SWARM)

        with self.subTest("whose host key nobody knows is not connected to, and leaves nothing here"):
            said = self.refusal("cluster", "connect", NAME, "--ssh", "%s@%s" % (USER, self.addresses[MANAGER]))
            self.assertIn(self.fingerprint(MANAGER), said)
            self.assertEqual(self.skepctl("cluster", "list"), [])

        began = time.monotonic()
        made = self.connect(NAME, MANAGER, "--host-key", self.fingerprint(MANAGER))
        connected = time.monotonic() - began
        nodes = self.rows("node", "list", NAME)
        seconds = time.monotonic() - began
        say("connected after %.1f s, nodes listed after %.1f s" % (connected, seconds))
        self.assertLess(seconds, CONNECTED_WITHIN)
        self.assertEqual((made["changesAllowed"], made["consul"]), (False, CONSUL), "its Consul is found by itself")

        with self.subTest("what is shown is what there is"):
            self.assertEqual({name: (row["role"], row["address"]) for name, row in nodes.items()},
                             {MANAGER: ("manager", self.addresses[MANAGER]), NEAR: ("worker", self.addresses[NEAR]), FAR: ("worker", self.addresses[FAR])})
            self.assertEqual({name: row["availability"] for name, row in nodes.items()}, dict.fromkeys(SWARM, "active"))
            shop = self.rows("service", "list", NAME)["shop"]
            self.assertEqual((shop["running"], shop["wanted"], shop["image"].split("@")[0]), (2, 2, self.cloud.info["images"]["web"]))
            self.assertEqual(self.rows("catalog", "list", NAME)["consul"]["passing"], 1)

        with self.subTest("the other nodes are asked only once their host keys are confirmed"):
            self.assertIn("not confirmed", self.refusal("container", "list", NAME, "--node", NEAR))
            said = self.refusal("cluster", "confirm", NAME, NEAR)
            self.assertIn(self.fingerprint(NEAR), said)
            self.assertIn(self.fingerprint(FAR), self.refusal("cluster", "confirm", NAME, FAR, "--host-key", self.fingerprint(NEAR)), "not that of another")
            self.assertEqual(self.skepctl("cluster", "confirm", NAME, NEAR, "--host-key", self.fingerprint(NEAR))["unconfirmed"], [FAR])
            self.assertEqual(self.skepctl("cluster", "confirm", NAME, FAR, "--host-key", self.fingerprint(FAR))["unconfirmed"], [])
            began = time.monotonic()
            self.assertEqual(self.rows("container", "list", NAME, "--node", NEAR)["foreign"]["state"], "running")
            say("containers of a node behind the manager after %.1f s" % (time.monotonic() - began))
            self.assertEqual(self.skepctl("container", "logs", NAME, NEAR, "foreign", json_answer=False).strip(), "foreign | seven bees")
            images = json.dumps(self.skepctl("image", "list", NAME, "--node", FAR))
            self.assertIn(self.cloud.info["images"]["web"], images)

        with self.subTest("what changes something is refused with the reason"):
            for command in (("service", "scale", NAME, "shop", "3"), ("node", "drain", NAME, NEAR), ("service", "rm", NAME, "shop"),
                            ("container", "rm", NAME, NEAR, "foreign", "--force"), ("container", "exec", NAME, NEAR, "foreign", "--", "touch", "/intruder"),
                            ("network", "create", NAME, "intruder"), ("secret", "create", NAME, "intruder"),
                            ("ssh", NAME, NEAR, "--", "touch intruder")):
                self.assertIn("only looks", self.refusal(*command, stdin="value"), " ".join(command))
            for command in (("node", "add", NAME), ("node", "promote", NAME, NEAR), ("cluster", "destroy", NAME, "--yes")):
                self.assertIn("not made", self.refusal(*command), " ".join(command))

        self.skepctl("cluster", "forget", NAME)
        self.assertEqual(self.skepctl("cluster", "list"), [])
        self.check_unchanged(before)

    def test_2_changed_by_consent(self):
        self.connect(NAME, MANAGER, "--host-key", self.fingerprint(MANAGER))
        self.rows("node", "list", NAME)
        self.skepctl("cluster", "confirm", NAME, NEAR, "--host-key", self.fingerprint(NEAR))
        self.assertTrue(self.skepctl("cluster", "allow", NAME)["changesAllowed"])
        self.skepctl("service", "scale", NAME, "shop", "3")
        self.assertEqual(self.on(MANAGER, "docker service inspect --format '{{.Spec.Mode.Replicated.Replicas}}' shop").strip(), "3")
        self.skepctl("node", "drain", NAME, FAR)
        self.assertEqual(self.on(MANAGER, "docker node inspect --format '{{.Spec.Availability}}' " + FAR).strip(), "drain")
        self.skepctl("node", "activate", NAME, FAR)
        self.assertEqual(self.skepctl("container", "exec", NAME, NEAR, "foreign", "--", "echo", "through the manager", json_answer=False).strip(),
                         "through the manager")
        self.assertEqual(self.skepctl("ssh", NAME, NEAR, "--", "hostname", json_answer=False).strip(), NEAR)
        self.assertFalse(self.skepctl("cluster", "allow", NAME, "--no")["changesAllowed"])
        self.assertIn("only looks", self.refusal("service", "scale", NAME, "shop", "2"))
        self.skepctl("cluster", "forget", NAME)

    def test_3_rules_around_it(self):
        """With the key of the account that its machines are in, the rules of their groups are read; without it that is told."""
        key = {"EXOSCALE_API_KEY": self.cloud.key}
        self.connect(NAME, MANAGER, "--host-key", self.fingerprint(MANAGER))
        self.rows("node", "list", NAME)
        unread = lambda audit: [note for note in audit["unread"] if "rules" in note]
        blind = self.skepctl("cluster", "audit", NAME, expect=None)
        self.assertEqual((blind["rules"], len(unread(blind))), (0, 1))
        for name in SWARM:
            self.assertIn(name, unread(blind)[0])
        closed = self.skepctl("cluster", "audit", NAME, expect=None, environment=key)
        self.assertEqual((closed["rules"], unread(closed)), (3, []))
        self.assertEqual([row for row in closed["findings"] if row["kind"] in ("too-open", "missing")], [])
        self.skepctl("account", "add", "mine", "--key", self.cloud.key, "--endpoint", self.cloud.info["exoscale"], stdin=self.cloud.secret + "\n")
        again = self.skepctl("cluster", "audit", NAME, expect=None, environment=key)
        self.assertEqual((again["rules"], unread(again)), (3, []), "the same by two keys, and told once")
        self.assertEqual(self.skepctl("cluster", "audit", NAME, expect=None)["rules"], 3)
        self.skepctl("account", "remove", "mine")
        group = next(row for row in self.ok("GET", "/security-group")["security-groups"] if row["name"] == "inside")["id"]
        rule = {"network": "0.0.0.0/0", "protocol": "tcp", "start-port": 2377, "end-port": 2377, "flow-direction": "ingress"}
        self.cloud.wait(self.ok("POST", "/security-group/%s/rules" % group, rule), 60)
        opened = self.skepctl("cluster", "audit", NAME, expect=None, environment=key)
        self.assertEqual([(row["where"], row["grave"]) for row in opened["findings"] if row["kind"] == "too-open"], [("inside", True)])
        self.skepctl("cluster", "forget", NAME)

    def test_4_consul_with_acls(self):
        self.start_consul('acl { enabled = true default_policy = "deny" tokens { master = "%s" agent = "%s" } }' % (TOKEN, TOKEN))
        until("the agent has registered itself", lambda: '"Node"' in self.on(
            MANAGER, "curl -s -H 'X-Consul-Token: %s' %s/v1/catalog/nodes" % (TOKEN, CONSUL)), 60)
        self.connect(NAME, MANAGER, "--host-key", self.fingerprint(MANAGER))
        self.assertEqual(set(self.rows("node", "list", NAME)), set(SWARM), "the swarm is shown all the same")
        with self.subTest("that it shows nothing is said"):
            matters = {row["id"]: row["what"] for row in self.skepctl("cluster", "status", NAME)["attention"]}
            self.assertIn("token", matters.get("consul.silent", ""), matters)
        with self.subTest("without its token a sentence"):
            self.assertRegex(self.refusal("cluster", "consul", NAME, "--url", CONSUL), "token")
        with self.subTest("with a token that it does not know, too"):
            self.assertRegex(self.refusal("cluster", "consul", NAME, "--url", CONSUL, "--token", stdin=TOKEN[::-1] + "\n"), "token|ACL")
        with self.subTest("where none answers, too"):
            self.assertIn("No Consul answers", self.refusal("cluster", "consul", NAME, "--url", "http://127.0.0.1:8599"))
        with self.subTest("with it, its catalog"):
            spy = livesupport.ArgvSpy()
            spy.start()
            self.assertEqual(self.skepctl("cluster", "consul", NAME, "--url", CONSUL, "--token", stdin=TOKEN + "\n")["consul"], CONSUL)
            self.assertEqual(self.rows("catalog", "list", NAME)["consul"]["passing"], 1)
            spy.stop()
            self.assertEqual([line for line in spy.with_text(TOKEN) if b"skepctl" in line.split(b"\0")[0]], [])
        kept = [path for path in self.home.rglob("*") if path.is_file() and TOKEN.encode() in path.read_bytes()]
        self.assertEqual(kept, [], "it lies in no file")
        self.skepctl("cluster", "forget", NAME)

    def test_5_one_engine(self):
        before = self.listing([PLAIN])
        made = self.connect("one", PLAIN, "--host-key", self.fingerprint(PLAIN))
        self.assertEqual((made["changesAllowed"], made["consul"]), (False, ""))
        self.check_engine("one")
        self.check_unchanged(before)

    def test_6_local_socket(self):
        """The engine of a machine, behind a socket file of this computer."""
        before = self.listing([PLAIN])
        file = self.folder / "engine.sock"
        forward = subprocess.Popen(["ssh", "-F", str(self.ssh_config), "-N", "-L", "%s:/var/run/docker.sock" % file, PLAIN], stdin=subprocess.DEVNULL)
        try:
            until("the socket is there", file.exists, 20)
            made = self.skepctl("cluster", "connect", "local", "--socket", str(file))
            self.assertEqual((made["way"], made["changesAllowed"]), ("unix://" + str(file), False))
            self.check_engine("local")
        finally:
            forward.terminate()
            forward.wait()
        self.check_unchanged(before)

    def check_engine(self, name):
        nodes = self.rows("node", "list", name)
        self.assertEqual(list(nodes), [PLAIN])
        self.assertEqual(nodes[PLAIN]["health"], "ok")
        self.assertEqual(self.rows("container", "list", name)["lonely"]["state"], "running")
        self.assertEqual(self.skepctl("container", "logs", name, PLAIN, "lonely", json_answer=False).strip(), "lonely | one bee")
        self.assertIn("only looks", self.refusal("container", "rm", name, PLAIN, "lonely", "--force"))
        self.skepctl("cluster", "forget", name)


if __name__ == "__main__":
    livesupport.main()
