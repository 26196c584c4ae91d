/*
 * How work is done: priorities, what is taken without words, own fields,
 * canned answers, resolving, returning and closing.
 */
#include "text.h"

#include <string.h>

#include <tix/template.h>
#include <tix/time.h>

#define CLOSE_AFTER_MAX 3650 /* days */
#define REMINDERS_MAX 100    /* of one wait */

static const char *const steps[] = { "high", "medium", "low", NULL };

/* A section that is there once; the first of them. */
static const struct tix_dt_section *
only(struct tix_dt *dt, enum tix_dt_kind kind)
{
	const struct tix_dt_section *s = dt->first[kind];

	for (const struct tix_dt_section *i = s; i != NULL; i = i->next)
		if (i != s)
			tix_dt_complain(dt, i->line, "'%s' is there already",
			    tix_dt_kinds[kind].name);
	return s;
}

static size_t
count(const char *const *words)
{
	size_t n = 0;

	while (words[n] != NULL)
		n++;
	return n;
}

/* Names that cannot be taken for numbers. */
static void
check_steps(struct tix_dt *dt, const struct tix_dt_option *o,
    const char *what)
{
	for (size_t i = 0; o != NULL && i < o->n; i++) {
		const struct tix_dt_value *v = &o->values[i];

		if (tix_dt_name(dt, v->line, what, v->text) &&
		    *v->text >= '0' && *v->text <= '9')
			tix_dt_complain(dt, v->line, "%s: '%s' begins with a "
			    "digit, as its number does", o->key, v->text);
	}
}

/* Names of the steps of impact or urgency. */
static size_t
take_steps(struct tix_dt *dt, const struct tix_dt_section *s, const char *key,
    const char *const **names)
{
	const struct tix_dt_option *o = tix_dt_option(s, key);

	*names = o == NULL ? steps : tix_dt_list(dt, s, key);
	check_steps(dt, o, "a step");
	tix_dt_distinct(dt, s, key, *names);
	if (count(*names) <= TIX_STEPS_MAX)
		return count(*names);
	tix_dt_complain(dt, tix_dt_line(s, key), "%s: %zu steps; at most %d",
	    key, count(*names), TIX_STEPS_MAX);
	return TIX_STEPS_MAX;
}

/* "1 2 3": a priority for each urgency. */
static void
read_row(struct tix_dt *dt, const struct tix_dt_value *v, int64_t *row)
{
	const size_t n = dt->desk.nurgencies;
	const char *c = v->text;
	size_t i = 0;

	for (; *(c += strspn(c, " \t,")) != '\0'; i++) {
		size_t len = strcspn(c, " \t,");

		if (len != 1 || *c < '1' || *c > '5') {
			tix_dt_complain(dt, v->line, "matrix: '%.*s' is no "
			    "priority from 1 to 5", (int)len, c);
			return;
		}
		if (i < n)
			row[i] = *c - '0';
		c += len;
	}
	if (i != n)
		tix_dt_complain(dt, v->line, "matrix: '%s' has %zu cells, and "
		    "there are %zu steps of urgency", v->text, i, n);
}

static void
read_matrix(struct tix_dt *dt, const struct tix_dt_section *s)
{
	static const int64_t standard[3][3] = {
		{ 1, 2, 3 }, { 2, 3, 4 }, { 3, 4, 4 }
	};
	const struct tix_dt_option *o = tix_dt_option(s, "matrix");
	struct tix_desk *d = &dt->desk;

	for (size_t i = 0; o != NULL && i < o->n && i < TIX_STEPS_MAX; i++)
		read_row(dt, &o->values[i], d->matrix[i]);
	if (o != NULL && o->n != d->nimpacts)
		tix_dt_complain(dt, o->values[0].line, "matrix: %zu rows, and "
		    "there are %zu steps of impact", o->n, d->nimpacts);
	else if (o == NULL && (d->nimpacts != 3 || d->nurgencies != 3))
		tix_dt_complain(dt, s->line, "priority has no matrix: a row "
		    "of priorities for each impact");
	for (size_t i = 0; o == NULL && i < 3; i++)
		memcpy(d->matrix[i], standard[i], sizeof standard[i]);
}

void
tix_dt_priority(struct tix_dt *dt)
{
	const struct tix_dt_section *s = only(dt, TIX_DT_PRIORITY);
	const struct tix_dt_option *o = tix_dt_option(s, "names");
	struct tix_desk *d = &dt->desk;

	d->nimpacts = take_steps(dt, s, "impact", &d->impacts);
	d->nurgencies = take_steps(dt, s, "urgency", &d->urgencies);
	read_matrix(dt, s);
	d->vip = tix_dt_int(dt, s, "vip", 0, 0, 4);
	if (o == NULL)
		return;
	check_steps(dt, o, "a priority");
	d->priorities = tix_dt_list(dt, s, "names");
	tix_dt_distinct(dt, s, "names", d->priorities);
	if (o->n == 5)
		return;
	tix_dt_complain(dt, o->values[0].line, "names: %zu of them, and there "
	    "are 5 priorities", o->n);
	d->priorities = NULL;
}

static int64_t
take_step(struct tix_dt *dt, const struct tix_dt_section *s, const char *key,
    enum tix_status (*find)(struct tix *tx, const char *text, int64_t *step),
    size_t n)
{
	const char *text = tix_dt_text(dt, s, key);
	int64_t step;

	if (text == NULL)
		return (int64_t)(n + 1) / 2;
	if (find(dt->tx, text, &step) != TIX_OK)
		tix_dt_complain_error(dt, tix_dt_line(s, key), NULL);
	return step;
}

/* Above those who help themselves, where there are such. */
static const char *
first_level(const struct tix_desk *d)
{
	for (size_t i = 0; i < d->nlevels; i++)
		if (d->levels[i].order == 1)
			return d->levels[i].name;
	return d->nlevels > 0 ? d->levels[0].name : NULL;
}

static void
take_default(struct tix_dt *dt)
{
	const struct tix_dt_section *s = only(dt, TIX_DT_DEFAULT);
	struct tix_desk *d = &dt->desk;

	d->level = tix_dt_ref(dt, s, "level", TIX_DT_NAMES("level",
	    d->levels, d->nlevels));
	d->queue = tix_dt_ref(dt, s, "queue", TIX_DT_NAMES("queue",
	    d->queues, d->nqueues));
	if (d->level == NULL)
		d->level = first_level(d);
	d->impact = take_step(dt, s, "impact", tix_desk_impact, d->nimpacts);
	d->urgency = take_step(dt, s, "urgency", tix_desk_urgency,
	    d->nurgencies);
}

static const char *const types[] = {
	"text", "integer", "choice", "date", "flag", NULL
};

static void
fill_custom(struct tix_dt *dt, const struct tix_dt_section *s)
{
	static const char *const acts[] = { "open", "resolve", "close", NULL };
	const struct tix_dt_option *o = tix_dt_option(s, "required");
	struct tix_custom *c = s->item;

	if (!tix_desk_is_own_name(s->name))
		tix_dt_complain(dt, s->line, "'%s' is no name for a field: "
		    "a-z, 0-9 and _, a letter first, and not what tickets, "
		    "queries or rules have already", s->name);
	c->type = (enum tix_custom_type)tix_dt_choice(dt, s, "type", types,
	    TIX_C_TEXT);
	c->help = tix_dt_text(dt, s, "help");
	c->values = tix_dt_list(dt, s, "values");
	tix_dt_distinct(dt, s, "values", c->values);
	if ((c->type == TIX_C_CHOICE) != (tix_dt_option(s, "values") != NULL))
		tix_dt_complain(dt, tix_dt_line(s, "values"), "field '%s': "
		    "values go with type = choice, which goes with values",
		    s->name);
	for (size_t i = 0; o != NULL && i < o->n; i++) {
		int64_t n = tix_name_number(acts, o->values[i].text);

		if (n == 0)
			tix_dt_complain(dt, o->values[i].line, "required: no "
			    "'%s'; there are: %s", o->values[i].text,
			    tix_dt_join(dt->mem, acts));
		else
			c->required |= 1u << (n - 1);
	}
}

static void
fill_answer(struct tix_dt *dt, const struct tix_dt_section *s)
{
	struct tix_answer *a = s->item;

	a->help = tix_dt_text(dt, s, "help");
	a->text = tix_dt_body(dt, s, "text");
	if (tix_dt_option(s, "text") == NULL)
		tix_dt_complain(dt, s->line, "template '%s' has no text",
		    s->name);
	else if (a->text != NULL && tix_template_check(dt->tx, &dt->desk,
	    s->name, a->text) != TIX_OK)
		tix_dt_complain_error(dt, tix_dt_line(s, "text"), NULL);
}

static const char *const *
take_codes(struct tix_dt *dt, const struct tix_dt_section *s, size_t *n)
{
	const struct tix_dt_option *o = tix_dt_option(s, "codes");
	const char *const *codes = tix_dt_list(dt, s, "codes");

	for (size_t i = 0; o != NULL && i < o->n; i++)
		tix_dt_name(dt, o->values[i].line, "a code",
		    o->values[i].text);
	tix_dt_distinct(dt, s, "codes", codes);
	*n = count(codes);
	return codes;
}

static void
take_endings(struct tix_dt *dt)
{
	static const char *const children[] = {
		"refuse", "cascade", "leave", NULL
	};
	const struct tix_dt_section *resolve = only(dt, TIX_DT_RESOLVE);
	const struct tix_dt_section *close = only(dt, TIX_DT_CLOSE);
	struct tix_desk *d = &dt->desk;
	size_t n;

	d->codes = take_codes(dt, resolve, &d->ncodes);
	d->code_required = tix_dt_bool(dt, resolve, "code_required", false);
	d->text_required = tix_dt_bool(dt, resolve, "text_required", false);
	d->return_codes = take_codes(dt, only(dt, TIX_DT_RETURN), &n);
	d->children = (enum tix_children)tix_dt_choice(dt, close, "children",
	    children, TIX_REFUSE);
	d->close_after = tix_dt_int(dt, close, "after_days", 0, 0,
	    CLOSE_AFTER_MAX);
}

/* How often a customer who says nothing is asked, and what comes of it. */
static void
take_waiting(struct tix_dt *dt)
{
	static const char *const then[] = {
		"nothing", "resume", "resolve", NULL
	};
	const struct tix_dt_section *s = only(dt, TIX_DT_WAITING);
	const char *text = tix_dt_text(dt, s, "remind");
	struct tix_duration every = { 0 };
	struct tix_desk *d = &dt->desk;

	if (s == NULL)
		return;
	if (text == NULL)
		tix_dt_complain(dt, s->line, "waiting says not how often to "
		    "remind: remind = 2bd, or 48h");
	else if (tix_duration_parse(dt->tx, text, &every) != TIX_OK)
		tix_dt_complain_error(dt, tix_dt_line(s, "remind"), "remind");
	else if ((every.us > 0) == (every.days > 0) ||
	    (every.working && every.us > 0))
		tix_dt_complain(dt, tix_dt_line(s, "remind"), "remind: '%s': "
		    "working days such as 2bd, or elapsed time such as 48h",
		    text);
	d->remind = (struct tix_budget){ every.us, every.days };
	d->reminders = tix_dt_int(dt, s, "reminders", 3, 1, REMINDERS_MAX);
	d->silent_then = tix_dt_choice(dt, s, "then", then, 0);
}

void
tix_dt_policy(struct tix_dt *dt)
{
	const struct tix_dt_section *s;

	for (s = dt->first[TIX_DT_FIELD]; s != NULL; s = s->next)
		if (s->item != NULL)
			fill_custom(dt, s);
	for (s = dt->first[TIX_DT_TEMPLATE]; s != NULL; s = s->next)
		if (s->item != NULL)
			fill_answer(dt, s);
	take_default(dt);
	take_endings(dt);
	take_waiting(dt);
}
