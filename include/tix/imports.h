/*
 * The table of rows of other desks' exports that are in already.
 */
#ifndef TIX_IMPORTS_H
#define TIX_IMPORTS_H

#include <tix/arena.h>
#include <tix/tix.h>

#define TIX_IMPORT_DIGEST_SIZE 16

/*
 * A row by its digest and its occurrence among equal ones: the third of three
 * equal rows is known apart from the first.
 */
struct tix_import_id {
	unsigned char digest[TIX_IMPORT_DIGEST_SIZE];
	int64_t occurrence;
};

/* All of a ticket, on 'mem', sorted by digest and occurrence. */
enum tix_status tix_imports_of(struct tix *tx, struct tix_arena *mem,
    int64_t ticket, struct tix_import_id **ids, size_t *n);

/* Note that a row is in, in the transaction of its events. */
enum tix_status tix_imports_add(struct tix *tx, int64_t ticket,
    const unsigned char digest[TIX_IMPORT_DIGEST_SIZE], int64_t occurrence);

#endif
