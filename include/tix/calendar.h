/*
 * When somebody works.  Pure, but for reading zones.
 *
 * hours:      "Mon-Fri 08:00-12:00", "Sat 22:00-06:00" (across midnight, into
 *             Sunday), "Mon,Wed 00:00-24:00", "daily 08:00-20:00".  A window
 *             holds from its first minute and ends before its last.
 * holidays:   "2026-12-25", "2026-12-24..2027-01-02", "12-25 yearly",
 *             "12-24..01-02 yearly"; words behind it are its name.
 * exceptions: "2026-12-19 09:00-13:00": open, whatever else is said.
 * absences:   "2026-12-24", "2026-12-24..2026-12-31", "2026-12-24 12:00-18:00".
 *
 * Days and hours are those of the calendar's zone.  A window across midnight
 * belongs to the day it begins on, and that day's holiday closes it whole.
 * Both ends become instants as tix_zone_utc() has it: in a gap the change, in
 * an overlap the first passing; so windows that meet on the wall meet in time.
 *
 * Names of days, "daily" and "yearly" are in great letters or small.  Ranges of
 * days may go over the end of the week ("Sat-Mon") or year; 02-29 is no day in
 * other years.  All else is as strict as it looks.  The grammar is in
 * lib/model/calendartext.c alone.
 */
#ifndef TIX_CALENDAR_H
#define TIX_CALENDAR_H

#include <tix/desk.h>

/* Is the text one of these?  TIX_INVALID with words. */
enum tix_status tix_hours_check(struct tix *tx, const char *text);
enum tix_status tix_holiday_check(struct tix *tx, const char *text);
enum tix_status tix_exception_check(struct tix *tx, const char *text);
enum tix_status tix_absence_check(struct tix *tx, const char *text);

/* Is the calendar open at 'at'?  TIX_NOT_FOUND or TIX_IO for its zone. */
enum tix_status tix_calendar_is_open(struct tix *tx,
    const struct tix_calendar *c, int64_t at, bool *open);

/*
 * Is the agent on shift at 'at': within the shifts, in the zone of the team's
 * calendar (without one, UTC), or, without shifts, while that calendar is open
 * (without one, always); and not absent.  Holidays of the calendar close
 * shifts, too, but where an exception opens.  An absence is of the wall clock:
 * it ends at midnight also in the middle of a shift.
 */
enum tix_status tix_agent_on_shift(struct tix *tx, const struct tix_agent *a,
    int64_t at, bool *on);

/* Is it an absence that keeps the agent away? */
enum tix_status tix_agent_is_absent(struct tix *tx, const struct tix_agent *a,
    int64_t at, bool *absent);

#endif
