/*
 * The table of tickets.
 */
#include <tix/tickets.h>

#include <string.h>

#include <tix/hindsight.h>

#include "folding.h"
#include "ticket_row.h"

static const char load_sql[] =
	"SELECT " TIX_TICKET_COLUMNS
	"  FROM ticket"
	" WHERE id = $id";

static const char find_sql[] =
	"SELECT id"
	"  FROM ticket"
	" WHERE key = $key"
	" ORDER BY id DESC"
	" LIMIT 1";

/* One that was merged speaks for the one that took it in. */
static const char find_live_sql[] =
	"WITH RECURSIVE survivor (id, state, merged_into) AS ("
	"	SELECT id, state, merged_into"
	"	  FROM ticket"
	"	 WHERE key = $key"
	"	 UNION "
	"	SELECT t.id, t.state, t.merged_into"
	"	  FROM survivor AS s"
	"	  JOIN ticket AS t ON t.id = s.merged_into)"
	"SELECT id, state"
	"  FROM survivor"
	" ORDER BY id DESC";

static const char state_sql[] =
	"SELECT id, state"
	"  FROM ticket"
	" WHERE id = $id";

static const char origin_sql[] =
	"SELECT id"
	"  FROM ticket"
	" WHERE origin = $origin"
	" ORDER BY id"
	" LIMIT 1";

/* A restored desk sets next_ticket beyond what the lost one may have had. */
static const char next_sql[] =
	"SELECT max(ifnull((SELECT max(id) FROM ticket), 0) + 1, value)"
	"  FROM meta"
	" WHERE name = 'next_ticket'";

struct loading {
	struct tix_arena *mem;
	struct tix_ticket *t;
	bool found;
};

static enum tix_status
take_ticket(struct tix *tx, const struct tix_row *row, void *arg)
{
	struct loading *l = arg;

	(void)tx;
	tix_ticket_from_row(row, TIX_ALL_FIELDS, l->mem, l->t);
	l->found = true;
	return TIX_NO;
}

/* One alone is had from its events, without the table of then. */
static enum tix_status
load_then(struct tix *tx, struct loading *l, int64_t id)
{
	struct tix_arena *kept = tx->mem;
	enum tix_status s;

	tx->mem = l->mem;
	s = tix_tickets_fold(tx, id, l->t, NULL);
	tx->mem = kept;
	l->found = l->t->id != 0;
	return s;
}

enum tix_status
tix_tickets_load(struct tix *tx, struct tix_arena *mem, int64_t id,
    struct tix_ticket *t)
{
	struct loading l = { .mem = mem, .t = t };
	enum tix_status s = tix_hindsight_is_on(tx) ? load_then(tx, &l, id) :
	    tix_sql(tx, load_sql, TIX_PARAMS(TIX_INT("$id", id)), take_ticket,
	    &l);

	if (s == TIX_OK && !l.found)
		return tix_fail(tx, TIX_NOT_FOUND, "no ticket '%lld'",
		    (long long)id);
	return s;
}

/* What is live is said in one place, and that is not SQL. */
static enum tix_status
take_live(struct tix *tx, const struct tix_row *row, void *arg)
{
	const char *state = tix_row_text(row, 1, tx->mem);
	int64_t *id = arg;

	for (int64_t s = TIX_NEW; s <= TIX_MERGED; s++)
		if (strcmp(tix_state_names[s - 1], state) == 0 &&
		    tix_state_is_live(s)) {
			*id = tix_row_int(row, 0);
			return TIX_NO;
		}
	return TIX_OK;
}

enum tix_status
tix_tickets_find_key(struct tix *tx, const char *key, bool live, int64_t *id)
{
	const struct tix_param *params = TIX_PARAMS(TIX_TEXT("$key", key));

	*id = 0;
	return live ? tix_sql(tx, find_live_sql, params, take_live, id) :
	    tix_sql_int(tx, find_sql, params, 0, id);
}

enum tix_status
tix_tickets_is_live(struct tix *tx, int64_t id, bool *live)
{
	int64_t found = 0;
	enum tix_status s = tix_sql(tx, state_sql,
	    TIX_PARAMS(TIX_INT("$id", id)), take_live, &found);

	*live = found != 0;
	return s;
}

enum tix_status
tix_tickets_find_origin(struct tix *tx, const char *origin, int64_t *id)
{
	return tix_sql_int(tx, origin_sql,
	    TIX_PARAMS(TIX_TEXT("$origin", origin)), 0, id);
}

enum tix_status
tix_tickets_next_id(struct tix *tx, int64_t *id)
{
	return tix_sql_int(tx, next_sql, NULL, 1, id);
}

enum tix_status
tix_tickets_fold(struct tix *tx, int64_t id, struct tix_ticket *t,
    struct tix_tallies *tallies)
{
	struct tix_folding f;

	return tix_folding_whole(tx, &f, id, t, tallies);
}
