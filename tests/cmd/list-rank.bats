# Words by rank: best first.

setup() {
	load ../lib/common
	desk
}

ids() {
	tix list --tsv=id "$@" | paste -sd ' '
}

# A ticket for each line; more than a few, and the index is brought up to date.
lines() {
	cat >lines.map <<-'END'
		source = lines
		rows = tickets
		key = {no}
		subject = {subject}
		opened = {opened}
	END
	sed 's/^/2026-11-23T08:00:00Z,/' | awk -F , -v n="$RANDOM" '
		BEGIN { print "no,opened,subject" }
		{ print n "-" NR "," $0 }' >lines.csv
	tix import -q --map ./lines.map lines.csv >/dev/null
}

others() {
	seq 300 | sed 's/^/other words here /' | lines
}

# The word in a note, in the body, in the subject, nowhere.
words() {
	tix open -q --no-route "first" -b "some text" >/dev/null
	tix note -q -m "the kestrel again" "$(ids first)" >/dev/null
	tix open -q --no-route "second" -b "a kestrel" >/dev/null
	tix open -q --no-route "third kestrel" -b "some text" >/dev/null
	tix open -q --no-route "fourth" -b "some text" >/dev/null
}

@test "words count most in the subject and least in notes" {
	words
	[ "$(ids kestrel)" = "3 2 1" ]
	[ "$(ids kestrel --sort priority,id)" = "1 2 3" ]
	[ "$(ids kestrel state:new)" = "3 2 1" ]
	[ "$(ids '"kestrel again"')" = "1" ]
}

@test "it is the same once they are in the index" {
	words
	others
	[ "$(ids kestrel)" = "3 2 1" ]
	[ "$(ids kestrel not third)" = "2 1" ]
}

@test "tickets that wait for the index stand where they belong" {
	words
	others
	tix open -q --no-route "fifth" -b "words, and many of them, in a long text that says kestrel but once" >/dev/null
	tix open -q --no-route "kestrel kestrel" >/dev/null
	fifth=$(ids fifth)
	run -0 tix list --tsv=id kestrel
	[ "${lines[0]}" = $((fifth + 1)) ]
	[ "${lines[1]}" = 3 ]
	[ "$(sort -n <<<"$output" | paste -sd ' ')" = "1 2 3 $fifth $((fifth + 1))" ]
	tix note -q -m 'kestrel' 3 >/dev/null
	[ "$(ids kestrel | tr ' ' '\n' | sort -n | paste -sd ' ')" = "1 2 3 $fifth $((fifth + 1))" ]
}

@test "without words that all must have there is no rank" {
	words
	for q in '' state:new 'kestrel or third' 'not kestrel'; do
		run -2 --separate-stderr tix list --sort rank -- "$q"
		# shellcheck disable=SC2154 # run sets it
		[ "$stderr" = "tix list: to rank tickets, search for words that all of them must have" ]
	done
	[ "$(ids kestrel or third)" = "1 2 3" ]
	run -2 --separate-stderr tix list --sort rank --group queue kestrel
	[ "$stderr" = "tix list: 'rank' does not go with --group" ]
	run -2 --separate-stderr tix list --sort rank,id kestrel
	[ "$stderr" = "tix list: 'rank' sorts alone" ]
	[ "$(ids kestrel --group state)" = "1 2 3" ]
}

@test "of many the newest are ranked, the others follow, none is left out" {
	{
		echo 'kestrel of old'
		seq 2100 | sed 's/^/a kestrel and other words /'
	} | lines
	run -0 --separate-stderr tix list --limit 3 --tsv=id kestrel
	[ "$stderr" = "tix list: ranked the newest 2000 of the tickets that have these words
tix list: the first 3; there are more" ]
	tix list -q --tsv=id kestrel >all
	[ "$(wc -l <all)" -eq 2101 ]
	[ "$(sort -nu all | wc -l)" -eq 2101 ]
	[ "$(tail -n 101 all)" = "$(seq 101 -1 1)" ]
	run -0 --separate-stderr tix list --limit 2050 --tsv=id kestrel
	[ "$output" = "$(head -n 2050 all)" ]
	run -0 --separate-stderr tix list --limit 2101 --tsv=id kestrel
	[ "$stderr" = "tix list: ranked the newest 2000 of the tickets that have these words" ]
	# Other terms leave fewer: then all are ranked.
	run -0 --separate-stderr tix list --limit 3 --tsv=id kestrel id:..2000
	[ "$stderr" = "tix list: the first 3; there are more" ]
	[ "${lines[0]}" = 1 ]
}

@test "the order is that of bm25 by the engine's own program" {
	python3 - <<-'END' >some
		import random
		random.seed(3)
		words = "kestrel heron plover finch wren dunnock".split()
		for i in range(700):
		    print(" ".join(random.choices(words, weights=[1, 2, 4, 8, 8, 8],
		        k=random.randint(2, 9))), i)
	END
	lines <some
	dump >/dev/null
	sqlite3 copy/tix.db "DELETE FROM text_todo"
	for q in kestrel 'kestrel heron' 'plover kestrel finch'; do
		want=$(sqlite3 copy/tix.db "SELECT rowid FROM text
			WHERE text MATCH '$q'
			ORDER BY CAST(-1e12 * bm25(text, 8, 2, 1) AS INTEGER) DESC,
			rowid DESC")
		got=$(tix list --tsv=id --db ./copy/tix.db "$q" 2>&1)
		[ -n "$want" ]
		[ "$got" = "$want" ]
	done
}
