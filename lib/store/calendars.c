/*
 * The tables of calendars over time and of their windows: writing them.
 */
#include <tix/calendars.h>

#include <string.h>

#include <tix/arena.h>
#include <tix/tail.h>

#include "sql.h"
#include "windowset.h"

static const char tail_sql[] =
	"SELECT tail"
	"  FROM desk"
	" WHERE version = $version";

static const char newest_sql[] =
	"SELECT c.digest, s.digest, c.since"
	"  FROM calendar AS c JOIN window_set AS s ON s.id = c.set_id"
	" WHERE c.name = $name"
	" ORDER BY c.version DESC"
	" LIMIT 1";

static const char find_sql[] =
	"SELECT id"
	"  FROM window_set"
	" WHERE digest = $digest";

static const char add_set_sql[] =
	"INSERT INTO window_set (digest)"
	" VALUES ($digest)";

static const char add_window_sql[] =
	"INSERT INTO window (set_id, open, close, before)"
	" VALUES ($set, $open, $close, $before)";

static const char add_sql[] =
	"INSERT INTO calendar"
	"       (name, version, since, timezone, digest, set_id)"
	" VALUES ($name, $version, $since, $timezone, $digest, $set)";

/* A calendar of a desk, and what is stored of it. */
struct noting {
	struct tix_calendar calendar;
	struct tix_window_set set;              /* compiled where 'differs' */
	unsigned char definition[TIX_HASH_SIZE];
	unsigned char windows[TIX_HASH_SIZE];   /* of 'set' */
	bool is_stored;
	bool differs;
	unsigned char old_definition[TIX_HASH_SIZE];
	unsigned char old_windows[TIX_HASH_SIZE];
	int64_t since;                          /* of the newest stored */
};

/* Eight bytes, the greatest first. */
static void
add_number(struct tix_hash *h, int64_t n)
{
	unsigned char b[8];

	for (int i = 0; i < 8; i++)
		b[i] = (unsigned char)((uint64_t)n >> (56 - 8 * i));
	tix_hash_add(h, b, sizeof b);
}

void
tix_window_hash(struct tix_hash *h, const struct tix_window *w)
{
	add_number(h, w->open);
	add_number(h, w->close);
}

static void
take_digest(const struct tix_row *row, int column,
    unsigned char digest[TIX_HASH_SIZE])
{
	size_t n;
	const void *p = tix_row_peek(row, column, false, &n);

	if (p != NULL && n == TIX_HASH_SIZE)
		memcpy(digest, p, n);
}

static enum tix_status
take_newest(struct tix *tx, const struct tix_row *row, void *arg)
{
	struct noting *c = arg;

	(void)tx;
	c->is_stored = true;
	take_digest(row, 0, c->old_definition);
	take_digest(row, 1, c->old_windows);
	c->since = tix_row_int(row, 2);
	return TIX_NO;
}

/* Definition and zone may be others while the windows are the same. */
static enum tix_status
compare(struct tix *tx, struct noting *c)
{
	struct tix_hash h;
	enum tix_status s = tix_sql(tx, newest_sql, TIX_PARAMS(
	    TIX_TEXT("$name", c->calendar.name)), take_newest, c);

	if (s == TIX_OK)
		s = tix_calendar_digest(tx, &c->calendar, c->definition);
	if (s != TIX_OK || (c->is_stored && memcmp(c->definition,
	    c->old_definition, sizeof c->definition) == 0))
		return s;
	s = tix_calendar_windows(tx, tx->mem, &c->calendar, &c->set);
	if (s != TIX_OK)
		return s;
	tix_hash_init(&h);
	for (size_t i = 0; i < c->set.n; i++)
		tix_window_hash(&h, &c->set.item[i]);
	tix_hash_end(&h, c->windows);
	c->differs = !c->is_stored || memcmp(c->windows, c->old_windows,
	    sizeof c->windows) != 0;
	return TIX_OK;
}

static enum tix_status
put_windows(struct tix *tx, const struct tix_window_set *set, int64_t id)
{
	enum tix_status s = TIX_OK;

	for (size_t i = 0; s == TIX_OK && i < set->n; i++)
		s = tix_sql(tx, add_window_sql, TIX_PARAMS(
		    TIX_INT("$set", id), TIX_INT("$open", set->item[i].open),
		    TIX_INT("$close", set->item[i].close),
		    TIX_INT("$before", set->item[i].before)), NULL, NULL);
	return s;
}

static enum tix_status
put_set(struct tix *tx, const struct noting *c, int64_t *id)
{
	const struct tix_param *digest = TIX_PARAMS(
	    TIX_BLOB("$digest", c->windows, sizeof c->windows));
	enum tix_status s = tix_sql_int(tx, find_sql, digest, 0, id);

	if (s != TIX_OK || *id != 0)
		return s;
	s = tix_sql(tx, add_set_sql, digest, NULL, NULL);
	if (s == TIX_OK)
		s = tix_sql_int(tx, find_sql, digest, 0, id);
	return s == TIX_OK ? put_windows(tx, &c->set, *id) : s;
}

static enum tix_status
put(struct tix *tx, const struct noting *c, int64_t version, int64_t at)
{
	int64_t id = 0;
	enum tix_status s = put_set(tx, c, &id);

	if (s != TIX_OK)
		return s;
	return tix_sql(tx, add_sql, TIX_PARAMS(
	    TIX_TEXT("$name", c->calendar.name),
	    TIX_INT("$version", version),
	    TIX_INT("$since", at > c->since ? at : c->since),
	    TIX_TEXT("$timezone", c->calendar.timezone),
	    TIX_BLOB("$digest", c->definition, sizeof c->definition),
	    TIX_INT("$set", id)), NULL, NULL);
}

static enum tix_status
take_tail(struct tix *tx, const struct tix_row *row, void *arg)
{
	*(const char **)arg = tix_row_text(row, 0, tx->mem);
	return TIX_NO;
}

/* The next calendar of a tail, compared; TIX_NO: there is none. */
static enum tix_status
next(struct tix *tx, const char **at, struct noting *c)
{
	struct tix_tail_line line;
	enum tix_status s;

	*c = (struct noting){ .since = INT64_MIN };
	if (!tix_tail_next(tx->mem, at, 'c', &line))
		return TIX_NO;
	s = tix_calendar_read(tx, tx->mem, line.name, line.json, line.len,
	    &c->calendar);
	return s == TIX_OK ? compare(tx, c) : s;
}

enum tix_status
tix_calendars_note(struct tix *tx, int64_t version, int64_t at)
{
	const char *tail = NULL;
	struct noting c;
	enum tix_status s = tix_sql(tx, tail_sql, TIX_PARAMS(
	    TIX_INT("$version", version)), take_tail, &tail);

	while (s == TIX_OK && tail != NULL) {
		s = next(tx, &tail, &c);
		if (s == TIX_OK && c.differs)
			s = put(tx, &c, version, at);
	}
	return s == TIX_NO ? TIX_OK : s;
}

enum tix_status
tix_calendars_stale(struct tix *tx, const char *compiled,
    const char *const **names)
{
	const char *end = strchr(compiled, '\n');
	const char *tail = end == NULL ? "" : end + 1, *at = tail;
	struct tix_tail_line line;
	const char **name;
	struct noting c;
	enum tix_status s = TIX_OK;
	size_t n = 0;

	while (tix_tail_next(tx->mem, &at, 'c', &line))
		n++;
	name = tix_arena_array(tx->run, n + 1, sizeof *name);
	*names = name;
	for (at = tail; s == TIX_OK;) {
		s = next(tx, &at, &c);
		if (s == TIX_OK && c.differs && c.is_stored)
			*name++ = tix_arena_dup(tx->run, c.calendar.name);
	}
	return s == TIX_NO ? TIX_OK : s;
}
