/*
 * Words and patterns of rules, bounded.
 */
#include "routing.h"

#include <string.h>

/* What a pattern is first tried with, for nothing; then ten times that. */
#define STEPS_FREE 2000

static bool
is_word_char(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9') || c >= 0x80;
}

bool
tix_has_word(const char *text, const char *word)
{
	size_t n = strlen(word);
	const char *s = text;

	if (text == NULL || n == 0)
		return false;
	while ((s = strcasestr(s, word)) != NULL) {
		if ((s == text || !is_word_char((unsigned char)s[-1])) &&
		    !is_word_char((unsigned char)s[n]))
			return true;
		s++;
	}
	return false;
}

/*
 * Most patterns are cheap and cost the ticket nothing.  Those that are not are
 * tried with more and more steps, each trial paid for from what the ticket may
 * cost at most, so that a thousand bad ones are bounded like a few.
 */
enum tix_status
tix_routing_pattern(struct tix_routing *r, const struct tix_matcher *m,
    size_t value, const char *text)
{
	struct tix_regex *re;
	const unsigned how = r->is_cut && text == r->text ? TIX_REGEX_CUT : 0;
	enum tix_status s = tix_rules_regex(r->tx, r->tx->desk->rules, m,
	    value, &re);

	if (s != TIX_OK)
		return s;
	s = tix_regex_match_within(r->tx, re, text, STEPS_FREE, how);
	for (int64_t n = STEPS_FREE * 10; s == TIX_CONFLICT &&
	    n <= TIX_REGEX_MATCH_MAX && n <= r->budget; n *= 10) {
		r->budget -= n;
		s = tix_regex_match_within(r->tx, re, text, (unsigned)n, how);
	}
	return s;
}
