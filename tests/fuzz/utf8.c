/*
 * Any bytes: what is printable is valid, safe and stays as it is; what was
 * fitted fits.
 */
#include <tix/utf8.h>

#include <locale.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
require(bool held)
{
	if (!held)
		abort();
}

static void
check_printable(struct tix_arena *mem, const char *s, bool lines)
{
	const char *p = tix_utf8_printable(mem, s, lines);
	uint32_t c, before = 0;
	size_t n = strlen(p), used;
	bool ok;

	require(tix_utf8_valid(p, n));
	require(strcmp(p, tix_utf8_printable(mem, p, lines)) == 0);
	for (; n > 0; p += used, n -= used, before = c) {
		c = tix_utf8_decode(p, n, &used, &ok);
		if (!lines || (c != '\n' && c != '\t'))
			require(ok && !tix_utf8_unsafe_after(before, c));
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct tix_arena *mem = tix_arena_new();
	size_t cells = size > 0 ? data[0] : 0;
	const char *s, *clean, *fitted;

	setlocale(LC_CTYPE, "C.UTF-8");
	s = tix_arena_dup_n(mem, data, size);
	clean = tix_utf8_clean(mem, s);
	require(tix_utf8_valid(clean, strlen(clean)));
	require(tix_utf8_valid(s, strlen(s)) == (clean == s));
	check_printable(mem, s, false);
	check_printable(mem, s, true);
	fitted = tix_utf8_fit(mem, tix_utf8_printable(mem, s, false), cells);
	require(tix_utf8_width(fitted) <= cells);
	require(tix_utf8_valid(fitted, strlen(fitted)));
	tix_arena_free(mem);
	return 0;
}
