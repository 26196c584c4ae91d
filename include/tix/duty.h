/*
 * Who is on call: schedules of rotations that hand over by the clock on the
 * wall, hours outside of which a rotation has nobody, and overrides.  Pure, but
 * for reading zones.
 *
 * A rotation gives its agents one turn after the other, from 'begins' on, each
 * of so many hours (elapsed) or days (on the wall: a turn of a week that begins
 * at 09:00 ends at 09:00, also where clocks were changed in it).  Both ends
 * become instants as tix_zone_utc() has it.  A turn holds from its first
 * instant and ends before its last.
 */
#ifndef TIX_DUTY_H
#define TIX_DUTY_H

#include <tix/desk.h>

#define TIX_ROTATIONS_MAX 8     /* of one schedule */
#define TIX_OVERRIDES_MAX 1000
#define TIX_TURN_DAYS_MAX 366

struct tix_rotation {
	const char *name;
	const char *const *agents; /* in order, NULL-ended, at least one */
	int64_t days;              /* of a turn; 0: hours */
	int64_t hours;
	int64_t begins;            /* seconds on the wall, as if it were UTC */
	const char *const *during; /* hours, as calendar.h has them,
				      NULL-ended; none: always */
};

/* For some time 'agent' alone is on call, or instead of another. */
struct tix_override {
	int64_t from;              /* seconds on the wall */
	int64_t to;
	const char *agent;
	const char *instead_of;    /* or NULL: of everybody */
};

struct tix_schedule {
	const char *name;
	const char *title;         /* or NULL */
	const char *timezone;      /* IANA */
	const struct tix_rotation *rotations;
	size_t nrotations;
	const struct tix_override *overrides;
	size_t noverrides;
};

/* Who has it at an instant: who is called first stands first. */
struct tix_duty {
	const char *agent[TIX_ROTATIONS_MAX];    /* each once */
	const char *rotation[TIX_ROTATIONS_MAX]; /* or NULL: an override */
	size_t n;                  /* 0: nobody */
	int64_t until;             /* microseconds: it cannot change before;
				      INT64_MAX: never */
};

/* TIX_NOT_FOUND or TIX_IO for its zone. */
enum tix_status tix_duty_at(struct tix *tx, const struct tix_schedule *s,
    int64_t at, struct tix_duty *d);

/* Are the same people on call, in the same order? */
bool tix_duty_equal(const struct tix_duty *a, const struct tix_duty *b);

/*
 * Until when it stays as it is at 'at', but not beyond 'limit'.
 */
enum tix_status tix_duty_until(struct tix *tx, const struct tix_schedule *s,
    int64_t at, int64_t limit, int64_t *until);

/*
 * The first instant from 'from' on, before 'to', at which nobody is on call,
 * and its end; TIX_NO where there is none.
 */
enum tix_status tix_duty_gap(struct tix *tx, const struct tix_schedule *s,
    int64_t from, int64_t to, int64_t *begins, int64_t *ends);

/*
 * Texts of the desk: "2026-11-02 09:00" on the wall; "week", "2 weeks", "day",
 * "3 days", "12h"; "2026-12-24 09:00..2026-12-26 09:00 jan [for ewa]".
 * TIX_INVALID with words.
 */
enum tix_status tix_wall_parse(struct tix *tx, const char *text,
    int64_t *seconds);
enum tix_status tix_turn_parse(struct tix *tx, const char *text,
    struct tix_rotation *r);
enum tix_status tix_override_parse(struct tix *tx, const char *text,
    struct tix_override *o);

/* A line of the compiled desk: its JSON to a schedule on 'mem'; TIX_INVALID. */
enum tix_status tix_schedule_read(struct tix *tx, struct tix_arena *mem,
    const char *name, const char *json, size_t len, struct tix_schedule *s);

#endif
