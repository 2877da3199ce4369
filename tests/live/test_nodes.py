#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A cluster of 1 Consul server + 1 manager + 1 worker grows, shrinks and loses machines; skepctl is killed in the middle of a growth and of a
removal and goes on. The ledger shows no machine twice and none forgotten."""
import ipaddress
import json
import pathlib
import re
import time

import livesupport
from livesupport import DONE, FAILED, LiveCase, USAGE, run, say, until

NAME = "crew"
PASSPHRASE = "a long walk on a short pier"
WEB = ("docker service create -q --detach --name web --replicas 2 --constraint node.role==worker "
       "--publish mode=host,target=80,published=18080 %s sh -c 'mkdir -p /www && hostname >/www/index.html && exec httpd -f -p 80 -h /www'")
# Each command takes one line of stdin, its passphrase; the last ones show that the keychain has what it takes.
ELSEWHERE = """
for file in bad cut crew; do
    "$0" cluster import --file "$1/$file.skep" 2>>"$1/refused" >/dev/null && exit 9
done
test -z "$(ls "$XDG_DATA_HOME/skep/clusters")" || exit 8
"$0" cluster import --file "$1/crew.skep" >/dev/null || exit 7
"$0" node list crew --output json && "$0" ssh crew crew-worker-3 -- hostname
"""


class Nodes(LiveCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls("create_only").create(NAME, workers=1)

    def create_only(self):
        pass

    def nodes(self):
        rows = self.ctl("node", "list", NAME, expect=None).json
        return {row["name"]: row for row in rows} if isinstance(rows, list) else {}

    def ready(self):
        return sorted(name for name, row in self.nodes().items() if row["health"] == "ok")

    def until_ready(self, *names):
        until("exactly these nodes are ready", lambda: self.ready() == sorted("crew-" + name for name in names), 60, every=1)

    def machine_names(self):
        return sorted(row["name"] for row in self.objects("instance") if "deleted" not in row)

    def change(self, *arguments, limit=300, **more):
        began = time.monotonic()
        done = self.ctl(*arguments, limit=limit, **more)
        say("%s: %.1f s" % (" ".join(arguments), time.monotonic() - began))
        return done

    def killed(self, *arguments, after):
        """Starts a change and kills it when the journal has a record of a step; False when it had ended before."""
        process = self.ctl_start(*arguments)
        end = time.monotonic() + 120
        journal = self.cluster_folder() / "change-journal"
        try:
            while process.poll() is None:
                self.assertLess(time.monotonic(), end, "no record of %s" % after)
                text = journal.read_text(encoding="utf-8", errors="replace") if journal.exists() else ""
                if '"%s"' % after in text:
                    process.kill()
                    return True
                time.sleep(0.001)
            return False
        finally:
            process.kill()
            process.communicate()

    # --- in this order, on one cluster

    def test_1_add_worker(self):
        before = self.machine_names()
        self.change("node", "add", NAME)
        self.until_ready("manager-1", "worker-1", "worker-2")
        self.assertEqual(self.machine_names(), sorted([*before, "crew-worker-2"]))
        status = self.ctl("cluster", "status", NAME).json
        self.assertEqual(status["phase"], "ready")
        self.assertIn("crew-worker-2", [row["name"] for row in status["machines"]])
        self.assertTrue(self.ctl("cluster", "prove", NAME).json["passed"])

    def test_2_wrong_wishes(self):
        for arguments, code, part in (
                (("remove", NAME, "crew-worker-9"), livesupport.MISSING, "crew-worker-9"),
                (("remove", NAME, "crew-consul-1"), FAILED, "Consul server"),
                (("remove", NAME, "crew-manager-1"), FAILED, "1 manager, 1 reachable"),
                (("demote", NAME, "crew-manager-1"), FAILED, "no manager left"),
                (("replace", NAME, "crew-worker-1"), FAILED, "not dead"),
                (("add", NAME, "--count", "0"), USAGE, "between 1"),
                (("add", NAME, "--role", "consul"), USAGE, "--role"),
                (("label", NAME, "crew-worker-1", "nonsense"), USAGE, "nonsense")):
            answer = self.ctl("node", *arguments, expect=code)
            self.assertIn(part, answer.json["error"]["message"])
        self.assertNotIn("change", self.ctl("cluster", "list").json[0])

    def test_3_at_once(self):
        self.ctl("node", "label", NAME, "crew-worker-1", "disk=ssd", "rack=a")
        self.ctl("node", "label", NAME, "crew-worker-1", "rack-", "zone=1")
        self.assertEqual(self.nodes()["crew-worker-1"]["labels"], {"disk": "ssd", "zone": "1"})
        for verb, state in (("pause", "pause"), ("drain", "drain"), ("activate", "active")):
            self.ctl("node", verb, NAME, "crew-worker-1")
            self.assertEqual(self.nodes()["crew-worker-1"]["availability"], state)

    def test_3_keys_and_addresses(self):
        key = self.folder / "mine"
        run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "me at home", "-f", str(key))
        public = key.with_suffix(".pub")
        read = "cat ~/.ssh/authorized_keys"
        before = self.ssh(NAME, "crew-worker-1", read)
        for _ in range(2):
            self.assertEqual(len(self.ctl("cluster", "keys", "add", NAME, "--file", str(public)).json), 1)
        for node in ("crew-worker-1", "crew-consul-1"):
            self.assertEqual(self.ssh(NAME, node, read).count(public.read_text(encoding="utf-8").strip()), 1)
        address = next(row["address"] for row in self.ctl("cluster", "list").json[0]["machines"] if row["name"] == "crew-worker-1")
        login = ("ssh", "-i", str(key), "-F", "none", "-o", "IdentitiesOnly=yes", "-o", "StrictHostKeyChecking=no", "-o", "BatchMode=yes",
                 "-o", "UserKnownHostsFile=%s" % (self.folder / "known"), "root@" + address, "hostname")
        self.assertEqual(run(*login).stdout.strip(), "crew-worker-1")
        for _ in range(2):
            self.assertEqual(self.ctl("cluster", "keys", "remove", NAME, "--file", str(public)).json, [])
        self.assertEqual(self.ssh(NAME, "crew-worker-1", read), before)
        self.assertNotEqual(run(*login).returncode, 0)
        # A range that does not let this computer in changes nothing; one that does takes the old one's place.
        mine = self.cloud.info["operator"]
        wrong = self.ctl("cluster", "address", NAME, "--set", "203.0.113.0/24", expect=FAILED, limit=200)
        self.assertIn("old ones stay", wrong.json["error"]["message"])
        self.ssh(NAME, "crew-worker-1", "true")
        self.ctl("cluster", "give-up", NAME)
        self.assertEqual(self.ssh_ranges(), {mine})
        wider = str(ipaddress.ip_network(mine, strict=False).supernet(1))
        self.change("cluster", "address", NAME, "--set", wider)
        self.assertEqual(self.ssh_ranges(), {wider})
        self.assertEqual(self.ctl("cluster", "address", NAME).json["operatorCidrs"], [wider])
        self.ssh(NAME, "crew-consul-1", "true")
        self.change("cluster", "address", NAME, "--set", mine)

    def ssh_ranges(self):
        groups = self.ok("GET", "/security-group")["security-groups"]
        return {rule["network"] for group in groups for rule in group.get("rules", []) if rule.get("start-port") == 22 and rule.get("network")}

    def test_4_killed_growth(self):
        kills = 0
        began = time.monotonic()
        command = ("node", "add", NAME, "--role", "manager", "--count", "2")
        for after in ("crew-manager-2/create", "crew-manager-3/address", "crew-manager-2/host-key", "crew-manager-2/agent-token",
                      "crew-manager-2/swarm-join", "crew-manager-3/swarm-join", "crew-manager-3/consul"):
            kills += self.killed(*command, after=after)
            command = ("cluster", "resume", NAME)
        self.ctl(*command, limit=300)
        say("1 → 3 managers with %d kills: %.1f s" % (kills, time.monotonic() - began))
        self.assertGreater(kills, 3)
        self.until_ready("manager-1", "manager-2", "manager-3", "worker-1", "worker-2")
        self.assertEqual(self.ctl("cluster", "status", NAME).json["overview"]["managersReachable"], 3)
        self.check_nothing_twice()

    def test_5_quorum(self):
        """With one of three managers down a second one must stay."""
        machine = next(row for row in self.objects("instance") if row["name"] == "crew-manager-3")
        self.cloud.wait(self.ok("PUT", "/instance/%s:stop" % machine["id"]), 60)
        until("the swarm notices", lambda: self.nodes().get("crew-manager-3", {}).get("health") == "down", 60, every=1)
        for verb in ("remove", "demote"):
            answer = self.ctl("node", verb, NAME, "crew-manager-2", expect=FAILED)
            self.assertIn("3 managers, 2 reachable; removing crew-manager-2 leaves 1 of 2 reachable, 2 needed",
                          answer.json["error"]["message"])
        self.cloud.wait(self.ok("PUT", "/instance/%s:start" % machine["id"]), 60)
        self.until_ready("manager-1", "manager-2", "manager-3", "worker-1", "worker-2")
        self.change("node", "demote", NAME, "crew-manager-3")
        until("a worker", lambda: self.nodes()["crew-manager-3"]["role"] == "worker", 30)
        self.change("node", "promote", NAME, "crew-manager-3")
        self.assertEqual(self.ctl("cluster", "status", NAME).json["overview"]["managersReachable"], 3)

    def test_6_removal(self):
        """A worker with a service on it, killed in the middle; then a manager."""
        self.ssh(NAME, "crew-manager-1", WEB % self.cloud.info["images"]["web"])
        until("both tasks", lambda: self.ctl("service", "list", NAME).json and
              {row["name"]: row["running"] for row in self.ctl("service", "list", NAME).json}.get("web") == 2, 60)
        # On one node only one task can have the port: the drain cannot move it, and says so.
        answer = self.ctl("node", "remove", NAME, "crew-worker-2", "--wait", "20", expect=FAILED, limit=120)
        self.assertIn("web (1 of 2)", answer.json["error"]["message"])
        self.assertIn("Remove crew-worker-2", answer.json["change"])
        refused = self.ctl("node", "add", NAME, expect=FAILED)
        self.assertIn("not finished", refused.json["error"]["message"])
        self.ctl("cluster", "give-up", NAME)
        self.assertEqual(self.nodes()["crew-worker-2"]["availability"], "active")
        self.ssh(NAME, "crew-manager-1", "docker service scale -d web=1")
        command = ("node", "remove", NAME, "crew-worker-2")
        began = time.monotonic()
        kills = 0
        for after in ("crew-worker-2/drain", "crew-worker-2/swarm-leave", "crew-worker-2/consul-leave", "crew-worker-2/machine-remove"):
            kills += self.killed(*command, after=after)
            command = ("cluster", "resume", NAME)
        self.ctl(*command, limit=300)
        say("a worker removed with %d kills: %.1f s" % (kills, time.monotonic() - began))
        self.until_ready("manager-1", "manager-2", "manager-3", "worker-1")
        self.assertNotIn("crew-worker-2", self.machine_names())
        self.change("node", "remove", NAME, "crew-manager-2", "crew-manager-3")
        self.until_ready("manager-1", "worker-1")
        until("web runs", lambda: {row["name"]: row["running"] for row in self.ctl("service", "list", NAME).json}.get("web") == 1, 60)

    def test_7_dead_worker(self):
        machine = next(row for row in self.objects("instance") if row["name"] == "crew-worker-1")
        self.ctl("node", "label", NAME, "crew-worker-1", "disk=ssd")
        self.cloud.wait(self.ok("DELETE", "/instance/%s" % machine["id"]), 60)
        until("the swarm notices", lambda: self.nodes().get("crew-worker-1", {}).get("health") == "down", 60, every=1)
        self.change("node", "replace", NAME, "crew-worker-1")
        self.until_ready("manager-1", "worker-3") # 1 and 2 have had their machines
        self.assertEqual(self.nodes()["crew-worker-3"]["labels"].get("disk"), "ssd")
        self.assertTrue(self.ctl("cluster", "prove", NAME).json["passed"])

    def test_8_another_computer(self):
        """Export, then import and use in another home with an empty keychain."""
        path = self.folder / "crew.skep"

        def export(passphrase):
            return run(livesupport.SKEPCTL, "cluster", "export", NAME, "--file", str(path), input=passphrase + "\n", env=self.environment())
        self.assertEqual(export("short").returncode, USAGE)
        self.assertEqual(export(PASSPHRASE).returncode, DONE)
        self.assertEqual(path.stat().st_mode & 0o777, 0o600)
        self.assertNotIn(b"crew-manager", path.read_bytes())
        self.assertEqual(export(PASSPHRASE).returncode, FAILED, "overwrites")
        tampered = bytearray(path.read_bytes())
        tampered[-20] ^= 1
        (self.folder / "bad.skep").write_bytes(tampered)
        (self.folder / "cut.skep").write_bytes(path.read_bytes()[:-200])
        home = self.new_home("elsewhere")
        before = [str(pathlib.Path(__file__).resolve().parent.parent / "support" / "with-keyring.sh"), "env",
                  *("%s=%s" % (name, value) for name, value in self.environment(home).items() if name.startswith("XDG_") and "HOME" in name)]
        done = run(*before, "sh", "-c", ELSEWHERE, livesupport.SKEPCTL, str(self.folder), env=self.environment(home),
                   input="\n".join([PASSPHRASE, PASSPHRASE, PASSPHRASE + "x", PASSPHRASE, ""]))
        self.assertEqual(done.returncode, DONE, done.stderr)
        rows, host = done.stdout.splitlines()
        refused = (self.folder / "refused").read_text(encoding="utf-8")
        self.assertEqual(len(re.findall("^skepctl: .*(?:damaged|passphrase is wrong)", refused, re.MULTILINE)), 3, refused)
        self.assertEqual(sorted(row["name"] for row in json.loads(rows) if row["health"] == "ok"), ["crew-manager-1", "crew-worker-3"])
        self.assertEqual(host, "crew-worker-3")

    def test_9_books(self):
        self.check_nothing_twice()
        self.assertEqual(self.machine_names(), ["crew-consul-1", "crew-manager-1", "crew-worker-3"])
        self.ctl("cluster", "destroy", NAME, "--yes", limit=300)
        self.assertEqual(self.left(), [], "forgotten")


if __name__ == "__main__":
    livesupport.main()
