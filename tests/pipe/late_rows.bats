# Exports that grow: what comes late is put where it belongs, and counts as it
# would have, had it come with the others.

load ../lib/common

setup() {
	desk
	cat >m.map <<-'END'
		source = old
		time = %Y-%m-%d %H:%M
		zone = UTC
		key = {No}
		at = {Changed}
		order = {Seq}
		opened = {Opened}
		team = {Team}
		level = {Level}
		state = {State}
	END
	heading=No,Changed,Seq,Opened,Team,Level,State
}

import() {
	tix import -q --map m.map "$@" >/dev/null
}

anew() {
	rm -f "$TIX_DB" "$TIX_DB"-*
	tix init -q
}

state_of_all() {
	tix list --limit 0 \
		--tsv='key,state,team,level,opened,resolved,closed' 'key~old' |
		sort
}

# Opened, solved, reopened, up, left.
counts() {
	tix report summary --since 2026-01-01 --until 2026-07-01 \
		--tsv=opened,resolved,reopened,escalated,backlog | head -n 1
}

@test "a late row before a seen one of its minute is no move of its own" {
	cat >all.csv <<-END
		$heading
		1,2026-01-05 09:00,0,2026-01-05 08:00,A,L1,new
		1,2026-01-05 10:00,1,2026-01-05 08:00,A,L1,open
		1,2026-01-05 10:00,2,2026-01-05 08:00,B,L1,open
		1,2026-01-05 10:00,3,2026-01-05 08:00,B,L1,resolved
		1,2026-01-09 10:00,4,2026-01-05 08:00,B,L1,closed
	END
	sed '3,4d' all.csv >part.csv
	import part.csv
	run -0 --separate-stderr tix import --map m.map all.csv
	[ "$output" = "" ]
	[ "$stderr" = "tix import: 1 tickets, 5 rows: 0 opened, 0 changed, by 2 new rows" ]
	[ "$(tix log --tsv=kind 1)" = $'opened\nresolved\nclosed' ]
	[ "$(counts)" = $'1\t1\t0\t0\t0' ]
	run -0 --separate-stderr tix import --map m.map all.csv
	[ "$stderr" = "tix import: 1 tickets, 5 rows: nothing new" ]
	sound
}

@test "a move that comes late is counted once, at its own time" {
	cat >all.csv <<-END
		$heading
		1,2026-01-05 09:00,0,2026-01-05 08:00,A,L1,open
		1,2026-01-05 10:00,1,2026-01-05 08:00,A,L2,resolved
		1,2026-01-05 11:00,2,2026-01-05 08:00,B,L2,resolved
	END
	sed 3d all.csv >part.csv
	import part.csv
	[ "$(of 1 resolved)" = 2026-01-05T11:00:00Z ]
	import all.csv
	[ "$(of 1 resolved,level,team)" = $'2026-01-05T10:00:00Z\tL2\tB' ]
	[ "$(counts)" = $'1\t1\t0\t1\t0' ]
	sound
}

@test "an export of other rows does not undo what they say" {
	cat >one.csv <<-END
		$heading
		1,2026-01-05 09:00,0,2026-01-05 08:00,A,L1,new
		1,2026-01-05 11:00,2,2026-01-05 08:00,A,L1,open
		1,2026-01-05 11:00,3,2026-01-05 08:00,A,L1,resolved
	END
	cat >two.csv <<-END
		$heading
		1,2026-01-05 10:00,1,2026-01-05 08:00,A,L1,open
		1,2026-01-05 11:00,2,2026-01-05 08:00,A,L1,open
	END
	import one.csv
	import two.csv
	[ "$(of 1 state,resolved)" = $'resolved\t2026-01-05T11:00:00Z' ]
	[ "$(counts)" = $'1\t1\t0\t0\t0' ]
	sound
}

# 60 tickets; what came of them is counted by python3 on the way.
make_export() {
	python3 - "$heading" <<-'END'
		import datetime, random, sys
		chance = random.Random(7)
		start = datetime.datetime(2026, 1, 5)
		stamp = lambda m: (start + datetime.timedelta(
		    minutes=m)).strftime("%Y-%m-%d %H:%M")
		rows, solved, again, left = [], 0, 0, 0
		for no in range(60):
		    opened = at = chance.randrange(100000)
		    was, seq, held = "new", 0, False
		    path = ["new", "open", "open"]
		    for _ in range(chance.randrange(3)):
		        path += ["waiting", "open", "resolved", "resolved", "open"]
		    path += ["open", "resolved", "closed"][:chance.randrange(4)]
		    for state in path:
		        alone = was == "resolved" and state == "open"
		        at += 5 if alone or held else chance.choice((0, 0, 7))
		        held = alone
		        solved += state in ("resolved", "closed") and \
		            was not in ("resolved", "closed")
		        again += alone
		        rows.append((no, stamp(at), seq, stamp(opened),
		            f"T{chance.randrange(9)}", "L1", state))
		        was, seq = state, seq + 1
		    left += was in ("new", "open", "waiting")
		print("60", solved, again, 0, left, sep="\t", file=open("want", "w"))
		def write(name, some):
		    with open(name, "w") as f:
		        print(sys.argv[1], file=f)
		        for r in some:
		            print(*r, sep=",", file=f)
		write("all.csv", rows)
		write("second.csv", rows[::2])
		write("half.csv", sorted(rows, key=lambda r: r[1])[:len(rows) // 2])
		chance.shuffle(rows)
		write("shuffled.csv", rows)
		write("some.csv", rows[::3])
	END
}

@test "an export that came in pieces counts like one that came whole" {
	make_export
	import all.csv
	[ "$(counts)" = "$(cat want)" ]
	state_of_all >whole
	[ "$(wc -l <whole)" -eq 60 ]
	for first in half second some shuffled; do
		anew
		import "$first.csv"
		import all.csv
		echo "$first: $(counts)"
		[ "$(counts)" = "$(cat want)" ]
		state_of_all | cmp - whole
		sound
	done
}
