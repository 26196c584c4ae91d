# Killed at any moment: the desk is whole, and what was printed is there.

load ../lib/common

setup() {
	desk
}

# Every id that was printed is there, once.
all_there() {
	[ -z "$(sort "$1" | uniq -d)" ]
	[ "$(comm -23 <(sort "$1") <(tix list --tsv=id | sort) | wc -l)" = 0 ]
}

@test "a storm of opens shot at random" {
	: >printed
	for round in 1 2 3 4 5 6; do
		for p in 1 2 3 4; do
			setsid bash -c 'while :; do tix open "x" >>printed; done' 2>/dev/null &
			gang[p]=$!
		done
		sleep "0.$((RANDOM % 6 + 2))"
		for p in 1 2 3 4; do kill -KILL -- "-${gang[p]}" 2>/dev/null || :; done
		wait 2>/dev/null || :
		sound
	done
	# A line that was cut short by the kill is no number that was printed.
	all_there printed
	[ "$(wc -l <printed)" -gt 20 ]
	run -0 tix open after
	sound
}

@test "batches of acts shot at random" {
	for i in $(seq 20); do tix open "$i"; done
	for round in 1 2 3 4 5 6; do
		setsid bash -c 'while :; do seq 20; done 2>/dev/null |
			tix note -m x | cat >>noted' &
		gang=$!
		sleep "0.$((RANDOM % 4 + 2))"
		kill -KILL -- "-$gang" 2>/dev/null || :
		wait 2>/dev/null || :
		sound
	done
	# Not one note fewer than numbers printed.
	[ "$(tix log --tsv=kind | grep -c noted)" -ge "$(grep -c . noted)" ]
}

@test "an import shot at random is whole when it is run again" {
	python3 - <<-'EOF'
	with open("big.csv", "w") as f:
	    f.write("ref,title,state,at\n")
	    for i in range(20000):
	        f.write("R%d,ticket %d,new,2026-01-01T00:00:00Z\n" % (i, i))
	EOF
	cat >big.map <<-'EOF'
	source = big
	rows = tickets
	key = {ref}
	subject = {title}
	state = {state}
	opened = {at}
	EOF
	for round in 1 2 3 4 5; do
		setsid tix import -q --map ./big.map big.csv &
		gang=$!
		sleep "0.$((RANDOM % 5 + 1))"
		kill -KILL -- "-$gang" 2>/dev/null || :
		wait 2>/dev/null || :
		sound
	done
	run -0 tix import -q --map ./big.map big.csv
	[ "$(tix list --tsv=key | sort -u | wc -l)" = 20000 ]
	[ "$(tix list --tsv=id | wc -l)" = 20000 ]
	sound
}

@test "a desk shot while it is made is whole or not there, and nothing is in the way" {
	run -0 --separate-stderr python3 - <<-'EOF'
	import os, random, subprocess, sys, time
	random.seed(3)
	env = dict(os.environ, TIX_DB=os.path.abspath("d/new.db"))
	made = 0
	for turn in range(60):
	    subprocess.run(["rm", "-rf", "d"], check=True)
	    os.mkdir("d")
	    begun = time.monotonic()
	    p = subprocess.Popen(["tix-init", "-q"], env=env)
	    time.sleep(random.uniform(0, 0.02))
	    p.kill()
	    p.wait()
	    there = os.path.exists("d/new.db")
	    made += there
	    if not there:
	        subprocess.run(["tix", "init", "-q"], env=env, check=True)
	    # The one file is all of it.
	    os.mkdir("d/alone")
	    subprocess.run(["cp", "d/new.db", "d/alone"], check=True)
	    for words in (["fsck", "-q"], ["open", "-q", "x"],
	        ["fsck", "-q"], ["fsck", "-q", "--db", "d/alone/new.db"]):
	        subprocess.run(["tix"] + words, env=env, check=True)
	print(made > 0, made < 60)
	EOF
	[ "$stderr" = "" ]
	[ "${lines[0]}" != "" ]
}
