/*
 * What looks odd in agreements.
 */
#include "lintparts.h"

/* Has 'a' more time than 'b', as far as that can be told? */
static bool
is_longer(const struct tix_budget *a, const struct tix_budget *b)
{
	return (b->time != 0 && a->time > b->time) ||
	    (b->days != 0 && a->days > b->days);
}

/* Each priority against the next lower one that has a target, too. */
static void
order(struct tix_linting *l, const struct tix_agreement *g,
    const struct tix_target *t)
{
	int above = -1;

	for (int i = 0; i < TIX_PRIORITIES; i++) {
		const struct tix_budget *b = &t->budget[i];

		if (b->time == 0 && b->days == 0)
			continue;
		if (above >= 0 && is_longer(&t->budget[above], b))
			tix_lint_say_of(l, tix_promise_names[g->kind - 1],
			    g->name, "%s '%s': target '%s' gives P%d more "
			    "time than P%d", tix_promise_names[g->kind - 1],
			    g->name, tix_metric_names[t->metric - 1],
			    above + 1, i + 1);
		above = i;
	}
}

void
tix_lint_promise(struct tix_linting *l, const struct tix_agreement *g)
{
	for (size_t i = 0; i < g->ntargets; i++)
		order(l, g, &g->targets[i]);
}
