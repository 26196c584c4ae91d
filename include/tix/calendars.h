/*
 * The tables of calendars as they were over time, and of their windows.
 */
#ifndef TIX_CALENDARS_H
#define TIX_CALENDARS_H

#include <tix/calendar.h>

/*
 * Note the windows of a stored desk version's calendars, in force from 'at' on,
 * where they are other than before.  Whoever stores its event does this.
 * TIX_NOT_FOUND or TIX_IO for a zone that the system does not have.
 */
enum tix_status tix_calendars_note(struct tix *tx, int64_t version,
    int64_t at);

/*
 * A calendar over time, on 'mem'; its windows are looked up by statements, a
 * row each.  TIX_NOT_FOUND for one that no desk version had.
 */
enum tix_status tix_calendars_worktime(struct tix *tx, struct tix_arena *mem,
    const char *name, struct tix_worktime *c);

/* The same with all of its windows in memory: for many questions. */
enum tix_status tix_calendars_load(struct tix *tx, struct tix_arena *mem,
    const char *name, struct tix_worktime *c);

/* Tell 'fn' the name of each calendar that any desk version had. */
enum tix_status tix_calendars_each(struct tix *tx,
    enum tix_status (*fn)(struct tix *tx, const char *name, void *arg),
    void *arg);

/*
 * Calendars of the compiled desk 'compiled' whose windows the system's zone
 * data make others today than are stored: names on tx->run, NULL-ended; or what
 * is the matter with a zone.
 */
enum tix_status tix_calendars_stale(struct tix *tx, const char *compiled,
    const char *const **names);

/* Hold windows and calendars against each other; 'say' is told what is odd. */
enum tix_status tix_calendars_check(struct tix *tx,
    void (*say)(void *arg, const char *finding), void *arg);

#endif
