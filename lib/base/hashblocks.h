/*
 * For lib/base alone: SHA-256 by the processor's own instructions.
 */
#ifndef TIX_BASE_HASHBLOCKS_H
#define TIX_BASE_HASHBLOCKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TIX_HASH_BLOCK 64

/* Does this processor have them? */
bool tix_hash_blocks_are_own(void);

/* Take 'n' blocks at 'p' into 'state'; only where the processor has them. */
void tix_hash_blocks(uint32_t state[8], const unsigned char *p, size_t n);

#endif
