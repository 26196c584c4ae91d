/*
 * What routing tells of itself.
 */
#include "routing.h"

#include <tix/time.h>

struct tix_step *
tix_step_add(struct tix_routing *r, enum tix_step_what what, const char *key,
    const char *wanted, const char *value)
{
	struct tix_steps *l = r->steps;
	struct tix_step *s;

	if (l == NULL)
		return NULL;
	s = tix_arena_alloc(r->tx->mem, sizeof *s);
	*s = (struct tix_step){
		.what = what, .by = r->by, .name = r->name,
		.line = r->line, .depth = r->depth, .key = key,
		.wanted = wanted == NULL ? "" : wanted,
		.value = value == NULL ? "" : value,
	};
	if (l->last == NULL)
		l->last = &l->first;
	*l->last = s;
	l->last = &s->next;
	return s;
}

const char *
tix_routing_words(const struct tix_routing *r, enum tix_field f)
{
	struct tix_value v = tix_ticket_get(&r->t, f);
	const char *step = tix_desk_step(r->tx->desk, f, v.i);

	if (tix_type_is_text(v.type))
		return v.s == NULL ? "" : v.s;
	if (v.type == TIX_T_NAME)
		step = tix_value_name(&v);
	if (step != NULL)
		return step;
	return v.i == 0 ? "" : tix_arena_printf(r->tx->mem, "%lld",
	    (long long)v.i);
}
