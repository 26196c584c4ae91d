# What tix list prints, for people and for programs.
# shellcheck disable=SC2154 # run sets stderr_lines

setup() {
	load ../lib/common
	desk
}

# Three live tickets of different priority, and one that is closed.
some() {
	tix open -q --at 2026-11-20T08:00:00Z --priority 3 --queue network \
		--no-route --level L2 "VPN drops" -b "tunnel flaps" >/dev/null
	tix open -q --at 2026-11-23T12:00:00Z --priority 1 --queue mail \
		--no-route --level L2 --owner ewa "Mail is down" >/dev/null
	tix open -q --at 2026-11-22T14:00:00Z --priority 3 --queue network \
		--no-route --level L1 --tag vip "Wifi is slow" >/dev/null
	tix open -q --at 2026-11-21T14:00:00Z --priority 2 --queue mail \
		--no-route --level L1 "Mail bounces" >/dev/null
	tix close -q 4 >/dev/null
}

# The ids that a listing gives, on one line.
ids() {
	tix list --tsv=id "$@" | paste -sd ' '
}

@test "without a query the live tickets are listed, the most urgent first" {
	some
	run -0 tix list
	[ "${lines[0]}" = "2	open	1	L2	mail	ewa	2026-11-23T12:00:00Z	Mail is down" ]
	[ "${lines[1]}" = "1	new	3	L2	network		2026-11-20T08:00:00Z	VPN drops" ]
	[ "${lines[2]}" = "3	new	3	L1	network		2026-11-22T14:00:00Z	Wifi is slow" ]
	[ ${#lines[@]} -eq 3 ]
}

@test "an empty query is none: the live tickets; id:1.. is every one" {
	some
	[ "$(ids '')" = "2 1 3" ]
	[ "$(ids ' ' $'\t\n')" = "2 1 3" ]
	[ "$(ids id:1..)" = "2 4 1 3" ]
}

@test "operands are joined into one query" {
	some
	[ "$(ids queue:mail state:closed)" = "4" ]
	[ "$(ids mail or wifi)" = "2 4 3" ]
	[ "$(ids not queue:mail)" = "1 3" ]
	[ "$(ids -- -queue:mail)" = "1 3" ]
}

@test "the examples of the manual find what they say" {
	some
	[ "$(ids level:L2 state:new,open priority:..2)" = "2" ]
	[ "$(ids age:2d..)" = "1" ]
	[ "$(ids opened:..-2d)" = "4 1" ]
	[ "$(ids opened:2026-11-22..)" = "2 3" ]
	[ "$(ids vpn opened:2026-11-01..)" = "1" ]
	[ "$(ids owner:me or unassigned --as ewa)" = "2 1 3" ]
	[ "$(ids '"mail is"')" = "2" ]
	[ "$(ids 'subject~^mail')" = "2 4" ]
}

@test "words are found in notes too" {
	some
	tix note -q -m "swapped the antenna" 3 >/dev/null
	[ "$(ids antenna)" = "3" ]
	[ "$(ids 'text~anten+a')" = "3" ]
}

@test "a search writes nothing to the desk" {
	some
	before=$(sha256sum "$TIX_DB" "$TIX_DB-wal")
	[ "$(ids tunnel)" = "1" ]
	[ "$(sha256sum "$TIX_DB" "$TIX_DB-wal")" = "$before" ]
}

@test "tickets sort by several fields, none last, either way" {
	some
	[ "$(ids -s queue,-priority id:1..)" = "4 2 1 3" ]
	[ "$(ids --sort age id:1..)" = "2 3 4 1" ]
	[ "$(ids --sort -age id:1..)" = "1 4 3 2" ]
	[ "$(ids --sort owner id:1..)" = "2 1 3 4" ]
	[ "$(ids --sort -owner id:1..)" = "2 1 3 4" ]
	[ "$(ids --sort state,-id id:1..)" = "3 1 2 4" ]
}

@test "an unknown field to sort by is refused with the list" {
	run -2 --separate-stderr tix list --sort colour
	[ -z "$output" ]
	[[ $stderr == "tix list: no field 'colour' to sort by; there are: id, subject, "*", age, idle" ]]
}

@test "a field is shown once" {
	for option in --json --jsonl --tsv --csv --table --columns; do
		run -2 --separate-stderr tix list "$option=id,subject,id"
		[ "$output" = "" ]
		[ "$stderr" = "tix list: field 'id' twice" ]
	done
}

@test "a limit says that there are more" {
	some
	run -0 --separate-stderr tix list --limit 2 --tsv=id
	[ "$output" = "2
1" ]
	[ "$stderr" = "tix list: the first 2; there are more" ]
	run -0 --separate-stderr tix list --limit 3 --tsv=id
	[ -z "$stderr" ]
	run -0 --separate-stderr tix list -q --limit 2 --tsv=id
	[ -z "$stderr" ]
}

@test "nothing found is done, and with -e the answer no" {
	some
	run -0 tix list state:merged
	[ -z "$output" ]
	run -1 tix list -e state:merged
	run -0 tix list -e state:closed
}

@test "a query that does not parse is pointed at" {
	run -2 --separate-stderr tix list --json 'state:open levle:L2'
	[ -z "$output" ]
	[[ ${stderr_lines[0]} == "tix list: query: unknown field 'levle'; there are: id, subject, "* ]]
	[ "${stderr_lines[1]}" = "  state:open levle:L2" ]
	[ "${stderr_lines[2]}" = "             ^" ]
}

@test "an unknown state, level or queue is not found, and what there is is said" {
	run -3 --separate-stderr tix list --json state:opened
	[ -z "$output" ]
	[[ $stderr == *"no state 'opened'; there are: new, open, waiting"* ]]
	run -3 --separate-stderr tix list level:L9
	[[ $stderr == *"no level 'L9'"*"L0, L1, L2, L3, L4"* ]]
	run -3 --separate-stderr tix list queue:netwrok
	[[ $stderr == *"no queue 'netwrok'"*"network"* ]]
}

@test "working time in a query is refused while the desk has no calendar" {
	run -2 --separate-stderr tix list age:4bh..
	[[ ${stderr_lines[0]} == "tix list: query: working time needs a calendar; this desk has none" ]]
	run -2 --separate-stderr tix list due:..2bd
}

@test "ids on standard input are listed in their order, unknown ones told" {
	some
	run -3 --separate-stderr bash -o pipefail -c \
		'printf "3\n9\n#1 x\n{\"id\":4}\nT2\n" | tix list - --tsv=id'
	[ "$output" = "3
1
4
2" ]
	[ "$stderr" = "tix list: no ticket '9'" ]
}

@test "ids on standard input are read only when asked for" {
	some
	run -0 bash -o pipefail -c 'echo 3 | tix list --tsv=id'
	[ "$output" = "2
1
3" ]
}

@test "one listing is the other's input" {
	some
	run -0 bash -o pipefail -c \
		'tix list queue:network | tix list --jsonl=id,subject -'
	[ "$output" = '{"id":1,"subject":"VPN drops"}
{"id":3,"subject":"Wifi is slow"}' ]
}

@test "JSON has every field but the body, which is there when asked for" {
	some
	run -0 bash -o pipefail -c 'tix list id:1 --json | python3 -c "
import json, sys
t = json.load(sys.stdin)
print(len(t), t[0][\"subject\"], t[0][\"priority\"], \"body\" in t[0], len(t[0]))"'
	[ "$output" = "1 VPN drops 3 False 52" ]
	run -0 tix list id:1 --jsonl=id,body
	[ "$output" = '{"id":1,"body":"tunnel flaps"}' ]
}

@test "no ticket is an empty array, and no line elsewhere" {
	[ "$(tix list --json)" = "[]" ]
	[ "$(tix list --jsonl | wc -c)" -eq 0 ]
	[ "$(tix list --tsv | wc -c)" -eq 0 ]
}

@test "columns are chosen, an unknown one is refused with the list" {
	some
	run -0 tix list --columns=id,tags 'tags:vip'
	[ "$output" = "3	vip" ]
	run -2 --separate-stderr tix list --columns=id,colour
	[[ $stderr == "tix list: unknown field 'colour'; there are: id, "* ]]
	run -2 --separate-stderr tix list --json=colour
}

@test "a terminal gets a table with ages" {
	some
	run -0 script -qec 'tix list --color=never --no-pager' /dev/null
	[[ ${lines[0]} =~ ^ID\ +PRI\ +STATE\ +LEVEL\ +QUEUE\ +OWNER\ +AGE\ +SUBJECT ]]
	[[ ${lines[1]} =~ ^\ *2\ +1\ +open\ +L2\ +mail\ +ewa\ +2h\ +Mail\ is\ down ]]
	[[ ${lines[2]} =~ ^\ *1\ +3\ +new\ +L2\ +network\ +3d\ +VPN\ drops ]]
}

@test "records end in NUL with -0" {
	some
	[ "$(tix list -0 --tsv=id | tr '\0' ,)" = "2,1,3," ]
}

@test "a full disk is noticed, a reader that leaves is not" {
	some
	run -74 --separate-stderr bash -c 'tix list >/dev/full'
	[[ $stderr == "tix list: standard output: "* ]]
	run -0 --separate-stderr bash -o pipefail -c \
		'(trap "" PIPE; tix list --csv ""; tix list --jsonl "") | head -n 1'
	[ -z "$stderr" ]
}

@test "words from users are never SQL nor full-text syntax" {
	some
	# shellcheck disable=SC2016 # no expansion is meant
	for q in "';drop table ticket;--" 'x" OR "1' 'subject:"'"'"' or 1=1 --"' \
		'NEAR/2' '{subject}' 'vpn*' '^vpn' '"a" AND b' '$p0' '?1' \
		'owner:"$p0"' 'queue~"'"'"'"' '%' 'text:"*"'; do
		run tix list -- "$q"
		[ "$status" -eq 0 ] || [ "$status" -eq 2 ]
		[[ $output != *sql* && $output != *fts5* ]]
	done
	[ "$(ids id:1..)" = "2 4 1 3" ]
}

@test "the head of a queue is read along its index, without sorting" {
	command -v sqlite3 >/dev/null
	some
	sql=$(TIX_TRACE=sql tix list state:open queue:network --limit 50 2>&1 |
		sed -n 's/^trace: prepare: \(SELECT id, .* FROM ticket\)/\1/p')
	run -0 sqlite3 "$TIX_DB" "EXPLAIN QUERY PLAN $sql"
	[[ $output == *"SEARCH ticket USING INDEX ticket_queue (queue=? AND state=?)"* ]]
	[[ $output != *"TEMP B-TREE"* ]]
}

@test "states are merged along the index, whatever they are" {
	some
	[ "$(ids --limit 9 state:new,open,closed)" = "2 4 1 3" ]
	[ "$(ids --limit 9 state:open,open,new)" = "2 1 3" ]
	[ "$(ids --limit 9 queue:mail)" = "2 4" ]
	[ "$(ids --limit 9 state:,)" = "" ]
	[ "$(ids --limit 9 state:,open)" = "2" ]
	[ "$(ids -q --limit 1 owner:ewa not subject~x)" = "2" ]
	[ "$(ids --limit 9 'subject~is' state:new,open 'subject~wifi|mail')" = "2 3" ]
	sql=$(TIX_TRACE=sql tix list queue:network --limit 50 2>&1 |
		sed -n 's/^trace: prepare: \(SELECT id, .* FROM ticket\)/\1/p')
	run -0 sqlite3 "$TIX_DB" "EXPLAIN QUERY PLAN $sql"
	[[ $output == *"MERGE (UNION ALL)"* ]]
	[[ $output != *"TEMP B-TREE"* ]]
}

@test "random queries find what an evaluation without SQL finds" {
	run -0 python3 "$BATS_TEST_DIRNAME/list_oracle.py" 100
	[ -z "$output" ]
}
