# What the README says is held against reality.

load ../lib/common

setup() {
	bare
	README=$ROOT/README.md
}

# The first fenced block behind the line that begins with $1.
block() {
	awk -v after="$1" '
		index($0, after) == 1 { seen = 1; next }
		seen && /^```/ { if (on) exit; on = 1; next }
		on
	' "$README"
}

@test "the tour runs as it stands" {
	unset TIX_DB TIX_NOW
	mkdir build
	ln -s "$BIN" build/bin
	block '## A tour' >tour
	[ "$(grep -c '^tix\|^id=' tour)" -gt 10 ]
	TMPDIR=$PWD run -0 --separate-stderr bash -euo pipefail tour </dev/null
	[[ $output == *"Switch reboots"* ]]
	[[ $output == *"escalated by"* ]]
	[[ $output == *"Summary from"* ]]
	[[ $stderr == *"would change ticket"* ]]
	[[ $stderr == *"sound"* ]]
}

@test "the change of a policy runs as it stands, and places by it" {
	desk
	tix open -q 'The door to the roof jams'
	block '## The desk is text' >policy
	run -0 --separate-stderr bash -euo pipefail policy </dev/null
	[[ $output == *"rule 'doors/vip' set urgency to "* ]]
	[[ $stderr == *"1 of 1 ticket"* ]]
	[ "$(of 2 queue,requester)" = $'access\tanna' ]
	[ "$(tix desk log --tsv=version | head -n 1)" = 2 ]
}

@test "what the README calls a make target is one" {
	grep -ohE '\bmake [a-z]+' "$README" | sort -u | grep -v 'make bench' |
		while read -r _ target; do
			echo "$target"
			make -C "$ROOT" -n "B=$PWD/none" "$target" >/dev/null
		done
	grep -q '^bench:' "$ROOT/Makefile"
}

@test "the tree is as the README describes it" {
	sed -n '/^## Where/,/^`make lint/p' "$README" |
		sed -n 's/^    \([a-z/.]*\)\/ .*/\1/p' >named
	grep -qx lib/base named
	while read -r d; do
		echo "$d"
		[ -d "$ROOT/$d" ]
	done <named
	(cd "$ROOT" && find lib -mindepth 2 -maxdepth 2 -type f) |
		sed 's/\/[^/]*$//' | sort -u >there
	grep ^lib/ named | sort >said
	diff there said
}

@test "programs and options that the README names are there" {
	grep -ohE '`tix [a-z]+' "$README" | sed 's/.*tix //' | sort -u |
		while read -r name; do
			echo "$name"
			[ "$name" = help ] || [ -x "$BIN/tix-$name" ]
		done
	for page in $(grep -ohE 'man tix-[a-z]+' "$README" | sed 's/man //'); do
		ls "$ROOT/man/$page".*
	done
}

# A tree with the three files more, and what was built of the others.
extended_tree() {
	local b=${BIN%/bin}

	ln -s "$ROOT/Makefile" "$ROOT/include" "$ROOT/lib" .
	cp -r "$ROOT/cmd" "$ROOT/man" "$ROOT/completions" .
	mkdir -p "$1" tests/cmd tests/docs
	ln -s "$ROOT/tests/lib" tests/lib
	ln -s "$ROOT/tests/docs/manual.bats" tests/docs
	cp -a "$b/obj" "$b/gen" "$b/bin" "$b/libtix.a" "$b/share" "$1"
	block '`cmd/tix-promise.c`' >cmd/tix-promise.c
	block '`man/tix-promise.1`' >man/tix-promise.1
	block '`tests/cmd/promise.bats`' >tests/cmd/promise.bats
}

@test "the command that the README adds needs its three files and no more" {
	case $BIN in
	*/san/bin) mode=SAN=1 b=build/san ;;
	*/cover/bin) mode=COVER=1 b=build/cover ;;
	*) mode=V=1 b=build ;;
	esac
	mkdir tree
	cd tree
	extended_tree "$b"
	make -j2 WERROR=1 "$mode" all
	[ -x "$b/bin/tix-promise" ]
	"$b/bin/tix" help | grep -q 'promise  *promise when tickets'
	B=$b ROOT=$PWD bats tests/cmd/promise.bats
	B=$b ROOT=$PWD bats -f 'options|summary|common|clean|examples and' \
		tests/docs/manual.bats
}
