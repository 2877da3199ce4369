#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""From a press in the window to the change seen done on it, beside the same with docker and a look every 5 seconds; and log lines per second
without loss. On a sandbox cluster of 1 Consul server + 1 manager + 2 workers.

    bench_daily.py SKEPCTL SANDBOX SKEP-DAILY"""
import pathlib
import subprocess
import sys

import livesupport
from livesupport import LiveCase, say

NAME = "life"


class Daily(LiveCase):
    def test_daily(self):
        self.create(NAME)
        done = subprocess.run([DAILY], env=self.environment(SKEP_FIGURES_CLUSTER=NAME, SKEP_FIGURES_SANDBOX="http://127.0.0.1:%d" % self.cloud.port,
                                                            SKEP_FIGURES_WEB=self.cloud.info["images"]["web"], QT_LOGGING_RULES="skep.*.info=false"),
                              capture_output=True, text=True, timeout=900, check=False)
        for line in done.stdout.splitlines():
            say(line)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)


if __name__ == "__main__":
    DAILY = str(pathlib.Path(sys.argv.pop(3)).resolve())
    livesupport.main()
