/*
 * Columns of tickets by their names.
 */
#include "private.h"

#include <string.h>

#include <tix/query.h>

static const struct {
	const char *name;
	int which;
} derived[] = {
	{ "age", TIX_Q_AGE },
	{ "idle", TIX_Q_IDLE },
};

static int
find(const char *name)
{
	for (size_t i = 0; i < sizeof derived / sizeof derived[0]; i++)
		if (strcmp(derived[i].name, name) == 0)
			return derived[i].which;
	return tix_field_find(name);
}

static struct tix_column
column_of(int which, const char *name)
{
	struct tix_column c = { .name = name };

	if (which >= TIX_FIELDS) {
		c.title = which == TIX_Q_AGE ? "AGE" : "IDLE";
		c.type = TIX_T_DURATION;
		c.flags = TIX_COL_RIGHT | TIX_COL_SECONDS | TIX_COL_AGE;
		return c;
	}
	c.title = tix_fields[which].title;
	c.type = tix_fields[which].type;
	if (c.type == TIX_T_INT)
		c.flags |= TIX_COL_RIGHT;
	if (which == TIX_F_SUBJECT || which == TIX_F_BODY ||
	    which == TIX_F_TAGS || which == TIX_F_KEY)
		c.flags |= TIX_COL_CUT;
	return c;
}

enum tix_status
tix_run_columns(struct tix *tx, struct tix_run *r, const char *fields,
    struct tix_column **columns, int **which, size_t *n)
{
	char *list = tix_arena_dup(tx->run, fields);
	size_t max = strlen(fields) / 2 + 1;
	char *save = NULL;
	char *name;

	(void)r;
	*n = 0;
	*columns = tix_arena_array(tx->run, max, sizeof **columns);
	*which = tix_arena_array(tx->run, max, sizeof **which);
	for (name = strtok_r(list, ",", &save); name != NULL;
	    name = strtok_r(NULL, ",", &save)) {
		int f = find(name);

		if (f < 0)
			return tix_fail(tx, TIX_INVALID,
			    "unknown field '%s'; there are: %s, age, idle",
			    name, tix_field_names(tx->run, 0));
		(*which)[*n] = f;
		(*columns)[*n] = column_of(f, name);
		++*n;
	}
	if (*n == 0)
		return tix_fail(tx, TIX_INVALID,
		    "no field named; there are: %s, age, idle",
		    tix_field_names(tx->run, 0));
	return TIX_OK;
}

struct tix_value
tix_run_value(const struct tix *tx, const struct tix_ticket *t, int which)
{
	struct tix_value v = { .type = TIX_T_DURATION };

	if (which < TIX_FIELDS)
		return tix_ticket_get(t, (enum tix_field)which);
	v.i = tx->now - (which == TIX_Q_AGE ? t->opened : t->updated);
	return v;
}
