# Beside two that keep tickets in a file too, with the same tickets.
# shellcheck shell=sh disable=SC2154

desk=$work/desk/tix.db
new_desk "$desk" "$SOME" live
listed='state:open queue:network'

# beside PEER WHAT BOUND COMMAND: tell of the last race.
beside() {
	figure "$2 beside $1, $SOME tickets" "$(ratio tix "$1")" "$3" most "$4"
	medians
}

with_task() {
	TASKDATA=$work/task
	TASKRC=$work/taskrc
	export TASKDATA TASKRC
	mkdir -p "$TASKDATA"
	printf 'data.location=%s\nconfirmation=no\nverbose=nothing\nnews.version=99\n' \
	    "$TASKDATA" >"$TASKRC"
	python3 "$here/make_tickets.py" task "$SOME" live >"$work/task.json"
	task import "$work/task.json" >/dev/null 2>&1 || die "task import failed"
	settle
	race -- tix "$B/bin/tix-open" --db "$desk" Printer on fire \
	    -- task task add project:network Printer on fire
	beside task create 0.05 \
	    'tix open Printer on fire / task add ...'
	race -- tix "$B/bin/tix-list" -q --db "$desk" --limit 50 "$listed" \
	    -- task task project:network limit:50 list
	beside task list 0.02 \
	    'tix list state:open queue:network --limit 50 / task project:network limit:50 list'
	race -- tix "$B/bin/tix-list" -q --db "$desk" --limit 50 beamer \
	    -- task task /beamer/ limit:50 all
	beside task search 0.02 \
	    'tix list beamer --limit 50 / task /beamer/ limit:50 all'
}

# Each by the command: rows put into its table would lack the artifacts that a
# ticket is made of, and that the next one is added to.
fill_fossil() {
	while IFS='	' read -r state queue subject body; do
		fossil ticket add -R "$repo" title "$subject" \
		    status "$state" subsystem "$queue" type Incident \
		    comment "$body" >/dev/null </dev/null || return 1
	done
}

with_fossil() {
	repo=$work/fossil/desk.fossil
	FOSSIL_HOME=$work/fossil
	USER=bench
	export FOSSIL_HOME USER
	mkdir -p "$FOSSIL_HOME"
	fossil new "$repo" >/dev/null 2>&1 || die "fossil new failed"
	python3 "$here/make_tickets.py" fossil "$SOME" live |
		fill_fossil || die "fossil ticket add failed"
	settle
	race -- tix "$B/bin/tix-open" --db "$desk" Printer on fire \
	    -- fossil fossil ticket add -R "$repo" title 'Printer on fire' \
	    status open subsystem network
	beside fossil create 0.25 \
	    'tix open Printer on fire / fossil ticket add ...'
	race -- tix "$B/bin/tix-list" -q --db "$desk" --limit 50 "$listed" \
	    -- fossil fossil ticket show 0 \
	    "status = 'open' AND subsystem = 'network'" -R "$repo"
	beside fossil list 0.333 \
	    'tix list state:open queue:network --limit 50 / fossil ticket show 0 FILTER'
	race -- tix "$B/bin/tix-list" -q --db "$desk" --limit 50 beamer \
	    -- fossil fossil ticket show 0 "title LIKE '%beamer%'" -R "$repo"
	beside fossil search 0.333 \
	    'tix list beamer --limit 50 / fossil ticket show 0 FILTER'
}

# These two are slow: fewer rounds are enough.
rounds=$ROUNDS
[ "$ROUNDS" -le 50 ] || ROUNDS=50
if has task; then
	with_task
else
	unmeasured 'beside taskwarrior' 'it is not installed'
fi
if has fossil; then
	with_fossil
else
	unmeasured 'beside fossil' 'it is not installed'
fi
ROUNDS=$rounds
