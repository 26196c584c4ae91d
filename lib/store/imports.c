/*
 * The table of imported rows.
 */
#include <tix/imports.h>

#include <string.h>

#include "sql.h"

static const char of_sql[] =
	"SELECT digest, occurrence"
	"  FROM import_row"
	" WHERE ticket = $ticket"
	" ORDER BY digest, occurrence";

static const char add_sql[] =
	"INSERT INTO import_row (ticket, digest, occurrence)"
	" VALUES ($ticket, $digest, $occurrence)";

struct list {
	struct tix_arena *mem;
	struct tix_import_id *id;
	size_t n;
	size_t cap;
};

static enum tix_status
take_id(struct tix *tx, const struct tix_row *row, void *arg)
{
	struct list *l = arg;
	struct tix_import_id *more;
	size_t n;
	const void *digest = tix_row_blob(row, 0, &n, tx->mem);

	if (l->n == l->cap) {
		l->cap = l->cap == 0 ? 32 : 2 * l->cap;
		more = tix_arena_array(l->mem, l->cap, sizeof *more);
		if (l->n > 0)
			memcpy(more, l->id, l->n * sizeof *more);
		l->id = more;
	}
	if (n == sizeof l->id->digest)
		memcpy(l->id[l->n].digest, digest, n);
	l->id[l->n++].occurrence = tix_row_int(row, 1);
	return TIX_OK;
}

enum tix_status
tix_imports_of(struct tix *tx, struct tix_arena *mem, int64_t ticket,
    struct tix_import_id **ids, size_t *n)
{
	struct list l = { .mem = mem };
	enum tix_status st = tix_sql(tx, of_sql,
	    TIX_PARAMS(TIX_INT("$ticket", ticket)), take_id, &l);

	*ids = l.id;
	*n = l.n;
	return st;
}

enum tix_status
tix_imports_add(struct tix *tx, int64_t ticket,
    const unsigned char digest[TIX_IMPORT_DIGEST_SIZE], int64_t occurrence)
{
	return tix_sql(tx, add_sql, TIX_PARAMS(TIX_INT("$ticket", ticket),
	    TIX_BLOB("$digest", digest, TIX_IMPORT_DIGEST_SIZE),
	    TIX_INT("$occurrence", occurrence)), NULL, NULL);
}
