/*
 * The engine's memory.
 */
#include "../../lib/store/blocks.h"
#include "unit.h"

#include <stdint.h>
#include <stdlib.h>

#define LIVE 600
#define ROUNDS 60000

/* Worked out by hand: steps of 16 to 512, of 256 to 8192, of 8 beyond. */
static const struct {
	int n;
	int size;
} sizes[] = {
	{ 1, 16 }, { 8, 16 }, { 15, 16 }, { 16, 16 }, { 17, 32 },
	{ 496, 496 }, { 511, 512 }, { 512, 512 }, { 513, 768 }, { 768, 768 },
	{ 769, 1024 }, { 4368, 4608 }, { 8191, 8192 }, { 8192, 8192 },
	{ 8193, 8200 }, { 8200, 8200 }, { 100001, 100008 },
	{ INT32_MAX - 8, INT32_MAX - 7 }, { INT32_MAX - 7, INT32_MAX - 7 },
	{ INT32_MAX, INT32_MAX },
};

#define NSIZES (sizeof sizes / sizeof sizes[0])

static void
rounded(struct tix *tx)
{
	(void)tx;
	for (size_t i = 0; i < NSIZES; i++) {
		CHECK_INT(tix_blocks_round(sizes[i].n), sizes[i].size);
		CHECK_INT(tix_blocks_round(sizes[i].size), sizes[i].size);
	}
}

static void
sized(struct tix *tx)
{
	(void)tx;
	CHECK_INT(tix_blocks_size(NULL), 0);
	for (size_t i = 0; i < NSIZES && sizes[i].n < 1000000; i++) {
		unsigned char *p = tix_blocks_get(sizes[i].n);

		CHECK(p != NULL && (uintptr_t)p % 8 == 0);
		CHECK_INT(tix_blocks_size(p), sizes[i].size);
		memset(p, 0xff, (size_t)sizes[i].size);
		CHECK_INT(tix_blocks_size(p), sizes[i].size);
		tix_blocks_put(p);
	}
	tix_blocks_clear(NULL);
}

/* What is given back is the next of its size, and of no other. */
static void
again(struct tix *tx)
{
	void *a = tix_blocks_get(100), *b = tix_blocks_get(100), *c;

	(void)tx;
	tix_blocks_put(a);
	tix_blocks_put(b);
	c = tix_blocks_get(200);
	CHECK(c != a && c != b);
	CHECK(tix_blocks_get(97) == b);
	CHECK(tix_blocks_get(112) == a);
	CHECK(tix_blocks_get(100) != a);
	tix_blocks_clear(NULL);
}

static void
stays(struct tix *tx)
{
	void *small = tix_blocks_get(100), *large;

	(void)tx;
	CHECK(tix_blocks_resize(small, 112) == small);
	CHECK(tix_blocks_resize(small, 97) == small);
	large = tix_blocks_get(9000);
	CHECK(tix_blocks_resize(large, 8999) == large);
	tix_blocks_put(large);
	tix_blocks_clear(NULL);
}

/* A piece and what it must hold: its first 'n' bytes are 'fill'. */
struct live {
	unsigned char *p;
	size_t n;
	unsigned char fill;
};

/* The same numbers in each run. */
static unsigned
chance(unsigned *seed)
{
	*seed = *seed * 1103515245u + 12345u;
	return *seed >> 8;
}

/* Mostly small, some pages, few large. */
static size_t
any_size(unsigned *seed)
{
	static const unsigned most[] = { 64, 64, 600, 600, 5000, 9000, 40000 };

	return 1 + chance(seed) % most[chance(seed) % 7];
}

static bool
holds(const struct live *l, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (l->p[i] != l->fill)
			return false;
	return true;
}

static void
fill(struct live *l, unsigned char with)
{
	l->fill = with;
	l->n = (size_t)tix_blocks_size(l->p);
	memset(l->p, with, l->n);
}

static void
resize(struct live *l, size_t n)
{
	l->p = tix_blocks_resize(l->p, (int)n);
	CHECK(l->p != NULL && (size_t)tix_blocks_size(l->p) >= n);
	CHECK(holds(l, n < l->n ? n : l->n));
}

/* No two overlap, or one would find another's bytes in itself. */
static void
random_use(struct tix *tx)
{
	static struct live live[LIVE];
	unsigned seed = 20261123;

	(void)tx;
	for (unsigned i = 0; i < ROUNDS && unit_bad == 0; i++) {
		struct live *l = &live[chance(&seed) % LIVE];
		bool moved = l->p != NULL && chance(&seed) % 3 == 0;

		if (moved)
			resize(l, any_size(&seed));
		else if (l->p != NULL) {
			CHECK(holds(l, l->n));
			tix_blocks_put(l->p);
			l->p = NULL;
		} else
			l->p = tix_blocks_get((int)any_size(&seed));
		if (l->p != NULL)
			fill(l, (unsigned char)i);
	}
	for (size_t i = 0; i < LIVE; i++)
		if (live[i].p != NULL) {
			CHECK(holds(&live[i], live[i].n));
			tix_blocks_put(live[i].p);
		}
	tix_blocks_clear(NULL);
}

static const struct unit_test tests[] = {
	{ "a size is rounded up to one of few", rounded },
	{ "a piece has its size, and begins at a multiple of 8", sized },
	{ "what is given back serves the next of its size", again },
	{ "a piece that is large enough stays where it is", stays },
	{ "live pieces never overlap, and keep what they hold", random_use },
};

UNIT_MAIN(tests)
