/*
 * The tables of calendars over time and of their windows: reading them.
 */
#include <tix/calendars.h>

#include <string.h>

#include <tix/arena.h>

#include "sql.h"

static const char pieces_sql[] =
	"SELECT since, timezone, set_id, version"
	"  FROM calendar"
	" WHERE name = $name"
	" ORDER BY version";

static const char names_sql[] =
	"SELECT DISTINCT name"
	"  FROM calendar"
	" ORDER BY name";

static const char by_time_sql[] =
	"SELECT open, close, before"
	"  FROM window"
	" WHERE set_id = $set AND open <= $at"
	" ORDER BY open DESC"
	" LIMIT 1";

static const char by_sum_sql[] =
	"SELECT open, close, before"
	"  FROM window"
	" WHERE set_id = $set AND before < $sum"
	" ORDER BY before DESC"
	" LIMIT 1";

static const char all_sql[] =
	"SELECT open, close, before"
	"  FROM window"
	" WHERE set_id = $set"
	" ORDER BY open";

static const char count_sql[] =
	"SELECT count(*)"
	"  FROM window"
	" WHERE set_id = $set";

/* A set that is looked up row by row. */
struct stored {
	struct tix_windows base;
	int64_t set;
};

struct found {
	struct tix_window window;
	bool any;
};

static struct tix_window
window_of(const struct tix_row *row)
{
	return (struct tix_window){ tix_row_int(row, 0), tix_row_int(row, 1),
		tix_row_int(row, 2) };
}

static enum tix_status
take_window(struct tix *tx, const struct tix_row *row, void *arg)
{
	struct found *f = arg;

	(void)tx;
	f->window = window_of(row);
	f->any = true;
	return TIX_NO;
}

static enum tix_status
by_time(struct tix *tx, const struct tix_windows *w, int64_t at,
    struct tix_window *window)
{
	const struct stored *set = (const void *)w;
	struct found f = { 0 };
	enum tix_status s = tix_sql(tx, by_time_sql, TIX_PARAMS(
	    TIX_INT("$set", set->set), TIX_INT("$at", at)), take_window, &f);

	*window = f.window;
	return s == TIX_OK && !f.any ? TIX_NO : s;
}

static enum tix_status
by_sum(struct tix *tx, const struct tix_windows *w, int64_t sum,
    struct tix_window *window)
{
	const struct stored *set = (const void *)w;
	struct found f = { 0 };
	enum tix_status s = tix_sql(tx, by_sum_sql, TIX_PARAMS(
	    TIX_INT("$set", set->set), TIX_INT("$sum", sum)), take_window, &f);

	*window = f.window;
	f.any = f.any && sum - f.window.before <=
	    f.window.close - f.window.open;
	return s == TIX_OK && !f.any ? TIX_NO : s;
}

/* The pieces of a calendar as they are read. */
struct reading {
	struct tix_arena *mem;
	struct tix_piece *piece;
	size_t n;
	size_t room;
};

static enum tix_status
take_piece(struct tix *tx, const struct tix_row *row, void *arg)
{
	struct reading *r = arg;
	struct stored *set = tix_arena_alloc(r->mem, sizeof *set);
	struct tix_piece *old = r->piece;

	(void)tx;
	*set = (struct stored){ { by_time, by_sum }, tix_row_int(row, 2) };
	if (r->n == r->room) {
		r->room = r->room == 0 ? 4 : 2 * r->room;
		r->piece = tix_arena_array(r->mem, r->room, sizeof *old);
		if (old != NULL)
			memcpy(r->piece, old, r->n * sizeof *old);
	}
	r->piece[r->n++] = (struct tix_piece){ tix_row_int(row, 0),
		tix_row_text(row, 1, r->mem), &set->base, tix_row_int(row, 3) };
	return TIX_OK;
}

enum tix_status
tix_calendars_worktime(struct tix *tx, struct tix_arena *mem,
    const char *name, struct tix_worktime *c)
{
	struct reading r = { .mem = mem };
	enum tix_status s = tix_sql(tx, pieces_sql, TIX_PARAMS(
	    TIX_TEXT("$name", name)), take_piece, &r);

	if (s == TIX_OK && r.n == 0)
		return tix_fail(tx, TIX_NOT_FOUND, "no calendar '%s'", name);
	*c = (struct tix_worktime){ tix_arena_dup(mem, name), r.piece, r.n };
	return s;
}

struct naming {
	enum tix_status (*fn)(struct tix *tx, const char *name, void *arg);
	void *arg;
};

static enum tix_status
take_name(struct tix *tx, const struct tix_row *row, void *arg)
{
	const struct naming *n = arg;

	return n->fn(tx, tix_row_text(row, 0, tx->mem), n->arg);
}

enum tix_status
tix_calendars_each(struct tix *tx,
    enum tix_status (*fn)(struct tix *tx, const char *name, void *arg),
    void *arg)
{
	struct naming n = { fn, arg };

	return tix_sql(tx, names_sql, NULL, take_name, &n);
}

struct loading {
	struct tix_window *item;
	int64_t n;
	int64_t room;
};

static enum tix_status
take_item(struct tix *tx, const struct tix_row *row, void *arg)
{
	struct loading *l = arg;

	(void)tx;
	if (l->n == l->room)
		return TIX_NO;
	l->item[l->n++] = window_of(row);
	return TIX_OK;
}

enum tix_status
tix_calendars_load(struct tix *tx, struct tix_arena *mem, const char *name,
    struct tix_worktime *c)
{
	struct tix_piece *p;
	enum tix_status s = tix_calendars_worktime(tx, mem, name, c);

	if (s != TIX_OK)
		return s;
	p = tix_arena_array(mem, c->n, sizeof *p);
	for (size_t i = 0; s == TIX_OK && i < c->n; i++) {
		const struct stored *old = (const void *)c->pieces[i].windows;
		struct tix_window_set *set = tix_arena_alloc(mem, sizeof *set);
		const struct tix_param *id = TIX_PARAMS(
		    TIX_INT("$set", old->set));
		struct loading l = { 0 };

		s = tix_sql_int(tx, count_sql, id, 0, &l.room);
		l.item = tix_arena_array(mem, (size_t)l.room + 1,
		    sizeof *l.item);
		if (s == TIX_OK)
			s = tix_sql(tx, all_sql, id, take_item, &l);
		tix_window_set_init(set, l.item, (size_t)l.n);
		p[i] = c->pieces[i];
		p[i].windows = &set->base;
	}
	c->pieces = p;
	return s;
}
