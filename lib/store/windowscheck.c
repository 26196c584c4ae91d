/*
 * For tix fsck: the tables of calendars over time and of their windows, held
 * against each other.
 */
#include <tix/calendars.h>

#include <inttypes.h>
#include <string.h>

#include <tix/arena.h>
#include <tix/tail.h>

#include "sql.h"
#include "windowset.h"

static const char sets_sql[] =
	"SELECT id, digest"
	"  FROM window_set /*scan*/"
	" ORDER BY id";

static const char windows_sql[] =
	"SELECT open, close, before"
	"  FROM window"
	" WHERE set_id = $set"
	" ORDER BY open";

static const char desks_sql[] =
	"SELECT version, tail"
	"  FROM desk /*scan*/"
	" ORDER BY version";

static const char has_sql[] =
	"SELECT EXISTS (SELECT 1 FROM calendar"
	"                WHERE name = $name AND version <= $version)";

static struct tix_window
window_of(const struct tix_row *row)
{
	return (struct tix_window){ tix_row_int(row, 0), tix_row_int(row, 1),
		tix_row_int(row, 2) };
}

/* What is looked at, and who is told. */
struct checking {
	void (*say)(void *arg, const char *finding);
	void *arg;
	bool odd;
	struct tix_hash hash;
	struct tix_window last;
	bool in_order;
};

static void
say(struct checking *c, const char *finding)
{
	c->odd = true;
	c->say(c->arg, finding);
}

static enum tix_status
check_window(struct tix *tx, const struct tix_row *row, void *arg)
{
	struct checking *c = arg;
	const struct tix_window w = window_of(row), *last = &c->last;

	(void)tx;
	c->in_order = c->in_order && w.open < w.close &&
	    (last->open == last->close || w.open > last->close) &&
	    w.before == last->before + last->close - last->open;
	tix_window_hash(&c->hash, &w);
	c->last = w;
	return TIX_OK;
}

static enum tix_status
check_set(struct tix *tx, const struct tix_row *row, void *arg)
{
	struct checking *c = arg;
	const int64_t id = tix_row_int(row, 0);
	unsigned char digest[TIX_HASH_SIZE];
	const void *told;
	size_t n;
	enum tix_status s;

	c->in_order = true;
	c->last = (struct tix_window){ 0 };
	tix_hash_init(&c->hash);
	s = tix_sql(tx, windows_sql, TIX_PARAMS(TIX_INT("$set", id)),
	    check_window, c);
	tix_hash_end(&c->hash, digest);
	told = tix_row_peek(row, 1, false, &n);
	if (s == TIX_OK && !c->in_order)
		say(c, tix_arena_printf(tx->mem, "windows %" PRId64 ": out "
		    "of order, or their sums are wrong", id));
	else if (s == TIX_OK && (told == NULL || n != sizeof digest ||
	    memcmp(told, digest, n) != 0))
		say(c, tix_arena_printf(tx->mem, "windows %" PRId64 ": not "
		    "those that were compiled", id));
	return s;
}

static enum tix_status
check_desk(struct tix *tx, const struct tix_row *row, void *arg)
{
	const char *at = tix_row_text(row, 1, tx->mem);
	const int64_t version = tix_row_int(row, 0);
	struct tix_tail_line line;
	enum tix_status s = TIX_OK;

	while (s == TIX_OK && tix_tail_next(tx->mem, &at, 'c', &line)) {
		int64_t has = 0;

		s = tix_sql_int(tx, has_sql, TIX_PARAMS(
		    TIX_TEXT("$name", line.name),
		    TIX_INT("$version", version)), 0, &has);
		if (s == TIX_OK && has == 0)
			say(arg, tix_arena_printf(tx->mem, "calendar '%s' of "
			    "desk version %" PRId64 " has no windows",
			    line.name, version));
	}
	tix_arena_reset(tx->mem);
	return s;
}

enum tix_status
tix_calendars_check(struct tix *tx, void (*tell)(void *arg,
    const char *finding), void *arg)
{
	struct checking c = { .say = tell, .arg = arg };
	enum tix_status s = tix_sql(tx, sets_sql, NULL, check_set, &c);

	if (s == TIX_OK)
		s = tix_sql(tx, desks_sql, NULL, check_desk, &c);
	return s == TIX_OK && c.odd ? TIX_NO : s;
}
