# tix import: whole histories of other desks.

load ../lib/common

setup() {
	desk
	cat >m.map <<-'END'
		source = old
		time = %Y-%m-%d %H:%M
		zone = UTC
		unknown = ?
		key = {No}
		at = {Changed}
		order = {Seq}
		by = {By}
		opened = {Opened}
		subject = {Title}
		team = {Team}
		level = {Level}
		state = {Status}
		  Assigned -> open
		  Pending -> waiting
		  Solved -> resolved
		  Done -> closed
		  * -> new
		waiting_on = {Status}
		  Pending -> customer
		  * -> ""
		final code = {Fix}
	END
	cat >a.csv <<-'END'
		No,Changed,Seq,By,Opened,Title,Team,Level,Status,Fix
		1,2026-01-05 09:00,0,ann,2026-01-05 08:30,One,A,L1,Open,patched
		1,2026-01-05 10:00,1,bob,2026-01-05 08:30,One,A,L1,Assigned,patched
		1,2026-01-05 10:00,2,bob,2026-01-05 08:30,One,B,L2,Assigned,patched
		1,2026-01-06 09:00,3,bob,2026-01-05 08:30,One,B,L2,Solved,patched
		1,2026-01-11 09:00,4,?,2026-01-05 08:30,One,B,L2,Done,patched
		2,2026-01-05 11:00,0,ann,2026-01-05 11:00,"Two, with
		a second line",A,L1,Open,?
	END
}

events() {
	dump >all.sql
	rm -f read.db
	sqlite3 read.db <all.sql
	sqlite3 read.db 'SELECT ticket, at / 1000000, kind, ifnull(on_behalf, "-")
		FROM event WHERE ticket > 0 ORDER BY ticket, at, seq'
}

@test "each ticket comes in with all that happened to it" {
	run -0 --separate-stderr tix import --map m.map a.csv
	[ "$output" = $'1\n2' ]
	[ "$stderr" = "tix import: 2 tickets, 6 rows: 2 opened, 0 changed, by 6 new rows" ]
	[ "$(of 1 subject,state,level,team,key,source)" = $'One\tclosed\tL2\tB\told:1\told' ]
	[ "$(of 1 opened,resolved,closed)" = \
	    $'2026-01-05T08:30:00Z\t2026-01-06T09:00:00Z\t2026-01-11T09:00:00Z' ]
	[ "$(of 2 subject,state)" = $'Two, with\\na second line\tnew' ]
	# date -u -d '2026-01-05 08:30' +%s and so on
	[ "$(events)" = "1|1767601800|opened|-
1|1767607200|changed|bob
1|1767607200|escalated|bob
1|1767690000|resolved|bob
1|1768122000|closed|-
2|1767610800|opened|ann" ]
	grep -q '"code":"patched"' all.sql
	sound
}

@test "again there is nothing new, and it says so" {
	tix import -q --map m.map a.csv
	dump >before
	run -0 --separate-stderr tix import --map m.map a.csv
	[ "$output" = "" ]
	[ "$stderr" = "tix import: 2 tickets, 6 rows: nothing new" ]
	dump >after
	cmp before after
	# Neither in another order, nor given twice, nor with another zone.
	{ head -n 1 a.csv; sed 1d a.csv | head -n 5 | tac; } >b.csv
	run -0 --separate-stderr tix import --zone Asia/Tokyo --map m.map b.csv a.csv
	[ "$output" = "" ]
	[ "$stderr" = "tix import: 2 tickets, 11 rows: nothing new" ]
	dump >after
	cmp before after
}

@test "an export that grew adds what is new, wherever it belongs" {
	# What is looked up at the end was not there before: no old row is new.
	sed -n '1,2p;5p' a.csv | sed 's/patched/?/' >part.csv
	tix import -q --map m.map part.csv
	[ "$(of 1 state,level,team)" = $'resolved\tL2\tB' ]
	run -0 --separate-stderr tix import --map m.map a.csv
	[ "$output" = $'1\n2' ]
	[ "$stderr" = "tix import: 2 tickets, 6 rows: 1 opened, 1 changed, by 4 new rows" ]
	[ "$(of 1 state,level,team)" = $'closed\tL2\tB' ]
	[ "$(of 1 opened,resolved,closed)" = \
	    $'2026-01-05T08:30:00Z\t2026-01-06T09:00:00Z\t2026-01-11T09:00:00Z' ]
	sound
	run -0 tix import --map m.map a.csv
	[ "${lines[*]: -1}" = "tix import: 2 tickets, 6 rows: nothing new" ]
}

@test "rows in any order give the same tickets" {
	tix import -q --map m.map a.csv
	tix list --tsv='id,key,state,level,team,opened,resolved,closed' 'key~old' | sort >one
	for seed in 1 2 3; do
		rm -f tix.db*
		tix init -q
		python3 - "$seed" <<-'END'
			import csv, random, sys
			rows = list(csv.reader(open("a.csv", newline="")))
			body = rows[1:]
			random.Random(int(sys.argv[1])).shuffle(body)
			with open("b.csv", "w", newline="") as f:
			    csv.writer(f, delimiter=";").writerows(rows[:1] + body)
		END
		tix import -q --map m.map b.csv
		tix list --tsv='id,key,state,level,team,opened,resolved,closed' 'key~old' | sort >two
		cmp one two
	done
}

@test "JSON Lines come in like CSV, and are the same rows" {
	python3 - >a.jsonl <<-'END'
		import csv, json
		for row in csv.DictReader(open("a.csv", newline="")):
		    print(json.dumps(row))
	END
	run -0 --separate-stderr tix import --map m.map - <a.jsonl
	[ "$output" = $'1\n2' ]
	[ "$(of 2 subject)" = 'Two, with\na second line' ]
	run -0 --separate-stderr tix import --map m.map a.csv
	[ "$output" = "" ]
}

@test "a bad row is told with its place, and the others go in" {
	cat >bad.csv <<-'END'
		No,Changed,Seq,By,Opened,Title,Team,Level,Status,Fix
		1,2026-01-05 09:00,0,ann,?,One,A,L1,Open,?
		,2026-01-05 09:00,0,ann,?,No key,A,L1,Open,?
		3,2026-13-05 09:00,0,ann,?,Bad time,A,L1,Open,?
		4,?,0,ann,?,No time,A,L1,Open,?
		5,2026-01-05 09:00,x,ann,?,Bad order,A,L1,Open,?
		6,2026-01-05 09:00,0,ann,?,Bad level,A,L9,Open,?
		7,2026-01-05 09:00,0,ann,?,Too few,A
		8,2026-01-05 09:00,0,ann,?,"Bad" quote,A,L1,Open,?
		9,2026-01-05 09:00,0,ann,?,Last,A,L1,Open,?
	END
	run -5 --separate-stderr tix import --map m.map bad.csv
	[ "$output" = $'1\n2' ]
	[ "$stderr" = "tix import: bad.csv:3: no key
tix import: bad.csv:4: no time by the map's formats: '2026-13-05 09:00'
tix import: bad.csv:5: no time
tix import: bad.csv:6: 'order' is no whole number: 'x'
tix import: bad.csv:7: no level 'L9'; there are: L0, L1, L2, L3, L4
tix import: bad.csv:8: 7 fields where the heading has 10
tix import: bad.csv:9: a quote that does not enclose the whole field
tix import: 2 tickets, 9 rows, 7 bad: 2 opened, 0 changed, by 2 new rows" ]
	[ "$(of 2 subject)" = Last ]
	sound
}

@test "a row of a time that is still to come is bad" {
	cat >soon.csv <<-'END'
		No,Changed,Seq,By,Opened,Title,Team,Level,Status,Fix
		1,2026-01-05 09:00,0,ann,?,Now,A,L1,Open,?
		1,2026-01-05 09:02,1,ann,?,Next,A,L1,Open,?
		2,2026-01-05 09:00,0,ann,2026-01-06 09:00,Opened later,A,L1,Open,?
		3,2030-01-05 09:00,0,ann,?,Never,A,L1,Open,?
	END
	run -5 --separate-stderr tix import --now 2026-01-05T09:01:59Z \
		--map m.map soon.csv
	[ "$output" = $'1\n2' ]
	[ "$stderr" = "tix import: soon.csv:3: later than now: '2026-01-05T09:02:00Z'
tix import: soon.csv:5: later than now: '2030-01-05T09:00:00Z'
tix import: 2 tickets, 4 rows, 2 bad: 2 opened, 0 changed, by 2 new rows" ]
	[ "$(of 1 subject)" = Now ]
	run -0 --separate-stderr tix import --now 2026-01-05T09:02:00Z \
		--map m.map --dry-run - < <(head -n 3 soon.csv)
	[ "$stderr" = "tix import: 1 tickets, 2 rows: would be 0 opened, 1 changed, by 1 new rows" ]
	sound
}

@test "rows older than their ticket's opening are counted" {
	sed 's/2026-01-05 08:30/?/' a.csv >b.csv
	sed '2,3d' b.csv >part.csv
	tix import -q --map m.map part.csv
	[ "$(of 1 opened,level)" = $'2026-01-05T10:00:00Z\tL2' ]
	run -0 --separate-stderr tix import --map m.map b.csv
	[ "$output" = "" ]
	[ "$stderr" = "tix import: 2 tickets, 6 rows: 0 opened, 0 changed, by 2 new rows; 1 rows older than their ticket's opening" ]
	[ "$(of 1 opened,level)" = $'2026-01-05T10:00:00Z\tL2' ]
	sound
}

@test "a batch goes in by the clock and the desk as they are by then" {
	unset TIX_NOW
	sed -i 's/,L2,/,L4,/' a.csv
	mkfifo rows
	tix import --map m.map rows >ids 2>words 3>&- &
	pid=$!
	exec 9>rows
	head -n 1 a.csv >&9
	sleep 1.2
	# Level L4 is taken away meanwhile.
	sqlite3 "$TIX_DB" "INSERT INTO desk (version, compiled, tail)
		SELECT 2, replace(compiled, '\"L4\"', '\"L5\"'), tail FROM desk"
	fed=$(date +%s)
	sed 1d a.csv >&9
	exec 9>&-
	wait "$pid" || status=$?
	cat words
	[ "$status" -eq 5 ]
	[ "$(cat ids)" = 1 ]
	[ "$(cat words)" = "tix import: rows:6: no level 'L4'; there are: L0, L1, L2, L3, L5
tix import: 2 tickets, 6 rows, 5 bad: 1 opened, 0 changed, by 1 new rows" ]
	dump >all.sql
	sqlite3 read.db <all.sql
	[ "$(sqlite3 read.db "SELECT desk, recorded / 1000000 >= $fed
		FROM event WHERE ticket = 1")" = '2|1' ]
}

@test "hostile bytes are kept, and never reach the terminal raw" {
	printf 'No,Changed,Seq,By,Opened,Title,Team,Level,Status,Fix\n' >h.csv
	printf '1,2026-01-05 09:00,0,a,?,\033[2J\xff\xfe\xe2\x80\xae,A,L1,Open,?\n' >>h.csv
	printf '\033[31m,x,0,a,?,t,A,L1,Open,?\n' >>h.csv
	run -5 --separate-stderr tix import --map m.map h.csv
	[ "$output" = 1 ]
	[[ "$stderr" != *$'\033'* ]]
	run -0 tix show --json=subject 1
	[[ "$output" != *$'\033'* ]]
	sound
}

@test "nothing comes in where a file or a column is missing" {
	run -3 --separate-stderr tix import --map m.map a.csv nofile.csv
	[ "$output" = "" ]
	[ "$stderr" = "tix import: cannot read 'nofile.csv': No such file or directory" ]
	sed '1s/Team/Group/' a.csv >c.csv
	run -3 --separate-stderr tix import --map m.map c.csv
	[ "$stderr" = "tix import: c.csv:1: no column 'Team'; there are: No, Changed, Seq, By, Opened, Title, Group, Level, Status, Fix" ]
	run -2 --separate-stderr tix import --map m.map /dev/null
	[ "$stderr" = "tix import: /dev/null: is empty: no heading" ]
	run -0 tix list
	[ "$output" = "" ]
}

@test "a map is found by name or path; an unknown one lists what there is" {
	run -3 --separate-stderr tix import --map nomap a.csv
	[ "$stderr" = "tix import: no map 'nomap'; there are: servicenow, vinst" ]
	run -3 --separate-stderr tix import --map ./nomap a.csv
	[ "$stderr" = "tix import: './nomap': No such file or directory" ]
	echo 'sate = {x}' >bad.map
	run -2 --separate-stderr tix import --map bad.map a.csv
	[[ "$stderr" = "tix import: bad.map:1: no setting 'sate'; there are: source, format,"* ]]
	run -2 --separate-stderr tix import a.csv
	[ "$stderr" = "tix import: which column is which field? give --map" ]
	run -2 --separate-stderr tix import --map m.map
	[ "$stderr" = "tix import: no file; give one or more, or - for standard input" ]
	run -3 --separate-stderr tix import --map m.map --zone Mars/Olympus a.csv
	[[ "$stderr" = "tix import: "*"Mars/Olympus"* ]]
	sed -i '/^source/d' m.map
	run -2 --separate-stderr tix import --map m.map a.csv
	[ "$stderr" = "tix import: m.map: names no source; give --source" ]
	run -0 --separate-stderr tix import --source mine --map m.map a.csv
	[ "$(of 1 key,source)" = $'mine:1\tmine' ]
}

@test "a dry run says what would come in and changes nothing" {
	dump >before
	run -0 --separate-stderr tix import --dry-run --map m.map a.csv
	[ "$output" = "" ]
	[ "$stderr" = "tix import: 2 tickets, 6 rows: would be 2 opened, 0 changed, by 6 new rows" ]
	dump >after
	cmp before after
}

@test "naive times are of the zone that is named" {
	# TZ=America/New_York date -d '2026-01-05 08:30' -u
	tix import -q --zone America/New_York --map m.map a.csv
	[ "$(of 1 opened)" = 2026-01-05T13:30:00Z ]
	[ "$(of 1 closed)" = 2026-01-11T14:00:00Z ]
}

@test "rows that are whole tickets tell their way by their times" {
	cat >t.map <<-'END'
		source = sheet
		rows = tickets
		key = {id}
		subject = {title}
		opened = {opened}
		resolved = {resolved}
		closed = {closed}
		state = {state}
	END
	cat >t.csv <<-'END'
		id;title;state;opened;resolved;closed
		1;Solved and closed;closed;2026-01-05T08:00:00Z;2026-01-06T08:00:00Z;2026-01-11T08:00:00Z
		2;Solved;resolved;2026-01-05T08:00:00Z;2026-01-06T09:00:00Z;
		3;Still open;open;2026-01-05T08:00:00Z;;
	END
	tix import -q --map t.map t.csv
	[ "$(of 1 state,opened,resolved,closed)" = $'closed\t2026-01-05T08:00:00Z\t2026-01-06T08:00:00Z\t2026-01-11T08:00:00Z' ]
	[ "$(of 2 state,resolved,closed)" = $'resolved\t2026-01-06T09:00:00Z\t' ]
	[ "$(of 3 state,resolved)" = $'open\t' ]
	run -0 --separate-stderr tix import --map t.map t.csv
	[[ "$stderr" = *"nothing new" ]]
	# The sheet goes on: what was solved is closed, what was open is solved.
	sed -i '3s/resolved/closed/; 3s/$/2026-01-12T08:00:00Z/
		4s/;open;/;resolved;/; 4s/;;/;2026-01-13T08:00:00Z;/' t.csv
	run -0 --separate-stderr tix import --map t.map t.csv
	[ "$output" = $'2\n3' ]
	[ "$(of 2 state,resolved,closed)" = $'closed\t2026-01-06T09:00:00Z\t2026-01-12T08:00:00Z' ]
	[ "$(of 3 state,resolved)" = $'resolved\t2026-01-13T08:00:00Z' ]
	sound
}

@test "a key with more rows than a ticket may have is left out, the others go in" {
	python3 - >many.csv <<-'END'
		print("No,Changed,Seq,By,Opened,Title,Team,Level,Status,Fix")
		for i in range(2001):
		    print(f"9,2026-01-05 09:00,{i},a,?,Many,T{i},L1,Open,?")
		print("8,2026-01-05 09:00,0,a,?,One,T,L1,Open,?")
	END
	run -5 --separate-stderr tix import --map m.map many.csv
	[ "$output" = 1 ]
	[[ "$stderr" = "tix import: many.csv:2001: '9' has more than 2000 rows (history-rows-max)"* ]]
	sed -i 2d many.csv
	run -0 tix import -q --map m.map many.csv
	[ "$output" = 2 ]
	[ "$(of 2 team)" = T2000 ]
	sound
}

@test "killed at any point, the desk is whole and the next import completes it" {
	python3 "$ROOT/tests/bench/make_changes.py" 20000 >big.csv
	for wait in 0.02 0.1 0.15 0.2 0.25; do
		timeout -s KILL "$wait" tix import -q --map servicenow big.csv >>ids || :
		sound
	done
	# Every id that was printed is there, with all of its rows.
	tix list --tsv=id --limit 0 'source:servicenow' | sort >have
	sort -u ids >said
	[ -z "$(comm -13 have said)" ]
	run -0 --separate-stderr tix import --map servicenow big.csv
	[[ "$stderr" = "tix import: 4,000 tickets, 20,000 rows: "* ]]
	run -0 --separate-stderr tix import --map servicenow big.csv
	[[ "$stderr" = *"nothing new" ]]
	[ "$(tix list --tsv=id --limit 0 'state:closed' | wc -l)" = 4000 ]
	sound
}

@test "each event has a salt of its own, whatever was undone" {
	python3 "$ROOT/tests/bench/make_changes.py" 2000 >big.csv
	head -n 1000 big.csv >part.csv
	tix import -q --map servicenow part.csv >ids
	tix import -q --map servicenow big.csv >ids
	# A refused record draws one too.
	run -4 tix escalate --reason up 1 2 3
	dump >all.sql
	sqlite3 read.db <all.sql
	run -0 sqlite3 read.db 'SELECT count(*) > 1000,
		count(*) - count(DISTINCT salt), min(length(salt)) FROM event'
	[ "$output" = '1|0|16' ]
}

@test "imported tickets go on through the pipe" {
	sed -i 's/,Solved,/,Assigned,/; s/,Done,/,Assigned,/' a.csv
	run -0 bash -o pipefail -c \
		'tix import -q --map m.map a.csv | tix escalate --reason imported | tix note -m seen'
	[ "$output" = $'1\n2' ]
	[ "$(of 1 level)" = L3 ]
}
