/*
 * Agreements of a compiled desk.
 */
#include <tix/agreement.h>

#include <stdlib.h>
#include <string.h>

#include <tix/tail.h>
#include <tix/time.h>

const char *const tix_promise_names[] = { "sla", "ola", "uc", NULL };

const char *const tix_metric_names[] = {
	"first-response", "next-reply", "update", "own", "resolve", "due", NULL
};

static enum tix_status
bad(struct tix *tx, const char *name, const char *what)
{
	return tix_fail(tx, TIX_INVALID,
	    "desk: agreement '%s': not understood: %s", name, what);
}

static enum tix_status
bad_threshold(struct tix *tx, const char *text)
{
	return tix_fail(tx, TIX_INVALID, "'%s' is no threshold: write it "
	    "like 75%%, -10m or +2h", text);
}

static enum tix_status
parse_percent(struct tix *tx, const char *text, struct tix_threshold *t)
{
	char *end;

	t->percent = strtoll(text, &end, 10);
	if (strcmp(end, "%") != 0)
		return bad_threshold(tx, text);
	if (t->percent > 0 && t->percent < 100)
		return TIX_OK;
	return tix_fail(tx, TIX_INVALID, "'%s' is no threshold: it must be "
	    "above 0%% and below 100%%", text);
}

enum tix_status
tix_threshold_parse(struct tix *tx, const char *text, struct tix_threshold *t)
{
	struct tix_duration d;

	*t = (struct tix_threshold){ .text = text };
	if (*text >= '0' && *text <= '9')
		return parse_percent(tx, text, t);
	if (*text != '-' && *text != '+')
		return bad_threshold(tx, text);
	if (tix_duration_parse(tx, text + 1, &d) != TIX_OK)
		return TIX_INVALID;
	if (d.days > 0 || d.us == 0)
		return tix_fail(tx, TIX_INVALID, "'%s' is no threshold: %s",
		    text, d.days > 0 ? "working days have no fixed length" :
		    "it is the deadline itself");
	t->offset = *text == '-' ? -d.us : d.us;
	return TIX_OK;
}

/* Words of a list, NULL-ended; NULL for what is no list of words. */
static const char *const *
words(struct tix_arena *mem, const struct tix_json *object, const char *name)
{
	const struct tix_json *list = tix_json_get(object, name), *i;
	const char **out;
	size_t n = 0;

	if (list != NULL && list->type != TIX_JSON_ARRAY)
		return NULL;
	for (i = list == NULL ? NULL : list->child; i != NULL; i = i->next)
		n++;
	out = tix_arena_array(mem, n + 1, sizeof *out);
	n = 0;
	for (i = list == NULL ? NULL : list->child; i != NULL; i = i->next) {
		if (i->type != TIX_JSON_STRING || *i->text == '\0')
			return NULL;
		out[n++] = tix_arena_dup(mem, i->text);
	}
	return out;
}

static bool
is_true(const struct tix_json *object, const char *name)
{
	const struct tix_json *v = tix_json_get(object, name);

	return v != NULL && v->type == TIX_JSON_TRUE;
}

/* A number for each priority, 0 up to 'max'; all 0 where it is not there. */
static bool
read_numbers(const struct tix_json *object, const char *name, int64_t max,
    int64_t out[TIX_PRIORITIES])
{
	const struct tix_json *list = tix_json_get(object, name);
	const struct tix_json *i = list == NULL ? NULL : list->child;
	size_t n = 0;

	memset(out, 0, TIX_PRIORITIES * sizeof *out);
	if (list == NULL)
		return true;
	if (list->type != TIX_JSON_ARRAY)
		return false;
	for (; i != NULL && n < TIX_PRIORITIES; i = i->next) {
		if (i->type != TIX_JSON_INT || i->number < 0 ||
		    i->number > max)
			return false;
		out[n++] = i->number;
	}
	return i == NULL && n == TIX_PRIORITIES;
}

/* One at least, and each time or days. */
static bool
read_budgets(const struct tix_json *object, struct tix_target *t)
{
	int64_t time[TIX_PRIORITIES], days[TIX_PRIORITIES];
	bool any = false;

	if (!read_numbers(object, "time", TIX_DURATION_MAX, time) ||
	    !read_numbers(object, "days", TIX_DURATION_MAX / TIX_DAY, days))
		return false;
	for (int i = 0; i < TIX_PRIORITIES; i++) {
		t->budget[i] = (struct tix_budget){ time[i], days[i] };
		if (time[i] > 0 && days[i] > 0)
			return false;
		any = any || time[i] > 0 || days[i] > 0;
	}
	return any;
}

static bool
read_pause(struct tix_arena *mem, const struct tix_json *object,
    struct tix_target *t)
{
	const char *const *w = words(mem, object, "pause");

	for (; w != NULL && *w != NULL; w++) {
		int64_t on = tix_name_number(tix_waiting_names, *w);

		if (on == 0)
			return false;
		t->pause |= 1u << on;
	}
	return w != NULL;
}

static bool
read_warnings(struct tix *tx, struct tix_arena *mem,
    const struct tix_json *object, struct tix_target *t)
{
	const char *const *w = words(mem, object, "warn");
	struct tix_threshold *list;

	while (w != NULL && w[t->nwarn] != NULL)
		t->nwarn++;
	if (w == NULL || t->nwarn > TIX_THRESHOLDS_MAX)
		return false;
	t->warn = list = tix_arena_array(mem, t->nwarn + 1, sizeof *list);
	for (; *w != NULL; w++, list++)
		if (tix_threshold_parse(tx, *w, list) != TIX_OK)
			return false;
	return true;
}

static bool
is_measured(const struct tix_agreement *g, enum tix_metric m)
{
	for (size_t i = 0; i < g->ntargets; i++)
		if (g->targets[i].metric == m)
			return true;
	return false;
}

static enum tix_status
read_target(struct tix *tx, struct tix_arena *mem,
    const struct tix_json *object, const struct tix_agreement *g,
    struct tix_target *t)
{
	const char *metric = tix_json_text(object, "metric");
	const char *calendar = tix_json_text(object, "calendar");

	t->metric = (enum tix_metric)tix_name_number(tix_metric_names, metric);
	if (t->metric == 0 || t->metric == TIX_PROMISED ||
	    is_measured(g, t->metric))
		return bad(tx, g->name, "what a target measures");
	t->calendar = calendar == NULL ? g->calendar :
	    tix_arena_dup(mem, calendar);
	t->at_open = is_true(object, "at_open");
	t->new_cycle = is_true(object, "new_cycle");
	if (!read_budgets(object, t))
		return bad(tx, g->name, "how long a target is");
	if (!read_pause(mem, object, t))
		return bad(tx, g->name, "what pauses a target");
	if (!read_warnings(tx, mem, object, t))
		return bad(tx, g->name, "when a target warns");
	return TIX_OK;
}

static enum tix_status
read_targets(struct tix *tx, struct tix_arena *mem,
    const struct tix_json *root, struct tix_agreement *g)
{
	const struct tix_json *list = tix_json_get(root, "targets"), *i;
	struct tix_target *t = tix_arena_array(mem, TIX_TARGETS_MAX,
	    sizeof *t);
	enum tix_status s = TIX_OK;

	g->targets = t;
	for (i = list == NULL ? NULL : list->child; s == TIX_OK && i != NULL;
	    i = i->next) {
		if (g->ntargets == TIX_TARGETS_MAX)
			return bad(tx, g->name, "more than five targets");
		s = read_target(tx, mem, i, g, t++);
		g->ntargets++;
	}
	return s;
}

enum tix_status
tix_agreement_read(struct tix *tx, struct tix_arena *mem, const char *name,
    const char *json, size_t len, struct tix_agreement *g)
{
	struct tix_json *root;

	*g = (struct tix_agreement){ .name = tix_arena_dup(mem, name) };
	if (tix_json_parse(tx, tx->mem, json, len, &root) != TIX_OK ||
	    root->type != TIX_JSON_OBJECT)
		return bad(tx, name, "its line");
	g->kind = (enum tix_promise)tix_name_number(tix_promise_names,
	    tix_json_text(root, "kind"));
	g->title = tix_arena_dup(mem, tix_json_text(root, "title"));
	g->calendar = tix_arena_dup(mem, tix_json_text(root, "calendar"));
	g->level = tix_arena_dup(mem, tix_json_text(root, "level"));
	g->team = tix_arena_dup(mem, tix_json_text(root, "team"));
	g->queue = tix_arena_dup(mem, tix_json_text(root, "queue"));
	g->match = words(mem, root, "match");
	if (g->kind == 0 || g->match == NULL)
		return bad(tx, name, g->kind == 0 ? "its kind" : "its match");
	return read_targets(tx, mem, root, g);
}

enum tix_status
tix_desk_agreements(struct tix *tx, struct tix_arena *mem,
    const struct tix_desk *d, const struct tix_agreement **list, size_t *n)
{
	const char *at = d->tail;
	struct tix_tail_line line;
	struct tix_agreement *g;
	size_t count = 0;

	while (tix_tail_next(tx->mem, &at, 'a', &line))
		count++;
	*list = g = tix_arena_array(mem, count + 1, sizeof *g);
	at = d->tail;
	for (*n = 0; tix_tail_next(tx->mem, &at, 'a', &line); ++*n) {
		enum tix_status s = tix_agreement_read(tx, mem, line.name,
		    line.json, line.len, g++);

		if (s != TIX_OK)
			return s;
	}
	return TIX_OK;
}
