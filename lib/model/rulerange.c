/*
 * Ranges of whole numbers, as rules hold them.
 */
#include <tix/rule.h>

#include <stdlib.h>
#include <string.h>

struct tix_range_ends
tix_range_ends(const char *text)
{
	const char *dots = strstr(text, "..");

	return (struct tix_range_ends){
		.from = text,
		.n = dots == NULL ? strlen(text) : (size_t)(dots - text),
		.to = dots == NULL ? NULL : dots + 2,
	};
}

struct tix_range
tix_range_of(const char *text)
{
	const struct tix_range_ends e = tix_range_ends(text);
	struct tix_range r = { INT64_MIN, INT64_MAX };

	if (*text == '\0')
		return (struct tix_range){ INT64_MAX, INT64_MIN };
	if (e.n > 0)
		r.from = strtoll(e.from, NULL, 10);
	if (e.to == NULL)
		r.to = r.from;
	else if (*e.to != '\0')
		r.to = strtoll(e.to, NULL, 10);
	return r;
}

bool
tix_range_has(const char *text, int64_t i)
{
	const struct tix_range r = tix_range_of(text);

	return i >= r.from && i <= r.to;
}
