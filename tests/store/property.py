"""Random commands against a model of a desk that is kept here.

property.py SEED COMMANDS   with tix on PATH and TIX_DB an empty desk

The model is written after the manual, not after the library: what each act
does to a ticket, what it prints, and how it ends.
"""

import json
import os
import random
import re
import subprocess
import sys

SEED, COMMANDS = int(sys.argv[1]), int(sys.argv[2])
HERE = os.path.dirname(os.path.abspath(__file__))
with open(os.path.join(HERE, "../../lib/store/builtin.desk")) as policy:
    DESK = json.loads(policy.readline())
    RULES = [json.loads(line.split("\t")[3]) for line in policy]
LEVELS = [level["name"] for level in DESK["levels"]]
LEVEL_QUEUE = {v["name"]: v.get("queue") for v in DESK["levels"]}
QUEUE_LEVEL = {q["name"]: q["level"] for q in DESK["queues"]}
CATEGORY = {c["name"]: c for c in DESK["categories"]}
LIVE = ("new", "open", "waiting")
GRAVITY = [0, 1, 5, 3, 4, 2, 75, 74, 70]
ME = subprocess.run(["id", "-un"], capture_output=True,
                    text=True).stdout.strip()

rng = random.Random(SEED)
tickets = {}
tally = dict.fromkeys(("opened", "resolved", "reopened", "escalated",
                       "returned"), 0)
clock = 1764000000


def stamp(seconds):
    import datetime
    return datetime.datetime.fromtimestamp(
        seconds, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def visit(t, old, kind, who):
    """The level of t was another: where it is now it was once more."""
    been = t["_visits"]
    if kind == "escalate" and old["level"]:
        been[old["level"]][1:3] = [old["owner"] or who, old["queue"] or ""]
    if not t["level"]:
        return
    here = been.setdefault(t["level"], [0, "", "", ""])
    here[0] += 1
    if here[0] > 1:
        t["bounces"] = (t["bounces"] or 0) + 1
    if kind != "return":
        here[3] = old["level"] or "" if kind == "escalate" else ""


class Refused(Exception):
    def __init__(self, status):
        self.status = status


def place(t, fixed, queue):
    if queue and "level" in fixed and t["level"] and \
            QUEUE_LEVEL[queue] != t["level"]:
        return
    if queue and "queue" not in fixed:
        t["queue"] = queue
    if t["queue"] and "level" not in fixed:
        t["level"] = QUEUE_LEVEL[t["queue"]]


def route(t, fixed):
    words = re.findall(r"[a-z0-9]+", t["subject"].lower())
    for rule in RULES:
        (_, *words_of), = (m for m in rule["if"] if m[0] == "words")
        (_, category), = rule["do"]
        if not t["category"] and set(words_of) & set(words):
            t["category"] = category
            break
    if t["category"]:
        c = CATEGORY[t["category"]]
        t["urgency"] = t["urgency"] or c.get("urgency")
        place(t, fixed, c["queue"])
    if not t["queue"] and not t["level"]:
        place(t, fixed, DESK["default"]["queue"])
    elif not t["queue"]:
        t["queue"] = LEVEL_QUEUE[t["level"]]
    if not t["level"]:
        place(t, fixed, None)
    t["impact"] = t["impact"] or DESK["default"]["impact"]
    t["urgency"] = t["urgency"] or DESK["default"]["urgency"]
    if t["priority_source"] != "manual":
        t["priority"] = DESK["priority"]["matrix"][t["impact"] - 1][
            t["urgency"] - 1]
        t["priority_source"] = "matrix"


def run(words, stdin=None):
    env = dict(os.environ, TIX_NOW=stamp(clock))
    p = subprocess.run(["tix"] + words, capture_output=True, text=True,
                       env=env, input=stdin,
                       stdin=None if stdin is not None else
                       subprocess.DEVNULL)
    return p.returncode, p.stdout.split(), p.stderr


def demand(words, want_status, want_ids, got):
    status, ids, err = got
    if status != want_status or ids != [str(i) for i in want_ids]:
        sys.exit("seed %d, tix %s: want %d %s, got %d %s %s" % (
            SEED, words, want_status, want_ids, status, ids, err))


SUBJECTS = ["vpn down", "printer jams", "no idea", "phishing mail",
            "disk full on srv1", "the coffee is cold", "password forgotten",
            "laptop slow", "sql error"]


def act_open():
    t = dict.fromkeys("""subject level queue owner category impact urgency
        priority priority_source key taken resolved closed
        bounces""".split())
    t["_visits"] = {}
    words, given, at = ["open"], set(), clock
    if rng.random() < .2:
        at -= rng.randint(0, 4000)
        words += ["--at", stamp(at)]
    t.update(subject=rng.choice(SUBJECTS), tags=[], count=1, opened=at,
             updated=at)

    def option(name, value, field=None):
        words.extend(["--" + name, str(value)])
        t[field or name] = value
        given.add(field or name)

    if rng.random() < .3:
        option("impact", rng.randint(1, 3))
    if rng.random() < .3:
        option("urgency", rng.randint(1, 3))
    if rng.random() < .2:
        option("priority", rng.randint(1, 5))
        t["priority_source"] = "manual"
    if rng.random() < .2:
        option("level", rng.choice(LEVELS))
    if rng.random() < .2:
        option("queue", rng.choice(list(QUEUE_LEVEL)))
    if rng.random() < .2:
        option("category", rng.choice(list(CATEGORY)))
    if rng.random() < .2:
        option("owner", rng.choice(["ewa", "jan"]))
        t["taken"] = at
    if rng.random() < .3:
        option("key", rng.choice(["k1", "k2", "k3"]))
    tags = rng.sample(["b", "a", "c"], rng.randint(0, 2))
    for tag in tags:
        words.extend(["-t", tag])
    t["tags"] = sorted(tags)
    routed = rng.random() < .8
    if not routed:
        words.append("--no-route")
    words.append(t["subject"])
    t["state"] = "open" if t["owner"] else "new"
    same = [i for i in tickets if t["key"] and tickets[i]["key"] == t["key"]
            and tickets[i]["state"] in LIVE]
    if same:
        have = tickets[max(same)]
        have["count"] += 1
        have["updated"] = max(at, have["updated"])
        demand(words, 0, [max(same)], run(words))
        return
    if routed:
        route(t, given)
    if t["level"]:
        visit(t, {"level": None}, "open", None)
    t["id"] = len(tickets) + 1
    tickets[t["id"]] = t
    tally["opened"] += 1
    demand(words, 0, [t["id"]], run(words))


def need_live(t):
    if t["state"] not in LIVE:
        raise Refused(4)


def way_back(t, have):
    """The level that t goes back to by itself."""
    if t["level"] in t["_visits"]:
        came = t["_visits"][t["level"]][3]
        if came and LEVELS.index(came) < have:
            return came
    lower = [v for v in LEVELS[:have] if v in t["_visits"]]
    return lower[-1] if lower else LEVELS[have - 1]


def move(t, up, to, queue):
    if to is not None and to not in LEVELS:
        raise Refused(3)
    need_live(t)
    have = LEVELS.index(t["level"]) if t["level"] else None
    if to is None:
        if have is None or not 0 <= have + (1 if up else -1) < len(LEVELS):
            raise Refused(4)
        to = LEVELS[have + 1] if up else way_back(t, have)
    want = LEVELS.index(to)
    if want == have:
        if queue and queue not in QUEUE_LEVEL:
            raise Refused(3)
        t["queue"] = queue or t["queue"]
        return
    if (have is not None and (want < have) == up) or \
            (have is None and not up):
        raise Refused(4)
    lower = [v for v in LEVELS[:have or 0] if v in t["_visits"]]
    if not up and lower and to not in lower:
        raise Refused(4)
    if queue and queue not in QUEUE_LEVEL:
        raise Refused(3)
    t.update(level=to, queue=queue or LEVEL_QUEUE[to], owner=None)
    if not up and not queue and to in t["_visits"]:
        _, agent, was, _ = t["_visits"][to]
        if was and QUEUE_LEVEL[was] == to:
            t["queue"] = was
        t["owner"] = agent or None
        if agent and t["state"] == "new":
            t["state"] = "open"
    tally["escalated" if up else "returned"] += 1


def take(t, me, steal):
    need_live(t)
    if t["owner"] and t["owner"] != me and not steal:
        raise Refused(4)
    t["owner"] = me
    t["state"] = "open" if t["state"] == "new" else t["state"]


def route_again(t, again):
    need_live(t)
    route(t, set() if again else {f for f in ("level", "queue") if t[f]})


def resolve(t, at):
    if t["state"] == "closed":
        raise Refused(4)
    if t["state"] != "resolved":
        t.update(state="resolved", resolved=at)
        tally["resolved"] += 1


def close(t, at):
    if t["state"] in LIVE:
        t["resolved"] = at
        tally["resolved"] += 1
    if t["state"] != "closed":
        t.update(state="closed", closed=at)


def reopen(t):
    if t["state"] not in LIVE:
        t.update(state="open", resolved=None, closed=None)
        tally["reopened"] += 1


def choose():
    """An act: its words, what it does to a ticket, whether only a note."""
    kind = rng.choice("note take take route escalate escalate return resolve"
                      " close reopen".split())
    to = rng.choice([None, None, None] + LEVELS + ["L9"])
    queue = rng.choice([None] * 6 + ["network", "nope"])
    where = (["--to", to] if to else []) + \
        (["--queue", queue] if queue else [])
    if kind == "note":
        return ["note", "-m", "n"], lambda t, at: None
    if kind == "take":
        me = rng.choice([ME, "ewa", "jan"])
        steal = rng.random() < .3
        return (["take"] + (["--as", me] if me != ME else []) +
                (["--steal"] if steal else []),
                lambda t, at: take(t, me, steal))
    if kind == "route":
        again = rng.random() < .3
        return (["route"] + (["--again"] if again else []),
                lambda t, at: route_again(t, again))
    who = rng.choice([None, None, "ewa", "jan"])
    if kind in ("escalate", "return") and who:
        where += ["--as", who]
    if kind == "escalate":
        for part in rng.sample(["tried", "question"], rng.randint(0, 2)):
            where += ["--handover", part + "=" + rng.choice("abc")]
        return (["escalate", "--reason", "r"] + where,
                lambda t, at: move(t, True, to, queue))
    if kind == "return":
        return (["return", "--reason", "other"] + where,
                lambda t, at: move(t, False, to, queue))
    if kind == "reopen":
        return ["reopen", "--reason", "r"], lambda t, at: reopen(t)
    return [kind], lambda t, at: (resolve if kind == "resolve"
                                  else close)(t, at)


def apply(t, effect, at, words):
    """Whether it changed; times go forward, whatever the clock says."""
    is_note = words[0] == "note"
    who = words[words.index("--as") + 1] if "--as" in words else ME
    if at is not None and at < t["opened"]:
        raise Refused(4)
    when = max(clock, t["updated"]) if at is None else at
    counted, old = dict(tally), dict(t)
    try:
        effect(t, when)
        changed = is_note or t != old
        if changed and not is_note and when < old["updated"]:
            raise Refused(4)
    except Refused:
        t.update(old)
        tally.update(counted)
        raise
    if t["level"] != old["level"]:
        visit(t, old, words[0], who)
    if t["owner"] and not t["taken"]:
        t["taken"] = when
    if changed:
        t["updated"] = max(when, t["updated"])
    return changed


def act():
    words, effect = choose()
    ids = [rng.randint(1, len(tickets) + 1) for _ in range(rng.randint(1, 4))]
    only_changed, piped = rng.random() < .2, rng.random() < .3
    dry = rng.random() < .1
    at = None
    if rng.random() < .15:
        at = clock - rng.randint(0, 4000)
        words += ["--at", stamp(at)]
    words += ["--changed"] if only_changed else []
    words += ["--dry-run"] if dry else []
    status, printed = 0, []
    kept = json.dumps([tickets, tally])
    for i in ids:
        try:
            if i not in tickets:
                raise Refused(3)
            changed = apply(tickets[i], effect, at, words)
            if changed or not only_changed:
                printed.append(i)
            if dry:
                restore(kept)
        except Refused as r:
            status = max(status, r.status, key=GRAVITY.index)
    if dry:
        printed = []
    stdin = "".join("%d\tx\n" % i for i in ids) if piped else None
    line = words + ([] if piped else [str(i) for i in ids])
    demand(line, status, printed, run(line, stdin))


def restore(kept):
    have, counted = json.loads(kept)
    tally.update(counted)
    for i in tickets:
        tickets[i].update(have[str(i)])


def compare():
    env = dict(os.environ, TIX_NOW=stamp(clock))
    out = subprocess.run(["tix", "list", "--jsonl", "--sort", "id", "id:1.."],
                         capture_output=True, text=True, env=env).stdout
    rows = [json.loads(line) for line in out.splitlines()]
    assert [r["id"] for r in rows] == sorted(tickets), len(rows)
    for row in rows:
        for field, value in tickets[row["id"]].items():
            if field == "_visits":
                field = "visits"
                value = sorted(":".join(map(str, [level] + parts))
                               for level, parts in value.items())
                row[field] = row[field] or []
            if field in ("opened", "updated", "taken", "resolved", "closed"):
                value = value and stamp(value)
            if row[field] != value:
                sys.exit("seed %d, ticket %d, %s: want %r, have %r" % (
                    SEED, row["id"], field, value, row[field]))


for n in range(COMMANDS):
    clock += rng.choice([0, 1, 60, 900, 7200, -300])
    if not tickets or rng.random() < .2:
        act_open()
    else:
        act()
    if n % 25 == 24:
        compare()
compare()
print(json.dumps(dict(tally, live=sum(
    t["state"] in LIVE for t in tickets.values()))))
