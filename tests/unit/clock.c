/*
 * Clocks of tickets as time goes by: each case a story and what its clocks are
 * then, worked out by hand.
 */
#include "storycheck.h"

static void
pauses(struct tix *tx)
{
	static const struct story_case t[] = {
		{ "waiting over a weekend", GOLD "6T10:00" OPEN "\n"
		    "6T12:00" WAIT "9T11:00 resumed state=open\n", "9T11:30",
		    "gold/resolve running due=1749481200 consumed=2h "
		    "budget=8h" },
		{ "waiting while nobody works", GOLD
		    "6T10:00" OPEN "\n6T17:00" WAIT
		    "9T9:00 resumed state=open\n", "9T9:30",
		    "gold/resolve running due=1749456000 consumed=7h" },
		{ "resolved straight from waiting", GOLD "6T10:00" OPEN "\n"
		    "6T12:00" WAIT "11T11:00" SOLVE, "12T9:00",
		    "gold/resolve met consumed=2h stopped=11T11:00 "
		    "due=11T17:00" },
		{ "paused at its deadline, resolved later", GOLD
		    "2T9:00" OPEN "\n2T17:00" WAIT "3T12:00" SOLVE, "4T9:00",
		    "gold/resolve met consumed=8h due=3T12:00" },
		{ "paused after its deadline", GOLD
		    "2T9:00" OPEN "\n2T17:00:01" WAIT "3T12:00" SOLVE,
		    "4T9:00",
		    "gold/resolve breached breached=2T17:00 due=2T17:00" },
		{ "twice in a minute, once for no time", GOLD
		    "2T10:00" OPEN "\n2T10:01:10" WAIT
		    "2T10:01:25 resumed state=open\n2T10:01:30" WAIT
		    "2T10:01:30 resumed state=open\n2T10:01:40" WAIT
		    "2T10:01:55 resumed state=open\n", "2T11:00",
		    "gold/resolve running consumed=85s due=3T10:00:30" },
		{ "from one wait to another that does not pause", GOLD
		    "law 0 acme uc\ntarget resolve office 4h\n"
		    "2T10:00" OPEN "queue=net vendor_case=C1\n2T11:00" WAIT
		    "2T12:00 waited waiting_on=vendor\n", "2T13:00",
		    "gold/resolve running consumed=1h due=3T11:00\n"
		    "acme/resolve@C1 running started=2T12:00 due=2T16:00" },
		{ "from a wait to another that pauses, too", OFFICE
		    "law 0 gold sla\ntarget resolve office 8h pause=6\n"
		    "2T10:00" OPEN "\n2T11:00" WAIT
		    "2T12:00 waited waiting_on=vendor\n"
		    "2T13:00 resumed state=open\n", "2T14:00",
		    "gold/resolve running consumed=1h due=3T12:00" },
		{ "a new agreement while it waits", GOLD
		    "law 0 silver sla\ntarget resolve office 4h pause=2\n"
		    "2T10:00" OPEN "\n2T11:00" WAIT
		    "2T14:00 changed agreement=silver\n"
		    "2T15:00 resumed state=open\n", "2T15:30",
		    "silver/resolve running consumed=1h due=3T10:00\n"
		    "gold/resolve none" },
		{ "a date by hand does not wait", GOLD
		    "2T10:00" OPEN "due=3T12:00\n2T11:00" WAIT, "3T12:00",
		    "due running due=3T12:00\ngold/resolve paused due=0" },
		{ "a date by hand passes while it waits", GOLD
		    "2T10:00" OPEN "due=3T12:00\n2T11:00" WAIT, "3T12:00:01",
		    "due running due=3T12:00 breached=3T12:00" },
	};

	STORIES(tx, t);
}

static void
carries(struct tix *tx)
{
#define TWO OFFICE "law 0 gold sla\ntarget resolve office 4h 4h 16h pause=2\n"
	static const struct story_case t[] = {
		{ "more urgent than its time", TWO "2T9:00" OPEN "\n"
		    "3T11:00 changed priority=1\n", "3T11:00",
		    "gold/resolve running due=1748862000 consumed=10h "
		    "breached=1748862000 budget=4h" },
		{ "less urgent after the breach", TWO "2T9:00" OPEN
		    "priority=1\n2T14:00 changed priority=3\n2T15:00" SOLVE,
		    "3T9:00", "gold/resolve breached breached=2T13:00 "
		    "due=3T17:00 stopped=2T15:00" },
		{ "without a priority there is no target", TWO
		    "2T9:00 opened agreement=gold\n2T11:00 changed "
		    "priority=3\n", "2T12:00",
		    "gold/resolve running started=2T9:00 due=3T17:00" },
		{ "finished before the change", TWO "2T9:00" OPEN "\n3T9:00"
		    SOLVE "3T11:00 changed priority=1\n", "3T11:00",
		    "gold/resolve met consumed=8h due=3T17:00" },
		{ "an agreement without the metric", TWO
		    "law 0 thin sla\ntarget first-response office 1h\n"
		    "2T9:00" OPEN "\n2T10:00 changed agreement=thin\n",
		    "3T9:00", "gold/resolve cancelled stopped=2T10:00 "
		    "breached=0\nthin/first-response running started=2T9:00 "
		    "due=2T10:00 breached=2T10:00" },
		{ "and back again", TWO
		    "law 0 thin sla\ntarget first-response office 1h\n"
		    "2T9:00" OPEN "\n2T10:00 changed agreement=thin\n"
		    "2T12:00 changed agreement=gold\n", "2T13:00",
		    "gold/resolve running due=3T17:00 stopped=0\n"
		    "thin/first-response cancelled" },
		{ "a calendar of its own", GOLD
		    "law 0 always sla\ntarget resolve - 48h pause=2\n"
		    "6T10:00" OPEN "\n6T12:00" WAIT
		    "6T16:00 resumed state=open\n"
		    "9T10:00 changed agreement=always\n", "9T10:00",
		    "always/resolve running due=8T14:00 consumed=68h "
		    "breached=8T14:00" },
	};

	STORIES(tx, t);
}

static void
reopenings(struct tix *tx)
{
#define LONG OFFICE "law 0 gold sla\ntarget resolve office 16h\n"
	static const struct story_case t[] = {
		{ "with what was left", LONG "2T9:00" OPEN "\n3T12:00" SOLVE
		    "6T10:00 reopened state=open\n", "6T11:00",
		    "gold/resolve running due=1749214800 consumed=11h "
		    "first_stop=3T12:00 stopped=0" },
		{ "after the breach, and solved again", LONG "2T9:00" OPEN
		    "\n4T10:00" SOLVE "5T9:00 closed state=closed\n"
		    "6T10:00 reopened state=open\n6T11:00" SOLVE
		    "6T12:00 closed state=closed\n", "9T9:00",
		    "gold/resolve breached breached=3T17:00 consumed=18h "
		    "first_stop=4T10:00 stopped=6T11:00 due=3T17:00\n"
		    "gold/resolve#2 none" },
		{ "anew", OFFICE "law 0 gold sla\ntarget resolve office 16h "
		    "new_cycle\n2T9:00" OPEN "\n3T12:00" SOLVE
		    "6T10:00 reopened state=open\n", "6T11:00",
		    "gold/resolve met consumed=11h stopped=3T12:00\n"
		    "gold/resolve#2 running started=6T10:00 due=10T10:00" },
		{ "cancelled by mistake", LONG "2T9:00" OPEN "\n2T12:00 "
		    "cancelled state=cancelled\n3T10:00 reopened "
		    "state=open\n", "3T11:00",
		    "gold/resolve running consumed=3h due=4T15:00" },
		{ "a date by hand has passed by then", LONG "2T9:00" OPEN
		    "due=3T9:00\n2T12:00" SOLVE "3T10:00 reopened "
		    "state=open\n", "3T10:00",
		    "due running breached=3T9:00 first_stop=2T12:00" },
		{ "the first answer is still to come", FIRST "2T9:00" OPEN
		    "\n2T10:00" SOLVE "2T12:00 reopened state=open\n"
		    "2T13:00 replied by=phone text=x\n", "2T14:00",
		    "gold/first-response met consumed=2h due=2T15:00" },
	};

	STORIES(tx, t);
}

static void
answers(struct tix *tx)
{
	static const struct story_case t[] = {
		{ "none yet", FIRST "2T9:00" OPEN "\n", "2T10:00",
		    "gold/first-response running due=2T13:00" },
		{ "exactly at the deadline", FIRST "2T9:00" OPEN
		    "\n2T13:00 replied by=phone text=x\n", "2T14:00",
		    "gold/first-response met stopped=2T13:00 due=2T13:00 "
		    "breached=0" },
		{ "a second later", FIRST "2T9:00" OPEN
		    "\n2T13:00:01 replied by=phone text=x\n", "2T14:00",
		    "gold/first-response breached breached=2T13:00" },
		{ "a mail counts once it went out", FIRST "2T9:00" OPEN
		    "\n2T10:00 replied by=mail text=x\n2T14:00 sent\n",
		    "2T15:00",
		    "gold/first-response breached stopped=2T14:00" },
		{ "notes, steps, what did not go out, what he says himself",
		    FIRST "2T9:00" OPEN "\n2T9:01 noted text=x\n"
		    "2T9:02 stepped policy=p step=s key=k\n"
		    "2T9:03 unsent error=x\n2T9:04 replied by=mail text=x\n"
		    "2T9:05 replied by=phone text=x as=cus\n", "2T10:00",
		    "gold/first-response running due=2T13:00" },
		{ "the owner asked for it himself", FIRST "2T9:00" OPEN
		    "owner=cus\n", "2T10:00",
		    "gold/first-response cancelled stopped=2T9:00" },
		{ "and gives it away", FIRST "2T9:00" OPEN
		    "owner=cus\n2T10:00 assigned owner=ewa\n", "2T11:00",
		    "gold/first-response running started=2T9:00 due=2T13:00" },
		{ "resolved without one", FIRST "2T9:00" OPEN "\n2T10:00"
		    SOLVE, "3T10:00",
		    "gold/first-response cancelled breached=0" },
		{ "resolved without one, too late", FIRST "2T9:00" OPEN
		    "\n2T14:00" SOLVE, "3T10:00",
		    "gold/first-response breached breached=2T13:00" },
	};

	STORIES(tx, t);
}

static void
messages(struct tix *tx)
{
#define REPLY OFFICE "law 0 gold sla\ntarget next-reply office 2h\n"
#define BOTH REPLY "target first-response office 1h\n"
	static const struct story_case t[] = {
		{ "three before the answer", BOTH "2T9:00" OPEN
		    "\n2T9:30 replied by=phone text=x\n"
		    "2T10:00 replied by=mail text=x as=cus\n"
		    "2T10:30 replied by=mail text=x as=cus\n"
		    "2T11:00 replied by=mail text=x as=cus\n", "2T11:30",
		    "gold/next-reply running started=2T10:00 due=2T12:00\n"
		    "gold/next-reply#2 none" },
		{ "ours is the last", BOTH "2T9:00" OPEN
		    "\n2T9:30 replied by=phone text=x\n"
		    "2T10:00 replied by=mail text=x as=cus\n"
		    "2T10:30 replied by=phone text=x\n", "4T10:00",
		    "gold/next-reply met started=2T10:00 stopped=2T10:30\n"
		    "gold/next-reply#2 none" },
		{ "the next one", BOTH "2T9:00" OPEN
		    "\n2T10:00 replied by=mail text=x as=cus\n"
		    "2T10:30 replied by=phone text=x\n"
		    "2T11:00 replied by=mail text=x as=cus\n", "2T11:30",
		    "gold/next-reply met\n"
		    "gold/next-reply#2 running started=2T11:00 due=2T13:00" },
		{ "the opening where nothing else is promised", REPLY
		    "2T9:00" OPEN "\n", "2T10:00",
		    "gold/next-reply running started=2T9:00 due=2T11:00" },
		{ "not the opening where the first answer is", BOTH
		    "2T9:00" OPEN "\n", "2T10:00", "gold/next-reply none" },
		{ "reopened by him", BOTH "2T9:00" OPEN "\n2T10:00" SOLVE
		    "2T11:00 reopened state=open as=cus\n", "2T12:00",
		    "gold/next-reply running started=2T11:00 due=2T13:00" },
		{ "reopened by us", BOTH "2T9:00" OPEN "\n2T10:00" SOLVE
		    "2T11:00 reopened state=open\n", "2T12:00",
		    "gold/next-reply none" },
		{ "written while it was resolved", BOTH "2T9:00" OPEN
		    "\n2T10:00" SOLVE
		    "2T11:00 replied by=mail text=x as=cus\n"
		    "2T12:00 reopened state=open\n", "2T12:00",
		    "gold/next-reply running started=2T11:00 due=2T14:00" },
	};

	STORIES(tx, t);
}

static void
updates(struct tix *tx)
{
#define UPDATE OFFICE "law 0 gold sla\ntarget update office 1h\n" \
	"target first-response office 4h\n"
	static const struct story_case t[] = {
		{ "sooner than the first answer", UPDATE "2T9:00" OPEN "\n",
		    "2T9:30", "gold/update running due=2T10:00\n"
		    "gold/first-response running due=2T13:00" },
		{ "from answer to answer, to the end", UPDATE "2T9:00" OPEN
		    "\n2T9:30 replied by=phone text=x\n"
		    "2T10:31 replied by=phone text=x\n2T11:00" SOLVE,
		    "2T13:00", "gold/update met stopped=2T9:30\n"
		    "gold/update#2 breached started=2T9:30 breached=2T10:30\n"
		    "gold/update#3 met stopped=2T11:00\n"
		    "gold/update#4 none" },
		{ "and from there again", UPDATE "2T9:00" OPEN
		    "\n2T9:30" SOLVE "2T12:00 reopened state=open\n",
		    "2T12:30", "gold/update met\n"
		    "gold/update#2 running started=2T12:00" },
	};

	STORIES(tx, t);
}

/* New York is six hours behind: open from 15:00 to 23:00 of Paris. */
#define YORK "calendar york 0 2T15:00 2T23:00 3T15:00 3T23:00\n"
#define FOUR OFFICE YORK "law 0 gold sla\ntarget resolve office 4h\n"

static void
own_hours(struct tix *tx)
{
	static const struct story_case t[] = {
		{ "from the opening", FOUR
		    "2T20:00" OPEN "calendar=york\n", "2T21:00",
		    "gold/resolve running due=1748959200" },
		{ "where the agreement is always open", OFFICE YORK
		    "law 0 gold sla\ntarget resolve - 4h\n"
		    "2T20:00" OPEN "calendar=york\n", "2T21:00",
		    "gold/resolve running due=3T16:00" },
		{ "given later, the same time counts anew", FOUR
		    "2T20:00" OPEN "\n3T11:00 changed calendar=york\n",
		    "3T15:30",
		    "gold/resolve running consumed=3h due=3T16:00" },
		{ "given while it waits", OFFICE YORK
		    "law 0 gold sla\ntarget resolve office 4h pause=2\n"
		    "2T10:00" OPEN "\n2T16:00" WAIT
		    "2T17:00 changed calendar=york\n"
		    "2T18:00 resumed state=open\n", "2T19:00",
		    "gold/resolve running consumed=1h due=2T21:00" },
		{ "taken away, it may be late at once", FOUR
		    "2T10:00" OPEN "calendar=york\n"
		    "2T16:00 changed calendar=\n", "2T16:00",
		    "gold/resolve running due=2T14:00 breached=2T14:00" },
		{ "with another agreement and priority", FOUR
		    "law 0 thin sla\ntarget resolve office 2h\n"
		    "2T14:00" OPEN "calendar=york\n"
		    "2T16:00 changed agreement=thin\n"
		    "2T16:10 changed priority=1\n", "2T16:30",
		    "thin/resolve running consumed=1h due=2T17:00" },
		{ "one that is not known is none", FOUR
		    "2T10:00" OPEN "calendar=mars\n", "2T11:00",
		    "gold/resolve running due=2T14:00" },
		{ "only what was promised to who asked", FOUR
		    "law 0 experts ola level=L2\n"
		    "target resolve office 4h\n"
		    "2T10:00" OPEN "level=L2 calendar=york\n", "2T11:00",
		    "gold/resolve running consumed=0h due=2T19:00\n"
		    "experts/resolve@L2 running due=2T14:00" },
	};

	STORIES(tx, t);
}

static const struct unit_test tests[] = {
	{ "what a ticket waits does not count where the target says so",
	    pauses },
	{ "a new target counts the same time", carries },
	{ "reopened, clocks go on or begin anew", reopenings },
	{ "the first answer is one by somebody else that reached him",
	    answers },
	{ "the next reply is due from his oldest message", messages },
	{ "news are due from answer to answer", updates },
	{ "a ticket's own calendar is what its slas count in", own_hours },
};

UNIT_MAIN(tests)
