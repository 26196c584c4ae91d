/*
 * Any bytes as what a calendar may say: taken or told, and what is taken holds
 * at any instant without a crash.
 */
#include <stdlib.h>
#include <string.h>

#include <tix/arena.h>
#include <tix/calendar.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A complaint names what was typed, unless that was cut. */
static bool
is_taken(struct tix *tx, const char *text, enum tix_status s)
{
	if (s == TIX_OK)
		return true;
	if (s != TIX_INVALID || tx->error[0] == '\0')
		abort();
	if (strlen(text) < 200 && strstr(tx->error, text) == NULL)
		abort();
	return false;
}

/* The instants round a change of Warsaw's clocks, and the bounds of time. */
static void
ask(struct tix *tx, const struct tix_calendar *c, const struct tix_agent *a)
{
	static const int64_t at[] = {
		INT64_C(1795442400000000), INT64_C(1774745999999999),
		INT64_C(1774746000000000), INT64_C(1792890000000000),
		0, -1, INT64_C(253402300799999999), INT64_MIN, INT64_MAX,
	};
	bool open, on;

	for (size_t i = 0; i < sizeof at / sizeof at[0]; i++)
		if (tix_calendar_is_open(tx, c, at[i], &open) != TIX_OK ||
		    tix_agent_on_shift(tx, a, at[i], &on) != TIX_OK)
			abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct tix tx = { .run = tix_arena_new(), .mem = tix_arena_new() };
	const char *text = tix_arena_dup_n(tx.mem, data, size);
	const char *const list[] = { text, NULL };
	struct tix_calendar c = { .name = "c", .timezone = "Europe/Warsaw" };
	const struct tix_team team = { .name = "t", .calendar = "c" };
	const struct tix_desk desk = { .calendars = &c, .ncalendars = 1,
		.teams = &team, .nteams = 1 };
	struct tix_agent a = { .name = "a", .team = "t" };

	if (is_taken(&tx, text, tix_hours_check(&tx, text)))
		c.hours = a.shifts = list;
	if (is_taken(&tx, text, tix_holiday_check(&tx, text)))
		c.holidays = list;
	if (is_taken(&tx, text, tix_exception_check(&tx, text)))
		c.exceptions = list;
	if (is_taken(&tx, text, tix_absence_check(&tx, text)))
		a.absences = list;
	tx.desk = &desk;
	ask(&tx, &c, &a);
	tix_arena_free(tx.mem);
	tix_arena_free(tx.run);
	return 0;
}
