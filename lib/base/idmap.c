/*
 * Open addressing: memory is 16 bytes for each of at most twice the numbers.
 */
#include <tix/idmap.h>

#include <string.h>

#define FIRST_CAP 64

/* The slot of a key, or the free one where it would be. */
static size_t
place_of(const struct tix_idmap *m, int64_t key)
{
	const uint64_t mixed = (uint64_t)key * UINT64_C(0x9e3779b97f4a7c15);
	size_t i = (size_t)(mixed >> 20) & (m->cap - 1);

	while (m->slot[i].key != 0 && m->slot[i].key != key)
		i = (i + 1) & (m->cap - 1);
	return i;
}

static void
grow(struct tix_idmap *m)
{
	const struct tix_idmap old = *m;

	m->cap = old.cap == 0 ? FIRST_CAP : 2 * old.cap;
	m->slot = tix_arena_array(m->arena, m->cap, sizeof *m->slot);
	for (size_t i = 0; i < old.cap; i++)
		if (old.slot[i].key != 0)
			m->slot[place_of(m, old.slot[i].key)] = old.slot[i];
}

void
tix_idmap_put(struct tix_idmap *m, int64_t key, int64_t value)
{
	size_t i;

	if (m->n >= m->cap / 4 * 3)
		grow(m);
	i = place_of(m, key);
	m->n += m->slot[i].key == 0;
	m->slot[i] = (struct tix_idmap_slot){ key, value };
}

int64_t
tix_idmap_get(const struct tix_idmap *m, int64_t key, int64_t otherwise)
{
	size_t i;

	if (m->n == 0 || key == 0)
		return otherwise;
	i = place_of(m, key);
	return m->slot[i].key == key ? m->slot[i].value : otherwise;
}

void
tix_idmap_clear(struct tix_idmap *m)
{
	if (m->cap > 0)
		memset(m->slot, 0, m->cap * sizeof *m->slot);
	m->n = 0;
}
