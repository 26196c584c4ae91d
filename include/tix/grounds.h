/*
 * The grounds of what the desk did by itself.  Pure.
 */
#ifndef TIX_GROUNDS_H
#define TIX_GROUNDS_H

#include <tix/desk.h>
#include <tix/event.h>

/* "rule 'vpn/vip' set urgency to 1"; what is none is NULL. */
struct tix_ground {
	/* rule, category, default, requester, matrix, vip, assign, time ... */
	const char *by;
	const char *name; /* the rule's path, or the like */
	const char *set;  /* a field, also the desk's own; NULL: none */
	const char *to;   /* its value as words; "" is none */
	const char *was;  /* of a list: what it was before */
	const char *more; /* why so: "least loaded: 12, then anna 14" */
};

/*
 * Did the desk decide the event, or a part of it: by its rules, or because time
 * had come?  Who typed a command decided what else is in it.
 */
bool tix_event_is_automatic(const struct tix_event *e);

/*
 * The grounds of the event, in order, on tx->mem: those that it carries, or
 * that time had come (by "time", name is why).  TIX_CONFLICT for those that
 * cannot be read.
 */
enum tix_status tix_event_grounds(struct tix *tx, const struct tix_event *e,
    const struct tix_ground **list, size_t *n);

/* groundtime.c: warnings, breaches and steps, and the grounds of one. */
bool tix_event_is_times(const struct tix_event *e);
void tix_event_grounds_of_time(struct tix *tx, const struct tix_event *e,
    const struct tix_ground **list, size_t *n);

/*
 * Write one of them to an open list of JSON, as events carry it; its value is
 * 'number' where that is not NULL, and no words.
 */
void tix_ground_put(struct tix_json_out *o, const struct tix_ground *g,
    const int64_t *number);

/*
 * One of them in words, on tx->mem; not escaped.  Steps and priorities have the
 * names of desk 'd'; where it is NULL they are numbers.
 */
const char *tix_ground_text(struct tix *tx, const struct tix_desk *d,
    const struct tix_ground *g);

#endif
