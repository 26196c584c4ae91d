"""Random queries over random tickets, held against an evaluation of our own.

Makes tickets with the programs on PATH in the desk TIX_DB, reads all of them
once as JSON Lines, and then asks tix list many things of which the answer is
found here without SQL.  Prints what differs and exits 1.
"""
import json
import os
import random
import re
import subprocess
import sys
from datetime import datetime, timedelta, timezone

NOW = datetime(2026, 11, 23, 14, 0, 0, tzinfo=timezone.utc)
WORDS = ["vpn", "down", "printer", "jam", "mail", "slow", "disk", "full"]
STATES = ["new", "open", "waiting", "resolved", "closed", "cancelled",
          "merged"]
LEVELS = ["L0", "L1", "L2", "L3", "L4"]
QUEUES = ["helpdesk", "network", "mail", "storage"]
OWNERS = ["ewa", "jan", "ada"]
TAGS = ["remote", "vip", "vp", "site-b"]
LIVE = STATES[:3]
TIMES = ["opened", "updated", "resolved", "due", "taken", "closed"]
random.seed(int(os.environ.get("SEED", "1")))
notes = {}


def tix(*args, **kw):
    done = subprocess.run(["tix-" + args[0], *args[1:]], text=True,
                          capture_output=True, **kw)
    return done.returncode, done.stdout, done.stderr


def must(*args):
    code, out, err = tix(*args)
    if code != 0:
        sys.exit(f"# {args}: {code} {err}")
    return out


def text(least=1):
    return " ".join(random.choices(WORDS, k=random.randint(least, 4)))


def stamp(at):
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def open_one():
    opened = NOW - timedelta(minutes=random.randint(60, 8 * 24 * 60))
    args = ["open", "--at", stamp(opened), "--no-route", "-s", text()]
    for option, values, chance in (
            ("--body", None, .6), ("--priority", "12345", .7),
            ("--level", LEVELS, .8), ("--queue", QUEUES, .8),
            ("--owner", OWNERS, .5), ("--tag", TAGS, .5),
            ("--tag", TAGS, .3), ("--impact", "123", .5)):
        if random.random() < chance:
            args += [option, random.choice(values) if values else text()]
    if random.random() < .4:
        due = NOW + timedelta(minutes=random.randint(-3000, 3000))
        args += ["--due", stamp(due)]
    ticket = must(*args).strip()
    later = ["--at", stamp(opened + timedelta(minutes=random.randint(1, 59)))]
    if random.random() < .3:
        notes[int(ticket)] = text()
        must("note", *later, "-m", notes[int(ticket)], ticket)
    act = random.choice(["take", "resolve", "close", None, None])
    if act == "take":
        tix("take", *later, "--as", random.choice(OWNERS), ticket)
    elif act is not None:
        tix(act, *later, ticket)


def tokens(s):
    return re.findall("[a-z0-9]+", (s or "").lower())


def columns(t):
    return [tokens(t["subject"]), tokens(t["body"]),
            tokens(notes.get(t["id"]))]


def seconds(s):
    return (datetime.fromisoformat(s.replace("Z", "+00:00")) -
            datetime(1970, 1, 1, tzinfo=timezone.utc)).total_seconds()


def since(t, field):
    return NOW.timestamp() - seconds(t[field])


def one_of(field, wanted):
    def holds(t):
        have = t[field]
        if field == "tags":
            return (not have and None in wanted) or \
                any(w in have for w in wanted if w)
        return have in wanted
    return holds


def a_list():
    field, values = random.choice([
        ("state", STATES), ("level", LEVELS), ("queue", QUEUES),
        ("owner", OWNERS), ("tags", TAGS), ("priority", [1, 2, 3, 4, 5]),
        ("kind", ["incident", "problem"])])
    wanted = random.sample(values, random.randint(1, 2))
    if random.random() < .3 and field not in ("state", "kind"):
        wanted.append(None)
    return (f"{field}:" + ",".join("" if w is None else str(w)
            for w in wanted), one_of(field, wanted))


def a_place_range():
    field, values = random.choice([("state", STATES), ("level", LEVELS),
                                   ("priority", [1, 2, 3, 4, 5]),
                                   ("impact", [1, 2, 3])])
    a, b = sorted(random.choices(range(len(values)), k=2))
    low, high = random.choice([(a, None), (None, b), (a, b)])
    written = f"{field}:" + ("" if low is None else str(values[low])) + ".." \
        + ("" if high is None else str(values[high]))

    def holds(t):
        if t[field] is None:
            return False
        at = values.index(t[field])
        return (low is None or at >= low) and (high is None or at <= high)
    if random.random() < .3:
        op = random.choice(["<", "<=", ">", ">="])
        return f"{field}{op}{values[a]}", lambda t: t[field] is not None and \
            eval(f"values.index(t[field]) {op} a", None,
                 {"values": values, "t": t, "field": field, "a": a})
    return written, holds


def is_live(t):
    return t["state"] in ("new", "open", "waiting")


def an_age():
    name, field = random.choice([("age", "opened"), ("idle", "updated")])
    hours = random.randint(1, 200)
    op = random.choice(["<", "<=", ">", ">=", "..", ":"])
    if op == "..":
        return f"{name}:..{hours}h", lambda t: is_live(t) and \
            since(t, field) <= hours * 3600
    if op == ":":
        return f"{name}:{hours}h..", lambda t: is_live(t) and \
            since(t, field) >= hours * 3600
    return f"{name}{op}{hours}h", lambda t: is_live(t) and \
        eval(f"a {op} b", None, {"a": since(t, field), "b": hours * 3600})


def a_day():
    field = random.choice(TIMES)
    day = (NOW - timedelta(days=random.randint(-1, 8))).date()

    def on(t):
        return None if t[field] is None else \
            datetime.fromtimestamp(seconds(t[field]), timezone.utc).date()
    op = random.choice([":", "..", "to", "<", "<=", ">", ">="])
    if op == ":":
        return f"{field}:{day}", lambda t: on(t) == day
    if op == "..":
        return f"{field}:{day}..", lambda t: on(t) and on(t) >= day
    if op == "to":
        return f"{field}:..{day}", lambda t: on(t) and on(t) <= day
    return f"{field}{op}{day}", lambda t: on(t) is not None and \
        eval(f"a {op} b", None, {"a": on(t), "b": day})


def a_due():
    hours = random.randint(1, 40)
    return f"due:..{hours}h", lambda t: t["due"] is not None and \
        seconds(t["due"]) <= NOW.timestamp() + hours * 3600


def a_flag():
    return random.choice([
        ("overdue", lambda t: t["state"] in LIVE and t["due"] is not None and
         seconds(t["due"]) < NOW.timestamp()),
        ("unassigned", lambda t: t["state"] in LIVE and t["owner"] is None),
        ("mine", lambda t: t["state"] in LIVE and t["owner"] == "ewa"),
        ("owner:me", lambda t: t["owner"] == "ewa"),
        ("breached", lambda t: t["breached"]),
        ("owner:..", lambda t: t["owner"] is not None),
        ("tags:..", lambda t: bool(t["tags"])),
        ("due:", lambda t: t["due"] is None)])


def a_word():
    w = random.choice(WORDS)
    form = random.choice(["{}", "text:{}", "\"{}\"", "{}!"])
    return form.format(w), lambda t: any(w in c for c in columns(t))


def a_phrase():
    w = random.sample(WORDS, 2)

    def holds(t):
        return any(c[i:i + 2] == w for c in columns(t)
                   for i in range(len(c)))
    return "\"" + " ".join(w) + "\"", holds


def a_pattern():
    field = random.choice(["subject", "body", "owner", "queue", "state"])
    pattern = random.choice(["^v", "n$", "(a|e)i", "w.?a", "l{2}", "^.{8}$"])
    return f"{field}~{pattern}", lambda t: t[field] is not None and \
        re.search(pattern, t[field], re.I) is not None


TERMS = [a_list, a_list, a_place_range, an_age, a_day, a_due, a_flag, a_word,
         a_word, a_phrase, a_pattern]


def a_query(depth):
    kind = random.choice(["term", "and", "or", "not"]) if depth else "term"
    if kind == "term":
        return random.choice(TERMS)()
    a, f = a_query(depth - 1)
    if kind == "not":
        return random.choice(["not ({})", "-({})"]).format(a), \
            lambda t: not f(t)
    b, g = a_query(depth - 1)
    if kind == "or":
        return f"({a}) or ({b})", lambda t: f(t) or g(t)
    return random.choice(["({}) ({})", "({}) and ({})"]).format(a, b), \
        lambda t: f(t) and g(t)


RANKS = {"state": STATES, "level": LEVELS}


def in_order(tickets, keys):
    tickets = sorted(tickets, key=lambda t: t["id"])
    for key in reversed(keys):
        name = key.lstrip("-")
        back = key.startswith("-") != (name == "age")
        field = "opened" if name == "age" else name

        def rank(t):
            v = t[field]
            return RANKS[field].index(v) if field in RANKS else v
        some = [t for t in tickets if t[field] is not None]
        some.sort(key=rank, reverse=back)
        tickets = some + [t for t in tickets if t[field] is None]
    return tickets


def ask(everything, count):
    bad = 0
    for _ in range(count):
        query, holds = a_query(random.randint(0, 3))
        keys = random.sample(["priority", "-priority", "age", "-age", "state",
                              "level", "-level", "owner", "due", "-due"],
                             random.randint(1, 2))
        wanted = [t["id"] for t in in_order(filter(holds, everything), keys)]
        limit = random.choice([0, 0, 3])
        args = ["list", "--tsv=id", "--as", "ewa", "--sort=" + ",".join(keys)]
        if limit:
            args += ["--limit", str(limit)]
        code, out, err = tix(*args, "--", query)
        got = [int(i) for i in out.split()]
        if code != 0 or got != (wanted[:limit] if limit else wanted) or \
                (limit and ("more" in err) != (len(wanted) > limit)):
            bad += 1
            print(f"# {keys} {query}\n# want {wanted}\n# got  {got} {err}")
    return bad


def read_all():
    fields = must("list", "--jsonl", "id:1").strip()
    names = ",".join(json.loads(fields)) + ",body"
    out = must("list", "--jsonl=" + names, "id:1..")
    return [json.loads(line) for line in out.splitlines()]


def main():
    bad = 0
    for more in (120, 200):  # all texts wait, then most are indexed
        for _ in range(more):
            open_one()
        bad += ask(read_all(), int(sys.argv[1]))
    sys.exit(1 if bad else 0)


main()
