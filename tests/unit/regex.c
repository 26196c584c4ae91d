/*
 * Patterns from users.
 */
#include "unit.h"

#include <tix/regex.h>

#define N(a) (sizeof(a) / sizeof(a)[0])

static enum tix_status
match(struct tix *tx, const char *pattern, const char *text)
{
	struct tix_regex *re;
	enum tix_status s = tix_regex_new(tx, pattern, &re);

	CHECK_INT(s, TIX_OK);
	if (s == TIX_OK)
		s = tix_regex_match(tx, re, text);
	tix_regex_free(re);
	return s;
}

static void
matching(struct tix *tx)
{
	static const struct {
		const char *pattern;
		const char *text;
		enum tix_status want;
	} t[] = {
		{ "vpn|tunnel", "the TUNNEL is down", TIX_OK },
		{ "vpn|tunnel", "the door is shut", TIX_NO },
		{ "^a.c$", "abc", TIX_OK },
		{ "^a.c$", "a\xc5\xbc" "c", TIX_OK },
		{ "^a.c$", "abbc", TIX_NO },
		{ "ŻÓŁĆ", "zażółć żółć", TIX_OK },
		{ "\\d+", "x 42", TIX_OK },
		{ "", "", TIX_OK },
		{ "", "x", TIX_OK },
		{ "x", "", TIX_NO },
		{ "^b", "a\nb", TIX_NO },
		{ "(?m)^b", "a\nb", TIX_OK },
		{ "\\bvpn\\b", "myvpns", TIX_NO },
	};

	for (size_t i = 0; i < N(t); i++)
		CHECK_INT(match(tx, t[i].pattern, t[i].text), t[i].want);
}

static void
words(struct tix *tx)
{
	static const struct {
		const char *word;
		const char *text;
		enum tix_status want;
	} t[] = {
		{ "hasło", "ZAPOMNIANE HASŁO", TIX_OK },
		{ "HASŁO", "hasło.", TIX_OK },
		{ "hasło", "HASŁOM", TIX_NO },
		{ "hasło", "ĄHASŁO", TIX_NO },
		{ "hasło", "hasło1", TIX_NO },
		{ "hasło", "_hasło_", TIX_OK },
		{ "übergröße", "ÜBERGRÖẞE", TIX_OK },
		{ "пароль", "Забыл ПАРОЛЬ!", TIX_OK },
		{ "κωδικός", "ΚΩΔΙΚΌΣ", TIX_OK },
		{ "ż.ł", "żół", TIX_NO },
		{ "ż.ł\\E(", "(Ż.Ł\\e()", TIX_OK },
		{ "hasło", "\xff hasło \xc5", TIX_OK },
		{ "hasło", "has\xc5", TIX_NO },
	};

	for (size_t i = 0; i < N(t); i++)
		CHECK_INT(match(tx, tix_regex_word(tx->mem, t[i].word),
		    t[i].text), t[i].want);
}

static void
invalid_text(struct tix *tx)
{
	CHECK_INT(match(tx, "down", "\xff\xfe vpn down \xc0"), TIX_OK);
	CHECK_INT(match(tx, "a.b", "a\xff" "b"), TIX_NO);
	CHECK_INT(match(tx, "x", "\xed\xa0\x80"), TIX_NO);
	CHECK_INT(match(tx, ".", "\xff"), TIX_NO);
}

static void
invalid_pattern(struct tix *tx)
{
	static const char *const t[] = {
		"(", ")", "[", "a**b(", "\\", "(?<n", "[z-a]", "*", "(?P<",
		"\\C", "\xff", "a\xc3", "\\x{110000}", "(?R", "x{2,1}",
	};
	struct tix_regex *re;

	for (size_t i = 0; i < N(t); i++) {
		re = (struct tix_regex *)(uintptr_t)8;
		CHECK_INT(tix_regex_new(tx, t[i], &re), TIX_INVALID);
		CHECK(re == NULL);
		CHECK(strncmp(tx->error, "pattern '", 9) == 0);
	}
}

static void
long_pattern(struct tix *tx)
{
	char *p = tix_arena_alloc(tx->mem, TIX_REGEX_MAX + 2);
	struct tix_regex *re;

	memset(p, 'a', TIX_REGEX_MAX);
	CHECK_INT(tix_regex_new(tx, p, &re), TIX_OK);
	tix_regex_free(re);
	p[TIX_REGEX_MAX] = 'a';
	CHECK_INT(tix_regex_new(tx, p, &re), TIX_INVALID);
	CHECK(re == NULL);
	tix_regex_free(NULL);
}

/* Each would take longer than anyone has, without a bound. */
static void
endless(struct tix *tx)
{
	static const char *const t[] = {
		"^(a+)+$", "^(a|aa)+$", "^(a|a?)+$", "(x+x+)+y",
		"^(([a-z])+.)+[A-Z]([a-z])+$(?<!.)",
	};
	char *text = tix_arena_alloc(tx->mem, 5002);

	memset(text, 'a', 5000);
	text[5000] = '!';
	for (size_t i = 0; i < N(t); i++) {
		enum tix_status s;

		if (i == 3)
			memset(text, 'x', 5000);
		s = match(tx, t[i], text);
		CHECK(s == TIX_CONFLICT || s == TIX_NO);
	}
	CHECK_INT(match(tx, "^(a+)+$", text), TIX_NO);
}

static void
deep(struct tix *tx)
{
	char *text = tix_arena_alloc(tx->mem, 1000001);
	enum tix_status s;

	memset(text, '(', 1000000);
	s = match(tx, "^(\\((?1)*)$", text);
	CHECK(s == TIX_CONFLICT || s == TIX_NO);
	s = match(tx, "(?:.|\\n)*z", text);
	CHECK(s == TIX_CONFLICT || s == TIX_NO);
}

static const struct unit_test tests[] = {
	{ "patterns match anywhere, whatever the case", matching },
	{ "a word stands alone, whatever the case of its letters", words },
	{ "bytes that are no text never match, those beside them do",
	    invalid_text },
	{ "what is no pattern is refused with its place", invalid_pattern },
	{ "the length of a pattern is bounded", long_pattern },
	{ "a match that would not end is given up", endless },
	{ "a match that would go too deep is given up", deep },
};

UNIT_MAIN(tests)
