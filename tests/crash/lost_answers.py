#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Creations whose answers are lost, spoilt, late or come of a call that was delivered twice, with lists that lag by up to 60 s: no machine is
made twice by Skep, none is forgotten.

lost_answers.py SKEPCTL SANDBOX [--runs N] [--workers N] [--seed N] [--short]"""
import argparse
import collections
import random
import sys
import time

from lab import SIZES, Lab, Trouble
from workers import Workers

CREATES = ("create-instance", "create-instance", "create-security-group", "register-ssh-key")
HALF = '{"id": "5d3c0c9e-0c53-4b0e-a7'
LOSSES = {
    "reset": {"action": "lose-answer"},
    "500 after it was done": {"action": "spoil", "status": 500},
    "half an answer": {"action": "spoil", "status": 200, "body": HALF},
    "500 before": {"action": "fail", "status": 500},
    "another shape": {"action": "spoil", "status": 200, "body": {"unexpected": 1}},
}
REST = {
    "late answer": {"action": "delay", "seconds": 3},
    "delivered twice": {"action": "deliver-twice"},
    "operations that take long": {"operation": "get-operation", "action": "never-ends", "nth": 1, "times": 12},
    "machines without address": {"operation": "get-instance", "action": "no-address", "nth": 1, "times": 8},
}


def schedule(random_, short):
    """What goes wrong in one life: rules for the sandbox, and what they are called."""
    rules, names = [], []
    for _ in range(random_.randint(1, 1 if short else 3)):
        name = random_.choice(list(LOSSES) + list(REST))
        rule = {"operation": random_.choice(CREATES), "nth": random_.randint(1, 3), "times": 1, **LOSSES.get(name, REST.get(name))}
        if name == "delivered twice":
            rule["operation"] = "create-instance"
        names.append("%s (%s)" % (name, rule["operation"]))
        rules.append(rule)
    if not short and random_.random() < 0.5:
        lag = random_.choice((5, 20, 60))
        rules += [{"operation": operation, "action": "lag", "seconds": lag, "times": 100000} for operation in ("list-instances", "list-security-groups")]
        names.append("lists lag by %d s" % lag)
    return rules, names


def one_run(lab, random_, short):
    life = lab.new_life(random_.choice(list(SIZES) if not short else [1, 3]))
    rules, names = schedule(random_, short)
    twins = any(rule["action"] == "deliver-twice" for rule in rules)
    lab.proxy.begin(None, None)
    lab.cloud.control("POST", "/faults", {"rules": rules})
    tries = 0
    try:
        while True:
            tries += 1
            try:
                life.make()
                break
            except Trouble:
                if tries == 6:
                    raise Trouble("the creation does not come to its end with %s" % ", ".join(names)) from None
                if not twins:
                    life.judge("crashed") # what it stopped with is known
    finally:
        lab.cloud.control("DELETE", "/faults")
    if not twins:
        life.judge("made")
    elif not any(rule["action"] == "lag" for rule in rules): # a list that lags hides the second one until the cluster is destroyed
        life.judge("twinned")
    life.destroy()
    life.judge("vanished" if twins else "gone")
    return names


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("skepctl")
    parser.add_argument("sandbox")
    parser.add_argument("--runs", type=int, default=1000)
    parser.add_argument("--workers", type=int, default=16)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--short", action="store_true")
    options = parser.parse_args()
    if options.short:
        options.runs, options.workers = 8, 4
    met = collections.Counter()
    began = time.monotonic()

    def attempt(lab, seed):
        met.update(one_run(lab, random.Random(seed), options.short))
    workers = Workers(lambda: Lab(options.skepctl, options.sandbox), attempt, options.workers)
    workers.run(range(options.seed, options.seed + options.runs))
    for what, count in sorted(met.items()):
        print("%4d × %s" % (count, what))
    print("%d runs in %.0f s from seed %d: %d troubles" % (workers.done, time.monotonic() - began, options.seed, len(workers.troubles)))
    return 1 if workers.troubles or not met else 0


if __name__ == "__main__":
    sys.exit(main())
