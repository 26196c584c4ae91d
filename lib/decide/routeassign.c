/*
 * Who of the team gets it.
 */
#include "routing.h"

#include <string.h>

/* The strategy that a rule names, or NULL. */
static const enum tix_strategy *
strategy(struct tix_routing *r)
{
	enum tix_strategy *by;

	for (int i = 0; r->assign != NULL && tix_strategy_names[i] != NULL;
	    i++) {
		if (strcmp(tix_strategy_names[i], r->assign) != 0)
			continue;
		by = tix_arena_alloc(r->tx->mem, sizeof *by);
		*by = (enum tix_strategy)i;
		return by;
	}
	return NULL;
}

/* What rules ask for and what its category takes. */
static const struct tix_skill *
skills(struct tix_routing *r)
{
	const struct tix_skill *k = tix_place_skills(r->tx->mem,
	    r->tx->desk, r->t.category);

	for (; k->name != NULL; k++)
		tix_skills_need(&r->needs, k);
	return r->needs.item;
}

static enum tix_status
choose(struct tix_routing *r, const struct tix_staff *staff)
{
	struct tix_choice *choice = tix_arena_alloc(r->tx->mem,
	    sizeof *choice);
	const struct tix_value nobody = { .type = TIX_T_TEXT };
	struct tix_ticket t = r->t;
	struct tix_step *step;
	enum tix_status s;

	t.team = tix_desk_team_of(r->tx->desk, t.team, t.queue);
	s = tix_place_with_team(r->tx, staff, &t, strategy(r), skills(r), r->e,
	    choice);
	if (s > TIX_NO || choice->why == NULL)
		return s == TIX_NO ? TIX_OK : s;
	tix_routing_by(r, "assign", t.team);
	step = tix_step_add(r, TIX_STEP_CHOICE, "owner",
	    tix_strategy_names[choice->by], choice->agent);
	if (step != NULL)
		step->choice = choice;
	r->because = choice->why;
	if (choice->agent != NULL)
		tix_routing_text(r, TIX_F_OWNER, choice->agent);
	else if (r->t.owner == NULL)
		tix_routing_because(r, "owner", &nobody);
	r->because = NULL;
	return TIX_OK;
}

/* An owner makes a new ticket an open one. */
static void
begin_work(struct tix_routing *r)
{
	struct tix_value open = { .i = TIX_OPEN };

	if (r->t.owner != NULL && r->t.state == TIX_NEW)
		tix_routing_change(r, TIX_F_STATE, &open);
}

/* Who has it keeps it, but where it is placed anew. */
static bool
is_settled(const struct tix_routing *r)
{
	return tix_routing_is_fixed(r, TIX_F_OWNER) ||
	    (r->ruled & TIX_BIT(TIX_F_OWNER)) != 0 ||
	    (r->t.owner != NULL && r->follows);
}

enum tix_status
tix_routing_assign(struct tix_routing *r, const struct tix_staff *staff)
{
	enum tix_status s = is_settled(r) ? TIX_OK : choose(r, staff);

	begin_work(r);
	return s;
}
