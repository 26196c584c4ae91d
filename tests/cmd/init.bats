# tix init: making a desk, and which desk a program takes.

load ../lib/common

setup() {
	bare
}

@test "a new desk is there, sound, private and empty" {
	run -0 --separate-stderr tix init
	[ "$output" = "" ]
	[ "$stderr" = "tix init: made '$TIX_DB'" ]
	[ "$(stat -c %a tix.db)" = 600 ]
	[ "$(stat -c %a tix.db-gate)" = 600 ]
	run -0 --separate-stderr tix list
	[ "$output" = "" ]
	sound
}

@test "a desk's mode does not hang on the umask" {
	run -0 --separate-stderr bash -c 'umask 000; tix init -q; tix open -q x >id'
	[ "$output$stderr" = "" ]
	[ "$(stat -c %a tix.db tix.db-gate tix.db-wal | sort -u)" = 600 ]
}

@test "a desk that is there is left as it is" {
	tix init -q
	tix open one
	before=$(dump)
	run -4 --separate-stderr tix init
	[ "$output" = "" ]
	[ "$stderr" = "tix init: '$TIX_DB' is there already; it is left as it is" ]
	[ "$(dump)" = "$before" ]
}

@test "whatever is in the way stays, also an empty file and a dangling link" {
	: >tix.db
	run -4 --separate-stderr tix init
	[ "$stderr" = "tix init: '$TIX_DB' is there already; it is left as it is" ]
	[ ! -s tix.db ]
	rm tix.db
	ln -s nowhere tix.db
	run -4 --separate-stderr tix init
	[ "$stderr" = "tix init: '$TIX_DB' is there already; it is left as it is" ]
	[ ! -e nowhere ]
}

@test "a dry run says what it would make and makes nothing" {
	run -0 --separate-stderr tix init --dry-run
	[ "$output" = "" ]
	[ "$stderr" = "tix init: would make '$TIX_DB'" ]
	[ ! -e tix.db ]
}

@test "a policy that is none leaves no file behind" {
	echo '{}' >bad.json
	run -2 --separate-stderr tix init --desk bad.json
	[ "$output" = "" ]
	[ "$stderr" = "tix init: 'bad.json': desk: an empty list of 'impact'" ]
	[ -z "$(compgen -G 'tix.db*')" ]
	echo '{not json}' >bad.json
	run -2 --separate-stderr tix init --desk bad.json
	[[ $stderr = "tix init: 'bad.json': json: "*", at byte "* ]]
	[ -z "$(compgen -G 'tix.db*')" ]
	printf 'name = "x"\nlevel L1 { colour = red }\n' >bad.conf
	run -2 --separate-stderr tix init --desk bad.conf
	[[ $stderr == "bad.conf:2: "*colour* ]]
	[ "${#stderr_lines[@]}" -eq 1 ]
	[ -z "$(compgen -G 'tix.db*')" ]
	run -3 --separate-stderr tix init --desk none.json
	[ "$stderr" = "tix init: 'none.json': No such file or directory" ]
	[ ! -e tix.db ]
}

@test "a text is compiled, and kept beside what it was compiled to" {
	text=$ROOT/lib/desks/standard.conf
	sed 's/"Self help"/"Help yourself"/' "$text" >own.conf
	run -0 --separate-stderr tix init --desk own.conf
	[ "$stderr" = "tix init: made '$TIX_DB'" ]
	tix desk show | cmp - own.conf
	[ "$(tix sql 'SELECT title FROM v_level WHERE place = 0')" = "Help yourself" ]
	sound
	run -0 tix init -q --db ./piped.db --desk - <own.conf
	run -0 tix init -q --db ./fifo.db --desk <(cat own.conf)
	for db in piped fifo; do
		tix desk show --db "./$db.db" | cmp - own.conf
	done
	run -0 tix init -q --db ./standard.db
	tix desk show --db ./standard.db | cmp - "$text"
	run -0 --separate-stderr tix init -n --db ./none.db --desk own.conf
	[ ! -e none.db ]
}

@test "a text that includes others is found beside it, and kept as one" {
	mkdir policy
	sed '/^queue access/d' "$ROOT/lib/desks/standard.conf" >policy/desk.conf
	echo 'include("more.conf")' >>policy/desk.conf
	echo 'queue access { level = L1 }' >policy/more.conf
	run -0 --separate-stderr tix init -q --desk policy/desk.conf
	tix desk show >kept
	grep -q '^queue access { level = L1 }$' kept
	rm -r policy
	run -0 tix desk check kept
	run -0 --separate-stderr tix desk apply kept
	[ "$output" = 1 ]
}

@test "a policy may come from a file or a pipe" {
	sed 's/"L1"/"front"/' "$ROOT/lib/store/builtin.desk" |
		sed 's/"L1"/"front"/g' >desk.json
	run -0 --separate-stderr bash -o pipefail -c 'cat desk.json | tix init -q --desk -'
	run -0 --separate-stderr tix open Something odd
	[ "$(of 1 level)" = front ]
}

@test "a new desk is one file, with all in it, and a gate" {
	tix init -q --db new/tix.db
	[ "$(ls new)" = $'tix.db\ntix.db-gate' ]
	[ "$(od -A n -t u1 -j 18 -N 2 new/tix.db | xargs)" = "2 2" ] # WAL
	mkdir alone
	cp new/tix.db alone
	run -0 --separate-stderr tix fsck --db alone/tix.db
	[ "$stderr" = "tix fsck: 1 events, 0 tickets: sound" ]
}

@test "the log of a desk that was deleted is not read into a new one" {
	tix init -q
	tix open old
	rm tix.db
	chmod 666 tix.db-gate
	tix init -q
	[ "$(stat -c %a tix.db-gate)" = 600 ]
	run -0 tix list --tsv=id
	[ "$output" = "" ]
	sound
}

@test "of ten that make a desk at once one does" {
	for i in $(seq 10); do
		(tix init -q 2>"err$i" && echo 0 || echo $?) &
	done | sort | uniq -c >codes
	[ "$(awk '{ print $1 ":" $2 }' codes)" = $'1:0\n9:4' ]
	[ "$(grep -l 'tix.db. is there already; it is left as it is$' err* |
	    wc -l)" = 9 ]
	[ "$(compgen -G 'tix.db*' | sort)" = $'tix.db\ntix.db-gate' ]
	sound
}

@test "a shared desk is 0660 in a 2770 folder of its group" {
	[ "$(id -u)" = 0 ] || skip "needs root"
	run -0 --separate-stderr tix init --db shared/tix.db --group games
	tix open --db shared/tix.db x
	[ "$(stat -c '%a %G' shared)" = "2770 games" ]
	[ "$(stat -c '%a %G' shared/tix.db)" = "660 games" ]
	[ "$(stat -c '%a %G' shared/tix.db-gate)" = "660 games" ]
	[ "$(stat -c '%a %G' shared/tix.db-wal)" = "660 games" ]
}

@test "the mode of a folder with other things in it stays" {
	[ "$(id -u)" = 0 ] || skip "needs root"
	mkdir full
	: >full/other
	chmod 755 full
	run -4 --separate-stderr tix init --db full/tix.db --group games
	[[ $stderr = "tix init: '"*"/full' is not empty, so its mode stays;"* ]]
	[ "$(stat -c %a full)" = 755 ]
	[ "$(ls full)" = other ]
}

@test "an unknown group is named" {
	run -3 --separate-stderr tix init --group no-such-group
	[ "$stderr" = "tix init: no group 'no-such-group'" ]
	[ ! -e tix.db ]
}

@test "a folder that is not there is named, not made" {
	run -3 --separate-stderr tix init --db no/such/tix.db
	[ "$stderr" = "tix init: 'no/such/tix.db': No such file or directory" ]
	[ ! -e no ]
}

@test "an unknown option is met with those there are" {
	run -2 --separate-stderr tix init --gruop x
	[ "$output" = "" ]
	[[ $stderr = "tix init: unknown option '--gruop'; there are: --desk, --group, "*", --version" ]]
	run -2 --separate-stderr tix init --group
	[ "$stderr" = "tix init: option '--group' wants a value" ]
	run -2 --separate-stderr tix init --dry-run=1
	[ "$stderr" = "tix init: option '--dry-run' takes no value" ]
}

@test "words that mean nothing are asked about" {
	run -2 --separate-stderr tix init desk
	[ "$stderr" = "tix init: what is 'desk' to mean?" ]
	[ ! -e tix.db ]
}

@test "a person's own desk is made with the folders that lead to it" {
	unset TIX_DB
	[ ! -e /var/lib/tix/tix.db ] || skip "this machine has a desk"
	run -0 --separate-stderr tix init
	[ "$stderr" = "tix init: made '$HOME/.local/share/tix/tix.db'" ]
	[ "$(stat -c %a "$HOME/.local/share/tix")" = 700 ]
	XDG_DATA_HOME=$PWD/data run -0 --separate-stderr tix init
	[ "$stderr" = "tix init: made '$PWD/data/tix/tix.db'" ]
}

@test "--db comes before TIX_DB, TIX_DB before XDG_DATA_HOME, that before HOME" {
	[ ! -e /var/lib/tix/tix.db ] || skip "this machine has a desk"
	export XDG_DATA_HOME=$PWD/xdg
	TIX_DB= tix init -q
	TIX_DB= XDG_DATA_HOME= tix init -q
	tix init -q
	tix init -q --db option.db
	TIX_DB= XDG_DATA_HOME= tix open home
	TIX_DB= tix open xdg
	tix open environment
	tix open --db option.db option
	[ "$(tix list --tsv=subject --db option.db)" = option ]
	[ "$(tix list --tsv=subject)" = environment ]
	[ "$(TIX_DB= tix list --tsv=subject)" = xdg ]
	[ "$(TIX_DB= XDG_DATA_HOME= tix list --tsv=subject)" = home ]
}

@test "a relative XDG_DATA_HOME counts for nothing" {
	[ ! -e /var/lib/tix/tix.db ] || skip "this machine has a desk"
	TIX_DB= XDG_DATA_HOME=data run -0 --separate-stderr tix init
	[ "$stderr" = "tix init: made '$HOME/.local/share/tix/tix.db'" ]
	[ ! -e data ]
}

@test "without any place for a desk the question is put plainly" {
	[ ! -e /var/lib/tix/tix.db ] || skip "this machine has a desk"
	run -3 --separate-stderr env -u HOME -u TIX_DB tix list
	[ "$stderr" = "tix list: which desk? give --db, or set TIX_DB or HOME" ]
}

@test "two desks know nothing of each other" {
	tix init -q --db a.db
	tix init -q --db b.db
	tix open --db a.db first
	tix open --db a.db second
	run -0 tix open --db b.db other
	[ "$output" = 1 ]
	run -3 --separate-stderr tix show --db b.db 2
	[ "$stderr" = "tix show: no ticket '2'" ]
	tix fsck -q --db a.db
	tix fsck -q --db b.db
}

@test "where the desk is missing it says how to make one" {
	run -3 --separate-stderr tix open x
	[ "$output" = "" ]
	[ "$stderr" = "tix open: no desk at '$TIX_DB'; tix init makes one" ]
	[ -z "$(compgen -G 'tix.db*')" ]
}

@test "of many who make the same desk at once one does, and it is whole" {
	run --separate-stderr timeout 60 bash -c \
	    'for i in 1 2 3 4 5 6 7 8; do tix init & done; wait'
	[ "$output" = "" ]
	[ "$(grep -c "made '$TIX_DB'" <<<"$stderr")" = 1 ]
	[ "$(grep -c "is there already" <<<"$stderr")" = 7 ]
	sound
	run -0 tix open x
}
