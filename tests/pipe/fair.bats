# Fair under concurrency: whoever opens at the same moment, each of the team
# gets as many.

load ../lib/common

# A desk whose team of four gives by a strategy.
four() {
	bare
	cat >four.json <<-EOF
	{"name":"four","levels":[{"name":"L1","queue":"net"}],
	"queues":[{"name":"net","level":"L1","team":"net"}],
	"categories":[],
	"priority":{"impact":["all"],"urgency":["now"],"matrix":[[3]]},
	"default":{"impact":1,"urgency":1,"level":"L1","queue":"net"},
	"teams":[{"name":"net","assign":"$1"}],
	"agents":[{"name":"$(id -un)"},{"name":"ann","team":"net"},
	{"name":"bob","team":"net"},{"name":"cay","team":"net"},
	{"name":"dan","team":"net"}],
	"resolve":{"codes":["fixed"]},"return_codes":["wrong-level"],
	"close":{"children":"refuse","after_days":5}}
	EOF
	tr -d '\n' <four.json >four.desk
	tix init -q --desk four.desk
}

# "16 16 16 16": how many each has, the fewest first.
shares() {
	local who

	for who in ann bob cay dan; do
		tix list --count "owner:$who"
	done | sort -n | xargs
}

# 64 at once.
storm() {
	local i

	for i in $(seq 64); do
		tix open --wait 60s "$i" >>ids 2>>errors &
	done
	wait
}

@test "64 parallel opens over 4 agents by round-robin give 16 each" {
	four round-robin
	storm
	cat errors
	[ "$(sort -n ids | xargs)" = "$(seq 64 | xargs)" ]
	[ "$(shares)" = "16 16 16 16" ]
	sound
	# Each four in a row have one each: in the order of events, too.
	for i in $(seq 1 4 64); do
		[ "$(tix list --tsv=owner "id:$i..$((i + 3))" | sort | xargs)" = \
		    "ann bob cay dan" ]
	done
}

@test "64 parallel opens by least load give 16 each" {
	four least-loaded
	storm
	[ "$(shares)" = "16 16 16 16" ]
	sound
}

@test "opens and placing anew at once leave each turn to one event" {
	four round-robin
	for i in 1 2 3 4 5 6 7 8; do tix open "$i" >/dev/null; done
	for i in $(seq 16); do
		tix open --wait 60s "$i" >/dev/null &
		tix route --wait 60s --again $((i % 8 + 1)) >/dev/null &
	done
	wait
	sound
	# Who has it already when it would be his turn keeps it, and the turn.
	tix log --jsonl >log
	for who in ann bob cay dan; do
		grep -c "\"turn\":\"$who\"" log
	done | sort -n >turns
	[ "$(($(tail -n 1 turns) - $(head -n 1 turns)))" -le 1 ]
	[ "$(head -n 1 turns)" -ge 6 ]
}

@test "killed at any moment, the shares differ by one at most" {
	four round-robin
	for round in 1 2 3; do
		for i in $(seq 24); do
			tix open --wait 60s "$i" >/dev/null 2>&1 &
			gang[i]=$!
		done
		for i in $(seq 1 3 24); do
			kill -KILL "${gang[i]}" 2>/dev/null || :
		done
		wait 2>/dev/null || :
		sound
		read -ra n <<<"$(shares)"
		[ $((n[3] - n[0])) -le 1 ]
	done
	[ "$((n[0] + n[1] + n[2] + n[3]))" -ge 48 ]
}
