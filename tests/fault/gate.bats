# Others hold the gate: waiting has an end, and nothing is half-done.

load ../lib/common

setup() {
	desk
	tix open one
	tix open two
}

# Hold the gate in another process for some seconds.
hold() {
	setsid flock -x tix.db-gate -c "touch held; sleep $1" &
	for i in $(seq 100); do
		[ -e held ] && return
		sleep 0.05
	done
	return 1
}

@test "who waits in vain gets 75 after the time given, and nothing is half-done" {
	before=$(dump)
	hold 5
	for words in 'open x' 'note -m x 1 2' 'close 1 2'; do
		start=$(date +%s%N)
		run -75 --separate-stderr tix $words --wait 1s
		took=$((($(date +%s%N) - start) / 1000000))
		[ "$output" = "" ]
		[ "$stderr" = "tix ${words%% *}: others are writing; waited 1.0s" ]
		[ "$took" -ge 1000 ]
		[ "$took" -lt 3000 ]
	done
	wait
	[ "$(dump)" = "$before" ]
	sound
}

@test "--wait 0s does not wait at all" {
	hold 2
	run -75 --separate-stderr timeout 1 tix open --wait 0s x
	[ "$stderr" = "tix open: others are writing; waited 0.0s" ]
	wait
}

@test "who waits gets in as soon as the gate is free" {
	hold 1
	run -0 --separate-stderr timeout 8 tix open x
	[ "$output" = 3 ]
	[ "$stderr" = "" ]
	wait
}

@test "the holder's death frees the gate" {
	hold 60
	holder=$!
	tix open --wait 10s x >out &
	waiter=$!
	sleep 0.3
	kill -KILL -- "-$holder"
	wait "$waiter"
	[ "$(<out)" = 3 ]
}

@test "readers and dry runs do not mind the gate" {
	hold 2
	run -0 timeout 1 tix list --tsv=id
	[ "${#lines[@]}" = 2 ]
	run -0 timeout 1 tix show -b 1
	run -0 timeout 1 tix close -n 1
	run -0 timeout 1 tix fsck -q
	wait
}

@test "when the gate does not open, the rest of the pipe is not eaten unsaid" {
	hold 3
	run -75 --separate-stderr bash -c 'printf "1\n2\n" | { tix note -m x --wait 0s; }'
	[ "$output" = "" ]
	wait
	[ "$(tix log --tsv=kind | grep -c noted)" = 0 ]
}

@test "an interrupt ends the wait for the gate at once, with 130" {
	hold 8
	for signal in INT TERM; do
		# A shell's background jobs ignore SIGINT: python3 does not.
		run -0 --separate-stderr timeout 6 python3 - "$signal" <<-'EOF'
		import signal, subprocess, sys, time
		p = subprocess.Popen(["tix", "open", "x"], stdout=subprocess.PIPE,
		    stderr=subprocess.PIPE, text=True)
		time.sleep(0.7)
		p.send_signal(getattr(signal, "SIG" + sys.argv[1]))
		out, err = p.communicate()
		print(p.returncode, out, err)
		EOF
		[ "$output" = "130  tix open: interrupted" ]
	done
	kill -KILL -- "-$!"
	tix open y
	sound
}

@test "a wait that is no duration is refused; a very long one is bounded" {
	run -2 --separate-stderr tix open --wait 5 x
	[ "$output" = "" ]
	[[ $stderr = *"'5'"* ]]
	run -2 --separate-stderr tix open --wait 4bh x
	[ "$output" = "" ]
	run -0 tix open --wait 520w x
	[ "$output" = 3 ]
}

@test "a gate that was deleted is made again with the desk's mode" {
	rm tix.db-gate
	run -0 tix open x
	[ "$(stat -c %a tix.db-gate)" = 600 ]
	sound
}

@test "a gate that is a link is not followed" {
	rm tix.db-gate
	: >elsewhere
	ln -s elsewhere tix.db-gate
	run -74 --separate-stderr tix open x
	[ "$output" = "" ]
	[[ $stderr = "tix open: '"*"/tix.db-gate': Too many levels of symbolic links" ]]
}

@test "an interrupt ends a wait for input with 130, and what came before is in" {
	mkfifo pipe
	tix note -m x - <pipe >out 2>err &
	acting=$!
	exec 9>pipe
	echo 1 >&9
	for i in $(seq 50); do [ -s out ] && break; sleep 0.1; done
	[ "$(<out)" = 1 ]
	kill -TERM "$acting"
	status=0
	wait "$acting" || status=$?
	exec 9>&-
	[ "$status" = 130 ]
	[ ! -s err ]
	[ "$(tix log --tsv=kind 1 | grep -c noted)" = 1 ]
	sound
}

@test "a gate that is put aside while others wait for it lets one in at a time" {
	hold 60
	holder=$!
	tix open --wait 10s x >out &
	waiter=$!
	sleep 0.5
	mv tix.db-gate aside
	rm held
	hold 2 # the new one, which the waiter must heed
	kill -KILL -- "-$holder"
	sleep 0.5
	[ ! -s out ]
	wait "$waiter"
	[ "$(<out)" = 3 ]
	[ "$(stat -c %a tix.db-gate)" = 644 ] # as the test's holder made it
	sound
}

# Hold the engine's write lock without the gate, for some seconds.
lock_engine() {
	python3 - "$1" <<-'EOF' &
	import sqlite3, sys, time
	db = sqlite3.connect("tix.db", isolation_level=None)
	db.execute("BEGIN IMMEDIATE")
	open("locked", "w").close()
	time.sleep(float(sys.argv[1]))
	EOF
	for i in $(seq 100); do
		[ -e locked ] && return
		sleep 0.05
	done
	return 1
}

@test "who waits for a lock beside the gate does not keep the gate" {
	lock_engine 6
	tix open --wait 20s late >out &
	waiter=$!
	sleep 0.3
	for i in $(seq 5); do
		run -0 timeout 2 flock -x tix.db-gate true
	done
	start=$(date +%s%N)
	run -75 --separate-stderr tix open --wait 1s x
	took=$((($(date +%s%N) - start) / 1000000))
	[ "$output" = "" ]
	[[ $stderr = "tix open: the desk is locked by others" ||
	    $stderr = "tix open: others are writing; waited "* ]]
	[ "$took" -ge 900 ]
	[ "$took" -lt 3000 ]
	wait "$waiter"
	[ "$(<out)" = 3 ]
	sound
}

@test "an interrupt ends the wait for a lock beside the gate, too" {
	lock_engine 6
	tix open --wait 20s x >out 2>err &
	waiter=$!
	sleep 0.5
	kill -TERM "$waiter"
	status=0
	start=$(date +%s%N)
	wait "$waiter" || status=$?
	[ "$((($(date +%s%N) - start) / 1000000))" -lt 1500 ]
	[ "$status" = 130 ]
	[ ! -s out ]
	[ "$(<err)" = "tix open: interrupted" ]
	wait
	[ "$(tix list --tsv=id | wc -l)" = 2 ]
	sound
}
