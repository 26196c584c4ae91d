# Which sla a ticket gets, when, and why.

load ../lib/common

setup() {
	bare
	cat >desk.conf <<-'END'
		level L1 { }
		queue front { level = L1 }
		queue vpn { level = L1 }
		queue back { level = L1 }
		organisation acme { }
		organisation big { agreement = plat }
		requester ola { organisation = big }
		requester bob { agreement = plat }
		field site { values = { "gdansk", "lublin" }  type = choice }
		default { level = L1  queue = back }
		sla plat { target resolve { P1 = 1h  P3 = 3h } }
		sla gold {
		  match = { "organisation:acme", "queue:vpn priority:..2" }
		  target resolve { P1 = 4h }
		}
		sla silver { match = "queue:front,vpn"
		  target resolve { P1 = 8h } }
		sla bronze { match = { "site:lublin", "tags:cheap" }
		  target resolve { P1 = 9h } }
		rule special { subject = '^special'  set_agreement = plat }
	END
	tix init -q --desk desk.conf
}

# The agreement of a ticket, or "-".
agreement() {
	local of

	of=$(tix show --tsv=agreement "$1" | tail -n 1)
	echo "${of:--}"
}

@test "the first sla of which any query fits is the ticket's" {
	id=$(tix open --queue front one)
	[ "$(agreement "$id")" = silver ]
	id=$(tix open --queue vpn --priority 2 two)
	[ "$(agreement "$id")" = gold ]
	id=$(tix open --queue vpn --priority 3 three)
	[ "$(agreement "$id")" = silver ]
	id=$(tix open --queue front --set organisation=acme four)
	[ "$(agreement "$id")" = gold ]
	id=$(tix open --set site=lublin five)
	[ "$(agreement "$id")" = bronze ]
	id=$(tix open --tag cheap six)
	[ "$(agreement "$id")" = bronze ]
	id=$(tix open seven)
	[ "$(agreement "$id")" = - ]
	run -0 tix fsck -q
}

@test "a hand goes before a rule, that before whom it is for, that before queries" {
	id=$(tix open --queue front --set agreement=bronze 'special one')
	[ "$(agreement "$id")" = bronze ]
	id=$(tix open --queue front 'special two')
	[ "$(agreement "$id")" = plat ]
	id=$(tix open --queue front --requester bob three)
	[ "$(agreement "$id")" = plat ]
	id=$(tix open --queue front --requester ola four)
	[ "$(agreement "$id")" = plat ]
	id=$(tix open --queue front --set organisation=big five)
	[ "$(agreement "$id")" = plat ]
	id=$(tix open --queue front --set organisation=big \
		--set agreement=silver six)
	[ "$(agreement "$id")" = silver ]
}

@test "a change of what the queries look at chooses anew, or takes it away" {
	id=$(tix open --queue vpn --priority 1 one)
	[ "$(agreement "$id")" = gold ]
	tix set -q "$id" --priority 3
	[ "$(agreement "$id")" = silver ]
	tix set -q "$id" --queue back
	[ "$(agreement "$id")" = - ]
	tix tag -q "$id" --add cheap
	[ "$(agreement "$id")" = bronze ]
	tix set -q "$id" --set organisation=big
	[ "$(agreement "$id")" = plat ]
	# Nothing that they look at.
	id=$(tix open --queue front two)
	tix set -q "$id" --subject 'another'
	[ "$(agreement "$id")" = silver ]
	run -0 tix fsck -q
}

@test "an agreement set by hand stays, whatever the queries say" {
	id=$(tix open --queue front --set agreement=plat one)
	tix set -q "$id" --queue vpn --priority 1
	[ "$(agreement "$id")" = plat ]
	id=$(tix open --queue front two)
	tix set -q "$id" --set agreement=bronze
	tix set -q "$id" --queue vpn
	[ "$(agreement "$id")" = bronze ]
	# Also where another field changes in the same command.
	id=$(tix open --queue front three)
	tix set -q "$id" --queue back --set agreement=plat
	[ "$(agreement "$id")" = plat ]
	tix set -q "$id" --set agreement=
	[ "$(agreement "$id")" = - ]
}

@test "tix route gives one that is missing, and --again chooses anew" {
	id=$(tix open --no-route --queue front --priority 1 one)
	[ "$(agreement "$id")" = - ]
	tix route -q "$id"
	[ "$(agreement "$id")" = silver ]
	tix set -q "$id" --set agreement=plat
	tix route -q "$id"
	[ "$(agreement "$id")" = plat ]
	tix route -q --again "$id"
	[ "$(agreement "$id")" = silver ]
	# Where nothing says otherwise, it stays.
	id=$(tix open --set agreement=plat two)
	tix route -q --again "$id"
	[ "$(agreement "$id")" = plat ]
}

@test "why tells which sla and which query, --explain those that did not fit" {
	id=$(tix open --queue vpn --priority 2 one)
	run -0 tix why "$id"
	[[ $output == *"sla 'gold' set agreement to gold: queue:vpn priority:..2"* ]]
	tix set -q "$id" --queue back
	run -0 tix why "$id"
	[[ ${lines[-1]} == *"sla 'gold' cleared agreement: no query fits any more" ]]
	run -0 --separate-stderr tix open --explain --queue vpn two
	[[ ${stderr_lines[-2]} == \
	    "  sla 'gold': no: none of its queries fits: organisation:acme, "* ]]
	[ "${stderr_lines[-1]}" = \
	    "  sla 'silver' set agreement to silver: queue:front,vpn" ]
	run -0 --separate-stderr tix open --explain three
	[ "${stderr_lines[-1]}" = "  no agreement: no sla fits" ]
}

@test "a change asked about with --dry-run tells of the agreement, too" {
	id=$(tix open --queue front one)
	run -0 --separate-stderr tix set -n "$id" --set organisation=acme
	[[ $output$stderr == *agreement*silver*gold* ]]
	[ "$(agreement "$id")" = silver ]
}

@test "work that is done keeps what was promised" {
	id=$(tix open --queue front one)
	tix resolve -q "$id"
	tix set -q "$id" --set organisation=acme
	[ "$(agreement "$id")" = silver ]
}
