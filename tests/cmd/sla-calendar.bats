# tix sla calendar: what calendars say.

load ../lib/common

setup() {
	bare
	cat >desk.conf <<-'END'
		queue helpdesk { level = L1 }
		default { level = L1 }
		calendar office {
		  timezone = "Europe/Paris"
		  hours = { "Mon-Fri 09:00-17:00" }
		  holidays = { "2025-06-09", "12-24 12:00-24:00 yearly" }
		}
		calendar night { timezone = "Europe/Paris"
		  hours = "Sat 22:00-06:00" }
		calendar always { hours = "daily 00:00-24:00" }
	END
	tix init -q --desk desk.conf
}

cal() {
	tix sla calendar "$@"
}

# due WANT NAME FROM DURATION: where so much time ends, in Unix seconds.
due() {
	local want=$1

	shift
	run -0 cal due "$@"
	echo "$*: $output, not $want"
	[ "${output%%$'\t'*}" = "$want" ]
}

@test "time is due where the calendar says, E1 to E8 of the reference" {
	due 1748865600 office '2025-06-02 10:00' 4h
	due 1748937600 office '2025-06-02 16:00' 2h
	due 1748876400 office '2025-06-02 09:00' 8h
	due 1748934000 office '2025-06-02 09:00' 8h --at-close=open
	due 1748937600 office '2025-06-02 17:00' 1h
	due 1749222000 office '2025-06-06 16:59:59' 1s
	due 1749452400 always 2025-06-09T07:00:00Z 0m
	due 1749542400 office '2025-06-06 16:00' 2bh
}

@test "a due time is told in seconds and in RFC 3339" {
	run -0 cal due office 2025-06-02T08:00:00Z PT4H
	[ "$output" = $'1748865600\t2025-06-02T12:00:00Z' ]
	run -0 cal due office '2025-06-02 10:00' 4h --json
	[ "$output" = \
		'[{"seconds":1748865600,"due":"2025-06-02T12:00:00Z"}]' ]
}

@test "working days end as the last window of the day closes" {
	due 1749049200 office '2025-06-02 10:00' 2bd
	due 1749567600 office '2025-06-06 10:00' 1bd # over a holiday
	due 1748995200 always 2025-06-02T10:00:00Z 1bd
}

@test "what passes is told in seconds, over changes of clocks too" {
	run -0 cal elapsed office '2025-06-02 10:00' '2025-06-03 10:00'
	[ "$output" = 28800 ]
	run -0 cal elapsed night '2025-03-29 12:00' '2025-03-31 12:00'
	[ "$output" = 25200 ]
	run -0 cal elapsed night '2025-10-25 12:00' '2025-10-27 12:00'
	[ "$output" = 32400 ]
	run -0 cal elapsed office '2025-12-24 00:00' '2025-12-25 00:00'
	[ "$output" = 10800 ]
	run -0 cal elapsed office '2025-06-03 10:00' '2025-06-02 10:00'
	[ "$output" = 0 ]
	run -0 cal elapsed --jsonl office '2025-06-02 10:00' '2025-06-02 11:00'
	[ "$output" = '{"elapsed":3600}' ]
}

@test "lines are answered line by line, a bad one by an empty line" {
	printf '%s\t%s\n' '2025-06-02 10:00' 4h 2025-06-02T08:00:00Z 2bd \
		soon 4h '2025-06-02 10:00' 'a while' >lines
	printf 'one field\n2025-06-02 10:00\t30m' >>lines
	run -5 --separate-stderr cal due office - <lines
	[ "$output" = $'1748865600\t2025-06-02T12:00:00Z
1749049200\t2025-06-04T15:00:00Z



1748853000\t2025-06-02T08:30:00Z' ]
	[[ $stderr == *"line 3: no time 'soon'"* ]]
	[[ $stderr == *"line 4: "*"'a while'"* ]]
	[[ $stderr == *'line 5: a time, a duration and a TAB between them are'* ]]
	printf '2025-06-02 10:00\t2025-06-02 10:30\r\n' >lines
	run -0 bash -o pipefail -c 'cat lines | tix sla calendar elapsed office'
	[ "$output" = 1800 ]
	: >lines
	run -0 cal elapsed office - <lines
	[ "$output" = '' ]
}

@test "without times or a pipe nothing is waited for" {
	run -2 --separate-stderr cal elapsed office </dev/null
	[ "$stderr" = "tix sla: from when? give FROM and TO, or '-' to read lines" ]
	run -2 --separate-stderr cal due office '2025-06-02 10:00'
	[[ $stderr == *'how long? a duration is wanted behind '* ]]
	run -2 --separate-stderr cal due office - --json </dev/null
	[[ $stderr == *'lines are answered by lines'* ]]
}

@test "is-open says it with its exit status, and until when" {
	run -0 cal is-open office --at '2025-06-02 12:00'
	[ "$output" = $'open\t2025-06-02T15:00:00Z' ]
	run -1 cal is-open office --at '2025-06-06 17:00'
	[ "$output" = $'closed\t2025-06-10T07:00:00Z' ]
	run -0 cal is-open always
	[ "$output" = $'open\t' ]
}

@test "show lists windows with their running sum" {
	run -0 cal show office --from '2025-06-06 10:00' --to 2025-06-11
	[ "$output" = $'2025-06-06T08:00:00Z\t2025-06-06T15:00:00Z\t25200\t25200
2025-06-10T07:00:00Z\t2025-06-10T15:00:00Z\t28800\t54000' ]
}

@test "list tells of each calendar, and which version brought its hours" {
	run -0 cal list --tsv=name,timezone,state,until,version
	[ "$output" = $'office\tEurope/Paris\topen\t2026-11-23T16:00:00Z\t1
night\tEurope/Paris\tclosed\t2026-11-28T21:00:00Z\t1
always\tUTC\topen\t\t1' ]
	run -0 cal
	[ "${#lines[@]}" -eq 3 ]
}

@test "windows are there for SQL" {
	run -0 tix sql "SELECT open, close, before - (SELECT before
		FROM v_window WHERE calendar = 'office' AND
		open_us > 1748822400000000 ORDER BY open_us LIMIT 1)
		FROM v_window WHERE calendar = 'office' AND
		open_us > 1748822400000000 ORDER BY open_us LIMIT 1, 1"
	[ "$output" = $'2025-06-03T07:00:00Z\t2025-06-03T15:00:00Z\t28800' ]
}

@test "what is not there, or too far, is told" {
	run -3 --separate-stderr cal is-open school
	[ "$stderr" = "tix sla: no calendar 'school'" ]
	run -2 --separate-stderr cal open office
	[[ $stderr == *"no 'open'; there are: list, show, is-open, elapsed, due" ]]
	run -2 --separate-stderr cal elapsed office 1980-01-01 2025-01-01
	[[ $stderr == *"'1980-01-01' is not in the years 1990 to 2100"* ]]
	run -4 --separate-stderr cal due office 2100-12-31 10h
	[[ $stderr == *"more than 10 years ahead in calendar 'office'" ]]
}

@test "another version's hours hold from when it came into force" {
	sed 's/09:00-17:00/07:00-11:00/' desk.conf >early.conf
	tix desk apply -q --now 2026-11-25T11:00:00Z early.conf
	run -0 cal elapsed office '2026-11-25 00:00' '2026-11-26 00:00'
	[ "$output" = 10800 ]
	run -0 cal elapsed office '2026-11-26 00:00' '2026-11-27 00:00'
	[ "$output" = 14400 ]
	due 1795680000 office '2026-11-25 10:00' 4h
	run -0 cal list --tsv=name,version
	[ "${lines[0]}" = $'office\t2' ]
	[ "${lines[1]}" = $'night\t1' ]
	sound
}

@test "an export and its restore have the same hours" {
	tix open something
	tix export >all.jsonl
	TIX_DB=$PWD/other.db
	tix init -q
	tix import -q all.jsonl
	run -0 cal elapsed night '2025-03-29 12:00' '2025-03-31 12:00'
	[ "$output" = 25200 ]
	sound
}

@test "fsck tells of windows that are not what was compiled" {
	sqlite3 "$TIX_DB" 'UPDATE window SET close = close + 60
		WHERE set_id = 1 AND before = 0'
	run -1 --separate-stderr tix fsck
	[[ $output$stderr == *'windows 1: out of order, or their sums are wrong'* ]]
	sqlite3 "$TIX_DB" 'DELETE FROM calendar WHERE name = "night"'
	run -1 --separate-stderr tix fsck
	[[ $output$stderr == *"calendar 'night' of desk version 1 has no windows"* ]]
}

@test "newer zone data make a version, and doctor says so" {
	run -0 --separate-stderr tix desk apply desk.conf
	[ "$output" = 1 ]
	# As if the file had been another one as the version was compiled.
	sqlite3 "$TIX_DB" 'UPDATE calendar SET digest = zeroblob(32)
		WHERE name = "night"'
	run -0 --separate-stderr tix desk apply desk.conf
	[ "$output" = 1 ] # other data, the same hours
	sqlite3 "$TIX_DB" 'UPDATE calendar SET set_id = (SELECT set_id
		FROM calendar WHERE name = "office") WHERE name = "night"'
	run tix doctor --tsv
	[[ $output == *$'warning\tcalendars\t'*"'night'"*'tix desk apply'* ]]
	run -0 --separate-stderr tix desk apply desk.conf
	[ "$output" = 2 ]
	[[ $stderr == *"calendar 'night' has other hours by the system's time zone"* ]]
	run tix doctor --tsv
	[[ $output == *$'ok\tcalendars\t'* ]]
}
