/*
 * For lib/store alone: the engine's memory.  It asks for thousands of small
 * pieces in the milliseconds of a program's life; taken from the system's
 * allocator they are a tenth of a short program's instructions.  These are cut
 * from larger chunks, and kept by their size for the next when given back.
 *
 * The functions are those that the engine calls: sizes are above 0, pieces are
 * aligned to 8 bytes, and a process is one thread.
 */
#ifndef TIX_STORE_BLOCKS_H
#define TIX_STORE_BLOCKS_H

#include <stdbool.h>

#define TIX_BLOCK_MAX 8192 /* larger ones are the system's */

/* False where a sanitizer is to see each piece by itself. */
bool tix_blocks_wanted(void);

/* 'n' bytes, not cleared, or NULL. */
void *tix_blocks_get(int n);

/* Give 'p', which tix_blocks_get() or tix_blocks_resize() returned, back. */
void tix_blocks_put(void *p);

/*
 * 'p', or another piece, with 'n' bytes and the content of 'p' as far as it
 * fits; 'p' is given back.  NULL, and 'p' as it was, without memory.
 */
void *tix_blocks_resize(void *p, int n);

/* How many bytes 'p' has: those asked for, rounded up. */
int tix_blocks_size(void *p);

/* What a size is rounded up to. */
int tix_blocks_round(int n);

/* Free all chunks: no piece up to TIX_BLOCK_MAX may be used any more. */
int tix_blocks_init(void *unused);
void tix_blocks_clear(void *unused);

#endif
