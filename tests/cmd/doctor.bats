# tix doctor: what is wrong with the desk and its surroundings.

load ../lib/common

setup() {
	bare
	mkdir -m 700 desk
	export TIX_DB=$PWD/desk/tix.db
	tix init -q
	tix open -q one
	mkdir -p "$HOME/.config/tix"
	config=$HOME/.config/tix/config
	printf '#!/bin/sh\n' >mailer
	chmod 755 mailer
	export TIX_SENDMAIL=$PWD/mailer
}

# The findings of one check: "status found".
found() {
	tix doctor --tsv=check,status,found | awk -F '\t' -v check="$1" \
		'$1 == check { print $2 " " $3 }'
}

# All that is not well, but for what the machine of the tests may be like.
not_well() {
	tix doctor --tsv=status,check,found |
		awk -F '\t' '$1 != "ok" && $2 != "file system" && $2 != "space"'
}

@test "a new desk has no problem, and every check says what it saw" {
	run -0 --separate-stderr tix doctor
	[ "$stderr" = "" ]
	run -0 not_well
	[ "$output" = "" ]
	run -0 tix doctor --tsv=check
	[ "$output" = $'desk\nengine\nfolder\nfile\nlog\nmap of the log\ngate\nfile system\nspace\nlog length\nfull text\nclock\nplaces\ndrafts\nsettings\nsettings\nsendmail\nnotifications\nsweep\ntime zones' ]
	[ "$(found desk)" = "ok '$TIX_DB' (TIX_DB), schema 1, version 1 of its policy" ]
	[ "$(found file)" = "ok '$TIX_DB': mode 0600, $(stat -c '%U:%G, %s' "$TIX_DB") bytes" ]
	[ "$(found 'log length')" = "ok $(stat -c %s "$TIX_DB-wal") bytes" ]
	[ "$(found 'full text')" = "ok tickets that wait to be indexed: 1" ]
	[ "$(found 'time zones')" = "ok the local one is UTC" ]
	TZ=Asia/Tokyo run -0 found 'time zones'
	[ "$output" = "ok the local one is Asia/Tokyo" ]
}

@test "the version of the engine is the library's" {
	run -0 found engine
	version=$(sqlite3 :memory: 'SELECT sqlite_version()')
	[[ $output = "ok SQLite $version"* ]]
}

@test "a shared desk is sound as tix init makes it" {
	mkdir shared
	tix init -q --db "$PWD/shared/tix.db" --group "$(id -gn)"
	TIX_DB=$PWD/shared/tix.db
	tix open -q one
	run -0 not_well
	[ "$output" = "" ]
	chmod 750 shared
	run -1 --separate-stderr tix doctor
	[[ $(found folder) = "problem '$PWD/shared': mode "* ]]
	chmod 2770 shared
	chmod 600 shared/tix.db-shm
	run -1 --separate-stderr tix doctor
	[[ $output = *"chmod 0660"* ]]
	[[ $(found 'map of the log') = "problem '$TIX_DB-shm': mode 0600, "* ]]
}

@test "files that others may use are a problem, or a warning" {
	chmod 644 "$TIX_DB"
	run -1 --separate-stderr tix doctor
	[[ $(found file) = "warning "* ]]
	[[ $(found log) = "problem "* ]] # not as the file itself
	chmod 606 "$TIX_DB"
	[[ $(found file) = "problem "* ]]
	chmod 600 "$TIX_DB"
	chmod 644 "$TIX_DB-gate"
	[[ $(found gate) = "problem '$TIX_DB-gate': mode 0644, "* ]]
	rm "$TIX_DB-gate"
	[ "$(found gate)" = "ok none; who writes makes it" ]
	ln -s /dev/null "$TIX_DB-gate"
	[ "$(found gate)" = "problem '$TIX_DB-gate': no plain file" ]
}

@test "a folder that others may write to is a problem" {
	chmod 777 desk
	run -1 --separate-stderr tix doctor
	[[ $(found folder) = "problem '$PWD/desk': mode 0777, "* ]]
	chmod 1777 desk
	[[ $(found folder) = "warning "* ]]
	chmod 770 desk
	[[ $(found folder) = "warning "* ]]
	chmod 755 desk
	[[ $(found folder) = "ok "* ]]
}

@test "a long log is a warning, a short one is none" {
	# A hole in a file takes no room.
	truncate -s 64M "$TIX_DB-wal"
	[ "$(found 'log length')" = "ok 67108864 bytes" ]
	truncate -s 65M "$TIX_DB-wal"
	[ "$(found 'log length')" = "warning 65 MB" ]
	run -0 --separate-stderr tix doctor
}

@test "without a desk it says why, and looks at the rest" {
	export TIX_DB=$PWD/nowhere/tix.db
	run -1 --separate-stderr tix doctor --tsv=status,check,found
	[ "$stderr" = "" ]
	[ "${lines[0]}" = "problem"$'\tdesk\t'"no desk at '$TIX_DB'; tix init makes one" ]
	[[ $output = *$'\nok\tengine\tSQLite '*$'\nok\ttime zones\t'* ]]
	[[ $output = *$'\nproblem\tfolder\t'"'$PWD/nowhere': No such file"* ]]
	TIX_DB=$PWD/desk/other.db
	run -1 --separate-stderr tix doctor --tsv=check
	[ "$output" = $'desk\nengine\nfolder\nfile system\nspace\ndrafts\nsettings\nsettings\nsendmail\ntime zones' ]
	echo nonsense >"$TIX_DB"
	chmod 600 "$TIX_DB"
	[ "$(found desk)" = "problem '$TIX_DB' is no desk" ]
	[[ $(found file) = "ok "* ]]
	ln -s other.db desk/link.db
	TIX_DB=$PWD/desk/link.db
	[ "$(found desk)" = "problem '$TIX_DB' is a symbolic link; name the file itself" ]
	unset TIX_DB
	HOME= run -1 --separate-stderr tix doctor --tsv=status,check
	[[ $output = problem$'\tdesk\n'* ]]
}

@test "a desk of another version is told" {
	cp "$TIX_DB" new.db
	sqlite3 new.db 'PRAGMA user_version = 99' >/dev/null
	rm -f "$TIX_DB-wal" "$TIX_DB-shm"
	cp new.db "$TIX_DB"
	chmod 600 "$TIX_DB"
	run -1 --separate-stderr tix doctor
	[[ $(found desk) = "problem '$TIX_DB' is of a newer tix (schema 99, "* ]]
}

@test "every bad line of every file is a problem" {
	printf '%s\n' 'pager = more' nonsense 'color = red' >"$config"
	run -1 --separate-stderr tix doctor
	[ "$stderr" = "" ]
	run -0 found settings
	[ "${lines[0]}" = "problem $config:2: not understood; a setting is NAME = \"VALUE\", on one line" ]
	[ "${lines[1]}" = "problem $config:3: color = 'red': it is auto, always or never" ]
	[ "${lines[2]}" = "ok '/etc/tix/config' is not there" ]
	echo 'pager = more' >"$config"
	run -0 found settings
	[ "${lines[0]}" = "ok '$config': 1 set" ]
	rm "$config"
	mkdir "$config"
	run -0 found settings
	[ "${lines[0]}" = "problem '$config' is no file of settings" ]
	unset TIX_DB
	run -1 --separate-stderr tix doctor
	[ "$(found desk)" = "problem '$config' is no file of settings" ]
}

@test "an alias that a program hides is named" {
	mkdir own
	printf '#!/bin/sh\n' >own/tix-mine
	chmod +x own/tix-mine
	printf '%s\n' 'alias.list = "show"' 'alias.mine = "list"' \
		'alias.help = "list"' 'alias.good = "list"' >"$config"
	export PATH=$PATH:$PWD/own
	run -0 found alias
	[ "$output" = "warning $config:3: alias.help is never used: there is 'tix help'
warning $config:1: alias.list is never used: there is '$BIN/tix-list'
warning $config:2: alias.mine is never used: there is '$PWD/own/tix-mine'" ]
	run -0 --separate-stderr tix doctor
}

@test "a view that does not parse is named" {
	printf '%s\n' 'view.a = "owner:me priority:..2"' \
		'view.b = "levle:L2"' 'view.c = "level:L9"' \
		'view.a.sort = "-age"' 'view.d.sort = "nope"' >"$config"
	run -1 --separate-stderr tix doctor
	run -0 found view
	[[ ${lines[0]} = "problem $config:2: view.b: query: unknown field 'levle'; "* ]]
	[[ ${lines[1]} = "problem $config:3: view.c: "*"L9"* ]]
	[[ ${lines[2]} = "problem $config:5: view.d.sort: "*"nope"* ]]
	[ "${lines[3]}" = "warning $config:5: view.d.sort, but there is no view.d" ]
	[ "${#lines[@]}" = 4 ]
	echo 'list.sort = "id,nope"' >"$config"
	run -0 found view
	[[ $output = "problem $config:1: list.sort: "*"nope"* ]]
}

@test "orders and columns are judged as tix list reads them" {
	printf '%s\n' 'view.m = "vpn"' 'view.m.sort = "urgency"' \
		'view.m.columns = "id,age"' 'view.n = "state:open"' \
		'view.n.sort = "-urgency"' 'view.o = "vpn"' \
		'view.o.sort = "rank"' 'list.sort = "urgency"' \
		'list.columns = "id,subject,idle"' >"$config"
	for view in m n o; do
		run -0 tix list --view $view
	done
	run -0 --separate-stderr tix doctor
	run -0 found view
	[ "$output" = "" ]
	printf '%s\n' 'view.m = "vpn"' 'view.m.columns = "id,zz"' \
		'view.n = "state:open"' 'view.n.sort = "rank"' \
		'view.n.columns = "id,id"' 'list.sort = "rank"' \
		'list.columns = "id,zz"' >"$config"
	for view in m n; do
		run -2 tix list --view $view
	done
	run -1 --separate-stderr tix doctor
	run -0 found view
	[[ ${lines[0]} = "problem $config:6: list.sort: to rank tickets, "* ]]
	[[ ${lines[1]} = "problem $config:7: list.columns: unknown field 'zz'; there are: id, "* ]]
	[ "$(sort <<<"$output" | grep -c "^problem $config:[245]: view")" = 3 ]
	[ "${#lines[@]}" = 5 ]
}

@test "a desk that the caller may not read is a problem, with its owner" {
	[ "$(id -u)" = 0 ] && command -v setpriv >/dev/null ||
		skip 'only the superuser can be somebody else'
	setpriv --reuid 65534 --regid 65534 --clear-groups \
		test -x "$BIN/tix-doctor" || skip 'nobody may enter here'
	open=$(mktemp -d)
	chmod 755 "$open"
	tix init -q --db "$open/tix.db"
	HOME=/ TIX_DB=$open/tix.db run -1 --separate-stderr setpriv \
		--reuid 65534 --regid 65534 --clear-groups "$BIN/tix-doctor" \
		--tsv=status,check,found
	rm -r "$open"
	[ "$stderr" = "" ]
	[ "${lines[0]}" = problem$'\tdesk\t'"'$open/tix.db': Permission denied" ]
	[[ $output = *$'\nok\tfile\t'"'$open/tix.db': mode 0600, root:root, "* ]]
}

@test "what sends replies must be there, and not be everybody's" {
	printf '#!/bin/sh\n' >hook
	printf '%s\n' "hook.sms = '$PWD/hook'" 'reply = sms' >"$config"
	[ "$(found hook.sms)" = "problem '$PWD/hook' is no program that can be run" ]
	chmod 755 hook
	[ "$(found hook.sms)" = "ok '$PWD/hook'" ]
	[ "$(found sendmail)" = "" ] # it is not used
	chmod 757 hook
	[ "$(found hook.sms)" = "problem everybody may change '$PWD/hook'" ]
	echo 'reply = sms' >"$config"
	[ "$(found reply)" = "problem reply = 'sms', but there is no hook.sms" ]
	rm "$config"
	TIX_SENDMAIL=$PWD/none
	[ "$(found sendmail)" = "warning '$PWD/none' is no program that can be run" ]
	TIX_SENDMAIL=none
	[ "$(found sendmail)" = "problem TIX_SENDMAIL = 'none': a path begins with /" ]
}

@test "a time zone that is none is a problem" {
	TZ=Nowhere/Land run -1 --separate-stderr tix doctor --tsv=check,found
	[[ $output = *$'\ntime zones\tTZ: '*"'Nowhere/Land'" ]]
	[ "$stderr" = "" ]
}

@test "notifications that wait, failed or are held are warnings" {
	[ "$(found notifications)" = "ok waiting: 0" ]
	sqlite3 "$TIX_DB" "INSERT INTO outbox (key, ticket, event, targets,
	    state, next_try, queued) VALUES ('a', 1, 2, 'agent:ewa',
	    'pending', 0, 1795442400000000)" # now
	[ "$(found notifications)" = "ok waiting: 1" ]
	TIX_NOW=2026-11-23T14:15:00Z run -0 found notifications
	[ "$output" = "ok waiting: 1" ]
	TIX_NOW=2026-11-23T14:15:01Z run -0 found notifications
	[ "$output" = "warning waiting: 1, the oldest since 2026-11-23T14:00:00Z" ]
	sqlite3 "$TIX_DB" "UPDATE outbox SET state = 'failed'"
	[ "$(found notifications)" = "warning nobody could be told of: 1" ]
	sqlite3 "$TIX_DB" "UPDATE outbox SET state = 'held'"
	[ "$(found notifications)" = "warning held since the desk was restored: 1" ]
	tix notify discard -q --all
	[ "$(found notifications)" = "ok waiting: 0" ]
}

@test "hooks that cannot run, or that others may change, are named" {
	umask 022
	hooks=$HOME/.config/tix/hooks.d
	mkdir -p "$hooks"
	[ "$(found hooks)" = "ok '$hooks': 0 that can run" ]
	printf '#!/bin/sh\n' >"$hooks/notify"
	cp "$hooks/notify" "$hooks/pager"
	cp "$hooks/notify" "$hooks/notify-team~"
	run -0 found hooks
	[[ $output = *"problem hook '$hooks/notify' is not run: it is not executable"* ]]
	[[ $output = *"warning hook '$hooks/pager' is not run: it is not executable"* ]]
	[[ $output != *team* ]]
	chmod 755 "$hooks"/*
	[ "$(found hooks)" = "ok '$hooks': 2 that can run" ]
	chmod 777 "$hooks/notify"
	[[ $(found hooks) = *"problem hook '$hooks/notify' is not run: others may change '$hooks/notify'"* ]]
	TIX_HOOKS=$PWD run -0 found hooks
	[[ $output = "ok '$PWD': "* || $output = *"'$PWD'"* ]]
}

@test "that time's work was not done for long is a warning" {
	[ "$(found sweep)" = "ok tix escalate --due was never run" ]
	sqlite3 "$TIX_DB" "INSERT INTO meta VALUES ('swept', 1795442400000000)"
	[ "$(found sweep)" = "ok tix escalate --due was last done at 2026-11-23T14:00:00Z" ]
	TIX_NOW=2026-11-23T14:15:01Z run -0 found sweep
	[ "$output" = "warning tix escalate --due was last done at 2026-11-23T14:00:00Z" ]
	tix fsck -q
}

@test "it comes in all formats, and as text on a terminal" {
	run -0 --separate-stderr tix doctor --json
	python3 - "$output" <<-'END'
		import json, sys
		rows = json.loads(sys.argv[1])
		assert len(rows) == 20
		for row in rows:
		    assert list(row) == ["status", "check", "found", "advice"]
		    assert row["status"] in ("ok", "warning", "problem")
		    assert row["status"] == "ok" or row["advice"]
	END
	TIX_SENDMAIL=/none TERM=xterm TIX_PAGER= run -0 script -qec 'tix doctor' /dev/null \
		</dev/null
	output=${output//$'\r'/}
	[[ $output = *$'\nwarning  sendmail: \'/none\' is no program that can be run\n         -> '* ]]
	run -2 --separate-stderr tix doctor now
	[ "$stderr" = "tix doctor: what is 'now' to mean?" ]
}

@test "it changes nothing and opens no file of the desk beside the engine" {
	before=$(dump)
	run -0 tix doctor
	[ "$(dump)" = "$before" ]
	command -v strace >/dev/null || skip 'no strace'
	run -0 strace -f -e trace=open,openat -o trace tix doctor
	[ "$(grep -c "\"$TIX_DB\"" trace)" = 1 ]
}

@test "events that are still to come are a warning" {
	run -0 found clock
	[ "$output" = "ok no event is still to come" ]
	tix note -q -m soon --now 2026-11-23T14:01:00Z 1
	run -0 found clock
	[ "$output" = "ok no event is still to come" ]
	tix note -q -m x --now 2099-01-01T00:00:00Z 1
	tix note -q -m y 1
	tix open -q two
	newest=$(tix log --tsv=at 1 | sort | tail -n 1)
	run -0 found clock
	[ "$output" = "warning events that are still to come: 2, the last at $newest" ]
	run -0 tix fsck -q
	TIX_NOW=2099-01-02T00:00:00Z run -0 found clock
	[ "$output" = "ok no event is still to come" ]
}

@test "texts that a killed editor left are told of" {
	run -0 found drafts
	[ "$output" = "ok no text is left from an editor" ]
	[ ! -e "$HOME/.local" ]
	printf '#!/bin/sh\necho words >"$1"\nkill -9 "$PPID"\n' >editor
	chmod 755 editor
	run -137 env TIX_EDITOR="$PWD/editor" tix note --edit 1
	draft=$(ls "$HOME/.local/state/tix")
	touch -d 2001-01-01 "$HOME/.local/state/tix/reply-1-01234567.txt"
	touch "$HOME/.local/state/tix/notes.txt"
	run -0 found drafts
	[ "$output" = "warning texts that no ticket has: 2 in '$HOME/.local/state/tix', the newest '$draft'" ]
	run -0 tix note -q -F "$HOME/.local/state/tix/$draft" 1
	rm "$HOME/.local/state/tix/$draft"
	run -0 found drafts
	[[ $output = *": 1 in '"*"', the newest 'reply-1-01234567.txt'" ]]
	run -0 env XDG_STATE_HOME="$PWD/none" tix doctor
}
