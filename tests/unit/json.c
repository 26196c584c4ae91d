/*
 * JSON read and written.  With an argument it answers json_oracle.bats: each
 * record of standard input, ended by a NUL, comes back written again, or "no".
 */
#include "unit.h"

#include <stdlib.h>

#include <tix/json.h>

#define N(a) (sizeof(a) / sizeof(a)[0])

static enum tix_status
parse(struct tix *tx, const char *text, struct tix_json **root)
{
	return tix_json_parse(tx, tx->mem, text, strlen(text), root);
}

static const char *
again(struct tix *tx, const struct tix_json *root)
{
	struct tix_json_out *o = tix_json_out_new(tx->mem);
	size_t n;

	tix_json_node(o, root);
	return tix_json_out_text(o, &n);
}

static void
round_trip(struct tix *tx)
{
	static const char *const texts[][2] = {
		{ "null", "null" }, { " true ", "true" }, { "false", "false" },
		{ "0", "0" }, { "-0", "-0" }, { "1.50", "1.50" },
		{ "1E+2", "1E+2" }, { "[]", "[]" }, { "{}", "{}" },
		{ "[1,2 , 3]", "[1,2,3]" }, { "\"\"", "\"\"" },
		{ "{\"a\":{\"b\":[null,{}]}}", "{\"a\":{\"b\":[null,{}]}}" },
		{ "\"\\u0041\\n\\/\"", "\"A\\n/\"" },
		{ "\"\\u20ac\"", "\"\xe2\x82\xac\"" },
		{ "\"\\ud83d\\ude00\"", "\"\xf0\x9f\x98\x80\"" },
		{ "\"\\uD83D\\uDE00\"", "\"\xf0\x9f\x98\x80\"" },
		{ "\"\\\\ud800\"", "\"\\\\ud800\"" },
		{ "\"\\u001f\\u007f\"", "\"\\u001F\x7f\"" },
		{ "123456789012345678901234567890",
		    "123456789012345678901234567890" },
	};
	struct tix_json *root;

	for (size_t i = 0; i < N(texts); i++) {
		CHECK_INT(parse(tx, texts[i][0], &root), TIX_OK);
		CHECK_STR(again(tx, root), texts[i][1]);
	}
}

static void
refused(struct tix *tx)
{
	static const char *const texts[] = {
		"", " ", "nul", "truefalse", "01", "-", "+1", "1.", ".5",
		"1e", "0x1", "NaN", "Infinity", "'a'", "\"", "\"\\x\"",
		"\"\\u12\"", "\"\\u12g4\"", "\"\t\"", "\"\n\"", "[1,]", "[,1]",
		"[1 2]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}",
		"{1:2}", "[", "]", "{", "}", "[}", "{]", "[] []", "1 2",
		"0\"", "[]\"a", "{}t", "1 nul", "\"a\"\"", "[]\v", "[]-",
		"\v1", "\f1", "[1,\f2]",
		"[]x", "// x\n1", "/* */1", "\xef\xbb\xbf[]", "\"\x80\"",
		"\"\xc0\xaf\"", "\"\xed\xa0\x80\"", "\"\xf4\x90\x80\x80\"",
		"\"\xe2\x82\"", "\"\\u0000\"", "{\"\\u0000\":1}",
		"{\"a\":1,\"a\":2}", "{\"a\":1,\"\\u0061\":2}",
		"\"\\ud800\"", "\"\\udc00\"", "\"\\ud800x\"",
		"\"\\ud800\\n\"", "\"\\ud800\\ud800\"", "\"\\udfff\\ud800\"",
		"{\"\\ud800\":1}", "\"\\ud800\\u0041\"",
	};
	struct tix_json *root;

	for (size_t i = 0; i < N(texts); i++) {
		tx->error[0] = '\0';
		if (parse(tx, texts[i], &root) != TIX_INVALID)
			printf("# accepted: %s\n", texts[i]), unit_bad++;
		if (strncmp(tx->error, "json: ", 6) != 0)
			printf("# %s: %s\n", texts[i], tx->error), unit_bad++;
	}
}

static void
nul_between(struct tix *tx)
{
	struct tix_json *root;

	CHECK_INT(tix_json_parse(tx, tx->mem, "[1]\0", 4, &root), TIX_INVALID);
	CHECK_INT(tix_json_parse(tx, tx->mem, "\"a\0b\"", 5, &root),
	    TIX_INVALID);
	CHECK_INT(tix_json_parse(tx, tx->mem, "[1]x", 3, &root), TIX_OK);
}

static char *
nested(struct tix *tx, int depth)
{
	struct tix_buf b = { .arena = tx->mem };

	for (int i = 0; i < depth; i++)
		tix_buf_str(&b, i % 2 ? "{\"a\":" : "[");
	tix_buf_char(&b, '1');
	for (int i = depth; i-- > 0;)
		tix_buf_char(&b, i % 2 ? '}' : ']');
	return b.data;
}

static void
depth(struct tix *tx)
{
	struct tix_json *root;

	CHECK_INT(parse(tx, nested(tx, TIX_JSON_DEPTH_MAX), &root), TIX_OK);
	CHECK_STR(again(tx, root), nested(tx, TIX_JSON_DEPTH_MAX));
	CHECK_INT(parse(tx, nested(tx, TIX_JSON_DEPTH_MAX + 1), &root),
	    TIX_INVALID);
	CHECK_INT(parse(tx, nested(tx, 100000), &root), TIX_INVALID);
}

static char *
wide(struct tix *tx, int members)
{
	struct tix_buf b = { .arena = tx->mem };

	for (int i = 0; i < members; i++)
		tix_buf_printf(&b, "%c\"m%d\":%d", i ? ',' : '{', i, i);
	tix_buf_char(&b, '}');
	return b.data;
}

static void
width(struct tix *tx)
{
	struct tix_json *root;

	CHECK_INT(parse(tx, wide(tx, TIX_JSON_MEMBERS_MAX), &root), TIX_OK);
	CHECK_INT(tix_json_int(root, "m999", -1), 999);
	CHECK_INT(parse(tx, wide(tx, TIX_JSON_MEMBERS_MAX + 1), &root),
	    TIX_INVALID);
	CHECK(strstr(tx->error, "too many members") != NULL);
}

static void
size(struct tix *tx)
{
	size_t n = TIX_JSON_SIZE_MAX;
	char *text = tix_arena_alloc(tx->mem, n + 2);
	struct tix_json *root;

	memset(text, ' ', n + 1);
	text[0] = '1';
	CHECK_INT(tix_json_parse(tx, tx->mem, text, n, &root), TIX_OK);
	CHECK_INT(tix_json_parse(tx, tx->mem, text, n + 1, &root),
	    TIX_INVALID);
}

static void
types(struct tix *tx)
{
	static const struct {
		const char *text;
		enum tix_json_type type;
		int64_t number;
	} t[] = {
		{ "null", TIX_JSON_NULL, 0 }, { "true", TIX_JSON_TRUE, 0 },
		{ "false", TIX_JSON_FALSE, 0 }, { "7", TIX_JSON_INT, 7 },
		{ "9223372036854775807", TIX_JSON_INT, INT64_MAX },
		{ "-9223372036854775808", TIX_JSON_INT, INT64_MIN },
		{ "9223372036854775808", TIX_JSON_REAL, 0 },
		{ "-9223372036854775809", TIX_JSON_REAL, 0 },
		{ "1.0", TIX_JSON_REAL, 0 }, { "1e2", TIX_JSON_REAL, 0 },
		{ "1E2", TIX_JSON_REAL, 0 }, { "1e999", TIX_JSON_REAL, 0 },
		{ "\"7\"", TIX_JSON_STRING, 0 }, { "[]", TIX_JSON_ARRAY, 0 },
		{ "{}", TIX_JSON_OBJECT, 0 },
	};
	struct tix_json *root;

	for (size_t i = 0; i < N(t); i++) {
		CHECK_INT(parse(tx, t[i].text, &root), TIX_OK);
		CHECK_INT(root->type, t[i].type);
		if (root->type == TIX_JSON_INT)
			CHECK_INT(root->number, t[i].number);
	}
}

static void
members(struct tix *tx)
{
	struct tix_json *root;

	parse(tx, "{\"a\":1,\"b\":\"x\",\"c\":null,\"d\":1.5,\"\":2}", &root);
	CHECK_INT(tix_json_int(root, "a", -1), 1);
	CHECK_INT(tix_json_int(root, "b", -1), -1);
	CHECK_INT(tix_json_int(root, "d", -1), -1);
	CHECK_INT(tix_json_int(root, "", -1), 2);
	CHECK_STR(tix_json_text(root, "b"), "x");
	CHECK(tix_json_text(root, "a") == NULL);
	CHECK(tix_json_get(root, "c")->type == TIX_JSON_NULL);
	CHECK(tix_json_get(root, "z") == NULL);
	CHECK(tix_json_get(NULL, "a") == NULL);
	parse(tx, "[1]", &root);
	CHECK(tix_json_get(root, "a") == NULL);
	CHECK(tix_json_text(root, "a") == NULL);
}

static void
writing(struct tix *tx)
{
	struct tix_json_out *o = tix_json_out_new(tx->mem);
	size_t n;

	tix_json_open(o, '{');
	tix_json_name(o, "a\"\\\n");
	tix_json_open(o, '[');
	tix_json_null(o);
	tix_json_bool(o, true);
	tix_json_number(o, INT64_MIN);
	tix_json_string(o, "\x01\x1f \xc4\x85");
	tix_json_close(o, ']');
	tix_json_close(o, '}');
	CHECK_STR(tix_json_out_text(o, &n), "{\"a\\\"\\\\\\n\":[null,true,"
	    "-9223372036854775808,\"\\u0001\\u001F \xc4\x85\"]}");
	CHECK_INT(n, strlen(tix_json_out_text(o, &n)));
	tix_json_out_clear(o);
	CHECK_STR(tix_json_out_text(o, &n), "");
	CHECK_INT(n, 0);
	tix_json_number(o, 1);
	CHECK_STR(tix_json_out_text(o, &n), "1");
}

/* Values are those of base64(1). */
static void
bytes(struct tix *tx)
{
	static const char *const t[][2] = {
		{ "plain", "\"plain\"" }, { "", "\"\"" },
		{ "\xff", "{\"base64\":\"/w==\"}" },
		{ "\xff\xfe", "{\"base64\":\"//4=\"}" },
		{ "\xff\xfe\xfd", "{\"base64\":\"//79\"}" },
		{ "a\xc0", "{\"base64\":\"YcA=\"}" },
		{ "\xed\xa0\x80", "{\"base64\":\"7aCA\"}" },
	};
	struct tix_json *root;

	for (size_t i = 0; i < N(t); i++) {
		struct tix_json_out *o = tix_json_out_new(tx->mem);
		size_t n;

		tix_json_bytes(o, t[i][0]);
		CHECK_STR(tix_json_out_text(o, &n), t[i][1]);
		CHECK_INT(parse(tx, t[i][1], &root), TIX_OK);
		CHECK_STR(tix_json_get_bytes(tx->mem, root), t[i][0]);
	}
}

static void
bytes_refused(struct tix *tx)
{
	static const char *const t[] = {
		"1", "null", "[]", "{}", "{\"base64\":1}",
		"{\"base64\":\"A*==\"}", "{\"base64\":\"AA==\"}",
		"{\"base64\":\"YQBi\"}", "{\"other\":\"YQ==\"}",
	};
	struct tix_json *root;

	for (size_t i = 0; i < N(t); i++) {
		CHECK_INT(parse(tx, t[i], &root), TIX_OK);
		CHECK(tix_json_get_bytes(tx->mem, root) == NULL);
	}
	CHECK(tix_json_get_bytes(tx->mem, NULL) == NULL);
}

static int
answer(void)
{
	struct tix tx = { 0 };
	struct tix_json *root;
	char *record = NULL;
	size_t cap = 0;
	ssize_t n;

	tx.run = tix_arena_new();
	tx.mem = tix_arena_new();
	while ((n = getdelim(&record, &cap, '\0', stdin)) > 0) {
		if (record[n - 1] == '\0')
			n--;
		if (tix_json_parse(&tx, tx.mem, record, (size_t)n, &root) ==
		    TIX_OK)
			printf("%s\n", again(&tx, root));
		else
			puts("no");
		tix_arena_reset(tx.mem);
	}
	free(record);
	tix_arena_free(tx.mem);
	tix_arena_free(tx.run);
	return 0;
}

static const struct unit_test tests[] = {
	{ "a document comes back as it was, without blanks", round_trip },
	{ "what is not JSON, or says two things, is refused", refused },
	{ "a NUL ends nothing and is nothing", nul_between },
	{ "nesting is bounded", depth },
	{ "members of an object are bounded", width },
	{ "the size of a document is bounded", size },
	{ "whole numbers of 64 bits are numbers, others keep their text", types },
	{ "members are found by name and type", members },
	{ "what is written is JSON", writing },
	{ "bytes that are no text come back by base64", bytes },
	{ "what is neither text nor base64 is no bytes", bytes_refused },
};

int
main(int argc, char **argv)
{
	(void)argv;
	return argc > 1 ? answer() : unit_main(tests, N(tests));
}
