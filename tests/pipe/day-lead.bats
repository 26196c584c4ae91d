# The Monday of a desk lead, and the week before it as it shows in the figures.
# Each test goes on where the one before it ended.
# shellcheck disable=SC2154 # run sets stderr

load ../lib/common
load ../lib/day

# Wednesday to Friday.  What was printed on Friday at four is kept in files.
setup_file() {
	export BATS_NO_PARALLELIZE_WITHIN_FILE=true
	day_begins cascade <<-'END'
		bulk-ask = 3
		view.stale = "level:L1 idle:2d.."
		view.stale.sort = "opened"
		view.stale.columns = "id,owner,subject"
		alias.backlog = "list --count --group"
	END
	clock 09:00 2026-11-18
	tix open 'Backup of mail01 fails' -r kim@example.org
	clock 15:00 2026-11-18
	ola resolve --code fixed -m 'tape changed' 1
	clock 09:00 2026-11-20
	tix open 'Password expired' -r leo@example.org
	for n in 1 2 3 4 5; do
		tix open "Laptop $n needs a battery" | tom take
	done
	clock 11:00 2026-11-20
	tix open --kind request 'Move of the Sopot office'
	tix open --kind request 'Sopot: desks' | lead link --parent 8
	tix open --kind request 'Sopot: sockets' | lead link --parent 8
	tix open '=HYPERLINK("http://example.org","win")' -r '+48 600'
	clock 16:00 2026-11-20
	lead report summary >friday.txt
	lead list --tsv >friday.tsv
	lead show 2 >friday.2
	lead fsck --head >friday.head
}

setup() {
	day_goes_on
}

# Of the line "all" of a report: $1, fields.
figures() {
	lead report summary --tsv=group,"$1" "${@:2}" | sed -n 's/^all\t//p'
}

@test "at the weekend cron closes nothing: three working days are not over" {
	clock 15:01 2026-11-21
	run -0 --separate-stderr tix escalate --due
	[ "$output$stderr" = "" ]
	clock 23:59 2026-11-22
	run -0 --separate-stderr tix escalate --due
	[ "$output$stderr" = "" ]
	[ "$(of 1 state)" = resolved ]
}

@test "07:50 ewa enters what she solved by phone on Friday afternoon" {
	clock 07:50
	run -0 ewa resolve --code answered -m 'reset by phone' \
		--at '2026-11-20 15:30' 2
	[ "$output" = 2 ]
}

@test "08:00 what Friday's papers said is printed again to the byte" {
	clock 08:00
	lead report summary --known '2026-11-20 16:00' | cmp - friday.txt
	lead list --tsv --known '2026-11-20 16:00' | cmp - friday.tsv
	lead show 2 --known '2026-11-20 16:00' | cmp - friday.2
}

# Eleven were opened and one resolved by Friday, two with what was told later.
@test "08:05 and what was true on Friday is another matter" {
	clock 08:05
	[ "$(figures opened,resolved,backlog --known '2026-11-20 16:00')" = \
		$'11\t1\t10' ]
	[ "$(figures opened,resolved,backlog --as-of '2026-11-20 16:00')" = \
		$'11\t2\t9' ]
	[ "$(lead list --count --as-of '2026-11-20 16:00')" = 9 ]
	[ "$(lead list --count --known '2026-11-20 16:00')" = 10 ]
}

@test "08:10 the history has only grown since the anchor that she keeps" {
	clock 08:10
	run -0 lead fsck -q --expect "$(cat friday.head)"
	run -1 --separate-stderr lead fsck --expect "20:$(printf %064d 0)"
	[[ $stderr == *"the history was cut or rewritten"* ]]
}

@test "08:15 the doctor finds no problem, and an alias that can never run" {
	clock 08:15
	run -0 lead doctor --tsv=status,check
	[[ $output == *$'ok\tdesk'* ]]
	[[ $output != *problem* ]]
	run -0 tix config --show-origin alias.backlog
	[ "$output" = "$HOME/.config/tix/config:5"$'\talias.backlog=list --count --group' ]
	cp "$HOME/.config/tix/config" .config
	echo 'alias.show = "list"' >>"$HOME/.config/tix/config"
	run -0 --separate-stderr lead doctor --tsv=status,check,found
	[[ $output == *$'warning\talias\t'*"alias.show is never used"* ]]
	run -0 lead show --brief 1
	[ "${lines[0]}" = "#1  Backup of mail01 fails" ]
	mv .config "$HOME/.config/tix/config"
}

@test "08:20 the backlog by who has it and where it lies, by an alias" {
	clock 08:20
	run -0 lead backlog owner
	[ "$output" = $'tom\t5\n\t4' ]
	run -0 lead backlog queue
	[ "$output" = $'workplace\t5\nhelpdesk\t3\nservers\t1' ]
	total=$(awk -F '\t' '{ n += $2 } END { print n }' <<<"$output")
	[ "$total" = "$(lead list --count)" ]
	[ "$total" = "$(figures backlog)" ]
}

@test "08:30 tom is ill: what he has is looked at, then given to ewa" {
	clock 08:30
	before=$(dump)
	run -0 --separate-stderr lead assign --to ewa --query owner:tom --dry-run
	[ "$(grep -c '^  -owner: tom$' <<<"$stderr")" = 5 ]
	run -4 --separate-stderr lead assign --to ewa --query owner:tom
	[ -z "$output" ]
	[ "$stderr" = "tix assign: 5 tickets, and above 3 (bulk-ask) it wants --yes; nothing was changed" ]
	run -3 --separate-stderr lead assign --to bob --query owner:tom --yes
	[[ $stderr == "tix assign: no agent 'bob'; there are: "*ewa* ]]
	[ "$(dump)" = "$before" ]
	run -0 lead assign --to ewa --query owner:tom --yes --reason 'tom is ill'
	[ "$(line <<<"$output")" = "3 4 5 6 7" ]
	[ "$(ewa list mine --count)" = 5 ]
	[ "$(tom list mine --count)" = 0 ]
	run -0 tix show 5
	[[ $output == *"tom is ill"* ]]
}

# Idle for two days are, of the first line, those that were not reassigned.
@test "09:00 a view shows what nobody has touched since before the weekend" {
	clock 09:00
	run -0 lead list --view stale
	[ "$output" = "8		Move of the Sopot office
9		Sopot: desks
10		Sopot: sockets" ]
	run -1 lead list --view stale -e owner:ewa
}

@test "10:00 the move is off: its parts end with it, and come back with it" {
	clock 10:00
	run -0 --separate-stderr lead cancel --reason 'not this year' 8
	[ "$output" = 8 ]
	[ "$(tix list id:8,9,10 --tsv=state | line)" = \
		"cancelled cancelled cancelled" ]
	run -0 --separate-stderr lead undo --reason 'the board meets again'
	[ "$output" = 8 ]
	[ "$(tix list id:8,9,10 --tsv=state | line)" = "new new new" ]
	[ "$(figures cancelled,reopened,backlog)" = $'0\t0\t9' ]
	clock 10:30
	lead cancel --reason 'not this year, for good' 8
	[ "$(figures cancelled,reopened,backlog)" = $'3\t0\t6' ]
}

@test "11:00 those who were helped say how content they are" {
	clock 11:00
	run -0 lead rate 1 4 -m 'took a while'
	[ "$output" = 1 ]
	run -0 lead rate 2 5
	run -2 --separate-stderr lead rate 1 6
	run -4 --separate-stderr lead rate 3 5
	[ "$stderr" = "tix rate: ticket 3 is open: nothing to rate yet" ]
	run -0 lead list 'rating:..4 id:1..' --tsv=id,rating
	[ "$output" = $'1\t4' ]
	run -0 lead sql 'SELECT count(*), avg(rating) FROM v_ticket
		WHERE rating IS NOT NULL'
	[ "$output" = $'2\t4.5' ]
}

# Thursday, Friday, Monday at the hour at which it was resolved on Wednesday.
@test "15:00 on the third working day what is resolved is closed" {
	clock 14:59
	run -0 --separate-stderr tix escalate --due
	[ "$output$stderr" = "" ]
	clock 15:00
	run -0 --separate-stderr tix escalate --due
	[ "$output" = 1 ]
	[ "$(of 1 state,closed)" = $'closed\t2026-11-23T14:00:00Z' ]
	[ "$(of 2 state)" = resolved ]
}

@test "15:30 the spreadsheet gets every ticket and no formula" {
	clock 15:30
	lead list id:1.. --sort id --csv=id,requester,state,opened,effort,subject \
		>desk.csv
	python3 - <<-'END'
		import csv
		rows = list(csv.reader(open("desk.csv", newline="")))
		assert rows[0] == "id requester state opened effort subject".split()
		assert [int(r[0]) for r in rows[1:]] == list(range(1, 12))
		assert all(c[:1] not in tuple("=+-@") for r in rows for c in r), rows
		last = dict(zip(rows[0], rows[11]))
		assert last["requester"] == "'+48 600"
		assert last["subject"] == '\'=HYPERLINK("http://example.org","win")'
		assert last["opened"] == "2026-11-20T10:00:00Z"
	END
}

# The lines of her crontab, run by sh as cron does: no terminal, nobody to ask.
@test "16:00 what cron does for her says nothing where nothing is to do" {
	clock 16:00
	cat >sweep <<-'END'
		set -eu
		tix list 'level:L1 age:3d..' -e >aged || exit 0
		tix escalate --reason aged - <aged | tix tag --add aged |
		    tix note -m 'weekly sweep'
	END
	run -0 sh sweep </dev/null
	[ "$(line <<<"$output")" = "3 4 5 6 7" ]
	[ "$(tix list tags:aged --tsv=level,owner | sort -u)" = $'L2\t' ]
	run -0 --separate-stderr sh sweep </dev/null
	[ "$output$stderr" = "" ]
	[ "$(figures escalated,backlog)" = $'5\t6' ]
	run -0 sh -c 'tix report summary --since today | head -n 1' </dev/null
	[[ $output == "Summary from 2026-11-23 00:00 to "*", Europe/Warsaw" ]]
}

# A copy is cut, never the desk in use.
@test "17:00 the new anchor finds a history that was cut behind her back" {
	clock 17:00
	lead fsck --head >monday.head
	[ "$(cut -d : -f 1 monday.head)" -gt "$(cut -d : -f 1 friday.head)" ]
	run -0 lead fsck -q --expect "$(cat monday.head)"
	mkdir -m 700 cut
	lead export -o cut/all.jsonl
	head=$(cat monday.head)
	export TIX_DB=$PWD/cut/tix.db
	tix init -q
	tix import -q cut/all.jsonl
	run -0 lead fsck -q --expect "$head"
	sqlite3 "$TIX_DB" >/dev/null <<-'END'
		CREATE TEMP TABLE name AS SELECT name FROM sqlite_schema
		    WHERE type = 'trigger' AND tbl_name = 'event';
		.mode list
		.once cut/drop.sql
		SELECT 'DROP TRIGGER ' || name || ';' FROM name;
		.read cut/drop.sql
		DELETE FROM event WHERE seq = (SELECT max(seq) FROM event);
	END
	run -1 --separate-stderr lead fsck --expect "$head"
	[[ $stderr == *"the history was cut or rewritten"* ]]
}

@test "17:30 the desk is sound, and what is left is as counted by hand" {
	clock 17:30
	run -0 lead list --count --group state id:1..
	[ "$(sort <<<"$output")" = "cancelled	3
closed	1
new	1
open	5
resolved	1" ]
	sound
}
