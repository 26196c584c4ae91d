"""Hold the clocks of a program against a model that walks second by second.

usage: clock_oracle.py PROGRAM SEED STORIES
"""
import random
import subprocess
import sys

T0 = 1_000_000
FAR = 6000
METRICS = ["first-response", "next-reply", "update", "own", "resolve"]
WAITS = ["customer", "vendor", "change", "event"]
MICRO = 1_000_000


class Calendar:
    """Seconds that are open, by pieces (since, set); None is always."""

    def __init__(self, pieces):
        self.pieces = pieces

    def open(self, t, known):
        found = self.pieces[0][1]
        for since, seconds in self.pieces[1:]:
            if since <= t and since <= known:
                found = seconds
        return t in found


class Clock:
    def __init__(self, **kw):
        self.__dict__.update(kw)
        self.ticks = []      # (second, calendar) that count
        self.spent = 0
        self.state = None
        self.stopped = self.first = self.breached = self.waived = 0
        self.due = 0
        self.date = 0

    def live(self):
        return self.state in ("running", "paused")


class Model:
    def __init__(self, story):
        self.story = story
        self.calendars = story["calendars"]
        self.laws = story["laws"]
        self.force = {}
        self.clocks = []
        self.phases = {}
        self.lines = {}
        self.opened = None
        self.promised = None

    # -- working time, a second at a time

    def is_open(self, name, t, known=1 << 60):
        return name is None or self.calendars[name].open(t, known)

    def used(self, c):
        return sum(self.is_open(cal, t) for t, cal in c.ticks)

    def deadline(self, c, at, known=1 << 60):
        """(deadline, did time leave it behind?) as if it went on at 'at'."""
        if c.date:
            return c.date, at > c.date
        left, reached, before = c.budget, None, None
        ticks = c.ticks
        end = ticks[-1][0] + 1 if ticks else at
        for i in range(len(ticks) + FAR):
            if i < len(ticks):
                t, cal = ticks[i]
            else:
                t = max(end, at) + i - len(ticks)
                cal = c.target["calendar"]
            ahead = i >= len(ticks)
            if before is None or t != before + 1:
                reached = None      # a span begins
            open_ = self.is_open(cal, t, known if ahead else 1 << 60)
            if left == 0 and reached is None and open_:
                reached = t
            if left > 0 and open_:
                left -= 1
                if left == 0 and not c.target["at_open"]:
                    reached = t + 1
            before = t
            if reached is not None and (ahead or reached <= t):
                return reached, not ahead
        raise ValueError("no deadline")

    def look(self, c, at):
        """A breach that time left behind stays one."""
        if c.breached:
            return
        if c.date:
            if c.live() and at > c.date:
                c.breached = c.date
            return
        if c.ticks:
            due, passed = self.deadline(c, at)
            if passed:
                c.breached = due

    # -- clocks

    def target(self, law, metric):
        if law is None or law["kind"] == "end" or not self.priority:
            return None
        t = law["targets"].get(metric)
        if t is None or not t["budget"][self.priority - 1]:
            return None
        return t

    def counts(self, c, phase):
        doing, on = phase
        return doing == "live" and (c.date != 0 or not on or
                                    on not in c.target["pause"])

    def past(self, c, since, at):
        """The seconds that a clock missed, as the ticket then was."""
        for t in range(since, at):
            if self.counts(c, self.phases[t]):
                c.ticks.append((t, c.target["calendar"] if c.target
                                else None))

    def aim(self, c, law, other):
        c.law = law
        c.target = law["targets"][c.metric]
        c.budget = c.target["budget"][self.priority - 1]
        if other:
            c.ticks = [(t, c.target["calendar"]) for t, _ in c.ticks]

    def new(self, line, law, metric, start, at):
        subject = line.get("subject")
        same = [o for o in self.clocks if o.metric == metric and
                o.kind == law["kind"] and o.subject == subject and
                (law["kind"] == "sla" or o.law["name"] == law["name"])]
        c = Clock(kind=law["kind"], metric=metric, subject=subject,
                  cycle=len(same) + 1, started=start, law=law)
        self.clocks.append(c)
        self.aim(c, law, False)
        c.state = "live"
        self.past(c, start, at)
        self.turn(c)
        self.look(c, at)
        return c

    def turn(self, c):
        c.state = "running" if self.counts(c, self.phase) else "paused"
        c.stopped = 0

    def stop(self, c, at):
        if c is None or not c.live():
            return
        self.look(c, at)
        c.due = self.deadline(c, at, at)[0]
        c.stopped = at
        c.first = c.first or at
        c.state = "breached" if c.breached else "met"

    def end(self, c, at, broken):
        if c is None or not c.live():
            return
        self.look(c, at)
        c.stopped = at
        c.state = "breached" if broken and c.breached else "cancelled"
        if c.state == "breached":
            due, passed = self.deadline(c, at)
            c.due = due if passed else c.breached
        else:
            c.due = 0

    # -- what is to be

    def start(self, name, line, metric):
        if metric == "first-response":
            return None if self.answered or self.own else self.opened
        if metric == "next-reply":
            if "first-response" in line["law"]["targets"]:
                return self.silent
            return self.silent if self.silent_open is None \
                else self.silent_open
        if metric == "update":
            return self.update
        if metric == "own":
            return None if line["owned"] else line["came"]
        return line["again"]

    def settle(self, name, line, at, law_came=False):
        if self.phase[0] != "live":
            return
        for m in METRICS:
            law = line["law"]
            t = self.target(law, m)
            if name != "" and m not in ("own", "resolve"):
                t = None
            s = self.start(name, line, m) if t else None
            c = line["cur"].get(m)
            if s is None:
                if law_came:
                    line["cur"].pop(m, None)
                self.end(c, at, False)
                continue
            if c is None:
                if law_came:
                    s = max(s, at)
                line["cur"][m] = self.new(line, law, m, s, at)
                continue
            self.look(c, at)
            stopped = c.stopped
            other = c.law["name"] != law["name"]
            self.aim(c, law, other)
            if not c.live():
                self.past(c, stopped, at)
            self.turn(c)
            self.look(c, at)

    def fits(self, law):
        if law["kind"] not in ("ola", "uc"):
            return False
        f = self.fields
        for n in ("level", "queue"):
            if law.get(n) and law[n] != f.get(n):
                return False
        return law["kind"] == "ola" or f.get("level") == "V" or \
            self.phase == ("live", "vendor")

    def place(self, name, at, law_came=False):
        law = self.force[name]
        line = self.lines.get(name)
        fit = self.fits(law)
        case = self.fields.get("vendor_case")
        if line is not None:
            line["law"] = law
            if fit and law["kind"] == "uc" and case:
                if line["case"] is None:
                    line["case"] = case
                if line["case"] != case:
                    self.leave(line, at, law_came)
                    del self.lines[name]
            elif not fit:
                self.leave(line, at, law_came)
                del self.lines[name]
        if fit and name not in self.lines and self.phase[0] == "live":
            f = self.fields
            subject = law.get("queue") or law.get("level")
            if law["kind"] == "uc":
                subject = case or f.get("queue") or f.get("level")
            self.lines[name] = {"law": law, "owned": False, "came": at,
                                "again": at, "subject": subject,
                                "case": case, "cur": {}}
        if name in self.lines:
            self.settle(name, self.lines[name], at, law_came)

    def leave(self, line, at, law_came):
        if law_came:
            self.end(line["cur"].get("resolve"), at, False)
        else:
            self.stop(line["cur"].get("resolve"), at)
        self.end(line["cur"].get("own"), at, not law_came)

    def promise(self, at):
        if self.phase[0] != "live":
            return
        due = self.fields.get("due", 0)
        c = self.promised
        if not due:
            self.end(c, at, False)
            return
        if c is None:
            c = self.promised = Clock(
                kind="due", metric="due", subject=None, cycle=1,
                started=at, law={"name": "due", "version": 0}, target=None,
                budget=0)
            self.clocks.append(c)
            c.state = "running"
        elif not c.live():
            stopped = c.stopped
            c.date = due
            c.state = "running"
            c.stopped = 0
            self.past(c, stopped, at)
        self.look(c, at)
        c.date = due
        c.budget = max(0, due - c.started)
        self.look(c, at)

    def own_it(self, at):
        if not self.fields.get("owner"):
            return
        for line in [self.sla] + list(self.lines.values()):
            if not line["owned"]:
                self.stop(line["cur"].pop("own", None), at)
            line["owned"] = True

    # -- what happens

    def came_into_force(self, law, at):
        name = law["name"]
        self.force[name] = law
        if self.opened is None:
            return
        for c in self.clocks:
            self.look(c, at)
        if self.fields.get("agreement") == name:
            self.sla["law"] = law if law["kind"] == "sla" else None
            self.settle("", self.sla, at, True)
        self.place(name, at, True)
        self.own_it(at)

    def change_phase(self, at):
        was, now = self.phase, self.next_phase()
        if was == now:
            return
        self.phase = now
        if was[0] != "live" and now[0] == "live":
            self.update = at
        for line in [self.sla] + list(self.lines.values()):
            self.phase_of_line(line, was, at)
        c = self.promised
        if now[0] == "solved":
            self.stop(c, at)
            self.silent = self.silent_open = None
        elif now[0] == "gone":
            self.end(c, at, False)

    def phase_of_line(self, line, was, at):
        doing = self.phase[0]
        cur = line["cur"]
        if doing == "live" and was[0] != "live" and "resolve" in cur and \
                cur["resolve"].target["new_cycle"]:
            line["again"] = at
            del cur["resolve"]
        for m in METRICS:
            c = cur.get(m)
            if c is None or not c.live():
                continue
            self.look(c, at)
            if doing == "live":
                self.turn(c)
            elif doing == "gone":
                self.end(c, at, False)
            elif m in ("update", "resolve"):
                self.stop(c, at)
            else:
                self.end(c, at, True)
            if doing == "solved" and m in ("update", "next-reply"):
                del cur[m]

    def next_phase(self):
        f = self.fields
        solved = ("resolved", "closed")
        if f["state"] in ("new", "open"):
            return ("live", None)
        if f["state"] == "waiting":
            return ("live", f.get("waiting_on"))
        if f["state"] in solved and self.state_was in solved:
            return self.phase
        if f["state"] in solved and "links" not in f:
            return ("solved", None)
        return ("gone", None)

    def event(self, at, kind, values):
        author = values.get("as", "op")
        if kind == "opened":
            self.open_it(at, values)
        if self.opened is None:
            return
        for c in self.clocks:
            self.look(c, at)
        self.state_was = self.fields["state"]
        for k, v in values.items():
            self.fields[k] = v
        f = self.fields
        if f["state"] != "waiting":
            f.pop("waiting_on", None)
        answer = author != "cus" and (kind == "sent" or (
            kind == "replied" and values["by"] == "phone"))
        if answer and not self.answered:
            self.answered = True
            self.stop(self.sla["cur"].pop("first-response", None), at)
        if answer:
            self.stop(self.sla["cur"].pop("next-reply", None), at)
            self.stop(self.sla["cur"].pop("update", None), at)
            self.silent = self.silent_open = None
            self.update = at
        self.change_phase(at)
        if kind in ("replied", "reopened") and author == "cus" and \
                self.silent is None:
            self.silent = at
        self.refresh(at)
        self.own_it(at)
        for c in self.clocks:
            if values.get("clock") != self.name(c).split("@")[0] \
                    .split("#")[0]:
                continue
            if kind == "waived" and c.breached and not c.waived:
                c.waived = at
            if kind == "restarted" and c.live() and not c.date:
                c.ticks = []

    def refresh(self, at):
        f = self.fields
        self.own = f.get("owner") == "cus"
        self.priority = f.get("priority", 0)
        law = self.force.get(f.get("agreement"))
        self.sla["law"] = law if law and law["kind"] == "sla" else None
        self.settle("", self.sla, at)
        for name in self.force:
            self.place(name, at)
        self.promise(at)

    def open_it(self, at, values):
        self.opened = self.update = self.silent_open = at
        self.silent = None
        self.answered = self.own = False
        self.phase = ("live", None)
        self.fields = {"state": "new"}
        for k, v in values.items():
            if k not in ("owner", "state", "waiting_on"):
                self.fields[k] = v
        self.sla = {"law": None, "owned": False, "came": at, "again": at,
                    "cur": {}}
        self.refresh(at)

    # -- time

    def run(self, now):
        todo = [(law["since"], 0, i, law) for i, law in
                enumerate(self.laws)]
        todo += [(e[0], 1, i, e) for i, e in enumerate(self.story["events"])]
        todo.sort(key=lambda x: x[:3])
        t = T0
        for at, is_event, _, what in todo:
            if at > now:
                break
            self.walk(t, at)
            t = max(t, at)
            if is_event:
                self.event(*what)
            else:
                self.came_into_force(what, at)
        self.walk(t, now)
        for c in self.clocks:
            self.look(c, now)

    def walk(self, a, b):
        for t in range(a, b):
            if self.opened is None:
                continue
            self.phases[t] = self.phase
            for c in self.clocks:
                if c.state == "running":
                    c.ticks.append((t, c.target["calendar"] if c.target
                                    else None))

    def name(self, c):
        if c.metric == "due":
            return "due"
        n = c.law["name"] + "/" + c.metric
        if c.subject:
            n += "@" + c.subject
        return n + ("#%d" % c.cycle if c.cycle > 1 else "")

    def answers(self, now):
        self.run(now)
        out = []
        for c in self.clocks:
            due = c.due
            if c.live():
                due = self.deadline(c, now)[0] \
                    if c.state == "running" else 0
            out.append(" ".join([self.name(c), c.state] + [str(x) for x in (
                c.law["version"], c.started * MICRO, c.stopped * MICRO,
                c.first * MICRO, c.breached * MICRO, c.waived * MICRO,
                due * MICRO, c.budget * MICRO, self.used(c) * MICRO)]))
        return out


# -- stories

def windows(rng):
    out, t = [], T0 - 50 + rng.randrange(40)
    while t < T0 + FAR:
        n = rng.choice([5, 10, 20, 40])
        out.append((t, t + n))
        t += n + rng.choice([3, 10, 30, 60])
    return out


def make_target(rng, metric):
    budgets = [rng.choice([0, 10, 20, 30, 45, 80]) for _ in range(5)]
    if not any(budgets):
        budgets[2] = 20
    return {"calendar": rng.choice([None, "a", "b"]), "budget": budgets,
            "pause": [w for w in WAITS if rng.random() < 0.4],
            "at_open": rng.random() < 0.3,
            "new_cycle": metric == "resolve" and rng.random() < 0.3}


def make_law(rng, name, since):
    kind, place = {"gold": ("sla", {}), "silver": ("sla", {}),
                   "lv": ("ola", {"level": "L1"}),
                   "q": ("ola", {"queue": "net", "level": "L2"}),
                   "acme": ("uc", {})}[name]
    allowed = METRICS if kind == "sla" else ["own", "resolve"] \
        if kind == "ola" else ["resolve"]
    some = [m for m in allowed if rng.random() < 0.7] or ["resolve"]
    if since > T0 and rng.random() < 0.3:
        return {"name": name, "kind": "end", "since": since, "targets": {}}
    return dict(place, name=name, kind=kind, since=since,
                targets={m: make_target(rng, m) for m in some})


def make_events(rng, n):
    first = {"priority": rng.randrange(4), "requester": "cus"}
    for key, values in (("agreement", ["gold", "silver"]),
                        ("level", ["L1", "L2", "V"]), ("queue", ["net"]),
                        ("owner", ["ewa", "cus"]),
                        ("due", [T0 + 100, T0 + 200])):
        if rng.random() < 0.5:
            first[key] = rng.choice(values)
    events = [(T0 + rng.randrange(30), "opened", first)]
    for _ in range(n):
        at = events[-1][0] + rng.choice([0, 1, 3, 5, 10, 10, 20, 40])
        events.append((at,) + make_event(rng))
    return events


def make_event(rng):
    names = ["gold/resolve", "gold/update", "silver/resolve", "lv/own", "due"]
    who = {"as": "cus"} if rng.random() < 0.5 else {}
    pick = rng.randrange(14)
    if pick < 3:
        return "waited", {"state": "waiting", "waiting_on":
                          rng.choice(WAITS)}
    if pick == 3:
        return "resumed", {"state": "open"}
    if pick == 4:
        return "resolved", {"state": rng.choice(["resolved", "closed"])}
    if pick == 5:
        return "reopened", dict(who, state="open")
    if pick == 6:
        return rng.choice([
            ("cancelled", {"state": "cancelled"}),
            ("merged", {"state": "merged"}),
            ("linked", {"links": "duplicates:9"}),
            ("sent", {})])
    if pick < 9:
        return "replied", dict(who, by=rng.choice(["phone", "mail"]),
                               text="x")
    if pick == 9:
        return rng.choice(["waived", "restarted"]), {
            "clock": rng.choice(names), "reason": "x"}
    if pick == 10:
        return "assigned", {"owner": rng.choice(["", "ewa", "cus"])}
    return "changed", rng.choice([
        {"priority": rng.randrange(1, 5)}, {"priority": rng.randrange(4)},
        {"agreement": rng.choice(["gold", "silver", "none"])},
        {"level": rng.choice(["L1", "L2", "V"])},
        {"level": "L2", "queue": "net"}, {"queue": rng.choice(["net", "x"])},
        {"vendor_case": rng.choice(["C1", "C2"])},
        {"due": rng.choice([0, T0 + 60, T0 + 150, T0 + 300])}])


def make_story(rng):
    story = {"calendars": {}, "laws": [], "windows": []}
    for name in "ab":
        pieces = [(0, windows(rng))]
        if name == "b" and rng.random() < 0.5:
            pieces.append((T0 + rng.randrange(200), windows(rng)))
        story["windows"].append((name, pieces))
        story["calendars"][name] = Calendar([
            (since, {s for o, c in w for s in range(o, c)})
            for since, w in pieces])
    for name in ("gold", "silver", "lv", "q", "acme"):
        if rng.random() < 0.8:
            story["laws"].append(make_law(rng, name, 0))
        while rng.random() < 0.3:
            story["laws"].append(make_law(rng, name,
                                          T0 + rng.randrange(200)))
    story["laws"].sort(key=lambda law: law["since"])
    for i, law in enumerate(story["laws"]):
        law["version"] = i + 1
    story["events"] = make_events(rng, rng.randrange(1, 16))
    return story


def text_of(story):
    out = []
    for name, pieces in story["windows"]:
        for since, w in pieces:
            out.append("calendar %s %d " % (name, since) + " ".join(
                "%d %d" % x for x in w))
    for law in story["laws"]:
        out.append("law %d %s %s" % (law["since"], law["name"], law["kind"])
                   + "".join(" %s=%s" % (k, law[k]) for k in
                             ("level", "queue") if law.get(k)))
        for m, t in law["targets"].items():
            line = "target %s %s " % (m, t["calendar"] or "-")
            line += " ".join(str(b) + "s" for b in t["budget"])
            line += " pause=%d" % sum(2 << WAITS.index(w)
                                      for w in t["pause"])
            line += " at_open" * t["at_open"] + " new_cycle" * t["new_cycle"]
            out.append(line)
    for at, kind, values in story["events"]:
        out.append("%d %s" % (at, kind) + "".join(
            " %s=%s" % x for x in values.items()))
    return "\n".join(out) + "\n"


def main():
    program, seed, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    rng = random.Random(seed)
    stories = [make_story(rng) for _ in range(count)]
    nows = [s["events"][-1][0] + rng.choice([0, 1, 30, 120])
            for s in stories]
    text = "".join("%snow %d\n" % (text_of(s), n)
                   for s, n in zip(stories, nows))
    got = subprocess.run([program, "-"], input=text, check=True,
                         stdout=subprocess.PIPE, text=True).stdout
    clocks = 0
    for i, (s, now, answer) in enumerate(
            zip(stories, nows, got.split(".\n"))):
        want = Model(s).answers(now)
        lines = answer.splitlines()
        if lines != want + want:
            print("story %d:\n%snow %d" % (i, text_of(s), now))
            for title, some in (("read often", lines[:len(lines) // 2]),
                                ("read once", lines[len(lines) // 2:]),
                                ("the model", want)):
                print(title + ":\n" + "\n".join(some))
            sys.exit(1)
        clocks += len(want)
    print("%d stories, %d clocks" % (count, clocks))


main()
