/*
 * For tix fsck: what the file is built of, against what a new one is.
 */
#include "fsckparts.h"

#include <tix/db.h>

#include "sql.h"

static const char create_sql[] =
	"CREATE TEMP TABLE IF NOT EXISTS built ("
	"	type TEXT, name TEXT, tbl_name TEXT, sql TEXT"
	");"
	"DELETE FROM temp.built;";

static const char parts_sql[] =
	"SELECT type, name, tbl_name, sql"
	"  FROM sqlite_schema /*scan*/";

static const char add_sql[] =
	"INSERT INTO temp.built (type, name, tbl_name, sql)"
	" VALUES ($type, $name, $table, $sql)";

/* What ANALYZE leaves only tells the engine how much there is of what. */
static const char differing_sql[] =
	"SELECT type, name, 'is missing'"
	"  FROM temp.built AS b /*scan*/"
	" WHERE NOT EXISTS (SELECT 1 FROM main.sqlite_schema AS s"
	"                    WHERE s.type = b.type AND s.name = b.name)"
	" UNION ALL "
	"SELECT type, name, 'is foreign'"
	"  FROM main.sqlite_schema AS s"
	" WHERE NOT EXISTS (SELECT 1 FROM temp.built AS b"
	"                    WHERE s.type = b.type AND s.name = b.name)"
	"   AND name NOT IN ('sqlite_stat1', 'sqlite_stat4')"
	" UNION ALL "
	"SELECT s.type, s.name, 'is not as it was made'"
	"  FROM main.sqlite_schema AS s, temp.built AS b"
	" WHERE s.type = b.type AND s.name = b.name"
	"   AND (s.tbl_name IS NOT b.tbl_name OR s.sql IS NOT b.sql)";

static const char meta_sql[] =
	"SELECT name, 'is foreign'"
	"  FROM meta /*scan*/"
	" WHERE name NOT IN ('turns', 'next_ticket', 'retime', 'swept')"
	" UNION ALL "
	"SELECT column1, 'is missing'"
	"  FROM (VALUES ('turns'), ('next_ticket'), ('retime'))"
	" WHERE column1 NOT IN (SELECT name FROM meta)"
	" UNION ALL "
	"SELECT name, 'is out of range'"
	"  FROM meta"
	" WHERE value < CASE name WHEN 'next_ticket' THEN 1"
	"       WHEN 'retime' THEN -9007199254740991 ELSE 0 END"
	"    OR value >= 9007199254740992";

static enum tix_status
add_part(struct tix *tx, const struct tix_row *row, void *arg)
{
	struct tix *into = arg;

	return tix_sql(into, add_sql, TIX_PARAMS(
	    TIX_TEXT("$type", tix_row_text(row, 0, tx->mem)),
	    TIX_TEXT("$name", tix_row_text(row, 1, tx->mem)),
	    TIX_TEXT("$table", tix_row_text(row, 2, tx->mem)),
	    TIX_TEXT("$sql", tix_row_text(row, 3, tx->mem))), NULL, NULL);
}

static enum tix_status
build(struct tix *tx)
{
	struct tix other = { .run = tx->run, .mem = tx->mem };
	enum tix_status s = tix_db_attach(&other, ":memory:", 0);

	if (s == TIX_OK)
		s = tix_db_schema(&other);
	if (s == TIX_OK)
		s = tix_sql(&other, parts_sql, NULL, add_part, tx);
	if (s != TIX_OK && tx->error[0] == '\0')
		s = tix_fail(tx, s, "%s", other.error);
	tix_db_close(&other);
	return s;
}

static enum tix_status
say_part(struct tix *tx, const struct tix_row *row, void *arg)
{
	tix_fsck_say(arg, "structure: %s '%s' %s",
	    tix_row_text(row, 0, tx->mem), tix_row_text(row, 1, tx->mem),
	    tix_row_text(row, 2, tx->mem));
	return TIX_OK;
}

enum tix_status
tix_fsck_schema(struct tix *tx, struct tix_fsck *f)
{
	enum tix_status s = tix_sql_script(tx, create_sql);

	if (s == TIX_OK)
		s = build(tx);
	return s == TIX_OK ? tix_sql(tx, differing_sql, NULL, say_part, f) : s;
}

static enum tix_status
say_meta(struct tix *tx, const struct tix_row *row, void *arg)
{
	const char *name = tix_row_text(row, 0, tx->mem);

	tix_fsck_say(arg, "meta: '%s' %s", name != NULL ? name : "",
	    tix_row_text(row, 1, tx->mem));
	return TIX_OK;
}

enum tix_status
tix_fsck_meta(struct tix *tx, struct tix_fsck *f)
{
	return tix_sql(tx, meta_sql, NULL, say_meta, f);
}
