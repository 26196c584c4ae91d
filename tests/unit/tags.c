/*
 * Lists of tags.
 */
#include "unit.h"

#include <tix/ticket.h>

static void
adding(struct tix *tx)
{
	static const struct {
		const char *tags;
		const char *add;
		const char *want;
	} t[] = {
		{ NULL, "b", "b" }, { NULL, "b a", "a b" },
		{ NULL, "b,a", "a b" }, { NULL, " ,b,, a ,", "a b" },
		{ NULL, "a\tb\nc", "a b c" }, { NULL, "a a a", "a" },
		{ "a c", "b", "a b c" }, { "a c", "c a", "a c" },
		{ "a", "", "a" }, { NULL, "", NULL }, { NULL, " , ", NULL },
		{ "b", "B", "B b" }, { "x", "\xff \xc5\xbc", "x \xc5\xbc \xff" },
		{ "a", "a-b a_b a.b", "a a-b a.b a_b" },
	};

	for (size_t i = 0; i < sizeof t / sizeof t[0]; i++)
		CHECK_STR(tix_tags_add(tx->mem, t[i].tags, t[i].add),
		    t[i].want);
}

static void
many(struct tix *tx)
{
	struct tix_buf b = { .arena = tx->mem };
	const char *tags;
	int blanks = 0;

	for (int i = 0; i < 5000; i++)
		tix_buf_printf(&b, "%d ", (i * 7919) % 5000);
	tags = tix_tags_add(tx->mem, b.data, b.data);
	for (const char *s = tags; *s != '\0'; s++)
		blanks += *s == ' ';
	CHECK_INT(blanks, 4999);
	CHECK(strncmp(tags, "0 1 10 100 1000 1001 ", 21) == 0);
}

static void
dropping(struct tix *tx)
{
	static const struct {
		const char *tags;
		const char *drop;
		const char *want;
	} t[] = {
		{ NULL, NULL, NULL }, { NULL, "a", NULL }, { "a", NULL, "a" },
		{ "a", "", "a" }, { "a", "a", NULL }, { "a b c", "b", "a c" },
		{ "a b c", "c,a", "b" }, { "a b c", "ab", "a b c" },
		{ "aa", "a", "aa" }, { "a", "aa", "a" }, { "a", "A", "a" },
		{ "a:1 a:10", "a:1", "a:10" }, { "b a b", "a", "b b" },
	};

	for (size_t i = 0; i < sizeof t / sizeof t[0]; i++)
		CHECK_STR(tix_tags_drop(tx->mem, t[i].tags, t[i].drop),
		    t[i].want);
}

static void
asking(struct tix *tx)
{
	static const struct {
		const char *tags;
		size_t count;
		size_t longest;
	} t[] = {
		{ NULL, 0, 0 }, { "", 0, 0 }, { " ,\t\n", 0, 0 }, { "a", 1, 1 },
		{ "a bbb,cc", 3, 3 }, { "  a  ", 1, 1 },
		{ "\xc5\xbc", 1, 2 },
	};

	(void)tx;
	for (size_t i = 0; i < sizeof t / sizeof t[0]; i++) {
		CHECK_INT(tix_tags_count(t[i].tags), t[i].count);
		CHECK_INT(tix_tags_longest(t[i].tags), t[i].longest);
	}
	CHECK(tix_tags_has("a bb c", "bb"));
	CHECK(tix_tags_has("a bb c", "c"));
	CHECK(!tix_tags_has("a bb c", "b"));
	CHECK(!tix_tags_has("a bb c", "bbb"));
	CHECK(!tix_tags_has(NULL, "b"));
	CHECK(!tix_tags_has("a", ""));
}

static const struct unit_test tests[] = {
	{ "words are taken off", dropping },
	{ "words are counted, measured and found", asking },
	{ "tags are words, sorted, each once", adding },
	{ "thousands of tags are no trouble", many },
};

UNIT_MAIN(tests)
