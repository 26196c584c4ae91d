# tix return: handing back down, with a code.

load ../lib/common

setup() {
	desk
	tix open 'Nobody knows'
	tix escalate --to L3 -r hard 1
}

@test "back where it was handed up from, with a code and words to it" {
	tix take 1
	run -0 --separate-stderr tix return --reason missing-information -m 'which host?' 1
	[ "$output" = 1 ]
	[ "$stderr" = "tix return: ticket 1 is back at L1 for the 2nd time" ]
	[ "$(of 1 level,queue,owner)" = $'L1\thelpdesk\t'"$(id -un)" ]
	[[ $(tix show 1) = *"missing-information: which host?"* ]]
	sound
}

@test "each level's own agent and queue get it back" {
	id=$(tix open --level L1 --queue access x)
	tix take -q --as ewa "$id"
	tix escalate --as ewa -r up --queue network "$id"
	tix take --as jan "$id"
	tix escalate --as jan -r up "$id"
	tix take --as ola "$id"
	tix return -q --as ola -r other "$id"
	[ "$(of "$id" level,queue,owner)" = $'L2\tnetwork\tjan' ]
	tix return -q --as jan -r other "$id"
	[ "$(of "$id" level,queue,owner)" = $'L1\taccess\tewa' ]
	# With a queue it is nobody's in there.
	tix escalate -q -r up "$id"
	tix return -q -r other --queue workplace "$id"
	[ "$(of "$id" level,queue,owner)" = $'L1\tworkplace\t' ]
	sound
}

@test "every code is accepted, no other" {
	for code in missing-information wrong-level solved-with-knowledge \
	    not-a-fault duplicate other; do
		id=$(tix open x)
		tix escalate -r x "$id"
		run -0 --separate-stderr tix return -r $code "$id"
		[ "$output" = "$id" ]
		[ "$(of "$id" level)" = L1 ]
	done
	run -3 --separate-stderr tix return -r because 1
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
	run -4 --separate-stderr tix return -r other --to L0 1
	[ "$stderr" = "tix return: ticket 1 was not at L0; it goes back to: L1" ]
	id=$(tix open --level L0 x)
	run -4 --separate-stderr tix return -r other "$id"
	[ "$stderr" = "tix return: ticket $id is at L0, the first level" ]
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

@test "only where it was: another level is refused, with those" {
	run -4 --separate-stderr tix return -r other --to L2 1
	[ "$output" = "" ]
	[ "$stderr" = "tix return: ticket 1 was not at L2; it goes back to: L1" ]
	# One that began where it is goes anywhere, one down if nobody says where.
	id=$(tix open --level L3 x)
	run -0 tix return -r wrong-level "$id"
	[ "$(of "$id" level,queue)" = $'L2\tspecialists' ]
	id=$(tix open --level L3 x)
	run -0 tix return -r wrong-level --to L1 "$id"
	[ "$(of "$id" level)" = L1 ]
	sound
}

@test "--queue chooses where it waits" {
	run -0 tix return -q -r wrong-level --queue access 1
	[ "$(of 1 level,queue,owner)" = $'L1\taccess\t' ]
	run -0 tix return -r wrong-level --to L1 --queue workplace 1
	[ "$(of 1 level,queue)" = $'L1\tworkplace' ]
	[ "$(tix log --tsv=kind 1 | grep -c returned)" = 1 ]
	sound
}

@test "a dry run changes nothing" {
	before=$(dump)
	run -0 --separate-stderr tix return -n -r other 1
	[ "$output" = "" ]
	[ "$stderr" = "tix return: would change ticket 1
  -state: new
  +state: open
  -level: L3
  +level: L1
  -queue: experts
  +queue: helpdesk
  +owner: $(id -un)
  +code: other" ]
	[ "$(dump)" = "$before" ]
}

@test "an agent that the desk no longer has gets nothing back" {
	python3 - "$ROOT/lib/store/builtin.desk" "$(id -un)" >a.desk <<-'EOF'
	import json, sys
	desk = json.loads(open(sys.argv[1]).readline())
	desk["agents"] = [{"name": sys.argv[2]}, {"name": "jan"}]
	desk["return"] = {"codes": ["no log", "wrong team"]}
	print(json.dumps(desk))
	EOF
	rm -f "$TIX_DB"*
	tix init -q --desk a.desk
	run -3 --separate-stderr tix return -r other 1
	[[ $stderr = "tix return: no reason 'other'; there are: no log, wrong team" ]]
	[ "$(tix return --complete --reason '' | cut -f 1)" = $'no log\nwrong team' ]
}
