/*
 * Which escalation policy holds for a ticket that is opened, or routed again.
 */
#include "routing.h"

#include <string.h>

#include <tix/promise.h>

static void
say_unfit(void *arg, const char *policy, const char *const *queries)
{
	struct tix_routing *r = arg;
	struct tix_buf b = { .arena = r->tx->mem };

	for (; *queries != NULL; queries++)
		tix_buf_printf(&b, "%s%s", b.len == 0 ? "" : ", ", *queries);
	tix_routing_by(r, "escalation", policy);
	tix_step_add(r, TIX_STEP_UNFIT, NULL, tix_buf_text(&b), NULL);
}

/* None fits any more, where the desk has any. */
static enum tix_status
none(struct tix_routing *r)
{
	bool any;
	enum tix_status s = tix_promises_any_policy(r->tx,
	    r->tx->desk->promises, &any);

	if (s == TIX_OK && any) {
		tix_event_text(r->e, "policy", "");
		r->some = true;
	}
	return s;
}

enum tix_status
tix_routing_policy(struct tix_routing *r, bool again)
{
	struct tix_value v = { .type = TIX_T_TEXT };
	struct tix_promised p;
	enum tix_status s;

	if ((r->e->kind != TIX_E_OPENED && !again) ||
	    r->tx->desk->promises == NULL)
		return TIX_OK;
	r->depth = 0;
	s = tix_promises_policy(r->tx, r->tx->desk->promises, &r->t,
	    say_unfit, r, &p);
	if (s == TIX_NO)
		return again ? none(r) : TIX_OK;
	if (s != TIX_OK)
		return s;
	v.s = p.agreement;
	tix_event_text(r->e, "policy", p.agreement);
	tix_routing_by(r, "escalation", p.agreement);
	r->because = p.query;
	tix_routing_because(r, "policy", &v);
	r->because = NULL;
	tix_step_add(r, TIX_STEP_SET, "policy", NULL, p.agreement);
	r->some = true;
	return TIX_OK;
}
