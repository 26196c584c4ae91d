# The write-ahead log: one program after the other, it is never taken away and
# never long.

load ../lib/common

setup() {
	desk
}

# Its length in pages of 4096 bytes, each behind a head of 24.
pages() {
	echo $((($(stat -c %s "$TIX_DB-wal") - 32) / 4120))
}

# How often it was begun anew, as its head says.
turns() {
	od -A n -t u1 -j 12 -N 4 "$TIX_DB-wal" |
		awk '{ print (($1 * 256 + $2) * 256 + $3) * 256 + $4 }'
}

@test "a hundred tickets opened one by one leave a short log, begun anew" {
	tix open first
	[ "$(turns)" -eq 0 ]
	for i in $(seq 99); do tix open "ticket $i" >/dev/null; done
	# It is begun anew by who finds 128 pages; no ticket writes 32.
	[ "$(pages)" -lt 160 ]
	[ "$(turns)" -ge 3 ]
	sound
	[ "$(sqlite3 "$TIX_DB" 'SELECT count(*) FROM ticket')" = 100 ]
}

@test "a log that another program took away is made again, and kept" {
	tix open one
	sqlite3 "$TIX_DB" 'SELECT count(*) FROM ticket' >/dev/null
	[ ! -e "$TIX_DB-wal" ]
	run -0 tix open two
	[ "$output" = 2 ]
	[ "$(stat -c %a "$TIX_DB-wal")" = 600 ]
	run -0 tix open three
	[ "$output" = 3 ]
	sound
}

@test "a log that is cut within its head is made again" {
	tix open one
	for size in 0 1 12 15 31; do
		sqlite3 "$TIX_DB" 'SELECT count(*) FROM ticket' >/dev/null
		head -c "$size" /dev/zero >"$TIX_DB-wal"
		run -0 tix open "after $size"
	done
	[ "$output" = 6 ]
	sound
}

@test "something else in the log's place is an error, and nothing hangs" {
	tix open one
	sqlite3 "$TIX_DB" 'SELECT count(*) FROM ticket' >/dev/null
	mkfifo "$TIX_DB-wal"
	run ! timeout 20 tix open two
	[ "$status" -ne 124 ]
	rm "$TIX_DB-wal"
	mkdir "$TIX_DB-wal"
	run -74 timeout 20 tix open two
	rmdir "$TIX_DB-wal"
	ln -s /etc/hostname "$TIX_DB-wal"
	run -74 timeout 20 tix open two
	rm "$TIX_DB-wal"
	run -0 tix open two
	[ "$output" = 2 ]
}

@test "a log that a reader made long is given back to the disk" {
	tix open first
	python3 - <<-'EOF'
	import os, sqlite3, subprocess
	reader = sqlite3.connect(os.environ["TIX_DB"], isolation_level=None)
	reader.execute("BEGIN")
	reader.execute("SELECT count(*) FROM event").fetchone()
	with open("big", "w") as f:
	    f.write("word " * 200000)
	for i in range(40):
	    subprocess.run(["tix", "open", "-q", "-F", "big", "big"], check=True,
	        stdout=subprocess.DEVNULL)
	long = os.path.getsize(os.environ["TIX_DB"] + "-wal")
	reader.execute("COMMIT")
	subprocess.run(["tix", "open", "-q", "after"], check=True,
	    stdout=subprocess.DEVNULL)
	short = os.path.getsize(os.environ["TIX_DB"] + "-wal")
	# Beyond 16,384 pages of 4096 bytes and a head of 24.
	assert long > 16384 * 4120, long
	assert short < 100 * 4120, short
	os._exit(0) # closing would checkpoint without the gate
	EOF
	sound
	[ "$(tix list --tsv=id | wc -l)" = 42 ]
}

# changes N: N tickets of another desk, five rows each.
changes() {
	python3 "$BATS_TEST_DIRNAME/../bench/make_changes.py" $((5 * $1))
}

@test "an import leaves no long log, however long it was meanwhile" {
	changes 1000 >changes.csv
	tix import -q --map servicenow changes.csv >ids
	[ "$(wc -l <ids)" -eq 1000 ]
	# The one page is that of the turn.
	[ "$(pages)" -eq 1 ]
	sound
}

@test "an import beside a reader leaves the log to the next who writes" {
	changes 1000 >changes.csv
	python3 - <<-'EOF'
	import os, sqlite3, subprocess
	log = os.environ["TIX_DB"] + "-wal"
	def turns():
	    with open(log, "rb") as f:
	        return int.from_bytes(f.read(16)[12:], "big")
	reader = sqlite3.connect(os.environ["TIX_DB"], isolation_level=None)
	reader.execute("BEGIN")
	reader.execute("SELECT count(*) FROM event").fetchone()
	subprocess.run(["tix", "import", "-q", "--map", "servicenow",
	    "changes.csv"], check=True, stdout=subprocess.DEVNULL)
	before = turns()
	assert os.path.getsize(log) > 128 * 4120
	reader.execute("COMMIT")
	subprocess.run(["tix", "open", "-q", "after"], check=True,
	    stdout=subprocess.DEVNULL)
	assert turns() > before, (before, turns())
	EOF
	sound
}
