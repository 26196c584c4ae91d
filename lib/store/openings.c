/*
 * How tickets were opened.
 */
#include <tix/openings.h>

#include "sql.h"

#include <stdlib.h>

#define PIECE 2000 /* tickets of one read */

static const char opened_sql[] =
	"SELECT seq, ticket, at, desk, data"
	"  FROM event /*scan*/"
	" WHERE seq > $after AND kind = 'opened'"
	" ORDER BY seq"
	" LIMIT $piece";

struct reading {
	const int64_t *ids;
	size_t nids;
	int64_t after;
	int64_t got;   /* in this piece */
	bool ended;
	struct tix_event *e;
	enum tix_status (*fn)(struct tix *tx, struct tix_event *e, void *arg);
	void *arg;
};

static int
compare(const void *a, const void *b)
{
	const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return x < y ? -1 : x > y;
}

static enum tix_status
take(struct tix *tx, const struct tix_row *row, void *arg)
{
	struct reading *r = arg;
	struct tix_event *e = r->e;
	const int64_t ticket = tix_row_int(row, 1);
	enum tix_status s = TIX_OK;

	r->after = tix_row_int(row, 0);
	r->got++;
	if (r->ids != NULL && bsearch(&ticket, r->ids, r->nids,
	    sizeof *r->ids, compare) == NULL)
		return TIX_OK;
	tix_event_init(e, TIX_E_OPENED);
	e->seq = r->after;
	e->ticket = ticket;
	e->at = tix_row_int(row, 2);
	e->desk = tix_row_int(row, 3);
	e->data = tix_row_peek(row, 4, true, &e->data_len);
	if (e->data != NULL)
		s = tix_event_decode(tx, e);
	if (s == TIX_OK)
		s = r->fn(tx, e, r->arg);
	tix_arena_reset(tx->mem);
	r->ended = s == TIX_NO;
	return s;
}

enum tix_status
tix_openings_each(struct tix *tx, const int64_t *ids, size_t n,
    enum tix_status (*fn)(struct tix *tx, struct tix_event *e, void *arg),
    void *arg)
{
	struct reading r = {
		.ids = ids, .nids = n, .fn = fn, .arg = arg, .got = PIECE,
		.e = tix_arena_alloc(tx->run, sizeof *r.e),
	};
	enum tix_status s = TIX_OK;

	while (s == TIX_OK && !r.ended && r.got == PIECE) {
		r.got = 0;
		s = tix_sql(tx, opened_sql, TIX_PARAMS(
		    TIX_INT("$after", r.after), TIX_INT("$piece", PIECE)),
		    take, &r);
	}
	return s;
}
