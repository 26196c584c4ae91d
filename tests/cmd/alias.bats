# Commands by other names: the settings alias.NAME, in the front.

load ../lib/common

setup() {
	desk
	mkdir -p "$HOME/.config/tix"
	config=$HOME/.config/tix/config
	mkdir own
	printf '#!/bin/sh\nprintf "<%%s>" "$0" "$@"\n' >own/tix-words
	chmod +x own/tix-words
	PATH=$PATH:$PWD/own
}

@test "an alias stands for a command and its first words" {
	echo 'alias.mine = "list --tsv=subject owner:me"' >"$config"
	tix open -q one
	tix open -q two
	tix take -q 2
	run -0 --separate-stderr tix mine
	[ "$output" = two ]
	run -0 --separate-stderr tix mine not subject~two
	[ "$output" = "" ]
	run -2 --separate-stderr tix mine --no-such
	[[ $stderr = "tix list: unknown option '--no-such'; "* ]]
}

@test "words are split as a shell splits them, and nothing is expanded" {
	# The same text as an alias and as a shell's words.
	for text in 'a b' "'a b' c" '"a b"c' "''" 'a\ b' '"x\"y"' "'\\'" \
	    'a=b' '"$"' "'"'$(touch hit)'"'" '"a\\b"' "x'y'\"z\""; do
		printf "alias.w = 'words %s'\n" \
			"$(sed "s/[\\\\']/\\\\&/g" <<<"$text")" >"$config"
		run -0 --separate-stderr tix w last
		[ "$output" = "$(eval "own/tix-words $text last" |
			sed "s,^<own/,<$PWD/own/,")" ]
	done
	echo "alias.w = 'words \$HOME * ~ \$(touch hit) \`touch hit\` ; touch hit'" \
		>"$config"
	run -0 --separate-stderr tix w
	[ "$output" = "<$PWD/own/tix-words>"'<$HOME><*><~><$(touch><hit)><`touch><hit`><;><touch><hit>' ]
	[ ! -e hit ]
}

@test "an alias hides no program, of ours or of the person's own" {
	printf '%s\n' 'alias.list = "words stolen"' 'alias.words = "list"' \
		>"$config"
	tix open -q one
	run -0 --separate-stderr tix list --tsv=subject
	[ "$output" = one ]
	run -0 --separate-stderr tix words x
	[ "$output" = "<$PWD/own/tix-words><x>" ]
}

@test "an alias may lead to another, five deep, but not round" {
	for i in 1 2 3 4 5 6; do
		echo "alias.a$i = 'a$((i + 1)) $i'"
	done >"$config"
	echo "alias.a7 = 'words 7'" >>"$config"
	run -0 --separate-stderr tix a3
	[ "$output" = "<$PWD/own/tix-words><7><6><5><4><3>" ]
	run -2 --separate-stderr tix a2
	[ "$output" = "" ]
	[ "$stderr" = "tix: alias 'a2' leads through too many others: a2, a3, a4, a5, a6, a7" ]
	printf '%s\n' 'alias.a = "b"' 'alias.b = "c 1"' 'alias.c = "b 2"' \
		'alias.s = "s"' >"$config"
	run -2 --separate-stderr tix a
	[ "$stderr" = "tix: alias 'a' leads back to itself: a, b, c, b" ]
	run -2 --separate-stderr tix s
	[ "$stderr" = "tix: alias 's' leads back to itself: s, s" ]
}

@test "an alias of no command is named" {
	printf '%s\n' 'alias.a = "nope x"' 'alias.b = "../evil"' \
		'alias.c = "--version"' >"$config"
	run -2 --separate-stderr tix a
	[ "$stderr" = "tix: alias 'a': no command 'nope'" ]
	printf '#!/bin/sh\necho run\n' >tix-evil
	chmod +x tix-evil
	run -2 --separate-stderr tix b
	[ "$output" = "" ]
	[ "$stderr" = "tix: alias 'b': no command '../evil'" ]
	run -2 --separate-stderr tix c
	[ "$stderr" = "tix: alias 'c': no command '--version'" ]
}

@test "no shell runs an alias, and it is said what to do" {
	echo 'alias.x = "!touch hit"' >"$config"
	run -2 --separate-stderr tix x
	[ "$stderr" = "tix: $config:1: alias.x = '!touch hit': no shell runs an alias; put a program 'tix-NAME' into a folder of PATH instead" ]
	[ ! -e hit ]
}

@test "help lists aliases, says what one stands for, and does without" {
	printf '%s\n' 'alias.mine = "list owner:me"' 'alias.h = "help h"' \
		>"$config"
	run -0 --separate-stderr tix help
	[[ $output = *$'\nAliases:\n  h            help h\n  mine         list owner:me\n\nTopics:'* ]]
	run -0 --separate-stderr tix help mine
	[ "$output" = "mine is an alias of: list owner:me" ]
	run -0 --separate-stderr tix h
	[ "$output" = "h is an alias of: help h" ]
	echo nonsense >>"$config"
	run -0 --separate-stderr tix help
	[[ $output = *$'\nTopics:'* ]]
	[[ $output != *Aliases* ]]
	[[ $stderr = "tix: $config:3: not understood; "* ]]
}

@test "settings are not read where the command is a program" {
	echo nonsense >"$config"
	run -0 --separate-stderr tix open one
	[ "$output" = 1 ]
	run -2 --separate-stderr tix mine
	[ "$output" = "" ]
	[[ $stderr = "tix: $config:1: not understood; "* ]]
}

@test "a typo is met with aliases, too" {
	echo 'alias.morning = "list"' >"$config"
	run -2 --separate-stderr tix mornign
	[ "$stderr" = "tix: no command 'mornign'; is it one of these: morning" ]
}

@test "completion offers aliases, and behind one what its command offers" {
	echo 'alias.mine = "list owner:me"' >"$config"
	run -0 --separate-stderr tix --complete
	[[ $output = *$'\nmine\talias of list owner:me' ]]
	run -0 --separate-stderr tix mine --complete level:L1
	[ "$output" = $'level:L1\tFirst line' ]
	run -0 --separate-stderr tix mine --complete --jso
	[[ $output = --json$'\t'*$'\n'--jsonl$'\t'* ]]
	echo nonsense >>"$config"
	run -0 --separate-stderr tix --complete
	[ "$stderr" = "" ]
}

@test "an alias is shown harmless" {
	printf 'alias.x = "list \xe2\x80\xaex \xff"\n' >"$config"
	run -0 --separate-stderr tix help
	[[ $output = *'  x            list <U+202E>x '* ]]
}
