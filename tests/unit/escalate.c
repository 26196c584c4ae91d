/*
 * Handing up and back on the standard desk.
 */
#include "standard.h"

#include <tix/escalate.h>

struct row {
	const char *level;      /* of the ticket */
	int64_t state;
	const char *to;
	const char *queue;
	enum tix_status status;
	const char *want_level; /* NULL: no move */
	const char *want_queue; /* NULL: unchanged; "": none */
};

static void
check(struct tix *tx, const struct row *r, bool up)
{
	struct tix_event *e = tix_arena_alloc(tx->mem, sizeof *e);
	struct tix_ticket t = { .id = 7, .state = r->state, .level = r->level,
		.queue = "here", .owner = "ewa" };
	struct tix_escalation out = { r->to, r->queue, "why" };
	struct tix_return back = { r->to, r->queue, "other", NULL };
	const struct tix_change *level, *queue;

	tix_event_init(e, TIX_E_NONE);
	tx->error[0] = '\0';
	CHECK_INT(up ? tix_escalate(tx, &t, &out, e) :
	    tix_return(tx, &t, &back, e), r->status);
	if (r->status != TIX_OK) {
		CHECK(tx->error[0] != '\0');
		CHECK(strstr(tx->error, "(null)") == NULL);
		return;
	}
	level = tix_event_change(e, TIX_F_LEVEL);
	queue = tix_event_change(e, TIX_F_QUEUE);
	CHECK_STR(level == NULL ? NULL : level->value.s, r->want_level);
	if (r->want_queue == NULL)
		CHECK(queue == NULL);
	else
		CHECK_STR(queue == NULL ? "(unchanged)" :
		    queue->value.s == NULL ? "" : queue->value.s,
		    r->want_queue);
	CHECK_INT(e->kind, level != NULL ? (up ? TIX_E_ESCALATED :
	    TIX_E_RETURNED) : queue != NULL ? TIX_E_CHANGED : TIX_E_NONE);
	if (level != NULL)
		CHECK(tix_event_change(e, TIX_F_OWNER)->value.s == NULL);
	if (e->kind != TIX_E_NONE)
		CHECK_INT(tix_event_encode(tx, e), TIX_OK);
}

static void
up(struct tix *tx)
{
	static const struct row rows[] = {
		{ "L0", TIX_NEW, NULL, NULL, TIX_OK, "L1", "helpdesk" },
		{ "L1", TIX_NEW, NULL, NULL, TIX_OK, "L2", "specialists" },
		{ "L1", TIX_WAITING, NULL, "mail", TIX_OK, "L2", "mail" },
		{ "L3", TIX_OPEN, NULL, NULL, TIX_OK, "L4", "vendors" },
		{ "L4", TIX_OPEN, NULL, NULL, TIX_CONFLICT, NULL, NULL },
		{ "L1", TIX_OPEN, "L4", NULL, TIX_OK, "L4", "vendors" },
		{ "L2", TIX_OPEN, "L2", NULL, TIX_OK, NULL, NULL },
		{ "L2", TIX_OPEN, "L2", "here", TIX_NOT_FOUND, NULL, NULL },
		{ "L2", TIX_OPEN, "L2", "mail", TIX_OK, NULL, "mail" },
		{ "L2", TIX_OPEN, "L1", NULL, TIX_CONFLICT, NULL, NULL },
		{ "L2", TIX_OPEN, "L9", NULL, TIX_NOT_FOUND, NULL, NULL },
		{ "L2", TIX_OPEN, "", NULL, TIX_NOT_FOUND, NULL, NULL },
		{ "L2", TIX_OPEN, NULL, "no", TIX_NOT_FOUND, NULL, NULL },
		{ NULL, TIX_NEW, NULL, NULL, TIX_CONFLICT, NULL, NULL },
		{ NULL, TIX_NEW, "L0", NULL, TIX_OK, "L0", "" },
		{ NULL, TIX_NEW, "L2", NULL, TIX_OK, "L2", "specialists" },
		{ "gone", TIX_NEW, NULL, NULL, TIX_CONFLICT, NULL, NULL },
		{ "gone", TIX_NEW, "L1", NULL, TIX_OK, "L1", "helpdesk" },
		{ "L1", TIX_RESOLVED, NULL, NULL, TIX_CONFLICT, NULL, NULL },
		{ "L1", TIX_CLOSED, "L2", NULL, TIX_CONFLICT, NULL, NULL },
		{ "L1", TIX_CANCELLED, "L1", NULL, TIX_CONFLICT, NULL, NULL },
		{ "L1", TIX_MERGED, NULL, NULL, TIX_CONFLICT, NULL, NULL },
		{ NULL, TIX_CLOSED, NULL, NULL, TIX_CONFLICT, NULL, NULL },
	};

	standard(tx);
	for (size_t i = 0; i < N(rows); i++)
		check(tx, &rows[i], true);
}

static void
back(struct tix *tx)
{
	static const struct row rows[] = {
		{ "L4", TIX_NEW, NULL, NULL, TIX_OK, "L3", "experts" },
		{ "L2", TIX_OPEN, NULL, "access", TIX_OK, "L1", "access" },
		{ "L1", TIX_OPEN, NULL, NULL, TIX_OK, "L0", "" },
		{ "L0", TIX_OPEN, NULL, NULL, TIX_CONFLICT, NULL, NULL },
		{ "L4", TIX_OPEN, "L1", NULL, TIX_OK, "L1", "helpdesk" },
		{ "L2", TIX_OPEN, "L2", NULL, TIX_OK, NULL, NULL },
		{ "L2", TIX_OPEN, "L2", "mail", TIX_OK, NULL, "mail" },
		{ "L2", TIX_OPEN, "L3", NULL, TIX_CONFLICT, NULL, NULL },
		{ "L2", TIX_OPEN, "L9", NULL, TIX_NOT_FOUND, NULL, NULL },
		{ "L2", TIX_OPEN, NULL, "no", TIX_NOT_FOUND, NULL, NULL },
		{ NULL, TIX_OPEN, NULL, NULL, TIX_CONFLICT, NULL, NULL },
		{ NULL, TIX_OPEN, "L1", NULL, TIX_CONFLICT, NULL, NULL },
		{ "gone", TIX_OPEN, NULL, NULL, TIX_CONFLICT, NULL, NULL },
		{ "L2", TIX_CLOSED, NULL, NULL, TIX_CONFLICT, NULL, NULL },
	};

	standard(tx);
	for (size_t i = 0; i < N(rows); i++)
		check(tx, &rows[i], false);
}

static void
reasons(struct tix *tx)
{
	struct tix_event *e = tix_arena_alloc(tx->mem, sizeof *e);
	struct tix_ticket t = { .id = 7, .state = TIX_NEW, .level = "L2" };
	struct tix_escalation out = { NULL, NULL, NULL };
	struct tix_return in = { NULL, NULL, NULL, "words" };

	standard(tx);
	CHECK_INT(tix_escalate(tx, &t, &out, e), TIX_INVALID);
	out.reason = "";
	CHECK_INT(tix_escalate(tx, &t, &out, e), TIX_INVALID);
	CHECK_INT(tix_return(tx, &t, &in, e), TIX_INVALID);
	in.code = "because";
	CHECK_INT(tix_return(tx, &t, &in, e), TIX_NOT_FOUND);
	for (int i = 0; tix_return_codes[i] != NULL; i++) {
		in.code = tix_return_codes[i];
		CHECK_INT(tix_return(tx, &t, &in, e), TIX_OK);
		CHECK_STR(tix_event_member(e, "code")->s, in.code);
		CHECK_STR(tix_event_member(e, "reason")->s, "words");
	}
}

static const struct unit_test tests[] = {
	{ "up: one, or to a level, and never beyond the last", up },
	{ "back: one, or to a level, and never below the first", back },
	{ "a move has a reason", reasons },
};

UNIT_MAIN(tests)
