# tix resolve: it is solved.

load ../lib/common

setup() {
	desk
	tix open one
	tix open two
}

@test "a ticket is resolved at the time of the run" {
	run -0 --separate-stderr tix resolve --code fixed -m 'new cable' 1
	[ "$output" = 1 ]
	[ "$stderr" = "" ]
	[ "$(of 1 state,resolved,closed)" = $'resolved\t2026-11-23T14:00:00Z\t' ]
	[[ $(tix show 1) = *"fixed: new cable"* ]]
	sound
}

@test "resolving again holds already, and the first time stays" {
	tix resolve 1
	run -0 tix resolve --now 2026-11-24T00:00:00Z 1
	[ "$output" = 1 ]
	[ "$(of 1 resolved)" = 2026-11-23T14:00:00Z ]
	run -0 tix resolve --changed 1 2
	[ "$output" = 2 ]
}

@test "a closed ticket is not resolved" {
	tix close 1
	run -4 --separate-stderr tix resolve 1 2
	[ "$output" = 2 ]
	[ "$stderr" = "tix resolve: ticket 1 is closed" ]
}

@test "how it was solved may come from a file or a pipe" {
	echo 'The cable.' >how
	tix resolve -F how 1
	[[ $(tix show 1) = *"The cable."* ]]
	run -0 bash -o pipefail -c 'echo piped | tix resolve -F - 2'
	[ "$output" = 2 ]
	[[ $(tix show 2) = *"piped"* ]]
	run -2 --separate-stderr tix resolve -m x -F how 2
	[ "$stderr" = "tix resolve: text comes from an option or from a file, not both" ]
}

@test "an owner stays an owner when it is solved" {
	tix take 1
	tix resolve 1
	[ "$(of 1 owner)" = "$(id -un)" ]
}

@test "a dry run changes nothing" {
	before=$(dump)
	run -0 --separate-stderr tix resolve --dry-run 1
	[ "$stderr" = "tix resolve: would change ticket 1
  -state: new
  +state: resolved" ]
	[ "$(dump)" = "$before" ]
}

@test "unknown tickets and options are named" {
	run -3 --separate-stderr tix resolve 9
	[ "$stderr" = "tix resolve: no ticket '9'" ]
	run -2 --separate-stderr tix resolve --reason x 1
	[[ $stderr = "tix resolve: unknown option '--reason'; there are: --code, --message, --file, "* ]]
	run -2 --separate-stderr bash -c 'tix resolve </dev/null'
	[ "$stderr" = "tix resolve: which ticket? give ids, or '-' to read them" ]
}
