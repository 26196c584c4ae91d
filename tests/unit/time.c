/* Instants: the calendar, RFC 3339, and what people type. */
#include <unit.h>

#include <tix/time.h>

#define WARSAW "CET-1CEST,M3.5.0,M10.5.0/3"

static const struct tix_zone *
zone_of(struct tix *tx, const char *rule)
{
	const struct tix_zone *zone = NULL;

	CHECK_INT(tix_zone_local(tx, tx->run, rule, &zone), TIX_OK);
	return zone;
}

static void
dates_are_days(struct tix *tx)
{
	static const struct {
		int64_t year;
		int month, day;
		int64_t days;
		int weekday;
	} t[] = { /* from Python's date.toordinal() */
		{ 1970, 1, 1, 0, 4 },
		{ 1969, 12, 31, -1, 3 },
		{ 2000, 2, 29, 11016, 2 },
		{ 2000, 3, 1, 11017, 3 },
		{ 1900, 2, 28, -25509, 3 },
		{ 1900, 3, 1, -25508, 4 },
		{ 2026, 11, 23, 20780, 1 },
		{ 2100, 2, 28, 47540, 0 },
		{ 2100, 3, 1, 47541, 1 },
		{ 9999, 12, 31, 2932896, 5 },
		{ 1, 1, 1, -719162, 1 },
	};
	struct tix_civil c;

	(void)tx;
	for (size_t i = 0; i < sizeof t / sizeof t[0]; i++) {
		CHECK_INT(tix_days_from_civil(t[i].year, t[i].month, t[i].day),
		    t[i].days);
		tix_civil_from_days(t[i].days, &c);
		CHECK_INT(c.year, t[i].year);
		CHECK_INT(c.month, t[i].month);
		CHECK_INT(c.day, t[i].day);
		CHECK_INT(c.weekday, t[i].weekday);
	}
}

static int
length_of(int64_t year, int month)
{
	static const int days[] = {
		31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31,
	};
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return days[month - 1] + (month == 2 && leap);
}

/* Counts along by the rule of leap years, which the code does not use. */
static void
every_day_comes_once(struct tix *tx)
{
	int64_t days = -719162; /* 0001-01-01 */
	int weekday = 1, wrong = 0;
	struct tix_civil c;

	(void)tx;
	for (int64_t y = 1; y <= 9999; y++) {
		for (int m = 1; m <= 12; m++) {
			for (int d = 1; d <= length_of(y, m); d++) {
				tix_civil_from_days(days, &c);
				wrong += c.year != y || c.month != m ||
				    c.day != d || c.weekday != weekday ||
				    tix_days_from_civil(y, m, d) != days;
				weekday = (weekday + 1) % 7;
				days++;
			}
		}
	}
	CHECK_INT(wrong, 0);
	CHECK_INT(days, 2932897);
}

static void
far_years_do_not_overflow(struct tix *tx)
{
	static const int64_t t[] = {
		INT64_MIN, INT64_MIN + 1, INT64_MAX, INT64_MAX - 1, -1, 0,
	};
	char out[TIX_TIME_SIZE];
	struct tix_civil c;

	for (size_t i = 0; i < sizeof t / sizeof t[0]; i++) {
		tix_civil_from_seconds(t[i], &c);
		CHECK(c.hour >= 0 && c.hour < 24 && c.second >= 0);
		CHECK(strlen(tix_time_rfc3339(out, t[i])) < TIX_TIME_SIZE);
		CHECK(strlen(tix_time_local(out, t[i],
		    zone_of(tx, WARSAW))) < TIX_TIME_SIZE);
	}
}

static void
dates_that_do_not_exist_are_known(struct tix *tx)
{
	static const struct {
		struct tix_civil c;
		bool valid;
	} t[] = {
		{ { 2026, 11, 23, 14, 0, 0, 0, 0 }, true },
		{ { 2026, 11, 23, 24, 0, 0, 0, 0 }, true },
		{ { 2026, 11, 23, 24, 0, 1, 0, 0 }, false },
		{ { 2026, 11, 23, 24, 0, 0, 1, 0 }, false },
		{ { 2026, 11, 23, 25, 0, 0, 0, 0 }, false },
		{ { 2026, 11, 23, -1, 0, 0, 0, 0 }, false },
		{ { 2026, 11, 23, 0, 60, 0, 0, 0 }, false },
		{ { 2026, 11, 23, 0, 0, 60, 0, 0 }, false },
		{ { 2026, 11, 23, 0, 0, 0, 1000000, 0 }, false },
		{ { 2026, 11, 31, 0, 0, 0, 0, 0 }, false },
		{ { 2026, 2, 29, 0, 0, 0, 0, 0 }, false },
		{ { 2024, 2, 29, 0, 0, 0, 0, 0 }, true },
		{ { 2100, 2, 29, 0, 0, 0, 0, 0 }, false },
		{ { 2000, 2, 29, 0, 0, 0, 0, 0 }, true },
		{ { 2026, 0, 1, 0, 0, 0, 0, 0 }, false },
		{ { 2026, 13, 1, 0, 0, 0, 0, 0 }, false },
		{ { 2026, 1, 0, 0, 0, 0, 0, 0 }, false },
		{ { 9999, 12, 31, 23, 59, 59, 999999, 0 }, true },
		{ { 10000, 1, 1, 0, 0, 0, 0, 0 }, false },
		{ { -1, 1, 1, 0, 0, 0, 0, 0 }, false },
	};

	(void)tx;
	for (size_t i = 0; i < sizeof t / sizeof t[0]; i++)
		if (tix_civil_valid(&t[i].c) != t[i].valid) {
			printf("# row %zu\n", i);
			unit_bad++;
		}
}

static void
rfc3339_is_read(struct tix *tx)
{
	static const struct {
		const char *text;
		int64_t us;
	} t[] = {
		{ "2026-11-23T14:00:00Z", INT64_C(1795442400000000) },
		{ "2026-11-23t14:00:00z", INT64_C(1795442400000000) },
		{ "2026-11-23 14:00:00Z", INT64_C(1795442400000000) },
		{ "2026-11-23T15:00:00+01:00", INT64_C(1795442400000000) },
		{ "2026-11-23T14:00:00.5-00:00", INT64_C(1795442400500000) },
		{ "2026-11-23T14:00:00.123456789Z",
		    INT64_C(1795442400123456) },
		{ "2026-11-23T14:00:00.000001Z", INT64_C(1795442400000001) },
		{ "2000-02-29T23:59:59-23:59", INT64_C(951955139000000) },
		{ "2024-02-29T00:00:00+14:00", INT64_C(1709114400000000) },
		{ "2016-12-31T23:59:60Z", INT64_C(1483228800000000) },
		{ "2016-12-31T23:59:60.5Z", INT64_C(1483228800500000) },
		{ "1970-01-01T00:00:00Z", 0 },
		{ "1969-12-31T23:30:00-00:30", 0 },
		{ "9999-12-31T23:59:59Z", INT64_C(253402300799000000) },
	};
	int64_t at;

	(void)tx;
	for (size_t i = 0; i < sizeof t / sizeof t[0]; i++) {
		at = -1;
		CHECK(tix_time_from_rfc3339(t[i].text, &at));
		CHECK_INT(at, t[i].us);
	}
}

static void
what_is_not_rfc3339_is_refused(struct tix *tx)
{
	static const char *const t[] = {
		"", "2026", "2026-11-23", "2026-11-23T14:00Z",
		"2026-11-23T14:00:00", "2026-11-23T14:00:00+0100",
		"2026-11-23T14:00:00+01", "2026-11-23T14:00:00+01:60",
		"2026-11-23T14:00:00+24:00", "2026-11-23T24:00:00Z",
		"2026-11-23T14:60:00Z", "2026-11-23T14:00:61Z",
		"2026-11-31T14:00:00Z", "2026-02-29T14:00:00Z",
		"2026-13-01T14:00:00Z", "2026-00-01T14:00:00Z",
		"2026-1-23T14:00:00Z", "26-11-23T14:00:00Z",
		"12026-11-23T14:00:00Z", "-2026-11-23T14:00:00Z",
		"2026-11-23T14:00:00.Z", "2026-11-23T14:00:00.1234567890Z",
		"2026-11-23T14:00:00,5Z", "2026-11-23T14:00:00Z ",
		" 2026-11-23T14:00:00Z", "2026-11-23T14:00:00ZZ",
		"2026-11-23  14:00:00Z", "2026-11-23_14:00:00Z",
		"1969-12-31T23:59:59Z", "1970-01-01T00:00:00+00:01",
		"9999-12-31T23:59:59.1Z", "9999-12-31T23:59:60Z",
		"9999-12-31T23:59:59-00:01", "0000-01-01T00:00:00Z",
		"2026-11-23T14:00:0\xd9\xa0Z", "\xff\xfe",
	};
	int64_t at = 7;

	(void)tx;
	for (size_t i = 0; i < sizeof t / sizeof t[0]; i++) {
		bool took = tix_time_from_rfc3339(t[i], &at);

		if (took)
			printf("# took '%s'\n", t[i]);
		CHECK(!took);
	}
	CHECK_INT(at, 7);
}

static void
times_are_printed(struct tix *tx)
{
	static const struct {
		int64_t us;
		const char *rfc3339, *warsaw;
	} t[] = {
		{ 0, "1970-01-01T00:00:00Z", "1970-01-01 01:00" },
		{ INT64_C(1795442400000000), "2026-11-23T14:00:00Z",
		    "2026-11-23 15:00" },
		{ INT64_C(1795442400250000), "2026-11-23T14:00:00.250000Z",
		    "2026-11-23 15:00" },
		{ INT64_C(1795442400000001), "2026-11-23T14:00:00.000001Z",
		    "2026-11-23 15:00" },
		{ INT64_C(1782864000000000), "2026-07-01T00:00:00Z",
		    "2026-07-01 02:00" },
		{ -1, "1969-12-31T23:59:59.999999Z", "1970-01-01 00:59" },
		{ TIX_TIME_MAX, "9999-12-31T23:59:59Z", "10000-01-01 00:59" },
	};
	const struct tix_zone *warsaw = zone_of(tx, WARSAW);
	char out[TIX_TIME_SIZE];

	for (size_t i = 0; i < sizeof t / sizeof t[0]; i++) {
		CHECK_STR(tix_time_rfc3339(out, t[i].us), t[i].rfc3339);
		CHECK_STR(tix_time_local(out, t[i].us, warsaw), t[i].warsaw);
	}
	CHECK_STR(tix_time_local(out, 0, NULL), "1970-01-01 00:00");
}

static void
the_clock_runs(struct tix *tx)
{
	int64_t then = tix_time_clock();

	(void)tx;
	CHECK(then > INT64_C(1700000000000000) && then < TIX_TIME_MAX);
	CHECK(tix_time_clock() >= then);
}

static void
wall_clocks_are_instants(struct tix *tx)
{
	const struct tix_zone *warsaw = zone_of(tx, WARSAW);
	struct tix_civil c = { .year = 2026, .month = 3, .day = 29,
		.hour = 2, .minute = 30, .micro = 5 };
	struct tix_civil back;
	char out[TIX_TIME_SIZE];
	int64_t at;

	CHECK(tix_time_from_civil(&c, NULL, &at));
	CHECK_STR(tix_time_rfc3339(out, at), "2026-03-29T02:30:00.000005Z");
	tix_time_civil(at, NULL, &back);
	CHECK_INT(back.hour, 2);
	CHECK_INT(back.minute, 30);
	CHECK_INT(back.micro, 5);
	CHECK_INT(back.weekday, 0);
	/* 02:30 was skipped that day: the change is taken */
	c.micro = 0;
	CHECK(tix_time_from_civil(&c, warsaw, &at));
	CHECK_STR(tix_time_rfc3339(out, at), "2026-03-29T01:00:00Z");
	c.day = 32;
	CHECK(!tix_time_from_civil(&c, warsaw, &at));
}

static const struct unit_test tests[] = {
	{ "dates are days since 1970", dates_are_days },
	{ "every day of 9999 years comes once", every_day_comes_once },
	{ "far years do not overflow", far_years_do_not_overflow },
	{ "dates that do not exist are known",
	    dates_that_do_not_exist_are_known },
	{ "RFC 3339 is read", rfc3339_is_read },
	{ "what is not RFC 3339 is refused", what_is_not_rfc3339_is_refused },
	{ "times are printed in UTC and in a zone", times_are_printed },
	{ "the clock runs", the_clock_runs },
	{ "a wall clock's reading is an instant", wall_clocks_are_instants },
};

UNIT_MAIN(tests)
