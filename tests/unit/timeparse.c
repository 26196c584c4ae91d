/* Times as people and other programs write them. */
#include <unit.h>

#include <tix/time.h>

#define WARSAW "CET-1CEST,M3.5.0,M10.5.0/3"

struct row {
	const char *now, *text, *want; /* want NULL: refused */
};

static void
check_rows(struct tix *tx, const struct row *t, size_t n)
{
	char out[TIX_TIME_SIZE];

	for (size_t i = 0; i < n; i++) {
		int64_t at = -1;
		enum tix_status st;

		CHECK(tix_time_from_rfc3339(t[i].now, &tx->now));
		st = tix_time_parse(tx, t[i].text, &at);
		CHECK_INT(st, t[i].want == NULL ? TIX_INVALID : TIX_OK);
		if (t[i].want != NULL)
			CHECK_STR(tix_time_rfc3339(out, at), t[i].want);
		else
			CHECK(at == -1 && strstr(tx->error, "no time '"));
		if (unit_bad != 0) {
			printf("# '%s' at %s\n", t[i].text, t[i].now);
			return;
		}
	}
}

#define ROWS(tx, t) check_rows(tx, t, sizeof t / sizeof t[0])

/* A Monday. */
#define MON "2026-11-23T14:00:00Z"

static void
absolute_times_are_read(struct tix *tx)
{
	static const struct row t[] = {
		{ MON, "2026-11-23T14:00:00+02:00", "2026-11-23T12:00:00Z" },
		{ MON, "2026-11-23 14:00", "2026-11-23T13:00:00Z" },
		{ MON, "2026-11-23T14:00", "2026-11-23T13:00:00Z" },
		{ MON, "2026-11-23 14:00:30", "2026-11-23T13:00:30Z" },
		{ MON, "2026-11-23 14:00:30.25",
		    "2026-11-23T13:00:30.250000Z" },
		{ MON, "2026-07-01 14:00", "2026-07-01T12:00:00Z" },
		{ MON, "2026-11-23 14:00Z", "2026-11-23T14:00:00Z" },
		{ MON, "2026-11-23T14:00+01:00", "2026-11-23T13:00:00Z" },
		{ MON, "2026-11-23T14:00:00-0130", "2026-11-23T15:30:00Z" },
		{ MON, "2026-11-23 24:00", "2026-11-23T23:00:00Z" },
		{ MON, "2026-11-23", "2026-11-22T23:00:00Z" },
		{ MON, "14:00", "2026-11-23T13:00:00Z" },
		{ MON, "9:05", "2026-11-23T08:05:00Z" },
		{ MON, "14:00:30", "2026-11-23T13:00:30Z" },
		{ MON, "24:00", "2026-11-23T23:00:00Z" },
		/* in Warsaw it is tomorrow already */
		{ "2026-11-23T23:30:00Z", "00:10", "2026-11-23T23:10:00Z" },
		/* skipped: the change; twice: the first */
		{ MON, "2026-03-29 02:30", "2026-03-29T01:00:00Z" },
		{ MON, "2026-10-25 02:30", "2026-10-25T00:30:00Z" },
	};

	CHECK_INT(tix_zone_local(tx, tx->run, WARSAW, &tx->zone), TIX_OK);
	ROWS(tx, t);
}

static void
words_are_times(struct tix *tx)
{
	static const struct row t[] = {
		{ MON, "now", MON },
		{ MON, "NOW", MON },
		{ MON, "today", "2026-11-22T23:00:00Z" },
		{ MON, "tomorrow", "2026-11-23T23:00:00Z" },
		{ MON, "yesterday", "2026-11-21T23:00:00Z" },
		{ MON, "mon", "2026-11-29T23:00:00Z" },
		{ MON, "tue", "2026-11-23T23:00:00Z" },
		{ MON, "wed", "2026-11-24T23:00:00Z" },
		{ MON, "thu", "2026-11-25T23:00:00Z" },
		{ MON, "Fri", "2026-11-26T23:00:00Z" },
		{ MON, "sat", "2026-11-27T23:00:00Z" },
		{ MON, "sun", "2026-11-28T23:00:00Z" },
		{ MON, "eod", "2026-11-23T22:59:59Z" },
		{ MON, "eow", "2026-11-29T22:59:59Z" },
		{ MON, "eom", "2026-11-30T22:59:59Z" },
		/* a Sunday in Warsaw, still Saturday in UTC */
		{ "2026-11-28T23:30:00Z", "today", "2026-11-28T23:00:00Z" },
		{ "2026-11-28T23:30:00Z", "eow", "2026-11-29T22:59:59Z" },
		{ "2026-11-28T23:30:00Z", "sun", "2026-12-05T23:00:00Z" },
		/* days of 23 and 25 hours */
		{ "2026-03-29T10:00:00Z", "today", "2026-03-28T23:00:00Z" },
		{ "2026-03-29T10:00:00Z", "eod", "2026-03-29T21:59:59Z" },
		{ "2026-10-25T10:00:00Z", "today", "2026-10-24T22:00:00Z" },
		{ "2026-10-25T10:00:00Z", "eod", "2026-10-25T22:59:59Z" },
		{ "2024-02-10T10:00:00Z", "eom", "2024-02-29T22:59:59Z" },
		{ "2026-12-10T10:00:00Z", "eom", "2026-12-31T22:59:59Z" },
	};

	CHECK_INT(tix_zone_local(tx, tx->run, WARSAW, &tx->zone), TIX_OK);
	ROWS(tx, t);
}

static void
days_by_words_have_times(struct tix *tx)
{
	static const struct row t[] = {
		{ MON, "tomorrow 08:00", "2026-11-24T07:00:00Z" },
		{ MON, "Tomorrow 8:00", "2026-11-24T07:00:00Z" },
		{ MON, "today 9:30", "2026-11-23T08:30:00Z" },
		{ MON, "yesterday 17:05:30", "2026-11-22T16:05:30Z" },
		{ MON, "mon 14:00", "2026-11-30T13:00:00Z" },
		{ MON, "tue  14:00:00.25", "2026-11-24T13:00:00.250000Z" },
		{ MON, "SUN 24:00", "2026-11-29T23:00:00Z" },
		/* in Warsaw it is Tuesday already */
		{ "2026-11-23T23:30:00Z", "today 00:10",
		    "2026-11-23T23:10:00Z" },
		{ "2026-11-23T23:30:00Z", "tue 00:10",
		    "2026-11-30T23:10:00Z" },
		/* skipped: the change; twice: the first */
		{ "2026-03-28T10:00:00Z", "tomorrow 02:30",
		    "2026-03-29T01:00:00Z" },
		{ "2026-10-24T10:00:00Z", "sun 02:30",
		    "2026-10-25T00:30:00Z" },
		{ MON, "tomorrow 25:00", NULL },
		{ MON, "tomorrow 8", NULL },
		{ MON, "tomorrow 08:00 ", NULL },
		{ MON, "tomorrow ", NULL },
		{ MON, "tomorrow08:00", NULL },
		{ MON, "tomorrow\t08:00", NULL },
		{ MON, "tomorrow -08:00", NULL },
		{ MON, "tomorrow 08:00 mon", NULL },
		{ MON, "tomorrow tomorrow", NULL },
		{ MON, " tomorrow 08:00", NULL },
		{ MON, "now 08:00", NULL }, { MON, "eod 08:00", NULL },
		{ MON, "monday 08:00", NULL }, { MON, "m 08:00", NULL },
		{ MON, " 08:00", NULL },
		{ "1970-01-01T12:00:00Z", "yesterday 10:00", NULL },
		{ "9999-12-31T12:00:00Z", "tomorrow 08:00", NULL },
	};

	CHECK_INT(tix_zone_local(tx, tx->run, WARSAW, &tx->zone), TIX_OK);
	ROWS(tx, t);
}

static void
shifts_count_days_by_the_calendar(struct tix *tx)
{
	static const struct row t[] = {
		{ MON, "+4h", "2026-11-23T18:00:00Z" },
		{ MON, "-90s", "2026-11-23T13:58:30Z" },
		{ MON, "+1h30m", "2026-11-23T15:30:00Z" },
		{ MON, "-2d", "2026-11-21T14:00:00Z" },
		{ MON, "+1w", "2026-11-30T14:00:00Z" },
		{ MON, "PT4H", "2026-11-23T18:00:00Z" },
		{ MON, "P1DT12H", "2026-11-25T02:00:00Z" },
		{ MON, "-PT15M", "2026-11-23T13:45:00Z" },
		{ MON, "+0d", MON },
		/* over the change of 29 March a day has 23 hours */
		{ "2026-03-28T14:00:00.5Z", "+1d",
		    "2026-03-29T13:00:00.500000Z" },
		{ "2026-03-28T14:00:00Z", "+24h", "2026-03-29T14:00:00Z" },
		{ "2026-03-29T14:00:00Z", "-1d", "2026-03-28T15:00:00Z" },
		{ "2026-03-28T14:00:00Z", "+1d1h", "2026-03-29T14:00:00Z" },
		{ "2026-03-22T01:30:00Z", "+1w", "2026-03-29T01:00:00Z" },
	};

	CHECK_INT(tix_zone_local(tx, tx->run, WARSAW, &tx->zone), TIX_OK);
	ROWS(tx, t);
}

static void
without_a_zone_times_are_utc(struct tix *tx)
{
	static const struct row t[] = {
		{ MON, "14:00", MON },
		{ MON, "today", "2026-11-23T00:00:00Z" },
		{ MON, "eow", "2026-11-29T23:59:59Z" },
		{ "9999-12-31T12:00:00Z", "eom", "9999-12-31T23:59:59Z" },
		{ "1970-01-01T12:00:00Z", "today", "1970-01-01T00:00:00Z" },
	};

	ROWS(tx, t);
}

/* Sao Paulo had no midnight when summer began, and two when it ended. */
static void
days_without_midnight_begin_at_the_change(struct tix *tx)
{
	static const struct row t[] = {
		{ "2018-11-04T12:00:00Z", "today", "2018-11-04T03:00:00Z" },
		{ "2018-11-03T12:00:00Z", "tomorrow", "2018-11-04T03:00:00Z" },
		{ "2018-11-03T12:00:00Z", "eod", "2018-11-04T02:59:59Z" },
		{ "2018-02-17T12:00:00Z", "eod", "2018-02-18T02:59:59Z" },
	};

	CHECK_INT(tix_zone_local(tx, tx->run,
	    "<-03>3<-02>,M11.1.0/0,M2.3.0/0", &tx->zone), TIX_OK);
	ROWS(tx, t);
}

static void
other_words_are_refused(struct tix *tx)
{
	static const struct row t[] = {
		{ MON, "", NULL }, { MON, " ", NULL }, { MON, "soon", NULL },
		{ MON, "3/4/2026", NULL }, { MON, "3.4.2026", NULL },
		{ MON, "23-11-2026", NULL }, { MON, "11/23", NULL },
		{ MON, "2026/11/23", NULL }, { MON, "2026-11-31", NULL },
		{ MON, "2026-02-29", NULL }, { MON, "2026-11-23 25:00", NULL },
		{ MON, "2026-11-23 24:01", NULL }, { MON, "25:00", NULL },
		{ MON, "14:60", NULL }, { MON, "14", NULL },
		{ MON, "1795442400", NULL }, { MON, "14:00pm", NULL },
		{ MON, "2026-11-23 ", NULL }, { MON, "2026-11-23 14", NULL },
		{ MON, "2026-11-23 14:00 +0100", NULL },
		{ MON, "2026-11-23T14:00:00+25:00", NULL },
		{ MON, "now ", NULL }, { MON, "noww", NULL },
		{ MON, "monday", NULL }, { MON, "+", NULL }, { MON, "-", NULL },
		{ MON, "+4", NULL }, { MON, "4h", NULL }, { MON, "+-4h", NULL },
		{ MON, "++4h", NULL }, { MON, "+4bh", NULL },
		{ MON, "+2bd", NULL }, { MON, "P", NULL }, { MON, "P1M", NULL },
		{ MON, "+99999999999999999999d", NULL }, { MON, "+11y", NULL },
		{ MON, "1969-12-31", NULL }, { MON, "0000-01-01", NULL },
		{ MON, "1970-01-01 00:59", NULL }, { MON, "\x1b[31m", NULL },
		{ "1970-01-02T00:00:00Z", "-2d", NULL },
		{ "9999-12-31T00:00:00Z", "+1d", NULL },
		{ "9999-12-31T23:30:00Z", "tomorrow", NULL },
	};

	CHECK_INT(tix_zone_local(tx, tx->run, WARSAW, &tx->zone), TIX_OK);
	ROWS(tx, t);
}

static void
refusals_say_why(struct tix *tx)
{
	int64_t at;

	CHECK_INT(tix_time_parse(tx, "3/4/2026", &at), TIX_INVALID);
	CHECK_STR(tx->error, "no time '3/4/2026': it can be read in two ways; "
	    "write it year-month-day");
	CHECK_INT(tix_time_parse(tx, "2026-02-30", &at), TIX_INVALID);
	CHECK_STR(tx->error,
	    "no time '2026-02-30': there is no such date or hour");
	CHECK_INT(tix_time_parse(tx, "1969-07-20", &at), TIX_INVALID);
	CHECK_STR(tx->error, "no time '1969-07-20': "
	    "it is outside of the years 1970 to 9999");
	CHECK_INT(tix_time_parse(tx, "+4", &at), TIX_INVALID);
	CHECK_STR(tx->error,
	    "no time '+4': it needs a unit, as in 45m or 2d");
}

struct format_row {
	const char *format, *text, *want;
};

static void
check_formats(struct tix *tx, const struct format_row *t, size_t n)
{
	const struct tix_zone *warsaw = NULL;
	char out[TIX_TIME_SIZE];
	int64_t at;

	CHECK_INT(tix_zone_local(tx, tx->run, WARSAW, &warsaw), TIX_OK);
	for (size_t i = 0; i < n; i++) {
		bool took = tix_time_scan(t[i].format, t[i].text, warsaw, &at);

		if (took != (t[i].want != NULL))
			printf("# '%s' by '%s'\n", t[i].text, t[i].format);
		CHECK(took == (t[i].want != NULL));
		if (took && t[i].want != NULL)
			CHECK_STR(tix_time_rfc3339(out, at), t[i].want);
	}
}

#define FORMATS(tx, t) check_formats(tx, t, sizeof t / sizeof t[0])

static void
formats_are_followed(struct tix *tx)
{
	static const struct format_row t[] = {
		{ "%d/%m/%Y %H:%M", "29/2/2016 01:16",
		    "2016-02-29T00:16:00Z" },
		{ "%Y-%m-%dT%H:%M:%S%z", "2006-01-11T23:49:42+01:00",
		    "2006-01-11T22:49:42Z" },
		{ "%Y-%m-%d %H:%M:%S %z", "2006-01-11 23:49:42 -0230",
		    "2006-01-12T02:19:42Z" },
		{ "%Y%m%d%H%M%S%z", "20060111234942Z",
		    "2006-01-11T23:49:42Z" },
		{ "%d %b %y", "3 Nov 26", "2026-11-02T23:00:00Z" },
		{ "%b %d, %Y", "september  3,2026", "2026-09-02T22:00:00Z" },
		{ "%d-%b-%Y", "03-MAY-2026", "2026-05-02T22:00:00Z" },
		{ "%m/%d/%Y %I:%M %p", "7/1/2026 12:05 AM",
		    "2026-06-30T22:05:00Z" },
		{ "%m/%d/%Y %I:%M %p", "7/1/2026 12:05pm",
		    "2026-07-01T10:05:00Z" },
		{ "%m/%d/%Y %I:%M %p", "7/1/2026 1:05 PM",
		    "2026-07-01T11:05:00Z" },
		{ "%p %I %Y-%m-%d", "PM 3 2026-07-01",
		    "2026-07-01T13:00:00Z" },
		{ "%Y-%m-%d %H:%M:%S.%f", "2026-11-23 14:00:00.1234567",
		    "2026-11-23T13:00:00.123456Z" },
		{ "%Y-%m-%d %H:%M:%S", "2026-11-23 14:00:60",
		    "2026-11-23T13:01:00Z" },
		{ "%Y-%m-%d%%", "2026-11-23%", "2026-11-22T23:00:00Z" },
		{ "[%+]", "[2026-11-23T14:00:00.5-01:00]",
		    "2026-11-23T15:00:00.500000Z" },
		{ "%Y-%m-%d %H:%M", "2026-03-29 02:30",
		    "2026-03-29T01:00:00Z" },
		{ "%y-%m-%d", "70-1-2", "1970-01-01T23:00:00Z" },
		{ "%y-%m-%d", "68-1-1", "2067-12-31T23:00:00Z" },
	};

	FORMATS(tx, t);
}

static void
what_does_not_fit_a_format_is_refused(struct tix *tx)
{
	static const struct format_row t[] = {
		{ "%Y-%m-%d", "2026-11-23 ", NULL },
		{ "%Y-%m-%d", " 2026-11-23", NULL },
		{ "%Y-%m-%d", "2026-11-2", "2026-11-01T23:00:00Z" },
		{ "%Y-%m-%d", "2026-11-234", NULL },
		{ "%Y-%m-%d", "2026-11-31", NULL },
		{ "%Y-%m-%d", "26-11-23", NULL },
		{ "%Y-%m-%d", "2026-11-", NULL },
		{ "%Y-%m-%d", "", NULL },
		{ "", "", NULL },
		{ "%", "", NULL },
		{ "%Y-%m-%d%", "2026-11-23", NULL },
		{ "%Q", "1", NULL },
		{ "%Y-%m", "2026-11", NULL },
		{ "%H:%M", "14:00", NULL },
		{ "%Y-%m-%d %H", "2026-11-23 24", NULL },
		{ "%Y-%m-%d %M", "2026-11-23 60", NULL },
		{ "%Y-%m-%d %S", "2026-11-23 61", NULL },
		{ "%Y-%m-%d %I %p", "2026-11-23 13 PM", NULL },
		{ "%Y-%m-%d %I %p", "2026-11-23 0 AM", NULL },
		{ "%Y-%m-%d %I %p", "2026-11-23 1 XM", NULL },
		{ "%Y-%m-%d %I", "2026-11-23 1", NULL },
		{ "%Y-%m-%d %z", "2026-11-23 CET", NULL },
		{ "%Y-%m-%d %z", "2026-11-23 +1", NULL },
		{ "%Y-%m-%d %z", "2026-11-23 +2500", NULL },
		{ "%Y-%m-%d %f", "2026-11-23 1234567890", NULL },
		{ "%d %b %Y", "3 Nob 2026", NULL },
		{ "%+", "2026-11-23 14:00", NULL },
		{ "%y-%m-%d", "69-1-1", NULL },
		{ "%Y-%m-%d", "9999-12-31", "9999-12-30T23:00:00Z" },
		{ "%Y-%m-%d", "1970-01-01", NULL },
	};

	FORMATS(tx, t);
}

static const struct unit_test tests[] = {
	{ "absolute times are read in the run's zone",
	    absolute_times_are_read },
	{ "words are times", words_are_times },
	{ "days by words have times", days_by_words_have_times },
	{ "shifts count days by the calendar, hours by the clock",
	    shifts_count_days_by_the_calendar },
	{ "without a zone times are UTC", without_a_zone_times_are_utc },
	{ "days without a midnight begin at the change",
	    days_without_midnight_begin_at_the_change },
	{ "other words are refused", other_words_are_refused },
	{ "refusals say why", refusals_say_why },
	{ "formats are followed", formats_are_followed },
	{ "what does not fit a format is refused",
	    what_does_not_fit_a_format_is_refused },
};

UNIT_MAIN(tests)
