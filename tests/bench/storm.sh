# Many processes at once, each opening ticket after ticket.
# shellcheck shell=sh disable=SC2154

desk=$work/desk/tix.db
new_desk "$desk"
settle
all=$((WORKERS * EACH))
"$B/bench/spawn" storm "$WORKERS" "$EACH" "$work/ids" -- \
    "$B/bin/tix-open" --db "$desk" Printer on fire >"$work/storm" ||
	die "the storm failed"
"$B/bench/spawn" storm "$WORKERS" "$EACH" /dev/null -- true >"$work/calm" ||
	die "the calm failed"
read -r wall longest failed <"$work/storm"
read -r floor _ _ <"$work/calm"

[ "$failed" -eq 0 ] || die "$failed of $all opens failed"
[ "$(sort -u "$work/ids" | wc -l)" -eq "$all" ] ||
	die "not $all ids, or one twice"
[ "$(sqlite3 "$desk" 'SELECT count(*) FROM ticket')" -eq "$all" ] ||
	die "not $all tickets"
if [ -x "$B/bin/tix-fsck" ]; then
	"$B/bin/tix-fsck" -q --db "$desk" || die "tix fsck complains"
fi

figure "$WORKERS at once, $EACH tickets each, over nothing" \
    "$(awk -v a="$wall" -v b="$floor" 'BEGIN { printf "%.3g", a / b }')" \
    5 most 'tix open Printer on fire / true'
figure "$WORKERS at once, longest wait, seconds" \
    "$(awk -v a="$longest" 'BEGIN { printf "%.2f", a / 1e6 }')" \
    1 most 'tix open Printer on fire'
