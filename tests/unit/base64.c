/*
 * Bytes as base64 (the vectors of RFC 4648 section 10), and where a member
 * stands in a text.
 */
#include "unit.h"

#include <tix/json.h>

static void
vectors(struct tix *tx)
{
	static const char *const pairs[][2] = {
		{ "", "" }, { "f", "Zg==" }, { "fo", "Zm8=" },
		{ "foo", "Zm9v" }, { "foob", "Zm9vYg==" },
		{ "fooba", "Zm9vYmE=" }, { "foobar", "Zm9vYmFy" },
		{ "\xff\xfe\xfb", "//77" },
	};
	size_t n;

	for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
		const char *back;

		CHECK_STR(tix_base64(tx->mem, pairs[i][0],
		    strlen(pairs[i][0])), pairs[i][1]);
		back = tix_unbase64(tx->mem, pairs[i][1], &n);
		CHECK_INT(n, strlen(pairs[i][0]));
		CHECK(memcmp(back, pairs[i][0], n) == 0);
	}
	CHECK(tix_unbase64(tx->mem, "Zm9v\n", &n) == NULL);
	CHECK(tix_unbase64(tx->mem, "Zm-_", &n) == NULL);
	CHECK(tix_unbase64(tx->mem, "Zm9\xc3", &n) == NULL);
	CHECK(memcmp(tix_unbase64(tx->mem, "AAEA", &n), "\0\1\0", 3) == 0);
	CHECK_INT(n, 3);
}

static void
spans(struct tix *tx)
{
	static const struct {
		const char *text;
		const char *want;
	} cases[] = {
		{ "{\"data\":{\"a\":[1,{}]},\"b\":2}", "{\"a\":[1,{}]}" },
		{ " { \"a\" : \"}\\\"data\\\":1\" , \"data\" : null } ",
		    "null" },
		{ "{\"a\":{\"data\":1},\"data\":[\"]\",\"\\\\\"]}",
		    "[\"]\",\"\\\\\"]" },
		{ "{\"data\":\"x,\\\"}\"}", "\"x,\\\"}\"" },
		{ "{\"data\":-1.5e3 , \"x\":1}", "-1.5e3" },
		{ "{\"a\":[{\"data\":1}],\"dat\":2,\"datas\":3}", NULL },
		{ "{\"d\\u0061ta\":1}", NULL },
		{ "{}", NULL }, { "[\"data\",1]", NULL }, { "", NULL },
		{ "{\"data\"", NULL }, { "{\"data\":", NULL },
		{ "{\"a", NULL }, { "{\"a\\", NULL },
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		size_t n;
		const char *at = tix_json_span(cases[i].text,
		    strlen(cases[i].text), "data", &n);

		CHECK_STR(at == NULL ? NULL : tix_arena_dup_n(tx->mem, at, n),
		    cases[i].want);
	}
}

int
main(void)
{
	static const struct unit_test tests[] = {
		{ "bytes are base64 as the standard has it", vectors },
		{ "a member's value is found where it stands", spans },
	};

	return unit_main(tests, sizeof tests / sizeof tests[0]);
}
