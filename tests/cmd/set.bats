# tix set: any field of a ticket.

load ../lib/common

setup() {
	desk
	tix open one
	tix open two
}

@test "several fields are one change" {
	run -0 --separate-stderr tix set -s 'One, and more' --impact high \
	    --due 2026-11-24T08:00:00Z --channel phone --kind request \
	    --requester ewa --organisation acme --asset prn-4 --service print 1
	[ "$output" = 1 ]
	[ "$stderr" = "" ]
	[ "$(of 1 subject,impact,due,channel,kind,requester,organisation,asset,service)" = \
	    $'One, and more\t1\t2026-11-24T08:00:00Z\tphone\trequest\tewa\tacme\tprn-4\tprint' ]
	[ "$(tix log --tsv=kind 1 | wc -l)" -eq 2 ]
	sound
}

@test "the priority follows impact and urgency where the matrix made it" {
	[ "$(of 1 priority,priority_source)" = $'3\tmatrix' ]
	for row in '1 1 1' '1 2 2' '1 3 3' '2 1 2' '2 2 3' '2 3 4' '3 1 3' \
	    '3 2 4' '3 3 4'; do
		read -r impact urgency want <<<"$row"
		tix set --impact "$impact" --urgency "$urgency" 1
		[ "$(of 1 priority,priority_source)" = "$want"$'\tmatrix' ]
	done
	tix set --impact high 1
	[ "$(of 1 priority)" = 3 ]
	sound
}

@test "a priority by hand stays until it is cleared" {
	tix set --priority 5 1
	[ "$(of 1 priority,priority_source)" = $'5\tmanual' ]
	tix set --impact high --urgency high 1
	[ "$(of 1 priority,priority_source)" = $'5\tmanual' ]
	tix set --priority '' 1
	[ "$(of 1 priority,priority_source)" = $'\t' ]
	tix route 1
	[ "$(of 1 priority,priority_source)" = $'1\tmatrix' ]
	sound
}

@test "a value that is empty clears its field" {
	tix set --requester ewa --due +4h --set vendor_case=SR-1 1
	tix set --requester '' --due '' --set vendor_case= --category '' 1
	[ "$(of 1 requester,due,vendor_case,category)" = $'\t\t\t' ]
	sound
}

@test "a ticket keeps a subject and a kind" {
	for text in '' ' ' $'\t\n' $'\u200b'; do
		run -2 --separate-stderr tix set --subject "$text" 1
		[ "$stderr" = "tix set: a ticket needs a subject" ]
	done
	run -2 --separate-stderr tix set --set kind= 1
	[ "$stderr" = "tix set: a ticket needs a kind" ]
	run -2 --separate-stderr tix set --kind '' 1
	[ "$(of 1 subject,kind)" = $'one\tincident' ]
}

@test "what is so already is no event" {
	tix set --requester ewa 1
	before=$(dump)
	run -0 tix set --requester ewa --subject one 1
	[ "$output" = 1 ]
	run -0 tix set --changed --requester ewa 1 2
	[ "$output" = 2 ]
	[ "$(tix log --tsv=kind 1 | wc -l)" -eq 2 ]
	[ "$before" != "" ]
}

@test "nothing to set is used wrongly" {
	run -2 --separate-stderr tix set 1
	[ "$stderr" = "tix set: set what? give a field" ]
}

@test "names that the desk does not have are listed" {
	run -3 --separate-stderr tix set --queue nowhere 1
	[[ $stderr = "tix set: no queue 'nowhere'; there are: "*network* ]]
	run -3 --separate-stderr tix set --category magic 1
	[[ $stderr = "tix set: no category 'magic'; there are: "*printing* ]]
	run -3 --separate-stderr tix set --set level=L9 1
	[[ $stderr = "tix set: no level 'L9'; there are: L0, L1, L2, L3, L4"* ]]
	run -3 --separate-stderr tix set --set colour=red 1
	[[ $stderr = "tix set: no field 'colour' to set; there are: subject, "* ]]
	[ "$(tix log --tsv=kind 1 | wc -l)" -eq 1 ]
}

@test "fields that only acts may set are not set" {
	for field in id state waiting_on wait_until opened updated taken \
	    first_response resolved closed resolution rating effort \
	    undelivered parent \
	    merged_into links count origin fields next_due breached \
	    priority_source; do
		run -3 --separate-stderr tix set --set "$field=1" 1
		[[ $stderr = "tix set: no field '$field' to set; there are: "* ]]
	done
	[ "$(tix log --tsv=kind 1 | wc -l)" -eq 1 ]
}

@test "values that are none are refused" {
	for bad in priority=0 priority=6 priority=1x priority=-1 due=someday \
	    channel=pigeon kind=wish; do
		run --separate-stderr tix set --set "$bad" 1
		[[ $status = [23] ]]
		[ "$output" = "" ]
	done
	run -2 --separate-stderr tix set --set subject 1
	[ "$stderr" = "tix set: --set subject=VALUE" ]
	run -3 --separate-stderr tix set --set =x 1
	[ "$(tix log --tsv=kind 1 | wc -l)" -eq 1 ]
}

@test "bounds hold to the byte" {
	tix set --subject "$(printf '%01000d' 0)" 1
	[ "$(of 1 subject | wc -c)" -eq 1001 ]
	run -2 --separate-stderr tix set --subject "$(printf '%01001d' 0)" 1
	tix set --requester "$(printf '%0200d' 0)" 1
	run -2 --separate-stderr tix set --requester "$(printf '%0201d' 0)" 1
	[ "$(of 1 requester | wc -c)" -eq 201 ]
	sound
}

@test "tags and watchers are set as a whole, too" {
	tix set --set 'tags=b a b' --set watchers=ewa,jan 1
	[ "$(of 1 tags,watchers)" = $'a b\tewa jan' ]
	tix set --set tags= 1
	[ "$(of 1 tags)" = "" ]
	run -2 --separate-stderr tix set \
	    --set "tags=$(seq -f w%g 65 | tr '\n' ' ')" 1
	sound
}

@test "what is done can be set, what is merged cannot" {
	tix close 1
	tix set --category printing 1
	[ "$(of 1 category,state)" = $'printing\tclosed' ]
	tix open three
	tix merge --into 3 2
	run -4 --separate-stderr tix set --asset x 2
	[ "$stderr" = "tix set: ticket 2 is merged into 3" ]
	sound
}

@test "hostile text is stored as it came" {
	text=$'\'; DROP TABLE ticket; --\e]0;x\a\u202e\x80'
	tix set --subject "$text" --service $'a\x01b' 1
	dump >/dev/null
	[ "$(sqlite3 copy/tix.db "SELECT hex(CAST(subject AS BLOB)) FROM ticket
	    WHERE id = 1")" = "$(printf %s "$text" | od -An -v -tx1 |
		tr -d ' \n' | tr a-f A-F)" ]
	run -0 tix show 1
	[[ $output != *$'\e'* && $output != *$'\a'* ]]
	sound
}

@test "a change made earlier than a later one is refused" {
	tix set --requester ewa --now 2026-11-23T16:00:00Z 1
	run -4 --separate-stderr tix set --requester jan --at 2026-11-23T15:00:00Z \
	    --now 2026-11-23T17:00:00Z 1
	[ "$(of 1 requester)" = ewa ]
	sound
}

@test "a dry run says what would change and changes nothing" {
	before=$(dump)
	run -0 --separate-stderr tix set --impact high --requester ewa -n 1
	[ "$stderr" = "tix set: would change ticket 1
  +requester: ewa
  -impact: medium
  +impact: high
  -priority: 3
  +priority: 2" ]
	[ "$(dump)" = "$before" ]
}
