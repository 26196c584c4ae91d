/*
 * The figures of a period.
 */
#include <tix/summary.h>

#include <stdlib.h>
#include <string.h>

#define LEVELS_MAX 64     /* names seen; more are counted as "other" */
#define PRIORITIES 6      /* none, 1 to 5 */

/* A resolution, small: a busy year has millions of them. */
struct resolution {
	int64_t took;
	uint8_t level;    /* place among the levels */
	uint8_t priority;
};

struct cell {
	int64_t n[TIX_MEASURES];
};

struct tix_summary {
	struct tix_arena *mem;
	const char *level[LEVELS_MAX];
	size_t nlevels;
	struct cell cell[LEVELS_MAX][PRIORITIES];
	struct resolution *resolution;
	size_t n;
	size_t cap;
	struct tix_summary_row *row;
	size_t nrows;
};

struct tix_summary *
tix_summary_new(struct tix_arena *mem)
{
	struct tix_summary *s = tix_arena_alloc(mem, sizeof *s);

	s->mem = mem;
	return s;
}

static size_t
level_place(struct tix_summary *s, const char *level)
{
	const char *name = level != NULL ? level : "none";

	for (size_t i = 0; i < s->nlevels; i++)
		if (strcmp(s->level[i], name) == 0)
			return i;
	if (s->nlevels == LEVELS_MAX)
		return LEVELS_MAX - 1;
	s->level[s->nlevels] = s->nlevels == LEVELS_MAX - 1 ? "other" :
	    tix_arena_dup(s->mem, name);
	return s->nlevels++;
}

static size_t
priority_place(int64_t priority)
{
	return priority >= 1 && priority < PRIORITIES ? (size_t)priority : 0;
}

void
tix_summary_count(struct tix_summary *s, const struct tix_tally *t)
{
	if (t->measure > 0 && t->measure < TIX_MEASURES)
		s->cell[level_place(s, t->level)][priority_place(
		    t->priority)].n[t->measure] += t->n;
}

void
tix_summary_resolution(struct tix_summary *s, int64_t took, const char *level,
    int64_t priority)
{
	s->resolution = tix_arena_more(s->mem, s->resolution, s->n, &s->cap,
	    sizeof *s->resolution);
	s->resolution[s->n++] = (struct resolution){
		.took = took,
		.level = (uint8_t)level_place(s, level),
		.priority = (uint8_t)priority_place(priority),
	};
}

static int
by_time(const void *a, const void *b)
{
	const struct resolution *x = a, *y = b;

	return (x->took > y->took) - (x->took < y->took);
}

/* Which cells a row is about: a level or a priority, or all (-1). */
struct choice {
	int level;
	int priority;
};

static bool
chosen(const struct choice *c, size_t level, size_t priority)
{
	return (c->level < 0 || (size_t)c->level == level) &&
	    (c->priority < 0 || (size_t)c->priority == priority);
}

/* Nearest rank (NIST: the value at rank ceil(p * n)), of a sorted list. */
static void
find_times(const struct tix_summary *s, const struct choice *c,
    struct tix_summary_row *row)
{
	int64_t n = 0, at = 0, rank50, rank90;
	__extension__ __int128 sum = 0;

	for (size_t i = 0; i < s->n; i++) {
		const struct resolution *r = &s->resolution[i];

		if (!chosen(c, r->level, r->priority))
			continue;
		n++;
		sum += r->took;
	}
	row->resolutions = n;
	if (n == 0)
		return;
	row->mean = (int64_t)(sum / n);
	rank50 = (n * 50 + 99) / 100;
	rank90 = (n * 90 + 99) / 100;
	for (size_t i = 0; i < s->n; i++) {
		const struct resolution *r = &s->resolution[i];

		if (!chosen(c, r->level, r->priority))
			continue;
		if (++at == rank50)
			row->p50 = r->took;
		if (at == rank90)
			row->p90 = r->took;
	}
}

static bool
is_empty(const struct tix_summary_row *row)
{
	for (size_t m = 0; m < TIX_MEASURES; m++)
		if (row->n[m] != 0)
			return false;
	return row->resolutions == 0;
}

static void
add_row(struct tix_summary *s, const char *group, const char *name,
    struct choice c)
{
	struct tix_summary_row *row = &s->row[s->nrows];

	memset(row, 0, sizeof *row);
	row->group = group;
	row->name = name;
	for (size_t l = 0; l < s->nlevels; l++)
		for (size_t p = 0; p < PRIORITIES; p++)
			for (size_t m = 0; m < TIX_MEASURES; m++)
				if (chosen(&c, l, p))
					row->n[m] += s->cell[l][p].n[m];
	find_times(s, &c, row);
	if (!is_empty(row) || c.level + c.priority == -2)
		s->nrows++;
}

const struct tix_summary_row *
tix_summary_rows(struct tix_summary *s, const char *const *levels, size_t *n)
{
	static const char *const priorities[PRIORITIES] = {
		"none", "1", "2", "3", "4", "5"
	};
	bool done[LEVELS_MAX] = { false };

	s->row = tix_arena_array(s->mem, 1 + LEVELS_MAX + PRIORITIES,
	    sizeof *s->row);
	s->nrows = 0;
	if (s->n > 0)
		qsort(s->resolution, s->n, sizeof *s->resolution, by_time);
	add_row(s, "all", "", (struct choice){ -1, -1 });
	for (; *levels != NULL; levels++)
		for (size_t l = 0; l < s->nlevels; l++)
			if (!done[l] && strcmp(s->level[l], *levels) == 0) {
				done[l] = true;
				add_row(s, "level", s->level[l],
				    (struct choice){ (int)l, -1 });
			}
	for (size_t l = 0; l < s->nlevels; l++)
		if (!done[l])
			add_row(s, "level", s->level[l],
			    (struct choice){ (int)l, -1 });
	for (size_t p = 1; p <= PRIORITIES; p++)
		add_row(s, "priority", priorities[p % PRIORITIES],
		    (struct choice){ -1, (int)(p % PRIORITIES) });
	*n = s->nrows;
	return s->row;
}
