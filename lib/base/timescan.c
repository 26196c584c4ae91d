/*
 * Times in the forms that programs write: RFC 3339, and formats after
 * strptime(3), free of locales.
 */
#include "timescan.h"

#include <string.h>

bool
tix_scan_number(const char **p, int min, int max, int *out)
{
	int n = 0, v = 0;

	for (; n < max && **p >= '0' && **p <= '9'; n++, ++*p)
		v = v * 10 + (**p - '0');
	*out = v;
	return n >= min;
}

bool
tix_scan_char(const char **p, char c)
{
	if (**p != c)
		return false;
	++*p;
	return true;
}

bool
tix_scan_fraction(const char **p, int *micro)
{
	const char *start = *p;
	int v, digits;

	if (!tix_scan_number(p, 1, 9, &v) || (**p >= '0' && **p <= '9'))
		return false;
	for (digits = (int)(*p - start); digits > 6; digits--)
		v /= 10;
	for (; digits < 6; digits++)
		v *= 10;
	*micro = v;
	return true;
}

bool
tix_scan_date(const char **p, struct tix_civil *c)
{
	int year;

	if (!tix_scan_number(p, 4, 4, &year))
		return false;
	c->year = year;
	return tix_scan_char(p, '-') && tix_scan_number(p, 2, 2, &c->month) &&
	    tix_scan_char(p, '-') && tix_scan_number(p, 2, 2, &c->day);
}

bool
tix_scan_offset(const char **p, bool loose, int *seconds)
{
	int sign = **p == '-' ? -1 : 1;
	int hours, minutes = 0;
	bool colon;

	*seconds = 0;
	if (tix_scan_char(p, 'Z') || tix_scan_char(p, 'z'))
		return true;
	if (!tix_scan_char(p, '+') && !tix_scan_char(p, '-'))
		return false;
	if (!tix_scan_number(p, 2, 2, &hours))
		return false;
	colon = tix_scan_char(p, ':');
	if (!loose || colon || (**p >= '0' && **p <= '9')) {
		if ((!loose && !colon) || !tix_scan_number(p, 2, 2, &minutes))
			return false;
	}
	*seconds = sign * (hours * 3600 + minutes * 60);
	return hours <= 23 && minutes <= 59;
}

static bool
scan_rfc3339(const char **p, int64_t *at)
{
	struct tix_civil c = { 0 };
	int offset;

	if (!tix_scan_date(p, &c))
		return false;
	if (**p != 'T' && **p != 't' && **p != ' ')
		return false;
	++*p;
	if (!tix_scan_number(p, 2, 2, &c.hour) || c.hour > 23 ||
	    !tix_scan_char(p, ':') || !tix_scan_number(p, 2, 2, &c.minute) ||
	    !tix_scan_char(p, ':') || !tix_scan_number(p, 2, 2, &c.second))
		return false;
	if (tix_scan_char(p, '.') && !tix_scan_fraction(p, &c.micro))
		return false;
	return tix_scan_offset(p, false, &offset) &&
	    tix_time_from_offset(&c, offset, at);
}

bool
tix_time_from_rfc3339(const char *text, int64_t *at)
{
	int64_t found;

	if (!scan_rfc3339(&text, &found) || *text != '\0')
		return false;
	*at = found;
	return true;
}

/* What a text has said so far. */
struct scan {
	struct tix_civil c;
	bool has_year, has_month, has_day;
	bool is_pm, has_half;  /* %p */
	bool has_twelve;       /* %I */
	bool has_offset;
	int offset;
	bool has_instant;      /* %+ */
	int64_t instant;
};

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Takes 'n' letters of 'word', whatever their case. */
static bool
scan_word(const char **p, const char *word, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (lower((*p)[i]) != word[i])
			return false;
	*p += n;
	return true;
}

static bool
scan_month_name(const char **p, int *month)
{
	static const char *const names[] = {
		"january", "february", "march", "april", "may", "june",
		"july", "august", "september", "october", "november",
		"december",
	};

	for (int i = 0; i < 12; i++) {
		if (scan_word(p, names[i], strlen(names[i])) ||
		    scan_word(p, names[i], 3)) {
			*month = i + 1;
			return true;
		}
	}
	return false;
}

static bool
scan_half(const char **p, struct scan *s)
{
	s->has_half = true;
	s->is_pm = lower(**p) == 'p';
	return scan_word(p, s->is_pm ? "pm" : "am", 2);
}

static bool
scan_short_year(const char **p, struct scan *s)
{
	int v;

	if (!tix_scan_number(p, 1, 2, &v))
		return false;
	s->c.year = v < 69 ? 2000 + v : 1900 + v; /* as POSIX has it */
	s->has_year = true;
	return true;
}

static bool
scan_year(const char **p, struct scan *s)
{
	int v;

	if (!tix_scan_number(p, 4, 4, &v))
		return false;
	s->c.year = v;
	s->has_year = true;
	return true;
}

static bool
scan_date_part(char conversion, const char **p, struct scan *s)
{
	switch (conversion) {
	case 'Y':
		return scan_year(p, s);
	case 'y':
		return scan_short_year(p, s);
	case 'm':
		s->has_month = true;
		return tix_scan_number(p, 1, 2, &s->c.month);
	case 'b':
		s->has_month = true;
		return scan_month_name(p, &s->c.month);
	case 'd':
		s->has_day = true;
		return tix_scan_number(p, 1, 2, &s->c.day);
	case '+':
		s->has_instant = true;
		return scan_rfc3339(p, &s->instant);
	default:
		return false;
	}
}

static bool
scan_conversion(char conversion, const char **p, struct scan *s)
{
	switch (conversion) {
	case '%':
		return tix_scan_char(p, '%');
	case 'H':
		s->has_twelve = false;
		return tix_scan_number(p, 1, 2, &s->c.hour) && s->c.hour < 24;
	case 'I':
		s->has_twelve = true;
		return tix_scan_number(p, 1, 2, &s->c.hour) &&
		    s->c.hour >= 1 && s->c.hour <= 12;
	case 'M':
		return tix_scan_number(p, 1, 2, &s->c.minute);
	case 'S':
		return tix_scan_number(p, 1, 2, &s->c.second);
	case 'f':
		return tix_scan_fraction(p, &s->c.micro);
	case 'p':
		return scan_half(p, s);
	case 'z':
		s->has_offset = true;
		return tix_scan_offset(p, true, &s->offset);
	default:
		return scan_date_part(conversion, p, s);
	}
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static bool
scan_format(const char *format, const char *text, struct scan *s)
{
	for (; *format != '\0'; format++) {
		if (is_blank(*format)) {
			while (is_blank(*text))
				text++;
		} else if (*format != '%') {
			if (!tix_scan_char(&text, *format))
				return false;
		} else {
			format++;
			if (!scan_conversion(*format, &text, s))
				return false;
		}
	}
	return *text == '\0';
}

bool
tix_time_scan(const char *format, const char *text,
    const struct tix_zone *zone, int64_t *at)
{
	struct scan s = { 0 };

	if (!scan_format(format, text, &s))
		return false;
	if (s.has_instant) {
		*at = s.instant;
		return true;
	}
	if (!s.has_year || !s.has_month || !s.has_day)
		return false;
	if (s.has_twelve) {
		if (!s.has_half)
			return false;
		s.c.hour = s.c.hour % 12 + (s.is_pm ? 12 : 0);
	}
	if (s.has_offset)
		return tix_time_from_offset(&s.c, s.offset, at);
	return tix_time_from_civil(&s.c, zone, at);
}
