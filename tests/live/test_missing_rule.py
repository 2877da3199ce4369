#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A firewall rule that the cluster needs is taken away while it is made: creating fails and names that rule; resuming puts it back and goes on.
The swarm's port and Consul's are two ways to notice, so each is tried."""
import livesupport
from livesupport import DONE, FAILED, LiveCase, until


class MissingRule(LiveCase):
    def lose_rule(self, name, group, port, **shape):
        """Creates a cluster, deletes the rule as soon as the cloud has it, and returns skepctl's report of the failure."""
        process = self.ctl_start("cluster", "create", "--spec", self.spec(name, **shape))
        self.addCleanup(lambda: process.poll() is None and process.kill())

        def found():
            self.assertIsNone(process.poll(), "skepctl ended before the rule was there")
            return self.find_rule(name + "-" + group, port)
        group_id, rule_id = until("rule for %d" % port, found, 120, every=0.05)
        self.delete_rule(group_id, rule_id)
        out, err = process.communicate(timeout=400)
        self.assertEqual(process.returncode, FAILED, out + err)
        report = self.ctl("cluster", "status", name).json
        self.assertEqual(report["phase"], "interrupted")
        return report["error"]["message"]

    def repaired(self, name, group, port):
        report = self.ctl("cluster", "resume", name, expect=DONE, limit=400).json
        self.assertEqual(report["phase"], "ready")
        self.assertTrue(report["proof"]["passed"])
        self.assertIsNotNone(self.find_rule(name + "-" + group, port))
        self.check_nothing_twice()
        self.ctl("cluster", "destroy", name, "--yes", limit=300)
        self.assertEqual(self.left(), [])

    def test_swarm(self):
        said = self.lose_rule("swarmless", "managers", 2377, workers=1, consulServers=0)
        self.assertIn("Port 2377/tcp from group swarmless-nodes to group swarmless-managers is closed", said)
        self.assertIn("swarmless-worker-1/swarm-join", said)
        self.assertNotIn("7946", said)
        self.repaired("swarmless", "managers", 2377)

    def test_consul(self):
        said = self.lose_rule("consulless", "consul", 8301, workers=0)
        self.assertIn("Port 8301/tcp from group consulless-nodes to group consulless-consul is closed", said)
        self.assertNotIn("Port 8300", said)
        self.repaired("consulless", "consul", 8301)


if __name__ == "__main__":
    livesupport.main()
