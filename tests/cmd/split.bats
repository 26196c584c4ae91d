# tix split: two things were told at once.

load ../lib/common

setup() {
	desk
	tix open 'Printer jams' --requester ann --channel phone \
	    --set organisation=acme --set service=print --asset prn-4
	tix note -m $'\n  The scanner is gone, too.\nSince Monday.' \
	    --effort 10m 1
	n=$(tix log --tsv=seq,kind 1 | awk '$2 == "noted" { print $1 }')
}

@test "a note becomes a ticket, and its number is printed" {
	run -0 --separate-stderr tix split --event "$n" 1
	[ "$output" = 2 ]
	[ "$stderr" = "" ]
	[ "$(of 2 subject,state,requester,channel,organisation,service,asset)" = \
	    $'The scanner is gone, too.\tnew\tann\tphone\tacme\tprint\tprn-4' ]
	tix show --json=body 2 | python3 -c '
import json, sys
assert json.load(sys.stdin)["body"] == \
    "\n  The scanner is gone, too.\nSince Monday."'
	[ "$(of 1 links)" = split-to:2 ]
	[ "$(of 2 links)" = split-from:1 ]
	[ "$(of 1 effort)" = 600 ]
	[ "$(of 2 effort)" = 0 ]
	sound
}

@test "it is routed by its own words" {
	[ "$(of 1 category)" = printing ]
	tix note -m 'vpn tunnel down' 1
	tix set --category '' 1
	seq=$(tix log --tsv=seq,what 1 | awk '/vpn/ { print $1 }')
	tix split --event "$seq" 1
	[ "$(of 2 category,queue,level)" = $'network\tnetwork\tL2' ]
	sound
}

@test "the subject may be said, and has its bounds" {
	tix split --event "$n" --subject 'Scanner is lost' 1
	[ "$(of 2 subject)" = 'Scanner is lost' ]
	run -2 --separate-stderr tix split --event "$n" \
	    --subject "$(printf '%01001d' 0)" 1
	[ "$stderr" = "tix split: subject: 1001 bytes; at most 1000 (subject-max)" ]
	run -2 --separate-stderr tix split --event "$n" --subject ' ' 1
	[ "$stderr" = "tix split: a ticket needs a subject" ]
	run -0 tix split --event "$n" --subject "$(printf '%01000d' 0)" 1
	sound
}

@test "a long first line is cut to 80 columns, between characters" {
	tix note -m "$(python3 -c 'print("é" * 300)')" 1
	seq=$(tix log --tsv=seq,kind 1 | awk '$2 == "noted" { print $1 }' | tail -n 1)
	tix split --event "$seq" 1
	tix show --json=subject,body 2 | python3 -c '
import json, sys
t = json.load(sys.stdin)
assert len(t["subject"]) <= 80 and t["subject"].startswith("é" * 70), t
assert len(t["body"]) == 300'
	sound
}

@test "a reply can be split off" {
	tix reply --by phone -m 'And the fax?' 1
	seq=$(tix log --tsv=seq,kind 1 | awk '$2 == "replied" { print $1 }')
	tix split --event "$seq" 1
	[ "$(of 2 subject,first_response)" = $'And the fax?\t' ]
	sound
}

@test "what is no note and no reply is refused" {
	seq=$(tix log --tsv=seq,kind 1 | awk '$2 == "opened" { print $1 }')
	run -2 --separate-stderr tix split --event "$seq" 1
	[ "$stderr" = "tix split: event $seq is no note and no reply: nothing to split off" ]
	tix open other
	run -3 --separate-stderr tix split --event "$n" 2
	[ "$stderr" = "tix split: ticket 2 has no event '$n'" ]
	run -2 --separate-stderr tix split --event=-1 1
	for seq in 999 9223372036854775807; do
		run -3 --separate-stderr tix split --event=$seq 1
		[ "$output" = "" ]
	done
	run -2 --separate-stderr tix split 1
	[ "$stderr" = "tix split: which note or reply? give --event" ]
	run -2 --separate-stderr tix split --event "$n"
	[ "$stderr" = "tix split: split which ticket?" ]
	run -2 --separate-stderr tix split --event "$n" 1 2
	run -3 --separate-stderr tix split --event "$n" 9
	[ "$stderr" = "tix split: no ticket '9'" ]
	[ "$(tix list id:1.. --tsv=id | wc -l)" -eq 2 ]
	sound
}

@test "undoing it cancels the new ticket, which keeps where it came from" {
	tix split --event "$n" 1
	tix undo 1
	[ "$(of 2 state,links)" = $'cancelled\tsplit-from:1' ]
	[ "$(of 1 links)" = "" ]
	sound
	tix reopen -r 'wanted after all' 2
	[ "$(of 2 state,links)" = $'open\tsplit-from:1' ]
	tix merge --into 1 2
	sound
}

@test "the new ticket is not undone away once something was done to it" {
	tix split --event "$n" 1
	tix take 2
	run -4 --separate-stderr tix undo 1
	[[ $stderr = "tix undo: event "*" (taken) came after ticket 2 was split off: take that back first" ]]
	tix undo 2
	run -0 tix undo 1
	[ "$(of 2 state)" = cancelled ]
	sound
}

@test "the note stays while a ticket that it became stands" {
	tix split --event "$n" 1
	run -4 --separate-stderr tix undo --event "$n" 1
	[[ $stderr = "tix undo: event "*" (split) came after event $n (noted): take that back first" ]]
	tix undo 1
	run -0 tix undo --event "$n" 1
	[ "$(of 1 effort)" = 0 ]
	sound
}

@test "there is no event 0" {
	run -2 --separate-stderr tix split --event 0 1
	[ "$stderr" = "tix split: --event 0: events are numbered from 1" ]
	run -2 --separate-stderr tix split 1
	[ "$stderr" = "tix split: which note or reply? give --event" ]
}

@test "a split that was taken back holds again" {
	tix split --event "$n" 1
	tix undo 1
	seq=$(tix log --tsv=seq,kind 1 | awk '$2 == "retracted" { print $1 }')
	tix undo --event "$seq" 1
	[ "$(of 2 state,links)" = $'new\tsplit-from:1' ]
	[ "$(of 1 links)" = split-to:2 ]
	sound
}

@test "hostile text makes a harmless subject" {
	tix note -m $'\e]0;owned\a\u202egnp.exe\x80' 1
	seq=$(tix log --tsv=seq,kind 1 | awk '$2 == "noted" { print $1 }' | tail -n 1)
	tix split --event "$seq" 1
	run -0 tix show 2
	[[ $output != *$'\e'* && $output != *$'\a'* ]]
	sound
}

@test "a dry run opens nothing" {
	before=$(dump)
	run -0 --separate-stderr tix split --event "$n" -n 1
	[ "$output" = "" ]
	[ "$(dump)" = "$before" ]
}

@test "the desk's own fields go along" {
	python3 - "$ROOT/lib/store/builtin.desk" >own.json <<-'END'
		import json, sys
		desk = json.loads(open(sys.argv[1]).readline())
		desk["fields"] = [{"name": "floor", "type": "integer",
		    "required": ["open"]}]
		print(json.dumps(desk))
	END
	export TIX_DB=$PWD/own.db
	tix init -q --desk own.json
	tix open one --set floor=3
	tix note -m 'and more' 1
	tix set --set floor= 1
	run -4 --separate-stderr tix split --event 3 1
	[ "$stderr" = "tix split: ticket 1: to open, this desk requires: floor" ]
	tix set --set floor=3 1
	tix split --event 3 1
	[ "$(tix show --jsonl=fields 2)" = '{"fields":{"floor":3}}' ]
	sound
}
