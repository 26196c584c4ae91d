/*
 * Who works, and for whom: teams, agents, organisations, requesters.
 */
#include "text.h"

#include <string.h>

#include <tix/calendar.h>

#define CAPACITY_MAX 10000 /* tickets at a time */

static const char *
calendar_of(struct tix_dt *dt, const struct tix_dt_section *s)
{
	return tix_dt_ref(dt, s, "calendar", TIX_DT_NAMES("calendar",
	    dt->desk.calendars, dt->desk.ncalendars));
}

static const char *
level_of(struct tix_dt *dt, const struct tix_dt_section *s)
{
	return tix_dt_ref(dt, s, "level", TIX_DT_NAMES("level",
	    dt->desk.levels, dt->desk.nlevels));
}

static struct tix_queue *
queue_of(struct tix_dt *dt, const char *name)
{
	return (struct tix_queue *)(uintptr_t)tix_desk_queue(&dt->desk, name);
}

/* A queue has one team, and where it has no level, its team's. */
static void
take_queues(struct tix_dt *dt, const struct tix_dt_section *s,
    const struct tix_team *t)
{
	const struct tix_dt_option *o = tix_dt_option(s, "queues");

	for (size_t i = 0; o != NULL && i < o->n && !dt->has_many_queues;
	    i++) {
		struct tix_queue *q = queue_of(dt, o->values[i].text);

		if (q == NULL)
			continue;
		if (q->team != NULL && strcmp(q->team, t->name) != 0)
			tix_dt_complain(dt, o->values[i].line, "queue '%s' "
			    "has the team '%s' already", q->name, q->team);
		q->team = t->name;
		if (q->level == NULL)
			q->level = t->level;
	}
}

static void
fill_team(struct tix_dt *dt, const struct tix_dt_section *s)
{
	struct tix_team *t = s->item;

	t->title = tix_dt_text(dt, s, "name");
	t->level = level_of(dt, s);
	t->calendar = calendar_of(dt, s);
	t->manager = tix_dt_ref(dt, s, "manager", TIX_DT_NAMES("agent",
	    dt->desk.agents, dt->desk.nagents));
	t->assign = (enum tix_strategy)tix_dt_choice(dt, s, "assign",
	    tix_strategy_names, TIX_ASSIGN_NOBODY);
	take_queues(dt, s, t);
}

static const char *
mail_of(struct tix_dt *dt, const struct tix_dt_section *s)
{
	const char *mail = tix_dt_text(dt, s, "mail");
	const char *at = mail == NULL ? NULL : strchr(mail, '@');

	if (mail != NULL && (at == NULL || at == mail || at[1] == '\0' ||
	    strpbrk(mail, " ,;<>") != NULL))
		tix_dt_complain(dt, tix_dt_line(s, "mail"),
		    "mail: '%s' is no address such as ada@example.org", mail);
	return mail;
}

static void
check_each(struct tix_dt *dt, const struct tix_dt_section *s, const char *key,
    enum tix_status (*check)(struct tix *tx, const char *text))
{
	const struct tix_dt_option *o = tix_dt_option(s, key);

	for (size_t i = 0; o != NULL && i < o->n; i++)
		if (*o->values[i].text != '\0' &&
		    check(dt->tx, o->values[i].text) != TIX_OK)
			tix_dt_complain_error(dt, o->values[i].line, NULL);
}

static void
fill_agent(struct tix_dt *dt, const struct tix_dt_section *s)
{
	struct tix_agent *a = s->item;

	a->title = tix_dt_text(dt, s, "name");
	a->mail = mail_of(dt, s);
	a->level = level_of(dt, s);
	a->manager = tix_dt_ref(dt, s, "manager", TIX_DT_NAMES("agent",
	    dt->desk.agents, dt->desk.nagents));
	a->team = tix_dt_ref(dt, s, "team", TIX_DT_NAMES("team",
	    dt->desk.teams, dt->desk.nteams));
	a->skills = tix_dt_skills(dt, s, "skills");
	a->capacity = tix_dt_int(dt, s, "capacity", 0, 0, CAPACITY_MAX);
	a->shifts = tix_dt_list(dt, s, "shifts");
	a->absences = tix_dt_list(dt, s, "absences");
	check_each(dt, s, "shifts", tix_hours_check);
	check_each(dt, s, "absences", tix_absence_check);
}

static void
fill_party(struct tix_dt *dt, const struct tix_dt_section *s)
{
	struct tix_party *p = s->item;

	p->title = tix_dt_text(dt, s, "name");
	p->vip = tix_dt_bool(dt, s, "vip", false);
	p->calendar = calendar_of(dt, s);
	p->agreement = tix_dt_ref(dt, s, "agreement", TIX_DT_NAMES("sla",
	    dt->desk.agreements, dt->desk.nagreements));
	if (s->kind != TIX_DT_REQUESTER)
		return;
	p->mail = mail_of(dt, s);
	p->organisation = tix_dt_ref(dt, s, "organisation",
	    TIX_DT_NAMES("organisation", dt->organisations,
	    dt->norganisations));
}

static void
fill_checklist(struct tix_dt *dt, const struct tix_dt_section *s)
{
	struct tix_checklist *c = s->item;

	c->title = tix_dt_text(dt, s, "name");
	c->steps = tix_dt_list(dt, s, "steps");
	if (tix_dt_option(s, "steps") == NULL)
		tix_dt_complain(dt, s->line, "checklist '%s' has no steps",
		    s->name);
}

void
tix_dt_people(struct tix_dt *dt)
{
	static const struct {
		enum tix_dt_kind kind;
		void (*fill)(struct tix_dt *dt, const struct tix_dt_section *s);
	} fills[] = {
		{ TIX_DT_CHECKLIST, fill_checklist },
		{ TIX_DT_TEAM, fill_team },
		{ TIX_DT_AGENT, fill_agent },
		{ TIX_DT_ORGANISATION, fill_party },
		{ TIX_DT_REQUESTER, fill_party },
	};

	for (size_t i = 0; i < sizeof fills / sizeof fills[0]; i++)
		for (const struct tix_dt_section *s = dt->first[fills[i].kind];
		    s != NULL; s = s->next)
			if (s->item != NULL)
				fills[i].fill(dt, s);
}
