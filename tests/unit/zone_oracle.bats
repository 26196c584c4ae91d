#!/usr/bin/env bats
# Zones against an independent reader of the same files: python3's zoneinfo.
# Every change from 1970 to 2100, a second before and after, and instants at
# random; from UTC and back.

bats_require_minimum_version 1.5.0

setup() {
	root=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
	B=${B:-build}
	[[ $B = /* ]] || B=$root/$B
	export PYTHONDONTWRITEBYTECODE=1
}

agree() {
	python3 -c 'import zoneinfo' || skip "python3 has no zoneinfo"
	[ -d /usr/share/zoneinfo/Europe ] || skip "no zone data"
	run -0 python3 "$BATS_TEST_DIRNAME/zone_oracle.py" \
		"$B/unit/zone_oracle" "$@"
	[ "${#lines[@]}" = "$#" ]
}

@test "zones with plain summer time agree with an independent reader" {
	agree Europe/Warsaw America/New_York Asia/Kathmandu UTC
}

@test "half hours, skipped days and changes at midnight agree too" {
	agree Australia/Lord_Howe Pacific/Apia America/Sao_Paulo \
		Pacific/Kwajalein America/Havana
}

@test "odd rules agree too: Ramadan, negative hours, two hours, 50 o'clock" {
	agree Africa/Casablanca Europe/Dublin America/Nuuk Antarctica/Troll \
		Asia/Gaza
}
