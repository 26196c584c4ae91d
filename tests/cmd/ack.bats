# tix ack: somebody is on it.

load ../lib/common

setup() {
	desk
	tix open one
	tix open two
}

# members DATA: those of the newest event of ticket 1, as JSON.
newest() {
	tix log --jsonl=kind,data 1 | tail -n 1
}

@test "an acknowledgement is kept, and the id is printed" {
	run -0 --separate-stderr tix ack 1
	[ "$output" = 1 ]
	[ "$stderr" = "" ]
	[ "$(newest)" = '{"kind":"acknowledged","data":{}}' ]
	sound
}

@test "one for a while says until when" {
	run -0 tix ack --for 90m --now 2026-11-24T10:00:00Z 1
	# 2026-11-24T11:30:00Z, by date -ud @
	[ "$(newest)" = '{"kind":"acknowledged","data":{"until":1795519800000000}}' ]
	run -0 tix log --tsv=what 1
	[[ "${lines[-1]}" = *"until 2026-11-24T11:30:00Z" ]]
	TZ=Europe/Warsaw run -0 tix show 1
	[[ "$output" = *"acknowledged by "*"until 2026-11-24 12:30"* ]]
}

@test "ids come by a pipe, and go on to the next program" {
	run -0 --separate-stderr bash -o pipefail -c \
		'tix list state:new | tix ack --for 1h | tix note -m seen'
	[ "$(sort <<< "$output")" = $'1\n2' ]
}

@test "what was acknowledged by mistake is taken back" {
	tix ack 1
	run -0 tix undo 1
	run -0 tix log --tsv=kind,what 1
	[[ "$output" = *$'acknowledged\ttaken back'* ]]
	sound
}

@test "what is done is refused, and what is not there is named" {
	tix resolve 1
	run -4 --separate-stderr tix ack 1 2
	[ "$output" = 2 ]
	[ "$stderr" = "tix ack: ticket 1 is resolved" ]
	run -3 --separate-stderr tix ack 9
	[ "$stderr" = "tix ack: no ticket '9'" ]
}

@test "no time at all is no acknowledgement" {
	run -2 --separate-stderr tix ack --for 0m 1
	[ "$output" = "" ]
	[[ "$stderr" = *"--for: it takes no time at all"* ]]
	run -2 --separate-stderr tix ack --for 4bh 1
	run -2 --separate-stderr tix ack --for soon 1
}

@test "a dry run says what would be, and keeps nothing" {
	before=$(dump)
	run -0 --separate-stderr tix ack --dry-run --for 1h 1
	[ "$(dump)" = "$before" ]
}
