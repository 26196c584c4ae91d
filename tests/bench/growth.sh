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
