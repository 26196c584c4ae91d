/*
 * The full-text index and its queue.
 */
#include <tix/texts.h>

#include "sql.h"
#include "textsql.h"

#include <inttypes.h>

#include <tix/arena.h>

static const char queue_sql[] =
	"INSERT OR IGNORE INTO text_todo (ticket) VALUES ($ticket)";

static const char waiting_sql[] =
	"SELECT count(*) FROM text_todo /*scan*/";

static const char forget_sql[] =
	"DELETE FROM text"
	" WHERE rowid IN (SELECT ticket FROM text_todo) /*scan*/";

static const char index_sql[] =
	"INSERT INTO text (rowid, subject, body, notes) "
	TIX_QUEUED_TEXTS_SQL " /*scan*/";

static const char clear_sql[] =
	"DELETE FROM text_todo /*scan*/";

static const char differing_sql[] =
	"SELECT ticket.id"
	"  FROM ticket"
	"  LEFT JOIN text ON text.rowid = ticket.id"
	" WHERE ticket.id NOT IN (SELECT ticket FROM text_todo)"
	"   AND (text.subject IS NOT ticket.subject"
	"    OR text.body IS NOT ticket.body"
	"    OR text.notes IS NOT "
	TIX_NOTES_SQL(TIX_TAKEN_HERE_SQL) ")"
	" /*scan*/";

static const char stray_sql[] =
	"SELECT rowid FROM text"
	" WHERE rowid NOT IN (SELECT id FROM ticket)"
	" /*scan*/";

static const char stray_todo_sql[] =
	"SELECT ticket FROM text_todo"
	" WHERE ticket NOT IN (SELECT id FROM ticket)"
	" /*scan*/";

enum tix_status
tix_texts_queue(struct tix *tx, int64_t ticket)
{
	return tix_sql(tx, queue_sql, TIX_PARAMS(TIX_INT("$ticket", ticket)),
	    NULL, NULL);
}

enum tix_status
tix_texts_drain(struct tix *tx)
{
	int64_t n;
	enum tix_status s = tix_sql_int(tx, waiting_sql, NULL, 0, &n);

	if (s != TIX_OK || n < TIX_TEXTS_QUEUE_MAX)
		return s;
	s = tix_sql(tx, forget_sql, NULL, NULL, NULL);
	if (s == TIX_OK)
		s = tix_sql(tx, index_sql, NULL, NULL, NULL);
	if (s == TIX_OK)
		s = tix_sql(tx, clear_sql, NULL, NULL, NULL);
	return s;
}

struct check {
	void (*say)(void *arg, const char *finding);
	void *arg;
	const char *words;
	bool said;
};

static enum tix_status
say_row(struct tix *tx, const struct tix_row *row, void *arg)
{
	struct check *c = arg;

	c->said = true;
	c->say(c->arg, tix_arena_printf(tx->mem, "ticket %" PRId64 ": %s",
	    tix_row_int(row, 0), c->words));
	return TIX_OK;
}

enum tix_status
tix_texts_check(struct tix *tx, void (*say)(void *arg, const char *finding),
    void *arg)
{
	static const struct {
		const char *sql;
		const char *words;
	} checks[] = {
		{ differing_sql, "its full text is not what it says" },
		{ stray_sql, "has full text but does not exist" },
		{ stray_todo_sql,
		    "waits for the full text but does not exist" },
	};
	struct check c = { .say = say, .arg = arg };
	enum tix_status s = TIX_OK;

	for (size_t i = 0; i < sizeof checks / sizeof checks[0]; i++) {
		c.words = checks[i].words;
		s = tix_sql(tx, checks[i].sql, NULL, say_row, &c);
		if (s != TIX_OK)
			return s;
	}
	return c.said ? TIX_NO : TIX_OK;
}
