#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Skep is killed when all is made and only the proof is left, and gone on with; then gone on with again when it is ready. Neither changes a file
on a node, a container, a service or anything in the cloud; and the comparison sees a file that is changed."""
import time

import livesupport
from livesupport import LiveCase, say
from test_kill_resume import Journal

NAME = "still"
NODES = ("still-manager-1", "still-worker-1", "still-consul-1")
LOOK = r"""
find /etc /root /home /opt /usr /var/lib/docker/volumes /boot -xdev -type f ! -path '*/_data/raft/*' ! -path '*/_data/serf/*' \
    ! -path '*/_data/checks/*' ! -path '*/_data/services/*' ! -path '*/_data/*snapshot*' -exec md5sum {} + | sort -k 2
find /etc /root /home /opt /usr -xdev -printf '%p %m %u %g %l %s %T@\n' | sort
docker ps --all --no-trunc --format '{{.ID}} {{.Names}} {{.State}}' --filter name=consul --filter name=skep | sort
docker image ls --no-trunc --format '{{.ID}} {{.Repository}}:{{.Tag}}' | sort
docker volume ls --format '{{.Name}}' | sort
docker network ls --no-trunc --format '{{.ID}} {{.Name}}' --filter driver=bridge | sort
docker service ls --format '{{.ID}} {{.Name}} {{.Image}}' 2>/dev/null | grep -v prove | sort
"""


class ResumeChangesNothing(LiveCase):
    def look(self):
        return {node: self.ssh(NAME, node, LOOK).splitlines() for node in NODES}

    def changes(self):
        return [call for call in self.cloud.control("GET", "/ledger")["calls"] if call["method"] != "GET"]

    def differences(self, before, after):
        return ["%s: %s" % (node, line) for node in NODES for line in sorted(set(before[node]) ^ set(after[node]))]

    def killed_before_the_proof(self):
        process = self.ctl_start("cluster", "create", "--spec", self.spec(NAME, workers=1))
        try:
            end = time.monotonic() + 400
            journal = None
            while process.poll() is None:
                self.assertLess(time.monotonic(), end)
                if journal is None:
                    folder = self.cluster_folder()
                    journal = Journal(folder / "journal") if folder and (folder / "journal").exists() else None
                else:
                    journal.more()
                    if any(step == "cluster/proof" for step, _, _ in journal.records):
                        process.kill()
                        return
                time.sleep(0.002)
            self.fail("it came to its end: %s" % (process.communicate(),))
        finally:
            process.kill()
            process.communicate()

    def test_it(self):
        self.killed_before_the_proof()
        before, calls = self.look(), len(self.changes())
        say("%d lines of %d nodes" % (sum(map(len, before.values())), len(NODES)))
        with self.subTest("what is left is done"):
            self.assertEqual(self.ctl("cluster", "resume", NAME, limit=300).json["phase"], "ready")
            self.assertEqual(self.differences(before, self.look()), [])
            self.assertEqual(len(self.changes()), calls)
        with self.subTest("nothing is left"):
            again = self.ctl("cluster", "resume", NAME, expect=None, limit=300)
            say("resumed when it is ready: %d %s" % (again.code, again.err.strip().splitlines()[-1:]))
            self.assertEqual(self.ctl("cluster", "status", NAME).json["phase"], "ready")
            self.assertEqual(self.differences(before, self.look()), [])
            self.assertEqual(len(self.changes()), calls)
        with self.subTest("the comparison can fail"):
            self.ssh(NAME, NODES[1], "echo >>/etc/docker/daemon.json")
            self.assertNotEqual(self.differences(before, self.look()), [])
        self.ctl("cluster", "destroy", NAME, "--yes", limit=300)
        self.assertEqual(self.left(), [])


if __name__ == "__main__":
    livesupport.main()
