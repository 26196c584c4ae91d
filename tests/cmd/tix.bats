# tix: the front that runs, lists, helps and suggests.

load ../lib/common

setup() {
	desk
}

@test "tix foo runs tix-foo with its words and its exit status" {
	run -0 --separate-stderr tix open Printer on fire
	[ "$output" = 1 ]
	run -4 --separate-stderr bash -c 'tix close -q 1; tix resolve 1'
	[ "$output" = 1 ]
	[ "$stderr" = "tix resolve: ticket 1 is closed" ]
}

@test "a person's own tix-foo on PATH is a command too, arguments and all" {
	mkdir own
	printf '#!/bin/sh\nprintf "<%%s>" "$@"\nexit 7\n' >own/tix-greet
	chmod +x own/tix-greet
	PATH=$PATH:$PWD/own run -7 --separate-stderr tix greet 'a b' '' --help
	[ "$output" = "<a b><><--help>" ]
	PATH=$PATH:$PWD/own run -0 --separate-stderr tix help
	[[ $output = *"  greet      $PWD/own"* ]]
}

@test "a person's own program does not stand in for ours" {
	mkdir own
	printf '#!/bin/sh\necho stolen\n' >own/tix-open
	chmod +x own/tix-open
	PATH=$PWD/own:$PATH run -0 --separate-stderr tix open x
	[ "$output" = 1 ]
}

@test "what is not executable is no command" {
	mkdir own
	printf '#!/bin/sh\necho run\n' >own/tix-plain
	PATH=$PATH:$PWD/own run -2 --separate-stderr tix plain
	[ "$output" = "" ]
	[ "$stderr" = "tix: no command 'plain'; tix help lists them" ]
}

@test "a typo gets suggestions, each once, and nothing is run" {
	before=$(dump)
	run -2 --separate-stderr tix opne x
	[ "$output" = "" ]
	[[ $stderr = "tix: no command 'opne'; is it one of these: open"* ]]
	[ "$(grep -o open <<<"$stderr" | wc -l)" = 1 ]
	run -2 --separate-stderr tix lis
	[ "$(grep -ow list <<<"$stderr" | wc -l)" = 1 ]
	run -2 --separate-stderr tix esc 1
	[[ $stderr = "tix: no command 'esc'; is it one of these: "*escalate* ]]
	run -2 --separate-stderr tix closse 1
	[[ $stderr = "tix: no command 'closse'; is it one of these: close"* ]]
	[ "$(dump)" = "$before" ]
}

@test "a word like no command at all points to the list" {
	run -2 --separate-stderr tix xyzzyplugh
	[ "$stderr" = "tix: no command 'xyzzyplugh'; tix help lists them" ]
	run -2 --separate-stderr tix "$(printf '%05000d' 0)"
	[[ $stderr = "tix: no command '000"* ]]
	run -2 --separate-stderr tix ''
	[ "$stderr" = "tix: no command ''; tix help lists them" ]
}

@test "no path can be smuggled in as a command" {
	mkdir sub
	printf '#!/bin/sh\necho run\n' >tix-evil
	chmod +x tix-evil
	for word in ../evil ./evil sub/../../evil /bin/sh; do
		run -2 --separate-stderr tix "$word"
		[ "$output" = "" ]
		[ "$stderr" = "tix: no command '$word'; tix help lists them" ]
	done
}

@test "an unknown word is shown harmless" {
	run -2 --separate-stderr tix $'\e[31mopen'
	[[ $stderr != *$'\e'* ]]
}

@test "an unknown option is met with those there are" {
	run -2 --separate-stderr tix --verbose open x
	[ "$output" = "" ]
	[ "$stderr" = "tix: unknown option '--verbose'; there are: --exec-path, --help, --version" ]
}

@test "help lists every program once with its summary" {
	run -0 --separate-stderr tix help
	[ "$stderr" = "" ]
	for program in "$BIN"/tix-*; do
		name=${program##*/tix-}
		[ "$(grep -c "^  $name  *[a-z]" <<<"$output")" = 1 ]
	done
	local all=$output
	run -0 --separate-stderr tix --help
	[ "$output" = "$all" ]
	run -0 --separate-stderr tix -h
	[ "$output" = "$all" ]
	run -0 --separate-stderr tix
	[ "$output" = "$all" ]
}

@test "help for a program off a terminal is its own --help" {
	run -0 --separate-stderr bash -o pipefail -c 'tix help open | cat'
	[[ $output = "tix open - "* ]]
	[[ $output = *"usage: tix open [option ...] [subject ...]"* ]]
	[[ $output = *"--dry-run"* ]]
	run -2 --separate-stderr tix help opne
	[[ $stderr = "tix: no command 'opne'; is it one of these: open"* ]]
}

@test "every program says its version and its usage, to standard output" {
	run -0 --separate-stderr tix --version
	[ "$output" = "tix (tix) 0.1.0" ]
	for program in "$BIN"/tix-*; do
		name=${program##*/}
		run -0 --separate-stderr "$program" --version
		[ "$output" = "$name (tix) 0.1.0" ]
		[ "$stderr" = "" ]
		run -0 --separate-stderr "$program" --help
		[[ $output = "tix ${name#tix-} - "*"usage: tix ${name#tix-} "* ]]
		[ "$stderr" = "" ]
		run -0 --separate-stderr "$program" -h
		[[ $output = *"The manual: man $name" ]]
	done
}

@test "help and version need no desk" {
	TIX_DB=/nowhere/tix.db run -0 tix open --help
	TIX_DB=/nowhere/tix.db run -0 tix list --version
}

@test "an option that no program has is met with a list by each" {
	for program in "$BIN"/tix-*; do
		name=${program##*/tix-}
		run -2 --separate-stderr "$program" --no-such-option
		[ "$output" = "" ]
		[[ $stderr = "tix $name: unknown option '--no-such-option'"*"; there are: --"*"--version" ]]
	done
}

@test "a full disk behind standard output is noticed: 74, with words" {
	tix open x
	for words in help --version --exec-path --complete 'open --help' \
	    'list --version' 'list' 'show 1' 'show --json 1' 'log' 'whoami' \
	    'note -m x 1' 'open y' 'fsck --head'; do
		run -74 --separate-stderr bash -c "tix $words >/dev/full"
		[[ $stderr = "tix"*": standard output: No space left on device" ]]
	done
}

@test "a reader that leaves early is no error, also where SIGPIPE is ignored" {
	for i in 1 2 3; do tix open "$i"; done
	for words in help 'open --help' list 'list --json' 'show 1 2 3' log \
	    'note -m x 1 2 3' 'open y'; do
		run -0 --separate-stderr bash -c \
		    "trap '' PIPE; tix $words | true; exit \${PIPESTATUS[0]}"
		[ "$output$stderr" = "" ]
		run -0 --separate-stderr bash -c "tix $words | head -n 0"
		[ "$output$stderr" = "" ]
	done
}

@test "a newline in a word forges no message" {
	run -3 --separate-stderr tix take $'7\'\ntix take: done\n'
	[ "$output" = "" ]
	[ "$stderr" = "tix take: no ticket '7'\\x0atix take: done\\x0a'" ]
	run -2 --separate-stderr tix list $'state:\nnope' --limit $'1\n'
	[ "$output" = "" ]
	[ "$stderr" = "tix list: --limit '1\\x0a': it is a whole number, 0 or more" ]
	# A line of ours that goes on is indented.
	run -2 --separate-stderr tix list 'subjet:x'
	[ "$output" = "" ]
	[ "$(tail -n 2 <<<"$stderr")" = $'  subjet:x\n  ^' ]
}
