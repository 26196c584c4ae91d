/*
 * What tix fsck checks beside the chain and the tickets.
 */
#include "fsckparts.h"

#include <inttypes.h>
#include <string.h>

#include <tix/ruleproof.h>

#include "tally_row.h"

static const char integrity_sql[] = "PRAGMA integrity_check(20)";
static const char references_sql[] = "PRAGMA foreign_key_check";

static const char create_sql[] =
	"CREATE TEMP TABLE IF NOT EXISTS folded ("
	"	slot INTEGER, measure INTEGER, level TEXT, priority INTEGER,"
	"	n INTEGER,"
	"	PRIMARY KEY (slot, measure, level, priority)"
	") WITHOUT ROWID;"
	"DELETE FROM temp.folded;";

static const char count_sql[] =
	"INSERT INTO temp.folded (slot, measure, level, priority, n)"
	" VALUES ($slot, $measure, $level, $priority, $n)"
	" ON CONFLICT DO UPDATE SET n = n + excluded.n";

static const char differing_sql[] =
	"SELECT slot, measure, level, priority"
	"  FROM (SELECT * FROM rollup WHERE n <> 0 /*scan*/"
	"         EXCEPT SELECT * FROM temp.folded)"
	" UNION "
	"SELECT slot, measure, level, priority"
	"  FROM (SELECT * FROM temp.folded WHERE n <> 0"
	"         EXCEPT SELECT * FROM rollup)"
	" LIMIT 20";

/*
 * What the events of the desk say that came into force, against what is
 * stored: a digest each of what is compiled, and of its text where it has one.
 */
static const char desks_sql[] =
	"WITH told (version, digest, source) AS MATERIALIZED ("
	"	SELECT data ->> 'version', data ->> 'digest',"
	"	       data ->> 'source'"
	"	  FROM event"
	"	 WHERE ticket IS NULL AND kind = 'desk'"
	"	   AND json_valid(data))"
	"SELECT d.version, d.compiled || d.tail, told.digest,"
	"       d.source, told.source"
	"  FROM desk AS d LEFT JOIN told ON told.version = d.version /*scan*/";

/* Each one that came into force, or that something was decided under. */
static const char lost_desks_sql[] =
	"SELECT CASE WHEN json_valid(data) THEN data ->> 'version' END"
	"  FROM event /*scan*/"
	" WHERE ticket IS NULL AND kind = 'desk'"
	" UNION "
	"SELECT desk FROM event"
	" EXCEPT "
	"SELECT version FROM desk";

/* Read as text it would end there, and what follows would go unseen. */
static const char nul_sql[] =
	"SELECT seq"
	"  FROM event /*scan*/"
	" WHERE instr(CAST(actor || ifnull(on_behalf, '') || via || kind"
	"                  AS BLOB), x'00') > 0";

static enum tix_status
say_nul(struct tix *tx, const struct tix_row *row, void *arg)
{
	(void)tx;
	tix_fsck_say(arg, "event %" PRId64 ": a NUL in its words",
	    tix_row_int(row, 0));
	return TIX_OK;
}

static enum tix_status
say_integrity(struct tix *tx, const struct tix_row *row, void *arg)
{
	const char *words = tix_row_text(row, 0, tx->mem);

	if (strcmp(words, "ok") != 0)
		tix_fsck_say(arg, "file: %s", words);
	return TIX_OK;
}

static enum tix_status
say_reference(struct tix *tx, const struct tix_row *row, void *arg)
{
	tix_fsck_say(arg, "file: a row of '%s' refers to what is not there",
	    tix_row_text(row, 0, tx->mem));
	return TIX_OK;
}

enum tix_status
tix_fsck_engine(struct tix *tx, struct tix_fsck *f)
{
	enum tix_status s = tix_sql(tx, integrity_sql, NULL, say_integrity, f);

	if (s == TIX_OK)
		s = tix_sql(tx, references_sql, NULL, say_reference, f);
	if (s == TIX_OK)
		s = tix_sql(tx, nul_sql, NULL, say_nul, f);
	return s;
}

/* Is it what its event told, none where that told none? */
static bool
is_told(const char *text, const char *digest)
{
	char hex[2 * TIX_HASH_SIZE + 1];

	if (text == NULL || digest == NULL)
		return text == NULL && digest == NULL;
	tix_hash_text(hex, text);
	return strcmp(hex, digest) == 0;
}

static enum tix_status
check_desk(struct tix *tx, const struct tix_row *row, void *arg)
{
	const char *compiled = tix_row_text(row, 1, tx->mem);
	struct tix_desk desk;

	if (!is_told(compiled, tix_row_text(row, 2, tx->mem)))
		tix_fsck_say(arg, "desk version %" PRId64
		    ": not the one that came into force",
		    tix_row_int(row, 0));
	else if (!is_told(tix_row_text(row, 3, tx->mem),
	    tix_row_text(row, 4, tx->mem)))
		tix_fsck_say(arg, "desk version %" PRId64
		    ": not the text that came into force",
		    tix_row_int(row, 0));
	if (tix_desk_prove(tx, tx->mem, compiled, strlen(compiled), &desk) !=
	    TIX_OK)
		tix_fsck_say(arg, "desk version %" PRId64
		    ": cannot be read: %s", tix_row_int(row, 0), tx->error);
	return TIX_OK;
}

static enum tix_status
say_lost_desk(struct tix *tx, const struct tix_row *row, void *arg)
{
	(void)tx;
	tix_fsck_say(arg, "desk version %" PRId64 ": missing, but has events",
	    tix_row_int(row, 0));
	return TIX_OK;
}

enum tix_status
tix_fsck_desks(struct tix *tx, struct tix_fsck *f)
{
	enum tix_status s = tix_sql(tx, desks_sql, NULL, check_desk, f);

	return s == TIX_OK ? tix_sql(tx, lost_desks_sql, NULL, say_lost_desk,
	    f) : s;
}

enum tix_status
tix_fsck_count_begin(struct tix *tx)
{
	return tix_sql_script(tx, create_sql);
}

enum tix_status
tix_fsck_count(struct tix *tx, const struct tix_tallies *l)
{
	enum tix_status s = TIX_OK;

	for (size_t i = 0; s == TIX_OK && i < l->n; i++)
		s = tix_tally_write(tx, count_sql, &l->item[i]);
	return s;
}

static enum tix_status
say_count(struct tix *tx, const struct tix_row *row, void *arg)
{
	tix_fsck_say(arg, "tallies: slot %" PRId64 ", measure %" PRId64
	    ", level '%s', priority %" PRId64 ": not the sum of the tickets",
	    tix_row_int(row, 0), tix_row_int(row, 1),
	    tix_row_text(row, 2, tx->mem), tix_row_int(row, 3));
	return TIX_OK;
}

enum tix_status
tix_fsck_count_end(struct tix *tx, struct tix_fsck *f)
{
	return tix_sql(tx, differing_sql, NULL, say_count, f);
}
