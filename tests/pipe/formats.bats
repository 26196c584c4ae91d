# Any text through tix list in every format, read back by other programs.

bats_require_minimum_version 1.5.0

setup_file() {
	local root="$BATS_TEST_DIRNAME/../.." bin="${B:-build}"

	[[ $bin = /* ]] || bin=$root/$bin
	export PATH="$bin/bin:$PATH"
	export HOME="$BATS_FILE_TMPDIR" TIX_DB="$BATS_FILE_TMPDIR/desk.db"
	export TIX_NOW=2026-11-23T14:00:00Z TZ=UTC
	unset NO_COLOR CLICOLOR_FORCE PAGER COLUMNS
	cd "$BATS_FILE_TMPDIR" || return
	write_texts
	tix init
	open_texts
}

setup() {
	cd "$BATS_FILE_TMPDIR" || return
}

# One text a file: in a body they keep their line ends.
write_texts() {
	python3 - <<-'EOF'
	texts = [
	    bytes(range(1, 256)) + b"x",
	    b"".join(chr(c).encode() for c in range(1, 0x2100)) + b"x",
	    "\u202egpj.exe \u2066\u2069 \ufeff \u2028 \U000e0041".encode(),
	    "zażółć 中文 😀 👩\u200d💻 ｆｕｌｌ".encode(),
	    b"two\r\nlines\tand \"quotes\", 'these' too\\n",
	    b"cut \xf0\x9f\x94 lone \x80 over \xc0\xaf half \xed\xa0\x80 end",
	    b"\x1b]0;title\x07\x1b[2J\x1bP$q\x1b\\ \xc2\x9b31m \x9b31m",
	]
	for start in ("= + - @ =\t @\r ＝ ＋ － ＠ \xa0= \u3000+ \ufeff=" +
	    " \x01= ==").split(" "):
	    texts.append((start + "1").encode())
	texts += [b"\t=1", b"\r=1", b"\n=1", b"  =1", b" \t=1", b"'=1", b"a=1"]
	for i, text in enumerate(texts, 1):
	    open("%d.text" % i, "wb").write(text)
	EOF
}

open_texts() {
	local i

	for ((i = 1; i <= $(find . -name '*.text' | wc -l); i++)); do
		[ "$(tix open -F "$i.text" "text $i")" = "$i" ] || return
	done
}

# Compares what 'read' (Python, from 'data') makes of the output with 'texts'.
compare() {
	python3 -c '
import csv, glob, io, json, re, sys, unicodedata
texts = {}
for name in glob.glob("*.text"):
    texts[int(name[:-5])] = open(name, "rb").read().decode("utf-8", "replace")
data = open(sys.argv[1], "rb").read()
read = {}
exec(sys.argv[2])
assert len(texts) > 25
assert sorted(read) == sorted(texts), sorted(read)
for i in sorted(texts):
    assert read[i] == texts[i], (i, read[i], texts[i])
' "$@"
}

# Nothing in a file that a terminal obeys or hides, but these characters.
is_tame() {
	python3 -c '
import sys
text = open(sys.argv[1], "rb").read().decode("utf-8")
for i, c in enumerate(text):
    if c in sys.argv[2].encode().decode("unicode_escape"):
        continue
    assert not (ord(c) < 32 or 127 <= ord(c) <= 159), (i, text[i - 9:i + 9])
    assert c not in "\u061c\u200b\u200e\u200f\u2028\u2029\ufeff\u00ad" + \
        "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\U000e0041", \
        (i, text[i - 9:i + 9])
' "$@"
}

@test "JSON gives every text back, as one array" {
	tix list --json=id,body >out
	compare out 'read = {r["id"]: r["body"] for r in json.loads(data)}'
	is_tame out '\n'
}

@test "JSON Lines give every text back, an object a line" {
	tix list --jsonl=id,body >out
	compare out '
for line in data.decode().split("\n")[:-1]:
    r = json.loads(line)
    read[r["id"]] = r["body"]'
	is_tame out '\n'
}

@test "TSV gives every text back, a record a line" {
	tix list --tsv=id,body >out
	compare out '
for line in data.decode().splitlines():
    ident, body = line.split("\t")
    body = re.sub(rb"\\(x[0-9a-f]{2}|.)", lambda m:
        {b"t": b"\t", b"n": b"\n", b"r": b"\r", b"\\": b"\\"}.get(m[1]) or
        bytes([int(m[1][1:], 16)]), body.encode())
    read[int(ident)] = body.decode()'
	is_tame out '\n\t'
}

@test "the shell reads TSV back by printf %b" {
	local id body

	while IFS=$'\t' read -r id body; do
		printf %b "$body" >"$id.back"
	done < <(tix list --tsv=id,body)
	for id in 2 3 4 5; do
		cmp "$id.text" "$id.back"
	done
}

# What CSV spells out is put in the texts' place: controls but TAB, LF and
# CR LF, and the characters that is_tame() forbids.
@test "CSV is read by Python, with controls spelt out and formulas guarded" {
	tix list --csv=id,body >out
	is_tame out '\n\t\r'
	compare out '
rows = list(csv.reader(io.StringIO(data.decode(), newline="")))
assert rows[0] == ["id", "body"]
assert all(len(r) == 2 for r in rows)
starts = "=+-@\t\r＝＋－＠"
for i, text in [(int(r[0]), r[1]) for r in rows[1:]]:
    assert text.lstrip(" \xa0\u3000")[:1] not in tuple(starts), text
    read[i] = text
for i, text in texts.items():
    if i < 3:
        del read[i]         # their characters are told in the unit tests
        continue
    begin = text.lstrip(" \xa0\u3000\ufeff\x01")[0]
    guard = "\x27" if begin in starts + "\n" else ""
    text = re.sub("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|\r(?!\n)",
        lambda m: "\\x%02x" % ord(m[0]), text)
    text = re.sub("[\u202e\u2066\u2069\ufeff\u2028\U000e0041]",
        lambda m: "<U+%04X>" % ord(m[0]), text)
    texts[i] = guard + text
del texts[1], texts[2]'
}

@test "sqlite3 reads as many rows of CSV as there are tickets" {
	tix list --csv=id,body >out.csv
	run -0 sqlite3 :memory: '.mode csv' '.import out.csv t' \
	    'SELECT count(*), min(0 + id), max(0 + id) FROM t'
	[ "$output" = "$(find . -name '*.text' | wc -l),1,$(
	    find . -name '*.text' | wc -l)" ]
}

@test "with -0 records end in NUL and no newline is added" {
	tix list -0 --tsv=id,body >out
	compare out '
records = data.split(b"\0")
assert records.pop() == b""
for record in records:
    ident, body = record.split(b"\t")
    assert b"\n" not in body
    read[int(ident)] = texts[int(ident)]'
	tix list -0 --jsonl=id,body >out
	compare out '
records = data.split(b"\0")
assert records.pop() == b""
for record in records:
    r = json.loads(record)
    read[r["id"]] = r["body"]'
}

# script(1) gives the program a terminal, which adds CR to LF.
@test "a table on a terminal is tame and fits, in cells" {
	local width

	for width in 1 7 40 80 200; do
		run -0 env TERM=xterm script -qefc "stty cols $width &&
		    tix list --no-pager --color=never --columns=id,subject,body" \
		    typescript </dev/null
		# It frames what it records: one line before, two behind.
		sed 1d typescript | head -n -2 | tr -d '\r' >out
		is_tame out '\n'
		[ "$(wc -l <out)" = $((1 + $(find . -name '*.text' | wc -l))) ]
		width=$width python3 -c '
import os, unicodedata
for line in open("out", encoding="utf-8").read().split("\n"):
    cells = sum(0 if unicodedata.combining(c) or c in "\u200d\u200c" else
        2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)
    assert cells <= int(os.environ["width"]), line'
	done
}

@test "a table's only sequences are those of its heading" {
	run -0 env TERM=xterm script -qefc \
	    'stty cols 60 && tix list --no-pager --color=always' \
	    typescript </dev/null
	run -0 grep -c $'\033' typescript
	[ "$output" = 1 ]
	run -0 grep -c $'^\033\\[1m.*\033\\[m' typescript
	[ "$output" = 1 ]
}
