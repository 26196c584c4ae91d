/*
 * For lib/cli alone: a stream that does not wait for its reader.
 */
#ifndef TIX_SPILL_H
#define TIX_SPILL_H

#include <stdio.h>

#include "private.h"

struct tix_spill;

/*
 * A stream that writes to 'fd' while that takes it at once; what it does not
 * take is kept in a file without a name in TMPDIR (/tmp), in order.  NULL
 * where there is no memory.  'fd' stays the caller's.
 */
struct tix_spill *tix_spill_new(struct tix_arena *a, int fd, FILE **stream);

/*
 * Write what was kept, however long that takes: not while a read of the desk
 * is under way.  The stream's own buffer is the caller's to flush before.
 * False on an error.
 */
bool tix_spill_drain(struct tix_spill *s);

/*
 * errno of the first failure, also of the stream's writes, or 0; 'is_own'
 * where the file without a name failed.
 */
int tix_spill_error(const struct tix_spill *s, bool *is_own);

/* Let the file go; what is in it is lost.  The stream is closed before. */
void tix_spill_close(struct tix_spill *s);

#endif
