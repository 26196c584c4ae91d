/*
 * The spool's memory: rows grow from the front, the list of them from the
 * back, and where they meet the run is full.
 */
#include <tix/spool.h>

#include <stdlib.h>
#include <string.h>

#include "spoolrun.h"

#define ALIGN 8

struct tix_spool {
	struct tix_arena *arena;    /* holds 'space' */
	char *space;
	size_t size;
	size_t used;                /* bytes of rows */
	char **list;                /* the last 'n' words of the space */
	size_t n;
	size_t next;                /* row to hand out, where all fit */
	struct tix_spool_file file;
	struct tix_spool_merge *merge;
};

struct tix_spool *
tix_spool_new(const char *folder, size_t memory)
{
	struct tix_arena *arena = tix_arena_new();
	struct tix_spool *s = tix_arena_alloc(arena, sizeof *s);

	s->arena = arena;
	s->file.folder = folder;
	s->size = memory & ~(size_t)(ALIGN - 1);
	/* Not from the arena, which would touch every page of it. */
	s->space = malloc(s->size);
	s->list = s->space == NULL ? NULL :
	    (char **)(void *)(s->space + s->size);
	return s;
}

void
tix_spool_free(struct tix_spool *s)
{
	if (s == NULL)
		return;
	tix_spool_merge_free(s->merge);
	tix_spool_file_close(&s->file);
	free(s->space);
	tix_arena_free(s->arena);
}

static const char *
key_of(const char *at)
{
	return at + sizeof(struct tix_spool_head);
}

static const struct tix_spool_head *
head_of(const char *at)
{
	return (const struct tix_spool_head *)(const void *)at;
}

static int
compare(const void *a, const void *b)
{
	const char *x = *(char *const *)a;
	const char *y = *(char *const *)b;

	return tix_spool_compare(head_of(x), key_of(x), head_of(y), key_of(y));
}

/* Merge the newest runs that were merged equally often into one. */
static enum tix_status
shrink(struct tix *tx, struct tix_spool *s)
{
	struct tix_spool_file *f = &s->file;
	struct tix_arena *mem = tix_arena_new();
	struct tix_spool_merge *m = NULL;
	struct tix_spool_row row;
	size_t first = f->nruns - 2;
	enum tix_status st;

	while (first > 0 && f->run[first - 1].tier == f->run[first].tier)
		first--;
	st = tix_spool_merge_new(tx, f, first, f->nruns - first, &m);
	if (st == TIX_OK) {
		int tier = f->run[first].tier + 1;

		f->nruns = first;
		st = tix_spool_run_begin(tx, f, tier);
	}
	while (st == TIX_OK) {
		st = tix_spool_merge_next(tx, m, mem, &row);
		if (st == TIX_OK)
			st = tix_spool_run_put(tx, f,
			    &(struct tix_spool_head){
				.key = (uint32_t)strlen(row.key) + 1,
				.data = (uint32_t)row.size,
				.time = row.time,
				.order = row.order,
				.row = row.row,
			    }, row.key, row.data);
		tix_arena_reset(mem);
	}
	if (st == TIX_NO)
		st = tix_spool_run_end(tx, f);
	tix_spool_merge_free(m);
	tix_arena_free(mem);
	return st;
}

/* Sort what is in memory and write it as a run. */
static enum tix_status
spill(struct tix *tx, struct tix_spool *s)
{
	enum tix_status st = TIX_OK;

	if (s->file.nruns == TIX_SPOOL_RUNS)
		st = shrink(tx, s);
	if (st == TIX_OK)
		st = tix_spool_run_begin(tx, &s->file, 0);
	qsort(s->list, s->n, sizeof *s->list, compare);
	for (size_t i = 0; st == TIX_OK && i < s->n; i++) {
		const struct tix_spool_head *h = head_of(s->list[i]);
		const char *key = key_of(s->list[i]);

		st = tix_spool_run_put(tx, &s->file, h, key, key + h->key);
	}
	if (st == TIX_OK)
		st = tix_spool_run_end(tx, &s->file);
	s->list += s->n;
	s->n = s->used = 0;
	return st;
}

enum tix_status
tix_spool_add(struct tix *tx, struct tix_spool *s,
    const struct tix_spool_row *row)
{
	size_t key = strlen(row->key) + 1;
	size_t want = sizeof(struct tix_spool_head) + key + row->size;
	enum tix_status st;
	char *at;

	want = (want + ALIGN - 1) & ~(size_t)(ALIGN - 1);
	if (key > TIX_SPOOL_KEY_MAX + 1 || row->size > TIX_SPOOL_ROW_MAX ||
	    want + sizeof *s->list > s->size)
		return tix_fail(tx, TIX_INVALID,
		    "row too long: %zu bytes (spool-row-max)", row->size);
	if (s->space == NULL)
		return tix_fail(tx, TIX_FAILED, "no memory to sort rows in");
	if (s->used + want + (s->n + 1) * sizeof *s->list > s->size) {
		st = spill(tx, s);
		if (st != TIX_OK)
			return st;
	}
	at = s->space + s->used;
	s->used += want;
	memcpy(at, &(struct tix_spool_head){
		.key = (uint32_t)key,
		.data = (uint32_t)row->size,
		.time = row->time,
		.order = row->order,
		.row = row->row,
	    }, sizeof(struct tix_spool_head));
	memcpy(at + sizeof(struct tix_spool_head), row->key, key);
	if (row->size > 0)
		memcpy(at + sizeof(struct tix_spool_head) + key, row->data,
		    row->size);
	s->n++;
	*--s->list = at;
	return TIX_OK;
}

enum tix_status
tix_spool_sort(struct tix *tx, struct tix_spool *s)
{
	enum tix_status st;

	if (s->file.nruns == 0) {
		if (s->n > 0)
			qsort(s->list, s->n, sizeof *s->list, compare);
		return TIX_OK;
	}
	st = spill(tx, s);
	free(s->space);
	s->space = NULL;
	if (st != TIX_OK)
		return st;
	return tix_spool_merge_new(tx, &s->file, 0, s->file.nruns, &s->merge);
}

enum tix_status
tix_spool_next(struct tix *tx, struct tix_spool *s, struct tix_arena *mem,
    struct tix_spool_row *row)
{
	const struct tix_spool_head *h;
	const char *at;

	if (s->merge != NULL)
		return tix_spool_merge_next(tx, s->merge, mem, row);
	if (s->next == s->n)
		return TIX_NO;
	at = s->list[s->next++];
	h = head_of(at);
	*row = (struct tix_spool_row){
		.key = key_of(at),
		.time = h->time,
		.order = h->order,
		.row = h->row,
		.data = key_of(at) + h->key,
		.size = h->data,
	};
	return TIX_OK;
}
