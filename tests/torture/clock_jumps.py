#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The wall clock jumps, and the program sleeps: a running dashboard calls nothing down that is up, shows fresh data soon after, and a creation
makes nothing twice.

Run as    with-keyring.sh python3 clock_jumps.py SKEPCTL SANDBOX CLOCK_WATCH [--full]     (needs root; --full: sleeps of 10 minutes)

Only the clock on the wall is moved (libfaketime), as a person or the network's time does it; what counts time since the boot goes on."""
import json
import os
import pathlib
import signal
import subprocess
import sys
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "live"))
import livesupport  # noqa: E402
from livesupport import LiveCase, say, until  # noqa: E402

FULL = "--full" in sys.argv
SLEEP = 600 if FULL else 45
JUMPS = ("+8h", "-2h", "+400d", "+0")
LIBRARY = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"
NAME = "clock"
LIVE = 1


class Watch:
    """The dashboard's models as lines, with the moment at which each was seen."""

    def __init__(self, case, name):
        self.file = case.folder / "clock.rc"
        self.file.write_text("+0", encoding="utf-8")
        self.process = subprocess.Popen([WATCH, str(case.home / "data" / "skep"), name], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                                        env=case.environment(**faked(self.file)))
        self.rows = []
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self.process.stdout:
            self.rows.append((time.monotonic(), json.loads(line)))

    def since(self, moment):
        return [row for when, row in self.rows if when >= moment]

    def is_live(self, moment):
        return any(row["live"] == LIVE for row in self.since(moment))


def faked(file):
    return {"LD_PRELOAD": LIBRARY, "FAKETIME_TIMESTAMP_FILE": str(file), "FAKETIME_NO_CACHE": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}


class ClockJumps(LiveCase):
    def test_1_a_creation(self):
        """The clock jumps all the time and the program is stopped for a while; what the cloud refuses meanwhile is gone on with."""
        file = self.folder / "creation.rc"
        file.write_text("+0", encoding="utf-8")
        process = self.ctl_start("cluster", "create", "--spec", self.spec(NAME, workers=1), environment=faked(file))
        ended = threading.Event()

        def jump():
            for count in range(1000):
                if ended.wait(4):
                    return
                file.write_text(JUMPS[count % len(JUMPS)], encoding="utf-8")
                if count == 2:
                    process.send_signal(signal.SIGSTOP)
                    ended.wait(10)
                    process.send_signal(signal.SIGCONT)

        thread = threading.Thread(target=jump, daemon=True)
        thread.start()
        out, err = process.communicate(timeout=600)
        ended.set()
        thread.join()
        say("a creation with a jumping clock ended with %d" % process.returncode)
        if process.returncode != 0:
            self.assertIn("clock", out + err, "it does not say why")
            out = self.ctl("cluster", "resume", NAME, limit=600).out
        self.assertEqual(json.loads(out)["phase"], "ready")
        self.check_nothing_twice()
        self.assertEqual(len(self.objects("instance")), 3)

    def test_2_a_dashboard(self):
        watch = Watch(self, NAME)
        self.addCleanup(watch.process.wait)
        self.addCleanup(watch.process.kill)
        until("it is live", lambda: watch.is_live(0) and not watch.rows[-1][1]["down"] and watch.rows[-1][1]["nodes"] == 2, 90)
        began = time.monotonic()
        for jump in JUMPS * (5 if FULL else 1):
            watch.file.write_text(jump, encoding="utf-8")
            time.sleep(8)
        rows = watch.since(began)
        self.assertGreater(len(rows), 40, "hardly anything was seen")
        walls = [row["wall"] - time.time() for row in rows]
        self.assertGreater(max(walls), 399 * 86400, "the clock did not jump")
        self.assertLess(min(walls), -7000, "the clock did not jump back")
        self.assertEqual([row["down"] for row in rows if row["down"]], [], "something up was called down")
        self.assertEqual({row["live"] for row in rows}, {LIVE}, "the data was called old")
        say("%d looks during %d jumps of the clock: nothing was called down, all live" % (len(rows), len(JUMPS) * (5 if FULL else 1)))
        for jump in ("+0", "+8h"): # asleep, and with a clock that went on meanwhile
            self.asleep(watch, jump)

    def asleep(self, watch, jump):
        os.kill(watch.process.pid, signal.SIGSTOP)
        time.sleep(SLEEP)
        watch.file.write_text(jump, encoding="utf-8")
        woken = time.monotonic()
        os.kill(watch.process.pid, signal.SIGCONT)
        time.sleep(6)
        # fresh is what was heard after waking: by the clock of the program, which has jumped meanwhile
        fresh = [when - woken for when, row in watch.rows if when > woken and row["live"] == LIVE and abs(row["wall"] - row["heard"]) < 4]
        self.assertTrue(fresh and fresh[0] <= 10, "no fresh data within 10 s: %r" % watch.rows[-1][1])
        rows = watch.since(woken)
        self.assertEqual([row["down"] for row in rows if row["down"]], [], "something up was called down")
        self.assertEqual(rows[-1]["live"], LIVE)
        say("asleep for %d s, clock %s: live again after %.1f s" % (SLEEP, jump, fresh[0]))

    def test_3_what_is_down_is_seen(self):
        """Else the looks above would prove nothing."""
        watch = Watch(self, NAME)
        self.addCleanup(watch.process.wait)
        self.addCleanup(watch.process.kill)
        until("it is live", lambda: watch.is_live(0), 90)
        self.ssh(NAME, "worker-1", "systemctl stop docker.socket docker.service")
        until("it is called down", lambda: any(row["down"] for row in watch.since(time.monotonic() - 1)), 120)
        self.ctl("cluster", "destroy", NAME, "--yes", limit=300)
        self.assertEqual(self.left(), [])


if __name__ == "__main__":
    sys.argv = [argument for argument in sys.argv if argument != "--full"]
    WATCH = str(pathlib.Path(sys.argv.pop(3)).resolve())
    if not os.path.exists(LIBRARY):
        print("libfaketime is not on this computer: skipped.")
        sys.exit(livesupport.SKIPPED)
    livesupport.main()
