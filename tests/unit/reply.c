/*
 * Replies and time worked, decided: what is refused, what an event holds, and
 * which replies are still to be delivered.
 */
#include "standard.h"

#include <tix/effort.h>
#include <tix/reply.h>
#include <tix/time.h>

static struct tix_ticket
ticket(int64_t state)
{
	return (struct tix_ticket){
		.id = 42, .subject = "x", .state = state,
		.requester = "Ewa <ewa@example.org>",
	};
}

static const char *
text_of(const struct tix_event *e, const char *name)
{
	const struct tix_member *m = tix_event_member(e, name);

	return m != NULL ? m->s : NULL;
}

static const struct {
	struct tix_reply r;
	int64_t state;
	const char *requester;
	enum tix_status status;
	const char *error;
} refused[] = {
	{ { .text = NULL, .by = "mail" }, TIX_OPEN, "a@b", TIX_INVALID,
	  "an empty reply" },
	{ { .text = " \n\xC2\xA0", .by = "mail" }, TIX_OPEN, "a@b",
	  TIX_INVALID, "an empty reply" },
	{ { .text = "x", .by = "mail" }, TIX_OPEN, NULL, TIX_CONFLICT,
	  "ticket 42 has no requester to reply to: give --to" },
	{ { .text = "x", .by = "mail" }, TIX_OPEN, "ewa", TIX_CONFLICT,
	  "ticket 42: 'ewa' is no mail address: give --to" },
	{ { .text = "x", .by = "mail" }, TIX_OPEN, "a@b\nBcc: c@d",
	  TIX_CONFLICT,
	  "ticket 42: 'a@b\nBcc: c@d' is no mail address: give --to" },
	{ { .text = "x", .by = "phone" }, TIX_MERGED, "a@b", TIX_CONFLICT,
	  "ticket 42 is merged" },
	{ { .text = "x", .by = "mail", .wait = true }, TIX_CLOSED, "a@b",
	  TIX_CONFLICT, "ticket 42 is closed" },
	{ { .text = "x", .by = "mail", .effort = -1 }, TIX_OPEN, "a@b",
	  TIX_CONFLICT, NULL },
};

static void
refuses(struct tix *tx)
{
	standard(tx);
	for (size_t i = 0; i < N(refused); i++) {
		struct tix_ticket t = ticket(refused[i].state);
		struct tix_event e;

		t.requester = refused[i].requester;
		CHECK_INT(tix_reply(tx, &t, &refused[i].r, &e),
		    refused[i].status);
		if (refused[i].error != NULL)
			CHECK_STR(tx->error, refused[i].error);
	}
}

static void
describes(struct tix *tx)
{
	struct tix_reply r = { .text = "hello", .by = "mail", .cc = "c@d",
	    .template = "thanks", .effort = 5 * TIX_MINUTE, .wait = true };
	struct tix_ticket t = ticket(TIX_OPEN);
	struct tix_event e;

	standard(tx);
	CHECK_INT(tix_reply(tx, &t, &r, &e), TIX_OK);
	CHECK_INT(e.kind, TIX_E_REPLIED);
	CHECK_STR(text_of(&e, "to"), "Ewa <ewa@example.org>");
	CHECK_STR(text_of(&e, "cc"), "c@d");
	CHECK_STR(text_of(&e, "by"), "mail");
	CHECK_STR(text_of(&e, "template"), "thanks");
	CHECK_STR(text_of(&e, "hook"), NULL);
	CHECK_INT(tix_event_encode(tx, &e), TIX_OK);
	/* nothing waits before it went out; the work was done all the same */
	CHECK_INT(e.nchanges, 1);
	CHECK_INT(e.changes[0].field, TIX_F_EFFORT);
	CHECK_INT(e.changes[0].op, TIX_ADD);
	CHECK_INT(e.changes[0].value.i, 5 * TIX_MINUTE);
	r.by = "phone";
	r.to = "+48 600";
	r.cc = NULL;
	CHECK_INT(tix_reply(tx, &t, &r, &e), TIX_OK);
	CHECK_STR(text_of(&e, "to"), "+48 600");
	CHECK_INT(tix_event_change(&e, TIX_F_STATE)->value.i, TIX_WAITING);
	CHECK_INT(tix_event_change(&e, TIX_F_WAITING_ON)->value.i,
	    TIX_ON_CUSTOMER);
	CHECK(tix_event_change(&e, TIX_F_WAIT_UNTIL) == NULL);
}

static void
waits(struct tix *tx)
{
	struct tix_ticket t = ticket(TIX_WAITING);
	struct tix_event e;

	(void)tx;
	t.waiting_on = TIX_ON_VENDOR;
	t.wait_until = 7;
	t.wait_then = TIX_THEN_RESOLVE;
	tix_reply_sent(3, "id@x", &e);
	tix_reply_wait(&t, &e);
	CHECK_INT(e.nchanges, 4);
	CHECK_INT(tix_event_change(&e, TIX_F_WAIT_UNTIL)->value.i, 0);
	t.waiting_on = TIX_ON_CUSTOMER;
	tix_reply_sent(3, "id@x", &e);
	tix_reply_wait(&t, &e);
	CHECK_INT(e.nchanges, 0);
	t.state = TIX_CLOSED; /* meanwhile */
	tix_reply_wait(&t, &e);
	CHECK_INT(e.nchanges, 0);
}

static void
see(struct tix_undelivered *u, int64_t seq, enum tix_event_kind kind,
    const char *by, int64_t of, bool retracted)
{
	struct tix_event e;

	tix_event_init(&e, kind);
	e.seq = seq;
	e.retracted = retracted;
	tix_event_text(&e, "by", by);
	if (of != 0)
		tix_event_int(&e, "event", of);
	tix_undelivered_see(u, &e);
}

static void
undelivered(struct tix *tx)
{
	struct tix_undelivered u = { .arena = tx->mem };

	see(&u, 1, TIX_E_OPENED, NULL, 0, false);
	see(&u, 2, TIX_E_REPLIED, "phone", 0, false);
	CHECK_INT(u.n, 0);
	see(&u, 3, TIX_E_REPLIED, "mail", 0, false);
	see(&u, 4, TIX_E_UNSENT, NULL, 3, false);
	see(&u, 5, TIX_E_REPLIED, "hook", 0, false);
	see(&u, 6, TIX_E_REPLIED, "mail", 0, true);
	CHECK_INT(u.n, 2);
	see(&u, 7, TIX_E_SENT, NULL, 3, false);
	CHECK_INT(u.n, 1);
	CHECK_INT(u.seq[0], 5);
	see(&u, 8, TIX_E_SENT, NULL, 5, true);
	see(&u, 9, TIX_E_SENT, NULL, 99, false);
	CHECK_INT(u.n, 1);
	for (int i = 0; i < 1000; i++)
		see(&u, 10 + i, TIX_E_REPLIED, "mail", 0, false);
	CHECK_INT(u.n, 1001);
	CHECK_INT(u.seq[0], 5);
	CHECK_INT(u.seq[1000], 1009);
}

static const struct { const char *text; int64_t want; } efforts[] = {
	{ NULL, 0 }, { "15m", 15 * TIX_MINUTE }, { "-15m", -15 * TIX_MINUTE },
	{ "1h30m", 90 * TIX_MINUTE }, { "-PT4H", -4 * TIX_HOUR },
	{ "90s", 90 * TIX_SECOND },
};

static const char *const no_efforts[] = {
	"", "-", "0m", "-0m", "--5m", "5", "2bh", "-2bd", "x", "20y", "+5m",
};

static void
effort(struct tix *tx)
{
	struct tix_ticket t = ticket(TIX_OPEN);
	struct tix_event e;
	int64_t us;

	for (size_t i = 0; i < N(efforts); i++) {
		CHECK_INT(tix_effort_parse(tx, efforts[i].text, &us), TIX_OK);
		CHECK_INT(us, efforts[i].want);
	}
	for (size_t i = 0; i < N(no_efforts); i++)
		CHECK_INT(tix_effort_parse(tx, no_efforts[i], &us),
		    TIX_INVALID);
	t.effort = TIX_MINUTE;
	tix_event_init(&e, TIX_E_NOTED);
	CHECK_INT(tix_effort_add(tx, &t, -TIX_MINUTE - 1, &e), TIX_CONFLICT);
	CHECK_INT(e.nchanges, 0);
	CHECK_INT(tix_effort_add(tx, &t, -TIX_MINUTE, &e), TIX_OK);
	CHECK_INT(e.nchanges, 1);
	tix_event_init(&e, TIX_E_NOTED);
	CHECK_INT(tix_effort_add(tx, &t, 0, &e), TIX_OK);
	t.state = TIX_MERGED;
	CHECK_INT(tix_effort_add(tx, &t, TIX_MINUTE, &e), TIX_CONFLICT);
	CHECK_INT(tix_effort_add(tx, &t, 0, &e), TIX_OK);
	CHECK_INT(e.nchanges, 0);
}

static const struct unit_test tests[] = {
	{ "a reply that cannot be is refused with words", refuses },
	{ "a reply says how, to whom, and what it changes", describes },
	{ "once it went out it waits on the customer, if it may", waits },
	{ "what was carried and not sent is still to be delivered",
	    undelivered },
	{ "time worked is a duration, more or less", effort },
};

UNIT_MAIN(tests)
