"""Documents at random, whole and hurt, against python3's own reader."""

import json
import random
import subprocess
import sys


class Number(str):
    """A number as it is written."""


def pairs(items):
    names = [name for name, _ in items]
    if len(set(names)) != len(names) or len(names) > 1000:
        raise ValueError
    return dict(items)


def constant(name):
    raise ValueError(name)


def depth(value):
    if isinstance(value, dict):
        return 1 + max(map(depth, value.values()), default=0)
    if isinstance(value, list):
        return 1 + max(map(depth, value), default=0)
    return 0


def strings(value):
    if isinstance(value, dict):
        for name, member in value.items():
            yield name
            yield from strings(member)
    elif isinstance(value, list):
        for member in value:
            yield from strings(member)
    elif isinstance(value, str) and not isinstance(value, Number):
        yield value


def read(data):
    """The document, or None where it is none."""
    try:
        value = json.loads(data.decode(), object_pairs_hook=pairs,
                           parse_int=Number, parse_float=Number,
                           parse_constant=constant)
    except (ValueError, RecursionError):
        return None
    if depth(value) > 32 or any(
            "\0" in s or any(0xD800 <= ord(c) < 0xE000 for c in s)
            for s in strings(value)):
        return None
    return (value,)


def make(rng, level):
    kind = rng.randrange(9 if level < 5 else 6)
    if kind == 0:
        return rng.choice([None, True, False])
    if kind == 1:
        return rng.choice([0, -1, 2 ** 63, -2 ** 63, rng.getrandbits(70)])
    if kind == 2:
        return rng.uniform(-1e6, 1e6) * 10.0 ** rng.randint(-20, 20)
    if kind < 6:
        return "".join(rng.choice(
            ["a", "\"", "\\", "/", "\n", "\x01", "ż", "€", "😀", "\u2028",
             "\x7f", "\ufffd", " "]) for _ in range(rng.randrange(9)))
    if kind < 8:
        return {str(i) + rng.choice("aż\""):
                make(rng, level + 1) for i in range(rng.randrange(4))}
    return [make(rng, level + 1) for _ in range(rng.randrange(5))]


def hurt(rng, data):
    data = bytearray(data)
    for _ in range(rng.randint(1, 3)):
        at = rng.randrange(len(data) + 1)
        act = rng.randrange(4)
        if act == 0 and at < len(data):
            data[at] = rng.randint(1, 255)
        elif act == 1:
            data[at:at] = rng.choice(
                [b",", b":", b"]", b"}", b"[", b"{", b"\"", b"0", b"\\u",
                 b"\\ud800", b"\\udc00", b"-", b".", b"e", b"1", b"\t",
                 b"\\u0000", b"null", b" "])
        elif act == 2:
            del data[at:at + rng.randint(1, 3)]
        else:
            data = data[:at]
    return bytes(data) or b" "


rng = random.Random(int(sys.argv[2]))
documents = []
for _ in range(int(sys.argv[3])):
    text = json.dumps(make(rng, 0), ensure_ascii=rng.random() < .5,
                      indent=rng.choice([None, 1])).encode()
    documents.append(text)
    documents.extend(hurt(rng, text) for _ in range(4))
documents = [d for d in documents if b"\0" not in d]
out = subprocess.run([sys.argv[1], "answer"], check=True,
                     input=b"".join(d + b"\0" for d in documents),
                     capture_output=True).stdout
answers = out.split(b"\n")[:-1]
assert len(answers) == len(documents), (len(answers), len(documents))
valid = 0
for document, answer in zip(documents, answers):
    want = read(document)
    have = None if answer == b"no" else read(answer)
    if (answer == b"no") != (want is None) or want != have:
        sys.exit("%r: want %r, have %r" % (document, want, answer))
    valid += want is not None
print(len(documents), "documents agree; valid:", valid)
assert valid * 10 > len(documents)
