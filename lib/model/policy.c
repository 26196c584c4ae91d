/*
 * Escalation policies of a compiled desk.
 */
#include <tix/policy.h>

#include <string.h>

#include <tix/tail.h>
#include <tix/time.h>

static const struct {
	const char *name;
	unsigned bit;
} conditions[] = {
	{ "unacknowledged", TIX_IF_UNACKNOWLEDGED },
	{ "unowned", TIX_IF_UNOWNED },
	{ "reopened", TIX_IF_REOPENED },
	{ "bounced", TIX_IF_BOUNCED },
};

static enum tix_status
odd(struct tix *tx, const char *policy, const char *step, const char *what)
{
	return tix_fail(tx, TIX_INVALID,
	    "desk: escalation '%s': step '%s': not understood: %s", policy,
	    step == NULL ? "" : step, what);
}

static bool
is_true(const struct tix_json *object, const char *name)
{
	const struct tix_json *v = tix_json_get(object, name);

	return v != NULL && v->type == TIX_JSON_TRUE;
}

/* A list of texts, NULL-ended; none where it is not there.  NULL: no list. */
static const char *const *
texts(struct tix_arena *mem, const struct tix_json *object, const char *name)
{
	static const char *const none[] = { NULL };
	const struct tix_json *list = tix_json_get(object, name), *i;
	const char **out;
	size_t n = 0;

	if (list == NULL)
		return none;
	if (list->type != TIX_JSON_ARRAY)
		return NULL;
	for (i = list->child; i != NULL; i = i->next)
		n++;
	out = tix_arena_array(mem, n + 1, sizeof *out);
	n = 0;
	for (i = list->child; i != NULL; i = i->next) {
		if (i->type != TIX_JSON_STRING || *i->text == '\0')
			return NULL;
		out[n++] = tix_arena_dup(mem, i->text);
	}
	return out;
}

/* 0 is none; false for what no compiler wrote. */
static bool
number(const struct tix_json *object, const char *name, int64_t max,
    int64_t *n)
{
	*n = tix_json_int(object, name, 0);
	return *n >= 0 && *n <= max;
}

static bool
read_when(const struct tix_json *object, struct tix_policy_step *s)
{
	const struct tix_json *list = tix_json_get(object, "when"), *i;

	for (i = list == NULL ? NULL : list->child; i != NULL; i = i->next) {
		unsigned bit = 0;

		for (size_t k = 0; k < sizeof conditions /
		    sizeof conditions[0]; k++)
			if (i->type == TIX_JSON_STRING &&
			    strcmp(i->text, conditions[k].name) == 0)
				bit = conditions[k].bit;
		if (bit == 0)
			return false;
		s->when |= bit;
	}
	return number(object, "reopened", INT64_MAX, &s->reopened) &&
	    number(object, "bounced", INT64_MAX, &s->bounced) &&
	    (s->reopened > 0) == ((s->when & TIX_IF_REOPENED) != 0) &&
	    (s->bounced > 0) == ((s->when & TIX_IF_BOUNCED) != 0);
}

/* When it is due: a delay, or a place on a clock. */
static bool
read_time(struct tix_arena *mem, const struct tix_json *object,
    struct tix_policy_step *s)
{
	const char *metric = tix_json_text(object, "metric");
	const struct tix_json *at = tix_json_get(object, "at");

	if (!number(object, "after", TIX_DURATION_MAX, &s->after.time) ||
	    !number(object, "days", TIX_DURATION_MAX / TIX_DAY,
	    &s->after.days))
		return false;
	if (metric == NULL)
		return at == NULL;
	s->metric = (enum tix_metric)tix_name_number(tix_metric_names, metric);
	s->agreement = tix_arena_dup(mem, tix_json_text(object, "agreement"));
	s->at.text = tix_arena_dup(mem, tix_json_text(at, "text"));
	s->at.percent = tix_json_int(at, "percent", 0);
	s->at.offset = tix_json_int(at, "offset", 0);
	return s->metric != 0 && s->at.text != NULL && s->at.percent >= 0 &&
	    s->at.percent < 100;
}

/* What it does; to do nothing is no step. */
static bool
read_acts(struct tix_arena *mem, const struct tix_json *object,
    struct tix_policy_step *s)
{
	s->notify = texts(mem, object, "notify");
	s->all = is_true(object, "all");
	s->release = is_true(object, "release");
	s->hand_up = tix_arena_dup(mem, tix_json_text(object, "hand_up"));
	s->hook = tix_arena_dup(mem, tix_json_text(object, "hook"));
	return s->notify != NULL &&
	    number(object, "raise", TIX_RAISE_MAX, &s->raise) &&
	    number(object, "repeat", TIX_REPEATS_MAX, &s->repeat) &&
	    number(object, "every", TIX_DURATION_MAX, &s->every) &&
	    number(object, "acknowledge", TIX_DURATION_MAX, &s->acknowledge) &&
	    (s->repeat > 0) == (s->every > 0) &&
	    (*s->notify != NULL || s->release || s->hand_up != NULL ||
	    s->hook != NULL || s->raise > 0);
}

static enum tix_status
read_steps(struct tix *tx, struct tix_arena *mem, const struct tix_json *root,
    struct tix_policy *p)
{
	const struct tix_json *list = tix_json_get(root, "steps"), *i;
	struct tix_policy_step *s = tix_arena_array(mem,
	    TIX_STEPS_OF_POLICY_MAX, sizeof *s);

	p->steps = s;
	for (i = list == NULL ? NULL : list->child; i != NULL; i = i->next) {
		if (p->nsteps == TIX_STEPS_OF_POLICY_MAX)
			return odd(tx, p->name, NULL, "too many");
		s->name = tix_arena_dup(mem, tix_json_text(i, "name"));
		if (s->name == NULL || *s->name == '\0')
			return odd(tx, p->name, NULL, "its name");
		if (!read_time(mem, i, s))
			return odd(tx, p->name, s->name, "when it is due");
		if (!read_when(i, s))
			return odd(tx, p->name, s->name, "its conditions");
		if (!read_acts(mem, i, s))
			return odd(tx, p->name, s->name, "what it does");
		p->nsteps++;
		s++;
	}
	return p->nsteps > 0 ? TIX_OK : odd(tx, p->name, NULL, "none");
}

enum tix_status
tix_policy_decode(struct tix *tx, struct tix_arena *mem, const char *name,
    const char *json, size_t len, struct tix_policy *p)
{
	struct tix_json *root;

	*p = (struct tix_policy){ .name = tix_arena_dup(mem, name) };
	if (tix_json_parse(tx, tx->mem, json, len, &root) != TIX_OK ||
	    root->type != TIX_JSON_OBJECT)
		return tix_fail(tx, TIX_INVALID,
		    "desk: escalation '%s' cannot be read", name);
	p->title = tix_arena_dup(mem, tix_json_text(root, "title"));
	p->calendar = tix_arena_dup(mem, tix_json_text(root, "calendar"));
	p->match = texts(mem, root, "match");
	if (p->match == NULL)
		return odd(tx, p->name, NULL, "match");
	return read_steps(tx, mem, root, p);
}

enum tix_status
tix_desk_policies(struct tix *tx, struct tix_arena *mem,
    const struct tix_desk *d, enum tix_status (*each)(struct tix *tx,
    const struct tix_policy *p, void *arg), void *arg)
{
	const char *at = d->tail == NULL ? "" : d->tail;
	struct tix_tail_line line;
	enum tix_status s = TIX_OK;

	while (s == TIX_OK && tix_tail_next(mem, &at, 'e', &line)) {
		struct tix_policy p;

		s = tix_policy_decode(tx, mem, line.name, line.json, line.len,
		    &p);
		if (s == TIX_OK)
			s = each(tx, &p, arg);
	}
	return s;
}
