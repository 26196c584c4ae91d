/*
 * The spool: any rows in any order come out sorted, with what they carry,
 * whether memory holds them or not.
 */
#include <dirent.h>
#include <stdlib.h>

#include <tix/spool.h>

#include "unit.h"

struct row {
	char key[12];
	int64_t time, order, row;
	uint32_t data[40]; /* 0 to 40 words of it, told by the row's number */
};

static uint32_t
chance(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

/* Row 'i' of a set: few keys, times and orders, so that all of them count. */
static struct row
make(uint32_t seed, int64_t i, uint32_t keys)
{
	uint32_t s = seed ^ (uint32_t)i * 2654435761u;
	struct row r = { .row = i };

	snprintf(r.key, sizeof r.key, "K%u", chance(&s) % keys);
	r.time = (int64_t)(chance(&s) % 5) - 2;
	r.order = (int64_t)(chance(&s) % 3) - 1;
	for (size_t k = 0; k < 40; k++)
		r.data[k] = (uint32_t)i * 40 + (uint32_t)k;
	return r;
}

static size_t
size_of(int64_t i)
{
	return (size_t)(i % 41) * sizeof(uint32_t);
}

static int
compare(const void *a, const void *b)
{
	const struct row *x = a, *y = b;
	int c = strcmp(x->key, y->key);

	if (c == 0)
		c = (x->time > y->time) - (x->time < y->time);
	if (c == 0)
		c = (x->order > y->order) - (x->order < y->order);
	return c != 0 ? c : (x->row > y->row) - (x->row < y->row);
}

static int
open_files(void)
{
	DIR *d = opendir("/proc/self/fd");
	int n = 0;

	while (d != NULL && readdir(d) != NULL)
		n++;
	if (d != NULL)
		closedir(d);
	return n;
}

static void
check_sorted(struct tix *tx, int64_t n, uint32_t keys, size_t memory,
    bool files)
{
	struct row *want = calloc((size_t)n + 1, sizeof *want);
	int before = open_files();
	struct tix_spool *s = tix_spool_new("/tmp", memory);
	struct tix_spool_row r;
	int64_t bad = 0;

	for (int64_t i = 0; i < n; i++) {
		want[i] = make(7, i, keys);
		CHECK_INT(tix_spool_add(tx, s, &(struct tix_spool_row){
			.key = want[i].key, .time = want[i].time,
			.order = want[i].order, .row = i,
			.data = want[i].data, .size = size_of(i) }), TIX_OK);
	}
	CHECK_INT(tix_spool_sort(tx, s), TIX_OK);
	CHECK_INT(open_files() > before, files);
	qsort(want, (size_t)n, sizeof *want, compare);
	for (int64_t i = 0; i < n; i++) {
		const struct row *w = &want[i];

		tix_arena_reset(tx->mem);
		if (tix_spool_next(tx, s, tx->mem, &r) != TIX_OK ||
		    strcmp(r.key, w->key) != 0 || r.time != w->time ||
		    r.order != w->order || r.row != w->row ||
		    r.size != size_of(w->row) ||
		    (r.size > 0 && memcmp(r.data, w->data, r.size) != 0))
			bad++;
	}
	CHECK_INT(bad, 0);
	CHECK_INT(tix_spool_next(tx, s, tx->mem, &r), TIX_NO);
	CHECK_INT(tix_spool_next(tx, s, tx->mem, &r), TIX_NO);
	tix_spool_free(s);
	CHECK_INT(open_files(), before);
	free(want);
}

static void
in_memory(struct tix *tx)
{
	check_sorted(tx, 0, 1, 1 << 20, false);
	check_sorted(tx, 1, 1, 1 << 20, false);
	check_sorted(tx, 2000, 50, 1 << 20, false);
}

static void
in_runs(struct tix *tx)
{
	check_sorted(tx, 2000, 50, 100000, true);
	check_sorted(tx, 2000, 1, 100000, true);
}

/* 20,000 rows in 4 KiB: some 1,200 runs, merged twice. */
static void
in_many_runs(struct tix *tx)
{
	check_sorted(tx, 20000, 3000, 4096, true);
}

static void
long_ones(struct tix *tx)
{
	struct tix_spool *s = tix_spool_new("/tmp", 1 << 20);
	char *data = tix_arena_alloc(tx->run, TIX_SPOOL_ROW_MAX + 1);
	char *key = tix_arena_alloc(tx->run, TIX_SPOOL_KEY_MAX + 2);
	struct tix_spool_row r = { .key = key, .data = data };

	memset(key, 'k', TIX_SPOOL_KEY_MAX);
	memset(data, 'd', 500000);
	r.size = 500000;
	for (r.row = 3; r.row > 0; r.row--)
		CHECK_INT(tix_spool_add(tx, s, &r), TIX_OK);
	key[TIX_SPOOL_KEY_MAX] = 'k';
	CHECK_INT(tix_spool_add(tx, s, &r), TIX_INVALID);
	key[0] = '\0';
	r.size = 1 << 20;
	CHECK_INT(tix_spool_add(tx, s, &r), TIX_INVALID);
	CHECK_STR(tx->error, "row too long: 1048576 bytes (spool-row-max)");
	r.size = TIX_SPOOL_ROW_MAX + 1;
	CHECK_INT(tix_spool_add(tx, s, &r), TIX_INVALID);
	CHECK_INT(tix_spool_sort(tx, s), TIX_OK);
	for (int64_t i = 1; i <= 3; i++) {
		CHECK_INT(tix_spool_next(tx, s, tx->mem, &r), TIX_OK);
		CHECK_INT(r.row, i);
		CHECK_INT(r.size, 500000);
		CHECK_INT(strlen(r.key), TIX_SPOOL_KEY_MAX);
		CHECK_INT(memcmp(r.data, data, r.size), 0);
	}
	CHECK_INT(tix_spool_next(tx, s, tx->mem, &r), TIX_NO);
	tix_spool_free(s);
	tix_spool_free(NULL);
}

static void
no_folder(struct tix *tx)
{
	struct tix_spool *s = tix_spool_new("/nonexistent", 4096);
	struct tix_spool_row r = { .key = "k", .data = "1234", .size = 4 };
	enum tix_status st = TIX_OK;

	for (int i = 0; i < 1000 && st == TIX_OK; i++)
		st = tix_spool_add(tx, s, &r);
	CHECK_INT(st, TIX_IO);
	CHECK_STR(tx->error, "temporary file in '/nonexistent': "
	    "No such file or directory");
	tix_spool_free(s);
}

static const struct unit_test tests[] = {
	{ "rows that fit in memory are sorted there, without a file",
	    in_memory },
	{ "rows that do not fit are sorted in runs", in_runs },
	{ "more runs than are merged at once are merged in turns",
	    in_many_runs },
	{ "long rows and keys are kept whole, longer ones are refused",
	    long_ones },
	{ "a folder that is not there is named", no_folder },
};

UNIT_MAIN(tests)
