# Files of holidays in a desk: plain lists and calendars of RFC 5545.

load ../lib/common

setup() {
	bare
	mkdir conf
	cat >conf/desk.conf <<-'END'
		queue helpdesk { level = L1 }
		default { level = L1 }
		calendar office {
		  timezone = "Europe/Warsaw"
		  hours = { "Mon-Fri 09:00-17:00" }
		  holidays = { "2026-11-11", "file:days" }
		}
	END
}

# ics LINE...: conf/days, a calendar of these lines.
ics() {
	{
		printf '%s\r\n' BEGIN:VCALENDAR VERSION:2.0 PRODID:-//t
		printf '%s\r\n' "$@"
		printf '%s\r\n' END:VCALENDAR
	} >conf/days
}

# What the calendar of the compiled desk is closed on.
closed() {
	tix desk compile conf/desk.conf | grep -o '"holidays":\[[^]]*\]'
}

@test "a plain list has a day and a name on each line" {
	printf '%s\n' '# closed' '' '2026-05-01 Labour "day"' \
		'  2026-12-24 12:00-24:00 Christmas Eve' '12-25..12-26 yearly' \
		2026-05-01 >conf/days
	run -0 closed
	[ "$output" = '"holidays":["2026-11-11","12-25..12-26 yearly","2026-05-01","2026-05-01 Labour '"'day'"'","2026-12-24 12:00-24:00 Christmas Eve"]' ]
	tix init -q --desk conf/desk.conf
	run -0 tix sla calendar elapsed office 2026-12-24 2026-12-29
	[ "$output" = 39600 ] # three hours, and Monday
}

@test "the stored policy is whole without the file" {
	printf '2026-05-01 Labour day\n2026-05-03\n' >conf/days
	tix init -q --desk conf/desk.conf
	rm conf/days
	tix desk show >again.conf
	grep -F '{ "2026-11-11", "2026-05-01 Labour day", "2026-05-03" }' \
		again.conf
	run -0 --separate-stderr tix desk apply again.conf
	[[ $stderr == *'the same as version 1'* ]]
	printf '2026-05-01 Labour day\n2026-05-03\n2026-05-04\n' >conf/days
	run -0 --separate-stderr tix desk apply conf/desk.conf
	[ "$output" = 2 ]
}

@test "all-day events close their days, the last one not included" {
	ics BEGIN:VEVENT UID:1 'DTSTART;VALUE=DATE:20261224' \
		'DTEND;VALUE=DATE:20261227' 'SUMMARY:Three\, days' \
		TRANSP:TRANSPARENT END:VEVENT BEGIN:VEVENT UID:2 \
		'DTSTART;VALUE=DATE:20270101' SUMMARY:One END:VEVENT
	run -0 closed
	[ "$output" = '"holidays":["2026-11-11","2026-12-24..2026-12-26 Three, days","2027-01-01 One"]' ]
}

@test "what comes back does so by RRULE, EXDATE and RDATE" {
	ics BEGIN:VEVENT UID:1 'DTSTART;VALUE=DATE:20241128' \
		'RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;COUNT=4' \
		'EXDATE;VALUE=DATE:20261126' \
		'RDATE;VALUE=DATE:20300101,20310101' END:VEVENT
	run -0 closed
	[ "$output" = '"holidays":["2026-11-11","2024-11-28","2025-11-27","2027-11-25","2030-01-01","2031-01-01"]' ]
	ics BEGIN:VEVENT UID:1 'DTSTART;VALUE=DATE:20240501' \
		'RRULE:FREQ=YEARLY;UNTIL=20260501' END:VEVENT
	run -0 closed
	[ "$output" = '"holidays":["2026-11-11","2024-05-01","2025-05-01","2026-05-01"]' ]
	ics BEGIN:VEVENT UID:1 'DTSTART;VALUE=DATE:20980501' \
		RRULE:FREQ=YEARLY END:VEVENT
	run -0 closed
	[ "$output" = '"holidays":["2026-11-11","2098-05-01","2099-05-01","2100-05-01"]' ]
}

@test "an instance that is told anew is where it was moved to" {
	ics BEGIN:VEVENT UID:1 'DTSTART;VALUE=DATE:20260601' \
		'RRULE:FREQ=MONTHLY;COUNT=3' END:VEVENT \
		BEGIN:VEVENT UID:1 'RECURRENCE-ID;VALUE=DATE:20260701' \
		'DTSTART;VALUE=DATE:20260702' END:VEVENT
	run -0 closed
	[ "$output" = '"holidays":["2026-11-11","2026-06-01","2026-07-02","2026-08-01"]' ]
	ics BEGIN:VEVENT UID:1 'DTSTART;VALUE=DATE:20260601' \
		'RRULE:FREQ=MONTHLY;COUNT=2' END:VEVENT \
		BEGIN:VEVENT UID:1 'RECURRENCE-ID;VALUE=DATE:20260701' \
		STATUS:CANCELLED 'DTSTART;VALUE=DATE:20260701' END:VEVENT \
		BEGIN:VEVENT UID:2 STATUS:CANCELLED \
		'DTSTART;VALUE=DATE:20260901' END:VEVENT
	run -0 closed
	[ "$output" = '"holidays":["2026-11-11","2026-06-01"]' ]
}

@test "events of hours close these, on the calendar's own wall" {
	ics BEGIN:VEVENT UID:1 \
		'DTSTART;TZID=America/New_York:20261127T100000' \
		DURATION:PT4H SUMMARY:York END:VEVENT \
		BEGIN:VEVENT UID:2 DTSTART:20260630T120000Z \
		DTEND:20260630T133030Z END:VEVENT \
		BEGIN:VEVENT UID:3 DTSTART:20260801T220000 \
		DTEND:20260803T020000 SUMMARY:floats END:VEVENT \
		BEGIN:VEVENT UID:4 DTSTART:20260901T100000 \
		DTEND:20260901T110000 TRANSP:TRANSPARENT END:VEVENT
	run -0 closed
	[ "$output" = '"holidays":["2026-11-11","2026-06-30 14:00-15:31","2026-08-01 22:00-24:00 floats","2026-08-02 floats","2026-08-03 00:00-02:00 floats","2026-11-27 16:00-20:00 York"]' ]
}

# told WORDS: the desk is refused with them, at the line that names the file.
told() {
	run -2 --separate-stderr tix desk check conf/desk.conf
	echo "$stderr"
	[[ $stderr == "conf/desk.conf:6: holidays: "*"$1"* ]]
}

@test "a bad file is told with its place and that of its name" {
	told "'conf/days': No such file or directory"
	printf '2026-05-01 one\n2026-13-01 two\n' >conf/days
	told "conf/days:2: no holiday '2026-13-01 two'"
	ics BEGIN:VEVENT UID:1 'DTSTART;VALUE=DATE:2026046' END:VEVENT
	told 'conf/days:4: '
	ics BEGIN:VEVENT UID:1 SUMMARY:never END:VEVENT
	told 'conf/days:4: it has no DTSTART that is a day or a time'
	ics BEGIN:VEVENT UID:1 'DTSTART;TZID=Mars/Base:20260501T100000' \
		DURATION:PT1H END:VEVENT
	told "conf/days:4: no time zone 'Mars/Base'"
	ics BEGIN:VEVENT UID:1 DTSTART:20260501T100000Z \
		DTEND:20260501T090000Z END:VEVENT
	told 'conf/days:4: it ends when it begins, or before that'
	ics BEGIN:VEVENT UID:1 DTSTART:20260501T100000Z DURATION:PT1S \
		RRULE:FREQ=SECONDLY END:VEVENT
	told 'conf/days:4: it comes back within a day'
	ics BEGIN:VEVENT UID:1 'DTSTART;VALUE=DATE:20260501' \
		RRULE:FREQ=DAILY END:VEVENT
	told 'conf/days: more than 4000 holidays'
	ics BEGIN:VEVENT 'DTSTART;VALUE=DATE:20260501'
	told 'conf/days:4: a VEVENT without its end'
	ics BEGIN:VEVENT UID:1 'DTSTART;VALUE=DATE:20260230' END:VEVENT
	told 'conf/days:4: it has no DTSTART that is a day or a time'
	printf '%s\n' BEGIN:VCALENDAR BEGIN:VEVENT \
		'DTSTART;VALUE=DATE:20261225' END:VEVENT >conf/days
	told 'the calendar has no end: it may have been cut'
	ics
	told 'conf/days: there is no event in it'
	printf '2026-05-01 \377\n' >conf/days
	told 'no UTF-8 text'
}

@test "a calendar that is never open is refused with its line" {
	printf '01-01..12-31 yearly\n' >conf/days
	run -2 --separate-stderr tix desk check conf/desk.conf
	[ "$stderr" = "conf/desk.conf:3: calendar 'office' is never open" ]
	sed -i 's/Mon-Fri 09:00-17:00/Mon-Fri 17:00-17:00/' conf/desk.conf
	run -2 --separate-stderr tix desk check conf/desk.conf
	[[ $stderr == "conf/desk.conf:5: no hours "* ]]
	sed -i 's/17:00-17:00/09:00-25:00/' conf/desk.conf
	run -2 --separate-stderr tix desk check conf/desk.conf
	[[ $stderr == "conf/desk.conf:5: no hours "* ]]
	sed -i 's/Warsaw/Nowhere/' conf/desk.conf
	run -2 --separate-stderr tix desk check conf/desk.conf
	[[ $stderr == "conf/desk.conf:4: timezone: "* ]]
}
