# Queries over links, watchers and the desk's own fields.
# shellcheck disable=SC2154 # run sets stderr_lines

setup() {
	load ../lib/common
	bare
	python3 - "$ROOT/lib/store/builtin.desk" >desk.json <<-'END'
		import json, sys
		desk = json.loads(open(sys.argv[1]).readline())
		desk["fields"] = [
		    {"name": "site", "type": "text"},
		    {"name": "seats", "type": "integer"},
		    {"name": "colour", "type": "choice",
		     "values": ["red", "green"]},
		    {"name": "bought", "type": "date"},
		    {"name": "leased", "type": "flag"}]
		json.dump(desk, sys.stdout)
	END
	tix init -q --desk desk.json
}

own() {
	tix open -q --no-route --set site=berlin --set seats=7 \
		--set colour=red --set bought=2024-02-29 --set leased=yes one
	tix open -q --no-route --set site=bonn --set seats=-12 \
		--set colour=green --set bought=2026-01-01 --set leased=no two
	tix open -q --no-route --set site='new york, "ny"' --set seats=0 three
	tix open -q --no-route four
} >/dev/null

ids() {
	tix list --sort id --tsv=id "$@" | paste -sd ' '
}

@test "the desk's own fields are asked for by their names" {
	own
	[ "$(ids site:berlin)" = 1 ]
	[ "$(ids site:berlin,bonn)" = "1 2" ]
	[ "$(ids 'site:"new york, \"ny\""')" = 3 ]
	[ "$(ids site:)" = 4 ]
	[ "$(ids site:..)" = "1 2 3" ]
	[ "$(ids not site:bonn)" = "1 3 4" ]
	[ "$(ids 'site~^b')" = "1 2" ]
	[ "$(ids colour:red)" = 1 ]
	[ "$(ids colour:,green)" = "2 3 4" ]
	[ "$(ids leased:yes)" = 1 ]
	[ "$(ids leased:no)" = 2 ]
	[ "$(ids leased:)" = "3 4" ]
}

@test "numbers and dates among them take ranges, 0 is a number" {
	own
	[ "$(ids seats:7)" = 1 ]
	[ "$(ids seats:0)" = 3 ]
	[ "$(ids seats:)" = 4 ]
	[ "$(ids seats:..0)" = "2 3" ]
	[ "$(ids seats:-12..7)" = "1 2 3" ]
	[ "$(ids 'seats>-12')" = "1 3" ]
	[ "$(ids 'seats<=0')" = "2 3" ]
	[ "$(ids bought:2025-01-01..)" = 2 ]
	[ "$(ids bought:..2024-02-29)" = 1 ]
	run -2 --separate-stderr tix list seats:7..-12
	[ "${stderr_lines[0]}" = "tix list: query: the range ends before it begins" ]
}

@test "what is no value of such a field is refused" {
	run -2 --separate-stderr tix list seats:many
	[ "${stderr_lines[0]}" = "tix list: query: seats 'many': it is a whole number" ]
	run -3 --separate-stderr tix list colour:blue
	[ "${stderr_lines[0]}" = "tix list: query: no colour 'blue'; there are: red, green" ]
	run -2 --separate-stderr tix list bought:2025-02-29
	run -2 --separate-stderr tix list leased:maybe
	run -2 --separate-stderr tix list colour:red..green
	[ "${stderr_lines[0]}" = "tix list: query: 'colour' takes no range" ]
	run -2 --separate-stderr tix list sight:berlin
	[[ ${stderr_lines[0]} == *", text, site, seats, colour, bought, leased" ]]
}

@test "tickets sort and group by such a field" {
	own
	[ "$(tix list --tsv=id --sort=-seats | paste -sd ' ')" = "1 3 2 4" ]
	[ "$(tix list --tsv=id --sort=site | paste -sd ' ')" = "1 2 3 4" ]
	run -0 tix list --count --group leased
	[ "$output" = $'\t2\nno\t1\nyes\t1' ]
	run -0 tix list --table=id --group site
	[ "$(tr -d ' ' <<<"$output")" = 'ID
berlin(1)
1
bonn(1)
2
newyork,"ny"(1)
3
nosite(1)
4' ]
}

@test "links are asked for by relation, by ticket, or both" {
	for i in 1 2 3 4 5; do tix open -q --no-route "t$i" >/dev/null; done
	tix link -q --blocks 4 1 2 >/dev/null
	tix link -q --relates 1 3 >/dev/null
	tix link -q --parent 4 5 >/dev/null
	[ "$(ids links:blocks)" = "1 2" ]
	[ "$(ids links:blocked-by)" = 4 ]
	[ "$(ids links:blocks:4)" = "1 2" ]
	[ "$(ids links:blocks:T4)" = "1 2" ]
	[ "$(ids links:blocks:5)" = "" ]
	[ "$(ids links:4)" = "1 2 5" ]
	[ "$(ids 'links:#1')" = "3 4" ]
	[ "$(ids links:relates,child)" = "1 3 4" ]
	[ "$(ids links:)" = "" ]
	[ "$(ids parent:4)" = 5 ]
	[ "$(ids parent:T4)" = 5 ]
	[ "$(ids parent:)" = "1 2 3 4" ]
	run -3 --separate-stderr tix list links:block
	[[ ${stderr_lines[0]} == "tix list: query: no relation 'block'; there are: parent, child, blocks, "* ]]
	run -2 --separate-stderr tix list links:blocks:x
	[ "${stderr_lines[0]}" = "tix list: query: 'x' is no ticket's number" ]
}

@test "a number is not found within another" {
	for i in {1..12}; do tix open -q --no-route "t$i" >/dev/null; done
	tix link -q --blocks 12 3 >/dev/null
	tix link -q --blocks 1 4 >/dev/null
	[ "$(ids links:1)" = 4 ]
	[ "$(ids links:2)" = "" ]
	[ "$(ids links:blocks:1)" = 4 ]
	[ "$(ids links:blocks:12)" = 3 ]
}

@test "those who watch are asked for, also by 'me'" {
	tix open -q --no-route one >/dev/null
	tix open -q --no-route two >/dev/null
	tix watch -q --as ewa 1 >/dev/null
	tix watch -q --as me 2 >/dev/null
	[ "$(ids watchers:ewa)" = 1 ]
	[ "$(ids watchers:me --as ewa)" = 1 ]
	[ "$(ids 'watchers:"me"' --as ewa)" = 2 ]
	[ "$(ids watchers:,ewa)" = 1 ]
}

@test "waits, channels and ratings are asked for" {
	tix open -q --no-route --channel phone one >/dev/null
	tix open -q --no-route --channel mail two >/dev/null
	tix wait -q --on vendor --until +2h 1 >/dev/null
	[ "$(ids waiting_on:vendor)" = 1 ]
	[ "$(ids wait_until:..2h)" = 1 ]
	[ "$(ids wait_until:..1h)" = "" ]
	[ "$(ids channel:mail)" = 2 ]
	[ "$(ids rating:..2)" = "" ]
}

@test "a field of the desk's own may not be called like a term" {
	for name in age text mine owner; do
		sed "s/\"site\"/\"$name\"/" desk.json >bad.json
		run -2 tix init -q --db ./bad.db --desk bad.json
	done
}

@test "completion offers relations and the desk's own fields and values" {
	run -0 tix list --complete links:b
	[[ $output == *"links:blocks	"*"links:blocked-by	"* ]]
	run -0 tix list --complete si
	[ "$output" = "site:	" ]
	run -0 tix list --complete colour:
	[ "$output" = $'colour:red\t\ncolour:green\t' ]
}
