"""Random acts, undos and redos; in the end everything is taken back.

acts.py SEED STEPS DESK     with tix on PATH; desks are made here

Two desks get the same tickets.  In one of them people work at random, take
back at random and take that back, too.  It is sound all the while, and once
all that can be taken back is, its tickets and its figures are those of the
desk where nothing happened.
"""

import datetime
import json
import os
import random
import subprocess
import sys

SEED, STEPS, DESK = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
TICKETS = 8
rng = random.Random(SEED)
clock = 1764000000
before = clock


def stamp(seconds):
    return datetime.datetime.fromtimestamp(
        seconds, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def tix(db, *words, ok=(0,)):
    env = dict(os.environ, TIX_NOW=stamp(clock), TIX_DB=db)
    p = subprocess.run(["tix", *words], capture_output=True, text=True,
                       env=env, stdin=subprocess.DEVNULL)
    if p.returncode not in ok:
        sys.exit("seed %d: tix %s: status %d: %s" % (
            SEED, " ".join(words), p.returncode, p.stderr))
    return p.stdout


def tickets(db):
    rows = json.loads(tix(db, "list", "id:1..", "--sort", "id", "--json"))
    for row in rows:
        del row["updated"]
    return rows


def events():
    return [json.loads(line) for line in
            tix("busy.db", "log", "--jsonl=seq,ticket,kind,data").splitlines()]


def taken_back(log):
    """The events that are, judged by the log alone."""
    gone = set()
    for e in sorted(log, key=lambda e: -e["seq"]):
        if e["kind"] == "retracted" and e["seq"] not in gone and \
                e["data"]["event"] < e["seq"]:
            gone.add(e["data"]["event"])
    return gone


def one():
    return str(rng.randint(1, TICKETS))


def some():
    return [one() for _ in range(rng.choice((1, 1, 1, 2, 3)))]


def pick(*words):
    return rng.choice(words)


def link():
    words = ["link", "--" + pick("parent", "blocks", "duplicates", "caused-by",
                                 "recurs", "relates"), one()]
    return words + (["--remove"] if rng.random() < .3 else [])


ACTS = (
    lambda: ["take"],
    lambda: ["take", "--as", pick("ewa", "jan"), "--steal"],
    lambda: ["assign", "--to", pick("ewa", "jan"), "--team", pick("a", "b")],
    lambda: ["assign", "--nobody"],
    lambda: ["set", "--impact", pick("1", "2", "3")],
    lambda: ["set", "--priority", pick("1", "5", "")],
    lambda: ["set", "--subject", pick("a", "b"), "--requester", pick("x", "")],
    lambda: ["set", "--set", "floor=" + pick("1", "2", "")],
    lambda: ["set", "--set", "os=" + pick("linux", "bsd", "")],
    lambda: ["tag", "-a", pick("p", "q", "r"), "-r", pick("p", "q", "r")],
    lambda: ["watch", "-a", pick("u", "v"), "-r", pick("u", "v")],
    lambda: ["note", "-m", "n"],
    lambda: ["note", "-m", "n", "--effort", pick("5m", "1h", "-5m")],
    lambda: ["reply", "--by", pick("phone", "chat"), "-m", "r"],
    lambda: ["wait", "--on", pick("customer", "vendor")],
    lambda: ["wait", "--on", "event", "--until", "+1h", "--then",
             pick("resume", "resolve")],
    lambda: ["resume"],
    lambda: ["escalate", "-r", "up"],
    lambda: ["return", "-r", "other"],
    lambda: ["resolve", "--code", "fixed", "--effort", "1m"],
    lambda: ["close"],
    lambda: ["cancel"],
    lambda: ["reopen", "-r", "again"],
    lambda: ["reopen", "-r", "again"],
    lambda: ["rate", "--score", pick("1", "5")],
    link, link, link,
    lambda: ["merge", "--into", one()],
)


def act():
    words = rng.choice(ACTS)()
    if rng.random() < .3:
        words += ["--at", stamp(rng.randint(before + 1, clock))]
    tix("busy.db", *words, *some(), ok=(0, 2, 4))


def again():
    """Take back what took back."""
    log = events()
    gone = taken_back(log)
    back = [e for e in log if e["kind"] == "retracted" and
            e["seq"] not in gone]
    if back:
        e = rng.choice(back)
        tix("busy.db", "undo", "--event", str(e["seq"]), str(e["ticket"]),
            ok=(0, 4))


def older():
    """Take back what need not be the last."""
    log = [e for e in events() if e["ticket"] and e["kind"] != "opened"]
    if log:
        e = rng.choice(log)
        tix("busy.db", "undo", "--event", str(e["seq"]), str(e["ticket"]),
            ok=(0, 4))


def undo_all():
    while True:
        log = events()
        gone = taken_back(log)
        left = [e for e in log if e["ticket"] and e["seq"] not in gone and
                e["kind"] not in ("opened", "retracted")]
        if not left:
            return
        last = max(left, key=lambda e: e["seq"])
        tix("busy.db", "undo", "--event", str(last["seq"]),
            str(last["ticket"]))


for db in ("busy.db", "quiet.db"):
    tix(db, "init", "-q", "--desk", DESK)
    for n in range(TICKETS):
        clock = 1764000000 + 60 * n
        tix(db, "open", "-q", "--no-route" if n % 3 == 0 else "-q",
            ("printer %d", "vpn %d", "thing %d")[n % 3] % n)
    opened = tickets(db)

for step in range(STEPS):
    before = clock
    clock += rng.choice((1, 60, 900, 7200))
    rng.choice((act, act, act, act, act, act,
                lambda: tix("busy.db", "undo", one(), ok=(0, 4)),
                lambda: tix("busy.db", "undo", ok=(0, 3, 4)),
                lambda: tix("busy.db", "escalate", "--due", ok=(0, 4)),
                again, older))()
    if step % 20 == 19:
        tix("busy.db", "fsck", "-q")

clock += 1
busy = tix("busy.db", "report", "summary", "--json")
undo_all()
tix("busy.db", "fsck", "-q")
for have, want in zip(tickets("busy.db"), opened):
    if have != want:
        sys.exit("seed %d, ticket %d: %s" % (SEED, want["id"], [
            (f, want[f], have[f]) for f in want if want[f] != have[f]]))
quiet = tix("quiet.db", "report", "summary", "--json")
if tix("busy.db", "report", "summary", "--json") != quiet:
    sys.exit("seed %d: the figures are not those of a quiet desk" % SEED)
if STEPS > 50 and busy == quiet:
    sys.exit("seed %d: nothing happened" % SEED)
print("%d events" % len(events()))
