#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ctrl+C at points all over creating and destroying: said at once, nothing new is changed after a second, the end comes soon, and what is
there is known and can be gone on with.

cancel_sweep.py SKEPCTL SANDBOX [--points N] [--workers N] [--seed N] [--short]"""
import argparse
import random
import signal
import sys
import threading
import time

from crash_sweep import survey
from lab import SIZES, STOPPED, Lab, Trouble
from proxy import PHASES
from workers import Workers

SAID, QUIET, ENDED = 0.2, 1.0, 60.0
HUNG = 3.0 # a busy computer is slow to say so, and that is no fault of the program


class Reader(threading.Thread):
    """When skepctl said that it stops."""

    def __init__(self, stream):
        super().__init__(daemon=True)
        self.stream, self.said = stream, None
        self.start()

    def run(self):
        for line in self.stream:
            if self.said is None and line.startswith("Stopping after"):
                self.said = time.monotonic()


def stopped(life, command, aim):
    """Runs the command and interrupts it at the request; (seconds until it said so, until it ended), or None where it ended before."""
    struck, when = threading.Event(), {}
    started = threading.Event()

    def strike():
        started.wait(5)
        when["clock"] = time.monotonic()
        process.send_signal(signal.SIGINT)
        struck.set()
    life.lab.proxy.begin(aim, strike)
    life.lab.proxy.cuts = False
    process = life.start(*command)
    reader = Reader(process.stderr)
    started.set()
    limit = time.monotonic() + 120
    while not struck.is_set() and process.poll() is None and not (command[1] != "destroy" and life.is_cloud_done(0)):
        if time.monotonic() > limit:
            break
        time.sleep(0.01)
    if not struck.is_set():
        process.kill()
        process.wait()
        return None
    code = process.wait(timeout=ENDED + 5)
    ended = time.monotonic() - when["clock"]
    reader.join(5)
    process.stdout.close()
    if code == -signal.SIGINT: # nothing had begun: the signal ends the program as any other
        return 0.0, ended
    if code == 0 and command[1] == "destroy":
        return None # it came to its end all the same
    if code != STOPPED:
        raise Trouble("%s ended with %d after it was stopped" % (command[1], code))
    if reader.said is None:
        raise Trouble("it did not say that it stops")
    proxy = life.lab.proxy
    late = [request for request, came in zip(proxy.requests, proxy.moments) if came - when["clock"] > QUIET and not request.startswith("GET")]
    if late:
        raise Trouble("changed after it was stopped: %s" % late)
    return reader.said - when["clock"], ended


def one_run(lab, point, times):
    size, part, number, phase = point
    life = lab.new_life(size)
    if part == "destroy":
        life.make_patiently()
    command = ("cluster", "create", "--spec", str(life.spec)) if part == "create" else ("cluster", "destroy", life.name, "--yes")
    measured = stopped(life, command, (number, phase))
    if measured:
        times.append(measured)
        if measured[0] > HUNG or measured[1] > ENDED:
            raise Trouble("said after %.3f s, ended after %.1f s" % measured)
        life.judge("crashed")
    lab.proxy.begin(None, None)
    if part == "create":
        life.make_patiently()
        life.judge("made")
    life.destroy()
    life.judge("gone")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("skepctl")
    parser.add_argument("sandbox")
    parser.add_argument("--points", type=int, default=120)
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--short", action="store_true")
    options = parser.parse_args()
    signal.signal(signal.SIGINT, signal.default_int_handler) # a shell has its background jobs ignore it, and their children
    if options.short:
        options.points = 8
    random_ = random.Random(options.seed)
    points = []
    lab = Lab(options.skepctl, options.sandbox)
    try:
        for size in SIZES if not options.short else [1]:
            for part, requests in survey(lab, size).items():
                points += [(size, part, number, phase) for number in range(len(requests)) for phase in PHASES]
    finally:
        lab.close()
    if options.short: # a call whose answer was cut off is looked for until no list can lag any more
        points = [point for point in points if point[3] == "delivered"]
    random_.shuffle(points)
    times = []
    began = time.monotonic()
    workers = Workers(lambda: Lab(options.skepctl, options.sandbox), lambda lab, point: one_run(lab, point, times), options.workers)
    workers.run(points[:options.points])
    if times:
        said = sorted(said for said, _ in times)
        print("said after %.0f ms at most (median %.0f, %d of %d later than %.0f), ended after %.1f s at most" % (
            1000 * said[-1], 1000 * said[len(said) // 2], sum(each > SAID for each in said), len(said), 1000 * SAID, max(end for _, end in times)))
    print("%d runs in %.0f s with seed %d: stopped at %d points, %d troubles" % (
        workers.done, time.monotonic() - began, options.seed, len(times), len(workers.troubles)))
    return 1 if workers.troubles or not times else 0


if __name__ == "__main__":
    sys.exit(main())
