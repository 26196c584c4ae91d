load ../lib/common

setup() {
	desk
}

# Four tickets whose figures can be worked out by hand:
#   1  P1 L1  opened 1 Nov 10:00, resolved 1 Nov 11:00            1 h
#   2  P1 L1  opened 1 Nov 10:00, up to L2 at 12:00,
#             resolved 2 Nov 10:00, reopened 3 Nov 10:00,
#             resolved 4 Nov 10:00                               72 h
#   3  P3 L1  opened 2 Nov 09:00, up to L2 10:00, back 11:00      open
#   4  P3 L2  opened 31 Oct 23:59:59, closed 5 Nov 00:00     96 h 1 s
history() {
	tix open --now 2026-10-31T23:59:59Z -q --level L2 --priority 3 four
	tix open --now 2026-11-01T10:00:00Z -q --level L1 --priority 1 one
	tix open --now 2026-11-01T10:00:00Z -q --level L1 --priority 1 two
	tix resolve --now 2026-11-01T11:00:00Z 2
	tix escalate --now 2026-11-01T12:00:00Z --reason x 3
	tix open --now 2026-11-02T09:00:00Z -q --level L1 --priority 3 three
	tix escalate --now 2026-11-02T10:00:00Z --reason x 4
	tix resolve --now 2026-11-02T10:00:00Z 3
	tix return --now 2026-11-02T11:00:00Z --reason wrong-level 4
	tix reopen --now 2026-11-03T10:00:00Z --reason x 3
	tix resolve --now 2026-11-04T10:00:00Z 3
	tix close --now 2026-11-05T00:00:00Z 1
} >/dev/null

@test "the summary counts what a period saw, by level and priority" {
	history
	run -0 --separate-stderr tix report summary --tsv \
		--since 2026-11-01 --until 2026-12-01
	[ -z "$stderr" ]
	expected=$(printf '%s\t' all '' 3 4 1 0 2 1 1 0 3 259200 345601 \
		"$(((3600 + 259200 + 345601) / 3))" 2026-11-01T00:00:00Z)
	[[ ${lines[0]} == "$expected"* ]]
	# level L1: three came, one was solved, two went up
	[[ ${lines[1]} == level$'\t'L1$'\t'3$'\t'1$'\t'0$'\t'0$'\t'2$'\t'0$'\t'1$'\t'0$'\t'1$'\t'3600$'\t'3600$'\t'3600$'\t'* ]]
	# level L2: two solutions of ticket 3 and the closing of 1
	[[ ${lines[2]} == level$'\t'L2$'\t'0$'\t'3$'\t'1$'\t'0$'\t'0$'\t'1$'\t'0$'\t'0$'\t'2$'\t'259200$'\t'345601$'\t'302400$'\t'* ]]
	[[ ${lines[3]} == priority$'\t'1$'\t'2$'\t'3$'\t'1$'\t'0$'\t'1$'\t'0$'\t'0$'\t'0$'\t'2$'\t'3600$'\t'259200$'\t'131400$'\t'* ]]
	[[ ${lines[4]} == priority$'\t'3$'\t'1$'\t'1$'\t'0$'\t'0$'\t'1$'\t'1$'\t'1$'\t'0$'\t'1$'\t'345601$'\t'* ]]
	[ ${#lines[@]} -eq 5 ]
}

@test "the backlog is that of the period's end, whatever came later" {
	history
	for at in 2026-11-01T00:00:00Z=1 2026-11-01T10:15:00Z=3 \
	    2026-11-02T09:30:00Z=3 2026-11-02T12:00:00Z=2 \
	    2026-11-03T12:00:00Z=3 2026-11-06T00:00:00Z=1; do
		run -0 tix report summary --jsonl=backlog --since 2026-10-01 \
			--until "${at%=*}"
		[ "${lines[0]}" = "{\"backlog\":${at#*=}}" ]
	done
}

@test "off a terminal the summary is text of at most 80 columns that says what it counts" {
	history
	run -0 --separate-stderr tix report summary --since 2026-11-01 \
		--until 2026-11-08
	[ -z "$stderr" ]
	[ "${lines[0]}" = "Summary from 2026-11-01 00:00 to 2026-11-08 00:00, UTC" ]
	[[ $output == *"nearest rank"* ]]
	while read -r line; do [ ${#line} -le 80 ]; done <<<"$output"
	[[ $output == *"all "*"3d"* ]]
}

@test "a desk without tickets has a summary of zeros" {
	run -0 tix report summary --jsonl=group,opened,backlog,resolve_p50
	[ "$output" = '{"group":"all","opened":0,"backlog":0,"resolve_p50":null}' ]
}

@test "days are those of the caller's zone" {
	tix open --now 2026-10-31T23:30:00Z -q late >/dev/null
	TZ=Europe/Warsaw run -0 tix report summary --jsonl=opened \
		--since 2026-11-01 --until 2026-11-02
	[ "${lines[0]}" = '{"opened":1}' ]
	run -0 tix report summary --jsonl=opened --since 2026-11-01 \
		--until 2026-11-02
	[ "${lines[0]}" = '{"opened":0}' ]
}

@test "an unknown report or none is refused with the list" {
	run -3 --separate-stderr tix report flows
	[ "$stderr" = "tix report: no report 'flows'; there are: summary" ]
	run -2 --separate-stderr tix report
	[ "$stderr" = "tix report: which report? there are: summary" ]
}

@test "a period that ends before it begins is refused" {
	run -2 --separate-stderr tix report summary --since 2026-11-02 \
		--until 2026-11-01
	[ "$stderr" = "tix report: the period ends before it begins" ]
}

@test "a period is widened to whole quarter hours, and says so" {
	history
	run -0 tix report summary --jsonl=opened,since,until \
		--since 2026-11-01T10:14:59Z --until 2026-11-01T10:15:01Z
	[ "${lines[0]}" = '{"opened":2,"since":"2026-11-01T10:00:00Z","until":"2026-11-01T10:30:00Z"}' ]
}

@test "all of time begins in 1970" {
	history
	run -0 tix report summary --jsonl=opened,since \
		--since 1970-01-01T00:00:00Z
	[ "${lines[0]}" = '{"opened":4,"since":null}' ] # the first instant is none
}

@test "an unknown column is refused with the list of all" {
	run -2 --separate-stderr tix report summary --json=opened,wrong
	[[ $stderr == "tix report: unknown field 'wrong'; there are: group, name, opened, "* ]]
}

@test "what happened late counts where it truly happened" {
	tix open --now 2026-11-05T12:00:00Z -q a >/dev/null
	tix resolve --now 2026-11-10T12:00:00Z --at 2026-11-06T12:00:00Z 1
	run -0 tix report summary --jsonl=resolved,resolve_p50 \
		--since 2026-11-06 --until 2026-11-07
	[ "${lines[0]}" = '{"resolved":1,"resolve_p50":86400}' ]
	tix fsck -q
}
