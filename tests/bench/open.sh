# One durable ticket by a process of its own, nobody else holding the file.
# shellcheck shell=sh disable=SC2154

desk=$work/desk/tix.db
copy=$work/copy/tix.db
new_desk "$desk"
mkdir -p "$work/copy"
sqlite3 "$desk" "VACUUM INTO '$copy'" || die "no copy of the desk"
[ "$(sqlite3 "$copy" 'PRAGMA journal_mode = WAL')" = wal ] || die "no log"

# The row that tix open makes; it makes an event and sums as well.
insert="PRAGMA synchronous = FULL;
INSERT INTO ticket (subject, kind, state, level, queue, impact, urgency,
	priority, priority_source, count, opened, updated)
VALUES ('Printer on fire', 'incident', 'new', 'L1', 'helpdesk', 2, 2, 3,
	'matrix', 1, 1767225600000000, 1767225600000000)"

settle
race -- tix-open "$B/bin/tix-open" --db "$desk" Printer on fire \
    -- sqlite3 sqlite3 "$copy" "$insert" \
    -- true true
figure 'one ticket, over sqlite3' "$(ratio tix-open sqlite3)" 0.75 most \
    "tix open Printer on fire / sqlite3 COPY 'INSERT ...'"
figure 'one ticket, over nothing' "$(ratio tix-open true)" 5 most \
    'tix open Printer on fire / true'
medians

# The log is recycled once in many opens: that one is not the typical one.
calls() {
	strace -f -c -o "$work/calls" "$B/bin/tix-open" --db "$desk" a >/dev/null ||
		return 1
	awk -v which="$1" '$NF ~ which { n += $4 } END { print n + 0 }' \
	    "$work/calls"
}

typical() {
	for _ in 1 2 3 4 5; do calls "$1" || return 1; done | sort -n | sed -n 3p
}

if has strace && calls . >/dev/null 2>&1; then
	figure 'syncs of a ticket' "$(typical '^(f|fdata)?sync')" 2 most \
	    'strace -f -c tix open Printer on fire'
	figure 'unlinks of a ticket' "$(typical '^unlink')" 0 most \
	    'strace -f -c tix open Printer on fire'
else
	unmeasured 'syncs of a ticket' 'no strace here'
fi
