# Programs in a row: what one prints the next one finds.

load ../lib/common

setup() {
	desk
}

@test "open, route, escalate, show is one line, placed by words or not" {
	for subject in 'VPN down' 'Nobody knows' 'Phishing' 'Printer jams'; do
		run -0 --separate-stderr bash -o pipefail -c \
		    'tix open "$1" | tix route | tix escalate --reason "over my head" |
		    tix show --json' - "$subject"
		[ "$stderr" = "" ]
		python3 - "$output" "$subject" <<-'EOF'
		import json, sys
		t = json.loads(sys.argv[1])
		assert t["subject"] == sys.argv[2], t
		assert t["level"] in ("L2", "L3") and t["priority"], t
		EOF
	done
	sound
}

@test "the same line works when the rules were told to keep out" {
	run -0 --separate-stderr bash -o pipefail -c \
	    'tix open --no-route "VPN down" | tix route | tix escalate --reason x |
	    tix show --jsonl=id,level'
	[ "$output" = '{"id":1,"level":"L3"}' ]
}

@test "every act hands its tickets on, done now or before" {
	tix open one
	tix open two
	tix take 1
	run -0 --separate-stderr bash -o pipefail -c \
	    'tix list | tix take | tix note -m sweep | tix resolve | tix close |
	    tix reopen -r back | tix return -r other --to L0 | tix route | sort'
	[ "$output" = $'1\n2' ]
	[ "$stderr" = "" ]
	sound
}

@test "a refused ticket drops out of the line, the others go on" {
	for i in 1 2 3; do tix open "$i"; done
	tix close 2
	run -4 --separate-stderr bash -o pipefail -c \
	    'printf "1\n2\n3\n" | tix escalate --reason x | tix note -m up'
	[ "$output" = $'1\n3' ]
	[ "$stderr" = "tix escalate: ticket 2 is closed" ]
}

@test "rows of any format that has one ticket a line can be acted on" {
	for i in 1 2 3; do tix open "$i"; done
	for format in --tsv=id,subject --jsonl --jsonl=subject,id; do
		run -0 --separate-stderr bash -o pipefail -c \
		    "tix list $format | tix note -m x | sort"
		[ "$output" = $'1\n2\n3' ]
	done
	run -0 --separate-stderr bash -o pipefail -c \
	    'tix list -0 | tix note -0 -m x | tr "\0" "\n" | sort'
	[ "$output" = $'1\n2\n3' ]
}

@test "an array that has a row a line can be acted on, too" {
	for i in 1 2 3; do tix open "$i"; done
	run -0 --separate-stderr bash -o pipefail -c \
	    'tix list --json | tix note -m x | sort'
	[ "$output" = $'1\n2\n3' ]
	[ "$stderr" = "" ]
	run -0 --separate-stderr bash -o pipefail -c \
	    'tix list --json state:merged | tix note -m x'
	[ "$output$stderr" = "" ]
	run -0 --separate-stderr bash -o pipefail -c 'printf "%s\n" "[" \
	    "{\"id\":\"1\"}," " , {\"id\": 2}" "{\"id\":\"#3\"}]" "]" "," |
	    tix note -m x'
	[ "$output" = $'1\n2\n3' ]
	[ "$stderr" = "" ]
	# Of a line that is no object nothing is passed over.
	run -3 --separate-stderr bash -o pipefail -c 'echo "[1]" | tix note -m x'
	[ "$output" = "" ]
	[ "$stderr" = "tix note: no ticket '[1]'" ]
}

@test "an id is found by the next program as soon as it is printed" {
	run -0 --separate-stderr bash -o pipefail -c '
		for i in 1 2 3 4 5 6 7 8; do tix open "$i"; done |
		while read -r id; do tix show --tsv=id "$id"; done'
	[ "$output" = "$(seq 8)" ]
}

@test "nothing waits for a slow reader with the desk locked" {
	tix open "$(printf '%0900d' 0)"
	tix open two
	# More than a pipe holds: the first program must wait for its reader.
	run -0 --separate-stderr timeout 30 bash -o pipefail -c '
		awk "BEGIN { for (i = 0; i < 400; i++) print 1 }" |
		tix note -m x --tsv=id,subject |
		    { read -r first; sleep 1; tix note --wait 0s -m through 2;
		    cat >/dev/null; }'
	[ "$output" = 2 ]
	[ "$stderr" = "" ]
}

@test "an act ends soon after its reader, however much is to come" {
	tix open one
	run -0 --separate-stderr timeout 30 bash -c '
		yes 1 | tix note -m x | head -n 1; echo "${PIPESTATUS[1]}"'
	[ "$output" = $'1\n0' ]
	[ "$stderr" = "" ]
	sound
}

@test "nothing waits for slow input with the desk locked" {
	tix open one
	tix open two
	run -0 --separate-stderr bash -o pipefail -c '
		{ echo 1; sleep 2; echo 2; } | tix note -m x >slow &
		sleep 0.7; tix note --wait 0s -m quick 2; wait $!'
	[ "$output" = 2 ]
	[ "$(<slow)" = $'1\n2' ]
}

@test "64 programs that open 20 tickets each: 1280 tickets, no id twice" {
	run -0 --separate-stderr timeout 120 bash -c '
		for p in $(seq 64); do
			(for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20
			do tix open "storm $p $i" || echo failed; done) &
		done; wait'
	[ "$stderr" = "" ]
	[ "$(sort -n <<<"$output")" = "$(seq 1280)" ]
	[ "$(tix list --tsv=id | wc -l)" = 1280 ]
	sound
}

@test "the same key from 16 programs at once is one ticket, counted 64 times" {
	run -0 --separate-stderr timeout 60 bash -c '
		for p in $(seq 16); do
			(for i in 1 2 3 4; do tix open --key disk:/ "full"; done) &
		done; wait'
	[ "$stderr" = "" ]
	[ "$(sort -u <<<"$output")" = 1 ]
	[ "$(of 1 count)" = 64 ]
	sound
}

@test "when many want the same ticket, one gets it" {
	tix open prize
	run --separate-stderr timeout 60 bash -c '
		for p in $(seq 12); do tix take --as "agent$p" 1 & done; wait'
	[ "$output" = 1 ]
	[ "$(grep -c "is with" <<<"$stderr")" = 11 ]
	[ "$(tix log --tsv=kind 1 | grep -c taken)" = 1 ]
}

@test "a long line of acts on many tickets keeps all of them" {
	for i in $(seq 30); do echo "$i"; done >want
	run -0 bash -o pipefail -c \
	    'for i in $(seq 30); do tix open "$i"; done | tix take |
	    tix escalate -r x | tix note -m y | tix resolve | sort -n'
	[ "$output" = "$(<want)" ]
	[ "$(tix list --tsv=state state:resolved | wc -l)" = 30 ]
	sound
}

@test "closed standard streams harm neither the desk nor its file" {
	tix open one
	run -0 --separate-stderr bash -c 'tix open two <&-'
	[ "$output" = 2 ]
	run -74 --separate-stderr bash -c 'tix open three >&-'
	[ "$stderr" = "tix open: standard output: Bad file descriptor" ]
	run -0 --separate-stderr bash -c 'tix open four 2>&-'
	[ "$output" = 4 ]
	run -3 --separate-stderr bash -c 'tix note -m x 99 2>&-'
	[ "$output$stderr" = "" ]
	run -74 bash -c 'tix open five <&- >&- 2>&-'
	run -74 bash -c 'tix list <&- >&- 2>&-'
	run -74 bash -c 'tix help >&- 2>&-'
	[ "$(tix list --tsv=id | wc -l)" = 5 ]
	sound
}
