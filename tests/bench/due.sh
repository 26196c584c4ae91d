# A sweep with a hundred due among many tickets, and among a thousand.
# shellcheck shell=sh disable=SC2154,SC2153

# Every promise warns at many places, so that the same hundred are due again
# and again, and nobody is told: what is measured is not a hook.
cat >"$work/due.conf" <<'EOF'
name = "due"
level L1 { queue = network }
queue network { level = L1 }
calendar office {
  timezone = "Europe/Paris"
  hours = { "Mon-Fri 09:00-17:00" }
}
sla soon {
  calendar = office
  target resolve {
    P1 = 100h  P2 = 100h  P3 = 100h  P4 = 100h  P5 = 100h
    warn = { 5%, 10%, 15%, 20%, 25%, 30%, 35%, 40%, 45%, 50%,
             55%, 60%, 65%, 70%, 75%, 80% }
  }
}
sla late {
  calendar = office
  target resolve {
    P1 = 8000h  P2 = 8000h  P3 = 8000h  P4 = 8000h  P5 = 8000h
  }
}
default { level = L1  queue = network }
EOF
{
	cat "$here/tickets.map"
	echo 'agreement = {promise}'
} >"$work/due.map"

# due_desk FILE TICKETS: all live and of one morning, a hundred of them soon.
due_desk() {
	mkdir -p "$(dirname "$1")"
	"$B/bin/tix-init" -q --db "$1" --desk "$work/due.conf" \
	    --now 2023-01-01T00:00:00Z || die "tix init failed"
	python3 "$here/make_tickets.py" csv "$2" live | awk -F, -v OFS=, \
	    -v step="$(($2 / 100))" '
		NR == 1 { print $0, "promise"; next }
		{ $2 = "2024-06-03T07:00:00Z"; $4 = "network"
		  print $0, (NR - 2) % step == 0 ? "soon" : "late" }' \
	    >"$work/tickets.csv" || die "no tickets"
	"$B/bin/tix-import" -q --db "$1" --map "$work/due.map" \
	    "$work/tickets.csv" >"$work/ids" || die "tix import failed"
	rm -f "$work/ids" "$work/tickets.csv"
	echo 0 >"$1.turn"
}

few=$work/few/tix.db
many=$work/many/tix.db
due_desk "$few" 1000
due_desk "$many" "$MANY"
settle

# A twentieth of a hundred hours is five, in an office of eight a day.
cat >"$work/sweep" <<'EOF'
#!/bin/sh
# sweep PROGRAM FILE: by turns, as each threshold is reached
read -r n <"$2.turn"
n=$((n + 1))
echo "$n" >"$2.turn"
h=$((n * 5))
d=$((h / 8))
at=$(date -u -d "2024-06-03T07:00:00Z + $((d / 5 * 7 + d % 5)) days \
    + $((h % 8)) hours + 1 second" +%FT%TZ)
exec "$1" --db "$2" --due --now "$at"
EOF
chmod +x "$work/sweep"
was=$ROUNDS
ROUNDS=15
race -- few "$work/sweep" "$B/bin/tix-escalate" "$few" \
    -- many "$work/sweep" "$B/bin/tix-escalate" "$many"
ROUNDS=$was
done_of() {
	"$B/bin/tix-log" --db "$1" --tsv=kind | grep -c warned
}
for desk_file in "$few" "$many"; do
	[ "$(done_of "$desk_file")" -ge 1500 ] || die "not a hundred each time"
done
figure "a sweep with 100 due, among $MANY tickets over 1000" \
    "$(ratio many few)" 1.5 most 'tix escalate --due'
medians
