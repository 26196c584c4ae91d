/*
 * Queries, and places on clocks, as values of the text.
 */
#include "text.h"

#include <string.h>

#include <tix/agreement.h>
#include <tix/query.h>
#include <tix/time.h>

/*
 * A query's complaint has lines below it that point at the place; here it has
 * one line, with the rest of the query from that place on.
 */
static void
complain_query(struct tix_dt *dt, int64_t line, const char *key,
    const char *text)
{
	char *error = dt->tx->error;
	char *query = strchr(error, '\n');
	const char *place = query == NULL ? NULL : strchr(query + 1, '\n');

	if (place == NULL) {
		tix_dt_complain(dt, line, "%s: '%s': %s", key, text, error);
		return;
	}
	*query++ = '\0';
	query[strcspn(query, "\n")] = '\0';
	/* A cell for each character, as it is shown. */
	for (place++; *place == ' ' && *query != '\0'; place++)
		do
			query++;
		while (((unsigned char)*query & 0xc0) == 0x80);
	if (*query == '\0')
		tix_dt_complain(dt, line, "%s: at its end: %s", key, error);
	else
		tix_dt_complain(dt, line, "%s: at '%s': %s", key, query,
		    error);
}

const char *const *
tix_dt_queries(struct tix_dt *dt, const struct tix_dt_section *s,
    const char *key, bool chooses)
{
	const struct tix_dt_option *o = tix_dt_option(s, key);
	struct tix_term *query;
	uint64_t fields;

	for (size_t i = 0; o != NULL && i < o->n; i++) {
		const char *text = o->values[i].text;
		const enum tix_status st = chooses ?
		    tix_query_chooser(dt->tx, text, &query, &fields) :
		    tix_query_parse(dt->tx, text, &query);

		if (st != TIX_OK)
			complain_query(dt, o->values[i].line, key,
			    text);
	}
	return tix_dt_list(dt, s, key);
}

static const struct tix_target *
target_of(const struct tix_agreement *g, enum tix_metric m)
{
	for (size_t i = 0; i < g->ntargets; i++)
		if (g->targets[i].metric == m)
			return &g->targets[i];
	return NULL;
}

/* Is so much before the deadline before the clock begins, for a priority? */
static int
is_beyond(const struct tix_target *t, const struct tix_threshold *at)
{
	for (int i = 0; t != NULL && at->offset < 0 && i < TIX_PRIORITIES; i++)
		if (t->budget[i].time != 0 && -at->offset >= t->budget[i].time)
			return i + 1;
	return 0;
}

/* The agreements that it may be of have such a clock, and it is on it. */
static bool
check_clock(struct tix_dt *dt, int64_t line, const struct tix_dt_place *p)
{
	const struct {
		const struct tix_agreement *list;
		size_t n;
	} all[] = {
		{ dt->desk.agreements, dt->desk.nagreements },
		{ dt->olas, dt->nolas }, { dt->ucs, dt->nucs },
	};
	const size_t kinds = p->agreement == NULL ? 1 : 3;
	const struct tix_target *found = NULL;

	for (size_t k = 0; k < kinds; k++)
		for (size_t i = 0; i < all[k].n; i++) {
			const struct tix_agreement *g = &all[k].list[i];
			const struct tix_target *t = target_of(g, p->metric);

			if (t == NULL || (p->agreement != NULL &&
			    strcmp(g->name, p->agreement) != 0))
				continue;
			found = t;
			if (is_beyond(t, &p->at) == 0)
				continue;
			tix_dt_complain(dt, line, "at: '%s' is beyond the "
			    "target '%s' of '%s' for P%d", p->at.text,
			    tix_metric_names[p->metric - 1], g->name,
			    is_beyond(t, &p->at));
			return false;
		}
	if (found != NULL)
		return true;
	if (p->agreement == NULL)
		tix_dt_complain(dt, line, "at: no sla has a target '%s'",
		    tix_metric_names[p->metric - 1]);
	else
		tix_dt_complain(dt, line, "at: no agreement '%s' has a target "
		    "'%s'", p->agreement, tix_metric_names[p->metric - 1]);
	return false;
}

static bool
refused(struct tix_dt *dt, int64_t line, const char *text)
{
	tix_dt_complain(dt, line, "at: '%s' is no clock and a place on it, "
	    "such as \"resolve 75%%\", \"first-response due\" or "
	    "\"gold/resolve +2h\"", text);
	return false;
}

bool
tix_dt_place(struct tix_dt *dt, int64_t line, const char *text,
    struct tix_dt_place *p)
{
	const char *blank = strchr(text, ' ');
	const char *slash = strchr(text, '/');
	const char *metric = text;

	*p = (struct tix_dt_place){ 0 };
	if (blank == NULL)
		return refused(dt, line, text);
	if (slash != NULL && slash < blank) {
		p->agreement = tix_arena_dup_n(dt->mem, text,
		    (size_t)(slash - text));
		metric = slash + 1;
	}
	p->metric = (enum tix_metric)tix_name_number(tix_metric_names,
	    tix_arena_dup_n(dt->mem, metric, (size_t)(blank - metric)));
	blank += strspn(blank, " ");
	if (p->metric == 0)
		return refused(dt, line, text);
	if (strcmp(blank, "due") == 0)
		p->at.text = blank;
	else if (tix_threshold_parse(dt->tx, blank, &p->at) != TIX_OK) {
		tix_dt_complain_error(dt, line, "at");
		return false;
	}
	if (p->metric == TIX_PROMISED && (p->agreement != NULL ||
	    p->at.percent != 0))
		return refused(dt, line, text);
	return p->metric == TIX_PROMISED || check_clock(dt, line, p);
}
