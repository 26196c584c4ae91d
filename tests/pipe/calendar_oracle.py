"""Random calendars at random instants, by Python's zones.

calendar_oracle.py make N SEED    N questions, one JSON object a line
calendar_oracle.py check FILE     the answers on standard input against those here

The windows are those of include/tix/calendar.h, built anew: each end on the
wall is the first instant at which clocks show it, or jump past it.
"""
import datetime as dt
import functools
import json
import random
import sys
import zoneinfo

UTC = dt.timezone.utc
EPOCH = dt.datetime(1970, 1, 1)
DAY = dt.timedelta(days=1)
NAMES = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
ZONES = ["Europe/Warsaw", "Australia/Lord_Howe", "Pacific/Apia", "UTC",
         "America/Sao_Paulo", "Asia/Beirut", "America/St_Johns",
         "Africa/Casablanca", "Asia/Kathmandu", "America/Havana",
         "Pacific/Kwajalein", "Antarctica/Troll", "Asia/Gaza"]


def offset(zone, seconds):
    at = dt.datetime.fromtimestamp(seconds, UTC)
    return int(at.astimezone(zone).utcoffset().total_seconds())


@functools.lru_cache(maxsize=None)
def first(name, local):
    """The first instant at which clocks show 'local', or jump past it."""
    zone = zoneinfo.ZoneInfo(name)
    wall = int((local - EPOCH).total_seconds())
    early = wall - int(local.replace(tzinfo=zone).utcoffset().total_seconds())
    if early + offset(zone, early) == wall:
        return early
    late = early
    early = wall - int(local.replace(
        tzinfo=zone, fold=1).utcoffset().total_seconds())
    before = offset(zone, early)
    while late - early > 1:
        middle = (early + late) // 2
        if offset(zone, middle) == before:
            early = middle
        else:
            late = middle
    return late


@functools.lru_cache(maxsize=None)
def changes(name):
    """Instants around which the zone's clocks jump, since 1990."""
    zone = zoneinfo.ZoneInfo(name)
    found = []
    step = 86400
    at = int(dt.datetime(1990, 1, 1, tzinfo=UTC).timestamp())
    while at < int(dt.datetime(2037, 1, 1, tzinfo=UTC).timestamp()):
        if offset(zone, at) != offset(zone, at + step):
            low, high = at, at + step
            while high - low > 1:
                middle = (low + high) // 2
                if offset(zone, middle) == offset(zone, at):
                    low = middle
                else:
                    high = middle
            found.append(high)
        at += step
    return found


def clock(r, end):
    hour = r.choice([0, 1, 2, 3, 22, 23, r.randrange(24)])
    if end and r.random() < 0.1:
        return "24:00"
    return "%02d:%02d" % (hour, r.choice([0, 15, 30, 59]))


def span(r):
    while True:
        a, b = clock(r, False), clock(r, True)
        if a != b:
            return a + "-" + b


def days(r):
    if r.random() < 0.3:
        return r.choice(["daily", "Daily"])
    parts = []
    for _ in range(r.randrange(1, 4)):
        a = r.choice(NAMES)
        if r.random() < 0.5:
            a += "-" + r.choice(NAMES)
        parts.append(r.choice([a, a.lower(), a.upper()]))
    return ",".join(parts)


def near(r, day):
    return day + r.randrange(-2, 3) * DAY


def date_range(r, day):
    a = near(r, day)
    if r.random() < 0.6:
        return a.isoformat()
    return a.isoformat() + ".." + (a + r.randrange(4) * DAY).isoformat()


def partly(r):
    return " " + span(r) if r.random() < 0.3 else ""


def yearly(r, day):
    a = near(r, day)
    b = a + r.randrange(12) * DAY
    text = a.strftime("%m-%d")
    if r.random() < 0.6:
        text += ".." + b.strftime("%m-%d")
    return text + partly(r) + " yearly"


def some(r, most, make):
    return [make() for _ in range(r.randrange(most + 1))]


def question(r):
    name = r.choice(ZONES)
    jumps = changes(name)
    if jumps and r.random() < 0.7:
        at = r.choice(jumps) + r.choice([-3600, -1800, -1, 0, 1, 900, 1800,
                                         3599, 3600, 7200,
                                         r.randrange(-90000, 90000)])
    else:
        at = r.randrange(631152000, 2114380800)
    zone = zoneinfo.ZoneInfo(name)
    day = dt.datetime.fromtimestamp(at, UTC).astimezone(zone).date()

    def holiday():
        text = r.choice([lambda r, d: date_range(r, d) + partly(r),
                         yearly])(r, day)
        return text + r.choice(["", " a name", "  of -- any.. kind"])

    def exception():
        return near(r, day).isoformat() + " " + span(r)

    def absence():
        return r.choice([exception(), date_range(r, day)])

    def window():
        return days(r) + " " + span(r)

    return {"zone": name, "hours": [window() for _ in range(r.randrange(1, 4))],
            "holidays": some(r, 2, holiday),
            "exceptions": some(r, 1, exception),
            "shifts": some(r, 2, window), "absences": some(r, 1, absence),
            "at": at * 1000000 + r.choice([0, 0, 1, 999999])}


def read_days(text):
    if text.lower() == "daily":
        return set(range(7))
    names = [n.lower() for n in NAMES]
    found = set()
    for part in text.lower().split(","):
        a, _, b = part.partition("-")
        i, j = names.index(a), names.index(b or a)
        found |= {k % 7 for k in range(i, (j if j >= i else j + 7) + 1)}
    return found


def read_span(day, text):
    """The span's ends on the wall, from 'day' on."""
    ends = []
    for part in text.split("-"):
        hour, minute = map(int, part.split(":"))
        ends.append(dt.datetime.combine(day, dt.time()) +
                    dt.timedelta(hours=hour, minutes=minute))
    if ends[1] < ends[0]:
        ends[1] += DAY
    if (ends[1].hour, ends[1].minute) == (23, 59):
        ends[1] += dt.timedelta(minutes=1)
    return ends


def within(name, ends, at):
    return first(name, ends[0]) <= at < first(name, ends[1])


def times_of(text):
    """The times right behind the days of a holiday, or none."""
    parts = text.split()
    return parts[1] if len(parts) > 1 and ":" in parts[1] else None


def is_holiday(text, day):
    head, _, rest = text.partition(" ")
    if times_of(text):
        rest = rest.partition(" ")[2]
    a, _, b = head.partition("..")
    b = b or a
    if rest.lower().startswith("yearly"):
        md = day.strftime("%m-%d")
        return a <= md <= b if a <= b else md >= a or md <= b
    return a <= day.isoformat() <= b


def excepted(q, at):
    for text in q["exceptions"]:
        day, times = text.split(" ")
        if within(q["zone"], read_span(dt.date.fromisoformat(day), times), at):
            return True
    return False


def open_by(q, windows, at, holidays):
    zone = zoneinfo.ZoneInfo(q["zone"])
    today = dt.datetime.fromtimestamp(at, UTC).astimezone(zone).date()
    days = [today + i * DAY for i in range(-3, 4)]
    partly = [h for h in holidays if times_of(h)]
    if any(is_holiday(h, day) and
           within(q["zone"], read_span(day, times_of(h)), at)
           for h in partly for day in days):
        return False
    for day in days:
        if any(is_holiday(h, day) for h in holidays if h not in partly):
            continue
        for text in windows:
            names, times = text.split(" ")
            if day.weekday() in read_days(names) and within(
                    q["zone"], read_span(day, times), at):
                return True
    return False


def absent(q, at):
    for text in q["absences"]:
        head, _, times = text.partition(" ")
        a, _, b = head.partition("..")
        a, b = (dt.date.fromisoformat(d) for d in (a, b or a))
        if times:
            ends = read_span(a, times)
        else:
            ends = [dt.datetime.combine(d, dt.time()) for d in (a, b + DAY)]
        if within(q["zone"], ends, at):
            return True
    return False


def answer(q):
    at = q["at"] // 1000000
    is_open = excepted(q, at) or open_by(q, q["hours"], at, q["holidays"])
    on = is_open
    if q["shifts"]:
        on = open_by(q, q["shifts"], at, q["holidays"]) or (
            excepted(q, at) and open_by(q, q["shifts"], at, []))
    return "%d %d" % (is_open, on and not absent(q, at))


def main():
    if sys.argv[1] == "make":
        r = random.Random(int(sys.argv[3]))
        for _ in range(int(sys.argv[2])):
            print(json.dumps(question(r)))
        return 0
    lines = open(sys.argv[2]).read().splitlines()
    got = sys.stdin.read().splitlines()
    bad = [(g, line) for g, line in zip(got, lines)
           if g != answer(json.loads(line))]
    for g, line in bad[:5]:
        print("got %s, want %s: %s" % (g, answer(json.loads(line)), line))
    opened = sum(g.startswith("1") for g in got)
    print("%d answers, %d open, %d differ" % (len(got), opened, len(bad)))
    return len(bad) > 0 or len(got) != len(lines)


if __name__ == "__main__":
    sys.exit(main())
