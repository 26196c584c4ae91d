/*
 * For lib/cli alone: a calendar and what is asked of it.
 */
#ifndef TIX_CLI_CALENDARSHOW_H
#define TIX_CLI_CALENDARSHOW_H

#include <tix/calendars.h>
#include <tix/calendarshow.h>

struct tix_calendar_view {
	struct tix_run *r;
	const struct tix_calendar_asked *asked;
	struct tix_worktime time;
	const struct tix_zone *zone; /* the newest one of the calendar */
};

/* A time on the calendar's wall; TIX_INVALID outside of what is compiled. */
enum tix_status tix_calendar_time(struct tix *tx,
    const struct tix_calendar_view *v, const char *text, int64_t *at);

/* Each by the words of a line or of the operands. */
enum tix_status tix_calendar_elapsed(struct tix *tx,
    const struct tix_calendar_view *v, const char *from, const char *to,
    int64_t *elapsed);
enum tix_status tix_calendar_due(struct tix *tx,
    const struct tix_calendar_view *v, const char *from, const char *duration,
    int64_t *due);

/* Lines of standard input, answered line by line: seconds, or a due time. */
enum tix_status tix_calendar_lines(struct tix *tx,
    const struct tix_calendar_view *v, bool due);

#endif
