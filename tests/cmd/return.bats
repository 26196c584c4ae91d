# tix return: handing back down, with a code.

load ../lib/common

setup() {
	desk
	tix open 'Nobody knows'
	tix escalate --to L3 -r hard 1
}

@test "one down, into the level's queue, with a code and words to it" {
	tix take 1
	run -0 --separate-stderr tix return --reason missing-information -m 'which host?' 1
	[ "$output" = 1 ]
	[ "$stderr" = "" ]
	[ "$(of 1 level,queue,owner)" = $'L2\tspecialists\t' ]
	[[ $(tix show 1) = *"missing-information: which host?"* ]]
	sound
}

@test "every code is accepted, no other" {
	for code in missing-information wrong-level solved-with-knowledge \
	    not-a-fault duplicate other; do
		id=$(tix open x)
		tix escalate -r x "$id"
		run -0 tix return -r $code "$id"
		[ "$output" = "$id" ]
		[ "$(of "$id" level)" = L1 ]
	done
	run -2 --separate-stderr tix return -r because 1
	[ "$output" = "" ]
	[ "$stderr" = "tix return: no reason 'because'; there are: missing-information, wrong-level, solved-with-knowledge, not-a-fault, duplicate, other" ]
	run -2 --separate-stderr tix return 1
	[ "$stderr" = "tix return: why does it go back? give --reason, one of: missing-information, wrong-level, solved-with-knowledge, not-a-fault, duplicate, other" ]
	run -2 --separate-stderr tix return -r '' 1
	[ "$output" = "" ]
	[ "$(of 1 level)" = L3 ]
}

@test "--to goes there at once; there already is done; up is refused" {
	run -0 tix return -r other --to L1 1
	[ "$(of 1 level,queue)" = $'L1\thelpdesk' ]
	run -0 tix return -r other --to L1 1
	[ "$output" = 1 ]
	run -0 tix return -r other --to L1 --changed 1
	[ "$output" = "" ]
	run -4 --separate-stderr tix return -r other --to L2 1
	[ "$stderr" = "tix return: ticket 1 is at L1, below L2; tix escalate hands up" ]
	run -3 --separate-stderr tix return -r other --to l1 1
	[ "$stderr" = "tix return: no level 'l1'; there are: L0, L1, L2, L3, L4" ]
}

@test "the first level is the end of the way" {
	tix return -r other --to L0 1
	run -4 --separate-stderr tix return -r other 1
	[ "$stderr" = "tix return: ticket 1 is at L0, the first level" ]
	sound
}

@test "what is done, unplaced or unknown does not go back" {
	tix close 1
	tix open --no-route lost
	run -4 --separate-stderr tix return -r other 1 2 9
	[ "$output" = "" ]
	[ "$stderr" = "tix return: ticket 1 is closed
tix return: ticket 2 is at no level of this desk; give --to, or place it by tix route
tix return: no ticket '9'" ]
}

@test "--queue chooses where it waits" {
	run -0 tix return -r wrong-level --queue storage 1
	[ "$(of 1 level,queue)" = $'L2\tstorage' ]
	run -0 tix return -r wrong-level --to L2 --queue network 1
	[ "$(of 1 level,queue)" = $'L2\tnetwork' ]
	[ "$(tix log --tsv=kind 1 | grep -c returned)" = 1 ]
	sound
}

@test "a dry run changes nothing" {
	before=$(dump)
	run -0 --separate-stderr tix return -n -r other 1
	[ "$output" = "" ]
	[ "$stderr" = "tix return: would change ticket 1
  -level: L3
  +level: L2
  -queue: experts
  +queue: specialists
  +code: other" ]
	[ "$(dump)" = "$before" ]
}
