/*
 * Who of its team gets a ticket, as a change of it.
 */
#include <tix/place.h>

#include <string.h>

void
tix_skills_need(struct tix_skills *all, const struct tix_skill *k)
{
	for (size_t i = 0; i < all->n; i++) {
		if (strcmp(all->item[i].name, k->name) != 0)
			continue;
		if (all->item[i].grade < k->grade)
			all->item[i].grade = k->grade;
		return;
	}
	if (all->n == all->room) {
		const struct tix_skill *old = all->item;

		all->room = 2 * all->room + 8;
		all->item = tix_arena_array(all->mem, all->room + 1,
		    sizeof *all->item);
		if (old != NULL)
			memcpy(all->item, old, all->n * sizeof *old);
	}
	all->item[all->n++] = *k;
}

const struct tix_skill *
tix_place_skills(struct tix_arena *mem, const struct tix_desk *d,
    const char *category)
{
	static const struct tix_skill none;
	struct tix_skills all = { .mem = mem };
	const struct tix_category *c;

	for (; category != NULL &&
	    (c = tix_desk_category(d, category)) != NULL; category = c->parent)
		for (const struct tix_skill *k = c->skills; k != NULL &&
		    k->name != NULL; k++)
			tix_skills_need(&all, k);
	return all.item != NULL ? all.item : &none;
}

bool
tix_place_is_able(const struct tix_agent *a, const struct tix_skill *skills)
{
	for (; skills->name != NULL; skills++)
		if (tix_staff_grade(a, skills->name) < skills->grade)
			return false;
	return true;
}

enum tix_status
tix_place_with_team(struct tix *tx, const struct tix_staff *staff,
    const struct tix_ticket *t, const enum tix_strategy *by,
    const struct tix_skill *skills, struct tix_event *e,
    struct tix_choice *choice)
{
	const struct tix_team *team = t->team == NULL ? NULL :
	    tix_desk_team(tx->desk, t->team);
	const enum tix_strategy how = team == NULL ? TIX_ASSIGN_NOBODY :
	    by != NULL ? *by : team->assign;
	enum tix_status s;

	*choice = (struct tix_choice){ .by = how };
	if (how == TIX_ASSIGN_NOBODY || staff == NULL)
		return TIX_NO;
	s = tix_staff_choose(tx, staff, team, how, skills, t, choice);
	if (s != TIX_OK || choice->agent == NULL)
		return s == TIX_OK ? TIX_NO : s;
	tix_event_set_text(e, TIX_F_OWNER, choice->agent);
	if (t->state == TIX_NEW)
		tix_event_set_int(e, TIX_F_STATE, TIX_OPEN);
	tix_event_text(e, "turn", choice->agent);
	return TIX_OK;
}
