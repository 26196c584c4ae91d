# tix route: priority and place by the desk's rules.

load ../lib/common

setup() {
	desk
}

@test "an unplaced ticket is placed, with the grounds in its history" {
	tix open --no-route 'VPN down'
	run -0 --separate-stderr tix route 1
	[ "$output" = 1 ]
	[ "$stderr" = "" ]
	[ "$(of 1 category,queue,level,impact,urgency,priority,priority_source)" = \
	    $'network\tnetwork\tL2\t2\t2\t3\tmatrix' ]
	run -0 tix log --jsonl=kind,data 1
	python3 - "${lines[1]}" <<-'EOF'
	import json, sys
	e = json.loads(sys.argv[1])
	data = e["data"] if isinstance(e["data"], dict) else json.loads(e["data"])
	assert e["kind"] == "routed", e
	grounds = {(w["by"], w["name"], w["set"]): w["to"] for w in data["why"]}
	assert grounds[("rule", "network words", "category")] == "network"
	assert grounds[("category", "network", "queue")] == "network"
	assert grounds[("matrix", "impact and urgency", "priority")] == 3
	for w in data["why"]:
	    assert data["set"][w["set"]] == w["to"], w
	EOF
	sound
}

@test "a ticket that is placed is printed and left alone" {
	tix open 'VPN down'
	before=$(dump)
	run -0 --separate-stderr tix route 1
	[ "$output" = 1 ]
	[ "$(dump)" = "$before" ]
	run -0 tix route --changed 1
	[ "$output" = "" ]
}

@test "whoever moved it by hand is not overruled, unless asked" {
	tix open 'VPN down'
	tix escalate --reason hard 1
	tix route 1
	[ "$(of 1 level,queue)" = $'L3\texperts' ]
	run -0 tix route --again 1
	[ "$output" = 1 ]
	[ "$(of 1 level,queue)" = $'L2\tnetwork' ]
	sound
}

@test "a priority given by hand stays, also with --again" {
	tix open --priority 1 --impact low --urgency low 'VPN down'
	tix route --again 1
	[ "$(of 1 priority,priority_source)" = $'1\tmanual' ]
}

@test "what is done is not routed" {
	tix open --no-route one
	tix open --no-route two
	tix close 1
	run -4 --separate-stderr tix route 1 2
	[ "$output" = 2 ]
	[ "$stderr" = "tix route: ticket 1 is closed" ]
	[ "$(of 1 level)" = "" ]
}

@test "--explain gives the grounds, or says that there is nothing to change" {
	tix open --no-route 'Phishing!'
	run -0 --separate-stderr tix route --explain 1
	[ "$output" = 1 ]
	[[ $stderr = "tix route: ticket 1:"$'\n'*"rule 'security words': taken"$'\n'"    set category to security"* ]]
	run -0 --separate-stderr tix route --explain 1
	[[ $stderr = *$'\n'"  nothing to change" ]]
	[[ $stderr != *" set "* ]]
}

@test "a dry run of routing with its grounds changes nothing" {
	tix open --no-route 'VPN down'
	before=$(dump)
	run -0 --separate-stderr tix route -n --explain 1
	[ "$output" = "" ]
	[[ $stderr = *"+level: L2"* ]]
	[ "$(dump)" = "$before" ]
}

@test "unknown tickets and options are named" {
	run -3 --separate-stderr tix route 1
	[ "$stderr" = "tix route: no ticket '1'" ]
	run -2 --separate-stderr tix route --place 1
	[[ $stderr = "tix route: unknown option '--place'; there are: --again, "* ]]
}

@test "a word's text may be anything: names with escapes stay data" {
	tix open --no-route $'VPN \e]0;x\a "quoted" \\ \xff'
	run -0 --separate-stderr tix route --explain 1
	[[ $stderr != *$'\e'* ]]
	sound
}
