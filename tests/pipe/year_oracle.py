#!/usr/bin/env python3
"""Which tickets of a ServiceNow history were resolved too late?

usage: year_oracle.py HISTORY LATE <"ID TAB KEY"...

Counted from the rows alone, by local days: Monday to Friday, 08:00 to 18:00 in
Sydney; the target is that of the priority.  Left out are tickets that ever
waited, were resolved more than once, or had more than one priority.
"""
import csv
import sys
from datetime import datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Australia/Sydney")
HOURS = {"1": 4, "2": 8, "3": 24, "4": 40}
PLAIN = {"New", "Active", "Resolved", "Closed"}


def instant(words):
    local = datetime.strptime(words, "%d/%m/%Y %H:%M")
    return local.replace(tzinfo=ZONE).astimezone(timezone.utc)


def office(start, end):
    day = start.astimezone(ZONE).date()
    total = timedelta()
    while day <= end.astimezone(ZONE).date():
        if day.weekday() < 5:
            opens, shuts = (datetime.combine(day, time(h), ZONE).astimezone(
                timezone.utc) for h in (8, 18))
            total += max(min(shuts, end) - max(opens, start), timedelta())
        day += timedelta(days=1)
    return total


def main():
    rows = {}
    with open(sys.argv[1], encoding="utf-8") as f:
        for row in csv.DictReader(f):
            rows.setdefault(row["number"], []).append(row)
    with open(sys.argv[2], encoding="utf-8") as f:
        late = set(f.read().split())
    seen = differ = 0
    for line in sys.stdin:
        ident, key = line.rstrip("\n").split("\t")
        mine = sorted(rows[key.split(":")[1]],
                      key=lambda r: int(r["sys_mod_count"]))
        states = [r["incident_state"] for r in mine]
        done = [s in ("Resolved", "Closed") for s in states]
        priorities = {r["priority"][0] for r in mine}
        if not set(states) <= PLAIN or len(priorities) != 1 or \
                done != sorted(done) or not any(done):
            continue
        end = instant(mine[done.index(True)]["sys_updated_at"])
        took = office(instant(mine[0]["opened_at"]), end)
        broken = took > timedelta(hours=HOURS[priorities.pop()])
        seen += 1
        if broken != (ident in late):
            differ += 1
            print(f"{key} (ticket {ident}): {took} of office hours")
    print(f"{seen} tickets, {differ} differ")


if __name__ == "__main__":
    main()
