# A disk that is full: exit 74, the desk whole, and reading works.

load ../lib/common

setup() {
	desk
}

# Open until it fails; what was printed must be there.
fill_up() {
	: >printed
	for i in $(seq 4000); do
		tix open -F big "number $i" >>printed 2>err || return $?
	done
	return 0
}

@test "a full disk refuses with 74, and all that was printed is there" {
	[ "$(id -u)" = 0 ] || skip "needs root"
	mkdir small
	unshare -m true 2>/dev/null || skip "no mount namespaces here"
	head -c 200000 /dev/zero | tr '\0' x >big
	export -f fill_up
	run -0 --separate-stderr timeout 100 unshare -m bash -c '
		mount -t tmpfs -o size=4m none small || exit 9
		export TIX_DB=$PWD/small/tix.db
		tix init -q || exit 8
		fill_up; status=$?
		echo "status $status"
		tix fsck -q || exit 7
		tix list --tsv=id >listed || exit 6
		sort -n listed | comm -23 <(sort printed) <(sort listed) | wc -l
		wc -l <printed
		tix show -b 1 | head -n 1'
	[ "${lines[0]}" = "status 74" ]
	[ "${lines[1]}" = 0 ]
	[ "${lines[2]}" -ge 3 ]
	[ "${lines[3]}" = "#1  number 1" ]
	[[ $(<err) = "tix open: "* ]]
	[ "$(wc -l <err)" = 1 ]
}

@test "a bound on the size of files refuses with 74, not by a signal" {
	head -c 200000 /dev/zero | tr '\0' x >big
	run -0 --separate-stderr timeout 100 bash -c "$(declare -f fill_up)"'
		fill=$(ulimit -f 2000; fill_up; echo $?)
		echo "status $fill"'
	[ "$output" = "status 74" ]
	[[ $(<err) = "tix open: "* ]]
	sound
	[ "$(comm -23 <(sort printed) <(tix list --tsv=id | sort) | wc -l)" = 0 ]
	run -0 tix open 'and on it goes'
	sound
}

@test "no desk is half made on a full disk" {
	[ "$(id -u)" = 0 ] || skip "needs root"
	unshare -m true 2>/dev/null || skip "no mount namespaces here"
	mkdir small
	run -74 --separate-stderr unshare -m bash -c '
		mount -t tmpfs -o size=64k none small || exit 9
		tix init -q --db small/tix.db; status=$?
		ls small
		exit $status'
	[ "$output" = "" ]
	[[ $stderr = "tix init: "* ]]
}

@test "a file system that is read-only still shows" {
	[ "$(id -u)" = 0 ] || skip "needs root"
	unshare -m true 2>/dev/null || skip "no mount namespaces here"
	tix open x
	run --separate-stderr unshare -m bash -c '
		mount --bind . . && cd "$PWD" && mount -o remount,ro,bind . || exit 9
		tix open y; echo "status $?"'
	[ "$output" = "status 74" ]
	[[ $stderr = "tix open: "* ]]
}
