# How many tickets, and tickets in groups.
# shellcheck disable=SC2154 # run sets stderr

setup() {
	load ../lib/common
	desk
}

# Queue, priority, tags.
some() {
	while IFS=, read -r queue priority tags; do
		tix open -q --no-route ${queue:+--queue "$queue"} \
			${priority:+--priority "$priority"} \
			${tags:+--tag "$tags"} "of $queue"
	done <<-'END' >/dev/null
		mail,1,vip
		mail,3,vip floor
		network,3,
		mail,,floor
		,3,
	END
	tix close -q 4 >/dev/null
}

@test "--count is a bare number, of the live ones without a query" {
	[ "$(tix list --count)" = 0 ]
	some
	[ "$(tix list --count)" = 4 ]
	[ "$(tix list --count id:1..)" = 5 ]
	[ "$(tix list --count queue:mail)" = 3 ]
	[ "$(tix list --table --count queue:mail)" = 3 ]
	[ "$(tix list --jsonl --count state:merged)" = '{"count":0}' ]
	[ "$(tix list --csv --count)" = $'"count"\n"4"' ]
	run -1 tix list -e --count state:merged
	[ "$output" = 0 ]
}

@test "--count with --group has a row a value, the greatest first" {
	some
	[ "$(tix list --count --group queue id:1..)" = $'mail\t3\nnetwork\t1\n\t1' ]
	[ "$(tix list --count --group priority id:1..)" = $'3\t3\n1\t1\n\t1' ]
	[ "$(tix list --count --group state id:1..)" = $'new\t4\nclosed\t1' ]
	[ "$(tix list --jsonl --count --group queue id:1..)" = '{"queue":"mail","count":3}
{"queue":"network","count":1}
{"queue":null,"count":1}' ]
	[ "$(tix list --tsv=count --count --group queue id:1..)" = $'3\n1\n1' ]
	run -0 --separate-stderr tix list --count --group queue --limit 1 id:1..
	[ "$output" = $'mail\t3' ]
	[ "$stderr" = "tix list: the first 1; there are more" ]
}

@test "each word of a list counts" {
	some
	[ "$(tix list --count --group tags id:1..)" = $'floor\t2\nvip\t2\n\t2' ]
	tix open -q --tag 'a"b' --tag 'c\d' --tag "e'f" odd >/dev/null
	run -0 tix list --count --group tags odd
	[ "$output" = $'a"b\t1\nc\\\\d\t1\ne\'f\t1' ]
}

@test "a table says what those without a value lack, a row is empty" {
	some
	for field in owner requester service; do
		run -0 tix list --table --count --group "$field" id:1..
		[[ ${lines[1]} =~ ^"no $field"\ +5$ ]]
		[ "$(tix list --count --group "$field" id:1..)" = $'\t5' ]
	done
	run -0 tix list --table --count --group priority id:1..
	[[ ${lines[-1]} =~ ^\ *"no priority"\ +1$ ]]
}

@test "what would make a group of each ticket is refused with the list" {
	for field in opened id body fields effort colour count; do
		run -2 --separate-stderr tix list --group "$field"
		[[ $stderr == "tix list: no field '$field' to group by; there are: subject, kind, "* ]]
	done
	run -2 --separate-stderr tix list --group tags
	run -0 tix list --group tags --count
	run -2 --separate-stderr tix list --tree --count
	[ "$stderr" = "tix list: --tree does not go with --count" ]
	run -2 --separate-stderr tix list --tree --group queue
}

@test "a table has a line above each group with its number" {
	some
	run -0 tix list --table=id,subject --group queue --sort=-id id:1..
	[ "$(sed 's/  */ /g; s/^ //' <<<"$output")" = 'ID SUBJECT
mail (3)
4 of mail
2 of mail
1 of mail
network (1)
3 of network
no queue (1)
5 of' ]
	run -0 --separate-stderr tix list --table=id --group queue --limit 1 id:1..
	[[ ${lines[1]} == "mail (3)" ]]
	[ ${#lines[@]} -eq 3 ]
	run -0 tix list --table=id --group priority id:1..
	[[ ${lines[1]} == "priority 1 (1)" ]]
	[[ ${lines[3]} == "priority 3 (3)" ]]
	[[ ${lines[7]} == "no priority (1)" ]]
}

@test "rows have no such lines, but the order" {
	some
	[ "$(tix list --group queue --sort=-id id:1.. --tsv=id | paste -sd ' ')" = "4 2 1 3 5" ]
	[ "$(tix list --group queue --sort=-urgency id:1.. --tsv=id | paste -sd ' ')" = "4 2 1 3 5" ]
	[ "$(tix list --group queue --sort=urgency id:1.. --tsv=id | paste -sd ' ')" = "1 2 4 3 5" ]
}

@test "a group's name cannot write to the terminal" {
	tix open -q --no-route --category other --requester $'\e[2Jx' a >/dev/null
	run -0 tix list --table=id --group requester
	[ "${lines[1]}" = '\x1b[2Jx (1)' ]
}

@test "numbers are those of an independent count" {
	run -0 python3 - <<-'END'
		import os, random, sqlite3, subprocess, sys
		random.seed(5)
		queues = ["mail", "network", "storage"]
		for i in range(80):
		    a = ["tix-open", "-q", "--no-route", f"word{i % 3} {i}"]
		    if random.random() < .8:
		        a += ["--queue", random.choice(queues)]
		    if random.random() < .8:
		        a += ["--priority", random.choice("12345")]
		    if random.random() < .5:
		        a += ["--owner", random.choice(["ewa", "jan"])]
		    subprocess.run(a, check=True, stdout=subprocess.DEVNULL)
		src = sqlite3.connect(f"file:{os.environ['TIX_DB']}?mode=ro", uri=True)
		db = sqlite3.connect(":memory:")
		src.backup(db)
		src.close()
		def ask(*a):
		    return subprocess.run(["tix-list", *a], check=True, text=True,
		                          capture_output=True).stdout
		bad = 0
		for query, where in [("id:1..", "1"), ("queue:mail", "queue = 'mail'"),
		        ("priority:..2", "priority <= 2"),
		        ("not owner:ewa", "owner IS NOT 'ewa'"),
		        ("word1", "subject LIKE 'word1 %'"),
		        ("word1 owner:", "subject LIKE 'word1 %' AND owner IS NULL"),
		        ("subject~7$", "subject LIKE '%7'")]:
		    n = db.execute(f"SELECT count(*) FROM ticket WHERE {where}").fetchone()[0]
		    if int(ask("--count", query)) != n:
		        bad = print("count", query, n) or 1
		    for field in ("queue", "priority", "owner", "state", "level"):
		        rows = db.execute(f"SELECT {field}, count(*) AS n FROM ticket "
		            f"WHERE {where} GROUP BY 1 ORDER BY n DESC, {field} NULLS LAST")
		        want = "".join(f"{'' if v is None else v}\t{n}\n" for v, n in rows)
		        got = ask("--count", "--group", field, query)
		        if got != want:
		            bad = print("group", field, query, want, got) or 1
		        rows = db.execute(f"SELECT id FROM ticket WHERE {where} ORDER BY "
		            f"{field} NULLS LAST, id")
		        want = "".join(f"{i}\n" for i, in rows)
		        got = ask("--group", field, "--sort", "id", "--tsv=id", query)
		        if got != want:
		            bad = print("rows", field, query, want, got) or 1
		sys.exit(bad)
	END
	[ -z "$output" ]
}
