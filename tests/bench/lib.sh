# Functions of the bench; read by run.sh.
# shellcheck shell=sh disable=SC2154,SC2016

die() {
	echo "bench: $*" >&2
	exit 1
}

has() {
	command -v "$1" >/dev/null 2>&1
}

# figure NAME VALUE BOUND most|least COMMAND: one line, and one of the table.
figure() {
	mark=
	if [ -z "${SMOKE:-}" ] && awk -v v="$2" -v b="$3" -v how="$4" 'BEGIN {
		exit !(how == "most" ? v + 0 > b + 0 : v + 0 < b + 0) }'; then
		mark=', missed'
	fi
	printf '%s: %s  (at %s %s%s)  [%s]\n' "$1" "$2" "$4" "$3" "$mark" "$5"
	printf '| %s | %s | at %s %s%s | `%s` |\n' "$1" "$2" "$4" "$3" \
	    "$mark" "$5" >>"$table"
}

# What cannot be measured here is said, not passed over.
unmeasured() {
	printf '%s: not measured: %s\n' "$1" "$2"
	printf '| %s | not measured: %s | | |\n' "$1" "$2" >>"$table"
}

# race -- NAME PROGRAM ARG... [-- NAME PROGRAM ARG...]...
race() {
	"$B/bench/spawn" race "$ROUNDS" "$@" >"$work/race" ||
		die "a program of the race failed"
}

# ratio A B: the median of A over that of B, in the last race.
ratio() {
	awk -v a="$1" -v b="$2" '$1 == a { x = $2 } $1 == b { y = $2 }
		END { printf "%.3g\n", x / y }' "$work/race"
}

# What the medians were, below the figure that came of them.
medians() {
	awk '{ printf "    %-16s %8.2f ms median, %.2f ms in 99 of 100\n",
		$1, $2 / 1000, $3 / 1000 }' "$work/race"
}

# new_desk FILE [TICKETS [live]]: a desk, with as many of make_tickets.py.
new_desk() {
	mkdir -p "$(dirname "$1")"
	"$B/bin/tix-init" -q --db "$1" || die "tix init failed"
	[ "${2:-0}" -gt 0 ] || return 0
	desk_file=$1
	shift
	python3 "$here/make_tickets.py" csv "$@" >"$work/tickets.csv" ||
		die "no tickets"
	"$B/bin/tix-import" -q --db "$desk_file" --map "$here/tickets.map" \
	    "$work/tickets.csv" >"$work/ids" || die "tix import failed"
	[ "$(wc -l <"$work/ids")" -eq "$1" ] || die "not all tickets came in"
	rm -f "$work/ids" "$work/tickets.csv"
}

# Pages that wait to be written would be paid for by whoever syncs next.
settle() {
	sync
}
