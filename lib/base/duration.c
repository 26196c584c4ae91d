/*
 * Lengths of time as text, in and out.
 */
#include "duration.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

struct unit {
	char letter;
	int64_t us;
};

/* Greatest first, which is the order they must be written in, too. */
static const struct unit units[] = {
	{ 'w', TIX_WEEK }, { 'd', TIX_DAY }, { 'h', TIX_HOUR },
	{ 'm', TIX_MINUTE }, { 's', TIX_SECOND },
};

#define NUNITS (sizeof units / sizeof units[0])

static const char too_long[] = "it is longer than ten years";
static const char no_form[] = "write it like 90s, 1h30m, 2d, 4bh or PT4H";

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Digits; NULL or what is wrong with them. */
static const char *
scan_count(const char **p, int64_t *n)
{
	if (!is_digit(**p))
		return no_form;
	for (*n = 0; is_digit(**p); ++*p) {
		*n = *n * 10 + (**p - '0');
		if (*n > TIX_DURATION_MAX / TIX_SECOND)
			return too_long;
	}
	return NULL;
}

/* Add 'n' of a unit smaller than those before 'at'; moves 'at' behind it. */
static const char *
add_unit(struct tix_duration_parts *d, int64_t n, char letter, size_t *at)
{
	size_t i = *at;

	while (i < NUNITS && units[i].letter != letter)
		i++;
	if (i == NUNITS)
		return no_form;
	*at = i + 1;
	if (n > TIX_DURATION_MAX / units[i].us)
		return too_long;
	if (units[i].us >= TIX_DAY)
		d->days += n * (units[i].us / TIX_DAY);
	else
		d->us += n * units[i].us;
	return d->days * TIX_DAY + d->us > TIX_DURATION_MAX ? too_long : NULL;
}

/* One count and its unit, behind any blanks. */
static const char *
scan_part(const char **p, struct tix_duration_parts *d, size_t *at)
{
	const char *why;
	bool first = *at == 0, working;
	int64_t n;

	why = scan_count(p, &n);
	if (why != NULL)
		return why;
	if (**p == '\0')
		return "it needs a unit, as in 45m or 2d";
	working = **p == 'b';
	if (working)
		++*p;
	if (working && **p == 'w')
		return "working weeks differ: say how many bd";
	if (!first && working != d->working)
		return "it mixes working time with other time";
	d->working = working;
	why = add_unit(d, n, **p, at);
	if (why == NULL)
		++*p;
	return why;
}

static const char *
scan_short(const char *p, struct tix_duration_parts *d)
{
	size_t at = 0;

	do {
		const char *why = scan_part(&p, d, &at);

		if (why != NULL)
			return why;
		if (*p == ' ' && p[1] != '\0')
			p++;
	} while (*p != '\0');
	return NULL;
}

/* "P1DT12H", behind the P */
static const char *
scan_iso(const char *p, struct tix_duration_parts *d)
{
	static const char dates[] = "WD", times[] = "HMS";
	bool in_time = false;
	size_t at = 0;

	do {
		const char *why;
		int64_t n;

		if (!in_time && *p == 'T') {
			in_time = true;
			p++;
		}
		why = scan_count(&p, &n);
		if (why != NULL)
			return why;
		if (!in_time && (*p == 'Y' || *p == 'M'))
			return "months and years have no fixed length";
		if (*p == '\0' || strchr(in_time ? times : dates, *p) == NULL)
			return no_form;
		why = add_unit(d, n, (char)(*p - 'A' + 'a'), &at);
		if (why != NULL)
			return why;
		p++;
	} while (*p != '\0');
	return NULL;
}

const char *
tix_duration_scan(const char *text, struct tix_duration_parts *d)
{
	*d = (struct tix_duration_parts){ 0 };
	return *text == 'P' ? scan_iso(text + 1, d) : scan_short(text, d);
}

enum tix_status
tix_duration_parse(struct tix *tx, const char *text, struct tix_duration *d)
{
	struct tix_duration_parts parts;
	const char *why = tix_duration_scan(text, &parts);

	if (why != NULL)
		return tix_fail(tx, TIX_INVALID, "no duration '%s': %s", text,
		    why);
	*d = (struct tix_duration){ .us = parts.us, .working = parts.working };
	if (parts.working)
		d->days = parts.days;
	else
		d->us += parts.days * TIX_DAY;
	return TIX_OK;
}

static uint64_t
magnitude(int64_t us)
{
	return us < 0 ? 0 - (uint64_t)us : (uint64_t)us;
}

/* The greatest unit that 'left' holds, or the smallest. */
static size_t
greatest_unit(uint64_t left)
{
	size_t i = 0;

	while (i + 1 < NUNITS && left < (uint64_t)units[i].us)
		i++;
	return i;
}

const char *
tix_time_age(char out[TIX_TIME_SIZE], int64_t us)
{
	uint64_t left = magnitude(us);
	size_t i = greatest_unit(left);
	uint64_t n = left / (uint64_t)units[i].us;

	snprintf(out, TIX_TIME_SIZE, "%s%" PRIu64 "%c",
	    us < 0 && n > 0 ? "-" : "", n, units[i].letter);
	return out;
}

const char *
tix_duration_text(char out[TIX_TIME_SIZE], int64_t us)
{
	uint64_t left = magnitude(us);
	size_t i = greatest_unit(left);
	uint64_t n = left / (uint64_t)units[i].us;
	unsigned next = 0;
	const char *sign = us < 0 && n > 0 ? "-" : "";

	if (i + 1 < NUNITS)
		next = (unsigned)(left % (uint64_t)units[i].us /
		    (uint64_t)units[i + 1].us);
	if (next == 0)
		snprintf(out, TIX_TIME_SIZE, "%s%" PRIu64 "%c", sign, n,
		    units[i].letter);
	else
		snprintf(out, TIX_TIME_SIZE, "%s%" PRIu64 "%c %u%c",
		    sign, n, units[i].letter, next, units[i + 1].letter);
	return out;
}
