/*
 * For lib/base alone: readers of the parts of a time.  Each moves '*p' behind
 * what it has read; false leaves '*p' anywhere.
 */
#ifndef TIX_BASE_TIMESCAN_H
#define TIX_BASE_TIMESCAN_H

#include <tix/time.h>

/* Between 'min' and 'max' digits, at most nine. */
bool tix_scan_number(const char **p, int min, int max, int *out);

/* The character 'c' and nothing else. */
bool tix_scan_char(const char **p, char c);

/* Up to nine digits behind a decimal point, cut to microseconds. */
bool tix_scan_fraction(const char **p, int *micro);

/* "2026-11-23" */
bool tix_scan_date(const char **p, struct tix_civil *c);

/* "Z" or "+01:00"; where 'loose', also "+0100" and "+01". */
bool tix_scan_offset(const char **p, bool loose, int *seconds);

/* As tix_time_from_civil(), for clocks 'offset' seconds east of UTC. */
bool tix_time_from_offset(const struct tix_civil *c, int offset, int64_t *at);

#endif
