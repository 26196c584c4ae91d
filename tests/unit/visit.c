/*
 * Levels that a ticket was at, as words and back.
 */
#include "unit.h"

#include <tix/visit.h>

static void
words(struct tix *tx)
{
	const struct tix_visit plain = { "L2", 3, "ewa", "network", "L1" };
	const struct tix_visit bare = { "L1", 1, NULL, NULL, NULL };
	const struct tix_visit odd = { "first line:1", 2, "Ewa, 100%",
		"a\tb\n", "\xff" };
	const char *list = tix_visits_put(tx->mem, NULL, &plain), *at;
	struct tix_visit v;

	CHECK_STR(list, "L2:3:ewa:network:L1");
	list = tix_visits_put(tx->mem, list, &bare);
	CHECK_STR(list, "L1:1::: L2:3:ewa:network:L1");
	list = tix_visits_put(tx->mem, list, &odd);
	CHECK_STR(list, "L1:1::: L2:3:ewa:network:L1 "
	    "first%20line%3A1:2:Ewa%2C%20100%25:a%09b%0A:\xff");
	CHECK_INT(tix_tags_count(list), 3);
	CHECK(tix_visits_find(tx->mem, list, "first line:1", &v));
	CHECK_STR(v.agent, odd.agent);
	CHECK_STR(v.queue, odd.queue);
	CHECK_STR(v.from, odd.from);
	CHECK(!tix_visits_find(tx->mem, list, "L", &v));
	CHECK(!tix_visits_find(tx->mem, NULL, "L1", &v));
	at = list;
	CHECK(tix_visits_next(tx->mem, &at, &v));
	CHECK_STR(v.level, "L1");
	CHECK_INT(v.times, 1);
	CHECK(v.agent == NULL && v.queue == NULL && v.from == NULL);
	CHECK(tix_visits_next(tx->mem, &at, &v));
	CHECK(tix_visits_next(tx->mem, &at, &v));
	CHECK(!tix_visits_next(tx->mem, &at, &v));
}

static void
again(struct tix *tx)
{
	const struct tix_visit one = { "L1", 1, NULL, NULL, NULL };
	const struct tix_visit more = { "L1", 2, "jan", NULL, NULL };
	const struct tix_visit other = { "L10", 1, NULL, NULL, NULL };
	const char *list = tix_visits_put(tx->mem, NULL, &one);

	list = tix_visits_put(tx->mem, list, &other);
	list = tix_visits_put(tx->mem, list, &more);
	CHECK_STR(list, "L10:1::: L1:2:jan::");
}

static void
bounds(struct tix *tx)
{
	const char *list = NULL, *full;
	struct tix_visit v = { .times = 1 };

	for (int i = 0; i < TIX_VISITS_MAX; i++) {
		v.level = tix_arena_printf(tx->mem, "L%d", i);
		list = tix_visits_put(tx->mem, list, &v);
	}
	CHECK_INT(tix_tags_count(list), TIX_VISITS_MAX);
	v.level = "one more";
	full = tix_visits_put(tx->mem, list, &v);
	CHECK_STR(full, list);
	v.level = "L7";
	v.times = 2;
	list = tix_visits_put(tx->mem, list, &v);
	CHECK(tix_visits_find(tx->mem, list, "L7", &v));
	CHECK_INT(v.times, 2);
}

static void
damaged(struct tix *tx)
{
	const char *at = "L1 :2: L2:0::: L3:x L4:99999999999999999999: L5:1:%zz"
	    ":%4 L6:7";
	struct tix_visit v;

	CHECK(tix_visits_next(tx->mem, &at, &v));
	CHECK_STR(v.level, "L5");
	CHECK_STR(v.agent, "%zz");
	CHECK_STR(v.queue, "%4");
	CHECK(tix_visits_next(tx->mem, &at, &v));
	CHECK_STR(v.level, "L6");
	CHECK_INT(v.times, 7);
	CHECK(v.agent == NULL);
	CHECK(!tix_visits_next(tx->mem, &at, &v));
}

static const struct unit_test tests[] = {
	{ "parts that hold blanks, commas, colons come back as they went",
	    words },
	{ "a level has one word", again },
	{ "no more levels than are kept track of", bounds },
	{ "what is no visit is passed over", damaged },
};

UNIT_MAIN(tests)
