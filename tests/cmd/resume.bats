# tix resume: going on.

load ../lib/common

setup() {
	desk
	tix open one
	tix open two
	tix wait --on vendor --until +2d --then resolve 1
}

@test "a ticket that waits is open again, and nothing of the wait is left" {
	run -0 --separate-stderr tix resume --reason 'disk is here' 1
	[ "$output" = 1 ]
	[ "$stderr" = "" ]
	[ "$(of 1 state,waiting_on,wait_until,wait_then)" = $'open\t\t\t' ]
	[[ $(tix log --tsv=what 1) = *"disk is here"* ]]
	sound
}

@test "what does not wait goes on as it is" {
	before=$(dump)
	run -0 --separate-stderr tix resume 2
	[ "$output" = 2 ]
	run -0 tix resume --changed 2
	[ "$output" = "" ]
	[ "$(dump)" = "$before" ]
	[ "$(of 2 state)" = new ]
}

@test "what is done is refused, and stays as it is" {
	tix resolve 1
	tix merge --into "$(tix open three)" 2
	run -4 --separate-stderr tix resume 1 2
	[ "$stderr" = $'tix resume: ticket 1 is resolved\ntix resume: ticket 2 is merged into 3' ]
	[ "$output" = "" ]
}

@test "a resumed ticket is not resolved when its old wait would have ended" {
	tix resume 1
	run -0 tix escalate --due --now 2026-12-24T00:00:00Z
	[ "$output" = "" ]
	[ "$(of 1 state)" = open ]
	sound
}

@test "unknown tickets are named and the others go on" {
	run -3 --separate-stderr tix resume 9 1
	[ "$output" = 1 ]
	[ "$stderr" = "tix resume: no ticket '9'" ]
}
