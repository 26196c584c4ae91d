/* Zones: rules, files that lie, and both directions. */
#include <unit.h>

#include <stdlib.h>

#include <tix/time.h>
#include <tix/zone.h>

static const struct tix_zone *
rule(struct tix *tx, const char *text)
{
	const struct tix_zone *zone = NULL;

	CHECK_INT(tix_zone_local(tx, tx->run, text, &zone), TIX_OK);
	return zone;
}

static int64_t
instant(const char *text)
{
	int64_t at = -1;

	CHECK(tix_time_from_rfc3339(text, &at));
	return at / TIX_SECOND;
}

static void
rules_say_the_offset(struct tix *tx)
{
	static const struct {
		const char *rule, *at;
		int offset;
		const char *name;
	} t[] = {
		{ "UTC0", "2026-07-01T00:00:00Z", 0, "UTC" },
		{ "<+03>-3", "2026-07-01T00:00:00Z", 10800, "+03" },
		{ "<-0330>+3:30", "2026-07-01T00:00:00Z", -12600, "-0330" },
		{ "XST-5:45:30", "2026-07-01T00:00:00Z", 20730, "XST" },
		/* last Sundays of March and October, 01:00 UTC */
		{ "CET-1CEST,M3.5.0,M10.5.0/3", "2026-03-29T00:59:59Z", 3600,
		    "CET" },
		{ "CET-1CEST,M3.5.0,M10.5.0/3", "2026-03-29T01:00:00Z", 7200,
		    "CEST" },
		{ "CET-1CEST,M3.5.0,M10.5.0/3", "2026-10-25T00:59:59Z", 7200,
		    "CEST" },
		{ "CET-1CEST,M3.5.0,M10.5.0/3", "2026-10-25T01:00:00Z", 3600,
		    "CET" },
		/* without days: as in the USA, 8 March and 1 November */
		{ "AAA5BBB", "2026-03-08T06:59:59Z", -18000, "AAA" },
		{ "AAA5BBB", "2026-03-08T07:00:00Z", -14400, "BBB" },
		{ "AAA5BBB", "2026-11-01T05:59:59Z", -14400, "BBB" },
		{ "AAA5BBB", "2026-11-01T06:00:00Z", -18000, "AAA" },
		/* south of the equator, half an hour */
		{ "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0",
		    "2026-01-01T00:00:00Z", 39600, "+11" },
		{ "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0",
		    "2026-06-01T00:00:00Z", 37800, "+1030" },
		/* Ireland's winter is the exception */
		{ "IST-1GMT0,M10.5.0,M3.5.0/1", "2026-01-01T00:00:00Z", 0,
		    "GMT" },
		{ "IST-1GMT0,M10.5.0,M3.5.0/1", "2026-07-01T00:00:00Z", 3600,
		    "IST" },
		/* Greenland: on the day before, 22:00 */
		{ "<-02>2<-01>,M3.5.0/-1,M10.5.0/0",
		    "2026-03-29T00:59:59Z", -7200, "-02" },
		{ "<-02>2<-01>,M3.5.0/-1,M10.5.0/0",
		    "2026-03-29T01:00:00Z", -3600, "-01" },
		/* Gaza: 50 hours after the start of the fourth Thursday */
		{ "EET-2EEST,M3.4.4/50,M10.4.4/50", "2026-03-27T23:59:59Z",
		    7200, "EET" },
		{ "EET-2EEST,M3.4.4/50,M10.4.4/50", "2026-03-28T00:00:00Z",
		    10800, "EEST" },
		/* J60 is 1 March in every year, 59 is 29 February in 2024 */
		{ "AAA0BBB,J60/0,J61/0", "2024-02-29T23:59:59Z", 0, "AAA" },
		{ "AAA0BBB,J60/0,J61/0", "2024-03-01T00:00:00Z", 3600, "BBB" },
		{ "AAA0BBB,J60/0,J61/0", "2023-03-01T00:00:00Z", 3600, "BBB" },
		{ "AAA0BBB,59/0,60/0", "2024-02-29T00:00:00Z", 3600, "BBB" },
		{ "AAA0BBB,59/0,60/0", "2023-03-01T00:00:00Z", 3600, "BBB" },
		{ "AAA0BBB,59/0,60/0", "2023-02-28T23:59:59Z", 0, "AAA" },
		/* a week out of the year */
		{ "AAA0BBB,J1/-167,J1/0", "2023-12-25T00:59:59Z", 0, "AAA" },
		{ "AAA0BBB,J1/-167,J1/0", "2023-12-25T01:00:00Z", 3600,
		    "BBB" },
		{ "AAA0BBB,J1/-167,J1/0", "2023-12-31T23:00:00Z", 0, "AAA" },
		{ "AAA0BBB,J365/0,J365/167", "2024-01-06T21:59:59Z", 3600,
		    "BBB" },
		{ "AAA0BBB,J365/0,J365/167", "2024-01-06T22:00:00Z", 0,
		    "AAA" },
		/* summer time all the year, after RFC 8536 */
		{ "XXX3EDT4,0/0,J365/23", "2026-01-01T03:00:00Z", -14400,
		    "EDT" },
		{ "XXX3EDT4,0/0,J365/23", "2026-01-01T02:59:59Z", -14400,
		    "EDT" },
		{ "XXX3EDT4,0/0,J365/23", "2024-12-31T12:00:00Z", -14400,
		    "EDT" },
	};

	for (size_t i = 0; i < sizeof t / sizeof t[0]; i++) {
		const struct tix_zone *zone = rule(tx, t[i].rule);
		const char *name = NULL;

		CHECK_INT(tix_zone_offset(zone, instant(t[i].at), &name),
		    t[i].offset);
		CHECK_STR(name, t[i].name);
		CHECK_STR(tix_zone_name(zone), t[i].rule);
		if (unit_bad != 0) {
			printf("# %s at %s\n", t[i].rule, t[i].at);
			return;
		}
	}
}

static void
bad_rules_are_unknown_zones(struct tix *tx)
{
	static const char *const t[] = {
		"U", "UT0", "UTC25", "UTC24:60", "UTC0:0:60", "UTC+",
		"UTC--1", "1UTC", "<UTC0", "<UT>0", "<U_C>0", "<>0", "UTC0 ",
		"AAA0BB", "AAA0BBB,", "AAA0BBB,J60", "AAA0BBB,J60,",
		"AAA0BBB,J0,J1", "AAA0BBB,J366,J1", "AAA0BBB,366,1",
		"AAA0BBB,M0.1.0,J1", "AAA0BBB,M13.1.0,J1", "AAA0BBB,M1.0.0,J1",
		"AAA0BBB,M1.6.0,J1", "AAA0BBB,M1.1.7,J1", "AAA0BBB,M1.1,J1",
		"AAA0BBB,J1/168,J2", "AAA0BBB,J1/-168,J2", "AAA0BBB,J1/,J2",
		"AAA0BBB,J1,J2,J3", "AAA0BBB,J1,J2 ", "AAA99999999999999999",
		"AAA0BBB,99999999999999999999,1", "ABCDEFGHIJKLMNOP0",
		"Mars/Olympus", "../etc/passwd", "/etc/passwd", "\xff\xff\xff" "0",
		"UTC/", "Europe", "Europe//Warsaw", "Europe/Warsaw/", " UTC",
	};
	const struct tix_zone *zone = NULL;

	for (size_t i = 0; i < sizeof t / sizeof t[0]; i++) {
		enum tix_status st;

		st = tix_zone_local(tx, tx->run, t[i], &zone);
		if (st != TIX_NOT_FOUND)
			printf("# '%s'\n", t[i]);
		CHECK_INT(st, TIX_NOT_FOUND);
		CHECK(strncmp(tx->error, "no time zone '", 14) == 0);
	}
	CHECK(zone == NULL);
}

static void
names_are_no_paths(struct tix *tx)
{
	static const char *const t[] = {
		"", "/", "/etc/localtime", "..", "../zoneinfo/UTC",
		"Europe/../UTC", "./UTC", "UTC\n", "Europe/War saw", "%s",
		"Europe", "Europe/", "Nowhere", "UTC/x", "zone.tab",
		"CET-1CEST,M3.5.0,M10.5.0/3", ":UTC",
	};
	const struct tix_zone *zone = NULL;
	char longer[5000];

	for (size_t i = 0; i < sizeof t / sizeof t[0]; i++)
		CHECK_INT(tix_zone_open(tx, tx->run, t[i], &zone),
		    TIX_NOT_FOUND);
	memset(longer, 'a', sizeof longer - 1);
	longer[sizeof longer - 1] = '\0';
	CHECK_INT(tix_zone_open(tx, tx->run, longer, &zone), TIX_NOT_FOUND);
	CHECK(zone == NULL);
}

static void
utc_is_always_there(struct tix *tx)
{
	const struct tix_zone *zone = NULL;
	const char *name = NULL;

	CHECK_INT(tix_zone_open(tx, tx->run, "UTC", &zone), TIX_OK);
	CHECK_STR(tix_zone_name(zone), "UTC");
	CHECK_INT(tix_zone_offset(zone, 0, &name), 0);
	CHECK_STR(name, "UTC");
	CHECK_INT(tix_zone_utc(zone, 12345), 12345);
	name = NULL;
	CHECK_INT(tix_zone_offset(NULL, INT64_MAX, &name), 0);
	CHECK_STR(name, "UTC");
	CHECK_INT(tix_zone_utc(NULL, -5), -5);
	CHECK_STR(tix_zone_name(NULL), "UTC");
	CHECK_INT(tix_zone_local(tx, tx->run, "", &zone), TIX_OK);
	CHECK_STR(tix_zone_name(zone), "UTC");
}

static void
the_environment_may_name_a_zone_in_several_ways(struct tix *tx)
{
	static const char *const t[] = {
		"Europe/Warsaw", ":Europe/Warsaw",
		"/usr/share/zoneinfo/Europe/Warsaw",
		":/usr/share/zoneinfo/Europe/Warsaw",
	};
	const struct tix_zone *zone = NULL;

	for (size_t i = 0; i < sizeof t / sizeof t[0]; i++) {
		CHECK_INT(tix_zone_local(tx, tx->run, t[i], &zone), TIX_OK);
		if (zone == NULL)
			return;
		CHECK_STR(tix_zone_name(zone), "Europe/Warsaw");
		CHECK_INT(tix_zone_offset(zone, 0, NULL), 3600);
	}
	zone = NULL;
	CHECK_INT(tix_zone_local(tx, tx->run, NULL, &zone), TIX_OK);
	CHECK(zone != NULL && tix_zone_name(zone)[0] != '\0');
	zone = NULL;
	CHECK_INT(tix_zone_local(tx, tx->run, ":/etc/localtime", &zone),
	    TIX_OK);
	CHECK(zone != NULL);
	CHECK_STR(tx->error, "");
}

static void
gaps_and_overlaps_are_settled(struct tix *tx)
{
	static const struct {
		const char *rule, *local, *utc;
	} t[] = {
		{ "CET-1CEST,M3.5.0,M10.5.0/3", "2026-03-29T01:59:59Z",
		    "2026-03-29T00:59:59Z" },
		{ "CET-1CEST,M3.5.0,M10.5.0/3", "2026-03-29T02:00:00Z",
		    "2026-03-29T01:00:00Z" },
		{ "CET-1CEST,M3.5.0,M10.5.0/3", "2026-03-29T02:59:59Z",
		    "2026-03-29T01:00:00Z" },
		{ "CET-1CEST,M3.5.0,M10.5.0/3", "2026-03-29T03:00:00Z",
		    "2026-03-29T01:00:00Z" },
		{ "CET-1CEST,M3.5.0,M10.5.0/3", "2026-03-29T03:00:01Z",
		    "2026-03-29T01:00:01Z" },
		{ "CET-1CEST,M3.5.0,M10.5.0/3", "2026-10-25T01:59:59Z",
		    "2026-10-24T23:59:59Z" },
		{ "CET-1CEST,M3.5.0,M10.5.0/3", "2026-10-25T02:00:00Z",
		    "2026-10-25T00:00:00Z" },
		{ "CET-1CEST,M3.5.0,M10.5.0/3", "2026-10-25T02:59:59Z",
		    "2026-10-25T00:59:59Z" },
		{ "CET-1CEST,M3.5.0,M10.5.0/3", "2026-10-25T03:00:00Z",
		    "2026-10-25T02:00:00Z" },
		/* skipped by one change, shown by the next a day later:
		 * 01:30 on 1 June is no time; neither is it one of 2 June */
		{ "AAA0BBB-2,J152/1,J153/1", "2026-06-01T01:30:00Z",
		    "2026-06-01T01:00:00Z" },
		/* an hour's gap at 02:00, undone at 03:10: 02:30 comes after */
		{ "AAA0BBB,J152/2,J152/3:10", "2026-06-01T02:30:00Z",
		    "2026-06-01T02:30:00Z" },
		{ "AAA0BBB,J152/2,J152/3:10", "2026-06-01T02:05:00Z",
		    "2026-06-01T02:00:00Z" },
	};

	for (size_t i = 0; i < sizeof t / sizeof t[0]; i++)
		CHECK_INT(tix_zone_utc(rule(tx, t[i].rule),
		    instant(t[i].local)), instant(t[i].utc));
}

static void
far_instants_do_not_overflow(struct tix *tx)
{
	static const int64_t t[] = {
		INT64_MIN, INT64_MIN + 1, INT64_MIN / 2, -1, INT64_MAX / 2,
		INT64_MAX - 1, INT64_MAX, INT64_C(1) << 55,
		-(INT64_C(1) << 55),
	};
	const struct tix_zone *zone = rule(tx, "CET-1CEST,M3.5.0,M10.5.0/3");

	for (size_t i = 0; i < sizeof t / sizeof t[0]; i++) {
		int offset = tix_zone_offset(zone, t[i], NULL);

		CHECK(offset == 3600 || offset == 7200);
		tix_zone_utc(zone, t[i]);
	}
	/* the calendar repeats after 400 years: so do the changes */
	CHECK_INT(tix_zone_offset(zone, instant("9999-07-01T00:00:00Z"), NULL),
	    7200);
	CHECK_INT(tix_zone_offset(zone, instant("9999-12-01T00:00:00Z"), NULL),
	    3600);
}

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
	{ "rules say the offset of any instant", rules_say_the_offset },
	{ "bad rules are unknown zones", bad_rules_are_unknown_zones },
	{ "names of zones are no paths", names_are_no_paths },
	{ "UTC is always there", utc_is_always_there },
	{ "the environment may name a zone in several ways",
	    the_environment_may_name_a_zone_in_several_ways },
	{ "gaps and overlaps are settled", gaps_and_overlaps_are_settled },
	{ "far instants do not overflow", far_instants_do_not_overflow },
	{ "files of each version are read", files_of_each_version_are_read },
	{ "every cut of a file is refused", every_cut_of_a_file_is_refused },
	{ "files that lie are refused", files_that_lie_are_refused },
	{ "huge counts do not wrap", huge_counts_do_not_wrap },
};

UNIT_MAIN(tests)
