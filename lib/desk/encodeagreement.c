/*
 * Agreements as lines of a compiled desk; see agreement.h.
 */
#include "text.h"

#include <string.h>

/* Numbers by priority, unless all are 0. */
static void
put_numbers(struct tix_json_out *o, const char *name,
    const int64_t n[TIX_PRIORITIES])
{
	bool any = false;

	for (int i = 0; i < TIX_PRIORITIES; i++)
		any = any || n[i] != 0;
	if (!any)
		return;
	tix_json_name(o, name);
	tix_json_open(o, '[');
	for (int i = 0; i < TIX_PRIORITIES; i++)
		tix_json_number(o, n[i]);
	tix_json_close(o, ']');
}

static void
put_budgets(struct tix_json_out *o, const struct tix_target *t)
{
	int64_t time[TIX_PRIORITIES], days[TIX_PRIORITIES];

	for (int i = 0; i < TIX_PRIORITIES; i++) {
		time[i] = t->budget[i].time;
		days[i] = t->budget[i].days;
	}
	put_numbers(o, "time", time);
	put_numbers(o, "days", days);
}

static void
put_pause(struct tix_json_out *o, const struct tix_target *t)
{
	const char *words[TIX_ON_EVENT + 1] = { NULL };
	size_t n = 0;

	for (unsigned on = TIX_ON_CUSTOMER; on <= TIX_ON_EVENT; on++)
		if ((t->pause >> on & 1) != 0)
			words[n++] = tix_waiting_names[on - 1];
	tix_dt_put_list(o, "pause", words);
}

static void
put_warnings(struct tix_json_out *o, const struct tix_target *t)
{
	const char *words[TIX_THRESHOLDS_MAX + 1] = { NULL };

	for (size_t i = 0; i < t->nwarn; i++)
		words[i] = t->warn[i].text;
	tix_dt_put_list(o, "warn", words);
}

/* The calendar is said where it is not the agreement's. */
static void
put_target(struct tix_json_out *o, const struct tix_agreement *g,
    const struct tix_target *t)
{
	tix_json_open(o, '{');
	tix_dt_put_text(o, "metric", tix_metric_names[t->metric - 1]);
	if (t->calendar != g->calendar)
		tix_dt_put_text(o, "calendar", t->calendar);
	put_budgets(o, t);
	put_pause(o, t);
	tix_dt_put_true(o, "at_open", t->at_open);
	tix_dt_put_true(o, "new_cycle", t->new_cycle);
	put_warnings(o, t);
	tix_json_close(o, '}');
}

static void
put_agreement(struct tix_dt *dt, const struct tix_agreement *g,
    struct tix_buf *out)
{
	struct tix_json_out *o = tix_json_out_new(dt->mem);

	tix_json_open(o, '{');
	tix_dt_put_text(o, "kind", tix_promise_names[g->kind - 1]);
	tix_dt_put_text(o, "title", g->title);
	tix_dt_put_text(o, "calendar", g->calendar);
	tix_dt_put_list(o, "match", g->match);
	tix_dt_put_text(o, "level", g->level);
	tix_dt_put_text(o, "team", g->team);
	tix_dt_put_text(o, "queue", g->queue);
	if (g->ntargets > 0) {
		tix_json_name(o, "targets");
		tix_json_open(o, '[');
		for (size_t i = 0; i < g->ntargets; i++)
			put_target(o, g, &g->targets[i]);
		tix_json_close(o, ']');
	}
	tix_json_close(o, '}');
	tix_dt_put_line(out, 'a', g->name, o);
}

void
tix_dt_encode_agreements(struct tix_dt *dt, struct tix_buf *out)
{
	for (size_t i = 0; i < dt->desk.nagreements; i++)
		put_agreement(dt, &dt->desk.agreements[i], out);
	for (size_t i = 0; i < dt->nolas; i++)
		put_agreement(dt, &dt->olas[i], out);
	for (size_t i = 0; i < dt->nucs; i++)
		put_agreement(dt, &dt->ucs[i], out);
}
