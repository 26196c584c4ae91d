#!/usr/bin/env python3
"""Cases of other programs' tests of working time, put to tix.

FILE UNIT: the table of cases, and the program of unit tests of working time,
which answers for what no command asks (time before an instant).
"""

import csv
import datetime as dt
import json
import subprocess
import sys
import zoneinfo

NAMES = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def two(clock):
    return clock.rjust(5, "0")


def hours(case):
    """"mon,wed 9:00-17:00;sat 0:00-24:00" in words of desk.conf."""
    found = []
    for part in case["weekly_hours"].split(";"):
        days, times = part.split(" ")
        a, b = times.split("-")
        found.append("%s %s-%s" % (days, two(a), two(b)))
    return found


def holidays(case):
    return [h for h in case["holidays"].split(",") if h]


def quoted(texts):
    return ", ".join('"%s"' % t for t in texts)


def tix(*args, **more):
    return subprocess.run(["tix", *args], check=True, text=True,
                          stdout=subprocess.PIPE, **more).stdout


def write_desk(cases):
    with open("cases.conf", "w") as out:
        out.write("queue q { level = L1 }\ndefault { level = L1 }\n")
        for i, c in enumerate(cases):
            out.write('calendar c%d { timezone = "%s"\nhours = { %s }\n' % (
                i, c["tz"], quoted(hours(c))))
            if holidays(c):
                out.write("holidays = { %s }\n" % quoted(holidays(c)))
            out.write("}\n")
    tix("init", "-q", "--desk", "cases.conf")


def instant(case, text):
    zone = zoneinfo.ZoneInfo(case["tz"])
    return int(dt.datetime.fromisoformat(text).replace(
        tzinfo=zone).timestamp())


def local(case, seconds):
    zone = zoneinfo.ZoneInfo(case["tz"])
    return dt.datetime.fromtimestamp(seconds, zone).strftime(
        "%Y-%m-%dT%H:%M:%S")


def due(name, start, seconds):
    return int(tix("sla", "calendar", "due", name, start,
                   "%ds" % seconds).split("\t")[0])


def before(case, unit, seconds, offset):
    """The latest instant from which so much passes; 0: the last open one."""
    more = 1 if offset == 0 else 0
    with open("question", "w") as out:
        json.dump({"timezone": case["tz"], "hours": hours(case),
                   "holidays": holidays(case), "exceptions": [],
                   "before": [[seconds * 1000000,
                               (offset + more) * 1000000]]}, out)
    text = subprocess.run([unit, "question"], check=True, text=True,
                          stdout=subprocess.PIPE).stdout
    return int(text) // 1000000 + more


def working_days(name, start):
    """Days with windows near a day, by the command that shows them."""
    day = dt.date.fromisoformat(start[:10])
    low, high = day - dt.timedelta(30), day + dt.timedelta(30)
    rows = tix("sla", "calendar", "show", name, "--tsv=open", "--from",
               low.isoformat(), "--to", high.isoformat()).split()
    return sorted({row[:10] for row in rows})


def by_days(name, text, days):
    """So many working days on, or back, at the same time of the day."""
    all_days = working_days(name, text)
    return all_days[all_days.index(text[:10]) + days] + text[10:]


def answer(name, case, unit):
    op, start, arg = case["op"], case["start"], case["arg"]
    if op in ("add", "first_after"):
        return local(case, due(name, start, int(arg or 0)))
    if op in ("between", "between_clamped"):
        a, b, sign = start, arg, 1
        if op == "between" and b < a:
            a, b, sign = b, a, -1
        return str(sign * int(tix("sla", "calendar", "elapsed", name, a, b)))
    at = instant(case, start)
    if op == "sub":
        return local(case, before(case, unit, at, int(arg)))
    if op == "adddays":
        opened = local(case, due(name, start, 0))
        return by_days(name, opened, int(arg))
    opened = local(case, before(case, unit, at, 0))
    return by_days(name, opened, -int(arg))


def main():
    cases = list(csv.DictReader(open(sys.argv[1]), delimiter="\t"))
    write_desk(cases)
    equal = 0
    for i, case in enumerate(cases):
        got = answer("c%d" % i, case, sys.argv[2])
        equal += got == case["expected"]
        if got != case["expected"]:
            print("got %s: %s" % (got, case))
    print("%d of %d equal" % (equal, len(cases)))
    return equal != len(cases)


if __name__ == "__main__":
    sys.exit(main())
