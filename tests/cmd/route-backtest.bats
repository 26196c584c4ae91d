# tix route --backtest: the desk's own tickets under another policy.

load ../lib/common

setup() {
	desk
	tix open 'VPN down'
	tix open --impact high 'Phishing mail'
	tix open --queue mail 'Printer jams'
	tix open --no-route 'WiFi is slow'
	tix open --tag a 'Something else'
	tix desk show >desk.conf
	sed 's/^category network .*/category network { queue = servers }/' \
		desk.conf >new.conf
	cat >>new.conf <<-'END'
		rule hurry { category = security set_urgency = low }
	END
}

@test "the same policy would change nothing, and neither does the test" {
	before=$(dump)
	run -0 --separate-stderr tix route --backtest desk.conf
	[ "$output" = "" ]
	[ "$stderr" = "tix route: 0 of 5 tickets differ from the policy in force" ]
	[ "$(dump)" = "$before" ]
}

@test "what would go elsewhere is counted, and then told ticket by ticket" {
	# The words' rules end their siblings, so the one at the end is not
	# reached by what they take: it is put first.
	{ tail -n 1 new.conf; head -n -1 new.conf; } >first.conf
	sed -i 's/^rule hurry.*/rule hurry { words = { phishing } set_urgency = low continue = true }/' first.conf
	run -1 --separate-stderr tix route --backtest first.conf
	[ "$output" = "       2  queue network -> servers
       1  priority 1 -> 3

1: queue network -> servers
2: priority 1 -> 3
4: queue network -> servers" ]
	[ "$stderr" = "tix route: 3 of 5 tickets differ from the policy in force" ]
}

@test "rows are a ticket each" {
	run -1 --separate-stderr tix route --backtest new.conf --jsonl
	[ "$output" = '{"id":1,"queue_from":"network","queue_to":"servers","level_from":"L2","level_to":"L2","priority_from":3,"priority_to":3,"team_from":null,"team_to":null}
{"id":4,"queue_from":"network","queue_to":"servers","level_from":"L2","level_to":"L2","priority_from":3,"priority_to":3,"team_from":null,"team_to":null}' ]
	run -1 --separate-stderr tix route -q --backtest new.conf --tsv=id,queue_to
	[ "$output" = $'1\tservers\n4\tservers' ]
	[ "$stderr" = "" ]
	run -0 --separate-stderr tix route -q --backtest desk.conf --json
	[ "$output" = "[]" ]
}

@test "a query says which tickets" {
	run -1 --separate-stderr tix route --backtest new.conf 'id:4'
	[ "$output" = "       1  queue network -> servers

4: queue network -> servers" ]
	[ "$stderr" = "tix route: 1 of 1 ticket differs from the policy in force" ]
	run -0 --separate-stderr tix route --backtest new.conf queue:mail
	[ "$stderr" = "tix route: 0 of 1 ticket differ from the policy in force" ]
	run -0 --separate-stderr tix route --backtest new.conf queue:vendors
	[ "$stderr" = "tix route: 0 of 0 tickets differ from the policy in force" ]
	run -2 --separate-stderr tix route --backtest new.conf colour:red
	[[ $stderr = "tix route: query: unknown field 'colour'"* ]]
}

@test "what was given by hand stays; what happened since does not count" {
	tix set --queue vendors 1
	tix set --priority 1 5
	tix take 2
	sed 's/^category \(printing\|network\) .*/category \1 { queue = storage }/' \
		desk.conf >other.conf
	run -1 --separate-stderr tix route --backtest other.conf
	[ "$output" = "       2  queue network -> storage

1: queue network -> storage
4: queue network -> storage" ]
}

@test "tags and own fields that rules gave are not taken for given" {
	rm tix.db*
	tix init -q --desk /dev/stdin <<-END
		$(cat desk.conf)
		field site { type = choice values = { pl, de } }
		rule tag { tag = a add_tag = { b } set_site = pl }
	END
	tix open --tag a x
	tix open --tag a --tag b --set site=pl y
	{ tix desk show; echo 'rule b { not_tag = a tag = b set_queue = mail }
	    rule pl { site = pl set_queue = servers }'; } |
		sed '/^rule tag/d' >cand.conf
	run -1 --separate-stderr tix route --backtest cand.conf --tsv=id,queue_to
	[ "$output" = $'2\tservers' ]
}

@test "against history it is compared with what happened at the opening" {
	tix desk apply -q new.conf
	run -0 tix route -q --backtest new.conf
	run -1 --separate-stderr tix route --backtest new.conf --against history
	[[ $output = *$'\n1: queue network -> servers\n'* ]]
	# The one that was opened without routing was nowhere.
	[[ $output = *$'\n4: queue none -> servers, '* ]]
	[[ $stderr = *" of 5 tickets differ from what happened" ]]
	run -2 --separate-stderr tix route --against history 1
	[ "$stderr" = "tix route: --against is for --backtest" ]
}

@test "time windows are those of the day on which a ticket was opened" {
	cat >>desk.conf <<-'END'
		calendar office { timezone = "UTC" hours = { "Mon-Fri 08:00-16:00" } }
	END
	{ echo 'rule night { when = "office closed" set_queue = servers }'
	    cat desk.conf; } >night.conf
	tix open --at 2026-11-23T07:00:00Z 'Early bird'
	export TIX_NOW=2026-11-29T12:00:00Z # a Sunday
	run -1 --separate-stderr tix route -q --backtest night.conf --tsv=id,queue_to
	[ "$output" = $'6\tservers' ]
}

@test "a candidate that is wrong is refused with its own complaints" {
	echo 'level L1 { colour = red }' >bad.conf
	run -2 --separate-stderr tix route --backtest bad.conf
	[[ $stderr = *"bad.conf:1:"* ]]
	run -3 --separate-stderr tix route --backtest none.conf
	[[ $stderr = *"none.conf"* ]]
	run -2 --separate-stderr tix route --backtest new.conf --again
	[[ $stderr = "tix route: --again: "* ]]
	run -2 --separate-stderr tix route --backtest new.conf --against stars
	[[ $stderr = *"policy, history"* ]]
}

@test "a ticket whose words were redacted is passed over, and said to be" {
	command -v sqlite3 >/dev/null || skip "sqlite3 is not there"
	sqlite3 tix.db "DROP TRIGGER event_is_final;
		UPDATE event SET data = NULL, salt = NULL WHERE ticket = 1"
	run -1 --separate-stderr tix route --backtest new.conf --tsv=id
	[ "$output" = 4 ]
	[ "${stderr_lines[0]}" = "tix route: 1 ticket was redacted and is passed over" ]
}
