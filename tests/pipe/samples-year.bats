# A year of a real desk's history under an agreement: what is told of breaches
# in one place is told in all.  Runs where DATA names the folder of the samples.

load ../lib/common

setup() {
	bare
	case $DATA in
	/*) ;;
	*) DATA=$ROOT/$DATA ;;
	esac
	history=$DATA/incidents/servicenow_sample.csv
	cat >year.conf <<-'EOF'
		name = "year"
		level L1 { queue = service-desk }
		queue service-desk { level = L1 }
		calendar office {
		  timezone = "Australia/Sydney"
		  hours = { "Mon-Fri 08:00-18:00" }
		}
		sla standard {
		  calendar = office
		  target first-response { P1 = 1h P2 = 2h P3 = 4h P4 = 8h }
		  target resolve { P1 = 4h P2 = 8h P3 = 24h P4 = 40h }
		}
		default { level = L1 queue = service-desk }
	EOF
	# The map that ships, and the promise that all were given.
	{
		cat "$ROOT/lib/maps/servicenow.map"
		printf '\nagreement = {made_sla}\n\t* -> standard\n'
	} >year.map
	tix init -q --desk year.conf --now 2016-01-01T00:00:00Z
	tix import -q --map ./year.map --zone Australia/Sydney "$history" >ids
	tix escalate -q --due --now 2017-06-01T00:00:00Z >swept 2>words
}

# Tickets and clocks that broke, as the events, the explanations and the list
# have them: "TICKET CLOCK".
of_events() {
	tix log --jsonl=ticket,kind,data | python3 -c '
import json, sys
for line in sys.stdin:
    e = json.loads(line)
    if e["kind"] == "breached":
        print(e["ticket"], e["data"]["clock"])' | LC_ALL=C sort
}

of_explanations() {
	tix sla explain --jsonl=ticket,clock,state - <ids | python3 -c '
import json, sys
print("\n".join({"%d %s" % (c["ticket"], c["clock"])
    for c in map(json.loads, sys.stdin) if c["state"] == "breached"}))' |
		LC_ALL=C sort
}

@test "events, explanations, the list and the report have the same breaches" {
	of_events >events
	of_explanations >explained
	[ "$(wc -l <events)" -gt 500 ]
	[ -z "$(uniq -d events)" ]
	cmp events explained
	cut -d ' ' -f 1 events | LC_ALL=C sort -u >tickets
	tix list --tsv=id --limit 0 breached | LC_ALL=C sort >listed
	cmp tickets listed
	run -0 tix report summary --tsv=group,breached \
		--since 2016-01-01 --until 2018-01-01
	[ "$(awk '$1 == "all" { print $2 }' <<<"$output")" = "$(wc -l <events)" ]
	[ "$(awk '$1 == "priority" { n += $2 } END { print n }' \
		<<<"$output")" = "$(wc -l <events)" ]
	sound
}

@test "what is long over is noted as late, and nobody is told of it" {
	[ "$(cat words)" = "" ]
	run -0 tix notify list --state all
	[ "$output" = "" ]
	run -0 tix escalate --due --now 2017-07-01T00:00:00Z
	[ "$output" = "" ]
}

@test "tickets that never waited, nor changed priority, are late as a count of their office hours says" {
	of_events | sed -n 's, standard/resolve$,,p' >late
	run -0 python3 "$ROOT/tests/pipe/year_oracle.py" "$history" late \
		< <(tix list --tsv=id,key --limit 0 'source:servicenow')
	echo "$output"
	[[ $output = *", 0 differ" ]]
}
