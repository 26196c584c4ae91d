# tix route --test: a policy held against a table of what is wanted.

load ../lib/common

setup() {
	desk
}

@test "a table that holds says how many rows there were, and changes nothing" {
	tix open one
	before=$(dump)
	cat >t.csv <<-'END'
		subject,impact,urgency,category,want_queue,want_level,want_priority,want_rule
		VPN down,high,high,,network,L2,1,network words
		Printer jams,,,,workplace,L1,3,printing words
		Odd,low,low,mail,mail,L2,4,-
		Odd,low,,,helpdesk,,,
	END
	run -0 --separate-stderr tix route --test t.csv
	[ "$output" = "" ]
	[ "$stderr" = "tix route: 4 rows: all as wanted" ]
	run -0 --separate-stderr tix route -q --test t.csv
	[ "$stderr" = "" ]
	[ "$(dump)" = "$before" ]
}

@test "a cell that differs is told with its line, and what set it instead" {
	cat >t.csv <<-'END'
		subject,priority,want_queue,want_priority,want_impact,want_owner,want_tags,want_rule
		VPN down,,mail,1,high,ewa,,security words
		"two
		lines",5,,4,,-,-,
		VPN up,,network,,,,a,
	END
	run -1 --separate-stderr tix route --test t.csv
	[ "$output" = "t.csv:2: queue: wanted mail, got network (category 'network')
t.csv:2: priority: wanted 1, got 3 (matrix 'impact and urgency')
t.csv:2: impact: wanted high, got medium (default 'desk')
t.csv:2: owner: wanted ewa, got -
t.csv:2: rule: wanted security words, got network words
t.csv:3: priority: wanted 4, got 5
t.csv:5: tags: wanted a, got -" ]
	[ "$stderr" = "tix route: 3 of 3 rows differ" ]
	run -1 --separate-stderr tix route --test t.csv --jsonl=line,field,wanted,got,by
	[ "${lines[1]}" = '{"line":2,"field":"priority","wanted":"1","got":"3","by":"matrix"}' ]
	[ "${lines[3]}" = '{"line":2,"field":"owner","wanted":"ewa","got":"-","by":null}' ]
}

@test "columns are fields as tix open takes them, tags, own fields and a time" {
	tix desk show >desk.conf
	cat >>desk.conf <<-'END'
		calendar office { timezone = "Europe/Warsaw" hours = { "Mon-Fri 08:00-16:00" } }
		field site { type = choice values = { pl, de } }
		rule night { when = "office closed" add_tag = { night } continue = true }
		rule german { site = de set_queue = servers set_site = pl }
		rule tagged { tag = loud raise_priority = 2 add_tag = { seen } }
	END
	cat >t.tsv <<-'END'
		subject	at	tag	site	requester	want_tags	want_queue	want_priority	want_site	want_rule
		x	2026-11-23T08:00:00+01:00	loud b			b loud seen		1	-	tagged
		x	2026-11-23T07:59:00+01:00				night	helpdesk	3	-	night
		x	2026-11-23 12:00		de		-	servers		de	german
	END
	run -0 --separate-stderr tix route --test t.tsv --desk desk.conf
	[ "$stderr" = "tix route: 3 rows: all as wanted" ]
	# Rows without a time are of --at, without that of now: Monday, 15:00.
	printf 'subject,want_rule\nx,night\n' >at.csv
	run -0 tix route -q --test at.csv --desk desk.conf --at 2026-11-22T12:00:00Z
	run -0 tix route -q --test at.csv --desk desk.conf --now 2026-11-28T12:00:00Z
	run -1 --separate-stderr tix route --test at.csv --desk desk.conf
	[ "$output" = "at.csv:2: rule: wanted night, got -" ]
}

@test "who gets it is decided as if nobody had anything to do" {
	tix desk show >desk.conf
	cat >>desk.conf <<-'END'
		team first { queues = { helpdesk } assign = round-robin }
		team net { queues = { network } assign = skills }
		agent anna { team = first }
		agent bob { team = first }
		agent ewa { team = net skills = { "vpn:3" } }
		agent jan { team = net }
		rule vpn { words = { vpn } need_skill = { "vpn:2" } set_queue = network }
	END
	printf '%s\n' subject,want_owner,want_team x,anna,first y,anna,first \
		VPN,ewa,net router,-,net >t.csv
	run -1 --separate-stderr tix route --test t.csv --desk desk.conf
	[[ $output = "t.csv:5: owner: wanted -, got "*" (assign 'net')" ]]
	[ "$stderr" = "tix route: 1 of 4 rows differs" ]
}

@test "a candidate is tested where there is no desk at all" {
	tix desk show >desk.conf
	export TIX_DB=$PWD/none/tix.db
	printf 'subject,want_queue\nVPN,network\n' >t.csv
	run -0 --separate-stderr tix route --test t.csv --desk desk.conf
	[ "$stderr" = "tix route: 1 row: all as wanted" ]
	[ ! -e none ]
	run -3 --separate-stderr tix route --test t.csv
	[[ $stderr = "tix route: no desk at '$TIX_DB'"* ]]
	echo 'level L1 { colour = red }' >bad.conf
	run -2 --separate-stderr tix route --test t.csv --desk bad.conf
	[[ $stderr = *"bad.conf:1:"* ]]
	[ "$output" = "" ]
	run -3 --separate-stderr tix route --test t.csv --desk nowhere.conf
	[[ $stderr = *"nowhere.conf"* ]]
}

@test "the table may be standard input" {
	run -1 --separate-stderr bash -o pipefail -c \
	    'printf "subject;want_level\nVPN;L1\n" | tix route --test -'
	[ "$output" = "standard input:2: level: wanted L1, got L2 (category 'network')" ]
}

@test "a table without a case proves nothing, and is refused" {
	echo subject,want_queue >heading.csv
	run -2 --separate-stderr tix route --test heading.csv
	[ "$stderr" = "tix route: heading.csv:1: no cases: no row stands below the heading" ]
	[ "$output" = "" ]
	run -2 --separate-stderr bash -c 'tix route --test - <heading.csv'
	[ "$stderr" = "tix route: standard input:1: no cases: no row stands below the heading" ]
	run -2 --separate-stderr bash -c 'tix route --json --test - <heading.csv'
	[[ $stderr = *"no cases"* ]]
}

@test "columns and cells that are wrong are named with file and line" {
	printf 'subject,colour,want_queue\n' >t.csv
	run -3 --separate-stderr tix route --test t.csv
	[[ $stderr = "tix route: t.csv:1: no column 'colour'; there are: at, subject, "* ]]
	printf 'subject,want_updated\n' >t.csv
	run -3 --separate-stderr tix route --test t.csv
	[[ $stderr = "tix route: t.csv:1: no column 'want_updated'; there are: "* ]]
	printf 'subject,impact\nx,high\n' >t.csv
	run -2 --separate-stderr tix route --test t.csv
	[[ $stderr = "tix route: t.csv:1: no column says what is to come out"* ]]
	printf 'subject,tag,tags,want_queue\n' >t.csv
	run -2 --separate-stderr tix route --test t.csv
	[ "$stderr" = "tix route: t.csv:1: column 'tags' is there twice" ]
	: >t.csv
	run -2 --separate-stderr tix route --test t.csv
	[ "$stderr" = "tix route: t.csv: is empty: no heading" ]
	run -3 --separate-stderr tix route --test none.csv
	[[ $stderr = "tix route: cannot read 'none.csv'"* ]]
	# A bad row is told, and the others are tested.
	cat >t.csv <<-'END'
		subject,impact,category,at,want_queue,want_priority
		x,huge,,,,
		x,,gone,,,
		,,,,,
		x,,,someday,,
		x,,,,,9
		a,b
		VPN,,,,mail,
	END
	run -2 --separate-stderr tix route --test t.csv
	[ "$output" = "t.csv:8: queue: wanted mail, got network (category 'network')" ]
	[[ ${stderr_lines[0]} = "tix route: t.csv:2: impact: no impact 'huge'; there are: "* ]]
	[[ ${stderr_lines[1]} = "tix route: t.csv:3: no category 'gone'; there are: "* ]]
	[ "${stderr_lines[2]}" = "tix route: t.csv:4: a ticket needs a subject" ]
	[[ ${stderr_lines[3]} = "tix route: t.csv:5: at: "* ]]
	[[ ${stderr_lines[4]} = "tix route: t.csv:6: priority: "* ]]
	[ "${stderr_lines[5]}" = "tix route: t.csv:7: 2 fields where the heading has 6" ]
	[ "${stderr_lines[6]}" = "tix route: 1 of 6 rows differs" ]
}

@test "options that do not go together are refused" {
	run -2 --separate-stderr tix route --desk x.conf 1
	[ "$stderr" = "tix route: --desk is for --test" ]
	run -2 --separate-stderr tix route --test x.csv 1
	[ "$stderr" = "tix route: what is '1' to mean?" ]
	run -2 --separate-stderr tix route --test x.csv --again
	[[ $stderr = "tix route: --again: "* ]]
	run -2 --separate-stderr tix route --test x.csv --backtest y.conf
	[ "$stderr" = "tix route: --test and --backtest are two things" ]
}

@test "with --explain each row goes through the rules" {
	printf 'subject,want_queue\nVPN down,mail\n' >t.csv
	run -1 --separate-stderr tix route --test t.csv --explain
	[[ $stderr = "tix route: t.csv:2: VPN down"$'\n'*"rule 'network words'"*": taken"* ]]
	run -2 --separate-stderr tix route --test t.csv --changed
	[ "$stderr" = "tix route: --changed: nothing is changed" ]
	run -2 --separate-stderr tix route --backtest t.csv --explain
	[[ $stderr = "tix route: --explain: "* ]]
}

@test "nothing in a table can steer the terminal" {
	printf 'subject,want_key,key\nx,\e]0;x\a,\e[2J\n' >t.csv
	run -1 --separate-stderr tix route --test t.csv
	[[ $output != *$'\e'* && $output = *'\x1b[2J'* ]]
}

@test "a pattern that gave up in a case is told of, once" {
	{
		tix desk show
		echo "rule slow { body = '^(a|a)*\$' add_tag = slow }"
	} >slow.conf
	bad=$(printf 'a%.0s' $(seq 50))!
	printf 'subject,body,want_tags\nx,%s,\ny,%s,\n' "$bad" "$bad" >t.csv
	run -0 --separate-stderr tix route --test t.csv --desk slow.conf
	[ "$stderr" = "tix route: a pattern of rule 'slow' gave up after too many steps, so it fits nothing; say it more simply
tix route: 2 rows: all as wanted" ]
	run -0 --separate-stderr tix route -q --test t.csv --desk slow.conf
	[ "$stderr" = "" ]
	tix open -q --body "$bad" one
	run -0 --separate-stderr tix route --backtest slow.conf
	[ "$(head -n 1 <<<"$stderr")" = "tix route: a pattern of rule 'slow' gave up after too many steps, so it fits nothing; say it more simply" ]
	[ "$(wc -l <<<"$stderr")" -eq 2 ]
}
