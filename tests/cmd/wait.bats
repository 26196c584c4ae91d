# tix wait: somebody else has to do something.

load ../lib/common

setup() {
	desk
	tix open one
	tix open two
}

@test "a ticket waits for each of those who can keep it waiting" {
	for whom in customer vendor change event; do
		run -0 --separate-stderr tix wait --on "$whom" 1
		[ "$output" = 1 ]
		[ "$stderr" = "" ]
		[ "$(of 1 state,waiting_on,wait_until,wait_then)" = \
		    $'waiting\t'"$whom"$'\t\t' ]
	done
	sound
}

@test "it keeps owner, level and queue, and says why" {
	tix take --as ewa 1
	before=$(of 1 owner,level,queue,team,taken)
	tix wait --on vendor -r 'disk ordered' 1
	[ "$(of 1 owner,level,queue,team,taken)" = "$before" ]
	[[ $(tix log --tsv=what 1) = *"disk ordered"* ]]
	sound
}

@test "its end, and what happens then" {
	tix wait --on customer --until +2d 1
	[ "$(of 1 wait_until,wait_then)" = $'2026-11-25T14:00:00Z\tresume' ]
	tix wait --on customer --until 2026-11-30T08:00:00Z --then resolve 1
	[ "$(of 1 wait_until,wait_then)" = $'2026-11-30T08:00:00Z\tresolve' ]
	tix wait --on vendor 1
	[ "$(of 1 waiting_on,wait_until,wait_then)" = $'vendor\t\t' ]
	sound
}

@test "waiting so already is no event" {
	tix wait --on customer --until +2d 1
	before=$(dump)
	run -0 tix wait --on customer --until 2026-11-25T14:00:00Z \
	    --then resume 1
	[ "$output" = 1 ]
	run -0 tix wait --changed --on customer --until +2d 1
	[ "$output" = "" ]
	[ "$(dump)" = "$before" ]
}

@test "for nobody, until what is past, then without when: used wrongly" {
	run -2 --separate-stderr tix wait 1
	[ "$stderr" = "tix wait: waits on whom? give --on customer, vendor, change or event" ]
	run --separate-stderr tix wait --on godot 1
	[[ $status = [23] && $stderr = *"customer, vendor, change, event" ]]
	for when in now -1s 2026-11-23T14:00:00Z 1969-12-31T23:59:59Z; do
		run -2 --separate-stderr tix wait --on event --until "$when" 1
		[ "$output" = "" ]
	done
	run -2 --separate-stderr tix wait --on event --then resume 1
	[ "$stderr" = "tix wait: --then needs --until: when?" ]
	run --separate-stderr tix wait --on event --until +1d --then sleep 1
	[[ $status = [23] ]]
	run -2 --separate-stderr tix wait --on event --until someday 1
	[ "$(of 1 state)" = new ]
	[ "$(tix log --tsv=kind 1)" = opened ]
}

@test "what is done does not wait" {
	tix resolve 1
	tix cancel 2
	run -4 --separate-stderr tix wait --on event 1 2
	[ "$stderr" = $'tix wait: ticket 1 is resolved\ntix wait: ticket 2 is cancelled' ]
}

@test "any move ends the wait: nothing of it is left" {
	for act in 'resolve' 'close' 'cancel' 'resume' 'merge --into 2'; do
		id=$(tix open again)
		tix wait --on vendor --until +1d --then resolve "$id"
		# shellcheck disable=SC2086 # words are meant
		tix $act "$id"
		[ "$(of "$id" waiting_on,wait_until,wait_then)" = $'\t\t' ]
	done
	sound
}

@test "what waits is live: taken, noted, handed up" {
	tix wait --on vendor 1
	tix take 1
	tix escalate -r smoke 1
	[ "$(of 1 state,waiting_on,level)" = $'waiting\tvendor\tL2' ]
	[ "$(tix list state:waiting --tsv=id)" = 1 ]
	sound
}

@test "a dry run changes nothing" {
	before=$(dump)
	run -0 --separate-stderr tix wait --on vendor -n 1
	[ "$stderr" = "tix wait: would change ticket 1
  -state: new
  +state: waiting
  +waiting_on: vendor" ]
	[ "$(dump)" = "$before" ]
}
