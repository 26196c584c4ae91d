# What every test of a program starts with: an empty folder, a fixed clock, a
# new desk, nothing of the caller's settings.

ROOT=${ROOT:-$(cd "$BATS_TEST_DIRNAME/../.." && pwd)}
B=${B:-build}
case $B in
/*) BIN=$B/bin ;;
*) BIN=$ROOT/$B/bin ;;
esac

bats_require_minimum_version 1.5.0

# An empty folder with no desk in it.
bare() {
	unset "${!TIX_@}" TZ PAGER LESS COLUMNS NO_COLOR CLICOLOR_FORCE \
		XDG_DATA_HOME XDG_CONFIG_HOME POSIXLY_CORRECT
	export PATH=$BIN:$PATH LC_ALL=C.UTF-8 TZ=UTC
	export HOME=$BATS_TEST_TMPDIR/home
	export TIX_NOW=2026-11-23T14:00:00Z
	export TIX_DB=$BATS_TEST_TMPDIR/tix.db
	# An answer that a sanitizer gives is never an expected failure.
	export ASAN_OPTIONS=abort_on_error=1:detect_leaks=0
	export UBSAN_OPTIONS=abort_on_error=1:print_stacktrace=1
	mkdir -p "$HOME"
	cd "$BATS_TEST_TMPDIR" || return 1
}

# The same with a desk.
desk() {
	bare
	tix init -q
}

# Is the desk whole?
sound() {
	tix fsck -q
}

# Fields of a ticket, TAB between them: of 7 state,level
of() {
	tix show --tsv="$2" "$1"
}

# All that the desk holds, as text.  A copy is read: another program's hands
# do not belong on a desk in use.
dump() {
	local file

	rm -rf "$BATS_TEST_TMPDIR/copy"
	mkdir "$BATS_TEST_TMPDIR/copy"
	for file in "$TIX_DB" "$TIX_DB-wal" "$TIX_DB-shm"; do
		[ ! -e "$file" ] || cp "$file" "$BATS_TEST_TMPDIR/copy"
	done
	sqlite3 "$BATS_TEST_TMPDIR/copy/${TIX_DB##*/}" .dump
}
