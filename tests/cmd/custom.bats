# What a desk says of its own: fields, codes, required words, parts that end.

load ../lib/common

setup() {
	bare
}

# A desk like the standard one with what $1, Python, does to it.
own() {
	rm -f tix.db*
	python3 - "$ROOT/lib/store/builtin.desk" >own.json <<-END
		import json, sys
		desk = json.loads(open(sys.argv[1]).readline())
		$1
		print(json.dumps(desk))
	END
	tix init -q --desk own.json
}

FIELDS='desk["fields"] = [
    {"name": "note", "type": "text"}, {"name": "floor", "type": "integer"},
    {"name": "os", "type": "choice", "values": ["linux", "bsd", "other"]},
    {"name": "bought", "type": "date"}, {"name": "vip", "type": "flag"}]'

fields() {
	tix show --jsonl=fields "$1"
}

@test "a field of each type takes its values, and gives them as JSON" {
	own "$FIELDS"
	tix open one --set note='to be seen' --set floor=-3 --set os=bsd \
	    --set bought=2024-02-29 --set vip=yes
	[ "$(fields 1)" = '{"fields":{"bought":"2024-02-29","floor":-3,"note":"to be seen","os":"bsd","vip":true}}' ]
	tix set --set floor=9223372036854775807 --set vip=no 1
	[ "$(fields 1)" = '{"fields":{"bought":"2024-02-29","floor":9223372036854775807,"note":"to be seen","os":"bsd","vip":false}}' ]
	sound
}

@test "a date is any time that others take, as a day where the caller is" {
	own "$FIELDS"
	tix open one --set bought=tomorrow
	[ "$(fields 1)" = '{"fields":{"bought":"2026-11-24"}}' ]
	TZ=Asia/Tokyo tix set --set bought=2026-11-30T20:00:00Z 1
	[ "$(fields 1)" = '{"fields":{"bought":"2026-12-01"}}' ]
	TZ=Pacific/Kiritimati tix open two --set bought=today
	[ "$(fields 2)" = '{"fields":{"bought":"2026-11-24"}}' ]
	run -0 tix list bought:today..tomorrow
	[ "${lines[*]}" = "$(tix list id:2)" ]
	run -0 tix list bought:tomorrow
	[ "${lines[*]}" = "$(tix list id:2)" ]
	run -2 --separate-stderr tix set --set bought=x 1
	[ "$stderr" = "tix set: bought 'x': it is a day such as 2026-11-23 or tomorrow" ]
	run -2 --separate-stderr tix set --set floor=x 1
	[ "$stderr" = "tix set: floor 'x': it is a whole number" ]
	sound
}

@test "what is no value of its type is refused" {
	own "$FIELDS"
	tix open one
	for bad in floor=x floor=1.5 floor=1e3 floor=9223372036854775808 \
	    'floor=1 ' bought=2023-02-29 bought=someday bought=2024-2-29 \
	    bought=20240229 vip=true vip=1 \
	    vip=YES; do
		run -2 --separate-stderr tix set --set "$bad" 1
		[[ $stderr = "tix set: ${bad%%=*} '${bad#*=}'"* ]]
	done
	run -3 --separate-stderr tix set --set os=windows 1
	[ "$stderr" = "tix set: no os 'windows'; there are: linux, bsd, other" ]
	run -3 --separate-stderr tix set --set OS=bsd 1
	[[ $stderr = *"no field 'OS' to set; there are: subject, "*", os, "* ]]
	run -2 --separate-stderr tix set --set os 1
	run -2 --separate-stderr tix set --set "note=$(printf '%01001d' 0)" 1
	[ "$stderr" = "tix set: note: 1001 bytes; at most 1000 (field-max)" ]
	[ "$(fields 1)" = '{"fields":null}' ]
	sound
}

@test "setting one leaves the others, and empty takes one away" {
	own "$FIELDS"
	tix open one --set note=a --set floor=1
	tix set --set os=linux 1
	tix set --set note= 1
	[ "$(fields 1)" = '{"fields":{"floor":1,"os":"linux"}}' ]
	tix set --set floor= --set os= 1
	[ "$(fields 1)" = '{"fields":null}' ]
	before=$(dump)
	tix set --set floor= 1
	[ "$(dump)" = "$before" ]
	tix open two --set floor= --set os=bsd
	[ "$(fields 2)" = '{"fields":{"os":"bsd"}}' ]
	sound
}

@test "each change is taken back by itself" {
	own "$FIELDS"
	tix open one --set floor=1
	tix set --set os=linux 1
	tix set --set floor=2 1
	seq=$(tix log --tsv=seq,what 1 | awk '/linux/ { print $1 }')
	tix undo --event "$seq" 1
	[ "$(fields 1)" = '{"fields":{"floor":2}}' ]
	tix undo 1
	[ "$(fields 1)" = '{"fields":{"floor":1}}' ]
	sound
}

@test "hostile text in a field is kept, and harmless where it is shown" {
	own "$FIELDS"
	text=$'\e[2J"},{"x":\u202e\\'
	tix open one --set "note=$text"
	tix show --json=fields 1 | python3 -c '
import json, sys
assert json.load(sys.stdin)["fields"]["note"] == "\x1b[2J\"},{\"x\":\u202e\\"'
	run -0 tix show 1
	[[ $output != *$'\e'* ]]
	sound
}

@test "a field that is required to open, resolve or close" {
	own 'desk["fields"] = [
	    {"name": "floor", "type": "integer", "required": ["open"]},
	    {"name": "cause", "type": "text", "required": ["resolve"]},
	    {"name": "cost", "type": "integer", "required": ["resolve", "close"]}]'
	run -2 --separate-stderr tix open one
	[ "$stderr" = "tix open: to open, this desk requires: floor" ]
	tix open one --set floor=1
	tix open two --set floor=2
	run -4 --separate-stderr tix resolve 1 2
	[ "$stderr" = "tix resolve: ticket 1: to resolve, this desk requires: cause, cost
tix resolve: ticket 2: to resolve, this desk requires: cause, cost" ]
	run -4 --separate-stderr tix close 1
	[ "$stderr" = "tix close: ticket 1: to close, this desk requires: cost" ]
	tix set --set cause=toner --set cost=0 1
	run -0 tix resolve 1
	run -0 tix close 1
	sound
}

@test "codes are the desk's; a code and a text may be required" {
	own 'desk["resolve"] = {"codes": ["fixed", "duplicate"],
	    "code_required": True, "text_required": True}'
	tix open one
	run -3 --separate-stderr tix resolve --code magic -m x 1
	[[ $stderr = *"'magic'"*"fixed, duplicate"* ]]
	run -2 --separate-stderr tix resolve -m x 1
	[ "$stderr" = "tix resolve: to resolve, this desk requires a --code" ]
	run -2 --separate-stderr tix resolve --code fixed 1
	[ "$stderr" = "tix resolve: to resolve, this desk requires how it was solved: give -m or -F" ]
	run -2 --separate-stderr tix resolve --code fixed -m '' 1
	run -0 tix resolve --code fixed -m toner 1
	[ "$(of 1 resolution)" = fixed ]
	sound
}

@test "time resolves and closes nothing that lacks what the desk requires" {
	own 'desk["resolve"] = {"codes": ["fixed"], "code_required": True,
	    "text_required": True}; desk["fields"] = [{"name": "floor",
	    "type": "integer", "required": ["resolve", "close"]}]'
	tix open one
	tix wait --on customer --until +1h --then resolve 1
	run -0 tix escalate --due --now 2026-11-23T16:00:00Z
	[ "$output" = 1 ]
	[ "$(of 1 state,resolved,wait_then)" = $'open\t\t' ]
	[ "$(tix log --tsv=what 1 | tail -n 1)" = "the wait is over; not resolved, since this desk requires: a code, floor (state open)" ]
	tix set --set floor=1 1
	tix resolve --code fixed -m toner 1
	tix set --set floor= 1
	run -0 --separate-stderr tix escalate --due -v --now 2027-01-01
	[ "$output" = "" ]
	[[ $stderr = *"tix escalate: not yet: ticket 1: to close, this desk requires: floor" ]]
	tix set --set floor=1 1
	run -0 tix escalate --due --now 2027-01-01
	[ "$(of 1 state)" = closed ]
	sound
}

@test "a wait ends resolved where the desk has a code for no answer" {
	own 'desk["resolve"] = {"codes": ["fixed", "no-answer"],
	    "text_required": True, "code_required": True}; desk["fields"] = [{"name": "floor",
	    "type": "integer", "required": ["resolve"]}]'
	tix open one --set floor=0
	tix open two
	tix wait --on customer --until +1h --then resolve 1 2
	run -0 tix escalate --due --now 2026-11-23T16:00:00Z
	[ "$output" = $'1\n2' ]
	[ "$(of 1 state,resolution)" = $'resolved\tno-answer' ]
	[[ $(tix log --tsv=what 1) = *"the wait is over"* ]]
	[ "$(of 2 state,resolution)" = $'open\t' ]
	sound
}

@test "what ends with another takes its code where one is required" {
	own 'desk["close"]["children"] = "cascade"; desk["resolve"] = {
	    "codes": ["fixed"], "code_required": True}'
	tix open whole
	tix open part
	tix open twin
	tix link --parent 1 2
	tix link --duplicates 1 3
	run -0 tix resolve --code fixed 1
	[ "$(tix list id:1..3 --tsv=state,resolution | sort -u)" = $'resolved\tfixed' ]
	sound
}

@test "any code goes where the desk declares none" {
	own 'del desk["resolve"]'
	tix open one
	tix resolve --code 'as I like' 1
	[ "$(of 1 resolution)" = 'as I like' ]
}

family() {
	tix open whole
	tix open part
	tix open 'part of a part'
	tix open 'done part'
	tix open apart
	tix link --parent 1 2 4
	tix link --parent 2 3
	tix resolve 4
}

@test "refuse: open parts are in the way, and named" {
	own 'desk["close"]["children"] = "refuse"'
	family
	for act in resolve close cancel; do
		run -4 --separate-stderr tix $act 1
		[ "$output" = "" ]
		[ "$stderr" = "tix $act: ticket 1: parts of it, or what blocks it, are open: 2" ]
	done
	tix resolve 3
	tix resolve 2
	run -0 tix resolve 1
	sound
}

@test "cascade: open parts end with the whole, by one act" {
	own 'desk["close"]["children"] = "cascade"'
	family
	while read -r act state; do
		tix "$act" 1
		[ "$(tix list id:1..5 --tsv=state | tr '\n' ' ')" = \
		    "$state $state $state resolved new " ]
		run -0 --separate-stderr tix undo 3
		[ "$(tix list id:1..5 --tsv=state | tr '\n' ' ')" = \
		    "new new new resolved new " ]
	done <<-'END'
		resolve resolved
		close closed
		cancel cancelled
	END
	sound
}

@test "leave: open parts stay as they are" {
	own 'desk["close"]["children"] = "leave"'
	family
	tix close 1
	[ "$(tix list id:1..5 --tsv=state | tr '\n' ' ')" = \
	    "closed new new resolved new " ]
	sound
}

@test "a cascade that one part cannot follow ends none of them" {
	own 'desk["close"]["children"] = "cascade"; desk["fields"] = [
	    {"name": "cause", "type": "text", "required": ["resolve"]}]'
	family_of_two() {
		tix open whole --set cause=x
		tix open part
		tix link --parent 1 2
	}
	family_of_two
	before=$(dump)
	run -4 --separate-stderr tix resolve 1
	[ "$stderr" = "tix resolve: ticket 2: to resolve, this desk requires: cause" ]
	[ "$(dump)" = "$before" ]
	tix set --set cause=y 2
	run -0 tix resolve 1
	[ "$(of 2 state)" = resolved ]
	sound
}

@test "a cascade of a thousand" {
	own 'desk["close"]["children"] = "cascade"'
	cat >many.map <<-'END'
		source = many
		rows = tickets
		key = {no}
		subject = {no}
		opened = {opened}
	END
	tix open whole
	seq 1000 | awk 'BEGIN { print "no,opened" }
		{ print $1 ",2026-11-20T08:00:00Z" }' >many.csv
	tix import -q --map many.map many.csv
	tix link -q --yes --parent 1 {2..1000} >/dev/null
	run -0 tix resolve 1
	[ "$(tix list state:resolved --tsv=id | wc -l)" -eq 1000 ]
	tix undo 1
	[ "$(tix list state:resolved --tsv=id | wc -l)" -eq 0 ]
	tix link --parent 1 1001
	run -4 --separate-stderr tix resolve 1
	[ "$stderr" = "tix resolve: ticket 1: more than 1000 tickets hang on it (chain-max)" ]
	[ "$(tix list state:resolved --tsv=id | wc -l)" -eq 0 ]
	sound
}

@test "a desk file that declares them wrongly is refused" {
	while IFS='|' read -r change words; do
		python3 - "$ROOT/lib/store/builtin.desk" >bad.json <<-END
			import json, sys
			desk = json.loads(open(sys.argv[1]).readline())
			$change
			print(json.dumps(desk))
		END
		echo "$change"
		run --separate-stderr tix init --db ./bad.db --desk bad.json
		[ "$status" -ne 0 ]
		[[ $stderr = *"$words"* ]]
		[ ! -e bad.db ]
	done <<-'END'
		desk["fields"] = [{"name": "state", "type": "text"}]|state
		desk["fields"] = [{"name": "age", "type": "text"}]|age
		desk["fields"] = [{"name": "Floor", "type": "text"}]|Floor
		desk["fields"] = [{"name": "a b", "type": "text"}]|a b
		desk["fields"] = [{"name": "f" * 41, "type": "text"}]|fff
		desk["fields"] = [{"name": "f", "type": "blob"}]|'f'
		desk["fields"] = [{"name": "f", "type": "text"}] * 2|'f'
		desk["fields"] = [{"name": "f", "type": "text", "required": ["sleep"]}]|'f'
		desk["fields"] = [{"type": "text"}]|name
		desk["close"] = {"children": "eat"}|refuse, cascade or leave
		desk["close"] = {"after_days": -1}|3650
		desk["close"] = {"after_days": 3651}|3650
		desk["templates"] = [{"name": "t"}]|'t'
		desk["resolve"] = {"codes": [7]}|codes
	END
}
