#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long skepctl takes to create 1 Consul server + 1 manager + 2 workers, beside the script that does the same by hand with parallel ssh:
one after the other in the same run, on the same sandbox, on both templates. Prints the medians, their ratio and the journal's longest chain.
SKEP_BENCH_ROUNDS (3) and SKEP_BENCH_TEMPLATES ("prepared bare") make it shorter."""
import json
import os
import pathlib
import statistics
import time

import journal_chain
import livesupport
from livesupport import LiveCase, run, say

BY_HAND = str(pathlib.Path(__file__).resolve().parent / "by-hand.sh")
GOAL = 1.25
TEMPLATES = {"prepared": "Linux Debian 13 (Trixie) 64-bit with Docker", "bare": "Linux Debian 13 (Trixie) 64-bit"}


class Creation(LiveCase):
    def by_hand(self, number):
        image = pathlib.Path(livesupport.SKEPCTL).parent.parent / "share" / "skep"
        ready = self.folder / "ready.json"
        ready.write_text(json.dumps(self.cloud.info), encoding="utf-8")
        work = str(self.folder / ("h%d" % number))
        began = time.monotonic()
        done = run(BY_HAND, str(ready), self.template, str(image / "registrar-image.tar.gz"), str(image / "registrar-image.id"), work, limit=600)
        took = time.monotonic() - began
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        run(BY_HAND, "--destroy", str(ready), work, limit=300)
        self.assertEqual(self.left(), [], "by hand")
        return took, done.stdout

    def by_skep(self, number):
        name = "bench%d" % number
        home = self.new_home("home%d" % number)
        spec = self.spec(name)
        began = time.monotonic()
        made = self.ctl("cluster", "create", "--spec", spec, home=home, limit=600).json
        took = time.monotonic() - began
        self.assertTrue(made["proof"]["passed"])
        steps = self.ctl("cluster", "plan", "--spec", spec, home=home).json["steps"]
        told = journal_chain.report(steps, self.cluster_folder(home) / "journal")
        self.ctl("cluster", "destroy", name, "--yes", home=home, limit=300)
        self.assertEqual(self.left(), [], "skepctl")
        return took, told

    def test_beside_the_script(self):
        rounds = int(os.environ.get("SKEP_BENCH_ROUNDS", "3"))
        number = 0
        for kind in os.environ.get("SKEP_BENCH_TEMPLATES", "prepared bare").split():
            type(self).template = TEMPLATES[kind]
            hand, skep = [], []
            for _ in range(rounds):
                number += 1
                hand.append(self.by_hand(number))
                skep.append(self.by_skep(number))
                say("%s: by hand %.1f s, skepctl %.1f s" % (kind, hand[-1][0], skep[-1][0]))
            mine, theirs = statistics.median(row[0] for row in skep), statistics.median(row[0] for row in hand)
            say("%s template, median of %d: skepctl %.1f s, by hand %.1f s, ratio %.2f (goal %.2f)"
                % (kind, rounds, mine, theirs, mine / theirs, GOAL))
            say("the script's phases\n" + min(hand)[1])
            say("the longest chain of skepctl's journal\n" + min(skep)[1])


if __name__ == "__main__":
    livesupport.main()
