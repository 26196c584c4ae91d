# A sample desk against a real one.  Runs where DATA names the folder of the
# samples.

load ../lib/common

setup() {
	bare
	case $DATA in
	/*) ;;
	*) DATA=$ROOT/$DATA ;;
	esac
	now=$DATA/incidents/servicenow_sample.csv
}

@test "the desk of three steps gives the priority of each ServiceNow row" {
	tix init -q --desk "$ROOT/lib/desks/servicenow.conf"
	# "2 - Medium": the digit, for each row of the export.
	sqlite3 -separator $'\t' :memory: '.mode csv' ".import '$now' t" \
		'.mode tabs' 'SELECT substr(impact, 1, 1),
		substr(urgency, 1, 1), substr(priority, 1, 1), count(*)
		FROM t GROUP BY 1, 2, 3' >pairs
	rows=0
	while IFS=$'\t' read -r impact urgency priority n; do
		id=$(tix open --impact "$impact" --urgency "$urgency" \
			x </dev/null)
		echo "$impact $urgency: $priority in $n rows"
		[ "$(of "$id" priority,priority_source)" = \
			"$priority"$'\t'matrix ]
		rows=$((rows + n))
	done <pairs
	[ "$rows" -eq 13746 ]
	[ "$(wc -l <pairs)" -gt 5 ]
}
