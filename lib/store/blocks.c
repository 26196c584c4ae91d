/*
 * The engine's memory.
 */
#include "blocks.h"

#include <stdalign.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define CHUNK 32768

/* In steps of 16 bytes to 512, of 256 beyond: a page with its head is 4.3 K. */
#define FINE 16
#define FINE_MAX 512
#define COARSE 256
#define KINDS (FINE_MAX / FINE + (TIX_BLOCK_MAX - FINE_MAX) / COARSE + 1)

struct block {
	uint64_t size; /* of what follows it */
	union {
		struct block *next; /* given back before it */
		unsigned char data[sizeof(void *)];
	} u;
};

#define HEAD offsetof(struct block, u)

struct chunk {
	struct chunk *next;
	size_t used;
	alignas(8) unsigned char data[CHUNK];
};

/*
 * The one thing in the library that is not handed through: the engine's calls
 * for memory carry nothing by which it could be found.
 */
static struct {
	struct block *given_back[KINDS];
	struct chunk *chunk; /* the one at hand, newest first */
} here;

bool
tix_blocks_wanted(void)
{
#if defined __SANITIZE_ADDRESS__
	return false;
#elif defined __has_feature
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer)
	return false;
#else
	return true;
#endif
#else
	return true;
#endif
}

static size_t
round_up(size_t n, size_t step)
{
	return (n + step - 1) / step * step;
}

static size_t
size_of(size_t n)
{
	if (n <= FINE_MAX)
		return round_up(n, FINE);
	return round_up(n, n <= TIX_BLOCK_MAX ? COARSE : 8);
}

static size_t
kind_of(size_t size)
{
	return size <= FINE_MAX ? size / FINE :
	    FINE_MAX / FINE + (size - FINE_MAX) / COARSE;
}

static struct block *
block_of(void *p)
{
	return (struct block *)(void *)((unsigned char *)p - HEAD);
}

static void *
use(struct block *b, size_t size)
{
	if (b == NULL)
		return NULL;
	b->size = size;
	return b->u.data;
}

/* What is left of the chunk at hand is too small, and stays unused. */
static struct block *
cut(size_t n)
{
	struct chunk *c = here.chunk;

	if (c == NULL || CHUNK - c->used < n) {
		c = malloc(sizeof *c);
		if (c == NULL)
			return NULL;
		c->next = here.chunk;
		c->used = 0;
		here.chunk = c;
	}
	c->used += n;
	return (struct block *)(void *)(c->data + c->used - n);
}

void *
tix_blocks_get(int n)
{
	const size_t size = size_of((size_t)n);
	struct block **kept;
	struct block *b;

	if (size > TIX_BLOCK_MAX)
		return use(malloc(HEAD + size), size);
	kept = &here.given_back[kind_of(size)];
	b = *kept;
	if (b == NULL)
		return use(cut(HEAD + size), size);
	*kept = b->u.next;
	return b->u.data;
}

void
tix_blocks_put(void *p)
{
	struct block *b = block_of(p);
	struct block **kept;

	if (b->size > TIX_BLOCK_MAX) {
		free(b);
		return;
	}
	kept = &here.given_back[kind_of(b->size)];
	b->u.next = *kept;
	*kept = b;
}

void *
tix_blocks_resize(void *p, int n)
{
	struct block *b = block_of(p);
	const size_t old = b->size, size = size_of((size_t)n);
	void *new;

	if (size == old)
		return p;
	if (size > TIX_BLOCK_MAX && old > TIX_BLOCK_MAX)
		return use(realloc(b, HEAD + size), size);
	new = tix_blocks_get(n);
	if (new == NULL)
		return NULL;
	memcpy(new, p, old < size ? old : size);
	tix_blocks_put(p);
	return new;
}

int
tix_blocks_size(void *p)
{
	return p != NULL ? (int)block_of(p)->size : 0;
}

int
tix_blocks_round(int n)
{
	return n > INT32_MAX - 8 ? n : (int)size_of((size_t)n);
}

int
tix_blocks_init(void *unused)
{
	(void)unused;
	return 0;
}

void
tix_blocks_clear(void *unused)
{
	struct chunk *next;

	(void)unused;
	for (struct chunk *c = here.chunk; c != NULL; c = next) {
		next = c->next;
		free(c);
	}
	memset(&here, 0, sizeof here);
}
