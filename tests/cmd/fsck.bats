# tix fsck: is the desk what its events say?  Every harm is done to a copy.

load ../lib/common

setup() {
	desk
	tix open --key K 'VPN down'
	tix open 'Printer on fire'
	tix take 1
	tix escalate --reason hard 1
	tix note -m 'a note' 2
	tix resolve 2
}

# A copy changed by SQL while its guards were off.
tamper() {
	off "$1"
	on
}

off() {
	dump >/dev/null
	guards=$(sqlite3 copy/tix.db \
	    "SELECT sql || ';' FROM sqlite_schema WHERE type = 'trigger'")
	unguarded "$1"
}

# Where the change broke the structure they cannot be put on again.
on() {
	sqlite3 copy/tix.db "$guards" 2>/dev/null || :
}

unguarded() {
	sqlite3 copy/tix.db "DROP TRIGGER event_stays;
		DROP TRIGGER event_is_final; DROP TRIGGER ticket_stays;
		DROP TRIGGER desk_stays; DROP TRIGGER desk_is_final; $1"
}

found() {
	run -1 --separate-stderr tix fsck --db copy/tix.db
	[ "$output" = "" ]
}

@test "a whole desk is said to be sound, and -q says nothing" {
	run -0 --separate-stderr tix fsck
	[ "$output" = "" ]
	[ "$stderr" = "tix fsck: 7 events, 2 tickets: sound" ]
	run -0 --separate-stderr tix fsck -q
	[ "$output$stderr" = "" ]
}

@test "a desk without tickets is sound" {
	tix init -q --db new.db
	run -0 --separate-stderr tix fsck --db new.db
	[ "$stderr" = "tix fsck: 1 events, 0 tickets: sound" ]
}

@test "guards taken off and put on again leave no trace" {
	tamper ''
	tix fsck -q --db copy/tix.db
}

# The only finding is $1.
found_alone() {
	found
	[ "$stderr" = "tix fsck: $1"$'\n'"tix fsck: 1 finding" ]
}

@test "whatever does not belong to the structure, lacks or differs is named" {
	dump >/dev/null
	sqlite3 copy/tix.db "CREATE TRIGGER spy AFTER INSERT ON event
		BEGIN DELETE FROM meta; END"
	found_alone "structure: trigger 'spy' is foreign"
	dump >/dev/null
	sqlite3 copy/tix.db "CREATE VIEW spy AS SELECT * FROM ticket"
	found_alone "structure: view 'spy' is foreign"
	dump >/dev/null
	sqlite3 copy/tix.db "CREATE TABLE spy (x)"
	found_alone "structure: table 'spy' is foreign"
	dump >/dev/null
	sqlite3 copy/tix.db "CREATE INDEX spy ON ticket (body)"
	found_alone "structure: index 'spy' is foreign"
	dump >/dev/null
	sqlite3 copy/tix.db "DROP TRIGGER event_stays"
	found_alone "structure: trigger 'event_stays' is missing"
	dump >/dev/null
	sqlite3 copy/tix.db "DROP INDEX event_ticket"
	found_alone "structure: index 'event_ticket' is missing"
	dump >/dev/null
	sqlite3 copy/tix.db "DROP TRIGGER event_is_final; CREATE TRIGGER
		event_is_final BEFORE UPDATE ON event BEGIN SELECT 1; END"
	found_alone "structure: trigger 'event_is_final' is not as it was made"
	dump >/dev/null
	sqlite3 copy/tix.db "PRAGMA writable_schema = ON;
		UPDATE sqlite_schema SET sql = replace(sql, ' CHECK (count > 0)', '')
		 WHERE name = 'ticket'"
	found_alone "structure: table 'ticket' is not as it was made"
}

@test "statistics of the engine's own are no finding" {
	dump >/dev/null
	sqlite3 copy/tix.db ANALYZE
	tix fsck -q --db copy/tix.db
}

@test "a dropped table is named, and what needs it says so" {
	for table in ticket event meta rollup desk import_row text text_todo; do
		dump >/dev/null
		unguarded "DROP TABLE $table"
		echo "# $table"
		found
		[[ $stderr = *"structure: table '$table' is missing"* ]]
		[[ $stderr = *" findings" ]]
	done
	run -1 --separate-stderr tix fsck --db copy/tix.db --expect "$(tix fsck --head)"
}

@test "counters that are missing, foreign or out of range are named" {
	tamper "DELETE FROM meta WHERE name = 'next_ticket'"
	found_alone "meta: 'next_ticket' is missing"
	tamper "DELETE FROM meta WHERE name = 'turns'"
	found_alone "meta: 'turns' is missing"
	tamper "INSERT INTO meta VALUES ('other', 1)"
	found_alone "meta: 'other' is foreign"
	for value in 0 -1 9007199254740992 9223372036854775807; do
		tamper "UPDATE meta SET value = $value WHERE name = 'next_ticket'"
		found_alone "meta: 'next_ticket' is out of range"
	done
	tamper "UPDATE meta SET value = -1 WHERE name = 'turns'"
	found_alone "meta: 'turns' is out of range"
	tamper "UPDATE meta SET value = 9007199254740991 WHERE name = 'next_ticket'"
	tix fsck -q --db copy/tix.db
}

@test "a NUL in a ticket's words hides nothing behind it" {
	for field in subject level tags key source fields; do
		tamper "UPDATE ticket SET $field =
			ifnull($field, '') || char(0) || 'hidden' WHERE id = 2"
		echo "# $field"
		found
		[[ $stderr = *"ticket 2: its $field is not what its events say"* ]]
	done
}

@test "a policy that cannot be read is found, and other programs say damaged" {
	tamper "UPDATE desk SET compiled = 'no policy'"
	found
	[ "${stderr_lines[0]}" = "tix fsck: desk version 1: not the one that came into force" ]
	[[ ${stderr_lines[1]} = "tix fsck: desk version 1: cannot be read: json: "* ]]
	[ "${stderr_lines[2]}" = "tix fsck: 2 findings" ]
	for words in list 'open x' 'show 1'; do
		run -74 --separate-stderr tix $words --db copy/tix.db
		[ "$output" = "" ]
		[[ $stderr = "tix ${words%% *}: '"*"/copy/tix.db' is damaged: version 1 of its policy: json: "*"; see tix fsck" ]]
	done
}

@test "a text or a rule that was changed, and a text that was taken away, are found" {
	tamper "UPDATE desk SET source = source || '# more'"
	found_alone "desk version 1: not the text that came into force"
	tamper "UPDATE desk SET source = NULL"
	found_alone "desk version 1: not the text that came into force"
	tamper "UPDATE desk SET tail = replace(tail, 'network', 'nowhere')"
	found
	[ "${stderr_lines[0]}" = "tix fsck: desk version 1: not the one that came into force" ]
	[[ ${stderr_lines[1]} = "tix fsck: desk version 1: cannot be read: desk: rule '"*"no "*"'nowhere'"* ]]
	tamper "UPDATE desk SET tail = replace(tail, '\"if\":', '\"if\";')"
	found
	[[ ${stderr_lines[1]} = "tix fsck: desk version 1: cannot be read: json: "* ]]
}

@test "a policy that was deleted is named" {
	tamper "DELETE FROM desk"
	found_alone "desk version 1: missing, but has events"
}

@test "an event whose data are no JSON stops no part of the proof" {
	tamper "UPDATE event SET data = '{' WHERE seq IN (1, 6)"
	found
	[[ $stderr = *"event 1: its data are not those that were stored"* ]]
	[[ $stderr = *"event 6: its data are not those that were stored"* ]]
	[[ $stderr = *"ticket 2: "* ]]
	[[ $stderr = *"desk version 1: not the one that came into force"* ]]
}

@test "an event whose data were edited is named" {
	tamper "UPDATE event SET data = replace(data, 'hard', 'easy') WHERE seq = 5"
	found
	[[ $stderr = *"event 5: its data are not those that were stored"* ]]
	[[ $stderr = *$'\n'"tix fsck: 1 finding" ]]
}

@test "an edit of any column of an event is found" {
	for edit in "seq = 99" "ticket = 1" "at = at + 1" \
	    "recorded = recorded - 1" "actor = 'mallory'" \
	    "on_behalf = 'boss'" "via = 'other'" "kind = 'changed'" \
	    "desk = 2" "data = '{}'" "data = NULL" "salt = zeroblob(16)" \
	    "digest = zeroblob(32)" "hash = zeroblob(32)" \
	    "actor = actor || char(0) || 'x'" "via = via || char(0)" \
	    "kind = kind || char(0) || 'x'" "data = data || char(0) || 'x'" \
	    "on_behalf = char(0)"; do
		tamper "UPDATE event SET $edit WHERE seq = 6"
		echo "# $edit"
		found
		[[ $stderr = *"event 6:"* ]] || [[ $stderr = *"event 7:"* ]]
	done
}

@test "a deleted event is named, first, middle or several" {
	tamper "DELETE FROM event WHERE seq = 4"
	found
	[[ $stderr = *"event 4: missing"* ]]
	tamper "DELETE FROM event WHERE seq = 1"
	found
	[[ $stderr = *"event 1: missing"* ]]
	tamper "DELETE FROM event WHERE seq IN (3, 4)"
	found
	[[ $stderr = *"event 3: missing, and others after it"* ]]
}

@test "two events that changed places are found" {
	tamper "UPDATE event SET seq = -4 WHERE seq = 4;
		UPDATE event SET seq = 4 WHERE seq = 5;
		UPDATE event SET seq = 5 WHERE seq = -4"
	found
	[[ $stderr = *"event 4: the chain is broken"* ]]
}

@test "an event replaced by one with digests of its own is found" {
	off "UPDATE event SET data = replace(data, 'a note', 'no note') WHERE seq = 6"
	python3 - <<-'EOF'
	import hashlib, sqlite3
	db = sqlite3.connect("copy/tix.db")
	salt, data = db.execute("SELECT salt, data FROM event WHERE seq = 6").fetchone()
	db.execute("UPDATE event SET digest = ? WHERE seq = 6",
	    (hashlib.sha256(salt + data.encode()).digest(),))
	db.commit()
	EOF
	on
	found
	[[ $stderr = *"event 6: the chain is broken"* ]]
	[[ $stderr != *"its data are not"* ]]
}

@test "an event put in by hand is found" {
	tamper "INSERT INTO event SELECT 8, ticket, at, recorded, actor, on_behalf,
		via, kind, desk, data, salt, digest, hash FROM event WHERE seq = 7"
	found
	[[ $stderr = *"event 8: the chain is broken"* ]]
}

@test "a ticket unlike its events is named with the field" {
	for edit in "subject = 'other'" "body = 'x'" "kind = 'request'" \
	    "state = 'open'" "waiting_on = 'vendor'" "level = 'L4'" \
	    "queue = NULL" "team = 'x'" "owner = 'mallory'" "requester = 'x'" \
	    "organisation = 'x'" "category = 'mail'" "service = 'x'" \
	    "asset = 'x'" "source = 'x'" "impact = 1" "urgency = NULL" \
	    "priority = 1" "priority_source = 'manual'" "tags = 'x'" \
	    "key = 'x'" "count = 7" "opened = opened - 1" \
	    "updated = updated + 1" "taken = 1" "first_response = 1" \
	    "resolved = NULL" "closed = 1" "due = 1" "next_due = 1" \
	    "breached = 1" "effort = 1" "problem = 'x'" \
	    "vendor_case = 'x'" "fields = '{}'"; do
		tamper "UPDATE ticket SET $edit WHERE id = 2"
		echo "# $edit"
		found
		[[ $stderr = *"ticket 2: its ${edit%% *} is not what its events say"* ]]
		[[ $stderr != *"ticket 1:"* ]]
	done
}

@test "a missing ticket and one without events are named" {
	tamper "DELETE FROM ticket WHERE id = 2"
	found
	[[ $stderr = *"ticket 2: missing, but has events"* ]]
	tamper "INSERT INTO ticket (id, subject, kind, state, count, opened, updated)
		VALUES (77, 'ghost', 'incident', 'new', 1, 1, 1)"
	found
	[[ $stderr = *"ticket 77: "* ]]
}

@test "tallies that are not the sum of the tickets are named" {
	for sql in "UPDATE rollup SET n = n + 1 WHERE measure = 1" \
	    "DELETE FROM rollup WHERE measure = 2" \
	    "INSERT INTO rollup VALUES (1, 1, 'L1', 1, 1)" \
	    "UPDATE rollup SET slot = slot + 1 WHERE measure = 4" \
	    "UPDATE rollup SET level = 'L4' WHERE measure = 4"; do
		tamper "$sql"
		echo "# $sql"
		found
		[[ $stderr = *"tallies: slot "*": not the sum of the tickets"* ]]
	done
}

@test "a policy that was edited is named" {
	tamper "UPDATE desk SET compiled = replace(compiled, 'Experts', 'Experte')"
	found
	[ "${stderr_lines[0]}" = "tix fsck: desk version 1: not the one that came into force" ]
}

@test "a file whose very structure is broken is told from one that is no desk" {
	tamper "PRAGMA writable_schema = ON;
		UPDATE sqlite_schema SET rootpage = (SELECT rootpage
			FROM sqlite_schema WHERE name = 'ticket_key')
		 WHERE name = 'ticket_opened'"
	run -74 --separate-stderr tix fsck --db copy/tix.db
	[[ $stderr = "tix fsck: '"*"/copy/tix.db' is damaged: "* ]]
}

@test "the head is the newest event and its hash, as the file has them" {
	run -0 --separate-stderr tix fsck --head
	[ "$stderr" = "" ]
	dump >/dev/null
	[ "$output" = "$(sqlite3 copy/tix.db \
	    "SELECT seq || ':' || lower(hex(hash)) FROM event ORDER BY seq DESC LIMIT 1")" ]
}

@test "an anchor holds as the desk grows, and capitals are as good" {
	anchor=$(tix fsck --head)
	run -0 --separate-stderr tix fsck --expect "$anchor"
	[ "$stderr" = "tix fsck: 7 events, 2 tickets: sound" ]
	tix open more
	run -0 tix fsck -q --expect "$anchor" --expect "$(tix fsck --head)"
	run -0 tix fsck -q --expect "${anchor^^}"
}

@test "a cut tail is found with the anchor alone" {
	mkdir cut
	cp tix.db* cut
	tix note -m later 1
	anchor=$(tix fsck --head)
	tix fsck -q --db cut/tix.db
	run -1 --separate-stderr tix fsck --db cut/tix.db --expect "$anchor"
	[[ $stderr = *"event 8 is not the one that the anchor was made of: the history was cut or rewritten"* ]]
}

@test "a chain rewritten by a careful forger is found with the anchor alone" {
	anchor=$(tix fsck --head)
	off "UPDATE event SET data = replace(data, 'VPN down', 'VPN fine') WHERE seq = 2;
		UPDATE ticket SET subject = 'VPN fine' WHERE id = 1;
		DELETE FROM text WHERE rowid = 1;
		INSERT OR IGNORE INTO text_todo VALUES (1)"
	python3 "$ROOT/tests/store/chain.py" rewrite copy/tix.db
	on
	tix fsck -q --db copy/tix.db
	run -1 --separate-stderr tix fsck --db copy/tix.db --expect "$anchor"
	[[ $stderr = *"event 7 is not the one that the anchor was made of"* ]]
}

@test "what is no anchor is used wrongly" {
	hash=$(tix fsck --head)
	hash=${hash#*:}
	for anchor in '' 7 7: ":$hash" "0:$hash" "-1:$hash" "7:${hash}0" \
	    "7:${hash%?}" "7:${hash%?}g" "7 :$hash" "7:$hash " 7:0 7:00 \
	    " 7:$hash" $'\t'"7:$hash" $'\n'"7:$hash" "+7:$hash" "7: $hash" \
	    "99999999999999999999999:$hash" "9223372036854775808:$hash" \
	    "18446744073709551623:$hash"; do
		echo "# $anchor"
		run -2 --separate-stderr tix fsck --expect "$anchor"
		[ "$output" = "" ]
		[[ $anchor = *[[:cntrl:]]* ||
		    $stderr = *"'$anchor' is no anchor: SEQ:HASH, as --head prints" ]]
	done
}

@test "a desk in use is checked as it was at one moment" {
	run -0 --separate-stderr bash -c '
		for i in 1 2 3 4 5 6 7 8 9 10; do tix open x; done >/dev/null &
		for i in 1 2 3 4 5; do tix fsck -q || exit 1; done; wait'
	[ "$output$stderr" = "" ]
	sound
}

@test "a damaged file never brings the programs down" {
	for i in $(seq 60); do tix open --body "$i $i $i" "VPN $i"; done
	dump >/dev/null
	cp copy/tix.db whole.db
	python3 - <<-'EOF'
	import random, subprocess, sys
	whole = open("whole.db", "rb").read()
	random.seed(7)
	bad = 0
	for turn in range(30):
	    data = bytearray(whole)
	    for _ in range(random.choice((1, 20, 400))):
	        data[random.randrange(100, len(data))] = random.randrange(256)
	    if turn % 10 == 9:
	        del data[random.randrange(len(data)):]
	    open("hurt.db", "wb").write(data)
	    for words in (["fsck"], ["list"], ["show", "3"], ["log", "3"],
	        ["list", "vpn"]):
	        p = subprocess.run(["tix"] + words + ["--db", "hurt.db"],
	            capture_output=True, timeout=60)
	        if p.returncode not in (0, 1, 3, 4, 74, 70):
	            sys.exit("%s: %d: %s" % (words, p.returncode, p.stderr))
	        bad += words == ["fsck"] and p.returncode != 0
	assert bad >= 20, bad
	EOF
}

@test "unknown options and words are named" {
	run -2 --separate-stderr tix fsck --repair
	[[ $stderr = "tix fsck: unknown option '--repair'; there are: --head, --expect, "* ]]
	run -2 --separate-stderr tix fsck 1
	[ "$stderr" = "tix fsck: what is '1' to mean?" ]
}
