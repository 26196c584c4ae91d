/*
 * Candidates for the shell's completion: "word TAB what it is" a line.  The
 * last word of argv is the one being typed.  Silent on any failure.
 */
#include "private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <tix/desks.h>
#include <tix/query.h>
#include <tix/tickets.h>
#include <tix/time.h>
#include <tix/utf8.h>

#define TICKETS_MAX 200 /* that are offered */

struct completion {
	struct tix *tx;
	struct tix_run *r;
	const char *prefix; /* before the part that is completed: "--to=" */
	const char *word;   /* that part as typed */
};

static void
offer(const struct completion *c, const char *word, const char *what)
{
	if (strncmp(word, c->word, strlen(c->word)) == 0)
		printf("%s%s\t%s\n", c->prefix,
		    tix_utf8_printable(c->tx->run, word, false),
		    tix_utf8_printable(c->tx->run, what, false));
}

static void
offer_options(const struct completion *c, const struct tix_opt *o)
{
	for (; o != NULL && o->type != TIX_OPT_END; o++)
		offer(c, tix_arena_printf(c->tx->run, "--%s", o->name),
		    o->help);
}

static enum tix_status
offer_ticket(struct tix *tx, const struct tix_ticket *t, void *arg)
{
	offer(arg, tix_arena_printf(tx->mem, "%lld", (long long)t->id),
	    t->subject);
	return TIX_OK;
}

static void
offer_tickets(const struct completion *c)
{
	static const struct tix_sort newest = { TIX_F_UPDATED, true };
	struct tix_term *live;

	if (tix_query_parse(c->tx, "state:new,open,waiting", &live) == TIX_OK)
		(void)tix_tickets_select(c->tx, live, &newest, 0, TICKETS_MAX,
		    false, offer_ticket, (void *)(uintptr_t)c, NULL);
}

/* The last name of a list joined by commas is the one being typed. */
static void
offer_fields(struct completion *c, unsigned flags, const char *tail)
{
	const char *comma = strrchr(c->word, ',');
	struct completion part = *c;

	if (comma != NULL) {
		part.prefix = tix_arena_printf(c->tx->run, "%s%.*s", c->prefix,
		    (int)(comma + 1 - c->word), c->word);
		part.word = comma + 1;
	}
	for (int f = 0; f < TIX_FIELDS; f++)
		if ((tix_fields[f].flags & flags) == flags)
			offer(&part, tix_arena_printf(c->tx->run, "%s%s",
			    tix_fields[f].name, tail), tix_fields[f].help);
}

static void
offer_desk(const struct completion *c, enum tix_opt_type type)
{
	const struct tix_desk *d = c->tx->desk;

	if (d == NULL)
		return;
	for (size_t i = 0; type == TIX_OPT_LEVEL && i < d->nlevels; i++)
		offer(c, d->levels[i].name,
		    d->levels[i].title ? d->levels[i].title : "");
	for (size_t i = 0; type == TIX_OPT_QUEUE && i < d->nqueues; i++)
		offer(c, d->queues[i].name,
		    d->queues[i].level ? d->queues[i].level : "");
	for (size_t i = 0; type == TIX_OPT_CATEGORY && i < d->ncategories; i++)
		offer(c, d->categories[i].name,
		    d->categories[i].queue ? d->categories[i].queue : "");
	for (size_t i = 0; type == TIX_OPT_IMPACT && i < d->nimpacts; i++)
		offer(c, d->impacts[i], "");
	for (size_t i = 0; type == TIX_OPT_URGENCY && i < d->nurgencies; i++)
		offer(c, d->urgencies[i], "");
}

static void
offer_value(struct completion *c, const struct tix_opt *o)
{
	if (o->type == TIX_OPT_FIELD)
		offer_fields(c, 0, "");
	else if (o->type == TIX_OPT_ASSIGN)
		offer_fields(c, TIX_F_SETTABLE, "=");
	else if (o->type == TIX_OPT_CHOICE)
		for (size_t i = 0; o->choices[i] != NULL; i++)
			offer(c, o->choices[i], "");
	else
		offer_desk(c, o->type);
}

/* The option whose value 'word' is, in the form "--to" or "-t". */
static const struct tix_opt *
option_of(const struct tix_opt *o, const char *word, size_t n)
{
	for (; o != NULL && o->type != TIX_OPT_END; o++) {
		if (n == 2 && word[1] == o->letter && o->letter != 0)
			return o;
		if (n > 2 && strlen(o->name) == n - 2 &&
		    strncmp(o->name, word + 2, n - 2) == 0)
			return o;
	}
	return NULL;
}

static const struct tix_opt *
find_option(const struct completion *c, const struct tix_args *a,
    const char *word, size_t n)
{
	const struct tix_opt *o;

	if (n < 2 || word[0] != '-')
		return NULL;
	o = option_of(c->r->cmd->opts, word, n);
	return o != NULL ? o : option_of(a->table, word, n);
}

/* Words of a query: fields, and what a few of them may be. */
static void
offer_query(struct completion *c)
{
	const char *colon = strchr(c->word, ':');
	int f;

	if (colon == NULL) {
		offer_fields(c, 0, ":");
		for (size_t i = 0; tix_query_names[i].name != NULL; i++)
			offer(c, tix_query_names[i].name,
			    tix_query_names[i].help);
		return;
	}
	f = tix_field_find(tix_arena_dup_n(c->tx->run, c->word,
	    (size_t)(colon - c->word)));
	c->prefix = tix_arena_dup_n(c->tx->run, c->word,
	    (size_t)(colon + 1 - c->word));
	c->word = colon + 1;
	if (f < 0)
		return;
	for (size_t i = 0; tix_fields[f].type == TIX_T_NAME &&
	    tix_fields[f].names[i] != NULL; i++)
		offer(c, tix_fields[f].names[i], "");
	offer_desk(c, f == TIX_F_LEVEL ? TIX_OPT_LEVEL : f == TIX_F_QUEUE ?
	    TIX_OPT_QUEUE : f == TIX_F_CATEGORY ? TIX_OPT_CATEGORY :
	    TIX_OPT_TEXT);
}

static void
offer_operands(struct completion *c)
{
	if (c->tx->db == NULL)
		return;
	if (c->r->cmd->each != NULL || c->r->cmd->show != NULL)
		offer_tickets(c);
	else if (c->r->cmd->args != NULL &&
	    strstr(c->r->cmd->args, "query") != NULL)
		offer_query(c);
	else if (c->r->cmd->args != NULL &&
	    strstr(c->r->cmd->args, "ticket") != NULL)
		offer_tickets(c);
}

/* The desk, if it can be had without words. */
static void
open_quietly(struct completion *c)
{
	struct tix *tx = c->tx;

	tx->now = tix_time_clock();
	if ((c->r->cmd->flags & TIX_CMD_NO_DB) != 0 ||
	    tix_where(tx, c->r, NULL) != TIX_OK)
		return;
	if (tix_db_open(tx, c->r->db, TIX_DB_READ, 0) == TIX_OK)
		(void)tix_desks_load(tx);
}

enum tix_status
tix_complete(struct tix *tx, struct tix_run *r, struct tix_args *a, int argc,
    char **argv)
{
	struct completion c = { .tx = tx, .r = r, .prefix = "", .word = "" };
	const struct tix_opt *o = NULL;
	const char *equals;

	a->table = tix_common_options(tx, r, &a->common);
	if (argc > 0)
		c.word = argv[argc - 1];
	if (argc > 1)
		o = find_option(&c, a, argv[argc - 2], strlen(argv[argc - 2]));
	if (o != NULL && (!tix_opt_has_value(o) || tix_opt_value_is_optional(o)))
		o = NULL;
	equals = strchr(c.word, '=');
	if (o == NULL && equals != NULL && c.word[0] == '-') {
		o = find_option(&c, a, c.word, (size_t)(equals - c.word));
		c.prefix = tix_arena_dup_n(tx->run, c.word,
		    (size_t)(equals + 1 - c.word));
		c.word = equals + 1;
	}
	open_quietly(&c);
	if (o != NULL) {
		offer_value(&c, o);
	} else if (c.word[0] == '-') {
		offer_options(&c, r->cmd->opts);
		offer_options(&c, a->table);
	} else {
		offer_operands(&c);
	}
	return TIX_OK;
}
