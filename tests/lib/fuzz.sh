#!/bin/sh
# Run each fuzz target for a while (SECONDS_EACH, 60) on what is in its corpus,
# tests/fuzz/corpus/NAME, where there is one.  Findings stay in build/fuzz.
set -u
seconds=${SECONDS_EACH:-60}
passed=0
failed=0

for target in "$@"; do
	name=${target##*/}
	work=build/fuzz/$name.corpus
	mkdir -p "$work"
	[ ! -d "tests/fuzz/corpus/$name" ] ||
		cp -n "tests/fuzz/corpus/$name"/* "$work"/
	echo "fuzz: $name, $seconds seconds"
	if "$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=1024 \
	    -artifact_prefix="build/fuzz/$name-" "$work" \
	    >"build/fuzz/$name.log" 2>&1; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		tail -n 40 "build/fuzz/$name.log"
	fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
