#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""skepctl is killed with SIGKILL after each journal record of a creation of 1 Consul server + 1 manager, and resumed in the same home each
time, until the cluster is ready. The ledger shows no object twice and none forgotten.

A resumed run writes again that a step runs, so a record counts by what it says: step, state and what is known by then. skepctl dies at the
first look (every half millisecond) that finds a record which it has not died after yet; records that are written within one look count as
one moment. With SKEP_KILL_EVERY=3 in the environment only every third record counts once the cloud's objects are made."""
import json
import os
import time

import livesupport
from livesupport import DONE, LiveCase, say

NAME = "phoenix"
CLOUD_STEPS = ("cluster/keys", "cluster/resolve", "cluster/ssh-key", "cluster/group-", "cluster/rule-")
EVERY = int(os.environ.get("SKEP_KILL_EVERY", "1"))
NODE_ROLES = {"phoenix-consul-1", "phoenix-manager-1"}


def is_of_cloud(step):
    return step.startswith(CLOUD_STEPS) or step.endswith(("/create", "/address"))


class Journal:
    """The journal as it grows, read from outside."""

    def __init__(self, path):
        self.path = path
        self.read = 0
        self.records = []
        if path.exists():
            self.more()

    def more(self):
        """The records that were added since the last look, each as what it says."""
        with open(self.path, "rb") as file:
            file.seek(self.read)
            content = file.read()
        whole = content[:content.rfind(b"\n") + 1]
        self.read += len(whole)
        new = []
        for line in whole.splitlines():
            row = json.loads(line.split(b" ", 2)[2])
            if "step" in row:
                new.append((row["step"], row["state"], tuple(sorted(row.get("output", {})))))
        self.records += new
        return new


class KillAndResume(LiveCase):
    def setUp(self):
        self.seen = set() # what a kill has come after, or was let pass by EVERY
        self.kills = []
        self.passed = 0

    def is_due(self, record):
        """Whether this record has not been met yet and is one to die after."""
        if record in self.seen:
            return False
        self.seen.add(record)
        if is_of_cloud(record[0]):
            return True
        self.passed += 1
        return self.passed % EVERY == 0

    def one_run(self, *arguments):
        """Starts skepctl and kills it at the next record that is due. True when it came to its end instead."""
        folder = self.cluster_folder()
        journal = Journal(folder / "journal") if folder else None
        process = self.ctl_start(*arguments)
        end = time.monotonic() + 300
        try:
            while process.poll() is None:
                self.assertLess(time.monotonic(), end, "a run takes too long")
                if journal is None:
                    folder = self.cluster_folder()
                    journal = Journal(folder / "journal") if folder and (folder / "journal").exists() else None
                elif journal.path.exists():
                    due = next((record for record in reversed(journal.more()) if self.is_due(record)), None)
                    if due:
                        process.kill()
                        self.kills.append(due)
                        return False
                time.sleep(0.0005)
            out, err = process.communicate()
            self.assertEqual(process.returncode, DONE, out + err)
            return True
        finally:
            process.kill()
            process.communicate()

    def test_every_record(self):
        began = time.monotonic()
        ended = self.one_run("cluster", "create", "--spec", self.spec(NAME, workers=0))
        self.assertFalse(ended, "the creation was not killed once")
        while not ended:
            ended = self.one_run("cluster", "resume", NAME)
        in_cloud = sum(is_of_cloud(step) for step, _, _ in self.kills)
        say("%d kills in %.0f s: %d while the cloud's objects were made, %d while the nodes were set up (after every record of %d there)" % (
            len(self.kills), time.monotonic() - began, in_cloud, len(self.kills) - in_cloud, EVERY))
        for step, state, known in self.kills:
            say("killed after %-44s %-8s %s" % (step, state, ",".join(known)))
        self.assertGreater(in_cloud, 20)
        self.assertGreater(len(self.kills) - in_cloud, 10)
        self.check_books()
        status = self.ctl("cluster", "status", NAME).json
        self.assertEqual((status["overview"]["nodesReady"], status["overview"]["consulServersUp"]), (1, 1))
        self.assertTrue(self.ctl("cluster", "prove", NAME).json["passed"])
        self.ctl("cluster", "destroy", NAME, "--yes", limit=300)
        self.assertEqual(self.left(), [], "forgotten")

    def check_books(self):
        self.check_nothing_twice()
        machines = self.objects("instance")
        self.assertEqual({row["name"] for row in machines}, NODE_ROLES)
        self.assertEqual(len(machines), 2)
        self.assertEqual([row for row in self.objects() if "deleted" in row], [], "nothing was thrown away and made anew")
        self.assertEqual(len(self.objects("ssh-key")), 1)
        self.assertEqual(sorted(row["name"] for row in self.objects("security-group")),
                         ["phoenix-consul", "phoenix-managers", "phoenix-nodes"])


if __name__ == "__main__":
    livesupport.main()
