# tix tag: words on tickets.

load ../lib/common

setup() {
	desk
	tix open one --tag floor
	tix open two
}

@test "words are added, sorted, once each; and taken off" {
	run -0 --separate-stderr tix tag -a zeta -a alpha,beta -a 'beta  floor' 1
	[ "$output" = 1 ]
	[ "$stderr" = "" ]
	[ "$(of 1 tags)" = "alpha beta floor zeta" ]
	tix tag -r floor,nothing -r zeta 1
	[ "$(of 1 tags)" = "alpha beta" ]
	sound
}

@test "one command adds and removes; what is both is there" {
	tix tag -a move -r floor 1
	[ "$(of 1 tags)" = move ]
	tix tag -a a -r a 2
	[ "$(of 2 tags)" = a ]
	tix tag -a move -r move 1
	[ "$(of 1 tags)" = move ]
	sound
}

@test "what is so already is no event" {
	before=$(dump)
	run -0 tix tag -a floor -r nothing 1
	[ "$output" = 1 ]
	run -0 tix tag -a floor --changed 1 2
	[ "$output" = 2 ]
	tix undo 2
	[ "$(of 2 tags)" = "" ]
	[ "$before" != "" ]
	sound
}

@test "no word, and words of blanks, are used wrongly" {
	run -2 --separate-stderr tix tag 1
	[ "$stderr" = "tix tag: which word? give --add or --remove" ]
	for word in '' ' ' ',' ' , '; do
		run -2 --separate-stderr tix tag -a "$word" 1
		[ "$stderr" = "tix tag: tags: an empty word" ]
	done
	[ "$(of 1 tags)" = floor ]
}

@test "64 words are the most, and a refusal adds none of them" {
	tix tag -a "$(seq -s, -f w%02g 63)" 1
	[ "$(of 1 tags | wc -w)" -eq 64 ]
	before=$(dump)
	run -2 --separate-stderr tix tag -a more 1
	[ "$stderr" = "tix tag: ticket 1 would have more than 64 tags (tags-max)" ]
	[ "$(dump)" = "$before" ]
	run -0 tix tag -a more -r floor 1
	[ "$(of 1 tags | wc -w)" -eq 64 ]
	run -2 --separate-stderr tix tag -a "$(seq -s, -f w%02g 65)" 2
	[[ $stderr = "tix tag: tags: 65 words; at most 64 (tags-max)"* ]]
	sound
}

@test "a word has at most 200 bytes" {
	tix tag -a "$(printf '%0200d' 0)" 1
	run -2 --separate-stderr tix tag -a "$(printf '%0201d' 0)" 1
	[ "$stderr" = "tix tag: tags: a word of 201 bytes; at most 200 (name-max)" ]
	sound
}

@test "hostile words are words" {
	for word in "';--" '%s%n' '../x' '*' $'\e[31m' $'\x80\xff' '"' '=1+1'; do
		tix tag --add="$word" 1
	done
	run -0 tix show 1
	[[ $output != *$'\e'* ]]
	for word in "';--" '%s%n' '../x' '*' $'\e[31m' $'\x80\xff' '"' '=1+1'; do
		tix tag --remove="$word" 1
	done
	[ "$(of 1 tags)" = floor ]
	sound
}

@test "queries find what has a tag" {
	tix tag -a vpn 2
	[ "$(tix list tags:vpn --tsv=id)" = 2 ]
	[ "$(tix list tags:vpn,floor --tsv=id --sort id)" = $'1\n2' ]
	tix tag -r vpn 2
	[ "$(tix list tags:vpn --tsv=id)" = "" ]
}

@test "what one adds and another takes back stand beside each other" {
	tix tag -a a 1
	tix tag -a b 1
	seq=$(tix log --tsv=seq,what 1 | awk '/\+a/ { print $1 }')
	tix undo --event "$seq" 1
	[ "$(of 1 tags)" = "b floor" ]
	sound
}

@test "what is done can be tagged, what is merged cannot" {
	tix close 1
	tix tag -a late 1
	[ "$(of 1 tags)" = "floor late" ]
	tix merge --into "$(tix open three)" 2
	run -4 --separate-stderr tix tag -a x 2
	[ "$stderr" = "tix tag: ticket 2 is merged into 3" ]
}
