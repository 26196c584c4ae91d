# The table of tickets refuses names that there are not, whoever writes them.

load ../lib/common

setup() {
	desk
	tix open -q one
	dump >/dev/null # a copy of it
}

# put COLUMN VALUE: into the copy, as SQL has it
put() {
	run --separate-stderr sqlite3 copy/tix.db \
		"UPDATE ticket SET $1 = $2 WHERE id = 1"
}

@test "names of the lists are taken, what is like one is not" {
	while read -r column names; do
		for name in $names; do
			put "$column" "'$name'"
			[ "$status" = 0 ]
			for odd in "${name}x" "x$name" "${name%?}" "${name^}" \
				"$name " ''; do
				put "$column" "'$odd'"
				[ "$status" = 19 ]
				[[ $stderr == *'CHECK constraint failed'* ]]
			done
		done
	done <<-'EOF'
		kind incident request problem change security
		state new open waiting resolved closed cancelled merged
		waiting_on customer vendor change event
		wait_then resume resolve
		priority_source matrix manual rule vip
	EOF
}

@test "what may be none is, and does not hide what is wrong beside it" {
	for column in waiting_on wait_then priority_source; do
		put "$column" NULL
		[ "$status" = 0 ]
	done
	for column in kind state; do
		put "$column" NULL
		[ "$status" = 19 ]
	done
	put priority_source "'odd'"
	[ "$status" = 19 ]
}
