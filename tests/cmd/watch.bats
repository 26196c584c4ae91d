# tix watch: who wants to hear of tickets.

load ../lib/common

setup() {
	desk
	tix open one --watcher ann@example.org
	tix open two
}

@test "without a name it is the caller who watches" {
	run -0 --separate-stderr tix watch 1
	[ "$output" = 1 ]
	[ "$stderr" = "" ]
	[[ " $(of 1 watchers) " = *" $(id -un) "* ]]
	tix watch --as ewa 2
	[ "$(of 2 watchers)" = ewa ]
	sound
}

@test "a caller whose name is more than a word has to name a watcher" {
	for name in 'Ann Lee' a,b $'a\tb'; do
		run -2 --separate-stderr tix watch --as "$name" 2
		[[ $stderr = *"is more than a word: name who is to watch with --add" ]]
	done
	[ "$(of 2 watchers)" = "" ]
	tix watch --as 'Ann Lee' -a ann 2
	[ "$(of 2 watchers)" = ann ]
}

@test "names are added and taken off" {
	tix watch -a ewa -a jan,tom 1
	[ "$(of 1 watchers)" = "ann@example.org ewa jan tom" ]
	tix watch --remove jan --remove ann@example.org 1
	[ "$(of 1 watchers)" = "ewa tom" ]
	[ "$(tix list watchers:tom --tsv=id)" = 1 ]
	sound
}

@test "what is so already is no event" {
	before=$(dump)
	run -0 tix watch -a ann@example.org -r ewa 1
	[ "$output" = 1 ]
	[ "$(dump)" = "$before" ]
}

@test "64 names are the most" {
	tix watch -a "$(seq -s, -f n%02g 63)" 1
	run -2 --separate-stderr tix watch -a more 1
	[ "$stderr" = "tix watch: ticket 1 would have more than 64 watchers (watchers-max)" ]
	run -2 --separate-stderr tix watch -a '' 1
	[ "$stderr" = "tix watch: watchers: an empty word" ]
	run -2 --separate-stderr tix watch -a "$(printf '%0201d' 0)" 1
	[ "$(of 1 watchers | wc -w)" -eq 64 ]
	sound
}

@test "a line break in a name makes no line of a mail" {
	tix watch -a $'x\nBcc: all@example.org' 1
	[ "$(of 1 watchers)" = "Bcc: all@example.org ann@example.org x" ]
	tix show --json=watchers 1 | python3 -c '
import json, sys
for w in json.load(sys.stdin)["watchers"]:
    assert "\n" not in w, w'
	sound
}

@test "what is merged is not watched" {
	tix merge --into 2 1
	run -4 --separate-stderr tix watch 1
	[ "$stderr" = "tix watch: ticket 1 is merged into 2" ]
	[ "$(of 2 watchers)" = ann@example.org ]
}
