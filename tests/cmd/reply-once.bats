# A reply on its way: sent once, by one, and not taken back meanwhile.

load ../lib/common

setup() {
	desk
	export TIX_SENDMAIL=$PWD/sendmail
	slow
	tix open --requester ewa@example.org 'VPN down'
	tix open --requester jan@example.org 'Printer jams'
}

teardown() {
	touch "$BATS_TEST_TMPDIR/go" # nothing is left waiting
}

# A sendmail that runs $1.
mailer() {
	printf '#!/bin/sh\ncd %s || exit 99\n%s\n' "$PWD" "$1" >sendmail
	chmod +x sendmail
}

# One that says that it is up, and by whom, and sends once it may.
slow() {
	mailer 'cat >mine.$$; echo $PPID $$ >up.new; mv up.new up
while [ ! -e go ]; do sleep 0.05; done
cat mine.$$ >>mails'
}

# The reply of ticket 1 is being sent.
start() {
	tix reply -m x "$@" >out 2>err 3>&- &
	sending=$!
	until_there up
}

until_there() {
	for ((i = 0; i < 200; i++)); do
		[ ! -e "$1" ] || return 0
		sleep 0.05
	done
	return 1
}

kinds() {
	tix log --tsv=kind "$1" | tr '\n' ' '
}

# How many mails went out, and under how many names.
mails() {
	grep -c '^To: ' mails || :
}

names() {
	grep -i '^Message-ID:' mails | sort -u | wc -l
}

@test "what is being sent is not sent again meanwhile, which is said" {
	start 1
	run -75 --separate-stderr tix reply --resend 1 2
	[ "$output" = 2 ]
	[ "$stderr" = "tix reply: ticket 1: the reply with number 4 is being sent by another command" ]
	run -75 --separate-stderr tix reply --resend --dry-run 1
	[ "${stderr_lines[1]}" = "tix reply: ticket 1: would send 0 replies" ]
	touch go
	wait "$sending"
	[ "$(cat out)" = 1 ]
	[ ! -s err ]
	[ "$(mails)" = 1 ]
	[ "$(kinds 1)" = 'opened replied sent ' ]
	run -0 --separate-stderr tix reply --resend 1
	[ "$output" = 1 ]
	[ "$(mails)" = 1 ]
	sound
}

@test "of a ticket's replies those that nobody sends go out" {
	mailer 'exit 1'
	run -75 tix reply -m first 1
	slow
	start 1
	mailer 'cat >>mails'
	run -75 --separate-stderr tix reply --resend 1
	[ "$output" = "" ]
	[ "$(grep -cx first mails)" = 1 ]
	touch go
	wait "$sending"
	[ "$(mails)" = 2 ]
	[ "$(names)" = 2 ]
	[ "$(kinds 1)" = 'opened replied unsent replied sent sent ' ]
}

@test "of several that send it again at once one does" {
	mailer 'exit 1'
	run -75 tix reply -m x 1
	mailer 'cat >mine.$$; sleep 0.3; cat mine.$$ >>mails'
	for n in 1 2 3 4 5; do
		(status=0
		tix reply --resend 1 >"out.$n" 2>"err.$n" 3>&- || status=$?
		echo "$status" >"status.$n") &
	done
	wait
	[ "$(mails)" = 1 ]
	[ "$(kinds 1)" = 'opened replied unsent sent ' ]
	grep -qx 0 status.?
	run -1 grep -vx '0\|75' status.?
	sound
}

@test "each attempt to send a reply has the same Message-ID, another reply has another" {
	mailer 'cat >>mails; exit 1'
	run -75 tix reply -m x 1
	run -75 env -u TIX_NOW tix reply --resend 1
	mailer 'cat >>mails'
	run -0 tix reply --resend 1
	[ "$(mails)" = 3 ]
	[ "$(names)" = 1 ]
	run -0 tix reply -m x 1
	[ "$(names)" = 2 ]
	dump >/dev/null
	IFS='|' read -r event desk < <(sqlite3 copy/tix.db "SELECT
		(SELECT lower(substr(hex(hash), 1, 32)) FROM event WHERE seq = 4),
		(SELECT lower(substr(hex(hash), 1, 16)) FROM event WHERE seq = 1)")
	grep -qx "Message-ID: <tix.1.4.$event@$desk.tix.invalid>" mails
}

@test "a reply is not taken back while it is being sent" {
	start 1
	before=$(dump)
	run -4 --separate-stderr tix undo 1
	[ "$output" = "" ]
	[ "$stderr" = "tix undo: event 4: the reply is being sent: if that does not deliver it, it can be taken back afterwards" ]
	[ "$(dump)" = "$before" ]
	touch go
	wait "$sending"
	run -4 --separate-stderr tix undo 1
	[ "$stderr" = "tix undo: event 4: the reply went out" ]
	[ "$(kinds 1)" = 'opened replied sent ' ]
}

@test "one that was not delivered can be taken back, and is not sent then" {
	mailer 'exit 1'
	run -75 tix reply -m x 1
	run -0 --separate-stderr tix undo 1
	slow
	run -0 --separate-stderr tix reply --resend 1
	[ ! -e up ]
	[ "$(kinds 1)" = 'opened replied unsent retracted ' ]
	[[ $(tix show 1) != *"not delivered"* ]]
	sound
}

@test "one taken back before its turn came is not sent, which is said" {
	start 1 2
	run -0 --separate-stderr tix undo 2
	touch go
	status=0
	wait "$sending" || status=$?
	[ "$status" -eq 4 ]
	[ "$(cat out)" = 1 ]
	[ "$(cat err)" = "tix reply: ticket 2: the reply was taken back before it was sent" ]
	[ "$(mails)" = 1 ]
	[ "$(kinds 2)" = 'opened replied retracted ' ]
	sound
}

@test "one that another command sent before its turn came is not sent again" {
	start 1 2
	mailer 'cat >>mails'
	run -0 --separate-stderr tix reply --resend 2
	touch go
	wait "$sending"
	[ "$(cat out)" = $'1\n2' ]
	[ "$(mails)" = 2 ]
	[ "$(kinds 2)" = 'opened replied sent ' ]
}

@test "killed, what sends it goes on, and it is left alone until that ends" {
	start 1
	read -r us program <up
	kill -9 "$us"
	wait "$sending" || :
	[ "$(kinds 1)" = 'opened replied ' ]
	run -75 --separate-stderr tix reply --resend 1
	[[ $stderr = *"is being sent by another command" ]]
	run -4 --separate-stderr tix undo 1
	[[ $stderr = *"the reply is being sent: "* ]]
	touch go
	while kill -0 "$program" 2>/dev/null; do sleep 0.05; done
	[ "$(mails)" = 1 ]
	# Nobody noted it: the second one has the name of the first.
	run -0 --separate-stderr tix reply --resend 1
	[ "$(mails)" = 2 ]
	[ "$(names)" = 1 ]
	[ "$(kinds 1)" = 'opened replied sent ' ]
	sound
}

@test "killed together with what sends it, it can be sent or taken back at once" {
	start 1 2
	read -r us program <up
	kill -9 "$us"
	kill -9 -- "-$program"
	wait "$sending" || :
	while kill -0 "$program" 2>/dev/null; do sleep 0.05; done
	run -0 --separate-stderr tix undo 2
	mailer 'cat >>mails'
	run -0 --separate-stderr tix reply --resend 1 2
	[ "$(mails)" = 1 ]
	[ "$(kinds 2)" = 'opened replied retracted ' ]
}

@test "what a program leaves behind keeps no reply" {
	mailer 'setsid sleep 20 >/dev/null 2>&1 & exit 1'
	run -75 tix reply -m x 1
	mailer 'cat >mails'
	run -0 --separate-stderr tix reply --resend 1
	[ "$(mails)" = 1 ]
}

@test "no lock of the desk is held while a program sends" {
	start 1
	run -0 timeout 5 tix note --wait 1s -m meanwhile 1
	run -0 timeout 5 flock --nonblock "$TIX_DB-gate" true
	touch go
	wait "$sending"
	[ "$(kinds 1)" = 'opened replied noted sent ' ]
}
