# tix log: what happened.

load ../lib/common

setup() {
	desk
	tix open 'VPN down'
	tix open --as ewa 'Printer on fire'
	tix take 1
	tix note -m 'tab	and line
end' 2
}

@test "all events in the order they were stored, the ticket first" {
	run -0 --separate-stderr tix log
	[ "$stderr" = "" ]
	[ "${#lines[@]}" = 5 ]
	[ "$(cut -f 1,3 <<<"$output")" = $'\tdesk\n1\topened\n2\topened\n1\ttaken\n2\tnoted' ]
	run -0 tix log --tsv=seq,ticket,kind,via,desk
	[ "${lines[3]}" = $'4\t1\ttaken\ttake\t1' ]
}

@test "one ticket's own, each line one event whatever its words" {
	run -0 --separate-stderr tix log 2
	[ "${#lines[@]}" = 2 ]
	run -0 tix log --tsv=ticket,actor,on_behalf,kind 2
	[ "${lines[0]}" = "2"$'\t'"$(id -un)"$'\tewa\topened' ]
	[ "${lines[1]}" = "2"$'\t'"$(id -un)"$'\t\tnoted' ]
}

@test "--limit takes the newest" {
	run -0 tix log --limit 2 --tsv=seq
	[ "$output" = $'4\n5' ]
	run -0 tix log --limit 1 --tsv=seq 1
	[ "$output" = 4 ]
	run -2 --separate-stderr tix log --limit=-1
	[ "$stderr" = "tix log: --limit '-1': it is a whole number, 0 or more" ]
	run -2 --separate-stderr tix log --limit 99999999999999999999
	[ "$stderr" = "tix log: --limit '99999999999999999999': it is a whole number, 0 or more" ]
}

@test "an event's data are JSON with all that it set" {
	run -0 tix log --jsonl=kind,data 1
	python3 - "${lines[0]}" "${lines[1]}" <<-'EOF'
	import json, sys
	for line, kind, field, value in ((sys.argv[1], "opened", "subject", "VPN down"),
	    (sys.argv[2], "taken", "state", "open")):
	    e = json.loads(line)
	    data = e["data"] if isinstance(e["data"], dict) else json.loads(e["data"])
	    assert e["kind"] == kind and data["set"][field] == value, e
	EOF
}

@test "an unknown ticket is named and the others are shown" {
	run -3 --separate-stderr tix log --tsv=kind 7 1
	[ "$output" = $'opened\ntaken' ]
	[ "$stderr" = "tix log: no ticket '7'" ]
}

@test "a pipe is read only where - says so" {
	run -0 --separate-stderr bash -o pipefail -c 'echo 2 | tix log --tsv=ticket - | uniq'
	[ "$output" = 2 ]
	echo 2 >ids
	run -0 --separate-stderr bash -o pipefail -c 'tix log --tsv=seq <ids | tail -n 1'
	[ "$output" = 5 ]
	mkfifo pipe
	exec 4<>pipe
	echo 2 >&4
	run -0 timeout 20 tix log --tsv=seq --limit 1 <&4
	[ "$output" = 5 ]
	exec 4<&-
}

@test "what is put in late stands where it was stored, with both times" {
	tix note --now 2026-11-24T00:00:00Z --at 2026-11-23T15:00:00Z -m late 1
	run -0 tix log --tsv=at,recorded 1
	[ "${lines[2]}" = $'2026-11-23T15:00:00Z\t2026-11-24T00:00:00Z' ]
}

@test "-f goes on as things happen, for the tickets asked for, and ends with its reader" {
	timeout 20 tix log -f --tsv=ticket,kind 2 >out &
	follower=$!
	for i in $(seq 50); do [ -s out ] && break; sleep 0.1; done
	tix note -m x 1
	tix note -m x 2
	for i in $(seq 50); do [ "$(wc -l <out)" -ge 3 ] && break; sleep 0.1; done
	kill "$follower"
	wait "$follower" || :
	[ "$(<out)" = $'2\topened\n2\tnoted\n2\tnoted' ]
	run -0 timeout 20 bash -c 'tix log -f | head -n 1 >/dev/null; exit ${PIPESTATUS[0]}'
}

@test "-f follows the tickets whose ids came on standard input" {
	{ echo 2; echo '{"id":1}'; } |
		timeout 20 tix log -f --tsv=ticket,kind - >out &
	for i in $(seq 50); do [ "$(wc -l <out)" -ge 4 ] && break; sleep 0.1; done
	tix open three
	tix note -m x 3
	tix note -m x 1
	tix note -m x 2
	for i in $(seq 50); do [ "$(wc -l <out)" -ge 6 ] && break; sleep 0.1; done
	[ "$(<out)" = $'2\topened\n2\tnoted\n1\topened\n1\ttaken\n1\tnoted\n2\tnoted' ]
	kill $!
	wait $! || :
}

@test "-f shows once, and not never, what happens between two ids" {
	{ echo 1; sleep 1; echo 2; } |
		timeout 20 tix log -f --tsv=ticket,kind - >out &
	for i in $(seq 50); do [ "$(wc -l <out)" -ge 2 ] && break; sleep 0.1; done
	tix note -m x 1
	tix note -m x 2
	for i in $(seq 60); do [ "$(wc -l <out)" -ge 6 ] && break; sleep 0.1; done
	sleep 0.5
	[ "$(<out)" = $'1\topened\n1\ttaken\n2\topened\n2\tnoted\n1\tnoted\n2\tnoted' ]
	kill $!
	wait $! || :
}

@test "-f misses nothing while many write" {
	timeout 60 tix log -f --tsv=seq >out &
	follower=$!
	for i in $(seq 50); do [ -s out ] && break; sleep 0.1; done
	for p in 1 2 3 4; do
		(for i in 1 2 3 4 5 6 7 8 9 10; do tix open x; done) >/dev/null &
		writers+=($!)
	done
	wait "${writers[@]}"
	for i in $(seq 50); do [ "$(wc -l <out)" -ge 45 ] && break; sleep 0.1; done
	kill "$follower"
	wait "$follower" || :
	[ "$(<out)" = "$(seq 45)" ]
}

@test "unknown options and fields are met with those there are" {
	run -2 --separate-stderr tix log --json=nope
	[ "$output" = "" ]
	[[ $stderr = "tix log: unknown field 'nope'; there are: "* ]]
	run -2 --separate-stderr tix log --tail
	[[ $stderr = "tix log: unknown option '--tail'; there are: --follow, --limit, "* ]]
}

@test "the table says who acted for whom" {
	run -0 tix log --table 2
	read -ra head <<<"${lines[0]}"
	[ "${head[*]}" = "TICKET AT KIND WHO WHAT" ]
	[[ ${lines[1]} = *"opened  $(id -un) for ewa  "* ]]
	[[ ${lines[2]} = *"noted   $(id -un)          "* ]]
	run -0 tix log --tsv=who 2
	[ "$output" = "$(id -un) for ewa"$'\n'"$(id -un)" ]
}

@test "rows do not change with the clock" {
	tix wait --on customer --until +2h 1
	run -0 tix log --tsv 1
	[[ ${lines[-1]} = *'wait_until 2026-11-23T16:00:00Z'* ]]
	for format in tsv=what csv=what jsonl=what; do
		tix log --$format >now
		tix log --$format --now +3h | cmp now
	done
	run -0 tix log --table=what 1
	[[ $output = *'wait_until 2026-11-23 16:00 (in 2h)'* ]]
}
