# tix reopen: it was not solved after all.

load ../lib/common

setup() {
	desk
	tix open one
	tix open two
}

@test "a resolved or closed ticket is open again, and no longer resolved" {
	tix resolve 1
	tix close 2
	run -0 --separate-stderr tix reopen --reason 'it is back' 1 2
	[ "$output" = $'1\n2' ]
	[ "$stderr" = "" ]
	[ "$(of 1 state,resolved,closed)" = $'open\t\t' ]
	[ "$(of 2 state,resolved,closed)" = $'open\t\t' ]
	[[ $(tix show 1) = *"it is back"* ]]
	sound
}

@test "a reason is required" {
	tix resolve 1
	for args in '' "--reason ''"; do
		run -2 --separate-stderr bash -c "tix reopen $args 1"
		[ "$output" = "" ]
		[ "$stderr" = "tix reopen: why is it not solved? give --reason" ]
	done
	[ "$(of 1 state)" = resolved ]
}

@test "a ticket that is live holds already" {
	run -0 --separate-stderr tix reopen -r x 1
	[ "$output" = 1 ]
	[ "$(of 1 state)" = new ]
	run -0 tix reopen -r x --changed 1
	[ "$output" = "" ]
}

@test "resolved, reopened, resolved: the last resolution counts" {
	tix resolve 1
	tix reopen -r x --now 2026-11-23T15:00:00Z 1
	tix resolve --now 2026-11-23T16:00:00Z 1
	[ "$(of 1 resolved)" = 2026-11-23T16:00:00Z ]
	sound
}

@test "unknown tickets are named, the others opened again" {
	tix close 1
	run -3 --separate-stderr tix reopen -r x 9 1
	[ "$output" = 1 ]
	[ "$stderr" = "tix reopen: no ticket '9'" ]
}

@test "a dry run changes nothing" {
	tix close 1
	before=$(dump)
	run -0 --separate-stderr tix reopen -n -r x 1
	[ "$output" = "" ]
	[[ $stderr = "tix reopen: would change ticket 1
  -state: closed
  +state: open"* ]]
	[ "$(dump)" = "$before" ]
}
