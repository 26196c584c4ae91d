#!/bin/sh
# Run every test and close with the line "N passed, N failed".  Unit tests and
# bats both speak TAP; their lines are counted together.
#
#   B        build folder (build)
#   DATA     folder of real samples; tests that want them run only with it
#   TESTS    run only these (unit programs' names, or .bats files)
set -u
B=${B:-build}
export B
top=$(cd "$(dirname "$0")/../.." && pwd)
cd "$top" || exit 2
out=$B/check.tap
: >"$out"

run_unit() {
	name=${1##*/}
	timeout 300 "$1" >"$B/unit.tap" 2>"$B/unit.err" </dev/null
	status=$?
	sed "s/^\(not \)*ok [0-9]*/& $name:/" "$B/unit.tap" >>"$out"
	if [ "$status" -ne 0 ] && ! grep -q '^not ok' "$B/unit.tap"; then
		echo "not ok 0 $name: ended with status $status" >>"$out"
	fi
	grep -h '^not ok\|^#' "$B/unit.tap" | sed "s/^/$name: /"
	[ ! -s "$B/unit.err" ] || sed "s/^/$name: /" "$B/unit.err"
}

run_bats() {
	mark=$(wc -l <"$out")
	timeout 3000 bats --tap "$@" >>"$out" 2>"$B/bats.err" </dev/null
	status=$?
	[ ! -s "$B/bats.err" ] || cat "$B/bats.err"
	tail -n "+$((mark + 1))" "$out" | sed -n '/^not ok/,/^ok/p' |
		grep -v '^ok'
	# A run that was cut short must not pass for one that was small.
	plan=$(tail -n "+$((mark + 1))" "$out" | sed -n 's/^1\.\.//p' | head -n 1)
	got=$(tail -n "+$((mark + 1))" "$out" | grep -c '^\(not \)*ok ')
	if [ "${plan:-0}" -ne "$got" ]; then
		echo "not ok 0 bats: $got of ${plan:-no} tests ran (status $status)" |
			tee -a "$out"
	fi
}

files=
for f in tests/unit/*.bats tests/cmd/*.bats tests/pipe/*.bats \
    tests/store/*.bats tests/docs/*.bats tests/fault/*.bats; do
	[ -f "$f" ] || continue
	# What is about the real samples runs only where they are.
	case $f in
	*samples*.bats) [ -n "${DATA:-}" ] || continue ;;
	esac
	files="$files $f"
done
units=
for u in "$B"/unit/*; do
	case $u in *.d | *.dSYM) continue ;; esac
	if [ -f "$u" ] && [ -x "$u" ]; then units="$units $u"; fi
done
if [ -n "${TESTS:-}" ]; then
	files=
	units=
	for t in $TESTS; do
		case $t in
		*.bats) files="$files $t" ;;
		*) units="$units $B/unit/$t" ;;
		esac
	done
fi

for u in $units; do run_unit "$u"; done
# shellcheck disable=SC2086 # words are meant
[ -z "$files" ] || run_bats $files

passed=$(grep -c '^ok ' "$out")
failed=$(grep -c '^not ok ' "$out")
skipped=$(grep -c '^ok .*# skip' "$out")
passed=$((passed - skipped))
if [ "$skipped" -gt 0 ]; then
	grep '^ok .*# skip' "$out" | sed 's/^ok [0-9]* /skipped: /'
	echo "$passed passed, $failed failed, $skipped skipped"
else
	echo "$passed passed, $failed failed"
fi
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ] || exit 1
# Where nobody looks, a test that did not run is one that failed.
[ "${CI:-}" != true ] || [ "$skipped" -eq 0 ]
