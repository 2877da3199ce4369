#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether machines are made at once: how long until every machine of a plan has its address, for 2 and for 8 machines that take a fixed 3 s
to boot and have nothing to install. Machines of a sandbox that only keeps books, so what is measured is Skep and the cloud's API."""
import statistics
import subprocess
import time

import journal_chain
import livesupport
from livesupport import LiveCase, say

GOAL = 1.2
ROUNDS = 3


class Machines(LiveCase):
    machines = "none"
    sandbox_arguments = ("--boot-seconds", "3", "--quota-instances", "100")

    def addressed(self, name, count):
        """Seconds from the first to the last record; skepctl is ended then, since nothing listens on such a machine."""
        home = self.new_home(name)
        spec = self.spec(name, workers=count - 1, consulServers=0)
        process = self.ctl_start("cluster", "create", "--spec", spec, home=home)
        try:
            end = time.monotonic() + 60
            while time.monotonic() < end:
                folder = self.cluster_folder(home)
                rows = journal_chain.read(folder / "journal") if folder and (folder / "journal").exists() else {}
                if sum(step.endswith("/address") for step in rows) == count:
                    begin = min(row.started for row in rows.values())
                    return max(journal_chain.seconds(row.ended, begin) for step, row in rows.items() if step.endswith("/address"))
                time.sleep(0.1)
            self.fail("%d machines have no addresses after a minute" % count)
        finally:
            process.kill()
            try:
                process.communicate(timeout=30)
            except subprocess.TimeoutExpired:
                self.fail("skepctl does not end")

    def test_eight_beside_two(self):
        times = {2: [], 8: []}
        for number in range(ROUNDS):
            for count, took in times.items():
                took.append(self.addressed("m%d-%d" % (count, number), count))
        two, eight = (statistics.median(times[count]) for count in (2, 8))
        say("median of %d: 2 machines %.2f s, 8 machines %.2f s, ratio %.2f (goal %.2f)" % (ROUNDS, two, eight, eight / two, GOAL))


if __name__ == "__main__":
    livesupport.main()
