/*
 * Opening a desk's file, and making one.
 */
#include <tix/db.h>

#include "file.h"
#include "sql.h"

#include <tix/arena.h>

#define APPLICATION_ID 0x74697821 /* "tix!" */

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

/* These two read the file's head alone, not the schema. */
static const char application_sql[] = "PRAGMA application_id";
static const char version_sql[] = "PRAGMA user_version";

static enum tix_status
check_identity(struct tix *tx)
{
	const char *path = tix_db_path(tx);
	int64_t application = 0, version = 0;
	enum tix_status s;

	s = tix_sql_int(tx, application_sql, NULL, 0, &application);
	if (s == TIX_OK)
		s = tix_sql_int(tx, version_sql, NULL, 0, &version);
	if (s != TIX_OK)
		return s;
	if (application != APPLICATION_ID)
		return tix_fail(tx, TIX_CONFLICT, "'%s' is no desk",
		    path);
	if (version > TIX_DB_SCHEMA)
		return tix_fail(tx, TIX_CONFLICT,
		    "'%s' is of a newer tix (schema %lld, this one has %d)",
		    path, (long long)version, TIX_DB_SCHEMA);
	if (version < TIX_DB_SCHEMA)
		return tix_fail(tx, TIX_CONFLICT,
		    "'%s' is of an older tix; run tix upgrade", path);
	return TIX_OK;
}

enum tix_status
tix_db_open(struct tix *tx, const char *path, enum tix_db_mode mode,
    int64_t wait)
{
	enum tix_status s = tix_file_check(tx, path, &path);

	if (s == TIX_OK)
		s = tix_db_attach(tx, path, wait);
	if (s == TIX_OK)
		s = check_identity(tx);
	if (s == TIX_OK && mode == TIX_DB_WRITE)
		s = tix_sql_script(tx, settings_sql);
	if (s == TIX_OK && mode == TIX_DB_WRITE)
		s = tix_gate_open(tx, tix_db_session(tx)->path,
		    &tix_db_session(tx)->gate);
	return s;
}

static enum tix_status
apply_schema(struct tix *tx)
{
	char *head = tix_arena_printf(tx->run, "PRAGMA application_id = %d;"
	    "PRAGMA user_version = %d;", APPLICATION_ID, TIX_DB_SCHEMA);
	enum tix_status s = TIX_OK;

	for (size_t i = 0; s == TIX_OK && i < TIX_DB_SCHEMA; i++)
		s = tix_sql_script(tx, schema[i]);
	return s == TIX_OK ? tix_sql_script(tx, head) : s;
}

enum tix_status
tix_db_create(struct tix *tx, const char *path, const char *group)
{
	enum tix_status s = tix_file_create(tx, path, group, &path);

	if (s != TIX_OK)
		return s;
	s = tix_db_attach(tx, path, 10 * INT64_C(1000000));
	tix_db_session(tx)->fresh = true;
	if (s == TIX_OK)
		s = tix_sql_script(tx, "PRAGMA journal_mode = WAL");
	if (s == TIX_OK)
		s = tix_sql_script(tx, settings_sql);
	if (s == TIX_OK)
		s = tix_gate_open(tx, path, &tix_db_session(tx)->gate);
	if (s == TIX_OK)
		s = tix_db_begin(tx);
	if (s == TIX_OK)
		s = apply_schema(tx);
	if (s != TIX_OK)
		tix_db_close(tx);
	return s; /* the caller commits with the desk in it */
}
