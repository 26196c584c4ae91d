# tix link: how tickets stand to each other.

load ../lib/common

setup() {
	desk
	tix open one
	tix open two
	tix open three
	tix open four
}

links() {
	of "$1" links
}

# $1 tickets by an import, which is one transaction.
many() {
	cat >many.map <<-'END'
		source = many
		rows = tickets
		key = {no}
		subject = {no}
		opened = {opened}
	END
	seq "$1" | awk 'BEGIN { print "no,opened" }
		{ print $1 ",2026-11-20T08:00:00Z" }' >many.csv
	tix import -q --map many.map many.csv >/dev/null
}

@test "each link stands on both tickets, in the words of either" {
	while read -r name inverse; do
		run -0 --separate-stderr tix link "--$name" 2 1
		[ "$output" = 1 ]
		[ "$stderr" = "" ]
		[ "$(links 1)" = "$name:2" ]
		[ "$(links 2)" = "$inverse:1" ]
		run -0 --separate-stderr tix link "--$name" 2 --remove 1
		[ "$output" = 1 ]
		[ "$(links 1)$(links 2)" = "" ]
	done <<-'END'
		parent child
		blocks blocked-by
		duplicates duplicated-by
		caused-by causes
		recurs recurred-as
		relates relates
	END
	sound
}

@test "a parent is a field, too" {
	tix link --parent '#3' 1 2
	[ "$(of 1 parent)" = 3 ]
	[ "$(tix list parent:3 --tsv=id --sort id)" = $'1\n2' ]
	[ "$(links 3)" = "child:1 child:2" ]
	tix link --parent 3 --remove 1
	[ "$(of 1 parent)" = "" ]
	sound
}

@test "linked already, or not linked, is done" {
	tix link --blocks 2 1
	before=$(dump)
	run -0 tix link --blocks 2 1
	[ "$output" = 1 ]
	run -0 tix link --blocks 2 --changed 1
	[ "$output" = "" ]
	run -0 tix link --relates 2 --remove 1
	[ "$output" = 1 ]
	[ "$(dump)" = "$before" ]
}

@test "one link at a time, to one ticket that there is" {
	run -2 --separate-stderr tix link 1
	[ "$stderr" = "tix link: how do they stand to which ticket? give --parent, --blocks, --duplicates, --caused-by, --recurs or --relates" ]
	run -2 --separate-stderr tix link --parent 2 --blocks 3 1
	[ "$stderr" = "tix link: one link at a time: --parent or --blocks" ]
	run -3 --separate-stderr tix link --parent 9 1
	[ "$stderr" = "tix link: no ticket '9'" ]
	for bad in '' 0 -1 x 9223372036854775808 '1 2' 2x; do
		run -3 --separate-stderr tix link "--parent=$bad" 1
		[ "$stderr" = "tix link: no ticket '$bad'" ]
	done
	run -3 --separate-stderr tix link --parent 2 9 1
	[ "$output" = 1 ]
	sound
}

@test "a ticket and itself" {
	for name in parent blocks duplicates caused-by recurs relates; do
		run -2 --separate-stderr tix link "--$name" 1 1
		[ "$stderr" = "tix link: ticket 1 and itself" ]
	done
	[ "$(links 1)" = "" ]
}

@test "a second parent and a second master are refused, and named" {
	tix link --parent 2 1
	tix link --duplicates 2 3
	before=$(dump)
	run -4 --separate-stderr tix link --parent 4 1
	[ "$stderr" = "tix link: ticket 1 has ticket 2 for its 'parent' already" ]
	run -4 --separate-stderr tix link --duplicates 4 3
	[ "$stderr" = "tix link: ticket 3 has ticket 2 for its 'duplicates' already" ]
	[ "$(dump)" = "$before" ]
}

@test "no ring of parts, blocks, duplicates or causes" {
	for name in parent blocks duplicates caused-by recurs; do
		tix link "--$name" 2 1
		run -4 --separate-stderr tix link "--$name" 1 2
		[[ $stderr = "tix link: ticket 1 '$name' ticket 2 already: that would be a ring" ]]
		tix link "--$name" 3 2
		tix link "--$name" 4 3
		run -4 --separate-stderr tix link "--$name" 1 4
		[[ $stderr = *"that would be a ring" ]]
		run -4 --separate-stderr tix link "--$name" 2 4
		tix link "--$name" 2 --remove 1
		tix link "--$name" 3 --remove 2
		tix link "--$name" 4 --remove 3
	done
	for id in 1 2 3 4; do
		[ "$(links $id)" = "" ]
	done
	sound
}

@test "what relates may lead back" {
	tix link --relates 2 1
	tix link --relates 3 2
	tix link --relates 1 3
	[ "$(links 1)" = "relates:2 relates:3" ]
	sound
}

@test "several relations between the same two" {
	tix link --relates 2 1
	tix link --blocks 2 1
	tix link --caused-by 2 1
	[ "$(links 1)" = "blocks:2 caused-by:2 relates:2" ]
	[ "$(links 2)" = "blocked-by:1 causes:1 relates:1" ]
	tix link --blocks 2 --remove 1
	[ "$(links 2)" = "causes:1 relates:1" ]
	sound
}

@test "what is merged is not linked" {
	tix merge --into 2 1
	run -4 --separate-stderr tix link --relates 3 1
	[ "$stderr" = "tix link: ticket 1 is merged into 2" ]
	run -4 --separate-stderr tix link --relates 1 3
	[ "$stderr" = "tix link: ticket 1 is merged into 2" ]
	sound
}

@test "what is done can be linked" {
	tix close 1
	tix link --recurs 1 2
	[ "$(links 1)" = "recurred-as:2" ]
	[ "$(of 1 state)" = closed ]
	sound
}

@test "duplicates end with the one they are duplicates of, by its act" {
	tix link --duplicates 1 2 3
	tix link --duplicates 2 4
	tix resolve --code fixed -m 'new toner' 1
	for id in 2 3 4; do
		[ "$(of $id state,resolution)" = $'resolved\tduplicate' ]
	done
	[ "$(of 1 resolution)" = fixed ]
	[[ $(tix log --tsv=what 2) = *"with ticket 1, of which it is a duplicate"* ]]
	tix undo 1
	for id in 1 2 3 4; do
		[ "$(of $id state,resolved,resolution)" = $'new\t\t' ]
	done
	sound
}

@test "a duplicate that ends ends nothing else" {
	tix link --duplicates 1 2
	tix resolve --code answered 2
	[ "$(of 1 state)" = new ]
	tix resolve --code fixed 1
	[ "$(of 2 resolution)" = answered ]
	sound
}

@test "what is blocked is neither resolved nor closed, but cancelled" {
	tix link --blocks 1 2
	run -4 --separate-stderr tix resolve 1
	[ "$stderr" = "tix resolve: ticket 1: parts of it, or what blocks it, are open: 2" ]
	run -4 tix close 1
	tix resolve 2
	run -0 tix resolve 1
	tix link --blocks 3 4
	run -0 tix cancel 3
	[ "$(of 4 state)" = new ]
	sound
}

@test "a link is taken back from either end, and as a whole" {
	tix link --parent 2 1
	tix undo 2
	[ "$(links 1)$(links 2)$(of 1 parent)" = "" ]
	tix link --parent 3 1
	run -0 --separate-stderr tix undo
	[ "$output" = 1 ]
	[ "$(links 1)$(links 3)" = "" ]
	sound
}

@test "a query finds links" {
	tix link --blocks 2 1
	[ "$(tix list links:blocks:2 --tsv=id)" = 1 ]
	[ "$(tix list links:blocked-by:1 --tsv=id)" = 2 ]
}

@test "a dry run links neither" {
	before=$(dump)
	run -0 --separate-stderr tix link --parent 2 -n 1
	[ "$output" = "" ]
	[[ $stderr = "tix link: would change ticket 1
"*"parent:2"* ]]
	[ "$(dump)" = "$before" ]
}

@test "4000 links are the most of a ticket" {
	many 4001
	run -4 --separate-stderr tix link --yes --relates 1 {5..4006}
	[ "$stderr" = "tix link: ticket 1 has 4000 links; more are not kept (links-max)" ] ||
	    [[ $stderr = "tix link: ticket 1 has 4000 links; more are not kept (links-max)"$'\n'* ]]
	[ "${#lines[@]}" -eq 4000 ]
	[ "$(links 1 | wc -w)" -eq 4000 ]
	run -4 --separate-stderr tix link --relates 2 1
	[ "$(links 2)" = "" ]
	tix link --relates 5 --remove 1
	run -0 tix link --relates 2 1
	sound
}

@test "a chain is followed over 1000 tickets" {
	many 1003
	for ((i = 5; i <= 1003; i++)); do
		echo "$i" | tix link --parent $((i + 1)) >/dev/null
	done
	run -0 tix link --parent 6 1
	run -4 --separate-stderr tix link --parent 5 1004
	[[ $stderr = *"that would be a ring" ]]
	tix link --parent 1005 1004
	run -4 --separate-stderr tix link --parent 5 1007
	[ "$stderr" = "tix link: ticket 5: more than 1000 in a chain (chain-max)" ]
	[ "$(links 1007)" = "" ]
	sound
}
