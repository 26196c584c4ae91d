# The sweep is late, killed, or not alone, and hooks fail: each step is done
# once, and each ticket has its page.

load ../lib/common

setup() {
	desk
	umask 022
	hooks=$HOME/.config/tix/hooks.d
	mkdir -p "$hooks"
	cat >desk.conf <<-END
		name = "d"
		team net { level = L1 queues = { net } }
		team far { level = L2 queues = { far } }
		agent $(id -un) { team = net }
		agent ewa { team = net }
		agent bob { team = far }
		level L1 { queue = net }
		level L2 { queue = far }
		sla gold {
			match = "queue:net,far"
			target resolve { P1 = 4h P2 = 4h P3 = 4h P4 = 4h P5 = 4h
				warn = { "50%", "75%" } }
		}
		default { queue = net }
		escalation urgent {
			step first { after = 15m when = unacknowledged
				notify = "agent:ewa" repeat = 5 every = 10m }
			step raise { after = 30m raise = 1 notify = "agent:bob" }
			step up { at = "resolve 75%" hand_up = next
				notify = "agent:bob" }
		}
	END
	tix desk apply -q --now 2026-11-24T07:00:00Z desk.conf
}

hook() {
	printf '#!/bin/sh\nhere=%s\n%s\n' "$PWD" "$1" >"$hooks/notify"
	chmod 755 "$hooks/notify"
}

# $1 tickets, all of 08:00.
tickets() {
	for ((i = 0; i < $1; i++)); do
		tix open -q --now 2026-11-24T08:00:00Z "ticket $i" >/dev/null
	done
}

due() {
	tix escalate -q --due --now "2026-11-24T$1:00Z"
}

# What time did, without when it was put down.
done_by_time() {
	tix log --jsonl=ticket,kind,data | python3 -c '
import json, sys
for e in map(json.loads, sys.stdin):
    d = e["data"]
    if e["kind"] in ("stepped", "warned", "breached"):
        print(e["ticket"], e["kind"], d.get("key") or
            d["clock"] + " " + d.get("threshold", ""))
    elif e["kind"] == "escalated":
        print(e["ticket"], "escalated")' | LC_ALL=C sort
}

outbox() {
	tix notify list --state all --tsv=key | LC_ALL=C sort
}

# Once each, on a whole desk.
once() {
	[ "$(done_by_time | uniq -d)" = "" ]
	[ "$(outbox | uniq -d)" = "" ]
	sound
}

@test "killed at many instants, and run again, each step is done exactly once" {
	hook 'cat >>"$here/got"'
	tickets 24
	sqlite3 "$TIX_DB" ".backup first.db"
	due 13:00
	done_by_time >want
	outbox >want.outbox
	[ "$(wc -l <want)" -gt 200 ]
	killed=0
	for _ in 1 2 3 4 5 6 7 8; do
		rm -f "$TIX_DB"*
		cp first.db "$TIX_DB"
		for _ in 1 2 3 4; do
			tix-escalate -q --due --now 2026-11-24T13:00:00Z \
				>/dev/null 2>&1 &
			sleep "0.0$((RANDOM % 9))$((RANDOM % 10))"
			kill -KILL $! 2>/dev/null && killed=$((killed + 1))
			wait $! || :
			once
		done
		due 13:00 >/dev/null
		once
		done_by_time | diff want -
		outbox | cmp want.outbox
	done
	echo "killed $killed times"
	[ "$killed" -gt 0 ]
}

@test "two and four sweeps at once do each step exactly once" {
	hook 'cat >>"$here/got"'
	tickets 24
	sqlite3 "$TIX_DB" ".backup first.db"
	due 13:00
	done_by_time >want
	outbox >want.outbox
	for n in 2 4 4; do
		rm -f "$TIX_DB"* got
		cp first.db "$TIX_DB"
		gang=()
		for ((i = 0; i < n; i++)); do
			due 13:00 >/dev/null &
			gang+=($!)
		done
		for pid in "${gang[@]}"; do wait "$pid"; done
		once
		done_by_time | diff want -
		outbox | cmp want.outbox
		[ "$(grep -o '"notification":[0-9]*' got | sort | uniq -d)" = "" ]
	done
}

@test "off for eight hours: one page for each ticket and target, the latest" {
	hook 'cat >>"$here/got"; echo >>"$here/got"'
	tickets 5
	due 16:00
	run -0 tix notify list --state all --tsv=ticket,targets
	echo "$output"
	[ "$(awk '{ print $1, $2 }' <<<"$output" | sort | uniq -d)" = "" ]
	[ "$(grep -c '"target":"agent:ewa"' got)" = 5 ]
	[ "$(grep -c '"target":"agent:bob"' got)" = 5 ]
	due 16:00
	[ "$(grep -c '"target":"agent:ewa"' got)" = 5 ]
	sound
}

@test "a hook that fails twice and then hangs, after eight hours: one page per ticket to somebody" {
	cat >one.conf <<-END
		name = "d"
		level L1 { queue = net }
		queue net { level = L1 }
		agent $(id -un) { level = L1 }
		agent ewa { level = L1 }
		agent bob { level = L1 }
		default { queue = net }
		escalation urgent {
			step first { after = 15m
				notify = { "agent:ewa", "agent:bob" } }
		}
	END
	tix desk apply -q --now 2026-11-24T07:30:00Z one.conf
	# To ewa: fails, fails, hangs for good; bob is reached.
	hook 'cat >page
	case $(cat page) in
	*agent:ewa*)
		n=$(grep -c . "$here/tries")
		echo x >>"$here/tries"
		[ "$n" -ge 6 ] || exit 1
		sleep 60 ;;
	esac
	cat page >>"$here/got"; echo >>"$here/got"'
	sed -i "s,>page,>\"\$here/page.\$\$\",; s,cat page,cat \"\$here/page.\$\$\",g" \
		"$hooks/notify"
	: >tries
	tickets 3
	due 16:00 || :
	for at in 16:05 16:30 17:30 18:30 20:00; do
		due "$at" || :
	done
	cat got
	[ "$(grep -c . got)" = 3 ]
	[ "$(grep -c '"target":"agent:bob"' got)" = 3 ]
	[ "$(grep -o '"ticket":[0-9]*' got | sort | uniq -d)" = "" ]
	[ "$(tix notify list --tsv=id)" = "" ]
	sound
}

@test "what a dry run tells is what sweeps, minute by minute, do" {
	hook 'cat >/dev/null'
	tickets 3
	tix ack --for 40m --now 2026-11-24T08:20:00Z 2 >/dev/null
	tix resolve -q --now 2026-11-24T08:50:00Z 3 >/dev/null
	tix escalate -n --due --now 2026-11-24T08:50:00Z \
		--until 2026-11-24T12:30:00Z --tsv=ticket,at,kind |
		LC_ALL=C sort >want.ahead
	for ((m = 8 * 60 + 50; m <= 12 * 60 + 30; m++)); do
		due "$(printf '%02d:%02d' $((m / 60)) $((m % 60)))" >/dev/null
	done
	tix log --tsv=ticket,at,kind | awk -F '\t' -v OFS='\t' '$1 != "" &&
		($2 > "2026-11-24T08:50:00Z" || $3 ~ /stepped|warned|breached/)' |
		LC_ALL=C sort >have
	[ "$(wc -l <want.ahead)" -gt 10 ]
	diff want.ahead have
}

@test "a dead cron job is noticed" {
	hook 'cat >/dev/null'
	tickets 1
	due 08:20
	run tix doctor --now 2026-11-24T08:25:00Z --tsv=check,status
	echo "$output"
	[[ $output = *$'sweep\tok'* ]]
	run tix doctor --now 2026-11-24T08:36:00Z --tsv=check,status
	echo "$output"
	[[ $output = *$'sweep\twarning'* ]]
}
