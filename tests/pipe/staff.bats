# A random day at a desk, each strategy against a model of it in Python.

load ../lib/common

setup() {
	bare
	unset TIX_NOW
}

# strategy seed
day() {
	run python3 "$ROOT/tests/pipe/staff.py" "$1" 80 "$2"
	echo "$output"
	[ "$status" -eq 0 ]
	sound
}

@test "a day by round-robin is as the model has it" {
	day round-robin 5
}

@test "a day by least load is as the model has it" {
	day least-loaded 6
}

@test "a day by skills is as the model has it" {
	day skills 7
}

@test "a day by who is idle longest is as the model has it" {
	day longest-idle 8
}

@test "a day by the requester's last agent is as the model has it" {
	day owner-of-last 9
}
