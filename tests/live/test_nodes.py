#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A cluster of 1 Consul server + 1 manager + 1 worker grows, shrinks and loses machines; skepctl is killed in the middle of a growth and of a
removal and goes on. The ledger shows no machine twice and none forgotten."""
import json
import pathlib
import time

import livesupport
from livesupport import DONE, FAILED, LiveCase, USAGE, run, say, until

NAME = "crew"
PASSPHRASE = "a long walk on a short pier"
WEB = ("docker service create -q --detach --name web --replicas 2 --constraint node.role==worker "
       "--publish mode=host,target=80,published=18080 %s sh -c 'mkdir -p /www && hostname >/www/index.html && exec httpd -f -p 80 -h /www'")


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

    def test_4_killed_growth(self):
        kills = 0
        began = time.monotonic()
        command = ("node", "add", NAME, "--role", "manager", "--count", "2")
        for after in ("crew-manager-2/create", "crew-manager-3/address", "crew-manager-2/host-key", "crew-manager-2/agent-token",
                      "crew-manager-2/swarm-join", "crew-manager-3/consul"):
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
        answer = self.ctl("node", "remove", NAME, "crew-worker-2", "--wait", "4", expect=FAILED, limit=120)
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
        before = [str(pathlib.Path(__file__).resolve().parent.parent / "support" / "with-keyring.sh")]
        for file, passphrase in (("bad.skep", PASSPHRASE), ("cut.skep", PASSPHRASE), ("crew.skep", PASSPHRASE + "x")):
            refused = run(*before, livesupport.SKEPCTL, "cluster", "import", "--file", str(self.folder / file), input=passphrase + "\n",
                          env=self.environment(home))
            self.assertNotEqual(refused.returncode, DONE)
            self.assertRegex(refused.stderr, "skepctl: .*(wrong|damaged|cut)")
        self.assertEqual(list((home / "data" / "skep" / "clusters").iterdir()), [])
        done = run(*before, "sh", "-ec", '"$0" cluster import --file "$1" >&2; "$0" node list crew --output json; "$0" ssh crew crew-worker-3 -- hostname',
                   livesupport.SKEPCTL, str(path), input=PASSPHRASE + "\n", env=self.environment(home))
        self.assertEqual(done.returncode, DONE, done.stderr)
        rows, host = done.stdout.splitlines()
        self.assertEqual(sorted(row["name"] for row in json.loads(rows) if row["health"] == "ok"), ["crew-manager-1", "crew-worker-3"])
        self.assertEqual(host, "crew-worker-3")

    def test_9_books(self):
        self.check_nothing_twice()
        self.assertEqual(self.machine_names(), ["crew-consul-1", "crew-manager-1", "crew-worker-3"])
        self.ctl("cluster", "destroy", NAME, "--yes", limit=300)
        self.assertEqual(self.left(), [], "forgotten")


if __name__ == "__main__":
    livesupport.main()
