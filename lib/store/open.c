/*
 * Opening a desk's file.
 */
#include <tix/db.h>

#include "blocks.h"
#include "file.h"
#include "sql.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

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
	if (application != TIX_DB_APPLICATION)
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

/* The engine would say so late, and in other words. */
static enum tix_status
check_access(struct tix *tx, const char *path, enum tix_db_mode mode)
{
	int want = mode == TIX_DB_WRITE ? R_OK | W_OK : R_OK;

	if (faccessat(AT_FDCWD, path, want, AT_EACCESS) == 0)
		return TIX_OK;
	return tix_fail(tx, TIX_IO, "'%s': %s", path, strerror(errno));
}

enum tix_status
tix_db_open(struct tix *tx, const char *path, enum tix_db_mode mode,
    int64_t wait)
{
	enum tix_status s = tix_file_check(tx, path, &path);

	if (s == TIX_OK)
		s = check_access(tx, path, mode);
	if (s == TIX_OK)
		s = tix_db_attach(tx, path, wait);
	if (s == TIX_OK)
		s = check_identity(tx);
	if (s == TIX_OK && mode == TIX_DB_WRITE)
		s = tix_db_settle(tx);
	if (s == TIX_OK && mode == TIX_DB_WRITE)
		s = tix_gate_open(tx, path, path, &tix_db_session(tx)->gate);
	return s;
}

void
tix_db_leave(struct tix *tx)
{
	if (tx->db == NULL)
		return;
	tix_db_rollback(tx);
	tix_db_read_end(tx);
	/* A sanitizer looks for what is lost; what is half made must go. */
	if (!tix_blocks_wanted() || tix_db_session(tx)->final != NULL)
		tix_db_close(tx);
}
