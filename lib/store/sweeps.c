/*
 * When time's work was last done: a number beside the desk's others.
 */
#include <tix/sweeps.h>

#include "sql.h"

/* The latest: two sweeps may end in the other order. */
static const char finish_sql[] =
	"INSERT INTO meta (name, value)"
	" VALUES ('swept', $at)"
	" ON CONFLICT DO UPDATE SET value = max(value, excluded.value)";

static const char last_sql[] =
	"SELECT value"
	"  FROM meta"
	" WHERE name = 'swept'";

enum tix_status
tix_sweeps_finished(struct tix *tx, int64_t at)
{
	return tix_sql(tx, finish_sql, TIX_PARAMS(TIX_INT("$at", at)), NULL,
	    NULL);
}

enum tix_status
tix_sweeps_last(struct tix *tx, int64_t *at)
{
	return tix_sql_int(tx, last_sql, NULL, 0, at);
}
