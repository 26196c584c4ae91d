/*
 * Sorting more rows than memory holds: runs are sorted in memory, written to
 * an unlinked temporary file, and merged.
 */
#ifndef TIX_SPOOL_H
#define TIX_SPOOL_H

#include <tix/arena.h>
#include <tix/tix.h>

#define TIX_SPOOL_MEMORY (16u << 20)  /* bytes of a run in memory */
#define TIX_SPOOL_ROW_MAX (8u << 20)  /* bytes of a row */
#define TIX_SPOOL_KEY_MAX 1000        /* bytes of a key */

/* What is sorted, by key, time, order, row; 'data' goes along. */
struct tix_spool_row {
	const char *key;
	int64_t time;
	int64_t order;
	int64_t row;      /* the caller's count of rows, all different */
	const void *data;
	size_t size;
};

struct tix_spool;

/*
 * A spool that keeps 'memory' bytes of rows (TIX_SPOOL_MEMORY; less for
 * tests) and puts the rest into a file in 'folder', which is there only while
 * rows do not fit.  'folder' is borrowed.
 */
struct tix_spool *tix_spool_new(const char *folder, size_t memory);
void tix_spool_free(struct tix_spool *s);

/* Add a row; it is copied.  TIX_INVALID for one that is too long; TIX_IO. */
enum tix_status tix_spool_add(struct tix *tx, struct tix_spool *s,
    const struct tix_spool_row *row);

/* All are in: sort. */
enum tix_status tix_spool_sort(struct tix *tx, struct tix_spool *s);

/*
 * The next row in order, on 'mem' or borrowed from the spool; TIX_NO behind
 * the last one.
 */
enum tix_status tix_spool_next(struct tix *tx, struct tix_spool *s,
    struct tix_arena *mem, struct tix_spool_row *row);

#endif
