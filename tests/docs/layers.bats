# The rules of the house that a grep can hold: layers, libraries, sizes.

bats_require_minimum_version 1.5.0

setup() {
	cd "$BATS_TEST_DIRNAME/../.." || return 1
}

sources() {
	find "$@" -type f -name '*.c' | sort
}

# Text without comments and string literals.
code() {
	sed -e 's/"\([^"\\]\|\\.\)*"/""/g' "$1" |
		awk '{
			while (1) {
				if (inside) {
					i = index($0, "*/")
					if (i == 0) { print ""; next }
					$0 = substr($0, i + 2)
					inside = 0
				}
				i = index($0, "/*")
				if (i == 0) { print; next }
				j = index(substr($0, i + 2), "*/")
				if (j == 0) {
					print substr($0, 1, i - 1)
					inside = 1
					next
				}
				$0 = substr($0, 1, i - 1) " " \
				    substr($0, i + j + 3)
			}
		}'
}

# The layer of a file, or of the header <tix/X.h>: that of lib/*/X.c.
layer_of() {
	local found

	case $1 in
	lib/*/*) found=${1#lib/} ;;
	cmd/*) found=cmd/ ;;
	include/tix/cli.h) found=cli/ ;;
	*)
		found=$(echo lib/*/"$(basename "$1" .h).c")
		found=${found#lib/}
		[[ $found != *' '* && $found != '*'* ]] || found="none ($1)/"
		;;
	esac
	echo "${found%%/*}"
}

@test "a header is the contract of one module" {
	for h in include/tix/*.h; do
		layer=$(layer_of "$h")
		echo "$h: $layer"
		[[ $layer != none* ]]
	done
}

@test "each layer knows only those that it may" {
	declare -A may=(
		[base]=' base ' [model]=' base model '
		[intake]=' base model intake ' [desk]=' base model desk '
		[decide]=' base model decide ' [store]=' base model store '
		[view]=' base model view '
		[cli]=' base model intake desk decide store view cli '
		[cmd]=' base model intake desk decide store view cli '
	)
	declare -A layer
	for h in include/tix/*.h; do
		layer[$h]=$(layer_of "$h")
	done
	bad=0
	while IFS=: read -r file header; do
		case $file in
		include/*) from=${layer[$file]} ;;
		*) from=$(layer_of "$file") ;;
		esac
		to=${layer[include/$header]}
		if [[ ${may[$from]} != *" $to "* ]]; then
			echo "$file ($from) includes <$header> ($to)"
			bad=1
		fi
	done < <(grep -rHo '#include <tix/[a-z_]*\.h>' lib include cmd |
		sed 's/#include <//; s/>//')
	[ "$bad" -eq 0 ]
}

@test "a private header stays in its folder" {
	bad=0
	while IFS=: read -r file header; do
		case $header in
		# The build makes these.
		schema.h | builtin.h | policy.h | commands.h) continue ;;
		esac
		if [ ! -f "${file%/*}/$header" ]; then
			echo "$file includes \"$header\""
			bad=1
		fi
	done < <(grep -rHo '#include "[^"]*"' lib include cmd |
		sed 's/#include "//; s/"$//')
	[ "$bad" -eq 0 ]
	run -1 grep -l '#include "' include/tix/*.h
}

@test "commands include the library's headers and the system's alone" {
	libc='ctype errno inttypes limits poll stdbool stddef stdint stdio
	    stdlib string time unistd'
	for h in $(grep -rho '#include <[^>]*>' cmd | sed 's/.*<//; s/\.h>//' |
	    sort -u); do
		echo "$h"
		[[ $h == tix/* || " $(echo $libc) " == *" $h "* ]]
	done
	[ "$(grep -rl '#include "' cmd)" = cmd/tix.c ] # the table of programs
}

@test "each foreign library is known to the file that wraps it alone" {
	[ "$(grep -rl '[<"]sqlite3\.h' cmd include lib | LC_ALL=C sort |
		xargs)" = 'lib/store/db.c lib/store/logfile.c' ]
	[ "$(grep -rl '[<"]pcre2\.h' cmd include lib)" = lib/base/regex.c ]
	[ "$(grep -rl '[<"]nettle/' cmd include lib)" = lib/base/hash.c ]
	for f in $(grep -rl '[<"]yajl/' cmd include lib); do
		[[ $f == lib/base/json*.c ]]
	done
	for f in $(grep -rl '[<"]csv\.h' cmd include lib); do
		[[ $f == lib/intake/csv.c || $f == lib/view/csv.c ]]
	done
	for f in $(grep -rl '[<"]libical/' cmd include lib); do
		[[ $f == lib/desk/ics*.[ch] ]]
	done
	run -1 grep -rnE 'sqlite3_|pcre2_|yajl_|scols_' include cmd
}

@test "no SQL is written outside the store" {
	verbs='SELECT|INSERT|UPDATE|DELETE|REPLACE|CREATE|DROP|ALTER|PRAGMA|BEGIN|COMMIT|ROLLBACK|SAVEPOINT|ATTACH|VACUUM'
	run -1 grep -rnE "\"[^\"]*\\b($verbs)\\b" cmd include lib/base lib/model \
		lib/intake lib/decide lib/view lib/cli
	[ -z "$output" ]
}

@test "the library neither prints nor ends the program" {
	bad=0
	for f in $(sources lib); do
		case $f in
		lib/cli/* | lib/view/*) continue ;;
		# Out of memory there is no other way; a trace is for reading.
		lib/base/arena.c | lib/base/trace.c) continue ;;
		esac
		if code "$f" | grep -nE \
		    '\b(v?f?printf|f?puts|f?putc|putchar|perror|_?exit|abort|err|errx|warn|warnx|stdout|stderr)\b *[(;,)]'; then
			echo "in $f"
			bad=1
		fi
	done
	for f in $(sources lib/view -name '*.c'); do
		if code "$f" | grep -nE '\b(stdout|stderr|_?exit|abort)\b'; then
			echo "in $f"
			bad=1
		fi
	done
	[ "$bad" -eq 0 ]
}

@test "what has no bounds or goes through a shell is not called" {
	bad=0
	for f in $(sources cmd lib -name '*.c'); do
		if code "$f" | grep -nE \
		    '\b(system|popen|strcpy|strcat|v?sprintf|gets|atoi|atol|strtok|alloca|setenv|putenv|tmpnam|mktemp) *\('; then
			case $f in
			lib/cli/output.c) continue ;; # the pager's environment
			esac
			echo "in $f"
			bad=1
		fi
	done
	[ "$bad" -eq 0 ]
}

@test "a pure layer asks neither the clock nor the environment" {
	bad=0
	for f in $(sources lib/model lib/decide lib/view -name '*.c'); do
		if code "$f" | grep -nE '\b(getenv|time|clock_gettime|gettimeofday|open|fopen|tix_time_clock) *\('; then
			echo "in $f"
			bad=1
		fi
	done
	[ "$bad" -eq 0 ]
}

@test "nothing is left to do in the text" {
	mark='TO''DO|FIX''ME|HA''CK'
	run -1 grep -rnE "\\b($mark)\\b" cmd include lib man completions tests \
		Makefile README.md
	[ -z "$output" ]
}

@test "a program has at most 150 lines, a file of the library 400" {
	bad=0
	while read -r n f; do
		if [ "$f" != total ] && [ "$n" -gt 150 ]; then
			echo "$f has $n lines"
			bad=1
		fi
	done < <(wc -l cmd/*.c)
	while read -r n f; do
		if [ "$f" != total ] && [ "$n" -gt 400 ]; then
			echo "$f has $n lines"
			bad=1
		fi
	done < <(wc -l lib/*/*.[ch] include/tix/*.h)
	[ "$bad" -eq 0 ]
}

@test "a line has at most 80 columns, and no blank at its end" {
	run -1 bash -c '
		find cmd include lib completions tests -type f \
		    \( -name "*.[ch]" -o -name "*.sh" -o -name "*.bats" \
		    -o -name "*.bash" -o -name "*.sql" \) -exec \
		    grep -nE "[[:blank:]]+$" {} +'
	[ -z "$output" ]
	long=$(find cmd include lib -name '*.[ch]' -exec sh -c '
		for f; do
			expand "$f" | awk -v f="$f" \
			    "length > 80 { print f \":\" FNR }"
		done' sh {} +)
	echo "$long"
	[ -z "$long" ]
}

@test "every program has its page and its tests" {
	for f in cmd/*.c; do
		name=$(basename "$f" .c)
		echo "$name"
		[ -f "man/$name.1" ]
		[ -f "tests/cmd/${name#tix-}.bats" ]
	done
}

@test "a program begins with its name and what it is for" {
	for f in cmd/*.c; do
		name=$(basename "$f" .c)
		echo "$name"
		[[ $(head -n 1 "$f") == "/* $name - "* ]]
		[ "$(head -n 1 "$f")" = "/* $name - $(sed -n 's/^\.Nd //p' \
			"man/$name.1") */" ]
	done
}

@test "the top level is as it was agreed" {
	for f in *; do
		case $f in
		Makefile | README.md | cmd | include | lib | man | completions | \
			tests | build) ;;
		*)
			echo "$f"
			return 1
			;;
		esac
	done
	for d in tests/*; do
		case ${d#tests/} in
		lib | unit | cmd | pipe | store | docs | fuzz | fault | bench | \
			data) ;;
		*)
			echo "$d"
			return 1
			;;
		esac
	done
	grep -qx /build/ .gitignore
}
