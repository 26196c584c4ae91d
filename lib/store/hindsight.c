/*
 * The past: temporary tables and views by the names of the stored ones, which
 * the engine finds first.  Only what has changed since is in the tables.
 */
#include <tix/hindsight.h>

#include "sql.h"
#include "tally_row.h"
#include "ticket_row.h"

#include <tix/tickets.h>

#define NEVER INT64_MAX

struct tix_hindsight {
	struct tix_cut cut;
	bool tickets;    /* the tables of then are there */
	bool tallies;
	int64_t version; /* of the file that they were made of */
};

/*
 * The tables behind the views of tickets and tallies are not made yet.  The "+"
 * keeps the cut from being taken for a way to find events.
 */
static const char begin_sql[] =
	"CREATE TEMP TABLE cut (at INTEGER, known INTEGER);"
	"INSERT INTO temp.cut VALUES (NULL, NULL);"
	"CREATE TEMP VIEW event AS"
	" SELECT *"
	"   FROM main.event"
	"  WHERE +at <= (SELECT at FROM temp.cut)"
	"    AND +recorded <= (SELECT known FROM temp.cut);"
	"CREATE TEMP VIEW ticket AS"
	" SELECT " TIX_TICKET_COLUMNS
	"   FROM main.ticket"
	"  WHERE id NOT IN (SELECT id FROM temp.changed)"
	" UNION ALL "
	" SELECT " TIX_TICKET_COLUMNS
	"   FROM temp.ticket_then;"
	"CREATE TEMP VIEW rollup AS"
	" SELECT slot, measure, level, priority, n"
	"   FROM main.rollup"
	" UNION ALL "
	" SELECT slot, measure, level, priority, n"
	"   FROM temp.rollup_then;"
	"CREATE TEMP VIEW text_todo AS"
	" SELECT ticket FROM main.text_todo"
	" UNION "
	" SELECT id FROM temp.changed;"
	"CREATE TEMP VIEW desk AS"
	" SELECT version, compiled, tail, source"
	"   FROM main.desk"
	"  WHERE version <= ("
	"	SELECT ifnull(max(CASE WHEN json_valid(data)"
	"	              THEN data ->> 'version' END),"
	"	              (SELECT min(version) FROM main.desk))"
	"	  FROM temp.event"
	"	 WHERE ticket IS NULL AND kind = 'desk');"
	"CREATE TEMP VIEW law AS"
	" SELECT section, name, version, since, place, definition"
	"   FROM main.law"
	"  WHERE version <= (SELECT max(version) FROM temp.desk);"
	"CREATE TEMP VIEW calendar AS"
	" SELECT *"
	"   FROM main.calendar"
	"  WHERE version <= (SELECT max(version) FROM temp.desk)";

/* Columns are taken from the stored tables. */
static const char tables_sql[] =
	"CREATE TEMP TABLE IF NOT EXISTS changed (id INTEGER PRIMARY KEY);"
	"DELETE FROM temp.changed;"
	"CREATE TEMP TABLE IF NOT EXISTS ticket_then AS"
	" SELECT " TIX_TICKET_COLUMNS " FROM main.ticket WHERE FALSE;"
	"CREATE UNIQUE INDEX IF NOT EXISTS temp.ticket_then_id"
	" ON ticket_then (id);"
	"DELETE FROM temp.ticket_then";

static const char tallies_sql[] =
	"CREATE TEMP TABLE IF NOT EXISTS rollup_then AS"
	" SELECT * FROM main.rollup WHERE FALSE;"
	"CREATE UNIQUE INDEX IF NOT EXISTS temp.rollup_then_cell"
	" ON rollup_then (slot, measure, level, priority);"
	"DELETE FROM temp.rollup_then";

static const char cut_sql[] =
	"UPDATE temp.cut SET (at, known) = ($at, $known) /*scan*/";

/* The index has all that this asks for. */
static const char happened_sql[] =
	"INSERT OR IGNORE INTO temp.changed (id)"
	" SELECT ticket"
	"   FROM main.event /*scan*/"
	"  WHERE at > $at AND ticket IS NOT NULL";

/* The clock may have been set back: newer events are not all at the end. */
static const char learnt_sql[] =
	"INSERT OR IGNORE INTO temp.changed (id)"
	" SELECT ticket"
	"   FROM main.event /*scan*/"
	"  WHERE recorded > $known AND ticket IS NOT NULL";

/* What later laws and calendars made of the clocks is not what they were. */
static const char ruled_sql[] =
	"INSERT OR IGNORE INTO temp.changed (id)"
	" SELECT ticket"
	"   FROM main.clock /*scan*/"
	"  WHERE EXISTS (SELECT 1 FROM main.law WHERE version >"
	"                (SELECT max(version) FROM temp.desk))"
	"     OR EXISTS (SELECT 1 FROM main.calendar WHERE version >"
	"                (SELECT max(version) FROM temp.desk))";

static const char changed_sql[] =
	"SELECT id FROM temp.changed /*scan*/";

static const char there_sql[] =
	"SELECT id"
	"  FROM temp.changed /*scan*/"
	" WHERE EXISTS (SELECT 1 FROM event WHERE ticket = changed.id)";

static const char insert_sql[] =
	"INSERT INTO temp.ticket_then (" TIX_TICKET_COLUMNS ")"
	" VALUES (" TIX_TICKET_VALUES ")";

static const char count_sql[] =
	"INSERT INTO temp.rollup_then (slot, measure, level, priority, n)"
	" VALUES ($slot, $measure, $level, $priority, $n)"
	" ON CONFLICT DO UPDATE SET n = n + excluded.n";

static const char version_sql[] = "PRAGMA data_version";

static enum tix_status
set_cut(struct tix *tx, const struct tix_cut *cut)
{
	return tix_sql(tx, cut_sql, TIX_PARAMS(TIX_INT("$at", cut->at),
	    TIX_INT("$known", cut->known)), NULL, NULL);
}

enum tix_status
tix_hindsight_begin(struct tix *tx, const struct tix_cut *cut)
{
	struct tix_hindsight *past = tix_arena_alloc(tx->run, sizeof *past);
	enum tix_status s = tix_sql_script(tx, begin_sql);

	past->cut = *cut;
	tix_db_session(tx)->past = past;
	return s == TIX_OK ? set_cut(tx, cut) : s;
}

bool
tix_hindsight_is_on(const struct tix *tx)
{
	return tix_db_session((struct tix *)(uintptr_t)tx)->past != NULL;
}

int64_t
tix_hindsight_moment(const struct tix *tx)
{
	const struct tix_hindsight *past =
	    tix_db_session((struct tix *)(uintptr_t)tx)->past;
	int64_t at = tx->now;

	if (past != NULL && past->cut.at < at)
		at = past->cut.at;
	if (past != NULL && past->cut.known < at)
		at = past->cut.known;
	return at;
}

static enum tix_status
find_changed(struct tix *tx, const struct tix_cut *cut)
{
	enum tix_status s = tix_sql_script(tx, tables_sql);

	if (s == TIX_OK && cut->at != NEVER)
		s = tix_sql(tx, happened_sql,
		    TIX_PARAMS(TIX_INT("$at", cut->at)), NULL, NULL);
	if (s == TIX_OK && cut->known != NEVER)
		s = tix_sql(tx, learnt_sql,
		    TIX_PARAMS(TIX_INT("$known", cut->known)), NULL, NULL);
	if (s == TIX_OK)
		s = tix_sql(tx, ruled_sql, NULL, NULL, NULL);
	return s;
}

/* What is done with the fold of each ticket. */
struct filling {
	bool tickets; /* put them into the table */
	int64_t sign; /* of its tallies: 1, -1; 0: not asked */
};

static enum tix_status
add_tallies(struct tix *tx, const struct tix_tallies *l, int64_t sign)
{
	enum tix_status s = TIX_OK;

	for (size_t i = 0; s == TIX_OK && i < l->n; i++) {
		struct tix_tally t = l->item[i];

		t.n *= sign;
		s = tix_tally_write(tx, count_sql, &t);
	}
	return s;
}

/* What was not opened by then is no ticket, whatever is said of it. */
static enum tix_status
take_changed(struct tix *tx, const struct tix_row *row, void *arg)
{
	const struct filling *f = arg;
	struct tix_tallies tallies = { .arena = tx->mem };
	struct tix_ticket t;
	enum tix_status s = tix_tickets_fold(tx, tix_row_int(row, 0), &t,
	    f->sign != 0 ? &tallies : NULL);

	if (s == TIX_OK && t.id != 0 && f->tickets)
		s = tix_ticket_write(tx, insert_sql, TIX_ALL_FIELDS, &t);
	if (s == TIX_OK && t.id != 0)
		s = add_tallies(tx, &tallies, f->sign);
	tix_arena_reset(tx->mem);
	return s;
}

/* The tallies that the changed tickets have now, to be taken away. */
static enum tix_status
subtract(struct tix *tx, const struct tix_hindsight *past)
{
	const struct tix_cut all = { NEVER, NEVER };
	struct filling f = { .sign = -1 };
	enum tix_status s = tix_sql_script(tx, tallies_sql);

	if (s == TIX_OK)
		s = set_cut(tx, &all);
	if (s == TIX_OK)
		s = tix_sql(tx, changed_sql, NULL, take_changed, &f);
	return s == TIX_OK ? set_cut(tx, &past->cut) : s;
}

static enum tix_status
fill(struct tix *tx, const struct tix_hindsight *past, bool tallies)
{
	struct filling f = { .tickets = true, .sign = tallies };
	struct tix_arena *kept = tx->mem;
	enum tix_status s = find_changed(tx, &past->cut);

	tx->mem = tix_arena_new();
	if (s == TIX_OK && tallies)
		s = subtract(tx, past);
	if (s == TIX_OK)
		s = tix_sql(tx, there_sql, NULL, take_changed, &f);
	tix_arena_free(tx->mem);
	tx->mem = kept;
	return s;
}

static enum tix_status
remember(struct tix *tx, bool tallies)
{
	struct tix_hindsight *past = tix_db_session(tx)->past;
	enum tix_status s;
	int64_t version;

	if (past == NULL)
		return TIX_OK;
	s = tix_sql_int(tx, version_sql, NULL, 0, &version);
	if (s != TIX_OK || (past->version == version && past->tickets &&
	    (past->tallies || !tallies)))
		return s;
	s = fill(tx, past, tallies);
	past->tickets = s == TIX_OK;
	past->tallies = s == TIX_OK && tallies;
	past->version = version;
	return s;
}

enum tix_status
tix_hindsight_tickets(struct tix *tx)
{
	return remember(tx, false);
}

enum tix_status
tix_hindsight_tallies(struct tix *tx)
{
	return remember(tx, true);
}
