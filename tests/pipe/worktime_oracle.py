#!/usr/bin/env python3
"""What windows of working time say, by Python's zones.

make N ASKED SEED    N questions of ASKED instants each, one a line, as JSON
check FILE           hold the answers on standard input against them
"""

import datetime as dt
import json
import random
import sys
import zoneinfo

from calendar_oracle import (DAY, UTC, first, is_holiday, question, read_days,
                             read_span, times_of)

MICRO = 1000000


def join(spans):
    """In order, those that meet as one."""
    joined = []
    for a, b in sorted(tuple(s) for s in spans if s[0] < s[1]):
        if joined and a <= joined[-1][1]:
            joined[-1][1] = max(b, joined[-1][1])
        else:
            joined.append([a, b])
    return joined


def cut(spans, holes):
    """What of the spans is in no hole."""
    for low, high in holes:
        rest = []
        for a, b in spans:
            rest += [(a, min(b, low)), (max(a, high), b)]
        spans = [s for s in rest if s[0] < s[1]]
    return spans


def windows(q, since, until):
    """All that is open from one instant to another, in seconds."""
    zone = zoneinfo.ZoneInfo(q["timezone"])

    def at(day, times):
        return tuple(first(q["timezone"], e) for e in read_span(day, times))

    day = dt.datetime.fromtimestamp(since, UTC).astimezone(zone).date()
    end = dt.datetime.fromtimestamp(until, UTC).astimezone(zone).date()
    day -= 3 * DAY
    hours, holes, more = [], [], []
    whole = [h for h in q["holidays"] if not times_of(h)]
    partly = [h for h in q["holidays"] if times_of(h)]
    while day <= end + 3 * DAY:
        holes += [at(day, times_of(h)) for h in partly if is_holiday(h, day)]
        if not any(is_holiday(h, day) for h in whole):
            for text in q["hours"]:
                names, times = text.split(" ")
                if day.weekday() in read_days(names):
                    hours.append(at(day, times))
        day += DAY
    for text in q["exceptions"]:
        day, times = text.split(" ")
        more.append(at(dt.date.fromisoformat(day), times))
    return join(cut(join(hours), join(holes)) + more)


def worked(spans, a, b):
    return sum(max(0, min(y * MICRO, b) - max(x * MICRO, a))
               for x, y in spans)


def due(spans, a, budget):
    for x, y in spans:
        low = max(x * MICRO, a)
        have = y * MICRO - low
        if have > 0 and budget <= have:
            return low + budget
        budget -= max(have, 0)
    return None


def ask(r, q, at):
    """An instant, a later one, and a budget that is used up between them."""
    at = at + r.choice([0, 0, 1, 999999, 500000])
    to = at + r.choice([1, 3600, 86400, r.randrange(12 * 86400)]) * MICRO
    total = worked(windows(q, at // MICRO, to // MICRO), at, to)
    budget = r.choice([total, total, r.randrange(total + 1)]) if total else 1
    return [at, to, budget]


def make(n, asked, seed):
    r = random.Random(seed)
    for _ in range(n):
        q = question(r)
        q["timezone"] = q.pop("zone")
        at = q.pop("at") // MICRO * MICRO
        q["ask"] = [ask(r, q, at + r.randrange(-4, 5) * 43200 * MICRO)
                    for _ in range(asked)]
        print(json.dumps(q))


def answer(q, a, b, budget):
    spans = windows(q, a // MICRO, b // MICRO)
    is_open = any(x * MICRO <= a < y * MICRO for x, y in spans)
    elapsed = worked(spans, a, b)
    if elapsed == 0:  # it is used up later than was looked at
        return "%d 0 " % is_open
    return "%d %d %d" % (is_open, elapsed, due(spans, a, budget)
                         if budget else due(spans, a, 0))


def check(path):
    got = iter(sys.stdin.read().splitlines())
    n = bad = 0
    for line in open(path):
        q = json.loads(line)
        for a, b, budget in q["ask"]:
            have, want = next(got, "nothing"), answer(q, a, b, budget)
            if have == "never":
                n += len(q["ask"])
                if worked(windows(q, a // MICRO, b // MICRO), a, b) == 0:
                    break
            n += have != "never"
            if not have.startswith(want):
                bad += 1
                if bad < 6:
                    print("got %s, want %s: %s %s" % (
                        have, want, [a, b, budget], line))
    print("%d answers, %d differ" % (n, bad))
    return bad > 0 or next(got, None) is not None


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(*map(int, sys.argv[2:5]))
    else:
        sys.exit(check(sys.argv[2]))
