/*
 * For ics.c and icsrepeat.c alone: events of an RFC 5545 calendar.
 */
#ifndef TIX_DESK_ICSPARTS_H
#define TIX_DESK_ICSPARTS_H

#include "ics.h"

#include <libical/ical.h>

#include <tix/time.h>

/* One VEVENT. */
struct tix_dt_event {
	struct tix_dt_holidays *h;
	icalcomponent *c;
	const struct tix_zone *zone; /* of its times; NULL: UTC */
	int64_t line;
	const char *name;
	const char *uid;
	bool whole;                  /* days, not times */
	struct icaltimetype start;
	int64_t from;                /* as seconds on its wall */
	int64_t length;              /* seconds */
};

/* Instances that another VEVENT of the same UID tells anew. */
struct tix_dt_moved {
	const char *uid;
	int64_t at;
};

struct tix_dt_events {
	struct tix_dt_holidays *h;
	struct tix_dt_event *events;
	size_t n, cap;
	struct tix_dt_moved *moved;
	size_t nmoved, moved_cap;
};

void tix_dt_event_bad(const struct tix_dt_event *e, const char *why);

/* What the wall shows, as seconds since 1970 as if it were UTC. */
int64_t tix_dt_wall(const struct icaltimetype *t);

/*
 * A time of a property on the wall of the event; false where its zone was
 * complained about.
 */
bool tix_dt_wall_of(const struct tix_dt_event *e, icalproperty *p,
    struct icaltimetype t, int64_t *at);

/* Holidays of all its instances. */
void tix_dt_event_add(const struct tix_dt_events *c,
    const struct tix_dt_event *e);

#endif
