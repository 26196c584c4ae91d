"""Hold the answers of a program about a zone against Python's zoneinfo.

usage: zone_oracle.py PROGRAM ZONE...
"""
import random
import subprocess
import sys
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
END = 4133980800  # 2101-01-01
STEP = 43200      # no zone changed twice in half a day


def state(zone, t):
    d = (EPOCH + timedelta(seconds=t)).astimezone(zone)
    return int(d.utcoffset().total_seconds()), d.tzname()


def changes(zone):
    """(instant, offset before, offset after) of every change."""
    found = []
    before = state(zone, 0)
    for t in range(STEP, END + STEP, STEP):
        after = state(zone, t)
        if after == before:
            continue
        low, high = t - STEP, t
        while high - low > 1:
            middle = (low + high) // 2
            if state(zone, middle) == before:
                low = middle
            else:
                high = middle
        found.append((high, before[0], after[0]))
        before = after
    return found


def wall(t, offset):
    return datetime(1970, 1, 1) + timedelta(seconds=t + offset)


def utc_of(zone, local, gaps):
    """The instant that shows 'local'; of a gap, the change."""
    for start, end, change in gaps:
        if start <= local < end:
            return change
    d = wall(local, 0).replace(tzinfo=zone, fold=0)
    return local - int(d.utcoffset().total_seconds())


def questions(zone):
    found = changes(zone)
    gaps = [(t + a, t + b, t) for t, a, b in found if b > a]
    random.seed(7)
    instants = [t + d for t, _, _ in found for d in (-1, 0, 1)]
    instants += [random.randrange(0, END) for _ in range(2000)]
    locals_ = [t + o + d for t, a, b in found
               for o in (a, b, (a + b) // 2) for d in (-1, 0, 1)]
    locals_ += [random.randrange(86400, END) for _ in range(2000)]
    for t in instants:
        offset, name = state(zone, t)
        yield f"o {t}", f"{offset} {name}"
    for t in locals_:
        yield f"u {t}", str(utc_of(zone, t, gaps))


def main():
    program, names = sys.argv[1], sys.argv[2:]
    bad = 0
    for name in names:
        asked = list(questions(ZoneInfo(name)))
        out = subprocess.run([program, name], text=True, check=True,
                             input="".join(q + "\n" for q, _ in asked),
                             stdout=subprocess.PIPE).stdout.splitlines()
        if len(out) != len(asked):
            sys.exit(f"{name}: {len(out)} answers to {len(asked)} questions")
        for (question, want), got in zip(asked, out):
            if got != want:
                bad += 1
                print(f"{name}: {question}: got {got}, want {want}")
        print(f"{name}: {len(asked)} questions")
    sys.exit(1 if bad else 0)


main()
