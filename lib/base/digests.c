/*
 * Open addressing: a digest is as good a hash as any.
 */
#include <tix/digests.h>

#include <string.h>

#define FIRST_CAP 64

static const unsigned char none[TIX_HASH_SIZE];

static bool
is_equal(const unsigned char *a, const unsigned char *b)
{
	return memcmp(a, b, TIX_HASH_SIZE) == 0;
}

static size_t
place_of(const struct tix_digests *d, const unsigned char *digest)
{
	uint64_t hash;
	size_t i;

	memcpy(&hash, digest, sizeof hash);
	i = (size_t)hash & (d->cap - 1);
	while (!is_equal(d->slot[i], none) && !is_equal(d->slot[i], digest))
		i = (i + 1) & (d->cap - 1);
	return i;
}

static void
grow(struct tix_digests *d)
{
	const struct tix_digests old = *d;

	d->cap = old.cap == 0 ? FIRST_CAP : 2 * old.cap;
	d->slot = tix_arena_array(d->arena, d->cap, sizeof *d->slot);
	for (size_t i = 0; i < old.cap; i++)
		if (!is_equal(old.slot[i], none))
			memcpy(d->slot[place_of(d, old.slot[i])], old.slot[i],
			    TIX_HASH_SIZE);
}

bool
tix_digests_add(struct tix_digests *d,
    const unsigned char digest[TIX_HASH_SIZE])
{
	size_t i;

	if (d->n >= d->cap / 4 * 3)
		grow(d);
	i = place_of(d, digest);
	if (is_equal(d->slot[i], digest))
		return false;
	memcpy(d->slot[i], digest, TIX_HASH_SIZE);
	d->n++;
	return true;
}

bool
tix_digests_has(const struct tix_digests *d,
    const unsigned char digest[TIX_HASH_SIZE])
{
	return d->n > 0 && is_equal(d->slot[place_of(d, digest)], digest);
}
