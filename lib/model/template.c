/*
 * Filling in canned answers.
 */
#include <tix/template.h>

#include <string.h>

#include <tix/custom.h>
#include <tix/time.h>

#define BLANKS " \t\r\n"

/* What stands for itself up to the next "{{", and the name in the braces. */
struct part {
	const char *text;
	size_t len;
	const char *name; /* or NULL: this is the end */
};

/* Facts beside the ticket's own fields. */
static const char *
own_fact(const struct tix *tx, const char *name)
{
	if (strcmp(name, "desk") == 0)
		return tx->desk != NULL && tx->desk->name != NULL ?
		    tx->desk->name : "";
	if (strcmp(name, "agent") == 0)
		return tx->on_behalf != NULL ? tx->on_behalf :
		    tx->actor != NULL ? tx->actor : "";
	return NULL;
}

/* The field of a name, or -1; the desk's own ones have their own names. */
static int
field_of(const char *name)
{
	int f = tix_field_find(name);

	return f == TIX_F_FIELDS ? -1 : f;
}

static bool
is_known(const struct tix *tx, const struct tix_desk *d, const char *name)
{
	return own_fact(tx, name) != NULL || field_of(name) >= 0 ||
	    (d != NULL && tix_desk_custom(d, name) != NULL);
}

const char *
tix_template_names(struct tix_arena *mem, const struct tix_desk *d)
{
	struct tix_buf b = { .arena = mem };

	for (int f = 0; f < TIX_FIELDS; f++)
		if (f != TIX_F_FIELDS)
			tix_buf_printf(&b, "%s, ", tix_fields[f].name);
	tix_buf_str(&b, "desk, agent");
	for (size_t i = 0; d != NULL && i < d->ncustoms; i++)
		tix_buf_printf(&b, ", %s", d->customs[i].name);
	return tix_buf_text(&b);
}

/* The next part of '*text', which goes on behind it. */
static enum tix_status
next_part(struct tix *tx, const struct tix_desk *d, const char *template,
    const char **text, struct part *p)
{
	const char *open = strstr(*text, "{{"), *close, *name;
	size_t n;

	*p = (struct part){ .text = *text, .len = strlen(*text) };
	if (open == NULL)
		return TIX_OK;
	p->len = (size_t)(open - *text);
	close = strstr(open, "}}");
	if (close == NULL)
		return tix_fail(tx, TIX_INVALID,
		    "template '%s': a {{ without its }}", template);
	name = open + 2 + strspn(open + 2, BLANKS);
	for (n = 0; name + n < close && strchr(BLANKS, name[n]) == NULL; n++)
		continue;
	p->name = tix_arena_dup_n(tx->mem, name, n);
	name += n;
	if (name + strspn(name, BLANKS) < close)
		p->name = tix_arena_dup_n(tx->mem, open + 2,
		    (size_t)(close - open - 2));
	if (!is_known(tx, d, p->name))
		return tix_fail(tx, TIX_INVALID,
		    "template '%s': no '{{%.100s}}'; there are: %s", template,
		    p->name, tix_template_names(tx->mem, d));
	*text = close + 2;
	return TIX_OK;
}

enum tix_status
tix_template_check(struct tix *tx, const struct tix_desk *d, const char *name,
    const char *text)
{
	struct part p = { .name = "" };
	enum tix_status s = TIX_OK;

	while (s == TIX_OK && p.name != NULL)
		s = next_part(tx, d, name, &text, &p);
	return s;
}

static void
put_value(struct tix *tx, struct tix_buf *b, const struct tix_value *v)
{
	char room[TIX_TIME_SIZE];

	if (!tix_value_is_some(v))
		return;
	switch (v->type) {
	case TIX_T_TEXT:
	case TIX_T_TAGS:
	case TIX_T_JSON:
		tix_buf_str(b, v->s);
		return;
	case TIX_T_NAME:
		tix_buf_str(b, tix_value_name(v));
		return;
	case TIX_T_TIME:
		tix_buf_str(b, tix_time_local(room, v->i, tx->zone));
		return;
	case TIX_T_DURATION:
		tix_buf_str(b, tix_duration_text(room, v->i));
		return;
	case TIX_T_FLAG:
		tix_buf_str(b, "yes");
		return;
	case TIX_T_INT:
		break;
	}
	tix_buf_printf(b, "%lld", (long long)v->i);
}

static void
put_fact(struct tix *tx, struct tix_buf *b, const struct tix_ticket *t,
    const char *name)
{
	const char *own = own_fact(tx, name);
	int f = field_of(name);
	struct tix_value v = tix_ticket_get(t, f < 0 ? TIX_F_FIELDS :
	    (enum tix_field)f);

	if (own == NULL && f < 0 && v.s != NULL)
		own = tix_custom_get(tx, v.s, name);
	if (own != NULL)
		tix_buf_str(b, own);
	else if (f >= 0)
		put_value(tx, b, &v);
}

enum tix_status
tix_template_fill(struct tix *tx, struct tix_arena *mem, const char *name,
    const char *text, const struct tix_ticket *t, const char **out)
{
	struct tix_buf b = { .arena = mem };
	struct part p = { .name = "" };
	enum tix_status s;

	while (p.name != NULL) {
		s = next_part(tx, tx->desk, name, &text, &p);
		if (s != TIX_OK)
			return s;
		tix_buf_add(&b, p.text, p.len);
		if (p.name != NULL)
			put_fact(tx, &b, t, p.name);
		if (b.len > TIX_BODY_MAX)
			return tix_fail(tx, TIX_INVALID,
			    "template '%s': more than %u bytes (body-max)",
			    name, TIX_BODY_MAX);
	}
	*out = tix_buf_text(&b);
	return TIX_OK;
}
