/*
 * Relations, and lists of links.
 */
#include "unit.h"

#include <tix/link.h>

static void
inverses(struct tix *tx)
{
	const struct tix_relation *r;
	int chosen = 0;

	(void)tx;
	for (r = tix_relations; r->name != NULL; r++) {
		const struct tix_relation *back = tix_relation_find(
		    r->inverse);

		CHECK(back != NULL);
		if (back == NULL)
			continue;
		CHECK_STR(back->inverse, r->name);
		CHECK(back->loops == r->loops);
		CHECK(!r->chosen || r->help != NULL);
		chosen += r->chosen;
	}
	CHECK_INT(chosen, 6);
	CHECK(tix_relation_find("") == NULL);
	CHECK(tix_relation_find("Parent") == NULL);
	CHECK(tix_relation_find("parents") == NULL);
	CHECK(tix_relation_find("parent")->single);
	CHECK(tix_relation_find("duplicates")->single);
	CHECK(!tix_relation_find("child")->single);
}

static void
finding(struct tix *tx)
{
	static const struct {
		const char *links;
		const char *relation;
		int64_t want;
	} t[] = {
		{ NULL, "parent", 0 },
		{ "", "parent", 0 },
		{ "parent:7", "parent", 7 },
		{ "blocks:1 parent:7", "parent", 7 },
		{ "blocks:1 parent:7", "par", 0 },
		{ "parents:1 parent:7", "parent", 7 },
		{ "parent:7 parent:8", "parent", 7 },
		{ "parent:9223372036854775807", "parent", INT64_MAX },
		{ "parent:9223372036854775808", "parent", 0 },
		{ "parent:99999999999999999999999 parent:2", "parent", 2 },
		{ "parent:x parent:2", "parent", 2 },
		{ "parent:2x parent:3", "parent", 3 },
		{ "parent: parent:3", "parent", 3 },
		{ "parent parent:3", "parent", 3 },
		{ "parent:0 parent:3", "parent", 3 },
		{ "parent:-1 parent:3", "parent", 3 },
		{ ":5 parent:3", "parent", 3 },
	};

	(void)tx;
	for (size_t i = 0; i < sizeof t / sizeof t[0]; i++)
		CHECK_INT(tix_links_find(t[i].links, t[i].relation),
		    t[i].want);
}

static void
going_through(struct tix *tx)
{
	const char *at = "blocks:1 junk child:2 relates:x  parent:30";
	const char *relation = NULL;

	CHECK_INT(tix_links_next(tx->mem, &at, &relation), 1);
	CHECK_STR(relation, "blocks");
	CHECK_INT(tix_links_next(tx->mem, &at, &relation), 2);
	CHECK_STR(relation, "child");
	CHECK_INT(tix_links_next(tx->mem, &at, &relation), 30);
	CHECK_STR(relation, "parent");
	CHECK_INT(tix_links_next(tx->mem, &at, &relation), 0);
	CHECK_INT(tix_links_next(tx->mem, &at, &relation), 0);
	at = NULL;
	CHECK_INT(tix_links_next(tx->mem, &at, &relation), 0);
}

static void
words(struct tix *tx)
{
	CHECK_STR(tix_link_word(tx->mem, "blocks", 7), "blocks:7");
	CHECK_STR(tix_link_word(tx->mem, "split-from", INT64_MAX),
	    "split-from:9223372036854775807");
}

static const struct unit_test tests[] = {
	{ "each relation is the inverse of its inverse", inverses },
	{ "the first ticket under a relation is found", finding },
	{ "links are gone through; what is none is passed over",
	    going_through },
	{ "a link is a word", words },
};

UNIT_MAIN(tests)
