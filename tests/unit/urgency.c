/*
 * Urgency: terms and sums were computed by hand from the table of weights in
 * tix-list(1), in tenths.
 */
#include "unit.h"

#include <tix/time.h>
#include <tix/urgency.h>

struct sample {
	const char *text;       /* of the sum */
	int64_t state;
	int64_t priority;
	int64_t due;            /* from now; 0 none */
	int64_t next_due;
	int64_t age;
	int64_t count;
	const char *owner;
	int64_t wait_until;     /* from now; 0 none */
	bool breached;
	struct tix_urgency_links links;
};

static void
check(struct tix *tx, const struct sample *p)
{
	struct tix_ticket t = {
		.id = 1, .state = p->state, .priority = p->priority,
		.opened = tx->now - p->age, .count = p->count,
		.owner = p->owner, .breached = p->breached,
		.due = p->due == 0 ? 0 : tx->now + p->due,
		.next_due = p->next_due == 0 ? 0 : tx->now + p->next_due,
		.wait_until = p->wait_until == 0 ? 0 : tx->now + p->wait_until,
	};
	struct tix_urgency u;
	int64_t sum = 0;

	tix_urgency(tx, &t, &p->links, &u);
	for (int i = 0; i < TIX_URGENCY_TERMS; i++)
		sum += u.term[i];
	CHECK_INT(u.total, sum);
	CHECK_STR(tix_urgency_text(tx, tx->mem, &t, &p->links, &u), p->text);
}

#define CHECK_ALL(tx, s)                                                \
	for (size_t i = 0; i < sizeof (s) / sizeof (s)[0]; i++)         \
		check((tx), &(s)[i])

static void
priorities(struct tix *tx)
{
	static const struct sample s[] = {
		{ "8.0: priority 1 +8.0", TIX_OPEN, 1, .owner = "a" },
		{ "5.0: priority 2 +5.0", TIX_OPEN, 2, .owner = "a" },
		{ "2.5: priority 3 +2.5", TIX_OPEN, 3, .owner = "a" },
		{ "1.0: priority 4 +1.0", TIX_OPEN, 4, .owner = "a" },
		{ "0.0", TIX_OPEN, 5, .owner = "a" },
		{ "2.0: no priority +2.0", TIX_OPEN, 0, .owner = "a" },
	};

	CHECK_ALL(tx, s);
}

static void
dues(struct tix *tx)
{
	static const struct sample s[] = {
		{ "0.0", TIX_OPEN, 5, 3 * TIX_DAY, .owner = "a" },
		{ "0.0", TIX_OPEN, 5, 30 * TIX_DAY, .owner = "a" },
		/* half of three days is left: half of 5.0 */
		{ "2.5: due in 1d +2.5", TIX_OPEN, 5, 36 * TIX_HOUR,
		    .owner = "a" },
		/* 5.0 * 69 / 72 = 4.79 */
		{ "4.8: due in 3h +4.8", TIX_OPEN, 5, 3 * TIX_HOUR,
		    .owner = "a" },
		{ "6.0: overdue 0s +6.0", TIX_OPEN, 5, -1, .owner = "a" },
		/* 6.0 + 3.0 * 24 / 72 */
		{ "7.0: overdue 1d +7.0", TIX_OPEN, 5, -TIX_DAY, .owner = "a" },
		{ "9.0: overdue 1w +9.0", TIX_OPEN, 5, -TIX_WEEK,
		    .owner = "a" },
		/* what is promised first counts, whoever promised it */
		{ "6.0: overdue 0s +6.0", TIX_OPEN, 5, TIX_DAY, -1,
		    .owner = "a" },
		{ "6.0: overdue 0s +6.0", TIX_OPEN, 5, -1, TIX_DAY,
		    .owner = "a" },
		{ "2.0: breached +2.0", TIX_OPEN, 5, .owner = "a",
		    .breached = true },
	};

	CHECK_ALL(tx, s);
}

static void
others(struct tix *tx)
{
	static const struct sample s[] = {
		/* 2.0 * 7 / 14, and no more than 2.0 */
		{ "1.0: age 1w +1.0", TIX_OPEN, 5, .age = TIX_WEEK,
		    .owner = "a" },
		{ "2.0: age 14w +2.0", TIX_OPEN, 5, .age = 100 * TIX_DAY,
		    .owner = "a" },
		/* one for each doubling; log2(3) = 1.585 */
		{ "0.0", TIX_OPEN, 5, .count = 1, .owner = "a" },
		{ "1.0: reported 2 times +1.0", TIX_OPEN, 5, .count = 2,
		    .owner = "a" },
		{ "1.6: reported 3 times +1.6", TIX_OPEN, 5, .count = 3,
		    .owner = "a" },
		{ "4.0: reported 16 times +4.0", TIX_OPEN, 5, .count = 16,
		    .owner = "a" },
		{ "4.0: reported 1000000 times +4.0", TIX_OPEN, 5,
		    .count = 1000000, .owner = "a" },
		{ "3.0: blocks 1 +3.0", TIX_OPEN, 5, .owner = "a",
		    .links = { .blocks = 1 } },
		{ "3.5: blocks 2 +3.5", TIX_OPEN, 5, .owner = "a",
		    .links = { .blocks = 2 } },
		{ "5.0: blocks 40 +5.0", TIX_OPEN, 5, .owner = "a",
		    .links = { .blocks = 40 } },
		{ "-4.0: blocked -4.0", TIX_OPEN, 5, .owner = "a",
		    .links = { .blocked = 2 } },
		{ "2.0: new +1.0, unassigned +1.0", TIX_NEW, 5, .count = 1 },
		{ "3.0: priority 1 +8.0, waiting -5.0", TIX_WAITING, 1,
		    .owner = "a" },
		{ "3.0: priority 1 +8.0, waiting -5.0", TIX_WAITING, 1,
		    .owner = "a", .wait_until = 1 },
		{ "8.0: priority 1 +8.0", TIX_WAITING, 1, .owner = "a",
		    .wait_until = -1 },
	};

	CHECK_ALL(tx, s);
}

static void
sums(struct tix *tx)
{
	static const struct sample s[] = {
		{ "21.9: priority 1 +8.0, overdue 2h +6.1, age 1d +0.2, "
		    "reported 6 times +2.6, blocks 1 +3.0, new +1.0, "
		    "unassigned +1.0", TIX_NEW, 1, -2 * TIX_HOUR, 0, 30 *
		    TIX_HOUR, 6, .links = { .blocks = 1 } },
		{ "0.0", TIX_RESOLVED, 1, -TIX_DAY, .count = 9 },
		{ "0.0", TIX_MERGED, 1, -TIX_DAY, .count = 9 },
	};

	CHECK_ALL(tx, s);
}

/* Far times must neither overflow nor count for more than the bound. */
static void
limits(struct tix *tx)
{
	struct tix_ticket t = { .state = TIX_OPEN, .owner = "a", .opened = 1,
		.priority = 5, .due = TIX_TIME_MAX, .count = INT64_MAX };
	struct tix_urgency_links links = { 0 };
	struct tix_urgency u;

	tix_urgency(tx, &t, &links, &u);
	CHECK_INT(u.total, 20 + 40);
	t.due = 1;
	links.blocks = links.blocked = INT64_MAX;
	tix_urgency(tx, &t, &links, &u);
	CHECK_INT(u.total, 20 + 40 + 90 + 50 - 40);
	t.opened = TIX_TIME_MAX;
	t.count = 0;
	t.due = 0;
	t.priority = 77;
	tix_urgency(tx, &t, &links, &u);
	CHECK_INT(u.total, 50 - 40);
}

static const struct unit_test tests[] = {
	{ "a priority has its weight", priorities },
	{ "what is due counts more the nearer it is, and late most", dues },
	{ "each other fact has its weight and its bound", others },
	{ "the sum is that of the terms; what is done has none", sums },
	{ "far times and great numbers are bounded", limits },
};

UNIT_MAIN(tests)
