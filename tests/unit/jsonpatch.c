/*
 * Merge patches: the cases of RFC 7396, appendix A, that are of objects, with
 * members in the order of their names.
 */
#include "unit.h"

#include <tix/json.h>

struct row {
	const char *text;
	const char *patch;
	const char *want;
};

static void
check(struct tix *tx, const struct row *r, size_t n)
{
	for (size_t i = 0; i < n; i++)
		CHECK_STR(tix_json_patch(tx, r[i].text, r[i].patch),
		    r[i].want);
}

static void
standard_cases(struct tix *tx)
{
	static const struct row rows[] = {
		{ "{\"a\":\"b\"}", "{\"a\":\"c\"}", "{\"a\":\"c\"}" },
		{ "{\"a\":\"b\"}", "{\"b\":\"c\"}",
		    "{\"a\":\"b\",\"b\":\"c\"}" },
		{ "{\"a\":\"b\"}", "{\"a\":null}", NULL },
		{ "{\"a\":\"b\",\"b\":\"c\"}", "{\"a\":null}",
		    "{\"b\":\"c\"}" },
		{ "{\"a\":[\"b\"]}", "{\"a\":\"c\"}", "{\"a\":\"c\"}" },
		{ "{\"a\":\"c\"}", "{\"a\":[\"b\"]}", "{\"a\":[\"b\"]}" },
		{ "{\"a\":{\"b\":\"c\"}}", "{\"a\":{\"b\":\"d\",\"c\":null}}",
		    "{\"a\":{\"b\":\"d\"}}" },
		{ "{\"a\":[{\"b\":\"c\"}]}", "{\"a\":[1]}", "{\"a\":[1]}" },
		{ "{\"e\":null}", "{\"a\":1}", "{\"a\":1,\"e\":null}" },
		{ "[1,2]", "{\"a\":\"b\",\"c\":null}", "{\"a\":\"b\"}" },
		{ "{}", "{\"a\":{\"bb\":{\"ccc\":null}}}",
		    "{\"a\":{\"bb\":{}}}" },
	};

	check(tx, rows, sizeof rows / sizeof rows[0]);
}

static void
nothing(struct tix *tx)
{
	static const struct row rows[] = {
		{ NULL, NULL, NULL },
		{ NULL, "{}", NULL },
		{ "{}", NULL, NULL },
		{ NULL, "{\"a\":null}", NULL },
		{ NULL, "{\"b\":1,\"a\":2}", "{\"a\":2,\"b\":1}" },
		{ "{\"b\":1,\"a\":2}", NULL, "{\"a\":2,\"b\":1}" },
		{ "{\"a\":1}", "not json", "{\"a\":1}" },
		{ "{\"a\":", "{\"a\":1}", "{\"a\":1}" },
		{ "", "", NULL },
	};

	check(tx, rows, sizeof rows / sizeof rows[0]);
}

/* Values come out as they went in: numbers, escapes, names that look alike. */
static void
values(struct tix *tx)
{
	static const struct row rows[] = {
		{ "{\"n\":9223372036854775807}", "{\"m\":-0.5e10}",
		    "{\"m\":-0.5e10,\"n\":9223372036854775807}" },
		{ "{\"t\":true}", "{\"t\":false}", "{\"t\":false}" },
		{ "{\"a\":1}", "{\"A\":2}", "{\"A\":2,\"a\":1}" },
		{ "{\"a\":1}", "{\"aa\":2}", "{\"a\":1,\"aa\":2}" },
		{ "{\"a\":{\"b\":1}}", "{\"a\":{\"c\":2}}",
		    "{\"a\":{\"b\":1,\"c\":2}}" },
		{ "{\"a\":1}", "{\"a\":{\"c\":null}}", "{\"a\":{}}" },
	};

	check(tx, rows, sizeof rows / sizeof rows[0]);
}

/* A patch that was laid over twice changes nothing more. */
static void
twice(struct tix *tx)
{
	const char *patch = "{\"b\":{\"c\":null,\"d\":1},\"a\":null}";
	const char *once = tix_json_patch(tx,
	    "{\"a\":1,\"b\":{\"c\":2,\"e\":3},\"f\":4}", patch);

	CHECK_STR(once, "{\"b\":{\"d\":1,\"e\":3},\"f\":4}");
	CHECK_STR(tix_json_patch(tx, once, patch), once);
}

static const struct unit_test tests[] = {
	{ "the standard's cases of objects", standard_cases },
	{ "nothing, or what is no object, is passed over", nothing },
	{ "values come out as they went in", values },
	{ "a patch laid over twice changes nothing more", twice },
};

UNIT_MAIN(tests)
