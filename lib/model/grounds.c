/*
 * The grounds of what the desk did by itself.
 */
#include <tix/grounds.h>

#include <stdlib.h>
#include <string.h>

/* What cron runs: it hands up, and ends what time has ended. */
#define DUE "escalate"

static bool
is_by_time(const struct tix_event *e)
{
	return (e->kind == TIX_E_RESUMED || e->kind == TIX_E_RESOLVED ||
	    e->kind == TIX_E_CLOSED) && strcmp(e->via, DUE) == 0;
}

bool
tix_event_is_automatic(const struct tix_event *e)
{
	return tix_event_member(e, "why") != NULL || is_by_time(e) ||
	    tix_event_is_times(e);
}

/* "the wait is over", as the event has it. */
static void
by_time(struct tix *tx, const struct tix_event *e,
    const struct tix_ground **list, size_t *n)
{
	const struct tix_member *why = tix_event_member(e, "reason");
	struct tix_ground *g = tix_arena_alloc(tx->mem, sizeof *g);

	if (why == NULL)
		why = tix_event_member(e, "text");
	g->by = "time";
	g->name = why == NULL ? NULL : why->s;
	*list = g;
	*n = 1;
}

/* Words of any value: a number, a text, a flag. */
static const char *
words(struct tix *tx, const struct tix_json *v)
{
	const char *s;

	if (v == NULL || v->type == TIX_JSON_NULL)
		return "";
	s = tix_json_get_bytes(tx->mem, v);
	return s != NULL ? s : v->text != NULL ? v->text : "";
}

enum tix_status
tix_event_grounds(struct tix *tx, const struct tix_event *e,
    const struct tix_ground **list, size_t *n)
{
	const struct tix_member *why = tix_event_member(e, "why");
	const struct tix_json *i;
	struct tix_ground *g;
	struct tix_json *root;
	size_t k = 0;

	*list = NULL;
	*n = 0;
	if (why == NULL) {
		if (is_by_time(e))
			by_time(tx, e, list, n);
		else if (tix_event_is_times(e))
			tix_event_grounds_of_time(tx, e, list, n);
		return TIX_OK;
	}
	if (tix_json_parse(tx, tx->mem, why->s, strlen(why->s), &root) !=
	    TIX_OK || root->type != TIX_JSON_ARRAY)
		return tix_fail(tx, TIX_CONFLICT,
		    "event %lld: its grounds cannot be read",
		    (long long)e->seq);
	for (i = root->child; i != NULL; i = i->next)
		k++;
	*list = g = tix_arena_array(tx->mem, k + 1, sizeof *g);
	*n = k;
	for (i = root->child; i != NULL; i = i->next, g++) {
		g->by = tix_json_text(i, "by");
		g->name = tix_json_get_bytes(tx->mem, tix_json_get(i, "name"));
		g->set = tix_json_text(i, "set");
		g->more = tix_json_get_bytes(tx->mem,
		    tix_json_get(i, "why"));
		if (g->set == NULL)
			continue;
		g->to = words(tx, tix_json_get(i, "to"));
		if (tix_json_get(i, "was") != NULL)
			g->was = words(tx, tix_json_get(i, "was"));
	}
	return TIX_OK;
}

static void
put_words(struct tix_json_out *o, const char *name, const char *words)
{
	if (words == NULL)
		return;
	tix_json_name(o, name);
	tix_json_bytes(o, words);
}

void
tix_ground_put(struct tix_json_out *o, const struct tix_ground *g,
    const int64_t *number)
{
	tix_json_open(o, '{');
	put_words(o, "by", g->by);
	tix_json_name(o, "name");
	tix_json_bytes(o, g->name);
	put_words(o, "set", g->set);
	if (number == NULL) {
		put_words(o, "to", g->to);
	} else {
		tix_json_name(o, "to");
		tix_json_number(o, *number);
	}
	put_words(o, "was", g->was);
	put_words(o, "why", g->more);
	tix_json_close(o, '}');
}

/* "added remote to tags": words that came and went. */
static void
list_text(struct tix *tx, const struct tix_ground *g, struct tix_buf *b)
{
	const char *more = tix_tags_drop(tx->mem, g->to, g->was);
	const char *gone = tix_tags_drop(tx->mem, g->was, g->to);

	if (more != NULL)
		tix_buf_printf(b, " added %s to %s", more, g->set);
	if (gone != NULL)
		tix_buf_printf(b, "%s took %s off %s", more != NULL ? " and" :
		    "", gone, g->set);
}

/* "high" for a step, "2 (soon)" for a priority that has a name. */
static const char *
named(struct tix *tx, const struct tix_desk *d, const struct tix_ground *g)
{
	const int f = tix_field_find(g->set);
	const int64_t i = strtoll(g->to, NULL, 10);
	const char *step;

	if (d == NULL || f < 0)
		return g->to;
	step = tix_desk_step(d, (enum tix_field)f, i);
	if (step != NULL)
		return step;
	if (f != TIX_F_PRIORITY || d->priorities == NULL || i < 1 ||
	    i > TIX_PRIORITIES)
		return g->to;
	return tix_arena_printf(tx->mem, "%s (%s)", g->to,
	    d->priorities[i - 1]);
}

/* Who has it is told as people would. */
static void
change_text(struct tix *tx, const struct tix_desk *d,
    const struct tix_ground *g, struct tix_buf *b)
{
	const bool gives = strcmp(g->set, "owner") == 0;

	if (g->was != NULL)
		list_text(tx, g, b);
	else if (gives && *g->to != '\0')
		tix_buf_printf(b, " gave it to %s", g->to);
	else if (gives && g->more != NULL)
		tix_buf_str(b, " left it waiting");
	else if (*g->to == '\0')
		tix_buf_printf(b, " cleared %s", g->set);
	else
		tix_buf_printf(b, " set %s to %s", g->set,
		    named(tx, d, g));
}

const char *
tix_ground_text(struct tix *tx, const struct tix_desk *d,
    const struct tix_ground *g)
{
	struct tix_buf b = { .arena = tx->mem };

	tix_buf_str(&b, g->by != NULL ? g->by : "something");
	if (g->by != NULL && strcmp(g->by, "time") == 0)
		tix_buf_printf(&b, ": %s", g->name != NULL ? g->name : "");
	else if (g->name != NULL)
		tix_buf_printf(&b, " '%s'", g->name);
	if (g->set != NULL)
		change_text(tx, d, g, &b);
	if (g->more != NULL)
		tix_buf_printf(&b, ": %s", g->more);
	return tix_buf_text(&b);
}
