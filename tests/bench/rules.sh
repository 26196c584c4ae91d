# A thousand rules: what they cost one ticket, and those who do not route.
# shellcheck shell=sh disable=SC2154

tickets=$((SOME < 1000 ? SOME : 1000))
for n in 10 1000; do
	python3 "$here/make_rules.py" "$top/lib/store/builtin.desk" "$n" \
	    >"$work/$n.desk" || die "no rules"
	mkdir -p "$work/rules$n"
	"$B/bin/tix-init" -q --db "$work/rules$n/tix.db" \
	    --desk "$work/$n.desk" || die "tix init failed"
	for i in $(seq "$tickets"); do echo "Printer $i on fire"; done |
		while read -r subject; do
			"$B/bin/tix-open" --db "$work/rules$n/tix.db" "$subject"
		done >"$work/ids$n" || die "tix open failed"
done

few=$work/rules10/tix.db
many=$work/rules1000/tix.db
settle
race -- few "$B/bin/tix-open" --db "$few" Printer on fire \
    -- many "$B/bin/tix-open" --db "$many" Printer on fire
figure 'a ticket under 1,000 rules, over one under 10' \
    "$(ratio many few)" 2 most 'tix open Printer on fire'
medians

settle
race -- few "$B/bin/tix-show" --db "$few" 1 \
    -- many "$B/bin/tix-show" --db "$many" 1
figure 'tix show under 1,000 rules, over one under 10' \
    "$(ratio many few)" 1.1 most 'tix show 1'
medians

# All that one more ticket costs: read, tried against each rule, answered.
rounds=$ROUNDS
ROUNDS=$((ROUNDS < 20 ? ROUNDS : 20))
# shellcheck disable=SC2046 # ids
race -- one "$B/bin/tix-route" --db "$many" --again 1 \
    -- all "$B/bin/tix-route" --db "$many" --again --yes $(cat "$work/ids1000")
ROUNDS=$rounds
figure 'routing one ticket by 1,000 rules, ms' "$(awk -v n="$tickets" '
	{ t[$1] = $2 } END { printf "%.3g\n",
	(t["all"] - t["one"]) / (n - 1) / 1000 }' "$work/race")" 1 most \
    'tix route --again --yes 1 2 3 ... 1000'
medians

# A policy of a thousand rules and two hundred people, proved and stored.
{
	echo 'team desk { level = L1 }'
	for i in $(seq 200); do
		echo "agent a$i { team = desk  skills = { \"s$i:2\" } }"
	done
	for i in $(seq 1000); do
		echo "rule r$i { subject = 'word$i|[0-9]+x$i'  set_queue = network }"
	done
} >"$work/more.conf"
cat "$top/lib/desks/standard.conf" "$work/more.conf" >"$work/policy.conf"
"$B/bench/spawn" once -- "$B/bin/tix-desk" apply -q --db "$few" \
    "$work/policy.conf" >"$work/once" || die "tix desk apply failed"
figure 'apply of 1,000 rules and 200 agents, seconds' \
    "$(awk '{ printf "%.3f", $1 / 1e6 }' "$work/once")" 1 most \
    'tix desk apply policy.conf'
