# Mail against an independent reader: python3's email package.

bats_require_minimum_version 1.5.0

setup() {
	root=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
	B=${B:-build}
	[[ $B = /* ]] || B=$root/$B
	export PYTHONDONTWRITEBYTECODE=1
}

@test "mails of any bytes are read as they were meant, and as nothing more" {
	run -0 python3 "$BATS_TEST_DIRNAME/mail_oracle.py" "$B/unit/mail" 1 1500
	[[ $output = *"mails agree"* ]]
}

@test "a file of any bytes and name arrives as it is" {
	run -0 python3 "$BATS_TEST_DIRNAME/mail_oracle.py" "$B/unit/mail" 2 1000 \
		files
	[[ $output = *"mails agree"* ]]
}
