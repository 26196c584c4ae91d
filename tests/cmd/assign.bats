# tix assign: giving tickets to somebody.

load ../lib/common

setup() {
	desk
	tix open one
	tix open two
}

@test "a new ticket that is given to somebody is open" {
	run -0 --separate-stderr tix assign --to ewa --reason 'knows it' 1
	[ "$output" = 1 ]
	[ "$stderr" = "" ]
	[ "$(of 1 owner,team,state,taken)" = \
	    $'ewa\t\topen\t2026-11-23T14:00:00Z' ]
	[[ $(tix log --tsv=what 1) = *"knows it (owner ewa, state open)" ]]
	sound
}

@test "a team alone leaves a ticket new and nobody's" {
	tix assign --team network 1
	[ "$(of 1 owner,team,state,taken)" = $'\tnetwork\tnew\t' ]
	tix assign --to ewa 1
	[ "$(of 1 owner,team,state)" = $'ewa\tnetwork\topen' ]
	tix assign --team '' 1
	[ "$(of 1 owner,team)" = $'ewa\t' ]
	sound
}

@test "it is taken from whoever has it, and given to nobody" {
	tix take --as tom 1
	tix assign --to ewa 1
	[ "$(of 1 owner)" = ewa ]
	run -0 tix assign --nobody 1
	[ "$output" = 1 ]
	[ "$(of 1 owner,state)" = $'\topen' ]
	tix assign --nobody 2
	[ "$(of 2 owner,state)" = $'\tnew' ]
	sound
}

@test "me is the caller, or the name behind --as" {
	tix assign --to me 1
	[ "$(of 1 owner)" = "$(id -un)" ]
	tix assign --to me --as ewa 2
	[ "$(of 2 owner)" = ewa ]
}

@test "when it was first taken stays" {
	tix assign --to ewa 1
	tix assign --to jan --now 2026-11-23T15:00:00Z 1
	[ "$(of 1 owner,taken)" = $'jan\t2026-11-23T14:00:00Z' ]
}

@test "what is so already is no event" {
	tix assign --to ewa --team net 1
	before=$(dump)
	run -0 --separate-stderr tix assign --to ewa 1
	[ "$output" = 1 ]
	run -0 tix assign --team net --changed 1
	[ "$output" = "" ]
	[ "$(dump)" = "$before" ]
}

@test "nobody and somebody, or neither, is used wrongly" {
	run -2 --separate-stderr tix assign 1
	[ "$stderr" = "tix assign: to whom? give --to or --team" ]
	run -2 --separate-stderr tix assign --nobody --to ewa 1
	[ "$stderr" = "tix assign: --to or --nobody, not both" ]
	run -2 --separate-stderr tix assign --to '' 1
	[ "$stderr" = "tix assign: --to nobody? say --nobody" ]
	[ "$(of 1 owner)" = "" ]
}

@test "what is done is refused" {
	tix resolve 1
	tix close 2
	tix cancel "$(tix open three)"
	tix open four
	tix open five
	tix merge --into 5 4
	run -4 --separate-stderr tix assign --to ewa 1 2 3 4
	[ "$output" = "" ]
	[ "$stderr" = "tix assign: ticket 1 is resolved
tix assign: ticket 2 is closed
tix assign: ticket 3 is cancelled
tix assign: ticket 4 is merged into 5" ]
	sound
}

@test "only an agent of a desk that declares its agents can have it" {
	python3 - "$ROOT/lib/store/builtin.desk" "$(id -un)" >agents.json <<-'END'
		import json, sys
		desk = json.loads(open(sys.argv[1]).readline())
		desk["agents"] = [{"name": sys.argv[2]}, {"name": "ewa"}]
		print(json.dumps(desk))
	END
	export TIX_DB=$PWD/agents.db
	tix init -q --desk agents.json
	tix open one
	run -3 --separate-stderr tix assign --to nobody-here 1
	[[ $stderr = "tix assign: no agent 'nobody-here'; there are: $(id -un), ewa" ]]
	run -0 tix assign --to ewa 1
	[ "$(of 1 owner)" = ewa ]
	run -3 --separate-stderr tix set --set owner=tom 1
	[[ $stderr = "tix set: no agent 'tom'; there are: $(id -un), ewa" ]]
	run -3 --separate-stderr tix open --set owner=tom two
	[[ $stderr = "tix open: no agent 'tom'; there are: $(id -un), ewa" ]]
	sound
}

@test "only a team of a desk that declares its teams can have it" {
	cat >teams.conf <<-'END'
		level L1 { queue = front }
		queue front { level = L1 }
		team front { level = L1 queues = front }
		team network { level = L1 }
	END
	tix desk apply -q --move queue:helpdesk=front teams.conf
	before=$(dump)
	run -3 --separate-stderr tix assign --team zzz 1
	[ "$stderr" = "tix assign: no team 'zzz'; there are: front, network" ]
	[ "$(dump)" = "$before" ]
	tix assign --team network 1
	[ "$(of 1 team)" = network ]
	tix assign --team '' 1
	[ "$(of 1 team)" = "" ]
}

@test "hostile names are kept, and shown harmless" {
	name=$'e\e[31mwa\u202e"'
	tix assign --to "$name" --team $'a\nb\tc' 1
	run -0 tix show 1
	[[ $output != *$'\e'* && $output != *$'\u202e'* ]]
	tix show --json=owner,team 1 | python3 -c '
import json, sys
t = json.load(sys.stdin)
assert t["owner"] == "e\x1b[31mwa\u202e\"", t
assert t["team"] == "a\nb\tc", t'
	long=$(printf '%0300d' 7)
	run -2 --separate-stderr tix assign --to "$long" 1
	[[ $stderr = "tix assign: owner: 300 bytes; at most 200 (owner-max)" ]]
	sound
}

@test "a dry run says what would change and changes nothing" {
	before=$(dump)
	run -0 --separate-stderr tix assign --to ewa -n 1
	[ "$output" = "" ]
	[ "$stderr" = "tix assign: would change ticket 1
  -state: new
  +state: open
  +owner: ewa" ]
	[ "$(dump)" = "$before" ]
}

@test "unknown tickets are named and the others given" {
	run -3 --separate-stderr tix assign --to ewa 9 2 x
	[ "$output" = 2 ]
	[ "$stderr" = $'tix assign: no ticket \'9\'\ntix assign: no ticket \'x\'' ]
}
