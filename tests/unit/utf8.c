/*
 * UTF-8: ill-formed sequences as in The Unicode Standard 15, section 3.9,
 * tables 3-8 to 3-11; every scalar value by an encoder of its own; widths by
 * East Asian Width.
 */
#include "unit.h"

#include <locale.h>
#include <stdlib.h>
#include <tix/utf8.h>

#define FFFD "\xEF\xBF\xBD"

static const struct { const char *in, *out; } cleaned[] = {
	{ "", "" },
	{ "plain", "plain" },
	{ "za\xC5\xBC\xC3\xB3\xC5\x82\xC4\x87", "za\xC5\xBC\xC3\xB3\xC5\x82\xC4\x87" },
	{ "\xF0\x9F\x94\xA5", "\xF0\x9F\x94\xA5" },
	/* table 3-8: no bytes of overlong forms go together */
	{ "\xC0\xAF\xE0\x80\xBF\xF0\x81\x82" "A",
	  FFFD FFFD FFFD FFFD FFFD FFFD FFFD FFFD "A" },
	/* table 3-9: surrogates */
	{ "\xED\xA0\x80\xED\xBF\xBF\xED\xAF" "A",
	  FFFD FFFD FFFD FFFD FFFD FFFD FFFD FFFD "A" },
	/* table 3-10: beyond U+10FFFF, no lead byte, lone followers */
	{ "\xF4\x91\x92\x93\xFF" "A" "\x80\xBF" "B",
	  FFFD FFFD FFFD FFFD FFFD "A" FFFD FFFD "B" },
	/* table 3-11: cut sequences, one each */
	{ "\xE1\x80\xE2\xF0\x91\x92\xF1\xBF" "A",
	  FFFD FFFD FFFD FFFD "A" },
	{ "\xF0\x9F\x94", FFFD },
	{ "\xC3", FFFD },
	{ "\xFE\xFF", FFFD FFFD },
	{ "\xF8\x88\x80\x80\x80", FFFD FFFD FFFD FFFD FFFD },
	{ "\xF4\x8F\xBF\xBF\xF4\x90", "\xF4\x8F\xBF\xBF" FFFD FFFD },
	{ "\xED\x9F\xBF\xEE\x80\x80", "\xED\x9F\xBF\xEE\x80\x80" },
};

static void
cleans(struct tix *tx)
{
	for (size_t i = 0; i < sizeof cleaned / sizeof cleaned[0]; i++) {
		const char *in = cleaned[i].in, *out = cleaned[i].out;

		CHECK_STR(tix_utf8_clean(tx->mem, in), out);
		CHECK_INT(tix_utf8_valid(in, strlen(in)), in == out ||
		    strcmp(in, out) == 0);
	}
	CHECK(tix_utf8_clean(tx->mem, cleaned[2].in) == cleaned[2].in);
}

/* The definition of UTF-8 (RFC 3629 section 3), surrogates included. */
static size_t
encode(char out[4], uint32_t c)
{
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		out[0] = (char)(0xC0 | c >> 6);
		out[1] = (char)(0x80 | (c & 63));
		return 2;
	}
	if (c < 0x10000) {
		out[0] = (char)(0xE0 | c >> 12);
		out[1] = (char)(0x80 | (c >> 6 & 63));
		out[2] = (char)(0x80 | (c & 63));
		return 3;
	}
	out[0] = (char)(0xF0 | c >> 18);
	out[1] = (char)(0x80 | (c >> 12 & 63));
	out[2] = (char)(0x80 | (c >> 6 & 63));
	out[3] = (char)(0x80 | (c & 63));
	return 4;
}

static void
decodes_all(struct tix *tx)
{
	int bad = 0;

	(void)tx;
	for (uint32_t c = 0; c < 0x200000; c++) {
		bool scalar = c < 0xD800 || (c > 0xDFFF && c < 0x110000), ok;
		char s[4];
		size_t n = encode(s, c), used;
		uint32_t got = tix_utf8_decode(s, n, &used, &ok);

		bad += ok != scalar || got != (scalar ? c : 0xFFFD) ||
		    used != (scalar ? n : 1);
	}
	CHECK_INT(bad, 0);
}

static void
stays_inside(struct tix *tx)
{
	static const char seq[] = "\xF0\x9F\x94\xA5\xE2\x82\xAC\xC3\xA9";
	size_t used;
	bool ok;

	(void)tx;
	/* In a block of its exact size, for the address sanitizer. */
	for (size_t from = 0; from < sizeof seq - 1; from++)
		for (size_t n = 1; n <= sizeof seq - 1 - from; n++) {
			char *block = malloc(n);

			CHECK(block != NULL);
			if (block == NULL)
				return;
			memcpy(block, seq + from, n);
			tix_utf8_decode(block, n, &used, &ok);
			CHECK(used >= 1 && used <= n);
			tix_utf8_valid(block, n);
			free(block);
		}
}

static const struct { const char *in, *line, *text; } printed[] = {
	{ "", "", "" },
	{ "plain", "plain", "plain" },
	{ "back\\slash", "back\\slash", "back\\slash" },
	{ "\x1b[31mred\x1b[0m", "\\x1b[31mred\\x1b[0m",
	  "\\x1b[31mred\\x1b[0m" },
	{ "\x1b]0;title\a", "\\x1b]0;title\\x07", "\\x1b]0;title\\x07" },
	{ "a\tb\nc\r\n", "a\\x09b\\x0ac\\x0d\\x0a", "a\tb\nc\\x0d\n" },
	{ "\x7f", "\\x7f", "\\x7f" },
	{ "\xC2\x9B" "31m", "\\x9b31m", "\\x9b31m" }, /* C1, as UTF-8 */
	{ "\x9B" "31m", FFFD "31m", FFFD "31m" },     /* and raw */
	{ "\xC2\x80\xC2\x9F\xC2\xA0", "\\x80\\x9f\xC2\xA0",
	  "\\x80\\x9f\xC2\xA0" },
	{ "\xE2\x80\xAE" "gpj.exe", "<U+202E>gpj.exe", "<U+202E>gpj.exe" },
	{ "\xE2\x81\xA6x\xE2\x81\xA9", "<U+2066>x<U+2069>",
	  "<U+2066>x<U+2069>" },
	{ "\xE2\x80\x8E\xE2\x80\x8F\xD8\x9C", "<U+200E><U+200F><U+061C>",
	  "<U+200E><U+200F><U+061C>" },
	{ "a\xE2\x80\x8B" "b\xEF\xBB\xBF", "a<U+200B>b<U+FEFF>",
	  "a<U+200B>b<U+FEFF>" },
	{ "\xE2\x80\xA8\xE2\x80\xA9", "<U+2028><U+2029>",
	  "<U+2028><U+2029>" },
	{ "\xC2\xAD", "<U+00AD>", "<U+00AD>" },
	{ "\xF3\xA0\x81\x81", "<U+E0041>", "<U+E0041>" }, /* a tag */
	{ "\xEF\xBF\xBF", "<U+FFFF>", "<U+FFFF>" },
	{ "\xCD\xB8", "<U+0378>", "<U+0378>" }, /* not assigned */
	/* joiners: between letters that need them, not in Latin text */
	{ "\xD9\x85\xDB\x8C\xE2\x80\x8C\xD8\xAE",
	  "\xD9\x85\xDB\x8C\xE2\x80\x8C\xD8\xAE",
	  "\xD9\x85\xDB\x8C\xE2\x80\x8C\xD8\xAE" },
	{ "a\xE2\x80\x8D" "b", "a<U+200D>b", "a<U+200D>b" },
	{ "\xE2\x80\x8D", "<U+200D>", "<U+200D>" },
	{ "\xD8\xAE\xE2\x80\x8C\xE2\x80\x8C", "\xD8\xAE\xE2\x80\x8C<U+200C>",
	  "\xD8\xAE\xE2\x80\x8C<U+200C>" },
	{ "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x92\xBB",
	  "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x92\xBB",
	  "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x92\xBB" },
	{ "\xCD\xB8\xE2\x80\x8D", "<U+0378><U+200D>", "<U+0378><U+200D>" },
	{ "\xE2\x9D\xA4\xEF\xB8\x8F", "\xE2\x9D\xA4\xEF\xB8\x8F",
	  "\xE2\x9D\xA4\xEF\xB8\x8F" },
};

static void
prints_safely(struct tix *tx)
{
	for (size_t i = 0; i < sizeof printed / sizeof printed[0]; i++) {
		CHECK_STR(tix_utf8_printable(tx->mem, printed[i].in, false),
		    printed[i].line);
		CHECK_STR(tix_utf8_printable(tx->mem, printed[i].in, true),
		    printed[i].text);
	}
}

static void
prints_all_bytes(struct tix *tx)
{
	char all[256];

	for (size_t i = 0; i < 255; i++)
		all[i] = (char)(i + 1);
	all[255] = '\0';
	for (const char *s = tix_utf8_printable(tx->mem, all, false);
	    *s != '\0'; s++)
		CHECK((unsigned char)*s >= 0x20 && *s != 0x7F);
	CHECK(tix_utf8_valid(tix_utf8_printable(tx->mem, all, false),
	    strlen(tix_utf8_printable(tx->mem, all, false))));
}

static const struct { const char *s; int64_t cells; } widths[] = {
	{ "", 0 },
	{ "abc", 3 },
	{ "\xC5\xBC\xC3\xB3\xC5\x82w", 4 },
	{ "e\xCC\x81", 1 },                 /* e and a combining acute */
	{ "\xE4\xB8\xAD\xE6\x96\x87", 4 },  /* two ideographs */
	{ "\xEA\xB0\x80", 2 },              /* a syllable of Hangul */
	{ "\xEF\xBC\xA1", 2 },              /* a full-width A */
	{ "\xEF\xBD\xB1", 1 },              /* a half-width katakana */
	{ "\xF0\x9F\x98\x80", 2 },          /* an emoji */
	{ FFFD, 1 },
};

static void
measures(struct tix *tx)
{
	(void)tx;
	for (size_t i = 0; i < sizeof widths / sizeof widths[0]; i++)
		CHECK_INT(tix_utf8_width(widths[i].s), widths[i].cells);
}

#define DOTS "\xE2\x80\xA6"
#define ZHONG "\xE4\xB8\xAD"

static const struct { const char *s; size_t cells; const char *want; } fits[] = {
	{ "", 0, "" },
	{ "a", 0, "" },
	{ "a", 1, "a" },
	{ "ab", 1, DOTS },
	{ "abc", 3, "abc" },
	{ "abcd", 3, "ab" DOTS },
	{ ZHONG ZHONG, 4, ZHONG ZHONG },
	{ ZHONG ZHONG, 3, ZHONG DOTS },
	{ ZHONG ZHONG, 2, DOTS }, /* one and an ellipsis take three */
	{ ZHONG, 1, DOTS },
	{ "e\xCC\x81" "e\xCC\x81" "e\xCC\x81", 3,
	  "e\xCC\x81" "e\xCC\x81" "e\xCC\x81" },
	{ "e\xCC\x81" "e\xCC\x81" "e\xCC\x81", 2, "e\xCC\x81" DOTS },
	{ "\xCC\x81\xCC\x81", 0, "\xCC\x81\xCC\x81" },
};

static void
fits_cells(struct tix *tx)
{
	for (size_t i = 0; i < sizeof fits / sizeof fits[0]; i++)
		CHECK_STR(tix_utf8_fit(tx->mem, fits[i].s, fits[i].cells),
		    fits[i].want);
}

static const struct { const char *s; bool want; } seen[] = {
	{ "", true }, { " ", true }, { "\t\r\n\x1B\x7F", true },
	{ "\xC2\xA0", true }, { "\xE1\x9A\x80", true },
	{ "\xE2\x80\x8A\xE3\x80\x80", true }, { "\xE2\xA0\x80", true },
	{ "\xE2\x80\x8B\xE2\x80\x8D\xEF\xBB\xBF", true },
	{ "\xEF\xB8\x8F", true }, { "\xF3\xA0\x80\xA0", true },
	{ ".", false }, { "  x", false }, { "\xC2\xA1", false },
	{ "\xE2\xA0\x81", false }, { "\xE2\x80\x90", false },
	{ "\xFF", false }, { "\xE2\x80", false }, { "\xCC\x81", false },
};

static void
knows_blanks(struct tix *tx)
{
	(void)tx;
	for (size_t i = 0; i < sizeof seen / sizeof seen[0]; i++)
		CHECK(tix_utf8_blank(seen[i].s) == seen[i].want);
}

static const struct unit_test tests[] = {
	{ "what cannot be seen is blank", knows_blanks },
	{ "ill-formed bytes become U+FFFD, a maximal subpart each", cleans },
	{ "all scalar values and nothing else decode", decodes_all },
	{ "no byte behind the end is read", stays_inside },
	{ "what a terminal obeys or hides is spelt out", prints_safely },
	{ "no byte of all 255 is raw on a terminal", prints_all_bytes },
	{ "widths are in cells", measures },
	{ "a cut text ends in an ellipsis and fits", fits_cells },
};

int
main(void)
{
	if (setlocale(LC_CTYPE, "C.UTF-8") == NULL)
		return 2;
	return unit_main(tests, sizeof tests / sizeof tests[0]);
}
