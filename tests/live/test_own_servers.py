#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Three servers that somebody has already become a cluster and are given back. Two of them are reached only through the first, by the names of
an ssh configuration; the user there is not root and has a password for sudo. What was on them before is there afterwards, and nothing else:
files, containers, images, networks; a foreign container runs on through it all. Then the same by the window (the program
skep-servers-window). ssh's files are those of the account's home, so a folder of the test is mounted over that, in a mount namespace of its
own."""
import base64
import json
import os
import pathlib
import pwd
import subprocess
import sys
import time

import livesupport
from livesupport import DONE, FAILED, LiveCase, REFUSED, run, say, until, USAGE

SERVERS = ("north", "middle", "south")
USER = "keeper"
PASSWORD = "seven bees' \"$HOME\""
IN_HOME = ("unshare", "--mount", "--propagation", "private", "sh", "-c", 'mount --bind "$0" "$1" && shift && exec "$@"')
# Everything that a program could leave behind, but for what the system itself writes all the time.
LISTING = r"""
find / -xdev \( -path /proc -o -path /sys -o -path /run -o -path /tmp -o -path /dev -o -path /var/lib/docker -o -path /var/log -o -path /var/cache \
    -o -path /var/lib/systemd -o -path /var/lib/containerd -o -path /var/lib/sudo -o -path /var/lib/cloud -o -path /var/lib/private \
    -o -path /var/tmp \) -prune -o -printf '%p %m %u %l\n' | sort
md5sum /etc/docker/* /etc/passwd /etc/group /root/.ssh/authorized_keys /home/*/.ssh/authorized_keys 2>/dev/null
docker ps --all --no-trunc --format '{{.ID}} {{.Names}} {{.State}}' | sort
docker image ls --no-trunc --format '{{.ID}} {{.Repository}}:{{.Tag}}' | sort
docker volume ls --format '{{.Name}}' | sort
docker network ls --no-trunc --format '{{.Name}} {{.Driver}}' | sort
docker info --format '{{.Swarm.LocalNodeState}} {{.LiveRestoreEnabled}}'
"""


class OwnServers(LiveCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.person = cls.folder / "person"
        (cls.person / ".ssh").mkdir(parents=True, mode=0o700)
        cls("make_servers").make_servers()

    # --- the servers, which somebody has made in a way of their own

    ready = "docker info" # what a server can do as soon as it is there

    def make_servers(self):
        cloud = self.cloud
        key = self.person / ".ssh" / "id_ed25519"
        run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "person@home", "-f", str(key))
        public = key.with_suffix(".pub").read_text(encoding="utf-8").strip()
        group = cloud.wait(self.ok("POST", "/security-group", {"name": "servers"}), 60)["reference"]["id"]
        for rule in ([{"protocol": each, "start-port": 1, "end-port": 65535, "security-group": {"id": group}} for each in ("tcp", "udp")]):
            cloud.wait(self.ok("POST", "/security-group/%s/rules" % group, dict(rule, **{"flow-direction": "ingress"})), 60)
        door = cloud.wait(self.ok("POST", "/security-group", {"name": "door"}), 60)["reference"]["id"]
        cloud.wait(self.ok("POST", "/security-group/%s/rules" % door, {
            "protocol": "tcp", "start-port": 22, "end-port": 22, "network": cloud.info["operator"], "flow-direction": "ingress"}), 60)
        template = next(row["id"] for row in self.ok("GET", "/template")["templates"] if row["name"] == self.template)
        size = next(row["id"] for row in self.ok("GET", "/instance-type")["instance-types"] if row["family"] == "standard" and row["size"] == "small")
        began = time.monotonic()
        ids, keys, started = {}, {}, []
        for name in SERVERS:
            file = self.folder / ("host-" + name)
            run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(file))
            keys[name] = file.with_suffix(".pub").read_text(encoding="utf-8").strip()
            user_data = "#cloud-config\n" + json.dumps({
                "ssh_keys": {"ed25519_private": file.read_text(encoding="utf-8"), "ed25519_public": keys[name]}, "ssh_pwauth": False,
                "users": [{"name": USER, "shell": "/bin/bash", "sudo": "ALL=(ALL) ALL", "lock_passwd": False, "plain_text_passwd": PASSWORD,
                           "ssh_authorized_keys": [public]}]})
            operation = self.ok("POST", "/instance", {
                "name": name, "disk-size": 10, "instance-type": {"id": size}, "template": {"id": template},
                "security-groups": [{"id": group}] + ([{"id": door}] if name == SERVERS[0] else []), "public-ip-assignment": "inet4",
                "user-data": base64.b64encode(user_data.encode()).decode()})
            ids[name] = operation["reference"]["id"]
            started.append(operation)
        for operation in started:
            cloud.wait(operation, 60)
        lines = []
        for name in SERVERS:
            address = self.ok("GET", "/instance/" + ids[name])["public-ip"]
            type(self).addresses = getattr(self, "addresses", {}) | {name: address}
            lines.append("Host %s\n    HostName %s\n    User %s\n%s" % (
                name, address, USER, "" if name == SERVERS[0] else "    ProxyJump %s\n" % SERVERS[0]))
            with (self.person / ".ssh" / "known_hosts").open("a", encoding="utf-8") as known:
                known.write("%s %s\n" % (address, " ".join(keys[name].split()[:2])))
        (self.person / ".ssh" / "config").write_text("\n".join(lines), encoding="utf-8")
        for name in SERVERS:
            until("%s can be logged in to" % name, lambda: self.on(name, "sudo -S -p '' %s >/dev/null && echo yes" % self.ready, expect=None).strip() == "yes", 90)
        say("servers after %.1f s" % (time.monotonic() - began))

    def in_home(self, *command, limit=300, environment=None, **more):
        home = pwd.getpwuid(os.getuid()).pw_dir
        variables = self.environment(SSH_AUTH_SOCK=None, EXOSCALE_API_KEY=None, **(environment or {}))
        return run(*IN_HOME, str(self.person), home, *command, limit=limit, env=variables, **more)

    def on(self, server, command, expect=0):
        """A command by the real ssh; sudo there gets the password from its stdin."""
        done = self.in_home("ssh", "-o", "BatchMode=yes", "-o", "ConnectTimeout=5", server, command, input=PASSWORD + "\n", limit=60)
        if expect is not None:
            self.assertEqual(done.returncode, expect, "%s on %s\n%s\n%s" % (command, server, done.stdout, done.stderr))
        return done.stdout

    def as_root(self, server, script):
        return self.on(server, "sudo -S -p '' sh -c '%s'" % script.replace("'", "'\\''"))

    def skepctl(self, *arguments, expect=DONE, stdin=PASSWORD + "\n", **more):
        done = self.in_home(livesupport.SKEPCTL, "--output", "json", *arguments, input=stdin, **more)
        if expect is not None:
            self.assertEqual(done.returncode, expect, "skepctl %s\n%s\n%s" % (" ".join(arguments), done.stdout, done.stderr))
        return json.loads(done.stdout) if done.stdout.strip() else None

    def listing(self):
        return {name: self.as_root(name, LISTING).splitlines() for name in SERVERS}

    def base(self):
        path = self.folder / "base.json"
        path.write_text(json.dumps({"name": "any", "consulImage": self.cloud.info["images"]["consul"], "webImage": self.cloud.info["images"]["web"]}),
                        encoding="utf-8")
        return str(path)

    def create(self, name, *more, **how):
        servers = [part for server in SERVERS for part in ("--server", server)]
        return self.skepctl("cluster", "create", name, "--spec", self.base(), *servers, *more, **how)


class ThereAndBack(OwnServers):
    def test_1_there_and_back(self):
        web = self.cloud.info["images"]["web"]
        foreign = self.as_root("middle", "docker run --detach --name foreign %s sleep 100000" % web).strip()
        started = "docker inspect --format '{{.State.StartedAt}} {{.RestartCount}}' foreign"
        since = self.as_root("middle", started)
        before = self.listing()

        with self.subTest("nothing is changed where the password is wrong"):
            refused = self.create("mine", expect=REFUSED, stdin="not this\n")
            self.assertIn("password", refused["error"]["message"])
            self.assertEqual(self.listing(), before)

        plan = self.skepctl("cluster", "plan", "mine", "--spec", self.base(), *[part for server in SERVERS for part in ("--server", server)])
        self.assertEqual([machine["name"] for machine in plan["machines"]], list(SERVERS))
        self.assertEqual({step["kind"] for step in plan["steps"] if step["id"].startswith("north/")} & {"machine", "login", "host-key"}, set())
        self.assertEqual(self.listing(), before)

        spy = livesupport.ArgvSpy()
        spy.start()
        began = time.monotonic()
        made = self.create("mine")
        say("created in %.1f s" % (time.monotonic() - began))
        spy.stop()
        self.assertEqual(made["phase"], "ready")
        self.assertEqual(spy.with_text("seven bees"), [])
        self.assertEqual(self.as_root("middle", started), since)

        nodes = {row["name"]: row for row in self.skepctl("node", "list", "mine")}
        self.assertEqual({name: row["health"] for name, row in nodes.items()}, dict.fromkeys(SERVERS, "ok"))
        self.assertEqual({row["role"] for row in nodes.values()}, {"manager"})
        self.assertIn("consul", {row["name"] for row in self.skepctl("catalog", "list", "mine")})

        self.assertTrue(self.skepctl("cluster", "prove", "mine")["passed"])
        self.assertEqual(self.skepctl("cluster", "status", "mine")["phase"], "ready")
        with self.subTest("other programs' connections lead to the servers, under the names that this cluster's machines have for itself"):
            answer = self.skepctl("dns", "mine", "consul.service.consul")
            self.assertEqual(sorted(record["address"] for record in answer["records"]), sorted(self.addresses.values()))

        with self.subTest("a second cluster there is refused before anything changes"):
            other = self.create("other", expect=USAGE)
            self.assertIn("in a swarm already", other["error"]["message"])
            self.assertEqual([row["name"] for row in self.skepctl("cluster", "list")], ["mine"])
            nodes = {row["name"]: row["health"] for row in self.skepctl("node", "list", "mine")}
            self.assertEqual(nodes, dict.fromkeys(SERVERS, "ok"))

        with self.subTest("what is open is looked for where the servers are reached directly"):
            audit = self.skepctl("cluster", "audit", "mine")
            self.assertEqual(audit["findings"], [])
            self.assertGreater(audit["ports"], 10)
            self.assertEqual(len([note for note in audit["unread"] if "not reached from here directly" in note]), len(SERVERS) - 1)
            self.assertTrue(any("firewall's rules" in note for note in audit["unread"]), audit["unread"])

        with self.subTest("what only a cloud can do is refused"):
            for command in (("node", "add", "mine"), ("cluster", "open", "mine", "--port", "engine", "--to", "192.0.2.0/24", "--yes")):
                self.assertIn("your own", self.skepctl(*command, expect=FAILED)["error"]["message"])

        began = time.monotonic()
        gone = self.skepctl("cluster", "destroy", "mine", "--yes")
        say("given back in %.1f s" % (time.monotonic() - began))
        self.assertEqual(gone["phase"], "destroyed")
        self.assertEqual(gone["receipt"]["left"], [])
        self.maxDiff = None
        after = self.listing()
        for name in SERVERS:
            self.assertEqual(after[name], before[name], name)
        self.assertEqual(self.as_root("middle", started), since)
        self.assertIn(foreign, "\n".join(after["middle"]))

    def test_2_in_the_window(self):
        before = self.listing()
        done = self.in_home(WINDOW, environment={"QT_QPA_PLATFORM": "offscreen", "SKEP_WINDOW_PASSWORD": PASSWORD})
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        for line in done.stdout.splitlines():
            if line.startswith("QINFO"):
                say(line.split(") ", 1)[-1])
        nodes = {row["name"]: row["health"] for row in self.skepctl("node", "list", "window")}
        self.assertEqual(nodes, dict.fromkeys(SERVERS, "ok"))
        self.assertEqual(self.skepctl("cluster", "destroy", "window", "--yes")["phase"], "destroyed")
        self.maxDiff = None
        self.assertEqual(self.listing(), before)

    def test_3_one_server_and_a_kill(self):
        """A daemon.json of its owner's, one manager alone, and a creation that is killed as soon as it has written there."""
        self.as_root("north", """sed -i '0,/{/s//{ "debug": true,/' /etc/docker/daemon.json && systemctl restart docker""")
        before = self.as_root("north", LISTING).splitlines()
        home = pwd.getpwuid(os.getuid()).pw_dir
        with subprocess.Popen([*IN_HOME, str(self.person), home, livesupport.SKEPCTL, "--output", "json", "cluster", "create", "alone", "--spec", self.base(),
                               "--server", "north"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=True,
                              env=self.environment(SSH_AUTH_SOCK=None, EXOSCALE_API_KEY=None)) as creating:
            creating.stdin.write(PASSWORD + "\n")
            creating.stdin.close()
            until("something of it is there", lambda: self.as_root("north", "test -e /etc/skep && echo yes || echo no").strip() == "yes", 60)
            creating.kill()
        self.assertNotEqual(self.skepctl("cluster", "status", "alone", expect=None)["phase"], "ready")
        began = time.monotonic()
        self.assertEqual(self.skepctl("cluster", "resume", "alone", stdin="")["phase"], "ready") # the password is in the keychain
        say("gone on after the kill: %.1f s" % (time.monotonic() - began))
        self.assertIn('"debug": true', self.as_root("north", "cat /etc/docker/daemon.json"))
        self.assertTrue(self.skepctl("cluster", "prove", "alone")["passed"])
        self.assertEqual([row["role"] for row in self.skepctl("node", "list", "alone")], ["manager"])
        self.assertEqual(self.skepctl("cluster", "destroy", "alone", "--yes")["phase"], "destroyed")
        self.maxDiff = None
        self.assertEqual(self.as_root("north", LISTING).splitlines(), before)


if __name__ == "__main__":
    WINDOW = str(pathlib.Path(sys.argv.pop(3)).resolve())
    livesupport.main()
