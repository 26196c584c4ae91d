# tix show: a ticket and its history.

load ../lib/common

setup() {
	desk
	tix open --key K --body $'It is dead.\n\nSince noon.' 'VPN down'
	tix open 'Printer on fire'
}

@test "a card has the subject, what is known, the body and the history" {
	tix take --as ewa 1
	tix note -m 'called' 1
	run -0 --separate-stderr tix show 1
	[ "$stderr" = "" ]
	[[ ${lines[0]} = "#1  VPN down" ]]
	[[ $output = *$'\nlevel '*L2$'\n'* ]]
	[[ $output = *$'\nowner '*ewa$'\n'* ]]
	[[ $output = *$'\n    It is dead.\n\n    Since noon.\n'* ]]
	[[ $output = *"taken by $(id -un) for ewa"* ]]
	[[ $output = *"noted by $(id -un)  [5]"$'\n    called'* ]]
	# What is none is not there.
	[[ $output != *vendor_case* ]]
}

@test "what a program before it in the pipe has done is not to come" {
	unset TIX_NOW
	run -0 bash -o pipefail -c \
		"(sleep 1.1; tix note -m late 1) | tix show --brief"
	[[ $output = *"(0s ago)"* ]]
	[[ $output != *"(in "* ]]
}

@test "--brief leaves the history out" {
	run -0 --separate-stderr tix show --brief 1
	[[ $output = *"Since noon." ]]
	[[ $output != *"opened by"* ]]
}

@test "several cards have a blank line between them" {
	run -0 --separate-stderr tix show -b 2 1
	[[ $output = "#2  Printer on fire"*$'\n\n#1  VPN down'* ]]
}

@test "one ticket is an object, several are an array, lines are objects" {
	run -0 tix show --json 1
	python3 -c 'import json, sys
assert json.loads(sys.argv[1])["subject"] == "VPN down"' "$output"
	run -0 tix show --json 1 2
	python3 -c 'import json, sys
assert [t["id"] for t in json.loads(sys.argv[1])] == [1, 2]' "$output"
	run -0 tix show --jsonl=id,key 2 1
	[ "$output" = $'{"id":2,"key":null}\n{"id":1,"key":"K"}' ]
	run -0 tix show --tsv=key,subject 1
	[ "$output" = $'K\tVPN down' ]
}

@test "every field is in the JSON, none is invented" {
	run -0 tix show --json 1
	python3 - "$output" <<-'EOF'
	import json, sys
	want = ("id subject body kind state waiting_on wait_until wait_then"
	    " level queue team owner requester organisation category service"
	    " asset source channel impact urgency priority priority_source tags"
	    " key count opened updated taken first_response resolved closed"
	    " resolution rating due next_due breached effort undelivered problem"
	    " vendor_case agreement checklist visits bounces parent merged_into links watchers origin fields"
	    " alarm calendar"
	    ).split()
	assert list(json.loads(sys.argv[1])) == want
	EOF
}

@test "an unknown ticket is named and the others are shown" {
	run -3 --separate-stderr tix show -b 9 2 x
	[[ $output = "#2  Printer on fire"* ]]
	[ "$stderr" = $'tix show: no ticket \'9\'\ntix show: no ticket \'x\'' ]
	run -3 --separate-stderr tix show --json 9
	[ "$output" = "[]" ]
	[ "$stderr" = "tix show: no ticket '9'" ]
}

@test "unknown fields and options are met with those there are" {
	run -2 --separate-stderr tix show --json=id,colour 1
	[ "$output" = "" ]
	[[ $stderr = "tix show: unknown field 'colour'; there are: id, subject, "* ]]
	run -2 --separate-stderr tix show --json= 1
	[ "$output" = "" ]
	run -2 --separate-stderr tix show --xml 1
	[[ $stderr = "tix show: unknown option '--xml'; there are: --brief, "* ]]
}

@test "ids come from a pipe, never from a file without -" {
	run -0 --separate-stderr bash -o pipefail -c 'printf "2\tx\n1\n" | tix show --tsv=id'
	[ "$output" = $'2\n1' ]
	run -2 --separate-stderr bash -c 'tix show </dev/null'
	[ "$stderr" = "tix show: which ticket? give ids, or '-' to read them" ]
	run -0 --separate-stderr bash -c 'echo 1 >ids; tix show --tsv=id - <ids'
	[ "$output" = 1 ]
	run -0 --separate-stderr bash -o pipefail -c \
	    'printf "1\n2\n" | while read -r id; do tix show --tsv=id "$id"; done'
	[ "$output" = $'1\n2' ]
}

@test "showing asks for no clock, no gate and no write" {
	before=$(dump)
	flock -x tix.db-gate -c 'tix show --tsv=id 1' >out
	[ "$(<out)" = 1 ]
	[ "$(dump)" = "$before" ]
}

@test "nothing in a ticket can steer the terminal it is shown on" {
	e=$'\e]0;x\a\e[2J \xc2\x9b31m \xe2\x80\xae\xe2\x81\xa6 \xff\x08\r'
	id=$(tix open --body "$e" --owner "$e" --key "$e" --tag "$e" \
	    --service "$e" --requester "$e" "$e")
	tix note -m "$e" "$id"
	tix escalate --reason "$e" "$id"
	tix close --reason "$e" "$id"
	for words in "show $id" "show --json $id" "show --csv $id" \
	    "show --tsv $id" "log $id" "log --json $id" "log --csv $id" \
	    "list $id" "list --csv"; do
		run --separate-stderr tix $words
		python3 - "$output$stderr" <<-'EOF'
		import os, sys
		text = os.fsencode(sys.argv[1]).decode("utf-8", "surrogateescape")
		bad = [hex(ord(c)) for c in text if (ord(c) < 32 and c not in "\n\t")
		    or 127 <= ord(c) < 160 or c in "\u202e\u2066"
		    or 0xdc80 <= ord(c) < 0xdd00]
		assert not bad, bad
		EOF
	done
	sound
}

# On a terminal of $1 columns.
on_terminal() {
	COLUMNS=$1 TERM=xterm script -qec "${*:2}" /dev/null </dev/null |
		tr -d '\r'
}

@test "what an event changed is broken at the width of a terminal" {
	tix open --tag alpha --tag beta --category network --impact high \
		--requester 'Żółw Ślimak' 'Slow network'
	run -0 tix show 3
	whole=$(grep 'opened by' <<<"$output")
	[ "${#whole}" -gt 100 ]
	run -0 on_terminal 80 tix show --no-pager --color=never 3
	[[ $output = *'opened by'*,$'\n        '*'  ['*']'* ]]
	python3 - "$output" "$whole" <<-'EOF'
		import sys
		shown, whole = sys.argv[1].split("\n"), sys.argv[2]
		assert max(map(len, shown)) <= 80, shown
		at = [i for i, l in enumerate(shown) if "opened by" in l][0]
		parts = [shown[at]]
		for above, l in zip(shown[at:], shown[at + 1:]):
		    if not l.startswith(" " * 8):
		        break
		    # no line is shorter than it had to be
		    first, comma, _ = (l[8:] + " ").partition(", ")
		    assert len(above + " " + first.rstrip() + comma[:1]) > 80
		    assert above == above.rstrip()
		    parts.append(l[8:])
		assert " ".join(parts) == whole, (parts, whole)
	EOF
	run -0 on_terminal 300 tix show --no-pager --color=never 3
	[[ $'\n'$output$'\n' = *$'\n'"$whole"$'\n'* ]]
}
