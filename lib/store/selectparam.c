/*
 * What stands in a statement for a value or for a field.
 */
#include "select.h"

#include <stdlib.h>
#include <string.h>

#include <tix/desk.h>

static struct tix_param *
new_param(struct tix_select *b)
{
	struct tix_param *p;

	if (b->n + 1 >= b->cap) { /* one more ends the list */
		size_t cap = b->cap == 0 ? 16 : b->cap * 2;

		p = tix_arena_array(b->tx->run, cap, sizeof *p);
		if (b->n > 0)
			memcpy(p, b->params, b->n * sizeof *p);
		b->params = p;
		b->cap = cap;
	}
	p = &b->params[b->n];
	p->name = tix_arena_printf(b->tx->run, "$p%zu", b->n++);
	return p;
}

const char *
tix_select_int(struct tix_select *b, int64_t i)
{
	struct tix_param *p = new_param(b);

	p->type = TIX_P_INT;
	p->i = i;
	return p->name;
}

const char *
tix_select_text(struct tix_select *b, const char *s)
{
	struct tix_param *p = new_param(b);

	p->type = TIX_P_TEXT;
	p->p = s;
	return p->name;
}

/* The engine knows a flag of JSON as 0 and 1. */
static const char *
custom_param(struct tix_select *b, const struct tix_custom *c, const char *s)
{
	if (c->type == TIX_C_INTEGER)
		return tix_select_int(b, strtoll(s, NULL, 10));
	if (c->type == TIX_C_FLAG)
		return tix_select_int(b, strcmp(s, "yes") == 0);
	return tix_select_text(b, s);
}

/* A word of a list, as it stands between blanks; a link may be half of one. */
static const char *
word_param(struct tix_select *b, int field, const char *s)
{
	const char *after = " ", *before = " ";

	if (field == TIX_F_LINKS && strchr(s, ':') == NULL) {
		bool is_id = *s >= '0' && *s <= '9';

		before = is_id ? ":" : " ";
		after = is_id ? " " : ":";
	}
	return tix_select_text(b, tix_arena_printf(b->tx->run, "%s%s%s",
	    before, s, after));
}

const char *
tix_select_value(struct tix_select *b, int field, const struct tix_value *v)
{
	const struct tix_custom *c = tix_query_custom(b->tx, field);

	if (c != NULL)
		return custom_param(b, c, v->s);
	if (v->type == TIX_T_TAGS)
		return word_param(b, field, v->s);
	if (v->type == TIX_T_NAME)
		return tix_select_text(b, tix_value_name(v));
	return tix_type_is_text(v->type) ? tix_select_text(b, v->s) :
	    tix_select_int(b, v->i);
}

const char *
tix_select_column(struct tix_select *b, int field)
{
	const struct tix_custom *c = tix_query_custom(b->tx, field);

	if (c == NULL)
		return tix_fields[field].name;
	return tix_arena_printf(b->tx->run, "json_extract(fields, %s)",
	    tix_select_text(b, tix_arena_printf(b->tx->run, "$.%s", c->name)));
}

const char *
tix_select_live(const struct tix_select *b)
{
	struct tix_buf l = { .arena = b->tx->run };

	tix_buf_str(&l, "state IN (");
	for (int64_t s = TIX_NEW; s <= TIX_MERGED; s++)
		if (tix_state_is_live(s))
			tix_buf_printf(&l, "%s'%s'", s > TIX_NEW ? ", " : "",
			    tix_state_names[s - 1]);
	tix_buf_char(&l, ')');
	return tix_buf_text(&l);
}
