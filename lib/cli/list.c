/*
 * Listing tickets: what was asked for, views and settings beneath it, and the
 * way that follows from them.
 */
#include "listing.h"

#include <string.h>

#define TABLE "id,priority,state,level,queue,owner,age,subject"
#define ROWS "id,state,priority,level,queue,owner,opened,subject"
#define ORDER "priority"

static enum tix_status
put(struct tix *tx, struct tix_list *l, const struct tix_ticket *t)
{
	enum tix_status s = TIX_OK;
	const char *why;
	int64_t tenths;

	if (l->r->explain && l->order == TIX_BY_URGENCY) {
		s = tix_list_score(tx, t, &tenths, &why);
		if (s == TIX_OK)
			tix_notice(tx, l->r, "%lld urgency %s",
			    (long long)t->id, why);
	}
	if (l->groups != NULL)
		tix_list_title(tx, l, t);
	return s == TIX_OK ? tix_rows_put(tx, &l->rows, t) : s;
}

/* A reader that is gone or a full disk ends the listing at once. */
static enum tix_status
show(struct tix *tx, const struct tix_ticket *t, void *arg)
{
	struct tix_list *l = arg;
	enum tix_status s = put(tx, l, t);

	if (s != TIX_OK || (!ferror(l->r->out.to) && !tix_interrupted()))
		return s;
	s = tix_run_flush(tx, l->r);
	return s == TIX_OK ? TIX_NO : s;
}

/* The fields that rows and their groups are made of. */
static uint64_t
fields_of(const struct tix_list *l)
{
	if (l->asked->tree) /* rows are loaded when their places are known */
		return TIX_BIT(TIX_F_ID) | TIX_BIT(TIX_F_PARENT);
	return tix_rows_fields(&l->rows) |
	    (l->groups != NULL ? tix_field_bits(l->group) : 0);
}

enum tix_status
tix_list_select(struct tix *tx, struct tix_list *l, tix_ticket_fn fn,
    void *arg)
{
	if (l->order == TIX_BY_RANK)
		return tix_tickets_rank(tx, l->query, l->asked->limit, fn, arg,
		    &l->more, &l->partly);
	if (l->order == TIX_BY_URGENCY)
		return tix_list_urgent(tx, l, fn, arg);
	return tix_tickets_select(tx, l->query, l->sort, l->nsort,
	    l->asked->limit, fields_of(l), fn, arg, &l->more);
}

/* Programs get everything but the body, which may be long. */
static const char *
default_columns(struct tix *tx, const struct tix_list *l)
{
	if (l->r->out.format == TIX_TABLE)
		return TABLE;
	if (l->r->out.format != TIX_TSV)
		return tix_rows_all(tx, false);
	return l->asked->tree ? ROWS ",parent" : ROWS;
}

/* Scripts must not change with somebody's settings. */
static bool
is_for_person(const struct tix_run *r)
{
	return r->terminal && r->out.format == TIX_TABLE;
}

/* Words of a failure behind the setting that is at fault. */
static enum tix_status
blame(struct tix *tx, enum tix_status s, const char *setting)
{
	if (s == TIX_OK || setting == NULL)
		return s;
	return tix_fail(tx, s, "%s: %s", setting,
	    tix_arena_dup(tx->mem, tx->error));
}

static const char *
view_setting(struct tix *tx, const struct tix_list *l, const char *part)
{
	return tix_arena_printf(tx->run, "view.%s%s", l->asked->view, part);
}

static enum tix_status
begin_rows(struct tix *tx, struct tix_list *l, const struct tix_view *v)
{
	const char *columns = l->asked->columns, *setting = NULL;
	enum tix_status s = TIX_OK;

	if (columns == NULL && v->columns != NULL) {
		columns = v->columns;
		setting = view_setting(tx, l, ".columns");
	} else if (columns == NULL && is_for_person(l->r)) {
		setting = "list.columns";
		s = tix_config_get(tx, setting, &columns, NULL);
	}
	if (s == TIX_OK && columns == NULL) {
		columns = default_columns(tx, l);
		setting = NULL;
	}
	return s == TIX_OK ? blame(tx, tix_rows_begin(tx, l->r, columns,
	    &l->rows), setting) : s;
}

/* What is searched for is wanted best first, unless an order is asked for. */
static enum tix_status
choose_order(struct tix *tx, struct tix_list *l, const struct tix_view *v)
{
	const bool ranks = l->group < 0 && tix_query_has_rank(l->query);
	const char *order = l->asked->sort, *setting = NULL;
	enum tix_status s = TIX_OK;

	if (order == NULL && v->sort != NULL) {
		order = v->sort;
		setting = view_setting(tx, l, ".sort");
	} else if (order == NULL && ranks) {
		order = "rank";
	} else if (order == NULL && is_for_person(l->r)) {
		setting = "list.sort";
		s = tix_config_get(tx, setting, &order, NULL);
	}
	if (s != TIX_OK)
		return s;
	s = tix_list_order(tx, l, order != NULL ? order : ORDER);
	return blame(tx, s, order != NULL ? setting : NULL);
}

/* An empty variable of a script is no query either. */
static enum tix_status
read_query(struct tix *tx, struct tix_list *l, const struct tix_view *v)
{
	const char *words = tix_run_words(tx, l->r);
	struct tix_term *more;
	enum tix_status s = TIX_OK;

	if (v->query != NULL)
		s = blame(tx, tix_query_parse(tx, v->query, &l->query),
		    view_setting(tx, l, ""));
	else
		l->query = tix_query_live(tx);
	if (s != TIX_OK || words[strspn(words, " \t\r\n")] == '\0')
		return s;
	s = tix_query_parse(tx, words, &more);
	if (s == TIX_OK)
		l->query = v->query == NULL ? more :
		    tix_query_and(tx, l->query, more);
	return s;
}

static enum tix_status
settle(struct tix *tx, struct tix_list *l)
{
	const struct tix_listing *a = l->asked;
	struct tix_view v = { 0 };
	enum tix_status s = TIX_OK;

	if (a->tree && (a->count || a->group != NULL))
		return tix_fail(tx, TIX_INVALID, "--tree does not go with %s",
		    a->count ? "--count" : "--group");
	if (a->view != NULL)
		s = tix_view_get(tx, a->view, &v);
	if (s == TIX_OK)
		s = read_query(tx, l, &v);
	if (s == TIX_OK && a->group != NULL)
		s = tix_list_group_find(tx, a->group, a->count, &l->group);
	if (s != TIX_OK || a->count)
		return s;
	s = choose_order(tx, l, &v);
	if (s == TIX_OK)
		s = begin_rows(tx, l, &v);
	if (s == TIX_OK && l->group >= 0 && l->r->out.format == TIX_TABLE)
		s = tix_list_groups(tx, l);
	return s;
}

static void
tell(struct tix *tx, const struct tix_list *l)
{
	if (l->partly)
		tix_notice(tx, l->r, "ranked the newest %d of the tickets that "
		    "have these words", TIX_RANK_MAX);
	if (l->more)
		tix_notice(tx, l->r, "the first %lld; there are more",
		    (long long)l->asked->limit);
}

static enum tix_status
list_query(struct tix *tx, struct tix_list *l)
{
	const bool view = l->asked->tree || l->order == TIX_BY_URGENCY;
	enum tix_status s;

	if (l->asked->count)
		return tix_list_count(tx, l);
	if (view) {
		s = tix_db_read_begin(tx);
		if (s != TIX_OK)
			return s;
	}
	s = l->asked->tree ? tix_list_tree(tx, l, show, l) :
	    tix_list_select(tx, l, show, l);
	if (view)
		tix_db_read_end(tx);
	return s;
}

/* In the order of the ids; each failure is told at once. */
static enum tix_status
show_given(struct tix *tx, struct tix_run *r, const struct tix_ticket *t)
{
	struct tix_list *l = r->arg;

	return tix_rows_put(tx, &l->rows, t);
}

static enum tix_status
list_given(struct tix *tx, struct tix_list *l)
{
	const struct tix_listing *a = l->asked;
	const struct tix_view none = { 0 };
	enum tix_status s;

	if (a->view != NULL || a->count || a->group != NULL || a->tree)
		return tix_fail(tx, TIX_INVALID, "'-' does not go with --view, "
		    "--count, --group and --tree");
	s = begin_rows(tx, l, &none);
	l->r->arg = l;
	return s == TIX_OK ? tix_run_show(tx, l->r, show_given) : s;
}

static enum tix_status
run(struct tix *tx, struct tix_list *l)
{
	const struct tix_run *r = l->r;
	enum tix_status s;

	if (r->noperands == 1 && strcmp(r->operands[0], "-") == 0)
		return list_given(tx, l);
	s = settle(tx, l);
	if (s == TIX_OK)
		s = list_query(tx, l);
	if (s == TIX_OK)
		tell(tx, l);
	return s;
}

enum tix_status
tix_list(struct tix *tx, struct tix_run *r, const struct tix_listing *asked)
{
	struct tix_list l = { .r = r, .asked = asked, .group = -1 };
	enum tix_status s;

	if (asked->views)
		return tix_views_list(tx, r);
	s = run(tx, &l);
	if (s < TIX_IO)
		s = tix_worse(s, tix_rows_end(&l.rows));
	return s == TIX_OK && asked->exit_status && l.rows.count == 0 ?
	    TIX_NO : s;
}
