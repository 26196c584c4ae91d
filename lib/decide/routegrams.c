/*
 * The literals of rules against the text of a ticket: which runs of three
 * bytes the text has is noted once, so that most literals are seen to be
 * absent without a look at the text.
 */
#include "routing.h"

#include <string.h>

#define GRAM_BITS 16

struct tix_grams {
	unsigned char seen[1 << (GRAM_BITS - 3)];
	char *text; /* lower case, subject and body */
	size_t len;
};

static unsigned
hash(const unsigned char *s)
{
	uint32_t v = (uint32_t)s[0] | (uint32_t)s[1] << 8 |
	    (uint32_t)s[2] << 16;

	return (v * 2654435761u) >> (32 - GRAM_BITS);
}

/*
 * ASCII in lower case.  Two letters beyond it are s and k whatever the case
 * (U+017F, U+212A), and a caseless pattern takes them for those.
 */
static void
add_lower(struct tix_grams *g, const char *s)
{
	while (s != NULL && *s != '\0') {
		char c = *s++;

		if (c >= 'A' && c <= 'Z')
			c = (char)(c + ('a' - 'A'));
		else if (c == '\xc5' && *s == '\xbf') {
			c = 's';
			s++;
		} else if (c == '\xe2' && s[0] == '\x84' && s[1] == '\xaa') {
			c = 'k';
			s += 2;
		}
		g->text[g->len++] = c;
	}
	g->text[g->len++] = '\n';
}

struct tix_grams *
tix_grams_new(struct tix_arena *mem, const char *subject, const char *body)
{
	struct tix_grams *g = tix_arena_alloc(mem, sizeof *g);
	size_t n = (subject == NULL ? 0 : strlen(subject)) +
	    (body == NULL ? 0 : strlen(body)) + 3;

	g->text = tix_arena_alloc(mem, n);
	add_lower(g, subject);
	add_lower(g, body);
	for (size_t i = 0; i + 2 < g->len; i++) {
		unsigned h = hash((const unsigned char *)g->text + i);

		g->seen[h >> 3] |= (unsigned char)(1u << (h & 7));
	}
	return g;
}

static bool
has(const struct tix_grams *g, const char *s, size_t n)
{
	for (size_t i = 0; i + 2 < n; i++) {
		unsigned h = hash((const unsigned char *)s + i);

		if ((g->seen[h >> 3] >> (h & 7) & 1) == 0)
			return false;
	}
	return memmem(g->text, g->len, s, n) != NULL;
}

bool
tix_grams_have(const struct tix_grams *g, const char *literals, size_t len)
{
	const char *end = literals + len;

	if (len == 0)
		return true;
	for (;;) {
		const char *bar = memchr(literals, '|',
		    (size_t)(end - literals));
		const char *to = bar == NULL ? end : bar;

		if (has(g, literals, (size_t)(to - literals)))
			return true;
		if (bar == NULL)
			return false;
		literals = bar + 1;
	}
}
