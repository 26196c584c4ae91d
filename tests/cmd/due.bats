# tix escalate --due: what time makes due.

load ../lib/common

setup() {
	desk
}

due() {
	tix escalate --due --now "$1"
}

# The instant $2 working days after $1 in the zone of TZ, the same by day.
working_days() {
	python3 - "$1" "$2" "${TZ:-UTC}" <<-'END'
		import sys
		from datetime import datetime, timedelta, timezone
		from zoneinfo import ZoneInfo
		at, days, zone = sys.argv[1], int(sys.argv[2]), ZoneInfo(sys.argv[3])
		t = datetime.fromisoformat(at.replace("Z", "+00:00"))
		local = t.astimezone(zone).replace(tzinfo=None)
		while days > 0:
		    local += timedelta(days=1)
		    days -= local.weekday() < 5
		there = local.replace(tzinfo=zone)
		# A time that a change of clocks leaves out is the change itself.
		if there.astimezone(timezone.utc).astimezone(zone).replace(
		        tzinfo=None) != local:
		    early = there.replace(fold=1).astimezone(timezone.utc)
		    late = there.replace(fold=0).astimezone(timezone.utc)
		    lo, hi = sorted((early, late))
		    while hi - lo > timedelta(seconds=1):
		        mid = lo + (hi - lo) / 2
		        mid = mid.replace(microsecond=0)
		        if mid.astimezone(zone).utcoffset() == \
		                lo.astimezone(zone).utcoffset():
		            lo = mid
		        else:
		            hi = mid
		    there = hi
		print(there.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"))
	END
}

second_before() {
	date -u -d "$1 - 1 second" +%Y-%m-%dT%H:%M:%SZ
}

@test "nothing is due on a new desk" {
	tix open one
	before=$(dump)
	run -0 --separate-stderr due 2030-01-01T00:00:00Z
	[ "$output$stderr" = "" ]
	[ "$(dump | grep -v "'swept'")" = "$before" ]
}

@test "a wait ends at its time, not a second before" {
	tix open one
	tix wait --on customer --until 2026-11-25T14:00:00Z 1
	run -0 due 2026-11-25T13:59:59Z
	[ "$output" = "" ]
	run -0 due 2026-11-25T14:00:00Z
	[ "$output" = 1 ]
	[ "$(of 1 state,waiting_on,wait_until,wait_then)" = $'open\t\t\t' ]
	[[ $(tix log --tsv=what 1) = *"the wait is over"* ]]
	run -0 due 2026-11-25T14:00:00Z
	[ "$output" = "" ]
	sound
}

@test "a wait without an end goes on" {
	tix open one
	tix wait --on vendor 1
	run -0 due 2036-01-01T00:00:00Z
	[ "$output" = "" ]
	[ "$(of 1 state)" = waiting ]
}

@test "a wait that resolves: as of when it was run, with no answer" {
	tix open one
	tix wait --on customer --until +1d --then resolve 1
	run -0 due 2026-11-25T00:00:00Z
	[ "$output" = 1 ]
	[ "$(of 1 state,resolved,resolution)" = \
	    $'resolved\t2026-11-25T00:00:00Z\tno-answer' ]
	tix undo 1
	[ "$(of 1 state,wait_then)" = $'waiting\tresolve' ]
	sound
}

@test "a resolved ticket is closed after five working days, in any zone" {
	for TZ in UTC Europe/Warsaw America/New_York Asia/Kolkata \
	    Pacific/Kiritimati Pacific/Pago_Pago; do
		export TZ
		for at in 2026-11-23T14:00:00Z 2026-11-26T23:30:00Z \
		    2026-11-27T04:00:00Z 2026-11-28T12:00:00Z \
		    2026-11-29T23:59:59Z 2026-10-23T00:30:00Z \
		    2026-03-20T01:30:00Z; do
			id=$(tix open -q one --now "$at")
			tix resolve -q --now "$at" "$id"
			want=$(working_days "$at" 5)
			echo "$TZ $at $want"
			run -0 due "$(second_before "$want")"
			[ "$output" = "" ]
			run -0 due "$want"
			[ "$output" = "$id" ]
			[ "$(of "$id" state,closed,resolved)" = \
			    $'closed\t'"$want"$'\t'"$at" ]
		done
	done
	sound
}

@test "across a weekend: Friday's is closed on the Friday after" {
	tix open one
	tix resolve --now 2026-11-27T16:00:00Z 1
	run -0 due 2026-12-04T15:59:59Z
	[ "$output" = "" ]
	run -0 due 2026-12-04T16:00:00Z
	[ "$output" = 1 ]
}

@test "what is resolved again is counted anew; what is reopened is not closed" {
	tix open one
	tix open two
	tix resolve 1 2
	tix reopen --now 2026-11-24T10:00:00Z -r no 1 2
	tix resolve --now 2026-11-25T10:00:00Z 1
	run -0 due 2026-12-01T14:00:00Z
	[ "$output" = "" ]
	run -0 due 2026-12-02T10:00:00Z
	[ "$output" = 1 ]
	[ "$(of 2 state)" = open ]
	sound
}

@test "a desk that says nothing of days closes nothing" {
	python3 - "$ROOT/lib/store/builtin.desk" >never.json <<-'END'
		import json, sys
		desk = json.loads(open(sys.argv[1]).readline())
		del desk["close"]["after_days"]
		print(json.dumps(desk))
	END
	export TIX_DB=$PWD/never.db
	tix init -q --desk never.json
	tix open one
	tix resolve 1
	run -0 due 2036-01-01T00:00:00Z
	[ "$output" = "" ]
}

@test "what is due for several is done for each that may" {
	tix open one
	tix open two
	tix open three
	tix resolve 1 2
	tix link --parent 1 3
	run -0 --separate-stderr due 2026-12-01T00:00:00Z
	[ "$output" = 2 ]
	[ "$stderr" = "" ]
	before=$(dump)
	run -0 --separate-stderr tix escalate --due -v --now 2026-12-01T00:00:00Z
	[ "$output" = "" ]
	[[ $stderr = *"tix escalate: not yet: ticket 1: parts of it, or what blocks it, are open: 3" ]]
	[ "$(dump)" = "$before" ]
	tix cancel 3
	run -0 due 2026-12-01T00:00:00Z
	[ "$output" = 1 ]
	sound
}

@test "it takes neither tickets nor other options" {
	run -2 --separate-stderr tix escalate --due 1
	[ "$stderr" = "tix escalate: --due finds its tickets by itself" ]
	for option in '--to L2' '--queue mail' '--reason x'; do
		# shellcheck disable=SC2086 # words are meant
		run -2 --separate-stderr tix escalate --due $option
		[ "$stderr" = "tix escalate: --due: the desk says where to, and why" ]
	done
}

@test "standard input is never read" {
	run -0 bash -o pipefail -c 'echo 1 | { tix escalate --due; cat; }'
	[ "$output" = 1 ]
}

@test "a dry run says what would be done" {
	tix open one
	tix resolve 1
	before=$(dump)
	run -0 --separate-stderr tix escalate --due -n --now 2026-12-01T00:00:00Z
	[ "$output" = "" ]
	[[ $stderr = "tix escalate: would change ticket 1
  -state: resolved
  +state: closed"* ]]
	[ "$(dump)" = "$before" ]
}
