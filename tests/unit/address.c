/*
 * Addresses: RFC 5321 section 4.1.2 and 4.5.3.1, RFC 5322 section 3.4; what
 * mail systems take for a program, a file or a route is none of ours.
 */
#include "unit.h"

#include <tix/address.h>

#define A63 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define A64 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

static const struct { const char *in, *name, *spec, *out; } good[] = {
	{ "ewa@example.org", NULL, "ewa@example.org", "ewa@example.org" },
	{ "  ewa@example.org ", NULL, "ewa@example.org", "ewa@example.org" },
	{ "<ewa@example.org>", NULL, "ewa@example.org", "ewa@example.org" },
	{ "Ewa Nowak <ewa@example.org>", "Ewa Nowak", "ewa@example.org",
	  "Ewa Nowak <ewa@example.org>" },
	{ "\"Nowak, Ewa\" <ewa@example.org>", "Nowak, Ewa",
	  "ewa@example.org", "\"Nowak, Ewa\" <ewa@example.org>" },
	{ "\"a \\\"b\\\" \\\\ <c@d>\" <e@f>", "a \"b\" \\ <c@d>", "e@f",
	  "\"a \\\"b\\\" \\\\ <c@d>\" <e@f>" },
	{ "\"\" <e@f>", NULL, "e@f", "e@f" },
	{ "Z\xC3\xB3\xC5\x82\xC4\x87 <z@pl.example>",
	  "Z\xC3\xB3\xC5\x82\xC4\x87", "z@pl.example",
	  "Z\xC3\xB3\xC5\x82\xC4\x87 <z@pl.example>" },
	{ "root@localhost", NULL, "root@localhost", "root@localhost" },
	{ "o'neil+x_y=z.a-b@a-b.c1.d", NULL, "o'neil+x_y=z.a-b@a-b.c1.d",
	  "o'neil+x_y=z.a-b@a-b.c1.d" },
	{ A64 "@b", NULL, A64 "@b", A64 "@b" },
	{ "a@" A63, NULL, "a@" A63, "a@" A63 },
};

static const char *const bad[] = {
	"", " ", "ewa", "@", "a@", "@b", "a@b@c", "a@b,c@d", "a@b, c@d",
	"a@b c@d", "a@b;c@d", "friends: a@b;", "a@b (comment)", "(c) a@b",
	"Nowak, Ewa <a@b>", "a@b, Ewa <c@d>", "x@y <a@b>", "<a@b> <c@d>",
	"<a@b>, <c@d>", "<a@b", "a@b>", "<<a@b>>", "< a@b >", "<@x,@y:a@b>",
	"\"unclosed <a@b>", "\"a\" b <c@d>", "a \"b\" <c@d>", "\"a\\\" <c@d>",
	"a@b\nBcc: c@d", "a@b\r\nBcc: c@d", "Ewa\n <a@b>", "Ewa\t<a@b>\n",
	"a\x01@b", "Ewa \x7F <a@b>", "Ewa \xC2\x85 <a@b>", "Ewa \xFF <a@b>",
	".a@b", "a.@b", "a..b@c", "a@.b", "a@b.", "a@b..c", "a@-b", "a@b-",
	"a@b_c", "a@[127.0.0.1]", "\"a b\"@c", "a\\b@c", "-a@b", "|prog@b",
	"/tmp/x@b", "a/b@c", "a!b@c", "a%b@c", "`id`@b", "\xC3\xA9@b",
	"a@\xC3\xA9.org", A64 "a@b",
	"a@ b", "a @b", ("a@" A64),
};

static void
reads(struct tix *tx)
{
	struct tix_address a;

	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
		CHECK_INT(tix_address_parse(tx, tx->mem, good[i].in, &a),
		    TIX_OK);
		CHECK_STR(a.name, good[i].name);
		CHECK_STR(a.spec, good[i].spec);
		CHECK_STR(tix_address_text(tx->mem, &a), good[i].out);
		CHECK(tix_address_valid(good[i].out));
	}
}

static void
refuses(struct tix *tx)
{
	struct tix_address a;

	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		if (tix_address_parse(tx, tx->mem, bad[i], &a) !=
		    TIX_INVALID) {
			printf("# taken: '%s'\n", bad[i]);
			CHECK(false);
		}
}

static void
bounds(struct tix *tx)
{
	struct tix_buf b = { .arena = tx->mem };
	struct tix_address a;

	/* 1 + 1 + 4 * 63 = 254 is the most that RFC 5321 leaves */
	tix_buf_str(&b, "a@");
	for (int i = 0; i < 252; i++)
		tix_buf_char(&b, i % 63 == 62 ? '.' : 'x');
	b.data[b.len - 1] = 'x';
	CHECK_INT(b.len, 254);
	CHECK(tix_address_valid(b.data));
	b.data[1] = 'b';
	b.data[2] = '@';
	CHECK(tix_address_valid(b.data));
	tix_buf_char(&b, 'x');
	CHECK(!tix_address_valid(b.data));
	b = (struct tix_buf){ .arena = tx->mem };
	for (int i = 0; i < 201; i++)
		tix_buf_char(&b, 'n');
	CHECK_INT(tix_address_parse(tx, tx->mem, tix_arena_printf(tx->mem,
	    "%s <a@b>", b.data + 1), &a), TIX_OK);
	CHECK_INT(tix_address_parse(tx, tx->mem, tix_arena_printf(tx->mem,
	    "%s <a@b>", b.data), &a), TIX_INVALID);
}

static void
lists(struct tix *tx)
{
	struct tix_buf b = { .arena = tx->mem };
	struct tix_address *l;
	size_t n;

	CHECK_INT(tix_address_list(tx, tx->mem, NULL, &l, &n), TIX_OK);
	CHECK_INT(n, 0);
	CHECK_INT(tix_address_list(tx, tx->mem,
	    "a@b, \"X, Y\" <c@d>,e@f", &l, &n), TIX_OK);
	CHECK_INT(n, 3);
	CHECK_STR(l[1].name, "X, Y");
	CHECK_STR(l[2].spec, "e@f");
	CHECK_INT(tix_address_list(tx, tx->mem, "a@b,,c@d", &l, &n),
	    TIX_INVALID);
	for (int i = 0; i < 50; i++)
		tix_buf_str(&b, i ? ",a@b" : "a@b");
	CHECK_INT(tix_address_list(tx, tx->mem, b.data, &l, &n), TIX_OK);
	CHECK_INT(n, 50);
	tix_buf_str(&b, ",a@b");
	CHECK_INT(tix_address_list(tx, tx->mem, b.data, &l, &n), TIX_INVALID);
}

static const struct unit_test tests[] = {
	{ "one mailbox is read, with or without a name", reads },
	{ "lists, routes, comments, programs and line breaks are none",
	    refuses },
	{ "the bounds hold to the byte", bounds },
	{ "a list is read address by address", lists },
};

UNIT_MAIN(tests)
