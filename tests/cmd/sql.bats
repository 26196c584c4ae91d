# SQL over documented views: what it answers, and what nobody gets out of it.
# shellcheck disable=SC2016 # $name is the statement's, not the shell's

setup() {
	load ../lib/common
	desk
}

# A live, an owned and a reopened ticket, with words that are hard on formats.
some() {
	tix open -q --at 2026-11-16T08:00:00Z 'VPN down' --tag 'a"b' --tag c \
		--impact high --queue network --key v --no-route
	tix open -q --at 2026-11-20T09:30:00.250000Z --requester "O'Neill" \
		-q '=1+1|cmd' -b $'first\tcell\nline \\ \e[31m' --no-route
	tix open -q --at 2026-11-21T10:00:00Z 'Mail bounces' --no-route
	tix take -q --as ewa 1 3
	tix resolve -q --code fixed -m 'new cable' 3
	tix reopen -q --reason 'not at all' --as tom 3
}

# A copy of the desk, for a program that may spoil it.
copied() {
	rm -rf copy
	mkdir copy
	for f in "$TIX_DB" "$TIX_DB-wal" "$TIX_DB-shm"; do
		[ ! -e "$f" ] || cp "$f" copy
	done
	sqlite3 -separator $'\t' "copy/${TIX_DB##*/}" "$1"
}

refused() {
	run -2 --separate-stderr tix sql "$@"
	[ -z "$output" ]
	[[ $stderr == 'tix sql: '* ]]
}

@test "a statement's rows come with TABs between, NULL as nothing" {
	some
	run -0 tix sql 'SELECT id, owner, subject FROM v_ticket ORDER BY id'
	[ "${lines[0]}" = $'1\tewa\tVPN down' ]
	[ "${lines[1]}" = $'2\t\t=1+1|cmd' ]
	[ "${lines[2]}" = $'3\tewa\tMail bounces' ]
	run -0 tix sql SELECT 1, 0, 2.5 ', NULL' ", x'00ff', ''"
	[ "$output" = $'1\t0\t2.5\t\t00ff\t' ]
	run -0 tix sql "VALUES ('a' || char(9) || 'b' || char(10, 27))"
	[ "$output" = 'a\tb\n\x1b' ]
}

@test "--header names the columns, also of no rows" {
	run -0 tix sql --header 'SELECT 1 AS a, max(2, 3)'
	[ "$output" = $'a\tmax(2, 3)\n1\t3' ]
	run -0 tix sql --header 'SELECT id FROM v_ticket'
	[ "$output" = id ]
	run -0 tix sql 'SELECT id FROM v_ticket'
	[ -z "$output" ]
	run -0 tix sql --csv 'SELECT id FROM v_ticket'
	[ "$output" = '"id"' ]
	run -0 tix sql --json 'SELECT id FROM v_ticket'
	[ "$output" = '[]' ]
	run -0 tix sql --table --header "SELECT 7 AS n, 'x' AS word"
	[ "$output" = $'n  word\n7  x' ]
}

@test "JSON has numbers, text, null and hexadecimal bytes" {
	run -0 tix sql --jsonl "SELECT 0 AS i, -2.5 AS r, 'x' AS t, NULL AS n,
		x'0a' AS b, '{\"k\":1}' AS j, 1e999 AS inf,
		9223372036854775807 AS big"
	[ "$output" = '{"i":0,"r":-2.5,"t":"x","n":null,"b":"0a","j":"{\"k\":1}","inf":"Inf","big":9223372036854775807}' ]
	run -0 tix sql --json=b,a 'SELECT 1 AS a, 2 AS b'
	[ "$output" = '[{"b":2,"a":1}]' ]
	refused --json=c 'SELECT 1 AS a'
	[ "$stderr" = "tix sql: unknown field 'c'; there are: a" ]
	refused --json 'SELECT 1 AS a, 2 AS a'
	[ "$stderr" = "tix sql: two columns are named 'a'; AS gives one another name" ]
	run -0 tix sql --tsv 'SELECT 1 AS a, 2 AS a'
	[ "$output" = $'1\t2' ]
}

@test "in CSV a text is no formula, and a number is a number" {
	run -0 tix sql --csv "SELECT '=1+1' AS a, -1.5 AS b, -3 AS c, '-1.5' AS d,
		'@x' AS e, 1e20 AS \"=f\""
	[ "${lines[0]}" = "\"a\",\"b\",\"c\",\"d\",\"e\",\"'=f\"" ]
	[ "${lines[1]}" = "\"'=1+1\",\"-1.5\",\"-3\",\"'-1.5\",\"'@x\",\"1.0e+20\"" ]
}

@test "hostile bytes reach no terminal, as values and as names" {
	some
	run -0 --separate-stderr tix sql --header \
		"SELECT body AS \"$(printf 'n\033[2J')\" FROM v_ticket WHERE id = 2"
	[ "${lines[0]}" = 'n\x1b[2J' ]
	[ "${lines[1]}" = 'first\tcell\nline \\ \x1b[31m' ]
	printf 'SELECT 1 AS "\xff\xfe"' >bad.sql
	run -0 tix sql --jsonl -F bad.sql
	[ "$output" = $'{"\xef\xbf\xbd\xef\xbf\xbd":1}' ]
	run -0 tix sql "SELECT CAST(x'61006280' AS TEXT)"
	[ "$output" = $'a\xef\xbf\xbdb\xef\xbf\xbd' ]
	refused "$(printf 'SELECT \033[31mx')"
	[[ $stderr != *$'\e'* ]]
	printf 'SELECT 1\0; DROP' >nul.sql
	refused -F nul.sql
}

@test "the answers are those of the sqlite3 program on the tables" {
	some
	for c in subject body kind state level queue owner requester tags key \
	    count priority priority_source opened updated resolved; do
		echo "$c"
		view=$c
		[[ $c != opened && $c != updated && $c != resolved ]] ||
			view=${c}_us
		tix sql "SELECT id, quote($view) FROM v_ticket ORDER BY id" |
			python3 -c 'import sys
for l in sys.stdin: sys.stdout.write(l.encode().decode("unicode_escape"))' >have
		copied "SELECT id, quote($c) FROM ticket ORDER BY id" >want
		cmp want have
	done
	for q in 'SELECT seq, ticket, at_us, recorded_us, kind, actor, on_behalf, via, desk FROM v_event ORDER BY seq' \
	    'SELECT sum(n), measure FROM v_flow GROUP BY measure ORDER BY sum(n), measure' \
	    "SELECT name, level FROM v_queue ORDER BY name"; do
		tix sql "$q" >>have2
	done
	{
		copied 'SELECT seq, ticket, at, recorded, kind, actor, on_behalf, via, desk FROM event ORDER BY seq'
		copied "WITH m (i, name) AS (VALUES (1, 'opened'), (2, 'resolved'),
			(3, 'reopened'), (4, 'escalated'), (5, 'returned'),
			(6, 'backlog'), (7, 'cancelled'))
			SELECT sum(n), name FROM rollup JOIN m ON measure = i
			GROUP BY name ORDER BY sum(n), name"
		copied "SELECT json_extract(value, '\$.name'),
			json_extract(value, '\$.level') FROM desk,
			json_each(compiled, '\$.queues') ORDER BY 1"
	} >want2
	diff want2 have2
}

@test "times are text in whole seconds of UTC, and exact beside it" {
	some
	run -0 tix sql 'SELECT opened, opened_us FROM v_ticket WHERE id = 2'
	us=$(($(date -u -d 2026-11-20T09:30:00Z +%s) * 1000000 + 250000))
	[ "$output" = "2026-11-20T09:30:00Z	$us" ]
	run -0 tix sql "SELECT id FROM v_ticket WHERE opened >=
		'2026-11-20T09:30:00Z' AND opened < '2026-11-21'"
	[ "$output" = 2 ]
	run -0 tix sql "SELECT strftime('%Y-%W', opened), resolved, taken_us > 0,
		effort, effort_us, breached FROM v_ticket WHERE id = 3"
	[ "$output" = "$(date -u -d 2026-11-21 +%Y-%W)		1	0	0	0" ]
	run -0 tix sql 'EXPLAIN QUERY PLAN SELECT id FROM v_ticket
		WHERE opened_us > 5'
	[[ $output == *'INDEX ticket_opened (opened>?)'* ]]
}

@test "what is in JSON can be taken apart" {
	some
	run -0 tix sql "SELECT e.seq, j.key FROM v_event e,
		json_each(e.data) j WHERE e.kind = 'resolved' ORDER BY j.key"
	[ "${#lines[@]}" -ge 2 ]
	run -0 tix sql "SELECT count(*) FROM json_tree('[1,[2]]')"
	[ "$output" = 4 ]
	run -0 tix sql "SELECT data ->> '$.reason' FROM v_event
		WHERE kind = 'reopened'"
	[ "$output" = 'not at all' ]
}

@test "the past is asked like the present" {
	some
	q='SELECT count(*), max(owner), (SELECT count(*) FROM v_event),
		(SELECT sum(n) FROM v_flow WHERE measure = $m) FROM v_ticket'
	run -0 tix sql -p m=backlog --as-of 2026-11-20T09:00:00Z "$q"
	[ "$output" = $'1\t\t1\t1' ]
	run -0 tix sql -p m=opened --as-of 2026-11-21T12:00:00Z "$q"
	[[ $output == 3* ]]
	run -0 tix sql -p m=opened --known 2026-11-22T12:00:00Z "$q"
	[[ $output == 0* ]]
}

@test "tags are apart, whatever is in them" {
	some
	run -0 tix sql 'SELECT ticket, tag FROM v_tag ORDER BY tag'
	[ "$output" = $'1\ta"b\n1\tc' ]
}

@test "parameters stand for values, not for SQL" {
	some
	q='SELECT id FROM v_ticket WHERE requester = $who'
	[ "$(tix sql -p who="O'Neill" "$q")" = 2 ]
	[ -z "$(tix sql --param who="x' OR 1=1 --" "$q")" ]
	[ "$(tix sql -p '$a=1' -p b=x=y 'SELECT typeof($a), $b')" = $'integer\tx=y' ]
	[ "$(tix sql -p a=007 -p b=-5 -p c= 'SELECT typeof($a), typeof($b), typeof($c)')" = \
		$'text\tinteger\ttext' ]
	[ "$(tix sql -p a=9223372036854775808 'SELECT typeof($a), $a')" = \
		$'text\t9223372036854775808' ]
	[ "$(tix sql --as ewa 'SELECT $me, $now, $now_us')" = \
		"ewa	2026-11-23T14:00:00Z	$(date -u -d "$TIX_NOW" +%s)000000" ]
	refused 'SELECT $x'
	[ "$stderr" = "tix sql: '\$x' has no value; give --param x=VALUE" ]
	refused -p y=1 'SELECT 1'
	[ "$stderr" = "tix sql: there is no '\$y' in the statement" ]
	for q in 'SELECT ?' 'SELECT :x' 'SELECT @x' 'SELECT ?1'; do
		refused -p x=1 "$q"
	done
	refused -p x 'SELECT $x'
	refused -p =x 'SELECT $x'
}

@test "the statement comes from an operand, a file or standard input" {
	echo 'SELECT 1; -- that is all' >one.sql
	[ "$(tix sql -F one.sql)" = 1 ]
	[ "$(tix sql -F - <one.sql)" = 1 ]
	[ "$(tix sql ';; /* first */ SELECT 2 ;;')" = 2 ]
	refused
	refused -F one.sql 'SELECT 1'
	run -3 tix sql -F none.sql
}

@test "none, several or a wrong statement is refused, and where is said" {
	for q in '' ' ' ';' '-- only words' '/* open'; do
		refused "$q"
	done
	refused 'SELECT 1; SELECT 2'
	[ "$stderr" = $'tix sql: more than one statement\n  SELECT 1; SELECT 2\n           ^' ]
	refused 'SELECT 1; DROP TABLE ticket'
	refused 'SELECT 1; nonsense'
	refused 'SELECT ownr FROM v_ticket'
	[ "$stderr" = $'tix sql: no such column: ownr\n  SELECT ownr FROM v_ticket\n         ^' ]
	refused ';; SELECT id FORM v_ticket'
	[ "${stderr_lines[2]}" = "$(printf '  %*s^' 18 '')" ]
	refused "SELECT json('{')"
	refused 'SELECT abs(-9223372036854775807 - 1)'
}

@test "nothing is written, attached or set" {
	some
	before=$(dump | sha256sum)
	for q in "INSERT INTO v_ticket (id) VALUES (9)" \
	    "UPDATE v_ticket SET subject = 'x'" 'DELETE FROM v_event' \
	    'DROP VIEW v_ticket' 'CREATE TABLE x (y)' \
	    'CREATE TEMP TABLE x AS SELECT 1' 'CREATE VIEW x AS SELECT 1' \
	    "ATTACH 'x.db' AS x" "ATTACH ':memory:' AS x" 'DETACH temp' \
	    VACUUM "VACUUM INTO 'x.db'" BEGIN COMMIT 'SAVEPOINT x' REINDEX \
	    ANALYZE 'PRAGMA user_version' 'PRAGMA user_version = 7' \
	    'PRAGMA wal_checkpoint(TRUNCATE)' 'PRAGMA writable_schema = 1' \
	    "ALTER TABLE ticket RENAME TO x" 'EXPLAIN DELETE FROM ticket' \
	    'EXPLAIN PRAGMA user_version' \
	    "INSERT INTO v_ticket (id) VALUES (9) RETURNING id" \
	    'WITH x AS (SELECT 1) DELETE FROM v_ticket'; do
		echo "$q"
		refused "$q"
	done
	[ ! -e x.db ]
	[ "$(dump | sha256sum)" = "$before" ]
	sound
}

@test "no table behind the views can be read, however it is named" {
	some
	for q in 'SELECT * FROM event' 'SELECT count(*) FROM event' \
	    'SELECT 1 FROM main.ticket' 'SELECT salt FROM "main"."event"' \
	    'SELECT * FROM temp.sqlite_schema' 'SELECT sql FROM sqlite_schema' \
	    'SELECT count(*) FROM sqlite_master' \
	    'SELECT 1 FROM sqlite_temp_schema' 'SELECT * FROM text' \
	    "SELECT * FROM text('x')" 'SELECT 1 IN event' \
	    'WITH v_ticket AS (SELECT * FROM event) SELECT * FROM v_ticket' \
	    'WITH v_event AS (SELECT salt FROM main.event) SELECT * FROM v_event' \
	    'WITH v_event AS (SELECT 1 FROM main.event) SELECT count(*) FROM v_event' \
	    'WITH json_each AS (SELECT * FROM main.desk) SELECT * FROM json_each' \
	    'SELECT salt FROM v_event' 'SELECT hash FROM v_event' \
	    'SELECT rowid, hash FROM v_event' \
	    'SELECT * FROM v_ticket INDEXED BY ticket_state' \
	    "SELECT * FROM pragma_table_info('event')" \
	    'SELECT count(*) FROM pragma_database_list' \
	    'SELECT * FROM pragma_user_version' 'SELECT * FROM dbstat' \
	    'SELECT count(*) FROM dbstat' 'SELECT * FROM sqlite_stmt' \
	    'SELECT * FROM sqlite_dbpage' 'SELECT count(*) FROM sqlite_stmt' \
	    "SELECT * FROM fts5vocab('main', 'text', 'row')"; do
		echo "$q"
		refused "$q"
	done
}

@test "functions that do more than compute are not called" {
	some
	for q in "load_extension('x')" "fts3_tokenizer('x')" \
	    "rtreecheck('main', 'ticket')" 'sqlite_compileoption_get(1)' \
	    "sqlite_log(1, 'x')" "readfile('/etc/passwd')" \
	    "writefile('x', 'y')" "tix_match(0, 'x')" \
	    "edit('x')" 'fts5(NULL)' 'sqlite_offset(1)' 'last_insert_rowid()' \
	    'total_changes()'; do
		echo "$q"
		refused "SELECT $q"
	done
	[ ! -e x ]
}

@test "a bomb ends with its time, and stays small" {
	bomb='WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c)'
	run -75 --separate-stderr tix sql --timeout 1s \
		"$bomb SELECT count(*) FROM c"
	[ "$stderr" = "tix sql: not done after 1s; --timeout gives it longer" ]
	run -75 --separate-stderr bash -c '
		tix sql --timeout 1s "$1" | tail -n 1 | grep -c .
		exit "${PIPESTATUS[0]}"' - "$bomb SELECT n FROM c"
	[ "$output" = 1 ]
	run -0 python3 - "$bomb SELECT n, hex(n) FROM c LIMIT 300000" <<-'END'
		import resource, subprocess, sys
		subprocess.run(["tix", "sql", sys.argv[1]], check=True,
		    stdout=subprocess.DEVNULL)
		print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
	END
	case $B in
	*san*) ;;
	*) [ "$output" -lt 60000 ] ;;
	esac
}

@test "a step that takes hours by itself ends with the time, too" {
	run -75 --separate-stderr tix sql --timeout 1s "SELECT instr(
		hex(zeroblob(4000000)), hex(zeroblob(3000000)) || '1')"
	[ "$stderr" = "tix sql: not done in time; --timeout gives it longer" ]
}

@test "an interrupt ends it" {
	run -130 timeout -s INT --preserve-status 1 bash -c 'exec tix sql "
		WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c)
		SELECT count(*) FROM c"'
}

@test "what is too large is refused" {
	run -0 bash -c 'tix sql "SELECT zeroblob(10000000)" | wc -c'
	[ "$output" -eq 20000001 ]
	refused 'SELECT zeroblob(17000000)'
	refused "SELECT replace(hex(zeroblob(5000000)), '0', 'xxxx')"
	refused "SELECT $(seq -s, 201)"
	refused "SELECT $(printf '(%.0s' {1..300})1$(printf ')%.0s' {1..300})"
	refused "SELECT 1 $(printf 'UNION SELECT 1 %.0s' {1..200})"
	refused "SELECT '$(printf '%0100001d' 0)'"
	refused "SELECT 'a' LIKE '$(printf '%01001d' 0)'"
	run -75 --separate-stderr tix sql --timeout 1s "SELECT count(*) FROM
		json_each('[$(seq -s, 5000)]') a, json_each('[$(seq -s, 5000)]') b,
		json_each('[$(seq -s, 5000)]') c"
}

@test "a reader that goes ends it at once; a full disk is told" {
	all='WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c)
		SELECT n FROM c'
	run -0 --separate-stderr bash -o pipefail -c \
		'tix sql --timeout 20s "$1" | head -n 2' - "$all"
	[ "$output" = $'1\n2' ]
	[ -z "$stderr" ]
	run -74 --separate-stderr bash -c 'tix sql "SELECT 1" >/dev/full'
	[ "$stderr" = "tix sql: standard output: No space left on device" ]
	run -74 bash -c 'tix sql --timeout 20s "$1" >/dev/full' - "$all"
	run -74 bash -c 'tix sql "SELECT 1" >&-'
}

@test "writers do not wait for it, nor it for them; a locked file is told" {
	some
	python3 - <<-'END' &
		import os, sqlite3, time
		db = sqlite3.connect(os.environ["TIX_DB"], isolation_level=None)
		db.execute("PRAGMA locking_mode = EXCLUSIVE")
		db.execute("BEGIN EXCLUSIVE")
		open("held", "w").close()
		while os.path.exists("held"):
		    time.sleep(0.01)
		db.execute("ROLLBACK")
	END
	writer=$!
	while [ ! -e held ]; do sleep 0.02; done
	run --separate-stderr tix sql --wait 1s 'SELECT count(*) FROM v_ticket'
	rm held
	wait "$writer"
	case $status in
	0) [ "$output" = 3 ] ;;
	75) [ "$stderr" = "tix sql: the desk is locked by others" ] ;;
	*) false ;;
	esac
}

@test "a desk that may only be read is asked all the same" {
	some
	chmod 400 "$TIX_DB"
	run -0 tix sql 'SELECT count(*) FROM v_ticket' # root may write, too
	[ "$output" = 3 ]
}

@test "the views belong to the run: the file's schema stays" {
	before=$(copied '.schema' | sha256sum)
	tix sql 'SELECT 1 FROM v_ticket'
	[ "$(copied '.schema' | sha256sum)" = "$before" ]
}

@test "the page has the views and their columns as they are" {
	page=$ROOT/man/tix-sql.1
	{
		sed -n '/^\.Ss Fields of a ticket/,/^\.El/{
			s/^\.It \([a-z_]*\) Ta \(time\|duration\) .*/v_ticket \1\nv_ticket \1_us/p
			t
			s/^\.It \([a-z_]*\) Ta [a-z].*/v_ticket \1/p
		}' "$ROOT/man/tix-formats.7"
		awk '/^\.Ss / { view = $2 }
			/^\.It .* Ta / { print view, $2 }' "$page"
	} >want
	tix sql --tables --tsv=view,column | awk -F '\t' '$2 { print $1, $2 }' >have
	diff want have
	tix sql --tables | awk -F '\t' '$1 != "v_ticket" && $2' | tr '\t' ' ' >have
	awk '/^\.Ss / { view = $2 }
		/^\.It .* Ta / { sub(/^\.It/, view); gsub(/ Ta /, " "); print }' \
		"$page" >want
	diff want have
	tix sql --tables | awk -F '\t' '!$2 { print ".Ss " $1 }' >have
	grep '^\.Ss v_' "$page" >want
	diff want have
}

@test "every column of every view can be asked for by its name" {
	some
	while read -r view column type; do
		echo "$view.$column"
		run -0 tix sql "SELECT DISTINCT typeof(\"$column\") FROM $view
			WHERE \"$column\" IS NOT NULL"
		[[ -z $output || $output == "$type" ]]
	done < <(tix sql --tables --tsv=view,column,type | awk -F '\t' '$2')
}

@test "completion offers views, and columns of those that are named" {
	run -0 tix sql --complete 'SELECT * FROM v_t'
	[ "$output" = $'SELECT * FROM v_ticket\ttickets as they are\nSELECT * FROM v_tag\ttags of tickets\nSELECT * FROM v_team\tteams of the policy in force' ]
	run -0 tix sql --complete 'SELECT t.tic FROM v_tag t WHERE t.tic'
	[ "$output" = $'SELECT t.tic FROM v_tag t WHERE t.ticket\tthe ticket' ]
	run -0 tix sql --complete --tim
	[ "${output%%$'\t'*}" = --timeout ]
}

@test "an empty desk, and one of another program, are told apart" {
	run -0 tix sql 'SELECT count(*) FROM v_ticket'
	[ "$output" = 0 ]
	sqlite3 other.db 'CREATE TABLE ticket (id)'
	run -4 tix sql --db other.db 'SELECT 1'
	run -3 tix sql --db none.db 'SELECT 1'
}

@test "teams, people, rules and versions of the policy are asked for" {
	{
		tix desk show
		cat <<-'END'
			team network { level = L2 name = "Networks" }
			agent ewa {
			  name = "Ewa \"E\" Nowak" mail = "ewa@example.org"
			  team = network skills = { "vpn:3" } capacity = 8
			}
			service vpn { name = "Remote access" }
			rule tunnel {
			  subject = 'vpn|tunnel\d'
			  set_queue = network
			  rule again { subject = "x" add_tag = { again } }
			}
		END
	} >desk.conf
	tix desk apply -q desk.conf
	run -0 tix sql 'SELECT name, title, level, assign FROM v_team'
	[ "$output" = $'network\tNetworks\tL2\tnobody' ]
	run -0 tix sql 'SELECT name, title, mail, capacity FROM v_agent'
	[ "$output" = $'ewa\tEwa "E" Nowak\tewa@example.org\t8' ]
	run -0 tix sql "SELECT skills -> 0 ->> 'name' FROM v_agent"
	[ "$output" = vpn ]
	run -0 tix sql 'SELECT name, title FROM v_service'
	[ "$output" = $'vpn\tRemote access' ]
	run -0 tix sql 'SELECT max(place) FROM v_rule'
	[ "$output" = 12 ]
	run -0 tix sql "SELECT place, name, depth, matchers FROM v_rule
		WHERE place > 10 ORDER BY place"
	[ "${lines[0]}" = $'11\ttunnel\t0\t[["subject","vpn|tunnel\\\\\\\\d"]]' ]
	[ "${lines[1]}" = $'12\tagain\t1\t[["subject","x"]]' ]
	run -0 tix sql "SELECT version, at, source IS NULL FROM v_desk
		ORDER BY version"
	[ "$output" = $'1\t2026-11-23T14:00:00Z\t0\n2\t2026-11-23T14:00:00Z\t0' ]
}
