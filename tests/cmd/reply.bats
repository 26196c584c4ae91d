# tix reply: what is sent, what is kept, and what is said of what was not sent.

load ../lib/common

setup() {
	desk
	export TIX_SENDMAIL=$PWD/sendmail
	mailer 'cat >mail; printf "%s\n" "$*" >args'
	tix open --requester 'Ewa Nowak <ewa@example.org>' 'VPN down'
	tix open --requester tom 'Printer jams'
}

# A sendmail that runs $1.
mailer() {
	printf '#!/bin/sh\ncd %s || exit 99\n%s\n' "$PWD" "$1" >sendmail
	chmod +x sendmail
}

kinds() {
	tix log --tsv=kind "$1" | tr '\n' ' '
}

# A header line or the text ($2: text) of the mail, by another reader.
mail_has() {
	python3 - "$1" <<-'END'
		import email, email.policy, sys
		m = email.message_from_binary_file(open("mail", "rb"),
		    policy=email.policy.default)
		assert not m.defects, m.defects
		print(m.get_content() if sys.argv[1] == "text" else m[sys.argv[1]],
		    end="")
	END
}

@test "a reply is stored, sent, and counts as the first response" {
	run -0 --separate-stderr tix reply -m 'Is it slow by cable too?' 1
	[ "$output" = 1 ]
	[ "$stderr" = "" ]
	[ "$(cat args)" = '-t -oi' ]
	[ "$(mail_has to)" = 'Ewa Nowak <ewa@example.org>' ]
	[ "$(mail_has subject)" = '[standard #1] VPN down' ]
	[ "$(mail_has text)" = 'Is it slow by cable too?' ]
	[ "$(mail_has date)" = 'Mon, 23 Nov 2026 14:00:00 +0000' ]
	[ "$(mail_has auto-submitted)" = no ]
	[ "$(kinds 1)" = 'opened replied sent ' ]
	[ "$(of 1 first_response)" = 2026-11-23T14:00:00Z ]
	id=$(tix log --json=data 1 | python3 -c '
import json, sys
print([r["data"] for r in json.load(sys.stdin)][-1]["message_id"])')
	[[ $id =~ ^tix\.1\.4\.[0-9a-f]{32}@[0-9a-f]{16}\.tix\.invalid$ ]]
	[ "$(mail_has message-id)" = "<$id>" ]
	sound
}

@test "no word of a ticket makes a header line or an argument" {
	tix open --requester 'x@y' $'up\nBcc: all@example.org\r\n\r\nbody -oQ/tmp'
	run -0 --separate-stderr tix reply -m $'.\nFrom me\n\xff' 3
	[ "$(cat args)" = '-t -oi' ]
	[ "$(mail_has bcc)" = None ]
	[[ $(mail_has subject) = '[standard #3] up Bcc: all@example.org'* ]]
	[ "$(mail_has text)" = $'.\nFrom me\n\xef\xbf\xbd' ]
	run -1 grep -n '^From \|^\.$\|^[Bb]cc' mail
}

@test "an address is given with --to, copies with --cc, the sender is set" {
	mkdir -p "$HOME/.config/tix"
	echo 'from = "help@example.org"' >"$HOME/.config/tix/config"
	run -0 --separate-stderr tix reply -m x --to '"Nowak, Ewa" <e@x.org>' \
		--cc a@b --cc 'Łukasz <c@d>' 2
	[ "$(mail_has from)" = help@example.org ]
	[ "$(mail_has to)" = '"Nowak, Ewa" <e@x.org>' ]
	[ "$(mail_has cc)" = 'a@b, Łukasz <c@d>' ]
	[[ $(tix show 2) = *'replied by '*': mail to "Nowak, Ewa" <e@x.org>, copy to a@b, Łukasz <c@d>'* ]]
}

@test "what is no single address is refused before anything is stored" {
	before=$(dump)
	for bad in 'a@b, c@d' $'a@b\nBcc: c@d' 'a' '' '|prog@x' 'g: a@b;'; do
		run -2 --separate-stderr tix reply -m x --to "$bad" 1
		[ "$output" = "" ]
		[[ $stderr = "tix reply: no mail address '"* ]]
		run -2 --separate-stderr tix reply -m x --cc "$bad" 1
	done
	run -4 --separate-stderr tix reply -m x 2
	[ "$stderr" = "tix reply: ticket 2: 'tom' is no mail address: give --to" ]
	tix open nobody
	run -4 --separate-stderr tix reply -m x 3
	[ "$stderr" = "tix reply: ticket 3 has no requester to reply to: give --to" ]
	[ ! -e mail ]
	[ "$(kinds 1)" = 'opened ' ]
}

@test "what was said already is recorded and nothing is sent" {
	for way in phone chat in-person; do
		run -0 --separate-stderr tix reply --by $way -m 'restarted it' 2
		[ "$output" = 2 ]
	done
	[ ! -e mail ]
	[ "$(kinds 2)" = 'opened replied replied replied ' ]
	[ "$(of 2 first_response)" = 2026-11-23T14:00:00Z ]
	run -2 --separate-stderr tix reply --by mail -m x 2
	[ "$stderr" = "tix reply: no by 'mail'; there are: phone, chat, in-person" ]
	run -2 --separate-stderr tix reply --by phone --cc a@b -m x 2
	[ "$stderr" = "tix reply: by phone nothing is sent: it goes with neither --hook nor --cc" ]
	sound
}

@test "a reply to oneself is no response" {
	tix open --requester "$(id -un)" mine
	tix reply --by chat -m note 3
	[ "$(of 3 first_response)" = "" ]
}

@test "a reply that fails is kept, said so, and stops no clock" {
	mailer 'cat >/dev/null; echo "mailbox is full" >&2; echo two >&2; exit 75'
	run -75 --separate-stderr tix reply --await -m 'hello there' 1
	[ "$output" = "" ]
	[ "$stderr" = "tix reply: ticket 1: the reply was not delivered: mailbox is full (exit 75); tix reply --resend 1 sends it again" ]
	[ "$(kinds 1)" = 'opened replied unsent ' ]
	[ "$(of 1 first_response,state)" = $'\tnew' ]
	run -0 tix show 1
	[[ $output = *"    mailbox is full (exit 75)"* ]]
	[ "${lines[-1]}" = "not delivered: the reply with number 4; tix reply --resend 1 sends it again" ]
	[[ $(tix log 1) = *"unsent"*"mailbox is full (exit 75)"* ]]
	sound
}

@test "what was not delivered is sent again, once" {
	mailer 'exit 1'
	run -75 tix reply --cc c@d -m first 1
	run -75 tix reply -m second 1
	run -75 --separate-stderr tix reply --resend 1
	[ "$output" = "" ]
	[ "$(kinds 1)" = 'opened replied unsent replied unsent unsent ' ]
	mailer 'cat >>mails; cp mails mail'
	run -0 --separate-stderr tix reply --resend --dry-run 1 2
	[ "$output" = "" ]
	[ "$stderr" = "tix reply: ticket 1: would send 2 replies
tix reply: ticket 2: would send 0 replies" ]
	run -0 --separate-stderr tix reply --resend --await 1 2
	[ "$output" = $'1\n2' ]
	[ "$(grep -c '^To: Ewa Nowak <ewa@example.org>$' mails)" = 2 ]
	[ "$(grep -cx 'Cc: c@d' mails)" = 1 ]
	[ "$(grep -x 'first\|second' mails | tr '\n' ' ')" = 'first second ' ]
	[ "$(of 1 state,waiting_on)" = $'waiting\tcustomer' ]
	[[ $(tix show 1) != *"not delivered"* ]]
	run -0 --separate-stderr tix reply --resend 1
	[ "$(grep -c ^To: mails)" = 2 ]
	run -3 --separate-stderr tix reply --resend 9 x 1
	[ "$output" = 1 ]
	[ "$stderr" = "tix reply: no ticket '9'
tix reply: no ticket 'x'" ]
	run -2 --separate-stderr tix reply --resend -m x 1
	sound
}

@test "a ticket knows how many replies it has that were not sent" {
	[ "$(of 1 undelivered)" = "" ]
	mailer 'exit 1'
	run -75 tix reply -m first 1
	run -75 tix reply -m second 1
	run -75 tix reply -m third 2 --to x@y
	tix reply --by phone -m spoken 2
	[ "$(tix list undelivered:1.. --sort id --tsv=id,undelivered)" = $'1\t2\n2\t1' ]
	[ "$(tix list undelivered:2.. --tsv)" != "" ]
	[ "$(tix show -b 1 | grep ^undelivered)" = 'undelivered     2' ]
	[ "$(tix sql 'SELECT sum(undelivered) FROM v_ticket')" = 3 ]
	run -75 tix reply --resend 1
	[ "$(of 1 undelivered)" = 2 ]
	tix undo -q --event "$(tix log 1 --tsv=seq,kind |
		awk '$2 == "replied" { print $1; exit }')" 1
	[ "$(of 1 undelivered)" = 1 ]
	mailer 'cat >mail'
	tix reply --resend 1
	[ "$(mail_has text)" = second ]
	[ "$(of 1 undelivered)" = "" ]
	[ "$(tix list undelivered: id:1 --tsv=id)" = 1 ]
	sound
}

@test "whatever was not delivered on the desk is found and sent again" {
	mailer 'exit 1'
	run -75 tix reply -m first 1
	run -75 tix reply -m second 2 --to x@y
	tix open three
	mailer 'cat >>mails'
	run -0 --separate-stderr tix reply --resend --query undelivered:1.. -n
	[ "$stderr" = "tix reply: ticket 1: would send 1 reply
tix reply: ticket 2: would send 1 reply" ]
	run -4 --separate-stderr tix reply --resend --query undelivered:1.. --max 1
	[ "$stderr" = "tix reply: 2 tickets are more than --max 1; nothing was changed" ]
	[ ! -e mails ]
	run -2 --separate-stderr tix reply --resend --query undelivered:1.. 1
	run -2 --separate-stderr tix reply --resend --query ''
	run -2 --separate-stderr tix reply --resend --query undelivered:1.. --atomic
	run -0 --separate-stderr tix reply --resend --query undelivered:1..
	[ "$output" = $'1\n2' ]
	[ "$(grep -c ^To: mails)" = 2 ]
	[ "$(tix list undelivered:1.. --tsv)" = "" ]
	run -0 --separate-stderr tix reply --resend --query undelivered:1..
	[ "$output" = "" ]
	sound
}

@test "of several the others go out, and the status is the gravest" {
	mailer 'if grep -q "^To: bad"; then exit 1; fi'
	tix open --requester bad@x.org three
	tix open --requester good@x.org four
	run -75 --separate-stderr tix reply -m x 3 1 9 2 4
	[ "$output" = $'1\n4' ]
	[ "$(kinds 3)" = 'opened replied unsent ' ]
	[ "$(kinds 2)" = 'opened ' ]
	[[ $stderr = *"no ticket '9'"* ]]
	run -75 --separate-stderr tix reply --json -m x 3 1
	[ "$(python3 -c 'import json, sys; print(json.loads(sys.argv[1]))' "$output")" = \
	    "[{'id': 1}]" ]
}

@test "one that hangs is ended, and nothing is held meanwhile" {
	mailer 'trap "" TERM; echo started >up; sleep 60 & wait; sleep 60'
	tix reply --timeout 2s -m x 1 >out 2>err &
	while [ ! -e up ]; do sleep 0.05; done
	run -0 --separate-stderr timeout 2 tix note --wait 1s -m meanwhile 1
	status=0
	wait %1 || status=$?
	[ "$status" -eq 75 ]
	[ "$(cat err)" = "tix reply: ticket 1: the reply was not delivered: '$PWD/sendmail' took longer than 2 s; tix reply --resend 1 sends it again" ]
	[ "$(kinds 1)" = 'opened replied noted unsent ' ]
}

@test "killed between storing and sending it is not delivered" {
	mailer 'echo $PPID >up; echo $$ >mine; exec sleep 60'
	tix reply -m x 1 3>&- &
	while [ ! -s up ]; do sleep 0.05; done
	kill -9 "$(cat up)"
	wait %1 || :
	[ "$(kinds 1)" = 'opened replied ' ]
	[ "$(of 1 first_response)" = "" ]
	[[ $(tix show 1) = *"not delivered: the reply with number 4;"* ]]
	kill "$(cat mine)"
	while kill -0 "$(cat mine)" 2>/dev/null; do sleep 0.05; done
	mailer 'cat >mail'
	run -0 --separate-stderr tix reply --resend 1
	[ "$output" = 1 ]
	[ "$(mail_has text)" = x ]
	sound
}

@test "an interrupt ends the sending, and the reply stays undelivered" {
	mailer 'echo $PPID >up; exec sleep 60'
	tix reply -m x 1 >out 2>err 3>&- &
	while [ ! -s up ]; do sleep 0.05; done
	kill -TERM "$(cat up)"
	status=0
	wait %1 || status=$?
	[ "$status" -eq 130 ]
	[ ! -s out ]
	[[ $(cat err) = *"was not delivered: interrupted; "* ]]
	[[ $(tix show 1) = *"not delivered: the reply with number 4;"* ]]
}

@test "a program that is not there is told before anything is stored" {
	TIX_SENDMAIL=/nowhere/sendmail run -3 --separate-stderr \
		tix reply -m x 1
	[ "$stderr" = "tix reply: sendmail '/nowhere/sendmail': No such file or directory" ]
	[ "$(kinds 1)" = 'opened ' ]
}

@test "a hook gets one line of JSON, and no argument" {
	mkdir -p "$HOME/.config/tix"
	printf '#!/bin/sh\ncd %s\nwc -l >n <in; cat >in; wc -l <in >n; echo "$#" >args\n' \
		"$PWD" >sms
	chmod +x sms
	: >in
	echo "hook.sms = \"$PWD/sms\"" >"$HOME/.config/tix/config"
	tix set requester='+48 600' 2 2>/dev/null ||
		tix open --requester '+48 600' $'jam\n"quoted"'
	id=$(tix list --tsv=id 'requester:"+48 600"' | tail -n 1)
	run -0 --separate-stderr tix reply --hook sms -m $'two\nlines \xff' "$id"
	[ "$output" = "$id" ]
	[ "$(cat args)" = 0 ]
	[ "$(cat n)" -eq 1 ]
	python3 - "$id" <<-'END'
		import json, sys
		d = json.load(open("in", encoding="utf-8"))
		assert d["event"] == "reply" and d["id"] == int(sys.argv[1]), d
		assert d["to"] == "+48 600" and d["cc"] is None, d
		assert d["text"] == "two\nlines \ufffd", d
	END
	[[ $(tix show "$id") = *"hook sms to +48 600"* ]]
	[ "$(of "$id" first_response)" = 2026-11-23T14:00:00Z ]
	echo "reply = \"sms\"" >>"$HOME/.config/tix/config"
	run -0 --separate-stderr tix reply -m again 1
	[ ! -e mail ]
	run -3 --separate-stderr tix reply --hook pager -m x 1
	[ "$stderr" = "tix reply: no hook 'pager': the settings have no hook.pager, nor has the folder of hooks one" ]
	run -3 --separate-stderr tix reply --hook $'../x\n' -m x 1
	[ ! -e "$HOME/.config/x" ]
}

@test "a file goes along, and is kept with the reply" {
	head -c 100000 /dev/urandom >'żółw "1".bin'
	printf 'short' >plain.txt
	run -0 --separate-stderr tix reply -m 'see there' \
		--attach 'żółw "1".bin' --attach plain.txt 1
	python3 - <<-'END'
		import email, email.policy
		m = email.message_from_binary_file(open("mail", "rb"),
		    policy=email.policy.default)
		text, one, two = m.iter_parts()
		assert text.get_content() == "see there\n"
		assert one.get_filename() == 'żółw "1".bin', one.get_filename()
		assert one.get_content() == open('żółw "1".bin', "rb").read()
		assert two.get_content() == b"short"
	END
	run -3 --separate-stderr tix reply -m x --attach none 1
	[ "$(kinds 1)" = 'opened replied sent ' ]
	mailer 'exit 1'
	run -75 tix reply -m again --attach plain.txt 1
	mailer 'cat >mail'
	rm plain.txt
	run -0 tix reply --resend 1
	grep -q "$(printf short | base64)" mail
	sound
}

@test "files that are too much for one mail are refused before anything is stored" {
	head -c $((9 << 20)) /dev/zero >one
	head -c $((9 << 20)) /dev/zero >two
	run -0 tix reply -m x --attach one --attach two 1
	[ "$(wc -c <mail)" -gt $((24 << 20)) ]
	echo x >>two
	before=$(tix log --tsv=seq)
	run -2 --separate-stderr tix reply -m x --attach one --attach two 1
	[ "$output" = "" ]
	[ "$stderr" = "tix reply: --attach: 18874370 bytes in one mail; at most 18874368 (mail-files-max)" ]
	[ "$(tix log --tsv=seq)" = "$before" ]
	run -0 tix reply --by chat -m x --attach one --attach two 1
}

@test "time worked is added, and taken off as far as there is any" {
	tix reply --by phone --effort 1h30m -m x 1
	tix reply --by phone --effort -15m -m x 1
	tix note --effort 5m -m x 1
	[ "$(of 1 effort)" = 4800 ]
	run -4 --separate-stderr tix note --effort -81m -m x 1
	[ "$stderr" = "tix note: ticket 1: the effort is 1h 20m, 1h 21m cannot be taken off" ]
	run -0 tix note --effort -80m -m x 1
	[ "$(of 1 effort)" = 0 ]
	for bad in 2bh 0m 5 x -; do
		run -2 --separate-stderr tix note --effort "$bad" -m x 1
	done
	sound
}

@test "--await is refused where the ticket cannot wait" {
	tix resolve --code fixed -m solved 1
	before=$(dump)
	run -4 --separate-stderr tix reply --await -m x 1
	[ "$stderr" = "tix reply: ticket 1 is resolved" ]
	[ "$(dump)" = "$before" ]
	run -0 tix reply -m 'all well?' 1
	[ "$(of 1 state)" = resolved ]
	run -0 tix reply --by phone --await -m x 2
	[ "$(of 2 state,waiting_on)" = $'waiting\tcustomer' ]
}

@test "an empty reply is refused before anything is touched" {
	before=$(dump)
	for args in '' '-m ""' '-F /dev/null'; do
		run -2 --separate-stderr bash -c "tix reply $args 1"
		[ "$output" = "" ]
		[ "$stderr" = "tix reply: an empty reply: give -m or -F" ]
	done
	run -2 --separate-stderr tix reply -m $' \n\xe2\x80\x8b' 1
	[ "$stderr" = "tix reply: an empty reply" ]
	[ "$(dump)" = "$before" ]
}

@test "a dry run sends nothing and stores nothing" {
	before=$(dump)
	run -0 --separate-stderr tix reply -n -m x 1
	[ "$output" = "" ]
	[[ $stderr = "tix reply: would change ticket 1"* ]]
	[ ! -e mail ]
	[ "$(dump)" = "$before" ]
}

@test "a reply that cannot be stored is not sent" {
	exec 8>>"$TIX_DB-gate"
	flock 8
	run -75 --separate-stderr tix reply --wait 1s -m x 1
	[ ! -e mail ]
	flock -u 8
	[ "$(kinds 1)" = 'opened ' ]
}

@test "one that went out and cannot be noted says so" {
	mailer 'cat >mail; exec 8>>"$TIX_DB-gate"; flock 8; (sleep 3) & exit 0'
	run -75 --separate-stderr tix reply --wait 1s -m x 1
	[ "$output" = "" ]
	[[ $stderr = "tix reply: ticket 1: the reply was sent, but that could not be noted: "* ]]
	[ -s mail ]
}

@test "the longest reply goes out whole" {
	head -c 1048576 /dev/zero | tr '\0' x >long
	run -0 --separate-stderr tix reply -F long 1
	[ "$(mail_has text | tr -d '\n' | wc -c)" = 1048576 ]
	echo x >>long
	run -2 --separate-stderr tix reply -F long 1
	[[ $stderr = *"more than 1048576 bytes (body-max)" ]]
}

@test "canned answers are listed, filled in, and recorded" {
	python3 - "$ROOT/lib/store/builtin.desk" >desk.json <<-'END'
		import json, sys
		d = json.loads(open(sys.argv[1]).readline())
		d["templates"] = [
		    {"name": "thanks", "help": "say thanks",
		     "text": "Dear {{requester}},\nthanks for #{{ id }}: "
		             "{{subject}}. {{kind}}{{owner}}\n{{agent}}, {{desk}}"},
		    {"name": "wait", "text": "One moment."}]
		print(json.dumps(d))
	END
	export TIX_DB=$PWD/t.db
	tix init --desk desk.json
	tix open --no-route --requester ewa@x.org 'Odd {{id}}'
	run -0 --separate-stderr tix reply --templates
	[ "$output" = $'thanks\tsay thanks\nwait\t' ]
	run -0 tix reply --as eve --template thanks 1
	[ "$(mail_has text)" = $'Dear ewa@x.org,\nthanks for #1: Odd {{id}}. incident\neve, standard' ]
	run -0 --separate-stderr tix note --template wait 1
	[[ $(tix log --json=data 1) = *'"template":"wait"'* ]]
	run -0 bash -c 'tix reply --complete --template "" | cut -f1'
	[ "$output" = $'thanks\nwait' ]
	run -3 --separate-stderr tix reply --template nope 1
	[ "$stderr" = "tix reply: no template 'nope'; there are: thanks, wait" ]
	run -2 --separate-stderr tix reply --template wait -m x 1
	sed 's/{{requester}}/{{nobody}}/' desk.json >bad.json
	run -2 --separate-stderr tix init --db ./bad.db --desk bad.json
	[[ $stderr = *"template 'thanks': no '{{nobody}}'; there are: id, "* ]]
	sound
}

@test "a canned answer may name the desk's own fields" {
	python3 - "$ROOT/lib/store/builtin.desk" >desk.json <<-'END'
		import json, sys
		d = json.loads(open(sys.argv[1]).readline())
		d["fields"] = [{"name": "floor", "type": "integer"},
		    {"name": "site", "type": "text"}]
		d["templates"] = [{"name": "come",
		    "text": "We come to floor {{floor}}{{site}}."}]
		print(json.dumps(d))
	END
	tix init --db ./own.db --desk desk.json
	tix open --db ./own.db --no-route --requester ewa@x.org --set floor=7 x
	run -0 tix reply --db ./own.db --template come 1
	[ "$(mail_has text)" = 'We come to floor 7.' ]
	sed 's/{{site}}/{{town}}/' desk.json >bad.json
	run -2 --separate-stderr tix init --db ./bad.db --desk bad.json
	[[ $stderr = *"no '{{town}}'; there are: id, "*", desk, agent, floor, site" ]]
}

@test "a desk without templates says so, the one of tix init has some" {
	run -0 --separate-stderr tix reply --templates --jsonl=name,text
	[ "${#lines[@]}" -gt 1 ]
	python3 - "$ROOT/lib/store/builtin.desk" >none.json <<-'END'
		import json, sys
		d = json.loads(open(sys.argv[1]).readline())
		d.pop("templates", None)
		print(json.dumps(d))
	END
	tix init -q --db ./none.db --desk none.json
	tix open -q --db ./none.db one
	run -0 --separate-stderr tix reply --db ./none.db --templates
	[ "$output" = "" ]
	run -3 --separate-stderr tix note --db ./none.db --template x 1
	[ "$stderr" = "tix note: no template 'x'; there are: none" ]
}

@test "all or none: where one reply is refused, none is sent" {
	mailer 'cat >>mails'
	tix open --requester 'Jan <jan@example.org>' 'No sound'
	tix merge -q 2 --into 3
	run -4 --separate-stderr tix reply --atomic -m x 1 2 3
	[ "$output" = "" ]
	[[ $stderr = *"nothing was changed"* ]]
	[ ! -e mails ]
	[ "$(kinds 1)" = 'opened ' ]
	run -0 tix reply --atomic -m x 1 3
	[ "$output" = $'1\n3' ]
	[ "$(grep -c '^To:' mails)" = 2 ]
	[ "$(kinds 1)" = 'opened replied sent ' ]
	sound
}
