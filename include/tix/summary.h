/*
 * The figures of a period: what came, what went, what is left, how long it
 * took; over all, by level, by priority.  Pure.
 */
#ifndef TIX_SUMMARY_H
#define TIX_SUMMARY_H

#include <tix/fold.h>

#define TIX_MEASURES (TIX_N_BREACHED + 1)

/* One line of the report. */
struct tix_summary_row {
	const char *group;   /* "all", "level", "priority" */
	const char *name;    /* "", "L2", "3"; "none" where there was none */
	int64_t n[TIX_MEASURES];
	int64_t resolutions; /* tickets behind the next three */
	int64_t p50;         /* microseconds; nearest rank: the smallest that */
	int64_t p90;         /* at least half (nine tenths) do not exceed */
	int64_t mean;        /* arithmetic, rounded down */
};

struct tix_summary;

struct tix_summary *tix_summary_new(struct tix_arena *mem);

/* A sum of one measure in one cell of level and priority. */
void tix_summary_count(struct tix_summary *s, const struct tix_tally *t);

/* A ticket that was resolved in the period after 'took' microseconds. */
void tix_summary_resolution(struct tix_summary *s, int64_t took,
    const char *level, int64_t priority);

/*
 * The rows: all, then the levels in 'levels' (NULL-ended) and any others, then
 * priorities 1 to 5 and none; only those where something was counted, and
 * "all" always.  On the summary's memory.
 */
const struct tix_summary_row *tix_summary_rows(struct tix_summary *s,
    const char *const *levels, size_t *n);

#endif
