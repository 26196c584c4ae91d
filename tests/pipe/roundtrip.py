"""Exports made and read apart from tix, after tix-formats(7).

roundtrip.py make SEED EVENTS COMPILED   an export on standard output, of a
                                         desk that never was; COMPILED is a
                                         file with a policy
roundtrip.py redact                      standard input with a note gone
roundtrip.py verify FILE                 its digests and its chain
roundtrip.py data FILE PROGRAM           FILE with each event's data run through
                                         a Python expression of "e", and new
                                         digests
roundtrip.py same RESTORED ADOPTED       two lists (JSON Lines) of the same
                                         tickets by other numbers
"""

import hashlib
import json
import random
import re
import struct
import sys

NOW = 1795442400000000  # 2026-11-23T14:00:00Z
HOSTILE = ["plain", "=1+1", "Zażółć", "a\tb\nc\r\nd", "\x01\x1b[31m", "\x7f",
           "\\ \" / \u2028", "\U0001f600", "\u202egnp", "' OR 1=1 --",
           {"base64": "//4="}, {"base64": "gICA"}, "x" * 3000]


def text(value):
    """Bytes of a text as it stands in an export."""
    import base64
    if isinstance(value, dict):
        return base64.b64decode(value["base64"])
    return value.encode()


def part(b):
    return struct.pack(">I", len(b)) + b


def column(value):
    if value is None:
        return b"\xff\xff\xff\xff"
    if isinstance(value, int):
        return part(struct.pack(">q", value))
    return part(value)


def chain(previous, e):
    h = hashlib.sha256(previous)
    for name in ("seq", "ticket", "at", "recorded"):
        h.update(column(e[name]))
    for name in ("actor", "on_behalf", "via", "kind"):
        h.update(column(None if e[name] is None else text(e[name])))
    h.update(column(e["desk"]))
    h.update(column(bytes.fromhex(e["digest"])))
    return h.digest()


def dumps(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def event_line(e, data):
    return dumps(dict(tix="event", **e))[:-1] + ',"data":%s}' % data


def finish(header, others, events):
    """Lines with digests, hashes, head and end as they must be."""
    lines, previous = [], bytes(32)
    for e, data in events:
        if data is not None:
            e["digest"] = hashlib.sha256(
                bytes.fromhex(e["salt"]) + data.encode()).hexdigest()
        whole = header["query"] is None
        e["hash"] = chain(previous, e).hex() if whole else e["hash"]
        previous = bytes.fromhex(e["hash"])
        lines.append(event_line(e, data if data is not None else "null"))
    if header["query"] is None:
        header["id"] = events[0][0]["hash"][:16]
        header["head"] = "%d:%s" % (len(events), previous.hex())
    header["events"] = len(events)
    out = [dumps(header)] + [dumps(o) for o in others] + lines
    out = "".join(line + "\n" for line in out)
    return out + end(out)


def end(before):
    return dumps({"tix": "end", "lines": before.count("\n") + 1,
                  "digest": hashlib.sha256(before.encode()).hexdigest()}) + \
        "\n"


class Desk:
    def __init__(self, seed, compiled):
        self.rng = random.Random(seed)
        self.policies = [compiled]
        self.events = []
        self.tickets = {}  # id -> time opened
        self.links = {}    # id -> words
        self.taken_back = set()
        self.clock = NOW - 90 * 86400 * 10**6
        self.policy(compiled)

    def hostile(self):
        return self.rng.choice(HOSTILE)

    def policy(self, compiled):
        self.add("desk", None, {
            "version": len(self.policies),
            "digest": hashlib.sha256(compiled.encode()).hexdigest()})

    def add(self, kind, ticket, data, at=None, **more):
        self.clock += self.rng.choice([0, 1, 10**6, 3 * 10**8])
        self.clock = min(self.clock, NOW)
        e = {"seq": len(self.events) + 1, "ticket": ticket,
             "at": at or self.clock, "recorded": self.clock,
             "actor": self.rng.choice(["root", "ewa", {"base64": "ev4="}]),
             "on_behalf": self.rng.choice([None, None, "jan", "o'hara\t"]),
             "via": "test", "kind": kind, "desk": len(self.policies),
             "salt": self.rng.randbytes(16).hex(), "digest": "", "hash": ""}
        self.events.append((e, dumps({**data, **more})))
        return e["seq"]

    def open(self, **more):
        t = len(self.tickets) + 1
        r = self.rng
        fields = {"subject": self.hostile(), "kind": "incident",
                  "state": "new", "level": r.choice(["L1", "L2"]),
                  "queue": r.choice(["helpdesk", "network"]), "impact": 2,
                  "urgency": r.randint(1, 3), "priority": r.randint(1, 5),
                  "priority_source": "matrix"}
        for name in ("body", "requester", "category", "key", "tags"):
            if r.random() < .3:
                fields[name] = {"category": "mail", "key": "disk:/%d" % t,
                                "tags": "a b"}.get(name) or self.hostile()
        self.tickets[t] = min(self.clock, NOW)
        seq = self.add("opened", t, {"set": fields, "future": [1, {"x": 2}]},
                       **more)
        self.tickets[t] = self.events[-1][0]["at"]
        return seq, t

    def links_of(self, t, add=None, drop=None):
        words = self.links.setdefault(t, set())
        words |= {add} if add else set()
        words -= {drop} if drop else set()
        return words

    def act(self):
        r = self.rng
        t = r.choice(list(self.tickets))
        u = r.choice(list(self.tickets))
        at = None
        if r.random() < .15:  # it was told late
            at = r.randint(self.tickets[t], self.clock)
        kind = r.choice("""note note state level add reply wait rate link merge
            split retract fields repeat policy""".split())
        if kind == "note":
            self.add("noted", t, {"text": self.hostile()}, at)
        elif kind == "state":
            name, state, more = r.choice([
                ("taken", "open", {}), ("resolved", "resolved",
                                        {"code": "fixed"}),
                ("closed", "closed", {}), ("reopened", "open",
                                           {"reason": "again"}),
                ("cancelled", "cancelled", {})])
            fields = {"state": state}
            if name == "taken":
                fields["owner"] = r.choice(["ewa", "jan"])
            self.add(name, t, {"set": fields, **more}, at)
        elif kind == "level":
            name, level, more = r.choice([
                ("escalated", "L3", {"reason": "x"}),
                ("returned", "L1", {"code": "other"})])
            self.add(name, t, {"set": {"level": level, "owner": None}, **more},
                     at)
        elif kind == "add":
            self.add("changed", t, {
                "add": {"effort": r.randint(-5, 900) * 10**6,
                        "watchers": r.choice(["ann", "bob ann"])},
                "drop": {"tags": "b"}}, at)
        elif kind == "reply":
            seq = self.add("replied", t, {"text": self.hostile(),
                                          "by": r.choice(["mail", "phone"])})
            if r.random() < .7:
                self.add("sent", t, {"event": seq})
        elif kind == "wait":
            self.add("waited", t, {"set": {"state": "waiting",
                                           "waiting_on": "vendor"}}, at)
        elif kind == "rate":
            self.add("rated", t, {"set": {"rating": r.randint(1, 5)}}, at)
        elif kind == "link" and t != u:
            one, back = r.choice([("blocks", "blocked-by"),
                                  ("parent", "child"),
                                  ("relates", "relates")])
            seq = self.add("linked", t, {"add": {"links": "%s:%d" % (one, u)},
                                         "relation": one, "other": u})
            self.add("linked", u, {"add": {"links": "%s:%d" % (back, t)},
                                   "relation": back, "other": t}, **{
                                       "with": seq})
        elif kind == "merge" and t != u:
            seq = self.add("merged", t, {"set": {"state": "merged",
                                                 "merged_into": u},
                                         "other": u})
            self.add("absorbed", u, {"other": t}, **{"with": seq})
        elif kind == "split":
            seq = self.add("split", t, {
                "add": {"links": "split-to:%d" % (len(self.tickets) + 1)},
                "other": len(self.tickets) + 1, "event": len(self.events)})
            new = self.open(**{"with": seq})[1]
            self.add("linked", new, {"add": {"links": "split-from:%d" % t},
                                     "relation": "split-from", "other": t},
                     **{"with": seq})
        elif kind == "retract":
            e = r.choice(self.events)[0]
            if e["kind"] not in ("opened", "desk"):
                self.add("retracted", e["ticket"], {"event": e["seq"]})
        elif kind == "fields":
            self.add("changed", t, {"add": {"fields": {
                "rack": self.rng.choice(["a", None])}}}, at)
        elif kind == "repeat":
            self.add("repeated", t, {}, at)
        elif kind == "policy" and len(self.policies) < 5:
            text = self.policies[0] + "\n" * len(self.policies)
            self.policies.append(text)
            self.policy(text)


def make(seed, count, path):
    d = Desk(seed, open(path, newline="").read())
    while len(d.events) < count:
        if len(d.tickets) < 3 or d.rng.random() < .15:
            d.open()
        else:
            d.act()
    header = {"tix": "export", "version": 1, "desk": "standard", "id": "",
              "head": "", "next_ticket": len(d.tickets) + 3, "events": 0,
              "query": None}
    others = [{"tix": "desk", "version": i + 1, "compiled": c}
              for i, c in enumerate(d.policies)]
    others += [{"tix": "row", "ticket": t, "digest": "%032x" % (t * 7919),
                "occurrence": n} for t in sorted(d.tickets) if t % 3 == 0
               for n in (1, 2)]
    sys.stdout.write(finish(header, others, d.events))


def read(stream):
    header, others, events = None, [], []
    for line in stream:
        o = json.loads(line)
        if o["tix"] == "export":
            header = o
        elif o["tix"] == "event":
            data = o.pop("data")
            o.pop("tix")
            raw = line.rstrip("\n").split(',"data":', 1)[1][:-1]
            events.append((o, None if data is None else raw))
        elif o["tix"] != "end":
            others.append(o)
    return header, others, events


def redact(stream):
    header, others, events = read(stream)
    for i, (e, data) in enumerate(events):
        if e["kind"] == "noted":
            e["salt"] = None
            events[i] = (e, None)
            break
    sys.stdout.write(finish(header, others, events))


def change(path, program):
    header, others, events = read(open(path, newline="\n"))
    for i, (e, data) in enumerate(events):
        e["data"] = json.loads(data)
        e = eval(program, {"e": e}) or e
        events[i] = (e, dumps(e.pop("data")))
    sys.stdout.write(finish(header, others, events))


def verify(path):
    whole = open(path, newline="\n").read()
    lines = whole.split("\n")
    assert lines.pop() == ""
    assert whole.endswith(end(whole[:-len(lines[-1]) - 1]))
    header, others, events = read(iter(lines))
    assert header["version"] == 1 and header["events"] == len(events)
    previous = bytes(32)
    for e, data in events:
        if data is not None:
            assert e["digest"] == hashlib.sha256(
                bytes.fromhex(e["salt"]) + data.encode()).hexdigest(), e
        if header["query"] is None:
            assert e["hash"] == chain(previous, e).hex(), e
        previous = bytes.fromhex(e["hash"])
    if header["query"] is None:
        assert [e["seq"] for e, _ in events] == \
            list(range(1, len(events) + 1))
        assert header["id"] == events[0][0]["hash"][:16]
        assert header["head"] == "%d:%s" % (len(events), previous.hex())
    print(header["head"])


def same(restored, adopted):
    rows = [json.loads(line) for line in open(restored)]
    theirs = [json.loads(line) for line in open(adopted)]
    theirs = [t for t in theirs if t["origin"]]
    here = {int(t["origin"].split(":")[1]): t["id"] for t in theirs}
    back = {t["id"]: t for t in theirs}
    assert len(rows) == len(theirs) > 0, (len(rows), len(theirs))
    for row in rows:
        want = dict(row, id=here[row["id"]])
        for name in ("parent", "merged_into"):
            want[name] = row[name] and here[row[name]]
        want["links"] = sorted(
            re.sub(r"\d+$", lambda m: str(here[int(m[0])]), word)
            for word in row["links"])
        have = back[want["id"]]
        want["origin"] = have["origin"]
        have = dict(have, links=sorted(have["links"]))
        for name in want:
            assert want[name] == have[name], (row["id"], name, want[name],
                                              have[name])


if __name__ == "__main__":
    what, arguments = sys.argv[1], sys.argv[2:]
    sys.stdout.reconfigure(newline="\n", encoding="utf-8")
    sys.stdin.reconfigure(newline="\n", encoding="utf-8")
    if what == "make":
        make(int(arguments[0]), int(arguments[1]), arguments[2])
    elif what == "redact":
        redact(sys.stdin)
    else:
        {"verify": verify, "data": change, "same": same}[what](*arguments)
