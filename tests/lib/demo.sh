#!/bin/sh
# The main job, end to end, on the sample in tests/data: a desk, tickets from a
# CSV and from log lines, routed, escalated, reported on.
set -eu

B=${B:-build}
top=$(cd "$(dirname "$0")/../.." && pwd)
cd "$top"
sample=$top/tests/data
for name in $(env | sed -n 's/^\(TIX_[A-Za-z0-9_]*\)=.*/\1/p'); do
	unset "$name"
done
PATH=$top/$B/bin:$PATH
TZ=Europe/Warsaw
PAGER='cat'
rm -rf build/demo
mkdir -p build/demo
TIX_DB=$top/build/demo/tix.db
TIX_NOW=2026-11-23T08:00:00Z # the sample is from November 2026
export PATH TZ PAGER TIX_DB TIX_NOW

say() {
	printf '\n== %s\n' "$*"
}

say "A desk: tix init"
tix init

say "The history of another desk, from its CSV export: tix import"
tix import --map "$sample/helpdesk.map" "$sample/helpdesk.csv" >build/demo/ids

say "Trouble in a log: tix open, one ticket for each host and program"
grep -E 'error|timed out|unreadable|uncorrectable|Out of memory' \
    "$sample/syslog.txt" |
while read -r month day time host tag message; do
	program=${tag%%[[:]*}
	tix open --key "log:$host:$program" --source syslog --asset "$host" \
	    --at "2026-11-$day $time" --body "$month $day $time $tag $message" \
	    "$program on $host: $message"
done | sort -un >>build/demo/ids
echo "$(wc -l <build/demo/ids) tickets"

say "Placed by the desk's rules: tix list state:new,open | tix route --changed"
tix list state:new,open | tix route --changed | tr '\n' ' '
echo

say "Handed up: what first line has had for three days goes to the specialists"
tix list 'level:L1 age:3d.. state:new,open' |
	tix escalate --reason 'three days at first line' |
	tix note -m 'weekly sweep' | tr '\n' ' '
echo

say "Worked on: tix take, tix resolve"
tix list 'queue:network vpn' | tix take --steal --as celina |
	tix resolve --code fixed -m 'MTU of the tunnel lowered to 1380'

say "What is left, most urgent first: tix list"
tix list --table

say "The report: tix report summary"
tix report summary --since 2026-11-01

say "And is it all true? tix fsck"
tix fsck

cat <<END

The desk is $TIX_DB
Look at it:   TIX_DB=$TIX_DB $top/$B/bin/tix list
One ticket:   TIX_DB=$TIX_DB $top/$B/bin/tix show 3
END
