/*
 * The figures of a period.
 */
#include "unit.h"

#include <tix/summary.h>

static const char *const levels[] = { "L1", "L2", NULL };

static const struct tix_summary_row *
row_of(struct tix_summary *s, const char *group, const char *name)
{
	size_t n;
	const struct tix_summary_row *row = tix_summary_rows(s, levels, &n);

	for (size_t i = 0; i < n; i++)
		if (strcmp(row[i].group, group) == 0 &&
		    strcmp(row[i].name, name) == 0)
			return &row[i];
	return NULL;
}

/* Nearest rank: of n values the one at ceil(p n), counted from the smallest. */
static void
percentiles(struct tix *tx)
{
	static const struct {
		int64_t n, p50, p90, mean;
	} cases[] = {
		{ 1, 1, 1, 1 },
		{ 2, 1, 2, 1 },   /* 0.5*2 = 1; 1.8 -> 2; 1.5 -> 1 */
		{ 3, 2, 3, 2 },
		{ 4, 2, 4, 2 },
		{ 10, 5, 9, 5 },
		{ 11, 6, 10, 6 }, /* 5.5 -> 6; 9.9 -> 10 */
		{ 100, 50, 90, 50 },
		{ 101, 51, 91, 51 },
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct tix_summary *s = tix_summary_new(tx->run);
		const struct tix_summary_row *all;

		for (int64_t v = cases[i].n; v > 0; v--)
			tix_summary_resolution(s, v, "L1", 3);
		all = row_of(s, "all", "");
		CHECK_INT(all->resolutions, cases[i].n);
		CHECK_INT(all->p50, cases[i].p50);
		CHECK_INT(all->p90, cases[i].p90);
		CHECK_INT(all->mean, cases[i].mean);
	}
}

static void
huge_times(struct tix *tx)
{
	struct tix_summary *s = tix_summary_new(tx->run);

	for (int i = 0; i < 5000; i++)
		tix_summary_resolution(s, INT64_MAX, NULL, 0);
	CHECK_INT(row_of(s, "all", "")->mean, INT64_MAX);
	CHECK_INT(row_of(s, "level", "none")->resolutions, 5000);
	CHECK_INT(row_of(s, "priority", "none")->p90, INT64_MAX);
}

static void
groups(struct tix *tx)
{
	struct tix_summary *s = tix_summary_new(tx->run);
	struct tix_tally t = { .measure = TIX_N_OPENED, .level = "L2",
	    .priority = 1, .n = 4 };
	size_t n;
	const struct tix_summary_row *row;

	tix_summary_count(s, &t);
	t.level = "gone";
	t.priority = 5;
	t.n = 2;
	tix_summary_count(s, &t);
	row = tix_summary_rows(s, levels, &n);
	CHECK_INT(n, 5);
	CHECK_STR(row[0].group, "all");
	CHECK_INT(row[0].n[TIX_N_OPENED], 6);
	CHECK_STR(row[1].name, "L2");
	CHECK_STR(row[2].name, "gone");
	CHECK_STR(row[3].name, "1");
	CHECK_INT(row[3].n[TIX_N_OPENED], 4);
	CHECK_STR(row[4].name, "5");
}

static void
many_levels(struct tix *tx)
{
	struct tix_summary *s = tix_summary_new(tx->run);
	struct tix_tally t = { .measure = TIX_N_OPENED, .n = 1 };
	char name[16];

	for (int i = 0; i < 100; i++) {
		snprintf(name, sizeof name, "x%d", i);
		t.level = name;
		tix_summary_count(s, &t);
	}
	CHECK_INT(row_of(s, "all", "")->n[TIX_N_OPENED], 100);
	CHECK_INT(row_of(s, "level", "x62")->n[TIX_N_OPENED], 1);
	CHECK_INT(row_of(s, "level", "other")->n[TIX_N_OPENED], 37);
}

static void
empty(struct tix *tx)
{
	size_t n;
	const struct tix_summary_row *row = tix_summary_rows(
	    tix_summary_new(tx->run), levels, &n);

	CHECK_INT(n, 1);
	CHECK_STR(row->group, "all");
	CHECK_INT(row->resolutions, 0);
}

static const struct unit_test tests[] = {
	{ "percentiles are values that occurred, by nearest rank", percentiles },
	{ "times beyond any sum still have a mean", huge_times },
	{ "levels come in the desk's order, then those that are gone", groups },
	{ "more levels than there is room for are counted together",
	    many_levels },
	{ "nothing counted gives one row of zeros", empty },
};

UNIT_MAIN(tests)
