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

static const char version_sql[] = "SELECT max(version) FROM desk";

static const char load_sql[] =
	"SELECT compiled"
	"  FROM desk"
	" WHERE version = $version";

static const char apply_sql[] =
	"INSERT INTO desk (version, compiled)"
	" VALUES ($version, $compiled)";

const char *
tix_desks_builtin(void)
{
	return builtin;
}

static enum tix_status
take_compiled(struct tix *tx, const struct tix_row *row, void *arg)
{
	*(const char **)arg = tix_row_text(row, 0, tx->mem);
	return TIX_NO;
}

static enum tix_status
load(struct tix *tx, int64_t version, const char **compiled)
{
	*compiled = NULL;
	return tix_sql(tx, load_sql, TIX_PARAMS(TIX_INT("$version", version)),
	    take_compiled, (void *)(uintptr_t)compiled);
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
	struct tix_desk *d;
	const char *compiled;
	int64_t version;
	enum tix_status s = tix_sql_int(tx, version_sql, NULL, 0, &version);

	if (s != TIX_OK ||
	    (tx->desk != NULL && tx->desk->version == version))
		return s;
	s = load(tx, version, &compiled);
	if (s != TIX_OK)
		return s;
	if (compiled == NULL)
		return tix_fail(tx, TIX_CONFLICT, "the file holds no desk");
	d = tix_arena_alloc(tx->run, sizeof *d);
	s = tix_desk_decode(tx, tx->run, compiled, strlen(compiled), d);
	if (s != TIX_OK)
		return is_damaged(tx, version);
	d->version = version;
	tx->desk = d;
	return TIX_OK;
}

enum tix_status
tix_desks_apply(struct tix *tx, const char *compiled)
{
	struct tix_desk *d = tix_arena_alloc(tx->run, sizeof *d);
	struct tix_event *e = tix_arena_alloc(tx->mem, sizeof *e);
	char digest[2 * TIX_HASH_SIZE + 1];
	const char *have = NULL;
	int64_t version;
	enum tix_status s = tix_desk_decode(tx, tx->run, compiled,
	    strlen(compiled), d);

	if (s == TIX_OK)
		s = tix_sql_int(tx, version_sql, NULL, 0, &version);
	if (s == TIX_OK && version > 0)
		s = load(tx, version, &have);
	if (s != TIX_OK)
		return s;
	if (have != NULL && strcmp(have, compiled) == 0)
		return TIX_NO;
	d->version = version + 1;
	tx->desk = d;
	s = tix_sql(tx, apply_sql, TIX_PARAMS(TIX_INT("$version", d->version),
	    TIX_TEXT("$compiled", compiled)), NULL, NULL);
	tix_event_init(e, TIX_E_DESK);
	tix_event_int(e, "version", d->version);
	tix_hash_text(digest, compiled);
	tix_event_text(e, "digest", digest);
	return s == TIX_OK ? tix_events_append(tx, e) : s;
}
