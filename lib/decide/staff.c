/*
 * Who of a team gets a ticket.
 */
#include <tix/staff.h>

#include <inttypes.h>
#include <string.h>

#include <tix/calendar.h>
#include <tix/time.h>

/* Why people are out, for the words where nobody is left. */
struct outs {
	size_t away;    /* off shift or absent */
	size_t unable;  /* without a skill */
	size_t full;
};

/* One choice as it is made. */
struct choosing {
	struct tix *tx;
	const struct tix_staff *staff;
	const struct tix_team *team;
	enum tix_strategy by;
	const struct tix_skill *skills; /* ended by no name */
	const struct tix_ticket *t;
	struct outs outs;
};

int64_t
tix_load_weight(int64_t priority)
{
	return priority >= 1 && priority <= 5 ? INT64_C(16) >> (priority - 1)
	    : 3;
}

int64_t
tix_staff_grade(const struct tix_agent *a, const char *skill)
{
	const struct tix_skill *k = a->skills;

	for (; k != NULL && k->name != NULL; k++)
		if (strcmp(k->name, skill) == 0)
			return k->grade;
	return 0;
}

static bool
has_skills(struct choosing *g, const struct tix_agent *a,
    struct tix_candidate *c)
{
	for (const struct tix_skill *k = g->skills; k->name != NULL; k++) {
		int64_t grade = tix_staff_grade(a, k->name);

		c->grade += grade;
		if (grade >= k->grade)
			continue;
		c->out = tix_arena_printf(g->tx->mem, "lacks %s %" PRId64,
		    k->name, k->grade);
		g->outs.unable++;
		return false;
	}
	return true;
}

static enum tix_status
look_at_shift(struct choosing *g, const struct tix_agent *a,
    struct tix_candidate *c)
{
	bool on, absent;
	enum tix_status s = tix_agent_on_shift(g->tx, a, g->tx->at, &on);

	if (s == TIX_NOT_FOUND) { /* no reason to lose the ticket */
		c->out = "no time zone for the shift";
		g->outs.away++;
		return TIX_OK;
	}
	if (s == TIX_OK && !on) {
		s = tix_agent_is_absent(g->tx, a, g->tx->at, &absent);
		c->out = absent ? "absent" : "off shift";
		g->outs.away++;
	}
	return s;
}

/* Is it the turn that decides, not what there is to do? */
static bool
takes_turns(const struct choosing *g)
{
	return g->by == TIX_ASSIGN_ROUND_ROBIN ||
	    g->by == TIX_ASSIGN_LONGEST_IDLE;
}

static enum tix_status
look_at_load(struct choosing *g, const struct tix_agent *a,
    struct tix_candidate *c)
{
	enum tix_status s = TIX_OK;

	if (a->capacity > 0 || !takes_turns(g))
		s = g->staff->load(g->tx, a->name, g->t->id, &c->load);
	if (s == TIX_OK && a->capacity > 0 && c->load.open >= a->capacity) {
		c->out = tix_arena_printf(g->tx->mem, "at capacity %" PRId64,
		    a->capacity);
		g->outs.full++;
		return TIX_OK;
	}
	if (s == TIX_OK && takes_turns(g))
		s = g->staff->turn(g->tx, a->name, &c->load.turn);
	if (s == TIX_OK && g->by == TIX_ASSIGN_LONGEST_IDLE)
		s = g->staff->idle(g->tx, a->name, g->t->id, &c->load.idle);
	return s;
}

/* What costs least is looked at first, and no more than it takes. */
static enum tix_status
look(struct choosing *g, const struct tix_agent *a, struct tix_candidate *c)
{
	enum tix_status s;

	c->agent = a->name;
	s = look_at_shift(g, a, c);
	if (s != TIX_OK || c->out != NULL)
		return s;
	if (g->by == TIX_ASSIGN_SKILLS && !has_skills(g, a, c))
		return TIX_OK;
	return look_at_load(g, a, c);
}

static enum tix_status
look_at_all(struct choosing *g, struct tix_choice *choice)
{
	const struct tix_desk *d = g->tx->desk;
	struct tix_candidate *all = tix_arena_array(g->tx->mem,
	    d->nagents + 1, sizeof *all);
	enum tix_status s = TIX_OK;

	choice->all = all;
	for (size_t i = 0; s == TIX_OK && i < d->nagents; i++)
		if (d->agents[i].team != NULL &&
		    strcmp(d->agents[i].team, g->team->name) == 0)
			s = look(g, &d->agents[i], &all[choice->n++]);
	return s;
}

/* What is least comes first; what it is of equals, second. */
static void
rank(const struct tix_candidate *c, enum tix_strategy by, int64_t key[2])
{
	key[0] = c->load.weight;
	key[1] = 0;
	if (by == TIX_ASSIGN_ROUND_ROBIN) {
		key[0] = c->load.turn;
	} else if (by == TIX_ASSIGN_SKILLS) {
		key[0] = -c->grade;
		key[1] = c->load.weight;
	} else if (by == TIX_ASSIGN_LONGEST_IDLE) {
		key[0] = c->load.idle;
		key[1] = c->load.turn;
	}
}

static bool
comes_before(const struct tix_candidate *a, const struct tix_candidate *b,
    enum tix_strategy by)
{
	int64_t ka[2], kb[2];

	rank(a, by, ka);
	rank(b, by, kb);
	return ka[0] != kb[0] ? ka[0] < kb[0] : ka[1] < kb[1];
}

/* The first of those who can, but for the agent 'but'; NULL for nobody. */
static const struct tix_candidate *
first_of(const struct tix_choice *choice, enum tix_strategy by,
    const char *but)
{
	const struct tix_candidate *best = NULL;

	for (size_t i = 0; i < choice->n; i++) {
		const struct tix_candidate *c = &choice->all[i];

		if (c->out == NULL && c->agent != but &&
		    (best == NULL || comes_before(c, best, by)))
			best = c;
	}
	return best;
}

static const char *
nobody(const struct choosing *g, size_t n)
{
	const struct outs *o = &g->outs;
	const char *team = g->team->name;
	struct tix_arena *mem = g->tx->mem;

	if (n == 0)
		return tix_arena_printf(mem, "nobody is of team %s", team);
	if (o->away == n)
		return tix_arena_printf(mem, "nobody of team %s is on shift",
		    team);
	if (o->full == n)
		return tix_arena_printf(mem, "all of team %s are at capacity",
		    team);
	if (o->unable == n)
		return tix_arena_printf(mem,
		    "nobody of team %s has the skills", team);
	return tix_arena_printf(mem, "nobody of team %s: %zu away, %zu at "
	    "capacity, %zu without the skills", team, o->away, o->full,
	    o->unable);
}

/* "12, then anna 14" */
static const char *
measure(const struct choosing *g, int64_t n, const struct tix_candidate *next,
    int64_t of_next)
{
	if (next == NULL)
		return tix_arena_printf(g->tx->mem, "%" PRId64
		    ", and nobody else can", n);
	return tix_arena_printf(g->tx->mem, "%" PRId64 ", then %s %" PRId64, n,
	    next->agent, of_next);
}

static const char *
least_loaded(const struct choosing *g, const struct tix_candidate *c,
    const struct tix_candidate *next)
{
	return tix_arena_printf(g->tx->mem, "least loaded: %s", measure(g,
	    c->load.weight, next, next == NULL ? 0 : next->load.weight));
}

static const char *
best_skills(const struct choosing *g, const struct tix_candidate *c,
    const struct tix_candidate *next)
{
	if (g->skills->name == NULL)
		return tix_arena_printf(g->tx->mem, "no skill is needed; %s",
		    least_loaded(g, c, next));
	if (next != NULL && next->grade == c->grade)
		return tix_arena_printf(g->tx->mem, "best skills: %" PRId64
		    " like %s; %s", c->grade, next->agent,
		    least_loaded(g, c, next));
	return tix_arena_printf(g->tx->mem, "best skills: %s", measure(g,
	    c->grade, next, next == NULL ? 0 : next->grade));
}

static const char *
words_for(const struct choosing *g, const struct tix_candidate *c,
    const struct tix_candidate *next)
{
	char at[TIX_TIME_SIZE];

	switch (g->by) {
	case TIX_ASSIGN_ROUND_ROBIN:
		return c->load.turn == 0 ? "round-robin: never given one" :
		    "round-robin: last given longest ago";
	case TIX_ASSIGN_SKILLS:
		return best_skills(g, c, next);
	case TIX_ASSIGN_LONGEST_IDLE:
		if (c->load.idle == 0)
			return "longest idle: no live ticket";
		return tix_arena_printf(g->tx->mem, "longest idle: since %s",
		    tix_time_rfc3339(at, c->load.idle));
	case TIX_ASSIGN_NOBODY:
	case TIX_ASSIGN_LEAST_LOADED:
	case TIX_ASSIGN_OWNER_OF_LAST:
		break;
	}
	return least_loaded(g, c, next);
}

static void
choose_first(const struct choosing *g, struct tix_choice *choice)
{
	const struct tix_candidate *c = first_of(choice, g->by, NULL);

	choice->agent = c == NULL ? NULL : c->agent;
	choice->why = c == NULL ? nobody(g, choice->n) :
	    words_for(g, c, first_of(choice, g->by, c->agent));
}

/* The requester's last agent, or why it is not he and who then. */
static enum tix_status
choose_last(const struct choosing *g, struct tix_choice *choice)
{
	const char *last = NULL, *who = g->t->requester, *out = NULL;
	enum tix_status s = who == NULL ? TIX_OK :
	    g->staff->last(g->tx, who, g->t->id, &last);

	choose_first(g, choice);
	if (s != TIX_OK || last == NULL)
		return s;
	out = "not of the team";
	for (size_t i = 0; i < choice->n; i++)
		if (strcmp(choice->all[i].agent, last) == 0)
			out = choice->all[i].out;
	if (out == NULL) {
		choice->agent = last;
		choice->why = tix_arena_printf(g->tx->mem,
		    "last agent of %s", who);
	} else {
		choice->why = tix_arena_printf(g->tx->mem,
		    "%s, the last agent of %s, is %s; %s", last, who, out,
		    choice->why);
	}
	return TIX_OK;
}

enum tix_status
tix_staff_choose(struct tix *tx, const struct tix_staff *staff,
    const struct tix_team *team, enum tix_strategy by,
    const struct tix_skill *skills, const struct tix_ticket *t,
    struct tix_choice *choice)
{
	static const struct tix_skill none[] = { { NULL, 0 } };
	struct choosing g = { .tx = tx, .staff = staff, .team = team,
		.by = by, .skills = skills == NULL ? none : skills, .t = t };
	enum tix_status s;

	*choice = (struct tix_choice){ .by = by };
	if (by == TIX_ASSIGN_NOBODY || staff == NULL) {
		choice->why = tix_arena_printf(tx->mem,
		    "team %s gives nobody its tickets", team->name);
		return TIX_OK;
	}
	s = look_at_all(&g, choice);
	if (s != TIX_OK)
		return s;
	if (by == TIX_ASSIGN_OWNER_OF_LAST)
		return choose_last(&g, choice);
	choose_first(&g, choice);
	return TIX_OK;
}
