# Tickets replayed under another policy, on one core.
# shellcheck shell=sh disable=SC2154,SC2016

desk=$work/desk/tix.db
mkdir -p "$work/desk"
"$B/bin/tix-init" -q --db "$desk" || die "tix init failed"
# Neither placed nor urgent, so that the rules have all to do.
grep -vE '^(queue|priority|state|resolved|closed) ' "$here/tickets.map" \
	>"$work/bare.map"
python3 "$here/make_tickets.py" csv "$REPLAYED" live >"$work/tickets.csv" ||
	die "no tickets"
"$B/bin/tix-import" -q --db "$desk" --map "$work/bare.map" \
	"$work/tickets.csv" >"$work/ids" || die "tix import failed"
"$B/bin/tix-desk" show --db "$desk" |
	sed 's/^category network .*/category network { queue = servers }/' \
		>"$work/new.conf"

one_core=
if has taskset && taskset -c 0 true 2>/dev/null; then
	one_core='taskset -c 0'
fi
settle
# shellcheck disable=SC2086 # words are meant
$one_core "$B/bench/spawn" once -- sh -c '"$@" >"$0"; [ $? -eq 1 ]' \
	"$work/moved" "$B/bin/tix-route" -q --db "$desk" --tsv=id,queue_to \
	--backtest "$work/new.conf" >"$work/once" || die "the backtest failed"
awk -F '\t' '$2 != "servers" { exit 1 }' "$work/moved" ||
	die "a ticket went where none should"
[ -s "$work/moved" ] || die "no ticket went elsewhere"
figure "backtest, tickets a second" \
	"$(awk -v n="$REPLAYED" '{ printf "%.0f", n / $1 * 1e6 }' "$work/once")" \
	50000 least "tix route --backtest new.conf ($REPLAYED tickets)"
figure "backtest, MiB of memory" \
	"$(awk '{ printf "%.1f", $3 / 1024 }' "$work/once")" \
	64 most "tix route --backtest new.conf ($REPLAYED tickets)"
