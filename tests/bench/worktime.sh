# Working time: in the library, and by lines through the program.
# shellcheck shell=sh disable=SC2154,SC2153

file=$work/worktime/tix.db
mkdir -p "$work/worktime"
cat >"$work/worktime/desk.conf" <<END
queue q { level = L1 }
default { level = L1 }
calendar office {
  timezone = "Europe/Warsaw"
  hours = { "Mon-Fri 08:00-12:00", "Mon-Fri 12:30-17:00" }
  holidays = { "12-24..01-02 yearly", "05-01 yearly" }
}
END
"$B/bin/tix-init" -q --db "$file" --desk "$work/worktime/desk.conf" ||
	die "tix init failed"
python3 -c '
import datetime, random, sys
r = random.Random(1)
epoch = datetime.datetime(1970, 1, 1)
def text(s):
    return (epoch + datetime.timedelta(seconds=s)).isoformat() + "Z"
for _ in range(int(sys.argv[1])):
    a = r.randrange(1300000000, 1800000000)
    print(text(a), text(a + r.randrange(2592000)), sep="\t")' "$MANY" \
    >"$work/lines" || die "no lines"

"$B/bench/worktime" "$((ROUNDS * 50))" >"$work/rates" || die "no rates"
read -r elapsed due compiled sum <"$work/rates"
: "$sum"
figure "working time between two instants, in memory, millions a second" \
    "$elapsed" 10 least 'tix_worktime_elapsed()'
figure "the instant at which a budget is used up, millions a second" \
    "$due" 10 least 'tix_worktime_due()'
figure "a calendar of two windows a day compiled for 111 years, in ms" \
    "$compiled" 100 most 'tix_calendar_windows()'

start=$(date +%s%N)
"$B/bin/tix-sla" calendar elapsed --db "$file" office - <"$work/lines" \
    >"$work/answers" || die "tix sla failed"
end=$(date +%s%N)
[ "$(wc -l <"$work/answers")" -eq "$MANY" ] || die "not all are answered"
figure "lines a second, in thousands, of $MANY" \
    "$(awk -v n="$MANY" -v t="$((end - start))" \
    'BEGIN { printf "%.0f\n", n * 1e6 / t }')" 500 least \
    'tix sla calendar elapsed office - <lines'
