/*
 * For lib/intake alone: the runs of a spool in its file.
 */
#ifndef TIX_INTAKE_SPOOLRUN_H
#define TIX_INTAKE_SPOOLRUN_H

#include <stdio.h>
#include <sys/types.h>

#include <tix/spool.h>

#define TIX_SPOOL_RUNS 64      /* merged at once */
#define TIX_SPOOL_WINDOW 65536 /* bytes of each that are in memory */

/* A row as it lies in memory and in the file; the key and the data follow. */
struct tix_spool_head {
	uint32_t key;   /* bytes of the key, with its NUL */
	uint32_t data;  /* bytes behind it */
	int64_t time;
	int64_t order;
	int64_t row;
};

struct tix_spool_run {
	off_t start;
	off_t end;
	int tier;       /* how often its rows were merged */
};

struct tix_spool_file {
	const char *folder;
	FILE *to;       /* NULL: nothing was written yet */
	char *window;   /* its buffer */
	int fd;
	off_t size;
	struct tix_spool_run run[TIX_SPOOL_RUNS];
	size_t nruns;
};

/* Less than 0, 0, more than 0. */
int tix_spool_compare(const struct tix_spool_head *a, const char *akey,
    const struct tix_spool_head *b, const char *bkey);

/* Write the rows of a run one by one, between begin and end. */
enum tix_status tix_spool_run_begin(struct tix *tx, struct tix_spool_file *f,
    int tier);
enum tix_status tix_spool_run_put(struct tix *tx, struct tix_spool_file *f,
    const struct tix_spool_head *h, const char *key, const void *data);
enum tix_status tix_spool_run_end(struct tix *tx, struct tix_spool_file *f);
void tix_spool_file_close(struct tix_spool_file *f);

/* A merge of some runs. */
struct tix_spool_merge;

enum tix_status tix_spool_merge_new(struct tix *tx,
    const struct tix_spool_file *f, size_t first, size_t n,
    struct tix_spool_merge **m);
void tix_spool_merge_free(struct tix_spool_merge *m);

/* The next row; 'data' is on 'mem'. TIX_NO at the end. */
enum tix_status tix_spool_merge_next(struct tix *tx, struct tix_spool_merge *m,
    struct tix_arena *mem, struct tix_spool_row *row);

#endif
