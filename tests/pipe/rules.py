"""Random desks and tickets: what tix makes of them against a model kept here.

rules.py SEED DESKS TICKETS   with tix on PATH, in an empty folder

The model is written after desk.conf(5) and tix-route(1), as a recursion over a
tree; tix walks lines.
"""

import json
import os
import random
import re
import subprocess
import sys

SEED, DESKS, TICKETS = map(int, sys.argv[1:])
rng = random.Random(SEED)

WORDS = ["vpn", "disk", "mail", "printer", "down", "slow", "kernel"]
PATTERNS = ["vpn", "^disk", "down$", "mail|printer", "k.*l", "slow.+vpn"]
TAGS = ["prod", "test", "env=a", "env=b", "late"]
LEVELS = ["L1", "L2", "L3"]
QUEUES = {"q1": ("L1", "t1"), "q2": ("L2", "t2"), "q3": ("L3", None),
          "any": (None, "t1"), "qx": ("L2", None)}
LEVEL_QUEUE = {"L1": "q1", "L2": "q2", "L3": None}
PARENT = {"net": None, "wifi": "net", "wire": "net", "mail": None,
          "spam": "mail"}
SERVICE_PARENT = {"web": None, "shop": "web", "dns": None}
PEOPLE = {"ann": ("acme", True, "gold"), "bob": ("acme", False, None),
          "cat": ("crown", False, None), "dan": (None, False, "iron")}
FIRMS = {"acme": (False, "iron"), "crown": (True, None)}
STEPS = ["high", "medium", "low"]


def some(p):
    return rng.random() < p


def make_category(name):
    c = {"name": name}
    if PARENT[name]:
        c["parent"] = PARENT[name]
    if some(.4):
        c["queue"] = rng.choice(list(QUEUES))
    if some(.3):
        c["urgency"] = rng.randint(1, 3)
    if some(.3):
        c["impact"] = rng.randint(1, 3)
    if some(.3):
        c["service"] = rng.choice(list(SERVICE_PARENT))
    return c


def make_matcher():
    key, values = rng.choice([
        ("subject", [rng.choice(PATTERNS)]),
        ("body", [rng.choice(PATTERNS)]),
        ("text", [rng.choice(PATTERNS)]),
        ("words", rng.sample(WORDS, rng.randint(1, 3))),
        ("queue", rng.sample(list(QUEUES) + [""], rng.randint(1, 2))),
        ("level", rng.sample(LEVELS + [""], rng.randint(1, 2))),
        ("category", [rng.choice(list(PARENT) + [""])]),
        ("service", [rng.choice(list(SERVICE_PARENT) + [""])]),
        ("tag", rng.sample(TAGS, rng.randint(1, 2))),
        ("label", [rng.choice(["env=a", "env=~[bc]", "env=~."])]),
        ("impact", [rng.choice(["1", "..2", "2..", "3", "2..3", ""])]),
        ("urgency", [rng.choice(["1", "..2", "2..", ""])]),
        ("requester", rng.sample(list(PEOPLE) + [""], 2)),
        ("organisation", [rng.choice(["acme", "crown", ""])]),
        ("requester_vip", [rng.choice(["true", "false"])]),
        ("agreement", [rng.choice(["gold", "iron", ""])]),
        ("site", [rng.choice(["pl", "de", ""])]),
        ("kind", [rng.choice(["incident", "request"])]),
    ])
    return [("not_" if some(.2) else "") + key] + values


def make_action():
    return list(rng.choice([
        ("set_queue", rng.choice(list(QUEUES))),
        ("set_level", rng.choice(LEVELS)),
        ("set_category", rng.choice(list(PARENT))),
        ("set_service", rng.choice(list(SERVICE_PARENT))),
        ("set_impact", str(rng.randint(1, 3))),
        ("set_urgency", str(rng.randint(1, 3))),
        ("set_priority", str(rng.randint(1, 5))),
        ("raise_priority", str(rng.choice([-2, -1, 1, 2]))),
        ("add_tag", *rng.sample(TAGS, rng.randint(1, 2))),
        ("drop_tag", rng.choice(TAGS)),
        ("set_agreement", rng.choice(["gold", "iron"])),
        ("set_organisation", rng.choice(["acme", "crown"])),
        ("set_site", rng.choice(["pl", "de"])),
        ("add_watcher", rng.choice(["tom", "ola"])),
    ]))


def make_rules(depth):
    out = []
    for i in range(rng.randint(0, 4 if depth == 0 else 2)):
        acts = {}
        for a in (make_action() for _ in range(rng.randint(0, 3))):
            acts[a[0]] = a
        out.append({"name": "r%d" % i,
                    "if": [make_matcher() for _ in range(rng.randint(0, 2))],
                    "do": list(acts.values()), "continue": some(.4),
                    "rules": make_rules(depth + 1) if depth < 3 else []})
    return out


def literals(rule):
    """Of the first matcher on text that tells; or none."""
    for key, *values in rule["if"]:
        if key == "words":
            return "|".join(values)
        if key in ("subject", "body", "text") and \
                values[0] in ("vpn", "mail|printer", "^disk", "down$"):
            return values[0].strip("^$")
    return ""


def lines(rules, depth=0):
    for r in rules:
        own = {k: r[k] for k in ("name", "if", "do")}
        if r["continue"]:
            own["continue"] = True
        yield "r\t%d\t%s\t%s\n" % (depth, literals(r), json.dumps(own))
        yield from lines(r["rules"], depth + 1)


def make_desk():
    matrix = [[rng.randint(1, 5) for _ in STEPS] for _ in STEPS]
    return {
        "name": "random",
        "levels": [dict(name=v, **({"queue": LEVEL_QUEUE[v]} if
                                   LEVEL_QUEUE[v] else {})) for v in LEVELS],
        "teams": [{"name": "t1"}, {"name": "t2"}],
        "queues": [{k: v for k, v in (("name", q), ("level", w[0]),
                                      ("team", w[1])) if v}
                   for q, w in QUEUES.items()],
        "categories": [make_category(c) for c in PARENT],
        "services": [dict(name=s, **({"parent": p} if p else {}))
                     for s, p in SERVICE_PARENT.items()],
        "agreements": [{"name": "gold"}, {"name": "iron"}],
        "fields": [{"name": "site", "type": "choice",
                    "values": ["pl", "de"]}],
        "priority": {"impact": STEPS, "urgency": STEPS, "matrix": matrix,
                     "vip": rng.randint(0, 2)},
        "default": {"impact": rng.randint(1, 3), "urgency": rng.randint(1, 3),
                    "level": "L1", "queue": rng.choice(list(QUEUES))},
    }


def tail(rules):
    out = "".join(lines(rules))
    for name in "gold", "iron":
        out += 'a\t%s\t{"kind":"sla"}\n' % name
    for name, (firm, vip, deal) in PEOPLE.items():
        p = {"vip": vip}
        if firm:
            p["organisation"] = firm
        if deal:
            p["agreement"] = deal
        out += "p\t%s\t%s\n" % (name, json.dumps(p))
    for name, (vip, deal) in FIRMS.items():
        o = {"vip": vip}
        if deal:
            o["agreement"] = deal
        out += "o\t%s\t%s\n" % (name, json.dumps(o))
    return out


# The model.

class Router:
    def __init__(self, desk, rules, t, given, changed=None, own_given=()):
        self.desk, self.rules, self.t, self.given = desk, rules, t, given
        self.own_given = own_given
        self.changed = changed  # None: all rules act
        self.ruled, self.raises, self.by_rule = set(), [], None
        self.ranks = False  # a rule about priority looks at a change
        self.dropped_by_hand = set()

    def put(self, field, value):
        if value is None or field in self.given or self.t[field] == value:
            return
        self.t[field] = value
        if self.changed is not None:
            self.changed.add(field)

    def vip(self):
        who = PEOPLE.get(self.t["requester"])
        firms = {self.t["organisation"]} | ({who[0]} if who else set())
        return bool(who and who[1]) or any(
            FIRMS[f][0] for f in firms if f in FIRMS)

    def party(self):
        t = self.t
        anew = self.changed is not None and "requester" in self.changed
        who = PEOPLE.get(t["requester"])
        if who:
            deal = who[2] or (FIRMS[who[0]][1] if who[0] else None)
            if not t["organisation"] or anew:
                self.put("organisation", who[0])
            if (not t["agreement"] or anew) and "agreement" not in self.ruled:
                self.put("agreement", deal)
        if t["organisation"] in FIRMS and not t["agreement"]:
            self.put("agreement", FIRMS[t["organisation"]][1])

    def within(self, name, top, parents):
        while name and name != top:
            name = parents[name]
        return bool(name)

    def value_fits(self, key, v):
        t = self.t
        if key in ("subject", "body"):
            return bool(re.search(v, t[key] or "", re.I))
        if key == "text":
            return any(re.search(v, t[k] or "", re.I)
                       for k in ("subject", "body"))
        if key == "words":
            return any(v in re.findall("[a-z0-9]+", (t[k] or "").lower())
                       for k in ("subject", "body"))
        if key == "tag":
            return v in t["tags"]
        if key == "label":
            if "=~" not in v:
                return v in t["tags"]
            name, pattern = v.split("=~")
            return any(re.search(pattern, w[len(name) + 1:]) for w in t["tags"]
                       if w.startswith(name + "="))
        if key in ("impact", "urgency"):
            if not t[key] or not v:
                return not t[key] and not v
            low, dots, high = v.partition("..")
            if not dots:
                return t[key] == int(v)
            return int(low or 0) <= t[key] <= int(high or 9)
        if key == "requester_vip":
            return self.vip() == (v == "true")
        is_ = t["site"] if key == "site" else t[key]
        if not is_ or not v:
            return not is_ and not v
        if key == "category":
            return self.within(is_, v, PARENT)
        if key == "service":
            return self.within(is_, v, SERVICE_PARENT)
        return is_ == v

    def fits(self, rule):
        for key, *values in rule["if"]:
            negated = key.startswith("not_")
            plain = key[4:] if negated else key
            if any(self.value_fits(plain, v) for v in values) == negated:
                return False
        return True

    def looks(self, rule):
        seen = {"text": ("subject", "body"), "words": ("subject", "body"),
                "label": ("tags",), "tag": ("tags",), "site": ("fields",),
                "requester_vip": ("requester",)}
        for key, *_ in rule["if"]:
            key = key[4:] if key.startswith("not_") else key
            if set(seen.get(key, (key,))) & self.changed:
                return True
        return False

    def queue(self, q, level, team):
        t = self.t
        if QUEUES[q][0] and "level" in self.given and t["level"] and \
                t["level"] != QUEUES[q][0]:
            return
        before = t["queue"]
        self.put("queue", q)
        if not t["queue"]:
            return
        if level:
            self.put("level", QUEUES[t["queue"]][0])
        if team and (not t["team"] or t["queue"] != before):
            self.put("team", QUEUES[t["queue"]][1])

    def act(self, rule, acts):
        t = self.t
        keys = {a[0] for a in rule["do"]}
        for key, *values in rule["do"]:
            v = values[0]
            if key == "raise_priority":
                self.raises.append(int(v))
            elif key == "set_priority":
                self.by_rule = int(v)
            elif not acts:
                continue
            elif key == "add_tag":
                for w in values:
                    if w not in t["tags"]:
                        t["tags"] = sorted(t["tags"] + [w])
                        self.saw("tags")
            elif key == "drop_tag":
                if v in t["tags"] and "tags" not in self.given and \
                        v not in self.dropped_by_hand:
                    t["tags"] = [w for w in t["tags"] if w != v]
                    self.saw("tags")
            elif key == "add_watcher":
                if v not in t["watchers"]:
                    t["watchers"] = sorted(t["watchers"] + [v])
                    self.saw("watchers")
            elif key == "set_site":
                if t["site"] != v and "site" not in self.own_given:
                    t["site"] = v
                    self.saw("fields")
            elif key == "set_queue":
                self.queue(v, "set_level" not in keys, "set_team" not in keys)
                if "queue" not in self.given:
                    self.ruled.add("queue")
            else:
                field = key[4:]
                self.put(field, int(v) if v.isdigit() else v)
                if field not in self.given:
                    self.ruled.add(field)

    def saw(self, field):
        if self.changed is not None:
            self.changed.add(field)

    def walk(self, rules, above=False):
        for rule in rules:
            looks = self.changed is None or above or self.looks(rule)
            if self.changed is not None and looks and \
                    any("priority" in a[0] for a in rule["do"]):
                self.ranks = True
            if not self.fits(rule):
                continue
            self.act(rule, looks)
            self.walk(rule["rules"], looks)
            if not rule["continue"]:
                break

    def said(self, field):
        return field in self.given or field in self.ruled

    def elsewhere(self, q):
        return bool(q and QUEUES[q][0] and self.said("level") and
                    self.t["level"] and QUEUES[q][0] != self.t["level"])

    def category(self):
        t, name = self.t, self.t["category"]
        placed = self.said("queue") and t["queue"]
        table = {c["name"]: c for c in self.desk["categories"]}
        while name:
            c = table[name]
            for f in ("impact", "urgency", "service"):
                if not t[f]:
                    self.put(f, c.get(f))
            if not placed and c.get("queue"):
                placed = True
                if not self.elsewhere(c["queue"]):
                    self.queue(c["queue"], not self.said("level"),
                               not self.said("team"))
            name = PARENT[name]

    def fit(self):
        t = self.t
        if "level" in self.ruled and not self.said("queue") and \
                self.elsewhere(t["queue"]) and LEVEL_QUEUE[t["level"]]:
            self.queue(LEVEL_QUEUE[t["level"]], False, not self.said("team"))

    def default(self):
        t, d = self.t, self.desk["default"]
        if not t["queue"] and not t["level"]:
            if not self.elsewhere(d["queue"]):
                self.queue(d["queue"], not self.said("level"),
                           not self.said("team"))
        elif not t["queue"] and LEVEL_QUEUE[t["level"]]:
            self.queue(LEVEL_QUEUE[t["level"]], False, not self.said("team"))
        if not t["level"] and t["queue"]:
            self.put("level", QUEUES[t["queue"]][0])
            if not t["team"]:
                self.put("team", QUEUES[t["queue"]][1])
        if not t["level"]:
            self.put("level", d["level"])
        for f in ("impact", "urgency"):
            if not t[f]:
                self.put(f, d[f])

    def priority(self):
        t = self.t
        if "priority" in self.given or (t["priority"] and
                                        t["priority_source"] == "manual"):
            return
        if self.by_rule:
            t["priority"], t["priority_source"] = self.by_rule, "rule"
            return
        if not t["impact"] or not t["urgency"]:
            return
        p = self.desk["priority"]["matrix"][t["impact"] - 1][t["urgency"] - 1]
        source = "matrix"
        steps = [("vip", self.desk["priority"]["vip"])] if self.vip() else []
        for who, n in steps + [("rule", n) for n in self.raises]:
            to = min(5, max(1, p - n))
            source = who if to != p else source
            p = to
        t["priority"], t["priority_source"] = p, source

    def route(self):
        self.party()
        self.walk(self.rules)
        self.party()
        self.category()
        self.fit()
        self.default()
        self.priority()

    def follow(self):
        if "queue" in self.changed and self.t["queue"]:
            level, team = QUEUES[self.t["queue"]]
            if not self.said("level"):
                self.put("level", level)
            if not self.said("team"):
                self.put("team", team)
        self.party()
        self.walk(self.rules)
        self.fit()
        asks = {"impact", "urgency", "requester", "organisation"}
        if self.t["priority_source"] in ("matrix", "rule", "vip") and \
                (self.changed & asks or self.ranks):
            self.priority()


FIELDS = ["subject", "body", "kind", "level", "queue", "team", "requester",
          "organisation", "category", "service", "impact", "urgency",
          "priority", "priority_source", "tags", "watchers", "agreement",
          "fields"]


def tix(*words):
    p = subprocess.run(("tix",) + words, capture_output=True, text=True,
                       stdin=subprocess.DEVNULL)
    if p.returncode != 0:
        sys.exit("seed %d: tix %s: %s" % (SEED, words, p.stderr))
    return p.stdout.strip()


def check(desk, id_, t, what):
    row = json.loads(tix("show", "--jsonl=" + ",".join(FIELDS), id_))
    own = row.pop("fields") or {}
    row["site"] = own.get("site")
    want = {f: t[f] for f in FIELDS if f != "fields"}
    want["site"] = t["site"]
    for f in ("tags", "watchers"):
        row[f] = row[f] or []
    for f in want:
        if row[f] != want[f]:
            sys.exit("seed %d, %s, ticket %s: %s: tix has %r, model %r" % (
                SEED, what, id_, f, row[f], want[f]))


def open_one(desk, rules):
    t = dict.fromkeys(FIELDS)
    t.update(subject=" ".join(rng.sample(WORDS, 2)), kind="incident", tags=[],
             watchers=[], site=None, priority_source=None)
    words, given, own = [], set(), set()
    for f, values in (("body", [" ".join(rng.sample(WORDS, 2))]),
                      ("kind", ["request"]), ("level", LEVELS),
                      ("queue", list(QUEUES)), ("requester", list(PEOPLE)),
                      ("category", list(PARENT)),
                      ("service", list(SERVICE_PARENT)),
                      ("impact", [1, 2, 3]), ("urgency", [1, 2, 3]),
                      ("priority", [1, 5])):
        if some(.25 if f != "priority" else .1):
            t[f] = rng.choice(values)
            words += ["--" + f, str(t[f])]
            given.add(f)
    if "priority" in given:
        t["priority_source"] = "manual"
    if some(.4):
        t["tags"] = sorted(rng.sample(TAGS, rng.randint(1, 2)))
        given.add("tags")
        for w in t["tags"]:
            words += ["--tag", w]
    if some(.3):
        t["site"] = rng.choice(["pl", "de"])
        own.add("site")
        words += ["--set", "site=" + t["site"]]
    id_ = tix("open", *words, t["subject"])
    Router(desk, rules, t, given, None, own).route()
    check(desk, id_, t, "open %s" % words)
    return id_, t


def edit_one(desk, rules, id_, t):
    f, values = rng.choice([
        ("category", list(PARENT)), ("impact", [1, 2, 3]),
        ("urgency", [1, 2, 3]), ("service", list(SERVICE_PARENT)),
        ("requester", list(PEOPLE)), ("queue", list(QUEUES)),
        ("subject", [" ".join(rng.sample(WORDS, 2))]), ("tags", TAGS)])
    v = rng.choice(values)
    if f == "tags":
        tix("tag", "--add", v, id_)
        if v in t["tags"]:
            return
        t["tags"] = sorted(t["tags"] + [v])
    else:
        tix("set", "--" + f, str(v), id_)
        if t[f] == v:
            return
        t[f] = v
    r = Router(desk, rules, t, {f} - {"tags"}, {f})
    r.dropped_by_hand = {v} if f == "tags" else set()
    r.follow()
    check(desk, id_, t, "set %s=%s" % (f, v))


def main():
    for n in range(DESKS):
        desk, rules = make_desk(), make_rules(0)
        with open("desk.json", "w") as f:
            f.write(json.dumps(desk) + "\n" + tail(rules))
        os.environ["TIX_DB"] = os.path.abspath("rules%d.db" % n)
        tix("init", "--desk", "desk.json")
        for _ in range(TICKETS):
            id_, t = open_one(desk, rules)
            edit_one(desk, rules, id_, t)
            edit_one(desk, rules, id_, t)
    print("%d desks agree" % DESKS)


main()
