# tix cancel: not to be done after all.

load ../lib/common

setup() {
	desk
	tix open one
	tix open two
}

@test "a ticket is cancelled: done, but not solved" {
	run -0 --separate-stderr tix cancel --reason 'by mistake' 1
	[ "$output" = 1 ]
	[ "$stderr" = "" ]
	[ "$(of 1 state,resolved,closed,resolution)" = $'cancelled\t\t\t' ]
	[[ $(tix log --tsv=what 1) = *"by mistake"* ]]
	[ "$(tix list state:new..waiting --tsv=id)" = 2 ]
	sound
}

@test "cancelled already is done" {
	tix cancel 1
	before=$(dump)
	run -0 tix cancel 1
	[ "$output" = 1 ]
	run -0 tix cancel --changed 1
	[ "$output" = "" ]
	[ "$(dump)" = "$before" ]
}

@test "what is done is not cancelled" {
	tix resolve 1
	tix close 2
	tix merge --into "$(tix open four)" "$(tix open three)"
	run -4 --separate-stderr tix cancel 1 2
	[ "$output" = "" ]
	[ "$stderr" = $'tix cancel: ticket 1 is resolved\ntix cancel: ticket 2 is closed' ]
	run -4 --separate-stderr tix cancel --query state:merged
	sound
}

@test "its duplicates are cancelled with it, by one act" {
	tix link --duplicates 1 2
	run -0 tix cancel 1
	[ "$output" = 1 ]
	[ "$(of 2 state)" = cancelled ]
	tix undo 1
	[ "$(tix list id:1.. --tsv=state --sort id)" = $'new\nnew' ]
	sound
}

@test "open parts are in the way; what blocks it is not" {
	tix link --parent 1 2
	run -4 --separate-stderr tix cancel 1
	[ "$stderr" = "tix cancel: ticket 1: parts of it, or what blocks it, are open: 2" ]
	[ "$(of 1 state)" = new ]
	tix link --remove --parent 1 2
	tix link --blocks 1 2
	run -0 tix cancel 1
	[ "$(of 2 state)" = new ]
	sound
}

@test "it is reopened, which counts, or undone, which does not" {
	tix cancel 1 2
	tix reopen --reason 'wanted after all' 1
	tix undo 2
	[ "$(tix list id:1.. --tsv=state --sort id)" = $'open\nnew' ]
	sound
}
