# The same with many tickets in the file as with a hundred.
# shellcheck shell=sh disable=SC2154,SC2153

few=$work/few/tix.db
many=$work/many/tix.db
new_desk "$few" 100
new_desk "$many" "$MANY"
settle

# grown NAME BOUND PROGRAM ARG...
grown() {
	name=$1
	bound=$2
	program=$3
	shift 3
	if [ ! -x "$B/bin/$program" ]; then
		unmeasured "$name" "no $program"
		return
	fi
	race -- few "$B/bin/$program" --db "$few" "$@" \
	    -- many "$B/bin/$program" --db "$many" "$@"
	figure "$name, $MANY tickets over 100" "$(ratio many few)" "$bound" \
	    most "tix ${program#tix-} $*"
	medians
}

grown 'open' 1.2 tix-open Printer on fire
grown 'show' 1.2 tix-show 77
grown 'list' 1.5 tix-list -q --limit 50 state:open queue:network

# One change of each ticket after the other is taken back: what undo costs grows
# with the events of the ticket, and with nothing else.
for desk_file in "$few" "$many"; do
	for _ in 1 2 3; do
		seq 100 | "$B/bin/tix-note" -q --db "$desk_file" -m word \
		    >"$work/noted" || die "tix note failed"
	done
done
cat >"$work/undo" <<-'EOF'
	#!/bin/sh
	# undo PROGRAM FILE: by turns, tickets 1 to 100
	read -r n <"$2.turn"
	n=$((n % 100 + 1))
	echo "$n" >"$2.turn"
	exec "$1" --db "$2" "$n"
EOF
chmod +x "$work/undo"
echo 0 >"$few.turn"
echo 0 >"$many.turn"
settle
race -- few "$work/undo" "$B/bin/tix-undo" "$few" \
    -- many "$work/undo" "$B/bin/tix-undo" "$many"
figure "undo, $MANY tickets over 100" "$(ratio many few)" 1.2 most \
    'tix undo TICKET, one after the other'
medians
