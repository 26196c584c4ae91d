/*
 * The grounds of what time did: clocks, and steps of escalation.
 */
#include <tix/grounds.h>

#include <tix/time.h>

#define GROUNDS_MAX 8

static void
text(struct tix_buf *b, const struct tix_event *e, const char *before,
    const char *name)
{
	const struct tix_member *m = tix_event_member(e, name);

	if (m != NULL && m->type == TIX_M_TEXT && m->s != NULL)
		tix_buf_printf(b, "%s%s", before, m->s);
}

static void
instant(struct tix_buf *b, const struct tix_event *e, const char *before,
    const char *name)
{
	const struct tix_member *m = tix_event_member(e, name);
	char out[TIX_TIME_SIZE];

	if (m != NULL && m->type == TIX_M_INT)
		tix_buf_printf(b, "%s%s", before, tix_time_rfc3339(out, m->i));
}

bool
tix_event_is_times(const struct tix_event *e)
{
	return e->kind == TIX_E_WARNED || e->kind == TIX_E_BREACHED ||
	    e->kind == TIX_E_STEPPED;
}

/* "75% reached 2026-11-24T13:00:00Z; told agent:ewa". */
static const char *
why(struct tix *tx, const struct tix_event *e)
{
	struct tix_buf b = { .arena = tx->mem };

	text(&b, e, "", "threshold");
	if (e->kind == TIX_E_WARNED)
		instant(&b, e, " reached ", "reached");
	else
		instant(&b, e, "due ", "reached");
	instant(&b, e, e->kind == TIX_E_WARNED ? ", deadline " :
	    "deadline passed ", "deadline");
	text(&b, e, "; told ", "to");
	text(&b, e, "; instead of ", "late");
	text(&b, e, "; unable: ", "unable");
	return tix_buf_text(&b);
}

static const char *
name(struct tix *tx, const struct tix_event *e)
{
	struct tix_buf b = { .arena = tx->mem };

	text(&b, e, "", "clock");
	text(&b, e, "", "policy");
	text(&b, e, "/", "step");
	return tix_buf_text(&b);
}

/* What a step made of a field, as words. */
static const char *
value(struct tix *tx, const struct tix_value *v)
{
	if (tix_type_is_text(v->type))
		return v->s == NULL ? "" : v->s;
	if (v->type == TIX_T_NAME)
		return tix_value_name(v);
	return tix_arena_printf(tx->mem, "%lld", (long long)v->i);
}

void
tix_event_grounds_of_time(struct tix *tx, const struct tix_event *e,
    const struct tix_ground **list, size_t *n)
{
	struct tix_ground *g = tix_arena_array(tx->mem, GROUNDS_MAX,
	    sizeof *g);
	const char *by = e->kind == TIX_E_STEPPED ? "escalation" : "clock";

	*list = g;
	g[0] = (struct tix_ground){ .by = by, .name = name(tx, e),
		.more = why(tx, e) };
	*n = 1;
	for (size_t i = 0; i < e->nchanges && *n < GROUNDS_MAX; i++) {
		const struct tix_change *c = &e->changes[i];

		if ((tix_fields[c->field].flags & TIX_F_TRACKED) == 0)
			continue;
		g[(*n)++] = (struct tix_ground){ .by = by, .name = g[0].name,
			.set = tix_fields[c->field].name,
			.to = value(tx, &c->value) };
	}
}
