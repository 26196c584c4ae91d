# JSON against an independent reader: python3's.

bats_require_minimum_version 1.5.0

setup() {
	root=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
	B=${B:-build}
	[[ $B = /* ]] || B=$root/$B
	export PYTHONDONTWRITEBYTECODE=1
}

@test "documents at random, whole and hurt, are read as python3 reads them" {
	run -0 python3 "$BATS_TEST_DIRNAME/json_oracle.py" "$B/unit/json" 1 4000
	[[ $output = *"documents agree"* ]]
}
