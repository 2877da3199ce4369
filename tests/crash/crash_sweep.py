#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Kills skepctl at swept points of creating and destroying clusters of 1, 3 and 5 machines, restarts it, and has verdict.py compare the
sandbox's ledger with what Skep says.

crash_sweep.py SKEPCTL SANDBOX [--runs N] [--double N] [--workers N] [--seed N] [--short] [--list]
crash_sweep.py SKEPCTL SANDBOX --machines real [--runs KILLS] [--workers N] [--seed N]

A point is a request (before the cloud gets it, with its answer withheld, or right after its answer) or a system call that keeps the state or
sends something (strace ends the program at the N-th). --short leaves out the points after which Skep rightly waits until no list can lag any more.

With real machines (needs root) a point is a record of the journal, what is done on the nodes included; lives of 3 machines are killed several times
each, at points spread over the whole, and must be ready and proven in the end."""
import argparse
import collections
import random
import sys
import time

from lab import RESUMED_AGAIN, SIZES, Lab, Trouble
from proxy import PHASES
from workers import Workers

CALLS = ("fdatasync", "fsync", "rename", "sendto") # of the journal, of folders, of files that are replaced, and of what goes out


def survey(lab, size):
    """What one undisturbed life asks of the cloud in each part."""
    life = lab.new_life(size)
    life.make_patiently()
    created = list(lab.proxy.requests)
    life.judge("made")
    before = len(life.changes())
    life.make_patiently() # again: what is there is asked for, and nothing changed
    if len(life.changes()) != before:
        raise Trouble("resuming what is there sent %d changing calls" % (len(life.changes()) - before))
    lab.proxy.begin(None, None)
    life.destroy()
    destroyed = list(lab.proxy.requests)
    life.judge("gone")
    return {"create": created, "destroy": destroyed}


def system_calls(lab, size):
    """How many system calls of each kind there are to be killed at."""
    life = lab.new_life(size)
    return {"create": life.calls_of(("cluster", "create", "--spec", str(life.spec)), CALLS),
            "destroy": life.calls_of(("cluster", "destroy", life.name, "--yes"), CALLS)}


def points_of(lab, size, short):
    points = []
    for part, lines in survey(lab, size).items():
        for number, line in enumerate(lines):
            for phase in PHASES:
                if short and phase == "before" and line.startswith("POST"):
                    continue
                points.append((size, part, "request", number, phase, line))
    if not short:
        for part, counts in system_calls(lab, size).items():
            points += [(size, part, call, number, "", "") for call in CALLS for number in range(1, counts[call] + 1)]
    return points


def describe(point):
    size, part, kind, number, phase, line = point
    if kind == "request":
        return "%s of %d: request %d (%s), %s" % (part, size, number, line, phase)
    return "%s of %d: at %s %d" % (part, size, kind, number)


def strike(life, point, command):
    _, _, kind, number, phase, _ = point
    aim, inject = ((number, phase), None) if kind == "request" else (None, (kind, number))
    return life.killed(command, aim=aim, inject=inject)


def one_run(lab, points):
    """A life with a kill at each of the points. True where at least one point was met."""
    life = lab.new_life(points[0][0])
    create = ("cluster", "create", "--spec", str(life.spec))
    met = False
    if points[0][1] == "create":
        met = strike(life, points[0], create)
        if met:
            life.judge("crashed")
        for point in points[1:]:
            if life.cluster_folder() and (life.cluster_folder() / "cluster.json").exists() and not life.is_cloud_done():
                met |= strike(life, point, ("cluster", "resume", life.name))
                life.judge("crashed")
    life.make_patiently()
    life.judge("made")
    for point in points if points[0][1] == "destroy" else ():
        met |= strike(life, point, ("cluster", "destroy", life.name, "--yes"))
        life.judge("crashed")
    life.destroy()
    life.judge("gone")
    return met


CREATE_KILLS, DESTROY_KILLS = 3, 2 # of one life with real machines
REAL_SIZE = 3


def records_of_parts(lab):
    """How many records an undisturbed life with real machines writes in each part."""
    life = lab.new_life(REAL_SIZE)
    counts = {}
    for part, journal, command in (("create", "journal", ("cluster", "create", "--spec", str(life.spec))),
                                   ("destroy", "destroy-journal", ("cluster", "destroy", life.name, "--yes"))):
        if life.killed_after(command, 1000000, journal):
            raise Trouble("killed without a point")
        counts[part] = (life.cluster_folder() / journal).read_bytes().count(b"\n")
        life.judge("made" if part == "create" else "gone")
    return counts


def real_run(lab, points, met):
    """One life with real machines, killed at the points: [records of the creation], [records of the destruction]."""
    life = lab.new_life(REAL_SIZE)
    done = 0
    for point in points[0]:
        is_known = life.cluster_folder() and (life.cluster_folder() / "cluster.json").exists()
        command = ("cluster", "resume", life.name) if is_known else ("cluster", "create", "--spec", str(life.spec))
        if not life.killed_after(command, max(1, point - done), "journal"):
            break
        done = point
        last = max(life.records().items(), key=lambda each: each[1].get("ended") or each[1].get("started", ""), default=("", {}))
        met.append("create, record %d: %s %s" % (point, last[0], last[1].get("state", "")))
        life.judge("crashed")
    if life.ask("cluster", "status", life.name)["phase"] != "ready":
        life.ask("cluster", "resume", life.name, limit=600)
    report = life.ask("cluster", "status", life.name)
    if report["phase"] != "ready" or not life.ask("cluster", "prove", life.name)["passed"]:
        raise Trouble("it is not ready: %s" % report)
    life.judge("made")
    done = 0
    for point in points[1]:
        if not life.killed_after(("cluster", "destroy", life.name, "--yes"), max(1, point - done), "destroy-journal"):
            break
        done = point
        met.append("destroy, record %d" % point)
        life.judge("crashed")
    life.destroy()
    life.judge("gone")


def real_sweep(options, random_):
    met = []
    lab = Lab(options.skepctl, options.sandbox, machines="lxc")
    try:
        counts = records_of_parts(lab)
        lives = max(1, round(options.runs / (CREATE_KILLS + DESTROY_KILLS)))
        print("%(create)d records of creating and %(destroy)d of destroying" % counts, flush=True)
        spread = lambda part, kills: random_.sample([max(1, round((number + random_.random()) * counts[part] / (lives * kills)))
                                                     for number in range(lives * kills)], lives * kills)
        creates, destroys = spread("create", CREATE_KILLS), spread("destroy", DESTROY_KILLS)
        troubles = []
        for number in range(lives):
            points = (sorted(creates[number::lives]), sorted(destroys[number::lives]))
            began = time.monotonic()
            try:
                real_run(lab, points, met)
            except Exception as error: # pylint: disable=broad-except # told with its run
                troubles.append("life %d, killed at %s: %s" % (number + 1, points, error))
                print("TROUBLE " + troubles[-1], flush=True)
            print("life %d of %d: %.0f s, %d kills by now" % (number + 1, lives, time.monotonic() - began, len(met)), flush=True)
    finally:
        lab.close()
    print("\n".join(met))
    print("%d kills in %d lives with real machines, seed %d: %d troubles" % (len(met), lives, options.seed, len(troubles)))
    return 1 if troubles or not met else 0


def chosen(options, random_):
    """The runs: every point in turn until there are enough, then pairs of points."""
    points = []
    lab = Lab(options.skepctl, options.sandbox)
    try:
        for size in SIZES if not options.short else (1, 3):
            points += points_of(lab, size, options.short)
    finally:
        lab.close()
    print("%d points" % len(points), flush=True)
    if options.list:
        print("\n".join(map(describe, points)))
    singles = []
    while len(singles) < options.runs:
        random_.shuffle(points)
        singles += [[point] for point in points[:options.runs - len(singles)]]
    doubles = []
    while len(doubles) < options.double:
        first, second = random_.choice(points), random_.choice(points)
        if first[:2] == second[:2]:
            doubles.append([first, second])
    return singles + doubles


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("skepctl")
    parser.add_argument("sandbox")
    parser.add_argument("--runs", type=int, default=2000)
    parser.add_argument("--double", type=int, default=500)
    parser.add_argument("--workers", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--machines", choices=("none", "real"), default="none")
    options = parser.parse_args()
    if options.machines == "real":
        return real_sweep(options, random.Random(options.seed))
    began = time.monotonic()
    met, missed = collections.Counter(), []

    def attempt(lab, points):
        try:
            if one_run(lab, points):
                met.update(map(describe, points))
            else:
                missed.append(points)
        except Exception as error:
            raise Trouble("%s: %s" % (" + ".join(map(describe, points)), error)) from error
    workers = Workers(lambda: Lab(options.skepctl, options.sandbox), attempt, options.workers)
    workers.run(chosen(options, random.Random(options.seed)))
    for what, count in sorted(met.items()):
        print("%4d × %s" % (count, what))
    print("%d runs in %.0f s with seed %d: %d distinct points met, %d runs ended before their point, %d resumes more than one, %d troubles" % (
        workers.done, time.monotonic() - began, options.seed, len(met), len(missed), len(RESUMED_AGAIN), len(workers.troubles)))
    return 1 if workers.troubles or not met else 0


if __name__ == "__main__":
    sys.exit(main())
