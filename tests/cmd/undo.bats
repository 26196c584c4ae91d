# tix undo: as if it had not been done.

load ../lib/common

setup() {
	desk
	tix open one
	tix open two
	tix open three
}

# The ticket without the time of its last change.
state_of() {
	tix show --json "$1" | python3 -c '
import json, sys
t = json.load(sys.stdin)
del t["updated"]
print(json.dumps(t, sort_keys=True))'
}

# The number of the newest event of ticket $1 of kind $2.
event() {
	tix log --tsv=seq,kind "$1" | awk -v k="$2" '$2 == k { n = $1 }
		END { print n }'
}

# What the reports count, as rows.
counts() {
	dump >/dev/null
	sqlite3 copy/tix.db 'SELECT slot, measure, level, priority, sum(n)
	    FROM rollup GROUP BY 1, 2, 3, 4 HAVING sum(n) <> 0 ORDER BY 1, 2, 3, 4'
}

@test "every kind of change is taken back, and nothing of it is left" {
	tix link --relates 3 1
	while read -r words; do
		before=$(state_of 1)
		other=$(state_of 2)
		tallied=$(counts)
		echo "$words"
		eval "tix $words 1" >/dev/null
		[ "$(state_of 1)" != "$before" ]
		run -0 --separate-stderr tix undo 1
		[ "$output" = 1 ]
		[[ $stderr = "tix undo: ticket 1: event "*" is taken back" ]]
		[ "$(state_of 1)" = "$before" ]
		[ "$(state_of 2)" = "$other" ]
		[ "$(counts)" = "$tallied" ]
	done <<-'END'
		take
		assign --to ewa --team net
		set --subject other --impact high --due +1d
		set --set tags='a b'
		tag -a x
		watch
		note --effort 15m -m worked
		reply --by phone -m 'called back'
		wait --on vendor --until +1d --then resolve
		escalate -r smoke
		escalate -r smoke --to L4
		resolve --code fixed -m done --effort 5m
		close
		cancel
		link --parent 2
		link --blocks 2
		merge --into 2
	END
	sound
}

@test "from other states: resuming, reopening, returning, rating, unlinking" {
	undone() {
		before=$(state_of 1)
		tallied=$(counts)
		"$@" >/dev/null
		[ "$(state_of 1)" != "$before" ]
		tix undo 1
		[ "$(state_of 1)" = "$before" ]
		[ "$(counts)" = "$tallied" ]
	}
	tix wait --on customer 1
	undone tix resume 1
	tix escalate -r up 1
	undone tix return --reason other 1
	tix link --parent 2 1
	undone tix link --parent 2 --remove 1
	tix resolve 1
	undone tix reopen -r again 1
	undone tix rate 1 5
	undone tix close 1
	tix cancel 3
	tix set --impact high 2
	sound
}

@test "an undone resolution is no reopening, and moves no time" {
	tix take --now 2026-11-23T14:05:00Z 1
	tix reply --by phone -m hello --now 2026-11-23T14:10:00Z 1
	before=$(of 1 taken,first_response,resolved,closed,state)
	summary=$(tix report summary --json)
	tix resolve --now 2026-11-23T15:00:00Z 1
	[ "$(tix report summary --json)" != "$summary" ] ||
	    tix report summary --json | grep -q '"resolved"'
	tix undo --now 2026-11-23T15:30:00Z 1
	[ "$(of 1 taken,first_response,resolved,closed,state)" = "$before" ]
	[ "$(tix report summary --json)" = "$summary" ]
	[ "$(of 1 resolved)" = "" ]
	tix resolve --now 2026-11-23T16:00:00Z 1
	[ "$(of 1 resolved)" = 2026-11-23T16:00:00Z ]
	sound
}

@test "the first response of a reply that is taken back is that of the next" {
	tix reply --by phone -m first --now 2026-11-23T14:10:00Z 1
	tix reply --by chat -m second --now 2026-11-23T14:20:00Z 1
	tix undo --event "$(tix log --tsv=seq,kind 1 |
		awk '$2 == "replied" { print $1; exit }')" 1
	[ "$(of 1 first_response)" = 2026-11-23T14:20:00Z ]
	tix undo 1
	[ "$(of 1 first_response)" = "" ]
	sound
}

@test "both stay in the history, the one marked" {
	tix tag -a wrong 1
	tix undo --reason 'wrong ticket' 1
	[ "$(tix log --tsv=kind,what 1 | tail -n 2)" = \
	    $'changed\ttaken back: (tags +wrong)\nretracted\tevent 5; wrong ticket' ]
	[[ $(tix show 1) = *"tags +wrong  [5, taken back]"* ]]
	tix log --json 1 | python3 -c '
import json, sys
rows = json.load(sys.stdin)
assert rows[1]["data"]["add"]["tags"] == ["wrong"] or \
    rows[1]["data"]["add"]["tags"] == "wrong", rows[1]'
}

@test "without a ticket it is the caller's own last change, wherever" {
	tix take --as ewa 1
	tix tag -a x 2
	tix tag -a y --as ewa 3
	run -0 --separate-stderr tix undo --as ewa
	[ "$output" = 3 ]
	run -0 --separate-stderr tix undo --as ewa
	[ "$output" = 1 ]
	[ "$(of 2 tags)" = x ]
	run -0 --separate-stderr tix undo
	[ "$output" = 2 ]
	run -3 --separate-stderr tix undo --as jan
	[ "$stderr" = "tix undo: no change of 'jan' among the newest 10000; name the ticket" ]
	sound
}

@test "repeated, it goes back one change at a time, to the opening" {
	opened=$(state_of 1)
	tix take 1
	tix escalate -r up 1
	tix note -m note 1
	tix resolve 1
	tix close 1
	for i in 1 2 3 4 5; do tix undo 1; done
	[ "$(state_of 1)" = "$opened" ]
	run -4 --separate-stderr tix undo 1
	[[ $stderr = "tix undo: event 2 opened ticket 1: cancel that instead" ]]
	sound
}

@test "what a later change set is named, and stays" {
	tix take --as ewa 1
	tix assign --to jan 1
	first=$(event 1 taken)
	run -4 --separate-stderr tix undo --event "$first" 1
	[ "$stderr" = "tix undo: event $((first + 1)) (assigned) set 'owner' after event $first (taken): take that back first" ]
	[ "$(of 1 owner)" = jan ]
	tix undo 1
	tix undo --event "$first" 1
	[ "$(of 1 owner,state)" = $'\tnew' ]
	sound
}

@test "what adds and takes off is taken back whatever came later" {
	tix tag -a a 1
	tix note --effort 10m -m x 1
	tix watch -a ewa 1
	tix tag -a b -r a 1
	tix note --effort 5m -m y 1
	tix undo --event 5 1
	tix undo --event 6 1
	[ "$(of 1 tags,effort,watchers)" = $'b\t300\tewa' ]
	tix undo --event 8 1
	[ "$(of 1 tags)" = "" ]
	sound
}

@test "taken back already is done" {
	tix tag -a a 1
	tix undo 1
	before=$(dump)
	run -0 tix undo --event 5 1
	[ "$output" = 1 ]
	run -0 tix undo --changed --event 5 1
	[ "$output" = "" ]
	[ "$(dump)" = "$before" ]
}

@test "what was taken back holds again, and is taken back again" {
	tix resolve --code fixed 1
	resolved=$(state_of 1)
	tallied=$(counts)
	tix undo 1
	tix undo --event "$(event 1 retracted)" 1
	[ "$(state_of 1)" = "$resolved" ]
	[ "$(counts)" = "$tallied" ]
	tix undo --event "$(event 1 retracted)" 1
	[ "$(of 1 state,resolved)" = $'new\t' ]
	tix undo --event "$(event 1 retracted)" 1
	[ "$(state_of 1)" = "$resolved" ]
	sound
}

@test "a line a ticket says what was taken back, but not with -q" {
	tix take 1
	tix tag -a x 2
	run -0 --separate-stderr tix undo 1 2
	[ "$output" = $'1\n2' ]
	[ "$stderr" = "tix undo: ticket 1: event 5 (taken) is taken back
tix undo: ticket 2: event 6 (changed) is taken back" ]
	run -0 --separate-stderr tix undo --event 5 1
	[ "$stderr" = "" ]
	run -0 --separate-stderr tix undo --event 7 1
	[ "$stderr" = "tix undo: ticket 1: event 7 (retracted) is taken back" ]
	run -0 --separate-stderr tix undo -q 1
	[ "$output" = 1 ]
	[ "$stderr" = "" ]
}

@test "two at once take an event back once" {
	tix tag -a x 1
	for i in 1 2 3 4; do tix undo -q --event 5 1 & done
	wait
	[ "$(tix log --tsv=kind 1 | grep -c retracted)" = 1 ]
	sound
}

@test "no event is taken back by two, however it came about" {
	tix tag -a x 1
	tix undo --event 5 1
	tix undo --event 6 1
	tix undo --event 5 1
	before=$(dump)
	run -0 --separate-stderr tix undo --changed --event 7 1
	[ "$output$stderr" = "" ]
	[ "$(dump)" = "$before" ]
	tix undo --event 8 1
	[ "$(of 1 tags)" = x ]
	tix undo --event 7 1
	tix undo --event 6 1
	tix undo --event 5 1
	[ "$(of 1 tags)" = "" ]
	run -4 --separate-stderr tix undo --event 10 1
	[ "$stderr" = "tix undo: event 10 (retracted) would change nothing: event 11 (retracted) stands; take that back first" ]
	sound
}

@test "it does not hold again where something came in between" {
	tix wait --on vendor 1
	tix undo 1
	back=$(event 1 retracted)
	tix resolve 1
	run -4 --separate-stderr tix undo --event "$back" 1
	[[ $stderr = *"(resolved) set 'state' after event "*" (waited): take that back first" ]]
	[ "$(of 1 state)" = resolved ]
	sound
}

@test "what holds again cannot be pulled from under what came later" {
	tix resolve 1
	tix undo 1
	tix undo --event "$(event 1 retracted)" 1
	again=$(event 1 retracted)
	tix close 1
	run -4 --separate-stderr tix undo --event "$again" 1
	[[ $stderr = *"(closed) set 'state' after event "* ]]
	[ "$(of 1 state)" = closed ]
	sound
}

@test "a resolution stays while a later rating stands" {
	tix resolve 1
	tix rate 1 5
	run -4 --separate-stderr tix undo --event "$(event 1 resolved)" 1
	[ "$stderr" = "tix undo: event 6 (rated) came after event 5 (resolved): take that back first" ]
	tix undo 1
	run -0 tix undo 1
	[ "$(of 1 state,rating)" = $'new\t' ]
	sound
}

@test "a second parent does not come back, nor does a ring" {
	tix link --parent 2 1
	tix undo 1
	back=$(event 1 retracted)
	tix link --parent 3 1
	run -4 --separate-stderr tix undo --event "$back" 1
	[ "$stderr" = "tix undo: ticket 1 has ticket 3 for its 'parent' already" ]
	tix link --parent 3 --remove 1
	gone=$(event 1 unlinked)
	tix link --parent 2 1
	run -4 --separate-stderr tix undo --event "$gone" 1
	[ "$(of 1 links,parent)" = $'parent:2\t2' ]
	tix undo 1
	tix link --parent 1 2
	run -4 --separate-stderr tix undo --event "$back" 1
	[[ $stderr = *"that would be a ring" ]]
	[ "$(of 1 links)" = child:2 ]
	sound
}

@test "what was done together is taken back together, or not at all" {
	tix link --duplicates 1 2 3
	tix resolve --code fixed 1
	[ "$(of 3 state)" = resolved ]
	tix reopen -r 'not mine' 2
	before=$(dump)
	run -4 --separate-stderr tix undo 1
	[[ $stderr = "tix undo: event "*" (reopened) set 'state' after event "*" (resolved): take that back first" ]]
	[ "$(dump)" = "$before" ]
	tix undo 2
	run -0 --separate-stderr tix undo 3
	[ "$output" = 3 ]
	[ "$(tix list id:1..3 --tsv=state)" = $'new\nnew\nnew' ]
	sound
}

@test "a group holds again as a whole" {
	tix link --duplicates 1 2 3
	tix resolve --code fixed 1
	tix undo 1
	tix undo --event "$(event 2 retracted)" 2
	[ "$(tix list id:1..3 --tsv=state)" = $'resolved\nresolved\nresolved' ]
	sound
}

@test "a repeat is taken back: the count goes down" {
	id=$(tix open --key k again)
	tix open --key k again
	tix undo "$id"
	[ "$(of "$id" count)" = 1 ]
	sound
}

@test "a reply that went out stays, and so does what became of it" {
	printf '#!/bin/sh\nexec cat >/dev/null\n' >sendmail
	chmod +x sendmail
	tix set --requester ewa@example.org 1
	TIX_SENDMAIL=$PWD/sendmail tix reply -m hello 1
	run -4 --separate-stderr tix undo 1
	[ "$stderr" = "tix undo: event $(event 1 replied): the reply went out" ]
	run -4 --separate-stderr tix undo --event "$(event 1 sent)" 1
	[ "$stderr" = "tix undo: event $(event 1 sent) tells what became of a reply: it stays" ]
	sound
}

@test "named wrongly" {
	run -3 --separate-stderr tix undo --event 3 1
	[ "$stderr" = "tix undo: ticket 1 has no event '3'" ]
	run -3 --separate-stderr tix undo --event 999 1
	run -3 --separate-stderr tix undo 9
	[ "$stderr" = "tix undo: no ticket '9'" ]
	run -2 --separate-stderr tix undo --event 5
	[ "$stderr" = "tix undo: event 5 of which ticket?" ]
	run -2 --separate-stderr tix undo --event x 1
	tix tag -a x 1
	for operands in 1 ''; do
		run -2 --separate-stderr tix undo --event 0 $operands
		[ "$stderr" = "tix undo: --event 0: events are numbered from 1" ]
	done
	[ "$(of 1 tags)" = x ]
	run -4 --separate-stderr tix undo --event 2 1
	[ "$stderr" = "tix undo: event 2 opened ticket 1: cancel that instead" ]
	sound
}

@test "standard input is never read" {
	tix tag -a x 1
	run -0 --separate-stderr bash -o pipefail -c \
		'printf "3\n2\n" | { tix undo; cat; }'
	[ "$output" = $'1\n3\n2' ]
	[[ $stderr = "tix undo: the last is event "*" (changed) of ticket 1" ]]
}

@test "a dry run says what would be, and changes nothing" {
	tix resolve --code fixed 1
	before=$(dump)
	run -0 --separate-stderr tix undo -n 1
	[ "$output" = "" ]
	[[ $stderr = "tix undo: would change ticket 1
  -state: resolved
  +state: new"* ]]
	[ "$(dump)" = "$before" ]
}

@test "a change that was told late is taken back in its place" {
	tix note --effort 10m -m late --at 2026-11-23T14:30:00Z \
	    --now 2026-11-23T18:00:00Z 1
	tix tag -a x --now 2026-11-23T17:00:00Z 1
	run -0 tix undo --now 2026-11-23T19:00:00Z 1
	[ "$(of 1 tags,effort)" = $'\t600' ]
	tix undo --now 2026-11-23T19:00:00Z 1
	[ "$(of 1 effort)" = 0 ]
	sound
}

@test "what was known before the undo is still what was known then" {
	tix resolve --now 2026-11-23T15:00:00Z 1
	tix undo --now 2026-11-23T16:00:00Z 1
	export TIX_NOW=2026-11-23T17:00:00Z
	[ "$(tix show --known 2026-11-23T15:30:00Z --tsv=state 1)" = resolved ]
	[ "$(tix show --known 2026-11-23T16:30:00Z --tsv=state 1)" = new ]
}

@test "a hostile reason is harmless" {
	tix tag -a x 1
	tix undo --reason $'\e[2J\u202e\n"}' 1
	run -0 tix show 1
	[[ $output != *$'\e'* ]]
	tix log --json 1 | python3 -c '
import json, sys
json.load(sys.stdin)'
	sound
}
