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

# A desk with paths, teams, people, and a handover to L3.
staffed() {
	python3 - "$ROOT/lib/store/builtin.desk" "$(id -un)" >staffed.desk <<-'EOF2'
	import json, sys
	desk = json.loads(open(sys.argv[1]).readline())
	level = {v["name"]: v for v in desk["levels"]}
	level["L1"]["escalates_to"] = ["L2", "L4"]
	level["L3"]["handover"] = ["tried", "evidence", "question"]
	desk["teams"] = [
	    {"name": "first", "level": "L1"},
	    {"name": "second", "level": "L2", "assign": "round-robin"},
	    {"name": "third", "level": "L3", "assign": "round-robin"}]
	desk["agents"] = [{"name": sys.argv[2]}, {"name": "ewa", "team": "first"},
	    {"name": "jan", "team": "second"}, {"name": "ola", "team": "second"}]
	for q in desk["queues"]:
	    q["team"] = {"L1": "first", "L2": "second", "L3": "third",
	        "L4": "first"}[q["level"]]
	print(json.dumps(desk))
	EOF2
	rm -f "$TIX_DB"*
	tix init -q --desk staffed.desk
}

@test "the desk says what a level hands up to; another is refused" {
	staffed
	tix open --level L1 --queue helpdesk --owner ewa one
	run -4 --separate-stderr tix escalate --to L3 -r x 1
	[ "$output" = "" ]
	[ "$stderr" = "tix escalate: ticket 1 is at L1, which hands up to L2, L4, not to L3" ]
	[ "$(of 1 level)" = L1 ]
	run -0 tix escalate --to L4 -r x 1
	[ "$(of 1 level)" = L4 ]
	sound
}

@test "the new level's team gives it to somebody, in turn, and the old lets go" {
	staffed
	for i in 1 2 3 4; do
		tix open --level L1 --queue helpdesk --owner ewa x
	done
	run -0 --separate-stderr tix escalate -r x 1 2 3 4
	[ "$stderr" = "" ]
	[ "$(tix list --tsv=id,level,queue,team,owner --sort id)" = \
"1	L2	specialists	second	jan
2	L2	specialists	second	ola
3	L2	specialists	second	jan
4	L2	specialists	second	ola" ]
	[ "$(tix log --jsonl=data 1 | grep -c '"turn":"jan"')" = 1 ]
	run -0 tix log --jsonl=data 1
	[[ $output = *'"why":[{"by":"assign","name":"second","set":"owner","to":"jan"'* ]]
	sound
}

@test "where nobody of the team can, it waits and the grounds say so" {
	staffed
	tix open --level L2 --queue specialists --owner jan x
	tix escalate -r x --handover tried=a --handover evidence=b \
		--handover question=c 1
	[ "$(of 1 level,team,owner)" = $'L3\tthird\t' ]
	[[ $(tix log --jsonl=data 1) = *"nobody is of team third"* ]]
	sound
}

@test "what a handover lacks is named at once, and nothing moves" {
	staffed
	tix open --level L2 --queue specialists --owner jan x
	tix open --level L2 --queue specialists --owner jan y
	before=$(dump)
	run -2 --separate-stderr tix escalate -r x 1 2
	[ "$output" = "" ]
	[ "$stderr" = "tix escalate: a handover to L3 lacks: tried, evidence, question; give --handover PART=TEXT for each" ]
	run -2 --separate-stderr tix escalate -r x --handover evidence=log 1
	[ "$stderr" = "tix escalate: a handover to L3 lacks: tried, question; give --handover PART=TEXT for each" ]
	run -2 --separate-stderr tix escalate -r x --handover tired=x 1
	[ "$stderr" = "tix escalate: no part 'tired' in a handover to L3; there are: tried, evidence, question" ]
	run -2 --separate-stderr tix escalate -r x --handover tried 1
	[ "$stderr" = "tix escalate: --handover 'tried': it is PART=TEXT or PART=@FILE" ]
	run -2 --separate-stderr tix escalate -r x --handover tried= 1
	[ "$stderr" = "tix escalate: handover: 'tried' says nothing" ]
	run -3 --separate-stderr tix escalate -r x --handover tried=@none 1
	[ "$stderr" = "tix escalate: 'none': No such file or directory" ]
	[ "$(dump)" = "$before" ]
}

@test "a handover comes from words, files and standard input, and is shown" {
	staffed
	tix open --level L2 --queue specialists --owner jan x
	printf 'line one\nline two\n' >evidence
	run -0 --separate-stderr bash -o pipefail -c "echo 'Which port?' |
	    tix escalate -r stuck --handover tried=reboot \
	    --handover evidence=@evidence --handover question=@- 1"
	[ "$output" = 1 ]
	[ "$stderr" = "" ]
	run -0 --separate-stderr tix show -b 1
	[[ $output = *"
handover to L3 by $(id -un)
    tried:
        reboot
    evidence:
        line one
        line two
    question:
        Which port?" ]]
	[[ $(tix log --tsv=what 1) = *"stuck; handover tried, evidence, question (level L3"* ]]
	# Standard input is ids or a part.
	run -2 --separate-stderr bash -o pipefail -c \
	    "echo 1 | tix escalate -r x --handover question=@-"
	[ "$stderr" = "tix escalate: which ticket? standard input cannot be both text and ids" ]
	sound
}

@test "a new escalation wants a new handover; the newest is shown on top" {
	staffed
	tix open --level L2 --queue specialists --owner jan x
	all() {
		tix escalate -r x --handover tried="$1" --handover evidence="$1" \
			--handover question="$1" 1
	}
	all first
	tix return -r missing-information 1
	run -2 --separate-stderr tix escalate -r x 1
	[[ $stderr = "tix escalate: a handover to L3 lacks: tried, "* ]]
	all second
	run -0 tix show 1
	[[ ${output%%opened by*} = *"        second"* ]]
	[[ ${output%%opened by*} != *"        first"* ]]
	[[ ${output#*opened by} = *"        first"* ]]
	[[ ${output#*opened by} != *"        second"* ]]
	sound
}

@test "a dry run shows what would be handed over; parts are completed" {
	staffed
	tix open --level L2 --queue specialists --owner jan x
	run -0 --separate-stderr tix escalate -n -r x --handover tried=a \
		--handover evidence=b --handover question=$'c\nd' 1
	[[ $stderr = *"
  +reason: x
  +tried: a
  +evidence: b
  +question: c"* ]]
	[ "$(tix escalate --complete --handover '' | cut -f 1 | tr '\n' ' ')" = \
		"tried= evidence= question= " ]
}

@test "a level that wants nothing takes any part, of any bytes" {
	run -0 tix escalate -r x --handover log=$'\e[2J\xff' --handover at=@@home 1
	run -0 tix show -b 1
	[[ $output != *$'\e'* ]]
	[[ $output = *$'    at:\n        @home'* ]]
	run -2 --separate-stderr tix escalate -r x --handover '2 x=y' 1
	[ "$stderr" = "tix escalate: handover '2 x': a part is named by a word" ]
	sound
}

@test "coming back to a level is told, counted and found" {
	run -0 --separate-stderr tix escalate -r x 1
	[ "$stderr" = "" ]
	run -0 --separate-stderr tix return -r wrong-level 1
	[ "$output" = 1 ]
	[ "$stderr" = "tix return: ticket 1 is back at L1 for the 2nd time" ]
	run -0 --separate-stderr tix escalate -r x 1
	[ "$stderr" = "tix escalate: ticket 1 is back at L2 for the 2nd time" ]
	run -0 --separate-stderr tix return -q -r wrong-level 1
	[ "$stderr" = "" ]
	[ "$(of 1 bounces)" = 3 ]
	[ "$(tix list --tsv=id bounces:1..)" = 1 ]
	[ "$(tix list --tsv=id bounces:4..)" = "" ]
	[[ $(tix show -b 1) = *"visits          L1 3 times (handed up by $(id -un)), L2 2 times; came back 3 times"* ]]
	[[ $(tix show -b 2) != *visits* ]]
	# What is taken back was no visit.
	tix undo 1
	[ "$(of 1 level,bounces)" = $'L2\t2' ]
	sound
}
