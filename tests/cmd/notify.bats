# tix notify: who is told, what becomes of those that cannot be, and that
# nobody is told twice.

load ../lib/common

setup() {
	desk
	hooks=$HOME/.config/tix/hooks.d
	umask 022
	mkdir -p "$hooks"
	tix open -q 'VPN down' --requester 'Ewa <ewa@example.org>'
	tix open -q 'Printer jams'
}

# A hook $1 that runs $2, with this folder as $here.
hook() {
	printf '#!/bin/sh\nhere=%s\n%s\n' "$PWD" "$2" >"$hooks/$1"
	chmod 755 "$hooks/$1"
}

# Notifications of ticket 1 with the keys $2... to the targets $1.  Nobody else
# works with the desk while a test does this.
put() {
	local targets=$1 key

	shift
	for key; do
		sqlite3 "$TIX_DB" "INSERT INTO outbox (key, ticket, event, what,
		    targets, data, state, next_try, queued) VALUES ('$key', 1,
		    2, 'breached', '$targets', '{\"clock\":\"gold/resolve\",
		    \"deadline\":1795435200000000}', 'pending', 0,
		    1795442400000000)"
	done
}

states() {
	tix notify list --state all --tsv=id,state,target,tries
}

@test "a hook gets one line of JSON on standard input, and no argument" {
	hook notify 'cat >"$here/got"; echo $# >"$here/args"'
	put 'agent:ewa' '1 gold/resolve due'
	run -0 --separate-stderr tix notify send
	[ "$output" = 1 ]
	[ "$stderr" = "" ]
	[ "$(cat args)" = 0 ]
	[ "$(wc -l <got)" = 1 ]
	run -0 python3 - got <<-'END'
		import json, sys
		o = json.load(open(sys.argv[1]))
		want = dict(event="notify", desk="standard", version=1, id=1,
		    seq=2, notification=1, key="1 gold/resolve due",
		    what="breached", at="2026-11-23T14:00:00Z",
		    queued="2026-11-23T14:00:00Z", target="agent:ewa",
		    kind="agent", name="ewa", mail=None, subject="VPN down",
		    requester="Ewa <ewa@example.org>", state="new",
		    clock="gold/resolve", deadline="2026-11-23T12:00:00Z",
		    step=None, owner=None, data=dict(clock="gold/resolve",
		    deadline=1795435200000000))
		want["try"] = 1
		for k, v in want.items():
		    assert o[k] == v, (k, o[k], v)
		assert {"priority", "level", "queue", "team"} <= o.keys()
	END
	[ "$(states)" = $'1\tsent\tagent:ewa\t1' ]
	sound
}

@test "what arrived is never sent again" {
	hook notify 'cat >>"$here/got"'
	put 'agent:ewa' a b c
	run -0 tix notify send
	[ "$output" = $'1\n2\n3' ]
	for i in 1 2; do
		run -0 tix notify send --now 2026-11-2${i}T14:00:00Z
		[ "$output" = "" ]
	done
	run -4 --separate-stderr tix notify retry 1
	[ "$stderr" = "tix notify: notification 1 is sent" ]
	run -4 --separate-stderr tix notify discard 1
	[ "$(wc -l <got)" = 3 ]
	[ "$(cut -d, -f7 got | sort | uniq -d)" = "" ]
}

@test "the hook of a kind goes before the one of all, and hook: names its own" {
	hook notify 'cat >/dev/null; echo all >>"$here/who"'
	hook notify-team 'cat >/dev/null; echo team >>"$here/who"'
	hook pager 'cat >/dev/null; echo pager >>"$here/who"'
	mkdir -p "$HOME/.config/tix"
	printf '#!/bin/sh\necho set >>%s/who\n' "$PWD" >sms
	chmod +x sms
	echo "hook.sms = \"$PWD/sms\"" >"$HOME/.config/tix/config"
	put team:net a
	put agent:ewa b
	put hook:pager c
	put hook:sms d
	put schedule:night e
	run -0 tix notify send
	[ "$(tr '\n' ' ' <"who")" = "team all pager set all " ]
}

@test "no word of a notification is a shell's, an argument's or a path's" {
	hook notify 'cat >>"$here/got"'
	tix set --subject '$(touch pwned); `touch pwned` ; -oX "' 1
	put 'agent:$(touch_pwned);x' 'a $(touch pwned)'
	put 'hook:../../../bin/sh' b
	put 'hook:' c
	run -75 --separate-stderr tix notify send
	[ "$output" = $'1\n4\n5' ]
	[ ! -e pwned ]
	run -0 python3 - got <<-'END'
		import json, sys
		o = json.loads(open(sys.argv[1]).readline())
		assert o["subject"] == '$(touch pwned); `touch pwned` ; -oX "'
	END
	[ "$(tix notify list --state failed --tsv=id | tr '\n' ' ')" = "2 3 " ]
}

@test "a hook has an environment of its own, no terminal, and three descriptors" {
	hook notify 'cat >/dev/null; env | sort >"$here/env"
		ls -l /proc/$$/fd >"$here/fds"
		test "$(cut -d" " -f6 /proc/$$/stat)" = $$ && echo own >"$here/session"'
	put agent:ewa a
	exec 7<"$hooks/notify"
	SECRET=x BASH_ENV=x LD_AUDIT= run -0 tix notify send
	exec 7<&-
	grep -v '^\(HOME\|LANG\|LC_ALL\|LOGNAME\|USER\|PATH\|PWD\|OLDPWD\|SHLVL\|_\|TIX_DB\|TZ\)=' env >odd || :
	[ ! -s odd ]
	grep -qx "TIX_DB=$TIX_DB" env
	# The shell itself has its script open.
	grep -q ' 0 -> pipe:' fds
	run -1 grep ' [3-9] -> \|tix.db' fds
	[ "$(cat session)" = own ]
}

@test "one that fails is tried again, later each time, then the next target" {
	hook notify-agent 'cat >/dev/null; echo busy >&2; echo line two >&2; exit 3'
	hook notify-team 'cat >/dev/null; echo x >>"$here/team"'
	put 'agent:ewa team:net' a
	run -75 --separate-stderr tix notify send
	[ "$output" = "" ]
	[ "$stderr" = "tix notify: ticket 1: notification 1 to agent:ewa: line two (exit 3); tried again at 2026-11-23T14:01:00Z" ]
	run -0 --separate-stderr tix notify send
	[ "$output$stderr" = "" ]
	run -0 --separate-stderr tix notify send --now 2026-11-23T14:00:59Z
	[ "$output$stderr" = "" ]
	run -75 --separate-stderr tix notify send --now 2026-11-23T14:01:00Z
	[ "$stderr" = "tix notify: ticket 1: notification 1 to agent:ewa: line two (exit 3); tried again at 2026-11-23T14:06:00Z" ]
	[ "$(states)" = $'1\tpending\tagent:ewa\t2' ]
	[ ! -e team ]
	run -75 --separate-stderr tix notify send --now 2026-11-23T14:06:00Z
	[ "$stderr" = "tix notify: ticket 1: notification 1 to agent:ewa: line two (exit 3); next is team:net" ]
	[ "$output" = 1 ]
	[ "$(wc -l <team)" = 1 ]
	run -0 tix notify list --state sent --tsv=target,result
	[ "$output" = $'team:net\tteam:net: notify-team (exit 0)' ]
	sound
}

@test "a hook that fails twice and then hangs still gives exactly one page" {
	echo 'hook-timeout = 1' >"$HOME/.config/tix/config"
	hook notify-agent 'cat >/dev/null; echo x >>"$here/tries"
		test "$(wc -l <"$here/tries")" -lt 3 && exit 1
		trap "" TERM; sleep 30 & echo $! >"$here/child"; wait; sleep 30'
	hook pager 'cat >/dev/null; echo page >>"$here/pages"'
	put 'agent:ewa hook:pager' a
	run -75 tix notify send
	run -75 tix notify send --now 2026-11-23T14:01:00Z
	SECONDS=0
	run -75 --separate-stderr tix notify send --now 2026-11-23T14:06:00Z
	[ "$SECONDS" -lt 10 ]
	[[ $stderr = *"took longer than 1 s; next is hook:pager" ]]
	[ "$(wc -l <tries)" = 3 ]
	[[ $(cut -d' ' -f3 "/proc/$(cat child)/stat" 2>/dev/null) = [Z]* ||
		! -e /proc/$(cat child) ]]
	for i in 07 08 30; do
		run -0 tix notify send --now 2026-11-23T14:$i:00Z
	done
	[ "$(wc -l <pages)" = 1 ]
	[ "$(states)" = $'1\tsent\thook:pager\t1' ]
}

@test "a hook that hangs holds up the others once, and its own once a run" {
	echo 'hook-timeout = 1' >"$HOME/.config/tix/config"
	hook notify-agent 'grep -q "\"key\":\"bad\"" && sleep 30
		echo x >>"$here/agents"'
	hook notify-team 'cat >/dev/null; echo x >>"$here/teams"'
	put agent:ewa bad
	put agent:ewa a b c d
	put team:net e
	SECONDS=0
	run -75 --separate-stderr tix notify send
	[ "$SECONDS" -lt 8 ]
	[ "$output" = 6 ]
	[ "${#stderr_lines[@]}" = 5 ]
	[[ ${stderr_lines[0]} = *"took longer than 1 s; tried again at 2026-11-23T14:01:00Z" ]]
	[[ ${stderr_lines[1]} = *"notify-agent' hung a moment ago and is not run; tried again at 2026-11-23T14:00:30Z" ]]
	# What was not run goes before what hung.
	run -75 --separate-stderr tix notify send --now 2026-11-23T14:01:00Z
	[ "$output" = $'2\n3\n4\n5' ]
	[ "$(wc -l <agents)" = 4 ]
}

@test "that nobody could be told is told to the team and the desk, once" {
	tix set team=floor 1 2>/dev/null || :
	hook notify-desk 'cat >"$here/desk"'
	put 'agent:ewa hook:none' a
	run -75 --separate-stderr tix notify send
	[ "$output" = 2 ]
	[ "${#stderr_lines[@]}" = 2 ]
	[[ ${stderr_lines[1]} = *"nobody is left to be told; tix notify list --state failed" ]]
	[ "$(states)" = $'1\tfailed\t\t0\n2\tsent\tdesk\t1' ]
	run -0 python3 - desk <<-'END'
		import json, sys
		o = json.load(open(sys.argv[1]))
		assert o["what"] == "undelivered" and o["target"] == "desk"
		assert o["data"]["notification"] == 1
		assert o["data"]["key"] == "a"
		assert "no hook 'none'" in o["data"]["result"], o
	END
	# By hand again: the failure is known already.
	run -0 --separate-stderr tix notify retry 1
	[ "$output" = 1 ]
	run -75 tix notify send
	[ "$(states)" = $'1\tfailed\t\t0\n2\tsent\tdesk\t1' ]
	sound
}

@test "that of the failure nobody could be told is no third notification" {
	put agent:ewa a
	run -75 --separate-stderr tix notify send
	[ "$(states)" = $'1\tfailed\t\t0\n2\tfailed\t\t0' ]
	tix notify retry --all
	run -75 tix notify send
	[ "$(states | wc -l)" = 2 ]
}

@test "retry begins with the first target" {
	put 'agent:ewa team:net' a
	run -75 tix notify send
	hook notify-agent 'cat >"$here/got"'
	run -0 tix notify retry 1
	[ "$output" = 1 ]
	[ "$(states | head -n 1)" = $'1\tpending\tagent:ewa\t0' ]
	run -0 tix notify retry 1
	[ "$output" = 1 ]
	run -0 tix notify send
	[ "$output" = 1 ]
	[ -s got ]
}

@test "an agent with an address and no hook is told by mail" {
	export TIX_SENDMAIL=$PWD/sendmail
	printf '#!/bin/sh\ncat >>%s/mail\n' "$PWD" >sendmail
	chmod +x sendmail
	tix desk show >desk.conf
	cat >>desk.conf <<-END
		team net { level = L2 queues = { network } }
		agent $(id -un) { team = net }
		agent ewa { team = net mail = "ewa@example.org" }
		agent tom { team = net mail = "tom@example.org" }
	END
	tix desk apply -q desk.conf
	put agent:ewa a
	run -0 tix notify send
	run -0 python3 - <<-'END'
		import email, email.policy
		m = email.message_from_binary_file(open("mail", "rb"),
		    policy=email.policy.default)
		assert not m.defects
		assert m["to"] == "ewa@example.org", m["to"]
		assert m["subject"] == "breached: [standard #1] VPN down"
		assert m["auto-submitted"] == "auto-generated"
		assert m["message-id"].startswith("<n1.tix.1.2.")
		assert "deadline: 2026-11-23T12:00:00Z" in m.get_content()
	END
	put team:net b
	put mail:boss@example.org c
	run -0 tix notify send
	grep -qx ' tom@example.org' mail
	grep -qx 'To: boss@example.org' mail
	# A hook goes before mail.
	hook notify 'cat >"$here/got"'
	put agent:ewa d
	put mail:boss@example.org e
	rm mail
	run -0 tix notify send
	[ "$(grep -c '^To:' mail)" = 1 ]
	grep -q '"mail":"ewa@example.org"' got
}

@test "a requester is told by mail what concerns him, and never by the pager" {
	export TIX_SENDMAIL=$PWD/sendmail
	printf '#!/bin/sh\ncat >>%s/mail\n' "$PWD" >sendmail
	chmod +x sendmail
	hook notify 'cat >>"$here/got"'
	put requester:ewa a
	run -0 tix notify send
	[ "$output" = 1 ]
	grep -qx 'To: Ewa <ewa@example.org>' mail
	grep -qx 'Subject: \[standard #1\] VPN down' mail
	run -1 grep -i 'level\|queue\|owner\|priority\|breach' mail
	[ ! -e got ]
	hook notify-requester 'cat >>"$here/got"'
	put requester:ewa b
	run -0 tix notify send
	grep -q '"kind":"requester","name":"ewa","mail":"Ewa <ewa@example.org>"' got
	# One whom the desk alone knows.
	tix desk show >desk.conf
	printf 'requester bob { mail = "bob@example.org" }\n' >>desk.conf
	tix desk apply -q desk.conf
	tix set -q --requester bob 1
	rm "$hooks/notify-requester"
	put requester:bob c
	run -0 tix notify send
	grep -qx 'To: bob@example.org' mail
}

@test "a hook that others may change is not run" {
	put agent:ewa a
	hook notify 'touch "$here/ran"'
	for mode in 775 757; do
		chmod "$mode" "$hooks/notify"
		run -75 --separate-stderr tix notify send
		[[ $stderr = *"hook '$hooks/notify' is not run: others may change '$hooks/notify'; nobody is left"* ]]
		tix notify retry -q 1
	done
	chmod 755 "$hooks/notify"
	chmod 777 "$hooks"
	run -75 --separate-stderr tix notify send
	[[ $stderr = *"others may change '$hooks'; "* ]]
	chmod 755 "$hooks"
	[ ! -e ran ]
}

@test "a hook that is no program is told of" {
	put agent:ewa a
	hook notify 'exit 0'
	chmod 644 "$hooks/notify"
	run -75 --separate-stderr tix notify send
	[[ $stderr = *"hook '$hooks/notify' is not run: it is not executable; "* ]]
	rm "$hooks/notify"
	mkdir "$hooks/notify"
	tix notify retry -q 1
	run -75 --separate-stderr tix notify send
	[[ $stderr = *"hook '$hooks/notify' is no file; "* ]]
	rmdir "$hooks/notify"
	printf 'no program\n' >"$hooks/notify"
	chmod 755 "$hooks/notify"
	tix notify retry -q 1
	run -75 --separate-stderr tix notify send
	[[ $stderr = *"'$hooks/notify': Exec format error; tried again at "* ]]
}

@test "settings that cannot be read lose no notification" {
	put agent:ewa a
	hook notify 'exit 0'
	echo 'hook-timeout = soon' >"$HOME/.config/tix/config"
	run -2 --separate-stderr tix notify send
	[ "$(rm "$HOME/.config/tix/config"; states)" = $'1\tpending\tagent:ewa\t0' ]
	mkdir elsewhere
	hooks=$PWD/elsewhere hook notify 'touch "$here/elsewhere/ran"'
	TIX_HOOKS=$PWD/elsewhere run -0 tix notify send
	[ -e elsewhere/ran ]
}

@test "a hook that reads nothing, says much or leaves a child behind is no harm" {
	echo 'hook-timeout = 9' >"$HOME/.config/tix/config"
	hook notify-agent 'exec <&-; exit 0'
	hook notify-team 'cat >/dev/null; head -c 10000000 /dev/zero | tr "\0" x >&2
		head -c 10000000 /dev/zero; printf "\nlast \033[31m\n" >&2; exit 1'
	hook notify-desk 'cat >/dev/null; sleep 20 & exit 0'
	put agent:ewa a
	SECONDS=0
	run -0 --separate-stderr tix notify send
	[ "$output" = 1 ]
	put team:net b
	run -75 --separate-stderr tix notify send
	[ "$stderr" = 'tix notify: ticket 1: notification 2 to team:net: last \x1b[31m (exit 1); tried again at 2026-11-23T14:01:00Z' ]
	put desk c
	run -0 --separate-stderr tix notify send
	[ "$output" = 3 ]
	[ "$SECONDS" -lt 8 ]
	run -0 tix notify show 2
	[[ $output != *$'\033'* ]]
}

@test "what is due is told and nothing done with --dry-run" {
	hook notify 'touch "$here/ran"'
	put 'agent:ewa' 'a b'
	before=$(dump)
	run -0 --separate-stderr tix notify send -n
	[ "$output" = "" ]
	[ "$stderr" = "tix notify: ticket 1: would tell agent:ewa: a b" ]
	run -0 --separate-stderr tix notify discard -n 1
	[ "$stderr" = "tix notify: notification 1 would be discarded" ]
	[ "$(dump)" = "$before" ]
	[ ! -e ran ]
}

@test "what is held goes nowhere until it is released, or never" {
	hook notify 'cat >>"$here/got"'
	put agent:ewa a b c
	sqlite3 "$TIX_DB" "UPDATE outbox SET state = 'held'"
	run -0 tix notify send
	[ "$output" = "" ]
	run -0 tix notify release 2
	[ "$output" = 2 ]
	run -0 tix notify discard --all
	[ "$output" = $'1\n3' ]
	run -0 tix notify send
	[ "$output" = 2 ]
	[ "$(wc -l <got)" = 1 ]
	run -4 --separate-stderr tix notify release 1
	[ "$stderr" = "tix notify: notification 1 is discarded" ]
	run -0 tix notify list
	[ "$output" = "" ]
	run -0 tix notify list --state discarded --tsv=id
	[ "$output" = $'1\n3' ]
}

@test "no more are tried than are asked for" {
	hook notify 'cat >>"$here/got"'
	put agent:ewa a b c
	run -0 tix notify send --limit 2
	[ "$output" = $'1\n2' ]
	run -0 tix notify send
	[ "$output" = 3 ]
}

@test "what is not there, or said wrongly, is refused" {
	for word in 7 x 0 -- 99999999999999999999; do
		[ "$word" != -- ] || continue
		run -3 --separate-stderr tix notify show "$word"
		[ "$stderr" = "tix notify: no notification '$word'" ]
		run -3 --separate-stderr tix notify retry "$word"
		[ "$stderr" = "tix notify: no notification '$word'" ]
	done
	run -2 --separate-stderr tix notify release
	[ "$stderr" = "tix notify: which notification?" ]
	run -2 --separate-stderr tix notify release --all 1
	run -2 --separate-stderr tix notify list 1
	run -2 --separate-stderr tix notify list --state odd
	run -2 --separate-stderr tix notify send 1
	run -2 --separate-stderr tix notify list --as-of 2026-11-23
	[ "$stderr" = "tix notify: notifications are listed as they are now, without --as-of and --known" ]
}

@test "a list is rows, with what is wrong" {
	put 'agent:ewa team:net' $'a'
	put 'team:net' 'b'
	run -0 tix notify list --json=id,state,ticket,what,target,targets,result,data
	run -0 python3 - "$output" <<-'END'
		import json, sys
		r = json.loads(sys.argv[1])
		assert [x["id"] for x in r] == [1, 2]
		assert r[0]["targets"] == "agent:ewa team:net"
		assert r[0]["target"] == "agent:ewa" and r[0]["result"] is None
		assert r[1]["data"]["clock"] == "gold/resolve"
	END
	run -0 tix notify show 1 2
	[ "${lines[0]}" = 'notification 1 of ticket 1: pending' ]
	[[ ${lines[4]} = 'hooks get: {"event":"notify",'* ]]
	run -0 tix notify show --json=id,data 2
	[[ $output = *'"deadline":1795435200000000'* ]]
}
