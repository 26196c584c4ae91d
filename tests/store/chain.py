"""The chain of a desk's events, computed apart from tix.

chain.py verify FILE    prints SEQ:HASH of the newest event, or what is wrong
chain.py rewrite FILE   makes all digests and hashes anew, as a forger would
"""

import hashlib
import sqlite3
import struct
import sys

COLUMNS = ("seq ticket at recorded actor on_behalf via kind desk data salt"
           " digest hash").split()


def part(value):
    if value is None:
        return b"\xff\xff\xff\xff"
    if isinstance(value, int):
        value = struct.pack(">q", value)
    return struct.pack(">I", len(value)) + value


def links(db):
    """Each event as a dict, with the digest and hash it should have."""
    before = bytes(32)
    for row in db.execute("SELECT %s FROM event ORDER BY seq" %
                          ", ".join(COLUMNS)).fetchall():
        e = dict(zip(COLUMNS, row))
        digest = hashlib.sha256(e["salt"] + e["data"]).digest()
        text = before
        for name in COLUMNS[:9]:
            text += part(e[name])
        before = hashlib.sha256(text + part(digest)).digest()
        yield e, digest, before


def verify(db):
    head = "0:" + "00" * 32
    for n, (e, digest, want) in enumerate(links(db), 1):
        if e["seq"] != n:
            return "event %d is missing" % n
        if e["digest"] != digest:
            return "digest of event %d" % n
        if e["hash"] != want:
            return "hash of event %d" % n
        head = "%d:%s" % (n, want.hex())
    return head


def rewrite(db):
    for e, digest, want in links(db):
        db.execute("UPDATE event SET digest = ?, hash = ? WHERE seq = ?",
                   (digest, want, e["seq"]))
    db.commit()


db = sqlite3.connect(sys.argv[2])
db.text_factory = bytes
if sys.argv[1] == "verify":
    print(verify(db))
else:
    rewrite(db)
