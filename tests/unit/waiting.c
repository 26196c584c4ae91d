/*
 * Waiting, and what time does.  Expected instants are those of Python's
 * zoneinfo: a day at a time, weekends not counted, the same time of day.
 */
#include "standard.h"

#include <tix/due.h>
#include <tix/time.h>
#include <tix/waiting.h>
#include <tix/work.h>
#include <tix/zone.h>

#define NOW INT64_C(1795442400) /* 2026-11-23T14:00:00Z, a Monday */

static void
working_days(struct tix *tx)
{
	static const struct {
		const char *zone;
		int64_t from;
		int64_t days;
		int64_t want;
	} t[] = {
		{ "UTC", 1795442400, 0, 1795442400 },
		{ "UTC", 1795442400, 1, 1795528800 },
		{ "UTC", 1795753800, 1, 1796013000 },
		{ "UTC", 1795822200, 5, 1796427000 },
		{ "UTC", 1795867200, 1, 1796040000 },
		{ "UTC", 1795996799, 5, 1796428799 },
		{ "UTC", 1795442400, 260, 1826892000 },
		{ "Europe/Warsaw", 1795822200, 5, 1796340600 },
		{ "Europe/Warsaw", 1795996799, 5, 1796601599 },
		{ "Europe/Warsaw", 1774526400, 5, 1775127600 },
		{ "America/New_York", 1795753800, 1, 1795840200 },
		{ "America/New_York", 1795822200, 5, 1796427000 },
		{ "America/New_York", 1793383200, 10, 1794596400 },
		{ "Asia/Kolkata", 1795822200, 5, 1796340600 },
		{ "Asia/Kolkata", 1795996799, 5, 1796601599 },
		{ "Pacific/Kiritimati", 1795753800, 1, 1796013000 },
		{ "Pacific/Kiritimati", 1795867200, 1, 1795953600 },
		{ "Pacific/Kiritimati", 1793383200, 10, 1794506400 },
	};

	for (size_t i = 0; i < N(t); i++) {
		const struct tix_zone *zone = NULL;

		CHECK_INT(tix_zone_open(tx, tx->run, t[i].zone, &zone),
		    TIX_OK);
		CHECK_INT(tix_working_days_after(zone, t[i].from * TIX_SECOND,
		    t[i].days) / TIX_SECOND, t[i].want);
	}
}

static int64_t
value(const struct tix_event *e, enum tix_field f)
{
	const struct tix_change *c = tix_event_change(e, f);

	return c == NULL ? -1 : c->value.i;
}

static void
waits(struct tix *tx)
{
	static const struct {
		int64_t state;
		struct tix_wait w;
		enum tix_status status;
		int64_t then; /* -1: no event */
	} t[] = {
		{ TIX_NEW, { .on = TIX_ON_VENDOR }, TIX_OK, 0 },
		{ TIX_OPEN, { .on = TIX_ON_EVENT }, TIX_OK, 0 },
		{ TIX_WAITING, { .on = TIX_ON_VENDOR }, TIX_OK, 0 },
		{ TIX_WAITING, { .on = TIX_ON_CUSTOMER }, TIX_OK, -1 },
		{ TIX_OPEN, { .on = TIX_ON_EVENT,
		    .until = (NOW + 1) * TIX_SECOND }, TIX_OK,
		    TIX_THEN_RESUME },
		{ TIX_OPEN, { .on = TIX_ON_EVENT,
		    .until = (NOW + 1) * TIX_SECOND,
		    .then = TIX_THEN_RESOLVE }, TIX_OK, TIX_THEN_RESOLVE },
		{ TIX_OPEN, { .on = TIX_ON_EVENT, .until = NOW * TIX_SECOND },
		    TIX_INVALID, -1 },
		{ TIX_OPEN, { .on = TIX_ON_EVENT, .until = -1 }, TIX_INVALID,
		    -1 },
		{ TIX_OPEN, { .on = TIX_ON_EVENT, .then = TIX_THEN_RESUME },
		    TIX_INVALID, -1 },
		{ TIX_OPEN, { .on = 0 }, TIX_INVALID, -1 },
		{ TIX_RESOLVED, { .on = TIX_ON_EVENT }, TIX_CONFLICT, -1 },
		{ TIX_CLOSED, { .on = TIX_ON_EVENT }, TIX_CONFLICT, -1 },
		{ TIX_CANCELLED, { .on = TIX_ON_EVENT }, TIX_CONFLICT, -1 },
		{ TIX_MERGED, { .on = TIX_ON_EVENT }, TIX_CONFLICT, -1 },
	};

	for (size_t i = 0; i < N(t); i++) {
		struct tix_ticket ticket = { .id = 7, .state = t[i].state,
			.waiting_on = t[i].state == TIX_WAITING ?
			    TIX_ON_CUSTOMER : 0 };
		struct tix_event *e = tix_arena_alloc(tx->mem, sizeof *e);

		tix_event_init(e, TIX_E_NONE);
		CHECK_INT(tix_wait(tx, &ticket, &t[i].w, e), t[i].status);
		CHECK((e->kind == TIX_E_WAITED) == (t[i].then >= 0));
		if (e->kind != TIX_E_WAITED)
			continue;
		CHECK_INT(value(e, TIX_F_STATE), TIX_WAITING);
		CHECK_INT(value(e, TIX_F_WAITING_ON), t[i].w.on);
		CHECK_INT(value(e, TIX_F_WAIT_UNTIL), t[i].w.until);
		CHECK_INT(value(e, TIX_F_WAIT_THEN), t[i].then);
	}
}

static void
resumes(struct tix *tx)
{
	for (int64_t state = TIX_NEW; state <= TIX_MERGED; state++) {
		struct tix_ticket t = { .id = 7, .state = state };
		struct tix_event *e = tix_arena_alloc(tx->mem, sizeof *e);

		tix_event_init(e, TIX_E_NONE);
		CHECK_INT(tix_resume(tx, &t, NULL, e),
		    tix_state_is_live(state) ? TIX_OK : TIX_CONFLICT);
		CHECK_INT(e->kind, state == TIX_WAITING ? TIX_E_RESUMED :
		    TIX_E_NONE);
	}
}

/* What time does to a ticket that is so. */
static enum tix_event_kind
time_does(struct tix *tx, const struct tix_ticket *row)
{
	const struct tix_due_how how = { .staff = NULL };
	const struct tix_ticket before = { .id = 7 };
	struct tix_agenda *a = tix_agenda_new(tx->mem, NULL, NULL);
	struct tix_event *e = tix_arena_alloc(tx->mem, sizeof *e);
	struct tix_ticket t = *row;
	struct tix_due what;

	t.id = 7;
	tix_event_init(e, TIX_E_OPENED);
	e->at = 1;
	CHECK_INT(tix_agenda_step(tx, a, &before, &t, e), TIX_OK);
	CHECK_INT(tix_due(tx, &t, a, &how, &what), TIX_OK);
	CHECK(what.nevents < 2);
	if (what.nevents == 0)
		return TIX_E_NONE;
	CHECK_INT(tix_event_encode(tx, what.events[0]), TIX_OK);
	return what.events[0]->kind;
}

/* The standard desk closes after five working days. */
static void
due(struct tix *tx)
{
	static const struct {
		struct tix_ticket t;
		enum tix_event_kind want;
	} rows[] = {
		{ { .state = TIX_WAITING }, TIX_E_NONE },
		{ { .state = TIX_WAITING, .wait_until = (NOW + 1) *
		    TIX_SECOND }, TIX_E_NONE },
		{ { .state = TIX_WAITING, .wait_until = NOW * TIX_SECOND },
		    TIX_E_RESUMED },
		{ { .state = TIX_WAITING, .wait_until = 1,
		    .wait_then = TIX_THEN_RESUME }, TIX_E_RESUMED },
		{ { .state = TIX_WAITING, .wait_until = 1,
		    .wait_then = TIX_THEN_RESOLVE }, TIX_E_RESOLVED },
		{ { .state = TIX_OPEN, .wait_until = 1 }, TIX_E_NONE },
		{ { .state = TIX_RESOLVED, .resolved = (NOW - 7 * 86400) *
		    TIX_SECOND }, TIX_E_CLOSED },
		{ { .state = TIX_RESOLVED, .resolved = (NOW - 7 * 86400 + 1) *
		    TIX_SECOND }, TIX_E_NONE },
		{ { .state = TIX_CLOSED, .resolved = 1 }, TIX_E_NONE },
		{ { .state = TIX_CANCELLED }, TIX_E_NONE },
		{ { .state = TIX_MERGED }, TIX_E_NONE },
	};
	const struct tix_zone *zone = NULL;
	struct tix_desk *never = tix_arena_alloc(tx->run, sizeof *never);

	*never = *standard(tx);
	never->close_after = 0;
	CHECK_INT(tix_zone_open(tx, tx->run, "UTC", &zone), TIX_OK);
	tx->zone = zone;
	for (size_t i = 0; i < N(rows); i++)
		CHECK_INT(time_does(tx, &rows[i].t), rows[i].want);
	tx->desk = never;
	for (size_t i = 0; i < N(rows); i++)
		CHECK(time_does(tx, &rows[i].t) != TIX_E_CLOSED);
}

static const struct unit_test tests[] = {
	{ "working days pass over weekends, in the zone's own days",
	    working_days },
	{ "a ticket waits on whom, until when, and then", waits },
	{ "what waits goes on; what is live is so already", resumes },
	{ "time ends waits, and closes what has been resolved for long",
	    due },
};

UNIT_MAIN(tests)
