# SPDX-License-Identifier: GPL-3.0-or-later
"""Several labs at work on one list of runs."""
import signal
import sys
import threading

LIVES_OF_A_LAB = 6
MOST_AGAIN = 3


class Workers:
    """Each worker has a lab of its own, and a new one now and then: a ledger that grows makes everything slow. A run whose keychain died says
    nothing of Skep: it is told and taken again, a few times in all."""

    def __init__(self, make_lab, attempt, count):
        self.make_lab, self.attempt, self.count = make_lab, attempt, count
        self.lock = threading.Lock()
        self.troubles = []
        self.again = 0
        self.done = 0
        self._ended = False
        signal.signal(signal.SIGTERM, lambda *_: self._end())

    def _end(self):
        self._ended = True

    def run(self, items):
        self._left = list(items)[::-1]
        threads = [threading.Thread(target=self._work) for _ in range(self.count)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _next(self):
        with self.lock:
            return self._left.pop() if self._left and not self._ended else None

    def _work(self):
        lab = None
        try:
            while (item := self._next()) is not None:
                if lab is None or lab.lives >= LIVES_OF_A_LAB or lab.has_lost_keychain():
                    if lab:
                        lab.close()
                    lab = self.make_lab()
                self._one(lab, item)
        finally:
            if lab:
                lab.close()

    def _one(self, lab, item):
        trouble = None
        try:
            self.attempt(lab, item)
        except Exception as error: # pylint: disable=broad-except # told with its run
            trouble = "run %s: %s: %s" % (item, type(error).__name__, error)
        with self.lock:
            if trouble and lab.has_lost_keychain() and self.again < MOST_AGAIN:
                self.again += 1
                self._left.append(item)
                print("its keychain died, taken again: " + trouble, flush=True)
                return
            self.done += 1
            if trouble:
                self.troubles.append(trouble)
                print("TROUBLE " + trouble, flush=True)
            if self.done % 50 == 0:
                print("%d runs, %d troubles" % (self.done, len(self.troubles)), file=sys.stderr, flush=True)
