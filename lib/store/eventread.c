/*
 * Reading events.
 */
#include <tix/events.h>

#include "sql.h"

#include <string.h>

#define COLUMNS \
	"seq, ticket, at, recorded, actor, on_behalf, via, kind, desk, data," \
	" salt, digest, hash"

static const char of_sql[] =
	"SELECT " COLUMNS
	"  FROM event"
	" WHERE ticket = $ticket"
	" ORDER BY at, seq";

static const char retracted_sql[] =
	"SELECT " COLUMNS
	"  FROM event"
	" WHERE ticket = $ticket AND kind = 'retracted'"
	" ORDER BY seq DESC";

static const char get_sql[] =
	"SELECT " COLUMNS
	"  FROM event"
	" WHERE seq = $seq";

/* The search ends at the first that is none: an act is stored in a row. */
static const char act_sql[] =
	"SELECT " COLUMNS
	"  FROM event"
	" WHERE seq >= $seq"
	" ORDER BY seq";

/* What takes back is newer than what it takes: all of it is in 'recent'. */
#define TAKEN(name, but) \
	name " (seq) AS (SELECT target FROM recent" but ")"

static const char newest_sql[] =
	"WITH recent (seq, target) AS MATERIALIZED ("
	"	SELECT seq, ifnull(data ->> '$.event', 0)"
	"	  FROM event"
	"	 WHERE seq > (SELECT max(seq) FROM event) - $among"
	"	   AND +kind = 'retracted' AND json_valid(data)),"
	TAKEN("taken4", "") ", "
	TAKEN("taken3", " WHERE seq NOT IN taken4") ", "
	TAKEN("taken2", " WHERE seq NOT IN taken3") ", "
	TAKEN("taken", " WHERE seq NOT IN taken2")
	"SELECT " COLUMNS
	"  FROM event"
	" WHERE seq > (SELECT max(seq) FROM event) - $among"
	"   AND ticket IS NOT NULL"
	"   AND kind NOT IN ('retracted', 'sent', 'unsent')"
	"   AND ifnull(on_behalf, actor) = $who"
	"   AND seq NOT IN taken"
	" ORDER BY seq DESC"
	" LIMIT 1";

static const char each_sql[] =
	"SELECT " COLUMNS
	"  FROM event /*scan*/"
	" WHERE seq > $after"
	" ORDER BY seq";

static const char log_all_sql[] =
	"SELECT " COLUMNS
	"  FROM (SELECT *"
	"          FROM event /*scan*/"
	"         WHERE seq > $after"
	"         ORDER BY seq DESC"
	"         LIMIT $limit)"
	" ORDER BY seq";

static const char log_one_sql[] =
	"SELECT " COLUMNS
	"  FROM (SELECT *"
	"          FROM event"
	"         WHERE ticket = $ticket AND seq > $after"
	"         ORDER BY at DESC, seq DESC"
	"         LIMIT $limit)"
	" ORDER BY seq";

/* A digest of another length than ours is no digest: it stays zeros. */
static void
take_bytes(struct tix *tx, const struct tix_row *row, int column,
    unsigned char *out, size_t want)
{
	size_t n;
	const void *p = tix_row_blob(row, column, &n, tx->mem);

	memset(out, 0, want);
	if (p != NULL && n == want)
		memcpy(out, p, n);
}

/* Events that are taken back, newest first; on tx->mem. */
struct retracted {
	int64_t *seq;
	size_t n;
	size_t cap;
};

struct each {
	tix_event_fn fn;
	void *arg;
	bool decode;
	bool reset;
	const struct retracted *retracted; /* or NULL: not asked */
	bool look;                         /* asked for each by itself */
};

static bool
is_retracted(const struct retracted *r, int64_t seq)
{
	for (size_t i = 0; r != NULL && i < r->n; i++)
		if (r->seq[i] == seq)
			return true;
	return false;
}

static enum tix_status look_up(struct tix *tx, struct tix_event *e);

static enum tix_status
take_event(struct tix *tx, const struct tix_row *row, void *arg)
{
	const struct each *each = arg;
	struct tix_event *e = tix_arena_alloc(tx->mem, sizeof *e);
	enum tix_status s = TIX_OK;

	e->seq = tix_row_int(row, 0);
	e->ticket = tix_row_int(row, 1);
	e->at = tix_row_int(row, 2);
	e->recorded = tix_row_int(row, 3);
	e->actor = tix_row_text(row, 4, tx->mem);
	e->on_behalf = tix_row_text(row, 5, tx->mem);
	e->via = tix_row_text(row, 6, tx->mem);
	e->kind_name = tix_row_text(row, 7, tx->mem);
	if (e->kind_name == NULL)
		e->kind_name = ""; /* the file is damaged */
	e->kind = tix_event_kind_find(e->kind_name);
	e->desk = tix_row_int(row, 8);
	e->retracted = is_retracted(each->retracted, e->seq);
	if (each->look)
		s = look_up(tx, e);
	e->data = tix_row_blob(row, 9, &e->data_len, tx->mem);
	take_bytes(tx, row, 10, e->salt, sizeof e->salt);
	take_bytes(tx, row, 11, e->digest, sizeof e->digest);
	take_bytes(tx, row, 12, e->hash, sizeof e->hash);
	if (each->decode && e->kind == TIX_E_NONE)
		return tix_fail(tx, TIX_CONFLICT,
		    "event %lld is of a kind '%s' that this tix does not "
		    "know; use a newer one", (long long)e->seq, e->kind_name);
	if (s == TIX_OK && each->decode && e->data != NULL)
		s = tix_event_decode(tx, e);
	if (s == TIX_OK)
		s = each->fn(tx, e, each->arg);
	if (each->reset)
		tix_arena_reset(tx->mem);
	return s;
}

/*
 * Newest first: an event that takes back comes after what it takes back, so
 * whether it is itself taken back is known by then.
 */
static enum tix_status
take_retraction(struct tix *tx, struct tix_event *e, void *arg)
{
	const struct tix_member *m = tix_event_member(e, "event");
	struct retracted *r = arg;

	if (m == NULL || m->i >= e->seq || is_retracted(r, e->seq))
		return TIX_OK;
	r->seq = tix_arena_more(tx->mem, r->seq, r->n, &r->cap,
	    sizeof *r->seq);
	r->seq[r->n++] = m->i;
	return TIX_OK;
}

static enum tix_status
find_retracted(struct tix *tx, int64_t ticket, struct retracted *r)
{
	struct each each = { .fn = take_retraction, .arg = r, .decode = true };

	return tix_sql(tx, retracted_sql,
	    TIX_PARAMS(TIX_INT("$ticket", ticket)), take_event, &each);
}

static enum tix_status
look_up(struct tix *tx, struct tix_event *e)
{
	struct retracted r = { 0 };
	enum tix_status s = e->ticket == 0 ? TIX_OK :
	    find_retracted(tx, e->ticket, &r);

	e->retracted = is_retracted(&r, e->seq);
	return s;
}

enum tix_status
tix_events_of(struct tix *tx, struct tix_arena *mem, int64_t ticket,
    tix_event_fn fn, void *arg)
{
	struct retracted r = { 0 };
	struct each each = { .fn = fn, .arg = arg, .decode = true,
	    .retracted = &r };
	struct tix_arena *kept = tx->mem;
	enum tix_status s;

	tx->mem = mem;
	s = find_retracted(tx, ticket, &r);
	if (s == TIX_OK)
		s = tix_sql(tx, of_sql, TIX_PARAMS(TIX_INT("$ticket", ticket)),
		    take_event, &each);
	tx->mem = kept;
	return s;
}

enum tix_status
tix_events_each(struct tix *tx, int64_t after, tix_event_fn fn, void *arg)
{
	struct each each = { .fn = fn, .arg = arg, .reset = true };

	return tix_sql(tx, each_sql, TIX_PARAMS(TIX_INT("$after", after)),
	    take_event, &each);
}

enum tix_status
tix_events_log(struct tix *tx, int64_t ticket, int64_t after, int64_t limit,
    tix_event_fn fn, void *arg)
{
	struct each each = { .fn = fn, .arg = arg, .decode = true,
	    .reset = true, .look = true };

	if (limit == 0)
		limit = -1;
	if (ticket == 0)
		return tix_sql(tx, log_all_sql, TIX_PARAMS(
		    TIX_INT("$after", after), TIX_INT("$limit", limit)),
		    take_event, &each);
	return tix_sql(tx, log_one_sql, TIX_PARAMS(TIX_INT("$ticket", ticket),
	    TIX_INT("$after", after), TIX_INT("$limit", limit)),
	    take_event, &each);
}

struct getting {
	struct tix_event *e;
	int64_t first;   /* of an act */
	tix_event_fn fn;
	void *arg;
	bool found;
};

static enum tix_status
take_one(struct tix *tx, struct tix_event *e, void *arg)
{
	struct getting *g = arg;

	(void)tx;
	*g->e = *e;
	g->found = true;
	return TIX_NO;
}

enum tix_status
tix_events_get(struct tix *tx, int64_t seq, struct tix_event *e)
{
	struct getting g = { .e = e };
	struct each each = { .fn = take_one, .arg = &g, .decode = true };
	enum tix_status s = tix_sql(tx, get_sql,
	    TIX_PARAMS(TIX_INT("$seq", seq)), take_event, &each);

	if (s == TIX_OK && !g.found)
		return tix_fail(tx, TIX_NOT_FOUND, "no event '%lld'",
		    (long long)seq);
	return s;
}

static enum tix_status
take_part(struct tix *tx, struct tix_event *e, void *arg)
{
	struct getting *g = arg;

	if (e->seq != g->first && e->with != g->first)
		return TIX_NO;
	return g->fn(tx, e, g->arg);
}

enum tix_status
tix_events_act(struct tix *tx, int64_t seq, tix_event_fn fn, void *arg)
{
	struct getting g = { .first = seq, .fn = fn, .arg = arg };
	struct each each = { .fn = take_part, .arg = &g, .decode = true };

	return tix_sql(tx, act_sql, TIX_PARAMS(TIX_INT("$seq", seq)),
	    take_event, &each);
}

enum tix_status
tix_events_newest(struct tix *tx, const char *who, int64_t among,
    struct tix_event *e)
{
	struct getting g = { .e = e };
	struct each each = { .fn = take_one, .arg = &g, .decode = true };
	enum tix_status s = tix_sql(tx, newest_sql, TIX_PARAMS(
	    TIX_TEXT("$who", who), TIX_INT("$among", among)), take_event,
	    &each);

	return s == TIX_OK && !g.found ? TIX_NO : s;
}
