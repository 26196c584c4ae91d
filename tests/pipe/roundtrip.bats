# Whatever a desk has been through: out and in again it is the same.

load ../lib/common

R=$BATS_TEST_DIRNAME/roundtrip.py

setup() {
	desk
	tix export | python3 -c '
import json, sys
for line in map(json.loads, sys.stdin):
    if line["tix"] == "desk":
        sys.stdout.write(line["compiled"])' >compiled
}

fresh() {
	export TIX_DB=$BATS_TEST_TMPDIR/$1.db
	tix init -q
}

# An export that an independent program made, of SEED and so many events.
round() {
	local seed=$1

	echo "seed $seed"
	python3 "$R" make "$seed" "$2" compiled >a
	anchor=$(python3 "$R" verify a)
	fresh "restored$seed"
	tix import -q a >ids
	[ "$(tix fsck --head)" = "$anchor" ]
	tix fsck -q
	tix export -o b
	cmp a b
	tix list --jsonl id:1.. >restored.rows
	fresh "adopted$seed"
	tix open -q 'of our own'
	tix import -q a >ids
	tix fsck -q
	tix list --jsonl id:1.. >adopted.rows
	python3 "$R" same restored.rows adopted.rows
	run -0 --separate-stderr tix import a
	[ "$output" = "" ]
	[[ $stderr == *": nothing new" ]]
	# Over three desks, too.
	tix export -o c
	python3 "$R" verify c
	fresh "again$seed"
	tix import -q c >ids
	tix fsck -q
	tix export | cmp c
}

@test "desks with all kinds of events, made by another program" {
	round 1 300
	round 2 1000
	round "${SEED:-$(date +%Y%m%d)}" 1000
}

@test "a desk of 10,000 events" {
	round 4 10000
}

# What all programs make of a desk, by pipes.
@test "a desk that was worked on by the programs themselves" {
	local acts=0

	for i in {1..200}; do
		printf 'subject %d \xff "quoted" \\ =1+1\n' "$i"
	done | while IFS= read -r line; do
		tix open -q --at "2026-11-01 08:00" "$line" >/dev/null
	done
	try() {
		[ ! -x "$BIN/tix-$1" ] || {
			tix "$@" >/dev/null 2>&1 || [ $? -lt 70 ]
			acts=$((acts + 1))
		}
	}
	for i in {1..25}; do
		seq 200 | tix note -q -m $'n\x01\xfe' >/dev/null
		seq 1 3 200 | tix escalate -q --reason r >/dev/null 2>&1 || :
		seq 2 3 200 | tix return -q --reason other >/dev/null 2>&1 || :
		seq $((i % 7 + 1)) 7 200 | tix resolve -q --code fixed \
			>/dev/null 2>&1 || :
		seq $((i % 7 + 1)) 14 200 | tix reopen -q --reason r \
			>/dev/null 2>&1 || :
		try take --steal --as "ann $i" $((i + 3))
		try assign --to ewa $((i + 50))
		try set subject=new $((i + 60))
		try tag +a -b $((i + 70))
		try watch $((i + 70))
		try wait --on vendor $((i + 80))
		try cancel $((i + 90))
		try rate 3 $i
		try link --parent $((i + 120)) $((i + 121))
		try link --blocks $((i + 100)) $((i + 101))
		try merge --into $((i + 150)) $((i + 30))
		try reply --by phone -m 'yes' $((i + 10))
		try undo $((i + 60))
		try undo $((i + 121))
	done
	[ "$acts" -ge 25 ]
	[ "$(tix fsck --head | cut -d : -f 1)" -gt 5500 ]
	tix fsck -q
	tix export -o a
	python3 "$R" verify a
	tix list --jsonl id:1.. >restored.rows
	tix report summary >report
	tix log >log
	tix show 31 71 121 >shown
	fresh restored
	tix import -q a >ids
	tix fsck -q
	tix export | cmp a
	tix list --jsonl id:1.. | cmp restored.rows
	tix report summary | cmp report
	tix log | cmp log
	tix show 31 71 121 | cmp shown
	fresh adopted
	tix open -q 'of our own'
	tix import -q a >ids
	tix fsck -q
	tix list --jsonl id:1.. >adopted.rows
	python3 "$R" same restored.rows adopted.rows
}

@test "a note that was redacted stays so, and the chain holds" {
	python3 "$R" make 5 100 compiled | python3 "$R" redact >a
	grep -q '"data":null' a
	python3 "$R" verify a
	tix import -q a >ids
	tix export | cmp a
	fresh other
	tix open -q 'of our own'
	run -5 --separate-stderr tix import a
	[[ $stderr == *": the data of event "*" are gone"* ]]
	tix fsck -q
}

@test "a file that was cut anywhere, or in which a bit was turned, is refused" {
	python3 "$R" make 6 60 compiled >a
	tix export -o empty
	python3 - <<-'EOF'
	import random, subprocess
	whole = open("a", "rb").read()
	rng = random.Random(8)
	for i in range(60):
	    b = bytearray(whole)
	    if i % 3 == 0:
	        b = b[:rng.randrange(len(b))]
	    else:
	        at = rng.randrange(len(b))
	        b[at] ^= 1 << rng.randrange(8)
	    open("b", "wb").write(b)
	    p = subprocess.run(["tix", "import", "b"], capture_output=True)
	    # A blank for another blank, say, is no harm: there is none here.
	    assert p.returncode in (2, 3, 4), (i, p.returncode, p.stderr)
	    assert p.stdout == b"", p.stdout
	EOF
	tix export | cmp empty
	sound
}

@test "an import shot at any moment leaves nothing, or what can be completed" {
	python3 "$R" make 9 3000 compiled >a
	fresh full
	tix open -q 'of our own'
	for pause in 0.01 0.02 0.04 0.07 0.1 0.15 0.25; do
		fresh "shot$pause"
		tix export -o empty
		timeout -s KILL "$pause" tix import -q a >/dev/null || :
		tix fsck -q
		# All or nothing: at its size there is no in between.
		tix export -o now
		cmp -s now empty || cmp now a
		TIX_DB=$BATS_TEST_TMPDIR/full.db \
			timeout -s KILL "$pause" tix import -q a >/dev/null || :
		TIX_DB=$BATS_TEST_TMPDIR/full.db tix fsck -q
	done
	export TIX_DB=$BATS_TEST_TMPDIR/full.db
	tix import -q a >ids
	tix fsck -q
	tix list --jsonl id:1.. >adopted.rows
	fresh restored
	tix import -q a >ids
	tix list --jsonl id:1.. >restored.rows
	python3 "$R" same restored.rows adopted.rows
}

@test "an import that is interrupted is completed by the next" {
	python3 "$R" make 10 8000 compiled >a
	fresh restored
	timeout -s INT 0.2 tix import -q a >/dev/null || [ $? -ge 124 ]
	tix fsck -q
	fresh full
	tix open -q 'of our own'
	timeout -s INT 0.3 tix import -q a >/dev/null || [ $? -ge 124 ]
	tix fsck -q
	tix import -q a >ids
	tix fsck -q
	[ "$(tix list --tsv=id id:2.. | wc -l)" -eq "$(grep -c '"kind":"opened"' a)" ]
}

@test "two imports of one export at once bring each event once" {
	python3 "$R" make 11 3000 compiled >a
	fresh full
	tix open -q 'of our own'
	tix import -q a >one &
	tix import -q a >two
	wait $!
	tix fsck -q
	tix list --jsonl id:1.. >adopted.rows
	fresh restored
	tix import -q a >ids
	tix list --jsonl id:1.. >restored.rows
	python3 "$R" same restored.rows adopted.rows
}

@test "others write while an export is made, and it ends where it began" {
	python3 "$R" make 12 8000 compiled >a
	tix import -q a >ids
	for i in 1 2 3 4 5; do tix note -q -m "meanwhile $i" 1; done >/dev/null &
	tix export -o b
	wait
	python3 "$R" verify b
	[ "$(wc -l <b)" -ge "$(wc -l <a)" ]
}

@test "CSV of what is hostile comes back whole by another reader" {
	python3 "$R" make 13 400 compiled >a
	tix import -q a >ids
	tix list id:1.. --csv=id,subject,body,requester,owner,tags >rows.csv
	tix list id:1.. --jsonl=id,subject,body,requester,owner,tags >rows.jsonl
	python3 - <<-'EOF'
	import csv, json
	rows = list(csv.DictReader(open("rows.csv", newline="",
	    encoding="utf-8")))
	want = [json.loads(l) for l in open("rows.jsonl", encoding="utf-8")]
	assert len(rows) == len(want) > 30
	for row, w in zip(rows, want):
	    assert int(row["id"]) == w["id"]
	    for name in ("subject", "body", "requester"):
	        cell = row[name]
	        assert cell[:1] not in tuple("=+-@\t\r"), cell
	        text = w[name] or ""
	        if text[:1] in tuple("=+-@"):
	            assert cell == "'" + text
	        elif text.isprintable():
	            assert cell == text, (cell, text)
	    assert row["tags"].split() == w["tags"]
	EOF
	grep -q "\"'=1+1\"" rows.csv
}
