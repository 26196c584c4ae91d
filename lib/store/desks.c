/*
 * The table of desk versions.
 */
#include <tix/desks.h>

#include <string.h>

#include <tix/arena.h>
#include <tix/events.h>

#include "sql.h"

static const char builtin[] =
#include "builtin.h"
;

static const char newest_sql[] =
	"SELECT version, compiled"
	"  FROM desk"
	" ORDER BY version DESC"
	" LIMIT 1";

static const char apply_sql[] =
	"INSERT INTO desk (version, compiled)"
	" VALUES ($version, $compiled)";

const char *
tix_desks_builtin(void)
{
	return builtin;
}

struct newest {
	int64_t have; /* the version whose text is not wanted, or 0 */
	int64_t version;
	const char *compiled;
};

static enum tix_status
take_newest(struct tix *tx, const struct tix_row *row, void *arg)
{
	struct newest *n = arg;

	n->version = tix_row_int(row, 0);
	if (n->version != n->have)
		n->compiled = tix_row_text(row, 1, tx->mem);
	return TIX_NO;
}

/* It was read when it was stored: the user has nothing to say differently. */
static enum tix_status
is_damaged(struct tix *tx, int64_t version)
{
	const char *words = tix_arena_dup(tx->mem, tx->error);

	return tix_fail(tx, TIX_IO,
	    "'%s' is damaged: version %lld of its policy: %s; see tix fsck",
	    tix_db_path(tx), (long long)version, words);
}

enum tix_status
tix_desks_load(struct tix *tx)
{
	struct newest n = {
		.have = tx->desk != NULL ? tx->desk->version : 0,
	};
	struct tix_desk *d;
	enum tix_status s = tix_sql(tx, newest_sql, NULL, take_newest, &n);

	if (s != TIX_OK || (n.version != 0 && n.version == n.have))
		return s;
	if (n.compiled == NULL)
		return tix_fail(tx, TIX_CONFLICT, "the file holds no desk");
	d = tix_arena_alloc(tx->run, sizeof *d);
	s = tix_desk_decode(tx, tx->run, n.compiled, strlen(n.compiled), d);
	if (s != TIX_OK)
		return is_damaged(tx, n.version);
	d->version = n.version;
	tx->desk = d;
	return TIX_OK;
}

enum tix_status
tix_desks_apply(struct tix *tx, const char *compiled)
{
	struct tix_desk *d = tix_arena_alloc(tx->run, sizeof *d);
	struct tix_event *e = tix_arena_alloc(tx->mem, sizeof *e);
	char digest[2 * TIX_HASH_SIZE + 1];
	struct newest n = { .have = 0 };
	enum tix_status s = tix_desk_decode(tx, tx->run, compiled,
	    strlen(compiled), d);

	if (s == TIX_OK)
		s = tix_sql(tx, newest_sql, NULL, take_newest, &n);
	if (s != TIX_OK)
		return s;
	if (n.compiled != NULL && strcmp(n.compiled, compiled) == 0)
		return TIX_NO;
	d->version = n.version + 1;
	tx->desk = d;
	s = tix_sql(tx, apply_sql, TIX_PARAMS(TIX_INT("$version", d->version),
	    TIX_TEXT("$compiled", compiled)), NULL, NULL);
	tix_event_init(e, TIX_E_DESK);
	tix_event_int(e, "version", d->version);
	tix_hash_text(digest, compiled);
	tix_event_text(e, "digest", digest);
	return s == TIX_OK ? tix_events_append(tx, e) : s;
}
