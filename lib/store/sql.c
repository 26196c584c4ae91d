/*
 * What queries have in common above the engine.
 */
#include "sql.h"

#include <string.h>

#include <tix/arena.h>
#include <tix/trace.h>

/* What the engine found, as what the caller can do about it. */
enum tix_status
tix_sql_fault(struct tix *tx, const char *what)
{
	const char *path = tix_db_session(tx)->path;
	struct tix_trouble t;

	tix_sql_trouble(tx, &t);
	switch (t.kind) {
	case TIX_SQL_LOCKED:
		return tix_fail(tx, TIX_BUSY, "the desk is locked by others");
	case TIX_SQL_NO_DESK:
		return tix_fail(tx, TIX_CONFLICT, "'%s' is no desk", path);
	case TIX_SQL_DAMAGED:
		return tix_fail(tx, TIX_IO, "'%s' is damaged: %s; see tix fsck",
		    path, t.words);
	case TIX_SQL_IO:
		return tix_fail(tx, TIX_IO, "'%s': %s", path, t.words);
	case TIX_SQL_BROKEN:
		return tix_fail(tx, TIX_CONFLICT, "%s: %s", what, t.words);
	case TIX_SQL_LONG:
		return tix_fail(tx, TIX_INVALID, "%s: %s", what, t.words);
	case TIX_SQL_WRONG:
	case TIX_SQL_STOPPED:
	case TIX_SQL_FAULT:
		break;
	}
	return tix_fail(tx, TIX_FAILED, "%s: %s", what, t.words);
}

/* Tests ask to be told of a scan that nobody meant; the past is one. */
void
tix_sql_scanned(struct tix *tx, const char *sql, int steps)
{
	if (steps > 0 && tix_db_session(tx)->past == NULL &&
	    strstr(sql, "/*scan*/") == NULL)
		tix_tracef(tx, TIX_TRACE_SCAN, "full scan: %s", sql);
}

/* A pattern that gives up matches nothing. */
bool
tix_sql_match(struct tix *tx, int64_t i, const char *text)
{
	const struct tix_session *d = tix_db_session(tx);

	return i >= 0 && (size_t)i < d->nre && text != NULL &&
	    tix_regex_match(tx, d->re[i], text) == TIX_OK;
}

struct one_int {
	int64_t *out;
};

static enum tix_status
take_int(struct tix *tx, const struct tix_row *row, void *arg)
{
	(void)tx;
	if (!tix_row_null(row, 0))
		*((struct one_int *)arg)->out = tix_row_int(row, 0);
	return TIX_NO;
}

enum tix_status
tix_sql_int(struct tix *tx, const char *sql, const struct tix_param *params,
    int64_t otherwise, int64_t *out)
{
	struct one_int one = { .out = out };

	*out = otherwise;
	return tix_sql(tx, sql, params, take_int, &one);
}

bool
tix_row_null(const struct tix_row *row, int column)
{
	return tix_row_storage(row, column) == TIX_IS_NULL;
}

/* No program writes one: what comes behind it must not go unseen. */
static const char *
without_nul(struct tix_arena *a, const char *text, size_t n)
{
	char *out = tix_arena_alloc(a, 3 * n + 1), *to = out;

	for (size_t i = 0; i < n; i++)
		if (text[i] != '\0') {
			*to++ = text[i];
		} else {
			memcpy(to, "\xef\xbf\xbd", 3);
			to += 3;
		}
	return out;
}

const char *
tix_row_text(const struct tix_row *row, int column, struct tix_arena *a)
{
	size_t n;
	const void *p = tix_row_peek(row, column, true, &n);

	if (p == NULL)
		return NULL;
	return memchr(p, '\0', n) != NULL ? without_nul(a, p, n) :
	    tix_arena_dup_n(a, p, n);
}

const void *
tix_row_blob(const struct tix_row *row, int column, size_t *n,
    struct tix_arena *a)
{
	const void *p = tix_row_peek(row, column, false, n);

	return p == NULL ? NULL : tix_arena_dup_n(a, p, *n);
}
