# tix desk oncall: who is on call, and when nobody is.

load ../lib/common

setup() {
	bare
	cat >oncall.conf <<-'END'
		name = "night watch"
		agent ewa { level = L1 }
		agent jan { level = L1 }
		agent ola { level = L2 }
		schedule night {
		  name = "Nights and weekends"
		  timezone = "Europe/Warsaw"
		  rotation first {
		    agents = { ewa, jan }
		    every  = week
		    begins = "2026-03-16 09:00"
		  }
		  overrides = { "2026-04-04 09:00..2026-04-06 09:00 ola for jan",
		                "2026-05-01 00:00..2026-05-02 00:00 ola" }
		}
		schedule day {
		  timezone = "Europe/Warsaw"
		  rotation only { agents = { ola } every = day
		    begins = "2026-03-16 09:00" hours = { "Mon-Fri 09:00-17:00" } }
		}
	END
	tix init --desk oncall.conf
}

on_call() {
	tix desk oncall night --at "$1" --tsv=agent,rotation,until
}

@test "a turn of a week ends at its hour on the wall, over a change of clocks" {
	run -0 on_call 2026-03-30T06:59:59Z
	[ "$output" = "jan	first	2026-03-30T07:00:00Z" ]
	run -0 on_call 2026-03-30T07:00:00Z
	[ "$output" = "ewa	first	2026-04-06T07:00:00Z" ]
	run -0 on_call 2026-03-23T07:59:59Z
	[ "$output" = "ewa	first	2026-03-23T08:00:00Z" ]
}

@test "an override stands in for one, or for all" {
	run -0 on_call 2026-04-04T12:00:00Z
	[ "$output" = "ewa	first	2026-04-06T07:00:00Z" ]
	run -0 on_call 2026-04-30T22:00:00Z
	[ "$output" = "ola		2026-05-01T22:00:00Z" ]
}

@test "before the first turn nobody is on call" {
	run -0 on_call 2026-03-01T00:00:00Z
	[ "$output" = "		2026-03-16T08:00:00Z" ]
}

@test "gaps are listed, and the answer is no" {
	run -1 --separate-stderr tix desk oncall day --gaps 2d \
		--at 2026-04-10T12:00:00Z
	[ "$stderr" = "" ]
	[ "$output" = "day	2026-04-10T15:00:00Z	2026-04-12T12:00:00Z" ]
	run -0 --separate-stderr tix desk oncall night --gaps 90d \
		--at 2026-04-10T12:00:00Z
	[ "$output$stderr" = "" ]
}

@test "all schedules are told without a name; an unknown one is not there" {
	run -0 tix desk oncall --at 2026-04-10T12:00:00Z --tsv=schedule,agent
	[ "$output" = "night	jan
day	ola" ]
	run -3 --separate-stderr tix desk oncall evening
	[ "$stderr" = "tix desk: no schedule 'evening'; there are: night, day" ]
}

@test "what is wrong with a schedule is told with its line" {
	cat >bad.conf <<-'END'
		agent ewa { level = L1 }
		schedule s {
		  timezone = "Europe/Nowhere"
		  rotation r { agents = { eva } every = fortnight
		    begins = "2026-02-30 09:00"
		    hours = { "Mon 25:00-26:00" } }
		  overrides = { "2026-05-02 00:00..2026-05-01 00:00 ewa",
		    "tomorrow ewa" }
		}
		schedule t { timezone = UTC }
		schedule s { timezone = UTC rotation r { } }
	END
	run -2 --separate-stderr tix desk check bad.conf
	[[ $stderr == *"bad.conf:3: no time zone 'Europe/Nowhere'"* ]]
	[[ $stderr == *"bad.conf:4: no agent 'eva'; there are: ewa"* ]]
	[[ $stderr == *"bad.conf:4: every: 'fortnight' is no length of a turn"* ]]
	[[ $stderr == *"bad.conf:5: begins: '2026-02-30 09:00' is no time on the wall"* ]]
	[[ $stderr == *"bad.conf:6: no hours 'Mon 25:00-26:00'"* ]]
	[[ $stderr == *"bad.conf:7: '2026-05-02 00:00..2026-05-01 00:00 ewa': it ends before it begins"* ]]
	[[ $stderr == *"bad.conf:8: 'tomorrow ewa' is no override"* ]]
	[[ $stderr == *"bad.conf:10: schedule 't' has no rotation"* ]]
	[[ $stderr == *"bad.conf:11: there is a schedule 's' already"* ]]
	[[ $stderr == *"bad.conf:11: rotation 'r' has no agents"* ]]
}

@test "random schedules are as Python has them" {
	for seed in 1 2 3; do
		python3 "$ROOT/tests/pipe/oncall.py" desk $seed >random.conf
		tix desk apply -q random.conf
		: >asked
		for at in $(python3 "$ROOT/tests/pipe/oncall.py" at $seed); do
			tix desk oncall --at "$(date -u -d "@$at" +%FT%TZ)" \
				--jsonl >"answer.$at"
			echo "$at answer.$at" >>asked
		done
		run -0 python3 "$ROOT/tests/pipe/oncall.py" check $seed <asked
		[ "$output" = 2400 ]
	done
}
