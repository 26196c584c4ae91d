/*
 * Whom a step tells, by name.
 */
#include "dueparts.h"

#include <string.h>

static enum tix_status
nobody(struct tix_dueing *d, const char **why, const char *words,
    const char *name)
{
	*why = name == NULL ? words :
	    tix_arena_printf(d->tx->mem, "%s '%s'", words, name);
	return TIX_OK;
}

/* One that another desk had may be no word that can be told. */
static bool
is_target(const char *name)
{
	return *name != '\0' && strpbrk(name, " \t\n") == NULL;
}

static enum tix_status
owner(struct tix_dueing *d, const char **words, const char **why)
{
	if (d->t.owner == NULL)
		return nobody(d, why, "nobody owns it", NULL);
	if (!is_target(d->t.owner))
		return nobody(d, why, "nobody is called", d->t.owner);
	*words = tix_arena_printf(d->tx->mem, "agent:%s", d->t.owner);
	return TIX_OK;
}

static enum tix_status
team(struct tix_dueing *d, const char **words, const char **why)
{
	const char *name = tix_desk_team_of(d->tx->desk, d->t.team,
	    d->t.queue);

	if (name == NULL)
		return nobody(d, why, "no team has it", NULL);
	if (!is_target(name))
		return nobody(d, why, "no team is called", name);
	*words = tix_arena_printf(d->tx->mem, "team:%s", name);
	return TIX_OK;
}

/* Of the owner, else of the team. */
static enum tix_status
manager(struct tix_dueing *d, const char **words, const char **why)
{
	const struct tix_desk *desk = d->tx->desk;
	const char *name = tix_desk_team_of(d->tx->desk, d->t.team,
	    d->t.queue);
	const struct tix_agent *a = d->t.owner == NULL ? NULL :
	    tix_desk_agent(desk, d->t.owner);
	const struct tix_team *t = name == NULL ? NULL :
	    tix_desk_team(desk, name);
	const char *m = a != NULL && a->manager != NULL ? a->manager :
	    t == NULL ? NULL : t->manager;

	if (m == NULL && name == NULL)
		return nobody(d, why, "no manager: no team has it", NULL);
	if (m == NULL)
		return nobody(d, why, "no manager of team", name);
	*words = tix_arena_printf(d->tx->mem, "agent:%s", m);
	return TIX_OK;
}

static enum tix_status
watchers(struct tix_dueing *d, const char **words, const char **why)
{
	struct tix_buf b = { .arena = d->tx->mem };
	const char *s = d->t.watchers == NULL ? "" : d->t.watchers;

	while (*(s += strspn(s, " ")) != '\0') {
		const size_t n = strcspn(s, " ");

		tix_buf_printf(&b, "%s%s%.*s", b.len > 0 ? " " : "",
		    memchr(s, '@', n) != NULL ? "mail:" : "agent:", (int)n, s);
		s += n;
	}
	if (b.len == 0)
		return nobody(d, why, "nobody watches it", NULL);
	*words = tix_buf_text(&b);
	return TIX_OK;
}

/* The level of vendors that it is at, or, while it waits on one, the first. */
static enum tix_status
vendor(struct tix_dueing *d, const char **words, const char **why)
{
	const struct tix_desk *desk = d->tx->desk;
	const bool waits = d->t.state == TIX_WAITING &&
	    d->t.waiting_on == TIX_ON_VENDOR;
	const struct tix_level *is = d->t.level == NULL ? NULL :
	    tix_desk_level(desk, d->t.level);

	if (is != NULL && !is->vendor)
		is = NULL;
	for (size_t i = 0; is == NULL && waits && i < desk->nlevels; i++)
		if (desk->levels[i].vendor)
			is = &desk->levels[i];
	if (is == NULL)
		return nobody(d, why, "it is with no vendor", NULL);
	*words = tix_arena_printf(d->tx->mem, "vendor:%s", is->name);
	return TIX_OK;
}

static enum tix_status
schedule(struct tix_dueing *d, const char *name, const char **words,
    const char **why)
{
	static const char *const none[] = { NULL };
	struct tix_buf b = { .arena = d->tx->mem };
	const char *const *agents = none;
	enum tix_status s = d->how->on_call == NULL ? TIX_OK :
	    d->how->on_call(d->tx, name, &agents);

	if (s != TIX_OK)
		return s;
	for (; *agents != NULL; agents++)
		tix_buf_printf(&b, "%sagent:%s", b.len > 0 ? " " : "",
		    *agents);
	if (b.len == 0)
		return nobody(d, why, "nobody is on call by", name);
	*words = tix_buf_text(&b);
	return TIX_OK;
}

enum tix_status
tix_due_whom(struct tix_dueing *d, const char *target, const char **words,
    const char **why)
{
	static const char on_call[] = "schedule:";
	static const struct {
		const char *name;
		enum tix_status (*find)(struct tix_dueing *d,
		    const char **words, const char **why);
	} finds[] = {
		{ "owner", owner }, { "team", team }, { "manager", manager },
		{ "watchers", watchers }, { "vendor", vendor },
	};

	*words = *why = NULL;
	for (size_t i = 0; i < sizeof finds / sizeof finds[0]; i++)
		if (strcmp(target, finds[i].name) == 0)
			return finds[i].find(d, words, why);
	if (strncmp(target, on_call, sizeof on_call - 1) == 0)
		return schedule(d, target + sizeof on_call - 1, words, why);
	*words = target;
	return TIX_OK;
}
