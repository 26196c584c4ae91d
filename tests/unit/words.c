/*
 * A line as a shell's words.
 */
#include "unit.h"

#include <stdlib.h>

#include <tix/words.h>

/* Expectations are those of a POSIX shell's printf '[%s]' LINE. */
static const struct {
	const char *text;
	const char *words; /* each in brackets, or NULL: refused */
} cases[] = {
	{ "", "" },
	{ " \t\n ", "" },
	{ "list", "[list]" },
	{ "list owner:me", "[list][owner:me]" },
	{ "  list\t owner:me\n", "[list][owner:me]" },
	{ "list 'owner:me or unassigned'", "[list][owner:me or unassigned]" },
	{ "list \"a b\"'c d'e", "[list][a bc de]" },
	{ "''", "[]" },
	{ "a '' \"\" b", "[a][][][b]" },
	{ "'a\\b'", "[a\\b]" },
	{ "\"a\\b\"", "[a\\b]" },
	{ "\"a\\\"b\\\\c\\$d\\`e\"", "[a\"b\\c$d`e]" },
	{ "a\\ b", "[a b]" },
	{ "\\a\\'\\\"", "[a'\"]" },
	{ "a\\\nb", "[ab]" },
	{ "a \\\n b", "[a][b]" },
	{ "\"a\\\nb\"", "[ab]" },
	{ "'a\nb'", "[a\nb]" },
	{ "\"it's\"", "[it's]" },
	{ "'say \"x\"'", "[say \"x\"]" },
	{ "\xff\xfe \xc3\xa9", "[\xff\xfe][\xc3\xa9]" },
	{ "'", NULL },
	{ "\"", NULL },
	{ "a 'b", NULL },
	{ "a \"b\\\"", NULL },
	{ "\"\\", NULL },
	{ "a\\", NULL },
};

/* What a shell would act on is text here. */
static const struct {
	const char *text;
	const char *words;
} plain[] = {
	{ "$HOME ${X} $(id) `id`", "[$HOME][${X}][$(id)][`id`]" },
	{ "a;b|c&d", "[a;b|c&d]" },
	{ "~ * ? [a]", "[~][*][?][[a]]" },
	{ "a # b", "[a][#][b]" },
	{ "a>b <c", "[a>b][<c]" },
	{ "(a) {b,c} !x", "[(a)][{b,c}][!x]" },
	{ "\"$HOME\"", "[$HOME]" },
	{ "A=1 b", "[A=1][b]" },
};

static const char *
split(struct tix *tx, const char *text)
{
	struct tix_buf b = { .arena = tx->run };
	char **words;
	size_t n, i = 0;

	if (tix_words_split(tx, tx->mem, text, &words, &n) != TIX_OK)
		return NULL;
	for (; words[i] != NULL; i++)
		tix_buf_printf(&b, "[%s]", words[i]);
	CHECK_INT(i, n);
	return tix_buf_text(&b);
}

static void
test_shell(struct tix *tx)
{
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		CHECK_STR(split(tx, cases[i].text), cases[i].words);
}

static void
test_plain(struct tix *tx)
{
	for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++)
		CHECK_STR(split(tx, plain[i].text), plain[i].words);
}

static void
test_words(struct tix *tx)
{
	CHECK(split(tx, "list 'x y") == NULL);
	CHECK_STR(tx->error, "a quote without an end: ''x y'");
	CHECK(split(tx, "list x\\") == NULL);
	CHECK_STR(tx->error, "a backslash without an end: '\\'");
}

static void
test_limits(struct tix *tx)
{
	struct tix_buf b = { .arena = tx->run };
	char **words;
	size_t n;

	for (int i = 0; i < TIX_WORDS_MAX; i++)
		tix_buf_str(&b, "a ");
	CHECK_INT(tix_words_split(tx, tx->mem, b.data, &words, &n), TIX_OK);
	CHECK_INT(n, TIX_WORDS_MAX);
	tix_buf_str(&b, "a");
	CHECK_INT(tix_words_split(tx, tx->mem, b.data, &words, &n),
	    TIX_INVALID);
	CHECK_STR(tx->error, "more than 256 words");
	b.len = 0;
	for (int i = 0; i < 1000000; i++)
		tix_buf_char(&b, i % 2 == 0 ? '\\' : 'x');
	CHECK_INT(tix_words_split(tx, tx->mem, b.data, &words, &n), TIX_OK);
	CHECK_INT(n, 1);
	CHECK_INT(strlen(words[0]), 500000);
}

static const struct unit_test tests[] = {
	{ "words are those of a shell", test_shell },
	{ "nothing is expanded, joined or run", test_plain },
	{ "what has no end is said with its place", test_words },
	{ "words are counted, long ones whole", test_limits },
};

UNIT_MAIN(tests)
