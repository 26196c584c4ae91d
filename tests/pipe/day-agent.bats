# A day of ewa, who is in the first line.  Each test goes on where the one
# before it ended.
# shellcheck disable=SC2154 # run sets stderr

load ../lib/common
load ../lib/day

# What came in on Friday and this morning, before anybody was there.
setup_file() {
	export BATS_NO_PARALLELIZE_WITHIN_FILE=true
	day_begins refuse <<-'END'
		view.free = "level:L1 unassigned"
		view.free.sort = "urgency"
		view.free.columns = "id,priority,subject"
		alias.left = "list mine or watchers:me"
	END
	clock 15:40 2026-11-20
	tix open 'Password forgotten' -r alicja@example.org --channel phone
	clock 06:50
	tix open 'VPN drops every hour' -r 'Adam <adam@example.org>' --impact high
	clock 07:05
	tix open 'Printer on the third floor jams' -r beata@example.org
	clock 07:20
	tix open 'Printer near the lift is broken' -r celina@example.org
	clock 07:30
	tix open 'Laptop does not start' -r dorota@example.org --impact high \
		--urgency high
	clock 07:40
	tix open 'Excel wants a licence' -r emil@example.org
	clock 07:50
	tix open 'Still no Excel' -r emil@example.org
}

setup() {
	day_goes_on
}

# Of the mail that went out last, by another reader: a header, or its text.
mail_has() {
	python3 - "$1" <<-'END'
		import email, email.policy, sys
		m = email.message_from_binary_file(open("mail", "rb"),
		    policy=email.policy.default)
		print(m.get_content() if sys.argv[1] == "text" else m[sys.argv[1]])
	END
}

@test "08:00 ewa comes in and sees who she is to this desk" {
	clock 08:00
	run -0 --separate-stderr ewa whoami --tsv=agent,level,team
	[ "$output" = $'ewa\tL1\tfirst' ]
	[ "$stderr" = "" ]
}

# By the table of tix-list(1): 8 for priority 1, 2.5 for 3; of the latter one
# is three days old, the others of today, the oldest first.
@test "08:01 her view has what nobody has, the most pressing first" {
	clock 08:01
	run -0 ewa list --view free
	[ "$output" = "5	1	Laptop does not start
1	3	Password forgotten
3	3	Printer on the third floor jams
4	3	Printer near the lift is broken
6	3	Excel wants a licence
7	3	Still no Excel" ]
}

@test "08:05 she takes the first of it" {
	clock 08:05
	run -0 --separate-stderr bash -o pipefail -c \
		'ewa list --view free --limit 1 -q | ewa take'
	[ "$output" = 5 ]
	[ "$stderr" = "" ]
	[ "$(of 5 owner,state,taken)" = $'ewa\topen\t2026-11-23T07:05:00Z' ]
	[ "$(ewa list --view free --count)" = 5 ]
}

@test "08:10 the requester hears in the desk's words that she is on it" {
	clock 08:10
	run -0 ewa reply --template received 5
	[ "$output" = 5 ]
	[ "$(mail_has to)" = dorota@example.org ]
	[ "$(mail_has subject)" = '[harbour #5] Laptop does not start' ]
	[ "$(mail_has text)" = 'Thank you. Your request is ticket 5 here, and ewa is looking into it.' ]
	[ "$(of 5 first_response)" = 2026-11-23T07:10:00Z ]
}

@test "08:30 what was said on the phone is recorded, and nothing is sent" {
	clock 08:30
	rm mail
	run -0 bash -o pipefail -c \
		"ewa take 1 | ewa reply --by phone --effort 5m -m 'reset it with her'"
	[ "$output" = 1 ]
	[ ! -e mail ]
	[ "$(of 1 first_response,effort)" = $'2026-11-23T07:30:00Z\t300' ]
}

@test "08:45 a note keeps what she found, a picture and the time it took" {
	clock 08:45
	head -c 70000 /dev/urandom >board.jpg
	cp board.jpg kept.jpg
	run -0 ewa note --attach board.jpg --effort 15m -m 'the fan is dead' 5
	rm board.jpg
	run -0 ewa show --attachments 5
	[[ $output == *board.jpg* ]]
	ewa show --attachment board.jpg 5 | cmp - kept.jpg
	[ "$(of 5 effort)" = 900 ]
	ewa note --effort -5m -m 'it was ten minutes' 5
	[ "$(of 5 effort)" = 600 ]
}

@test "09:00 one has to answer first: that ticket waits until tomorrow" {
	clock 09:00
	run -0 bash -o pipefail -c "ewa take 1 |
		ewa wait --on customer --until '2026-11-24 08:00'"
	[ "$output" = 1 ]
	[ "$(of 1 state,waiting_on,wait_until)" = \
		$'waiting\tcustomer\t2026-11-24T07:00:00Z' ]
	run -2 --separate-stderr ewa wait --on customer --until 08:00 1
	[ "$stderr" = "tix wait: the end of the wait (--until) is past" ]
}

@test "09:30 the wrong one is resolved, and taken back without a trace" {
	clock 09:30
	tix report summary --until 09:30 --tsv=group,opened,resolved,reopened,backlog \
		>before
	[ "$(grep ^all before)" = $'all\t7\t0\t0\t7' ]
	before=$(of 5 state,owner,first_response,resolved,effort)
	run -2 --separate-stderr ewa resolve --code fixed 5
	[ "$stderr" = "tix resolve: to resolve, this desk requires how it was solved: give -m or -F" ]
	ewa resolve --code fixed -m 'password is reset' --effort 5m 5
	[ "$(of 5 state)" = resolved ]
	clock 09:31
	run -0 --separate-stderr ewa undo
	[ "$output" = 5 ]
	[[ $stderr == "tix undo: the last is event "*" (resolved) of ticket 5" ]]
	[ "$(of 5 state,owner,first_response,resolved,effort)" = "$before" ]
	tix report summary --until 09:30 --tsv=group,opened,resolved,reopened,backlog |
		diff before -
	[ "$(tix log 5 --tsv=kind | tail -n 2 | line)" = "resolved retracted" ]
}

@test "10:00 the same printer twice: the second one ends with the first" {
	clock 10:00
	ewa take 3
	run -0 ewa link 4 --duplicates 3
	[ "$output" = 4 ]
	run -0 ewa reply --template roller 3
	[[ $(mail_has text) == *$'Dear beata@example.org,\nthe roller is worn; it is replaced today.\newa'* ]]
	clock 10:20
	run -0 ewa resolve --code fixed -m 'roller replaced' 3
	[ "$output" = 3 ]
	[ "$(of 3 state,resolution)" = $'resolved\tfixed' ]
	[ "$(of 4 state,resolution)" = $'resolved\tduplicate' ]
}

@test "10:30 somebody wrote twice: the two become one" {
	clock 10:30
	ewa note -m 'licence number is 4711' --effort 2m 7
	ewa merge 6 --into 7
	run -0 --separate-stderr ewa undo --reason 'the other way round'
	[ "$output" = 6 ]
	[ "$(tix list --tsv=id,state,effort id:6,7 --sort id)" = \
		$'6\tnew\t0\n7\tnew\t120' ]
	run -0 ewa merge 7 --into 6 --reason 'the same wish'
	[ "$output" = 7 ]
	[ "$(of 7 state,merged_into,effort)" = $'merged\t6\t0' ]
	[ "$(of 6 state,effort)" = $'new\t120' ]
	run -0 ewa show 6
	[[ $output == *"licence number is 4711"* ]]
	run -4 --separate-stderr ewa take 7
	[ "$output" = "" ]
	[ "$stderr" = "tix take: ticket 7 is merged into 6" ]
}

@test "11:00 a second wish in the same call becomes a ticket of its own" {
	clock 11:00
	ewa take 6
	ewa note -m 'Second monitor wanted' 6
	seq=$(tix log 6 --tsv=seq,kind | awk '$2 == "noted" { n = $1 } END { print n }')
	run -0 ewa split 6 --event "$seq"
	[ "$output" = 8 ]
	[ "$(of 8 subject,requester,state,owner)" = \
		$'Second monitor wanted\temil@example.org\tnew\t' ]
	[ "$(tix list links:split-from:6 --tsv=id)" = 8 ]
}

@test "13:00 what is beyond her goes up, with the reason, and she watches it" {
	clock 13:00
	run -2 --separate-stderr ewa escalate 5
	[ "$stderr" = "tix escalate: why does it go up? give --reason" ]
	run -0 bash -o pipefail -c "ewa tag --add warranty 5 | ewa watch |
		ewa escalate --reason 'the board is dead, fan is not it'"
	[ "$output" = 5 ]
	[ "$(of 5 level,queue,owner,watchers,tags)" = \
		$'L2\tspecialists\t\tewa\twarranty' ]
	run -0 tix show 5
	[[ $output == *"the board is dead, fan is not it"* ]]
}

@test "15:00 no answer until tomorrow morning is an answer, too" {
	clock 15:00
	run -0 ewa wait --on customer --until '2026-11-24 08:30' --then resolve 6
	[ "$(of 6 state,wait_then)" = $'waiting\tresolve' ]
}

@test "16:50 what is hers, and what she watches, is one alias away" {
	clock 16:50
	run -0 ewa left --tsv=id,state
	[ "$output" = "5	open
1	waiting
6	waiting" ]
	[ "$(ewa list --view free --tsv=id)" = 8 ]
}

@test "the next morning cron ends the waits that are over, each in its way" {
	clock 07:59 2026-11-24
	run -0 --separate-stderr tix escalate --due
	[ "$output$stderr" = "" ]
	clock 08:00 2026-11-24
	run -0 --separate-stderr tix escalate --due
	[ "$output" = 1 ]
	[ "$(of 1 state,owner,waiting_on)" = $'open\tewa\t' ]
	clock 08:30 2026-11-24
	run -0 tix escalate --due
	[ "$output" = 6 ]
	[ "$(of 6 state,resolution)" = $'resolved\tno-answer' ]
}

# Counted by hand above: 1 open; 2, 5 and 8 untouched or handed up; 3, 4 and 6
# are resolved, 7 is merged.
@test "the day's figures are those of the day, and the desk is sound" {
	clock 09:00 2026-11-24
	run -0 tix list --count id:1.. --group state
	[ "$(sort <<<"$output")" = "merged	1
new	2
open	2
resolved	3" ]
	[ "$(tix report summary --since 2026-11-23 --until 2026-11-24 \
		--tsv=group,opened,resolved,reopened,cancelled,escalated |
		grep ^all)" = $'all\t7\t2\t0\t1\t1' ]
	sound
}
