# The desk's own fields as columns.

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

@test "own fields are columns, of their own types" {
	own "$FIELDS"
	tix open one --set note=$'a\tb' --set floor=-3 --set os=bsd \
	    --set bought=2024-02-29 --set vip=yes
	tix open two --set floor=0 --set vip=no
	tix open three
	all=id,note,floor,os,bought,vip
	run -0 tix list --sort id --tsv=$all
	[ "$output" = $'1\ta\\tb\t-3\tbsd\t2024-02-29\ttrue
2\t\t0\t\t\tfalse
3\t\t\t\t\t' ]
	run -0 tix list --sort id --columns floor,vip --csv
	[ "$output" = $'"floor","vip"\n"-3","true"\n"0","false"\n"",""' ]
	run -0 tix list --sort id --jsonl=$all
	[ "${lines[0]}" = '{"id":1,"note":"a\tb","floor":-3,"os":"bsd","bought":"2024-02-29","vip":true}' ]
	[ "${lines[1]}" = '{"id":2,"note":null,"floor":0,"os":null,"bought":null,"vip":false}' ]
	[ "${lines[2]}" = '{"id":3,"note":null,"floor":null,"os":null,"bought":null,"vip":null}' ]
	run -0 tix list --sort id --json=floor,age
	python3 -c 'import json, sys
assert [r["floor"] for r in json.loads(sys.argv[1])] == [-3, 0, None]' "$output"
	run -0 tix list --sort id --table=id,floor,vip
	[[ ${lines[1]} =~ ^" "*1" "+-3" "+yes ]]
	[[ ${lines[2]} =~ ^" "*2" "+0" "+no ]]
	[ "$(tix show --tsv=floor,vip 1 2)" = $'-3\ttrue\n0\tfalse' ]
	[ "$(tix show --json=floor 2)" = '{"floor":0}' ]
	[ "$(tix set --set floor=4 --tsv=id,floor 1 3)" = $'1\t4\n3\t4' ]
	[ "$(tix list --as-of now --sort id --tsv=floor)" = $'4\n0\n4' ]
	sound
}

@test "a view can have own fields, and what is none is told with them" {
	own "$FIELDS"
	tix open one --set floor=2
	mkdir -p "$HOME/.config/tix"
	printf '%s\n' 'view.m = "floor:2"' 'view.m.columns = "id,floor"' \
		>"$HOME/.config/tix/config"
	[ "$(tix list --view m)" = $'1\t2' ]
	run -2 --separate-stderr tix list --tsv=id,flor
	[[ $stderr = "tix list: unknown field 'flor'; there are: id, "*", fields, alarm, calendar, age, idle, note, floor, os, bought, vip" ]]
	run -2 --separate-stderr tix show --tsv=floor,floor 1
	[ "$stderr" = "tix show: field 'floor' twice" ]
	run -0 tix list --complete --tsv=id,fl
	[ "$(cut -f1 <<<"$output")" = --tsv=id,floor ]
	run -0 tix list --complete --columns bough
	[ "$(cut -f1 <<<"$output")" = bought ]
}

@test "what came from a desk where the field has another type stays as it was" {
	own 'desk["fields"] = [{"name": "floor", "type": "text"}]'
	tix open one --set floor=two
	tix open two --set floor=7
	tix export >desk.export
	own 'desk["fields"] = [{"name": "floor", "type": "integer"}]'
	tix open three --set floor=3
	tix import -q desk.export
	[ "$(tix list --sort id --jsonl=floor)" = $'{"floor":3}\n{"floor":"two"}\n{"floor":7}' ]
	[ "$(tix list --sort id --tsv=floor)" = $'3\ntwo\n7' ]
}
