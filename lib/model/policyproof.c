/*
 * Escalation policies of a compiled desk, proved.
 */
#include <tix/policy.h>

#include <string.h>

#include <tix/query.h>
#include <tix/tail.h>

static enum tix_status
need_schedule(struct tix *tx, const char *name)
{
	struct tix_tail_line line;

	return tx->desk->tail != NULL && tix_tail_find(tx->mem, tx->desk, 'd',
	    name, &line) ? TIX_OK : tix_fail(tx, TIX_NOT_FOUND,
	    "no schedule '%s'", name);
}

enum tix_status
tix_policy_target(struct tix *tx, const char *target)
{
	static const char *const words[] = {
		"owner", "team", "manager", "watchers", "vendor", NULL
	};
	static const char on_call[] = "schedule:";
	static const struct {
		const char *prefix;
		enum tix_status (*check)(struct tix *tx, const char *name);
	} kinds[] = {
		{ "agent:", tix_desk_check_agent },
		{ "team:", tix_desk_check_team },
	};

	if (tix_name_number(words, target) > 0)
		return TIX_OK;
	if (strncmp(target, on_call, sizeof on_call - 1) == 0)
		return need_schedule(tx, target + sizeof on_call - 1);
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		const size_t n = strlen(kinds[i].prefix);

		if (strncmp(target, kinds[i].prefix, n) == 0 &&
		    target[n] != '\0')
			return kinds[i].check(tx, target + n);
	}
	return tix_fail(tx, TIX_INVALID, "nobody is '%s'; there are: owner, "
	    "team, manager, watchers, vendor, agent:NAME, team:NAME, "
	    "schedule:NAME", target);
}

/* 's' and its words, with where they are of. */
static enum tix_status
proved(struct tix *tx, enum tix_status s, const char *policy,
    const char *where)
{
	if (s == TIX_OK || s > TIX_INVALID)
		return s;
	return tix_fail(tx, TIX_INVALID, "desk: escalation '%s': %s: %s",
	    policy, where, tix_arena_dup(tx->mem, tx->error));
}

static enum tix_status
need_calendar(struct tix *tx, const char *name)
{
	return name == NULL || tix_desk_calendar(tx->desk, name) != NULL ?
	    TIX_OK : tix_fail(tx, TIX_INVALID, "no calendar '%s'", name);
}

static enum tix_status
prove_step(struct tix *tx, const struct tix_policy *p,
    const struct tix_policy_step *s)
{
	const struct tix_level *level;
	enum tix_status st = TIX_OK;

	for (size_t i = 0; st == TIX_OK && s->notify[i] != NULL; i++)
		st = tix_policy_target(tx, s->notify[i]);
	if (st == TIX_OK && s->hand_up != NULL &&
	    strcmp(s->hand_up, "next") != 0)
		st = tix_desk_need_level(tx, s->hand_up, &level);
	return proved(tx, st, p->name, s->name);
}

static enum tix_status
prove(struct tix *tx, const struct tix_policy *p, void *arg)
{
	struct tix_term *query;
	enum tix_status s = need_calendar(tx, p->calendar);

	(void)arg;
	for (size_t i = 0; s == TIX_OK && p->match[i] != NULL; i++)
		s = tix_query_parse(tx, p->match[i], &query);
	s = proved(tx, s, p->name, "match");
	for (size_t i = 0; s == TIX_OK && i < p->nsteps; i++)
		s = prove_step(tx, p, &p->steps[i]);
	return s;
}

enum tix_status
tix_desk_prove_policies(struct tix *tx, struct tix_arena *mem,
    const struct tix_desk *d)
{
	const struct tix_desk *before = tx->desk;
	enum tix_status s;

	tx->desk = d; /* names are looked up as in any desk */
	s = tix_desk_policies(tx, mem, d, prove, NULL);
	tx->desk = before;
	return s;
}
