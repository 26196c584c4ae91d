#!/usr/bin/env python3
"""Count the real samples by themselves, knowing nothing of tix.

usage: samples_oracle.py servicenow|vinst FILE SINCE UNTIL <report.json

Reads 'tix report summary --json' and holds each of its rows against a count
of the CSV from SINCE up to UNTIL (YYYY-MM-DD, UTC).
"""
import collections
import csv
import datetime
import json
import math
import sys

LIVE, DONE = "live", "done"
UTC = datetime.timezone.utc
Change = collections.namedtuple("Change", "at state level priority")


def servicenow(row):
    states = {
        "New": LIVE, "Active": LIVE, "Awaiting User Info": LIVE,
        "Awaiting Problem": LIVE, "Awaiting Vendor": LIVE,
        "Awaiting Evidence": LIVE, "Resolved": DONE, "Closed": DONE,
        "-100": None,
    }
    return (
        row["number"], parse(row["sys_updated_at"]),
        int(row["sys_mod_count"]), parse(row["opened_at"]),
        states[row["incident_state"]], "none", row["priority"][0],
    )


def parse(text):
    t = datetime.datetime.strptime(text, "%d/%m/%Y %H:%M")
    return t.replace(tzinfo=UTC)


def vinst(row):
    state = {"Accepted": LIVE, "Queued": LIVE, "Completed": DONE,
             "Unmatched": None}[row["Status"]]
    words = row["Involved ST"].split()[1:]
    level = "L2" if "2nd" in words else "L3" if "3rd" in words else "L1"
    at = datetime.datetime.fromisoformat(row["Change Date+Time"])
    # The desk's matrix: impact high, medium, low, and urgency medium.
    priority = {"High": "2", "Medium": "3", "Low": "4"}
    return (row["SR Number"], at, 0, None, state, level,
            priority[row["SR Latest Impact"]])


def read(kind, path):
    """The changes of each ticket in order, and when it was opened."""
    tickets = collections.defaultdict(list)
    opened = {}
    with open(path, newline="", encoding="utf-8") as f:
        for n, row in enumerate(csv.DictReader(f)):
            key, at, order, born, state, level, priority = kind(row)
            tickets[key].append((at, order, n, state, level, priority))
            opened[key] = born
    for key, rows in tickets.items():
        rows.sort(key=lambda r: r[:3])
        changes, before = [], LIVE
        for at, _, _, state, level, priority in rows:
            before = state or before
            changes.append(Change(at, before, level, priority))
        born = opened[key] or changes[0].at
        yield min(born, changes[0].at), changes


def count(tickets, since, until):
    figures = collections.defaultdict(collections.Counter)
    times = collections.defaultdict(list)

    def add(what, at, c):
        if since <= at < until:
            for group in (("all", ""), ("level", c.level),
                          ("priority", c.priority)):
                figures[group][what] += 1

    for opened, changes in tickets:
        add("opened", opened, changes[0])
        before = changes[0]._replace(state=LIVE)
        solved = None
        for c in changes:
            if before.state == LIVE and c.state == DONE:
                add("resolved", c.at, c)
                solved = c.at
            if before.state == DONE and c.state == LIVE:
                add("reopened", c.at, c)
                solved = None
            if c.level > before.level:
                add("escalated", c.at, before)
            if c.level < before.level:
                add("returned", c.at, before)
            before = c
        then = [c for c in changes if c.at < until]
        if opened < until and (not then or then[-1].state == LIVE):
            c = then[-1] if then else changes[0]
            for group in (("all", ""), ("level", c.level),
                          ("priority", c.priority)):
                figures[group]["backlog"] += 1
        if solved is not None and since <= solved < until:
            took = (solved - opened).total_seconds()
            for group in (("all", ""), ("level", before.level),
                          ("priority", before.priority)):
                times[group].append(took)
    for group, all_times in times.items():
        all_times.sort()
        n = len(all_times)
        figures[group]["resolutions"] = n
        figures[group]["resolve_p50"] = all_times[math.ceil(n * 0.5) - 1]
        figures[group]["resolve_p90"] = all_times[math.ceil(n * 0.9) - 1]
        figures[group]["resolve_mean"] = sum(all_times) / n
    return figures


NAMES = ("opened", "resolved", "reopened", "escalated", "returned", "backlog",
         "resolutions", "resolve_p50", "resolve_p90", "resolve_mean")


def main():
    kind = {"servicenow": servicenow, "vinst": vinst}[sys.argv[1]]
    since, until = (datetime.datetime.fromisoformat(d).replace(tzinfo=UTC)
                    for d in sys.argv[3:5])
    want = count(read(kind, sys.argv[2]), since, until)
    have = {(r["group"], r["name"]): r for r in json.load(sys.stdin)}
    bad = 0
    for group in sorted(set(want) | set(have)):
        for name in NAMES:
            w = want[group][name]
            h = have.get(group, {}).get(name) or 0
            if abs(w - h) > (1 if name == "resolve_mean" else 0):
                print(f"{group} {name}: the CSV has {w}, the report {h}")
                bad += 1
    print(f"{len(want)} rows, {bad} differ")
    return 1 if bad or not want else 0


if __name__ == "__main__":
    sys.exit(main())
