# tix close: for good.

load ../lib/common

setup() {
	desk
	tix open one
	tix open two
}

@test "a ticket is closed, and what was not resolved is so from then on" {
	run -0 --separate-stderr tix close 1
	[ "$output" = 1 ]
	[ "$stderr" = "" ]
	[ "$(of 1 state,resolved,closed)" = \
	    $'closed\t2026-11-23T14:00:00Z\t2026-11-23T14:00:00Z' ]
	sound
}

@test "closing what is resolved keeps the time of the resolution" {
	tix resolve 1
	tix close --now 2026-11-25T00:00:00Z --reason 'user agrees' 1
	[ "$(of 1 resolved,closed)" = \
	    $'2026-11-23T14:00:00Z\t2026-11-25T00:00:00Z' ]
	[[ $(tix show 1) = *"user agrees"* ]]
	sound
}

@test "closed already is done: printed, unless only changes are wanted" {
	tix close 1
	before=$(dump)
	run -0 --separate-stderr tix close 1
	[ "$output" = 1 ]
	run -0 tix close --changed 1
	[ "$output" = "" ]
	[ "$(dump)" = "$before" ]
}

@test "unknown tickets are named and the others closed" {
	run -3 --separate-stderr tix close 9 2 8
	[ "$output" = 2 ]
	[ "$stderr" = $'tix close: no ticket \'9\'\ntix close: no ticket \'8\'' ]
}

@test "a dry run changes nothing" {
	before=$(dump)
	run -0 --separate-stderr tix close -n 1
	[ "$output" = "" ]
	[ "$stderr" = "tix close: would change ticket 1
  -state: new
  +state: closed" ]
	[ "$(dump)" = "$before" ]
}

@test "an unknown option is met with those there are" {
	run -2 --separate-stderr tix close -m x 1
	[[ $stderr = "tix close: unknown option '-m'; there are: --reason, --changed, "* ]]
	[ "$(of 1 state)" = new ]
}
