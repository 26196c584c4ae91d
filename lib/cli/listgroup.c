/*
 * Tickets by the values of a field: how many, and a line above each group.
 */
#include "listing.h"

#include <string.h>

#include <tix/custom.h>

struct tix_list_group {
	const char *words; /* "" for none */
	int64_t n;
	struct tix_list_group *next;
};

/* What is no name, word or small number would make a group of each ticket. */
static bool
is_groupable(int field, bool count)
{
	enum tix_type type;

	if (field >= TIX_Q_CUSTOM)
		return true;
	type = tix_fields[field].type;
	if (field == TIX_F_ID || field == TIX_F_BODY || field == TIX_F_COUNT)
		return false;
	return type == TIX_T_TEXT || type == TIX_T_NAME || type == TIX_T_INT ||
	    type == TIX_T_FLAG || (type == TIX_T_TAGS && count);
}

static enum tix_status
refuse(struct tix *tx, const char *name, bool count)
{
	struct tix_buf b = { .arena = tx->mem };

	for (int f = 0; f < TIX_FIELDS; f++)
		if (is_groupable(f, count))
			tix_buf_printf(&b, "%s%s", b.len > 0 ? ", " : "",
			    tix_fields[f].name);
	for (size_t i = 0; i < tx->desk->ncustoms; i++)
		tix_buf_printf(&b, ", %s", tx->desk->customs[i].name);
	return tix_fail(tx, TIX_INVALID,
	    "no field '%s' to group by; there are: %s", name,
	    tix_buf_text(&b));
}

enum tix_status
tix_list_group_find(struct tix *tx, const char *name, bool count, int *field)
{
	const struct tix_custom *c = tix_desk_custom(tx->desk, name);

	*field = c != NULL ? TIX_Q_CUSTOM + (int)(c - tx->desk->customs) :
	    tix_field_find(name);
	return *field >= 0 && is_groupable(*field, count) ? TIX_OK :
	    refuse(tx, name, count);
}

static const char *
field_name(const struct tix *tx, int field)
{
	return field >= TIX_Q_CUSTOM ? tix_query_custom(tx, field)->name :
	    tix_fields[field].name;
}

/* A value of a group, of a field that one may group by; "" is none. */
static const char *
words_of(struct tix *tx, int field, const struct tix_value *v)
{
	const struct tix_custom *c = tix_query_custom(tx, field);

	if (v->type == TIX_T_NAME)
		return v->i > 0 ? tix_value_name(v) : "";
	if (v->type == TIX_T_INT || v->type == TIX_T_FLAG)
		return v->i == 0 ? "" : tix_arena_printf(tx->mem, "%s %lld",
		    field_name(tx, field), (long long)v->i);
	if (c != NULL && c->type == TIX_C_FLAG && v->s != NULL)
		return strcmp(v->s, "1") == 0 ? "yes" : "no";
	return v->s != NULL ? v->s : "";
}

const char *
tix_list_words(struct tix *tx, int field, const struct tix_ticket *t)
{
	const struct tix_custom *c = tix_query_custom(tx, field);
	const char *s = c == NULL ? NULL :
	    tix_custom_get(tx, t->fields, c->name);
	struct tix_value v;

	if (c != NULL)
		return s != NULL ? s : "";
	v = tix_ticket_get(t, (enum tix_field)field);
	return words_of(tx, field, &v);
}

static enum tix_status
take_group(struct tix *tx, const struct tix_value *v, int64_t n, void *arg)
{
	struct tix_list *l = arg;
	struct tix_list_group *g = tix_arena_alloc(tx->run, sizeof *g);

	g->words = tix_arena_dup(tx->run, words_of(tx, l->group, v));
	g->n = n;
	g->next = l->groups;
	l->groups = g;
	return TIX_OK;
}

enum tix_status
tix_list_groups(struct tix *tx, struct tix_list *l)
{
	return tix_tickets_group(tx, l->query, l->group, take_group, l);
}

/* What a group of those without a value is called. */
static const char *
no_words(struct tix *tx, int field)
{
	return tix_arena_printf(tx->mem, "no %s", field_name(tx, field));
}

static int64_t
size_of(const struct tix_list *l, const char *words)
{
	for (const struct tix_list_group *g = l->groups; g != NULL;
	    g = g->next)
		if (strcmp(g->words, words) == 0)
			return g->n;
	return 0;
}

void
tix_list_title(struct tix *tx, struct tix_list *l, const struct tix_ticket *t)
{
	const char *words = tix_list_words(tx, l->group, t);
	long long n;

	if (l->at != NULL && strcmp(l->at, words) == 0)
		return;
	l->at = tix_arena_dup(tx->run, words);
	n = (long long)size_of(l, words);
	tix_out_title(l->rows.out, tix_arena_printf(tx->mem, "%s (%lld)",
	    *words == '\0' ? no_words(tx, l->group) : words, n));
}

/* The bare number where nothing else was asked for. */
static enum tix_status
count_all(struct tix *tx, struct tix_list *l)
{
	static const struct tix_column column = { "count", "COUNT", TIX_T_INT,
		TIX_COL_RIGHT | TIX_COL_ZERO };
	struct tix_value n = { .type = TIX_T_INT };
	enum tix_status s = tix_tickets_count(tx, l->query, &n.i);

	l->r->out.no_heading = true;
	if (s == TIX_OK)
		s = tix_rows_columns(tx, l->r, &column, 1, "count", &l->rows);
	if (s == TIX_OK)
		s = tix_rows_values(&l->rows, &n);
	l->rows.count = n.i;
	return s;
}

static enum tix_status
put_group(struct tix *tx, const struct tix_value *v, int64_t n, void *arg)
{
	struct tix_list *l = arg;
	const struct tix_custom *c = tix_query_custom(tx, l->group);
	struct tix_value row[] = { *v, { .type = TIX_T_INT, .i = n } };

	if (l->r->out.format == TIX_TABLE && *words_of(tx, l->group, v) == '\0')
		row[0] = (struct tix_value){ .s = no_words(tx, l->group) };
	else if (c != NULL && c->type == TIX_C_FLAG && v->s != NULL)
		row[0].s = words_of(tx, l->group, v);
	if (l->asked->limit > 0 && l->rows.count == l->asked->limit) {
		l->more = true;
		return TIX_NO;
	}
	return tix_rows_values(&l->rows, row);
}

/* The field and its number; on tx->run. */
static const struct tix_column *
columns_of(struct tix *tx, int field)
{
	struct tix_column *c = tix_arena_array(tx->run, 2, sizeof *c);
	const struct tix_field_info *f;

	c[0] = (struct tix_column){ field_name(tx, field), NULL, TIX_T_TEXT,
		TIX_COL_CUT };
	c[1] = (struct tix_column){ "count", "COUNT", TIX_T_INT,
		TIX_COL_RIGHT };
	if (field >= TIX_FIELDS)
		return c;
	f = &tix_fields[field];
	c[0].title = f->title;
	if (f->type == TIX_T_INT || f->type == TIX_T_FLAG)
		c[0].type = f->type;
	return c;
}

enum tix_status
tix_list_count(struct tix *tx, struct tix_list *l)
{
	const char *fields;
	enum tix_status s;

	if (l->group < 0)
		return count_all(tx, l);
	fields = tix_arena_printf(tx->run, "%s,count",
	    field_name(tx, l->group));
	s = tix_rows_columns(tx, l->r, columns_of(tx, l->group), 2, fields,
	    &l->rows);
	return s == TIX_OK ? tix_tickets_group(tx, l->query, l->group,
	    put_group, l) : s;
}
