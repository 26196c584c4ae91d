/*
 * What queries have in common above the engine.
 */
#include "sql.h"

struct one_int {
	int64_t *out;
};

static enum tix_status
take_int(struct tix *tx, const struct tix_row *row, void *arg)
{
	(void)tx;
	if (!tix_row_null(row, 0))
		*((struct one_int *)arg)->out = tix_row_int(row, 0);
	return TIX_NO;
}

enum tix_status
tix_sql_int(struct tix *tx, const char *sql, const struct tix_param *params,
    int64_t otherwise, int64_t *out)
{
	struct one_int one = { .out = out };

	*out = otherwise;
	return tix_sql(tx, sql, params, take_int, &one);
}
