# tix route: priority and place by the desk's rules.

load ../lib/common

# A desk with rules in rules, one of which looks at a field that is set later.
ruled() {
	cat >desk.conf <<-'END'
		name = "harbour"
		level L1 { name = "First line" order = 1 queue = helpdesk }
		level L2 { name = "Specialists" order = 2 }
		calendar office {
		  timezone = "Europe/Warsaw"
		  hours = { "Mon-Fri 08:00-17:00" }
		}
		team network { level = L2  queues = { network, vpn } }
		queue helpdesk { level = L1 }
		queue network { level = L2 }
		queue vpn { level = L2 }
		category net { queue = network }
		organisation acme { vip = true }
		requester ola { organisation = acme }
		priority {
		  impact  = { "high", "medium", "low" }
		  urgency = { "high", "medium", "low" }
		  matrix  = { "1 2 3", "2 3 4", "3 4 4" }
		  names   = { "urgent", "soon", "normal", "later", "whenever" }
		  vip     = 1
		}
		default { level = L1  queue = helpdesk  impact = medium  urgency = medium }
		rule monitor {
		  source = { syslog, journal }
		  add_tag = { monitor }  continue = true
		}
		rule vpn {
		  subject = 'vpn|tunnel'
		  set_category = net  set_queue = vpn
		  rule night { when = "office closed"  set_urgency = high }
		  rule crowd { words = { everybody, nobody }  set_impact = high }
		}
		rule slow { subject = '^(a|a)*$'  add_tag = { slow } }
		rule prod { tag = prod  raise_priority = 1 }
	END
	rm -f "$TIX_DB"*
	tix init -q --desk desk.conf
}

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
	run -0 --separate-stderr tix route --again 1
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
	[[ $stderr = "tix route: ticket 1:"$'\n'*"rule 'security words' (line "+([0-9])"): taken"$'\n'"    set category to security"* ]]
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

@test "each rule says what it saw, what it set, and what was held" {
	ruled
	run -0 --separate-stderr tix open --explain --requester ola \
		--impact low 'VPN: nobody gets in'
	[ "$output" = 1 ]
	[ "$stderr" = "tix open: the new ticket:
  requester 'ola' set organisation to acme
  rule 'monitor' (line 23): no: source saw '', wants 'syslog, journal'
  rule 'vpn' (line 27): taken
    set category to net
    set queue to vpn
    set level to L2
    set team to network
    rule 'vpn/night' (line 30): no: when saw 'open', wants 'office closed'
    rule 'vpn/crowd' (line 31): taken
      impact is kept: 'low', not 'high'
  default 'desk' set urgency to medium
  matrix: impact low x urgency medium: 4
  vip 'ola' set priority to 3" ]
	[ "$(of 1 level,queue,team,priority,priority_source)" = \
	    $'L2\tvpn\tnetwork\t3\tvip' ]
	sound
}

@test "rules hold at times: at night the same is urgent" {
	ruled
	TIX_NOW=2026-11-23T16:30:00Z tix open 'tunnel is down'
	[ "$(of 1 urgency,priority)" = $'1\t2' ]
	TIX_NOW=2026-11-23T15:59:00Z tix open 'tunnel is down'
	[ "$(of 2 urgency,priority)" = $'2\t3' ]
}

@test "a change lets the rules act that look at it, in the same event" {
	ruled
	tix open one
	[ "$(of 1 queue,priority,priority_source)" = $'helpdesk\t3\tmatrix' ]
	tix tag -q --add prod 1
	[ "$(of 1 tags,priority,priority_source)" = $'prod\t2\trule' ]
	[ "$(tix log --tsv=kind 1 | grep -c .)" = 2 ]
	# Its step counts whenever the priority is made anew.
	tix set -q --urgency high 1
	[ "$(of 1 priority,priority_source)" = $'1\trule' ]
	tix set -q --set source=syslog 1
	[ "$(of 1 tags,queue)" = $'monitor prod\thelpdesk' ]
	tix set -q --subject 'vpn and everybody' --impact low 1
	[ "$(of 1 queue,level,impact)" = $'vpn\tL2\t3' ]
	tix set -q --priority later 1
	[ "$(of 1 priority,priority_source)" = $'4\tmanual' ]
	tix set -q --urgency low 1
	[ "$(of 1 priority)" = 4 ]
	sound
}

@test "what was set by hand in a change is held against the rules" {
	ruled
	tix open one
	tix set -q --subject 'vpn down' --queue network 1
	[ "$(of 1 queue,category)" = $'network\tnet' ]
	sound
}

@test "placing again does what the rules say, but for a priority by hand" {
	ruled
	tix open --no-route --queue helpdesk --impact low 'vpn, everybody'
	tix route -q 1
	[ "$(of 1 queue,level,impact,category)" = $'helpdesk\tL1\t3\tnet' ]
	tix route -q --again 1
	[ "$(of 1 queue,level,impact,priority)" = $'vpn\tL2\t1\t2' ]
	sound
}

@test "a hostile pattern gives up, says so, and places no ticket" {
	ruled
	run -0 --separate-stderr tix open --explain \
		"$(printf 'a%.0s' $(seq 40))!"
	[[ $stderr = *"rule 'slow' (line 33): no: gave up, too many steps: subject '^(a|a)*\$'"* ]]
	[ "$(of 1 tags,queue)" = $'\thelpdesk' ]
	# Unasked it is said too, once, unless quiet.
	run -0 --separate-stderr tix open "$(printf 'a%.0s' $(seq 40))!"
	[ "$output" = 2 ]
	[ "$stderr" = "tix open: a pattern of rule 'slow' gave up after too many steps, so it fits nothing; say it more simply" ]
	run -0 --separate-stderr tix route --again 1 2
	[ "$output" = $'1\n2' ]
	[ "$stderr" = "tix route: a pattern of rule 'slow' gave up after too many steps, so it fits nothing; say it more simply" ]
	run -0 --separate-stderr tix route -q --again 1 2
	[ "$stderr" = "" ]
	run -0 --separate-stderr tix open 'nothing of the kind'
	[ "$stderr" = "" ]
}

@test "names by hand are held against the desk" {
	ruled
	run -3 --separate-stderr tix open --set team=nope x
	[ "$stderr" = "tix open: no team 'nope'; there are: network" ]
	tix open x
	run -3 --separate-stderr tix set --set team=nope 1
	[ "$stderr" = "tix set: no team 'nope'; there are: network" ]
	run -3 --separate-stderr tix set --priority soo 1
	[[ $stderr = "tix set: no priority 'soo'; there are: urgent, soon, "* ]]
	run -3 --separate-stderr tix set --impact nope 1
	[ "$stderr" = "tix set: no impact 'nope'; there are: high, medium, low" ]
}

@test "hostile words of a ticket are harmless in the grounds" {
	ruled
	run -0 --separate-stderr tix open --explain --source $'x\n  rule \'fake\': taken \e[2J' one
	[[ $stderr != *$'\e'* ]]
	[[ $stderr != *$'\n'"  rule 'fake'"* ]]
	[ "$(wc -L <<<"$stderr")" -le 79 ]
}

@test "words are found whatever the case of letters of any script" {
	local subject

	printf '%s\n' 'level L1 { order = 1 }' \
		'rule w { words = { hasło, "übergröße", пароль } add_tag = { w } }' \
		>words.conf
	rm -f tix.db*
	tix init -q --desk words.conf
	for subject in 'ZAPOMNIANE HASŁO' 'hasło' 'ÜBERGRÖßE Post' 'ПАРОЛЬ?'; do
		tix open "$subject"
	done
	tix open 'ZAPOMNIANE HASŁOM'
	tix open HASLO
	run -0 --separate-stderr tix list --tsv=id tags:w
	[ "$(sort -n <<<"$output" | paste -sd " ")" = "1 2 3 4" ]
}

# Two teams, a queue and a level each; nobody of the second at first.
teams() {
	cat >desk.conf <<-'END'
		level L1 { order = 1 queue = q1 }
		level L2 { order = 2 queue = q2 }
		team t1 { level = L1 queues = { q1, q3 } assign = round-robin }
		team t2 { level = L2 queues = q2 assign = round-robin }
		agent ann { team = t1 capacity = 1 }
		agent bob { team = t2 }
		agent root {}
		default { queue = q1 }
		rule up { tag = up  set_queue = q2 }
	END
	rm -f "$TIX_DB"*
	tix init -q --desk desk.conf
	tix open -q one
	tix open -q two
	[ "$(of 1 level,queue,team,owner)" = $'L1\tq1\tt1\tann' ]
	[ "$(of 2 level,queue,team,owner)" = $'L1\tq1\tt1\t' ]
}

@test "a queue set by hand brings its level and its team, which gives it on" {
	teams
	tix set -q --queue q2 1 2
	[ "$(of 1 level,queue,team,owner)" = $'L2\tq2\tt2\tbob' ]
	[ "$(of 2 level,queue,team,owner)" = $'L2\tq2\tt2\tbob' ]
	run -0 tix why 1
	[[ $output = *"queue 'q2' set team to t2"* ]]
	sound
}

@test "what is set with the queue stays, and so does an owner of its team" {
	teams
	tix set -q --queue q3 1
	[ "$(of 1 queue,team,owner)" = $'q3\tt1\tann' ]
	tix set -q --queue q2 --set owner=ann 1
	[ "$(of 1 level,queue,team,owner)" = $'L2\tq2\tt2\tann' ]
	tix set -q --queue q2 --set team=t1 2
	[ "$(of 2 level,queue,team)" = $'L2\tq2\tt1' ]
	sound
}

@test "a rule that moves a ticket to another team takes it from its owner" {
	teams
	tix tag -q --add up 1
	[ "$(of 1 level,queue,team,owner)" = $'L2\tq2\tt2\tbob' ]
	sound
}

@test "the level that is all a desk has by default brings its queue" {
	cat >desk.conf <<-'END'
		level L1 { order = 1 queue = front }
		queue front { level = L1 }
		team front { level = L1 queues = front assign = round-robin }
		agent ann { team = front }
		agent root {}
	END
	rm -f "$TIX_DB"*
	tix init -q --desk desk.conf
	tix open -q hello
	[ "$(of 1 level,queue,team,owner)" = $'L1\tfront\tfront\tann' ]
	sound
}

@test "where a body is cut is not its end" {
	printf '%s\n' 'level L1 { order = 1 }' 'agent root {}' \
	    "rule end { body = 'wait\$' add_tag = end }" >desk.conf
	rm -f "$TIX_DB"*
	tix init -q --desk desk.conf
	{ head -c $((65536 - 4)) /dev/zero | tr '\0' a; printf wait; } >whole
	[ "$(wc -c <whole)" -eq 65536 ]
	{ cat whole; printf ing; } >longer
	tix open -q -F whole whole
	tix open -q -F longer longer
	[ "$(of 1 tags)" = end ]
	[ "$(of 2 tags)" = "" ]
}

@test "each of many rules moves the priority within 1 and 5" {
	{
		printf '%s\n' 'level L1 { order = 1 }' 'agent root {}' \
		    'priority { impact = { high, medium, low }' \
		    'urgency = { high, medium, low } }'
		for i in $(seq 40); do
			echo "rule up$i { subject = x raise_priority = 1" \
			    "continue = true }"
		done
		echo 'rule down { subject = x raise_priority = -2 }'
	} >desk.conf
	rm -f "$TIX_DB"*
	tix init -q --desk desk.conf
	tix open -q --impact low --urgency low x
	[ "$(of 1 priority)" = 3 ]
}

@test "an organisation that a rule sets is asked anew whether it is a VIP" {
	cat >desk.conf <<-'END'
		level L1 { order = 1 }
		agent root {}
		organisation ada { vip = true }
		rule early { requester_vip = true add_tag = early continue = true }
		rule whose { subject = x set_organisation = ada continue = true }
		rule late { requester_vip = true add_tag = late continue = true }
	END
	rm -f "$TIX_DB"*
	tix init -q --desk desk.conf
	tix open -q x
	[ "$(of 1 tags)" = late ]
}
