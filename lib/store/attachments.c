/*
 * The table of attachments.
 */
#include <tix/attachments.h>

#include "sql.h"

#include <string.h>

static const char put_sql[] =
	"INSERT INTO attachment (sha256, data)"
	" VALUES ($sha256, $data)"
	"    ON CONFLICT DO NOTHING";

static const char get_sql[] =
	"SELECT data"
	"  FROM attachment"
	" WHERE sha256 = $sha256";

/* By digest, so that two desks with the same files tell them alike. */
static const char each_sql[] =
	"SELECT data, sha256"
	"  FROM attachment /*scan*/"
	" ORDER BY sha256";

enum tix_status
tix_attachments_put(struct tix *tx, const struct tix_attachment *a)
{
	return tix_sql(tx, put_sql, TIX_PARAMS(
	    TIX_TEXT("$sha256", a->sha256),
	    TIX_BLOB("$data", a->size > 0 ? a->data : "", (size_t)a->size)),
	    NULL, NULL);
}

struct getting {
	const void *data;
	size_t len;
	bool found;
};

static enum tix_status
take_data(struct tix *tx, const struct tix_row *row, void *arg)
{
	struct getting *g = arg;

	g->data = tix_row_blob(row, 0, &g->len, tx->mem);
	g->found = true;
	return TIX_NO;
}

enum tix_status
tix_attachments_get(struct tix *tx, const char *sha256, const void **data,
    size_t *len)
{
	struct getting g = { 0 };
	enum tix_status s = tix_sql(tx, get_sql,
	    TIX_PARAMS(TIX_TEXT("$sha256", sha256)), take_data, &g);

	if (s == TIX_OK && !g.found)
		return tix_fail(tx, TIX_NOT_FOUND,
		    "the bytes of attachment '%.12s' are not kept", sha256);
	*data = g.data;
	*len = g.len;
	return s;
}

struct each {
	tix_attachment_fn fn;
	void *arg;
};

static enum tix_status
take_each(struct tix *tx, const struct tix_row *row, void *arg)
{
	const struct each *each = arg;
	const char *hex = tix_row_text(row, 1, tx->mem);
	struct tix_attachment a = { 0 };
	enum tix_status s;
	size_t n;

	a.data = tix_row_blob(row, 0, &n, tx->mem);
	a.size = (int64_t)n;
	if (strlen(hex) == sizeof a.sha256 - 1)
		memcpy(a.sha256, hex, sizeof a.sha256);
	s = each->fn(tx, &a, each->arg);
	tix_arena_reset(tx->mem);
	return s;
}

enum tix_status
tix_attachments_each(struct tix *tx, tix_attachment_fn fn, void *arg)
{
	struct each each = { .fn = fn, .arg = arg };

	return tix_sql(tx, each_sql, NULL, take_each, &each);
}
