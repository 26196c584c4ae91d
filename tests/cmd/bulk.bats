# Many tickets at once: which, whether they are too many, all or none.

load ../lib/common

setup() {
	desk
	for i in 1 2 3 4 5; do tix open -q --no-route "ticket $i" >/dev/null; done
}

# States of the tickets, in the order of their numbers.
states() {
	tix list --sort id --tsv=state id:1.. | paste -sd ' '
}

# So many tickets in all.
fill() {
	python3 - "$1" >many.csv <<-'END'
		import sys
		print("no,title,at")
		for i in range(6, int(sys.argv[1]) + 1):
		    print(f"{i},more {i},2026-11-23T13:00:00Z")
	END
	printf '%s\n' 'source = many' 'rows = tickets' 'key = {no}' \
		'subject = {title}' 'opened = {at}' >many.map
	tix import -q --map many.map many.csv >/dev/null
}

# The command on a terminal that types $1 once something was asked; what the
# terminal shows, then the exit status.
on_terminal() {
	python3 - "$@" <<-'END'
		import os, pty, select, signal, sys
		answer, command = sys.argv[1], sys.argv[2:]
		pid, fd = pty.fork()
		if pid == 0:
		    os.environ["TERM"] = "xterm"
		    signal.signal(signal.SIGINT, signal.SIG_DFL)
		    os.execvp(command[0], command)
		seen, typed = b"", False
		while True:
		    if not select.select([fd], [], [], 30)[0]:
		        os.kill(pid, signal.SIGKILL)
		        seen += b"(nothing for half a minute)"
		        break
		    try:
		        got = os.read(fd, 4096)
		    except OSError:
		        break
		    if not got:
		        break
		    seen += got
		    if b"[y/N] " in seen and not typed:
		        os.write(fd, answer.encode().decode("unicode_escape").encode())
		        typed = True
		status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
		sys.stdout.write(seen.decode().replace("\r\n", "\n"))
		print(f"({status})")
	END
}

# Feed $1 to a command, send it SIGINT when $2 lines have come out and $3
# seconds have gone, then close its input: what was printed, and its status.
interrupted() {
	python3 - "$@" <<-'END'
		import signal, subprocess, sys, time
		text, lines, wait, command = sys.argv[1], int(sys.argv[2]), \
		    float(sys.argv[3]), sys.argv[4:]
		p = subprocess.Popen(command, stdin=subprocess.PIPE,
		    stdout=subprocess.PIPE, preexec_fn=lambda:
		    signal.signal(signal.SIGINT, signal.default_int_handler))
		p.stdin.write(text.encode())
		p.stdin.flush()
		out = b"".join(p.stdout.readline() for _ in range(lines))
		time.sleep(wait)
		p.send_signal(signal.SIGINT)
		print((out + p.stdout.read()).decode() + f"({p.wait()})")
	END
}

@test "a query gives the tickets, in the order of their numbers, done ones too" {
	tix close 2
	run -0 --separate-stderr tix note --query 'id:2..4' -m x
	[ "$output" = $'2\n3\n4' ]
	[ "$stderr" = "" ]
	run -0 tix close --query 'id:1..' --changed
	[ "$output" = $'1\n3\n4\n5' ]
	sound
}

@test "with a query standard input is never touched" {
	run -0 bash -o pipefail -c 'printf "4\n5\n" |
		{ tix close --query id:1; cat; }'
	[ "$output" = $'1\n4\n5' ]
}

@test "a query that finds nothing is nothing to do" {
	run -0 --separate-stderr tix close --query id:77
	[ "$output$stderr" = "" ]
	run -0 --separate-stderr tix close --query id:77 --atomic --max 0
	[ "$output$stderr" = "" ]
	run -0 --separate-stderr tix close --query id:77 --json
	[ "$output" = "[]" ]
}

@test "a query that is empty, bad, or beside operands is used wrongly" {
	before=$(dump)
	for q in '' ' ' $' \t\n'; do
		run -2 --separate-stderr tix close --query "$q"
		[[ $stderr = "tix close: --query '"*"': it would be every ticket; 'id:1..' says so" ]]
	done
	run -2 --separate-stderr tix close --query id:1 2
	[ "$stderr" = "tix close: --query and '2': the tickets are given twice" ]
	run -2 tix close --query id:1 -
	for q in 'levle:L1' '(' 'id:x' 'age:2' '()'; do
		run -2 --separate-stderr tix list "$q"
		said=${stderr/tix list/tix close}
		run -2 --separate-stderr tix close --query "$q"
		[ "$output" = "" ]
		[ "$stderr" = "$said" ]
	done
	run -3 tix close --query level:L9
	[ "$(dump)" = "$before" ]
}

@test "a query holds also for what finds its tickets by itself" {
	tix close 1 2 3
	run -0 --separate-stderr tix undo --query id:1..2
	[ "$output" = $'1\n2' ]
	[ "$(states)" = "new new closed new new" ]
}

@test "times in a query are local, as they are for tix list" {
	tix open --now 2026-11-22T23:30:00Z late
	TZ=Europe/Warsaw run -0 tix close --query opened:2026-11-23
	[ "$output" = $'1\n2\n3\n4\n5\n6' ]
	run -0 tix close --query opened:2026-11-22
	[ "$output" = 6 ]
}

@test "all or none: the first that is refused undoes the others" {
	tix close 3
	before=$(dump)
	run -3 --separate-stderr tix close --atomic 1 2 99 4 98
	[ "$output" = "" ]
	[ "$stderr" = "tix close: no ticket '99'
tix close: nothing was changed: '99' cannot be done, and --atomic is all or none" ]
	run -4 --separate-stderr tix resolve --code fixed --atomic 1 2 3 4
	[ "$output" = "" ]
	[[ ${stderr_lines[1]} = "tix resolve: nothing was changed: '3' "* ]]
	run -4 tix resolve --code fixed --atomic --query id:1..
	run -4 bash -o pipefail -c 'seq 5 | tix resolve --code fixed --atomic'
	run -3 tix close --atomic 1 nonsense
	[ "$(dump)" = "$before" ]
	run -0 tix close --atomic 1 2 3 4
	[ "$output" = $'1\n2\n3\n4' ]
	run -0 tix close --atomic --changed 1 5 5
	[ "$output" = 5 ]
	sound
}

@test "all or none: one ticket alone, and none at all" {
	run -3 --separate-stderr tix close --atomic 9
	[ "$output" = "" ]
	run -0 tix close --atomic 1
	[ "$output" = 1 ]
	run -0 bash -o pipefail -c ': | tix close --atomic'
	[ "$output" = "" ]
}

@test "all or none down a pipe: a line that is no ticket is a refusal" {
	before=$(dump)
	run -2 --separate-stderr bash -o pipefail -c \
		'printf "1\n2\n{\n3\n" | tix close --atomic'
	[ "$output" = "" ]
	[[ $stderr = "tix close: standard input, line 3: "*"; nothing was changed (--atomic)" ]]
	run -2 bash -o pipefail -c 'printf "1\0002\n3\n" | tix close --atomic'
	run -3 bash -o pipefail -c 'printf "1\n2\n\n;\n" | tix close --atomic'
	run -3 bash -o pipefail -c '{ echo 1; sleep 0.5; echo 77; } |
		tix close --atomic'
	[ "$output" != 1 ]
	[ "$(dump)" = "$before" ]
	run -0 bash -o pipefail -c 'printf "1\0002\0" | tix close -0 --atomic |
		tr "\0" ,'
	[ "$output" = 1,2, ]
}

@test "all or none is as the same by single commands" {
	fill 20
	mkdir other
	cp tix.db* other
	for act in 'route' 'take --as ewa' 'note -m x' 'tag --add a' \
	    'escalate -r aged' 'resolve --code fixed' 'reopen -r again' \
	    'close -r enough'; do
		# shellcheck disable=SC2086 # words are meant
		seq 20 | tix $act --atomic >all
		for i in $(seq 20); do
			# shellcheck disable=SC2086
			tix $act --db other/tix.db "$i"
		done >one
		cmp all one
	done
	for folder in . other; do
		{
			seq 20 | tix show --db $folder/tix.db --jsonl -
			tix log --db $folder/tix.db --jsonl
		} >$folder/have
	done
	[ "$(wc -l <have)" -gt 150 ]
	python3 - have other/have <<-'END'
		import json, sys
		one, other = ([json.loads(line) for line in open(f)]
		    for f in sys.argv[1:])
		for record in one + other:
		    record.pop("hash", None)
		assert one == other
	END
	sound
}

@test "no more than --max, by operand, query and pipe" {
	before=$(dump)
	for how in 'tix close --max 2 1 2 3' 'tix close --max 2 --query id:..3' \
	    'seq 3 | tix close --max 2' 'seq 3 | tix close --max 2 --atomic' \
	    'seq 3 | tix close --max 2 -' 'tix close -n --max 2 1 2 3' \
	    'tix close --atomic --max 2 1 2 3' 'tix close --max 2 --yes 1 2 3'; do
		run -4 --separate-stderr bash -o pipefail -c "$how"
		[ "$output" = "" ]
		[ "$stderr" = "tix close: 3 tickets are more than --max 2; nothing was changed" ]
	done
	run -4 tix close --max 0 1
	run -2 tix close --max -1 1
	run -2 tix close --max x 1
	[ "$(dump)" = "$before" ]
	run -0 tix close --max 2 1 2
	run -0 bash -o pipefail -c 'seq 3 | tix close --max 3'
	[ "$output" = $'1\n2\n3' ]
	run -0 tix close --max 9223372036854775807 --query id:..5
	[ "${#lines[@]}" -eq 5 ]
}

@test "with --max a pipe is read whole, and a bad line spoils no other" {
	run -2 --separate-stderr bash -o pipefail -c \
		'printf "1\n{\n2\n" | tix close --max 2'
	[ "$output" = $'1\n2' ]
	run -4 --separate-stderr bash -o pipefail -c \
		'{ seq 3; sleep 0.5; echo 4; } | tix close --max 3'
	[ "$output" = "" ]
	[ "$(states)" = "closed closed new new new" ]
}

@test "a hundred thousand tickets down a pipe, and not one more" {
	run -0 bash -o pipefail -c \
		'seq 100000 | sed s/.*/1/ | tix close --changed --max 100000'
	[ "$output" = 1 ]
	run -4 --separate-stderr bash -c 'yes 2 | tix close --max 100000'
	[ "$stderr" = "tix close: more than 100000 tickets (bulk-max) are too many for --max; nothing was changed" ]
	run -4 --separate-stderr bash -c 'yes 2 | tix close --atomic'
	[[ $stderr = *"too many for --atomic; nothing was changed" ]]
	[ "$(states)" = "closed new new new new" ]
	sound
}

@test "more than a hundred want --yes where nobody can be asked" {
	fill 101
	before=$(dump)
	# shellcheck disable=SC2046 # words are meant
	run -4 --separate-stderr tix close $(seq 101)
	[ "$output" = "" ]
	[ "$stderr" = "tix close: 101 tickets, and above 100 (bulk-ask) it wants --yes; nothing was changed" ]
	run -4 tix close --query id:1..
	run -4 tix close --query id:1.. --atomic
	[ "$(dump)" = "$before" ]
	# Neither a pipe nor a dry run is asked about.
	run -0 bash -o pipefail -c 'seq 101 | tix note -m x | wc -l'
	[ "$output" = 101 ]
	run -0 --separate-stderr tix close -n --query id:1..
	[ "$(grep -c 'would change' <<<"$stderr")" = 101 ]
	run -0 tix close --query id:..100
	[ "${#lines[@]}" -eq 100 ]
	run -0 tix close -y --query id:1..
	[ "${#lines[@]}" -eq 101 ]
}

@test "how many are many is a setting" {
	mkdir -p "$HOME/.config/tix"
	echo 'bulk-ask = "2"' >"$HOME/.config/tix/config"
	run -4 --separate-stderr tix close 1 2 3
	[[ $stderr = *"3 tickets, and above 2 "* ]]
	run -0 tix close 1 2
	run -0 tix close --yes 1 2 3
	echo 'bulk-ask = "x"' >"$HOME/.config/tix/config"
	run -2 --separate-stderr tix close 3 4 5
	[[ $stderr = *"config:1"* ]]
	[ "$(states)" = "closed closed closed new new" ]
}

@test "on a terminal somebody is asked once" {
	mkdir -p "$HOME/.config/tix"
	echo 'bulk-ask = "2"' >"$HOME/.config/tix/config"
	run -0 on_terminal 'n\n' tix close 1 2 3
	[ "$output" = "close 3 tickets? [y/N] n
tix close: nothing was changed
(4)" ]
	for no in '\n' '\x04' 'yess\n' 'nyes\n'; do
		run -0 on_terminal "$no" tix close 1 2 3
		[ "${lines[-1]}" = "(4)" ]
	done
	run -0 on_terminal '\x03' tix close 1 2 3
	[ "${lines[-1]}" = "(130)" ]
	[ "$(states)" = "new new new new new" ]
	run -0 on_terminal 'y\n' tix close 1 2 3
	[ "$output" = $'close 3 tickets? [y/N] y\n1\n2\n3\n(0)' ]
	run -0 on_terminal 'yes\n' tix close --query id:1.. --atomic
	[ "$output" = $'close 5 tickets? [y/N] yes\n1\n2\n3\n4\n5\n(0)' ]
}

@test "no question where standard error is no terminal, none too few tickets" {
	mkdir -p "$HOME/.config/tix"
	echo 'bulk-ask = "2"' >"$HOME/.config/tix/config"
	run -0 on_terminal 'y\n' bash -c 'tix close 1 2 3 2>/dev/null'
	[ "$output" = "(4)" ]
	run -0 on_terminal 'y\n' bash -c 'tix close 1 2 3 </dev/null'
	[[ $output = *"wants --yes; nothing was changed"*"(4)" ]]
	run -0 on_terminal 'y\n' tix close 1 2
	[ "$output" = $'1\n2\n(0)' ]
	run -0 on_terminal 'y\n' tix close -y 1 2 3
	[ "$output" = $'1\n2\n3\n(0)' ]
	run -0 on_terminal 'y\n' tix close --max 3 1 2 3 4
	[[ $output = *"more than --max 3"*"(4)" ]]
}

@test "a dry run is a diff, ticket by ticket" {
	tix take --as tom 2
	before=$(dump)
	run -0 --separate-stderr tix take --as ewa -n 1
	[ "$output" = "" ]
	[ "$stderr" = "tix take: would change ticket 1
  -state: new
  +state: open
  +owner: ewa" ]
	tix tag --add 'b c' 2
	before=$(dump)
	run -0 --separate-stderr tix tag -n --add 'd a' --remove c 2
	[ "$stderr" = "tix tag: would change ticket 2
  -tags: c
  +tags: a
  +tags: d" ]
	run -0 --separate-stderr tix open -n --tag 'b a' --due 2026-12-01T00:00:00Z new
	[[ $stderr = *$'\n  +tags: a\n  +tags: b'* ]]
	[[ $stderr = *$'\n  +due: 2026-12-01 00:00'* ]]
	[[ $stderr != *$'\n  -'* ]]
	[ "$(dump)" = "$before" ]
}

@test "a dry run has the desk's own fields by name" {
	python3 - "$ROOT/lib/store/builtin.desk" >own.json <<-'END'
		import json, sys
		desk = json.loads(open(sys.argv[1]).readline())
		desk["fields"] = [{"name": "site", "type": "text"},
		    {"name": "floor", "type": "integer"},
		    {"name": "vip", "type": "flag"}]
		print(json.dumps(desk))
	END
	tix init -q --db own.db --desk own.json
	tix open -q --db own.db --no-route x
	tix set --db own.db --set site=Lublin --set floor=3 --set vip=no 1
	run -0 --separate-stderr tix set --db own.db -n \
		--set site=$'\e[2JGdynia' --set floor= --set vip=yes 1
	[ "$output" = "" ]
	[ "$(sort <<<"$stderr")" = "  +site: \x1b[2JGdynia
  +vip: yes
  -floor: 3
  -site: Lublin
  -vip: no
tix set: would change ticket 1" ]
}

@test "a dry run refuses what a true one would, and nobody is asked" {
	tix close 3
	before=$(dump)
	run -4 --separate-stderr tix resolve --code fixed -n --atomic 1 3 2
	[[ $stderr = "tix resolve: would change ticket 1"*"nothing was changed: '3' "* ]]
	[[ $stderr != *"ticket 2"* ]]
	run -4 --separate-stderr tix resolve --code fixed -n 1 3 2
	[[ $stderr = *"would change ticket 2"* ]]
	# It does not see what it would have done before.
	run -0 --separate-stderr tix close -n 1 1
	[ "$(grep -c 'would change ticket 1' <<<"$stderr")" = 2 ]
	[ "$(dump)" = "$before" ]
}

@test "a dry run cuts long values and escapes what is hostile" {
	run -0 --separate-stderr tix note -n -m $'\e[2J\xff evil\n  +state: closed' 1
	[[ $stderr != *$'\e'* ]]
	[ "${#stderr_lines[@]}" -eq 2 ]
	run -0 --separate-stderr tix note -n -m "$(printf 'x%.0s' {1..500})" 1
	[ "${#stderr_lines[1]}" -le 80 ]
}

@test "on a terminal a diff has colour, unless it is not wanted" {
	run -0 on_terminal '' tix close -n 1
	[ "${lines[1]}" = $'  \e[31m-state: new\e[0m' ]
	[ "${lines[2]}" = $'  \e[32m+state: closed\e[0m' ]
	NO_COLOR=1 run -0 on_terminal '' tix close -n 1
	[ "${lines[1]}" = '  -state: new' ]
	CLICOLOR_FORCE=1 run -0 --separate-stderr tix close -n 1
	[ "${stderr_lines[1]}" = $'  \e[31m-state: new\e[0m' ]
	mkdir -p "$HOME/.config/tix"
	echo 'color = "never"' >"$HOME/.config/tix/config"
	run -0 on_terminal '' tix close -n 1
	[ "${lines[1]}" = '  -state: new' ]
}

@test "interrupted between batches: what was printed is stored" {
	run -0 interrupted $'1\n2\n' 2 0 tix close
	[ "$output" = $'1\n2\n(130)' ]
	[ "$(states)" = "closed closed new new new" ]
	sound
}

@test "interrupted before all of it was read: nothing was changed" {
	for how in --atomic '--max 9'; do
		# shellcheck disable=SC2086 # words are meant
		run -0 interrupted $'1\n2\n' 0 0.5 tix close $how
		[ "$output" = "(130)" ]
	done
	[ "$(states)" = "new new new new new" ]
}

@test "all or none of a thousand tickets, also when it is shot" {
	fill 1000
	for wait in 0.005 0.01 0.02 0.03 0.05 0.08 0.12 0.2; do
		: >printed
		setsid bash -c 'seq 1000 | tix note --atomic -m x >>printed' &
		gang=$!
		sleep "$wait"
		kill -KILL -- "-$gang" 2>/dev/null || :
		wait 2>/dev/null || :
		noted=$(tix log --tsv=kind | grep -c noted || :)
		echo "$wait: $noted"
		[ $((noted % 1000)) -eq 0 ]
		[ ! -s printed ] || [ "$noted" -gt 0 ]
	done
	sound
}
