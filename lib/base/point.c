/*
 * Pointing at a place in a text that a user wrote.
 */
#include <tix/point.h>

#include <string.h>

#include <tix/utf8.h>

#define BEFORE_MAX 48 /* bytes shown before the place, and behind it */
#define BEHIND_MAX 24

static bool
is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Is 'c' within a UTF-8 sequence? */
static bool
is_inner(char c)
{
	return ((unsigned char)c & 0xc0) == 0x80;
}

/* Bytes as one line that is harmless on a terminal, a cell for each bad one. */
static const char *
harmless(struct tix_arena *mem, const char *s, size_t n)
{
	struct tix_buf b = { .arena = mem };
	size_t used;

	for (size_t i = 0; i < n; i += used) {
		bool ok;
		uint32_t c = tix_utf8_decode(s + i, n - i, &used, &ok);

		if (used == 1 && is_blank(s[i]))
			tix_buf_char(&b, ' ');
		else if (!ok || tix_utf8_unsafe(c))
			tix_buf_char(&b, '?');
		else
			tix_buf_add(&b, s + i, used);
	}
	return tix_buf_text(&b);
}

const char *
tix_point(struct tix_arena *mem, const char *text, const char *at)
{
	const char *from = text, *to = at + strlen(at);
	const char *before, *behind;

	if (at - from > BEFORE_MAX)
		from = at - BEFORE_MAX;
	if (to - at > BEHIND_MAX)
		to = at + BEHIND_MAX;
	while (from < at && is_inner(*from))
		from++;
	while (to > at && is_inner(*to))
		to--;
	before = harmless(mem, from, (size_t)(at - from));
	behind = harmless(mem, at, (size_t)(to - at));
	if (from > text)
		before = tix_arena_printf(mem, "...%s", before);
	return tix_arena_printf(mem, "\n  %s%s%s\n  %*s^", before, behind,
	    *to != '\0' ? "..." : "", (int)tix_utf8_width(before), "");
}
