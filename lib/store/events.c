/*
 * The table of events.
 */
#include <tix/events.h>

#include "sql.h"

#include <string.h>

#include <tix/desk.h>
#include <tix/calendars.h>
#include <tix/laws.h>
#include <tix/turns.h>

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
	s = e->encoded ? TIX_OK : tix_event_encode(tx, e);
	if (s == TIX_OK)
		s = draw_salt(tx, e->salt);
	if (s == TIX_OK) {
		tix_event_digest(e);
		tix_event_hash(h->hash, e);
	}
	return s;
}

static enum tix_status
insert(struct tix *tx, const struct tix_event *e, struct tix_head *h)
{
	const bool blank = e->data == NULL; /* redacted: its salt is gone too */
	enum tix_status s = tix_sql(tx, append_sql, TIX_PARAMS(
	    TIX_INT("$seq", e->seq), TIX_SOME("$ticket", e->ticket),
	    TIX_INT("$at", e->at), TIX_INT("$recorded", e->recorded),
	    TIX_TEXT("$actor", e->actor),
	    TIX_TEXT("$on_behalf", e->on_behalf), TIX_TEXT("$via", e->via),
	    TIX_TEXT("$kind", tix_events[e->kind].name),
	    TIX_INT("$desk", e->desk), TIX_TEXT("$data", e->data),
	    TIX_BLOB("$salt", blank ? NULL : e->salt, sizeof e->salt),
	    TIX_BLOB("$digest", e->digest, sizeof e->digest),
	    TIX_BLOB("$hash", e->hash, sizeof e->hash)), NULL, NULL);

	if (s == TIX_OK)
		s = tix_turns_note(tx, e);
	if (s == TIX_OK && e->kind == TIX_E_DESK)
		s = tix_laws_note(tx, e->desk, e->at);
	if (s == TIX_OK && e->kind == TIX_E_DESK)
		s = tix_calendars_note(tx, e->desk, e->at);
	if (s == TIX_OK) {
		h->seq = e->seq;
		memcpy(h->hash, e->hash, sizeof h->hash);
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
	return s == TIX_OK ? insert(tx, e, h) : s;
}

enum tix_status
tix_events_restore(struct tix *tx, const struct tix_event *e)
{
	struct tix_head *h = &tix_db_session(tx)->head;

	h->known = true; /* by what is put here */
	return insert(tx, e, h);
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
