/*
 * A set of SHA-256 digests.
 */
#ifndef TIX_DIGESTS_H
#define TIX_DIGESTS_H

#include <tix/arena.h>
#include <tix/hash.h>

/* Start with { .arena = a }; there is nothing to free. */
struct tix_digests {
	struct tix_arena *arena;
	unsigned char (*slot)[TIX_HASH_SIZE]; /* all zeros: free */
	size_t n;
	size_t cap;                           /* a power of two */
};

/* Add one; false where it was there. */
bool tix_digests_add(struct tix_digests *d,
    const unsigned char digest[TIX_HASH_SIZE]);

bool tix_digests_has(const struct tix_digests *d,
    const unsigned char digest[TIX_HASH_SIZE]);

#endif
