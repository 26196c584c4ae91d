/*
 * What is promised: to requesters (sla), among the desk's own (ola), by
 * vendors (uc).
 */
#include "text.h"

#include <string.h>

#include <tix/agreement.h>
#include <tix/time.h>

#define BIT(x) (1u << (x))

/* What each can measure, and what it waits for by itself. */
static const struct {
	enum tix_dt_kind section;
	unsigned metrics;
	unsigned pause;   /* of resolve and update */
} kinds[] = {
	[TIX_SLA] = { TIX_DT_SLA, BIT(TIX_FIRST_RESPONSE) |
	    BIT(TIX_NEXT_REPLY) | BIT(TIX_UPDATE) | BIT(TIX_OWN) |
	    BIT(TIX_RESOLVE), BIT(TIX_ON_CUSTOMER) },
	[TIX_OLA] = { TIX_DT_OLA, BIT(TIX_OWN) | BIT(TIX_RESOLVE),
	    BIT(TIX_ON_CUSTOMER) | BIT(TIX_ON_VENDOR) },
	[TIX_UC] = { TIX_DT_UC, BIT(TIX_RESOLVE), BIT(TIX_ON_CUSTOMER) },
};

/* What a target says, or the section that it is in. */
struct taking {
	struct tix_dt *dt;
	const struct tix_agreement *of;
	const struct tix_dt_section *outer;
	const struct tix_dt_section *s;
	struct tix_target *t;
};

static const char *
calendar_of(struct tix_dt *dt, const struct tix_dt_section *s)
{
	return tix_dt_ref(dt, s, "calendar", TIX_DT_NAMES("calendar",
	    dt->desk.calendars, dt->desk.ncalendars));
}

/* Which of two words, by the target or by what it is in. */
static bool
is_second(struct taking *k, const char *key, const char *const *words)
{
	int64_t outer = tix_dt_choice(k->dt, k->outer, key, words, 0);

	return tix_dt_choice(k->dt, k->s, key, words, outer) == 1;
}

/* Is a day in it, of which nobody can tell how long it is? */
static bool
is_vague(const struct tix_target *t, const struct tix_duration *d,
    const char *text)
{
	return t->calendar != NULL && !d->working &&
	    strpbrk(text, "dwDW") != NULL;
}

/* What cannot be counted in the target's calendar, or without one. */
static const char *
misfit(const struct tix_target *t, const struct tix_duration *d,
    const char *text)
{
	if (is_vague(t, d, text))
		return "a day of the calendar, or 24 hours? say 2bd, or 48h";
	if (t->calendar == NULL && d->working)
		return "there is no calendar to count working time in";
	if (d->us == 0 && d->days == 0)
		return "to be met it would take no time at all";
	if (d->us > 0 && d->days > 0)
		return "it is either working days or hours";
	return NULL;
}

/* The priority that a key names, 1 up, or 0. */
static int64_t
priority_of(const struct tix_desk *d, const char *key)
{
	if (key[0] == 'P' && key[1] >= '1' && key[1] <= '5' && key[2] == '\0')
		return key[1] - '0';
	return d->priorities == NULL ? 0 : tix_name_number(d->priorities, key);
}

static void
take_budget(struct taking *k, const struct tix_dt_option *o, int64_t priority)
{
	const char *text = tix_dt_text(k->dt, k->s, o->key);
	struct tix_budget *b = &k->t->budget[priority - 1];
	const int64_t line = o->values[0].line;
	struct tix_duration d;
	const char *why;

	if (text == NULL)
		return;
	if (b->time > 0 || b->days > 0)
		tix_dt_complain(k->dt, line,
		    "%s: priority %lld is set already", o->key,
		    (long long)priority);
	if (tix_duration_parse(k->dt->tx, text, &d) != TIX_OK) {
		tix_dt_complain_error(k->dt, line, o->key);
		return;
	}
	why = misfit(k->t, &d, text);
	if (why != NULL)
		tix_dt_complain(k->dt, line, "%s: '%s': %s", o->key, text,
		    why);
	*b = (struct tix_budget){ d.us, d.days };
}

static void
say_unknown(struct taking *k, const struct tix_dt_option *o)
{
	struct tix_buf b = { .arena = k->dt->mem };
	const char *const *key = tix_dt_kinds[TIX_DT_TARGET].keys;

	for (; *key != NULL; key++)
		tix_buf_printf(&b, "%s, ", *key);
	tix_dt_complain(k->dt, o->values[0].line,
	    "a target has no key '%s'; there are: %sP1, P2, P3, P4, P5%s%s",
	    o->key, tix_buf_text(&b), k->dt->desk.priorities == NULL ? "" :
	    ", ", k->dt->desk.priorities == NULL ? "" :
	    tix_dt_join(k->dt->mem, k->dt->desk.priorities));
}

static bool
is_key(const char *key)
{
	const char *const *k = tix_dt_kinds[TIX_DT_TARGET].keys;

	while (*k != NULL && strcmp(*k, key) != 0)
		k++;
	return *k != NULL;
}

static void
take_budgets(struct taking *k)
{
	const size_t before = k->dt->ncomplaints;
	bool any = false;

	for (size_t i = 0; i < k->s->noptions; i++) {
		const struct tix_dt_option *o = &k->s->options[i];
		int64_t priority = priority_of(&k->dt->desk, o->key);

		if (is_key(o->key))
			continue;
		if (priority == 0)
			say_unknown(k, o);
		else
			take_budget(k, o, priority);
	}
	for (int i = 0; i < TIX_PRIORITIES; i++)
		any = any || k->t->budget[i].time > 0 ||
		    k->t->budget[i].days > 0;
	if (!any && k->dt->ncomplaints == before)
		tix_dt_complain(k->dt, k->s->line, "target '%s' has no time "
		    "for any priority, such as P1 = 4h", k->s->name);
}

/* The list may be there and empty: then nothing does. */
static void
take_pause(struct taking *k)
{
	const struct tix_dt_option *o = tix_dt_option(k->s, "pause");
	const enum tix_metric m = k->t->metric;

	if (o == NULL && (m == TIX_RESOLVE || m == TIX_UPDATE))
		k->t->pause = kinds[k->of->kind].pause;
	for (size_t i = 0; o != NULL && i < o->n; i++) {
		const char *word = o->values[i].text;
		int64_t on = tix_name_number(tix_waiting_names, word);

		if (on > 0)
			k->t->pause |= BIT(on);
		else if (o->n > 1 || word[strspn(word, " \t\n")] != '\0')
			tix_dt_complain(k->dt, o->values[i].line, "pause: no "
			    "'%s'; there are: %s", word, tix_dt_join(
			    k->dt->mem, tix_waiting_names));
	}
}

/* It must come after the clock begins, whatever the priority. */
static bool
is_within(const struct taking *k, const struct tix_threshold *w,
    const struct tix_dt_value *v)
{
	char text[TIX_TIME_SIZE];

	for (int i = 0; w->offset < 0 && i < TIX_PRIORITIES; i++) {
		const int64_t time = k->t->budget[i].time;

		if (time == 0 || -w->offset < time)
			continue;
		tix_dt_complain(k->dt, v->line, "warn: '%s' is beyond the "
		    "target of P%d, %s", v->text, i + 1,
		    tix_duration_text(text, time));
		return false;
	}
	return true;
}

static bool
take_warning(struct taking *k, const struct tix_dt_value *v,
    struct tix_threshold *w)
{
	struct tix_duration d = { 0 };
	const char *why = NULL;

	if (tix_threshold_parse(k->dt->tx, v->text, w) != TIX_OK) {
		tix_dt_complain_error(k->dt, v->line, "warn");
		return false;
	}
	if (w->percent == 0 && tix_duration_parse(k->dt->tx, v->text + 1,
	    &d) == TIX_OK)
		why = misfit(k->t, &d, v->text);
	if (why != NULL)
		tix_dt_complain(k->dt, v->line, "warn: '%s': %s", v->text,
		    why);
	return why == NULL && is_within(k, w, v);
}

static void
take_warnings(struct taking *k)
{
	const struct tix_dt_option *o = tix_dt_option(k->s, "warn");
	struct tix_threshold *list = tix_arena_array(k->dt->mem,
	    o == NULL ? 1 : o->n, sizeof *list);

	k->t->warn = list;
	if (o != NULL && o->n > TIX_THRESHOLDS_MAX)
		tix_dt_complain(k->dt, o->values[0].line,
		    "warn: %zu values; at most %d", o->n, TIX_THRESHOLDS_MAX);
	for (size_t i = 0; o != NULL && i < o->n; i++) {
		struct tix_threshold *w = &list[k->t->nwarn];

		if (!take_warning(k, &o->values[i], w))
			continue;
		for (size_t n = 0; n < k->t->nwarn; n++)
			if (list[n].percent == w->percent &&
			    list[n].offset == w->offset)
				tix_dt_complain(k->dt, o->values[i].line,
				    "warn: '%s' is there twice", w->text);
		k->t->nwarn++;
	}
}

static const char *
metrics_of(struct tix_dt *dt, enum tix_promise kind)
{
	struct tix_buf b = { .arena = dt->mem };

	for (int m = TIX_FIRST_RESPONSE; m <= TIX_RESOLVE; m++)
		if ((kinds[kind].metrics & BIT(m)) != 0)
			tix_buf_printf(&b, "%s%s", b.len == 0 ? "" : ", ",
			    tix_metric_names[m - 1]);
	return tix_buf_text(&b);
}

static bool
take_metric(struct taking *k)
{
	int64_t m = tix_name_number(tix_metric_names, k->s->name);

	k->t->metric = (enum tix_metric)m;
	if (m > 0 && (kinds[k->of->kind].metrics & BIT(m)) != 0)
		return true;
	tix_dt_complain(k->dt, k->s->line, "%s has no target '%s'; there "
	    "are: %s", tix_dt_kinds[k->outer->kind].one, k->s->name,
	    metrics_of(k->dt, k->of->kind));
	return false;
}

static void
take_target(struct taking *k)
{
	static const char *const reopen[] = { "resume", "new-cycle", NULL };
	static const char *const at_close[] = { "close", "open", NULL };

	if (!take_metric(k))
		return;
	k->t->calendar = tix_dt_option(k->s, "calendar") != NULL ?
	    calendar_of(k->dt, k->s) : k->of->calendar;
	k->t->new_cycle = is_second(k, "reopen", reopen);
	k->t->at_open = is_second(k, "at_close", at_close);
	take_budgets(k);
	take_pause(k);
	take_warnings(k);
}

static void
fill_targets(struct tix_dt *dt, const struct tix_dt_section *s,
    struct tix_agreement *g)
{
	struct taking k = { .dt = dt, .of = g, .outer = s };
	struct tix_target *t = tix_arena_array(dt->mem, TIX_TARGETS_MAX,
	    sizeof *t);

	g->targets = t;
	for (k.s = s->children; k.s != NULL && g->ntargets < TIX_TARGETS_MAX;
	    k.s = k.s->next) {
		k.t = &t[g->ntargets++];
		take_target(&k);
	}
	if (k.s != NULL)
		tix_dt_complain(dt, k.s->line, "more than %d targets",
		    TIX_TARGETS_MAX);
}

/* An ola is of a place; a uc without one is of all vendors. */
static void
fill_place(struct tix_dt *dt, const struct tix_dt_section *s,
    struct tix_agreement *g)
{
	const struct tix_desk *d = &dt->desk;

	g->level = tix_dt_ref(dt, s, "level", TIX_DT_NAMES("level",
	    d->levels, d->nlevels));
	g->team = tix_dt_ref(dt, s, "team", TIX_DT_NAMES("team",
	    d->teams, d->nteams));
	g->queue = tix_dt_ref(dt, s, "queue", TIX_DT_NAMES("queue",
	    d->queues, d->nqueues));
	if (g->kind == TIX_OLA && tix_dt_option(s, "level") == NULL &&
	    tix_dt_option(s, "team") == NULL &&
	    tix_dt_option(s, "queue") == NULL)
		tix_dt_complain(dt, s->line, "ola '%s' is of no level, team "
		    "or queue", s->name);
	if (s->children == NULL)
		tix_dt_complain(dt, s->line, "%s '%s' promises nothing: it "
		    "has no target", tix_dt_kinds[s->kind].name, s->name);
}

static void
fill(struct tix_dt *dt, const struct tix_dt_section *s, enum tix_promise kind)
{
	struct tix_agreement *g = s->item;

	g->kind = kind;
	g->title = tix_dt_text(dt, s, "name");
	g->calendar = calendar_of(dt, s);
	g->match = tix_dt_queries(dt, s, "match", true);
	fill_targets(dt, s, g);
	if (kind != TIX_SLA)
		fill_place(dt, s, g);
}

/* Tickets, reports and people know them by name alone. */
static void
check_names(struct tix_dt *dt)
{
	const struct tix_dt_names slas = *TIX_DT_NAMES("sla",
	    dt->desk.agreements, dt->desk.nagreements);
	const struct tix_dt_names olas = *TIX_DT_NAMES("ola", dt->olas,
	    dt->nolas);
	const struct tix_dt_section *s;

	for (s = dt->first[TIX_DT_OLA]; s != NULL; s = s->next)
		if (tix_dt_find(&slas, s->name) != NULL)
			tix_dt_complain(dt, s->line,
			    "there is an sla '%s' already", s->name);
	for (s = dt->first[TIX_DT_UC]; s != NULL; s = s->next)
		if (tix_dt_find(&slas, s->name) != NULL ||
		    tix_dt_find(&olas, s->name) != NULL)
			tix_dt_complain(dt, s->line,
			    "there is an sla or ola '%s' already", s->name);
}

void
tix_dt_agreements(struct tix_dt *dt)
{
	for (int kind = TIX_SLA; kind <= TIX_UC; kind++)
		for (const struct tix_dt_section *s =
		    dt->first[kinds[kind].section]; s != NULL; s = s->next)
			if (s->item != NULL)
				fill(dt, s, (enum tix_promise)kind);
	check_names(dt);
}
