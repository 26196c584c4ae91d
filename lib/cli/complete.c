/*
 * Completion for shells: which part of the line is being typed.  Candidates
 * are "word TAB what it is" a line; the last word of argv is the one being
 * typed.  Silent on any failure.
 */
#include "offer.h"

#include <locale.h>
#include <string.h>

#include <tix/desks.h>
#include <tix/time.h>

/* The option of a table in the form "--to" or "-t". */
static const struct tix_opt *
option_of(const struct tix_opt *o, const char *word, size_t n)
{
	for (; o != NULL && o->type != TIX_OPT_END; o++) {
		if (n == 2 && word[1] == o->letter && o->letter != 0)
			return o;
		if (n > 2 && strlen(o->name) == n - 2 && word[1] == '-' &&
		    strncmp(o->name, word + 2, n - 2) == 0)
			return o;
	}
	return NULL;
}

static const struct tix_opt *
find_option(const struct tix_run *r, const struct tix_args *a,
    const char *word, size_t n)
{
	const struct tix_opt *o;

	if (n < 2 || word[0] != '-')
		return NULL;
	o = option_of(r->cmd->opts, word, n);
	return o != NULL ? o : option_of(a->table, word, n);
}

/* The option before the word, if the word is its value. */
static const struct tix_opt *
option_before(const struct tix_run *r, const struct tix_args *a, int argc,
    char **argv)
{
	const struct tix_opt *o = NULL;

	if (argc > 1)
		o = find_option(r, a, argv[argc - 2], strlen(argv[argc - 2]));
	if (o != NULL &&
	    (!tix_opt_has_value(o) || tix_opt_value_is_optional(o)))
		return NULL;
	return o;
}

/* The desk that the line so far is about, if it can be had without words. */
static void
open_quietly(struct tix *tx, struct tix_run *r, int argc, char **argv)
{
	const char *db = NULL;

	for (int i = 0; i < argc - 1; i++)
		if (strncmp(argv[i], "--db=", 5) == 0)
			db = argv[i] + 5;
		else if (strcmp(argv[i], "--db") == 0 && i + 1 < argc - 1)
			db = argv[i + 1];
	tx->now = tix_time_clock();
	if ((r->cmd->flags & TIX_CMD_NO_DB) != 0 || r->cmd->subs != NULL ||
	    tix_who(tx) != TIX_OK || tix_where(tx, r, db) != TIX_OK)
		return;
	if (tix_db_open(tx, r->db, TIX_DB_READ, 0) == TIX_OK)
		(void)tix_desks_load(tx);
}

/* Are its rows tickets?  Fields of other rows it alone knows. */
static bool
has_tickets(const struct tix_command *cmd)
{
	return cmd->each != NULL || cmd->takes == TIX_TAKES_QUERY ||
	    (cmd->flags & (TIX_CMD_TICKETS | TIX_CMD_ROWS)) != 0;
}

static enum tix_status
offer_setting(struct tix *tx, const struct tix_setting *s, void *arg)
{
	(void)tx;
	tix_offer(arg, s->name, tix_setting_find(s->name)->help);
	return TIX_OK;
}

static void
offer_operands(const struct tix_offer *c, const struct tix_command *cmd)
{
	const bool tickets = cmd->each != NULL ||
	    cmd->takes == TIX_TAKES_TICKETS;
	struct tix_offer copy = *c;

	for (size_t i = 0; cmd->subs != NULL && cmd->subs[i] != NULL; i++)
		tix_offer(c, cmd->subs[i]->sub, cmd->subs[i]->help);
	if (cmd->takes == TIX_TAKES_QUERY)
		tix_offer_query(c);
	else if (cmd->takes == TIX_TAKES_SQL)
		tix_offer_sql(c);
	else if (cmd->takes == TIX_TAKES_SETTING)
		(void)tix_config_each(c->tx, "", true, offer_setting, &copy);
	else if (cmd->takes == TIX_TAKES_VERSION)
		tix_offer_versions(c);
	else if (cmd->takes == TIX_TAKES_WORD)
		tix_offer(c, cmd->args, NULL);
	else if (tickets && c->tx->db != NULL)
		tix_offer_tickets(c);
}

enum tix_status
tix_complete(struct tix *tx, struct tix_run *r, struct tix_args *a, int argc,
    char **argv)
{
	struct tix_offer c = { .tx = tx, .prefix = "", .word = "" };
	const struct tix_opt *o;
	bool operands = false;
	const char *equals;

	setlocale(LC_CTYPE, "C.UTF-8");
	a->table = r->cmd->subs != NULL ? tix_sub_options(tx, r, &a->common) :
	    tix_common_options(tx, r, &a->common);
	if (argc > 0)
		c.word = argv[argc - 1];
	for (int i = 0; i < argc - 1; i++)
		operands = operands || strcmp(argv[i], "--") == 0;
	o = operands ? NULL : option_before(r, a, argc, argv);
	equals = operands || o != NULL || *c.word != '-' ? NULL :
	    strchr(c.word, '=');
	if (equals != NULL) {
		o = find_option(r, a, c.word, (size_t)(equals - c.word));
		c = tix_offer_behind(&c, equals);
	}
	open_quietly(tx, r, argc, argv);
	if (o != NULL && (o->type != TIX_OPT_FIELD || has_tickets(r->cmd))) {
		tix_offer_value(&c, o);
	} else if (o != NULL) {
		return TIX_OK;
	} else if (!operands && equals == NULL && *c.word == '-') {
		tix_offer_options(&c, r->cmd->opts);
		tix_offer_options(&c, a->table);
	} else if (equals == NULL) {
		offer_operands(&c, r->cmd);
	}
	return TIX_OK;
}
