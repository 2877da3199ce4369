#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job by skepctl alone: plan, create, every list, prove, a command on a node, destroy. In the end the cloud is empty, nothing was
made twice, and no secret was ever in a command line, in the state on disk or in the cloud's books."""
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "secrets"))
import livesupport
from canary import Canaries
from livesupport import DONE, MISSING, USAGE, ArgvSpy, LiveCase

NAME = "journey"
NODES = ["journey-manager-1", "journey-worker-1", "journey-worker-2"]
MACHINES = ["journey-consul-1"] + NODES


class Journey(LiveCase):
    def test_everything(self):
        spy = ArgvSpy()
        spy.start()
        self.addCleanup(spy.stop)
        self.plan()
        self.made()
        self.status()
        self.lists()
        self.proof()
        self.shell()
        secrets = self.secrets_of_cluster()
        self.check_user_data(secrets)
        self.check_disk(secrets)
        self.second_home()
        self.destroyed()
        spy.stop()
        self.check_secrets(spy, secrets)

    def plan(self):
        plan = self.ctl("cluster", "plan", "--spec", self.spec(NAME)).json
        steps = plan["steps"]
        self.assertEqual(sorted(machine["name"] for machine in plan["machines"]), sorted(MACHINES))
        self.assertIn({"of": "Machines", "used": 0, "more": len(MACHINES), "limit": 20}, plan["account"]["quotas"])
        self.assertNotIn("cost", plan["account"], "the sandbox publishes no prices")
        self.assertEqual([rule["source"] for rule in plan["firewall"] if rule["ports"] == "2377/tcp"], [NAME + "-nodes"])
        self.assertEqual(sum("instance create" in line for line in plan["commands"]), len(MACHINES))
        ids = [step["id"] for step in steps]
        self.assertEqual(len(ids), len(set(ids)))
        for machine in MACHINES:
            self.assertIn(machine + "/create", ids)
        for step in steps:
            self.assertTrue(step["title"], step)
            self.assertLessEqual(set(step["needs"]), set(ids), step)
        self.assertEqual(self.objects(), [], "planning makes nothing")
        self.assertEqual(self.ctl("cluster", "list").json, [])

    def made(self):
        report = self.create(NAME)
        self.assertEqual([machine["name"] for machine in report["machines"]], MACHINES)
        self.assertTrue(report["proof"]["passed"], report["proof"])
        self.assertGreater(report["seconds"]["total"], report["seconds"]["first_node"])
        self.assertEqual(sorted(row["name"] for row in self.objects("instance")), sorted(MACHINES))

    def status(self):
        rows = self.ctl("cluster", "list").json
        self.assertEqual([(row["name"], row["phase"]) for row in rows], [(NAME, "ready")])
        overview = self.ctl("cluster", "status", NAME).json["overview"]
        wanted = {"nodes": 3, "nodesReady": 3, "managers": 1, "managersReachable": 1, "managersCanLose": 0, "services": 1, "servicesOk": 1,
                  "tasksRunning": 3, "consulServers": 1, "consulServersUp": 1}
        self.assertEqual({key: overview[key] for key in wanted}, wanted)
        self.assertEqual(overview["health"], "ok", overview)
        missing = self.ctl("cluster", "status", "nowhere", expect=MISSING).json
        self.assertIn("nowhere", missing["error"]["message"])
        self.assertEqual(missing["exit"], MISSING)

    def lists(self):
        nodes = self.ctl("node", "list", NAME).json
        self.assertEqual(sorted(node["name"] for node in nodes), NODES)
        self.assertEqual([node["name"] for node in nodes if node["role"] == "manager"], NODES[:1])
        self.assertEqual({node["health"] for node in nodes}, {"ok"})
        self.assertEqual({node["tasks"] for node in nodes}, {1}) # the registrar's
        services = self.ctl("service", "list", NAME).json
        self.assertEqual([(s["name"], s["running"], s["wanted"], s["health"]) for s in services], [("skep-registrar", 3, 3, "ok")])
        catalog = self.ctl("catalog", "list", NAME).json
        self.assertIn("consul", [row["name"] for row in catalog])
        self.assertNotIn("skep-proof", [row["name"] for row in catalog])

    def proof(self):
        proof = self.ctl("cluster", "prove", NAME).json
        self.assertTrue(proof["passed"], proof)
        self.assertEqual([stage["id"] for stage in proof["stages"]],
                         ["deploy", "catalog", "dns-node", "dns-container", "fetch", "exposure", "remove"])

    def shell(self):
        self.assertEqual(self.ssh(NAME, "worker-2", "hostname").strip(), "journey-worker-2")
        self.assertEqual(self.ssh(NAME, "journey-manager-1", "cat", data="over the channel"), "over the channel")
        self.ssh(NAME, "worker-1", "exit 7", expect=7)
        self.ssh(NAME, "worker-9", "true", expect=MISSING)

    def secrets_of_cluster(self):
        """Every secret that the nodes hold, by what it is; all must be there, else this test would look for nothing."""
        config = json.loads(self.ssh(NAME, "consul-1", "cat /etc/skep/consul/consul.json"))
        tokens = config["acl"]["tokens"]
        secrets = {"API secret": self.cloud.secret, "gossip key": config["encrypt"], "management token": tokens["master"],
                   "agent token": tokens["agent"], "DNS token": tokens["default"]}
        join = self.ssh(NAME, "manager-1", "docker swarm join-token -q worker; docker swarm join-token -q manager").split()
        self.assertEqual(len(join), 2)
        secrets["worker's join token"], secrets["manager's join token"] = join
        key = self.ssh(NAME, "worker-1", "cat /etc/skep/consul/key.pem").splitlines()
        self.assertIn("PRIVATE KEY", key[0])
        secrets["certificate key"] = key[1]
        for what, secret in secrets.items():
            self.assertGreater(len(secret), 20, what)
        return secrets

    def check_user_data(self, secrets):
        text = self.ssh(NAME, "worker-1", "cat /var/lib/cloud/instance/user-data.txt")
        self.assertIn("ssh_keys", text)
        self.assertEqual(Canaries(secrets).find(text.encode()), [], "in the user data")
        old = json.loads(text.split("\n", 1)[1])["ssh_keys"]["ed25519_public"].split()[1]
        self.assertNotIn(old, self.ssh(NAME, "worker-1", "cat /etc/ssh/ssh_host_ed25519_key.pub"), "the one-time host key is still in use")
        modes = self.ssh(NAME, "worker-1", "stat -c '%a %U' /etc/skep/consul/*").splitlines()
        self.assertEqual(set(modes), {"600 root"})

    def check_disk(self, secrets):
        files = [path for path in self.home.rglob("*") if path.is_file()]
        self.assertTrue(any(path.name == "journal" for path in files), files)
        canaries = Canaries(secrets)
        self.assertEqual(canaries.find(b"x" + secrets["gossip key"].encode()), ["gossip key"])
        for path in files:
            content = path.read_bytes()
            self.assertEqual(canaries.find(content), [], str(path))
            self.assertNotIn(b"PRIVATE KEY", content, str(path))

    def second_home(self):
        other = self.new_home("other")
        self.assertEqual(self.ctl("cluster", "list", home=other).json, [])
        self.ctl("cluster", "status", NAME, home=other, expect=MISSING)

    def destroyed(self):
        refused = self.ctl("cluster", "destroy", NAME, expect=USAGE).json
        self.assertIn("--yes", refused["error"]["message"])
        report = self.ctl("cluster", "destroy", NAME, "--yes", limit=300).json
        self.assertEqual(report["phase"], "destroyed")
        self.assertEqual(report["receipt"]["left"], [])
        for machine in MACHINES:
            self.assertIn("machine " + machine, report["receipt"]["deleted"])
        self.assertEqual(self.left(), [])
        self.check_nothing_twice()
        again = self.ctl("cluster", "destroy", NAME, "--yes", expect=DONE).json
        self.assertEqual(again["receipt"]["left"], [])

    def check_secrets(self, spy, secrets):
        self.assertTrue(spy.with_text("skepctl"), "the spy saw no skepctl, so it would have seen no secret")
        self.assertTrue(spy.with_text("-config-dir=/etc/skep/consul"), "the spy does not see the machines' processes")
        canaries = Canaries(secrets)
        self.assertEqual([line for line in spy.lines if canaries.find(line)], [], "in a command line")
        self.assertEqual(canaries.find(json.dumps(self.cloud.control("GET", "/ledger")).encode()), [], "in the cloud's books")
        livesupport.say("%d command lines looked at in %d rounds" % (len(spy.lines), spy.rounds))


if __name__ == "__main__":
    livesupport.main()
