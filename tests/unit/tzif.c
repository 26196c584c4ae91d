/* Files of zones, and files that lie. */
#include <unit.h>

#include <stdlib.h>

#include <tix/zone.h>

/* A TZif file in the making. */
struct file {
	unsigned char b[512];
	size_t n;
};

static void
put(struct file *f, const void *p, size_t n)
{
	memcpy(f->b + f->n, p, n);
	f->n += n;
}

static void
put_int(struct file *f, int64_t v, int size)
{
	for (int shift = (size - 1) * 8; shift >= 0; shift -= 8)
		f->b[f->n++] = (unsigned char)((uint64_t)v >> shift);
}

static void
put_header(struct file *f, char version, const uint32_t counts[6])
{
	put(f, "TZif", 4);
	put(f, &version, 1);
	put(f, "\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 15);
	for (int i = 0; i < 6; i++)
		put_int(f, counts[i], 4);
}

/* Two types, changes at 100 and 200; 'size' of 4 is version 1. */
static void
put_block(struct file *f, int size)
{
	put_int(f, 100, size);
	put_int(f, 200, size);
	put(f, "\1\0", 2);
	put_int(f, 3600, 4);
	put(f, "\0\0", 2);
	put_int(f, -7200, 4);
	put(f, "\1\4", 2);
	put(f, "ONE\0TWO\0", 8);
}

static const uint32_t two[6] = { 0, 0, 0, 2, 2, 8 };
static const uint32_t none[6] = { 0, 0, 0, 0, 1, 1 };

/* Of the 64-bit block in a file of file_v2(). */
#define V2_AT (44 + 7 + 44)

static void
file_v2(struct file *f, const char *footer)
{
	*f = (struct file){ .n = 0 };
	put_header(f, '2', none);
	put(f, "\0\0\0\0\0\0\0", 7);
	put_header(f, '2', two);
	put_block(f, 8);
	put(f, footer, strlen(footer));
}

/* Parses from an allocation of the exact size, so that ASan sees overreads. */
static enum tix_status
parse(struct tix *tx, const struct file *f, size_t n,
    const struct tix_zone **zone)
{
	unsigned char *exact = malloc(n + (n == 0));
	enum tix_status st;

	memcpy(exact, f->b, n);
	st = tix_zone_parse(tx, tx->run, exact, n, zone);
	free(exact);
	return st;
}

static void
check_offsets(const struct tix_zone *zone, int before, int between, int after)
{
	const char *name;

	CHECK_INT(tix_zone_offset(zone, INT64_MIN, NULL), before);
	CHECK_INT(tix_zone_offset(zone, 99, NULL), before);
	CHECK_INT(tix_zone_offset(zone, 100, &name), between);
	CHECK_STR(name, "TWO");
	CHECK_INT(tix_zone_offset(zone, 199, NULL), between);
	CHECK_INT(tix_zone_offset(zone, 200, NULL), after);
	CHECK_INT(tix_zone_offset(zone, INT64_MAX, NULL), after);
}

static void
files_of_each_version_are_read(struct tix *tx)
{
	const struct tix_zone *zone = NULL;
	struct file f = { .n = 0 };

	put_header(&f, '\0', two);
	put_block(&f, 4);
	CHECK_INT(parse(tx, &f, f.n, &zone), TIX_OK);
	check_offsets(zone, 3600, -7200, 3600);
	file_v2(&f, "\n\n");
	CHECK_INT(parse(tx, &f, f.n, &zone), TIX_OK);
	check_offsets(zone, 3600, -7200, 3600);
	file_v2(&f, "\n<+05>-5\n");
	CHECK_INT(parse(tx, &f, f.n, &zone), TIX_OK);
	check_offsets(zone, 3600, -7200, 18000);
	f.b[4] = f.b[44 + 7 + 4] = '4';
	CHECK_INT(parse(tx, &f, f.n, &zone), TIX_OK);
	CHECK_STR(tix_zone_name(zone), "TZif");
}

static void
every_cut_of_a_file_is_refused(struct tix *tx)
{
	const struct tix_zone *zone = NULL;
	struct file f;

	file_v2(&f, "\n<+05>-5\n");
	for (size_t n = 0; n < f.n; n++)
		CHECK_INT(parse(tx, &f, n, &zone), TIX_INVALID);
	CHECK(zone == NULL);
}

static void
files_that_lie_are_refused(struct tix *tx)
{
	static const struct {
		size_t at; /* in the 64-bit block's header or tables */
		unsigned char byte;
	} t[] = {
		{ 0, 'X' }, /* magic */
		{ 23, 1 }, { 23, 3 }, { 20, 0xff }, /* counts of flags */
		{ 27, 1 }, { 24, 0x80 },
		{ 28, 0xff }, { 31, 1 }, /* leap seconds */
		{ 32, 0xff }, { 35, 1 }, { 35, 3 }, /* changes */
		{ 36, 0x10 }, { 39, 0 }, { 39, 1 }, { 38, 1 }, /* types */
		{ 40, 0xff }, { 43, 0 }, { 43, 7 }, { 43, 9 }, /* letters */
		{ 44 + 7, 200 }, /* the first change is at the second's time */
		{ 44 + 7, 201 },
		{ 44 + 8, 0x80 }, /* the second is long before it */
		{ 44 + 16, 2 }, { 44 + 17, 0xff }, /* no such type */
		{ 44 + 18, 0x7f }, { 44 + 18, 0x80 }, /* impossible offsets */
		{ 44 + 19, 0x02 }, { 44 + 25, 0x80 },
		{ 44 + 23, 8 }, { 44 + 29, 0xff }, /* no such letters */
		{ 44 + 38, 'x' }, /* no newline before the rule */
		{ 44 + 39, '5' }, { 44 + 40, '\0' }, { 44 + 46, ';' },
	};
	const struct tix_zone *zone = NULL;
	struct file f;

	for (size_t i = 0; i < sizeof t / sizeof t[0]; i++) {
		enum tix_status st;

		file_v2(&f, "\n<+05>-5\n");
		f.b[44 + 7 + t[i].at] = t[i].byte;
		st = parse(tx, &f, f.n, &zone);
		if (st != TIX_INVALID)
			printf("# byte %zu as %u\n", t[i].at, t[i].byte);
		CHECK_INT(st, TIX_INVALID);
	}
	file_v2(&f, "\n<+05>-5\n");
	f.b[4] = '1';
	CHECK_INT(parse(tx, &f, f.n, &zone), TIX_INVALID);
	CHECK_STR(tx->error,
	    "time zone 'TZif' is damaged: its version is not known");
	CHECK(zone == NULL);
}

static void
huge_counts_do_not_wrap(struct tix *tx)
{
	static const uint32_t huge[6] = {
		UINT32_MAX, UINT32_MAX, UINT32_MAX, UINT32_MAX, UINT32_MAX,
		UINT32_MAX,
	};
	const struct tix_zone *zone = NULL;

	for (int i = 0; i < 6; i++) {
		uint32_t counts[6];
		struct file f = { .n = 0 };

		memcpy(counts, two, sizeof counts);
		counts[i] = UINT32_MAX;
		put_header(&f, '\0', counts);
		put_block(&f, 4);
		CHECK_INT(parse(tx, &f, f.n, &zone), TIX_INVALID);
		f.n = 0;
		put_header(&f, '\0', huge);
		put_block(&f, 4);
		CHECK_INT(parse(tx, &f, f.n, &zone), TIX_INVALID);
	}
	CHECK(zone == NULL);
}

static const struct unit_test tests[] = {
	{ "files of each version are read", files_of_each_version_are_read },
	{ "every cut of a file is refused", every_cut_of_a_file_is_refused },
	{ "files that lie are refused", files_that_lie_are_refused },
	{ "huge counts do not wrap", huge_counts_do_not_wrap },
};

UNIT_MAIN(tests)
