/*
 * What an export takes from all tables but those of events and tickets, and
 * what is put back into them.
 */
#include <tix/exports.h>

#include "sql.h"

#include <string.h>

static const char desks_sql[] =
	"SELECT version, compiled || tail, source"
	"  FROM desk /*scan*/"
	" ORDER BY version";

static const char rows_sql[] =
	"SELECT ticket, digest, occurrence"
	"  FROM import_row /*scan*/"
	" ORDER BY ticket, digest, occurrence";

static const char rows_of_sql[] =
	"SELECT ticket, digest, occurrence"
	"  FROM import_row"
	" WHERE ticket = $ticket"
	" ORDER BY digest, occurrence";

static const char numbers_sql[] =
	"SELECT seq"
	"  FROM event"
	" WHERE ticket = $ticket AND seq <= $last";

static const char empty_sql[] =
	"SELECT NOT EXISTS (SELECT 1 FROM ticket)"
	"   AND (SELECT max(seq) FROM event) = 1"
	"   AND (SELECT kind FROM event WHERE seq = 1) = 'desk'"
	"   AND (SELECT max(version) FROM desk) = 1"
	"   AND (SELECT value FROM meta WHERE name = 'next_ticket') = 1";

static const char clear_sql[] =
	"PRAGMA defer_foreign_keys = ON;"
	"DELETE FROM event WHERE seq = 1;"
	"DELETE FROM law;"
	"DELETE FROM calendar;"
	"DELETE FROM window;"
	"DELETE FROM window_set;"
	"DELETE FROM desk WHERE version = 1;";

static const char next_sql[] =
	"UPDATE meta SET value = $next WHERE name = 'next_ticket'";

static const char row_sql[] =
	"INSERT OR IGNORE INTO import_row (ticket, digest, occurrence)"
	" VALUES ($ticket, $digest, $occurrence)";

struct taking {
	tix_policy_fn desk;
	tix_exported_row_fn row;
	tix_number_fn number;
	void *arg;
};

static enum tix_status
take_desk(struct tix *tx, const struct tix_row *row, void *arg)
{
	const struct taking *t = arg;

	return t->desk(tx, tix_row_int(row, 0), tix_row_text(row, 1, tx->mem),
	    tix_row_text(row, 2, tx->mem), t->arg);
}

enum tix_status
tix_exports_desks(struct tix *tx, tix_policy_fn fn, void *arg)
{
	struct taking t = { .desk = fn, .arg = arg };

	return tix_sql(tx, desks_sql, NULL, take_desk, &t);
}

static enum tix_status
take_row(struct tix *tx, const struct tix_row *row, void *arg)
{
	const struct taking *t = arg;
	struct tix_export_row r = {
		.ticket = tix_row_int(row, 0),
		.occurrence = tix_row_int(row, 2),
	};
	size_t n;
	const void *digest = tix_row_peek(row, 1, false, &n);

	if (n == sizeof r.digest)
		memcpy(r.digest, digest, n);
	return t->row(tx, &r, t->arg);
}

enum tix_status
tix_exports_rows(struct tix *tx, int64_t ticket, tix_exported_row_fn fn,
    void *arg)
{
	struct taking t = { .row = fn, .arg = arg };

	if (ticket == 0)
		return tix_sql(tx, rows_sql, NULL, take_row, &t);
	return tix_sql(tx, rows_of_sql, TIX_PARAMS(TIX_INT("$ticket", ticket)),
	    take_row, &t);
}

static enum tix_status
take_number(struct tix *tx, const struct tix_row *row, void *arg)
{
	const struct taking *t = arg;

	return t->number(tx, tix_row_int(row, 0), t->arg);
}

enum tix_status
tix_exports_numbers(struct tix *tx, int64_t ticket, int64_t last,
    tix_number_fn fn, void *arg)
{
	struct taking t = { .number = fn, .arg = arg };

	return tix_sql(tx, numbers_sql, TIX_PARAMS(TIX_INT("$ticket", ticket),
	    TIX_INT("$last", last)), take_number, &t);
}

enum tix_status
tix_exports_is_empty(struct tix *tx, bool *empty)
{
	int64_t n;
	enum tix_status s = tix_sql_int(tx, empty_sql, NULL, 0, &n);

	*empty = s == TIX_OK && n == 1;
	return s;
}

enum tix_status
tix_exports_clear(struct tix *tx)
{
	return tix_sql_script(tx, clear_sql);
}

enum tix_status
tix_exports_put_next(struct tix *tx, int64_t next_ticket)
{
	return tix_sql(tx, next_sql,
	    TIX_PARAMS(TIX_INT("$next", next_ticket)), NULL, NULL);
}

enum tix_status
tix_exports_put_row(struct tix *tx, const struct tix_export_row *row)
{
	return tix_sql(tx, row_sql, TIX_PARAMS(
	    TIX_INT("$ticket", row->ticket),
	    TIX_BLOB("$digest", row->digest, sizeof row->digest),
	    TIX_INT("$occurrence", row->occurrence)), NULL, NULL);
}
