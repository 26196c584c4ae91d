/*
 * Numbers by numbers, and sets of digests.
 */
#include "unit.h"

#include <tix/digests.h>
#include <tix/idmap.h>

static void
numbers(struct tix *tx)
{
	struct tix_idmap m = { .arena = tx->mem };

	CHECK_INT(tix_idmap_get(&m, 7, -5), -5);
	tix_idmap_clear(&m);
	for (int64_t i = 1; i <= 10000; i++)
		tix_idmap_put(&m, i * INT64_C(1048576), i);
	tix_idmap_put(&m, INT64_MIN, 1);
	tix_idmap_put(&m, INT64_MAX, 2);
	tix_idmap_put(&m, -1, 3);
	CHECK_INT(m.n, 10003);
	for (int64_t i = 1; i <= 10000; i++)
		CHECK_INT(tix_idmap_get(&m, i * INT64_C(1048576), 0), i);
	CHECK_INT(tix_idmap_get(&m, INT64_MIN, 0), 1);
	CHECK_INT(tix_idmap_get(&m, INT64_MAX, 0), 2);
	CHECK_INT(tix_idmap_get(&m, -1, 0), 3);
	CHECK_INT(tix_idmap_get(&m, 1, 77), 77);
	CHECK_INT(tix_idmap_get(&m, 0, 77), 77);
	tix_idmap_put(&m, -1, 4);
	CHECK_INT(tix_idmap_get(&m, -1, 0), 4);
	CHECK_INT(m.n, 10003);
	tix_idmap_clear(&m);
	CHECK_INT(tix_idmap_get(&m, -1, 9), 9);
}

static void
digests(struct tix *tx)
{
	struct tix_digests d = { .arena = tx->mem };
	unsigned char digest[TIX_HASH_SIZE] = { 0 };

	CHECK(!tix_digests_has(&d, digest));
	digest[TIX_HASH_SIZE - 1] = 1; /* alike but for their ends */
	for (int i = 0; i < 1000; i++) {
		digest[20] = (unsigned char)(i >> 8);
		digest[30] = (unsigned char)i;
		CHECK(tix_digests_add(&d, digest));
		CHECK(!tix_digests_add(&d, digest));
	}
	for (int i = 0; i < 1001; i++) {
		digest[20] = (unsigned char)(i >> 8);
		digest[30] = (unsigned char)i;
		CHECK_INT(tix_digests_has(&d, digest), i < 1000);
	}
	CHECK_INT(d.n, 1000);
}

int
main(void)
{
	static const struct unit_test tests[] = {
		{ "a number is found by its number, and nothing else is",
		    numbers },
		{ "a digest is in the set once", digests },
	};

	return unit_main(tests, sizeof tests / sizeof tests[0]);
}
