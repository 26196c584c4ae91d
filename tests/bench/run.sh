#!/bin/sh
# Measure what the README claims.  Times are ratios of medians from one run in
# which the programs take turns, for times by themselves drift with the machine.
#
#   B        build folder (build)
#   SMOKE    small sizes: does the bench itself work?  The figures mean nothing
#   PARTS    run only these of: open growth search hindsight rules backtest
#            worktime peers import export storm
#
# A bound that is missed is marked, and is no failure: machines differ.
set -u
B=${B:-build}
top=$(cd "$(dirname "$0")/../.." && pwd)
cd "$top" || exit 2
case $B in /*) ;; *) B=$top/$B ;; esac
here=$top/tests/bench
work=$B/bench/work
table=$B/bench/table.md
unset TIX_DB TIX_NOW TIX_TRACE TZ
export LC_ALL=C.UTF-8

# shellcheck source=tests/bench/lib.sh
. "$here/lib.sh"

# shellcheck disable=SC2034 # the parts read these
if [ -n "${SMOKE:-}" ]; then
	ROUNDS=10 MANY=1000 SOME=500 ROWS=2000 WORKERS=8 EACH=5
	REPLAYED=2000
else
	ROUNDS=200 MANY=1000000 SOME=10000 ROWS=1000000 WORKERS=64 EACH=100
	REPLAYED=200000
fi

rm -rf "$work"
mkdir -p "$work" || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
printf '| what | measured | bound | command |\n| --- | --- | --- | --- |\n' \
	>"$table"
for part in ${PARTS:-open growth search hindsight rules backtest worktime \
    peers import export storm}; do
	# shellcheck source=/dev/null
	. "$here/$part.sh"
	rm -rf "${work:?}"/*
done

echo
cat "$table"
echo
echo "$(nproc) cores of $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo |
	head -n 1), Linux $(uname -r), $(date -u +%Y-%m-%d)"
[ -z "${SMOKE:-}" ] ||
	echo "The bench works.  Its figures are of small sizes and mean nothing."
