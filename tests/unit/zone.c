/* Zones: names, rules and both directions. */
#include <unit.h>

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

static const struct {
	const char *rule, *at;
	int offset;
	const char *name;
} offsets[] = {
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
	/* Greenland: an hour before the Sunday begins */
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

static void
rules_say_the_offset(struct tix *tx)
{
	for (size_t i = 0; i < sizeof offsets / sizeof offsets[0]; i++) {
		const struct tix_zone *zone = rule(tx, offsets[i].rule);
		const char *name = NULL;

		CHECK_INT(tix_zone_offset(zone, instant(offsets[i].at), &name),
		    offsets[i].offset);
		CHECK_STR(name, offsets[i].name);
		CHECK_STR(tix_zone_name(zone), offsets[i].rule);
		if (unit_bad != 0) {
			printf("# %s at %s\n", offsets[i].rule, offsets[i].at);
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
		"Mars/Olympus", "../etc/passwd", "/etc/passwd",
		"\xff\xff\xff-1",
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

static const struct unit_test tests[] = {
	{ "rules say the offset of any instant", rules_say_the_offset },
	{ "bad rules are unknown zones", bad_rules_are_unknown_zones },
	{ "names of zones are no paths", names_are_no_paths },
	{ "UTC is always there", utc_is_always_there },
	{ "the environment may name a zone in several ways",
	    the_environment_may_name_a_zone_in_several_ways },
	{ "gaps and overlaps are settled", gaps_and_overlaps_are_settled },
	{ "far instants do not overflow", far_instants_do_not_overflow },
};

UNIT_MAIN(tests)
