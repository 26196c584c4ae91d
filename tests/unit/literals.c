/*
 * Literals of patterns: what is found, and that it is never too much.
 */
#include <stdlib.h>

#include <tix/desktext.h>
#include <tix/regex.h>
#include <tix/rule.h>

#include "unit.h"

/* The rules of a desk's text. */
static struct tix_rules *
rules_of(struct tix *tx, const char *text)
{
	struct tix_desk *d = tix_arena_alloc(tx->run, sizeof *d);
	struct tix_desktext t;

	if (tix_desktext_compile(tx, "d", text, strlen(text), &t) != TIX_OK) {
		printf("# %s\n# %s\n", t.n > 0 ? t.complaints[0].text :
		    tx->error, text);
		exit(1);
	}
	CHECK_INT(tix_desk_decode(tx, tx->run, t.compiled,
	    strlen(t.compiled), d), TIX_OK);
	CHECK_INT(tix_rules_new(tx, tx->run, d, &d->rules), TIX_OK);
	return d->rules;
}

static const char *
literals_of(struct tix *tx, const struct tix_rules *rules, size_t i)
{
	size_t n;
	const char *s = tix_rules_literals(rules, i, &n);

	return tix_arena_dup_n(tx->run, s, n);
}

/* A pattern as it stands in single quotes. */
static const char *
quoted(struct tix *tx, const char *pattern)
{
	struct tix_buf b = { .arena = tx->run };

	for (; *pattern != '\0'; pattern++) {
		if (*pattern == '\\' || *pattern == '\'')
			tix_buf_char(&b, '\\');
		tix_buf_char(&b, *pattern);
	}
	return tix_buf_text(&b);
}

static void
known(struct tix *tx)
{
	static const char *const cases[][2] = {
		{ "vpn|tunnel", "vpn|tunnel" },
		{ "VPN", "vpn" },
		{ "vp", "" },
		{ "(vpn|tunnel) down", " down" },
		{ "(vpn|tunnel)", "vpn|tunnel" },
		{ "(vpn|tunnel)+x", "vpn|tunnel" },
		{ "(vpn|tunnel)?x", "" },
		{ "(vpn|tunnel){0,2}", "" },
		{ "(vpn|(wifi|w))", "" },
		{ "ab?cde", "cde" },
		{ "abc?de", "" },
		{ "colou?r fault", "r fault" },
		{ "abc+d", "abc" },
		{ "abc{2}", "abc" },
		{ "abc{0}", "" },
		{ "abc{2", "" },
		{ "foo|", "" },
		{ "foo|b.r", "" },
		{ "[abc]def[^]x]ghij", "ghij" },
		{ "[[:alpha:]]def", "" },
		{ "\\bVPN\\b", "vpn" },
		{ "\\d+ errors", " errors" },
		{ "a\\.b\\.c", "a.b.c" },
		{ "abc\\|d", "abc" },
		{ "a.b.c", "" },
		{ "(?i)abc", "" },
		{ "(?!abc)def", "" },
		{ "(?:abc)def", "abc" },
		{ "\\Qabc\\E", "" },
		{ "\\x41bcd", "" },
		{ "\xc3\xa4?bcd", "bcd" },
		{ "^disk full$", "disk full" },
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		CHECK_STR(literals_of(tx, rules_of(tx, tix_arena_printf(
		    tx->run, "rule a { subject = '%s' set_level = L1 }",
		    quoted(tx, cases[i][0]))), 0), cases[i][1]);
}

/* Matchers together: one of them is enough, and a negated one says nothing. */
static void
matchers(struct tix *tx)
{
	static const char text[] =
	    "rule a { words = { VPN, wifi } set_level = L1 }\n"
	    "rule b { words = { VPN, pc } set_level = L1 }\n"
	    "rule c { not_words = { VPN } set_level = L1 }\n"
	    "rule d { subject = { 'abc', 'x.z' } set_level = L1 }\n"
	    "rule e { subject = 'abc' body = 'abcdef' set_level = L1 }\n"
	    "rule f { text = { 'abc', 'defg' } not_body = 'abcdefgh'\n"
	    "         set_level = L1 }\n"
	    "rule g { key_matches = 'abcdef' set_level = L1 }\n"
	    "rule h { words = { 'Has\xc5\x82o' } set_level = L1 }\n"
	    "rule i { words = { '\xc5\xbb\xc3\xb3\xc5\x82w' } set_level = L1 }\n";
	static const char *const want[] = {
		"vpn|wifi", "", "", "", "abcdef", "abc|defg", "",
		"has", "",
	};
	const struct tix_rules *rules = rules_of(tx, text);

	for (size_t i = 0; i < sizeof want / sizeof want[0]; i++)
		CHECK_STR(literals_of(tx, rules, i), want[i]);
}

/* --- whenever a pattern matches, one of its literals is there ------------- */

static uint64_t seed = 20261123;

static unsigned
below(unsigned n)
{
	seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
	return (unsigned)(seed >> 33) % n;
}

static void
add_atom(struct tix_buf *b, int depth)
{
	static const char *const atoms[] = {
		"a", "b", "s", "K", "vpn", "disk", "as", "\\.", "\\d", "\\b",
		".", "[as]", "[^k]", "\\w", "-", " ", "\xc3\xa4", "\\|", "\\s",
		"\xc5\xbf", "sk",
	};

	if (depth > 0 && below(5) == 0) {
		tix_buf_str(b, below(2) ? "(" : "(?:");
		for (unsigned i = 0, n = 1 + below(3); i < n; i++) {
			if (i > 0)
				tix_buf_char(b, '|');
			for (unsigned k = below(4); k > 0; k--)
				add_atom(b, depth - 1);
		}
		tix_buf_char(b, ')');
	} else
		tix_buf_str(b, atoms[below(sizeof atoms / sizeof atoms[0])]);
}

static const char *
make_pattern(struct tix *tx)
{
	static const char *const after[] = {
		"?", "*", "+", "{0,2}", "{2}", "{1,}", "+?", "*+", "{3",
	};
	struct tix_buf b = { .arena = tx->mem };

	for (unsigned i = 1 + below(6); i > 0; i--) {
		add_atom(&b, 3);
		if (below(4) == 0)
			tix_buf_str(&b, after[below(sizeof after /
			    sizeof after[0])]);
		if (below(8) == 0)
			tix_buf_char(&b, '|');
	}
	return tix_buf_text(&b);
}

/* Words that the patterns are made of, and the two letters of two bytes. */
static const char *
make_text(struct tix *tx)
{
	static const char *const parts[] = {
		"a", "b", "s", "k", "K", "S", "vpn", "VPN", "disk", ".", "7",
		" ", "-", "|", "\xc3\xa4", "\xc5\xbf", "\xe2\x84\xaa", "di",
		"di\xc5\xbfk", "{3",
	};
	struct tix_buf b = { .arena = tx->mem };

	for (unsigned i = below(9); i > 0; i--)
		tix_buf_str(&b, parts[below(sizeof parts /
		    sizeof parts[0])]);
	return tix_buf_text(&b);
}

/* As rule.h has it: case apart, and s and k in all their shapes. */
static const char *
folded(struct tix *tx, const char *s)
{
	struct tix_buf b = { .arena = tx->mem };

	for (; *s != '\0'; s++) {
		if (strncmp(s, "\xc5\xbf", 2) == 0) {
			tix_buf_char(&b, 's');
			s++;
		} else if (strncmp(s, "\xe2\x84\xaa", 3) == 0) {
			tix_buf_char(&b, 'k');
			s += 2;
		} else
			tix_buf_char(&b, *s >= 'A' && *s <= 'Z' ?
			    (char)(*s + 32) : *s);
	}
	return tix_buf_text(&b);
}

static bool
one_is_in(struct tix *tx, const char *literals, const char *text)
{
	char *all = tix_arena_dup(tx->mem, literals), *rest = NULL;

	for (char *l = strtok_r(all, "|", &rest); l != NULL;
	    l = strtok_r(NULL, "|", &rest))
		if (strstr(text, l) != NULL)
			return true;
	return false;
}

static unsigned
try_pattern(struct tix *tx, const char *pattern, const char *literals)
{
	struct tix_regex *re;
	unsigned matched = 0;

	if (tix_regex_new(tx, pattern, &re) != TIX_OK)
		return 0;
	for (int i = 0; i < 200; i++) {
		const char *text = make_text(tx);

		if (tix_regex_match(tx, re, text) != TIX_OK)
			continue;
		matched++;
		if (!one_is_in(tx, literals, folded(tx, text))) {
			printf("# '%s' matches '%s' without '%s'\n", pattern,
			    text, literals);
			unit_bad++;
		}
	}
	tix_regex_free(re);
	return matched;
}

static void
never_too_much(struct tix *tx)
{
	unsigned matched = 0, some = 0;

	for (int i = 0; i < 3000; i++) {
		const char *pattern = make_pattern(tx), *literals;
		struct tix_regex *re;

		if (tix_regex_new(tx, pattern, &re) == TIX_OK) {
			tix_regex_free(re);
			literals = literals_of(tx, rules_of(tx,
			    tix_arena_printf(tx->mem, "rule a { subject = "
			    "'%s' set_level = L1 }", quoted(tx, pattern))), 0);
			some += *literals != '\0';
			matched += *literals == '\0' ? 0 :
			    try_pattern(tx, pattern, literals);
		}
		tix_arena_reset(tx->mem);
		tix_arena_reset(tx->run);
	}
	printf("# %u patterns with literals, %u matches\n", some, matched);
	CHECK(some > 200);
	CHECK(matched > 1000);
}

static const struct unit_test tests[] = {
	{ "literals are found where they can be proved", known },
	{ "a rule has the best of its matchers' literals", matchers },
	{ "whenever a pattern matches, one of its literals is there",
	    never_too_much },
};

UNIT_MAIN(tests)
