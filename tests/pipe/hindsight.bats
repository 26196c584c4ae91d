# The desk as it was: --as-of, what truly was; --known, what was printed then.

load ../lib/common

setup() {
	bare
}

# Monday 2 November: opened at 9, taken at 10; the note of 11 is entered on
# Tuesday at 8, and resolved at 9.
week() {
	TIX_NOW=2026-11-02T08:00:00Z tix init -q
	TIX_NOW=2026-11-02T09:00:00Z tix open -q 'VPN drops' --impact high
	TIX_NOW=2026-11-02T10:00:00Z tix take -q --as ewa 1
	TIX_NOW=2026-11-03T08:00:00Z tix note -q --at 2026-11-02T11:00:00Z \
		-m 'tunnel restarted' 1
	TIX_NOW=2026-11-03T09:00:00Z tix resolve -q --code fixed 1
	TIX_NOW=2026-11-03T10:00:00Z tix open -q 'Printer jams'
}

@test "what was told later is there as of then, and was not known then" {
	week
	run -0 tix log --as-of 2026-11-02T12:00:00Z --tsv=kind,seq
	[ "$output" = $'desk\t1\nopened\t2\ntaken\t3\nnoted\t4' ]
	run -0 tix log --known 2026-11-02T12:00:00Z --tsv=kind,seq
	[ "$output" = $'desk\t1\nopened\t2\ntaken\t3' ]
	run -0 tix show 1 --as-of 2026-11-02T12:00:00Z
	[[ $output == *"tunnel restarted"* ]]
	run -0 tix show 1 --known 2026-11-02T12:00:00Z
	[[ $output != *"tunnel restarted"* ]]
	run -0 tix list --as-of 2026-11-02T12:00:00Z --tsv=id,state,owner,updated
	[ "$output" = $'1\topen\tewa\t2026-11-02T11:00:00Z' ]
	run -0 tix list --known 2026-11-02T12:00:00Z --tsv=id,state,owner,updated
	[ "$output" = $'1\topen\tewa\t2026-11-02T10:00:00Z' ]
}

@test "with both it is what was known then of an earlier time" {
	week
	run -0 tix log 1 --tsv=kind --as-of 2026-11-02T12:00:00Z \
		--known 2026-11-03T08:00:00Z
	[ "$output" = $'opened\ntaken\nnoted' ]
	run -0 tix log 1 --tsv=kind --as-of 2026-11-02T12:00:00Z \
		--known 2026-11-03T07:59:59Z
	[ "$output" = $'opened\ntaken' ]
	run -0 tix list --tsv=id,age --as-of 2026-11-02T12:00:00Z \
		--known 2026-11-03T08:00:00Z
	[ "$output" = $'1\t10800' ]
}

@test "an event of the very instant counts, one a microsecond later not" {
	week
	run -0 tix show 1 --tsv=owner --as-of 2026-11-02T10:00:00Z
	[ "$output" = ewa ]
	run -0 tix show 1 --tsv=owner --as-of 2026-11-02T09:59:59.999999Z
	[ "$output" = "" ]
	run -0 tix show 1 --tsv=owner --known 2026-11-02T10:00:00Z
	[ "$output" = ewa ]
}

@test "the clock shows the time that is asked for, unless --now does" {
	week
	run -0 tix list --tsv=id,age,idle --as-of 2026-11-02T10:30:00Z
	[ "$output" = $'1\t5400\t1800' ]
	run -0 tix list --tsv=id,age,idle --known 2026-11-02T10:30:00Z
	[ "$output" = $'1\t5400\t1800' ]
	run -0 tix list --tsv=id,age,idle --known 2026-11-02T10:30:00Z \
		--now 2026-11-02T11:00:00Z
	[ "$output" = $'1\t7200\t3600' ]
	run -0 tix show 1 --as-of 2026-11-02T11:00:00Z
	[[ $output == *"opened          2026-11-02 09:00 (2h ago)"* ]]
	run -0 tix list opened:yesterday --tsv=id --as-of 2026-11-03T08:30:00Z
	[ "$output" = 1 ]
	# The option's own time is read against the present.
	run -0 tix list --tsv=id,age --as-of -21d
	[ "$output" = $'1\t18000' ]
}

@test "a report of a past day says what is true of it, or what it said" {
	week
	figures() {
		tix report summary --since 2026-11-02 --until 2026-11-04 \
			--tsv=group,opened,resolved,backlog "$@" | grep ^all
	}
	[ "$(figures)" = $'all\t2\t1\t1' ]
	[ "$(figures --as-of 2026-11-02T12:00:00Z)" = $'all\t1\t0\t1' ]
	[ "$(figures --known 2026-11-03T09:00:00Z)" = $'all\t1\t1\t0' ]
	[ "$(figures --as-of 2026-11-02T08:30:00Z)" = $'all\t0\t0\t0' ]
}

@test "before the desk began there is nothing, and that is no error" {
	week
	for past in --as-of --known; do
		run -0 --separate-stderr tix list id:1.. $past 2020-01-01
		[ "$output$stderr" = "" ]
		run -0 --separate-stderr tix list level:L1 $past 1970-01-02
		[ "$output$stderr" = "" ]
		run -0 --separate-stderr tix log $past 2020-01-01
		[ "$output$stderr" = "" ]
		run -0 tix report summary $past 2020-01-01 --tsv=group,backlog
		[ "$output" = $'all\t0' ]
		run -3 --separate-stderr tix show 1 $past 2020-01-01
		[ "$stderr" = "tix show: no ticket '1'" ]
	done
	run -3 --separate-stderr tix show 1 2 --tsv=id \
		--as-of 2026-11-03T09:30:00Z
	[ "$output" = 1 ]
	[ "$stderr" = "tix show: no ticket '2'" ]
}

@test "a time to come is known by nobody, but has its ages" {
	week
	run -2 --separate-stderr tix list --known 2026-11-23T14:00:01Z
	[ "$stderr" = "tix list: --known '2026-11-23T14:00:01Z' is still to come" ]
	run -0 tix list --known 2026-11-23T14:00:00Z --tsv=id
	[ "$output" = 2 ]
	run -0 tix list --as-of 2026-12-03T10:00:00Z --tsv=id,age
	[ "$output" = $'2\t2592000' ]
	run -2 --separate-stderr tix list --as-of soon
	[[ $stderr == *"'soon'"* ]]
	run -2 --separate-stderr tix list --as-of 1970-01-01
	[ "$stderr" = "tix list: --as-of '1970-01-01': time begins in 1970" ]
}

@test "what writes has no past, and what follows has none either" {
	week
	for program in note take open close import; do
		for past in --as-of --known; do
			run -2 --separate-stderr tix $program $past today 1
			[[ $stderr == "tix $program: unknown option '$past'"* ]]
		done
	done
	run -2 --separate-stderr tix log --follow --as-of today
	[ "$stderr" = "tix log: the past does not go on" ]
}

@test "ids from a pipe are shown as they were" {
	week
	run -0 bash -o pipefail -c 'tix list id:1.. --tsv=id |
		tix list - --tsv=id,state --as-of 2026-11-03T12:00:00Z'
	[ "$output" = $'1\tresolved\n2\tnew' ]
	run -3 --separate-stderr bash -o pipefail -c 'tix list id:1.. --tsv=id |
		tix list - --tsv=id,state --as-of 2026-11-02T12:00:00Z'
	[ "$output" = $'1\topen' ]
}

@test "words are searched as they stood, in the index and in what waits" {
	week
	export TIX_NOW=2026-11-04T08:00:00Z
	for i in {1..300}; do
		tix open "Ticket $i of many"
	done >ids
	tail -n 280 ids | tix note -q -m zebra >noted
	dump >/dev/null
	[ "$(sqlite3 copy/tix.db 'SELECT count(*) FROM text_todo')" -lt 256 ]
	export TIX_NOW=2026-11-23T14:00:00Z
	run -0 tix list --tsv=id --known 2026-11-02T12:00:00Z tunnel
	[ "$output" = "" ]
	run -0 tix list --tsv=id --as-of 2026-11-02T12:00:00Z tunnel
	[ "$output" = 1 ]
	run -0 tix list --tsv=id --as-of 2026-11-02T10:59:00Z tunnel
	[ "$output" = "" ]
	run -0 tix list --tsv=id --as-of 2026-11-03T12:00:00Z id:1.. -- vpn
	[ "$output" = 1 ]
	run -0 tix list --tsv=id --as-of 2026-11-03T12:00:00Z zebra or many
	[ "$output" = "" ]
	tail -n 1 ids | tix resolve -q --code fixed
	run -0 bash -c 'tix list --tsv=id zebra --as-of 2026-11-05 | wc -l'
	[ "$output" -eq 280 ]
	run -0 bash -c 'tix list --tsv=id many --as-of 2026-11-05 | wc -l'
	[ "$output" -eq 300 ]
}

@test "the past is read and nothing is written" {
	week
	md5sum "$TIX_DB" "$TIX_DB-wal" >before
	tix list id:1.. --as-of 2026-11-03 >/dev/null
	tix report summary --known 2026-11-03 >/dev/null
	tix list vpn --known 2026-11-03 >/dev/null
	md5sum -c --quiet before
	sound
}

@test "the past does not move while others write" {
	week
	tix list id:1.. --json --known 2026-11-03T09:30:00Z >want
	for i in {1..40}; do
		tix note -q -m "again $i" 1 2 >/dev/null
	done &
	writer=$!
	for _ in {1..15}; do
		tix list id:1.. --json --known 2026-11-03T09:30:00Z >have
		cmp want have
	done
	wait "$writer"
}

@test "of tickets, only those that are asked for are put together" {
	week
	run -0 bash -c 'TIX_TRACE=fold tix show 1 --as-of 2026-11-02T12:00:00Z \
		2>&1 >/dev/null | grep -c folded'
	[ "$output" = 1 ]
	export TIX_TRACE=fold
	run -0 --separate-stderr tix list id:1.. --tsv=id \
		--as-of 2026-11-03T09:30:00Z
	[ "$output" = 1 ]
	[ "$stderr" = "" ]
}

# A desk whose clock is at the driver's START.
driver() {
	TIX_NOW=2025-11-24T16:00:00Z tix init -q
	run -0 --separate-stderr python3 "$BATS_TEST_DIRNAME/hindsight.py" "$@"
	[ "$stderr" = "" ]
	echo "$output"
	sound
}

@test "known: random histories say again what they said, the first series" {
	driver known 1 30
}

@test "known: the same, the second series" {
	driver known 2 30
}

@test "known: the same, another series every day" {
	driver known "${SEED:-$(date +%Y%m%d)}" 30
}

@test "as of: random histories are what their true times make, first series" {
	driver as-of 1 40
}

@test "as of: the same, the second series" {
	driver as-of 2 40
}

@test "as of: the same, another series every day" {
	driver as-of "${SEED:-$(date +%Y%m%d)}" 40
}
