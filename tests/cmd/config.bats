# Settings: where they come from, what is wrong with them, how they are shown.

load ../lib/common

setup() {
	desk
	mkdir -p "$HOME/.config/tix"
	config=$HOME/.config/tix/config
}

@test "a setting names the desk, and a variable goes before it" {
	printf '# my desk\ndb = "%s/other.db"\n' "$PWD" >"$config"
	tix init -q --db "$PWD/other.db"
	run -0 tix whoami --tsv=db,db_from
	[ "$output" = "$TIX_DB"$'\t'TIX_DB ]
	unset TIX_DB
	run -0 tix whoami --tsv=db,db_from
	[ "$output" = "$PWD/other.db"$'\t'"$config:2" ]
}

@test "the settings are where XDG_CONFIG_HOME says" {
	mkdir -p "$PWD/xdg/tix"
	printf 'db = "%s"\n' "$TIX_DB" >"$PWD/xdg/tix/config"
	was=$TIX_DB
	unset TIX_DB
	XDG_CONFIG_HOME=$PWD/xdg run -0 tix whoami --tsv=db
	[ "$output" = "$was" ]
}

@test "an unknown setting is refused with its place and what there is" {
	printf '\ndesk = "/x"\n' >"$config"
	unset TIX_DB
	run -2 --separate-stderr tix list
	[ "$output" = "" ]
	[ "$stderr" = "tix list: $config:2: unknown setting 'desk'; there are: db, editor, pager, color, sendmail, from, reply, hooks, hook-timeout, bulk-ask, list.sort, list.columns, view.*, view.*.columns, view.*.sort, alias.*, hook.*" ]
}

@test "a setting that is no path is refused" {
	printf 'db = "tix.db"\n' >"$config"
	unset TIX_DB
	run -2 --separate-stderr tix list
	[ "$stderr" = "tix list: $config:1: db = 'tix.db': a path begins with /" ]
}

@test "settings that may not be read are an error, not absence" {
	mkdir "$config"
	unset TIX_DB
	run -74 --separate-stderr tix list
	[ "$stderr" = "tix list: '$config' is no file of settings" ]
}

@test "for each setting the first source that has it holds" {
	mkdir -p "$PWD/xdg/tix"
	printf '%s\n' 'pager = "more"' '' 'bulk-ask = 7' >"$PWD/xdg/tix/config"
	export XDG_CONFIG_HOME=$PWD/xdg
	file=$XDG_CONFIG_HOME/tix/config
	run -0 --separate-stderr tix config
	[ "$output" = "db=$TIX_DB"$'\npager=more\nbulk-ask=7' ]
	run -0 --separate-stderr tix config --show-origin
	[ "$output" = $'TIX_DB\t'"db=$TIX_DB"$'\n'"$file:1"$'\tpager=more\n'"$file:3"$'\tbulk-ask=7' ]
	PAGER=less run -0 --separate-stderr tix config --show-origin pager
	[ "$output" = $'PAGER\tpager=less' ]
	TIX_PAGER= PAGER=less run -0 tix config --show-origin pager
	[ "$output" = $'TIX_PAGER\tpager=' ]
	EDITOR='ed' run -0 --separate-stderr tix config --show-origin editor
	[ "$output" = $'EDITOR\teditor=ed' ]
	VISUAL=ex EDITOR=ed run -0 --separate-stderr tix config editor
	[ "$output" = editor=ex ]
	TIX_EDITOR=vim VISUAL=ex EDITOR=ed run -0 tix config editor
	[ "$output" = editor=vim ]
	TIX_EDITOR= VISUAL= EDITOR= run -0 tix config --show-origin editor
	[ "$output" = $'default\teditor=vi' ]
}

@test "settings that nobody has set are shown when asked for" {
	unset TIX_DB
	run -0 --separate-stderr tix config
	[ "$output" = "" ]
	run -0 --separate-stderr tix config --all --show-origin
	[ "${#lines[@]}" = 12 ]
	[[ $output = $'not set\tdb=\ndefault\teditor=vi\ndefault\tpager=less\n'* ]]
	run -0 --separate-stderr tix config bulk-ask
	[ "$output" = bulk-ask=100 ]
	run -1 --separate-stderr tix config from
	[ "$output$stderr" = "" ]
}

@test "views, aliases and hooks are shown by their first word" {
	printf '%s\n' 'view.b = "owner:me"' 'view.a.sort = age' \
		'view.a = overdue' 'alias.v = "list"' 'view.ab = mine' >"$config"
	run -0 --separate-stderr tix config view
	[ "$output" = $'view.a=overdue\nview.a.sort=age\nview.ab=mine\nview.b=owner:me' ]
	run -0 --separate-stderr tix config view.a
	[ "$output" = $'view.a=overdue\nview.a.sort=age' ]
	run -1 --separate-stderr tix config hook
	[ "$output$stderr" = "" ]
	run -1 --separate-stderr tix config hook.sms
	[ "$output$stderr" = "" ]
	run -3 --separate-stderr tix config views
	[ "$output" = "" ]
	[[ $stderr = "tix config: unknown setting 'views'; there are: db, "* ]]
}

@test "settings come as rows, too" {
	echo 'alias.q = "list \"a,b\""' >"$config"
	run -0 --separate-stderr tix config --tsv alias
	[ "$output" = $'alias.q\tlist "a,b"' ]
	run -0 --separate-stderr tix config --csv alias
	[ "$output" = $'"name","value"\n"alias.q","list ""a,b"""' ]
	run -0 --separate-stderr tix config --json --all
	python3 - "$output" "$config" <<-'END'
		import json, sys
		rows = {r["name"]: r for r in json.loads(sys.argv[1])}
		assert rows["alias.q"]["value"] == 'list "a,b"'
		assert rows["alias.q"]["origin"] == sys.argv[2] + ":1"
		assert rows["editor"]["environment"] == [
		    "TIX_EDITOR", "VISUAL", "EDITOR"]
		assert rows["from"]["value"] is None
	END
	run -0 --separate-stderr tix config --table alias
	[[ ${lines[0]} = "SETTING  VALUE"* ]]
	run -2 --separate-stderr tix config alias pager
	[ "$stderr" = "tix config: what is 'pager' to mean?" ]
	run -0 --separate-stderr bash -o pipefail -c \
		'tix config -0 alias | tr "\0" "|"'
	[ "$output" = 'alias.q=list "a,b"|' ]
}

@test "the files are named, also where they are not there or no good" {
	run -0 --separate-stderr tix config --path
	[ "$output" = "$config"$'\n/etc/tix/config' ]
	echo nonsense >"$config"
	XDG_CONFIG_HOME=/x run -0 --separate-stderr tix config --path
	[ "$output" = $'/x/tix/config\n/etc/tix/config' ]
	XDG_CONFIG_HOME=x run -0 --separate-stderr tix config --path
	[ "$output" = "$config"$'\n/etc/tix/config' ]
	HOME= run -0 --separate-stderr tix config --path
	[ "$output" = /etc/tix/config ]
	run -2 --separate-stderr tix config
	[ "$output" = "" ]
	[ "$stderr" = "tix config: $config:1: not understood; a setting is NAME = \"VALUE\", on one line" ]
}

@test "a file is refused that is too big, has a NUL, or is no file" {
	head -c 65536 /dev/zero | tr '\0' '\n' >"$config"
	run -0 --separate-stderr tix config
	echo >>"$config"
	run -2 --separate-stderr tix config
	[ "$stderr" = "tix config: '$config': more than 65536 bytes of settings" ]
	printf 'pager = less\nfrom = \0\n' >"$config"
	run -2 --separate-stderr tix config
	[ "$stderr" = "tix config: $config:2: it has a NUL" ]
	rm "$config"
	mkfifo "$config"
	run -74 --separate-stderr timeout 5 tix config
	[ "$stderr" = "tix config: '$config' is no file of settings" ]
	rm "$config"
	ln -s /dev/zero "$config"
	run -74 --separate-stderr timeout 5 tix config
	[ "$stderr" = "tix config: '$config' is no file of settings" ]
}

@test "a bad variable is named" {
	TIX_SENDMAIL=sendmail run -2 --separate-stderr tix config sendmail
	[ "$output" = "" ]
	[ "$stderr" = "tix config: TIX_SENDMAIL = 'sendmail': a path begins with /" ]
}

@test "a value is shown harmless" {
	printf 'pager = "a \xe2\x80\xaeb"\n' >"$config"
	run -0 --separate-stderr tix config pager
	[ "$output" = 'pager=a <U+202E>b' ]
}

@test "what needs no setting reads no file" {
	echo nonsense >"$config"
	run -0 --separate-stderr tix open one
	[ "$output" = 1 ]
	run -0 --separate-stderr tix take 1
	run -0 --separate-stderr tix show --json=id 1
	run -0 --separate-stderr tix help open
	if command -v strace >/dev/null; then
		run -0 strace -f -e trace=%file -o trace tix open two
		run -1 grep -n tix/config trace
		unset TIX_DB
		run -0 strace -f -e trace=%file -o trace tix open \
			--db "$BATS_TEST_TMPDIR/tix.db" three
		run -1 grep -n tix/config trace
	fi
}

# On a terminal, which script(1) is.
on_terminal() {
	TERM=xterm script -qec "$1" /dev/null </dev/null
}

@test "the pager and colour are as the settings say" {
	tix open -q one
	printf '%s\n' 'pager = "sed s/^/paged:/"' 'color = "never"' >"$config"
	run -0 on_terminal 'tix list --table; tix list'
	[[ $output = *paged:* ]]
	[[ $output != *$'\e['* ]]
	PAGER='cat' run -0 on_terminal 'tix list'
	[[ $output != *paged:* ]]
	echo 'color = "always"' >"$config"
	run -0 --separate-stderr tix list --table
	[[ $output = *$'\e['* ]]
	run -0 --separate-stderr tix list --table --color auto
	[[ $output != *$'\e['* ]]
	NO_COLOR=1 run -0 --separate-stderr tix list --table
	[[ $output != *$'\e['* ]]
	echo 'color = "red"' >"$config"
	run -2 --separate-stderr tix list --table
	[ "$stderr" = "tix list: $config:1: color = 'red': it is auto, always or never" ]
}

@test "tix-config(5) has every setting and its variables, and no other" {
	run -3 --separate-stderr tix config no-such
	sed 's/.*there are: //; s/, /\n/g' <<<"$stderr" >want
	sed -n '/^\.Ss Settings/,/^\.Ss Aliases/s/^\.It Cm \([^ ]*\).*/\1/p' \
		"$ROOT/man/tix-config.5" >have
	diff want have
	tix config --all --jsonl=environment |
		grep -o '"[A-Z_]*"' | tr -d '"' | sort -u >want
	[ "$(wc -l <want)" -ge 7 ]
	while read -r name; do
		echo "$name"
		grep -q "^\.Ev.*\b$name\b" "$ROOT/man/tix-config.5"
		grep -q "^\.It Ev.*\b$name\b" "$ROOT/man/tix-environment.7"
	done <want
}
