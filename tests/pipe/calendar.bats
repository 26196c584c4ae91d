# When a calendar is open and an agent at work, against Python's zones.

load ../lib/common

setup() {
	bare
	unit=${BIN%/bin}/unit/calendar
	oracle=$ROOT/tests/pipe/calendar_oracle.py
}

@test "3,000 calendars in 13 zones are open when Python says so" {
	python3 "$oracle" make 3000 7 >questions
	"$unit" questions >answers
	run python3 "$oracle" check questions <answers
	echo "$output"
	[ "$status" -eq 0 ]
	[[ "$output" == "3000 answers, "*" open, 0 differ" ]]
}
