"""A random day at a desk against a model of who gets what.

staff.py STRATEGY N SEED    N acts by the programs, each held against the model
"""
import datetime as dt
import json
import os
import random
import subprocess
import sys

STRATEGY, N, SEED = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
R = random.Random(SEED)
ME = subprocess.check_output(["id", "-un"], text=True).strip()
NEEDS = {"none": {}, "vpn": {"vpn": 2}, "both": {"vpn": 2, "dns": 1}}
REQUESTERS = ["rita", "rolf", "nora"]
MONDAY = dt.date(2026, 11, 23)


def agent(name, i):
    skills = {k: R.randrange(1, 6) for k in ("vpn", "dns") if R.random() < .7}
    return {"name": name, "team": "net", "skills": skills,
            "capacity": R.choice([0, 0, 2, 3, 6]),
            "shift": R.choice([None, None, ("08:00", "16:00"),
                               ("22:00", "06:00")]),
            "absent": R.choice([None, None, i % 3])}


AGENTS = [agent(n, i) for i, n in enumerate(["ann", "bob", "cay", "dan",
                                            "eve"])]


def compiled(a):
    out = {"name": a["name"], "team": a["team"], "capacity": a["capacity"],
           "skills": [{"name": k, "grade": g} for k, g in a["skills"].items()]}
    if a["shift"]:
        out["shifts"] = ["daily %s-%s" % a["shift"]]
    if a["absent"] is not None:
        out["absences"] = [(MONDAY + dt.timedelta(a["absent"])).isoformat()]
    return out


DESK = {
    "name": "model", "levels": [{"name": "L1", "queue": "net"}],
    "queues": [{"name": "net", "level": "L1", "team": "net"}],
    "categories": [{"name": c, "queue": "net", "skills": [
        {"name": k, "grade": g} for k, g in n.items()]}
        for c, n in NEEDS.items()],
    "priority": {"impact": list("12345"), "urgency": ["now"],
                 "matrix": [[1], [2], [3], [4], [5]]},
    "default": {"impact": 3, "urgency": 1, "level": "L1", "queue": "net"},
    "teams": [{"name": "net", "assign": STRATEGY}],
    "agents": [{"name": ME}] + [compiled(a) for a in AGENTS],
    "resolve": {"codes": ["fixed"]}, "return_codes": ["wrong-level"],
    "close": {"children": "refuse", "after_days": 5}}

now = dt.datetime(2026, 11, 23, 9, 0)
tickets = {}
turns = {}
given = 0


def tix(*args):
    env = dict(os.environ, TIX_NOW=now.strftime("%Y-%m-%dT%H:%M:%SZ"))
    return subprocess.run(["tix", *args], env=env, check=True, text=True,
                          stdout=subprocess.PIPE).stdout.strip()


def at_work(a):
    if a["absent"] is not None and \
            now.date() == MONDAY + dt.timedelta(a["absent"]):
        return False
    if a["shift"] is None:
        return True
    start, end = a["shift"]
    clock = now.strftime("%H:%M")
    if start < end:
        return start <= clock < end
    return clock >= start or clock < end


def load(a, but):
    mine = [t for i, t in tickets.items() if i != but and
            t["owner"] == a["name"] and t["state"] in ("new", "open")]
    return len(mine), sum(2 ** (5 - t["priority"]) for t in mine)


def idle(a, but):
    return max([t["updated"] for i, t in tickets.items() if i != but and
                t["owner"] == a["name"] and
                t["state"] in ("new", "open", "waiting")],
               default=dt.datetime.min)


def who(ticket, but):
    """Who gets it by the words of staff.h."""
    able = [a for a in AGENTS if at_work(a) and
            (a["capacity"] == 0 or load(a, but)[0] < a["capacity"])]
    needs = NEEDS[ticket["category"]]
    if STRATEGY == "owner-of-last":
        for i in sorted(tickets, reverse=True):
            t = tickets[i]
            if i != but and t["owner"] and \
                    t["requester"] == ticket["requester"]:
                for a in able:
                    if a["name"] == t["owner"]:
                        return t["owner"]
                break
    if STRATEGY == "skills":
        able = [a for a in able if all(a["skills"].get(k, 0) >= g
                                       for k, g in needs.items())]

    def key(a):
        turn = turns.get(a["name"], 0)
        if STRATEGY == "round-robin":
            return (turn,)
        if STRATEGY == "longest-idle":
            return (idle(a, but), turn)
        if STRATEGY == "skills":
            return (-sum(a["skills"].get(k, 0) for k in needs),
                    load(a, but)[1])
        return (load(a, but)[1],)

    return min(able, key=key)["name"] if able else None


def give(i, name):
    global given
    if name is not None and tickets[i]["owner"] != name:
        given += 1
        turns[name] = given
        tickets[i].update(owner=name, state="open", updated=now)


def act_open():
    impact = R.randrange(1, 6)
    t = {"owner": None, "state": "new", "priority": impact, "updated": now,
         "requester": R.choice(REQUESTERS),
         "category": R.choice(list(NEEDS))}
    i = len(tickets) + 1
    name = who(t, 0)
    tickets[i] = t
    give(i, name)
    got = tix("open", "--impact", str(impact), "-r", t["requester"],
              "--category", t["category"], "x")
    assert got == str(i), (got, i)
    return i


def act_route(again):
    i = pick("new", "open", "waiting")
    if i and tickets[i]["state"] == "waiting":
        i = None
    if i:
        if tickets[i]["owner"] is None or again:
            give(i, who(tickets[i], i))
        tix("route", *(["--again"] if again else []), str(i))
    return i


def pick(*states):
    some = [i for i, t in tickets.items() if t["state"] in states]
    return R.choice(some) if some else None


def change(states, args, **then):
    i = pick(*states)
    if i:
        tix(*args, str(i))
        tickets[i].update(then, updated=now)
    return i


def act():
    kind = R.choice(["open"] * 5 + ["resolve"] * 3 + ["wait", "note", "resume",
                    "reopen", "route", "again", "assign", "nobody"])
    if kind == "open":
        return act_open()
    if kind == "resolve":
        return change(["open"], ["resolve", "--code", "fixed"],
                      state="resolved")
    if kind == "wait":
        return change(["open"], ["wait", "--on", "vendor"], state="waiting")
    if kind == "resume":
        return change(["waiting"], ["resume"], state="open")
    if kind == "reopen":
        return change(["resolved"], ["reopen", "--reason", "no"], state="open")
    if kind == "note":
        return change(["new", "open", "waiting"], ["note", "-m", "x"])
    if kind == "assign":
        i, name = pick("open"), R.choice(AGENTS)["name"]
        if i and tickets[i]["owner"] != name:
            tix("assign", "--to", name, str(i))
            tickets[i].update(owner=name, updated=now)
        return i
    if kind == "nobody":
        i = pick("open")
        if i and tickets[i]["owner"]:
            tix("assign", "--nobody", str(i))
            tickets[i].update(owner=None, updated=now)
        return i
    return act_route(kind == "again")


with open("model.desk", "w") as f:
    f.write(json.dumps(DESK))
tix("init", "-q", "--desk", "model.desk")
for step in range(N):
    now += dt.timedelta(minutes=R.choice([1, 1, 5, 20, 90]))
    i = act()
    if i:
        got = tix("show", "--tsv=owner,state", str(i)).split("\t")
        want = [tickets[i]["owner"] or "", tickets[i]["state"]]
        if len(got) == 1:
            got = ["", got[0]]
        if got != want:
            sys.exit("step %d: ticket %d: got %s, want %s\n%s" % (
                step, i, got, want, tix("why", str(i))))
print("%d acts, %d tickets, %d given: as the model has it" % (
    N, len(tickets), given))
