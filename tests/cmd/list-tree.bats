# Children below their parents.

setup() {
	load ../lib/common
	desk
	for i in {1..7}; do
		tix open -q --no-route --priority 3 "t$i"
	done >/dev/null
}

ids() {
	tix list --tsv=id --sort id "$@" | paste -sd ' '
}

table() {
	tix list --tree --table=id,subject --sort id | sed 's/^ *//'
}

# 5 and 3 are parts of 6, 1 and 7 of 3.
family() {
	tix link -q --parent 6 5 3
	tix link -q --parent 3 1 7
} >/dev/null

@test "rows are depth first, with the parent as their last column" {
	family
	[ "$(ids --tree)" = "2 4 6 3 1 7 5" ]
	run -0 tix list --tree --sort=-id
	[ "$(cut -f 1,9 <<<"$output")" = $'6\t\n5\t6\n3\t6\n7\t3\n1\t3\n4\t\n2\t' ]
	[ "$(tix list --tree --sort id --jsonl=id,parent | head -n 4 | tail -n 1)" = '{"id":3,"parent":6}' ]
}

@test "one whose parent is not selected stands at the top" {
	family
	[ "$(ids --tree not id:6)" = "2 3 1 7 4 5" ]
	[ "$(ids --tree id:1,7)" = "1 7" ]
	[ "$(ids --tree --limit 3)" = "2 3 1" ]
}

@test "a table marks the subjects" {
	family
	run -0 table
	[ "$output" = 'ID  SUBJECT
2  t2
4  t4
6  t6
3  ├─ t3
1  │  ├─ t1
7  │  └─ t7
5  └─ t5' ]
	LC_ALL=C run -0 table
	[ "$output" = 'ID  SUBJECT
2  t2
4  t4
6  t6
3  |- t3
1  |  |- t1
7  |  `- t7
5  `- t5' ]
}

@test "siblings stand in the order asked for, also by urgency and rank" {
	family
	tix set -q --priority 1 5 >/dev/null
	[ "$(tix list --tree --sort urgency --tsv=id | paste -sd ' ')" = "2 4 6 5 3 1 7" ]
	[ "$(tix list --tree --tsv=id text:t6,t5,t3 subject~t | paste -sd ' ')" = "6 5 3" ]
}

@test "a deep family is drawn in the width there is" {
	for i in {8..30}; do
		tix open -q --no-route "deep $i" >/dev/null
		[ "$i" -eq 8 ] || tix link -q --parent $((i - 1)) "$i" >/dev/null
	done
	COLUMNS=60 run -0 tix list --tree --table=id,subject id:8..
	[ ${#lines[@]} -eq 24 ]
	while IFS= read -r line; do
		[ ${#line} -le 60 ]
	done <<<"$output"
}

@test "a loop cannot hang it: each ticket is there once" {
	# The programs refuse to make one; a file of a stranger need not.
	family
	sqlite3 "$TIX_DB" "UPDATE ticket SET parent = 7 WHERE id = 6;
		UPDATE ticket SET parent = 2 WHERE id = 2;
		UPDATE ticket SET parent = 99 WHERE id = 4"
	run -0 timeout 10 tix-list --tree --tsv=id --sort id
	[ "$(sort -n <<<"$output" | paste -sd ' ')" = "1 2 3 4 5 6 7" ]
	run -0 timeout 10 tix-list --tree --table --sort id
	[ ${#lines[@]} -eq 8 ]
}
