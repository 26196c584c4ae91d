# What is synced before a ticket is printed: the log, and once its name.

load ../lib/common

setup() {
	desk
	command -v strace >/dev/null || skip 'no strace'
}

# What "tix open" syncs, in order: the log, or a folder.  One that begins has its
# head synced ahead of the rest.
synced() {
	run -0 strace -f -y -e trace=fsync,fdatasync -o trace tix open x
	sed -n 's/.*sync([0-9]*<\(.*\)>) *= 0$/\1/p' trace |
		sed "s,^$TIX_DB-wal$,log,; s,^$BATS_TEST_TMPDIR$,folder," | xargs
}

@test "the name of a new log is synced with it until the log is begun anew" {
	[ "$(synced)" = 'log folder log' ]
	[ "$(synced)" = 'log folder' ]
	for _ in $(seq 20); do tix open x >/dev/null; done
	[ "$(synced)" = log ]
	sound
}

@test "a log that a reader made, or another program took away, is a new one" {
	tix list
	[ -e "$TIX_DB-wal" ]
	[ "$(synced)" = 'log folder log' ]
	for _ in $(seq 20); do tix open x >/dev/null; done
	[ "$(synced)" = log ]
	sqlite3 "$TIX_DB" 'PRAGMA wal_checkpoint' >/dev/null
	rm -f "$TIX_DB-wal" "$TIX_DB-shm"
	tix list -q >/dev/null
	[ "$(synced)" = 'log folder log' ]
	sound
}

@test "a log cut short, or that begins as none does, is a new one" {
	for _ in $(seq 20); do tix open x >/dev/null; done
	sqlite3 "$TIX_DB" 'PRAGMA wal_checkpoint' >/dev/null
	: >"$TIX_DB-wal"
	[ "$(synced)" = 'log folder log' ]
	sqlite3 "$TIX_DB" 'PRAGMA wal_checkpoint' >/dev/null
	head -c 4096 /dev/urandom >"$TIX_DB-wal"
	[ "$(synced)" = 'log folder log' ]
	sound
}
