/*
 * Proof that attachments are what the events say.
 */
#include "fsckparts.h"

#include <inttypes.h>
#include <string.h>

#include <tix/attachments.h>

#include "sql.h"

static enum tix_status
check_bytes(struct tix *tx, const struct tix_attachment *a, void *arg)
{
	char hex[2 * TIX_HASH_SIZE + 1];
	unsigned char digest[TIX_HASH_SIZE];
	struct tix_hash h;

	(void)tx;
	tix_hash_init(&h);
	tix_hash_add(&h, a->data, (size_t)a->size);
	tix_hash_end(&h, digest);
	tix_hex(hex, digest, sizeof digest);
	if (strcmp(hex, a->sha256) != 0)
		tix_fsck_say(arg, "attachment %.12s: its bytes are not those "
		    "that were stored", a->sha256);
	return TIX_OK;
}

/* json_each: one pass in the engine, for few events have attachments. */
#define NAMED \
	"SELECT e.seq AS seq, a.value ->> 'sha256' AS sha256" \
	"  FROM event AS e /*scan*/, json_each(e.data, '$.attachments') AS a" \
	" WHERE e.data LIKE '%\"attachments\"%'"

static const char missing_sql[] =
	"SELECT n.seq, n.sha256"
	"  FROM (" NAMED ") AS n"
	" WHERE NOT EXISTS (SELECT 1 FROM attachment AS a"
	"                    WHERE a.sha256 = n.sha256)";

static const char unnamed_sql[] =
	"SELECT sha256"
	"  FROM attachment /*scan*/"
	" EXCEPT "
	"SELECT sha256 FROM (" NAMED ")";

static enum tix_status
take_missing(struct tix *tx, const struct tix_row *row, void *arg)
{
	tix_fsck_say(arg, "event %" PRId64 ": its attachment %.12s is gone",
	    tix_row_int(row, 0), tix_row_text(row, 1, tx->mem));
	return TIX_OK;
}

static enum tix_status
take_unnamed(struct tix *tx, const struct tix_row *row, void *arg)
{
	tix_fsck_say(arg, "attachment %.12s: no event has it",
	    tix_row_text(row, 0, tx->mem));
	return TIX_OK;
}

enum tix_status
tix_fsck_attachments(struct tix *tx, struct tix_fsck *f)
{
	enum tix_status s = tix_attachments_each(tx, check_bytes, f);

	if (s == TIX_OK)
		s = tix_sql(tx, missing_sql, NULL, take_missing, f);
	if (s == TIX_OK)
		s = tix_sql(tx, unnamed_sql, NULL, take_unnamed, f);
	return s;
}
