"""Mails at random, read back by python3's email package.

usage: mail_oracle.py PROGRAM SEED COUNT [files]
"""
import email
import email.policy
import random
import subprocess
import sys
from email.header import decode_header, make_header

PIECES = [b"a", b" ", b"  ", b"\n", b"\r", b"\r\n", b"\t", b"=", b"?", b"=?",
          b"?=", b"=?UTF-8?Q?x?=", b"=?utf-8?b?eA==?=", b",", b";", b":",
          b"<", b">", b"@", b'"', b"\\", b"(", b")", b"[", b"]", b".", b"_",
          b"Bcc: x@y", b"\n\n", b"From ", b"--", b"\x00"[:0], b"\x01",
          b"\x7f", b"\x1b[2J", b"\xff", b"\xc3", b"\xe2\x82\xac",
          "ż".encode(), "中文".encode(), "🔥".encode(), "é".encode(),
          b"\xc2\x85", b"\xe2\x80\xa8", b"word", b"x" * 60, b"y" * 200]


def text(rnd, most):
    return b"".join(rnd.choice(PIECES) for _ in range(rnd.randrange(most)))


def control(c):
    return ord(c) < 32 or 127 <= ord(c) < 160


def line_of(raw):
    """What a header may keep of any bytes."""
    return "".join(" " if control(c) else c
                   for c in raw.decode("utf-8", "replace"))


def blanks(s):
    """The reader joins the blanks of a name."""
    return " ".join(w for w in s.split(" ") if w)


def body_of(raw):
    s = raw.decode("utf-8", "replace").replace("\r\n", "\n")
    return s if s.endswith("\n") or not s else s + "\n"


def main():
    program, seed, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    rnd = random.Random(seed)
    asked = [(text(rnd, 12), text(rnd, 8), b"ewa.nowak+x@mail.example.org",
              text(rnd, 60)) for _ in range(count)]
    data = b"".join(f + b"\0" for q in asked for f in q)
    out = subprocess.run([program, *(sys.argv[4:] or ["mails"])], input=data,
                         check=True, stdout=subprocess.PIPE).stdout
    mails = out.split(b"\0")[:-1]
    assert len(mails) == count, len(mails)
    for (subject, name, spec, body), mail in zip(asked, mails):
        check(subject, name, spec.decode(), body, mail)
    print(count, "mails agree")


def check(subject, name, spec, body, mail):
    assert mail.isascii(), mail
    for line in mail.split(b"\n"):
        assert len(line) <= 76, line
        assert all(32 <= c < 127 or c == 9 for c in line), line
    old = email.message_from_bytes(mail, policy=email.policy.compat32)
    m = email.message_from_bytes(mail, policy=email.policy.default)
    assert not m.defects, (m.defects, mail)
    assert sorted(k.lower() for k in m.keys()) == sorted([
        "from", "to", "cc", "subject", "date", "message-id",
        "auto-submitted", "mime-version", "content-type"] + (
        [] if m.is_multipart() else ["content-transfer-encoding"])), mail
    want = line_of(subject)
    # A blank at either end of a line is no one's.
    assert m["subject"].strip(" ") == want.strip(" "), (m["subject"], want)
    for h in ("from", "to", "cc"):
        assert len(m[h].addresses) == 1, mail
        assert m[h].addresses[0].addr_spec == spec, mail
        # The reader of names of this Python leaves blanks between words.
        have = str(make_header(decode_header(old[h]))).rpartition("<")[0]
        assert blanks(have) == blanks(line_of(name)), (have, name, mail)
    if sys.argv[4:]:
        m, attached = m.iter_parts()
        assert attached.get_content() == body, (attached, body)
        have = attached["content-disposition"].params.get("filename", "")
        assert have.strip() == want.strip(), (have, want)
    have = m.get_payload(decode=True).decode("utf-8")
    assert have == body_of(body), (have, body_of(body))


main()
