# tix desk: texts of a policy proved, put into force, compared, changed.

load ../lib/common

setup() {
	desk
	unset VISUAL EDITOR XDG_STATE_HOME
	tix desk show >standard.conf
	cat >small.conf <<-'END'
		name = "small"
		level L1 { queue = helpdesk }
		level L2 { queue = experts }
		queue helpdesk { level = L1 }
		queue experts { level = L2 }
		category network { queue = experts }
		priority {
		  impact = { "any" }
		  urgency = { "any" }
		  matrix = { "3" }
		}
		default { level = L1 queue = helpdesk impact = any urgency = any }
	END
	DRAFTS=$HOME/.local/state/tix
}

# The desk's file did not change.
unchanged() {
	[ "$(tix desk log --tsv=version | head -n 1)" = "$1" ]
	sound
}

@test "without a command, and with one that is none, the commands are told" {
	run -2 --separate-stderr tix desk
	[ "$stderr" = "tix desk: which? there are: check, compile, apply, show, diff, log, edit, oncall" ]
	run -2 --separate-stderr tix desk aply x
	[ "$stderr" = "tix desk: no 'aply'; there are: check, compile, apply, show, diff, log, edit, oncall" ]
	run -0 --separate-stderr tix desk --version
	[[ $output == "tix-desk (tix) "* ]]
}

@test "a command takes its own options, before and behind its name" {
	run -0 --separate-stderr tix desk --db "$TIX_DB" log --tsv=version
	[ "$output" = 1 ]
	run -0 --separate-stderr tix desk log --tsv=version --db "$TIX_DB"
	[ "$output" = 1 ]
	run -2 --separate-stderr tix desk show --move queue:a=b
	[[ $stderr == "tix desk: unknown option '--move'; there are: "* ]]
	run -2 --separate-stderr tix desk apply --lint small.conf
	[[ $stderr == "tix desk: unknown option '--lint'; there are: "* ]]
	run -2 --separate-stderr tix desk check -n small.conf
	[[ $stderr == "tix desk: unknown option '-n'; there are: "* ]]
}

@test "check says nothing of a good text, and needs no desk" {
	rm -f "$TIX_DB"*
	unset TIX_DB
	run -0 --separate-stderr tix desk check standard.conf small.conf
	[ -z "$output$stderr" ]
	run -0 --separate-stderr tix desk check -v small.conf
	[ "$stderr" = "tix desk: 'small.conf': desk 'small': 2 levels, 2 queues, 0 teams, 0 agents, 1 category, 0 rules" ]
	{ cat small.conf; echo "rule a { tag = x  add_tag = { y } }"; } >one.conf
	run -0 --separate-stderr tix desk check -v one.conf
	[[ $stderr == *"1 category, 1 rule" ]]
	run -0 --separate-stderr tix desk check - <small.conf
	[ -z "$output$stderr" ]
}

@test "all that a text means wrongly is said, with file and line" {
	sed 's/queue = experts/queue = nobody/' small.conf >bad.conf
	run -2 --separate-stderr tix desk check bad.conf small.conf missing.conf
	[ -z "$output" ]
	[ "${#stderr_lines[@]}" -eq 3 ]
	[[ ${stderr_lines[0]} == "bad.conf:3: "*nobody* ]]
	[[ ${stderr_lines[1]} == "bad.conf:6: "*nobody* ]]
	[ "${stderr_lines[2]}" = "tix desk: 'missing.conf': No such file or directory" ]
	run -3 --separate-stderr tix desk check missing.conf
	run -2 --separate-stderr tix desk check
	[ "$stderr" = "tix desk: which file?" ]
}

@test "what is odd, and which rules do nothing, is said when it is asked for" {
	cat >>small.conf <<-'END'
		queue attic { }
		rule vpn { subject = 'vpn' set_queue = experts }
		rule fax { subject = 'fax' set_queue = helpdesk }
	END
	run -0 --separate-stderr tix desk check small.conf
	[ -z "$stderr" ]
	run -1 --separate-stderr tix desk check --lint small.conf standard.conf
	[ -z "$output" ]
	[[ ${stderr_lines[0]} == "small.conf:13: queue 'attic' is never used"* ]]
	tix desk apply -q small.conf
	tix open -q --now 2026-11-01T12:00:00Z 'The VPN is down'
	run -1 --separate-stderr tix desk check --unused 30d small.conf
	[ "$stderr" = "small.conf:15: rule 'fax' set nothing in the last 30 days" ]
	run -1 --separate-stderr tix desk check --unused 10d small.conf
	[ "${#stderr_lines[@]}" -eq 2 ]
	run -3 --separate-stderr tix desk check --db ./no.db --unused 10d \
	    small.conf
	[ "$stderr" = "tix desk: no desk at './no.db'; tix init makes one" ]
	# No time at all would say nothing of any rule.
	run -2 --separate-stderr tix desk check --unused 0d small.conf
	[ "$output" = "" ]
	[ "$stderr" = "tix desk: --unused wants more than no time, such as 90d" ]
}

@test "a complaint about what is compiled names its file" {
	echo '{"name":"t","levels":[]}' >bad.json
	for c in check apply diff; do
		run -2 --separate-stderr tix desk "$c" bad.json
		[ "$stderr" = "tix desk: 'bad.json': desk: an empty list of 'impact'" ]
	done
	run -2 --separate-stderr tix init --db ./new.db --desk bad.json
	[ "$stderr" = "tix init: 'bad.json': desk: an empty list of 'impact'" ]
	[ ! -e new.db ]
	run -2 --separate-stderr tix route --backtest bad.json
	[ "$stderr" = "tix route: 'bad.json': desk: an empty list of 'impact'" ]
	unchanged 1
}

@test "versions begin at 1" {
	run -2 --separate-stderr tix desk show --version 0
	[ "$output" = "" ]
	[ "$stderr" = "tix desk: --version '0': versions begin at 1" ]
	touch 0
	run -3 --separate-stderr tix desk diff 0
	[ "$stderr" = "tix desk: no version 0 of the desk; they begin at 1" ]
	run -3 --separate-stderr tix desk diff 1 00
	[ "$stderr" = "tix desk: no version 00 of the desk; they begin at 1" ]
	tix desk diff 1 standard.conf
	run -3 --separate-stderr tix desk diff 2 1
	[ "$stderr" = "tix desk: no version 2 of the desk; there are 1 to 1" ]
}

@test "compile prints what is stored, and with --source the text as well" {
	run -0 --separate-stderr tix desk compile standard.conf
	[ "$output" = "$(cat "$ROOT/lib/store/builtin.desk")" ]
	tix desk compile --source small.conf >both
	python3 - <<-'END'
		import json
		both = json.load(open("both"))
		assert both["source"] == open("small.conf").read()
		desk = json.loads(both["compiled"].split("\n")[0])
		assert [l["name"] for l in desk["levels"]] == ["L1", "L2"]
	END
	run -2 --separate-stderr tix desk compile small.conf standard.conf
	[ "$stderr" = "tix desk: what is 'standard.conf' to mean?" ]
}

@test "a text that is applied is in force, and is given back to the byte" {
	printf '\n# the end\n' >>small.conf
	run -0 --separate-stderr tix desk apply small.conf
	[ "$output" = 2 ]
	[ "$stderr" = "tix desk: version 2 is in force" ]
	tix desk show | cmp - small.conf
	tix desk show --version 1 | cmp - standard.conf
	tix desk show --compiled | cmp - <(tix desk compile small.conf)
	run -0 tix open 'Anything'
	[ "$(of 1 queue,level)" = $'helpdesk\tL1' ]
	sound
}

@test "the same again makes no version, another text of the same desk does" {
	tix desk apply -q small.conf
	run -0 --separate-stderr tix desk apply small.conf
	[ "$output" = 2 ]
	[ "$stderr" = "tix desk: the same as version 2, which is in force" ]
	echo '# words' >>small.conf
	run -0 --separate-stderr tix desk apply small.conf
	[ "$output" = 3 ]
	unchanged 3
}

@test "nothing of a bad text, or of one that is not there, is stored" {
	echo 'nonsense = 1' >bad.conf
	run -2 --separate-stderr tix desk apply bad.conf
	[[ $stderr == "bad.conf:1: "* ]]
	[ -z "$output" ]
	run -3 --separate-stderr tix desk apply missing.conf
	[ "$stderr" = "tix desk: 'missing.conf': No such file or directory" ]
	run -2 --separate-stderr tix desk apply
	[ "$stderr" = "tix desk: which file?" ]
	unchanged 1
}

@test "a NUL in a text is told with its line, however the text comes" {
	printf 'name = "x"\n# a\n\0 level L1 { order = 1 }\n' >nul.conf
	for sub in check apply compile; do
		run -2 --separate-stderr tix desk "$sub" nul.conf
		[ "$stderr" = "nul.conf:3: there is a NUL in the text" ]
		[ "$output" = "" ]
	done
	run -2 --separate-stderr bash -c 'tix desk check - <nul.conf'
	[[ $stderr = *":3: there is a NUL in the text" ]]
	run -2 --separate-stderr tix route --test /dev/null --desk nul.conf
	[[ $stderr = "nul.conf:3: there is a NUL in the text"* ]]
	run -2 --separate-stderr bash -c \
		'tix init --db new.db --desk <(cat nul.conf)'
	[[ $stderr = *":3: there is a NUL in the text"* ]]
	[ ! -e new.db ]
	{ tix desk show --compiled; printf '\0'; } >nul.json
	run -2 --separate-stderr tix desk check nul.json
	[[ $stderr = "tix desk: 'nul.json': a NUL at byte "*"; a compiled desk holds none" ]]
}

@test "a compiled desk is applied as it is, and has no text" {
	tix desk compile small.conf >small.desk
	run -0 --separate-stderr tix desk apply small.desk
	[ "$output" = 2 ]
	tix desk show --compiled | cmp - small.desk
	run -3 --separate-stderr tix desk show
	[ "$stderr" = "tix desk: version 2 was applied compiled and has no text; --compiled shows it" ]
	run -4 --separate-stderr tix desk edit
	[ "$stderr" = "tix desk: version 2 was applied compiled and has no text: apply one first" ]
	sed 's/L1/L9/' small.desk >bad.desk
	run -2 --separate-stderr tix desk apply bad.desk
	printf 'r\t0\t\t{"name":"x","if":[["nix","y"]],"do":[]}\n' >>small.desk
	run -2 --separate-stderr tix desk apply small.desk
	unchanged 2
}

@test "a version that is not there is told, with those that are" {
	tix desk apply -q small.conf
	run -3 --separate-stderr tix desk show --version 3
	[ "$stderr" = "tix desk: no version 3 of the desk; there are 1 to 2" ]
	run -3 --separate-stderr tix desk diff 1 3
	[ "$stderr" = "tix desk: no version 3 of the desk; there are 1 to 2" ]
}

@test "log has each version with who applied it, when, and how much is in it" {
	tix desk apply -q --as ewa --now 2026-11-23T15:00:00Z small.conf
	run -0 --separate-stderr tix desk log
	[ "${lines[0]}" = $'2\t2026-11-23T15:00:00Z\t'"$(id -un)"$'\tewa\t2\t2\t0\t0\t1\t0\ttrue' ]
	[ "${lines[1]}" = $'1\t2026-11-23T14:00:00Z\t'"$(id -un)"$'\t\t5\t12\t0\t0\t11\t10\ttrue' ]
	run -0 --separate-stderr tix desk log --json=version,rules
	[ "$output" = '[{"version":2,"rules":0},
{"version":1,"rules":10}]' ]
	run -2 --separate-stderr tix desk log 2
	[ "$stderr" = "tix desk: what is '2' to mean?" ]
	run -0 --separate-stderr tix desk show --jsonl=version,at,on_behalf
	[ "$output" = '{"version":2,"at":"2026-11-23T15:00:00Z","on_behalf":"ewa"}' ]
}

@test "the past has the policy of then" {
	tix desk apply -q --now 2026-11-23T15:00:00Z small.conf
	export TIX_NOW=2026-11-23T16:00:00Z
	tix desk show --as-of 2026-11-23T14:30:00Z | cmp - standard.conf
	tix desk show --known 2026-11-23T14:30:00Z | cmp - standard.conf
	tix desk show --as-of 2026-11-23T15:30:00Z | cmp - small.conf
	run -0 tix desk log --tsv=version --known 2026-11-23T14:30:00Z
	[ "$output" = 1 ]
	run -3 --separate-stderr tix desk show --version 2 \
	    --known 2026-11-23T14:30:00Z
	[ "$stderr" = "tix desk: no version 2 of the desk; there are 1 to 1" ]
	# Before the desk was made there was none.
	for when in '--as-of 2020-01-01' '--known 2020-01-01' \
	    '--version 1 --as-of 2020-01-01'; do
		# shellcheck disable=SC2086
		run -3 --separate-stderr tix desk show $when
		[ "$output" = "" ]
		[ "$stderr" = "tix desk: there was no policy yet then" ]
	done
	run -3 --separate-stderr tix desk diff --as-of 2020-01-01
	[ "$stderr" = "tix desk: there was no policy yet then" ]
	# Applied late, it was in force since: --known tells the two apart.
	tix desk apply -q --at 2026-11-23T15:30:00Z standard.conf
	tix desk show --as-of 2026-11-23T15:45:00Z | cmp - standard.conf
	tix desk show --as-of 2026-11-23T15:45:00Z \
	    --known 2026-11-23T15:45:00Z | cmp - small.conf
	run -4 --separate-stderr tix desk apply \
	    --at 2026-11-23T15:20:00Z small.conf
	[ "$stderr" = "tix desk: version 3 came into force after --at" ]
}

@test "diff holds versions and files against each other as diff -u does" {
	sed 's/matrix = { "3" }/matrix = { "2" }/' small.conf >other.conf
	run -3 --separate-stderr tix desk diff
	[ "$stderr" = "tix desk: version 1 is the only one yet" ]
	tix desk apply -q small.conf
	tix desk apply -q other.conf
	diff -u small.conf other.conf | tail -n +3 >want
	for what in "" 2 "2 3" "small.conf other.conf"; do
		# shellcheck disable=SC2086
		run -1 --separate-stderr tix desk diff $what
		tail -n +3 <<<"$output" | diff want -
	done
	tix desk diff small.conf | patch -s -o - other.conf | cmp - small.conf
	run -0 --separate-stderr tix desk diff other.conf
	[ -z "$output$stderr" ]
	run -1 --separate-stderr tix desk diff --compiled 2 3
	[[ $output == *$'\n-        3'* &&
	    $output == *$'\n+        2'* ]]
	run -2 --separate-stderr tix desk diff 1 2 3
	run -3 --separate-stderr tix desk diff missing.conf
	run -2 --separate-stderr tix desk diff --json
}

@test "a name that live tickets have is not taken away from them" {
	for i in 1 2 3 4 5; do tix open -q "VPN tunnel $i"; done
	tix open -q 'Mail' --level L4
	tix open -q 'Old' --queue storage
	tix cancel -q 7
	run -4 --separate-stderr tix desk apply small.conf
	[ -z "$output" ]
	[ "$stderr" = "tix desk: live tickets have what the new desk lacks; nothing is stored
  level 'L4': 1 ticket (6)
  queue 'network': 5 tickets (1, 2, 3 ...)
  queue 'vendors': 1 ticket (6)
  category 'mail': 1 ticket (6)
tix desk: say where they go: --move level:L4=NEW" ]
	unchanged 1
	run -4 --separate-stderr tix desk apply small.conf \
	    --move level:L4=L2 --move queue:network=experts \
	    --move queue:vendors=
	[ "${stderr_lines[1]}" = "  category 'mail': 1 ticket (6)" ]
	[ "${#stderr_lines[@]}" -eq 3 ]
	unchanged 1
}

move=(--move level:L4=L2 --move queue:network=experts --move queue:vendors=
	--move category:mail=network)

@test "told where they go, the tickets go there in the same step" {
	tix open -q 'VPN tunnel'
	tix open -q 'Mail' --level L4
	tix open -q 'Other' --queue helpdesk -c network
	run -0 --separate-stderr tix desk apply small.conf "${move[@]}"
	[ "$output" = 2 ]
	[ "$stderr" = "tix desk: version 2 is in force, and 2 tickets are changed" ]
	[ "$(of 1 level,queue,category)" = $'L2\texperts\tnetwork' ]
	[ "$(of 2 level,queue,category)" = $'L2\t\tnetwork' ]
	[ "$(of 3 level,queue)" = $'L1\thelpdesk' ]
	run -0 tix log --tsv=ticket,kind,desk 1 2 3
	[ "$(grep -c changed <<<"$output")" -eq 2 ]
	grep -q $'^2\tchanged\t2$' <<<"$output"
	tix log 2 --json=kind,data | grep -q '"reason":"desk version 2"'
	sound
	# Each is taken back by itself, once there is where it came from.
	run -4 --separate-stderr tix undo 2
	[ "$(of 2 level,queue,category)" = $'L2\t\tnetwork' ]
	tix desk apply -q standard.conf
	run -0 --separate-stderr tix undo 2
	[ "$(of 2 level,queue,category)" = $'L4\tvendors\tmail' ]
	[ "$(of 1 level,queue)" = $'L2\texperts' ]
	sound
}

@test "a dry run tells the version, the difference and the tickets" {
	tix open -q 'VPN tunnel'
	run -4 --separate-stderr tix desk apply -n small.conf
	[[ $stderr == "tix desk: would make version 2 of the desk
--- version 1
+++ version 2
@@ "*"
  queue 'network': 1 ticket (1)"* ]]
	run -0 --separate-stderr tix desk apply -n small.conf \
	    --move queue:network=experts
	[ -z "$output" ]
	[[ $stderr == *"tix desk: would change ticket 1
  -queue: network
  +queue: experts
  +reason: desk version 2" ]]
	run -0 --separate-stderr tix desk apply -n standard.conf
	[ "$stderr" = "tix desk: the same as version 1, which is in force" ]
	# What is wrong is refused before anything is told.
	run -3 --separate-stderr tix desk apply -n small.conf \
	    --move queue:network=nowhere
	[ "$stderr" = "tix desk: no queue 'nowhere'; there are: helpdesk, experts" ]
	unchanged 1
	[ "$(of 1 queue)" = network ]
}

@test "a move that is none, of nothing, or to nowhere is refused" {
	tix open -q 'VPN tunnel'
	for bad in queue queue:network network=x room:network=x queue:=x; do
		run -2 --separate-stderr tix desk apply --move "$bad" small.conf
		[ "$stderr" = "tix desk: --move '$bad': it is KIND:OLD=NEW; kinds are: level, queue, team, agent, category, service" ]
	done
	run -2 --separate-stderr tix desk apply --move level:L2= small.conf
	[ "$stderr" = "tix desk: --move 'level:L2=': a ticket has a level; to which?" ]
	run -2 --separate-stderr tix desk apply --move queue:network=experts \
	    --move queue:network=helpdesk small.conf
	[ "$stderr" = "tix desk: --move 'queue:network=helpdesk': queue 'network' goes to one place" ]
	run -3 --separate-stderr tix desk apply --move queue:network=experts \
	    --move queue:mail=experts small.conf
	[ "$stderr" = "tix desk: --move: no live ticket has queue 'mail' that the new desk lacks; there are: network" ]
	run -3 --separate-stderr tix desk apply --move queue:network=nowhere \
	    small.conf
	[ "$stderr" = "tix desk: no queue 'nowhere'; there are: helpdesk, experts" ]
	unchanged 1
}

@test "owners count where the new policy has agents, and go to others or nobody" {
	me=$(id -un)
	tix open -q 'Mine'
	tix open -q 'Theirs'
	tix take -q 1
	tix take -q --as anna 2
	{ cat standard.conf; echo "agent $me { }"; } >people.conf
	run -4 --separate-stderr tix desk apply people.conf
	[ "${stderr_lines[1]}" = "  agent 'anna': 1 ticket (2)" ]
	run -0 --separate-stderr tix desk apply people.conf --move agent:anna=
	[ "$(of 2 owner)" = "" ]
	[ "$(of 1 owner)" = "$me" ]
	tix take -q 2
	{ cat standard.conf; echo "agent ben { }"; } >others.conf
	run -4 --separate-stderr tix desk apply others.conf
	run -0 --separate-stderr tix desk apply others.conf \
	    --move "agent:$me=ben"
	[ "$(of 2 owner)" = ben ]
	sound
}

@test "who owns the desk's file may change the policy without being an agent" {
	{ cat standard.conf; echo "agent ben { }"; } >others.conf
	tix desk apply -q others.conf
	run -4 --separate-stderr tix open x
	[[ $stderr == *"no agent of this desk"* ]]
	run -0 --separate-stderr tix desk apply standard.conf
	[ "$output" = 3 ]
	run -0 tix open x
}

@test "two that apply at once make two versions, or one of the same text" {
	for i in 1 2 3 4 5 6; do
		{ cat small.conf; echo "# $i"; } >"$i.conf"
		tix desk apply -q "$i.conf" >"$i.out" &
	done
	wait
	[ "$(cat ./*.out | sort -n | tr '\n' ' ')" = "2 3 4 5 6 7 " ]
	for i in 1 2 3 4 5 6; do
		tix desk show --version "$(cat "$i.out")" | cmp - "$i.conf"
	done
	for i in 1 2 3 4; do
		tix desk apply -q small.conf >"$i.same" &
	done
	wait
	[ "$(cat ./*.same | sort -u)" = 8 ]
	unchanged 8
}

@test "killed at any moment, a new version is there with its changes or not" {
	for i in $(seq 100); do tix open -q "VPN tunnel $i"; done
	for round in 1 2 3 4 5 6 7 8; do
		setsid tix desk apply -q small.conf \
		    --move queue:network=experts &
		gang=$!
		sleep "0.0$((RANDOM % 9 + 1))"
		kill -KILL -- "-$gang" 2>/dev/null || :
		wait 2>/dev/null || :
		sound
		n=$(tix list --tsv=id 'queue:experts' | wc -l)
		if [ "$(tix desk log --tsv=version | wc -l)" = 1 ]; then
			[ "$n" -eq 0 ]
		else
			[ "$n" -eq 100 ]
			break
		fi
	done
}

# An editor that runs $1 with the file's name in $f.
editor() {
	printf '#!/bin/sh\nf=$1\n%s\n' "$1" >editor
	chmod +x editor
	export TIX_EDITOR=$PWD/editor
}

# On a terminal: on_terminal COMMAND WORD KEYS; what comes is in "screen", and
# KEYS are typed as often as WORD is there.
on_terminal() {
	python3 - "$@" <<-'END'
		import os, pty, sys
		screen, seen = b"", 0
		def read(fd):
		    global screen, seen
		    data = os.read(fd, 1024)
		    screen += data
		    n = screen.count(sys.argv[2].encode())
		    for key in sys.argv[3][seen:n]:
		        os.write(fd, key.encode() + b"\n")
		    seen = max(seen, n)
		    return data
		status = pty.spawn(["bash", "-c", sys.argv[1]], read,
		    lambda fd: b"")
		open("screen", "wb").write(screen.replace(b"\r\n", b"\n"))
		sys.exit(os.waitstatus_to_exitcode(status))
	END
}

kept() {
	find "$DRAFTS" -type f 2>/dev/null
}

@test "edit opens the text in force, and applies what was made of it" {
	editor 'cp "$f" seen; stat -c "%a %n" "$f" >stat; echo "# mine" >>"$f"'
	run -0 --separate-stderr tix desk edit
	[ "$output" = 2 ]
	[ "$stderr" = "tix desk: version 2 is in force" ]
	cmp seen standard.conf
	[[ $(cat stat) == "600 $DRAFTS/desk-"*.conf ]]
	[ "$(tix desk show | tail -n 1)" = "# mine" ]
	[ -z "$(kept)" ]
	sound
}

@test "a text that is left as it was changes nothing" {
	editor 'touch "$f"'
	run -0 --separate-stderr tix desk edit
	[ -z "$output" ]
	[ "$stderr" = "tix desk: the text is unchanged: nothing is done" ]
	[ -z "$(kept)" ]
	unchanged 1
}

@test "a bad text is kept, off a terminal without being asked" {
	editor 'echo "nonsense = 1" >"$f"'
	run -2 --separate-stderr tix desk edit
	[ -z "$output" ]
	path=$(kept)
	[[ ${stderr_lines[0]} == "$path:1: "* ]]
	[ "${stderr_lines[1]}" = "tix desk: the text is kept: tix desk apply $path" ]
	[ "$(cat "$path")" = "nonsense = 1" ]
	unchanged 1
	# It is told by tix doctor, as any other draft.
	tix doctor 2>&1 | grep -q "desk-[0-9a-f]*\.conf"
}

@test "a text that the editor took away is not said to be kept" {
	printf '#!/bin/sh\nrm "$1"\n' >remover
	chmod +x remover
	EDITOR=$PWD/remover run -74 --separate-stderr tix desk edit
	[[ $stderr != *"is kept"* ]]
	[[ $stderr == *"tix desk: the text is gone: the editor left no file '$DRAFTS/"* ]]
	unchanged 1
}

@test "the bound of a body is not said of a desk" {
	head -c 20000000 /dev/zero | tr '\0' ' ' >big.conf
	run -2 --separate-stderr tix desk apply big.conf
	[[ $stderr == *"more than "*" bytes" ]]
	unchanged 1
}

@test "on a terminal one is put back in, as often as one wants" {
	editor 'echo x >>count; n=$(wc -l <count)
		[ $n -lt 3 ] && echo "nonsense = $n" >>"$f"
		[ $n -lt 3 ] || sed -i /nonsense/d "$f"; echo "# $n" >>"$f"'
	run -0 on_terminal 'tix desk edit' 'edit again? [y/N] ' yy
	[ "$(wc -l <count)" = 3 ]
	[ "$(grep -c 'edit again' screen)" = 2 ]
	[ "$(tix desk show | tail -n 3)" = $'# 1\n# 2\n# 3' ]
	[ -z "$(kept)" ]
	sound
}

@test "who does not want to go on finds the text where it was told" {
	editor 'echo "nonsense = 1" >"$f"'
	run -2 on_terminal 'tix desk edit' 'edit again? [y/N] ' n
	grep -qxF "tix desk: the text is kept: tix desk apply $(kept)" screen
	[ "$(cat "$(kept)")" = "nonsense = 1" ]
	unchanged 1
}

@test "an editor that fails, and one that is not there, lose nothing" {
	editor 'echo "# half" >>"$f"; exit 3'
	run -1 --separate-stderr tix desk edit
	[ "${stderr_lines[0]}" = "tix desk: the editor '$TIX_EDITOR' ended with exit status 3" ]
	[ "${stderr_lines[1]}" = "tix desk: the text is kept: tix desk apply $(kept)" ]
	[ "$(tail -n 1 "$(kept)")" = "# half" ]
	rm -r "$DRAFTS"
	# Nothing was typed: there is nothing to keep.
	TIX_EDITOR=/nowhere/ed run -3 --separate-stderr tix desk edit
	[ "${stderr_lines[-1]}" = "tix desk: no editor '/nowhere/ed': set EDITOR, or apply a file" ]
	[ -z "$(kept)" ]
	unchanged 1
}

@test "nothing is locked meanwhile, and a version that came is not undone" {
	editor 'echo "# mine" >>"$f"; tix open -q --wait 1s x
		tix desk apply -q --wait 1s small.conf'
	run -4 --separate-stderr tix desk edit
	[ "${stderr_lines[-2]}" = "tix desk: version 2 came into force meanwhile" ]
	[ "${stderr_lines[-1]}" = "tix desk: the text is kept: tix desk diff $(kept) shows how it differs" ]
	tix desk show | cmp - small.conf
	[ "$(tail -n 1 "$(kept)")" = "# mine" ]
	[ "$(of 1 level)" = L1 ]
	unchanged 2
}

@test "what edit would take away is refused as apply does, unless it is moved" {
	tix open -q 'VPN tunnel'
	editor 'cp small.conf "$f"'
	run -4 --separate-stderr tix desk edit
	[ "${stderr_lines[1]}" = "  queue 'network': 1 ticket (1)" ]
	[ "$(kept | wc -l)" = 1 ]
	run -0 --separate-stderr tix desk edit --move queue:network=experts
	[ "$(of 1 queue)" = experts ]
	run -2 --separate-stderr tix desk edit -n
	[[ $stderr == "tix desk: --dry-run opens no editor"* ]]
	run -2 --separate-stderr tix desk edit x
	[ "$stderr" = "tix desk: what is 'x' to mean?" ]
}

@test "commands, options and versions are offered" {
	words() { "$@" | cut -f 1; }
	tix desk apply -q small.conf
	run -0 words tix desk --complete ''
	[ "$output" = $'check\ncompile\napply\nshow\ndiff\nlog\nedit\noncall' ]
	run -0 words tix desk --complete --db "$TIX_DB" a
	[ "$output" = apply ]
	run -0 words tix desk --complete apply --m
	[ "$output" = --move ]
	run -0 words tix desk --complete check --m
	[ -z "$output" ]
	run -0 words tix desk --complete diff ''
	[ "$output" = $'2\n1' ]
	run -0 words tix desk --complete diff 1 sm
	[ -z "$output" ]
	run -0 words tix desk --complete show --version ''
	[ "$output" = $'2\n1' ]
	run -0 words tix desk --complete apply --move qu
	[ "$output" = queue: ]
	run -0 words tix desk --complete apply --move level:
	[ "$output" = $'level:L1=\nlevel:L2=' ]
}

@test "a field of the desk's own has no name that means something in a rule" {
	local name
	for name in rule continue assign need_skill add_tag raise_priority \
		not_a set_a label category_matches; do
		sed "\$a field $name { type = text }" small.conf >t.conf
		run -2 --separate-stderr tix desk check t.conf
		[ "$stderr" = "t.conf:13: '$name' is no name for a field: a-z, 0-9 and _, a letter first, and not what tickets, queries or rules have already" ]
		sed '$a field site { type = text }' small.conf >t.conf
		tix desk compile t.conf | sed "s/\"site\"/\"$name\"/" >t.desk
		run -2 tix desk check t.desk
	done
	sed '$a field notes { type = text }' small.conf >t.conf
	run -0 tix desk check t.conf
}

@test "what is there twice in a list of a level is told" {
	cat >t.conf <<-'END'
		level L1 { order = 1 escalates_to = { L2, L2 } }
		level L2 { order = 2 handover = { tried, question, tried } }
	END
	run -2 --separate-stderr tix desk check t.conf
	[ "$stderr" = "t.conf:1: escalates_to: 'L2' is there twice
t.conf:2: handover: 'tried' is there twice" ]
}

# One rule of a compiled desk, with these matchers and actions.
compiled_rule() { # IF DO
	tix desk compile small.conf >rule.desk
	printf 'r\t0\t\t{"name":"x","if":[%s],"do":[%s]}\n' "$1" "$2" \
		>>rule.desk
}

@test "grades and labels of a compiled desk are those that a text may have" {
	local value
	# Each is refused in a text, and so it is behind the compiler.
	for value in vpn:0 vpn:6 vpn: vpn:3x vpn:-1 :3 'v p:2' 'a,b' vpn:1:2 \
		vpn:99999999999999999999; do
		compiled_rule '' "[\"need_skill\",\"ok:5\",\"$value\"]"
		run -2 --separate-stderr tix desk check rule.desk
		[ "$stderr" = "tix desk: 'rule.desk': desk: rule 'x': need_skill: what is '$value' to mean?" ]
		sed '$a rule x { need_skill = "'"$value"'" }' small.conf >t.conf
		run -2 tix desk check t.conf
	done
	for value in bare =x name= 'a=b c' 'a=b,c'; do
		compiled_rule "[\"label\",\"a=b\",\"$value\"]" ''
		run -2 --separate-stderr tix desk check rule.desk
		[ "$stderr" = "tix desk: 'rule.desk': desk: rule 'x': label: what is '$value' to mean?" ]
		sed '$a rule x { label = "'"$value"'" }' small.conf >t.conf
		run -2 tix desk check t.conf
	done
	compiled_rule '["not_label","host=~("]' ''
	run -2 --separate-stderr tix desk apply rule.desk
	[[ $stderr = "tix desk: 'rule.desk': desk: rule 'x': not_label: "* ]]
	unchanged 1
	# What a text may have passes: the second '=' is of the value.
	for value in vpn vpn:1 vpn:5; do
		compiled_rule '' "[\"need_skill\",\"$value\"]"
		run -0 tix desk check rule.desk
		sed '$a rule x { need_skill = "'"$value"'" }' small.conf >t.conf
		run -0 tix desk check t.conf
	done
	for value in 'a=b' 'a=b=~(' 'host=~^db'; do
		compiled_rule "[\"label\",\"$value\"]" ''
		run -0 tix desk check rule.desk
		sed '$a rule x { label = "'"$value"'" add_tag = z }' \
			small.conf >t.conf
		tix desk compile t.conf >t.desk
		run -0 tix desk apply t.desk
	done
	tix desk compile <(sed '$a rule x { label = "a=b=~(" add_tag = z }' \
		small.conf) >t.desk
	tix desk apply -q t.desk
	tix open -q --tag 'a=b=~(' one
	[ "$(of 1 tags)" = 'a=b=~( z' ]
}

@test "a compiled desk that would lose a ticket is refused before it is stored" {
	local bad

	cat >proved.conf <<-'END'
		level L1 { order = 1 }
		queue helpdesk { level = L1 }
		category net { }
		calendar office { timezone = "Europe/Warsaw" hours = { "Mon-Fri 08:00-17:00" } }
		rule one {
		  subject = 'vpn|tunnel'  when = "office open"  label = "host=~^db"
		  set_queue = helpdesk  set_category = net  set_impact = 1
		  raise_priority = 2  assign = round-robin
		}
	END
	tix desk compile proved.conf >right.desk
	run -0 --separate-stderr tix desk check right.desk
	while IFS='|' read -r bad words; do
		sed "$bad" right.desk >wrong.desk
		run ! cmp -s right.desk wrong.desk
		for act in check apply; do
			run -2 --separate-stderr tix desk "$act" wrong.desk
			[[ $stderr = *"rule 'one': $words"* ]]
		done
	done <<-'END'
		s/"vpn.tunnel"\]/"(("]/|subject: pattern
		s/"office open"/"home open"/|when: no calendar of 'home open'
		s/=~^db/=~(/|label: pattern
		s/"set_queue","helpdesk"/"set_queue","none"/|set_queue: no queue
		s/"set_category","net"/"set_category","none"/|set_category: no category
		s/"set_impact","1"/"set_impact","77"/|set_impact: what is '77' to mean?
		s/"raise_priority","2"/"raise_priority","x"/|raise_priority: what is 'x' to mean?
		s/"assign","round-robin"/"assign","dice"/|assign: what is 'dice' to mean?
	END
}
