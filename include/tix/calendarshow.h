/*
 * tix sla calendar: what calendars say, asked by people and programs.
 */
#ifndef TIX_CALENDARSHOW_H
#define TIX_CALENDARSHOW_H

#include <tix/cli.h>

/* What its options say, or NULL; times are of the calendar's wall. */
struct tix_calendar_asked {
	const char *from;
	const char *to;
	const char *at;
	const char *at_close; /* "close" or "open" */
};

extern const char *const tix_at_close_names[]; /* NULL-ended */

/*
 * The operands are a word ("list", "show", "is-open", "elapsed", "due"), a
 * calendar, and times.  TIX_NO where is-open says closed; TIX_PARTIAL where
 * some lines of standard input were bad.
 */
enum tix_status tix_calendar_show(struct tix *tx, struct tix_run *r,
    const struct tix_calendar_asked *asked);

#endif
