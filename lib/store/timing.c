/*
 * Alarms, the tickets that new laws have to be held against, and what runs on
 * one of them.
 */
#include "folding.h"
#include "ticket_row.h"

#include <string.h>

#define AT_ONCE 200 /* tickets in one transaction: others wait meanwhile */

static const char alarms_sql[] =
	"SELECT id, alarm"
	"  FROM ticket"
	" WHERE alarm <= $until"
	" ORDER BY alarm, id"
	" LIMIT $limit";

/* Greater than none: of all live tickets; less: of those that time moves. */
static const char note_sql[] =
	"UPDATE meta"
	"   SET value = CASE WHEN value > 0 OR EXISTS"
	"       (SELECT 1 FROM law WHERE version = $version) THEN 1 ELSE -1 END"
	" WHERE name = 'retime' AND $version > 1";

static const char left_sql[] =
	"SELECT value FROM meta WHERE name = 'retime'";

static const char go_on_sql[] =
	"UPDATE meta SET value = $next WHERE name = 'retime'";

/* What is over keeps what it ended with. */
static const char live_sql[] =
	"SELECT id"
	"  FROM ticket"
	" WHERE id >= $next AND state IN ('new', 'open', 'waiting', 'resolved')"
	" ORDER BY id"
	" LIMIT $limit";

/* Without new laws nothing changes but how long is waited. */
static const char still_sql[] =
	"SELECT id"
	"  FROM ticket"
	" WHERE id >= $next AND state IN ('waiting', 'resolved')"
	" ORDER BY id"
	" LIMIT $limit";

struct alarms {
	enum tix_status (*fn)(struct tix *tx, int64_t id, int64_t at,
	    void *arg);
	void *arg;
};

static enum tix_status
take_alarm(struct tix *tx, const struct tix_row *row, void *arg)
{
	const struct alarms *a = arg;

	return a->fn(tx, tix_row_int(row, 0), tix_row_int(row, 1), a->arg);
}

enum tix_status
tix_alarms_each(struct tix *tx, int64_t until, int64_t limit,
    enum tix_status (*fn)(struct tix *tx, int64_t id, int64_t at, void *arg),
    void *arg)
{
	struct alarms a = { .fn = fn, .arg = arg };

	return tix_sql(tx, alarms_sql, TIX_PARAMS(TIX_INT("$until", until),
	    TIX_INT("$limit", limit)), take_alarm, &a);
}

enum tix_status
tix_retiming_note(struct tix *tx, int64_t version)
{
	return tix_sql(tx, note_sql, TIX_PARAMS(TIX_INT("$version", version)),
	    NULL, NULL);
}

enum tix_status
tix_retiming_left(struct tix *tx, int64_t *next)
{
	return tix_sql_int(tx, left_sql, NULL, 0, next);
}

struct live {
	int64_t id[AT_ONCE];
	size_t n;
};

static enum tix_status
take_live(struct tix *tx, const struct tix_row *row, void *arg)
{
	struct live *l = arg;

	(void)tx;
	if (l->n < AT_ONCE)
		l->id[l->n++] = tix_row_int(row, 0);
	return TIX_OK;
}

enum tix_status
tix_retiming_go_on(struct tix *tx, bool *left)
{
	struct live l = { .n = 0 };
	int64_t next, sign;
	enum tix_status s = tix_retiming_left(tx, &next);

	*left = false;
	if (s != TIX_OK || next == 0)
		return s;
	sign = next > 0 ? 1 : -1;
	s = tix_sql(tx, sign > 0 ? live_sql : still_sql, TIX_PARAMS(
	    TIX_INT("$next", sign * next), TIX_INT("$limit", AT_ONCE)),
	    take_live, &l);
	if (s == TIX_OK && l.n > 1)
		s = tix_folding_many(tx);
	for (size_t i = 0; s == TIX_OK && i < l.n; i++) {
		s = tix_ticket_retime(tx, l.id[i]);
		tix_arena_reset(tx->mem);
	}
	*left = l.n == AT_ONCE;
	return s == TIX_OK ? tix_sql(tx, go_on_sql, TIX_PARAMS(TIX_INT("$next",
	    *left ? sign * (l.id[l.n - 1] + 1) : 0)), NULL, NULL) : s;
}

enum tix_status
tix_timing_of(struct tix *tx, int64_t id, int64_t now, struct tix_timing *w)
{
	struct tix_folding f;
	enum tix_status s;

	memset(w, 0, sizeof *w);
	s = tix_folding_begin(tx, &f, &w->ticket, NULL);
	if (s == TIX_OK)
		s = tix_folding_all(tx, &f, id);
	if (s != TIX_OK || w->ticket.id == 0)
		return s;
	w->book = f.book;
	w->agenda = f.agenda;
	if (now == 0)
		now = tix_folding_moment(&f);
	s = tix_agenda_clocks(tx, f.agenda, now, &w->clocks, &w->nclocks);
	if (s == TIX_OK)
		s = tix_agenda_read(tx, f.agenda, now, &w->items, &w->nitems);
	w->acknowledged = tix_agenda_acknowledged(f.agenda);
	return s;
}
