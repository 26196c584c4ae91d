# tix escalate: handing up, with a reason.

load ../lib/common

setup() {
	desk
	tix open 'Nobody knows'
	tix open 'Nor this'
}

@test "one up, into the level's own queue, out of the owner's hands" {
	tix take 1
	run -0 --separate-stderr tix escalate --reason 'needs a specialist' 1
	[ "$output" = 1 ]
	[ "$stderr" = "" ]
	[ "$(of 1 level,queue,owner,state)" = $'L2\tspecialists\t\topen' ]
	[[ $(tix show 1) = *"needs a specialist"* ]]
	[ "$(of 2 level)" = L1 ]
	sound
}

@test "up to the last level and no further" {
	tix escalate -r a 1
	tix escalate -r b 1
	tix escalate -r c 1
	[ "$(of 1 level,queue)" = $'L4\tvendors' ]
	before=$(dump)
	run -4 --separate-stderr tix escalate -r d 1
	[ "$output" = "" ]
	[ "$stderr" = "tix escalate: ticket 1 is at L4, the last level" ]
	[ "$(dump)" = "$before" ]
	sound
}

@test "a reason is required, before anything is looked at" {
	for args in '' '--reason ""' '--to L2'; do
		run -2 --separate-stderr bash -c "tix escalate $args 1 99"
		[ "$output" = "" ]
		[ "$stderr" = "tix escalate: why does it go up? give --reason" ]
	done
	[ "$(of 1 level)" = L1 ]
}

@test "--to goes there at once, and once there it is done" {
	run -0 tix escalate --to L3 -r hard 1
	[ "$(of 1 level,queue)" = $'L3\texperts' ]
	before=$(dump)
	run -0 --separate-stderr tix escalate --to L3 -r hard 1 2
	[ "$output" = $'1\n2' ]
	run -0 tix escalate --to L3 -r hard --changed 1
	[ "$output" = "" ]
	sound
}

@test "an unknown level or queue is met with the list, for each ticket" {
	run -3 --separate-stderr tix escalate --to L9 -r x 1
	[ "$output" = "" ]
	[ "$stderr" = "tix escalate: no level 'L9'; there are: L0, L1, L2, L3, L4" ]
	run -3 --separate-stderr tix escalate --queue nope -r x 1
	[[ $stderr = "tix escalate: no queue 'nope'; there are: helpdesk, "* ]]
	run -3 --separate-stderr tix escalate --to L1 --queue nope -r x 1
	[[ $stderr = "tix escalate: no queue 'nope'; there are: helpdesk, "* ]]
	[ "$(of 1 level,queue)" = $'L1\thelpdesk' ]
}

@test "down is not up" {
	tix escalate --to L3 -r x 1
	run -4 --separate-stderr tix escalate --to L1 -r x 1
	[ "$output" = "" ]
	[ "$stderr" = "tix escalate: ticket 1 is at L3, above L1; tix return hands back" ]
}

@test "--queue chooses where it waits, also at the level where it is" {
	tix escalate --queue network -r x 1
	[ "$(of 1 level,queue)" = $'L2\tnetwork' ]
	run -0 tix escalate --to L2 --queue storage -r x 1
	[ "$output" = 1 ]
	[ "$(of 1 level,queue)" = $'L2\tstorage' ]
	# A change of queue is no hand-over.
	[ "$(tix log --tsv=kind 1 | grep -c escalated)" = 1 ]
	sound
}

@test "a closed ticket goes nowhere, nor does a resolved one" {
	tix close 1
	tix resolve 2
	run -4 --separate-stderr tix escalate -r x 1 2
	[ "$output" = "" ]
	[ "$stderr" = $'tix escalate: ticket 1 is closed\ntix escalate: ticket 2 is resolved' ]
	[ "$(of 1 level)" = L1 ]
}

@test "a ticket at no level must be placed or told where to go" {
	tix open --no-route lost
	run -4 --separate-stderr tix escalate -r x 3
	[ "$output" = "" ]
	[ "$stderr" = "tix escalate: ticket 3 is at no level of this desk; give --to, or place it by tix route" ]
	run -0 tix escalate --to L2 -r x 3
	[ "$(of 3 level)" = L2 ]
	sound
}

@test "an unknown ticket is reported and the others still go up" {
	run -3 --separate-stderr tix escalate --reason smoke 7 1
	[ "$stderr" = "tix escalate: no ticket '7'" ]
	[ "$output" = 1 ]
}

@test "a refused ticket in a batch leaves no trace among the others" {
	tix close 2
	tix open three
	run -4 --separate-stderr tix escalate -r x 1 2 3 2 1
	[ "$output" = $'1\n3\n1' ]
	[ "$(of 1 level)" = L3 ]
	[ "$(of 3 level)" = L2 ]
	[ "$(tix log --tsv=kind 2 | grep -c escalated)" = 0 ]
	sound
}

@test "a dry run of two steps shows each from where it is" {
	before=$(dump)
	run -0 --separate-stderr tix escalate -n -r x 1 2
	[ "$output" = "" ]
	[ "$stderr" = "tix escalate: would change ticket 1
  -level: L1
  +level: L2
  -queue: helpdesk
  +queue: specialists
  +reason: x
tix escalate: would change ticket 2
  -level: L1
  +level: L2
  -queue: helpdesk
  +queue: specialists
  +reason: x" ]
	[ "$(dump)" = "$before" ]
}

@test "a reason of hostile bytes is kept and never raw on the way out" {
	run -0 tix escalate -r $'\e[2J \xff \n second line' 1
	run -0 --separate-stderr tix show 1
	[[ $output != *$'\e'* ]]
	run -0 --separate-stderr tix log 1
	[[ $output != *$'\e'* ]]
	sound
}
