#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Many programs want to write the state of one cluster at the same moment: one may, the others say who does.

Run as    with-keyring.sh python3 writer_race.py SKEPCTL SANDBOX [--full | --races=N]

The cloud is stopped while they race, so that the one who may go on holds the right to write until it is killed."""
import fcntl
import json
import os
import pathlib
import random
import re
import signal
import struct
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "live"))
import livesupport  # noqa: E402
from livesupport import LiveCase, say, until  # noqa: E402

COUNT = next((int(argument[8:]) for argument in sys.argv if argument.startswith("--races=")), 1000)
FULL = any(argument == "--full" or argument.startswith("--races=") for argument in sys.argv)
RACES = COUNT if FULL else 12
CREATIONS = 60 if FULL else 3
NAME = "race"
F_OFD_GETLK = 36


def holder_is_there(path):
    """Whether somebody holds the lock; asking does not take it."""
    with open(path, "rb+") as file:
        wanted = struct.pack("hhqqi4x", fcntl.F_WRLCK, 0, 0, 0, 0)
        return struct.unpack("hhqqi4x", fcntl.fcntl(file, F_OFD_GETLK, wanted))[0] != fcntl.F_UNLCK


class Race(LiveCase):
    machines = "none"
    sandbox_arguments = ("--quota-instances", "10000") # a killed creation leaves its machine

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.random = random.Random(20261126)

    def interrupted(self):
        """A cluster whose creation was killed in the middle; the cloud answers nobody from then on."""
        process = self.ctl_start("cluster", "create", "--spec", self.spec(NAME, workers=0, consulServers=0))
        until("the creation has begun", lambda: self.instances(NAME), 60, 0.05)
        process.kill()
        process.communicate()
        self.lock = self.cluster_folder() / "lock"
        self.assertFalse(holder_is_there(self.lock))
        os.kill(self.cloud.process.pid, signal.SIGSTOP)
        self.addCleanup(os.kill, self.cloud.process.pid, signal.SIGCONT)

    def check_loser(self, process, holder):
        out, err = process.communicate(timeout=60)
        self.assertNotIn(process.returncode, (0, None), out)
        named = re.search(r"Another program is working on this: \S+ \(process (\d+)\)", err)
        self.assertTrue(named, err + out)
        self.assertEqual(int(named.group(1)), holder, err)
        json.loads(out)

    def one_race(self, count):
        """Returns how long the right stayed taken after its holder was killed, and how long one that came late took to say who has it."""
        works = [("cluster", "resume", NAME), ("cluster", "destroy", NAME, "--yes")]
        before = {path.name: path.read_bytes() for path in self.lock.parent.iterdir() if path.name == "cluster.json"}
        racers = [self.ctl_start(*self.random.choice(works)) for _ in range(count)]
        until("all but one have given up", lambda: sum(racer.poll() is None for racer in racers) <= 1, 120, 0.01)
        winners = [racer for racer in racers if racer.poll() is None]
        self.assertEqual(len(winners), 1, [racer.communicate() for racer in racers if not winners])
        winner = winners[0]
        for racer in racers:
            if racer is not winner:
                self.check_loser(racer, winner.pid)
        self.assertTrue(holder_is_there(self.lock))
        self.assertTrue(before)
        if self.random.random() < 0.2:
            os.kill(winner.pid, signal.SIGSTOP) # asleep is not gone
        began = time.monotonic()
        late = self.ctl_start("cluster", "resume", NAME)
        self.check_loser(late, winner.pid)
        to_sentence = time.monotonic() - began
        self.assertTrue(holder_is_there(self.lock), "robbed")
        self.assertIsNone(winner.poll())
        winner.kill()
        killed = time.monotonic()
        until("the right is free again", lambda: not holder_is_there(self.lock), 1, 0.002)
        freed = time.monotonic() - killed
        winner.communicate()
        return freed, to_sentence

    def test_one_writer(self):
        self.interrupted()
        freed, told = [], []
        for race in range(RACES):
            with self.subTest(race=race):
                seconds = self.one_race(self.random.randint(2, 20 if FULL else 6))
                freed.append(seconds[0])
                told.append(seconds[1])
        self.assertEqual(len(freed), RACES)
        self.assertLessEqual(max(freed), 1)
        told.sort()
        say("%d races: one writer each; free %.0f ms after kill -9 at most; a late one says who has it after %.2f s (median), %.2f s (most)"
            % (RACES, max(freed) * 1000, told[len(told) // 2], told[-1]))

    def test_one_creation(self):
        """Several create a cluster of the same name: there is one."""
        for attempt in range(CREATIONS):
            home = self.new_home("create-%d" % attempt)
            name = "only%d" % attempt
            spec = self.spec(name, workers=0, consulServers=0)
            racers = [self.ctl_start("cluster", "create", "--spec", spec, home=home) for _ in range(self.random.randint(2, 6))]
            until("all but one have given up", lambda: sum(racer.poll() is None for racer in racers) <= 1, 60, 0.01)
            for racer in racers:
                if racer.poll() is None:
                    until("its machine is asked for", lambda: self.instances(name), 60, 0.05)
                    racer.kill()
                    racer.communicate()
                else:
                    out, err = racer.communicate()
                    self.assertIn("already", err + out)
            folders = list((home / "data" / "skep" / "clusters").glob("*/cluster.json"))
            self.assertEqual(len(folders), 1, folders)
            self.assertEqual(len(self.instances(name)), 1)
        say("%d creations at once: one cluster each" % CREATIONS)

    def instances(self, name):
        return [row for row in self.objects("instance") if row["name"].startswith(name + "-")]

    def test_accounts(self):
        """Each of many adds an account of its own: none that was taken is lost, and who was refused is told why."""
        count = 20 if FULL else 6
        home = self.new_home("accounts")
        adders = [self.ctl_start("account", "add", "account%d" % i, "--key", self.cloud.key, "--endpoint", self.cloud.info["exoscale"],
                                 "--operator", "192.0.2.1/32", home=home) for i in range(count)]
        taken = []
        for i, adder in enumerate(adders):
            out, err = adder.communicate(timeout=120)
            if adder.returncode == 0:
                taken.append("account%d" % i)
            else: # the others took long
                self.assertIn("Another program is working on this", err + out)
        self.assertTrue(taken)
        names = sorted(row["name"] for row in self.ctl("account", "list", home=home).json if row["name"] != "env")
        self.assertEqual(names, sorted(taken))
        say("%d programs added an account each at once, %d were taken: all of these are there" % (count, len(taken)))


if __name__ == "__main__":
    sys.argv = [argument for argument in sys.argv if argument != "--full" and not argument.startswith("--races=")]
    livesupport.SKEPCTL, livesupport.SANDBOX = (str(pathlib.Path(sys.argv.pop(1)).resolve()) for _ in range(2))
    livesupport.unittest.main(module="__main__", verbosity=2)
