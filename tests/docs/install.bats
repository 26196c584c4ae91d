# make install and make uninstall, into a folder of its own.

load ../lib/common

setup() {
	bare
	stage=$BATS_TEST_TMPDIR/stage
}

put() {
	make -s -C "$ROOT" "$1" DESTDIR="$stage" PREFIX=/usr ${SAN:+SAN=1}
}

@test "what is installed works from where it is put, with its maps and pages" {
	put install
	[ -x "$stage/usr/bin/tix-open" ]
	[ -f "$stage/usr/share/tix/maps/servicenow.map" ]
	[ -f "$stage/usr/share/tix/desks/standard.conf" ]
	[ -f "$stage/usr/share/man/man1/tix-open.1" ]
	[ -f "$stage/usr/share/man/man5/desk.conf.5" ]
	[ -f "$stage/usr/share/man/man7/tix-query.7" ]
	[ -f "$stage/usr/share/bash-completion/completions/tix" ]
	[ -f "$stage/usr/share/zsh/site-functions/_tix" ]
	[ -f "$stage/usr/share/fish/vendor_completions.d/tix.fish" ]
	PATH=$stage/usr/bin:/usr/bin:/bin run -0 tix init -q
	PATH=$stage/usr/bin:/usr/bin:/bin run -0 tix open hello
	[ "$output" = 1 ]
	printf 'source = x\nkey = {n}\nat = {t}\nsubject = {s}\ntime = %%+\n' \
		>"$stage/usr/share/tix/maps/mine.map"
	printf 'n,t,s\n1,2026-11-23T10:00:00Z,hello\n' >x.csv
	PATH=$stage/usr/bin:/usr/bin:/bin run -0 tix import -q --map mine x.csv
	[ "$output" = 2 ]
	[ "$(PATH=$stage/usr/bin:/usr/bin:/bin tix --exec-path)" = "$stage/usr/bin" ]
}

@test "units and a sample for cron run the program where it is put" {
	put install
	units=$stage/usr/lib/systemd/system
	grep -qx 'ExecStart=/usr/bin/tix escalate --due --quiet' \
		"$units/tix-escalate.service"
	grep -qx 'Persistent=yes' "$units/tix-escalate.timer"
	grep -q '^\* \* \* \* \*  tix  /usr/bin/tix escalate --due --quiet >' \
		"$stage/usr/share/tix/cron.d/tix"
	[ "$(stat -c %a "$units/tix-escalate.timer")" = 644 ]
	if command -v systemd-analyze >/dev/null; then
		systemd-analyze calendar minutely >/dev/null
	fi
}

@test "what was installed can be taken away whole" {
	put install
	put uninstall
	run -0 find "$stage" -type f
	[ -z "$output" ]
}
