# Rows of changes of another desk, in order and in none, on one core.
# shellcheck shell=sh disable=SC2154

changes=$work/changes.csv
python3 "$here/make_changes.py" "$ROWS" >"$changes" || die "no changes"
{
	head -n 1 "$changes"
	tail -n +2 "$changes" | LC_ALL=C sort -t , -k 1,1 -k 3,3n
} >"$work/sorted.csv"
[ "$(wc -l <"$work/sorted.csv")" -eq $((ROWS + 1)) ] || die "rows were lost"

one_core=
if has taskset && taskset -c 0 true 2>/dev/null; then
	one_core='taskset -c 0'
fi

# taken NAME FILE
taken() {
	rm -rf "$work/desk"
	new_desk "$work/desk/tix.db"
	settle
	# shellcheck disable=SC2086 # words are meant
	TMPDIR=$work "$B/bench/spawn" once -- $one_core "$B/bin/tix-import" -q \
	    --db "$work/desk/tix.db" --map servicenow "$2" >"$work/once" ||
		die "tix import failed"
	have=$(sqlite3 -readonly "$work/desk/tix.db" \
	    'SELECT count(*) FROM import_row')
	[ "$have" -eq "$ROWS" ] || die "$have of $ROWS rows came in"
	figure "import, rows a second, $1" \
	    "$(awk -v n="$ROWS" '{ printf "%.0f", n / $1 * 1e6 }' "$work/once")" \
	    40000 least "tix import --map servicenow ($ROWS rows)"
	figure "import, MiB of memory, $1" \
	    "$(awk '{ printf "%.1f", $3 / 1024 }' "$work/once")" \
	    64 most "tix import --map servicenow ($ROWS rows)"
}

taken 'in order' "$work/sorted.csv"
taken 'shuffled' "$changes"
