/*
 * Escalation policies: each key proved, each policy a line of the compiled
 * desk.
 */
#include "text.h"

#include <string.h>

#include <tix/agreement.h>
#include <tix/policy.h>
#include <tix/query.h>
#include <tix/time.h>

/* One step as it is written. */
struct writing {
	struct tix_dt *dt;
	struct tix_json_out *o;
	const struct tix_dt_section *s;
	const char *calendar; /* of delays, or NULL */
};

static const struct tix_dt_names *
levels(struct writing *w)
{
	struct tix_dt_names *n = tix_arena_alloc(w->dt->mem, sizeof *n);

	*n = *TIX_DT_NAMES("level", w->dt->desk.levels, w->dt->desk.nlevels);
	return n;
}

/* Why such a delay cannot be counted, or NULL. */
static const char *
misfit(const struct writing *w, const struct tix_duration *d,
    const char *text, bool may_be_days)
{
	if (w->calendar == NULL && d->working)
		return "the escalation has no calendar to count working time "
		    "in";
	if (w->calendar != NULL && !d->working && strpbrk(text, "dwDW"))
		return "a day of the calendar, or 24 hours? say 2bd, or 48h";
	if (d->days > 0 && (!may_be_days || d->us > 0))
		return "it is given in hours or minutes";
	return NULL;
}

/* A delay; 0 without one, or where it was complained about. */
static struct tix_duration
delay(struct writing *w, const char *key, bool may_be_days)
{
	const char *text = tix_dt_text(w->dt, w->s, key), *why;
	struct tix_duration d = { 0 };

	if (text == NULL)
		return d;
	if (tix_duration_parse(w->dt->tx, text, &d) != TIX_OK) {
		tix_dt_complain_error(w->dt, tix_dt_line(w->s, key), key);
		return (struct tix_duration){ 0 };
	}
	why = misfit(w, &d, text, may_be_days);
	if (why != NULL)
		tix_dt_complain(w->dt, tix_dt_line(w->s, key),
		    "%s: '%s': %s", key, text, why);
	return d;
}

static int64_t
positive(struct writing *w, const char *key)
{
	const int64_t us = delay(w, key, false).us;

	if (us == 0 && tix_dt_option(w->s, key) != NULL)
		tix_dt_complain(w->dt, tix_dt_line(w->s, key),
		    "%s: it takes no time at all", key);
	return us;
}

/* "resolve 75%": a clock and where on it. */
static void
put_at(struct writing *w)
{
	const char *text = tix_dt_text(w->dt, w->s, "at");
	const int64_t line = tix_dt_line(w->s, "at");
	struct tix_dt_place at;

	if (text == NULL || !tix_dt_place(w->dt, line, text, &at))
		return;
	tix_dt_put_text(w->o, "agreement", at.agreement);
	tix_dt_put_text(w->o, "metric", tix_metric_names[at.metric - 1]);
	tix_json_name(w->o, "at");
	tix_json_open(w->o, '{');
	tix_dt_put_text(w->o, "text", at.at.text);
	tix_dt_put_number(w->o, "percent", at.at.percent);
	tix_dt_put_number(w->o, "offset", at.at.offset);
	tix_json_close(w->o, '}');
}

static void
put_time(struct writing *w)
{
	const bool after = tix_dt_option(w->s, "after") != NULL;
	const struct tix_duration d = delay(w, "after", true);

	if (after == (tix_dt_option(w->s, "at") != NULL))
		tix_dt_complain(w->dt, w->s->line, "step '%s' says %s: after "
		    "= 15m, or at = \"resolve 75%%\"", w->s->name,
		    after ? "twice when" : "not when");
	tix_dt_put_number(w->o, "after", d.us);
	tix_dt_put_number(w->o, "days", d.days);
	put_at(w);
}

/* "reopened:2" as its word and number; false for what is no condition. */
static bool
condition(const char *text, const char **word, int64_t *n)
{
	static const char *const words[] = {
		"unacknowledged", "unowned", "reopened", "bounced", NULL
	};

	for (size_t i = 0; words[i] != NULL; i++) {
		const size_t len = strlen(words[i]);

		*word = words[i];
		*n = i < 2 ? 0 : 1;
		if (strcmp(text, words[i]) == 0)
			return true;
		if (i >= 2 && strncmp(text, words[i], len) == 0 &&
		    text[len] == ':' && tix_dt_number(text + len + 1, n))
			return *n >= 1;
	}
	return false;
}

static void
put_when(struct writing *w)
{
	const struct tix_dt_option *o = tix_dt_option(w->s, "when");
	int64_t times[2] = { 0, 0 }, n;
	const char *word;

	if (o == NULL)
		return;
	tix_json_name(w->o, "when");
	tix_json_open(w->o, '[');
	for (size_t i = 0; i < o->n; i++) {
		if (!condition(o->values[i].text, &word, &n)) {
			tix_dt_complain(w->dt, o->values[i].line, "when: no "
			    "'%s'; there are: unacknowledged, unowned, "
			    "reopened:N, bounced:N", o->values[i].text);
			continue;
		}
		tix_json_string(w->o, word);
		if (n > 0)
			times[*word == 'b'] = n;
	}
	tix_json_close(w->o, ']');
	tix_dt_put_number(w->o, "reopened", times[0]);
	tix_dt_put_number(w->o, "bounced", times[1]);
}

/* Schedules are lines of the desk that is not there yet. */
static bool
is_schedule(struct writing *w, const struct tix_dt_value *v)
{
	static const char prefix[] = "schedule:";
	const struct tix_dt_section *s = w->dt->first[TIX_DT_SCHEDULE];
	const size_t len = sizeof prefix - 1;

	if (strncmp(v->text, prefix, len) != 0)
		return false;
	while (s != NULL && strcmp(s->name, v->text + len) != 0)
		s = s->next;
	if (s == NULL)
		tix_dt_complain(w->dt, v->line, "notify: no schedule '%s'",
		    v->text + len);
	return true;
}

static void
put_notify(struct writing *w)
{
	const struct tix_dt_option *o = tix_dt_option(w->s, "notify");

	for (size_t i = 0; o != NULL && i < o->n; i++)
		if (!is_schedule(w, &o->values[i]) &&
		    tix_policy_target(w->dt->tx, o->values[i].text) != TIX_OK)
			tix_dt_complain_error(w->dt, o->values[i].line,
			    "notify");
	tix_dt_put_list(w->o, "notify", tix_dt_list(w->dt, w->s, "notify"));
	tix_dt_put_true(w->o, "all", tix_dt_bool(w->dt, w->s, "all", false));
}

static void
put_hand_up(struct writing *w)
{
	const char *to = tix_dt_text(w->dt, w->s, "hand_up");

	if (to == NULL)
		return;
	if (strcmp(to, "next") != 0)
		tix_dt_need(w->dt, tix_dt_line(w->s, "hand_up"), levels(w),
		    to);
	tix_dt_put_text(w->o, "hand_up", to);
}

/* A file of hooks.d, and of no other folder. */
static void
put_hook(struct writing *w)
{
	const char *hook = tix_dt_text(w->dt, w->s, "hook");

	if (hook != NULL && tix_dt_name(w->dt, tix_dt_line(w->s, "hook"),
	    "a hook", hook) && (*hook == '.' || strchr(hook, '/') != NULL))
		tix_dt_complain(w->dt, tix_dt_line(w->s, "hook"), "hook: "
		    "'%s' is no name in hooks.d: no '/', and no '.' first",
		    hook);
	tix_dt_put_text(w->o, "hook", hook);
}

static void
check_use(struct writing *w, int64_t raise, bool release, int64_t acknowledge)
{
	const struct tix_dt_option *notify = tix_dt_option(w->s, "notify");
	const bool tells = notify != NULL ||
	    tix_dt_option(w->s, "hook") != NULL;

	if (!tells && raise == 0 && !release &&
	    tix_dt_option(w->s, "hand_up") == NULL)
		tix_dt_complain(w->dt, w->s->line, "step '%s' does nothing: "
		    "give notify, raise, hand_up, release or hook",
		    w->s->name);
	else if (!tells && tix_dt_option(w->s, "repeat") != NULL)
		tix_dt_complain(w->dt, w->s->line, "step '%s' repeats "
		    "nothing: it tells nobody", w->s->name);
	if (acknowledge > 0 && (notify == NULL || notify->n < 2 ||
	    tix_dt_bool(w->dt, w->s, "all", false)))
		tix_dt_complain(w->dt, w->s->line, "step '%s' has nobody to "
		    "tell without an acknowledgement", w->s->name);
}

static void
put_step(struct writing *w)
{
	struct tix_dt *dt = w->dt;
	const int64_t raise = tix_dt_int(dt, w->s, "raise", 0, 1,
	    TIX_RAISE_MAX);
	const bool release = tix_dt_bool(dt, w->s, "release", false);
	const int64_t every = positive(w, "every");
	const int64_t acknowledge = positive(w, "acknowledge");

	tix_dt_name(dt, w->s->line, "a step", w->s->name);
	if ((tix_dt_option(w->s, "repeat") != NULL) !=
	    (tix_dt_option(w->s, "every") != NULL))
		tix_dt_complain(dt, w->s->line, "step '%s': repeat goes with "
		    "every, which goes with repeat", w->s->name);
	tix_json_open(w->o, '{');
	tix_dt_put_text(w->o, "name", w->s->name);
	put_time(w);
	put_when(w);
	put_notify(w);
	tix_dt_put_number(w->o, "raise", raise);
	put_hand_up(w);
	tix_dt_put_true(w->o, "release", release);
	put_hook(w);
	tix_dt_put_number(w->o, "repeat", tix_dt_int(dt, w->s, "repeat", 0, 1,
	    TIX_REPEATS_MAX));
	tix_dt_put_number(w->o, "every", every);
	tix_dt_put_number(w->o, "acknowledge", acknowledge);
	tix_json_close(w->o, '}');
	check_use(w, raise, release, acknowledge);
}

static void
put_steps(struct writing *w, const struct tix_dt_section *s)
{
	size_t n = 0;

	tix_json_name(w->o, "steps");
	tix_json_open(w->o, '[');
	for (w->s = s->children; w->s != NULL; w->s = w->s->next)
		if (n++ < TIX_STEPS_OF_POLICY_MAX)
			put_step(w);
	tix_json_close(w->o, ']');
	if (n == 0)
		tix_dt_complain(w->dt, s->line, "escalation '%s' has no step",
		    s->name);
	if (n > TIX_STEPS_OF_POLICY_MAX)
		tix_dt_complain(w->dt, s->line, "escalation '%s' has %zu "
		    "steps; at most %d", s->name, n, TIX_STEPS_OF_POLICY_MAX);
}

static void
put_policy(struct tix_dt *dt, const struct tix_dt_section *s,
    struct tix_buf *out)
{
	struct writing w = { .dt = dt, .o = tix_json_out_new(dt->mem) };

	if (!tix_dt_name(dt, s->line, "an escalation", s->name))
		return;
	if (strcmp(s->name, "waiting") == 0)
		tix_dt_complain(dt, s->line, "'waiting' is what reminders are "
		    "called; name the escalation otherwise");
	w.calendar = tix_dt_ref(dt, s, "calendar", TIX_DT_NAMES("calendar",
	    dt->desk.calendars, dt->desk.ncalendars));
	tix_json_open(w.o, '{');
	tix_dt_put_text(w.o, "title", tix_dt_text(dt, s, "title"));
	tix_dt_put_text(w.o, "calendar", w.calendar);
	tix_dt_put_list(w.o, "match", tix_dt_queries(dt, s, "match",
	    true));
	put_steps(&w, s);
	tix_json_close(w.o, '}');
	tix_dt_put_line(out, 'e', s->name, w.o);
}

void
tix_dt_escalations(struct tix_dt *dt, struct tix_buf *out)
{
	tix_dt_find_doubles(dt, TIX_DT_ESCALATION);
	for (const struct tix_dt_section *s = dt->first[TIX_DT_ESCALATION];
	    s != NULL; s = s->next)
		put_policy(dt, s, out);
}
