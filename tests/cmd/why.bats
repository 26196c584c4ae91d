# tix why: what the desk decided by itself, and its grounds.

load ../lib/common

setup() {
	desk
}

@test "each decision has its time, event, version of the desk and grounds" {
	tix open --requester ewa --category security --impact high 'Odd mail'
	run -0 --separate-stderr tix why 1
	[ "$stderr" = "" ]
	[ "$output" = "#1  Odd mail
2026-11-23 14:00  opened by $(id -un), version 1 of the desk  [2]
    category 'security' set urgency to high
    category 'security' set queue to security
    category 'security' set level to L2
    matrix 'impact and urgency' set priority to 1" ]
}

# A desk with names for all steps, and a rule whose pattern may give up.
stepped() { # IMPACT...
	cat >desk.conf <<-END
		name = "stepped"
		level L1 { name = "First line" order = 1 queue = helpdesk }
		queue helpdesk { level = L1 }
		priority {
		  impact  = { $1 }
		  urgency = { "high", "medium", "low" }
		  matrix  = { "1 2 3", "2 3 4", "3 4 4" }
		  names   = { "urgent", "soon", "normal", "later", "whenever" }
		}
		default { level = L1 queue = helpdesk impact = 2 urgency = high }
		rule slow { subject = '^(a|a)*\$' set_urgency = low }
	END
}

@test "steps and priorities have the names that the desk had by then" {
	stepped '"all", "some", "one"'
	tix desk apply -q desk.conf
	tix open --impact all x
	tix open --no-route --impact all y
	stepped '"harbour", "ship", "berth"'
	tix desk apply -q desk.conf
	tix open z
	tix open --impact harbour zz
	run -0 --separate-stderr tix why 1 3 4
	[ "$stderr" = "" ]
	[ "$(grep -c "default 'desk' set urgency to high" <<<"$output")" -eq 3 ]
	[[ $output = *"set impact to ship"* ]]
	[[ $output = *"matrix 'impact and urgency' set priority to 2 (soon)"* ]]
	[[ $output = *"matrix 'impact and urgency' set priority to 1 (urgent)"* ]]
	# The names of version 2 of the desk are not those of 3.
	tix open q
	stepped '"a", "b", "c"'
	tix desk apply -q desk.conf
	run -0 tix why 3
	[[ $output = *"set impact to ship"* ]]
	# Numbers stay what they are where programs read them.
	run -0 tix why --json=set,to,what 3
	python3 - "$output" <<-'EOF'
	import json, sys
	rows = {r["set"]: r for r in json.loads(sys.argv[1])}
	assert rows["impact"]["to"] == "2", rows
	assert rows["impact"]["what"] == "default 'desk' set impact to ship"
	assert rows["priority"]["to"] == "2", rows
	EOF
}

@test "a rule whose pattern gave up is a ground, though it set nothing" {
	stepped '"all", "some", "one"'
	tix desk apply -q desk.conf
	tix open -q "$(printf 'a%.0s' $(seq 40))!"
	run -0 --separate-stderr tix why 1
	[ "$stderr" = "" ]
	[ "${lines[2]}" = "    rule 'slow': a pattern gave up after too many steps, so the rule did not fit" ]
	[[ ${lines[3]} = "    default 'desk' set "* ]]
	run -0 tix why --json=by,name,set,to,what 1
	python3 - "$output" <<-'EOF'
	import json, sys
	assert json.loads(sys.argv[1])[0] == {"by": "rule", "name": "slow",
	    "set": None, "to": None, "what": "rule 'slow': a pattern gave up "
	    "after too many steps, so the rule did not fit"}, sys.argv[1]
	EOF
	# It is no hit of the rule.
	export TIX_NOW=2026-11-24T14:00:00Z
	run -1 --separate-stderr tix desk check --unused 30d desk.conf
	[ "$stderr" = "desk.conf:11: rule 'slow' set nothing in the last 30 days" ]
	# All is given: nothing is set, and yet it is told.
	tix open -q --level L1 --queue helpdesk --impact all --urgency low \
		--priority 3 "$(printf 'a%.0s' $(seq 40))!"
	run -0 tix why --tsv=by,name,set 2
	[ "$output" = $'rule\tslow\t' ]
	# A change of another field asks nothing of the rule; one of this does.
	tix set -q --impact one 1
	run -0 tix why --tsv=seq,set 1
	[ "$(grep -c $'\t$' <<<"$output")" -eq 1 ]
	tix set -q --subject "$(printf 'a%.0s' $(seq 50))!" 1
	run -0 tix why --tsv=seq,set 1
	[ "$(grep -c $'\t$' <<<"$output")" -eq 2 ]
	sound
}

@test "a rule is named by its path" {
	tix open 'Phishing'
	run -0 tix why --tsv=by,name,set,to 1
	[[ $'\n'$output$'\n' = *$'\nrule\tsecurity words\tcategory\tsecurity\n'* ]]
	run -0 tix why 1
	[[ $output = *"    rule 'security words' set category to security"* ]]
}

@test "decisions stand oldest first, one that is taken back is marked" {
	tix open --no-route --category mail one
	export TIX_NOW=2026-11-23T15:00:00Z
	tix route 1
	export TIX_NOW=2026-11-23T16:00:00Z
	tix undo 1
	export TIX_NOW=2026-11-23T17:00:00Z
	tix route 1
	run -0 --separate-stderr tix why 1
	mapfile -t heads < <(grep '  routed by ' <<<"$output")
	[ "${#heads[@]}" -eq 2 ]
	[[ ${heads[0]} = "2026-11-23 15:00  routed by "*"  [3, taken back]" ]]
	[[ ${heads[1]} = "2026-11-23 17:00  routed by "*"  [5]" ]]
	run -0 tix why --jsonl=seq,retracted,set 1
	[ "$(grep -c '"seq":3,"retracted":true' <<<"$output")" -gt 2 ]
	[ "$(grep -c '"seq":5,"retracted":false' <<<"$output")" -gt 2 ]
	[ "$(grep -c '"seq":[24]' <<<"$output")" -eq 0 ]
}

@test "what time has ended is the desk's doing, with the reason" {
	tix open one
	tix wait --on customer --until +1h 1
	tix open two
	tix resolve --code fixed 2
	export TIX_NOW=2026-12-01T14:00:00Z
	tix escalate --due
	run -0 --separate-stderr tix why 1
	[[ $output = *$'\n2026-12-01 14:00  resumed by '*$'\n    time: the wait is over' ]]
	run -0 --separate-stderr tix why 2
	[[ $output = *$'\n2026-12-01 14:00  closed by '*$'\n    time: resolved for 5 working days' ]]
	# Who does the same by hand is no automaton.
	tix open three
	tix wait --on customer 3
	tix resume 3
	tix close 3
	run -0 tix why --tsv=kind 3
	[ "$(sort -u <<<"$output")" = opened ]
}

@test "a ticket that nothing was decided about says so, as does no row" {
	tix open --no-route one
	tix take 1
	run -0 --separate-stderr tix why 1
	[ "$output" = $'#1  one\nnothing was decided by itself' ]
	[ "$stderr" = "" ]
	run -0 --separate-stderr tix why --json 1
	[ "$output" = "[]" ]
	run -0 --separate-stderr tix why --tsv 1
	[ "$output" = "" ]
}

@test "rows are a ground each, with the fields that are asked for" {
	tix open --category mail --urgency high one
	run -0 tix why --json 1
	python3 - "$output" <<-'EOF'
	import json, sys
	rows = json.loads(sys.argv[1])
	for r in rows:
	    assert list(r) == ["ticket", "at", "seq", "kind", "desk", "by",
	        "name", "set", "to", "retracted", "what"], r
	    assert (r["ticket"], r["seq"], r["desk"]) == (1, 2, 1), r
	    assert (r["at"], r["kind"]) == ("2026-11-23T14:00:00Z", "opened")
	    assert r["retracted"] is False
	assert [(r["by"], r["set"], r["to"]) for r in rows] == [
	    ("category", "queue", "mail"), ("category", "level", "L2"),
	    ("default", "impact", "2"), ("matrix", "priority", "2")], rows
	EOF
	run -2 --separate-stderr tix why --json=by,colour 1
	[[ $stderr = "tix why: unknown field 'colour'; there are: ticket, at, "* ]]
}

@test "the past shows what was decided by then, and what was known then" {
	tix open --no-route one
	export TIX_NOW=2026-11-23T15:00:00Z
	tix route --at 2026-11-23T14:30:00Z 1
	run -0 tix why --as-of 2026-11-23T14:15:00Z 1
	[[ $output = *"nothing was decided by itself" ]]
	run -0 tix why --as-of 2026-11-23T14:45:00Z 1
	[[ $output = *"2026-11-23 14:30  routed by "* ]]
	run -0 tix why --known 2026-11-23T14:45:00Z 1
	[[ $output = *"nothing was decided by itself" ]]
}

@test "decisions about a ticket that was merged into it name it" {
	tix open one
	tix open two
	tix merge --into 1 2
	run -0 tix why 1
	[[ $output = *"  #2 opened by "* ]]
}

@test "ids come from a pipe; unknown ones are named, the others shown" {
	tix open one
	tix open two
	run -0 --separate-stderr bash -o pipefail -c 'tix list | tix why'
	[[ $output = "#"*$'\n\n'"#"* ]]
	run -3 --separate-stderr tix why 9 2
	[[ $output = "#2  two"$'\n'* ]]
	[ "$stderr" = "tix why: no ticket '9'" ]
	run -2 --separate-stderr bash -c 'tix why </dev/null'
	[ "$stderr" = "tix why: which ticket? give ids, or '-' to read them" ]
}

@test "nothing in a rule's name or a value can steer the terminal" {
	e=$'\e]0;x\a \xe2\x80\xae'
	tix open --no-route --subject "$e" --queue mail
	tix route 1
	run -0 tix why 1
	[[ $output != *$'\e'* && $output != *$'\xe2\x80\xae'* ]]
	sound
}
