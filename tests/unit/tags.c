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

static const struct unit_test tests[] = {
	{ "tags are words, sorted, each once", adding },
	{ "thousands of tags are no trouble", many },
};

UNIT_MAIN(tests)
