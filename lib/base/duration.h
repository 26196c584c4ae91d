/*
 * For lib/base alone: a duration before days are taken to be of 24 hours.
 */
#ifndef TIX_BASE_DURATION_H
#define TIX_BASE_DURATION_H

#include <tix/time.h>

struct tix_duration_parts {
	int64_t days;  /* a week is seven */
	int64_t us;    /* hours, minutes and seconds */
	bool working;
};

/* Read all of 'text'; NULL, or why it is no duration: a constant phrase. */
const char *tix_duration_scan(const char *text, struct tix_duration_parts *d);

#endif
