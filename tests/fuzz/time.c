/*
 * Times, formats and durations from any bytes: no crash, and what is read can
 * be written and read again.
 */
#include <stdlib.h>
#include <string.h>

#include <tix/time.h>

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static void
check_round_trip(int64_t at)
{
	char out[TIX_TIME_SIZE];
	int64_t again = -1;

	if (at < 0 || at > TIX_TIME_MAX ||
	    !tix_time_from_rfc3339(tix_time_rfc3339(out, at), &again) ||
	    again != at)
		abort();
}

static void
try_scan(const char *text, size_t size, const struct tix_zone *zone)
{
	static const char *const formats[] = {
		"%d/%m/%Y %H:%M", "%Y-%m-%dT%H:%M:%S.%f%z", "%+",
		"%b %d %y %I:%M:%S %p",
	};
	const char *half = memchr(text, '\n', size);
	int64_t at;

	for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++)
		if (tix_time_scan(formats[i], text, zone, &at))
			check_round_trip(at);
	if (half != NULL) {
		char *format = strndup(text, (size_t)(half - text));

		if (tix_time_scan(format, half + 1, zone, &at))
			check_round_trip(at);
		free(format);
	}
}

static void
try_duration(struct tix *tx, const char *text)
{
	struct tix_duration d;
	char out[TIX_TIME_SIZE];

	if (tix_duration_parse(tx, text, &d) != TIX_OK)
		return;
	if (d.us < 0 || d.us > TIX_DURATION_MAX || d.days < 0 ||
	    d.days > 3653 || (!d.working && d.days != 0))
		abort();
	tix_time_age(out, d.us);
	tix_duration_text(out, -d.us);
	if (tix_duration_parse(tx, tix_duration_text(out, d.us), &d) != TIX_OK)
		abort();
}

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	struct tix tx = { .now = INT64_C(1795442400000000) };
	char *text = strndup((const char *)data, size);
	int64_t at;

	if (text == NULL)
		return 0;
	tx.run = tx.mem = tix_arena_new();
	if (tix_zone_local(&tx, tx.run, "CET-1CEST,M3.5.0,M10.5.0/3",
	    &tx.zone) != TIX_OK)
		abort();
	if (tix_time_parse(&tx, text, &at) == TIX_OK)
		check_round_trip(at);
	if (tix_time_from_rfc3339(text, &at))
		check_round_trip(at);
	try_scan(text, strlen(text), tx.zone);
	try_duration(&tx, text);
	tix_arena_free(tx.run);
	free(text);
	return 0;
}
