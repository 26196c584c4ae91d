/*
 * What may stand in a place of the command line: options, values that the
 * desk has, fields, terms of a query, tickets.
 */
#include "offer.h"

#include <stdio.h>
#include <string.h>

#include <tix/desk.h>
#include <tix/importmap.h>
#include <tix/link.h>
#include <tix/query.h>
#include <tix/utf8.h>

#define WHAT_MAX 60  /* columns of a description */

void
tix_offer(const struct tix_offer *c, const char *word, const char *what)
{
	struct tix_arena *mem = c->tx->run;

	if (strncmp(word, c->word, strlen(c->word)) != 0 ||
	    strcmp(word, tix_utf8_printable(mem, word, false)) != 0)
		return;
	what = what == NULL ? "" : tix_utf8_printable(mem, what, false);
	printf("%s%s\t%s\n", c->prefix, word,
	    tix_utf8_fit(mem, what, WHAT_MAX));
}

struct tix_offer
tix_offer_behind(const struct tix_offer *c, const char *last)
{
	struct tix_offer part = *c;

	part.prefix = tix_arena_printf(c->tx->run, "%s%.*s", c->prefix,
	    (int)(last + 1 - c->word), c->word);
	part.word = last + 1;
	return part;
}

void
tix_offer_options(const struct tix_offer *c, const struct tix_opt *o)
{
	for (; o != NULL && o->type != TIX_OPT_END; o++)
		tix_offer(c, tix_arena_printf(c->tx->run, "--%s", o->name),
		    o->help);
}

static void
offer_fields(const struct tix_offer *c, unsigned flags, const char *tail)
{
	for (int f = 0; f < TIX_FIELDS; f++)
		if ((tix_fields[f].flags & flags) == flags)
			tix_offer(c, tix_arena_printf(c->tx->run, "%s%s",
			    tix_fields[f].name, tail), tix_fields[f].help);
}

/* The desk's own fields. */
static void
offer_customs(const struct tix_offer *c, const char *tail)
{
	const struct tix_desk *d = c->tx->desk;

	for (size_t i = 0; d != NULL && i < d->ncustoms; i++)
		tix_offer(c, tix_arena_printf(c->tx->run, "%s%s",
		    d->customs[i].name, tail), d->customs[i].help);
}

/* The names beside the fields: those of flags stand alone. */
static void
offer_derived(const struct tix_offer *c, bool flags, bool others,
    const char *tail)
{
	for (int i = 0; tix_query_names[i].name != NULL; i++) {
		int which = TIX_Q_AGE + i;
		bool flag = which == TIX_Q_OVERDUE ||
		    which == TIX_Q_UNASSIGNED || which == TIX_Q_MINE;

		if (flag ? flags : others)
			tix_offer(c, tix_arena_printf(c->tx->run, "%s%s",
			    tix_query_names[i].name, flag ? "" : tail),
			    tix_query_names[i].help);
	}
}

/* The last name of a list is the one being typed; "-age" sorts backwards. */
static void
offer_columns(const struct tix_offer *c, const struct tix_opt *o)
{
	const char *comma = strrchr(c->word, ',');
	struct tix_offer part = *c;

	if (comma != NULL)
		part = tix_offer_behind(&part, comma);
	if (*part.word == '-')
		part = tix_offer_behind(&part, part.word);
	offer_fields(&part, 0, "");
	offer_customs(&part, "");
	if (strcmp(o->name, "sort") == 0 && part.word == c->word)
		tix_offer(&part, "rank", "those that fit the words best first");
	for (int i = 0; tix_query_names[i].name != NULL; i++)
		if (TIX_Q_AGE + i <= TIX_Q_IDLE)
			tix_offer(&part, tix_query_names[i].name,
			    tix_query_names[i].help);
}

static void
offer_desk(const struct tix_offer *c, enum tix_opt_type type)
{
	const struct tix_desk *d = c->tx->desk;

	if (d == NULL)
		return;
	for (size_t i = 0; type == TIX_OPT_LEVEL && i < d->nlevels; i++)
		tix_offer(c, d->levels[i].name, d->levels[i].title);
	for (size_t i = 0; type == TIX_OPT_QUEUE && i < d->nqueues; i++)
		tix_offer(c, d->queues[i].name, d->queues[i].level);
	for (size_t i = 0; type == TIX_OPT_CATEGORY && i < d->ncategories; i++)
		tix_offer(c, d->categories[i].name, d->categories[i].queue);
	for (size_t i = 0; type == TIX_OPT_IMPACT && i < d->nimpacts; i++)
		tix_offer(c, d->impacts[i], NULL);
	for (size_t i = 0; type == TIX_OPT_AGENT && i < d->nagents; i++)
		tix_offer(c, d->agents[i].name, d->agents[i].level);
	for (size_t i = 0; type == TIX_OPT_CODE && i < d->ncodes; i++)
		tix_offer(c, d->codes[i], NULL);
	for (size_t i = 0; type == TIX_OPT_RETURN && d->return_codes[i] !=
	    NULL; i++)
		tix_offer(c, d->return_codes[i], NULL);
	for (size_t i = 0; type == TIX_OPT_URGENCY && i < d->nurgencies; i++)
		tix_offer(c, d->urgencies[i], NULL);
}

/* Values of a field that are known beforehand. */
static void
offer_field_values(const struct tix_offer *c, int f)
{
	static const struct {
		enum tix_field field;
		enum tix_opt_type type;
	} desk[] = {
		{ TIX_F_LEVEL, TIX_OPT_LEVEL },
		{ TIX_F_QUEUE, TIX_OPT_QUEUE },
		{ TIX_F_CATEGORY, TIX_OPT_CATEGORY },
		{ TIX_F_IMPACT, TIX_OPT_IMPACT },
		{ TIX_F_URGENCY, TIX_OPT_URGENCY },
	};
	const char *const *names = f < 0 ? NULL : tix_fields[f].names;

	for (; names != NULL && *names != NULL; names++)
		tix_offer(c, *names, NULL);
	for (size_t i = 0; i < sizeof desk / sizeof desk[0]; i++)
		if ((int)desk[i].field == f)
			offer_desk(c, desk[i].type);
}

static void
offer_assignment(const struct tix_offer *c)
{
	const char *equals = strchr(c->word, '=');
	struct tix_offer part;

	if (equals == NULL) {
		offer_fields(c, TIX_F_SETTABLE, "=");
		return;
	}
	part = tix_offer_behind(c, equals);
	offer_field_values(&part, tix_field_find(tix_arena_dup_n(c->tx->run,
	    c->word, (size_t)(equals - c->word))));
}

/* Parts of handovers, with the level that wants them. */
static void
offer_parts(const struct tix_offer *c)
{
	const struct tix_desk *d = c->tx->desk;

	for (size_t i = 0; d != NULL && i < d->nlevels; i++)
		for (const char *const *p = d->levels[i].handover;
		    p != NULL && *p != NULL; p++)
			tix_offer(c, tix_arena_printf(c->tx->run, "%s=", *p),
			    d->levels[i].name);
}

/* "view.mine", and not "view.mine.sort". */
static enum tix_status
offer_view(struct tix *tx, const struct tix_setting *s, void *arg)
{
	const char *name = s->name + strlen("view.");

	(void)tx;
	if (strchr(name, '.') == NULL)
		tix_offer(arg, name, s->value);
	return TIX_OK;
}

static enum tix_status
offer_hook(struct tix *tx, const struct tix_setting *s, void *arg)
{
	(void)tx;
	tix_offer(arg, s->name + strlen("hook."), s->value);
	return TIX_OK;
}

/* Canned answers of the desk, hooks of the settings. */
static void
offer_named(const struct tix_offer *c, enum tix_opt_type type)
{
	const struct tix_desk *d = c->tx->desk;
	struct tix_offer copy = *c;

	if (type == TIX_OPT_HOOK)
		(void)tix_config_each(c->tx, "hook.", false, offer_hook,
		    &copy);
	for (size_t i = 0; type == TIX_OPT_TEMPLATE && d != NULL &&
	    i < d->nanswers; i++)
		tix_offer(c, d->answers[i].name, d->answers[i].help);
}

/* The last word of a query that is one argument. */
static void
offer_last_word(const struct tix_offer *c)
{
	const char *blank = strrchr(c->word, ' ');
	struct tix_offer part = blank == NULL ? *c : tix_offer_behind(c, blank);

	tix_offer_query(&part);
}

void
tix_offer_value(const struct tix_offer *c, const struct tix_opt *o)
{
	if (o->type == TIX_OPT_FIELD)
		offer_columns(c, o);
	else if (o->type == TIX_OPT_QUERY)
		offer_last_word(c);
	else if (o->type == TIX_OPT_ASSIGN)
		offer_assignment(c);
	else if (o->type == TIX_OPT_PART)
		offer_parts(c);
	else if (o->type == TIX_OPT_CHOICE)
		for (size_t i = 0; o->choices[i] != NULL; i++)
			tix_offer(c, o->choices[i], NULL);
	else if (o->type == TIX_OPT_MAP)
		for (const char **m = tix_map_names(c->tx->run); *m != NULL;
		    m++)
			tix_offer(c, *m, NULL);
	else if (o->type == TIX_OPT_VIEW)
		(void)tix_config_each(c->tx, "view.", false, offer_view,
		    (void *)(uintptr_t)c);
	else if (o->type == TIX_OPT_TEMPLATE || o->type == TIX_OPT_HOOK)
		offer_named(c, o->type);
	else if (o->type == TIX_OPT_VERSION)
		tix_offer_versions(c);
	else if (o->type == TIX_OPT_MOVE)
		tix_offer_move(c);
	else
		offer_desk(c, o->type);
}

static void
offer_custom_values(const struct tix_offer *c, const char *name)
{
	const struct tix_custom *f = c->tx->desk == NULL ? NULL :
	    tix_desk_custom(c->tx->desk, name);

	for (size_t i = 0; f != NULL && f->type == TIX_C_CHOICE &&
	    f->values[i] != NULL; i++)
		tix_offer(c, f->values[i], NULL);
	if (f != NULL && f->type == TIX_C_FLAG) {
		tix_offer(c, "yes", NULL);
		tix_offer(c, "no", NULL);
	}
}

static void
offer_relations(const struct tix_offer *c)
{
	for (const struct tix_relation *r = tix_relations; r->name != NULL; r++)
		tix_offer(c, r->name, r->help);
}

void
tix_offer_query(const struct tix_offer *c)
{
	const char *colon = strchr(c->word, ':');
	struct tix_offer part = *c;
	const char *name, *comma;

	if (*part.word == '(' || *part.word == '-') {
		part = tix_offer_behind(&part, part.word);
		tix_offer_query(&part);
		return;
	}
	if (colon == NULL) {
		offer_fields(c, 0, ":");
		offer_customs(c, ":");
		offer_derived(c, true, true, ":");
		return;
	}
	name = tix_arena_dup_n(c->tx->run, c->word, (size_t)(colon - c->word));
	comma = strrchr(colon, ',');
	part = tix_offer_behind(c, comma != NULL ? comma : colon);
	offer_field_values(&part, tix_field_find(name));
	offer_custom_values(&part, name);
	if (strcmp(name, "links") == 0)
		offer_relations(&part);
	if (strcmp(name, "owner") == 0 || strcmp(name, "requester") == 0 ||
	    strcmp(name, "watchers") == 0)
		tix_offer(&part, "me", "who asks");
}
