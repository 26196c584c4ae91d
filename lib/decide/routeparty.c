/*
 * For whom a ticket is: what the requester and the organisation bring, and what
 * they brought goes with them.
 */
#include "routing.h"

#include <string.h>

static bool
is_same(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* Of another organisation than the requester's own, that one's count. */
static void
leave_own(const struct tix_ticket *t, struct tix_party *p)
{
	if (t->organisation == NULL ||
	    is_same(t->organisation, p->organisation))
		return;
	if (!p->has_calendar)
		p->calendar = NULL;
	if (!p->has_agreement)
		p->agreement = NULL;
}

static enum tix_status
requester_of(struct tix *tx, const struct tix_ticket *t, struct tix_party *p)
{
	return t->requester == NULL ? TIX_NO :
	    tix_desk_requester(tx, tx->desk, t->requester, p);
}

static enum tix_status
organisation_of(struct tix *tx, const struct tix_ticket *t,
    struct tix_party *p)
{
	return t->organisation == NULL ? TIX_NO :
	    tix_desk_organisation(tx, tx->desk, t->organisation, p);
}

enum tix_status
tix_routing_was_brought(struct tix_routing *r)
{
	const struct tix_ticket *t = r->was;
	struct tix_party p = { 0 }, o = { 0 };
	enum tix_status s;

	if ((r->changed & (TIX_BIT(TIX_F_REQUESTER) |
	    TIX_BIT(TIX_F_ORGANISATION))) == 0)
		return TIX_OK;
	s = requester_of(r->tx, t, &p);
	if (s == TIX_OK)
		leave_own(t, &p);
	if (s <= TIX_NO)
		s = organisation_of(r->tx, t, &o);
	if (s > TIX_NO)
		return s;
	if (p.agreement == NULL)
		p.agreement = o.agreement;
	if (p.calendar == NULL)
		p.calendar = o.calendar;
	r->was_brought = p.agreement != NULL &&
	    is_same(p.agreement, t->agreement);
	r->calendar_brought = p.calendar != NULL &&
	    is_same(p.calendar, t->calendar);
	return TIX_OK;
}

static void
take_agreement(struct tix_routing *r, const struct tix_party *p, bool anew)
{
	if (p->agreement == NULL || r->is_promised)
		return;
	r->is_promised = true;
	if ((r->t.agreement == NULL || anew || r->was_chosen ||
	    r->was_brought) && (r->ruled & TIX_BIT(TIX_F_AGREEMENT)) == 0 &&
	    !tix_routing_is_fixed(r, TIX_F_AGREEMENT))
		tix_routing_text(r, TIX_F_AGREEMENT, p->agreement);
}

static void
take_calendar(struct tix_routing *r, const struct tix_party *p)
{
	if (p->calendar == NULL || r->has_calendar)
		return;
	r->has_calendar = true;
	if ((r->t.calendar == NULL || r->calendar_brought) &&
	    !tix_routing_is_fixed(r, TIX_F_CALENDAR))
		tix_routing_text(r, TIX_F_CALENDAR, p->calendar);
}

/* What the party has is the ticket's, unless that has its own. */
static void
take_from(struct tix_routing *r, const char *by, struct tix_party *p)
{
	const bool anew = r->follows &&
	    (r->changed & TIX_BIT(TIX_F_REQUESTER)) != 0;

	tix_routing_by(r, by, p->name);
	if (p->organisation != NULL && (r->t.organisation == NULL || anew) &&
	    !tix_routing_is_fixed(r, TIX_F_ORGANISATION))
		tix_routing_text(r, TIX_F_ORGANISATION, p->organisation);
	if (strcmp(by, "requester") == 0)
		leave_own(&r->t, p);
	take_agreement(r, p, anew);
	take_calendar(r, p);
}

/* The calendar went with whoever brought it. */
static void
withdraw(struct tix_routing *r)
{
	const struct tix_value none = { .type = TIX_T_TEXT };

	if (!r->calendar_brought || r->has_calendar ||
	    tix_routing_is_fixed(r, TIX_F_CALENDAR))
		return;
	if (r->t.organisation != NULL)
		tix_routing_by(r, "organisation", r->t.organisation);
	else if (r->t.requester != NULL)
		tix_routing_by(r, "requester", r->t.requester);
	else
		tix_routing_by(r, "default", "desk");
	r->because = "no calendar comes with it";
	tix_routing_set(r, TIX_F_CALENDAR, &none);
	r->because = NULL;
}

enum tix_status
tix_routing_party(struct tix_routing *r)
{
	struct tix_party p;
	enum tix_status s = requester_of(r->tx, &r->t, &p);

	if (s == TIX_OK)
		take_from(r, "requester", &p);
	if (s <= TIX_NO)
		s = organisation_of(r->tx, &r->t, &p);
	if (s == TIX_OK)
		take_from(r, "organisation", &p);
	if (s > TIX_NO)
		return s;
	withdraw(r);
	return TIX_OK;
}
