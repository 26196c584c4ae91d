#!/bin/sh
# Line and branch coverage of lib/ by the tests that ran last in build/cover.
set -eu
sh tests/lib/deps.sh gcovr
gcovr --root . --filter 'lib/' --object-directory build/cover \
    --exclude-unreachable-branches --print-summary --branches
