/*
 * What is promised to the requester, where nobody and no rule said so.
 */
#include "routing.h"

#include <tix/promise.h>

#include <string.h>

/* The first of the desk's slas that fits, told step by step to who asked. */
static void
say_unfit(void *arg, const char *agreement, const char *const *queries)
{
	struct tix_routing *r = arg;
	struct tix_buf b = { .arena = r->tx->mem };

	if (r->steps == NULL)
		return;
	for (; *queries != NULL; queries++)
		tix_buf_printf(&b, "%s%s", b.len == 0 ? "" : ", ", *queries);
	tix_routing_by(r, "sla", agreement);
	tix_step_add(r, TIX_STEP_UNFIT, NULL, tix_buf_text(&b), NULL);
}

enum tix_status
tix_routing_was_chosen(struct tix_routing *r, bool *was)
{
	struct tix_promised p;
	enum tix_status s;

	*was = false;
	if (r->was->agreement == NULL || r->t.agreement == NULL ||
	    tix_routing_is_fixed(r, TIX_F_AGREEMENT))
		return TIX_OK;
	s = tix_promises_choose(r->tx, r->tx->desk->promises, r->was, NULL,
	    NULL, &p);
	*was = s == TIX_OK && strcmp(p.agreement, r->was->agreement) == 0;
	return s == TIX_NO ? TIX_OK : s;
}

/* What the queries said before, they say no more. */
static void
withdraw(struct tix_routing *r)
{
	const struct tix_value none = { .type = TIX_T_TEXT };

	tix_routing_by(r, "sla", r->t.agreement);
	r->because = r->was_chosen ? "no query fits any more" :
	    "nothing promises it any more";
	tix_routing_set(r, TIX_F_AGREEMENT, &none);
	r->because = NULL;
}

/* Is there anything to choose, and did what the queries look at change? */
static enum tix_status
is_asked(struct tix_routing *r, bool *asked)
{
	uint64_t fields;
	enum tix_status s = tix_promises_fields(r->tx, r->tx->desk->promises,
	    &fields);

	*asked = (fields != 0 || r->was_brought) &&
	    !tix_routing_is_fixed(r, TIX_F_AGREEMENT) &&
	    (r->ruled & TIX_BIT(TIX_F_AGREEMENT)) == 0 && !r->is_promised &&
	    (!r->follows || r->was_brought || ((fields & r->changed) != 0 &&
	    (r->t.agreement == NULL || r->was_chosen)));
	return s;
}

enum tix_status
tix_routing_promise(struct tix_routing *r)
{
	struct tix_promised p;
	enum tix_status s;
	bool asked;

	r->depth = 0;
	s = is_asked(r, &asked);
	if (s != TIX_OK || !asked)
		return s;
	s = tix_promises_choose(r->tx, r->tx->desk->promises, &r->t,
	    say_unfit, r, &p);
	if (s == TIX_OK) {
		tix_routing_by(r, "sla", p.agreement);
		r->because = p.query;
		tix_routing_text(r, TIX_F_AGREEMENT, p.agreement);
		r->because = NULL;
	}
	if (s != TIX_NO)
		return s;
	if ((r->was_chosen || r->was_brought) && r->t.agreement != NULL)
		withdraw(r);
	tix_routing_by(r, "sla", "");
	if (r->t.agreement == NULL)
		tix_step_add(r, TIX_STEP_UNPROMISED, NULL, NULL, NULL);
	return TIX_OK;
}
