/*
 * Hostile text in every format: what is escaped, guarded and kept.
 */
#include "printed.h"

#include <locale.h>
#include <tix/json.h>
#include <tix/utf8.h>

#define FFFD "\xEF\xBF\xBD"

static const struct { const char *in, *tsv, *json; } hostile[] = {
	{ "a\tb\nc\rd\\e", "a\\tb\\nc\\rd\\\\e", "a\\tb\\nc\\rd\\\\e" },
	{ "\x1b[2J", "\\x1b[2J", "\\u001B[2J" },
	{ "\x01\x7f", "\\x01\\x7f", "\\u0001\\u007f" },
	{ "\xC2\x9B" "2J", "\\xc2\\x9b2J", "\\u009b2J" },
	{ "\x9B" "2J", FFFD "2J", FFFD "2J" },
	{ "\xE2\x80\xAE" "x", "\\xe2\\x80\\xaex", "\\u202ex" },
	{ "\xF3\xA0\x81\x81", "\\xf3\\xa0\\x81\\x81", "\\udb40\\udc41" },
	{ "caf\xC3\xA9 \xF0\x9F\x98\x80", "caf\xC3\xA9 \xF0\x9F\x98\x80",
	  "caf\xC3\xA9 \xF0\x9F\x98\x80" },
	{ "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x92\xBB",
	  "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x92\xBB",
	  "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x92\xBB" },
	{ "\\x1b", "\\\\x1b", "\\\\x1b" },
	{ "\"q\"", "\"q\"", "\\\"q\\\"" },
	{ "\xED\xA0\x80", FFFD FFFD FFFD, FFFD FFFD FFFD },
};

static void
escapes(struct tix *tx)
{
	for (size_t i = 0; i < N(hostile); i++) {
		CHECK_STR(print_text(tx, TIX_TSV, hostile[i].in),
		    tix_arena_printf(tx->run, "%s\n", hostile[i].tsv));
		CHECK_STR(print_text(tx, TIX_JSONL, hostile[i].in),
		    tix_arena_printf(tx->run, "{\"t\":\"%s\"}\n",
		    hostile[i].json));
	}
}

static const struct { const char *in, *want; } cells[] = {
	{ "plain", "plain" },
	{ "say \"hi\"", "say \"\"hi\"\"" },
	{ "a,b;c", "a,b;c" },
	{ "two\nlines", "two\nlines" },
	{ "two\r\nlines\r\n", "two\r\nlines\r\n" },
	{ "over\rwritten", "over\\x0dwritten" },
	{ "tab\tbed", "tab\tbed" },
	{ "\x1b[2J", "\\x1b[2J" },
	{ "a\xE2\x80\xAE", "a<U+202E>" },
	{ "\xFF", FFFD },
	{ "=1+1", "'=1+1" },
	{ "+1", "'+1" },
	{ "-1", "'-1" },
	{ "@SUM(A1)", "'@SUM(A1)" },
	{ "\t=1", "'\t=1" },
	{ "\r=1", "'\\x0d=1" },
	{ "\n=1", "'\n=1" },
	{ "  =1", "'  =1" },
	{ " \tx", "' \tx" },
	{ "\xEF\xBC\x9D" "1", "'\xEF\xBC\x9D" "1" }, /* full-width = + - @ */
	{ "\xEF\xBC\x8B" "1", "'\xEF\xBC\x8B" "1" },
	{ "\xEF\xBC\x8D" "1", "'\xEF\xBC\x8D" "1" },
	{ "\xEF\xBC\xA0" "1", "'\xEF\xBC\xA0" "1" },
	{ "\xC2\xA0=1", "'\xC2\xA0=1" },             /* a no-break space */
	{ "\xE3\x80\x80=1", "'\xE3\x80\x80=1" },     /* an ideographic one */
	{ "\xEF\xBB\xBF=1", "'<U+FEFF>=1" },         /* a byte order mark */
	{ "\x01=1", "'\\x01=1" },
	{ "a=1", "a=1" },
	{ "'=1", "'=1" },
	{ "", "" },
	{ "   ", "   " },
	{ "1-2", "1-2" },
};

static void
guards_formulas(struct tix *tx)
{
	for (size_t i = 0; i < N(cells); i++)
		CHECK_STR(print_text(tx, TIX_CSV, cells[i].in),
		    tix_arena_printf(tx->run, "\"t\"\n\"%s\"\n",
		    cells[i].want));
}

/* Text back from TSV, as printf %b does it. */
static const char *
unescape(struct tix *tx, const char *s)
{
	struct tix_buf b = { .arena = tx->run };
	char hex[3] = "";

	for (; *s != '\0' && *s != '\n'; s++) {
		if (*s != '\\') {
			tix_buf_char(&b, *s);
			continue;
		}
		s++;
		if (*s == 'x') {
			memcpy(hex, s + 1, 2);
			tix_buf_char(&b, (char)strtol(hex, NULL, 16));
			s += 2;
		} else {
			tix_buf_char(&b, *s == 't' ? '\t' : *s == 'n' ? '\n' :
			    *s == 'r' ? '\r' : *s);
		}
	}
	return tix_buf_text(&b);
}

/* All characters below U+0800 but NUL, and some beyond. */
static const char *
all_characters(struct tix *tx)
{
	struct tix_buf b = { .arena = tx->run };

	for (unsigned c = 1; c < 0x80; c++)
		tix_buf_char(&b, (char)c);
	for (unsigned c = 0x80; c < 0x800; c++) {
		tix_buf_char(&b, (char)(0xC0 | c >> 6));
		tix_buf_char(&b, (char)(0x80 | (c & 63)));
	}
	tix_buf_str(&b, "\xE2\x80\xA8\xE2\x80\xAE\xEF\xBB\xBF\xF0\x9F\x98\x80"
	    "\xF3\xA0\x81\x81\xE4\xB8\xAD\xEF\xBF\xBF");
	return tix_buf_text(&b);
}

static void
loses_nothing(struct tix *tx)
{
	const char *all = all_characters(tx);
	const char *json = print_text(tx, TIX_JSONL, all);
	struct tix_json *root;

	CHECK_STR(unescape(tx, print_text(tx, TIX_TSV, all)), all);
	CHECK_INT(tix_json_parse(tx, tx->run, json, strlen(json), &root),
	    TIX_OK);
	CHECK_STR(tix_json_text(root, "t"), all);
}

/* No byte or character of 's' that a terminal obeys, but 'allowed'. */
static bool
is_tame(const char *s, const char *allowed)
{
	size_t n = strlen(s), used;
	uint32_t c, before = 0;
	bool ok;

	for (; n > 0; s += used, n -= used, before = c) {
		c = tix_utf8_decode(s, n, &used, &ok);
		if (!ok)
			return false;
		if (c < 0x80 && strchr(allowed, (int)c) != NULL)
			continue;
		if (tix_utf8_unsafe_after(before, c))
			return false;
	}
	return true;
}

static void
tames_all_bytes(struct tix *tx)
{
	static const char *const allowed[] = {
		[TIX_TABLE] = "\n", [TIX_TSV] = "\n", [TIX_CSV] = "\n\t",
		[TIX_JSON] = "\n", [TIX_JSONL] = "\n",
	};
	char all[256], one[] = "aXb";

	for (size_t i = 0; i < 255; i++)
		all[i] = (char)(i + 1);
	all[255] = '\0';
	for (enum tix_format f = TIX_TABLE; f <= TIX_JSONL; f++) {
		CHECK(is_tame(print_text(tx, f, all), allowed[f]));
		CHECK(is_tame(print_text(tx, f, all_characters(tx)),
		    allowed[f]));
		for (int c = 1; c < 256; c++) {
			one[1] = (char)c;
			CHECK(is_tame(print_text(tx, f, one), allowed[f]));
		}
	}
}

static void
keeps_odd_json(struct tix *tx)
{
	static const struct { const char *in, *want; } odd[] = {
		{ "{}", "{}" },
		{ "{\"n\":1.50e3,\"b\":[true,null]}",
		  "{\"n\":1.50e3,\"b\":[true,null]}" },
		{ "{\"k\":", "\"{\\\"k\\\":\"" },
		{ "", "\"\"" },
		{ "{\"k\":\"\xFF\"}", "{\"k\":\"" FFFD "\"}" },
		{ "{\"k\":\"\\u001b\"}", "{\"k\":\"\\u001B\"}" },
	};
	static const struct tix_column col = { "j", NULL, TIX_T_JSON, 0 };

	for (size_t i = 0; i < N(odd); i++) {
		struct tix_value v = { .type = TIX_T_JSON, .s = odd[i].in };
		struct tix_out_options o = { .format = TIX_JSONL };

		tx->error[0] = '\0';
		CHECK_STR(print(tx, o, &col, 1, &v, 1),
		    tix_arena_printf(tx->run, "{\"j\":%s}\n", odd[i].want));
		CHECK_STR(tx->error, "");
	}
}

static const struct unit_test tests[] = {
	{ "TSV and JSON escape what a terminal obeys", escapes },
	{ "CSV quotes and guards formulas", guards_formulas },
	{ "TSV and JSON give all text back", loses_nothing },
	{ "no byte of all 255 is raw in any format", tames_all_bytes },
	{ "JSON within a row is kept, other text a string", keeps_odd_json },
};

int
main(void)
{
	if (setlocale(LC_CTYPE, "C.UTF-8") == NULL)
		return 2;
	return unit_main(tests, N(tests));
}
