/*
 * Calendars: what may be written, and when they are open.  Instants are worked
 * out by hand from the zones' published changes; tests/pipe/calendar.bats holds
 * many more against Python's zones: with an operand this program answers for the
 * calendars in that file.
 */
#include <stdlib.h>

#include <unit.h>

#include <tix/calendar.h>
#include <tix/json.h>
#include <tix/time.h>

enum what { HOURS, HOLIDAY, EXCEPTION, ABSENCE };

static enum tix_status
check(struct tix *tx, enum what what, const char *text)
{
	switch (what) {
	case HOURS:
		return tix_hours_check(tx, text);
	case HOLIDAY:
		return tix_holiday_check(tx, text);
	case EXCEPTION:
		return tix_exception_check(tx, text);
	case ABSENCE:
		break;
	}
	return tix_absence_check(tx, text);
}

static void
right_ones_are_taken(struct tix *tx)
{
	static const struct {
		enum what what;
		const char *text;
	} t[] = {
		{ HOURS, "Mon-Fri 08:00-12:00" },
		{ HOURS, "mon-FRI 08:00-12:00" },
		{ HOURS, "Sat-Mon 08:00-12:00" },
		{ HOURS, "Mon,Wed 00:00-24:00" },
		{ HOURS, "Mon-Wed,Sat  22:00-06:00" },
		{ HOURS, "Fri-Fri 22:00-00:00" },
		{ HOURS, "Daily 08:00-20:00" },
		{ HOLIDAY, "2026-12-25" },
		{ HOLIDAY, "2026-12-25 Christmas, the first day" },
		{ HOLIDAY, "2026-12-24..2027-01-02 winter" },
		{ HOLIDAY, "2024-02-29" },
		{ HOLIDAY, "12-25 yearly" },
		{ HOLIDAY, "12-24..01-02 Yearly between the years" },
		{ HOLIDAY, "02-29 yearly" },
		{ HOLIDAY, "1970-01-01..9999-12-31" },
		{ HOLIDAY, "2026-12-24 12:00-24:00" },
		{ HOLIDAY, "2026-12-24 22:00-06:00 a night" },
		{ HOLIDAY, "2026-12-24..2026-12-31 12:00-13:00 noon" },
		{ HOLIDAY, "12-24 12:00-24:00 yearly Christmas Eve" },
		{ HOLIDAY, "12-24..01-02 12:00-24:00 YEARLY" },
		{ EXCEPTION, "2026-12-19 09:00-13:00" },
		{ EXCEPTION, "2026-12-31 22:00-02:00" },
		{ ABSENCE, "2026-12-24" },
		{ ABSENCE, "2026-12-24..2026-12-31" },
		{ ABSENCE, "2026-12-24 12:00-18:00" },
	};

	for (size_t i = 0; i < sizeof t / sizeof t[0]; i++) {
		CHECK_INT(check(tx, t[i].what, t[i].text), TIX_OK);
		CHECK_STR(tx->error, "");
	}
}

static void
wrong_ones_are_told(struct tix *tx)
{
	static const struct {
		enum what what;
		const char *text;
		const char *word; /* of the complaint */
	} t[] = {
		{ HOLIDAY, "2026-12-24 12:00", "times are like" },
		{ HOLIDAY, "2026-12-24 12:00-25:00", "times are like" },
		{ HOLIDAY, "2026-12-24 12:00-12:00", "ends when it begins" },
		{ HOLIDAY, "2026-12-24 9:30 mass", "times are like" },
		{ HOLIDAY, "12-24 yearly 12:00-24:00", "right behind" },
		{ HOLIDAY, "2026-12-24 08:00-09:00 10:00-11:00",
		    "right behind" },
		{ HOLIDAY, "2026-12-24 08:00-09:00 yearly",
		    "without its year" },
		{ HOURS, "Mon 23:59-23:59", "ends when it begins" },
		{ HOURS, "", "days are Mon" },
		{ HOURS, "Monday 08:00-12:00", "days are Mon" },
		{ HOURS, "Mon- 08:00-12:00", "days are Mon" },
		{ HOURS, "Mon, Wed 08:00-12:00", "days are Mon" },
		{ HOURS, "08:00-12:00", "days are Mon" },
		{ HOURS, "Mon-Fri", "wants times" },
		{ HOURS, "Mon-Fri 8:00-12:00", "times are like" },
		{ HOURS, "Mon-Fri 08:00", "times are like" },
		{ HOURS, "Mon-Fri 08:00-12:60", "times are like" },
		{ HOURS, "Mon-Fri 08:00-24:01", "times are like" },
		{ HOURS, "Mon-Fri 08:00-12:000", "times are like" },
		{ HOURS, "Mon-Fri 24:00-06:00", "only an end" },
		{ HOURS, "Mon-Fri 08:00-08:00", "ends when it begins" },
		{ HOURS, "Mon-Fri 00:00-00:00", "00:00-24:00" },
		{ HOURS, "Mon-Fri 08:00-12:00 13:00-17:00", "another window" },
		{ HOURS, "Mon-Fri 08:00-12:00 ", "another window" },
		{ HOLIDAY, "", "a day is like" },
		{ HOLIDAY, "-", "a day is like" },
		{ HOLIDAY, "2025-02-29", "a day is like" },
		{ HOLIDAY, "2026-1-6", "a day is like" },
		{ HOLIDAY, "1969-12-31", "1970" },
		{ HOLIDAY, "2026-12-31..2026-12-24", "before it begins" },
		{ HOLIDAY, "2026-12-24..12-31", "like '2026-12-24..2026" },
		{ HOLIDAY, "12-25", "wants 'yearly'" },
		{ HOLIDAY, "12-25 Christmas", "wants 'yearly'" },
		{ HOLIDAY, "02-30 yearly", "no such day" },
		{ HOLIDAY, "12-24..13-02 yearly", "12-24..01-02 yearly" },
		{ HOLIDAY, "2026-12-25 yearly", "without its year" },
		{ HOLIDAY, "2026-12-25x", "a blank is wanted" },
		{ EXCEPTION, "2026-12-19", "wants times" },
		{ EXCEPTION, "2026-12-19..2026-12-20 09:00-13:00", "one day" },
		{ EXCEPTION, "12-19 09:00-13:00", "a day is like" },
		{ EXCEPTION, "2026-12-19 09:00-13:00 x", "nothing is wanted" },
		{ ABSENCE, "12-24 yearly", "a day is like" },
		{ ABSENCE, "2026-12-24 ill", "times are like" },
		{ ABSENCE, "2026-12-24..2026-12-25 09:00-13:00", "one day" },
		{ ABSENCE, "2026-12-24,", "a blank is wanted" },
	};

	for (size_t i = 0; i < sizeof t / sizeof t[0]; i++) {
		tx->error[0] = '\0';
		CHECK_INT(check(tx, t[i].what, t[i].text), TIX_INVALID);
		if (strstr(tx->error, t[i].word) == NULL ||
		    strstr(tx->error, t[i].text) == NULL) {
			printf("# '%s': %s\n", t[i].text, tx->error);
			CHECK(false); /* it does not say what is wrong */
		}
	}
}

/* Up to two of each. */
struct row {
	const char *zone;
	const char *hours[3];
	const char *holidays[3];
	const char *exceptions[3];
	const char *at;     /* RFC 3339 */
	bool open;
};

#define OFFICE { "Mon-Fri 08:00-16:00" }

static const struct row rows[] = {
	/* The first minute is in, the last is not; 2026-11-23 is a Monday. */
	{ "Europe/Warsaw", OFFICE, { 0 }, { 0 }, "2026-11-23T08:00:00+01:00",
	    true },
	{ "Europe/Warsaw", OFFICE, { 0 }, { 0 },
	    "2026-11-23T07:59:59.999999+01:00", false },
	{ "Europe/Warsaw", OFFICE, { 0 }, { 0 },
	    "2026-11-23T15:59:59.999999+01:00", true },
	{ "Europe/Warsaw", OFFICE, { 0 }, { 0 }, "2026-11-23T16:00:00+01:00",
	    false },
	{ "Europe/Warsaw", OFFICE, { 0 }, { 0 }, "2026-11-22T12:00:00+01:00",
	    false },
	{ "Europe/Warsaw", { "Mon-Wed,Fri 08:00-16:00" }, { 0 }, { 0 },
	    "2026-11-26T12:00:00+01:00", false },
	{ "Europe/Warsaw", { "Sat-Mon 08:00-16:00" }, { 0 }, { 0 },
	    "2026-11-22T12:00:00+01:00", true },
	{ "Europe/Warsaw", { "Sat-Mon 08:00-16:00" }, { 0 }, { 0 },
	    "2026-11-24T12:00:00+01:00", false },
	/* No minute is lost at midnight. */
	{ "UTC", { "daily 00:00-24:00" }, { 0 }, { 0 },
	    "2026-11-23T23:59:59.999999Z", true },
	{ "UTC", { "daily 00:00-24:00" }, { 0 }, { 0 },
	    "2026-11-24T00:00:00Z", true },
	{ "UTC", { "Mon 20:00-24:00" }, { 0 }, { 0 },
	    "2026-11-24T00:00:00Z", false },
	{ "UTC", { "Mon 20:00-00:00" }, { 0 }, { 0 },
	    "2026-11-23T23:59:00Z", true },
	/* Before 1970 days count the other way. */
	{ "UTC", { "Wed 22:00-24:00" }, { 0 }, { 0 },
	    "1970-01-01T00:00:00Z", false },
	{ "America/New_York", { "Wed 19:00-24:00" }, { 0 }, { 0 },
	    "1970-01-01T00:00:00Z", true },
	/* Across midnight, into the day after. */
	{ "UTC", { "Sat 22:00-06:00" }, { 0 }, { 0 }, "2026-11-29T05:59:00Z",
	    true },
	{ "UTC", { "Sat 22:00-06:00" }, { 0 }, { 0 }, "2026-11-29T06:00:00Z",
	    false },
	{ "UTC", { "Sat 22:00-06:00" }, { 0 }, { 0 }, "2026-11-28T05:00:00Z",
	    false },
	/* That day's holiday closes it whole, the next day's nothing of it. */
	{ "UTC", { "Sat 22:00-06:00" }, { "2026-11-28" }, { 0 },
	    "2026-11-29T03:00:00Z", false },
	{ "UTC", { "Sat 22:00-06:00" }, { "2026-11-29" }, { 0 },
	    "2026-11-29T03:00:00Z", true },
	/* Holidays: one day, several, each year, over the new year. */
	{ "UTC", OFFICE, { "2026-12-25 Christmas" }, { 0 },
	    "2026-12-25T09:00:00Z", false },
	{ "UTC", OFFICE, { "2026-12-24..2026-12-31" }, { 0 },
	    "2026-12-31T09:00:00Z", false },
	{ "UTC", OFFICE, { "2026-12-24..2026-12-31" }, { 0 },
	    "2027-01-01T09:00:00Z", true },
	{ "UTC", OFFICE, { "2026-01-01", "12-24..01-02 yearly" }, { 0 },
	    "2026-12-31T09:00:00Z", false },
	{ "UTC", OFFICE, { "12-24..01-02 yearly" }, { 0 },
	    "2031-01-01T09:00:00Z", false },
	{ "UTC", OFFICE, { "12-24..01-02 yearly" }, { 0 },
	    "2030-01-03T09:00:00Z", true },
	{ "UTC", OFFICE, { "02-29 yearly" }, { 0 }, "2028-02-29T09:00:00Z",
	    false },
	{ "UTC", OFFICE, { "02-29 yearly" }, { 0 }, "2027-03-01T09:00:00Z",
	    true },
	/* An exception opens, whatever else is said, and only its times. */
	{ "UTC", OFFICE, { 0 }, { "2026-12-19 09:00-13:00" },
	    "2026-12-19T12:59:00Z", true },
	{ "UTC", OFFICE, { "2026-12-24" }, { "2026-12-24 09:00-12:00" },
	    "2026-12-24T11:00:00Z", true },
	{ "UTC", OFFICE, { "2026-12-24" }, { "2026-12-24 09:00-12:00" },
	    "2026-12-24T12:00:00Z", false },
	{ "UTC", OFFICE, { 0 }, { "2026-12-19 22:00-02:00" },
	    "2026-12-20T01:59:00Z", true },
	/*
	 * Warsaw, 2026-03-29: 02:00 CET (01:00Z) becomes 03:00 CEST.  A window
	 * that begins in the gap begins at the change; one wholly in it is
	 * none.
	 */
	{ "Europe/Warsaw", { "Sun 02:30-04:00" }, { 0 }, { 0 },
	    "2026-03-29T01:00:00Z", true },
	{ "Europe/Warsaw", { "Sun 02:30-04:00" }, { 0 }, { 0 },
	    "2026-03-29T00:59:59Z", false },
	{ "Europe/Warsaw", { "Sun 02:30-04:00" }, { 0 }, { 0 },
	    "2026-03-29T02:00:00Z", false },
	{ "Europe/Warsaw", { "Sun 02:00-03:00" }, { 0 }, { 0 },
	    "2026-03-29T01:00:00Z", false },
	/*
	 * Warsaw, 2026-10-25: 03:00 CEST (01:00Z) becomes 02:00 CET.  Ends in
	 * the overlap are its first passing: 02:30 is 00:30Z.
	 */
	{ "Europe/Warsaw", { "Sun 02:30-04:00" }, { 0 }, { 0 },
	    "2026-10-25T00:30:00Z", true },
	{ "Europe/Warsaw", { "Sun 02:30-04:00" }, { 0 }, { 0 },
	    "2026-10-25T01:15:00Z", true },
	{ "Europe/Warsaw", { "Sun 02:30-04:00" }, { 0 }, { 0 },
	    "2026-10-25T03:00:00Z", false },
	{ "Europe/Warsaw", { "Sat 22:00-02:30" }, { 0 }, { 0 },
	    "2026-10-25T00:29:59Z", true },
	{ "Europe/Warsaw", { "Sat 22:00-02:30" }, { 0 }, { 0 },
	    "2026-10-25T01:15:00Z", false },
	{ "Europe/Warsaw", { "Sat 22:00-02:30", "Sun 02:30-08:00" }, { 0 },
	    { 0 }, "2026-10-25T01:15:00Z", true },
	/*
	 * Lord Howe goes by half an hour: 2026-10-04 02:00 +10:30 (15:30Z of
	 * the day before) becomes 02:30 +11; 2026-04-05 02:00 +11 (15:00Z)
	 * becomes 01:30.
	 */
	{ "Australia/Lord_Howe", { "Sun 02:15-03:00" }, { 0 }, { 0 },
	    "2026-10-03T15:30:00Z", true },
	{ "Australia/Lord_Howe", { "Sun 02:15-03:00" }, { 0 }, { 0 },
	    "2026-10-03T16:00:00Z", false },
	{ "Australia/Lord_Howe", { "Sun 01:00-01:45" }, { 0 }, { 0 },
	    "2026-04-04T14:44:00Z", true },
	{ "Australia/Lord_Howe", { "Sun 01:00-01:45" }, { 0 }, { 0 },
	    "2026-04-04T15:05:00Z", false },
	{ "Australia/Lord_Howe", { "Sun 01:45-08:00" }, { 0 }, { 0 },
	    "2026-04-04T15:05:00Z", true },
	/*
	 * Apia had no 2011-12-30: the 29th at 24:00 -10 (10:00Z on the 30th)
	 * was the 31st, 00:00 +14.
	 */
	{ "Pacific/Apia", { "Fri 00:00-24:00" }, { 0 }, { 0 },
	    "2011-12-30T10:00:00Z", false },
	{ "Pacific/Apia", { "Thu 22:00-24:00" }, { 0 }, { 0 },
	    "2011-12-30T09:59:59Z", true },
	{ "Pacific/Apia", { "Thu 22:00-06:00" }, { 0 }, { 0 },
	    "2011-12-30T10:00:00Z", false },
	{ "Pacific/Apia", { "Fri 22:00-06:00" }, { 0 }, { 0 },
	    "2011-12-30T10:00:00Z", true },
	{ "Pacific/Apia", { "Sat 00:00-24:00" }, { 0 }, { 0 },
	    "2011-12-30T10:00:00Z", true },
};

static void
windows_hold(struct tix *tx)
{
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		const struct row *r = &rows[i];
		struct tix_calendar c = { "c", r->zone, r->hours, r->holidays,
			r->exceptions, false };
		int64_t at = 0;
		bool open = !r->open;

		CHECK(tix_time_from_rfc3339(r->at, &at));
		CHECK_INT(tix_calendar_is_open(tx, &c, at, &open), TIX_OK);
		if (open != r->open) {
			printf("# row %zu: %s %s at %s\n", i, r->zone,
			    r->hours[0], r->at);
			CHECK_INT(open, r->open);
		}
	}
}

static void
an_unknown_zone_is_told(struct tix *tx)
{
	static const char *const hours[] = { "daily 00:00-24:00", NULL };
	struct tix_calendar c = { "c", "Europe/Nowhere", hours, NULL, NULL, false };
	bool open;

	CHECK_INT(tix_calendar_is_open(tx, &c, tx->at, &open), TIX_NOT_FOUND);
	CHECK_STR(tx->error, "no time zone 'Europe/Nowhere'");
}

/* An agent of the team "desk" whose calendar is Warsaw's office hours. */
static void
shifts_hold(struct tix *tx)
{
	static const char *const office[] = { "Mon-Fri 08:00-16:00", NULL };
	static const char *const nights[] = { "daily 22:00-06:00", NULL };
	static const char *const holidays[] = { "2026-12-24", NULL };
	static const char *const open[] = { "2026-12-24 09:00-12:00",
		"2026-12-24 22:00-23:00", "2026-12-19 09:00-13:00", NULL };
	static const char *const away[] = { "2026-11-24..2026-11-25",
		"2026-11-26 12:00-14:00", NULL };
	static const struct tix_calendar calendars[] = {
		{ "office", "Europe/Warsaw", office, holidays, open, false },
	};
	static const struct tix_team teams[] = {
		{ .name = "desk", .calendar = "office" }, { .name = "free" },
	};
	static const struct tix_desk desk = { .calendars = calendars,
		.ncalendars = 1, .teams = teams, .nteams = 2 };
	static const struct {
		const char *team;
		const char *const *shifts;
		const char *at; /* Warsaw is at +01:00 */
		bool on;
	} t[] = {
		{ "desk", NULL, "2026-11-23T08:00:00+01:00", true },
		{ "desk", NULL, "2026-11-23T16:00:00+01:00", false },
		{ "desk", NULL, "2026-12-24T09:00:00+01:00", true },
		{ "desk", NULL, "2026-12-24T12:00:00+01:00", false },
		{ "desk", NULL, "2026-12-19T09:00:00+01:00", true },
		/* own shifts in the zone of the team's calendar */
		{ "desk", nights, "2026-11-23T22:00:00+01:00", true },
		{ "desk", nights, "2026-11-23T21:59:00+01:00", false },
		{ "desk", nights, "2026-11-23T12:00:00+01:00", false },
		/* its holidays close them; its exceptions open those alone */
		{ "desk", nights, "2026-12-25T02:00:00+01:00", false },
		{ "desk", nights, "2026-12-24T22:30:00+01:00", true },
		{ "desk", nights, "2026-12-24T10:00:00+01:00", false },
		{ "desk", nights, "2026-12-19T10:00:00+01:00", false },
		/* absences, by the wall clock */
		{ "desk", NULL, "2026-11-24T08:00:00+01:00", false },
		{ "desk", NULL, "2026-11-25T15:59:00+01:00", false },
		{ "desk", nights, "2026-11-23T23:59:00+01:00", true },
		{ "desk", nights, "2026-11-24T00:00:00+01:00", false },
		{ "desk", nights, "2026-11-26T00:00:00+01:00", true },
		{ "desk", NULL, "2026-11-26T11:59:00+01:00", true },
		{ "desk", NULL, "2026-11-26T12:00:00+01:00", false },
		{ "desk", NULL, "2026-11-26T14:00:00+01:00", true },
		/* no calendar: always, and UTC */
		{ "free", NULL, "2026-11-22T03:00:00Z", true },
		{ "free", NULL, "2026-11-24T00:00:00Z", false },
		{ "free", nights, "2026-11-23T22:00:00Z", true },
		{ "free", nights, "2026-11-23T21:00:00Z", false },
		{ NULL, NULL, "2026-11-22T03:00:00Z", true },
	};

	tx->desk = &desk;
	for (size_t i = 0; i < sizeof t / sizeof t[0]; i++) {
		struct tix_agent a = { .name = "ewa", .team = t[i].team,
			.shifts = t[i].shifts, .absences = away };
		int64_t at = 0;
		bool on = !t[i].on;

		CHECK(tix_time_from_rfc3339(t[i].at, &at));
		CHECK_INT(tix_agent_on_shift(tx, &a, at, &on), TIX_OK);
		if (on != t[i].on) {
			printf("# row %zu: at %s\n", i, t[i].at);
			CHECK_INT(on, t[i].on);
		}
	}
}

static const struct unit_test tests[] = {
	{ "hours, holidays, exceptions and absences are taken as the page has "
	    "them", right_ones_are_taken },
	{ "each other form is refused, with what was typed and what is wanted",
	    wrong_ones_are_told },
	{ "windows hold on the wall clock, also where it jumps",
	    windows_hold },
	{ "an unknown zone is told", an_unknown_zone_is_told },
	{ "shifts, their calendar and absences say who is at work",
	    shifts_hold },
};

/* A member's strings, NULL-ended. */
static const char *const *
strings(struct tix *tx, const struct tix_json *object, const char *name)
{
	const struct tix_json *list = tix_json_get(object, name), *i;
	const char **out;
	size_t n = 0;

	for (i = list->child; i != NULL; i = i->next)
		n++;
	out = tix_arena_array(tx->mem, n + 1, sizeof *out);
	n = 0;
	for (i = list->child; i != NULL; i = i->next)
		out[n++] = i->text;
	return out;
}

/* "1 0": the calendar is open, the agent not on shift. */
static void
answer(struct tix *tx, const char *line)
{
	struct tix_json *o;
	struct tix_calendar c = { .name = "c" };
	const struct tix_team team = { .name = "t", .calendar = "c" };
	const struct tix_desk desk = { .calendars = &c, .ncalendars = 1,
		.teams = &team, .nteams = 1 };
	struct tix_agent a = { .name = "a", .team = "t" };
	int64_t at;
	bool open = false, on = false;

	if (tix_json_parse(tx, tx->mem, line, strlen(line), &o) != TIX_OK)
		abort();
	c.timezone = tix_json_text(o, "zone");
	c.hours = strings(tx, o, "hours");
	c.holidays = strings(tx, o, "holidays");
	c.exceptions = strings(tx, o, "exceptions");
	a.shifts = strings(tx, o, "shifts");
	a.absences = strings(tx, o, "absences");
	at = tix_json_int(o, "at", 0);
	tx->desk = &desk;
	if (tix_calendar_is_open(tx, &c, at, &open) != TIX_OK ||
	    tix_agent_on_shift(tx, &a, at, &on) != TIX_OK)
		abort();
	printf("%d %d\n", open, on);
	tx->desk = NULL;
	tix_arena_reset(tx->mem);
}

static int
answer_all(const char *path)
{
	static char line[1 << 16];
	struct tix tx = { .run = tix_arena_new(), .mem = tix_arena_new() };
	FILE *f = fopen(path, "r");

	if (f == NULL)
		return 1;
	while (fgets(line, sizeof line, f) != NULL)
		answer(&tx, line);
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
