# tix take: making a ticket your own.

load ../lib/common

setup() {
	desk
	tix open one
	tix open two
}

@test "a new ticket is taken: it has an owner and is open" {
	run -0 --separate-stderr tix take 1
	[ "$output" = 1 ]
	[ "$stderr" = "" ]
	[ "$(of 1 owner,state,taken)" = "$(id -un)"$'\topen\t2026-11-23T14:00:00Z' ]
	[ "$(of 2 owner,state)" = $'\tnew' ]
	sound
}

@test "taking twice is one event, and the number is printed both times" {
	tix take 1
	before=$(dump)
	run -0 --separate-stderr tix take 1
	[ "$output" = 1 ]
	[ "$(dump)" = "$before" ]
	run -0 tix take --changed 1 2
	[ "$output" = 2 ]
}

@test "somebody else's ticket is refused, and taken with --steal" {
	tix take --as ewa 1
	run -4 --separate-stderr tix take --as jan 1 2
	[ "$output" = 2 ]
	[ "$stderr" = "tix take: ticket 1 is with 'ewa'; --steal takes it all the same" ]
	run -0 --separate-stderr tix take --as jan --steal 1
	[ "$output" = 1 ]
	[ "$(of 1 owner)" = jan ]
	sound
}

@test "a name with escapes in it is shown harmless" {
	tix take --as $'e\e[31mwa' 1
	run -4 --separate-stderr tix take 1
	[[ $stderr = "tix take: ticket 1 is with 'e\\x1b[31mwa'"* ]] ||
	    [[ $stderr = "tix take: ticket 1 is with 'e\\x1B[31mwa'"* ]]
}

@test "when it was first taken stays when somebody else takes over" {
	tix take --as ewa 1
	tix take --now 2026-11-23T15:00:00Z --as jan --steal 1
	[ "$(of 1 owner,taken)" = $'jan\t2026-11-23T14:00:00Z' ]
}

@test "what is done is not taken" {
	tix resolve 1
	tix close 2
	run -4 --separate-stderr tix take 1 2
	[ "$output" = "" ]
	[ "$stderr" = $'tix take: ticket 1 is resolved\ntix take: ticket 2 is closed' ]
}

@test "an unknown ticket is reported and the others are taken" {
	run -3 --separate-stderr tix take 7 1
	[ "$stderr" = "tix take: no ticket '7'" ]
	[ "$output" = 1 ]
}

@test "of several refusals the gravest gives the exit status" {
	tix close 2
	run -4 --separate-stderr tix take 7 2
	run -4 --separate-stderr tix take 2 7
	run -2 --separate-stderr bash -o pipefail -c 'printf "2\n7\n{\n" | tix take'
}

@test "a dry run says what would change and changes nothing" {
	before=$(dump)
	run -0 --separate-stderr tix take -n 1
	[ "$output" = "" ]
	[ "$stderr" = "tix take: would change ticket 1
  -state: new
  +state: open
  +owner: $(id -un)" ]
	[ "$(dump)" = "$before" ]
}

@test "an unknown option is met with those there are" {
	run -2 --separate-stderr tix take --force 1
	[[ $stderr = "tix take: unknown option '--force'; there are: --steal, --changed, "* ]]
	[ "$(of 1 state)" = new ]
}

@test "a clock that was set back puts nothing before what was" {
	tix take --now 2026-11-23T18:00:00Z 1
	run -0 tix note --now 2026-11-23T12:00:00Z -m late 1
	[ "$(tix log --tsv=at,recorded 1 | tail -n 1)" = \
	    $'2026-11-23T18:00:00Z\t2026-11-23T12:00:00Z' ]
	[ "$(of 1 updated)" = 2026-11-23T18:00:00Z ]
	tix resolve --now 2026-11-23T12:30:00Z 1
	tix reopen --now 2026-11-23T11:00:00Z --reason back 1
	[ "$(of 1 state,resolved)" = $'open\t' ]
	sound
}

@test "a move cannot have been made before what followed it" {
	tix take --now 2026-11-23T18:00:00Z 1
	run -4 --separate-stderr tix resolve --now 2026-11-23T19:00:00Z \
	    --at 2026-11-23T17:00:00Z 1
	[ "$output" = "" ]
	[ "$stderr" = "tix resolve: ticket 1 changed at 2026-11-23T18:00:00Z, after --at" ]
	run -0 tix resolve --now 2026-11-23T19:00:00Z --at 2026-11-23T18:30:00Z 1
	[ "$(of 1 resolved)" = 2026-11-23T18:30:00Z ]
	sound
}

@test "rules that look at the owner, the team or the state act on what changes" {
	tix desk show >rules.conf
	cat >>rules.conf <<-'END'
		rule ewas { owner = ewa add_tag = ewa continue = yes }
		rule nets { team = net add_tag = net continue = yes }
		rule opened { state = open add_tag = begun }
	END
	tix desk apply -q rules.conf
	id=$(tix open --no-route nothing)
	tix take -q --as ewa "$id"
	[ "$(of "$id" tags | tr ' ' '\n' | sort | paste -sd ' ')" = "begun ewa" ]
	[ "$(of "$id" owner,state)" = $'ewa\topen' ]
	# One event, taken back as one.
	tix undo -q "$id"
	[ "$(of "$id" owner,state,tags)" = $'\tnew\t' ]
	tix assign -q --team net "$id"
	[ "$(of "$id" team,owner,tags)" = $'net\t\tnet' ]
	tix assign -q --to tom "$id"
	[ "$(of "$id" owner,tags)" = $'tom\tbegun net' ]
	sound
}
