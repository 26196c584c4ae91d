# The editor of tix note and tix reply: what it is given, what is taken from
# it, and that nothing that was typed is lost.

load ../lib/common

setup() {
	desk
	unset VISUAL EDITOR XDG_STATE_HOME
	tix open --requester ewa@x.org -b $'Since noon.\n\n# no comment' 'VPN down'
	tix open --requester tom@x.org two
	export TIX_SENDMAIL=$PWD/sendmail
	printf '#!/bin/sh\ncat >%s/mail\n' "$PWD" >sendmail
	chmod +x sendmail
	DRAFTS=$HOME/.local/state/tix
}

# An editor that runs $1 with the file's name in $f.
editor() {
	printf '#!/bin/sh\nf=$1\n%s\n' "$1" >editor
	chmod +x editor
	export TIX_EDITOR=$PWD/editor
}

# On a terminal of its own: on_terminal COMMAND [WORD KEYS]; what comes is in
# "screen", and KEYS are typed once WORD is there.
on_terminal() {
	python3 - "$@" <<-'END'
		import os, pty, sys
		screen, typed = b"", len(sys.argv) < 3
		def read(fd):
		    global screen, typed
		    data = os.read(fd, 1024)
		    screen += data
		    if not typed and sys.argv[2].encode() in screen:
		        typed = True
		        os.write(fd, sys.argv[3].encode())
		    return data
		status = pty.spawn(["bash", "-c", sys.argv[1]], read,
		    lambda fd: b"")
		open("screen", "wb").write(screen.replace(b"\r\n", b"\n"))
		sys.exit(os.waitstatus_to_exitcode(status))
	END
}

kept() {
	find "$DRAFTS" -type f 2>/dev/null | wc -l
}

text_of() {
	tix log --json=kind,data "$1" | python3 -c '
import json, sys
print([r["data"]["text"] for r in json.load(sys.stdin)
    if r["kind"] in ("noted", "replied")][-1])'
}

@test "on a terminal the editor is asked for the text" {
	editor 'printf "typed\n# not a comment\n\n" >"$f"'
	run -0 on_terminal 'tix note 1'
	[ "$(cat screen)" = 1 ]
	[ "$(text_of 1)" = $'typed\n# not a comment' ]
	[ "$(kept)" = 0 ]
	sound
}

@test "off a terminal it is not, unless --edit is given" {
	editor 'echo hit >"$f"; touch hit'
	run -2 --separate-stderr tix note 1
	[ "$stderr" = "tix note: an empty note: give -m or -F" ]
	[ ! -e hit ]
	run -0 --separate-stderr tix note --edit 1
	[ "$output" = 1 ]
	[ "$(text_of 1)" = hit ]
}

@test "the file is the caller's alone, and says what it is about" {
	editor 'cp "$f" seen; stat -c "%a %n" "$f" >stat; echo x >"$f"'
	umask 000
	run -0 tix reply --edit 1
	read -r mode name <stat
	[ "$mode" = 600 ]
	[[ $name =~ ^$DRAFTS/reply-1-[0-9a-f]{8}\.txt$ ]]
	[ "$(stat -c %a "$DRAFTS")" = 700 ]
	grep -qx '> Since noon.' seen
	grep -qx '>' seen
	grep -qx '> # no comment' seen
	[[ $(sed '1,/ 8< /d' seen) = *"1, VPN down"*"ewa@x.org"* ]]
	XDG_STATE_HOME=$PWD/state run -0 tix reply --edit 1
	[[ $(cat stat) = "600 $PWD/state/tix/reply-1-"* ]]
}

@test "the last public reply is what is quoted, whole lines of it" {
	tix reply --by phone -m $'first answer\nsecond line' 1
	tix note -m 'internal words' 1
	editor 'cp "$f" seen; echo x >"$f"'
	run -0 tix reply --edit 1
	grep -qx '> first answer' seen
	run -1 grep -q 'internal\|Since noon' seen
	tix reply --by phone -m "$(seq 1 500)"$'\n\e[31m' 1
	run -0 tix reply --edit 1
	[ "$(grep -c '^> ' seen)" = 101 ]
	[ "$(grep '^> ' seen | tail -n 1)" = '> [...]' ]
	tix note --edit 1
	run -1 grep -q '^>' seen
}

@test "the lines with the scissors and below are cut off, quoted lines stay" {
	editor 'sed -i "1i Hello" "$f"'
	run -0 tix reply --edit 1
	[ "$(text_of 1)" = $'Hello\n\n\n> Since noon.\n>\n> # no comment' ]
	run -1 grep -q 8\< mail
}

@test "what is typed below the scissors is a part of the text" {
	editor 'echo below >>"$f"'
	run -0 tix note --edit 1
	[ "$(text_of 1)" = below ]
	editor 'sed -i "1i above" "$f"; printf "\nbelow\n" >>"$f"'
	run -0 tix note --edit 1
	[ "$(text_of 1)" = $'above\n\n\nbelow' ]
	editor 'sed -i "/8</a between" "$f"'
	run -0 tix note --edit 1 2
	[ "$(text_of 2)" = between ]
	editor 'sed -i "s/\$/\r/" "$f"; printf "dos\r\n" >>"$f"'
	run -0 tix note --edit 1
	[ "$(text_of 1)" = dos ]
	editor 'echo below >>"$f"; exit 3'
	run -1 --separate-stderr tix note --edit 1
	[ "$(kept)" = 1 ]
	run -0 tix note -F "$(find "$DRAFTS" -type f)" 1
	[ "$(text_of 1)" = below ]
}

@test "of a file only the lines of a draft of ours are cut off" {
	editor 'cp "$f" draft; echo x >"$f"'
	tix note --edit 1
	sed '1i kept text' draft >f
	run -0 tix note -F f 1
	[ "$(text_of 1)" = 'kept text' ]
	run -0 tix note -F - 1 < <(cat f; echo evidence)
	[ "$(text_of 1)" = $'kept text\n\nevidence' ]
	run -2 --separate-stderr tix note -F draft 1
	[ "$stderr" = "tix note: an empty note: give -m or -F" ]
	line=$(grep 8\< draft)
	for other in "top
$line
evidence" "$line
The note goes above that line; empty or unchanged, nothing is done.
Requester: ewa" 'a 8< b
------ 8< ------'; do
		run -0 tix note -F - 1 <<<"$other"
		[ "$(text_of 1)" = "$other" ]
	done
	sound
}

@test "an empty or unchanged text does nothing" {
	before=$(dump)
	for script in ':' ': >"$f"' 'sed -i "/8</,\$d" "$f"' 'touch "$f"' \
	    'printf " \n\t\n" >"$f"'; do
		editor "$script"
		run -1 --separate-stderr tix reply --edit 1
		[ "$output" = "" ]
		[[ $stderr = "tix reply: the reply is "*": nothing is done" ]]
		run -1 --separate-stderr tix note --edit 1
	done
	[ "$(kept)" = 0 ]
	[ "$(dump)" = "$before" ]
}

@test "what was given with -m may be left as it is" {
	editor ':'
	run -0 tix note --edit -m 'my words' 1
	[ "$(text_of 1)" = 'my words' ]
	run -1 tix reply --edit --template received 1
	editor 'exit 3'
	run -1 --separate-stderr tix note --edit -m 'my words' 1
	[ "$stderr" = "tix note: the editor '$PWD/editor' ended with exit status 3
tix note: the note is unchanged: nothing is done" ]
}

@test "a failed editor loses nothing" {
	before=$(dump)
	editor 'echo "long work" >"$f"; exit 1'
	run -1 --separate-stderr tix note --edit 1
	[ "$output" = "" ]
	[ "$(kept)" = 1 ]
	file=$(find "$DRAFTS" -type f)
	[ "$stderr" = "tix note: the editor '$PWD/editor' ended with exit status 1
tix note: the text is kept: tix note -F $file 1" ]
	[ "$(dump)" = "$before" ]
	run -0 tix note -F "$file" 1
	[ "$(text_of 1)" = 'long work' ]
	editor 'echo more >"$f"; kill -9 $$'
	run -1 --separate-stderr tix note --edit 1
	[[ $stderr = *"was ended by signal 9"*"the text is kept: "* ]]
	[ "$(kept)" = 2 ]
}

@test "an editor that is not there is named, and leaves no file" {
	TIX_EDITOR=/nowhere/vi run -3 --separate-stderr tix note --edit 1
	[[ $stderr = *"no editor '/nowhere/vi': set EDITOR, or give -m or -F" ]]
	[ "$(kept)" = 0 ]
}

@test "a ticket that is not there is known before anybody types" {
	editor 'touch hit'
	run -3 --separate-stderr tix note --edit 9
	[ "$stderr" = "tix note: no ticket '9'" ]
	run -3 --separate-stderr tix note --edit 1 x 2
	[ "$stderr" = "tix note: no ticket 'x'" ]
	[ ! -e hit ]
	[ "$(kept)" = 0 ]
}

@test "a ticket that refuses meanwhile, or a desk in use, loses nothing" {
	editor 'echo "long work" >"$f"; tix resolve --code fixed -m x 1 >&2'
	run -4 --separate-stderr tix reply --edit --await 1
	[[ $stderr = *"ticket 1 is resolved"*"the text is kept: tix reply -F $DRAFTS/reply-1-"*" 1" ]]
	[ "$(kept)" = 1 ]
	[ ! -e mail ]
	editor 'echo "long work" >"$f"'
	exec 8>>"$TIX_DB-gate"
	flock 8
	run -75 --separate-stderr tix note --wait 1s --edit 2
	[[ $stderr = *"the text is kept: tix note -F "* ]]
	flock -u 8
	[ "$(kept)" = 2 ]
	[ "$(tix log --tsv=kind 2)" = opened ]
}

@test "nothing is locked while the editor runs" {
	editor 'tix note --wait 1s -m meanwhile 1 && echo after >"$f"'
	run -0 --separate-stderr tix note --edit 1
	[ "$(text_of 1)" = after ]
	[ "$(tix log --tsv=kind 1 | grep -c noted)" = 2 ]
}

@test "a reply that was stored but not delivered leaves no file" {
	printf '#!/bin/sh\nexit 1\n' >sendmail
	editor 'echo x >"$f"'
	run -75 --separate-stderr tix reply --edit 1
	[[ $stderr != *"is kept"* ]]
	[ "$(kept)" = 0 ]
	run -75 --separate-stderr tix reply --edit 1 2
	[ "$(kept)" = 0 ]
}

@test "one text goes to several tickets, a template is filled in for each" {
	editor 'cp "$f" seen; sed -i "1i Ticket {{id}}" "$f"'
	run -0 --separate-stderr tix note --edit --template received 1 2
	[ "$output" = $'1\n2' ]
	grep -q '{{id}}' seen
	[[ $(text_of 2) = 'Ticket 2'*'ticket 2 here'* ]]
	editor 'cp "$f" seen; sed -i "1i Ticket {{id}}" "$f"'
	run -0 --separate-stderr tix note --edit --template received 1
	grep -q 'ticket 1 here' seen
	[[ $(text_of 1) = 'Ticket {{id}}'* ]]
	editor 'echo "{{nope}}" >"$f"'
	run -2 --separate-stderr tix note --edit --template received 1 2
	[[ $stderr = *"no '{{nope}}'"*"the text is kept: tix note -F "*" ..." ]]
}

@test "an editor's setting may hold arguments, the path is no word of it" {
	editor 'echo "$#: $1 $2" >args; for f; do :; done; echo x >"$f"'
	mkdir "$HOME/my state"
	export XDG_STATE_HOME="$HOME/my state"
	TIX_EDITOR="$PWD/editor -f '+set x'" run -0 tix note --edit 1
	[ "$(cat args)" = '3: -f +set x' ]
	editor 'echo "$1" >path; echo x >"$1"; exit 1'
	run -1 --separate-stderr tix note --edit 1
	[[ $stderr = *"tix note -F '$HOME/my state/tix/note-1-"*".txt' 1" ]]
	unset TIX_EDITOR
	printf '#!/bin/sh\necho visual >"$1"\n' >v
	printf '#!/bin/sh\necho editor >"$1"\n' >e
	chmod +x v e
	VISUAL=$PWD/v EDITOR=$PWD/e run -0 tix note --edit 1
	[ "$(text_of 1)" = visual ]
	EDITOR=$PWD/e run -0 tix note --edit 1
	[ "$(text_of 1)" = editor ]
}

@test "an interrupt from the keyboard is the editor's" {
	editor "trap 'echo interrupted >\"\$f\"' INT
		echo ready; sleep 9 & wait; exit 0"
	run -0 on_terminal 'exec tix note 1' ready $'\x03'
	[ "$(text_of 1)" = interrupted ]
}

@test "a signal to end while the editor runs loses nothing" {
	editor 'echo half >"$f"; touch up; exec sleep 60'
	tix note --edit 1 >out 2>err 3>&- &
	pid=$!
	while [ ! -e up ]; do sleep 0.05; done
	kill -TERM "$pid"
	status=0
	wait %1 || status=$?
	[ "$status" -eq 130 ]
	[[ $(cat err) = *"the text is kept: tix note -F "* ]]
	[ "$(kept)" = 1 ]
	[ "$(cat "$DRAFTS"/*)" = half ]
}

@test "an editor that writes another file under the name is believed" {
	editor 'echo new >other && mv other "$f"'
	run -0 tix note --edit 1
	[ "$(text_of 1)" = new ]
	editor 'rm "$f"; ln -s /etc/passwd "$f"'
	run -74 --separate-stderr tix note --edit 1
	[[ $stderr = *"is no file any more" ]]
	editor 'rm "$f"'
	run -74 --separate-stderr tix note --edit 1
	[[ $stderr = *"No such file or directory" ]]
	editor 'printf "a\0b" >"$f"'
	run -2 --separate-stderr tix note --edit 1
	[[ $stderr = *"the text is kept: "*"a NUL at byte 1"* ]]
	editor 'head -c 1048577 /dev/zero | tr "\0" x >"$f"'
	run -2 --separate-stderr tix note --edit 1
	[[ $stderr = *"the text is kept: shorten it, then tix note -F $DRAFTS/note-1-"*" 1"*"text: 1048577 bytes; at most 1048576 (body-max)"* ]]
}

@test "in a pipeline the ids are not eaten, and the editor's words not passed on" {
	editor 'cat >eaten; echo words; echo x >"$f"'
	run -0 --separate-stderr bash -o pipefail -c \
	    'printf "1\n2\n" | setsid tix note --edit'
	[ "$output" = $'1\n2' ]
	[ ! -s eaten ]
}

@test "without a home there is nowhere to write" {
	editor 'echo x >"$f"'
	run -2 --separate-stderr env -u HOME tix note --edit 1
	[ "$stderr" = "tix note: where is a text to be kept? set HOME, or give -m or -F" ]
	run -74 --separate-stderr env HOME=/proc tix note --edit 1
	[[ $stderr = "tix note: '/proc/.local': "* ]]
}

@test "a dry run opens no editor" {
	editor 'touch hit'
	run -2 --separate-stderr tix note --edit -n 1
	[ "$stderr" = "tix note: --dry-run opens no editor: give -m or -F" ]
	[ ! -e hit ]
}
