# Two real desks' histories: what tix makes of them against a count of the
# CSV itself.  Runs where DATA names the folder of the samples.

load ../lib/common

setup() {
	desk
	case $DATA in
	/*) ;;
	*) DATA=$ROOT/$DATA ;;
	esac
	now=$DATA/incidents/servicenow_sample.csv
	vinst=$DATA/incidents/volvo_sample.csv
}

# The report of a period against the count: map file since until
holds() {
	tix report summary --json --since "$3T00:00:00Z" \
		--until "$4T00:00:00Z" >report.json
	run -0 python3 "$ROOT/tests/pipe/samples_oracle.py" "$@" <report.json
	[[ "$output" = *", 0 differ" ]]
}

# Rows of a CSV file, counted by sqlite3: file query
counted() {
	sqlite3 :memory: '.mode csv' ".import '$1' t" '.mode list' "$2"
}

@test "a ServiceNow desk's 2,493 incidents come in, once" {
	run -0 --separate-stderr tix import --map servicenow "$now"
	[ "${#lines[@]}" = 2493 ]
	[ "${#lines[@]}" = "$(counted "$now" 'SELECT count(DISTINCT number) FROM t')" ]
	[ "$stderr" = "tix import: 2,493 tickets, 13,746 rows: 2,493 opened, 0 changed, by 13,746 new rows" ]
	run -0 --separate-stderr tix import --map servicenow "$now"
	[ "$output" = "" ]
	[ "$stderr" = "tix import: 2,493 tickets, 13,746 rows: nothing new" ]
	sound
}

@test "a VINST desk's 653 incidents come in, once" {
	run -0 --separate-stderr tix import --map vinst "$vinst"
	[ "${#lines[@]}" = 653 ]
	[ "$stderr" = "tix import: 653 tickets, 5,846 rows: 653 opened, 0 changed, by 5,846 new rows" ]
	run -0 --separate-stderr tix import --map vinst "$vinst"
	[ "$output" = "" ]
	[ "$stderr" = "tix import: 653 tickets, 5,846 rows: nothing new" ]
	sound
}

@test "the report states what a count of the ServiceNow rows gives" {
	tix import -q --map servicenow "$now" >ids
	holds servicenow "$now" 2016-01-01 2017-01-01
	holds servicenow "$now" 2016-03-01 2016-04-01
	holds servicenow "$now" 2016-05-10 2016-05-11
	holds servicenow "$now" 2016-01-01 2016-03-24
}

@test "the report states what a count of the VINST rows gives" {
	tix import -q --map vinst "$vinst" >ids
	holds vinst "$vinst" 2010-01-01 2013-01-01
	holds vinst "$vinst" 2012-05-01 2012-06-01
	holds vinst "$vinst" 2012-05-07 2012-05-08
}

@test "each ticket has the last word of its rows" {
	tix import -q --map servicenow "$now" >ids
	counted "$now" "SELECT 'servicenow:' || number || char(9) ||
		lower(incident_state) || char(9) || substr(priority, 1, 1) ||
		char(9) || replace(assignment_group, '?', '') || char(9) ||
		replace(assigned_to, '?', '') FROM (SELECT *, row_number() OVER
		(PARTITION BY number ORDER BY sys_mod_count + 0 DESC) AS n
		FROM t) WHERE n = 1 ORDER BY number" >want
	tix list --tsv=key,state,priority,team,owner --limit 0 \
		'source:servicenow' | LC_ALL=C sort >have
	cmp want have
}

@test "a history in pieces, and in no order, comes to the same desk" {
	tix import -q --map servicenow "$now" >ids
	columns=key,state,waiting_on,team,owner,category,requester,priority,opened,resolved,closed
	tix list --tsv=$columns --limit 0 'source:servicenow' | sort >one
	rm -f tix.db*
	tix init -q
	for part in 3 2 1; do
		{
			head -n 1 "$now"
			sed 1d "$now" | awk -v p=$part 'NR % 3 + 1 >= p' | tac
		} >part.csv
		tix import -q --map servicenow part.csv >ids
	done
	tix list --tsv=$columns --limit 0 'source:servicenow' | sort >two
	cmp one two
	sound
}
