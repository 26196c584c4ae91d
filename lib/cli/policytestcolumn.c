/*
 * Columns of a table that tests a policy, and their cells.
 */
#include "policytest.h"

#include <string.h>

#include <tix/custom.h>
#include <tix/desk.h>

#define WANT "want_"
#define NONE "-"

/* "queue", also as "tag" and "watcher": what tix open calls it. */
static int
field_of(const char *name)
{
	if (strcmp(name, "tag") == 0)
		return TIX_F_TAGS;
	if (strcmp(name, "watcher") == 0)
		return TIX_F_WATCHERS;
	return tix_field_find(name);
}

static enum tix_status
unknown(struct tix *tx, const char *file, const char *name)
{
	struct tix_buf b = { .arena = tx->mem };

	tix_buf_str(&b, tix_field_names(tx->mem, TIX_F_SETTABLE));
	for (size_t i = 0; i < tx->desk->ncustoms; i++)
		tix_buf_printf(&b, ", %s", tx->desk->customs[i].name);
	return tix_fail(tx, TIX_NOT_FOUND, "%s:1: no column '%s'; there are: "
	    "at, %s, and with 'want_' before it what is to come of them, "
	    "want_rule", file, name, tix_buf_text(&b));
}

static enum tix_status
read_column(struct tix *tx, const char *file, const char *name,
    struct tix_test_column *c)
{
	const struct tix_custom *own;
	int f;

	c->wanted = strncmp(name, WANT, sizeof WANT - 1) == 0;
	c->name = c->wanted ? name + sizeof WANT - 1 : name;
	own = tix_desk_custom(tx->desk, c->name);
	f = field_of(c->name);
	c->what = TIX_TEST_FIELD;
	if (c->wanted && strcmp(c->name, "rule") == 0) {
		c->what = TIX_TEST_RULE;
	} else if (!c->wanted && strcmp(c->name, "at") == 0) {
		c->what = TIX_TEST_AT;
	} else if (own != NULL) {
		c->what = TIX_TEST_OWN;
		c->own = own->name;
	} else if (f < 0 || (tix_fields[f].flags & (c->wanted ?
	    TIX_F_EVENT : TIX_F_SETTABLE)) == 0 || f == TIX_F_FIELDS) {
		return unknown(tx, file, name);
	} else {
		c->field = (enum tix_field)f;
	}
	return TIX_OK;
}

static bool
is_alike(const struct tix_test_column *a, const struct tix_test_column *b)
{
	return a->wanted == b->wanted && a->what == b->what &&
	    a->field == b->field && a->own == b->own;
}

enum tix_status
tix_test_columns(struct tix *tx, const char *file, const char *const *names,
    size_t n, struct tix_test_column **columns)
{
	struct tix_test_column *c = tix_arena_array(tx->run, n + 1,
	    sizeof *c);
	bool wants = false;
	enum tix_status s = TIX_OK;

	*columns = c;
	for (size_t i = 0; s == TIX_OK && i < n; i++) {
		s = read_column(tx, file, names[i], &c[i]);
		wants = wants || c[i].wanted;
		for (size_t k = 0; s == TIX_OK && k < i; k++)
			if (is_alike(&c[i], &c[k]))
				s = tix_fail(tx, TIX_INVALID,
				    "%s:1: column '%s' is there twice", file,
				    names[i]);
	}
	if (s == TIX_OK && !wants)
		s = tix_fail(tx, TIX_INVALID,
		    "%s:1: no column says what is to come out: want_queue, "
		    "want_level, want_priority, want_rule, ...", file);
	return s;
}

/* A value as words of the table. */
static const char *
words(struct tix *tx, enum tix_field f, const struct tix_value *v)
{
	const char *step = tix_desk_step(tx->desk, f, v->i);

	if (!tix_value_is_some(v))
		return NONE;
	if (tix_type_is_text(v->type))
		return v->s;
	if (step != NULL)
		return step;
	return v->type == TIX_T_NAME ? tix_value_name(v) :
	    tix_arena_printf(tx->mem, "%lld", (long long)v->i);
}

static enum tix_status
compare_field(struct tix *tx, enum tix_field f, const char *cell,
    const struct tix_tested *d, const char **wanted, const char **got)
{
	struct tix_value is = tix_ticket_get(&d->t, f);
	struct tix_value want = { .type = is.type, .names = is.names };
	enum tix_status s = strcmp(cell, NONE) == 0 ? TIX_OK :
	    tix_field_parse(tx, f, cell, &want);

	if (s != TIX_OK)
		return s;
	*wanted = words(tx, f, &want);
	*got = words(tx, f, &is);
	return tix_value_equal(&is, &want) ? TIX_OK : TIX_NO;
}

static enum tix_status
compare_text(const char *is, const char *cell, const char **wanted,
    const char **got)
{
	*wanted = cell;
	*got = is == NULL || *is == '\0' ? NONE : is;
	return strcmp(*wanted, *got) == 0 ? TIX_OK : TIX_NO;
}

/* Words that mean the same value are told alike. */
static enum tix_status
compare_own(struct tix *tx, const char *own, const char *cell,
    const struct tix_tested *d, const char **wanted, const char **got)
{
	const struct tix_custom *c = tix_desk_custom(tx->desk, own);
	const char *fields = NULL;
	enum tix_status s = strcmp(cell, NONE) == 0 ? TIX_OK :
	    tix_custom_put(tx, c, cell, &fields);

	if (s != TIX_OK)
		return s;
	if (fields != NULL)
		cell = tix_custom_get(tx, fields, own);
	return compare_text(tix_custom_get(tx, d->t.fields, own), cell,
	    wanted, got);
}

enum tix_status
tix_test_compare(struct tix *tx, const struct tix_test_column *c,
    const char *cell, const struct tix_tested *d, const char **wanted,
    const char **got)
{
	if (c->what == TIX_TEST_RULE)
		return compare_text(d->rule, cell, wanted, got);
	if (c->what == TIX_TEST_OWN)
		return compare_own(tx, c->own, cell, d, wanted, got);
	return compare_field(tx, c->field, cell, d, wanted, got);
}

const struct tix_ground *
tix_test_ground(const struct tix_test_column *c, const struct tix_tested *d)
{
	const char *name = c->what == TIX_TEST_OWN ? c->own :
	    tix_fields[c->field].name;

	for (size_t i = d->ngrounds; c->what != TIX_TEST_RULE && i-- > 0;)
		if (d->grounds[i].set != NULL &&
		    strcmp(d->grounds[i].set, name) == 0)
			return &d->grounds[i];
	return NULL;
}
