# The most urgent first, and why.

setup() {
	load ../lib/common
	desk
}

ids() {
	tix list --tsv=id --sort urgency | paste -sd ' '
}

# Scores: 10.0, 4.5, 10.5, 12.5 (its date by hand is past: a breach) and,
# waiting, 4.0; what is closed has none.
some() {
	tix open -q --no-route --priority 1 one
	tix open -q --no-route --priority 3 two
	tix open -q --no-route --priority 1 --due 2026-11-25T02:00:00Z \
		--owner ewa three
	tix open -q --no-route --priority 3 --due 2026-11-23T13:59:59Z four
	tix open -q --no-route --priority 1 five
	tix open -q --no-route --priority 1 six
	tix wait -q --on vendor 5
	tix close -q 6
} >/dev/null

@test "the order follows the score, and --explain says what it is made of" {
	some
	run -0 --separate-stderr tix list --sort urgency --explain --tsv=id id:1..
	# shellcheck disable=SC2154 # run sets it
	[ "$stderr" = "tix list: 4 urgency 12.5: priority 3 +2.5, overdue 1s +6.0, breached +2.0, new +1.0, unassigned +1.0
tix list: 3 urgency 10.5: priority 1 +8.0, due in 1d +2.5
tix list: 1 urgency 10.0: priority 1 +8.0, new +1.0, unassigned +1.0
tix list: 2 urgency 4.5: priority 3 +2.5, new +1.0, unassigned +1.0
tix list: 5 urgency 4.0: priority 1 +8.0, unassigned +1.0, waiting -5.0
tix list: 6 urgency 0.0" ]
	[ "$output" = $'4\n3\n1\n2\n5\n6' ]
}

@test "it turns round, is limited and stands alone" {
	some
	[ "$(ids)" = "4 3 1 2 5" ]
	[ "$(tix list --tsv=id --sort=-urgency | paste -sd ' ')" = "5 2 1 3 4" ]
	for n in 1 2 3 4; do
		run -0 --separate-stderr tix list --sort urgency --limit $n --tsv=id
		[ "$output" = "$(tix list --sort urgency --tsv=id | head -n $n)" ]
		[ "$stderr" = "tix list: the first $n; there are more" ]
	done
	run -0 --separate-stderr tix list --sort urgency --limit 5 --tsv=id
	[ -z "$stderr" ]
	run -2 --separate-stderr tix list --sort urgency,id
	[ "$stderr" = "tix list: 'urgency' sorts alone" ]
}

@test "what blocks live tickets counts more, what they block less" {
	tix open -q --no-route --priority 3 one >/dev/null
	tix open -q --no-route --priority 3 two >/dev/null
	tix open -q --no-route --priority 3 three >/dev/null
	tix link -q --blocks 1 3 >/dev/null
	run -0 tix list --sort urgency --explain --tsv=id
	[ "${lines[0]}" = "tix list: 3 urgency 7.5: priority 3 +2.5, blocks 1 +3.0, new +1.0, unassigned +1.0" ]
	[ "$(ids)" = "3 2 1" ]
	[ "$(tix list --sort urgency --explain --tsv=id 2>&1 | grep '1 urgency')" = \
		"tix list: 1 urgency 0.5: priority 3 +2.5, blocked -4.0, new +1.0, unassigned +1.0" ]
	tix close -q 3 >/dev/null
	[ "$(tix list --sort urgency --explain --tsv=id 2>&1 | grep '1 urgency')" = \
		"tix list: 1 urgency 4.5: priority 3 +2.5, new +1.0, unassigned +1.0" ]
}

@test "a limit keeps the same tickets as a whole list, whatever their number" {
	for i in {1..60}; do
		tix open -q --no-route --priority $((i * 7 % 5 + 1)) \
			--at "2026-11-$((i % 12 + 10))T0$((i % 10)):00:00Z" "t$i" \
			>/dev/null
	done
	tix list --sort urgency --tsv=id >all
	for n in 1 2 7 31 59 60 61 1000000000; do
		diff <(tix list -q --sort urgency --tsv=id --limit $n) \
			<(head -n $n all)
	done
	tix list --group priority --sort urgency --tsv=id,priority >all
	cut -f 2 all | sort -nc
	diff <(tix list -q --group priority --sort urgency --limit 20 \
		--tsv=id,priority) <(head -n 20 all)
}
