#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""verdict.py LEDGER REPORT PLAN CLUSTER STAGE: whether Skep knows what the cloud has.

LEDGER is the sandbox's ledger, REPORT what "skepctl cluster list" says and PLAN what "skepctl cluster plan" said, all as JSON files. STAGE is
crashed (skepctl has just been killed: what is asked for may be known by its name only), made (all of the cloud's part is there) or gone (it is
destroyed); twinned and vanished are the same where the cloud was asked twice by somebody else, so that only what lives counts as made twice. Prints one line of JSON with what is leaked, forgotten, made twice or more than planned; ends with 1 when anything is."""
import collections
import json
import sys

KINDS = {"instance": "machine", "security-group": "firewall-group", "anti-affinity-group": "anti-affinity-group", "ssh-key": "ssh-key"}


def of_cluster(objects, cluster):
    """All that was ever made under the cluster's name: its rules are named after their group."""
    return [row for row in objects if row["name"].startswith(cluster + "-")]


def is_known(row, known):
    for each in known:
        if each["kind"] != KINDS[row["kind"]]:
            continue
        if each["id"] and each["id"] == row["id"]:
            return True
        if not each["id"] and (not each["name"] or each["name"] == row["name"]): # asked for; a key is one and has the cluster's id
            return True
    return False


def most_at_once(rows):
    """The highest number of objects that were there at the same time."""
    moments = [(row["created"], 1) for row in rows] + [(row["deleted"], -1) for row in rows if row.get("deleted")]
    most = now = 0
    for _, step in sorted(moments): # what goes at a moment goes before what comes at it
        now += step
        most = max(most, now)
    return most


def judge(ledger, report, plan, cluster, stage):
    """The four lists; all empty where all is well."""
    mine = of_cluster(ledger["objects"], cluster)
    if stage in ("twinned", "vanished"):
        mine = [row for row in mine if not row.get("deleted")]
        stage = "made" if stage == "twinned" else "gone"
    billed = [row for row in mine if row["kind"] in KINDS]
    living = [row for row in billed if not row.get("deleted")]
    entry = next((row for row in report if row["name"] == cluster), None)
    known = entry["objects"] if entry and entry.get("objects") else []
    planned = [machine["name"] for machine in plan["machines"]]
    text = lambda row: "%s %s (%s)" % (row["kind"], row["name"], row["id"])
    result = {"leaked": [], "forgotten": [], "twice": [], "more": []}
    for row in living:
        if not is_known(row, known):
            result["leaked"].append(text(row))
    if entry is None and stage == "made":
        result["forgotten"].append("the cluster itself")
    if stage == "gone":
        result["forgotten"] += [text(row) for row in mine if not row.get("deleted")]
        if entry and entry["phase"] != "destroyed":
            result["forgotten"].append("the receipt: its phase is " + entry["phase"])
    if stage == "made":
        ids = {row["id"] for row in living}
        result["forgotten"] += ["%(kind)s %(name)s (%(id)s) is listed and not there" % each for each in known
                                if each["kind"] != "ssh-key" and each["id"] not in ids]
        names = collections.Counter(row["name"] for row in living if row["kind"] == "instance")
        result["forgotten"] += ["machine %s was not made" % name for name in planned if not names[name]]
    counted = collections.Counter((row["kind"], row["name"]) for row in billed)
    result["twice"] = ["%s %s: %d times" % (kind, name, count) for (kind, name), count in counted.items() if count > 1]
    rules = collections.Counter(row["name"] for row in mine if row["kind"] == "security-group-rule" and not row.get("deleted"))
    result["twice"] += ["rule %s: %d times" % (name, count) for name, count in rules.items() if count > 1]
    most = most_at_once([row for row in billed if row["kind"] == "instance"])
    if most > len(planned):
        result["more"].append("%d machines at once, %d planned" % (most, len(planned)))
    return result


def main():
    read = lambda path: json.load(open(path, encoding="utf-8"))
    ledger, report, plan = (read(path) for path in sys.argv[1:4])
    result = judge(ledger, report, plan, *sys.argv[4:6])
    print(json.dumps(result))
    return 1 if any(result.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
