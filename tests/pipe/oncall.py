"""Random schedules at random instants, by Python's zones.

oncall.py desk SEED      a desk of schedules, as desk.conf
oncall.py at SEED        instants to ask at, a line each
oncall.py check SEED     for each line "INSTANT FILE" on standard input, the
                         answers in FILE (tix desk oncall --jsonl) are right
"""
import datetime as dt
import json
import os
import random
import sys
import zoneinfo

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import calendar_oracle as walls  # noqa: E402

EPOCH = dt.datetime(1970, 1, 1)
UTC = dt.timezone.utc
AGENTS = ["ewa", "jan", "ola", "tom"]
ZONES = ["Europe/Warsaw", "Australia/Lord_Howe", "America/New_York", "UTC",
         "Asia/Kathmandu", "America/Sao_Paulo"]
TURNS = [("week", 7, 0), ("2 weeks", 14, 0), ("day", 1, 0), ("3 days", 3, 0),
         ("12h", 0, 12), ("7h", 0, 7)]


def schedules(seed):
    r = random.Random(seed)
    return [schedule(r, "s%d" % i) for i in range(60)]


def wall(r, spread=700):
    return dt.datetime(2026, 1, 1) + dt.timedelta(
        days=r.randrange(spread), minutes=30 * r.randrange(48))


def schedule(r, name):
    rotations = [{
        "agents": r.sample(AGENTS, r.randrange(1, 5)),
        "turn": r.choice(TURNS),
        "begins": wall(r, 300),
        "hours": r.choice([[], [], ["Mon-Fri 17:00-08:00"],
                           ["Sat,Sun 00:00-24:00", "Fri 18:00-24:00"],
                           ["daily 02:30-03:30"]]),
    } for _ in range(r.randrange(1, 4))]
    overrides = []
    for _ in range(r.randrange(4)):
        a = wall(r)
        overrides.append((a, a + dt.timedelta(hours=r.randrange(1, 400)),
                          r.choice(AGENTS),
                          r.choice([None, None] + AGENTS)))
    return {"name": name, "zone": r.choice(ZONES), "rotations": rotations,
            "overrides": overrides}


def texts(key, values):
    if not values:
        return ""
    return " %s = { %s }" % (key, ", ".join('"%s"' % v for v in values))


def desk(seed):
    print('name = "oncall"')
    for a in AGENTS:
        print("agent %s { level = L1 }" % a)
    for s in schedules(seed):
        print('schedule %s {\n  timezone = "%s"' % (s["name"], s["zone"]))
        for i, k in enumerate(s["rotations"]):
            print('  rotation r%d { agents = { %s } every = "%s" '
                  'begins = "%s"%s }' % (
                      i, ", ".join(k["agents"]), k["turn"][0],
                      k["begins"].strftime("%Y-%m-%d %H:%M"),
                      texts("hours", k["hours"])))
        print("%s\n}" % texts("overrides", ["%s..%s %s%s" % (
            a.strftime("%Y-%m-%d %H:%M"), b.strftime("%Y-%m-%d %H:%M"), who,
            "" if of is None else " for " + of)
            for a, b, who, of in s["overrides"]]))


def instants(seed):
    r = random.Random(seed + 1)
    out = []
    for _ in range(40):
        name = r.choice(ZONES)
        jumps = [j for j in walls.changes(name)
                 if 1767225600 <= j < 1830297600]
        if jumps and r.random() < 0.5:
            out.append(r.choice(jumps) + r.choice(
                [-3600, -1, 0, 1, 3599, 3600, r.randrange(-90000, 90000)]))
        else:
            out.append(r.randrange(1767225600, 1830297600))
    return out


def in_hours(name, hours, t):
    if not hours:
        return True
    zone = zoneinfo.ZoneInfo(name)
    today = dt.datetime.fromtimestamp(t, UTC).astimezone(zone).date()
    for h in hours:
        days, span = h.split(" ")
        if days == "daily":
            wanted = range(7)
        elif "," in days:
            wanted = [walls.NAMES.index(d) for d in days.split(",")]
        elif "-" in days:
            a, b = (walls.NAMES.index(d) for d in days.split("-"))
            wanted = range(a, b + 1)
        else:
            wanted = [walls.NAMES.index(days)]
        a, b = ((int(x[:2]) * 60 + int(x[3:])) for x in span.split("-"))
        b += 1440 if b <= a else 0
        for k in (-2, -1, 0, 1):
            day = today + dt.timedelta(days=k)
            if day.weekday() not in wanted:
                continue
            midnight = dt.datetime.combine(day, dt.time())
            if (walls.first(name, midnight + dt.timedelta(minutes=a)) <= t <
                    walls.first(name, midnight + dt.timedelta(minutes=b))):
                return True
    return False


def turn(name, k, t):
    """The number of the turn at t, one turn after the other."""
    _, days, hours = k["turn"]
    begin = walls.first(name, k["begins"])
    if t < begin:
        return None
    if hours:
        return (t - begin) // (hours * 3600)
    n = 0
    while walls.first(name, k["begins"] +
                      dt.timedelta(days=days * (n + 1))) <= t:
        n += 1
    return n


def expected(s, t):
    on = []
    for k in s["rotations"]:
        n = turn(s["zone"], k, t)
        if n is not None and in_hours(s["zone"], k["hours"], t):
            who = k["agents"][n % len(k["agents"])]
            if who not in on:
                on.append(who)
    for a, b, who, of in s["overrides"]:
        if not walls.first(s["zone"], a) <= t < walls.first(s["zone"], b):
            continue
        if of is None:
            on = [who]
        else:
            new = []
            for x in on:
                x = who if x == of else x
                if x not in new:
                    new.append(x)
            on = new
    return on


def check(seed):
    all_of = schedules(seed)
    n = 0
    for line in sys.stdin:
        t, path = line.split()
        got = {s["name"]: [] for s in all_of}
        with open(path) as f:
            for row in map(json.loads, f):
                if row["agent"] is not None:
                    got[row["schedule"]].append(row["agent"])
        for s in all_of:
            want = expected(s, int(t))
            n += 1
            if got[s["name"]] != want:
                sys.exit("%s at %s: %s, not %s" % (s, t, got[s["name"]],
                                                   want))
    print(n)


if sys.argv[1] == "desk":
    desk(int(sys.argv[2]))
elif sys.argv[1] == "at":
    print("\n".join(map(str, instants(int(sys.argv[2])))))
else:
    check(int(sys.argv[2]))
