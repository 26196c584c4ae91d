# tix merge: tickets that should have been one.

load ../lib/common

setup() {
	desk
	for subject in one two three four five; do
		tix open "$subject" --no-route
	done
}

@test "a merged ticket is done, and names the one that took it in" {
	run -0 --separate-stderr tix merge --into 2 --reason 'same fault' 1
	[ "$output" = 1 ]
	[ "$stderr" = "" ]
	[ "$(of 1 state,merged_into,resolved,closed)" = $'merged\t2\t\t' ]
	[ "$(of 2 state,merged_into)" = $'new\t' ]
	[[ $(tix log --tsv=what 1) = *"same fault"* ]]
	[ "$(tix log --tsv=kind 2)" = $'opened\nabsorbed' ]
	[ "$(tix list state:new..waiting --tsv=id --sort id)" = $'2\n3\n4\n5' ]
	sound
}

@test "merged already is done; into another is refused" {
	tix merge --into 2 1
	before=$(dump)
	run -0 tix merge --into 2 1
	[ "$output" = 1 ]
	run -0 tix merge --into 2 --changed 1
	[ "$output" = "" ]
	run -4 --separate-stderr tix merge --into 3 1
	[ "$stderr" = "tix merge: ticket 1 is merged into 2" ]
	run -4 --separate-stderr tix merge --into 1 3
	[ "$stderr" = "tix merge: ticket 1 is merged into 2" ]
	[ "$(dump)" = "$before" ]
}

@test "into what, itself, and what is not there" {
	run -2 --separate-stderr tix merge 1
	[ "$stderr" = "tix merge: into which? give --into" ]
	run -2 --separate-stderr tix merge --into 1 1
	[ "$stderr" = "tix merge: ticket 1 and itself" ]
	for bad in 9 0 x '' -1 99999999999999999999; do
		run -3 --separate-stderr tix merge "--into=$bad" 1
		[ "$stderr" = "tix merge: no ticket '$bad'" ]
	done
	run -3 --separate-stderr tix merge --into 2 9 1
	[ "$output" = 1 ]
	sound
}

@test "what is done is not merged, and takes nothing in" {
	tix resolve 1
	tix close 2
	tix cancel 3
	run -4 --separate-stderr tix merge --into 4 1 2 3
	[ "$stderr" = "tix merge: ticket 1 is resolved
tix merge: ticket 2 is closed
tix merge: ticket 3 is cancelled" ]
	while read -r into state; do
		run -4 --separate-stderr tix merge --into "$into" 4
		[ "$stderr" = "tix merge: ticket $into is $state; reopen it first" ]
	done <<-'END'
		1 resolved
		2 closed
		3 cancelled
	END
	[ "$(of 4 state)" = new ]
	tix reopen -r 'not solved' 1
	run -0 tix merge --into 1 4
	sound
}

@test "time worked is noted with the survivor" {
	tix merge --into 2 1
	for effort in 1h -1h; do
		run -4 --separate-stderr tix note -m x --effort "$effort" 1
		[ "$stderr" = "tix note: ticket 1 is merged into 2" ]
	done
	run -0 tix note -m x 1
	[ "$(of 1 effort)" = 0 ]
	sound
}

@test "those who want to hear of it want to hear of the survivor" {
	tix set --requester ann --set watchers='ewa jan' 1
	tix set --requester bob --set watchers='jan tom' 2
	tix merge --into 2 1
	[ "$(of 2 watchers,requester)" = $'ann ewa jan tom\tbob' ]
	[ "$(of 1 watchers,requester)" = $'ewa jan\tann' ]
	tix set --requester bob 3
	tix merge --into 2 3
	[ "$(of 2 watchers)" = 'ann ewa jan tom' ]
	tix set --requester 'Ann of the hall' 4
	tix merge --into 2 4
	[ "$(of 2 watchers)" = 'ann ewa jan tom' ]
	sound
}

@test "the time worked goes over, and the sum stays" {
	tix note --effort 90m -m a 1
	tix note --effort 20m -m b 2
	tix merge --into 2 1
	[ "$(of 1 effort)" = 0 ]
	[ "$(of 2 effort)" = 6600 ]
	tix note --effort 5m -m 'came late' 2
	tix undo 1
	[ "$(of 1 effort)" = 5400 ]
	[ "$(of 2 effort)" = 1500 ]
	sound
}

@test "what was linked to it is linked to the survivor" {
	tix link --blocks 3 1
	tix link --parent 1 4
	tix link --relates 2 1
	tix link --parent 5 1
	tix merge --into 2 1
	[ "$(of 1 links,parent)" = $'\t' ]
	[ "$(of 2 links,parent)" = $'blocks:3 child:4 parent:5\t5' ]
	[ "$(of 3 links)" = blocked-by:2 ]
	[ "$(of 4 links,parent)" = $'parent:2\t2' ]
	[ "$(of 5 links)" = child:2 ]
	tix undo 1
	[ "$(of 1 links)" = 'blocks:3 child:4 parent:5 relates:2' ]
	[ "$(of 2 links,parent)" = $'relates:1\t' ]
	[ "$(of 4 links,parent)" = $'parent:1\t1' ]
	sound
}

@test "a survivor keeps its own parent and its own master" {
	tix link --parent 3 1
	tix link --parent 4 2
	tix link --duplicates 5 1
	tix link --duplicates 4 2
	tix merge --into 2 1
	[ "$(of 2 links)" = 'duplicates:4 parent:4' ]
	[ "$(of 3 links)$(of 5 links)" = "" ]
	sound
}

@test "the same link of both is one" {
	tix link --relates 3 1 2
	tix link --blocks 3 1 2
	tix merge --into 2 1
	[ "$(of 2 links)" = 'blocks:3 relates:3' ]
	[ "$(of 3 links)" = 'blocked-by:2 relates:2' ]
	tix undo 2
	[ "$(of 3 links)" = 'blocked-by:1 blocked-by:2 relates:1 relates:2' ]
	sound
}

@test "two that a chain joins by way of others are not made one" {
	for name in parent blocks caused-by recurs duplicates; do
		tix link "--$name" 3 1
		tix link "--$name" 2 3
		for pair in '1 2' '2 1'; do
			read -r from into <<<"$pair"
			run -4 --separate-stderr tix merge --into "$into" "$from"
			[[ $stderr = *"that would be a ring" ]]
		done
		tix link "--$name" 3 --remove 1
		tix link "--$name" 2 --remove 3
	done
	tix link --parent 2 1
	run -0 tix merge --into 2 1
	[ "$(of 2 links)" = "" ]
	tix link --relates 3 2
	tix link --relates 4 3
	run -0 tix merge --into 4 2
	sound
}

@test "a merge of a merge: the last that took in has it all" {
	tix note --effort 10m -m a 1
	tix note --effort 20m -m b 2
	tix set --requester ann 1
	tix merge --into 2 1
	tix merge --into 3 2
	[ "$(of 3 effort,watchers)" = $'1800\tann' ]
	[ "$(of 1 state,merged_into)" = $'merged\t2' ]
	[ "$(of 2 state,merged_into)" = $'merged\t3' ]
	sound
}

@test "merges are taken apart from the last to the first" {
	tix note --effort 10m -m a 1
	tix merge --into 2 1
	tix merge --into 3 2
	run -4 --separate-stderr tix undo 1
	[[ $stderr = "tix undo: event "*" (merged) came after event "*" (absorbed): take that back first" ]]
	tix undo 2
	tix undo 1
	[ "$(tix list id:1..3 --tsv=state,effort --sort id)" = \
	    $'new\t600\nnew\t0\nnew\t0' ]
	sound
}

@test "nothing that came before a merge is taken back while it stands" {
	tix note --effort 10m -m a 1
	tix tag -a x 1
	tix merge --into 2 1
	for kind in noted changed; do
		seq=$(tix log --tsv=seq,kind 1 | awk -v k=$kind '$2 == k { print $1 }')
		run -4 --separate-stderr tix undo --event "$seq" 1
		[[ $stderr = *"(merged) came after event $seq ($kind): take that back first" ]]
	done
	[ "$(of 2 effort)" = 600 ]
	sound
}

@test "a merge that was taken back holds again, unless the two have changed" {
	tix merge --into 2 1
	tix undo 1
	seq=$(tix log --tsv=seq,kind 1 | awk '$2 == "retracted" { print $1 }')
	tix note -m 'only a note' 1
	tix undo --event "$seq" 1
	[ "$(of 1 state,merged_into)" = $'merged\t2' ]
	sound
	tix undo --event "$(tix log --tsv=seq,kind 1 | awk '$2 == "merged" { print $1 }')" 1
	[ "$(of 1 state)" = new ]
	tix merge --into 1 2
	seq=$(tix log --tsv=seq,kind 1 | awk '$2 == "retracted" { print $1 }' | tail -n 1)
	run -4 --separate-stderr tix undo --event "$seq" 1
	[ "$(of 1 state)" = new ]
	[ "$(of 2 state,merged_into)" = $'merged\t1' ]
	sound
}

@test "the key of a merged ticket counts for the survivor while that lives" {
	id=$(tix open --key disk:/ 'disk full')
	tix merge --into 2 "$id"
	run -0 tix open --key disk:/ 'disk full'
	[ "$output" = 2 ]
	[ "$(of 2 count)" = 2 ]
	[ "$(of "$id" count)" = 1 ]
	tix merge --into 3 2
	run -0 tix open --key disk:/ 'disk full'
	[ "$output" = 3 ]
	tix close 3
	run -0 tix open --key disk:/ 'disk full'
	[ "$output" = 7 ]
	sound
}

@test "the survivor's history tells that of the merged" {
	tix note -m 'toner is out' 1
	tix merge --into 2 1
	[[ $(tix show 2) = *"toner is out"* ]]
	[[ $(tix show 1) = *"toner is out"* ]]
	tix undo 1
	[[ $(tix show 2) != *"toner is out"* ]]
}

@test "a merge counts neither as solved nor as open" {
	tix merge --into 2 1
	dump >/dev/null
	[ "$(sqlite3 copy/tix.db 'SELECT measure, total(n) FROM rollup
	    GROUP BY measure HAVING total(n) <> 0 ORDER BY measure')" = \
	    $'1|5.0\n6|4.0\n7|1.0' ]
}

@test "a dry run merges nothing" {
	before=$(dump)
	run -0 --separate-stderr tix merge --into 2 -n 1
	[[ $stderr = *"+state: merged"* ]]
	[ "$(dump)" = "$before" ]
}

@test "ten into one by a pipe, and all back" {
	for i in {6..15}; do tix open "t$i" --no-route; done
	run -0 bash -o pipefail -c \
	    'tix list id:6..15 --sort id | tix merge --into 1'
	[ "$(tix list state:merged --count 2>/dev/null || tix list state:merged --tsv=id | wc -l)" -eq 10 ]
	for i in {15..6}; do tix undo "$i"; done
	[ "$(tix list state:new --tsv=id | wc -l)" -eq 15 ]
	sound
}
