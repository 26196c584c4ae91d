# tix next: the one ticket to work on now.

load ../lib/common

setup() {
	desk
}

# A desk with teams and people: ewa and jan of network (L2), ola at L2 without
# a team, kim of first (L1).  What is in category vpn takes skill vpn 2.
people() {
	python3 - "$ROOT/lib/store/builtin.desk" "$(id -un)" >people.desk <<-'EOF2'
	import json, sys
	desk = json.loads(open(sys.argv[1]).readline())
	desk["teams"] = [{"name": "network", "level": "L2"},
	    {"name": "first", "level": "L1"}]
	desk["agents"] = [{"name": sys.argv[2]},
	    {"name": "ewa", "team": "network",
	     "skills": [{"name": "vpn", "grade": 3}]},
	    {"name": "jan", "team": "network",
	     "skills": [{"name": "vpn", "grade": 1}]},
	    {"name": "ola", "level": "L2"}, {"name": "kim", "team": "first"}]
	for q in desk["queues"]:
	    if q["name"] in ("network", "security"):
	        q["team"] = "network"
	    if q["name"] == "helpdesk":
	        q["team"] = "first"
	desk["categories"].append({"name": "vpn", "parent": "network",
	    "queue": "network", "skills": [{"name": "vpn", "grade": 2}]})
	print(json.dumps(desk))
	EOF2
	rm -f "$TIX_DB"*
	tix init -q --desk people.desk
}

put() {
	tix open --no-route --priority "$@" x
}

@test "where there is nothing to do the answer is no, and nothing is printed" {
	run -1 --separate-stderr tix next
	[ "$output$stderr" = "" ]
	tix close "$(tix open x)"
	tix wait --on customer "$(tix open y)"
	run -1 --separate-stderr tix next --take
	[ "$output$stderr" = "" ]
}

@test "the most urgent, with the reasons on standard error" {
	put 3
	put 1
	put 2
	run -0 --separate-stderr tix next
	[ "$output" = 2 ]
	[ "$stderr" = "tix next: 2 is nobody's; urgency 10.0: priority 1 +8.0, new +1.0, unassigned +1.0" ]
	run -0 --separate-stderr tix next -q
	[ "$output" = 2 ]
	[ "$stderr" = "" ]
	# It only looked.
	[ "$(of 2 owner,state)" = $'\tnew' ]
	run -0 --separate-stderr tix next --jsonl=id,priority
	[ "${lines[0]}" = '{"id":2,"priority":1}' ]
}

@test "of equals the one that was opened first" {
	put 3 --at 2026-11-23T13:59:59Z
	put 3 --at 2026-11-23T13:59:58Z
	[ "$(tix next -q)" = 2 ]
}

@test "--take makes it one's own, and it stays the next one" {
	put 3
	put 3
	run -0 --separate-stderr tix next --take
	[ "$output" = 1 ]
	[ "$(of 1 owner,state)" = "$(id -un)"$'\topen' ]
	run -0 --separate-stderr tix next --take
	[ "$output" = 1 ]
	[ "$stderr" = "tix next: 1 is yours; urgency 2.5: priority 3 +2.5" ]
	[ "$(tix log --tsv=kind 1 | grep -c taken)" = 1 ]
	[ "$(tix next -q --take --as ewa)" = 2 ]
	run -1 tix next --as jan
	sound
}

@test "one's own work goes on unless something is more urgent by 4.0" {
	put 3
	tix take 1
	put 3 # 2.5 + 2.0 to 2.5
	[ "$(tix next -q)" = 1 ]
	put 2 # 5.0 + 2.0 to 2.5
	run -0 --separate-stderr tix next
	[ "$output" = 3 ]
	[[ $stderr = "tix next: 3 is nobody's, and more urgent than your 1; urgency 7.0: "* ]]
	tix take 3
	[ "$(tix next -q)" = 3 ]
}

@test "somebody else's is never offered, a wait that is over is" {
	put 1
	tix take --as ewa 1
	put 4
	[ "$(tix next -q)" = 2 ]
	tix wait --on customer --until 2026-11-23T15:00:00Z 2
	run -1 tix next
	run -0 tix next -q --now 2026-11-23T15:00:00Z
	[ "$output" = 2 ]
}

@test "the team's queues, then the level's; nothing of another level" {
	people
	put 1 --queue helpdesk --level L1 # 1: first's
	put 3 --queue security --level L2 # 2: network's
	put 1 --queue servers --level L2  # 3: L2's
	put 2 --queue network --level L2  # 4: network's
	run -0 --separate-stderr tix next --as ewa
	[ "$output" = 4 ]
	[[ $stderr = "tix next: 4 is nobody's, in queue network of your team; urgency "* ]]
	run -0 --separate-stderr tix next --as ola
	[ "$output" = 3 ]
	[[ $stderr = "tix next: 3 is nobody's, at your level L2; urgency "* ]]
	[ "$(tix next -q --as kim)" = 1 ]
	tix close 2 4
	[ "$(tix next -q --as ewa)" = 3 ]
	tix close 3
	run -1 tix next --as ewa
	# At the level and in no queue.
	put 4 --level L2
	[ "$(tix next -q --as ewa)" = 5 ]
	run -1 tix next # of no team, at no level
	run -4 --separate-stderr tix next --as mallory
	[ "$output" = "" ]
	[ "$stderr" = "tix next: 'mallory' is no agent of this desk: there is no work for him" ]
}

@test "what takes a skill that one lacks is not offered, unless it is one's own" {
	people
	put 1 --queue network --level L2 --category vpn
	put 3 --queue network --level L2
	[ "$(tix next -q --as ewa)" = 1 ]
	[ "$(tix next -q --as jan)" = 2 ]
	tix assign --to jan 1
	[ "$(tix next -q --as jan)" = 1 ]
}

@test "standard input is never touched, and a dry run takes nothing" {
	put 3
	run -0 bash -o pipefail -c \
	    'printf "a\nb\n" | { tix next -q >/dev/null; cat; }'
	[ "$output" = $'a\nb' ]
	before=$(dump)
	run -0 --separate-stderr tix next --take --dry-run
	[ "$output" = "" ]
	[[ $stderr = "tix next: would change ticket 1"* ]]
	[ "$(dump)" = "$before" ]
	run -2 --separate-stderr tix next 1
	[ "$stderr" = "tix next: what is '1' to mean?" ]
}

@test "of twenty who take the next one at once no two get the same" {
	for i in {1..20}; do
		put $((i % 5 + 1))
	done
	for i in {1..20}; do
		tix next --take -q --as "agent$i" >"out$i" &
	done
	wait
	[ "$(cat out* | sort -n | tr '\n' ' ')" = \
		"$(seq 20 | tr '\n' ' ')" ]
	[ "$(tix list --tsv=owner | sort -u | wc -l)" = 20 ]
	sound
}

@test "of more than are looked at, those of the first priority are" {
	for i in {1..120}; do
		put 4 >/dev/null
	done
	put 2 >last
	[ "$(tix next -q)" = "$(cat last)" ]
}
