/*
 * How many questions of working time are answered in a second, in memory: a
 * calendar of two windows a day, random instants of thirty years.  Prints the
 * millions a second of elapsed and of due, and what compiling took, in ms.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <tix/arena.h>
#include <tix/calendar.h>
#include <tix/time.h>

#define QUESTIONS 4096

static double
clock_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int
main(int argc, char **argv)
{
	static const char *const hours[] = { "Mon-Fri 08:00-12:00",
		"Mon-Fri 12:30-17:00", NULL };
	static const char *const holidays[] = { "12-24..01-02 yearly",
		"05-01 yearly", NULL };
	const struct tix_calendar c = { .name = "office",
		.timezone = "Europe/Warsaw", .hours = hours,
		.holidays = holidays };
	static int64_t from[QUESTIONS], to[QUESTIONS], budget[QUESTIONS];
	const long rounds = argc > 1 ? atol(argv[1]) : 10000;
	struct tix tx = { .run = tix_arena_new(), .mem = tix_arena_new() };
	struct tix_window_set set;
	struct tix_piece p = { .timezone = c.timezone };
	const struct tix_worktime w = { "office", &p, 1 };
	int64_t answer = 0, sum = 0;
	double begin = clock_now(), compiled, elapsed, due;

	if (tix_calendar_windows(&tx, tx.run, &c, &set) != TIX_OK)
		return 1;
	compiled = clock_now() - begin;
	p.windows = &set.base;
	srandom(1);
	for (int i = 0; i < QUESTIONS; i++) {
		from[i] = (INT64_C(1000000000) + random() % 900000000) *
		    TIX_SECOND;
		to[i] = from[i] + random() % (30 * 86400) * TIX_SECOND;
		budget[i] = random() % (40 * 3600) * TIX_SECOND;
	}
	begin = clock_now();
	for (long k = 0; k < rounds; k++)
		for (int i = 0; i < QUESTIONS; i++) {
			if (tix_worktime_elapsed(&tx, &w, from[i], to[i],
			    &answer) != TIX_OK)
				return 1;
			sum += answer;
		}
	elapsed = clock_now() - begin;
	begin = clock_now();
	for (long k = 0; k < rounds; k++)
		for (int i = 0; i < QUESTIONS; i++) {
			if (tix_worktime_due(&tx, &w, from[i], budget[i],
			    TIX_AT_CLOSE, &answer) != TIX_OK)
				return 1;
			sum += answer;
		}
	due = clock_now() - begin;
	printf("%.1f %.1f %.1f %lld\n", (double)rounds * QUESTIONS / elapsed /
	    1e6, (double)rounds * QUESTIONS / due / 1e6, compiled * 1e3,
	    (long long)sum);
	return 0;
}
