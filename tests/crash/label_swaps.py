#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Between the look at what belongs to a cluster and the deletion, objects are given to somebody else: another label on a machine, another
group under a known name. What does not carry the cluster's label when it would be deleted stays.

label_swaps.py SKEPCTL SANDBOX [--swaps N] [--workers N] [--seed N] [--short]"""
import argparse
import random
import sys
import threading
import time
import uuid

from lab import Lab, Trouble
from workers import Workers

LIST = "GET /v2/instance"


def machines_of(lab, name):
    return [row for row in lab.cloud.call("GET", "/instance").json["instances"] if row["labels"].get("skep-name") == name]


def give_away(lab, machine, random_):
    """Another cluster's label, or none, or one that only looks like ours."""
    labels = dict(machine["labels"])
    kind = random_.choice(("other", "none", "longer", "case"))
    if kind == "none":
        del labels["skep-cluster"]
    else:
        own = labels["skep-cluster"]
        labels["skep-cluster"] = {"other": str(uuid.uuid4()), "longer": own + "0", "case": own.upper() if own.upper() != own else own + "A"}[kind]
    answer = lab.cloud.call("PUT", "/instance/" + machine["id"], {"labels": labels})
    if answer.status != 200:
        raise Trouble("the label could not be changed: " + answer.text)


def one_run(lab, seed, swaps):
    random_ = random.Random(seed)
    life = lab.new_life(5)
    life.make_patiently()
    machines = machines_of(lab, life.name)
    given = random_.sample(machines, random_.randint(1, len(machines) - 1))
    done = threading.Event()

    def swap():
        for machine in given:
            give_away(lab, machine, random_)
        done.set()
    lab.proxy.begin(None, None)
    lab.proxy.before_answer = (LIST, swap) # the list was made before the swap and is read after it
    process = life.start("cluster", "destroy", life.name, "--yes")
    out, err = process.communicate(timeout=240)
    lab.proxy.before_answer = None
    if not done.is_set():
        raise Trouble("nothing was swapped: %s %s" % (out, err))
    living = {row["id"] for row in lab.ledger()["objects"] if row["kind"] == "instance" and not row.get("deleted")}
    lost = [machine["name"] for machine in given if machine["id"] not in living]
    if lost:
        raise Trouble("deleted though it was another's: %s" % lost)
    kept = [machine["name"] for machine in machines if machine not in given and machine["id"] in living]
    if kept:
        raise Trouble("its own and still there: %s" % kept)
    if process.returncode == 0 or "left alone" not in out + err:
        raise Trouble("it does not say what it left: %d %s %s" % (process.returncode, out, err))
    swaps.append(len(given))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("skepctl")
    parser.add_argument("sandbox")
    parser.add_argument("--swaps", type=int, default=500)
    parser.add_argument("--workers", type=int, default=6)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--short", action="store_true")
    options = parser.parse_args()
    if options.short:
        options.swaps = 8
    swaps = []
    began = time.monotonic()
    workers = Workers(lambda: Lab(options.skepctl, options.sandbox), lambda lab, seed: one_run(lab, seed, swaps), options.workers)
    runs = max(2, round(options.swaps / 2.5))
    workers.run(range(options.seed, options.seed + runs))
    print("%d swaps in %d runs and %.0f s from seed %d: %d troubles" % (
        sum(swaps), workers.done, time.monotonic() - began, options.seed, len(workers.troubles)))
    return 1 if workers.troubles or not swaps else 0


if __name__ == "__main__":
    sys.exit(main())
