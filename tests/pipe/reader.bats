# What a slow reader, or one that has gone, does to a program and to the desk.
# shellcheck disable=SC2154 # run sets stderr

setup() {
	load ../lib/common
	desk
}

# Some 6 MB of rows: far more than a pipe holds.
many() {
	for i in 1 2 3 4 5 6; do
		head -c 1000000 /dev/zero | tr '\0' x |
			tix open -q -F - "$i"
	done >/dev/null
}

@test "a stalled reader holds no read: the log of writes stays small" {
	many
	mkfifo go
	tix list id:1.. --tsv=id,subject,body | { read -r _ <go; cat; } >out &
	sleep 1
	for i in $(seq 40); do
		head -c 1000000 /dev/zero | tr '\0' y | tix note -F - 1
	done >/dev/null
	[ "$(stat -c %s "$TIX_DB-wal")" -lt 20000000 ]
	echo >go
	wait
	# What was there when it began, whole.
	[ "$(cut -f 1,2 out)" = "$(paste <(seq 6) <(seq 6))" ]
	[ "$(tr -d -c x <out | wc -c)" = 6000000 ]
	run -1 grep -c y out
}

@test "rows come at once where they are taken, and the rest is cut off" {
	many
	run -0 --separate-stderr bash -c '
		tix list id:1.. --tsv=subject,body | head -n 1 | cut -c 1-5
		echo "${PIPESTATUS[0]}"'
	[ "$output" = $'1\txxx\n0' ]
	[ "$stderr" = "" ]
	run -0 --separate-stderr bash -c '
		tix list id:1.. --tsv=id,body | { sleep 0.5; head -c 1; }
		echo " ${PIPESTATUS[0]}"'
	[ "$output" = '1 0' ]
	[ "$stderr" = "" ]
}

@test "where nothing more can be written, the program says so" {
	many
	run -74 --separate-stderr bash -c 'tix list id:1.. --tsv=body >/dev/full'
	[ "$stderr" = "tix list: standard output: No space left on device" ]
	run -0 --separate-stderr bash -c '
		TMPDIR=/nonexistent tix list id:1.. --tsv=body |
		    { sleep 0.5; head -c 3; cat >/dev/null; }
		echo "${PIPESTATUS[0]}"'
	[ "$output" = xxx74 ]
	[ "$stderr" = "tix list: temporary file: No such file or directory" ]
}
