/*
 * When somebody works.  Pure, but for reading zones.
 *
 * hours:      "Mon-Fri 08:00-12:00", "Sat 22:00-06:00" (across midnight, into
 *             Sunday), "Mon,Wed 00:00-24:00", "daily 08:00-20:00".  A window
 *             holds from its first minute and ends before its last.
 * holidays:   "2026-12-25", "2026-12-24..2027-01-02", "12-25 yearly",
 *             "12-24..01-02 yearly"; words behind it are its name.  With
 *             times behind the days ("2026-12-24 12:00-24:00", "12-24
 *             12:00-24:00 yearly") these hours of each day are closed alone,
 *             whatever window they are in.
 * exceptions: "2026-12-19 09:00-13:00": open, whatever else is said.
 * absences:   "2026-12-24", "2026-12-24..2026-12-31", "2026-12-24 12:00-18:00".
 *
 * Days and hours are those of the calendar's zone.  A window across midnight
 * belongs to the day it begins on, and that day's holiday closes it whole.
 * Both ends become instants as tix_zone_utc() has it: in a gap the change, in
 * an overlap the first passing; so windows that meet on the wall meet in time.
 *
 * An end of 23:59 is 24:00: that is how others write it.  Names of days,
 * "daily" and "yearly" are in great letters or small.  Ranges of
 * days may go over the end of the week ("Sat-Mon") or year; 02-29 is no day in
 * other years.  All else is as strict as it looks.  The grammar is in
 * lib/model/calendartext.c alone.
 */
#ifndef TIX_CALENDAR_H
#define TIX_CALENDAR_H

#include <tix/desk.h>
#include <tix/hash.h>
#include <tix/worktime.h>

/* Is the text one of these?  TIX_INVALID with words. */
enum tix_status tix_hours_check(struct tix *tx, const char *text);
enum tix_status tix_holiday_check(struct tix *tx, const char *text);
enum tix_status tix_exception_check(struct tix *tx, const char *text);
enum tix_status tix_absence_check(struct tix *tx, const char *text);

/*
 * All of a calendar: one that a desk has with its name and zone alone is read
 * from the desk's tail, once in a run.  TIX_INVALID for a line that no compiler
 * wrote.  The functions below do it themselves.
 */
enum tix_status tix_calendar_whole(struct tix *tx,
    const struct tix_calendar **c);

/*
 * What a compiler writes behind "c NAME" into the tail, and the way back; on
 * 'mem', but 'name' is borrowed.  TIX_INVALID for what no compiler wrote.
 */
const char *tix_calendar_json(struct tix_arena *mem,
    const struct tix_calendar *c);
enum tix_status tix_calendar_read(struct tix *tx, struct tix_arena *mem,
    const char *name, const char *json, size_t len, struct tix_calendar *c);

/* Are all of them in the tail?  TIX_INVALID with words. */
enum tix_status tix_desk_prove_calendars(struct tix *tx, struct tix_arena *mem,
    const struct tix_desk *d);

/*
 * The windows from TIX_WORKTIME_FIRST up to the end of _LAST, on 'mem': what
 * tix_calendar_is_open() says of each second of these years, in order and
 * joined where they meet.  TIX_INVALID for a calendar that is never open,
 * TIX_NOT_FOUND or TIX_IO for its zone.
 */
enum tix_status tix_calendar_windows(struct tix *tx, struct tix_arena *mem,
    const struct tix_calendar *c, struct tix_window_set *set);

/*
 * What its windows are made of: the definition and the zone's data, as one
 * SHA-256.  Its name is no part of it.
 */
enum tix_status tix_calendar_digest(struct tix *tx,
    const struct tix_calendar *c, unsigned char digest[TIX_HASH_SIZE]);

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
