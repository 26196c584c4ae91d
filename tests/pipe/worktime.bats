# Windows of working time against Python's zones.

load ../lib/common

setup() {
	bare
	unit=${BIN%/bin}/unit/worktime
	oracle=$ROOT/tests/pipe/worktime_oracle.py
}

@test "10,000 instants of 2,000 calendars: open, elapsed and due as in Python" {
	python3 -c 'import zoneinfo; zoneinfo.ZoneInfo("Europe/Paris")' ||
		skip 'python3 with zoneinfo is not here'
	python3 "$oracle" make 2000 5 11 >questions
	"$unit" questions >answers
	run python3 "$oracle" check questions <answers
	echo "$output"
	[ "$status" -eq 0 ]
	[ "$output" = '10000 answers, 0 differ' ]
}
