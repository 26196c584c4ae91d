# Escalation policies: as text, chosen as a ticket is opened, taken by time,
# and told of.

load ../lib/common

setup() {
	desk
	cat >desk.conf <<-END
		name = "d"
		team net { level = L1 queues = { net } manager = $(id -un) }
		team far { level = L2 queues = { far } }
		agent $(id -un) { team = net }
		agent ewa { team = far }
		level L1 { queue = net }
		level L2 { queue = far handover = { tried } }
		sla gold {
			match = "category:"
			target resolve { P1 = 1h P2 = 2h P3 = 4h }
		}
		default { queue = net }
		escalation vip {
			match = "tags:vip"
			step only { after = 5m notify = "agent:ewa" }
		}
		escalation urgent {
			match = { "priority:..2", "queue:net" }
			step first { after = 15m when = unowned notify = team }
			step second {
				at = "resolve 75%"
				notify = manager
				raise = 1
				hand_up = next
			}
		}
	END
	tix desk apply --now 2026-11-24T07:00:00Z desk.conf
}

# policy ID: the one that its newest event brought, or nothing.
policy() {
	tix log --jsonl=data "$1" | tail -n 1 |
		sed -n 's/.*"policy":"\([^"]*\)".*/\1/p'
}

# due TIME: the sweep, without delivering to people whom nobody knows.
due() {
	tix escalate --due --now "2026-11-24T$1:00Z" 2>/dev/null || true
}

# did ID: what time did to it, "TIME KIND WHAT" without the day.
did() {
	tix log --tsv=at,kind,what "$1" |
		grep -E 'stepped|escalated|breached|warned' |
		sed -E 's/2026-11-24T([0-9]+:[0-9]+):00Z/\1/g'
}

@test "the first policy that fits a ticket as it is opened holds" {
	tix open one
	tix open --tag vip two
	[ "$(policy 1)" = urgent ]
	[ "$(policy 2)" = vip ]
	run -0 tix why 2
	[[ "$output" = *"escalation 'vip' set policy to vip: tags:vip"* ]]
	sound
}

@test "one that fits none has none, until it is routed again" {
	tix open --no-route --queue far three
	[ "$(policy 1)" = "" ]
	tix tag --add vip 1
	[ "$(policy 1)" = "" ]
	run -0 tix route --again 1
	[ "$(policy 1)" = vip ]
}

@test "steps are taken when they are due, whatever the desk says by then" {
	tix open --now 2026-11-24T08:00:00Z one
	grep -v 'after = 15m' desk.conf >later.conf
	tix desk apply --now 2026-11-24T08:05:00Z later.conf
	due 08:14
	[ "$(did 1)" = "" ]
	due 08:15
	due 08:16
	[ "$(did 1)" = $'08:15\tstepped\turgent, step first, due 08:15; told team:net' ]
	sound
}

@test "a sweep that comes late does all of it once, each under its name" {
	tix open --now 2026-11-24T08:00:00Z one
	due 12:15
	due 12:16
	[ "$(did 1 | cut -f 2)" = $'stepped\nstepped\nescalated\nbreached' ]
	[ "$(of 1 level,queue,team,priority)" = $'L2\tfar\tfar\t2' ]
	run -0 tix why 1
	[[ "$output" = *"escalation 'urgent/second': due 2026-11-24T11:00:00Z; told agent:$(id -un)"* ]]
	[[ "$output" = *"escalation 'urgent/second' set priority to 2"* ]]
	[[ "$output" = *"escalation 'urgent/second' set level to L2"* ]]
	[[ "$output" = *"clock 'gold/resolve': deadline passed 2026-11-24T"* ]]
	run -0 tix log --tsv=kind,what 1
	[[ "$output" = *"handover lacks tried"* ]]
	sound
}

@test "who has it is not asked for a step for what nobody owns" {
	tix open --now 2026-11-24T08:00:00Z one
	tix take --now 2026-11-24T08:10:00Z 1
	due 08:20
	[ "$(did 1)" = "" ]
	tix assign --now 2026-11-24T08:30:00Z --nobody 1
	due 08:44
	[ "$(did 1)" = "" ]
	due 08:45
	[ "$(did 1 | cut -f 1,2)" = $'08:45\tstepped' ]
}

@test "an acknowledgement stops the steps until it lapses" {
	tix open --now 2026-11-24T08:00:00Z one
	tix ack --for 1h --now 2026-11-24T08:10:00Z 1
	due 08:15
	due 09:09
	[ "$(did 1)" = "" ]
	due 09:10
	[ "$(did 1 | cut -f 1,2)" = $'09:10\tstepped' ]
	sound
}

@test "an acknowledgement that is taken back stops nothing" {
	tix open --now 2026-11-24T08:00:00Z one
	tix ack --now 2026-11-24T08:10:00Z 1
	due 08:15
	[ "$(did 1)" = "" ]
	tix undo --now 2026-11-24T08:20:00Z 1
	due 08:21
	[ "$(did 1 | cut -f 1,2)" = $'08:21\tstepped' ]
}

@test "what a policy names wrongly is told with its line" {
	cat >wrong.conf <<-'END'
		team net { manager = bob }
		agent ada { }
		sla gold { target resolve { P1 = 4h } }
		escalation waiting { match = "levle:L1"
			step a { after = 15m } }
		escalation e {
			step a { notify = owner }
			step b { after = 4bh at = "resolve 75%" notify = "agent:bob" }
			step c { at = "resolve -5h" notify = "schedule:x" every = 5m }
			step d { at = "solve due" notify = bob hand_up = L9 hook = "../x" }
			step e { at = "first-response due" notify = owner acknowledge = 5m when = bored }
			step f { at = "resolve 200%" raise = 9 notify = team }
		}
		escalation none { }
		waiting { reminders = 2 }
	END
	run -2 --separate-stderr tix desk check wrong.conf
	for want in "1: no agent 'bob'; there are: ada" \
	    "4: 'waiting' is what reminders are called" \
	    "4: match: " \
	    "5: step 'a' does nothing" \
	    "7: step 'a' says not when" \
	    "8: after: '4bh': the escalation has no calendar" \
	    "8: step 'b' says twice when" \
	    "8: notify: no agent 'bob'; there are: ada" \
	    "9: step 'c': repeat goes with every" \
	    "9: at: '-5h' is beyond the target 'resolve' of 'gold' for P1" \
	    "9: notify: no schedule 'x'" \
	    "10: at: 'solve due' is no clock" \
	    "10: notify: nobody is 'bob'; there are: owner, team" \
	    "10: no level 'L9'; there are: L0, L1, L2, L3, L4" \
	    "10: hook: '../x' is no name in hooks.d" \
	    "11: at: no sla has a target 'first-response'" \
	    "11: when: no 'bored'; there are: unacknowledged, unowned" \
	    "11: step 'e' has nobody to tell without an acknowledgement" \
	    "12: raise: '9' is not a whole number from 1 to 4" \
	    "12: at: '200%' is no threshold" \
	    "14: escalation 'none' has no step" \
	    "15: waiting says not how often to remind"; do
		[[ "$stderr$output" = *"wrong.conf:$want"* ]] || {
			echo "not told: $want"
			echo "$stderr$output"
			return 1
		}
	done
}

# hook NAME TEXT: a program in hooks.d, with this folder as $here.
hook() {
	umask 022
	mkdir -p "$HOME/.config/tix/hooks.d"
	printf '#!/bin/sh\nhere=%s\n%s\n' "$PWD" "$2" \
		>"$HOME/.config/tix/hooks.d/$1"
	chmod 755 "$HOME/.config/tix/hooks.d/$1"
}

@test "off for eight hours, and a hook that fails and hangs: one page a ticket" {
	cat >>desk.conf <<-'END'
		escalation paged {
			match = "queue:far"
			step a {
				after = 15m
				notify = { "agent:ewa", team }
				repeat = 3
				every = 30m
			}
			step b { after = 2h notify = { "agent:ewa", team } }
		}
	END
	tix desk apply --now 2026-11-24T07:30:00Z desk.conf
	mkdir -p "$HOME/.config/tix"
	echo 'hook-timeout = 1' >"$HOME/.config/tix/config"
	hook notify-agent 'cat >/dev/null; echo x >>"$here/tries"
		test "$(wc -l <"$here/tries")" -lt 5 && exit 1
		sleep 30'
	hook notify-team 'cat >>"$here/pages"; echo >>"$here/pages"'
	tix open --priority 4 --queue far --now 2026-11-24T08:00:00Z one
	tix open --priority 4 --queue far --now 2026-11-24T08:00:00Z two
	for minute in 00 02 08 20 40; do
		due "16:$minute"
	done
	[ "$(wc -l <tries)" -ge 5 ]
	[ "$(grep -o '"id":[0-9]*,' pages | sort)" = $'"id":1,\n"id":2,' ]
	for id in 1 2; do
		[ "$(did "$id" | grep -c stepped)" = 5 ]
		[ "$(did "$id" | grep -c told)" = 1 ]
	done
	sound
}

@test "two sweeps at once, and one that was killed, take each step once" {
	hook notify 'cat >/dev/null'
	for i in $(seq 20); do
		tix open -q --now 2026-11-24T08:00:00Z "ticket $i"
	done
	for i in 1 2 3; do
		timeout -s KILL "0.0$i" tix escalate --due -q \
			--now 2026-11-24T12:00:00Z || true
	done
	tix escalate --due -q --now 2026-11-24T12:00:00Z >/dev/null &
	tix escalate --due -q --now 2026-11-24T12:00:00Z >/dev/null || true
	wait
	for i in $(seq 20); do
		tix log --jsonl=kind,data "$i" | grep '"kind":"stepped"' |
			sed -n "s/.*\"key\":\"\([^\"]*\)\".*/$i \1/p"
	done >keys
	[ "$(wc -l <keys)" = 40 ]
	[ "$(sort -u keys | wc -l)" = 40 ]
	sound
}
