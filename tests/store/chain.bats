# The chain of events, held against a computation of its own in Python.

load ../lib/common

setup() {
	desk
}

copied() {
	dump >/dev/null
	python3 "$BATS_TEST_DIRNAME/chain.py" "$1" copy/tix.db
}

@test "the first event follows zeros and is the desk itself" {
	run -0 tix fsck --head
	[[ $output = 1:* ]]
	[ "$(copied verify)" = "$output" ]
}

@test "every kind of act is chained as the contract has it" {
	id=$(tix open --as ewa --key K --body 'text' 'VPN is down')
	tix open --key K again
	tix take --as ewa "$id"
	tix note -m $'bytes \xff \x01 and "quotes"' "$id"
	tix escalate --reason 'over my head ążź' "$id"
	tix return --reason other -m 'not ours' "$id"
	tix open --no-route --at 2026-11-01T00:00:00Z old
	tix route 2
	tix resolve --code fixed -m 'done' "$id"
	tix reopen --reason back "$id"
	tix close "$id"
	run -0 tix fsck --head
	[[ $output = 12:* ]]
	[ "$(copied verify)" = "$output" ]
	sound
}

@test "events of a batch, with refused records among them, leave no gap" {
	for i in 1 2 3 4; do tix open "$i"; done
	tix close 2
	run -4 --separate-stderr tix escalate -r x 1 2 99 3 2 4
	[ "$output" = $'1\n3\n4' ]
	run -0 tix fsck --head
	[[ $output = 9:* ]]
	[ "$(copied verify)" = "$output" ]
}

@test "two programs at once make one chain" {
	run -0 --separate-stderr bash -c \
	    'for i in 1 2 3 4; do (for j in 1 2 3 4 5; do tix open x; done) & done; wait'
	[ "$(sort -n <<<"$output")" = "$(seq 20)" ]
	run -0 tix fsck --head
	[[ $output = 21:* ]]
	[ "$(copied verify)" = "$output" ]
}

@test "no salt is used twice, and equal notes have unequal digests" {
	tix open x
	tix note -m same 1 1 1 1
	dump >/dev/null
	[ "$(sqlite3 copy/tix.db 'SELECT count(DISTINCT salt), count(DISTINCT digest), count(*) FROM event')" = '6|6|6' ]
}

@test "the engine itself forbids to change or delete what happened" {
	tix open x
	dump >/dev/null
	for sql in "UPDATE event SET actor = 'x'" "DELETE FROM event" \
	    "REPLACE INTO event SELECT * FROM event" \
	    "UPDATE desk SET compiled = ''" "DELETE FROM desk" \
	    "DELETE FROM ticket"; do
		run --separate-stderr sqlite3 -bail copy/tix.db \
		    "PRAGMA recursive_triggers = ON; $sql"
		[ "$status" -ne 0 ]
	done
	tix fsck -q --db copy/tix.db
}
