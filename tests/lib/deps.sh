#!/bin/sh
# Install the Debian packages named, unless they are there.  As root, or by
# sudo where that asks for no password; else say what to do and end with 2.
set -u

missing=
for p in "$@"; do
	if ! dpkg-query -W -f='${Status}\n' "$p" 2>/dev/null |
	    grep -q '^install ok installed'; then
		missing="$missing $p"
	fi
done
[ -n "$missing" ] || exit 0

line="apt-get install -y --no-install-recommends$missing"
echo "deps: missing:$missing"
if ! command -v apt-get >/dev/null 2>&1; then
	echo "deps: no apt-get here; install the like of:$missing" >&2
	exit 2
fi
if [ "$(id -u)" = 0 ]; then
	as=
elif sudo -n true 2>/dev/null; then
	as='sudo -n'
else
	echo "deps: run as root: $line" >&2
	exit 2
fi

# A machine that is new has empty lists.
if ! ls /var/lib/apt/lists/*_Packages* >/dev/null 2>&1; then
	echo "deps: apt-get update"
	$as apt-get update -qq || exit 2
fi
echo "deps: $line"
# shellcheck disable=SC2086 # words are meant
if ! $as env DEBIAN_FRONTEND=noninteractive $line -qq >/dev/null; then
	$as apt-get update -qq || exit 2
	# shellcheck disable=SC2086
	$as env DEBIAN_FRONTEND=noninteractive $line -qq >/dev/null || exit 2
fi
