#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a cloud does on its bad days, to a whole creation by skepctl: requests that arrive twice, lists that lag, machines that never start, end in
an error or vanish, and addresses that two machines share. The sandbox's ledger is the judge.

test_cloud_days.py SKEPCTL SANDBOX [test names]         (LastsForEver takes ten minutes)"""
import json
import pathlib
import signal
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "crash"))
from lab import Lab, taken_again  # noqa: E402

FAILED = 1
LIST, POST = "list-instances", "POST /v2/instance"
FOR_EVER = 1000000


class CloudDays(unittest.TestCase):
    def setUp(self):
        self.lab = Lab(SKEPCTL, SANDBOX)
        self.addCleanup(self.lab.close)
        self.life = self.lab.new_life(1)
        self.lab.proxy.begin(None, None)

    def trouble(self, *rules):
        self.lab.cloud.control("DELETE", "/faults")
        self.lab.cloud.control("POST", "/faults", {"rules": list(rules)})

    def clear(self):
        self.lab.cloud.control("DELETE", "/faults")

    def machines(self):
        """All that were ever made, oldest first."""
        return sorted((row for row in self.lab.ledger()["objects"] if row["kind"] == "instance"), key=lambda row: row["created"])

    def living(self):
        return [row for row in self.machines() if not row.get("deleted")]

    def begin(self, known=False):
        arguments = ("resume", self.life.name) if known else ("create", "--spec", str(self.life.spec))
        process = self.life.start("--progress", "cluster", *arguments)
        self.addCleanup(lambda: process.poll() is None and process.kill())
        return process

    def until_made(self, known=False, limit=240):
        """Until all of the cloud's part is there; what skepctl said by then. Only machines lead on from there."""
        process = self.begin(known)
        end = time.monotonic() + limit
        while not self.life.is_cloud_done() and process.poll() is None:
            self.assertLess(time.monotonic(), end, "it takes too long")
            time.sleep(0.02)
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
        self.assertTrue(self.life.is_cloud_done(), out + err)
        return err

    def until_failed(self, known=False, limit=120):
        """The sentence that it stops with."""
        process = self.begin(known)
        out, err = process.communicate(timeout=limit)
        self.assertEqual(process.returncode, FAILED, out + err)
        return json.loads(out)["error"]["message"] + "\n" + err

    def listed(self):
        """The ids of the machines that "may cost money" according to Skep."""
        row = next(row for row in self.life.ask("cluster", "list") if row["name"] == self.life.name)
        return [each["id"] for each in row["objects"] if each["kind"] == "machine"]

    def ends_well(self, stage="gone"):
        self.clear()
        self.life.destroy()
        self.life.judge(stage)
        self.assertEqual(self.living(), [])


class ArrivesTwice(CloudDays):
    """F28"""

    def test_the_second_machine_is_deleted_and_told(self):
        self.trouble({"operation": "create-instance", "action": "deliver-twice"})
        said = self.until_made()
        self.assertEqual(len(self.machines()), 2)
        self.assertEqual([row["id"] for row in self.living()], self.listed())
        self.assertIn("The cloud has made %s twice: the one that is not used is deleted." % self.living()[0]["name"], said)
        self.ends_well("vanished")


class ListsLag(CloudDays):
    """F29"""

    @taken_again
    def test_what_was_asked_for_is_waited_for(self):
        lag = 15
        self.trouble({"operation": LIST, "action": "lag", "seconds": lag, "times": FOR_EVER})
        self.assertTrue(self.life.killed(("cluster", "create", "--spec", str(self.life.spec)), aim=(POST, "withheld")))
        self.assertEqual(len(self.living()), 1)
        asked = self.lab.proxy.moments[self.lab.proxy.requests.index(POST)]
        self.lab.proxy.begin(None, None)
        self.until_made(known=True)
        self.assertGreater(time.monotonic() - asked, lag)
        self.assertNotIn(POST, self.lab.proxy.requests)
        self.assertEqual(len(self.machines()), 1)
        self.ends_well()


class NeverMade(CloudDays):
    """F29"""

    @taken_again
    def test_what_was_never_made_is_made_once_no_list_can_lag(self):
        self.trouble({"operation": LIST, "action": "lag", "seconds": 5, "times": FOR_EVER})
        self.assertTrue(self.life.killed(("cluster", "create", "--spec", str(self.life.spec)), aim=(POST, "before")))
        self.assertEqual(self.machines(), [])
        began = time.monotonic()
        self.until_made(known=True)
        self.assertGreater(time.monotonic() - began, 60)
        self.assertEqual(len(self.machines()), 1)
        self.ends_well()


class EndsInAnError(CloudDays):
    """F32"""

    def spoil(self, count, state="error"):
        """The first machines that are made are in another state than they are, in every answer."""
        def change(machine):
            ids = [row["id"] for row in self.machines()]
            if machine.get("id") in ids[:count]:
                machine["state"] = state
        self.lab.proxy.change_machines = change

    def test_it_is_made_once_more(self):
        self.spoil(1)
        said = self.until_made()
        self.assertIn("The cloud could not start c1-manager-1.", said)
        self.assertIn("c1-manager-1 is deleted and made once more.", said)
        first, second = self.machines()
        self.assertIsNotNone(first.get("deleted"))
        self.assertLessEqual(first["deleted"], second["created"], "two at once")
        self.assertEqual(self.listed(), [second["id"]])
        self.ends_well("vanished")

    def test_not_more_than_once(self):
        self.spoil(2)
        said = self.until_failed()
        self.assertIn("c1-manager-1 did not start, and not when it was made once more, either", said)
        self.assertEqual(len(self.machines()), 2)
        self.assertEqual(self.listed(), [row["id"] for row in self.living()])
        self.assertEqual(len(self.living()), 1)
        with self.subTest("but when somebody asks for it again"):
            self.until_made(known=True)
            self.assertEqual(len(self.machines()), 3)
            self.assertEqual(self.listed(), [row["id"] for row in self.living()])
        self.ends_well("vanished")


class LastsForEver(CloudDays):
    """F31"""

    def test_ten_minutes_are_enough(self):
        def change(machine):
            machine["state"] = "starting"
        self.lab.proxy.change_machines = change
        began = time.monotonic()
        said = self.until_failed(limit=780)
        self.assertTrue(590 < time.monotonic() - began < 720, time.monotonic() - began)
        self.assertIn("The cloud did not start c1-manager-1 within ten minutes.", said)
        self.assertEqual(len(self.machines()), 1)
        self.assertEqual(self.listed(), [self.machines()[0]["id"]], "it may cost money and is not told")
        with self.subTest("what has started by now is gone on with"):
            self.lab.proxy.change_machines = None
            self.until_made(known=True)
            self.assertEqual(len(self.machines()), 1)
        self.ends_well()


class SharesAnAddress(CloudDays):
    """F33"""

    def setUp(self):
        super().setUp()
        self.life = self.lab.new_life(3)

    def test_it_is_refused(self):
        def change(machine):
            if "public-ip" in machine:
                machine["public-ip"] = "192.0.2.7"
        self.lab.proxy.change_machines = change
        said = self.until_failed()
        self.assertRegex(said, r"The cloud gave c2-\S+ and c2-\S+ the same address, 192\.0\.2\.7\.")
        self.lab.proxy.change_machines = None
        with self.subTest("once they differ it goes on"):
            self.until_made(known=True)
            self.assertEqual(len(self.machines()), 3)
        self.ends_well()


if __name__ == "__main__":
    SKEPCTL, SANDBOX = (sys.argv.pop(1) for _ in range(2))
    unittest.main(verbosity=2)
