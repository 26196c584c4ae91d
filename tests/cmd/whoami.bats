# tix whoami: which desk, which agent, which level.

load ../lib/common

setup() {
	bare
}

# A desk that knows its agents.
agents() {
	python3 - "$ROOT/lib/store/builtin.desk" >desk.json <<-'EOF'
	import json, sys
	desk = json.loads(open(sys.argv[1]).readline())
	desk["agents"] = [{"name": "ewa", "level": "L2", "team": "net"}]
	json.dump(desk, sys.stdout)
	EOF
	tix init -q --desk desk.json
}

@test "on a desk that declares nobody, anyone is an agent" {
	tix init -q
	run -0 --separate-stderr tix whoami --json
	[ "$stderr" = "" ]
	python3 - "$output" "$(id -un)" "$(realpath "$TIX_DB")" <<-'EOF'
	import json, sys
	have = json.loads(sys.argv[1])
	assert have == {"db": sys.argv[3], "db_from": "TIX_DB", "desk_version": 1,
	    "actor": sys.argv[2], "agent": sys.argv[2], "level": None,
	    "team": None}, have
	EOF
}

@test "it says where the desk's place came from" {
	tix init -q
	[ "$(tix whoami --tsv=db_from)" = TIX_DB ]
	[ "$(tix whoami --tsv=db_from --db tix.db)" = --db ]
	[ "$(tix whoami --tsv=db --db ./tix.db)" = "$(realpath tix.db)" ]
	unset TIX_DB
	[ -e /var/lib/tix/tix.db ] && return
	tix init -q
	[ "$(tix whoami --tsv=db_from,db)" = "your own desk"$'\t'"$(realpath "$HOME")/.local/share/tix/tix.db" ]
}

@test "a declared agent has a level and a team; others may only look" {
	agents
	run -0 --separate-stderr tix whoami --as ewa --tsv=agent,level,team
	[ "$output" = $'ewa\tL2\tnet' ]
	run -0 --separate-stderr tix whoami --tsv=actor,agent
	[ "$output" = "$(id -un)"$'\t' ]
	[ "$stderr" = "tix whoami: '$(id -un)' is no agent of this desk: may look, may not act" ]
}

@test "who is no agent gets exit 4 for every act, and is told what to do" {
	agents
	me=$(id -un)
	for words in 'open x' 'note -m x 1' 'take 1' 'route 1' \
	    'escalate -r x 1' 'return -r other 1' 'resolve 1' 'close 1' \
	    'reopen -r x 1'; do
		verb=${words%% *}
		run --separate-stderr tix $words
		[ "$output" = "" ]
		if [ "$verb" = open ]; then
			[ "$status" = 4 ]
			[ "$stderr" = "tix open: '$me' may not open: no agent of this desk; whoever runs it can add the login to its agents" ]
		else
			# There is no ticket yet, which is not theirs to know first.
			[ "$status" = 3 ] || [ "$status" = 4 ]
		fi
	done
	run -0 --separate-stderr tix list
	run -0 --separate-stderr tix log
	run -0 --separate-stderr tix fsck -q
}

@test "--as does not make an agent of a login that is none" {
	agents
	run -4 --separate-stderr tix open --as ewa x
	[ "$output" = "" ]
	[[ $stderr = "tix open: '$(id -un)' may not open: no agent of this desk"* ]]
}

@test "an agent may act, but not for somebody unknown, nor give to them" {
	sed 's/"agents": \[{"name": "ewa"/"agents": [{"name": "'"$(id -un)"'"/' \
	    <(agents >/dev/null; cat desk.json) >mine.json
	tix init -q --db mine.db --desk mine.json
	export TIX_DB=$PWD/mine.db
	run -0 tix open x
	run -4 --separate-stderr tix take --as mallory 1
	[ "$stderr" = "tix take: '$(id -un)' may not take as 'mallory': no agent of this desk" ]
	run -3 --separate-stderr tix open --owner mallory x
	[ "$stderr" = "tix open: no agent 'mallory'; there are: $(id -un)" ]
	sound
}

@test "without a desk it says how to make one" {
	run -3 --separate-stderr tix whoami
	[ "$stderr" = "tix whoami: no desk at '$TIX_DB'; tix init makes one" ]
}

# whoami_by ANSWER: as user 12345, whom only another source than the machine's
# own file could know; getent then says ANSWER.
whoami_by() {
	printf '#!/bin/sh\n[ "$*" = "passwd 12345" ] && printf %%s '"'%s'"'\n' \
	    "$1" >getent
	chmod 755 getent
	unshare -m sh -c 'mount --bind getent /usr/bin/getent &&
		mount -t tmpfs none /var/lib && mkdir -m 777 /var/lib/tix &&
		tix init -q --db /var/lib/tix/tix.db &&
		chmod 666 /var/lib/tix/* && unset TIX_DB &&
		export XDG_CONFIG_HOME=/nowhere &&
		setpriv --reuid 12345 --regid 12345 --clear-groups "$0" \
		    whoami --tsv=actor' "$BIN/tix"
}

@test "a login of another source than /etc/passwd is asked of getent" {
	[ "$(id -u)" = 0 ] || skip "needs root"
	[ ! -e /var/lib/tix ] || skip "this machine has a desk"
	unshare -m true 2>/dev/null || skip "no mount namespaces here"
	setpriv --reuid 12345 --regid 12345 --clear-groups test -x "$BIN/tix" ||
	    skip "others may not run the build"
	run -0 --separate-stderr whoami_by $'far.away:x:12345:100::/home/f:/bin/sh\n'
	[ "$output" = far.away ]
	# No such user, one of another number, and what is no entry.
	for answer in '' $'root:x:0:0::/root:/bin/sh\n' 'far.away' \
	    $'+:x:12345:::\n'; do
		run -0 --separate-stderr whoami_by "$answer"
		[ "$output" = uid12345 ]
	done
}
