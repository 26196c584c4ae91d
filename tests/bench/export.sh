# The whole history of a desk into a file, beside the engine's own dump of it.
# shellcheck shell=sh disable=SC2154,SC2153

desk=$work/desk/tix.db
new_desk "$desk" $((MANY / 5))
events=$(sqlite3 -readonly "$desk" 'SELECT count(*) FROM event')
[ "$events" -gt $((MANY / 5)) ] || die "only $events events"
settle

# Each three times; the median counts.
: >"$work/exports"
: >"$work/dumps"
for _ in 1 2 3; do
	"$B/bench/spawn" once -- "$B/bin/tix-export" -q --db "$desk" \
	    -o "$work/export" >>"$work/exports" || die "tix export failed"
	"$B/bench/spawn" once -- sqlite3 -readonly "$desk" \
	    ".output $work/dump" .dump >>"$work/dumps" ||
		die "the dump failed"
done
[ "$(grep -c '^{"tix":"event"' "$work/export")" -eq "$events" ] ||
	die "events were lost"

# median FIELD FILE
median() {
	sort -n -k "$1,$1" "$2" | awk -v f="$1" 'NR == 2 { print $f }'
}

figure "export, events a second" \
    "$(awk -v n="$events" -v t="$(median 1 "$work/exports")" \
	'BEGIN { printf "%.0f", n / t * 1e6 }')" \
    100000 least "tix export -o FILE ($events events)"
figure "export beside the engine's dump" \
    "$(awk -v a="$(median 1 "$work/exports")" \
	-v b="$(median 1 "$work/dumps")" 'BEGIN { printf "%.2f", a / b }')" \
    2 most 'tix export -o FILE / sqlite3 DESK .dump'
figure "export, MiB of memory" \
    "$(awk -v m="$(median 3 "$work/exports")" \
	'BEGIN { printf "%.1f", m / 1024 }')" \
    32 most "tix export -o FILE ($events events)"
