#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A cluster of 3 managers that are kept apart and 1 worker with extra user data. The window's own widgets add a worker, drain and remove it,
are refused the majority, and replace a dead one (the program skep-nodes-window); the cloud and the machines say what has become of it.

    test_nodes_window.py SKEPCTL SANDBOX WINDOW"""
import pathlib
import subprocess
import sys
import time

import livesupport
from livesupport import LiveCase, USAGE, say

NAME = "desk"
APART = NAME + "-managers-apart"
EXTRA = "#cloud-config\nwrite_files:\n  - path: /root/extra\n    content: |\n      büro of the workers\nruncmd:\n  - [sh, -c, 'echo ran >>/root/ran']\n"


class NodesWindow(LiveCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls("create_only").create(NAME, managers=3, workers=1, consulServers=0, managerOptions={"antiAffinity": True},
                                  workerOptions={"userData": EXTRA})

    def create_only(self):
        pass

    def extra(self, node):
        return self.ssh(NAME, node, "cat /root/extra /root/ran 2>/dev/null || true")

    # --- in this order, on one cluster

    def test_1_roles(self):
        groups = self.ok("GET", "/anti-affinity-group")["anti-affinity-groups"]
        self.assertEqual([group["name"] for group in groups], [APART])
        rows = {row["id"]: row["name"] for row in self.ok("GET", "/instance")["instances"]}
        members = self.ok("GET", "/anti-affinity-group/" + groups[0]["id"])["instances"]
        self.assertEqual(sorted(rows[member["id"]] for member in members), ["desk-manager-%d" % i for i in (1, 2, 3)])
        self.assertEqual(self.extra("desk-worker-1").split(), ["büro", "of", "the", "workers", "ran"])
        self.assertEqual(self.extra("desk-manager-1"), "")
        self.assertEqual(self.ssh(NAME, "desk-worker-1", "hostname").strip(), "desk-worker-1") # Skep's own part counts

    def test_2_wrong(self):
        for member, value, part in (("userData", "packages: [htop", "Line 1 is no YAML"), ("userData", "just words", "neither"),
                                    ("userData", "#!/bin/sh\n" + "x" * 12300, "at most 12288 bytes"), ("antiAffinity", True, "at most 8 machines")):
            spec = self.spec("wrong", workers=9, workerOptions={member: value})
            answer = self.ctl("cluster", "plan", "--spec", spec, expect=USAGE)
            self.assertIn(part, answer.json["error"]["message"])

    def test_3_window(self):
        began = time.monotonic()
        url = "http://%s:%d" % (self.cloud.host, self.cloud.port)
        done = subprocess.run([WINDOW], env=self.environment(QT_QPA_PLATFORM="offscreen", SKEP_WINDOW_SANDBOX=url), check=False, timeout=600)
        self.assertEqual(done.returncode, 0)
        say("the window: %.1f s" % (time.monotonic() - began))

    def test_4_books(self):
        self.assertEqual(self.extra("desk-worker-3").split()[-1], "ran")
        self.check_nothing_twice()
        alive = sorted(row["name"] for row in self.objects("instance") if "deleted" not in row)
        self.assertEqual(alive, ["desk-manager-1", "desk-manager-2", "desk-manager-3", "desk-worker-3"]) # worker-4 was given up
        self.ctl("cluster", "destroy", NAME, "--yes", limit=300)
        self.assertEqual(self.left(), [], "forgotten")
        self.assertIn(APART, [row["name"] for row in self.objects("anti-affinity-group")])


if __name__ == "__main__":
    WINDOW = str(pathlib.Path(sys.argv.pop(3)).resolve())
    livesupport.main()
