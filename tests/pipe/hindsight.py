"""Random histories, and what the programs say of them in hindsight.

hindsight.py known SEED STEPS   --known against what was printed then
hindsight.py as-of SEED STEPS   --as-of against a fold of the true times

with tix on PATH and TIX_DB an empty desk that was made at START.  The fold is
written after the manual; events are read with another program's hands.
"""

import datetime
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys

WHAT, SEED, STEPS = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
START = 1764000000
SLOT = 900 * 10**6
LIVE = ("new", "open", "waiting")
SOLVED = ("resolved", "closed")
rng = random.Random(SEED)
clock = START
printed = []
kinds = {}


def stamp(micro):
    at = datetime.datetime.fromtimestamp(micro // 10**6,
                                         datetime.timezone.utc)
    rest = ".%06d" % (micro % 10**6) if micro % 10**6 else ""
    return at.strftime("%Y-%m-%dT%H:%M:%S") + rest + "Z"


def run(words, now, stdin=None):
    env = dict(os.environ, TIX_NOW=stamp(now * 10**6))
    p = subprocess.run(["tix-" + words[0]] + words[1:], env=env,
                       capture_output=True, input=stdin,
                       stdin=None if stdin is not None else
                       subprocess.DEVNULL)
    if p.returncode in (70, 74, 134, 139):
        sys.exit("seed %d, tix %s: %d %s" % (SEED, words, p.returncode,
                                             p.stderr))
    return p.returncode, p.stdout, p.stderr


# --- what happens -------------------------------------------------------

SUBJECTS = ["vpn down", "printer jams", "no idea", "phishing mail",
            "disk full on srv1", "the coffee is cold", "\u00c9migr\u00e9 caf\u00e9"]
NOTES = ["tunnel restarted", "asked again", "paper was wet", "vpn key sent"]


def some_time():
    """Now and then, a time in the past."""
    if rng.random() < .6:
        return []
    return ["--at", stamp((clock - rng.choice([1, 30, 900, 4000, 90000]))
                          * 10**6)]


def act_open():
    words = ["open", rng.choice(SUBJECTS)]
    for option, values in (("impact", "123"), ("urgency", "123"),
                           ("priority", "12345"),
                           ("level", ["L1", "L2", "L3"]),
                           ("owner", ["ewa", "jan"]), ("key", "xyz"),
                           ("requester", ["tom", "ann"])):
        if rng.random() < .25:
            words += ["--" + option, rng.choice(values)]
    for tag in rng.sample(["b", "a", "c"], rng.randint(0, 2)):
        words += ["-t", tag]
    return words + some_time()


def act_import(n):
    """A ticket of another desk with its history, all of it long ago."""
    rows = ["No,Changed,Opened,Title,Level,Status"]
    number = rng.randint(1, 6)
    opened = clock - rng.randint(100000, 900000)
    at = opened
    for state in ["Open"] + rng.sample(["Pending", "Work", "Solved"], 2):
        rows.append("%d,%s,%s,%s,%s,%s" % (
            number, stamp(at * 10**6), stamp(opened * 10**6),
            "old vpn trouble", rng.choice(["L1", "L2"]), state))
        at += rng.randint(60, 200000)
        at = min(at, clock)
    with open("in.csv", "w") as f:
        f.write("\n".join(rows) + "\n")
    with open("in.map", "w") as f:
        f.write("""source = old
time = %Y-%m-%dT%H:%M:%SZ
zone = UTC
key = {No}
at = {Changed}
opened = {Opened}
subject = {Title}
level = {Level}
state = {Status}
  Work -> open
  Pending -> waiting
  Solved -> resolved
  * -> new
""")
    return ["import", "--map", "in.map", "in.csv"]


ACTS = [
    (6, "note", lambda: ["-m", rng.choice(NOTES)]),
    (3, "take", lambda: rng.choice([[], ["--steal"], ["--as", "ewa"]])),
    (1, "route", lambda: rng.choice([[], ["--again"]])),
    (3, "escalate", lambda: ["--reason", "r"]),
    (2, "return", lambda: ["--reason", "other"]),
    (3, "resolve", lambda: ["--code", "fixed", "-m", "done"]),
    (2, "close", lambda: []),
    (2, "reopen", lambda: ["--reason", "again"]),
    (4, "undo", lambda: []),
    (2, "tag", lambda: rng.choice([["--add", "z"], ["--remove", "a"]])),
    (3, "set", lambda: rng.choice([
        ["--priority", str(rng.randint(1, 5))],
        ["--subject", rng.choice(SUBJECTS)], ["--due", "+4h"],
        ["--level", rng.choice(["L1", "L2", "L3"])]])),
    (2, "assign", lambda: rng.choice([["--to", "ewa"], ["--nobody"]])),
    (2, "wait", lambda: ["--on", rng.choice(["customer", "vendor"])]),
    (1, "resume", lambda: []),
    (1, "cancel", lambda: []),
    (1, "rate", lambda: ["--score", str(rng.randint(1, 5))]),
    (2, "link", lambda: ["--" + rng.choice(["relates", "parent", "blocks"]),
                         str(rng.randint(1, 5))]),
    (1, "merge", lambda: ["--into", str(rng.randint(1, 5))]),
    (1, "watch", lambda: ["--add", rng.choice(["lead", "ann"])]),
    (2, "reply", lambda: ["--by", "phone", "-m", "told about the vpn",
                          "--effort", "15m"]),
    (3, "reply", lambda: rng.choice([["--to", "tom@example.org", "-m",
                                      "by mail"], ["--resend"]])),
    (1, "split", lambda: ["--event", str(rng.randint(1, 60))]),
]


def act():
    draw = rng.random()
    if draw < .25:
        words = act_open()
    elif draw < .32:
        words = act_import(draw)
    else:
        _, name, options = rng.choices(ACTS, [a[0] for a in ACTS])[0]
        words = [name] + options() + (some_time() if rng.random() < .5
                                      else [])
        words += [str(rng.randint(1, 2 + kinds.get("open", 0)))
                  for _ in range(rng.choice([1, 1, 1, 3]))]
    status, _, err = run(words, clock)
    if status == 0:
        kinds[words[0]] = kinds.get(words[0], 0) + 1


def live_a_while(each):
    global clock
    for step in range(STEPS):
        clock += rng.choice([1, 1, 60, 900, 7200, 40000])
        os.environ["TIX_SENDMAIL"] = "/bin/" + rng.choice(["true", "false"])
        for _ in range(rng.randint(1, 3)):
            act()
        each(step)
    for name in ("open", "note", "import"):
        assert kinds.get(name), (SEED, name, "never was done", kinds)


# --- what was printed ---------------------------------------------------

def questions():
    """Some of what can be asked, always in the same words."""
    ids = [str(i) for i in rng.sample(range(1, 15), 4)]
    since = stamp(rng.randint(START - 900000, clock) * 10**6)
    now = ["--now", stamp((clock + rng.choice([0, 5, 86400])) * 10**6)]
    every = [
        ["list", "id:1..", "--json", "--sort", "id"],
        ["list", "--table"],
        ["list", "--tsv=id,age,idle,level", "--sort=-level,age"],
        ["list", rng.choice(["vpn", "tunnel", "\"asked again\"", "emigre",
                             "not vpn id:1..", "text~w.t"]), "--sort", "id"],
        ["list", rng.choice(["age:1d..", "idle:..2h", "state:resolved",
                             "owner:ewa", "level:L2..", "opened:today",
                             "unassigned", "priority:..2"]), "--csv"],
        ["show"] + ids,
        ["show", "--jsonl"] + ids,
        ["list", "id:1..", "--group", rng.choice(["state", "level"])],
        ["list", "--count"],
        ["list", "id:1..", "--tree"],
        ["log", "--json"],
        ["log", "--limit", "3", ids[0], ids[1]],
        ["report", "summary"],
        ["report", "summary", "--json"],
        ["report", "summary", "--since", since, "--csv"],
        ["report", "summary", "--since", since, "--until",
         stamp((clock + 86400) * 10**6)],
        ["list", "id:1..", "--tsv=id,age"] + now,
    ]
    return every[:1] + rng.sample(every[1:], 7)


def ask_now(step):
    for words in questions():
        printed.append((clock, words, run(words, clock)))


def known():
    live_a_while(ask_now)
    later = clock + 500000
    for at, words, was in printed:
        got = run(words + ["--known", stamp(at * 10**6)], later)
        if got != was:
            sys.exit("seed %d, known %s, tix %s:\nwas %s\nis  %s" % (
                SEED, stamp(at * 10**6), " ".join(words), was, got))
    print("%d answers, %s" % (len(printed), json.dumps(kinds)))


# --- what truly was -----------------------------------------------------

def copy_events():
    folder = os.path.dirname(os.environ["TIX_DB"])
    name = os.path.basename(os.environ["TIX_DB"])
    os.makedirs(folder + "/copy", exist_ok=True)
    for suffix in ("", "-wal", "-shm"):
        if os.path.exists(folder + "/" + name + suffix):
            shutil.copy(folder + "/" + name + suffix, folder + "/copy")
    with sqlite3.connect(folder + "/copy/" + name) as db:
        return [dict(zip(("seq", "ticket", "at", "recorded", "who", "kind",
                          "data"), row)) for row in db.execute(
            "SELECT seq, ticket, at, recorded, ifnull(on_behalf, actor),"
            " kind, data FROM event ORDER BY at, seq")]


def taken_back(events):
    back = set()
    for e in sorted(events, key=lambda e: -e["seq"]):
        if e["kind"] == "retracted" and e["seq"] not in back:
            back.add(json.loads(e["data"])["event"])
    return back


def patch(target, change):
    target = dict(target or {})
    for k, v in change.items():
        if v is None:
            target.pop(k, None)
        elif isinstance(v, dict):
            target[k] = patch(target.get(k) if isinstance(
                target.get(k), dict) else {}, v)
        else:
            target[k] = v
    return target


LISTS = ("tags", "links", "watchers")


def change(t, data):
    for field, value in data.get("set", {}).items():
        t[field] = (value or "").split() if field in LISTS else value
    for field, value in data.get("add", {}).items():
        if field in LISTS:
            t[field] = sorted(set(t[field]) | set(value.split()))
        elif field == "fields":
            t[field] = patch(t[field], value) or None
        else:
            t[field] = (t[field] or 0) + value
    for field, value in data.get("drop", {}).items():
        t[field] = [w for w in t[field] if w not in value.split()]
    parents = [w for w in t["links"] if w.startswith("parent:")]
    t["parent"] = int(parents[0][7:]) if parents else None


def new_ticket():
    t = dict.fromkeys("""id subject state waiting_on wait_until wait_then
        level queue owner requester category impact urgency priority
        priority_source key opened updated taken first_response resolved
        closed resolution rating due effort undelivered parent
        merged_into origin fields""".split())
    t.update(tags=[], links=[], watchers=[], count=0, kind="incident")
    return t


def fold(events, tallies):
    """One ticket of its events in order; and what is counted of it."""
    t = new_ticket()
    for e in events:
        data = json.loads(e["data"])
        was, cell = t["state"], (t["state"] in LIVE, t["level"],
                                 t["priority"])
        if e["kind"] == "opened":
            t.update(id=e["ticket"], opened=e["at"], state="new")
            t["count"] += 1
        change(t, data)
        t["count"] += e["kind"] == "repeated"
        if e["kind"] in ("resolved", "closed") and data.get("code"):
            t["resolution"] = data["code"]
        waiting = (t["undelivered"] or 0) + (
            e["kind"] == "replied" and data["by"] in ("mail", "hook"))
        t["undelivered"] = max(waiting - (e["kind"] == "sent"), 0) or None
        if t["first_response"] is None and e["who"] != t["requester"] and (
                e["kind"] == "sent" or e["kind"] == "replied" and
                data["by"] not in ("mail", "hook")):
            t["first_response"] = e["at"]
        if e["kind"] == "opened":
            tallies.append((e["at"], "opened", t["level"], 1))
        for kind in ("escalated", "returned"):
            if e["kind"] == kind and t["level"] != cell[1]:
                tallies.append((e["at"], kind, cell[1], 1))
        if t["state"] != was:
            turn(t, was, e["at"], tallies)
        if t["owner"] and not t["taken"]:
            t["taken"] = e["at"]
        now = (t["state"] in LIVE, t["level"], t["priority"])
        if now != cell:
            if cell[0]:
                tallies.append((e["at"], "backlog", cell[1], -1))
            if now[0]:
                tallies.append((e["at"], "backlog", now[1], 1))
        t["updated"] = e["at"]
    return t


def turn(t, was, at, tallies):
    state = t["state"]
    if state != "waiting":
        t.update(waiting_on=None, wait_until=None, wait_then=None)
    if state not in SOLVED:
        t.update(resolved=None, resolution=None)
    elif was not in SOLVED:
        t["resolved"] = at
    t["closed"] = at if state == "closed" else None
    done = ("resolved", "closed", "cancelled", "merged")
    if state in LIVE and was in done:
        tallies.append((at, "reopened", t["level"], 1))
    elif state in SOLVED and was not in SOLVED:
        tallies.append((at, "resolved", t["level"], 1))
    elif state in done and was not in done:
        tallies.append((at, "cancelled", t["level"], 1))


def truth(events, at, known):
    there = [e for e in events if e["at"] <= at and e["recorded"] <= known]
    back = taken_back(there)
    of = {}
    for e in there:
        if e["ticket"] and e["seq"] not in back:
            of.setdefault(e["ticket"], []).append(e)
    tickets, tallies = {}, []
    for i in sorted(of):
        counted = []
        t = fold(of[i], counted)
        if t["id"]:
            tickets[i] = t
            tallies += counted
    return tickets, tallies


TIMES = ("wait_until", "opened", "updated", "taken", "first_response",
         "resolved", "closed", "due")


def as_printed(t):
    t = dict(t, effort=(t["effort"] or 0) // 10**6)
    for f in TIMES:
        t[f] = stamp(t[f]) if t[f] else None
    return t


def complain(at, words, want, got):
    sys.exit("seed %d, as of %s, %s:\nwant %s\ngot  %s" % (
        SEED, stamp(at), words, want, got))


def check_list(at, options, want, later):
    status, out, err = run(["list", "id:1..", "--sort", "id", "--jsonl"] +
                           options, later)
    rows = [json.loads(line) for line in out.splitlines()]
    if status or err or [r["id"] for r in rows] != list(want):
        complain(at, options, list(want), (status, out, err))
    for row in rows:
        for f, v in as_printed(want[row["id"]]).items():
            if row[f] != v:
                complain(at, "ticket %d, %s" % (row["id"], f), v, row[f])


def check_report(at, options, tickets, tallies, later):
    since = rng.randint(START - 900000, clock) * 10**6 // SLOT * SLOT
    until = (at // SLOT + 1) * SLOT
    if since > until:
        since = until
    out = run(["report", "summary", "--jsonl", "--since", stamp(since),
               "--until", stamp(until)] + options, later)[1]
    for row in map(json.loads, out.splitlines()):
        if row["group"] == "priority":
            continue
        level = None if row["name"] in ("", "none") else row["name"]
        mine = [x for x in tallies if row["group"] == "all" or x[2] == level]
        want = dict.fromkeys(("opened", "resolved", "reopened", "cancelled",
                              "escalated", "returned", "backlog"), 0)
        for when, measure, _, n in mine:
            if measure == "backlog" or since <= when < until:
                want[measure] += n
        took = sorted(t["resolved"] - t["opened"] for t in tickets.values()
                      if t["resolved"] and since <= t["resolved"] < until
                      and (row["group"] == "all" or t["level"] == level))
        want["resolutions"] = len(took)
        want["resolve_p50"] = took[(len(took) + 1) // 2 - 1] // 10**6 \
            if took else None
        got = {k: row[k] for k in want}
        if got != want:
            complain(at, "report, %s %s" % (row["group"], row["name"]), want,
                     got)


def check_one(at, options, tickets, later):
    i = rng.randint(1, 14)
    status, out, err = run(["show", "--json", str(i)] + options, later)
    if i not in tickets:
        if status != 3 or err != b"tix show: no ticket '%d'\n" % i:
            complain(at, "show %d" % i, 3, (status, err))
        return
    row = json.loads(out)
    for f, v in as_printed(tickets[i]).items():
        if row[f] != v:
            complain(at, "show %d, %s" % (i, f), v, row[f])


def check_log(at, known, options, events, later):
    want = sorted(e["seq"] for e in events
                  if e["at"] <= at and e["recorded"] <= known)
    out = run(["log", "--tsv=seq"] + options, later)[1]
    if [int(s) for s in out.split()] != want:
        complain(at, "log", want, out)


def as_of():
    live_a_while(lambda step: None)
    events = copy_events()
    later = clock + rng.choice([0, 500000])
    edges = [e["at"] + d for e in events for d in (-1, 0, 1)]
    edges += [(START - 10**6) * 10**6, (clock + 400000) * 10**6]
    for at in sorted(rng.sample(edges, min(len(edges), 25))):
        known = 2**63 - 1
        options = ["--as-of", stamp(at)]
        if rng.random() < .3:
            known = rng.choice(events)["recorded"]
            options += ["--known", stamp(known)]
        tickets, tallies = truth(events, at, known)
        check_list(at, options, tickets, later)
        check_report(at, options, tickets, tallies, later)
        check_one(at, options, tickets, later)
        check_log(at, known, options, events, later)
    print("%d events, %s" % (len(events), json.dumps(kinds)))


known() if WHAT == "known" else as_of()
