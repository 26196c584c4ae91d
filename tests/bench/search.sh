# Words by rank, and lists by an index, in a desk of many tickets.
# shellcheck shell=sh disable=SC2154,SC2153

file=$work/search/tix.db
new_desk "$file" "$MANY"
settle

# searched NAME BOUND WORD: beside the engine's own program on the same file.
searched() {
	if ! has sqlite3; then
		unmeasured "$1" "no sqlite3"
		return
	fi
	race -- tix "$B/bin/tix-list" -q --db "$file" --limit 20 "$3" \
	    -- bare sqlite3 -readonly "$file" "SELECT rowid FROM text
		WHERE text MATCH '$3' ORDER BY rank LIMIT 20"
	figure "$1, over the bare FTS5 query" "$(ratio tix bare)" "$2" most \
	    "tix list --limit 20 $3"
	medians
}

searched "a rare word among $MANY tickets" 1.5 beamer
searched "a word of one ticket in eight" 0.1 printer

# The slowest of those that an index leads to, over a program that does nothing.
worst=0
for query in state:open queue:network owner:ewa key:T77 id:77 \
    opened:2024-06-01 resolved:2024-06-01; do
	race -- list "$B/bin/tix-list" -q --db "$file" --limit 50 "$query" \
	    -- nothing "$B/bin/tix-list" --version
	echo "    $query: $(ratio list nothing)"
	worst=$(awk -v a="$worst" -v b="$(ratio list nothing)" \
	    'BEGIN { print (a + 0 > b + 0 ? a : b) }')
done
figure "50 of $MANY by the slowest of 7 indexed queries, over --version" \
    "$worst" 3 most 'tix list --limit 50 QUERY'

race -- count "$B/bin/tix-list" --db "$file" --count --group state id:1.. \
    -- nothing "$B/bin/tix-list" --version
medians
