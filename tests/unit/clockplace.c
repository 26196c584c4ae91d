/*
 * Clocks by place and by law, what people do to them, and odd times: each case
 * a story and what its clocks are then, worked out by hand.
 */
#include "storycheck.h"

static void
places(struct tix *tx)
{
#define OLA OFFICE "law 0 one ola level=L1\ntarget own office 1h\n" \
	"target resolve office 2h\nlaw 0 two ola level=L2\n" \
	"target resolve office 4h\n"
	static const struct story_case t[] = {
		{ "up, down and up again", OLA GOLD "2T9:00" OPEN
		    "level=L1\n2T10:00 escalated level=L2\n"
		    "2T12:00 returned level=L1\n"
		    "2T15:00 escalated level=L2\n", "2T16:00",
		    "one/resolve@L1 met started=2T9:00 stopped=2T10:00\n"
		    "two/resolve@L2 met consumed=2h\n"
		    "one/resolve@L1#2 breached breached=2T14:00\n"
		    "two/resolve@L2#2 running started=2T15:00 due=3T11:00\n"
		    "one/own@L1 cancelled stopped=2T10:00\n"
		    "one/own@L1#2 breached stopped=2T15:00\n"
		    "gold/resolve running started=2T9:00" },
		{ "with an owner", OLA "2T9:00" OPEN "level=L2 owner=ewa\n"
		    "2T10:00 returned level=L1\n", "2T11:00",
		    "one/own@L1 met consumed=0 stopped=2T10:00" },
		{ "owned there", OLA "2T9:00" OPEN "level=L1\n"
		    "2T10:30 taken owner=ewa\n", "2T11:00",
		    "one/own@L1 breached breached=2T10:00 stopped=2T10:30" },
		{ "solved and reopened where it was", OLA "2T9:00" OPEN
		    "level=L1\n2T10:00" SOLVE
		    "2T12:00 reopened state=open\n", "2T12:30",
		    "one/resolve@L1 running due=2T13:00 consumed=1h" },
		{ "the most special of what it names", OFFICE "law 0 net ola "
		    "level=L1 queue=network team=net\ntarget resolve office "
		    "1h\n2T9:00" OPEN "level=L1 team=net\n"
		    "2T10:00 changed queue=network\n", "2T10:30",
		    "net/resolve@network running started=2T10:00" },
		{ "at a level of vendors, one case after another", OFFICE
		    "law 0 acme uc\ntarget resolve office 2h\n"
		    "2T9:00" OPEN "level=L1\n2T10:00 escalated level=V "
		    "queue=lines\n2T11:00 changed vendor_case=C1\n"
		    "2T12:00 changed vendor_case=C2\n", "2T13:00",
		    "acme/resolve@lines met started=2T10:00 stopped=2T12:00\n"
		    "acme/resolve@C2 running started=2T12:00" },
		{ "nobody waits for the vendor any more", OFFICE
		    "law 0 acme uc\ntarget resolve office 2h\n"
		    "2T9:00" OPEN "vendor_case=C1\n"
		    "2T10:00 waited state=waiting waiting_on=vendor\n"
		    "2T11:00 resumed state=open\n", "2T13:00",
		    "acme/resolve@C1 met stopped=2T11:00" },
	};

	STORIES(tx, t);
}

static void
ends(struct tix *tx)
{
	static const struct story_case t[] = {
		{ "merged", GOLD "2T9:00" OPEN
		    "\n2T10:00 merged state=merged\n", "4T9:00",
		    "gold/resolve cancelled stopped=2T10:00 breached=0" },
		{ "cancelled", GOLD "2T9:00" OPEN
		    "due=3T9:00\n2T10:00 cancelled state=cancelled\n",
		    "4T9:00", "gold/resolve cancelled\ndue cancelled" },
		{ "a duplicate", GOLD "2T9:00" OPEN
		    "\n2T9:30 linked links=duplicates:9\n2T10:00" SOLVE,
		    "4T9:00", "gold/resolve cancelled" },
		{ "resolved before it was merged", GOLD "2T9:00" OPEN
		    "\n2T10:00" SOLVE "2T11:00 merged state=merged\n",
		    "4T9:00", "gold/resolve met stopped=2T10:00" },
		{ "opened and resolved at once", GOLD "2T9:00" OPEN
		    "state=resolved\n", "4T9:00",
		    "gold/resolve met consumed=0 stopped=2T9:00" },
	};

	STORIES(tx, t);
}

static void
laws(struct tix *tx)
{
	static const struct story_case t[] = {
		{ "ended", GOLD "law 3T9:00 gold end\n2T9:00" OPEN "\n",
		    "4T9:00", "gold/resolve cancelled stopped=3T9:00" },
		{ "ended after the ticket did", GOLD "law 3T9:00 gold end\n"
		    "2T9:00" OPEN "\n2T10:00" SOLVE, "4T9:00",
		    "gold/resolve met version=1" },
		{ "changed while it runs", GOLD "law 2T11:00 gold sla\n"
		    "target resolve - 4h\n2T9:00" OPEN "\n", "2T12:00",
		    "gold/resolve running version=2 consumed=2h due=2T13:00" },
		{ "changed, and then the priority", GOLD
		    "law 2T17:00 gold sla\ntarget resolve - 12h 12h 20h\n"
		    "2T9:00" OPEN "\n2T20:00 changed priority=1\n",
		    "2T20:00",
		    "gold/resolve running consumed=11h due=2T21:00" },
		{ "promises more", GOLD "law 2T11:00 gold sla\n"
		    "target resolve office 8h\ntarget update office 1h\n"
		    "2T9:00" OPEN "\n", "2T11:30",
		    "gold/update running started=2T11:00 due=2T12:00" },
		{ "came and came back", OFFICE "law 2T10:00 gold sla\n"
		    "target resolve office 4h\nlaw 2T11:00 gold end\n"
		    "law 2T12:00 gold sla\ntarget resolve office 4h\n"
		    "2T9:00" OPEN "\n", "2T13:00",
		    "gold/resolve cancelled started=2T10:00 consumed=1h\n"
		    "gold/resolve#2 running started=2T12:00" },
		{ "for where an owned ticket is", OFFICE
		    "law 2T10:00 one ola level=L1\ntarget own office 1h\n"
		    "2T9:00" OPEN "level=L1 owner=ewa\n", "2T13:00",
		    "one/own@L1 met started=2T10:00 stopped=2T10:00" },
		{ "a holiday is added, for who still runs", GOLD
		    "calendar office 2T12:00 2T9:00 2T17:00 4T9:00 4T17:00\n"
		    "2T11:00" OPEN "\n", "2T13:00",
		    "gold/resolve running due=4T11:00" },
		{ "of which the book knows already", GOLD
		    "calendar office 2T12:00 2T9:00 2T17:00 4T9:00 4T17:00\n"
		    "2T11:00" OPEN "\n", "2T11:30",
		    "gold/resolve running due=4T11:00" },
		{ "a holiday is added after the end", GOLD
		    "calendar office 2T12:00 2T9:00 2T17:00 4T9:00 4T17:00\n"
		    "2T10:00" OPEN "\n2T11:30" SOLVE, "2T13:00",
		    "gold/resolve met due=3T10:00 consumed=90m" },
		{ "days are turned into time at the start", OFFICE
		    "law 0 gold sla\ntarget resolve office 1d\n"
		    "calendar office 2T12:00 2T9:00 2T17:00 4T9:00 4T17:00\n"
		    "2T11:00" OPEN "\n", "2T13:00",
		    "gold/resolve running budget=14h due=4T17:00" },
	};

	STORIES(tx, t);
}

static void
acts(struct tix *tx)
{
	static const struct story_case t[] = {
		{ "waived", GOLD "2T9:00" OPEN
		    "\n4T9:00 waived clock=gold/resolve reason=x\n"
		    "4T10:00" SOLVE, "5T9:00",
		    "gold/resolve breached breached=2T17:00 waived=4T9:00" },
		{ "waived too early", GOLD "2T9:00" OPEN
		    "\n2T10:00 waived clock=gold/resolve reason=x\n",
		    "5T9:00", "gold/resolve running breached=2T17:00 "
		    "waived=0" },
		{ "begun anew", GOLD "2T9:00" OPEN
		    "\n2T12:00 restarted clock=gold/resolve reason=x\n",
		    "2T13:00",
		    "gold/resolve running started=2T9:00 due=3T12:00" },
		{ "begun anew while it waits", GOLD "2T9:00" OPEN
		    "\n2T12:00" WAIT
		    "2T13:00 restarted clock=gold/resolve reason=x\n"
		    "2T14:00 resumed state=open\n", "2T15:00",
		    "gold/resolve running due=3T14:00" },
		{ "anew, in another calendar", GOLD
		    "law 0 always sla\ntarget resolve - 8h\n2T9:00" OPEN
		    "\n2T16:00 restarted clock=gold/resolve reason=x\n"
		    "2T20:00 changed agreement=always\n", "2T21:00",
		    "always/resolve running due=3T0:00 consumed=4h" },
		{ "another date", GOLD "2T9:00" OPEN "due=3T9:00\n"
		    "2T10:00 changed due=4T9:00\n", "3T10:00",
		    "due running due=4T9:00 started=2T9:00 breached=0" },
		{ "no date any more", GOLD "2T9:00" OPEN "due=3T9:00\n"
		    "2T10:00 changed due=0\n", "3T10:00", "due cancelled" },
		{ "a date after 2038", "2T9:00 opened due=2147598000\n",
		    "2T10:00", "due running due=2147598000" },
	};

	STORIES(tx, t);
}

static void
late(struct tix *tx)
{
	static const struct story_case t[] = {
		{ "begun after hours, at the opening", OFFICE
		    "law 0 gold sla\ntarget resolve office 1h at_open\n"
		    "2T16:00" OPEN "\n2T18:00" SOLVE, "3T9:00",
		    "gold/resolve met due=3T9:00 stopped=2T18:00" },
		{ "as it closes", OFFICE
		    "law 0 gold sla\ntarget resolve office 1h\n"
		    "2T16:00" OPEN "\n2T18:00" SOLVE, "3T9:00",
		    "gold/resolve breached due=2T17:00" },
		{ "a calendar that ends", "calendar office 0 2T9:00 2T17:00 "
		    "3T9:00 3T17:00\nlaw 0 gold sla\n"
		    "target resolve office 20h\ntarget update office 9d\n"
		    "2T9:00" OPEN "\n4T9:00" WAIT "5T9:00" SOLVE, "6T9:00",
		    "gold/resolve met consumed=16h due=0\n"
		    "gold/update met consumed=16h due=0" },
		{ "an answer before the opening", FIRST
		    "2T9:00 replied by=phone text=x\n2T10:00" OPEN "\n",
		    "2T11:00", "gold/first-response none" },
	};
	const struct story *s = story_read(tx, GOLD "2T9:00" OPEN "\n3T9:00"
	    SOLVE);
	struct tix_clockwork *w = tix_clockwork_new(tx->mem, &s->book);
	struct tix_ticket before = { 0 }, after = { 0 };
	const struct tix_clock *c;
	size_t n;

	STORIES(tx, t);
	s = story_read(tx, GOLD "2T9:00" OPEN "\n3T9:00" SOLVE);
	w = tix_clockwork_new(tx->mem, &s->book);
	CHECK_INT(tix_clockwork_read(tx, w, 0, &c, &n), TIX_OK);
	CHECK_INT(n, 0);
	/* The clock went back between two events. */
	s->events[1]->at = s->events[0]->at - 1;
	for (size_t i = 0; i < 2; i++) {
		before = after;
		tix_fold(tx, &after, s->events[i], NULL);
		CHECK_INT(tix_clockwork_step(tx, w, &before, &after,
		    s->events[i]), TIX_OK);
	}
	CHECK_INT(tix_clockwork_read(tx, w, 0, &c, &n), TIX_OK);
	CHECK_INT(n, 1);
	CHECK_INT(c->state, TIX_MET);
	CHECK_INT(c->consumed, 0);
}

static const struct unit_test tests[] = {
	{ "each visit of a place has clocks of its own", places },
	{ "what ends otherwise than promised is cancelled", ends },
	{ "agreements and calendars change from then on", laws },
	{ "people waive, restart and promise", acts },
	{ "deadlines at closing time, and times out of order", late },
};

UNIT_MAIN(tests)
