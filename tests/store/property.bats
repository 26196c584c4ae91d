# Whatever people do to a desk, in whatever order: it is what its events say,
# and what a model kept apart in Python says.

load ../lib/common

setup() {
	desk
}

# The tallies behind the reports, summed by measure.
sums() {
	dump >/dev/null
	sqlite3 copy/tix.db "SELECT json_object(
		'opened', total(n) FILTER (WHERE measure = 1),
		'resolved', total(n) FILTER (WHERE measure = 2),
		'reopened', total(n) FILTER (WHERE measure = 3),
		'escalated', total(n) FILTER (WHERE measure = 4),
		'returned', total(n) FILTER (WHERE measure = 5),
		'live', total(n) FILTER (WHERE measure = 6)) FROM rollup"
}

random_commands() {
	run -0 --separate-stderr python3 "$BATS_TEST_DIRNAME/property.py" "$1" 200
	[ "$stderr" = "" ]
	sound
	python3 - "$output" "$(sums)" <<-'EOF'
	import json, sys
	want, have = map(json.loads, sys.argv[1:])
	assert want == have, (want, have)
	EOF
	dump >/dev/null
	[ "$(python3 "$BATS_TEST_DIRNAME/chain.py" verify copy/tix.db)" = \
	    "$(tix fsck --head)" ]
}

@test "200 random commands, the first series" {
	random_commands 1
}

@test "200 random commands, the second series" {
	random_commands 2
}

@test "200 random commands, another series every day" {
	random_commands "${SEED:-$(date +%Y%m%d)}"
}
