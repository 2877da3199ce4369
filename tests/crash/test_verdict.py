#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A verdict that cannot fail proves nothing: ledgers with one fault each, and the sound one beside them."""
import copy
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

SCRIPT = pathlib.Path(__file__).with_name("verdict.py")
PLAN = {"machines": [{"name": "c-manager-1"}, {"name": "c-worker-1"}]}


def row(kind, name, identity, **more):
    return {"kind": kind, "name": name, "id": identity, "labels": {}, "created": "2026-01-01T00:00:00.000Z", **more}


LEDGER = {"calls": [], "objects": [
    row("security-group", "default", "g0"), row("security-group", "c-nodes", "g1"), row("ssh-key", "c-5d3c", "c-5d3c"),
    row("security-group-rule", "c-nodes: tcp 22 from 203.0.113.7/32", "r1"), row("instance", "c-manager-1", "m1"),
    row("instance", "c-worker-1", "m2"), row("instance", "other-manager-1", "x1")]}
REPORT = [{"name": "c", "phase": "interrupted", "objects": [
    {"kind": "machine", "name": "c-manager-1", "id": "m1"}, {"kind": "machine", "name": "c-worker-1", "id": "m2"},
    {"kind": "firewall-group", "name": "c-nodes", "id": "g1"}, {"kind": "ssh-key", "name": "", "id": ""}]}]


class Verdict(unittest.TestCase):
    def setUp(self):
        self.ledger, self.report = copy.deepcopy(LEDGER), copy.deepcopy(REPORT)

    def judged(self, stage, expect):
        """Runs the script on files; the lists that are not empty."""
        with tempfile.TemporaryDirectory() as folder:
            paths = []
            for name, value in (("ledger", self.ledger), ("report", self.report), ("plan", PLAN)):
                path = pathlib.Path(folder) / name
                path.write_text(json.dumps(value), encoding="utf-8")
                paths.append(str(path))
            done = subprocess.run([sys.executable, SCRIPT, *paths, "c", stage], capture_output=True, text=True, check=False)
        self.assertEqual(done.stderr, "")
        result = {name: what for name, what in json.loads(done.stdout).items() if what}
        self.assertEqual(sorted(result), sorted(expect), result)
        self.assertEqual(done.returncode, 1 if expect else 0)

    def delete_all(self):
        for each in self.ledger["objects"]:
            if each["name"].startswith("c-"):
                each["deleted"] = "2026-01-01T00:01:00.000Z"
        self.report[0].update(phase="destroyed", objects=[])

    def test_sound(self):
        self.judged("made", [])
        self.judged("crashed", [])

    def test_sound_when_gone(self):
        self.delete_all()
        self.judged("gone", [])

    def test_leak(self):
        self.ledger["objects"].append(row("security-group", "c-managers", "g2"))
        self.judged("made", ["leaked"])
        self.judged("crashed", ["leaked"])

    def test_machine_that_no_record_names(self):
        del self.report[0]["objects"][1]
        self.judged("made", ["leaked"])

    def test_asked_for_by_name_is_known_after_a_crash(self):
        self.report[0]["objects"][1]["id"] = ""
        self.judged("crashed", [])

    def test_twice(self):
        self.ledger["objects"].append(row("instance", "c-worker-1", "m3", created="2026-01-01T00:00:09.000Z"))
        self.judged("made", ["leaked", "more", "twice"])

    def test_twice_one_after_the_other(self):
        self.ledger["objects"].insert(0, row("instance", "c-worker-1", "m3", deleted="2026-01-01T00:00:00.000Z",
                                             created="2025-12-31T00:00:00.000Z"))
        self.judged("made", ["twice"])

    def test_rule_twice(self):
        self.ledger["objects"].append(row("security-group-rule", "c-nodes: tcp 22 from 203.0.113.7/32", "r2"))
        self.judged("made", ["twice"])

    def test_forgotten_machine(self):
        self.delete_all()
        del self.ledger["objects"][4]["deleted"]
        self.judged("gone", ["forgotten", "leaked"])

    def test_forgotten_rule(self):
        self.delete_all()
        del self.ledger["objects"][3]["deleted"]
        self.judged("gone", ["forgotten"])

    def test_forgotten_cluster(self):
        self.report.clear()
        self.judged("made", ["forgotten", "leaked"])

    def test_listed_and_not_there(self):
        self.ledger["objects"][5]["deleted"] = "2026-01-01T00:00:30.000Z"
        self.judged("made", ["forgotten"])

    def test_more_than_planned(self):
        self.ledger["objects"].append(row("instance", "c-worker-2", "m3"))
        self.report[0]["objects"].append({"kind": "machine", "name": "c-worker-2", "id": "m3"})
        self.judged("made", ["more"])

    def test_destroyed_and_not_said(self):
        self.delete_all()
        self.report[0]["phase"] = "destroying"
        self.judged("gone", ["forgotten"])


if __name__ == "__main__":
    unittest.main()
