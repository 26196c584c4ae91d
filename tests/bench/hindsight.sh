# A list of the past beside one of the present: 300 tickets changed since.
# shellcheck shell=sh disable=SC2154,SC2153

desk=$work/then/tix.db
new_desk "$desk" $((SOME * 10))
sleep 1
past=$(date -u +%Y-%m-%dT%H:%M:%SZ)
sleep 1
"$B/bin/tix-list" -q --db "$desk" --limit 300 id:1.. --tsv=id |
	"$B/bin/tix-note" -q --db "$desk" -m 'since then' >/dev/null ||
	die "no notes"
settle
for option in --as-of --known; do
	race -- now "$B/bin/tix-list" --db "$desk" -q --limit 50 \
	    -- was "$B/bin/tix-list" --db "$desk" -q --limit 50 \
	    $option "$past"
	printf 'list %s over list, %s tickets: %s\n' $option $((SOME * 10)) \
	    "$(ratio was now)"
	medians
done
