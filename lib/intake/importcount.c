/*
 * Telling equal rows apart.
 */
#include <tix/importrow.h>

#include <stdlib.h>
#include <string.h>

static int
compare(const void *a, const void *b)
{
	const struct tix_import_row *x = *(struct tix_import_row *const *)a;
	const struct tix_import_row *y = *(struct tix_import_row *const *)b;
	int c = memcmp(x->digest, y->digest, sizeof x->digest);

	if (c != 0)
		return c;
	if (x->file != y->file)
		return x->file < y->file ? -1 : 1;
	return (x > y) - (x < y);
}

static bool
is_equal(const struct tix_import_row *a, const struct tix_import_row *b)
{
	return memcmp(a->digest, b->digest, sizeof a->digest) == 0;
}

size_t
tix_import_count(struct tix_arena *mem, struct tix_import_row *rows, size_t n)
{
	struct tix_import_row **p = tix_arena_array(mem, n, sizeof *p);
	int64_t count = 0, most = 0;
	size_t left = 0;

	for (size_t i = 0; i < n; i++)
		p[i] = &rows[i];
	if (n > 0)
		qsort(p, n, sizeof *p, compare);
	for (size_t i = 0; i < n; i++) {
		bool same = i > 0 && is_equal(p[i], p[i - 1]);

		if (!same)
			most = 0;
		if (!same || p[i]->file != p[i - 1]->file)
			count = 0;
		/* 0: an earlier file has as many of them already */
		p[i]->occurrence = ++count > most ? count : 0;
		if (count > most)
			most = count;
	}
	for (size_t i = 0; i < n; i++)
		if (rows[i].occurrence != 0)
			rows[left++] = rows[i];
	return left;
}
