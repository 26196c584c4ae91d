/*
 * The table of events.
 */
#include <tix/events.h>

#include "sql.h"

#include <string.h>

#include <tix/desk.h>

static const char head_sql[] =
	"SELECT seq, hash"
	"  FROM event"
	" ORDER BY seq DESC"
	" LIMIT 1";

static const char append_sql[] =
	"INSERT INTO event (seq, ticket, at, recorded, actor, on_behalf, via,"
	"                   kind, desk, data, salt, digest, hash)"
	" VALUES ($seq, $ticket, $at, $recorded, $actor, $on_behalf, $via,"
	"         $kind, $desk, $data, $salt, $digest, $hash)";

#define COLUMNS \
	"seq, ticket, at, recorded, actor, on_behalf, via, kind, desk, data," \
	" salt, digest, hash"

static const char of_sql[] =
	"SELECT " COLUMNS
	"  FROM event"
	" WHERE ticket = $ticket"
	" ORDER BY at, seq";

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

static enum tix_status
take_head(struct tix *tx, const struct tix_row *row, void *arg)
{
	struct tix_head *h = arg;
	size_t n;
	const void *hash = tix_row_blob(row, 1, &n, tx->mem);

	h->seq = tix_row_int(row, 0);
	if (n == sizeof h->hash)
		memcpy(h->hash, hash, n);
	return TIX_NO;
}

/* Read once in a transaction; a savepoint undone sets it back. */
static enum tix_status
load_head(struct tix *tx, struct tix_head *h)
{
	enum tix_status s;

	if (h->known)
		return TIX_OK;
	memset(h, 0, sizeof *h);
	s = tix_sql(tx, head_sql, NULL, take_head, h);
	h->known = s == TIX_OK;
	return s;
}

/*
 * A salt of its own for each event, whatever is rolled back.  Many are drawn at
 * once, but for the first: most programs write one event.
 */
static enum tix_status
draw_salt(struct tix *tx, unsigned char salt[TIX_SALT_SIZE])
{
	struct tix_salts *l = &tix_db_session(tx)->salts;
	enum tix_status s = TIX_OK;

	if (!l->any) {
		l->any = true;
		return tix_random(tx, salt, TIX_SALT_SIZE);
	}
	if (l->salt == NULL)
		l->salt = tix_arena_array(tx->run, TIX_SALTS, sizeof *l->salt);
	if (l->left == 0)
		s = tix_random(tx, l->salt, TIX_SALTS * sizeof *l->salt);
	if (s != TIX_OK)
		return s;
	if (l->left == 0)
		l->left = TIX_SALTS;
	memcpy(salt, l->salt[--l->left], TIX_SALT_SIZE);
	return TIX_OK;
}

static enum tix_status
fill(struct tix *tx, struct tix_event *e, const struct tix_head *h)
{
	enum tix_status s;

	e->seq = h->seq + 1;
	e->recorded = tx->now;
	if (e->at == 0)
		e->at = tx->at;
	if (e->actor == NULL) {
		e->actor = tx->actor;
		e->on_behalf = tx->on_behalf;
	}
	if (e->via == NULL)
		e->via = tx->via;
	if (e->desk == 0)
		e->desk = tx->desk->version;
	s = tix_event_encode(tx, e);
	if (s == TIX_OK)
		s = draw_salt(tx, e->salt);
	if (s == TIX_OK) {
		tix_event_digest(e);
		tix_event_hash(h->hash, e);
	}
	return s;
}

enum tix_status
tix_events_append(struct tix *tx, struct tix_event *e)
{
	struct tix_head *h = &tix_db_session(tx)->head;
	enum tix_status s = load_head(tx, h);

	if (s == TIX_OK)
		s = fill(tx, e, h);
	if (s == TIX_OK)
		s = tix_sql(tx, append_sql, TIX_PARAMS(
		    TIX_INT("$seq", e->seq), TIX_SOME("$ticket", e->ticket),
		    TIX_INT("$at", e->at), TIX_INT("$recorded", e->recorded),
		    TIX_TEXT("$actor", e->actor),
		    TIX_TEXT("$on_behalf", e->on_behalf),
		    TIX_TEXT("$via", e->via),
		    TIX_TEXT("$kind", tix_events[e->kind].name),
		    TIX_INT("$desk", e->desk), TIX_TEXT("$data", e->data),
		    TIX_BLOB("$salt", e->salt, sizeof e->salt),
		    TIX_BLOB("$digest", e->digest, sizeof e->digest),
		    TIX_BLOB("$hash", e->hash, sizeof e->hash)), NULL, NULL);
	if (s == TIX_OK) {
		h->seq = e->seq;
		memcpy(h->hash, e->hash, sizeof h->hash);
	}
	return s;
}

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

struct each {
	tix_event_fn fn;
	void *arg;
	bool decode;
	bool reset;
};

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
	e->kind = tix_event_kind_find(e->kind_name);
	e->desk = tix_row_int(row, 8);
	e->data = tix_row_blob(row, 9, &e->data_len, tx->mem);
	take_bytes(tx, row, 10, e->salt, sizeof e->salt);
	take_bytes(tx, row, 11, e->digest, sizeof e->digest);
	take_bytes(tx, row, 12, e->hash, sizeof e->hash);
	if (each->decode && e->kind == TIX_E_NONE)
		return tix_fail(tx, TIX_CONFLICT,
		    "event %lld is of a kind '%s' that this tix does not "
		    "know; use a newer one", (long long)e->seq, e->kind_name);
	if (each->decode && e->data != NULL)
		s = tix_event_decode(tx, e);
	if (s == TIX_OK)
		s = each->fn(tx, e, each->arg);
	if (each->reset)
		tix_arena_reset(tx->mem);
	return s;
}

enum tix_status
tix_events_of(struct tix *tx, struct tix_arena *mem, int64_t ticket,
    tix_event_fn fn, void *arg)
{
	struct each each = { .fn = fn, .arg = arg, .decode = true };
	struct tix_arena *kept = tx->mem;
	enum tix_status s;

	tx->mem = mem;
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
	    .reset = true };

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

enum tix_status
tix_events_head(struct tix *tx, int64_t *seq,
    unsigned char hash[TIX_HASH_SIZE])
{
	struct tix_head h = { 0 };
	enum tix_status s = load_head(tx, &h);

	*seq = h.seq;
	memcpy(hash, h.hash, sizeof h.hash);
	return s;
}
