# Working time as others reckoned it.  Runs where DATA names the folder of the
# samples.

load ../lib/common

setup() {
	bare
	[ -n "${DATA:-}" ] || skip 'DATA is not set'
	case $DATA in
	/*) ;;
	*) DATA=$ROOT/$DATA ;;
	esac
	unit=${BIN%/bin}/unit/worktime
}

# Of 02:30 to 03:15, where clocks go from 02:00 to 03:00, a quarter of an hour is
# there; one of the programs passes over all of it.
@test "the cases of two other programs' tests have their answers" {
	run -1 python3 "$ROOT/tests/pipe/worktime_cases.py" \
		"$DATA/sla/business_time_cases.tsv" "$unit"
	echo "$output"
	[ "${#lines[@]}" -eq 2 ]
	[[ ${lines[0]} == 'got 2006-04-02T03:00:00: '*"sun 2:30-3:15;"* ]]
	[ "${lines[1]}" = '59 of 60 equal' ]
}

@test "a bank's desk recorded the same handling times, to the second, in 99 of 100" {
	cat >bank.conf <<-'END'
		queue q { level = L1 }
		default { level = L1 }
		calendar bank {
		  timezone = "Europe/Amsterdam"
		  hours = { "Mon-Fri 07:30-18:00" }
		  holidays = { "12-25..12-26 yearly", "01-01 yearly" }
		}
	END
	tix init -q --desk bank.conf
	tr -d '\r' <"$DATA/sla/rabobank_durations.csv" | sed 1d >rows
	cut -d, -f2,3 rows | tr , '\t' >spans.tsv
	run -0 tix sla calendar elapsed bank - <spans.tsv
	printf '%s\n' "$output" | paste -d, - rows | awk -F, '
		{ n++; if ($1 == $5) same++ }
		END { print n, same; exit !(n == 720 && same >= 0.99 * n) }'
}
