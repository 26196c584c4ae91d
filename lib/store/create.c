/*
 * Making a desk's file: all of it under another name, so that whoever is killed
 * meanwhile leaves nothing in the way.
 */
#include <tix/db.h>

#include "file.h"
#include "sql.h"

#include <tix/arena.h>

#define WAIT (10 * INT64_C(1000000))

static const char *const schema[] = {
#include "schema.h"
};

_Static_assert(sizeof schema / sizeof schema[0] == TIX_DB_SCHEMA,
    "the number of migrations");

/*
 * REPLACE would walk past the append-only triggers without the recursive ones;
 * NORMAL would lose acknowledged tickets when the power goes.
 */
static const char settings_sql[] =
	"PRAGMA synchronous = FULL;"
	"PRAGMA foreign_keys = ON;"
	"PRAGMA recursive_triggers = ON;"
	"PRAGMA cache_size = -16384;"
	"PRAGMA temp_store = FILE;";

static const char whole_sql[] = "PRAGMA wal_checkpoint(TRUNCATE)";

enum tix_status
tix_db_settle(struct tix *tx)
{
	return tix_sql_script(tx, settings_sql);
}

enum tix_status
tix_db_schema(struct tix *tx)
{
	char *head = tix_arena_printf(tx->run, "PRAGMA application_id = %d;"
	    "PRAGMA user_version = %d;", TIX_DB_APPLICATION, TIX_DB_SCHEMA);
	enum tix_status s = TIX_OK;

	for (size_t i = 0; s == TIX_OK && i < TIX_DB_SCHEMA; i++)
		s = tix_sql_script(tx, schema[i]);
	return s == TIX_OK ? tix_sql_script(tx, head) : s;
}

enum tix_status
tix_db_create(struct tix *tx, const char *path, const char *group)
{
	const char *final;
	enum tix_status s = tix_file_create(tx, path, group, &path, &final);

	if (s != TIX_OK)
		return s;
	s = tix_db_attach(tx, path, WAIT);
	tix_db_session(tx)->final = final;
	if (s == TIX_OK)
		s = tix_sql_script(tx, "PRAGMA journal_mode = WAL");
	if (s == TIX_OK)
		s = tix_db_settle(tx);
	if (s == TIX_OK)
		s = tix_gate_open(tx, path, path, &tix_db_session(tx)->gate);
	if (s == TIX_OK)
		s = tix_db_begin(tx);
	if (s == TIX_OK)
		s = tix_db_schema(tx);
	if (s != TIX_OK)
		tix_db_close(tx);
	return s; /* the caller goes on with the desk in it */
}

/* All of it into the file itself: its log keeps the name that it has. */
static enum tix_status
empty_log(struct tix *tx)
{
	struct tix_session *d = tix_db_session(tx);
	int64_t busy = 1;
	enum tix_status s = tix_gate_enter(tx, d->path, &d->gate, WAIT);

	if (s != TIX_OK)
		return s;
	s = tix_sql_int(tx, whole_sql, NULL, 1, &busy);
	tix_gate_leave(d->gate);
	if (s == TIX_OK && busy != 0)
		s = tix_fail(tx, TIX_BUSY, "'%s' is in use", d->path);
	return s;
}

enum tix_status
tix_db_finish(struct tix *tx)
{
	struct tix_session *d = tix_db_session(tx);
	const char *path = d->path, *final = d->final;
	enum tix_status s = tix_db_commit(tx);

	if (s == TIX_OK)
		s = empty_log(tx);
	if (s == TIX_OK)
		d->final = NULL;
	tix_db_close(tx);
	return s == TIX_OK ? tix_file_name(tx, path, final) : s;
}
