# The setting "db": which desk, where neither --db nor TIX_DB says so.

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
	[ "$stderr" = "tix list: $config:2: unknown setting 'desk'; there are: db, editor, pager, color, sendmail, from, reply, bulk-ask, list.sort, list.columns, view.*, view.*.columns, view.*.sort, alias.*, hook.*" ]
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
