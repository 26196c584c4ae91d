/*
 * Words of people as values of a desk's own fields, and back.
 */
#include "standard.h"

#include <tix/custom.h>

static const char *const systems[] = { "linux", "bsd", NULL };

static const struct tix_custom customs[] = {
	{ .name = "note", .type = TIX_C_TEXT },
	{ .name = "floor", .type = TIX_C_INTEGER, .required = TIX_ACT_OPEN },
	{ .name = "os", .type = TIX_C_CHOICE, .values = systems,
	    .required = TIX_ACT_RESOLVE | TIX_ACT_CLOSE },
	{ .name = "bought", .type = TIX_C_DATE, .required = TIX_ACT_CLOSE },
	{ .name = "vip", .type = TIX_C_FLAG },
};

enum { NOTE, FLOOR, OS, BOUGHT, VIP };

static void
puts_values(struct tix *tx)
{
	static const struct {
		int field;
		const char *text;
		enum tix_status status;
		const char *want; /* the JSON, or NULL */
	} t[] = {
		{ NOTE, "x", TIX_OK, "{\"note\":\"x\"}" },
		{ NOTE, "a\"b\\c", TIX_OK, "{\"note\":\"a\\\"b\\\\c\"}" },
		{ NOTE, "", TIX_OK, "{\"note\":null}" },
		{ FLOOR, "0", TIX_OK, "{\"floor\":0}" },
		{ FLOOR, "-7", TIX_OK, "{\"floor\":-7}" },
		{ FLOOR, "9223372036854775807", TIX_OK,
		    "{\"floor\":9223372036854775807}" },
		{ FLOOR, "-9223372036854775808", TIX_OK,
		    "{\"floor\":-9223372036854775808}" },
		{ FLOOR, "9223372036854775808", TIX_INVALID, NULL },
		{ FLOOR, "1 ", TIX_INVALID, NULL },
		{ FLOOR, "0x10", TIX_INVALID, NULL },
		{ FLOOR, "-", TIX_INVALID, NULL },
		{ FLOOR, "", TIX_OK, "{\"floor\":null}" },
		{ OS, "bsd", TIX_OK, "{\"os\":\"bsd\"}" },
		{ OS, "BSD", TIX_NOT_FOUND, NULL },
		{ OS, "bs", TIX_NOT_FOUND, NULL },
		{ BOUGHT, "2024-02-29", TIX_OK,
		    "{\"bought\":\"2024-02-29\"}" },
		{ BOUGHT, "2023-02-29", TIX_INVALID, NULL },
		{ BOUGHT, "2024-13-01", TIX_INVALID, NULL },
		{ BOUGHT, "2024-1-1", TIX_INVALID, NULL },
		{ BOUGHT, "2024-02-29 ", TIX_INVALID, NULL },
		{ BOUGHT, "tomorrow", TIX_OK, "{\"bought\":\"2026-11-24\"}" },
		{ BOUGHT, "+2d", TIX_OK, "{\"bought\":\"2026-11-25\"}" },
		{ BOUGHT, "1999-12-31T23:59:59-05:00", TIX_OK,
		    "{\"bought\":\"2000-01-01\"}" },
		{ BOUGHT, "2024-02-29T24", TIX_INVALID, NULL },
		{ BOUGHT, "3/4/2026", TIX_INVALID, NULL },
		{ BOUGHT, "yesterday1", TIX_INVALID, NULL },
		{ VIP, "yes", TIX_OK, "{\"vip\":true}" },
		{ VIP, "no", TIX_OK, "{\"vip\":false}" },
		{ VIP, "y", TIX_INVALID, NULL },
		{ VIP, "", TIX_OK, "{\"vip\":null}" },
	};

	for (size_t i = 0; i < N(t); i++) {
		const char *fields = NULL;

		tx->error[0] = '\0';
		CHECK_INT(tix_custom_put(tx, &customs[t[i].field], t[i].text,
		    &fields), t[i].status);
		CHECK_STR(fields, t[i].want);
		CHECK((tx->error[0] == '\0') == (t[i].status == TIX_OK));
	}
}

static void
keeps_others(struct tix *tx)
{
	const char *fields = NULL;

	CHECK_INT(tix_custom_put(tx, &customs[NOTE], "a", &fields), TIX_OK);
	CHECK_INT(tix_custom_put(tx, &customs[FLOOR], "", &fields), TIX_OK);
	CHECK_INT(tix_custom_put(tx, &customs[OS], "bsd", &fields), TIX_OK);
	CHECK_INT(tix_custom_put(tx, &customs[NOTE], "b", &fields), TIX_OK);
	CHECK_INT(tix_custom_put(tx, &customs[OS], "vms", &fields),
	    TIX_NOT_FOUND);
	CHECK_STR(tix_json_patch(tx, "{\"floor\":3}", fields),
	    "{\"note\":\"b\",\"os\":\"bsd\"}");
}

static void
values_read(struct tix *tx)
{
	static const char fields[] = "{\"bought\":\"2024-02-29\","
	    "\"floor\":-7,\"note\":\"a\\\"b\",\"os\":null,\"vip\":false}";

	CHECK_STR(tix_custom_get(tx, fields, "note"), "a\"b");
	CHECK_STR(tix_custom_get(tx, fields, "floor"), "-7");
	CHECK_STR(tix_custom_get(tx, fields, "bought"), "2024-02-29");
	CHECK_STR(tix_custom_get(tx, fields, "vip"), "no");
	CHECK_STR(tix_custom_get(tx, "{\"vip\":true}", "vip"), "yes");
	CHECK_STR(tix_custom_get(tx, fields, "os"), NULL);
	CHECK_STR(tix_custom_get(tx, fields, "none"), NULL);
	CHECK_STR(tix_custom_get(tx, NULL, "note"), NULL);
	CHECK_STR(tix_custom_get(tx, "{", "note"), NULL);
}

static void
requires_values(struct tix *tx)
{
	static const struct {
		const char *fields;
		unsigned when;
		const char *missing; /* NULL: nothing */
	} t[] = {
		{ NULL, TIX_ACT_OPEN, "floor" },
		{ "{\"floor\":0}", TIX_ACT_OPEN, NULL },
		{ "{\"floor\":null}", TIX_ACT_OPEN, "floor" },
		{ "{\"floor\":0}", TIX_ACT_RESOLVE, "os" },
		{ "{\"os\":\"bsd\"}", TIX_ACT_RESOLVE, NULL },
		{ NULL, TIX_ACT_CLOSE, "os, bought" },
		{ "{\"os\":\"bsd\"}", TIX_ACT_CLOSE, "bought" },
		{ "{\"os\":\"bsd\",\"bought\":\"2024-02-29\"}", TIX_ACT_CLOSE,
		    NULL },
	};
	static const struct tix_desk desk = {
		.customs = customs, .ncustoms = N(customs),
	};

	tx->desk = &desk;
	for (size_t i = 0; i < N(t); i++) {
		struct tix_ticket draft = { .fields = t[i].fields };
		struct tix_ticket ticket = { .id = 7, .fields = t[i].fields };
		enum tix_status s = tix_custom_require(tx, &ticket, t[i].when);
		const char *colon = strrchr(tx->error, ':');

		CHECK_INT(s, t[i].missing == NULL ? TIX_OK : TIX_CONFLICT);
		CHECK_STR(tix_custom_missing(tx, &ticket, t[i].when),
		    t[i].missing);
		if (t[i].missing != NULL)
			CHECK_STR(colon == NULL ? NULL : colon + 2,
			    t[i].missing);
		if (t[i].missing != NULL)
			CHECK(strncmp(tx->error, "ticket 7: ", 10) == 0);
		CHECK_INT(tix_custom_require(tx, &draft, t[i].when),
		    t[i].missing == NULL ? TIX_OK : TIX_INVALID);
	}
}

static const struct unit_test tests[] = {
	{ "words become values of their type, or are refused", puts_values },
	{ "a value leaves the others as they are", keeps_others },
	{ "values become words", values_read },
	{ "what an act requires and lacks is named", requires_values },
};

UNIT_MAIN(tests)
