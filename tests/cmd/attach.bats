# Files that come with tickets.

load ../lib/common

setup() {
	desk
	printf 'hello\n' >a.txt
	printf 'one\0two\377' >b.bin
}

# The bytes of an attachment, as a digest by another program.
bytes() {
	tix show --attachment "$1" "$2" | sha256sum | cut -d' ' -f1
}

@test "a file comes out as it went in, whatever its bytes" {
	tix open printer --attach a.txt --attach b.bin
	[ "$(bytes a.txt 1)" = "$(sha256sum <a.txt | cut -d' ' -f1)" ]
	[ "$(bytes b.bin 1)" = "$(sha256sum <b.bin | cut -d' ' -f1)" ]
	[[ $(tix show 1) = *$'\n    attached: b.bin (8 bytes)'* ]]
	sound
}

@test "attachments are listed with their event, size and digest" {
	tix open printer
	tix note -m log --attach a.txt 1
	sum=$(sha256sum <a.txt | cut -d' ' -f1)
	run -0 --separate-stderr tix show --attachments 1
	[ "$output" = "1"$'\t'"3"$'\t'"a.txt"$'\t'"6"$'\t'"$sum" ]
	run -0 tix show --attachments --json 1
	[ "$output" = '[{"id":1,"event":3,"name":"a.txt","size":6,"sha256":"'"$sum"'"}]' ]
}

@test "the same bytes are kept once" {
	tix open one --attach a.txt
	tix open two --attach a.txt
	cp a.txt other.txt
	tix note -m x --attach other.txt 1
	[ "$(sqlite3 "$TIX_DB" 'SELECT count(*) FROM attachment')" = 1 ]
	sound
}

@test "one is meant by the start of its digest, too, and said if it is not there" {
	tix open printer --attach a.txt
	sum=$(sha256sum <a.txt | cut -c1-8)
	run -0 tix show --attachment "$sum" 1
	[ "$output" = hello ]
	run -3 --separate-stderr tix show --attachment c.txt 1
	[ "$stderr" = "tix show: ticket 1 has no attachment 'c.txt'; there are: a.txt" ]
	[ "$output" = "" ]
}

@test "two of one name want a digest" {
	tix open printer --attach a.txt
	echo other >a.txt
	tix note -m x --attach a.txt 1
	run -4 --separate-stderr tix show --attachment a.txt 1
	[ "$stderr" = "tix show: ticket 1 has more than one 'a.txt': give digits of its digest" ]
	run -0 tix show --attachment "$(sha256sum <a.txt | cut -c1-10)" 1
	[ "$output" = other ]
}

@test "what is no file, not there, too long a name or too big is refused" {
	run -2 --separate-stderr tix open x --attach .
	[ "$stderr" = "tix open: '.': not a regular file" ]
	run -3 --separate-stderr tix open x --attach none
	[ "$stderr" = "tix open: 'none': No such file or directory" ]
	run -2 tix open x --attach /dev/zero
	long=$(printf 'a%.0s' {1..201})
	cp a.txt "$long"
	run -2 --separate-stderr tix open x --attach "$long"
	[[ $stderr = *"a name of 201 bytes; at most 200 (name-max)" ]]
	truncate -s 16777217 big
	run -2 --separate-stderr tix open x --attach big
	[ "$stderr" = "tix open: 'big': more than 16777216 bytes (attachment-max)" ]
	[ "$(tix list id:1.. | wc -l)" = 0 ]
	truncate -s 16777216 big
	run -0 tix open x --attach big
	[ "$(bytes big 1)" = "$(sha256sum <big | cut -d' ' -f1)" ]
	sound
}

@test "an empty file is one, too; more than twenty are refused" {
	: >empty
	tix open x --attach empty
	[ "$(bytes empty 1)" = "$(sha256sum <empty | cut -d' ' -f1)" ]
	args=()
	for i in {1..21}; do args+=(--attach a.txt); done
	run -2 --separate-stderr tix open y "${args[@]}"
	[ "$stderr" = "tix open: 21 files; at most 20 (attachments-max)" ]
}

@test "a hostile name stays what it is, and is harmless on a terminal" {
	cp a.txt $'e\e[31m\nvil'
	tix open x --attach $'e\e[31m\nvil'
	run -0 tix show --attachments --tsv=name 1
	[[ $output != *$'\e'* ]]
	[[ $(tix show 1) = *'attached: e\x1b[31m\x0avil (6 bytes)'* ]]
	run -0 tix show --attachment $'e\e[31m\nvil' 1
	[ "$output" = hello ]
}

@test "a dry run keeps nothing, and a refused act neither" {
	before=$(dump)
	tix open -n x --attach a.txt 2>/dev/null
	run -3 tix note -m x --attach a.txt 9
	[ "$(dump)" = "$before" ]
}

@test "an attachment whose event is taken back is not shown any more" {
	tix open printer
	tix note -m log --attach a.txt 1
	tix undo 1
	run -0 tix show --attachments 1
	[ "$output" = "" ]
	run -3 tix show --attachment a.txt 1
	sound
}

@test "fsck finds changed bytes, lost ones and what no event has" {
	tix open printer --attach a.txt
	sqlite3 "$TIX_DB" "UPDATE attachment SET data = x'00'"
	run -1 --separate-stderr tix fsck
	[[ $output$stderr = *"its bytes are not those that were stored"* ]]
	sum=$(printf x | sha256sum | cut -d' ' -f1)
	sqlite3 "$TIX_DB" "UPDATE attachment SET sha256 = '$sum', data = x'78'"
	run -1 --separate-stderr tix fsck
	[[ $output$stderr = *"event 2: its attachment"*"is gone"* ]]
	[[ $output$stderr = *"no event has it"* ]]
}

@test "attachments are never deleted by a statement" {
	tix open printer --attach a.txt
	run -19 sqlite3 "$TIX_DB" 'DELETE FROM attachment'
	[[ $output = *"attachments are never deleted"* ]]
}
