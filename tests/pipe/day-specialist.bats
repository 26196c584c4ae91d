# A day of ola, a specialist for networks.  Each test goes on where the one
# before it ended.
# shellcheck disable=SC2154 # run sets stderr

load ../lib/common
load ../lib/day

# Friday's two, and what came this morning; one of them by way of the first line.
setup_file() {
	export BATS_NO_PARALLELIZE_WITHIN_FILE=true
	day_begins refuse <<-'END'
		view.mine = "queue:network state:new,open"
		view.mine.columns = "id,priority,subject"
	END
	clock 09:00 2026-11-20
	tix open 'VPN of the Sopot office drops' --impact high --set site=sopot
	clock 10:00 2026-11-20
	tix open 'Switch in Gdynia reboots'
	clock 06:30
	tix open 'Printer in the hall jams'
	clock 06:40
	tix open 'Core link to Gdynia flaps' --impact high
	clock 06:50
	tix open 'No connection in room 12' -r bea@example.org
	clock 07:30
	ewa escalate --queue network --reason 'DHCP does not answer' 5
	clock 07:50
	for name in hel reda puck; do
		tix open -k "vpn:$name" --source watch "VPN tunnel $name is down"
	done
}

setup() {
	day_goes_on
}

@test "08:00 what the second line had on Friday, and what has come up since" {
	clock 08:00
	run -0 ola list level:L2 --as-of '2026-11-20 18:00' --tsv=id --sort id
	[ "$(line <<<"$output")" = "1 2" ]
	run -0 ola list level:L2 --tsv=id --sort id
	[ "$(line <<<"$output")" = "1 2 4 5 6 7 8" ]
	run -0 ola log 5 --as-of '2026-11-23 07:29' --tsv=kind
	[ "$output" = opened ]
	run -0 ola log 5 --tsv=kind,what
	[ "${lines[1]}" = $'escalated\tDHCP does not answer (level L2, queue network)' ]
}

@test "08:10 the watcher goes on reporting, and no ticket comes of it" {
	clock 08:10
	run -0 tix open -k vpn:hel --source watch 'VPN tunnel hel is down'
	[ "$output" = 6 ]
	[ "$(of 6 count)" = 2 ]
	run -0 ola list --view mine
	[ "${lines[0]}" = $'1\t2\tVPN of the Sopot office drops' ]
	[ "${#lines[@]}" -eq 7 ]
}

@test "08:20 four of them are one outage: they become parts of it" {
	clock 08:20
	run -0 ola open 'Provider outage on the Gdynia ring' -c network \
		--impact high --urgency high
	[ "$output" = 9 ]
	run -0 bash -o pipefail -c "ola take 9 |
		ola note -m 'ring is open on the west side'"
	run -0 bash -o pipefail -c \
		'ola list "(core or tunnel) opened:today" | ola link --parent 9'
	[ "$(line <<<"$output")" = "4 6 7 8" ]
	run -0 ola list --tree 'id:9 or parent:9' --table=id,subject
	[ "$output" = "ID  SUBJECT
 9  Provider outage on the Gdynia ring
 4  ├─ Core link to Gdynia flaps
 6  ├─ VPN tunnel hel is down
 7  ├─ VPN tunnel reda is down
 8  └─ VPN tunnel puck is down" ]
	run -4 --separate-stderr ola link 9 --parent 4
	[ -z "$output" ]
}

@test "08:30 a part has to be ordered, and blocks the repair" {
	clock 08:30
	run -0 bash -o pipefail -c \
		"ola open 'Order an SFP' --queue network | ola link --blocks 9"
	[ "$output" = 10 ]
	[ "$(ola list links:blocked-by:10 --tsv=id)" = 9 ]
	run -4 --separate-stderr ola resolve --code fixed -m 'it works again' 9
	[ -z "$output" ]
	[[ $stderr == "tix resolve: ticket 9: parts of it, or what blocks it, are open: "* ]]
	for id in 4 6 7 8 10; do
		grep -qw "$id" <<<"${stderr#*open:}"
	done
	[ "$(of 9 state)" = open ]
}

@test "08:40 the provider has it: its number is kept, and the ticket waits" {
	clock 08:40
	run -0 bash -o pipefail -c "ola set --set vendor_case=T-4711 9 |
		ola wait --on vendor --until 14:00 --reason 'looks for the cut'"
	[ "$output" = 9 ]
	run -0 ola list waiting_on:vendor --tsv=id,vendor_case,wait_until
	[ "$output" = $'9\tT-4711\t2026-11-23T13:00:00Z' ]
	run -0 ola list 'waiting_on:vendor wait_until:..today' --count
	[ "$output" = 1 ]
}

@test "08:50 the first line has heard of it, too: the same trouble" {
	clock 08:50
	run -0 bash -o pipefail -c "ewa open 'No network in Gdynia' |
		ewa link --duplicates 9"
	[ "$output" = 11 ]
	[ "$(of 9 links)" != "" ]
}

@test "09:00 the desk's own fields say where and for how long" {
	clock 09:00
	run -0 bash -o pipefail -c "ola list 'id:9 or parent:9' |
		ola set --set site=gdynia --set outage=45 --set change=RFC-88"
	[ "$(sort -n <<<"$output" | line)" = "4 6 7 8 9" ]
	ola set --set site=gdynia 2
	run -0 ola list site:gdynia outage:30.. --tsv=id --sort id
	[ "$(line <<<"$output")" = "4 6 7 8 9" ]
	run -0 ola list site:sopot --tsv=id
	[ "$output" = 1 ]
	run -3 --separate-stderr ola set --set site=paris 1
	[ "$stderr" = "tix set: no site 'paris'; there are: gdansk, gdynia, sopot" ]
	run -2 --separate-stderr ola set --set outage=long 1
	[ "$(of 1 fields)" = '{"site":"sopot"}' ]
}

@test "10:00 what she knows goes to every part by one pipe" {
	clock 10:00
	run -0 bash -o pipefail -c "ola list parent:9 |
		ola note --effort 1m -m 'fibre is cut at km 12'"
	[ "$(line <<<"$output")" = "4 6 7 8" ]
	for id in 4 6 7 8; do
		[[ $(tix show "$id") == *"fibre is cut at km 12"* ]]
	done
	[ "$(tix list --tsv=effort parent:9 | line)" = "60 60 60 60" ]
}

@test "10:15 a sweep is looked at first, and stops where it is too wide" {
	clock 10:15
	before=$(dump)
	run -0 --separate-stderr ola set --urgency high --query parent:9 --dry-run
	[ -z "$output" ]
	[ "$(grep -c 'would change ticket' <<<"$stderr")" = 4 ]
	[ "$(grep -c '^  -urgency: medium$' <<<"$stderr")" = 4 ]
	[ "$(grep -c '^  +urgency: high$' <<<"$stderr")" = 4 ]
	run -4 --separate-stderr ola set --urgency high --query queue:network \
		--max 4
	[ -z "$output" ]
	[ "$stderr" = "tix set: 10 tickets are more than --max 4; nothing was changed" ]
	[ "$(dump)" = "$before" ]
	# By the matrix: 4 has impact high, the others medium.
	ola set --urgency high --query parent:9 --max 4
	run -0 ola list --tsv=id,priority parent:9 --sort id
	[ "$output" = $'4\t1\n6\t2\n7\t2\n8\t2' ]
}

@test "10:30 all of them or none" {
	clock 10:30
	ola resolve --code fixed -m 'new power supply' 2
	before=$(dump)
	run -4 --separate-stderr ola take --atomic 1 2 5
	[ -z "$output" ]
	[ "$stderr" = "tix take: ticket 2 is resolved
tix take: nothing was changed: '2' cannot be done, and --atomic is all or none" ]
	[ "$(dump)" = "$before" ]
	run -4 --separate-stderr ola take 1 2 5
	[ "$output" = $'1\n5' ]
	[ "$stderr" = "tix take: ticket 2 is resolved" ]
}

@test "11:00 one lacks what she needs, and goes back down with a code" {
	clock 11:00
	run -3 --separate-stderr ola return --reason lost 5
	[[ $stderr == "tix return: no reason 'lost'; there are: missing-information, "* ]]
	run -0 --separate-stderr ola return --reason missing-information \
		-m 'which socket?' 5
	[ "$stderr" = "tix return: ticket 5 is back at L1 for the 2nd time" ]
	# It was nobody's there; she who handed it up has it again.
	[ "$(of 5 level,queue,owner)" = $'L1\thelpdesk\tewa' ]
	run -0 ewa list level:L1 mine --tsv=id,subject --sort id
	[ "$output" = $'5\tNo connection in room 12' ]
}

@test "14:00 the wait is over, and the outage ends from its parts upwards" {
	clock 14:00
	run -0 --separate-stderr tix escalate --due
	[ "$output" = 9 ]
	[ -z "$stderr" ]
	[ "$(of 9 state,owner)" = $'open\tola' ]
	[ "$(tix list id:4,6,7,8,10,11 --tsv=state | sort -u)" = new ]
	clock 14:30
	run -2 --separate-stderr ola resolve -m 'cut is spliced' 4
	[ "$stderr" = "tix resolve: to resolve, this desk requires a --code" ]
	run -3 --separate-stderr ola resolve --code gone -m 'cut is spliced' 4
	[[ $stderr == "tix resolve: no resolution code 'gone'; there are: "* ]]
	run -0 bash -o pipefail -c "ola list parent:9 |
		ola resolve --code fixed -m 'cut is spliced' --effort 2m"
	[ "$(line <<<"$output")" = "4 6 7 8" ]
	run -4 --separate-stderr ola resolve --code fixed -m 'ring is closed' 9
	[ "$stderr" = "tix resolve: ticket 9: parts of it, or what blocks it, are open: 10" ]
	run -0 ola resolve --code fixed -m 'not needed after all' 10
	run -0 ola resolve --code fixed -m 'ring is closed' 9
	[ "$(of 9 state,resolution,resolved)" = \
		$'resolved\tfixed\t2026-11-23T13:30:00Z' ]
	[ "$(of 11 state,resolution)" = $'resolved\tduplicate' ]
}

# 2, the four parts, 10, 9 and with that 11; the parts have 1 and 2 minutes each.
@test "16:00 her figures in SQL are those that another program finds" {
	clock 16:00
	run -0 ola sql "SELECT count(*) FROM v_event
		WHERE kind = 'resolved' AND on_behalf = \$me"
	[ "$output" = 8 ]
	run -0 ola sql --header "SELECT fields ->> 'site' AS site, count(*) AS n,
		sum(effort) AS effort FROM v_ticket
		WHERE state = 'resolved' GROUP BY site ORDER BY n DESC"
	[ "$output" = $'site\tn\teffort\ngdynia\t6\t720\n\t2\t0' ]
	tix export | python3 -c '
import collections, json, sys
kinds = collections.Counter()
for line in map(json.loads, sys.stdin):
    if line["tix"] == "event" and line["on_behalf"] == "ola":
        kinds[line["kind"]] += 1
print(kinds["resolved"], kinds["returned"], kinds["waited"])' >counted
	[ "$(cat counted)" = "8 1 1" ]
}

@test "17:00 the desk as text makes the same desk elsewhere" {
	clock 17:00
	ola export -o day.jsonl
	export TIX_DB=$PWD/other.db
	tix init -q
	run -0 tix import -q day.jsonl
	tix export | cmp - day.jsonl
	[ "$(of 9 state,vendor_case)" = $'resolved\tT-4711' ]
	sound
}

@test "17:10 the provider gets its tickets alone, by numbers of its own desk" {
	clock 17:10
	ola export 'id:9 or parent:9' -o theirs.jsonl
	export TIX_DB=$PWD/vendor.db
	tix init -q
	tix open 'Splice team is on its way' >/dev/null
	run -0 tix import -q theirs.jsonl
	[ "$(tix list id:1.. --count)" = 6 ]
	parent=$(tix list vendor_case:T-4711 parent: --tsv=id id:1..)
	[ "$(tix list "parent:$parent" --count)" = 4 ]
	sound
}

@test "17:30 what stays is hers, and the desk is sound" {
	clock 17:30
	[ "$(ola list mine --tsv=id,state)" = $'1\topen' ]
	[ "$(tix report summary --since today --until tomorrow \
		--tsv=group,opened,resolved,escalated,returned,backlog |
		grep ^all)" = $'all\t9\t8\t1\t1\t3' ]
	sound
}
