# tix desk: agreements as text, and what the file keeps of them over time.

load ../lib/common

setup() {
	bare
}

# A desk with the text on standard input.
written() {
	{
		cat <<-'END'
			level L1 { queue = front }
			level L2 { queue = back }
			level L3 { vendor = true }
			team net { level = L2 }
			queue front { level = L1 }
			queue back { level = L2 }
			calendar office { hours = "Mon-Fri 09:00-17:00" }
			calendar night { hours = "daily 17:00-09:00" }
		END
		cat
	} >desk.conf
}

# The line of an agreement, without its name.
line_of() {
	tix desk compile desk.conf | sed -n "s/^a	$1	//p"
}

@test "an sla is a line of its own in the compiled desk, with all it says" {
	written <<-'END'
		sla gold {
		  name = "Gold"
		  match = { "queue:front priority:..2", "subject~vpn" }
		  calendar = office
		  target first-response { P1 = 15m  P2 = "1h30m"  P5 = 4bh
		    warn = { "75%", "-10m", "+2h" } }
		  target resolve { P3 = 3bd  P4 = 90bm }
		}
	END
	# 15 min, 90 min and 4 h in microseconds; by priority 1 to 5.
	diff <(line_of gold) - <<-'END'
		{"kind":"sla","title":"Gold","calendar":"office","match":["queue:front priority:..2","subject~vpn"],"targets":[{"metric":"first-response","time":[900000000,5400000000,0,0,14400000000],"warn":["75%","-10m","+2h"]},{"metric":"resolve","time":[0,0,0,5400000000,0],"days":[0,0,3,0,0],"pause":["customer"]}]}
	END
	run -0 tix desk compile desk.conf
	[[ ${lines[0]} == \
	    *'"agreements":[{"name":"gold","title":"Gold"}]'* ]]
}

@test "olas and ucs have a place, and are no agreement of a ticket" {
	written <<-'END'
		sla gold { }
		ola inner { level = L2  team = net  queue = back
		  target own { P1 = 10m } target resolve { P1 = 2h } }
		uc acme { target resolve { P1 = 2d } }
	END
	diff <(line_of inner) - <<-'END'
		{"kind":"ola","level":"L2","team":"net","queue":"back","targets":[{"metric":"own","time":[600000000,0,0,0,0]},{"metric":"resolve","time":[7200000000,0,0,0,0],"pause":["customer","vendor"]}]}
	END
	diff <(line_of acme) - <<-'END'
		{"kind":"uc","targets":[{"metric":"resolve","time":[172800000000,0,0,0,0],"pause":["customer"]}]}
	END
	tix init -q --desk desk.conf
	tix open -q one
	run -3 --separate-stderr tix set 1 --set agreement=inner
	[[ $stderr == *"no agreement 'inner'; there are: gold" ]]
}

@test "a target may say otherwise what pauses it, and where it counts" {
	written <<-'END'
		sla s { calendar = office  reopen = new-cycle  at_close = open
		  target resolve { P1 = 1h  pause = { vendor, event }
		    calendar = night  reopen = resume }
		  target update { P1 = 1h  pause = { } at_close = close }
		  target next-reply { P1 = 1h  pause = customer }
		}
	END
	diff <(line_of s | tr '{' '\n' | sed 1,2d) - <<-'END'
		"metric":"resolve","calendar":"night","time":[3600000000,0,0,0,0],"pause":["vendor","event"],"at_open":true},
		"metric":"update","time":[3600000000,0,0,0,0],"new_cycle":true},
		"metric":"next-reply","time":[3600000000,0,0,0,0],"pause":["customer"],"at_open":true,"new_cycle":true}]}
	END
}

@test "priorities may have the desk's names" {
	written <<-'END'
		priority { names = { urgent, soon, normal, later, never } }
		sla s { target own { urgent = 1m  P2 = 2m  later = 4m } }
		sla t { target own { P1 = 1m  urgent = 2m } }
	END
	run -2 --separate-stderr tix desk check desk.conf
	[ "${stderr_lines[0]}" = \
	    "desk.conf:11: urgent: priority 1 is set already" ]
	[ "${#stderr_lines[@]}" -eq 1 ]
	sed -i '$d' desk.conf
	[[ $(line_of s) == *'"time":[60000000,120000000,0,240000000,0]'* ]]
}

@test "what is wrong in an agreement is said with its line" {
	written <<-'END'
		sla s { calendar = off
		  target own { P1 = 15m  warn = { "0%", "100%", "-15m",
		    "-10m", "-10m", "soon", "+1bd" } }
		  target resolve { P1 = 4  P2 = 2bh
		    pause = { customer, nobody } }
		  target update { calendar = office
		    P1 = 2d  P2 = "1bd4bh"  P3 = 1w P4 = 0m }
		  target next-reply { warn = "50%" }
		  target first-response { P6 = 1h }
		}
		sla none { target due { P1 = 1h } }
		ola s { target next-reply { P1 = 1h } target own { P1 = 1h } }
		uc u { level = L9 }
	END
	run -2 --separate-stderr tix desk check desk.conf
	diff - <(printf '%s\n' "${stderr_lines[@]#desk.conf:}") <<-'END'
		9: no calendar 'off'; there are: office, night
		10: warn: '0%' is no threshold: it must be above 0% and below 100%
		10: warn: '100%' is no threshold: it must be above 0% and below 100%
		10: warn: '-15m' is beyond the target of P1, 15m
		11: warn: '-10m' is there twice
		11: warn: 'soon' is no threshold: write it like 75%, -10m or +2h
		11: warn: '+1bd' is no threshold: working days have no fixed length
		12: P1: no duration '4': it needs a unit, as in 45m or 2d
		12: P2: '2bh': there is no calendar to count working time in
		13: pause: no 'nobody'; there are: customer, vendor, change, event
		15: P1: '2d': a day of the calendar, or 24 hours? say 2bd, or 48h
		15: P2: '1bd4bh': it is either working days or hours
		15: P3: '1w': a day of the calendar, or 24 hours? say 2bd, or 48h
		15: P4: '0m': to be met it would take no time at all
		16: target 'next-reply' has no time for any priority, such as P1 = 4h
		17: a target has no key 'P6'; there are: calendar, pause, warn, reopen, at_close, P1, P2, P3, P4, P5
		19: an sla has no target 'due'; there are: first-response, next-reply, update, own, resolve
		20: an ola has no target 'next-reply'; there are: own, resolve
		20: ola 's' is of no level, team or queue
		20: there is an sla 's' already
		21: no level 'L9'; there are: L1, L2, L3
		21: uc 'u' promises nothing: it has no target
	END
}

@test "a metric is there once, and no list is empty but that of what pauses" {
	written <<-'END'
		sla s { target own { P1 = 1h } target own { P2 = 1h } }
	END
	run -2 --separate-stderr tix desk check desk.conf
	[ "$stderr" = \
	    "desk.conf:9: there is a target 'own' already in this one" ]
	written <<-'END'
		sla s { target own { P1 = 1h  warn = { } } }
	END
	run -2 --separate-stderr tix desk check desk.conf
	[ "$stderr" = \
	    "desk.conf:9: an empty list says nothing; leave it out" ]
}

@test "a query that chooses is pointed at, and refused where it cannot" {
	written <<-'END'
		sla s { match = { "queue:front level:L9", "(queue:back",
		    "queue:back age:2d..", "owner:me", "vpn", "state:new",
		    "agreement:s", "subject~vpn not tags:x" } }
	END
	run -2 --separate-stderr tix desk check desk.conf
	diff - <(printf '%s\n' "${stderr_lines[@]#desk.conf:}") <<-'END'
		9: match: at 'L9': query: no level 'L9'; there are: L1, L2, L3
		9: match: at '(queue:back': query: this '(' is never closed
		10: match: 'queue:back age:2d..': query: 'age' cannot choose: it depends on the time
		10: match: 'owner:me': query: 'me' cannot choose: it depends on who asks
		10: match: 'vpn': query: 'text' cannot choose: give it a field, as in subject~vpn
		10: match: 'state:new': query: 'state' cannot choose: it comes of what happens
		11: match: 'agreement:s': query: 'agreement' cannot choose: it is what is chosen
	END
}

@test "more time for a higher priority is remarked on, and is no error" {
	written <<-'END'
		sla s { match = ""  calendar = office
		  target own { P1 = 2h  P2 = 1h  P3 = 1h }
		  target resolve { P1 = 1h  P3 = 3bd  P4 = 2bd  P5 = 9h } }
		ola o { queue = front  calendar = night
		  target own { P2 = 1h } }
	END
	sed -i 's/match = ""/match = "queue:front"/' desk.conf
	run -1 --separate-stderr tix desk check --lint desk.conf
	run grep -F "more time" <<<"$stderr"
	[ "${#lines[@]}" -eq 2 ]
	[[ ${lines[0]} == "desk.conf:9: "*"target 'own' gives P1 more time than P2" ]]
	[[ ${lines[1]} == "desk.conf:9: "*"target 'resolve' gives P3 more time than P4" ]]
	# The calendars are of use, and so is what queries choose.
	run -1 grep -E "calendar|agreement" <<<"$stderr"
}

# Versions and instants of a name, and the first minutes of its target.
laws() {
	sqlite3 -separator ' ' "$TIX_DB" "SELECT version, since / 1000000,
	    definition ->> '\$.targets[0].time[0]' / 60000000
	    FROM law WHERE name = '$1' ORDER BY version"
}

@test "a version of the desk that says other than before of a name is kept" {
	local sla='sla s { target own { P1 = %dm } }\n'
	local ola='ola o { queue = front target own { P1 = 5m } }\n'

	# shellcheck disable=SC2059
	printf "$sla$ola" 10 | written
	TIX_NOW=2026-11-23T10:00:00Z tix init -q --desk desk.conf
	# shellcheck disable=SC2059
	printf "$sla" 20 | written
	TIX_NOW=2026-11-23T11:00:00Z tix desk apply -q desk.conf
	# shellcheck disable=SC2059
	printf "$ola$sla" 20 | written
	TIX_NOW=2026-11-23T12:00:00Z tix desk apply -q desk.conf
	# The first holds from ever; then 11:00 and 12:00 in seconds.
	[ "$(laws s)" = $'1 0 10\n2 1795431600 20' ]
	[ "$(laws o)" = $'1 0 5\n2 1795431600 \n3 1795435200 5' ]
	run -0 tix fsck -q
	# An export brings them with it.
	sqlite3 "$TIX_DB" 'SELECT * FROM law' >before
	tix export >desk.json
	TIX_DB=$PWD/other.db tix init -q --desk desk.conf
	TIX_DB=$PWD/other.db tix import -q desk.json
	sqlite3 other.db 'SELECT * FROM law' | diff before -
	# What is not what the versions say is found.
	sqlite3 "$TIX_DB" "DELETE FROM law WHERE name = 'o' AND version = 2"
	run -1 --separate-stderr tix fsck
	[[ $stderr == *"laws: 'o' of desk version 2 is not what that says"* ]]
}

@test "a target that a calendar hardly leaves time for is refused" {
	local rare='calendar rare { hours = "Mon 09:00-10:00"
	    holidays = "2027-01-01..%s" }\n'
	local sla='sla s { calendar = rare target own { P1 = %s } }\n'

	# Six Mondays are left of 2026.
	# shellcheck disable=SC2059
	printf "$rare$sla" 2099-12-31 30h | written
	run -2 --separate-stderr tix desk check desk.conf
	[ "$stderr" = "desk.conf:11: target 'own': the calendar 'rare' opens \
too seldom: from 2026-11-23 on it takes more than 10 years" ]
	# What can still be reached today cannot be in a year.
	# shellcheck disable=SC2059
	printf "$rare$sla" 2099-12-31 3bd | written
	run -2 --separate-stderr tix desk check desk.conf
	[[ $stderr == *"from 2027-11-23 on it takes more than 10 years" ]]
	# shellcheck disable=SC2059
	printf "$rare$sla" 2030-12-31 30h | written
	run -0 --separate-stderr tix desk check desk.conf
	# Ten years have some 520 Mondays.
	# shellcheck disable=SC2059
	printf "$rare$sla" 2026-12-31 530h | written
	run -2 --separate-stderr tix desk check desk.conf
}
