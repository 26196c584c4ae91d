/*
 * Opening a ticket again.
 */
#include <tix/replay.h>

#include <string.h>

#include <tix/grounds.h>

#define BIT(f) (UINT64_C(1) << (f))

const char *const tix_outcome_names[TIX_OUTCOMES] = {
	"queue", "level", "priority", "team",
};

static const enum tix_field fields[TIX_OUTCOMES] = {
	TIX_F_QUEUE, TIX_F_LEVEL, TIX_F_PRIORITY, TIX_F_TEAM,
};

static void
clear(struct tix_ticket *t, enum tix_field f, uint64_t *given)
{
	const struct tix_value none = { .type = tix_fields[f].type };

	tix_ticket_set(t, f, &none);
	*given &= ~BIT(f);
}

/* Take back what one ground says was not given. */
static void
take_back(struct tix *tx, struct tix_ticket *t, const struct tix_ground *g,
    uint64_t *given)
{
	int f = tix_field_find(g->set);
	struct tix_value was = { .type = TIX_T_TAGS, .s = g->was };

	if (f < 0) { /* one of the desk's own */
		t->fields = tix_json_patch(tx, t->fields, tix_arena_printf(
		    tx->mem, "{\"%s\":null}", g->set));
		if (t->fields == NULL)
			*given &= ~BIT(TIX_F_FIELDS);
	} else if (g->was != NULL && *g->was != '\0') {
		tix_ticket_set(t, (enum tix_field)f, &was);
	} else {
		clear(t, (enum tix_field)f, given);
	}
}

enum tix_status
tix_replay_draft(struct tix *tx, const struct tix_event *e,
    struct tix_ticket *t, uint64_t *given)
{
	const struct tix_ground *g;
	size_t n;
	enum tix_status s = tix_event_grounds(tx, e, &g, &n);

	*t = (struct tix_ticket){ 0 };
	*given = 0;
	for (size_t i = 0; i < e->nchanges; i++) {
		tix_ticket_set(t, e->changes[i].field, &e->changes[i].value);
		*given |= BIT(e->changes[i].field);
	}
	/* From the last back: the first says what a list was given as. */
	while (s == TIX_OK && n-- > 0)
		if (g[n].set != NULL)
			take_back(tx, t, &g[n], given);
	/* What every opening sets, whoever says nothing of it. */
	if (t->kind == TIX_INCIDENT)
		clear(t, TIX_F_KIND, given);
	clear(t, TIX_F_STATE, given);
	clear(t, TIX_F_PRIORITY_SOURCE, given);
	return s;
}

static const char *
words(const struct tix_value *v)
{
	static const char *const digits[] = { "", "1", "2", "3", "4", "5" };

	if (tix_type_is_text(v->type))
		return v->s == NULL ? "" : v->s;
	return v->i >= 0 && v->i <= 5 ? digits[v->i] : "";
}

enum tix_status
tix_replay_route(struct tix *tx, const struct tix_desk *desk,
    const struct tix_event *e, const struct tix_ticket *draft, uint64_t given,
    struct tix_event *to, struct tix_outcome *out)
{
	const struct tix_desk *kept = tx->desk;
	const struct tix_route_how how = { .fixed = given, .silent = true };
	enum tix_status s;

	tix_event_init(to, TIX_E_OPENED);
	tx->desk = desk;
	tx->at = e->at;
	s = tix_route_apply(tx, draft, &how, to);
	tx->desk = kept;
	for (int i = 0; i < TIX_OUTCOMES; i++) {
		struct tix_value v = tix_ticket_get(draft, fields[i]);
		const struct tix_change *c = tix_event_change(to, fields[i]);

		out->is[i] = words(c != NULL ? &c->value : &v);
	}
	return s == TIX_NO ? TIX_OK : s;
}

void
tix_replay_history(const struct tix_event *e, struct tix_outcome *out)
{
	for (int i = 0; i < TIX_OUTCOMES; i++) {
		const struct tix_change *c = tix_event_change(e, fields[i]);

		out->is[i] = c == NULL ? "" : words(&c->value);
	}
}
