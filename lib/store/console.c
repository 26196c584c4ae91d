/*
 * SQL that others wrote.
 *
 * It is compiled twice.  First where there is nothing but views of the right
 * names and columns: what it names must be found there, so that it can name no
 * table of the desk, however it is written.  Then on the desk, where the views
 * read the tables.  Both times all but reading is refused.
 */
#include <tix/console.h>

#include "consoleparts.h"

#include <string.h>
#include <time.h>

#include <tix/hindsight.h>
#include <tix/point.h>
#include <tix/time.h>
#include <tix/utf8.h>

struct asking {
	const struct tix_console *c;
	struct tix *tx;
	const char *sql; /* the statement, behind what is none */
	struct tix_compiled compiled;
	int64_t end;     /* when it has taken too long, or 0 */
	bool late;
	struct tix_value *values;
};

static int64_t
monotonic(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec * TIX_SECOND + ts.tv_nsec / 1000;
}

static bool
must_stop(void *arg)
{
	struct asking *a = arg;

	a->late = a->late || (a->end != 0 && monotonic() >= a->end);
	return a->late || tix_stopped(a->tx);
}

static bool
begins(const char *name, const char *with)
{
	return strncmp(name, with, strlen(with)) == 0;
}

/* A table of the statement's own is met here only where its rows count. */
static bool
may_read(const char *table, const char *column)
{
	if (tix_console_is_view(table) || strcmp(table, "json_each") == 0 ||
	    strcmp(table, "json_tree") == 0)
		return true;
	return *column == '\0' && !begins(table, "sqlite_") &&
	    !begins(table, "pragma_") && strcmp(table, "dbstat") != 0;
}

static bool
may_read_any(const char *table, const char *column)
{
	(void)table;
	(void)column;
	return true;
}

/* The failure at 'at' of the statement; the words are in tx->error. */
static enum tix_status
point(struct tix *tx, const char *text, const char *at)
{
	const char *words = tix_arena_dup(tx->run, tx->error);
	const char *place = tix_point(tx->run, text, at);

	return tix_fail(tx, TIX_INVALID, "%.*s%s",
	    (int)(sizeof tx->error - strlen(place) - 1), words, place);
}

/* What the engine said of 'sql', a part of the text, to the user. */
static enum tix_status
explain(struct asking *a, struct tix *where, const char *sql,
    enum tix_status s)
{
	struct tix *tx = a->tx;
	struct tix_trouble t;
	char room[TIX_TIME_SIZE];

	tix_sql_trouble(where, &t);
	if (a->late)
		return tix_fail(tx, TIX_BUSY,
		    "not done after %s; --timeout gives it longer",
		    tix_duration_text(room, a->c->timeout));
	if (t.kind == TIX_SQL_STOPPED)
		return tix_fail(tx, TIX_BUSY, "interrupted");
	if (t.kind != TIX_SQL_WRONG || s != TIX_FAILED)
		return where == tx ? s : tix_fail(tx, s, "%s", where->error);
	if (strcmp(t.words, "not authorized") == 0)
		return tix_fail(tx, TIX_INVALID, "only what reads is run: "
		    "SELECT, WITH, VALUES, EXPLAIN");
	tix_fail(tx, TIX_INVALID, "%s", t.words);
	return t.place >= 0 && (size_t)t.place <= strlen(sql) ?
	    point(tx, a->c->sql, sql + t.place) : TIX_INVALID;
}

/* Find the one statement that there must be. */
static enum tix_status
find(struct asking *a, struct tix *stubs)
{
	struct tix *tx = a->tx;
	const char *at = a->c->sql;
	struct tix_compiled one;
	enum tix_status s;

	for (; *at != '\0'; at = one.rest) {
		s = tix_sql_compile(stubs, at, &one);
		if (a->sql != NULL && (s != TIX_OK || one.any)) {
			tix_fail(tx, TIX_INVALID, "more than one statement");
			return point(tx, a->c->sql, at);
		}
		if (s != TIX_OK)
			return explain(a, stubs, at, s);
		if (one.any && !one.reads)
			return tix_fail(tx, TIX_INVALID, "only what reads is "
			    "run: SELECT, WITH, VALUES, EXPLAIN");
		if (one.any) {
			a->sql = at;
			a->compiled = one;
		}
	}
	return a->sql != NULL ? TIX_OK :
	    tix_fail(tx, TIX_INVALID, "there is no statement");
}

static enum tix_status
check(struct asking *a)
{
	struct tix stubs = { .run = a->tx->run, .mem = a->tx->mem };
	const struct tix_guard guard = {
		.may_read = may_read, .may_call = tix_console_may_call,
		.must_stop = must_stop, .arg = a,
	};
	enum tix_status s = tix_db_attach(&stubs, ":memory:", 0);

	if (s == TIX_OK)
		s = tix_sql_script(&stubs, tix_console_views(a->tx, true));
	if (s != TIX_OK) {
		tix_fail(a->tx, s, "%s", stubs.error);
	} else {
		tix_sql_guard(&stubs, &guard);
		s = find(a, &stubs);
	}
	tix_db_close(&stubs);
	return s;
}

static const char *
hexadecimal(struct tix_arena *mem, const unsigned char *p, size_t n)
{
	static const char digits[] = "0123456789abcdef";
	char *out = tix_arena_alloc(mem, 2 * n + 1);

	for (size_t i = 0; i < n; i++) {
		out[2 * i] = digits[p[i] >> 4];
		out[2 * i + 1] = digits[p[i] & 15];
	}
	return out;
}

static struct tix_value
value_of(struct tix *tx, const struct tix_row *row, int column)
{
	struct tix_value v = { .type = TIX_T_TEXT };
	const void *p;
	size_t n;

	switch (tix_row_storage(row, column)) {
	case TIX_IS_NULL:
		return v;
	case TIX_IS_INT:
		v.type = TIX_T_INT;
		v.i = tix_row_int(row, column);
		return v;
	case TIX_IS_BLOB:
		p = tix_row_peek(row, column, false, &n);
		v.s = hexadecimal(tx->mem, p, n);
		return v;
	case TIX_IS_REAL:
		v.type = TIX_T_JSON;
		break;
	case TIX_IS_TEXT:
		break;
	}
	v.s = tix_row_text(row, column, tx->mem);
	return v;
}

static enum tix_status
take_row(struct tix *tx, const struct tix_row *row, void *arg)
{
	struct asking *a = arg;
	enum tix_status s;

	for (size_t i = 0; i < a->compiled.ncolumns; i++)
		a->values[i] = value_of(tx, row, (int)i);
	s = a->c->row(tx, a->values, a->c->arg);
	tix_arena_reset(tx->mem);
	return s;
}

static enum tix_status
begin(struct asking *a)
{
	const size_t n = a->compiled.ncolumns;
	const char **names = tix_arena_array(a->tx->run, n, sizeof *names);

	for (size_t i = 0; i < n; i++)
		names[i] = tix_utf8_clean(a->tx->run, a->compiled.columns[i]);
	a->values = tix_arena_array(a->tx->run, n, sizeof *a->values);
	return a->c->head(a->tx, names, n, a->c->arg);
}

/* Did the engine fail, or who takes the rows? */
static enum tix_status
run(struct asking *a, const struct tix_param *params)
{
	enum tix_status s = tix_sql(a->tx, a->sql, params, take_row, a);
	struct tix_trouble t;

	if (s == TIX_OK)
		return s;
	tix_sql_trouble(a->tx, &t);
	return t.kind == TIX_SQL_FAULT && !a->late ? s :
	    explain(a, a->tx, a->sql, s);
}

static enum tix_status
ask(struct asking *a, const struct tix_param *params)
{
	const struct tix_guard guard = {
		.may_read = may_read_any, .may_call = tix_console_may_call,
		.must_stop = must_stop, .arg = a,
	};
	enum tix_status s;

	tix_sql_guard(a->tx, &guard);
	s = tix_sql_compile(a->tx, a->sql, &a->compiled);
	if (s != TIX_OK)
		s = explain(a, a->tx, a->sql, s);
	else
		s = begin(a);
	if (s == TIX_OK)
		s = run(a, params);
	tix_sql_guard(a->tx, NULL);
	return s;
}

enum tix_status
tix_console_ask(struct tix *tx, const struct tix_console *c)
{
	struct asking a = { .c = c, .tx = tx };
	const struct tix_param *params;
	enum tix_status s;

	if (c->timeout > 0)
		a.end = monotonic() + c->timeout;
	s = check(&a);
	if (s == TIX_OK)
		s = tix_console_bind(tx, c, &a.compiled, &params);
	if (s == TIX_OK)
		s = tix_sql_script(tx, tix_console_views(tx, false));
	if (s == TIX_OK)
		s = tix_db_read_begin(tx);
	if (s == TIX_OK)
		s = tix_hindsight_tallies(tx);
	if (s == TIX_OK)
		s = ask(&a, params);
	tix_db_read_end(tx);
	return s;
}
