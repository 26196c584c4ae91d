# A desk for the days told in tests/pipe/day-*.bats.  There each test goes on
# where the one before it ended: run a file as a whole.  Needs common.bash.

# The story's folder in place of the test's; the clocks are those of Warsaw.
day_goes_on() {
	BATS_TEST_TMPDIR=$BATS_FILE_TMPDIR
	export BATS_TEST_TMPDIR

	bare
	export TZ=Europe/Warsaw
	export TIX_SENDMAIL=$PWD/sendmail
	export -f ewa tom ola lead
}

# The standard desk with people, fields of its own and a stricter end; $1 is
# what becomes of open parts.  The login that runs the test is an agent, too.
day_begins() {
	day_goes_on
	python3 - "$ROOT/lib/store/builtin.desk" "$(id -un)" "$1" >desk.json <<-'END'
		import json, sys
		path, login, children = sys.argv[1:]
		first, rules = open(path).read().split("\n", 1)
		desk = json.loads(first)
		desk["name"] = "harbour"
		desk["agents"] = [
		    {"name": login},
		    {"name": "ewa", "level": "L1", "team": "first"},
		    {"name": "tom", "level": "L1", "team": "first"},
		    {"name": "ola", "level": "L2", "team": "network"},
		    {"name": "lead"},
		]
		desk["templates"].append({"name": "roller", "help": "printer, paper path",
		    "text": "Dear {{requester}},\nthe roller is worn; it is replaced today.\n{{agent}}\n"})
		desk["fields"] = [
		    {"name": "site", "type": "choice",
		        "values": ["gdansk", "gdynia", "sopot"], "help": "where"},
		    {"name": "outage", "type": "integer", "help": "minutes"},
		    {"name": "change", "type": "text", "help": "of the provider"},
		]
		desk["resolve"].update(code_required=True, text_required=True)
		desk["close"] = {"children": children, "after_days": 3}
		print(json.dumps(desk) + "\n" + rules, end="")
	END
	printf '#!/bin/sh\ncat >"%s/mail"\n' "$PWD" >sendmail
	chmod +x sendmail
	mkdir -p "$HOME/.config/tix"
	cat >"$HOME/.config/tix/config"
	TIX_NOW=2026-11-18T08:00+01:00 tix init -q --desk desk.json
}

# It is this time ($1, on $2 if not on the 23rd) in Warsaw.
clock() {
	export TIX_NOW=${2:-2026-11-23}T$1:00+01:00
}

# People: ewa list mine.
ewa() {
	tix "$@" --as ewa
}

tom() {
	tix "$@" --as tom
}

ola() {
	tix "$@" --as ola
}

lead() {
	tix "$@" --as lead
}

# Words on one line.
line() {
	tr '\n' ' ' | sed 's/ $//'
}
