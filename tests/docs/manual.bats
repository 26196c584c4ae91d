# The manual is held against the programs: its options, its fields, its
# examples.

load ../lib/common
load ../lib/scene

setup_file() {
	bare
	cd "$BATS_FILE_TMPDIR" || return 1
	export TIX_DB=$PWD/scene/tix.db
	mkdir scene bare rendered
	scene_desk
	(cd scene && scene_files)
	for page in "$ROOT"/man/tix*; do
		mandoc -T ascii -O width=200 "$page" >"rendered/${page##*/}"
	done
}

setup() {
	bare
	mapfile -t programs < <(cd "$ROOT/cmd" && printf '%s\n' tix-*.c |
		sed 's/\.c$//')
	PAGES=$ROOT/man
}

# "-s, --sort fields" for each option of a page.
page_options() {
	sed -n '/^\.Sh EXAMPLES/q; s/^\.It \(Fl .*\)/\1/p' "$1" | sed '
		s/ Ns Op = Ns Ar \([^ ]*\)/[=\1]/
		s/Fl Fl /--/g
		s/Fl /-/g
		s/ , /, /g
		s/Ar //g
		s/\\&//g'
}

# The same of what --help prints in its paragraphs $2 to $3 (from 1).
help_options() {
	"$1" --help | awk -v from="$2" -v to="$3" '
		BEGIN { RS = ""; FS = "\n" }
		NR >= from && NR <= to {
			for (i = 1; i <= NF; i++)
				if (match($i, /^  (-.,|   ) --[a-z-]+(\[=[^ ]*|( [^ ]+))?/))
					print substr($i, 1, RLENGTH)
		}' | sed 's/^ *//'
}

# How many paragraphs --help has: five where the program has own options.
paragraphs() {
	"$1" --help | awk 'BEGIN { RS = "" } END { print NR }'
}

own_options() {
	[ "$(paragraphs "$1")" -lt 5 ] || help_options "$1" 3 3
}

@test "every program has a page with its options, examples and exit status" {
	for p in "${programs[@]}"; do
		echo "$p"
		for section in NAME SYNOPSIS DESCRIPTION 'EXIT STATUS' EXAMPLES \
		    'SEE ALSO'; do
			grep -q "^\.Sh $section" "$PAGES/$p.1"
		done
	done
	[ "${#programs[@]}" -gt 10 ]
}

@test "a page has every option of its program and none that is not there" {
	for p in "${programs[@]}"; do
		echo "$p"
		own_options "$p" | sort >own
		help_options "$p" 3 4 | sort >all
		page_options "$PAGES/$p.1" | sort >page
		run -0 comm -23 own page
		echo "not on the page: $output"
		[ -z "$output" ]
		run -0 comm -13 all page
		echo "not in the program: $output"
		[ -z "$output" ]
	done
}

@test "tix(1) has every common option, as the programs have it" {
	for p in "${programs[@]}"; do
		n=$(paragraphs "$p")
		help_options "$p" $((n - 1)) $((n - 1))
	done | cat - <(echo --exec-path) | sort -u >want
	page_options "$PAGES/tix.1" | sort -u >have
	diff want have
}

@test "a program's summary is the NAME line of its page" {
	tix --complete >summaries
	for p in "${programs[@]}"; do
		summary=$(sed -n 's/^\.Nd //p' "$PAGES/$p.1")
		grep -qxF "${p#tix-}	$summary" summaries
		"$p" --help | head -n 1 | grep -qxF "tix ${p#tix-} - $summary"
	done
}

@test "what help calls a topic is a page of section 7" {
	run -0 bash -c "tix help | sed -n '/^Topics:/,\$p' | tail -n +2"
	while read -r name summary; do
		echo "$name"
		[ -f "$PAGES/tix-$name.7" ]
		[ -n "$summary" ]
	done <<<"$output"
	[ "${#lines[@]}" -eq "$(find "$PAGES" -name '*.7' | wc -l)" ]
}

@test "the pages are clean in the eyes of mandoc" {
	run -0 mandoc -T lint -W warning "$PAGES"/*
	[ -z "$output" ]
}

@test "a page that is named is there" {
	for page in "$PAGES"/*; do
		sed -n 's/.*\.Xr \(tix[a-z-]*\) \([1-9]\).*/\1.\2/p' "$page"
	done | sort -u >named
	while read -r page; do
		echo "$page"
		[ -f "$PAGES/$page" ]
	done <named
	for page in "$PAGES"/*; do
		page=${page##*/}
		[ "$page" = tix.1 ] ||
			grep -q "^\.Xr ${page%.*} ${page##*.}" "$PAGES/tix.1"
	done
}

@test "tix-formats(7) has every field of a ticket, in their order" {
	tix init -q
	tix show --complete --json= | sed 's/--json=//; s/\t.*//' >want
	{
		sed -n '/^\.Ss Fields/,/^\.El/s/^\.It \([a-z_]*\) Ta .*/\1/p' \
		    "$PAGES/tix-formats.7"
		printf 'age\nidle\n'
	} >have
	diff want have
	[ "$(wc -l <want)" -eq 55 ]
}

@test "what a field means is said alike by the manual and the programs" {
	tix init -q
	tix list --complete '' | sed -n 's/^\([a-z_]*\):\t/\1\t/p' |
		grep -v '^\(state\|waiting_on\|priority_source\|age\|idle\|text\)	' >want
	sed -n '/^\.Ss Fields/,/^\.El/s/^\.It \([a-z_]*\) Ta [a-z]* Ta /\1\t/p' \
	    "$PAGES/tix-formats.7" |
		grep -v '^\(state\|waiting_on\|priority_source\)	' >have
	diff want have
}

@test "tix-environment(7) has every variable that the programs read" {
	grep -rhoE '(getenv|is_set)\("[A-Z_]+"\)' "$ROOT/lib" "$ROOT/cmd" |
		sed 's/.*"\(.*\)".*/\1/' | sort -u >want
	sed -n 's/^\.It Ev //p' "$PAGES/tix-environment.7" | tr -d , |
		tr ' ' '\n' | sort -u >have
	run -0 comm -23 want have
	echo "not in the manual: $output"
	[ -z "$output" ]
	[ -s want ]
}

@test "tix(1) and tix-exit-codes(7) have the same exit statuses" {
	for page in tix.1 tix-exit-codes.7; do
		sed -n '/^\.Sh EXAMPLES/q; s/^\.It \([0-9][0-9]*\)$/\1/p' \
		    "$PAGES/$page" | tr '\n' ' ' >"$page"
	done
	[ "$(cat tix.1)" = "0 1 2 3 4 5 70 74 75 130 " ]
	diff tix.1 tix-exit-codes.7
}

@test "every example of the manual does what it says" {
	for page in "$PAGES"/*; do
		page=${page##*/}
		case $page in
		tix-init.1 | tix-tutorial.7 | tix-environment.7) scene=bare ;;
		tix-import-map.5) continue ;; # its examples are maps
		tix-config.5) continue ;; # and these are settings
		desk.conf.5) continue ;; # and this is a desk
		*) scene=scene ;;
		esac
		cp -r "$BATS_FILE_TMPDIR/$scene" "./$page"
		pushd "$page" >/dev/null
		echo "$page:"
		export TIX_DB=$PWD/tix.db
		run_examples "$BATS_FILE_TMPDIR/rendered/$page"
		[ "$(find .examples -name '*.cmd' | wc -l)" -gt 0 ]
		popd >/dev/null
	done
}

# What stands in the first example of desk.conf(5).
example_desk() {
	sed -n '/^\.Sh EXAMPLES/,/^\.Ed/p' "$PAGES/desk.conf.5" |
		sed '1,/^\.Bd/d; /^\.Ed/d'
}

@test "the example of desk.conf(5) is a desk that places tickets so" {
	example_desk >desk.conf
	run -0 --separate-stderr tix desk check desk.conf
	echo "agent $(id -un) { }" >>desk.conf
	tix init -q --desk desk.conf --db ./tix.db
	export TIX_DB=$PWD/tix.db
	# A Monday in Warsaw, in hours and at night.
	id=$(TIX_NOW=2026-11-23T10:00:00Z tix open --requester bob \
		--set site=lublin 'No VPN')
	run -0 tix show --tsv=category,queue,level,urgency,tags "$id"
	[ "${lines[-1]}" = $'remote\tvpn\tL2\t1\tremote' ]
	id=$(TIX_NOW=2026-11-23T22:00:00Z tix open 'No VPN')
	run -0 tix show --tsv=queue,level "$id"
	[ "${lines[-1]}" = $'front\tL1' ]
}

# "rule continue" for each key that a section of that kind takes.
known_keys() {
	local kind name inner

	for kind in level calendar team agent queue category service \
	    organisation requester field sla ola uc checklist template priority \
	    default resolve return close waiting rule schedule escalation; do
		name=x
		case $kind in
		priority | default | resolve | return | close | waiting) name= ;;
		esac
		printf '%s %s { nothing = x }\n' "$kind" "$name" >wrong.conf
		tix desk check wrong.conf 2>&1 |
			sed -n 's/.*; there are: //p' | tr -d ' ' |
			tr ',' '\n' | sed "s/^/$kind /"
	done
	for inner in schedule/rotation sla/target escalation/step; do
		kind=${inner#*/}
		printf '%s x { %s own { nothing = x } }\n' "${inner%/*}" \
			"$kind" >wrong.conf
		tix desk check wrong.conf 2>&1 |
			sed -n 's/.*; there are: //p' | tr -d ' ' |
			tr ',' '\n' | grep -v '^P[1-5]$' |
			sed "s/^/$kind /"
	done
}

@test "desk.conf(5) has every key of every section, and no other" {
	known_keys | sort >want
	awk '/^\.Ss /{ kind = $2 } /^\.Ss [A-Z]|^\.Sh EX/{ kind = "" }
	    kind != "" && /^\.It / {
		sub(/^\.It /, ""); gsub(/ = .*/, "")
		n = split($0, word, /[ ,]+/)
		for (i = 1; i <= n; i++)
			if (word[i] ~ /^[a-z_]+[a-z]$/)
				print kind, word[i]
	    }' "$PAGES/desk.conf.5" | grep -v ' own$' | sort >have
	diff want have
	[ "$(wc -l <want)" -gt 120 ]
}
