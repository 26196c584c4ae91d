/*
 * What a dry run says: the changes to a ticket, line by line.
 */
#include "private.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <tix/desk.h>
#include <tix/handover.h>
#include <tix/time.h>
#include <tix/utf8.h>

#define LINES_MAX 100 /* of one ticket */
#define CELLS_MAX 60  /* of one value */

struct diff {
	struct tix *tx;
	struct tix_buf b;
	bool colour;
	size_t lines;
};

static const char *
fit(struct tix *tx, const char *s)
{
	return tix_utf8_fit(tx->mem, tix_utf8_printable(tx->mem, s, false),
	    CELLS_MAX);
}

/* Steps by name, times in local time. */
static const char *
words_of(struct tix *tx, enum tix_field f, const struct tix_value *v)
{
	const char *step = tix_desk_step(tx->desk, f, v->i);
	char time[TIX_TIME_SIZE];

	if (step != NULL)
		return fit(tx, step);
	switch (v->type) {
	case TIX_T_TEXT:
	case TIX_T_TAGS:
	case TIX_T_JSON:
		return fit(tx, v->s);
	case TIX_T_NAME:
		return tix_value_name(v);
	case TIX_T_TIME:
		return tix_arena_dup(tx->mem,
		    tix_time_local(time, v->i, tx->zone));
	case TIX_T_DURATION:
		return tix_arena_dup(tx->mem, tix_duration_text(time, v->i));
	case TIX_T_INT:
	case TIX_T_FLAG:
		break;
	}
	return tix_arena_printf(tx->mem, "%lld", (long long)v->i);
}

static void
line(struct diff *d, char sign, const char *name, const char *words)
{
	if (d->lines++ >= LINES_MAX)
		return;
	tix_buf_printf(&d->b, "  %s%c%s: %s%s\n",
	    !d->colour ? "" : sign == '-' ? "\033[31m" : "\033[32m", sign,
	    fit(d->tx, name), words, d->colour ? "\033[0m" : "");
}

/* The words that 'has' has and 'other' lacks. */
static void
add_list(struct diff *d, char sign, const char *name, const char *has,
    const char *other)
{
	while (has != NULL && *has != '\0') {
		size_t n = strcspn(has, " ");
		const char *word = tix_arena_dup_n(d->tx->mem, has, n);

		if (n > 0 && !tix_tags_has(other, word))
			line(d, sign, name, fit(d->tx, word));
		has += n + (has[n] == ' ');
	}
}

static struct tix_json *
members_of(struct tix *tx, const char *fields)
{
	struct tix_json *root = NULL;

	if (fields == NULL || tix_json_parse(tx, tx->mem, fields,
	    strlen(fields), &root) != TIX_OK)
		return NULL;
	return root;
}

static const char *
text_of(struct tix *tx, const struct tix_json *node)
{
	struct tix_json_out *o;
	const char *bytes = NULL;
	size_t n;

	if (node == NULL)
		return "";
	if (node->type == TIX_JSON_TRUE || node->type == TIX_JSON_FALSE)
		return node->type == TIX_JSON_TRUE ? "yes" : "no";
	if (node->type == TIX_JSON_STRING || node->type == TIX_JSON_OBJECT)
		bytes = tix_json_get_bytes(tx->mem, node);
	if (bytes != NULL)
		return bytes;
	o = tix_json_out_new(tx->mem);
	tix_json_node(o, node);
	return tix_json_out_text(o, &n);
}

/* The desk's own fields that 'has' has, where 'other' has them otherwise. */
static void
add_own(struct diff *d, char sign, const struct tix_json *has,
    const struct tix_json *other)
{
	const struct tix_json *m = has == NULL ? NULL : has->child;

	for (; m != NULL; m = m->next) {
		const struct tix_json *o = tix_json_get(other, m->name);
		const char *words = text_of(d->tx, m);

		if (o == NULL || o->type != m->type ||
		    strcmp(words, text_of(d->tx, o)) != 0)
			line(d, sign, m->name, fit(d->tx, words));
	}
}

static void
add_field(struct diff *d, enum tix_field f, const struct tix_value *old,
    const struct tix_value *new)
{
	const char *name = tix_fields[f].name;

	if (old->type == TIX_T_TAGS) {
		add_list(d, '-', name, old->s, new->s);
		add_list(d, '+', name, new->s, old->s);
	} else if (f == TIX_F_FIELDS) {
		struct tix_json *was = members_of(d->tx, old->s);
		struct tix_json *is = members_of(d->tx, new->s);

		add_own(d, '-', was, is);
		add_own(d, '+', is, was);
	} else {
		if (tix_value_is_some(old))
			line(d, '-', name, words_of(d->tx, f, old));
		if (tix_value_is_some(new))
			line(d, '+', name, words_of(d->tx, f, new));
	}
}

static void
add_handover(struct diff *d, const struct tix_event *e)
{
	struct tix_handover h;

	tix_event_handover(d->tx, e, &h);
	for (size_t i = 0; i < h.n; i++)
		line(d, '+', h.part[i].name, fit(d->tx, h.part[i].text));
}

/* What goes with it: a note, a reason; its grounds are for --explain. */
static void
add_members(struct diff *d, const struct tix_event *e)
{
	const char *text = e->kind == TIX_E_NOTED ? "note" :
	    e->kind == TIX_E_REPLIED ? "reply" : "text";

	for (size_t i = 0; i < e->nmembers; i++) {
		const struct tix_member *m = &e->members[i];
		const char *name = strcmp(m->name, "text") == 0 ? text :
		    m->name;

		if (m->type == TIX_M_INT)
			line(d, '+', name, tix_arena_printf(d->tx->mem, "%lld",
			    (long long)m->i));
		else if (m->type == TIX_M_TEXT)
			line(d, '+', name, fit(d->tx, m->s));
	}
	add_handover(d, e);
}

void
tix_diff_say(struct tix *tx, struct tix_run *r,
    const struct tix_ticket *before, const struct tix_ticket *after,
    const struct tix_event *e)
{
	struct diff d = { .tx = tx, .b = { .arena = tx->mem } };

	(void)tix_output_colour(tx, NULL, isatty(STDERR_FILENO) != 0,
	    &d.colour);
	for (int f = 0; f < TIX_FIELDS; f++) {
		struct tix_value old = tix_ticket_get(before,
		    (enum tix_field)f);
		struct tix_value new = tix_ticket_get(after,
		    (enum tix_field)f);

		if ((tix_fields[f].flags & TIX_F_TRACKED) != 0 &&
		    !tix_value_equal(&old, &new))
			add_field(&d, (enum tix_field)f, &old, &new);
	}
	add_members(&d, e);
	if (d.lines > LINES_MAX)
		tix_buf_printf(&d.b, "  ... and %zu lines more\n",
		    d.lines - LINES_MAX);
	if (before->id == 0)
		tix_complain(tx, r, "would open a ticket");
	else
		tix_complain(tx, r, "would change ticket %lld",
		    (long long)before->id);
	if (d.b.len > 0)
		fputs(tix_buf_text(&d.b), stderr);
}
