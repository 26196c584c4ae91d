# tix open: one ticket.

load ../lib/common

setup() {
	desk
}

@test "a new ticket's number is all that is printed" {
	run -0 --separate-stderr tix open Printer on fire
	[ "$output" = 1 ]
	[ "$stderr" = "" ]
	run -0 tix open Another
	[ "$output" = 2 ]
	[ "$(of 1 subject,state,kind,count)" = $'Printer on fire\tnew\tincident\t1' ]
	sound
}

@test "the standard rules place a ticket by its words" {
	tix open 'VPN tunnel to the branch is down'
	[ "$(of 1 category,queue,level,priority,priority_source)" = \
	    $'network\tnetwork\tL2\t3\tmatrix' ]
	tix open 'Phishing mail in my inbox'
	[ "$(of 2 category,queue,level,urgency,priority)" = \
	    $'security\tsecurity\tL2\t1\t2' ]
	tix open 'Who has the key to the kitchen'
	[ "$(of 3 category,queue,level,priority)" = $'\thelpdesk\tL1\t3' ]
}

@test "a word counts only as a whole one, and case does not matter" {
	tix open 'vpnish things in the mainframe'
	[ "$(of 1 category)" = "" ]
	tix open 'no VpN!'
	[ "$(of 2 category)" = network ]
	tix open 'prevpn'
	[ "$(of 3 category)" = "" ]
	tix open 'a éVPN'
	[ "$(of 4 category)" = "" ]
	tix open -b 'my vpn, again' 'Help'
	[ "$(of 5 category)" = network ]
}

@test "--no-route leaves priority and place alone" {
	tix open --no-route 'VPN down'
	[ "$(of 1 level,queue,category,priority,impact)" = $'\t\t\t\t' ]
}

@test "every option is a field of the ticket" {
	run -0 --separate-stderr tix open -s 'Disk full' -b 'It is /var.' \
	    --kind request --impact high --urgency low -c storage \
	    --service backup --asset srv1 -r ann -l L3 --queue experts \
	    -o bob -t b -t a -t b -k K1 --source syslog \
	    --due 2026-11-24T12:00:00Z --set organisation=acme \
	    --set vendor_case=V-1 --set problem=P1 --set team=night
	[ "$output" = 1 ]
	[ "$stderr" = "" ]
	run -0 --separate-stderr tix show --json 1
	python3 - "$output" <<-'EOF'
	import json, sys
	have = json.loads(sys.argv[1])
	want = dict(subject="Disk full", body="It is /var.", kind="request",
	    impact=1, urgency=3, category="storage", service="backup",
	    asset="srv1", requester="ann", level="L3", queue="experts",
	    owner="bob", tags=["a", "b"], key="K1", source="syslog",
	    due="2026-11-24T12:00:00Z", organisation="acme",
	    vendor_case="V-1", problem="P1", team="night", state="open",
	    priority=3, priority_source="matrix", count=1,
	    opened="2026-11-23T14:00:00Z", taken="2026-11-23T14:00:00Z")
	for k, v in want.items():
	    assert have[k] == v, (k, have[k], v)
	EOF
	sound
}

@test "the matrix of the standard desk, cell by cell" {
	local want=(1 2 3 2 3 4 3 4 4) n=0
	for impact in high medium low; do
		for urgency in high medium low; do
			tix open --impact $impact --urgency $urgency x
			[ "$(of $((n + 1)) priority)" = "${want[n]}" ]
			n=$((n + 1))
		done
	done
}

@test "a step is understood by number and by a start that is unmistakable" {
	tix open --impact h --urgency 3 x
	[ "$(of 1 impact,urgency,priority)" = $'1\t3\t3' ]
	run -3 --separate-stderr tix open --impact 4 x
	[ "$output" = "" ]
	[ "$stderr" = "tix open: no impact '4'; there are: high, medium, low" ]
	run -3 --separate-stderr tix open --urgency highest x
	[ "$stderr" = "tix open: no urgency 'highest'; there are: high, medium, low" ]
	run -3 --separate-stderr tix open --impact 0 x
	[ "$stderr" = "tix open: no impact '0'; there are: high, medium, low" ]
}

@test "a priority by hand stays, P or not, and others are refused" {
	tix open --priority P1 --impact low --urgency low x
	[ "$(of 1 priority,priority_source)" = $'1\tmanual' ]
	tix open --priority 5 x
	[ "$(of 2 priority,priority_source)" = $'5\tmanual' ]
	for p in 0 6 P 1x high -1; do
		run -2 --separate-stderr tix open --priority=$p x
		[ "$output" = "" ]
		[ "$stderr" = "tix open: priority '$p': it is 1 (highest) to 5" ]
	done
}

@test "a level or queue given by hand brings its partner" {
	tix open --queue storage x
	[ "$(of 1 queue,level)" = $'storage\tL2' ]
	tix open --level L3 x
	[ "$(of 2 queue,level)" = $'experts\tL3' ]
	tix open --level L3 'vpn down'
	[ "$(of 3 queue,level,category)" = $'experts\tL3\tnetwork' ]
	tix open --category mail 'vpn down'
	[ "$(of 4 queue,category)" = $'network\tmail' ] ||
	    [ "$(of 4 queue,category)" = $'mail\tmail' ]
}

@test "unknown names are met with the list of those there are" {
	run -3 --separate-stderr tix open --level L9 x
	[ "$stderr" = "tix open: no level 'L9'; there are: L0, L1, L2, L3, L4" ]
	run -3 --separate-stderr tix open --queue l1 x
	[ "$stderr" = "tix open: no queue 'l1'; there are: helpdesk, access, workplace, mail, network, servers, storage, databases, security, specialists, experts, vendors" ]
	run -3 --separate-stderr tix open -c nope x
	[ "$stderr" = "tix open: no category 'nope'; there are: access, hardware, printing, software, mail, network, servers, storage, databases, security, other" ]
	run -2 --separate-stderr tix open --kind task x
	[ "$stderr" = "tix open: no kind 'task'; there are: incident, request, problem, change, security" ]
	run -3 --separate-stderr tix open --set colour=red x
	[[ $stderr = "tix open: no field 'colour' to set; there are: subject, body, kind, "* ]]
	run -3 --separate-stderr tix open --set state=closed x
	[[ $stderr = "tix open: no field 'state' to set; there are: "* ]]
	run -2 --separate-stderr tix open --set owner x
	[ "$stderr" = "tix open: --set owner=VALUE" ]
	run -0 tix list
	[ "$output" = "" ]
}

@test "an unknown option is met with those there are, and nothing is opened" {
	run -2 --separate-stderr tix open --prio 1 --nope x
	[ "$output" = "" ]
	[[ $stderr = "tix open: unknown option '--nope'; there are: --subject, --body, "*", --version" ]]
	run -2 --separate-stderr tix open -Z x
	[[ $stderr = "tix open: unknown option '-Z'; there are: "* ]]
	run -2 --separate-stderr tix open -é x
	[[ $stderr = "tix open: unknown option '-"*"'; there are: "* ]]
	[[ $stderr != *tix-open* ]]
	run -2 --separate-stderr tix open x --key
	[ "$stderr" = "tix open: option '--key' wants a value" ]
	run -0 tix list
	[ "$output" = "" ]
}

@test "a ticket needs a subject, once" {
	run -2 --separate-stderr tix open
	[ "$stderr" = "tix open: a ticket needs a subject" ]
	run -2 --separate-stderr tix open ''
	[ "$stderr" = "tix open: a ticket needs a subject" ]
	# Blanks, controls, a zero-width space and joiner, a no-break space.
	for subject in ' ' $' \t\n' $'\u200b' $'\u200d \u00a0' $'\u3164\ufeff'; do
		run -2 --separate-stderr tix open "$subject"
		[ "$output" = "" ]
		[ "$stderr" = "tix open: a ticket needs a subject" ]
	done
	run -2 --separate-stderr tix open -s one two
	[ "$stderr" = "tix open: a subject twice: as an option and as operands" ]
	run -2 --separate-stderr tix open -b x -F /dev/null y
	[ "$stderr" = "tix open: text comes from an option or from a file, not both" ]
}

@test "behind -- everything is the subject, dashes too" {
	tix open -- --key -n
	[ "$(of 1 subject)" = "--key -n" ]
	tix open -s --json
	[ "$(of 2 subject)" = "--json" ]
}

@test "a subject of 1000 bytes fits, one of 1001 or a million does not" {
	run -0 tix open "$(printf '%01000d' 0)"
	run -2 --separate-stderr tix open "$(printf '%01001d' 0)"
	[ "$output" = "" ]
	[ "$stderr" = "tix open: subject: 1001 bytes; at most 1000 (subject-max)" ]
	printf '%0100000d' 0 >long
	run -2 --separate-stderr tix open "$(<long)"
	[ "$stderr" = "tix open: subject: 100000 bytes; at most 1000 (subject-max)" ]
	[ "$(tix list --tsv=id)" = 1 ]
}

@test "a body of 1 MiB fits to the byte, and one more does not" {
	head -c 1048576 /dev/zero | tr '\0' a >fits
	head -c 1048577 /dev/zero | tr '\0' a >over
	run -0 --separate-stderr tix open -F fits big
	run -2 --separate-stderr tix open -F over big
	[ "$stderr" = "tix open: 'over': more than 1048576 bytes (body-max)" ]
	run -2 --separate-stderr bash -o pipefail -c 'yes | tix open -F - big'
	[ "$stderr" = "tix open: standard input: more than 1048576 bytes (body-max)" ]
	[ "$(tix show --json=body 1 | python3 -c 'import json, sys
print(len(json.load(sys.stdin)["body"]))')" = 1048576 ]
}

@test "a body with a NUL is refused, not cut" {
	run -2 --separate-stderr bash -o pipefail -c \
	    'printf "ab\0c" | tix open -F - x'
	[ "$output" = "" ]
	[ "$stderr" = "tix open: standard input: a NUL at byte 2; text holds none" ]
	run -0 tix list
	[ "$output" = "" ]
}

@test "a body's file that is not there, or a folder, is one clear line" {
	run -3 --separate-stderr tix open -F none x
	[ "$stderr" = "tix open: 'none': No such file or directory" ]
	run -74 --separate-stderr tix open -F . x
	[ "$stderr" = "tix open: '.': Is a directory" ]
}

@test "text is kept to the byte, whatever it is" {
	python3 - <<-'EOF'
	import subprocess, json, base64
	subjects = [b"\x1b]0;owned\x07\x1b[2J", "a\u202egpj.exe".encode(),
	    b"bad \xff\xfe \xc0\xaf", b"two\nlines\r\n", b"tab\there",
	    b" leading and trailing ", b"'; DROP TABLE ticket; --", b"%s%n%d",
	    b"$(id) `id` \\n", "\ufeffbom".encode(), b"\xed\xa0\x80",
	    "\U0010ffff".encode(), b"\x7f\x01.", b"\"quoted\" OR NOT *"]
	for i, s in enumerate(subjects, 1):
	    p = subprocess.run([b"tix", b"open", b"-b", s, b"--", s],
	        capture_output=True)
	    assert (p.returncode, p.stdout, p.stderr) == (0, b"%d\n" % i, b""), p
	    out = subprocess.run(["tix", "show", "--tsv=subject,body", str(i)],
	        capture_output=True).stdout
	    assert b"\x1b" not in out and b"\n" not in out[:-1], out
	    out = subprocess.run(["tix", "show", "--jsonl=subject", str(i)],
	        capture_output=True).stdout
	    want = s.decode("utf-8", "replace")
	    try:
	        s.decode()
	    except UnicodeDecodeError:
	        continue
	    assert json.loads(out)["subject"] == want, (out, want)
	EOF
	# To the byte: in the file itself.
	dump >/dev/null
	python3 - copy/tix.db <<-'EOF'
	import sqlite3, sys
	db = sqlite3.connect(sys.argv[1])
	db.text_factory = bytes
	rows = dict(db.execute("SELECT id, subject FROM ticket"))
	assert rows[1] == b"\x1b]0;owned\x07\x1b[2J"
	assert rows[3] == b"bad \xff\xfe \xc0\xaf", rows[3]
	assert rows[11] == b"\xed\xa0\x80"
	EOF
	sound
}

@test "a complaint never carries raw escape sequences" {
	run -3 --separate-stderr tix open --level $'\e]0;x\a\xe2\x80\xae' x
	[[ $stderr != *$'\e'* ]]
	[[ $stderr != *$'\a'* ]]
	[[ $stderr != *$'\xe2\x80\xae'* ]]
	run -2 --separate-stderr tix open $'--\e[31m' x
	[[ $stderr != *$'\e'* ]]
}

@test "the same key counts up and prints the same number" {
	run -0 tix open --key disk:srv1 first
	[ "$output" = 1 ]
	run -0 --separate-stderr tix open --key disk:srv1 'again'
	[ "$output" = 1 ]
	[ "$stderr" = "" ]
	tix open --key disk:srv1 'and again'
	[ "$(of 1 count,subject)" = $'3\tfirst' ]
	[ "$(tix list --tsv=id)" = 1 ]
	tix open --key disk:srv2 'other'
	[ "$(tix list --tsv=id | sort)" = $'1\n2' ]
	sound
}

@test "a late report of an earlier time counts too" {
	tix open --key K x
	run -0 tix open --key K --at 2026-11-20T00:00:00Z x
	[ "$output" = 1 ]
	[ "$(of 1 count,opened,updated)" = \
	    $'2\t2026-11-23T14:00:00Z\t2026-11-23T14:00:00Z' ]
	sound
}

@test "a key whose ticket is done opens a new one" {
	for act in resolve close; do
		first=$(tix open --key K x)
		tix $act "$first"
		run -0 tix open --key K x
		[ "$output" = $((first + 1)) ]
		tix close "$output"
	done
	[ "$(of 1 count)" = 1 ]
	sound
}

@test "a reopened ticket has its key again" {
	tix open --key K x
	tix resolve 1
	tix reopen --reason back 1
	run -0 tix open --key K x
	[ "$output" = 1 ]
	[ "$(of 1 count)" = 2 ]
}

@test "a key keeps its case, its blanks and its 1000 bytes" {
	tix open --key 'a b' x
	tix open --key 'A b' x
	tix open --key ' a b' x
	[ "$(tix list --tsv=id | wc -l)" = 3 ]
	run -0 tix open --key "$(printf '%01000d' 0)" x
	run -2 --separate-stderr tix open --key "$(printf '%01001d' 0)" x
	[ "$stderr" = "tix open: key: 1001 bytes; at most 1000 (key-max)" ]
}

@test "names are bounded and tags counted" {
	run -2 --separate-stderr tix open --owner "$(printf '%0201d' 0)" x
	[ "$stderr" = "tix open: owner: 201 bytes; at most 200 (owner-max)" ]
	run -0 tix open -t "$(seq -s ' ' 64)" x
	run -2 --separate-stderr tix open -t "$(seq -s ' ' 65)" x
	[ "$stderr" = "tix open: tags: 65 words; at most 64 (tags-max)" ]
	run -2 --separate-stderr tix open -t "$(seq -s ' ' 64)" -t 65 x
	[ "$stderr" = "tix open: tags: 65 words; at most 64 (tags-max)" ]
}

@test "a dry run shows the ticket and opens none" {
	before=$(dump)
	run -0 --separate-stderr tix open -n --tag t 'VPN down'
	[ "$output" = "" ]
	[[ $stderr = "tix open: would open a ticket"* ]]
	[[ $stderr = *"+subject: VPN down"* ]]
	[[ $stderr = *"+level: L2"* ]]
	[ "$(dump)" = "$before" ]
	tix open --key K x
	before=$(dump)
	run -0 --separate-stderr tix open --dry-run --key K x
	[[ $stderr = "tix open: would change ticket 1"*"-count: 1"*"+count: 2"* ]]
	[ "$(dump)" = "$before" ]
}

@test "--explain gives the grounds on standard error" {
	run -0 --separate-stderr tix open --explain 'VPN down'
	[ "$output" = 1 ]
	[[ $stderr = *"network words"* ]]
	[[ $stderr = *"matrix"* ]]
}

@test "--null ends the number with a NUL" {
	run -0 --separate-stderr bash -c 'tix open --null x | od -An -c | tr -d " "'
	[ "$output" = '1\0' ] || run -2 tix open --null x
}

@test "--as is kept beside the login, and a bad name is refused" {
	tix open --as ewa x
	run -0 --separate-stderr tix log --tsv=actor,on_behalf 1
	[ "$output" = "$(id -un)"$'\tewa' ]
	run -2 --separate-stderr tix open --as '' x
	[ "$stderr" = "tix open: --as: a name of 1 to 200 bytes" ]
	run -2 --separate-stderr tix open --as "$(printf '%0201d' 0)" x
	[ "$stderr" = "tix open: --as: a name of 1 to 200 bytes" ]
}

@test "the login is not taken from the environment" {
	USER=mallory LOGNAME=mallory tix open x
	[ "$(tix log --tsv=actor 1)" = "$(id -un)" ]
}

@test "--at says when it happened, --now what time it is" {
	tix open --at 2026-11-20T08:00:00Z x
	[ "$(of 1 opened)" = 2026-11-20T08:00:00Z ]
	[ "$(tix log --tsv=recorded 1)" = 2026-11-23T14:00:00Z ]
	tix open --now 2026-11-25T00:00:00Z y
	[ "$(of 2 opened)" = 2026-11-25T00:00:00Z ]
	run -2 --separate-stderr tix open --at 2026-11-23T14:00:01Z z
	[ "$output" = "" ]
	[[ $stderr = "tix open: --at '2026-11-23T14:00:01Z' is still to come"* ]]
	run -2 --separate-stderr tix open --at yesterdayish z
	[ "$output" = "" ]
	[[ $stderr = *"'yesterdayish'"* ]]
	TIX_NOW=nonsense run -2 --separate-stderr tix open z
	[[ $stderr = *"'nonsense'"* ]]
	sound
}

@test "an unknown zone is an error, not UTC in silence" {
	TZ=Mars/Olympus run -3 --separate-stderr tix open --due 14:00 x
	[ "$output" = "" ]
	[[ $stderr = *"Mars/Olympus"* ]]
}

@test "a due time may be said as people do" {
	tix open --due +4h x
	[ "$(of 1 due)" = 2026-11-23T18:00:00Z ]
	TZ=Europe/Warsaw tix open --due '2026-11-24 09:00' x
	[ "$(of 2 due)" = 2026-11-24T08:00:00Z ]
	run -2 --separate-stderr tix open --due someday x
	[ "$output" = "" ]
}

@test "the new ticket is told in any format, by default its id alone" {
	run -0 --separate-stderr tix open one
	[ "$output" = 1 ]
	run -0 --separate-stderr tix open --json two
	[ "$output" = '[{"id":2}]' ]
	run -0 --separate-stderr tix open --jsonl=id,subject,state three
	[ "$output" = '{"id":3,"subject":"three","state":"new"}' ]
	run -0 --separate-stderr tix open --tsv=subject,id $'tab\tin it'
	[ "$output" = 'tab\tin it	4' ]
	run -0 --separate-stderr tix open --csv=id,owner --owner ewa five
	[ "$output" = $'"id","owner"\n"5","ewa"' ]
	run -0 --separate-stderr bash -o pipefail -c \
	    'tix open -0 six | od -An -c | tr -d " "'
	[ "$output" = '6\0' ]
	run -0 --separate-stderr tix open --key k --jsonl=id,count seven
	[ "$output" = '{"id":7,"count":1}' ]
	run -0 --separate-stderr tix open --key k --jsonl=id,count seven
	[ "$output" = '{"id":7,"count":2}' ]
	run -0 --separate-stderr tix open -n --json eight
	[ "$output" = '[]' ]
	[[ $stderr = "tix open: would open a ticket"* ]]
}

@test "an unknown field is met before anything is opened" {
	run -2 --separate-stderr tix open --json=id,nope one
	[ "$output" = "" ]
	[[ $stderr = "tix open: unknown field 'nope'; there are: id, subject, "* ]]
	run -0 tix list --tsv=id id:1..
	[ "$output" = "" ]
}
