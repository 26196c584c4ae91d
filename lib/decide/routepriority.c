/*
 * How urgent a ticket is: the matrix, moved for VIPs and by rules, unless a
 * rule or somebody says.  No other file knows.
 */
#include "routing.h"

static int64_t
clamp(int64_t p)
{
	return p < 1 ? 1 : p > 5 ? 5 : p;
}

/* "impact high x urgency medium" */
static const char *
grounds(const struct tix_routing *r)
{
	if (r->steps == NULL)
		return NULL;
	return tix_arena_printf(r->tx->mem, "impact %s x urgency %s",
	    tix_routing_words(r, TIX_F_IMPACT),
	    tix_routing_words(r, TIX_F_URGENCY));
}

/* One ground of several: 'p' is what it came to so far. */
static void
move(struct tix_routing *r, const char *by, const char *name, int64_t *p,
    int64_t to, bool tells)
{
	struct tix_value v = { .type = TIX_T_INT, .i = to };

	if (to == *p)
		return;
	*p = to;
	tix_routing_by(r, by, name);
	if (tells)
		tix_routing_because(r, "priority", &v);
	tix_step_add(r, TIX_STEP_SET, "priority", grounds(r),
	    tix_arena_printf(r->tx->mem, "%lld", (long long)to));
}

/* What it comes to, told if 'tells'; 0 where the matrix has no answer. */
static int64_t
compute(struct tix_routing *r, bool vip, bool tells, int64_t *source)
{
	int64_t p = 0, to;

	*source = TIX_BY_RULE;
	if (r->set_priority != 0) {
		move(r, "rule", r->set_path, &p, clamp(r->set_priority),
		    tells);
		return p;
	}
	to = tix_desk_priority(r->tx->desk, r->t.impact, r->t.urgency);
	if (to == 0)
		return 0;
	*source = TIX_BY_MATRIX;
	move(r, "matrix", "impact and urgency", &p, to, tells);
	to = clamp(p - (vip ? r->tx->desk->vip : 0));
	*source = to != p ? TIX_BY_VIP : *source;
	move(r, "vip", r->t.requester != NULL ? r->t.requester :
	    r->t.organisation, &p, to, tells);
	for (size_t i = 0; i < r->nraises; i++) {
		to = clamp(p - r->raise[i].steps);
		*source = to != p ? TIX_BY_RULE : *source;
		move(r, "rule", r->raise[i].path, &p, to, tells);
	}
	return p;
}

enum tix_status
tix_routing_priority(struct tix_routing *r)
{
	struct tix_steps *steps = r->steps;
	struct tix_value p = { 0 }, source = { 0 };
	bool vip = false;
	enum tix_status s = TIX_OK;

	r->depth = 0;
	tix_routing_by(r, "matrix", "impact and urgency");
	if (tix_routing_is_fixed(r, TIX_F_PRIORITY) ||
	    (r->t.priority != 0 && r->t.priority_source == TIX_BY_HAND)) {
		tix_step_add(r, TIX_STEP_HELD, "priority", NULL,
		    tix_routing_words(r, TIX_F_PRIORITY));
		return TIX_OK;
	}
	if (r->tx->desk->vip != 0)
		s = tix_routing_vip(r, &vip);
	if (s != TIX_OK)
		return s;
	r->steps = NULL;
	p.i = compute(r, vip, false, &source.i);
	r->steps = steps;
	if (p.i == 0)
		return TIX_OK;
	compute(r, vip, p.i != r->t.priority, &source.i);
	tix_routing_change(r, TIX_F_PRIORITY, &p);
	tix_routing_change(r, TIX_F_PRIORITY_SOURCE, &source);
	return TIX_OK;
}
