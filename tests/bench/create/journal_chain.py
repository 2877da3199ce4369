# SPDX-License-Identifier: GPL-3.0-or-later
"""The longest chain of a plan: from the step that ended last back along the need that it waited for, and what each kind of step took."""
import collections
import datetime
import json

Row = collections.namedtuple("Row", "started ended")


def read(journal):
    """Step id → when it started and ended; the last record of a step counts."""
    rows = {}
    for line in journal.read_text(encoding="utf-8").splitlines():
        record = json.loads(line.split(" ", 2)[2])
        if record.get("state") == "Done" and "started" in record and "ended" in record:
            rows[record["step"]] = Row(*(datetime.datetime.fromisoformat(record[key].replace("Z", "+00:00")) for key in ("started", "ended")))
    return rows


def seconds(later, earlier):
    return (later - earlier).total_seconds()


def chain(steps, rows):
    needs = {step["id"]: [need for need in step["needs"] if need in rows] for step in steps}
    at = max((step for step in rows if step in needs), key=lambda step: rows[step].ended)
    found = [at]
    while needs[at]:
        at = max(needs[at], key=lambda step: rows[step].ended)
        found.insert(0, at)
    return found


def report(steps, journal):
    rows = read(journal)
    begin = min(row.started for row in rows.values())
    text, before = "", begin
    for step in chain(steps, rows):
        row = rows[step]
        text += "%7.2f s  +%5.2f waited  %6.2f s  %s\n" % (seconds(row.started, begin), seconds(row.started, before),
                                                          seconds(row.ended, row.started), step)
        before = row.ended
    kinds = collections.defaultdict(list)
    for step, row in rows.items():
        kind = step.split("/", 1)[1]
        kinds["rule" if kind.startswith("rule-") else "group" if kind.startswith("group-") else kind].append(seconds(row.ended, row.started))
    text += "each kind of step, longest first: " + ", ".join(
        "%s %.2f%s" % (kind, max(took), " (%d)" % len(took) if len(took) > 1 else "")
        for kind, took in sorted(kinds.items(), key=lambda item: -max(item[1]))) + "\n"
    return text
