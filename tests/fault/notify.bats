# Who delivers may die at any instant, and more than one may deliver: everybody
# is told, and nobody more often than a death explains.

load ../lib/common

setup() {
	desk
	umask 022
	hooks=$HOME/.config/tix/hooks.d
	mkdir -p "$hooks"
	tix open -q 'VPN down'
}

hook() {
	printf '#!/bin/sh\nhere=%s\n%s\n' "$PWD" "$1" >"$hooks/notify"
	chmod 755 "$hooks/notify"
}

# $1 notifications, before anybody works with the desk.
put() {
	sqlite3 "$TIX_DB" "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL
	    SELECT i + 1 FROM n WHERE i < $1)
	    INSERT INTO outbox (key, ticket, event, what, targets, state,
	    next_try, queued) SELECT 'k' || i, 1, 2, 'breached', 'agent:ewa',
	    'pending', 0, 1795442400000000 FROM n"
}

pages() {
	grep -o '"notification":[0-9]*' got | sort
}

left() {
	tix notify list --tsv=id | wc -l
}

@test "several that deliver at once tell of each notification once" {
	hook 'cat >>"$here/got"'
	put 40
	for i in 1 2 3 4; do
		tix notify send >"sent.$i" &
	done
	wait
	[ "$(pages | wc -l)" = 40 ]
	[ "$(pages | uniq -d)" = "" ]
	[ "$(cat sent.* | sort -n | uniq | wc -l)" = 40 ]
	[ "$(cat sent.* | wc -l)" = 40 ]
	[ "$(left)" = 0 ]
	sound
}

@test "one that is killed while its hook runs is made up for once its claim lapsed" {
	hook 'cat >>"$here/got"; touch "$here/runs"; sleep 1'
	put 2
	tix notify send &
	pid=$!
	until [ -e runs ]; do sleep 0.05; done
	kill -KILL "$pid"
	wait "$pid" || :
	hook 'cat >>"$here/got"'
	# Ten seconds for the hook and half a minute more: not before.
	run -0 tix notify send --now 2026-11-23T14:00:39Z
	[ "$output" = 2 ]
	run -0 tix notify send --now 2026-11-23T14:00:40Z
	[ "$output" = 1 ]
	[ "$(pages | uniq -c | sed 's/^ *//')" = $'2 "notification":1\n1 "notification":2' ]
	[ "$(tix notify list --state all --tsv=id,tries)" = $'1\t2\n2\t1' ]
	sound
}

@test "killed at any system call, what is due is told all the same" {
	command -v strace >/dev/null || skip "no strace"
	hook 'cat >>"$here/got"'
	put 1
	cp "$TIX_DB" first.db
	# Only its own calls count: the hook lives on.
	strace -o calls -e trace=pwrite64,fdatasync,flock,vfork,clone3,clone \
		tix notify send >/dev/null
	total=$(grep -c '^[a-z]' calls)
	[ "$total" -gt 4 ]
	for ((n = 1; n <= total; n += 1 + total / 12)); do
		call=$(sed -n "${n}s/(.*//p" calls)
		when=$(head -n "$n" calls | grep -c "^$call(")
		rm -f "$TIX_DB" "$TIX_DB"-wal "$TIX_DB"-shm got
		cp first.db "$TIX_DB"
		strace -o /dev/null -e "inject=$call:signal=KILL:when=$when" \
			tix notify send >/dev/null 2>&1 || :
		sleep 0.1
		tix notify send -q --now 2026-11-23T14:01:00Z >/dev/null
		echo "killed at $call $when: $(pages | tr '\n' ' ')"
		[ "$(tix notify list --state sent --tsv=id)" = 1 ]
		times=$(pages | wc -l)
		[ "$times" = 1 ] || [ "$times" = 2 ]
		sound
	done
}

@test "one that is asked to stop ends its hook and leaves the rest for later" {
	hook 'cat >/dev/null; touch "$here/runs"; sleep 20; touch "$here/late"'
	put 2
	tix notify send 2>words &
	pid=$!
	until [ -e runs ]; do sleep 0.05; done
	kill -TERM "$pid"
	SECONDS=0
	wait "$pid" && status=0 || status=$?
	[ "$status" -ne 0 ]
	[ "$SECONDS" -lt 5 ]
	hook 'cat >>"$here/got"'
	run -0 tix notify send --now 2026-11-23T14:01:00Z
	[ "$(left)" = 0 ]
	[ ! -e late ]
	sound
}

@test "a desk that cannot be written tells nobody" {
	hook 'cat >>"$here/got"'
	put 1
	(
		exec 9<"$TIX_DB-gate"
		flock -n 9
		run -75 --separate-stderr tix notify send --wait 1s
		[ ! -e got ]
	)
	run -0 tix notify send
	[ "$(pages | wc -l)" = 1 ]
}
