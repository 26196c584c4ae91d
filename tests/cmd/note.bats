# tix note, and what all programs that take ids have in common.

load ../lib/common

setup() {
	desk
	tix open one
	tix open two
	tix open three
}

notes() {
	tix log --tsv=kind "$1" | grep -c noted || :
}

@test "a note is added and the number printed" {
	run -0 --separate-stderr tix note -m 'called the user' 2
	[ "$output" = 2 ]
	[ "$stderr" = "" ]
	[[ $(tix show 2) = *"called the user"* ]]
	[ "$(notes 1)" = 0 ]
	sound
}

@test "a note may come at any time, also when the ticket is closed" {
	tix close 1
	run -0 tix note -m 'postscript' 1
	[ "$output" = 1 ]
	[ "$(of 1 state)" = closed ]
}

@test "a note comes from a file, or from standard input" {
	printf 'line one\nline two\n' >text
	run -0 tix note -F text 1
	run -0 --separate-stderr bash -o pipefail -c 'cat text | tix note -F - 2'
	[ "$output" = 2 ]
	[[ $(tix show 2) = *"    line one"$'\n'"    line two"* ]]
	run -2 --separate-stderr tix note -F text -m x 1
	[ "$stderr" = "tix note: text comes from an option or from a file, not both" ]
	run -3 --separate-stderr tix note -F none 1
	[ "$stderr" = "tix note: 'none': No such file or directory" ]
}

@test "an empty note is refused before anything is touched" {
	before=$(dump)
	for args in '' '-m ""' '-F /dev/null'; do
		run -2 --separate-stderr bash -c "tix note $args 1"
		[ "$output" = "" ]
		[ "$stderr" = "tix note: an empty note: give -m or -F" ]
	done
	run -2 --separate-stderr bash -o pipefail -c 'printf "a\0b" | tix note -F - 1'
	[ "$stderr" = "tix note: standard input: a NUL at byte 1; text holds none" ]
	[ "$(dump)" = "$before" ]
}

@test "a note of hostile bytes is kept and never raw on the way out" {
	tix note -m $'\e]0;x\a \xff \xe2\x80\xae' 1
	run -0 --separate-stderr tix show 1
	[[ $output != *$'\e'* ]]
	[[ $output != *$'\a'* ]]
	[[ $output != *$'\xe2\x80\xae'* ]]
	run -0 --separate-stderr tix log 1
	[[ $output != *$'\e'* ]]
	sound
}

@test "42, #42 and T42 are the same ticket, and 42 is printed" {
	run -0 --separate-stderr tix note -m x 1 '#2' T3
	[ "$output" = $'1\n2\n3' ]
}

@test "what is no number is no ticket, and the others go on" {
	run -3 --separate-stderr tix note -m x one 0 01 +1 1.0 '##1' t1 9223372036854775807 9223372036854775808 99999999999999999999 '' 2
	[ "$output" = 2 ]
	[ "$stderr" = "tix note: no ticket 'one'
tix note: no ticket '0'
tix note: no ticket '01'
tix note: no ticket '+1'
tix note: no ticket '1.0'
tix note: no ticket '##1'
tix note: no ticket 't1'
tix note: no ticket '9223372036854775807'
tix note: no ticket '9223372036854775808'
tix note: no ticket '99999999999999999999'
tix note: no ticket ''" ]
	[ "$(notes 2)" = 1 ]
}

@test "ids come through a pipe: alone, in rows, in JSON lines" {
	run -0 --separate-stderr bash -o pipefail -c \
	    'printf "1\n  2 words\n3\tmore\trow\n" | tix note -m x'
	[ "$output" = $'1\n2\n3' ]
	run -0 --separate-stderr bash -o pipefail -c \
	    'printf "%s\n" "{\"subject\":\"7\",\"id\":3}" "  {\"id\": 1 }" | tix note -m x'
	[ "$output" = $'3\n1' ]
	run -0 --separate-stderr bash -o pipefail -c \
	    'tix list --jsonl | tix note -m x | sort'
	[ "$output" = $'1\n2\n3' ]
	[ "$(notes 1)" = 3 ]
}

@test "Windows line ends, blank lines and a missing last newline do no harm" {
	run -0 --separate-stderr bash -o pipefail -c \
	    'printf "1\r\n\r\n\n  \n\t\n#2\r\nT3" | tix note -m x'
	[ "$output" = $'1\n2\n3' ]
	[ "$stderr" = "" ]
}

@test "with -0 records end in NUL, in and out" {
	run -0 --separate-stderr bash -o pipefail -c \
	    'printf "1\0002 x\0003" | tix note -0 -m x | od -An -c | tr -d " \n"'
	[ "$output" = '1\02\03\0' ]
}

@test "a NUL where none belongs is refused, and the lines after it count" {
	run -2 --separate-stderr bash -o pipefail -c \
	    'printf "1\0002\0\n3\n" | tix note -m x'
	[ "$output" = 3 ]
	[ "$stderr" = "tix note: standard input, line 1: no ticket id: it holds a NUL; -0 reads such records" ]
	[ "$(notes 1)" = 0 ]
}

@test "lines that are nothing are named by their number, the others go on" {
	run -2 --separate-stderr bash -o pipefail -c 'printf "%s\n" 1 "{bad" \
	    "{\"id\":[2]}" "{\"ID\":2}" "{\"id\":2.0}" "{}" 99 2 | tix note -m x'
	[ "$output" = $'1\n2' ]
	mapfile -t lines <<<"$stderr"
	[[ ${lines[0]} = "tix note: standard input, line 2: json: "* ]]
	[ "${lines[1]}" = "tix note: standard input, line 3: an object without an id" ]
	[ "${lines[2]}" = "tix note: standard input, line 4: an object without an id" ]
	[ "${lines[3]}" = "tix note: standard input, line 5: an object without an id" ]
	[ "${lines[4]}" = "tix note: standard input, line 6: an object without an id" ]
	[ "${lines[5]}" = "tix note: no ticket '99'" ]
}

@test "a line beyond its bound is refused without holding it all" {
	run -2 --separate-stderr bash -o pipefail -c \
	    '(echo 1; head -c 9000000 /dev/zero | tr "\0" x; echo; echo 2) |
	    tix note -m x'
	[ "$output" = $'1\n2' ]
	[ "$stderr" = "tix note: standard input, line 2: more than 2097152 bytes (line-max)" ]
	run -2 --separate-stderr bash -o pipefail -c \
	    'head -c 100 /dev/zero | tr "\0" 1 | tix note -m x'
	[ "$stderr" = "tix note: standard input, line 1: no ticket id: 100 bytes" ]
}

@test "the bound of a line holds to the byte" {
	object() {
		printf '{"id":1,"x":"'
		head -c $(($1 - 15)) /dev/zero | tr '\0' x
		printf '"}\n2\n'
	}
	export -f object
	run -0 --separate-stderr bash -o pipefail -c \
	    'object 2097152 | tix note -m x'
	[ "$output" = $'1\n2' ]
	[ "$stderr" = "" ]
	run -2 --separate-stderr bash -o pipefail -c \
	    'object 2097153 | tix note -m x'
	[ "$output" = 2 ]
	[ "$stderr" = "tix note: standard input, line 1: more than 2097152 bytes (line-max)" ]
}

@test "many long lines are not held together" {
	bound=300000
	case $BIN in
	*san*) bound=unlimited ;; # a sanitizer takes terabytes of addresses
	esac
	BOUND=$bound run -0 --separate-stderr bash -o pipefail -c '
		ulimit -v $BOUND
		python3 -c "
line = \"{\\\"id\\\":1,\\\"x\\\":\\\"\" + 2000000 * \"x\" + \"\\\"}\"
for i in range(200): print(line)" | tix take | tail -n 1'
	[ "$output" = 1 ]
	[ "$stderr" = "" ]
}

@test "an object of endless members is refused at once" {
	run -2 --separate-stderr timeout 20 bash -o pipefail -c 'python3 -c "
print(\"{\" + \",\".join(\"\\\"m%d\\\":1\" % i for i in range(150000)) + \"}\")
print(2)" | tix note -m x'
	[ "$output" = 2 ]
	[[ $stderr = "tix note: standard input, line 1: json: an object of too many members"* ]]
}

@test "without ids, a terminal's place or a file is used wrongly" {
	for from in /dev/null tix.db; do
		run -2 --separate-stderr bash -c "tix note -m x <$from"
		[ "$output" = "" ]
		[ "$stderr" = "tix note: which ticket? give ids, or '-' to read them" ]
	done
	run -2 --separate-stderr bash -c 'tix note -m x <&-'
	[ "$stderr" = "tix note: which ticket? give ids, or '-' to read them" ]
	run -2 --separate-stderr script -qec "tix note -m x" /dev/null
	[[ $output = *"tix note: which ticket?"* ]]
}

@test "a file is read where - says so" {
	printf '1\n3\n' >ids
	run -0 --separate-stderr bash -c 'tix note -m x - <ids'
	[ "$output" = $'1\n3' ]
	run -0 --separate-stderr bash -c 'tix note -m x - </dev/null'
	[ "$output" = "" ]
}

@test "an empty pipe is nothing to do" {
	run -0 --separate-stderr bash -o pipefail -c ': | tix note -m x'
	[ "$output" = "" ]
	[ "$stderr" = "" ]
}

@test "with ids given standard input is left alone, so loops read on" {
	run -0 --separate-stderr bash -o pipefail -c \
	    'printf "1\n2\n3\n" | while read -r id; do tix note -m x "$id"; done'
	[ "$output" = $'1\n2\n3' ]
	run -0 --separate-stderr bash -o pipefail -c \
	    'printf "1\n2\n" | { tix note -m x 3; cat; }'
	[ "$output" = $'3\n1\n2' ]
}

@test "the same ticket twice is noted twice" {
	run -0 tix note -m x 1 1
	[ "$output" = $'1\n1' ]
	[ "$(notes 1)" = 2 ]
	sound
}

@test "a dry run changes nothing and prints no number" {
	before=$(dump)
	run -3 --separate-stderr tix note --dry-run -m x 1 9
	[ "$output" = "" ]
	[ "$stderr" = "tix note: would change ticket 1
  +note: x
tix note: no ticket '9'" ]
	[ "$(dump)" = "$before" ]
}

@test "numbers come in the format asked for, with the fields asked for" {
	run -0 --separate-stderr tix note -m x --json 1 2
	[ "$(python3 -c 'import json, sys; print(json.loads(sys.argv[1]))' "$output")" = \
	    "[{'id': 1}, {'id': 2}]" ]
	run -0 --separate-stderr tix note -m x --jsonl=id,subject 1 2
	[ "$output" = $'{"id":1,"subject":"one"}\n{"id":2,"subject":"two"}' ]
	run -0 --separate-stderr tix note -m x --tsv=subject,id 3
	[ "$output" = $'three\t3' ]
	run -0 --separate-stderr tix note -m x --csv=id,state 1 3
	python3 - "$output" <<-'EOF'
	import csv, sys
	have = list(csv.reader(sys.argv[1].splitlines()))
	assert have == [["id", "state"], ["1", "new"], ["3", "new"]], have
	EOF
	run -2 --separate-stderr tix note -m x --csv=id,nope 1
	[ "$output" = "" ]
	[[ $stderr = "tix note: unknown field 'nope'; there are: id, subject, "*", age, idle" ]]
}

@test "a bad field is refused before the ticket is changed" {
	before=$(dump)
	run -2 --separate-stderr tix note -m x --jsonl=nope 1
	[ "$(dump)" = "$before" ]
}

@test "--at puts a note where it belongs, but not before the ticket" {
	tix take --now 2026-11-23T16:00:00Z 1
	run -0 tix note --now 2026-11-23T17:00:00Z --at 2026-11-23T15:00:00Z -m early 1
	[ "$(of 1 state,updated)" = $'open\t2026-11-23T16:00:00Z' ]
	run -4 --separate-stderr tix note --at 2026-11-22T00:00:00Z -m x 1
	[ "$output" = "" ]
	[ "$stderr" = "tix note: ticket 1 was opened after --at" ]
	sound
}

@test "ids that trickle are acted on as they come, not at the end" {
	run -0 --separate-stderr bash -o pipefail -c \
	    '{ echo 1; sleep 1.5; echo seen >seen; sleep 0.5; echo 2; } |
	    tix note -m x | { read -r first; [ ! -e seen ] && echo "$first early"; cat; }'
	[ "$output" = $'1 early\n2' ]
}

@test "a batch of thousands goes in and comes out in order" {
	run -0 --separate-stderr bash -o pipefail -c \
	    'printf "2\\n%.0s" {1..1500} | tix note -m x | sort | uniq -c | tr -s " "'
	[ "$output" = " 1500 2" ]
	[ "$(notes 2)" = 1500 ]
	sound
}

@test "text and ids cannot both come from standard input" {
	for words in 'note -F -' 'note -F - -' 'resolve --file=-'; do
		run -2 --separate-stderr bash -o pipefail -c "echo 1 | tix $words"
		[ "$output" = "" ]
		[ "$stderr" = "tix ${words%% *}: which ticket? standard input cannot be both text and ids" ]
	done
	[ "$(of 1 state)" = new ]
}

@test "the clock that is set may be in local time, for every program alike" {
	export TZ=Asia/Tokyo TIX_NOW='2026-11-24 09:00'
	tix open x
	tix note -m x 4
	tix take 4
	[ "$(tix log --tsv=at 4 | sort -u)" = 2026-11-24T00:00:00Z ]
}

@test "a clock before time began is refused" {
	TIX_NOW=1970-01-01T00:00:00Z run -2 --separate-stderr tix open x
	[ "$output" = "" ]
	[ "$stderr" = "tix open: '1970-01-01T00:00:00Z': time begins in 1970" ]
	run -2 --separate-stderr tix note --at 1970-01-01T00:00:00Z -m x 1
	[ "$stderr" = "tix note: '1970-01-01T00:00:00Z': time begins in 1970" ]
	TIX_NOW=9999-12-31T23:59:59Z run -0 --separate-stderr tix open last
	[ "$(of 4 opened)" = 9999-12-31T23:59:59Z ]
	sound
}

@test "a note that the history cannot take leaves nothing behind" {
	tix take --now 2026-11-23T14:30:00Z 1
	dump >/dev/null
	sqlite3 copy/tix.db "DROP TRIGGER event_is_final;
		UPDATE event SET kind = 'newer' WHERE kind = 'taken'"
	before=$(sqlite3 copy/tix.db 'SELECT count(*) FROM event')
	run -4 --separate-stderr tix note --db copy/tix.db -m late \
		--at 2026-11-23T14:10:00Z --now 2026-11-23T15:00:00Z 1
	[ "$output" = "" ]
	[[ $stderr == "tix note: event "*" is of a kind 'newer' that this tix does not know; use a newer one" ]]
	[ "$(sqlite3 copy/tix.db 'SELECT count(*) FROM event')" = "$before" ]
}
