/*
 * Working time: what calendars compile to, and the arithmetic over it.  The
 * instants are those of the reference on clocks, in Unix seconds, or worked out
 * by hand from the zones' published changes.  tests/pipe/worktime.bats holds many
 * more against Python's zones: with an operand this program answers for the
 * calendars in that file.
 */
#include <stdlib.h>

#include <unit.h>

#include <tix/calendar.h>
#include <tix/json.h>
#include <tix/time.h>
#include <tix/worktime.h>

#define LIST(...) ((const char *const[]){ __VA_ARGS__, NULL })
#define PARIS "Europe/Paris"

static const struct tix_calendar office = {
	.name = "office", .timezone = PARIS,
	.hours = LIST("Mon-Fri 09:00-17:00"),
};

/* A calendar that never changed. */
struct one {
	struct tix_window_set set;
	struct tix_piece piece;
	struct tix_worktime time;
};

static void
compile(struct tix *tx, const struct tix_calendar *c, struct one *o)
{
	CHECK_INT(tix_calendar_windows(tx, tx->run, c, &o->set), TIX_OK);
	o->piece = (struct tix_piece){ 0, c->timezone, &o->set.base, 1 };
	o->time = (struct tix_worktime){ "office", &o->piece, 1 };
}

/* RFC 3339, as microseconds. */
static int64_t
us(const char *text)
{
	int64_t at = 0;

	CHECK(tix_time_from_rfc3339(text, &at));
	return at;
}

#define HOURS(n) ((n) * TIX_HOUR)

static void
budgets_end_where_the_reference_says(struct tix *tx)
{
	const struct {
		const char *name;
		const char *from;
		int64_t budget;
		enum tix_at_close at_close;
		int64_t due; /* Unix seconds */
	} t[] = {
		{ "E1", "2025-06-02T10:00:00+02:00", HOURS(4), TIX_AT_CLOSE,
		    1748865600 },
		{ "E2", "2025-06-02T16:00:00+02:00", HOURS(2), TIX_AT_CLOSE,
		    1748937600 },
		{ "E3", "2025-06-02T09:00:00+02:00", HOURS(8), TIX_AT_CLOSE,
		    1748876400 },
		{ "E3 open", "2025-06-02T09:00:00+02:00", HOURS(8),
		    TIX_AT_OPEN, 1748934000 },
		{ "E4", "2025-06-02T17:00:00+02:00", HOURS(1), TIX_AT_CLOSE,
		    1748937600 },
		{ "E5", "2025-06-06T16:59:59+02:00", TIX_SECOND, TIX_AT_CLOSE,
		    1749222000 },
		{ "E6", "2025-06-07T12:00:00+02:00", HOURS(4), TIX_AT_CLOSE,
		    1749466800 },
		{ "E7", "2025-06-07T12:00:00+02:00", 0, TIX_AT_CLOSE,
		    1749452400 },
		{ "E22", "2025-06-02T09:00:00+02:00", HOURS(200),
		    TIX_AT_CLOSE, 1751641200 },
		{ "an open instant is the first", "2025-06-02T10:00:00+02:00",
		    0, TIX_AT_OPEN, 1748851200 },
	};
	struct one o;
	int64_t due;

	compile(tx, &office, &o);
	for (size_t i = 0; i < sizeof t / sizeof t[0]; i++) {
		due = 0;
		CHECK_INT(tix_worktime_due(tx, &o.time, us(t[i].from),
		    t[i].budget, t[i].at_close, &due), TIX_OK);
		if (due != t[i].due * TIX_SECOND)
			printf("# %s\n", t[i].name);
		CHECK_INT(due, t[i].due * TIX_SECOND);
	}
}

/* Other calendars, each with a budget of its own. */
static void
calendars_are_as_the_reference_says(struct tix *tx)
{
	const struct {
		const char *name;
		struct tix_calendar c;
		const char *from;
		int64_t budget;
		int64_t due;
	} t[] = {
		{ "E8", { .timezone = PARIS, .hours =
		    LIST("Mon-Fri 09:00-17:00"), .holidays =
		    LIST("2025-06-09") }, "2025-06-06T16:00:00+02:00",
		    HOURS(2), 1749542400 },
		{ "E9", { .timezone = PARIS, .hours =
		    LIST("Mon-Fri 09:00-17:00"), .holidays =
		    LIST("2024-12-24 12:00-24:00 Christmas Eve",
		    "2024-12-25") }, "2024-12-24T11:00:00+01:00", HOURS(2),
		    1735203600 },
		{ "E9 by an exception", { .timezone = PARIS, .hours =
		    LIST("Mon-Fri 09:00-17:00"), .holidays =
		    LIST("2024-12-24..2024-12-25"), .exceptions =
		    LIST("2024-12-24 09:00-12:00") },
		    "2024-12-24T11:00:00+01:00", HOURS(2), 1735203600 },
		{ "E9 yearly", { .timezone = PARIS, .hours =
		    LIST("Mon-Fri 09:00-17:00"), .holidays =
		    LIST("12-24 12:00-24:00 yearly", "12-25 yearly") },
		    "2024-12-24T11:00:00+01:00", HOURS(2), 1735203600 },
		{ "E10", { .timezone = PARIS, .hours =
		    LIST("Mon-Fri 09:00-17:00"), .holidays =
		    LIST("12-24..01-02 yearly") },
		    "2024-12-23T16:00:00+01:00", HOURS(2), 1735894800 },
		{ "E11 a leap year", { .timezone = PARIS, .hours =
		    LIST("Mon-Fri 09:00-17:00"), .holidays =
		    LIST("02-29 yearly") }, "2024-02-28T16:00:00+01:00",
		    HOURS(2), 1709283600 },
		{ "E11 another", { .timezone = PARIS, .hours =
		    LIST("Mon-Fri 09:00-17:00"), .holidays =
		    LIST("02-29 yearly", "2025-03-01") },
		    "2025-02-28T16:00:00+01:00", HOURS(2), 1740992400 },
		{ "E12 spring", { .timezone = PARIS, .hours =
		    LIST("daily 00:00-24:00") }, "2025-03-29T12:00:00+01:00",
		    HOURS(24), 1743332400 },
		{ "E12 autumn", { .timezone = PARIS, .hours =
		    LIST("daily 00:00-24:00") }, "2025-10-25T12:00:00+02:00",
		    HOURS(24), 1761472800 },
		{ "E19", { .timezone = PARIS, .hours =
		    LIST("Mon-Fri 09:00-12:00", "Mon-Fri 13:00-17:00") },
		    "2025-06-02T11:30:00+02:00", HOURS(1), 1748863800 },
		{ "E21", { .timezone = PARIS, .hours =
		    LIST("Sat 22:00-06:00") }, "2025-06-08T01:00:00+02:00",
		    HOURS(2), 1749344400 },
		{ "E23", { .timezone = PARIS, .hours =
		    LIST("Mon-Fri 09:00-17:00"), .holidays =
		    LIST("2025-06-01..2025-07-06") },
		    "2025-06-02T10:00:00+02:00", 0, 1751871600 },
		{ "E43", { .timezone = "America/New_York", .hours =
		    LIST("Mon-Fri 09:00-17:00") },
		    "2025-06-02T20:00:00+02:00", HOURS(4), 1748959200 },
		{ "E44", { .timezone = "America/New_York", .hours =
		    LIST("Mon-Fri 09:00-17:00") },
		    "2025-03-10T17:00:00+01:00", HOURS(2), 1741629600 },
		{ "E54", { .timezone = PARIS, .hours =
		    LIST("daily 00:00-24:00") }, "2038-01-18T12:00:00+01:00",
		    HOURS(48), 2147598000 },
	};
	struct one o;
	int64_t due;

	for (size_t i = 0; i < sizeof t / sizeof t[0]; i++) {
		due = 0;
		compile(tx, &t[i].c, &o);
		CHECK_INT(tix_worktime_due(tx, &o.time, us(t[i].from),
		    t[i].budget, TIX_AT_CLOSE, &due), TIX_OK);
		if (due != t[i].due * TIX_SECOND)
			printf("# %s\n", t[i].name);
		CHECK_INT(due, t[i].due * TIX_SECOND);
	}
}

static void
working_time_is_as_the_reference_says(struct tix *tx)
{
	const struct {
		const char *name;
		const char *zone;
		const char *hours[3];
		const char *from;
		const char *to;
		int64_t minutes;
	} t[] = {
		{ "E13", PARIS, { "Sat 22:00-06:00" },
		    "2025-03-29T12:00:00Z", "2025-03-31T12:00:00Z", 7 * 60 },
		{ "E14", PARIS, { "Sat 22:00-06:00" },
		    "2025-10-25T12:00:00Z", "2025-10-27T12:00:00Z", 9 * 60 },
		{ "E15", PARIS, { "Sun 02:30-05:00" },
		    "2025-03-30T00:00:00Z", "2025-03-31T00:00:00Z", 2 * 60 },
		{ "E16", PARIS, { "Sun 01:00-02:30" },
		    "2025-10-25T12:00:00Z", "2025-10-27T00:00:00Z", 90 },
		{ "E17 Sao Paulo spring", "America/Sao_Paulo",
		    { "Sun 00:00-24:00" }, "2018-11-03T15:00:00Z",
		    "2018-11-06T00:00:00Z", 23 * 60 },
		{ "E17 Sao Paulo autumn", "America/Sao_Paulo",
		    { "Sat 00:00-24:00" }, "2018-02-16T15:00:00Z",
		    "2018-02-19T00:00:00Z", 25 * 60 },
		{ "E17 Cairo", "Africa/Cairo", { "Fri 00:00-24:00" },
		    "2024-04-25T12:00:00Z", "2024-04-28T00:00:00Z", 23 * 60 },
		{ "E17 Havana spring", "America/Havana",
		    { "Sun 00:00-24:00" }, "2024-03-09T12:00:00Z",
		    "2024-03-12T00:00:00Z", 23 * 60 },
		{ "E17 Havana autumn", "America/Havana",
		    { "Sun 00:00-24:00" }, "2024-11-02T12:00:00Z",
		    "2024-11-05T00:00:00Z", 25 * 60 },
		{ "E17 Lord Howe spring", "Australia/Lord_Howe",
		    { "Sun 00:00-24:00" }, "2024-10-05T00:00:00Z",
		    "2024-10-07T00:00:00Z", 23 * 60 + 30 },
		{ "E17 Lord Howe autumn", "Australia/Lord_Howe",
		    { "Sun 00:00-24:00" }, "2024-04-06T00:00:00Z",
		    "2024-04-08T00:00:00Z", 24 * 60 + 30 },
		{ "E17 Apia", "Pacific/Apia", { "Fri 00:00-24:00" },
		    "2011-12-29T12:00:00Z", "2012-01-02T00:00:00Z", 0 },
		{ "E18", "Asia/Jerusalem", { "Fri 00:00-12:00" },
		    "2025-03-27T12:00:00Z", "2025-03-29T12:00:00Z", 11 * 60 },
		{ "E20", PARIS, { "Mon-Fri 09:00-13:00",
		    "Mon-Fri 12:00-17:00" }, "2025-06-02T00:00:00Z",
		    "2025-06-03T00:00:00Z", 8 * 60 },
		{ "E25", PARIS, { "daily 00:00-24:00" },
		    "2025-06-02T00:00:00Z", "2025-06-05T00:00:00Z", 72 * 60 },
		{ "E25 imported", PARIS, { "daily 00:00-23:59" },
		    "2025-06-02T00:00:00Z", "2025-06-05T00:00:00Z", 72 * 60 },
		{ "not later is none", PARIS, { "daily 00:00-24:00" },
		    "2025-06-05T00:00:00Z", "2025-06-02T00:00:00Z", 0 },
		{ "1990 to 2100, and closed outside", "UTC",
		    { "daily 00:00-24:00" }, "1980-01-01T00:00:00Z",
		    "2200-01-01T00:00:00Z", INT64_C(40542) * 24 * 60 },
	};
	struct one o;

	for (size_t i = 0; i < sizeof t / sizeof t[0]; i++) {
		const struct tix_calendar c = { .timezone = t[i].zone,
			.hours = t[i].hours };
		int64_t us_worked = -1;

		compile(tx, &c, &o);
		CHECK_INT(tix_worktime_elapsed(tx, &o.time, us(t[i].from),
		    us(t[i].to), &us_worked), TIX_OK);
		if (us_worked != t[i].minutes * TIX_MINUTE)
			printf("# %s\n", t[i].name);
		CHECK_INT(us_worked, t[i].minutes * TIX_MINUTE);
	}
}

static void
windows_open_and_close_on_the_wall(struct tix *tx)
{
	const struct tix_calendar spring = { .timezone = PARIS,
		.hours = LIST("Sun 02:30-05:00") };
	const struct tix_calendar always = { .timezone = PARIS,
		.hours = LIST("Mon-Fri 00:00-24:00", "Sat,Sun 00:00-23:59") };
	struct one o;
	struct tix_window w;
	bool open;

	compile(tx, &spring, &o); /* E15 */
	CHECK_INT(o.set.base.by_time(tx, &o.set.base, 1743296400, &w), TIX_OK);
	CHECK_INT(w.open, 1743296400);
	CHECK_INT(tix_worktime_is_open(tx, &o.time,
	    INT64_C(1743296400000000) - 1, &open), TIX_OK);
	CHECK(!open);
	CHECK_INT(tix_worktime_is_open(tx, &o.time,
	    INT64_C(1743296400000000), &open), TIX_OK);
	CHECK(open);
	CHECK_INT(tix_worktime_is_open(tx, &o.time,
	    INT64_C(1743303600000000), &open), TIX_OK);
	CHECK(!open);
	compile(tx, &always, &o);
	CHECK_INT(o.set.n, 1);
}

static void
what_never_opens_is_refused(struct tix *tx)
{
	const struct tix_calendar t[] = {
		{ .name = "none", .timezone = PARIS },
		{ .name = "none", .timezone = PARIS,
		    .hours = LIST("Mon-Fri 09:00-17:00"),
		    .holidays = LIST("01-01..12-31 yearly") },
		{ .name = "none", .timezone = PARIS,
		    .hours = LIST("Mon-Fri 09:00-17:00"),
		    .holidays = LIST("01-01..12-31 08:00-18:00 yearly") },
		{ .name = "none", .timezone = PARIS,
		    .exceptions = LIST("1975-01-01 09:00-17:00") },
	};
	struct tix_window_set set;

	for (size_t i = 0; i < sizeof t / sizeof t[0]; i++) {
		CHECK_INT(tix_calendar_windows(tx, tx->run, &t[i], &set),
		    TIX_INVALID);
		CHECK_STR(tx->error, "calendar 'none' is never open");
	}
}

static void
warnings_come_before_by_working_time(struct tix *tx)
{
	const struct {
		const char *due;
		int64_t offset;
		int64_t at;
	} t[] = {
		{ "2025-06-03T10:00:00+02:00", HOURS(1), 1748934000 }, /* E45 */
		{ "2025-06-03T10:00:00+02:00", HOURS(2), 1748872800 },
		{ "2025-06-03T10:00:00+02:00", 0, 1748937600 },
		{ "2025-06-02T17:00:00+02:00", HOURS(8), 1748847600 },
		{ "2025-06-08T12:00:00+02:00", HOURS(8), 1749193200 },
	};
	struct one o;
	int64_t at;

	compile(tx, &office, &o);
	for (size_t i = 0; i < sizeof t / sizeof t[0]; i++) {
		CHECK_INT(tix_worktime_before(tx, &o.time, us(t[i].due),
		    t[i].offset, &at), TIX_OK);
		CHECK_INT(at, t[i].at * TIX_SECOND);
	}
	CHECK_INT(tix_worktime_before(tx, &o.time, us("1990-01-05T00:00:00Z"),
	    HOURS(100), &at), TIX_CONFLICT);
}

static void
working_days_end_with_their_last_window(struct tix *tx)
{
	const struct {
		const char *hours[3];
		const char *from;
		int64_t days;
		const char *end;
	} t[] = {
		{ { "Mon-Fri 09:00-12:00", "Mon-Fri 13:00-17:00" },
		    "2025-06-02T10:00:00+02:00", 1,
		    "2025-06-03T17:00:00+02:00" },
		{ { "Mon-Fri 09:00-17:00" }, "2025-06-06T16:00:00+02:00", 2,
		    "2025-06-10T17:00:00+02:00" },
		{ { "Mon-Fri 09:00-17:00" }, "2025-06-07T16:00:00+02:00", 1,
		    "2025-06-09T17:00:00+02:00" },
		{ { "Fri,Sat 22:00-06:00" }, "2025-06-06T23:00:00+02:00", 1,
		    "2025-06-08T06:00:00+02:00" },
		{ { "daily 00:00-24:00" }, "2025-06-02T10:00:00+02:00", 2,
		    "2025-06-05T00:00:00+02:00" },
		{ { "Mon-Fri 00:00-24:00" }, "2025-06-05T10:00:00+02:00", 2,
		    "2025-06-10T00:00:00+02:00" },
		/* A rest of a night is the day's before it. */
		{ { "Mon-Tue 06:00-24:00", "Mon-Wed 00:00-06:00" },
		    "2025-06-01T10:00:00+02:00", 1,
		    "2025-06-03T00:00:00+02:00" },
	};
	struct one o;
	int64_t end;

	for (size_t i = 0; i < sizeof t / sizeof t[0]; i++) {
		const struct tix_calendar c = { .timezone = PARIS,
			.hours = t[i].hours };

		compile(tx, &c, &o);
		end = 0;
		CHECK_INT(tix_worktime_day_end(tx, &o.time, us(t[i].from),
		    t[i].days, &end), TIX_OK);
		CHECK_INT(end, us(t[i].end));
	}
	CHECK_INT(tix_worktime_day_end(tx, NULL, us("2025-06-02T10:00:00Z"),
	    2, &end), TIX_OK);
	CHECK_INT(end, us("2025-06-05T00:00:00Z"));
	CHECK_INT(tix_worktime_day_end(tx, NULL, us("2025-06-02T10:00:00Z"),
	    0, &end), TIX_INVALID);
	CHECK_INT(tix_worktime_day_end(tx, &o.time, us("2025-06-02T10:00:00Z"),
	    4000, &end), TIX_CONFLICT);
}

static void
no_calendar_is_always_open(struct tix *tx)
{
	const int64_t from = us("2025-06-07T12:00:00Z");
	int64_t n;
	bool open;

	CHECK_INT(tix_worktime_due(tx, NULL, from, HOURS(4), TIX_AT_OPEN, &n),
	    TIX_OK);
	CHECK_INT(n, from + HOURS(4));
	CHECK_INT(tix_worktime_elapsed(tx, NULL, from, from + 5, &n), TIX_OK);
	CHECK_INT(n, 5);
	CHECK_INT(tix_worktime_before(tx, NULL, from, HOURS(4), &n), TIX_OK);
	CHECK_INT(n, from - HOURS(4));
	CHECK_INT(tix_worktime_is_open(tx, NULL, from, &open), TIX_OK);
	CHECK(open);
}

static void
what_is_too_far_is_told(struct tix *tx)
{
	const struct tix_calendar once = { .timezone = "UTC",
		.exceptions = LIST("2040-01-01 09:00-17:00") };
	struct one o;
	int64_t due;

	compile(tx, &office, &o);
	CHECK_INT(tix_worktime_due(tx, &o.time, us("2025-06-02T10:00:00Z"),
	    HOURS(24) * 400 * 10, TIX_AT_CLOSE, &due), TIX_CONFLICT);
	CHECK_STR(tx->error, "that is more than 10 years ahead in calendar "
	    "'office'");
	CHECK_INT(tix_worktime_due(tx, &o.time, us("2100-12-31T10:00:00Z"),
	    HOURS(24), TIX_AT_CLOSE, &due), TIX_CONFLICT);
	compile(tx, &once, &o);
	CHECK_INT(tix_worktime_due(tx, &o.time, us("2025-06-02T10:00:00Z"),
	    0, TIX_AT_CLOSE, &due), TIX_CONFLICT);
	CHECK_INT(tix_worktime_due(tx, &o.time, us("2039-06-02T10:00:00Z"),
	    0, TIX_AT_CLOSE, &due), TIX_OK);
	CHECK_INT(tix_worktime_due(tx, NULL, 0, INT64_MAX, TIX_AT_CLOSE, &due),
	    TIX_CONFLICT);
}

/* Up to Wednesday noon nine to five, from then on seven to eleven. */
static void
a_changed_calendar_is_summed_piece_by_piece(struct tix *tx)
{
	const struct tix_calendar early = { .timezone = PARIS,
		.hours = LIST("Mon-Fri 07:00-11:00") };
	const int64_t noon = us("2025-06-04T12:00:00+02:00");
	struct tix_window_set a, b;
	struct tix_piece p[] = {
		{ us("2025-01-01T00:00:00Z"), PARIS, &a.base, 1 },
		{ noon, PARIS, &b.base, 2 },
	};
	const struct tix_worktime c = { "office", p, 2 };
	int64_t n;

	CHECK_INT(tix_calendar_windows(tx, tx->run, &office, &a), TIX_OK);
	CHECK_INT(tix_calendar_windows(tx, tx->run, &early, &b), TIX_OK);
	CHECK_INT(tix_worktime_elapsed(tx, &c,
	    us("2025-06-04T09:00:00+02:00"), us("2025-06-05T09:00:00+02:00"),
	    &n), TIX_OK);
	CHECK_INT(n, HOURS(5));
	CHECK_INT(tix_worktime_elapsed(tx, &c, /* before the first piece */
	    us("2024-06-03T00:00:00+02:00"), us("2024-06-04T00:00:00+02:00"),
	    &n), TIX_OK);
	CHECK_INT(n, HOURS(8));
	CHECK_INT(tix_worktime_due(tx, &c, us("2025-06-04T09:00:00+02:00"),
	    HOURS(4), TIX_AT_CLOSE, &n), TIX_OK);
	CHECK_INT(n, us("2025-06-05T08:00:00+02:00"));
	CHECK_INT(tix_worktime_due(tx, &c, us("2025-06-04T09:00:00+02:00"),
	    HOURS(3), TIX_AT_CLOSE, &n), TIX_OK);
	CHECK_INT(n, noon);
	CHECK_INT(tix_worktime_due(tx, &c, us("2025-06-04T09:00:00+02:00"),
	    HOURS(3), TIX_AT_OPEN, &n), TIX_OK);
	CHECK_INT(n, us("2025-06-05T07:00:00+02:00"));
	CHECK_INT(tix_worktime_before(tx, &c, us("2025-06-05T08:00:00+02:00"),
	    HOURS(2), &n), TIX_OK);
	CHECK_INT(n, us("2025-06-04T11:00:00+02:00"));
	CHECK_INT(tix_worktime_day_end(tx, &c,
	    us("2025-06-03T09:00:00+02:00"), 1, &n), TIX_OK);
	CHECK_INT(n, noon);
	CHECK_INT(tix_worktime_day_end(tx, &c,
	    us("2025-06-03T09:00:00+02:00"), 2, &n), TIX_OK);
	CHECK_INT(n, us("2025-06-05T11:00:00+02:00"));
}

/* A few thousand instants: what a window says is what the definition says. */
static void
windows_agree_with_the_definition(struct tix *tx)
{
	const struct tix_calendar t[] = {
		{ .name = "a", .timezone = "Australia/Lord_Howe",
		    .hours = LIST("Mon-Fri 22:00-06:00", "Sun 01:00-03:00"),
		    .holidays = LIST("12-24 12:00-24:00 yearly",
		    "2024-04-05..2024-04-08 23:00-02:15"),
		    .exceptions = LIST("2024-04-07 01:30-02:10") },
		{ .name = "b", .timezone = "America/Sao_Paulo",
		    .hours = LIST("daily 20:00-04:00"),
		    .holidays = LIST("02-17 yearly", "2018-11-03") },
	};
	struct one o;
	bool a, b;

	for (size_t i = 0; i < sizeof t / sizeof t[0]; i++) {
		compile(tx, &t[i], &o);
		for (int64_t k = 0; k < 20000; k++) {
			int64_t at = (us("2018-01-01T00:00:00Z") / TIX_SECOND +
			    k * 10007) * TIX_SECOND;

			CHECK_INT(tix_calendar_is_open(tx, &t[i], at, &a),
			    TIX_OK);
			CHECK_INT(tix_worktime_is_open(tx, &o.time, at, &b),
			    TIX_OK);
			CHECK_INT(a, b);
		}
	}
}

static const struct unit_test tests[] = {
	{ "budgets end where the reference says",
	  budgets_end_where_the_reference_says },
	{ "calendars are as the reference says",
	  calendars_are_as_the_reference_says },
	{ "working time is as the reference says",
	  working_time_is_as_the_reference_says },
	{ "windows open and close on the wall",
	  windows_open_and_close_on_the_wall },
	{ "what never opens is refused", what_never_opens_is_refused },
	{ "warnings come before by working time",
	  warnings_come_before_by_working_time },
	{ "working days end with their last window",
	  working_days_end_with_their_last_window },
	{ "no calendar is always open", no_calendar_is_always_open },
	{ "what is too far is told", what_is_too_far_is_told },
	{ "a changed calendar is summed piece by piece",
	  a_changed_calendar_is_summed_piece_by_piece },
	{ "windows agree with the definition",
	  windows_agree_with_the_definition },
};

/* "1 3600000000 1748865600000000": open, elapsed, due, of each question. */
static void
answer(struct tix *tx, const char *line)
{
	const struct tix_json *i;
	struct tix_json *root;
	struct tix_calendar c;
	struct one o;

	if (tix_calendar_read(tx, tx->mem, "c", line, strlen(line), &c) !=
	    TIX_OK || tix_json_parse(tx, tx->mem, line, strlen(line), &root) !=
	    TIX_OK)
		abort();
	if (tix_calendar_windows(tx, tx->mem, &c, &o.set) != TIX_OK) {
		printf("never\n");
		return;
	}
	o.piece = (struct tix_piece){ 0, c.timezone, &o.set.base, 1 };
	o.time = (struct tix_worktime){ "c", &o.piece, 1 };
	i = tix_json_get(root, "ask");
	for (i = i == NULL ? NULL : i->child; i != NULL; i = i->next) {
		const int64_t at = i->child->number;
		const int64_t to = i->child->next->number;
		const int64_t budget = i->child->next->next->number;
		int64_t elapsed = 0, due = 0;
		bool open = false;

		if (tix_worktime_is_open(tx, &o.time, at, &open) != TIX_OK ||
		    tix_worktime_elapsed(tx, &o.time, at, to, &elapsed) !=
		    TIX_OK || tix_worktime_due(tx, &o.time, at, budget,
		    TIX_AT_CLOSE, &due) != TIX_OK)
			due = -1;
		printf("%d %" PRId64 " %" PRId64 "\n", open, elapsed, due);
	}
	i = tix_json_get(root, "before");
	for (i = i == NULL ? NULL : i->child; i != NULL; i = i->next) {
		int64_t at;

		if (tix_worktime_before(tx, &o.time, i->child->number,
		    i->child->next->number, &at) != TIX_OK)
			at = -1;
		printf("%" PRId64 "\n", at);
	}
}

static int
answer_all(const char *path)
{
	static char line[1 << 16];
	struct tix tx = { .run = tix_arena_new(), .mem = tix_arena_new() };
	FILE *f = fopen(path, "r");

	if (f == NULL)
		return 1;
	while (fgets(line, sizeof line, f) != NULL) {
		answer(&tx, line);
		tix_arena_reset(tx.mem);
	}
	fclose(f);
	tix_arena_free(tx.mem);
	tix_arena_free(tx.run);
	return 0;
}

int
main(int argc, char **argv)
{
	if (argc > 1)
		return answer_all(argv[1]);
	return unit_main(tests, sizeof tests / sizeof tests[0]);
}
