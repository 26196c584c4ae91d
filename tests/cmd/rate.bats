# tix rate: how content the requester was.

load ../lib/common

setup() {
	desk
	tix open one
	tix open two
	tix resolve 1
}

@test "a score is kept, the later in the place of the earlier" {
	run -0 --separate-stderr tix rate 1 5
	[ "$output" = 1 ]
	[ "$stderr" = "" ]
	[ "$(of 1 rating,state)" = $'5\tresolved' ]
	tix rate --score 2 -m 'it broke again' 1
	[ "$(of 1 rating)" = 2 ]
	[[ $(tix log --tsv=what 1) = *"it broke again (rating 2)"* ]]
	sound
}

@test "the same score is no event, unless something is said with it" {
	tix rate 1 4
	before=$(dump)
	run -0 tix rate 1 4
	[ "$output" = 1 ]
	[ "$(dump)" = "$before" ]
	run -0 tix rate --changed -s 4 -m thanks 1
	[ "$output" = 1 ]
	sound
}

@test "only 1 to 5 is a score" {
	for score in 0 6 -1 05 5x x '' 1.5 99999999999999999999; do
		run -2 --separate-stderr tix rate -- 1 "$score"
		[ "$stderr" = "tix rate: a rating is 1 to 5: tix rate TICKET 5, or --score 5" ]
	done
	for score in 6 -1 9223372036854775807; do
		run -2 --separate-stderr tix rate --score=$score 1
		[ "$output" = "" ]
	done
	run -2 --separate-stderr tix rate 1
	run -2 --separate-stderr tix rate
	run -2 --separate-stderr tix rate 1 2 3
	[ "$(of 1 rating)" = "" ]
}

@test "what is still worked on has nothing to rate" {
	run -4 --separate-stderr tix rate 2 5
	[ "$stderr" = "tix rate: ticket 2 is new: nothing to rate yet" ]
	tix cancel 2
	run -4 --separate-stderr tix rate 2 5
	[ "$stderr" = "tix rate: ticket 2 is cancelled: nothing to rate yet" ]
	tix reopen -r 'not solved' 1
	run -4 --separate-stderr tix rate 1 5
	sound
}

@test "many get one score by --score, by a pipe too" {
	tix close 2
	run -0 bash -o pipefail -c \
	    'tix list state:resolved,closed --sort id | tix rate --score 3'
	[ "$output" = $'1\n2' ]
	[ "$(tix list rating:3 --tsv=id --sort id)" = $'1\n2' ]
	run -3 --separate-stderr tix rate 9 5
	[ "$stderr" = "tix rate: no ticket '9'" ]
	sound
}

@test "a score stays when the ticket is closed" {
	tix rate 1 5
	tix close 1
	[ "$(of 1 rating,state)" = $'5\tclosed' ]
	[ "$(tix list rating:4.. --tsv=id)" = 1 ]
}
