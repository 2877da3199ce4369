#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an account still has when this computer has forgotten its clusters: found by labels, adopted, deleted; on both kinds of clouds.

Run as    with-keyring.sh python3 test_leftovers.py SKEPCTL SANDBOX"""
import json
import shutil
import sys
import unittest
import uuid

from lab import Lab, taken_again

NOT_FOUND = 3


class Leftovers(unittest.TestCase):
    def setUp(self):
        self.lab = Lab(*PROGRAMS)
        self.addCleanup(self.lab.close)

    def run_ctl(self, life, *arguments, expect=0):
        process = life.start(*arguments)
        out, err = process.communicate(timeout=120)
        self.assertEqual(process.returncode, expect, out + err)
        return json.loads(out)

    def forgotten(self, life):
        """Makes the cloud's part, and loses all that this computer knows of it."""
        life.make_patiently()
        self.assertEqual(self.run_ctl(life, "leftovers", "list"), [], "a known cluster is no leftover")
        shutil.rmtree(life.home / "data")
        return self.run_ctl(life, "leftovers", "list")

    def left(self):
        return [row["name"] for row in self.lab.ledger()["objects"] if not row.get("deleted") and row["name"] != "default"]

    @taken_again
    def test_deletes_by_labels_alone(self):
        life = self.lab.new_life(3)
        rows = self.forgotten(life)
        kinds = [row["kind"] for row in rows]
        self.assertEqual((kinds.count("machine"), kinds.count("firewall-group"), kinds.count("ssh-key"), len(rows)), (3, 3, 1, 7))
        self.assertEqual({row["clusterName"] for row in rows}, {life.name})
        done = self.run_ctl(life, "leftovers", "delete", rows[0]["clusterId"], "--yes")
        self.assertEqual(done["receipt"]["left"], [])
        self.assertEqual(self.left(), [])

    @taken_again
    def test_adopts(self):
        life = self.lab.new_life(1)
        rows = self.forgotten(life)
        adopted = self.run_ctl(life, "leftovers", "adopt", rows[0]["clusterId"])
        self.assertEqual([machine["name"] for machine in adopted["machines"]], [life.name + "-manager-1"])
        self.assertEqual(len(adopted["objects"]), 1, "what may cost money")
        self.assertEqual(self.run_ctl(life, "leftovers", "list"), [])
        stopped = self.run_ctl(life, "cluster", "resume", life.name, expect=1)
        self.assertIn("Only its labels", stopped["error"]["message"])
        life.destroy()
        self.assertEqual(self.left(), [])

    @taken_again
    def test_needs_consent_and_a_known_id(self):
        life = self.lab.new_life(1)
        rows = self.forgotten(life)
        self.run_ctl(life, "leftovers", "delete", rows[0]["clusterId"], expect=2)
        self.run_ctl(life, "leftovers", "delete", str(uuid.uuid4()), "--yes", expect=NOT_FOUND)
        self.run_ctl(life, "leftovers", "adopt", "../../elsewhere", expect=NOT_FOUND)
        self.assertGreater(len(self.left()), 3)
        self.run_ctl(life, "leftovers", "delete", rows[0]["clusterId"], "--yes")
        self.assertEqual(self.left(), [])

    @taken_again
    def test_cloudstack(self):
        life = self.lab.new_life(1, managerType="Small")
        environment = {name: value for name, value in life.environment().items() if not name.startswith("EXOSCALE")}
        environment.update(CLOUDSTACK_ENDPOINT=self.lab.cloud.info["cloudstack"], CLOUDSTACK_KEY=self.lab.cloud.key,
                           CLOUDSTACK_SECRET=self.lab.cloud.secret)
        life.environment = lambda: environment
        rows = self.forgotten(life)
        self.assertEqual([row["kind"] for row in rows], ["machine", "firewall-group", "firewall-group", "ssh-key"])
        self.run_ctl(life, "leftovers", "delete", rows[0]["clusterId"], "--yes")
        self.assertEqual(self.left(), [])


if __name__ == "__main__":
    PROGRAMS = sys.argv.pop(1), sys.argv.pop(1)
    unittest.main(verbosity=2)
