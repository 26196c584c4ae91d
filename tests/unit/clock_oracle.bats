#!/usr/bin/env bats
# Clocks against an independent model that walks second by second: stories at
# random, with agreements and calendars that change, waits, reopenings, visits;
# read once at the end and after each event.

bats_require_minimum_version 1.5.0

setup() {
	root=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
	B=${B:-build}
	[[ $B = /* ]] || B=$root/$B
	export PYTHONDONTWRITEBYTECODE=1
}

agree() {
	command -v python3 >/dev/null || skip "no python3"
	run -0 python3 "$BATS_TEST_DIRNAME/clock_oracle.py" \
		"$B/unit/clock_oracle" "$@"
	[ "${#lines[@]}" = 1 ]
	[[ $output = "$2 stories, "*" clocks" ]]
}

@test "clocks of a thousand stories are as a model counts them" {
	agree 1 1000
}

@test "and those of another thousand, told today" {
	seed=$(date +%j%H%M)
	echo "# seed $seed" >&3
	agree "$seed" 1000
}
