# tix export: the desk as JSON Lines; and tix import of such.

load ../lib/common

setup() {
	desk
}

R=$BATS_TEST_DIRNAME/../pipe/roundtrip.py

# Some tickets of every kind of words.
busy() {
	tix open -q 'VPN is down' --requester ewa --tag remote
	tix open -q $'h\xc3\xa9 \xff\x01' -b $'two\nlines'
	tix open -q '=1+1' --key k
	tix note -m 'a note' 1 2
	tix note --as $'z\xfe' -m "it's" 3
	tix escalate --reason aged 1
	tix resolve --code fixed 2
} >/dev/null

# Into a new desk, which is the one in use from here on.
fresh() {
	export TIX_DB=$BATS_TEST_TMPDIR/$1.db
	tix init -q
}

@test "the first line tells of the desk, the last one of the lines" {
	busy
	tix export >x
	[ "$(python3 "$R" verify x)" = "$(tix fsck --head)" ]
	python3 - <<-'EOF'
	import json
	lines = [json.loads(l) for l in open("x", encoding="utf-8")]
	assert [l["tix"] for l in lines] == ["export", "desk"] + \
	    ["event"] * 9 + ["end"]
	assert lines[0]["desk"] == "standard" and lines[0]["next_ticket"] == 4
	assert lines[0]["query"] is None and lines[0]["events"] == 9
	note = lines[8]
	assert note["kind"] == "noted" and note["ticket"] == 3
	assert note["at"] == note["recorded"] == 1795442400000000
	assert note["on_behalf"] == {"base64": "ev4="}
	assert note["data"] == {"text": "it's"}
	assert lines[-1]["tix"] == "end" and lines[-1]["lines"] == 12
	EOF
}

@test "a query selects tickets, and their whole history comes along" {
	busy
	tix export state:resolved or VPN >x
	python3 "$R" verify x
	python3 - <<-'EOF'
	import json
	lines = [json.loads(l) for l in open("x", encoding="utf-8")]
	events = [(l["ticket"], l["kind"]) for l in lines if l["tix"] == "event"]
	assert events == [(1, "opened"), (2, "opened"), (1, "noted"),
	    (2, "noted"), (1, "escalated"), (2, "resolved")], events
	assert lines[0]["query"] == "state:resolved or VPN"
	assert lines[0]["events"] == 6
	EOF
	run -0 --separate-stderr tix export owner:nobody
	[ "${#lines[@]}" -eq 3 ]
	run -2 --separate-stderr tix export levle:L1
	[ "$output" = "" ]
	run -3 tix export level:L9
}

@test "a file is there whole, for its owner alone, or as it was" {
	busy
	umask 0
	tix export >x
	run -0 tix export -o y
	[ "$output" = "" ]
	cmp x y
	[ "$(stat -c %a y)" = 600 ]
	[ "$(find . -maxdepth 1 -name '.*' -type f)" = "" ]
	# What a link leads to is replaced, the link stays.
	mkdir d
	echo old >d/z
	ln -s d/z z
	tix export -o z
	cmp x d/z
	[ -L z ]
	[ "$(find d -type f | wc -l)" -eq 1 ]
	run -0 tix export -o -
	[ "$output" = "$(cat x)" ]
}

@test "nothing is put in the desk's own place" {
	busy
	ln -s "$TIX_DB" alias
	for name in "$TIX_DB" alias; do
		run -2 --separate-stderr tix export -o "$name"
		[ "$stderr" = "tix export: '$name' is the desk itself" ]
	done
	sound
	run -74 --separate-stderr tix export -o none/x
	[ "$stderr" = "tix export: 'none/x': No such file or directory" ]
	mkdir full
	run -74 tix export -o full
}

@test "what cannot be written is said" {
	busy
	run -74 bash -c 'tix export >/dev/full'
	[[ $output == *"standard output: No space left on device"* ]]
	run -74 --separate-stderr tix export -o /dev/full
	[ "$stderr" = "tix export: '/dev/full': No space left on device" ]
	[ -c /dev/full ]
	seq 400 | sed 's/.*/&	x/' | cut -f 2 >lines
	for i in 1 2 3 4 5 6 7 8; do tix open -q -b "$(seq 20000)" big; done
	run -0 bash -o pipefail -c 'tix export | head -n 1 | cut -c 1-15'
	[ "$output" = '{"tix":"export"' ]
}

@test "a terminal gets none" {
	run -2 python3 - <<-'EOF'
	import os, pty, subprocess, sys
	main, other = pty.openpty()
	p = subprocess.run(["tix", "export"], stdout=other,
	    stderr=subprocess.PIPE, text=True)
	print(p.stderr)
	sys.exit(p.returncode)
	EOF
	[[ $output == *"a terminal cannot take an export; give -o, or a pipe"* ]]
}

@test "what is damaged is not exported" {
	busy
	dump >/dev/null
	damage() {
		rm -f bad.db*
		cp copy/tix.db bad.db
		sqlite3 bad.db "DROP TRIGGER event_is_final;
			DROP TRIGGER event_stays; $1; PRAGMA wal_checkpoint(TRUNCATE)"
		run -74 --separate-stderr tix export --db bad.db -o bad
		[ ! -e bad ]
	}
	damage "UPDATE event SET data = replace(data, 'note', 'nota') WHERE seq = 5"
	[[ $stderr == *"is damaged: event 5: its data are not those that were stored; see tix fsck" ]]
	damage "UPDATE event SET actor = 'eve' WHERE seq = 6"
	[[ $stderr == *"is damaged: event 6: the chain is broken; see tix fsck" ]]
	damage "DELETE FROM event WHERE seq = 4"
	[[ $stderr == *"is damaged: event 5: the one before is missing; see tix fsck" ]]
}

@test "a desk without tickets becomes the one that was exported" {
	busy
	tix export -o x
	tix list id:1.. --jsonl >rows
	tix report summary >report
	fresh other
	run -0 --separate-stderr tix import --dry-run x
	[[ $stderr == "tix import: would restore desk 'standard' ("*"): 3 tickets, 9 events" ]]
	[ "$output" = "" ]
	run -0 --separate-stderr tix import x
	[ "$output" = $'1\n2\n3' ]
	[[ $stderr == "tix import: restored desk 'standard' ("*"): 3 tickets, 9 events" ]]
	tix export -o y
	cmp x y
	tix list id:1.. --jsonl | cmp rows
	tix report summary | cmp report
	sound
	# It goes on as the other would have.
	[ "$(tix open next)" = 4 ]
	[ "$(tix list note --tsv=id | sort)" = $'1\n2' ]
	sound
}

@test "every version of the policy comes back to the byte, with its text or without" {
	busy
	{ tix desk show; printf '# \xc5\xbc "two"\n'; } >text.conf
	{ cat text.conf; echo "agent $(id -un) { }"; } >people.conf
	tix desk compile people.conf >people.desk
	tix desk apply -q text.conf
	tix desk apply -q people.desk --move agent:ewa= --move agent:tom= ||
		tix desk apply -q people.desk
	tix export -o x
	for v in 1 2 3; do tix desk show --version $v --compiled >"$v.want"; done
	tix desk log >log
	fresh other
	tix import -q x
	tix export -o y
	cmp x y
	for v in 1 2 3; do
		tix desk show --version $v --compiled | cmp - "$v.want"
	done
	tix desk show --version 2 | cmp - text.conf
	run -3 tix desk show --version 3
	tix desk log | cmp - log
	sound
}

@test "a desk with tickets gets new ones that know where they are from" {
	busy
	tix export -o x
	id=$(head -n 1 x | grep -o '"id":"[0-9a-f]*' | cut -d '"' -f 4)
	tix list id:1.. --jsonl >theirs
	fresh other
	tix open -q 'of our own'
	run -0 --separate-stderr tix import -n x
	[ "$stderr" = "tix import: 3 tickets, 9 events: would be 3 opened, 0 changed, by 8 new events" ]
	[ "$output" = "" ]
	export TIX_NOW=2026-11-24T09:00:00Z
	run -0 --separate-stderr tix import x
	[ "$output" = $'2\n3\n4' ]
	[ "$stderr" = "tix import: 3 tickets, 9 events: 3 opened, 0 changed, by 8 new events" ]
	tix list id:1.. --jsonl >ours
	python3 "$R" same theirs ours
	[ "$(of 2 origin,opened)" = "$id:1	2026-11-23T14:00:00Z" ]
	tix log 4 --jsonl=at,recorded,on_behalf,via,data | tail -n 1 >note
	python3 - "$id" <<-'EOF'
	import json, sys
	e = json.load(open("note", encoding="utf-8"))
	assert e["at"] == "2026-11-23T14:00:00Z"
	assert e["recorded"] == "2026-11-24T09:00:00Z"
	assert e["on_behalf"] == "z\ufffd" and e["via"] == "import"
	there = [json.loads(l) for l in open("x", encoding="utf-8")][8]
	assert e["data"] == {"text": "it's", "origin": {"desk": sys.argv[1],
	    "ticket": 3, "seq": there["seq"], "recorded": there["recorded"],
	    "actor": there["actor"], "via": "note", "hash": there["hash"]}}
	EOF
	sound
}

@test "again there is nothing new; what has grown brings that" {
	busy
	tix export -o x
	first=$TIX_DB
	fresh other
	tix open -q 'of our own'
	tix import -q x >/dev/null
	dump >before
	run -0 --separate-stderr tix import x
	[ "$output" = "" ]
	[ "$stderr" = "tix import: 3 tickets, 9 events: nothing new" ]
	dump | grep -v "'turns'" >after
	diff <(grep -v "'turns'" before) after
	# Both sides go on with it.
	tix note 3 -m 'said here' >/dev/null
	TIX_DB=$first tix note 2 -m 'said there' >/dev/null
	TIX_DB=$first tix open -q 'opened there'
	run -0 --separate-stderr bash -o pipefail -c \
		"tix export --db '$first' | tix import -"
	[ "$output" = $'3\n5' ]
	[ "$stderr" = "tix import: 4 tickets, 11 events: 1 opened, 1 changed, by 2 new events" ]
	[ "$(tix log 3 --tsv=kind | tr '\n' ' ')" = \
		"opened noted resolved noted noted " ]
	sound
	# And home again: of its own export a desk learns nothing.
	run -0 --separate-stderr tix import --db "$first" x
	[ "$stderr" = "tix import: an export of this desk itself: nothing new" ]
	sound
}

@test "of another copy of the desk nothing is taken for known" {
	busy
	tix export -o x
	fresh copy
	tix import -q x >/dev/null
	tix open -q 'only in the copy'
	tix export -o y
	export TIX_DB=$BATS_TEST_TMPDIR/tix.db
	run -4 --separate-stderr tix import y
	[ "$stderr" = "tix import: 'y' is of another copy of this desk: restore it into an empty one" ]
	tix open -q 'only in the first'
	run -4 tix import y
	sound
}

@test "a ticket that names what is not here is left out, the others come" {
	busy
	tix export -o x
	python3 "$R" data x 'e["kind"] == "escalated" and \
	    e["data"]["set"].update(level="L9")' >y
	fresh other
	tix open -q 'of our own'
	run -5 --separate-stderr tix import y
	[ "$output" = $'2\n3' ]
	[ "${stderr_lines[0]}" = "tix import: y:10: ticket 1 is left out: level 'L9' is none of this desk's" ]
	[ "${stderr_lines[1]}" = "tix import: 3 tickets, 1 left out, 9 events: 2 opened, 0 changed, by 5 new events" ]
	sound
	export TIX_NOW=2026-11-23T13:00:00Z
	fresh third
	tix open -q x
	run -5 --separate-stderr tix import x
	[[ ${stderr_lines[0]} == *": ticket 1 is left out: the time of event 2 is still to come" ]]
	[ "$output" = "" ]
}

@test "rows that came in by a map are known to the restored desk too" {
	cat >m.map <<-'END'
		source = old
		rows = tickets
		key = {no}
		subject = {title}
		opened = {opened}
	END
	printf 'no,title,opened\n1,One,2026-01-01T00:00:00Z\n' >m.csv
	tix import -q --map ./m.map m.csv >/dev/null
	tix export -o x
	fresh restored
	tix import -q x >/dev/null
	run -0 --separate-stderr tix import --map ./m.map m.csv
	[ "$stderr" = "tix import: 1 tickets, 1 rows: nothing new" ]
	tix export | cmp x
	fresh other
	tix open -q 'of our own'
	tix import -q x >/dev/null
	run -0 --separate-stderr tix import --map ./m.map m.csv
	[ "$stderr" = "tix import: 1 tickets, 1 rows: nothing new" ]
	sound
}

@test "attachments go along, each once, whatever they are" {
	head -c 1300000 /dev/urandom >big
	: >none
	printf 'a\0b' >nul
	cp big $'h\xff'
	tix open -q one --attach big --attach none
	tix open -q two --attach nul
	tix note 1 -m x --attach $'h\xff' --attach nul >/dev/null
	tix export -o x
	python3 "$R" verify x
	[ "$(grep -c '^{"tix":"attachment"' x)" -eq 5 ]
	python3 - <<-'EOF'
	import base64, hashlib, json
	files = {}
	for l in map(json.loads, open("x", encoding="utf-8")):
	    if l["tix"] == "attachment":
	        b = files.setdefault(l["sha256"], bytearray())
	        assert len(b) == l["from"]
	        b += base64.b64decode(l["base64"], validate=True)
	have = {bytes(open(f, "rb").read()) for f in ("big", "none", "nul")}
	assert {bytes(b) for b in files.values()} == have
	assert all(hashlib.sha256(b).hexdigest() == h for h, b in files.items())
	EOF
	fresh restored
	tix import -q x >/dev/null
	tix export | cmp x
	tix show 1 --attachment big | cmp big
	sound
	fresh other
	tix open -q 'of our own'
	tix import -q x >/dev/null
	tix show 2 --attachment big | cmp big
	tix show 3 --attachment nul | cmp nul
	sound
	run -0 --separate-stderr tix import x
	[[ $stderr == *": nothing new" ]]
	# Nothing stays of a ticket that is left out, but what others have too.
	python3 - <<-'EOF'
	import re
	text = open("x", encoding="utf-8", newline="\n").read().split("\n")
	out = [l for l in text if '"from":524288' not in l]
	open("y", "w", newline="\n", encoding="utf-8").write("\n".join(out))
	EOF
	fresh third
	tix open -q x
	run -2 --separate-stderr tix import y
	[[ $stderr == "tix import: y:5: 'from' is missing or wrong" ]]
	sound
}

@test "an attachment comes along with the tickets that come, not with others" {
	printf one >one
	printf both >both
	tix open -q first --attach one --attach both
	tix open -q second --attach both
	TIX_NOW=2026-11-24T14:00:00Z tix note 1 -m late >/dev/null
	tix export -o x
	fresh other
	tix open -q 'of our own'
	run -5 tix import -q x
	tix show 2 --attachment both | cmp both
	run -0 sqlite3 -readonly "$TIX_DB" 'SELECT count(*) FROM attachment'
	[ "$output" = 1 ]
	sound
}

@test "a part of a desk goes into any, but restores none" {
	busy
	tix export id:2..3 -o x
	fresh other
	run -0 --separate-stderr tix import x
	[ "$output" = $'1\n2' ]
	[ "$stderr" = "tix import: 2 tickets, 5 events: 2 opened, 0 changed, by 5 new events" ]
	[[ $(of 1 origin) == *:2 ]]
	sound
}

@test "an export goes with no map, and comes alone" {
	busy
	tix export -o x
	fresh other
	run -2 --separate-stderr tix import --map servicenow x
	[ "$stderr" = "tix import: 'x' is an export, which needs no --map" ]
	run -2 --separate-stderr tix import x x
	[ "$stderr" = "tix import: an export comes in alone" ]
	run -2 --separate-stderr tix import --source s x
	[ "$stderr" = "tix import: --source and --zone go with --map" ]
	run -3 --separate-stderr tix import none
	[ "$stderr" = "tix import: 'none': No such file or directory" ]
	: >empty
	printf '{"tix":"event"}\n' >later
	printf '{"tix":"export"' >half
	for f in empty later half /dev/null; do
		run -2 --separate-stderr tix import "$f"
		[ "$stderr" = "tix import: which column is which field? give --map" ]
	done
	run -74 tix import .
}

@test "what is wrong is refused with its line, and nothing comes in" {
	busy
	tix export -o x
	fresh other
	tix export -o empty
	try() {
		python3 -c "
import json, re, sys
lines = open('x', encoding='utf-8', newline='\n').read().split('\n')[:-1]
$1
open('y', 'w', encoding='utf-8', newline='\n').write(
    '\n'.join(lines) + '\n')"
		run "-${3:-2}" --separate-stderr tix import y
		echo "$stderr"
		[ "$stderr" = "tix import: y:$2" ]
		[ "$output" = "" ]
		tix export | cmp empty
	}
	try 'del lines[-1]' '12: it is cut off: there is no end'
	try 'del lines[5]' '6: event 4 is missing'
	try 'lines[5:5] = [lines[5]]' "7: 'seq' is missing or wrong"
	try 'lines[5], lines[6] = lines[6], lines[5]' '6: event 4 is missing'
	try 'lines[6] = lines[6].replace("a note", "a nope")' \
		'7: event 5: its data are not those that were stored'
	try 'lines[6] = re.sub("actor.:.[a-z0-9]*", "actor\":\"eve", lines[6])' \
		'7: event 5: the chain is broken: it or the one before was changed'
	try 'lines[1] = lines[1].replace("standard", "stranger")' \
		'3: event 1: the policy is not the one that came into force'
	try 'lines[0] = lines[0].replace("\"version\":1", "\"version\":2")' \
		'1: an export of version 2, of a newer tix' 4
	try 'lines[0] = re.sub("head.:.9:", "head\":\"8:", lines[0])' \
		"1: 'events' is missing or wrong"
	try 'lines[0] = re.sub("\"id\":\"....", "\"id\":\"0000", lines[0])' \
		"3: 'id' is missing or wrong"
	try 'lines[0] = lines[0].replace("next_ticket\":4", "next_ticket\":3")' \
		"6: 'ticket' is missing or wrong"
	try 'lines[-1] = lines[-1].replace(":12,", ":13,")' \
		"12: 'lines' is missing or wrong"
	try 'lines.append(lines[-1])' "13: a line 'end' that may not stand here"
	try 'lines[4] = lines[0]' "5: a line 'export' that may not stand here"
	try 'lines[4] = "{}"' '5: no line of an export'
	try 'lines[4] = lines[4].replace("noted", "x").replace("opened", "flown")' \
		"5: event 3 is of a kind 'flown' that this tix does not know; use a newer one" 4
	try 'lines.append("[]")' '13: no line of an export'
	# Half a line is not a line.
	head -c -1 x >y
	run -2 --separate-stderr tix import y
	[ "$stderr" = "tix import: y:12: it is cut off within a line" ]
	sed '1s/"standard"/"strange!"/' x >y
	run -2 --separate-stderr tix import y
	[ "$stderr" = "tix import: y:12: the lines before are not those that were written" ]
	tix export | cmp empty
}

@test "a line is bounded" {
	busy
	tix export -o x
	fresh other
	{
		head -n 3 x
		head -c 17000000 /dev/zero | tr '\0' ' '
	} >y
	run -2 --separate-stderr tix import y
	[ "$stderr" = "tix import: y:4: a line of more than 16777216 bytes (export-line-max)" ]
}

@test "a path where the query stands is no search, and nothing found is said" {
	tix open -q 'disk full under /srv/data'
	for path in /tmp/x ./x ../x /; do
		run -2 --separate-stderr tix export "$path"
		[ "$output" = "" ]
		[ "$stderr" = "tix export: '$path' is a file? then give -o before it; to search for it, text:$path" ]
	done
	run -0 --separate-stderr bash -c 'tix export text:/srv/data | grep -c opened'
	[ "$output" = 1 ]
	[ "$stderr" = "" ]
	run -0 --separate-stderr tix export '"/srv/data"'
	[ "$stderr" = "" ]
	run -0 --separate-stderr bash -c 'tix export owner:nobody | wc -l'
	[ "$output" = 3 ]
	[[ $stderr = "tix export: no ticket selected: the export has the policies alone" ]]
	run -0 --separate-stderr tix export -q -o y owner:nobody
	[ "$stderr" = "" ]
	[ -s y ]
}

# What is exported here is restored, and goes in beside another desk.
comes_back() {
	local db=$BATS_TEST_TMPDIR/part.db again=$BATS_TEST_TMPDIR/again.db

	rm -f "$db"* "$again"*
	tix init -q --db "$db" --desk "$1" || return 0
	tix open -q --db "$db" one
	tix note -q --db "$db" -m words 1
	tix export --db "$db" >x
	tix init -q --db "$again"
	tix import -q --db "$again" x
	tix export --db "$again" | cmp x
	tix fsck -q --db "$again"
	tix import -q x
	echo "$1" >>came
}

@test "a desk without a name is restored" {
	cat >small.json <<-'END'
		{"levels": [{"name": "L1"}], "priority": {"impact": ["any"], "urgency": ["any"], "matrix": [[3]]}, "default": {"level": "L1", "impact": 1, "urgency": 1}}
	END
	comes_back small.json
	[ "$(cat came)" = small.json ]
	python3 -c 'import json
assert json.loads(open("x").readline())["desk"] is None'
	rm "$BATS_TEST_TMPDIR/again.db"*
	tix init -q --db again.db
	run -0 --separate-stderr tix import -n --db again.db x
	[[ $stderr = "tix import: would restore a desk ("*"): 1 tickets, 3 events" ]]
	sound
}

@test "whatever part a desk goes without, its export comes back" {
	python3 - "$ROOT/lib/store/builtin.desk" <<-'END'
		import copy, json, sys
		whole, n = json.loads(open(sys.argv[1]).readline()), 0
		def without(at, path):
		    global n
		    if len(path) > 2 or not isinstance(at, (dict, list)):
		        return
		    keys = at if isinstance(at, dict) else [0] if at else []
		    for key in keys:
		        part = copy.deepcopy(whole)
		        inside = part
		        for step in path:
		            inside = inside[step]
		        del inside[key]
		        n += 1
		        json.dump(part, open("without%d.json" % n, "w"))
		        without(at[key], path + [key])
		without(whole, [])
	END
	for file in without*.json; do
		comes_back "$file" 2>>refused
	done
	run -1 grep -v '^tix init' refused
	[ "$(wc -l <came)" -ge 10 ]
	sound
}
