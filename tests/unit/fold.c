/*
 * Events to tickets and tallies, worked out by hand.
 */
#include "unit.h"

#include <tix/fold.h>

#define N(a) (sizeof(a) / sizeof(a)[0])
#define QUARTER TIX_SLOT

/* A ticket's story, a step a line. */
struct step {
	enum tix_event_kind kind;
	int64_t at;
	int64_t state;      /* 0: unchanged */
	const char *level;  /* NULL: unchanged */
	int64_t priority;   /* 0: unchanged */
	const char *owner;  /* NULL: unchanged */
};

static struct tix_tallies
tell(struct tix *tx, struct tix_ticket *t, const struct step *step, size_t n)
{
	struct tix_tallies l = { .arena = tx->mem };

	for (size_t i = 0; i < n; i++) {
		struct tix_event *e = tix_arena_alloc(tx->mem, sizeof *e);

		tix_event_init(e, step[i].kind);
		e->ticket = 7;
		e->at = step[i].at;
		e->actor = "op";
		if (step[i].state != 0)
			tix_event_set_int(e, TIX_F_STATE, step[i].state);
		if (step[i].level != NULL)
			tix_event_set_text(e, TIX_F_LEVEL, step[i].level);
		if (step[i].priority != 0)
			tix_event_set_int(e, TIX_F_PRIORITY, step[i].priority);
		if (step[i].owner != NULL)
			tix_event_set_text(e, TIX_F_OWNER, *step[i].owner ?
			    step[i].owner : NULL);
		tix_fold(tx, t, e, &l);
	}
	return l;
}

static int64_t
sum(const struct tix_tallies *l, enum tix_measure m, int64_t slot,
    const char *level, int64_t priority)
{
	int64_t n = 0;

	for (size_t i = 0; i < l->n; i++) {
		const struct tix_tally *t = &l->item[i];

		if (t->measure == m && t->slot == slot &&
		    t->priority == priority && (level == NULL ?
		    t->level == NULL : t->level != NULL &&
		    strcmp(t->level, level) == 0))
			n += t->n;
	}
	return n;
}

static size_t
not_zero(const struct tix_tallies *l)
{
	size_t n = 0;

	for (size_t i = 0; i < l->n; i++)
		n += l->item[i].n != 0;
	return n;
}

static void
opened(struct tix *tx)
{
	static const struct step story[] = {
		{ TIX_E_OPENED, 3 * QUARTER + 1, TIX_NEW, "L1", 3, NULL },
	};
	struct tix_ticket t = { 0 };
	struct tix_tallies l = tell(tx, &t, story, N(story));

	CHECK_INT(t.id, 7);
	CHECK_INT(t.state, TIX_NEW);
	CHECK_INT(t.kind, TIX_INCIDENT);
	CHECK_INT(t.count, 1);
	CHECK_INT(t.opened, 3 * QUARTER + 1);
	CHECK_INT(t.updated, 3 * QUARTER + 1);
	CHECK_INT(t.taken, 0);
	CHECK_INT(sum(&l, TIX_N_OPENED, 3, "L1", 3), 1);
	CHECK_INT(sum(&l, TIX_N_BACKLOG, 3, "L1", 3), 1);
	CHECK_INT(not_zero(&l), 2);
}

static void
life(struct tix *tx)
{
	static const struct step story[] = {
		{ TIX_E_OPENED, 1 * QUARTER, TIX_NEW, "L1", 3, NULL },
		{ TIX_E_TAKEN, 2 * QUARTER, TIX_OPEN, NULL, 0, "ewa" },
		{ TIX_E_ESCALATED, 3 * QUARTER, 0, "L2", 0, "" },
		{ TIX_E_TAKEN, 4 * QUARTER, 0, NULL, 0, "jan" },
		{ TIX_E_RESOLVED, 5 * QUARTER, TIX_RESOLVED, NULL, 0, NULL },
		{ TIX_E_REOPENED, 6 * QUARTER, TIX_OPEN, NULL, 0, NULL },
		{ TIX_E_RETURNED, 7 * QUARTER, 0, "L1", 0, NULL },
		{ TIX_E_CLOSED, 8 * QUARTER, TIX_CLOSED, NULL, 0, NULL },
		{ TIX_E_NOTED, 9 * QUARTER, 0, NULL, 0, NULL },
	};
	struct tix_ticket t = { 0 };
	struct tix_tallies l = tell(tx, &t, story, N(story));

	CHECK_INT(t.taken, 2 * QUARTER);
	CHECK_INT(t.resolved, 8 * QUARTER);
	CHECK_INT(t.closed, 8 * QUARTER);
	CHECK_INT(t.updated, 9 * QUARTER);
	CHECK_STR(t.owner, "jan");
	CHECK_INT(sum(&l, TIX_N_OPENED, 1, "L1", 3), 1);
	CHECK_INT(sum(&l, TIX_N_BACKLOG, 1, "L1", 3), 1);
	CHECK_INT(sum(&l, TIX_N_ESCALATED, 3, "L1", 3), 1);
	CHECK_INT(sum(&l, TIX_N_BACKLOG, 3, "L1", 3), -1);
	CHECK_INT(sum(&l, TIX_N_BACKLOG, 3, "L2", 3), 1);
	CHECK_INT(sum(&l, TIX_N_RESOLVED, 5, "L2", 3), 1);
	CHECK_INT(sum(&l, TIX_N_BACKLOG, 5, "L2", 3), -1);
	CHECK_INT(sum(&l, TIX_N_REOPENED, 6, "L2", 3), 1);
	CHECK_INT(sum(&l, TIX_N_BACKLOG, 6, "L2", 3), 1);
	CHECK_INT(sum(&l, TIX_N_RETURNED, 7, "L2", 3), 1);
	CHECK_INT(sum(&l, TIX_N_BACKLOG, 7, "L2", 3), -1);
	CHECK_INT(sum(&l, TIX_N_BACKLOG, 7, "L1", 3), 1);
	CHECK_INT(sum(&l, TIX_N_RESOLVED, 8, "L1", 3), 1);
	CHECK_INT(sum(&l, TIX_N_BACKLOG, 8, "L1", 3), -1);
	CHECK_INT(not_zero(&l), 14);
}

static void
resolved_then_closed(struct tix *tx)
{
	static const struct step story[] = {
		{ TIX_E_OPENED, 1 * QUARTER, TIX_NEW, "L1", 1, NULL },
		{ TIX_E_RESOLVED, 2 * QUARTER, TIX_RESOLVED, NULL, 0, NULL },
		{ TIX_E_CLOSED, 3 * QUARTER, TIX_CLOSED, NULL, 0, NULL },
	};
	struct tix_ticket t = { 0 };
	struct tix_tallies l = tell(tx, &t, story, N(story));

	CHECK_INT(t.resolved, 2 * QUARTER);
	CHECK_INT(t.closed, 3 * QUARTER);
	CHECK_INT(sum(&l, TIX_N_RESOLVED, 2, "L1", 1), 1);
	CHECK_INT(sum(&l, TIX_N_RESOLVED, 3, "L1", 1), 0);
	CHECK_INT(not_zero(&l), 4);
}

static void
reopened_from_closed(struct tix *tx)
{
	static const struct step story[] = {
		{ TIX_E_OPENED, 1 * QUARTER, TIX_NEW, "L1", 1, NULL },
		{ TIX_E_CLOSED, 2 * QUARTER, TIX_CLOSED, NULL, 0, NULL },
		{ TIX_E_REOPENED, 3 * QUARTER, TIX_OPEN, NULL, 0, NULL },
	};
	struct tix_ticket t = { 0 };

	tell(tx, &t, story, N(story));
	CHECK_INT(t.resolved, 0);
	CHECK_INT(t.closed, 0);
}

static void
cancelled(struct tix *tx)
{
	static const struct step story[] = {
		{ TIX_E_OPENED, 1 * QUARTER, TIX_NEW, "L1", 1, NULL },
		{ TIX_E_CHANGED, 2 * QUARTER, TIX_CANCELLED, NULL, 0, NULL },
	};
	struct tix_ticket t = { 0 };
	struct tix_tallies l = tell(tx, &t, story, N(story));

	CHECK_INT(t.resolved, 0);
	CHECK_INT(t.closed, 0);
	CHECK_INT(sum(&l, TIX_N_CANCELLED, 2, "L1", 1), 1);
	CHECK_INT(sum(&l, TIX_N_RESOLVED, 2, "L1", 1), 0);
	CHECK_INT(sum(&l, TIX_N_BACKLOG, 2, "L1", 1), -1);
}

/* Another desk's history may go from one end to another. */
static void
ends(struct tix *tx)
{
	static const struct step gone[] = {
		{ TIX_E_OPENED, 1 * QUARTER, TIX_NEW, "L1", 1, NULL },
		{ TIX_E_RESOLVED, 2 * QUARTER, TIX_RESOLVED, NULL, 0, NULL },
		{ TIX_E_CHANGED, 3 * QUARTER, TIX_CANCELLED, NULL, 0, NULL },
	};
	static const struct step late[] = {
		{ TIX_E_OPENED, 1 * QUARTER, TIX_NEW, "L1", 1, NULL },
		{ TIX_E_CHANGED, 2 * QUARTER, TIX_CANCELLED, NULL, 0, NULL },
		{ TIX_E_CLOSED, 3 * QUARTER, TIX_CLOSED, NULL, 0, NULL },
	};
	struct tix_ticket t = { 0 };
	struct tix_tallies l = tell(tx, &t, gone, N(gone));

	CHECK_INT(t.resolved, 0);
	CHECK_INT(sum(&l, TIX_N_CANCELLED, 3, "L1", 1), 0);
	t = (struct tix_ticket){ 0 };
	l = tell(tx, &t, late, N(late));
	CHECK_INT(t.resolved, 3 * QUARTER);
	CHECK_INT(t.closed, 3 * QUARTER);
	CHECK_INT(sum(&l, TIX_N_RESOLVED, 3, "L1", 1), 1);
}

static void
priorities(struct tix *tx)
{
	static const struct step story[] = {
		{ TIX_E_OPENED, 1 * QUARTER, TIX_NEW, "L1", 3, NULL },
		{ TIX_E_ROUTED, 1 * QUARTER + 5, 0, "L2", 1, NULL },
		{ TIX_E_CHANGED, 1 * QUARTER + 9, 0, "L1", 3, NULL },
	};
	struct tix_ticket t = { 0 };
	struct tix_tallies l = tell(tx, &t, story, N(story));

	/* There and back within one quarter: nothing but the opening is left. */
	CHECK_INT(sum(&l, TIX_N_BACKLOG, 1, "L1", 3), 1);
	CHECK_INT(sum(&l, TIX_N_BACKLOG, 1, "L2", 1), 0);
	CHECK_INT(sum(&l, TIX_N_ESCALATED, 1, "L1", 3), 0);
	CHECK_INT(not_zero(&l), 2);
}

static void
unplaced(struct tix *tx)
{
	static const struct step story[] = {
		{ TIX_E_OPENED, 1 * QUARTER, TIX_NEW, NULL, 0, NULL },
		{ TIX_E_REPEATED, 2 * QUARTER, 0, NULL, 0, NULL },
		{ TIX_E_REPEATED, 2 * QUARTER, 0, NULL, 0, NULL },
		{ TIX_E_ESCALATED, 3 * QUARTER, 0, "L2", 0, NULL },
	};
	struct tix_ticket t = { 0 };
	struct tix_tallies l = tell(tx, &t, story, N(story));

	CHECK_INT(t.count, 3);
	CHECK_INT(sum(&l, TIX_N_OPENED, 1, NULL, 0), 1);
	CHECK_INT(sum(&l, TIX_N_ESCALATED, 3, NULL, 0), 1);
	CHECK_INT(sum(&l, TIX_N_BACKLOG, 3, NULL, 0), -1);
	CHECK_INT(sum(&l, TIX_N_BACKLOG, 3, "L2", 0), 1);
}

/* A late report of an earlier time comes before the opening. */
static void
repeated_before(struct tix *tx)
{
	static const struct step story[] = {
		{ TIX_E_REPEATED, 1 * QUARTER, 0, NULL, 0, NULL },
		{ TIX_E_OPENED, 2 * QUARTER, TIX_NEW, "L1", 3, NULL },
		{ TIX_E_REPEATED, 3 * QUARTER, 0, NULL, 0, NULL },
	};
	struct tix_ticket t = { 0 };
	struct tix_tallies l = tell(tx, &t, story, N(story));

	CHECK_INT(t.count, 3);
	CHECK_INT(t.opened, 2 * QUARTER);
	CHECK_INT(t.updated, 3 * QUARTER);
	CHECK_INT(not_zero(&l), 2);
}

static void
waiting(struct tix *tx)
{
	struct tix_ticket t = { .state = TIX_WAITING,
		.waiting_on = TIX_ON_VENDOR };
	static const struct step story[] = {
		{ TIX_E_NOTED, 5, 0, NULL, 0, NULL },
		{ TIX_E_CHANGED, 6, TIX_OPEN, NULL, 0, NULL },
	};

	tell(tx, &t, story, 1);
	CHECK_INT(t.waiting_on, TIX_ON_VENDOR);
	tell(tx, &t, story + 1, 1);
	CHECK_INT(t.waiting_on, 0);
}

/* The edge of a slot: its first microsecond and the last of the one before. */
static void
slots(struct tix *tx)
{
	static const struct step story[] = {
		{ TIX_E_OPENED, 5 * QUARTER - 1, TIX_NEW, "L1", 1, NULL },
		{ TIX_E_CLOSED, 5 * QUARTER, TIX_CLOSED, NULL, 0, NULL },
	};
	struct tix_ticket t = { 0 };
	struct tix_tallies l = tell(tx, &t, story, N(story));

	CHECK_INT(sum(&l, TIX_N_OPENED, 4, "L1", 1), 1);
	CHECK_INT(sum(&l, TIX_N_RESOLVED, 5, "L1", 1), 1);
}

static void
differences(struct tix *tx)
{
	struct tix_tallies a = { .arena = tx->mem }, b = { .arena = tx->mem };
	struct tix_tally one = { 1, TIX_N_OPENED, "L1", 3, 1 };
	struct tix_tally two = { 1, TIX_N_OPENED, NULL, 3, 2 };
	struct tix_tally six = { 9, TIX_N_BACKLOG, "L1", 3, 6 };

	tix_tallies_add(&a, &one);
	tix_tallies_add(&a, &two);
	tix_tallies_add(&a, &one);
	CHECK_INT(a.n, 2);
	tix_tallies_add(&b, &two);
	tix_tallies_add(&b, &six);
	tix_tallies_subtract(&a, &b);
	CHECK_INT(a.n, 2);
	CHECK_INT(sum(&a, TIX_N_OPENED, 1, "L1", 3), 2);
	CHECK_INT(sum(&a, TIX_N_OPENED, 1, NULL, 3), 0);
	CHECK_INT(sum(&a, TIX_N_BACKLOG, 9, "L1", 3), -6);
	tix_tallies_subtract(&b, &b);
	for (int64_t i = 0; i < 500; i++) {
		struct tix_tally t = { i, TIX_N_OPENED, "L1", 1, 1 };

		tix_tallies_add(&a, &t);
	}
	CHECK_INT(a.n, 502);
}

static void
without_tallies(struct tix *tx)
{
	struct tix_ticket t = { 0 };
	struct tix_event *e = tix_arena_alloc(tx->mem, sizeof *e);

	tix_event_init(e, TIX_E_OPENED);
	tix_fold(tx, &t, e, NULL);
	CHECK_INT(t.state, TIX_NEW);
}

/* Each step adds to what there was; what was taken back counts nothing. */
static void
undelivered(struct tix *tx)
{
	static const struct {
		enum tix_event_kind kind;
		const char *by;
		bool retracted;
		int64_t want;
	} story[] = {
		{ TIX_E_OPENED, NULL, false, 0 },
		{ TIX_E_REPLIED, "phone", false, 0 },
		{ TIX_E_REPLIED, "mail", false, 1 },
		{ TIX_E_UNSENT, NULL, false, 1 },
		{ TIX_E_REPLIED, "hook", false, 2 },
		{ TIX_E_REPLIED, "mail", true, 2 },
		{ TIX_E_REPLIED, NULL, false, 2 },
		{ TIX_E_SENT, NULL, false, 1 },
		{ TIX_E_SENT, NULL, true, 1 },
		{ TIX_E_NOTED, NULL, false, 1 },
		{ TIX_E_SENT, NULL, false, 0 },
		{ TIX_E_SENT, NULL, false, 0 },
		{ TIX_E_REPLIED, "mail", false, 1 },
	};
	struct tix_ticket t = { 0 };

	for (size_t i = 0; i < N(story); i++) {
		struct tix_event *e = tix_arena_alloc(tx->mem, sizeof *e);

		tix_event_init(e, story[i].kind);
		tix_event_text(e, "by", story[i].by);
		e->retracted = story[i].retracted;
		tix_fold(tx, &t, e, NULL);
		CHECK_INT(t.undelivered, story[i].want);
	}
}

/* Each story by its end: what it was through, and how often it came back. */
static void
visits(struct tix *tx)
{
	static const struct step story[] = {
		{ TIX_E_OPENED, 1, TIX_NEW, "L1", 3, NULL },
		{ TIX_E_TAKEN, 2, TIX_OPEN, NULL, 0, "ewa" },
		{ TIX_E_ESCALATED, 3, 0, "L2", 0, "" },
		{ TIX_E_ESCALATED, 4, 0, "L3", 0, NULL },
		{ TIX_E_RETURNED, 5, 0, "L2", 0, NULL },
		{ TIX_E_RETURNED, 6, 0, "L1", 0, "ewa" },
		{ TIX_E_CHANGED, 7, 0, NULL, 4, NULL },
		{ TIX_E_ESCALATED, 8, 0, "L3", 0, "" },
		{ TIX_E_RETURNED, 9, 0, "L1", 0, NULL },
		{ TIX_E_CHANGED, 10, 0, "L3", 0, NULL },
	};
	static const struct {
		const char *visits;
		int64_t bounces;
	} want[N(story)] = {
		{ "L1:1:::", 0 },
		{ "L1:1:::", 0 },
		{ "L1:1:ewa:: L2:1:::L1", 0 },
		{ "L1:1:ewa:: L2:1:op::L1 L3:1:::L2", 0 },
		{ "L1:1:ewa:: L2:2:op::L1 L3:1:::L2", 1 },
		{ "L1:2:ewa:: L2:2:op::L1 L3:1:::L2", 2 },
		{ "L1:2:ewa:: L2:2:op::L1 L3:1:::L2", 2 },
		{ "L1:2:ewa:: L2:2:op::L1 L3:2:::L1", 3 },
		{ "L1:3:ewa:: L2:2:op::L1 L3:2:::L1", 4 },
		{ "L1:3:ewa:: L2:2:op::L1 L3:3:::", 5 },
	};

	for (size_t n = 1; n <= N(story); n++) {
		struct tix_ticket t = { 0 };

		(void)tell(tx, &t, story, n);
		CHECK_STR(t.visits, want[n - 1].visits);
		CHECK_INT(t.bounces, want[n - 1].bounces);
	}
}

/* Placed late, it was nowhere before; what is taken back was no visit. */
static void
placed_late(struct tix *tx)
{
	static const struct step story[] = {
		{ TIX_E_OPENED, 1, TIX_NEW, NULL, 3, NULL },
		{ TIX_E_ESCALATED, 2, 0, "L2", 0, NULL },
	};
	struct tix_ticket t = { 0 };
	struct tix_event *e = tix_arena_alloc(tx->mem, sizeof *e);

	(void)tell(tx, &t, story, N(story));
	CHECK_STR(t.visits, "L2:1:::");
	CHECK_INT(t.bounces, 0);
	tix_event_init(e, TIX_E_ESCALATED);
	tix_event_set_text(e, TIX_F_LEVEL, "L3");
	e->retracted = true;
	tix_fold(tx, &t, e, NULL);
	CHECK_STR(t.visits, "L2:1:::");
	tix_event_init(e, TIX_E_ESCALATED);
	e->on_behalf = "jan";
	tix_event_set_text(e, TIX_F_LEVEL, "L3");
	tix_event_set_text(e, TIX_F_QUEUE, "experts");
	t.queue = "the network";
	tix_fold(tx, &t, e, NULL);
	CHECK_STR(t.visits, "L2:1:jan:the%20network: L3:1:::L2");
	tix_event_init(e, TIX_E_CHANGED);
	tix_event_set_text(e, TIX_F_LEVEL, NULL);
	tix_fold(tx, &t, e, NULL);
	CHECK_STR(t.visits, "L2:1:jan:the%20network: L3:1:::L2");
	tix_event_set_text(e, TIX_F_LEVEL, "L2");
	tix_fold(tx, &t, e, NULL);
	CHECK_STR(t.visits, "L2:2:jan:the%20network: L3:1:::L2");
	CHECK_INT(t.bounces, 1);
}

static const struct unit_test tests[] = {
	{ "each level is visited, and coming back is counted", visits },
	{ "no level is no visit, nor is what was taken back", placed_late },
	{ "replies that were not sent yet are counted", undelivered },
	{ "a ticket that was opened counts where it begins", opened },
	{ "a whole life, level by level", life },
	{ "a resolution counts once, when it is closed too", resolved_then_closed },
	{ "what is open again is neither resolved nor closed",
	    reopened_from_closed },
	{ "what was cancelled was not resolved", cancelled },
	{ "of two ends the last one holds", ends },
	{ "there and back within a quarter of an hour leaves no trace",
	    priorities },
	{ "a ticket without level or priority counts as such", unplaced },
	{ "a report that is older than the opening counts too",
	    repeated_before },
	{ "whom it waits on goes when it waits no more", waiting },
	{ "an instant belongs to one quarter of an hour", slots },
	{ "tallies add up and are taken off", differences },
	{ "a fold may do without tallies", without_tallies },
};

UNIT_MAIN(tests)
