#!/bin/sh
# Everything that can be found without running: what compilers warn of, what
# cppcheck and shellcheck find, the form of the manual.  Closes with "lint: ok",
# or ends with 1.
#
#   B        build folder (build)
#   CC       the compiler beside clang (gcc)
set -u
B=${B:-build}
CC=${CC:-gcc}
top=$(cd "$(dirname "$0")/../.." && pwd)
cd "$top" || exit 2
jobs=$(nproc)
bad=0

say() {
	printf 'lint: %s\n' "$*"
}

fail() {
	printf 'lint: FAILED: %s\n' "$*"
	bad=1
}

# Each file of the list $1 to the command behind it.
each() {
	list=$1
	shift
	tr '\n' '\0' <"$list" | xargs -0 -r -n 1 -P "$jobs" "$@"
}

make -s --no-print-directory B="$B" \
	--eval="lint-made: \$(EMBEDDED) ; @:" lint-made || exit 2
flags=$(make -s --no-print-directory B="$B" WERROR=1 \
	--eval="lint-flags: ; @echo \$(ALL_CFLAGS)" lint-flags) || exit 2
flags="$flags -I$B/gen -Itests/lib -DTIX_SUMMARY=__FILE__"
lists=$(mktemp -d) || exit 2
trap 'rm -rf "$lists"' EXIT
find cmd lib tests -name '*.c' | sort >"$lists/c"
find tests .ci -name '*.sh' -o -path .ci/run | sort >"$lists/sh"
find tests completions -name '*.bash' | sort >"$lists/bash"
find tests -name '*.bats' | sort >"$lists/bats"
find tests -name '*.py' | sort >"$lists/py"

say "$CC -Werror, $(wc -l <"$lists/c") files"
# shellcheck disable=SC2086 # flags are words
each "$lists/c" "$CC" $flags -c -o /dev/null || fail "$CC"

if command -v clang >/dev/null; then
	say "clang -Werror -fsyntax-only"
	# shellcheck disable=SC2086
	each "$lists/c" clang $flags -fsyntax-only || fail clang
else
	fail "clang is not there"
fi

# There are no threads, so that what is not reentrant is fine.
say "cppcheck"
cppcheck --quiet --std=c11 --library=posix --enable=warning,performance,portability \
	--error-exitcode=1 --inline-suppr -j "$jobs" -D_GNU_SOURCE \
	-DTIX_SUMMARY='""' -Iinclude -Itests/lib -I"$B/gen" \
	--suppress=missingIncludeSystem --suppress=readdirCalled \
	--suppress=getpwuidCalled --suppress=getgrnamCalled \
	--suppress=getgrgidCalled cmd lib || fail cppcheck

say "shellcheck"
each "$lists/sh" shellcheck -x -P SCRIPTDIR || fail "shellcheck of scripts"
each "$lists/bash" shellcheck -s bash || fail "shellcheck of helpers"
# Each test is a shell of its own: what one sets is not another's (SC2030,
# SC2031), and a name may be a list here and a word there (SC2128, SC2178).
# bats sets stderr and lines (SC2154).  "X= cmd" and counters that only count
# are meant (SC1007, SC2034).
each "$lists/bats" shellcheck -s bats -S warning \
	-e SC2030,SC2031,SC2128,SC2178,SC2154,SC1007,SC2034 ||
	fail "shellcheck of tests"

say "python3"
each "$lists/py" python3 -c \
	'import sys; compile(open(sys.argv[1]).read(), sys.argv[1], "exec")' ||
	fail python3

say "mandoc"
mandoc -T lint -W warning man/* || fail mandoc
if command -v man >/dev/null && command -v groff >/dev/null; then
	say "man --warnings"
	for page in man/*; do
		words=$(man --warnings -E UTF-8 -l "$page" 2>&1 >/dev/null)
		[ -z "$words" ] || fail "$page: $words"
	done
fi

[ "$bad" -eq 0 ] || exit 1
say ok
