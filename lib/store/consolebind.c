/*
 * Values for the parameters of a statement that others wrote.
 */
#include "consoleparts.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <tix/time.h>

/* A whole number is one, as in the engine's own text: no "007", no "+7". */
static bool
is_int(const char *text, int64_t *i)
{
	char again[32];
	char *end;

	*i = strtoimax(text, &end, 10);
	snprintf(again, sizeof again, "%" PRId64, *i);
	return *end == '\0' && strcmp(again, text) == 0;
}

static struct tix_param
param_of(const char *name, const char *value)
{
	struct tix_param p = { .name = name, .type = TIX_P_TEXT, .p = value };

	if (is_int(value, &p.i))
		p.type = TIX_P_INT;
	return p;
}

/* What there is without being given. */
static const char *
known_value(struct tix *tx, const char *name)
{
	char room[TIX_TIME_SIZE];

	if (strcmp(name, "$now") == 0)
		return tix_arena_dup(tx->run, tix_time_rfc3339(room,
		    tx->now - tx->now % TIX_SECOND));
	if (strcmp(name, "$now_us") == 0)
		return tix_arena_printf(tx->run, "%" PRId64, tx->now);
	if (strcmp(name, "$me") == 0)
		return tx->on_behalf != NULL ? tx->on_behalf : tx->actor;
	return NULL;
}

static enum tix_status
find_value(struct tix *tx, const struct tix_console *c, const char *name,
    const char **value)
{
	*value = NULL;
	if (name == NULL || name[0] != '$')
		return tix_fail(tx, TIX_INVALID, "'%s' stands for no value; "
		    "write $NAME and give --param NAME=VALUE",
		    name != NULL ? name : "?");
	*value = known_value(tx, name);
	for (size_t i = 0; i < c->nparams; i++)
		if (strcmp(c->params[i].name, name + 1) == 0)
			*value = c->params[i].value;
	return *value != NULL ? TIX_OK : tix_fail(tx, TIX_INVALID,
	    "'%s' has no value; give --param %s=VALUE", name, name + 1);
}

static enum tix_status
check_used(struct tix *tx, const struct tix_console *c,
    const struct tix_compiled *s)
{
	for (size_t i = 0; i < c->nparams; i++) {
		const char *name = c->params[i].name;
		bool used = false;

		for (size_t j = 0; j < s->nparams; j++)
			used = used || strcmp(s->params[j] + 1,
			    name) == 0;
		if (!used)
			return tix_fail(tx, TIX_INVALID,
			    "there is no '$%s' in the statement", name);
	}
	return TIX_OK;
}

enum tix_status
tix_console_bind(struct tix *tx, const struct tix_console *c,
    const struct tix_compiled *statement, const struct tix_param **params)
{
	const size_t n = statement->nparams;
	struct tix_param *all = tix_arena_array(tx->run, n + 1, sizeof *all);
	enum tix_status s = TIX_OK;
	const char *value;

	*params = all;
	for (size_t i = 0; s == TIX_OK && i < n; i++) {
		s = find_value(tx, c, statement->params[i], &value);
		if (s == TIX_OK)
			all[i] = param_of(statement->params[i], value);
	}
	return s == TIX_OK ? check_used(tx, c, statement) : s;
}
