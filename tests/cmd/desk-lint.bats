# tix desk check --lint, --unused: what is odd in a text that is right.

load ../lib/common

setup() {
	desk
	cat >small.conf <<-'END'
		level L1 { queue = helpdesk }
		queue helpdesk { level = L1 }
		category mail { queue = helpdesk }
		category network { queue = helpdesk }
		category vpn { parent = network }
		priority { impact = {"any"} urgency = {"any"} matrix = {"3"} }
		default { level = L1 queue = helpdesk }
	END
}

@test "the desks that come with tix have nothing odd" {
	for f in "$ROOT"/lib/desks/*.conf; do
		run -0 --separate-stderr tix desk check --lint "$f"
		[ "$output$stderr" = "" ]
	done
}

@test "what is never taken and never used is told with file and line" {
	cat >>small.conf <<-'END'
		rule wide { category = network  add_tag = { net } }
		rule narrow {
		  category = vpn
		  tag = remote
		  add_tag = { vpn }
		}
		rule box {
		  source = cron
		  add_tag = { cron }
		  rule nothing { source_matches = '^nagios'  add_tag = { x } }
		}
		queue attic { level = L1 }
	END
	run -1 --separate-stderr tix desk check --lint small.conf
	[ "$output" = "" ]
	[ "$stderr" = "small.conf:9: rule 'narrow' is never taken: rule 'wide' in line 8 comes first, takes all that it would, and does not continue
small.conf:17: rule 'box/nothing' is never taken: source_matches = ^nagios and, in rule 'box' of line 14 round it, source = cron exclude each other
small.conf:19: queue 'attic' is never used: no rule, category, level or default puts a ticket there" ]
	# Without the asking nothing of it is said.
	run -0 --separate-stderr tix desk check small.conf
	[ "$output$stderr" = "" ]
	# Nor where the first goes on.
	sed -i 's/^rule wide {/& continue = true/; /nothing/d; /attic/d' small.conf
	run -0 --separate-stderr tix desk check --lint small.conf
	[ "$output$stderr" = "" ]
}

@test "a rule that lint calls never taken is not taken by a ticket" {
	cat >>small.conf <<-'END'
		rule wide { category = network  add_tag = { net } }
		rule narrow { category = vpn  tag = remote  add_tag = { vpn } }
	END
	run -1 tix desk check --lint small.conf
	[[ $output = *"rule 'narrow' is never taken"* ]]
	printf '%s\n' subject,category,tag,want_rule x,vpn,remote,wide >t.csv
	run -0 tix route --test t.csv --desk small.conf
}

@test "rules that set nothing for a while are told from what happened" {
	cat >>small.conf <<-'END'
		rule mails { category = mail  add_tag = { a } }
		rule nets { category = network
		  rule vpns { category = vpn add_tag = { v } }
		  rule tagged { tag = t add_tag = { w } }
		}
	END
	export TIX_NOW=2026-06-01T12:00:00Z
	rm tix.db*
	tix init -q --desk small.conf
	tix open --category mail one
	export TIX_NOW=2026-11-01T12:00:00Z
	tix open --category vpn two
	export TIX_NOW=2026-11-23T12:00:00Z
	run -1 --separate-stderr tix desk check --unused 90d small.conf
	[ "$stderr" = "small.conf:8: rule 'mails' set nothing in the last 90 days
small.conf:11: rule 'nets/tagged' set nothing in the last 90 days" ]
	run -1 --separate-stderr tix desk check --unused 1d small.conf
	[ "$stderr" = "small.conf:8: rule 'mails' set nothing in the last 1d
small.conf:9: rule 'nets' set nothing in the last 1d" ]
	run -1 --separate-stderr tix desk check --unused 300d small.conf
	[ "$stderr" = "small.conf:11: rule 'nets/tagged' set nothing in the last 300 days" ]
}

@test "what happened long ago but is stored now is of its own time" {
	printf 'rule mails { category = mail add_tag = { a } }\n' >>small.conf
	rm tix.db*
	tix init -q --desk small.conf
	tix open --at 2026-01-05T12:00:00Z --category mail one
	run -1 --separate-stderr tix desk check --unused 90d small.conf
	[ "$stderr" = "small.conf:8: rule 'mails' set nothing in the last 90 days" ]
}

@test "without a desk at hand lint works, and --unused says what is missing" {
	export TIX_DB=$PWD/none.db
	run -0 --separate-stderr tix desk check --lint small.conf
	run -3 --separate-stderr tix desk check --unused 90d small.conf
	[ "$stderr" = "tix desk: no desk at '$TIX_DB'; tix init makes one" ]
}

@test "a thousand rules on five hundred categories take no time" {
	{
		cat small.conf
		seq 0 499 | sed 's/.*/category c& { queue = helpdesk }/'
		for ((i = 0; i < 1000; i++)); do
			list=
			for ((j = 0; j < 10; j++)); do
				list+=", c$((499 - (i * 7 + j * 13) % 500))"
			done
			not=
			if ((i % 2)); then not=not_; fi
			printf 'rule r%d { %scategory = {%s} subject = "w%d"\n' \
				"$i" "$not" "${list#,}" "$i"
			echo ' add_tag = { t } }'
		done
	} >big.conf
	run -0 timeout 5 tix desk check --lint big.conf
	[ "$output" = "" ]
}

@test "what is included is told with its own file and line" {
	printf 'include "more.conf"\n# the last line\n' >>small.conf
	cat >more.conf <<-'END'
		# of another hand
		calendar night { timezone = "UTC"  hours = { "daily 00:00-06:00" } }
		team noc { }
		service fax { }
		checklist old { steps = { "look" } }
		sla tin { }
		category mute { skills = { "vpn:3" } }
		rule one { tag = a  add_tag = { b } }
		rule two { tag = a  add_tag = { c } }
	END
	run -1 --separate-stderr tix desk check --lint small.conf
	[ "${stderr_lines[0]%%: rule*}" = more.conf:9 ]
	[ "${stderr_lines[1]}" = "more.conf:3: team 'noc' is never used: it has no queue, and no rule names it" ]
	[ "${stderr_lines[2]}" = "more.conf:4: service 'fax' is never used: no rule, category or service names it" ]
	[ "${stderr_lines[3]}" = "more.conf:5: checklist 'old' is never used: no rule names it" ]
	[ "${stderr_lines[4]%%: agreement*}" = more.conf:6 ]
	[ "${stderr_lines[5]%%: calendar*}" = more.conf:2 ]
	[ "${stderr_lines[6]}" = "more.conf:7: category 'mute' needs the skill 'vpn:3', which nobody has" ]
	[ "${#stderr_lines[@]}" -eq 7 ]
	# What is compiled has lines of rules alone.
	tix desk compile small.conf >small.json
	run -1 --separate-stderr tix desk check --lint small.json
	[ "${stderr_lines[0]%%: rule*}" = small.json:17 ]
	[ "${stderr_lines[1]%%: team*}" = small.json ]
}

@test "a rule that assigns a ticket which has no team is told" {
	cat >>small.conf <<-'END'
		team noc { level = L1  queues = { wires }  assign = round-robin }
		agent ewa { team = noc }
		queue wires { level = L1 }
		category cable { queue = wires }
		rule a { tag = a  assign = skills }
		rule b { category = mail  assign = skills }
		rule c { category = network  set_queue = wires  assign = skills }
		rule d { tag = d  set_team = noc
		  rule e { tag = e  assign = skills }
		}
		rule f { tag = f  set_queue = helpdesk  assign = skills }
		rule g { queue = wires  assign = least-loaded }
		rule h { tag = h  assign = nobody  set_queue = helpdesk }
		rule i { tag = i  set_queue = helpdesk  assign = skills
		  rule j { tag = j  set_queue = wires }
		}
	END
	run -1 --separate-stderr tix desk check --lint small.conf
	[ "$stderr" = "small.conf:13: rule 'b' says assign = skills, and its tickets have no team: neither rules, nor a category, nor the default give them one
small.conf:18: rule 'f' says assign = skills, and its tickets have no team: neither rules, nor a category, nor the default give them one" ]
	# A default that has one is enough for those that nothing places.
	sed -i 's/queue helpdesk { level = L1/& team = noc/' small.conf
	run -0 --separate-stderr tix desk check --lint small.conf
	[ "$stderr" = "" ]
}

@test "an escalation behind one that fits every ticket never holds" {
	cat >>small.conf <<-'END'
		calendar night { hours = "Mon-Fri 20:00-24:00" }
		escalation a { match = "priority:1" calendar = night
		  step x { after = 1h  notify = team } }
		escalation b { step x { after = 1h  notify = team } }
		escalation c { match = "priority:2"
		  step x { after = 1h  notify = team } }
	END
	run -1 --separate-stderr tix desk check --lint small.conf
	[[ "$stderr" = *": escalation 'c' never holds: 'b' before it fits every ticket" ]]
	[[ "$stderr" != *night* ]]
}
