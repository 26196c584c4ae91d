/*
 * UTF-8 from untrusted bytes: decoding, and what a terminal may be shown.
 */
#include <tix/utf8.h>

#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#define REPLACEMENT 0xFFFDu
#define REPLACEMENT_UTF8 "\xEF\xBF\xBD"
#define ELLIPSIS_UTF8 "\xE2\x80\xA6"
#define ZWNJ 0x200Cu
#define ZWJ 0x200Du

/*
 * How many bytes follow 'lead', and the range of the first of them: it alone
 * shuts out overlong forms, surrogates and what is beyond U+10FFFF.
 */
static size_t
followers(unsigned char lead, unsigned char *low, unsigned char *high)
{
	*low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
	*high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
	if (lead >= 0xC2 && lead <= 0xDF)
		return 1;
	if (lead >= 0xE0 && lead <= 0xEF)
		return 2;
	if (lead >= 0xF0 && lead <= 0xF4)
		return 3;
	return 0;
}

uint32_t
tix_utf8_decode(const char *s, size_t n, size_t *used, bool *ok)
{
	unsigned char c = (unsigned char)*s, low, high;
	size_t more = followers(c, &low, &high), i;
	uint32_t value = c & (0x3Fu >> more);

	*used = 1;
	*ok = c < 0x80;
	if (c < 0x80)
		return c;
	if (more == 0)
		return REPLACEMENT;
	for (i = 1; i <= more && i < n; i++) {
		c = (unsigned char)s[i];
		if (c < low || c > high)
			break;
		value = value << 6 | (c & 0x3Fu);
		low = 0x80;
		high = 0xBF;
	}
	*used = i;
	*ok = i > more;
	return *ok ? value : REPLACEMENT;
}

bool
tix_utf8_valid(const char *s, size_t n)
{
	size_t used;
	bool ok;

	for (; n > 0; s += used, n -= used) {
		if ((unsigned char)*s < 0x80) {
			used = 1;
			continue;
		}
		tix_utf8_decode(s, n, &used, &ok);
		if (!ok)
			return false;
	}
	return true;
}

const char *
tix_utf8_clean(struct tix_arena *a, const char *s)
{
	struct tix_buf out = { .arena = a };
	size_t n = strlen(s), used;
	bool ok;

	if (tix_utf8_valid(s, n))
		return s;
	for (; n > 0; s += used, n -= used) {
		tix_utf8_decode(s, n, &used, &ok);
		if (ok)
			tix_buf_add(&out, s, used);
		else
			tix_buf_str(&out, REPLACEMENT_UTF8);
	}
	return tix_buf_text(&out);
}

/*
 * Controls, bidirectional controls, line and paragraph separators, and what
 * Unicode calls default ignorable, less the variation selectors of the BMP,
 * which emoji and Mongolian cannot do without.
 */
static const struct { uint32_t from, to; } unsafe[] = {
	{ 0x0000, 0x001F }, { 0x007F, 0x009F }, { 0x00AD, 0x00AD },
	{ 0x034F, 0x034F }, { 0x061C, 0x061C }, { 0x115F, 0x1160 },
	{ 0x17B4, 0x17B5 }, { 0x180E, 0x180E }, { 0x200B, 0x200F },
	{ 0x2028, 0x202E }, { 0x2060, 0x206F }, { 0x3164, 0x3164 },
	{ 0xFEFF, 0xFEFF }, { 0xFFA0, 0xFFA0 }, { 0xFFF0, 0xFFFB },
	{ 0x1BCA0, 0x1BCA3 }, { 0x1D173, 0x1D17A }, { 0xE0000, 0xE0FFF },
};

bool
tix_utf8_unsafe(uint32_t c)
{
	if (c >= 0x20 && c < 0x7F)
		return false;
	for (size_t i = 0; i < sizeof unsafe / sizeof unsafe[0]; i++)
		if (c <= unsafe[i].to)
			return c >= unsafe[i].from;
	return false;
}

bool
tix_utf8_unsafe_after(uint32_t before, uint32_t c)
{
	if (c == ZWNJ || c == ZWJ)
		return before < 0x300 || tix_utf8_unsafe(before);
	return tix_utf8_unsafe(c);
}

/* Spaces of Unicode, the empty Braille cell, and variation selectors. */
static const struct { uint32_t from, to; } blank[] = {
	{ 0x0020, 0x0020 }, { 0x00A0, 0x00A0 }, { 0x1680, 0x1680 },
	{ 0x180B, 0x180F }, { 0x2000, 0x200A }, { 0x202F, 0x202F },
	{ 0x205F, 0x205F }, { 0x2800, 0x2800 }, { 0x3000, 0x3000 },
	{ 0xFE00, 0xFE0F },
};

static bool
is_blank(uint32_t c)
{
	for (size_t i = 0; i < sizeof blank / sizeof blank[0]; i++)
		if (c >= blank[i].from && c <= blank[i].to)
			return true;
	return tix_utf8_unsafe(c);
}

bool
tix_utf8_blank(const char *s)
{
	size_t n = strlen(s), used;
	bool ok;

	for (; n > 0; s += used, n -= used)
		if (!is_blank(tix_utf8_decode(s, n, &used, &ok)))
			return false;
	return true;
}

bool
tix_ascii_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool
tix_utf8_control(uint32_t c)
{
	return c < 0x20 || (c >= 0x7F && c <= 0x9F);
}

/* Is every byte of 's' one that any terminal shows? */
static bool
is_plain(const char *s)
{
	for (; *s != '\0'; s++)
		if ((unsigned char)*s < 0x20 || (unsigned char)*s >= 0x7F)
			return false;
	return true;
}

void
tix_utf8_locale(void)
{
	if (MB_CUR_MAX == 1 && setlocale(LC_CTYPE, "C.UTF-8") == NULL)
		setlocale(LC_CTYPE, "");
}

static int
width_of(uint32_t c)
{
	tix_utf8_locale();
	return wcwidth((wchar_t)c);
}

/* Returns what the next character stands behind: 'c', or nothing to join. */
static uint32_t
add_printable(struct tix_buf *b, const char *s, size_t n, uint32_t c,
    uint32_t before)
{
	if (tix_utf8_control(c)) {
		tix_buf_printf(b, "\\x%02x", (unsigned)c);
		return 0;
	}
	if (tix_utf8_unsafe_after(before, c) || width_of(c) < 0) {
		tix_buf_printf(b, "<U+%04X>", (unsigned)c);
		return 0;
	}
	tix_buf_add(b, s, n);
	return c;
}

const char *
tix_utf8_printable(struct tix_arena *a, const char *s, bool lines)
{
	struct tix_buf out = { .arena = a };
	uint32_t c, before = 0;
	size_t n, used;
	bool ok;

	if (is_plain(s))
		return s;
	for (n = strlen(s); n > 0; s += used, n -= used) {
		c = tix_utf8_decode(s, n, &used, &ok);
		if (!ok) {
			tix_buf_str(&out, REPLACEMENT_UTF8);
			before = REPLACEMENT;
		} else if (lines && (c == '\n' || c == '\t')) {
			tix_buf_char(&out, (char)c);
			before = c;
		} else {
			before = add_printable(&out, s, used, c, before);
		}
	}
	return tix_buf_text(&out);
}

static size_t
cells_of(uint32_t c)
{
	int width = c < 0x7F ? 1 : width_of(c);

	return width < 0 ? 1 : (size_t)width;
}

size_t
tix_utf8_width(const char *s)
{
	size_t n = strlen(s), used, cells = 0;
	bool ok;

	for (; n > 0; s += used, n -= used)
		cells += cells_of(tix_utf8_decode(s, n, &used, &ok));
	return cells;
}

const char *
tix_utf8_fit(struct tix_arena *a, const char *s, size_t cells)
{
	struct tix_buf out = { .arena = a };
	size_t n = strlen(s), at, used, width = 0, keep = 0;
	bool ok;

	for (at = 0; at < n && width <= cells; at += used) {
		width += cells_of(tix_utf8_decode(s + at, n - at, &used, &ok));
		if (width < cells)
			keep = at + used;
	}
	if (width <= cells)
		return s;
	tix_buf_add(&out, s, keep);
	if (cells > 0)
		tix_buf_str(&out, ELLIPSIS_UTF8);
	return tix_buf_text(&out);
}
