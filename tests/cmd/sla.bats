# Clocks of tickets, end to end.  Times are those of Paris, Monday to Friday
# 09:00 to 17:00; in June it is two hours ahead of UTC.

load ../lib/common

setup() {
	bare
	cat >sla.conf <<-'END'
		name = "paris"
		level L1 { queue = helpdesk }
		level L2 { queue = experts }
		level L4 { queue = vendors vendor = true }
		queue helpdesk { level = L1 }
		queue experts { level = L2 }
		queue vendors { level = L4 }
		calendar office {
		  timezone = "Europe/Paris"
		  hours = { "Mon-Fri 09:00-17:00" }
		}
		calendar york {
		  timezone = "America/New_York"
		  hours = { "Mon-Fri 09:00-17:00" }
		}
		sla gold {
		  match = { "category:gold" }
		  calendar = office
		  target first-response { P1 = 30m  P3 = 2h }
		  target resolve { P1 = 4h  P3 = 16h  P4 = 8h }
		}
		sla west {
		  match = { "category:west" }
		  calendar = york
		  target resolve { P1 = 4h P3 = 4h P4 = 4h }
		}
		sla talk {
		  match = { "category:talk" }
		  calendar = office
		  target next-reply { P3 = 2h }
		  target resolve { P3 = 40h }
		}
		ola experts { level = L2  calendar = office
		  target own { P3 = 1h }
		  target resolve { P3 = 8h } }
		uc maker { level = L4 calendar = office
		  target resolve { P3 = 24h } }
		category gold { queue = helpdesk }
		category west { queue = helpdesk }
		category talk { queue = helpdesk }
		category none { queue = helpdesk }
		default { level = L1 queue = helpdesk }
	END
	tix init -q --desk sla.conf
}

# When ... -- COMMAND: a command of tix at a time on the wall of Paris.
at() {
	local when=$1 program=$2

	shift 2
	tix "$program" --now "$(date -u -d "TZ=\"Europe/Paris\" $when" \
		+%FT%TZ)" "$@"
}

# Open one of a category and priority: at WHEN CATEGORY PRIORITY.
opened() {
	at "$1" open -q x -c "$2" --priority "$3" --requester bob
}

# "STATE DUE" of a clock of ticket 1, its deadline on the wall of Paris.
clock() {
	local state due

	IFS=$'\t' read -r state due < <(at "$1" sla explain 1 --clock "$2" \
		--tsv=state,due | tail -n 1)
	[ -z "$due" ] || due=$(TZ=Europe/Paris date -d "$due" '+%F %T')
	echo "$state $due"
}

@test "a budget ends as the office closes, at the latest" {
	opened '2025-06-02 09:00' gold 4
	run -0 clock '2025-06-02 10:00' gold/resolve
	[ "$output" = "running 2025-06-02 17:00:00" ]
	run -0 tix list --json=due,next_due,agreement
	[ "$output" = '[{"due":"2025-06-02T15:00:00Z","next_due":"2025-06-02T15:00:00Z","agreement":"gold"}]' ]
}

@test "a wait for the customer stands still, within the office's hours" {
	opened '2025-06-06 10:00' gold 4
	at '2025-06-06 12:00' wait -q --on customer 1
	run -0 clock '2025-06-06 13:00' gold/resolve
	[ "$output" = "paused 2025-06-09 11:00:00" ]
	at '2025-06-09 11:00' resume -q 1
	run -0 clock '2025-06-09 12:00' gold/resolve
	[ "$output" = "running 2025-06-09 17:00:00" ]
	sound
}

@test "a wait over the weekend alone moves nothing" {
	opened '2025-06-06 10:00' gold 4
	at '2025-06-06 17:00' wait -q --on customer 1
	at '2025-06-09 09:00' resume -q 1
	run -0 clock '2025-06-09 09:30' gold/resolve
	[ "$output" = "running 2025-06-09 10:00:00" ]
}

@test "resolved while it waited, the wait does not count" {
	opened '2025-06-06 10:00' gold 4
	at '2025-06-06 12:00' wait -q --on customer 1
	at '2025-06-13 12:00' resolve -q --code fixed 1
	run -0 clock '2025-06-13 13:00' gold/resolve
	[[ $output == "met "* ]]
	run -0 tix sla explain 1 --clock gold/resolve --jsonl=total
	[ "$(tail -n 1 <<<"$output")" = '{"total":7200}' ]
}

@test "a higher priority is measured over the same time" {
	opened '2025-06-02 09:00' gold 3
	at '2025-06-03 11:00' set -q --priority 1 1
	run -0 clock '2025-06-03 11:00' gold/resolve
	[ "$output" = "running 2025-06-02 13:00:00" ]
	run -0 tix list breached --json=id
	[ "$output" = '[{"id":1}]' ]
}

@test "a breach stays when the priority falls" {
	opened '2025-06-02 09:00' gold 1
	at '2025-06-02 15:00' set -q --priority 3 1
	run -0 tix list breached --json=id
	[ "$output" = '[{"id":1}]' ]
	at '2025-06-02 16:00' sla waive -q 1 --clock gold/resolve \
		--reason 'the customer agreed'
	at '2025-06-02 16:00' sla waive -q 1 --clock gold/first-response \
		--reason 'the customer agreed'
	run -0 at '2025-06-02 16:00' list breached --json=id
	[ "$output" = '[]' ]
	sound
}

@test "reopened, it goes on with what was left" {
	opened '2025-06-02 09:00' gold 3
	at '2025-06-03 12:00' resolve -q --code fixed 1
	at '2025-06-06 10:00' reopen -q --reason again 1
	run -0 clock '2025-06-06 10:00' gold/resolve
	[ "$output" = "running 2025-06-06 15:00:00" ]
	sound
}

@test "at its deadline it is met, a second later breached" {
	opened '2025-06-02 09:00' gold 4
	opened '2025-06-02 09:00' gold 4
	at '2025-06-02 17:00:00' resolve -q --code fixed 1
	run -0 clock '2025-06-03 09:00' gold/resolve
	[ "$output" = "met 2025-06-02 17:00:00" ]
	at '2025-06-02 17:00:01' resolve -q --code fixed 2
	run -0 at '2025-06-03 09:00' sla explain 2 --clock gold/resolve \
		--jsonl=state
	[[ $output == *breached* ]]
}

@test "each visit of a level is measured, and the customer's clock runs on" {
	opened '2025-06-02 09:00' gold 3
	at '2025-06-02 10:00' escalate -q --reason hard 1
	at '2025-06-02 11:00' return -q --reason wrong-level 1
	at '2025-06-02 12:00' escalate -q --reason hard 1
	run -0 at '2025-06-02 13:00' sla explain 1 --jsonl=clock,state
	[ "$(grep -c 'experts/resolve@L2"' <<<"$output")" -ge 1 ]
	[ "$(grep -c 'experts/resolve@L2#2' <<<"$output")" -ge 1 ]
	run -0 clock '2025-06-02 13:00' gold/resolve
	[ "$output" = "running 2025-06-03 17:00:00" ]
	run -0 clock '2025-06-02 13:00' experts/resolve@L2
	[ "$output" = "running 2025-06-03 12:00:00" ]
	sound
}

@test "the agreement's own calendar holds, wherever the desk is" {
	opened '2025-06-02 20:00' west 3
	run -0 clock '2025-06-02 20:00' west/resolve
	[ "$output" = "running 2025-06-03 16:00:00" ]
}

@test "a date promised by hand does not move" {
	opened '2025-06-02 09:00' gold 3
	at '2025-06-02 09:00' set -q --due 2025-06-03T10:00:00Z 1
	at '2025-06-02 10:00' wait -q --on customer 1
	at '2025-06-03 10:00' resume -q 1
	run -0 clock '2025-06-03 10:00' due
	[ "$output" = "running 2025-06-03 12:00:00" ]
	sound
}

@test "without an answer the oldest message counts; answered, none does" {
	opened '2025-06-02 09:00' talk 3
	at '2025-06-02 09:30' reply -q --by phone -m hello 1
	run -0 at '2025-06-02 10:00' sla due --tsv=clock
	[ "$output" = talk/resolve ]
	at '2025-06-02 11:00' reply -q --as bob --by phone -m again 1
	at '2025-06-02 12:00' reply -q --as bob --by phone -m 'and again' 1
	run -0 at '2025-06-02 12:00' sla due --tsv=clock,due
	[ "${lines[0]}" = "talk/next-reply#2	2025-06-02T11:00:00Z" ]
	sound
}

@test "what ends by cancelling or merging is neither met nor breached" {
	opened '2025-06-02 09:00' gold 3
	opened '2025-06-02 09:00' gold 3
	opened '2025-06-02 09:00' gold 3
	at '2025-06-05 10:00' cancel -q 1
	at '2025-06-02 10:00' merge -q --into 3 2
	run -0 at '2025-06-05 11:00' sla explain 2 --clock gold/resolve \
		--jsonl=state
	[[ $output == *'"cancelled"'* ]]
}

@test "sla due is by deadline, within a time, of a query" {
	opened '2025-06-02 09:00' gold 3
	opened '2025-06-02 09:00' gold 1
	run -0 at '2025-06-02 09:00' sla due --tsv=ticket,clock,left
	[ "$output" = "2	gold/first-response	1800
1	gold/first-response	7200
2	gold/resolve	14400
1	gold/resolve	201600" ] || [ "${lines[3]}" = "1	gold/resolve	115200" ]
	run -0 at '2025-06-02 16:00' sla due --within 4bh --tsv=ticket,clock \
		priority:1
	[[ ${lines[0]} == 2* ]]
	run -0 at '2025-06-02 09:00' sla due --within 1h --tsv=ticket,clock
	[ "$output" = "2	gold/first-response" ]
}

@test "an agreement that is gone ends its clocks; a new one holds at once" {
	opened '2025-06-02 09:00' gold 3
	sed 's/P3 = 16h/P3 = 10h/' sla.conf >tight.conf
	at '2025-06-02 10:00' desk apply -q tight.conf
	run -0 clock '2025-06-02 10:00' gold/resolve
	[ "$output" = "running 2025-06-03 11:00:00" ]
	run -0 at '2025-06-02 10:00' list --tsv=due
	[ "$output" = 2025-06-03T09:00:00Z ]
	sound
}

@test "seen as of a day, an agreement is the one of that day" {
	opened '2025-06-02 09:00' gold 3
	sed 's/P3 = 16h/P3 = 10h/' sla.conf >tight.conf
	at '2025-06-02 10:00' desk apply -q tight.conf
	run -0 tix list --as-of 2025-06-02T07:30:00Z --tsv=due
	[ "$output" = 2025-06-03T15:00:00Z ]
	run -0 tix show 1 --as-of 2025-06-02T07:30:00Z --tsv=due
	[ "$output" = 2025-06-03T15:00:00Z ]
	run -0 tix list --as-of 2025-06-02T08:30:00Z --tsv=due
	[ "$output" = 2025-06-03T09:00:00Z ]
}

@test "what was late by a day is judged by that day" {
	opened '2025-06-02 09:00' gold 1
	run -0 tix list breached --as-of 2025-06-02T07:20:00Z \
		--now 2025-06-02T12:00:00Z --tsv=id
	[ "$output" = "" ]
	run -0 tix list overdue --as-of 2025-06-02T07:20:00Z \
		--now 2025-06-02T12:00:00Z --tsv=id
	[ "$output" = "" ]
	run -0 tix list breached --as-of 2025-06-02T07:31:00Z \
		--now 2025-06-02T12:00:00Z --tsv=id,breached
	[ "$output" = "1	true" ]
}

@test "begun anew, a clock counts from nothing" {
	opened '2025-06-02 09:00' gold 4
	at '2025-06-02 11:00' sla restart -q 1 --clock gold/resolve \
		--reason agreed
	run -0 clock '2025-06-02 12:00' gold/resolve
	[ "$output" = "running 2025-06-03 11:00:00" ]
	run -0 at '2025-06-02 12:00' sla explain 1 --clock gold/resolve \
		--tsv=counted,total,budget
	[ "$output" = "7200	7200	28800
3600	3600	28800" ]
}
