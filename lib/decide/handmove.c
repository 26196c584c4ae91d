/*
 * Into whose hands a ticket comes that goes up or back.
 */
#include "handing.h"

#include <string.h>

#include <tix/grounds.h>
#include <tix/place.h>
#include <tix/visit.h>

/* A ground of who has it now. */
static void
because(struct tix *tx, struct tix_event *e, const char *by, const char *name,
    const char *owner, const char *why)
{
	const struct tix_ground g = {
		.by = by, .name = name, .set = "owner",
		.to = owner == NULL ? "" : owner, .more = why,
	};
	struct tix_json_out *o = tix_json_out_new(tx->mem);
	size_t n;

	tix_json_open(o, '[');
	tix_ground_put(o, &g, NULL);
	tix_json_close(o, ']');
	tix_event_json(e, "why", tix_json_out_text(o, &n));
}

static void
set_text(struct tix_event *e, const struct tix_ticket *t, enum tix_field f,
    const char *to)
{
	const char *is = tix_ticket_get(t, f).s;

	if (to == NULL ? is != NULL : is == NULL || strcmp(is, to) != 0)
		tix_event_set_text(e, f, to);
}

/* The queue that it was handed up from, if it still is one of this level. */
static const struct tix_queue *
queue_then(const struct tix *tx, const struct tix_visit *v)
{
	const struct tix_queue *q = v->queue == NULL ? NULL :
	    tix_desk_queue(tx->desk, v->queue);

	return q != NULL && (q->level == NULL ||
	    strcmp(q->level, v->level) == 0) ? q : NULL;
}

/* The queue's, else the only one that the level has. */
static const char *
team_of(const struct tix *tx, const struct tix_level *level,
    const struct tix_queue *q)
{
	const struct tix_team *found = NULL;

	if (q != NULL && q->team != NULL)
		return q->team;
	for (size_t i = 0; i < tx->desk->nteams; i++) {
		const struct tix_team *t = &tx->desk->teams[i];

		if (t->level == NULL || strcmp(t->level, level->name) != 0)
			continue;
		if (found != NULL)
			return NULL;
		found = t;
	}
	return found == NULL ? NULL : found->name;
}

/* The one who handed it up, if the desk still has him. */
static const char *
agent_then(const struct tix *tx, const struct tix_visit *v)
{
	return v->agent != NULL && (tx->desk->nagents == 0 ||
	    tix_desk_agent(tx->desk, v->agent) != NULL) ? v->agent : NULL;
}

static void
give_back(struct tix *tx, const struct tix_ticket *t, const char *agent,
    struct tix_event *e)
{
	set_text(e, t, TIX_F_OWNER, agent);
	if (t->state == TIX_NEW)
		tix_event_set_int(e, TIX_F_STATE, TIX_OPEN);
	because(tx, e, "return", "who handed it up", agent, NULL);
}

/* Nobody has it, unless the team gives it to somebody. */
static enum tix_status
give(struct tix *tx, const struct tix_ticket *t, const struct tix_staff *staff,
    const char *team, struct tix_event *e)
{
	struct tix_ticket then = *t;
	struct tix_choice choice;
	enum tix_status s;

	set_text(e, t, TIX_F_OWNER, NULL);
	then.owner = NULL;
	then.team = team;
	s = tix_place_with_team(tx, staff, &then, NULL,
	    tix_place_skills(tx->mem, tx->desk, t->category), e, &choice);
	if (s > TIX_NO)
		return s;
	if (choice.why != NULL)
		because(tx, e, "assign", then.team, choice.agent, choice.why);
	return TIX_OK;
}

enum tix_status
tix_handing_move(struct tix *tx, const struct tix_ticket *t,
    const struct tix_hand *h, struct tix_event *e)
{
	const struct tix_queue *q = h->level->queue == NULL ? NULL :
	    tix_desk_queue(tx->desk, h->level->queue);
	const char *agent = NULL, *team;
	enum tix_status s = TIX_OK;
	struct tix_visit then;

	if (h->queue != NULL)
		s = tix_desk_need_queue(tx, h->queue, &q);
	if (s != TIX_OK)
		return s;
	if (h->back && h->queue == NULL && tix_visits_find(tx->mem, t->visits,
	    h->level->name, &then)) {
		const struct tix_queue *old = queue_then(tx, &then);

		q = old != NULL ? old : q;
		agent = agent_then(tx, &then);
	}
	tix_event_set_text(e, TIX_F_LEVEL, h->level->name);
	tix_event_set_text(e, TIX_F_QUEUE, q == NULL ? NULL : q->name);
	team = team_of(tx, h->level, q);
	set_text(e, t, TIX_F_TEAM, team);
	if (agent == NULL)
		return give(tx, t, h->staff, team, e);
	give_back(tx, t, agent, e);
	return TIX_OK;
}
