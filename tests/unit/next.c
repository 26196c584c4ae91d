/*
 * What to work on next, of candidates that are worked out by hand.
 */
#include "unit.h"

#include <tix/next.h>

#define N(a) (sizeof(a) / sizeof(a)[0])

struct seen {
	int64_t id;
	enum tix_next_scope scope;
	int64_t tenths;
	int64_t opened;
};

static void
choice(struct tix *tx)
{
	static const struct {
		struct seen seen[4]; /* ended by id 0 */
		int64_t want;
	} rows[] = {
		{ { { 0 } }, 0 },
		{ { { 1, TIX_NEXT_OWN, 25, 9 }, { 2, TIX_NEXT_OWN, 26, 9 } },
		    2 },
		/* Of equals the older, then the lower number. */
		{ { { 1, TIX_NEXT_OWN, 25, 9 }, { 2, TIX_NEXT_OWN, 25, 8 } },
		    2 },
		{ { { 2, TIX_NEXT_OWN, 25, 9 }, { 1, TIX_NEXT_OWN, 25, 9 } },
		    1 },
		/* What is begun goes on, up to the margin of 40. */
		{ { { 1, TIX_NEXT_OWN, 25, 9 }, { 2, TIX_NEXT_TEAM, 64, 1 } },
		    1 },
		{ { { 1, TIX_NEXT_OWN, 25, 9 }, { 2, TIX_NEXT_TEAM, 65, 1 } },
		    2 },
		{ { { 1, TIX_NEXT_OWN, -50, 9 }, { 2, TIX_NEXT_ANY, -10, 1 } },
		    2 },
		/* The team's go before the level's, however urgent. */
		{ { { 1, TIX_NEXT_LEVEL, 99, 9 }, { 2, TIX_NEXT_TEAM, 5, 9 } },
		    2 },
		{ { { 1, TIX_NEXT_OWN, 20, 9 }, { 2, TIX_NEXT_TEAM, 5, 9 },
		    { 3, TIX_NEXT_LEVEL, 99, 9 } }, 1 },
		{ { { 3, TIX_NEXT_LEVEL, -99, 9 } }, 3 },
	};

	(void)tx;
	for (size_t i = 0; i < N(rows); i++) {
		struct tix_next n = { 0 };

		for (const struct seen *s = rows[i].seen; s->id != 0; s++) {
			struct tix_ticket t = { .id = s->id,
				.opened = s->opened };

			tix_next_see(&n, &t, s->scope, s->tenths);
		}
		CHECK_INT(tix_next_choose(&n).id, rows[i].want);
	}
}

static void
candidates(struct tix *tx)
{
	static const struct tix_skill vpn[] = { { "vpn", 2 }, { NULL, 0 } };
	static const struct tix_skill good[] = { { "vpn", 3 }, { NULL, 0 } };
	static const struct tix_skill poor[] = { { "vpn", 1 }, { NULL, 0 } };
	static const struct tix_category categories[] = {
		{ .name = "tunnel", .skills = vpn },
		{ .name = "remote", .parent = "tunnel" },
	};
	static const struct tix_agent ewa = { .name = "ewa", .skills = good };
	static const struct tix_agent jan = { .name = "jan", .skills = poor };
	static const struct tix_desk desk = {
		.categories = categories, .ncategories = N(categories),
	};
	static const struct {
		struct tix_ticket t;
		bool ewa, jan;
	} rows[] = {
		{ { .state = TIX_NEW }, true, true },
		{ { .state = TIX_OPEN, .owner = "ewa" }, true, false },
		{ { .state = TIX_RESOLVED }, false, false },
		{ { .state = TIX_CLOSED, .owner = "ewa" }, false, false },
		{ { .state = TIX_WAITING }, false, false },
		{ { .state = TIX_WAITING, .wait_until = 101 }, false, false },
		{ { .state = TIX_WAITING, .wait_until = 100 }, true, true },
		{ { .state = TIX_NEW, .category = "tunnel" }, true, false },
		{ { .state = TIX_NEW, .category = "remote" }, true, false },
		{ { .state = TIX_NEW, .category = "gone" }, true, true },
		{ { .state = TIX_OPEN, .category = "tunnel", .owner = "jan" },
		    false, true },
	};

	tx->desk = &desk;
	tx->now = 100;
	for (size_t i = 0; i < N(rows); i++) {
		CHECK_INT(tix_next_may(tx, &rows[i].t, &ewa, "ewa"),
		    rows[i].ewa);
		CHECK_INT(tix_next_may(tx, &rows[i].t, &jan, "jan"),
		    rows[i].jan);
	}
	CHECK(tix_next_may(tx, &rows[7].t, NULL, "anybody"));
}

static const struct unit_test tests[] = {
	{ "one's own goes on, the team's before the level's", choice },
	{ "what waits, is done, is another's or takes more skill is not asked",
	    candidates },
};

UNIT_MAIN(tests)
