/*
 * Numbers by numbers: what is 17 called here?
 */
#ifndef TIX_IDMAP_H
#define TIX_IDMAP_H

#include <tix/arena.h>

struct tix_idmap_slot {
	int64_t key;   /* 0: free */
	int64_t value;
};

/* Start with { .arena = a }; there is nothing to free. */
struct tix_idmap {
	struct tix_arena *arena;
	struct tix_idmap_slot *slot;
	size_t n;   /* taken */
	size_t cap; /* a power of two */
};

/* Put a value by a key other than 0; one that was there goes. */
void tix_idmap_put(struct tix_idmap *m, int64_t key, int64_t value);

/* The value of a key, or 'otherwise'. */
int64_t tix_idmap_get(const struct tix_idmap *m, int64_t key,
    int64_t otherwise);

/* Forget all. */
void tix_idmap_clear(struct tix_idmap *m);

#endif
