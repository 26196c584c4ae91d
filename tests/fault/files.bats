# Files that are no desk, or not as a desk should be: one clear line each.

load ../lib/common

setup() {
	bare
}

# The exit status and the words of programs that read and that write.
refused() {
	for words in list 'open x' 'note -m x 1' fsck; do
		run --separate-stderr tix $words
		[ "$status" = "$1" ]
		[ "$output" = "" ]
		[ "$stderr" = "tix ${words%% *}: $2" ]
	done
}

@test "a file that is no desk" {
	echo 'just text, long enough to be looked at as a header' >tix.db
	before=$(md5sum tix.db)
	refused 4 "'$TIX_DB' is no desk"
	[ "$(md5sum tix.db)" = "$before" ]
	[ ! -e tix.db-wal ]
	head -c 100000 /dev/urandom >tix.db
	refused 4 "'$TIX_DB' is no desk"
}

@test "an empty file" {
	: >tix.db
	refused 4 "'$TIX_DB' is no desk"
	[ ! -s tix.db ]
}

@test "somebody else's SQLite file" {
	sqlite3 tix.db 'CREATE TABLE ticket (id); PRAGMA user_version = 1'
	before=$(md5sum tix.db)
	refused 4 "'$TIX_DB' is no desk"
	[ "$(md5sum tix.db)" = "$before" ]
}

# A desk at rest in one file, marked by SQL.
marked() {
	rm -f made.db*
	TIX_DB=$PWD/made.db tix init -q
	sqlite3 made.db "PRAGMA wal_checkpoint(TRUNCATE); $1" >/dev/null
	cp made.db tix.db
}

@test "a desk of a newer tix, and of an older one" {
	marked 'PRAGMA user_version = 2'
	refused 4 "'$TIX_DB' is of a newer tix (schema 2, this one has 1)"
	marked 'PRAGMA user_version = 0'
	refused 4 "'$TIX_DB' is of an older tix; run tix upgrade"
	marked 'PRAGMA user_version = -1'
	refused 4 "'$TIX_DB' is of an older tix; run tix upgrade"
}

@test "a desk without any policy" {
	marked 'DROP TRIGGER desk_stays; DELETE FROM desk'
	run -4 --separate-stderr tix list
	[ "$stderr" = "tix list: the file holds no desk" ]
}

@test "an event of a kind that this tix does not know is refused, not skipped" {
	TIX_DB=$PWD/made.db tix init -q
	TIX_DB=$PWD/made.db tix open x
	TIX_DB=$PWD/made.db tix open y
	sqlite3 made.db "PRAGMA wal_checkpoint(TRUNCATE);
		DROP TRIGGER event_is_final;
		UPDATE event SET kind = 'teleported' WHERE seq = 2" >/dev/null
	cp made.db tix.db
	run -4 --separate-stderr tix show 1
	[[ $stderr = *"event 2 is of a kind 'teleported' that this tix does not know; use a newer one"* ]]
	run -0 tix show -b 2
}

@test "a folder" {
	mkdir tix.db
	refused 4 "'$TIX_DB' is no desk: no file"
}

@test "a pipe, which must not hang" {
	mkfifo tix.db
	run -4 --separate-stderr timeout 5 tix list
	[ "$stderr" = "tix list: '$TIX_DB' is no desk: no file" ]
}

@test "a symbolic link, also to a real desk" {
	tix init -q --db real.db
	ln -s real.db tix.db
	refused 4 "'$TIX_DB' is a symbolic link; name the file itself"
	ln -sf nowhere tix.db
	refused 4 "'$TIX_DB' is a symbolic link; name the file itself"
}

@test "a folder that is a link is as good as any" {
	mkdir real
	tix init -q --db real/tix.db
	ln -s real link
	run -0 tix open --db link/tix.db x
	[ "$output" = 1 ]
}

@test "a desk with two names, which could have two gates" {
	tix init -q
	ln tix.db other.db
	refused 4 "'$TIX_DB' has 2 names (hard links); a desk must have one"
}

@test "a file that is not there, and a path through a file" {
	refused 3 "no desk at '$TIX_DB'; tix init makes one"
	: >file
	TIX_DB=$PWD/file/tix.db
	refused 3 "no desk at '$TIX_DB'; tix init makes one"
	TIX_DB=$PWD/no/such/folder/tix.db
	refused 3 "no desk at '$TIX_DB'; tix init makes one"
	[ ! -e no ]
}

@test "a name longer than the file system's" {
	TIX_DB=/tmp/$(printf '%0300d' 0)
	refused 74 "'$TIX_DB': File name too long"
}

@test "a place that may not be looked at is an error, never absence" {
	[ "$(id -u)" = 0 ] || skip "needs root to become somebody else"
	chmod 755 "$BATS_TEST_TMPDIR"
	[ ! -e /var/lib/tix ] || skip "this machine has a desk"
	as=(setpriv --reuid 65534 --regid 65534 --clear-groups env HOME=/nonexistent)
	"${as[@]}" test -x "$BIN/tix-list" || skip "others may not run the build"
	mkdir -m 700 private
	cp /dev/null private/tix.db
	run -74 --separate-stderr "${as[@]}" "$BIN/tix-list" --db "$PWD/private/tix.db"
	[ "$stderr" = "tix list: '$PWD/private/tix.db': Permission denied" ]
	tix init -q
	chmod 711 .
	run -74 --separate-stderr "${as[@]}" "$BIN/tix-list"
	[[ $stderr = "tix list: "* ]]
	[ "$output" = "" ]
}

# The folders of tests are closed to others.
in_the_open() {
	cd "$(mktemp -d /tmp/tix-open-XXXXXX)" || return 1
	chmod 755 .
	TIX_DB=$PWD/tix.db
}

teardown() {
	[[ $PWD != /tmp/tix-open-* ]] || rm -r "$PWD"
}

@test "a desk that may not be read or written is said to be so" {
	[ "$(id -u)" = 0 ] || skip "needs root to become somebody else"
	as=(setpriv --reuid 65534 --regid 65534 --clear-groups env HOME=/nonexistent)
	"${as[@]}" test -x "$BIN/tix-list" || skip "others may not run the build"
	in_the_open
	tix init -q
	tix open one
	run -74 --separate-stderr "${as[@]}" "$BIN/tix-list"
	[ "$output" = "" ]
	[ "$stderr" = "tix list: '$TIX_DB': Permission denied" ]
	chmod 644 tix.db
	run -74 --separate-stderr "${as[@]}" "$BIN/tix-open" x
	[ "$output" = "" ]
	[ "$stderr" = "tix open: '$TIX_DB': Permission denied" ]
	run -74 --separate-stderr "${as[@]}" "$BIN/tix-list"
	[ "$stderr" = "tix list: '$TIX_DB': Permission denied" ]
	sound
}

@test "a folder that cannot be made for a desk is said to be so" {
	[ "$(id -u)" = 0 ] || skip "needs root to become somebody else"
	as=(setpriv --reuid 65534 --regid 65534 --clear-groups env -u TIX_DB)
	"${as[@]}" test -x "$BIN/tix-init" || skip "others may not run the build"
	[ ! -e /var/lib/tix ] || skip "this machine has a desk"
	in_the_open
	mkdir -m 755 root
	run -74 --separate-stderr "${as[@]}" HOME="$PWD/root" "$BIN/tix-init"
	[ "$output" = "" ]
	[ "$stderr" = "tix init: '$PWD/root/.local': Permission denied" ]
	run -74 --separate-stderr "${as[@]}" "$BIN/tix-init" --db root/a/tix.db
	[ "$output" = "" ]
	[ "$stderr" = "tix init: 'root/a': Permission denied" ]
	run -74 --separate-stderr "${as[@]}" "$BIN/tix-init" --db root/tix.db
	[ "$output" = "" ]
	[[ $stderr = "tix init: '"*"': Permission denied" ]]
	: >plain
	run -74 --separate-stderr env -u TIX_DB HOME="$PWD/plain" tix init
	[ "$output" = "" ]
	[ "$stderr" = "tix init: '$PWD/plain/.local': Not a directory" ]
}

@test "a system desk that may not be looked at hides no desk of one's own" {
	[ "$(id -u)" = 0 ] || skip "needs root"
	[ ! -e /var/lib/tix ] || skip "this machine has a desk"
	unshare -m true 2>/dev/null || skip "no mount namespaces here"
	tix init -q
	tix open mine
	mkdir -p "$HOME/.local/share/tix"
	cp tix.db* "$HOME/.local/share/tix"
	chmod -R a+rwX "$BATS_TEST_TMPDIR"
	setpriv --reuid 65534 --regid 65534 --clear-groups test -x "$BIN/tix-list" ||
	    skip "others may not run the build"
	run -74 --separate-stderr unshare -m sh -c '
		mount -t tmpfs none /var/lib && mkdir /var/lib/tix &&
		chmod 700 /var/lib/tix &&
		env -u TIX_DB XDG_CONFIG_HOME=/nowhere \
		setpriv --reuid 65534 --regid 65534 --clear-groups "$0" list' \
	    "$BIN/tix"
	[ "$output" = "" ]
	[ "$stderr" = "tix list: '/var/lib/tix/tix.db': Permission denied" ]
}

@test "the system's desk is taken where it is there" {
	[ "$(id -u)" = 0 ] || skip "needs root"
	[ ! -e /var/lib/tix ] || skip "this machine has a desk"
	unshare -m true 2>/dev/null || skip "no mount namespaces here"
	run -0 --separate-stderr unshare -m sh -c '
		mount -t tmpfs none /var/lib && mkdir /var/lib/tix &&
		tix init -q --db /var/lib/tix/tix.db && unset TIX_DB &&
		tix open x && tix whoami --tsv=db,db_from'
	[ "$output" = $'1\n/var/lib/tix/tix.db\tthe system\'s desk' ]
}

@test "a newline or an escape in a path is shown harmless" {
	TIX_DB=$'/no\e[31m/such\x07'
	run -3 --separate-stderr tix list
	[[ $stderr != *$'\e'* ]]
	[[ $stderr != *$'\a'* ]]
}

@test "a path of blanks, quotes, percents and letters of other alphabets" {
	mkdir "my désk's \"%20#?&"
	TIX_DB="$PWD/my désk's \"%20#?&/file:a b.db"
	tix init -q
	run -0 --separate-stderr tix open x
	[ "$output" = 1 ]
	[ "$(tix whoami --tsv=db)" = "$TIX_DB" ]
	[ "$(ls "my désk's \"%20#?&")" = $'file:a b.db\nfile:a b.db-gate\nfile:a b.db-shm\nfile:a b.db-wal' ]
	sound
}

@test "too few descriptors are refused with 74 and harm nothing" {
	tix init -q
	made=0
	refusals=0
	for n in 4 5 6 7 8 9 10 11 12 13 14 15 16; do
		run --separate-stderr bash -c \
		    "ulimit -n $n; tix-open y; s=\$?; exit \$((s == 127 ? 99 : s))"
		case $status in
		0) made=$((made + 1)) ;;
		74) refusals=$((refusals + 1)) ;;
		99) continue ;; # not even the loader could begin
		*) false ;;
		esac
		[ "$status" = 0 ] || [[ $output = "" && $stderr = "tix open: "* ]]
	done
	[ "$refusals" -gt 0 ]
	[ "$(tix list --tsv=id id:1.. | wc -l)" = "$made" ]
	sound
}

@test "members of a shared desk act on it, others are kept out" {
	[ "$(id -u)" = 0 ] || skip "needs root to become somebody else"
	shared=$(mktemp -d)
	chmod 755 "$shared"
	as=(setpriv --reuid 65534 --clear-groups)
	if ! "${as[@]}" --regid 65534 test -x "$BIN/tix-open"; then
		rm -rf "$shared"
		skip "others may not run the build"
	fi
	tix init -q --group games --db "$shared/desk/tix.db"
	export TIX_DB=$shared/desk/tix.db
	tix open ours
	run "${as[@]}" --regid games "$BIN/tix-note" -m hello 1
	member="$status:$output"
	run "${as[@]}" --regid games "$BIN/tix-log" --tsv=actor,kind 1
	log=$output
	run "${as[@]}" --regid 65534 "$BIN/tix-list"
	other="$status:$output"
	tix close 1
	tix fsck -q
	whole=$?
	rm -rf "$shared"
	[ "$member" = 0:1 ]
	[ "$log" = "$(id -un)"$'\topened\nnobody\tnoted' ]
	[ "$other" = "74:tix list: '$TIX_DB': Permission denied" ]
	[ "$whole" = 0 ]
}
