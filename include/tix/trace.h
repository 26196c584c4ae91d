/*
 * TIX_TRACE=sql,route,...: what a run does, on standard error.
 */
#ifndef TIX_TRACE_H
#define TIX_TRACE_H

#include <tix/tix.h>

enum tix_trace {
	TIX_TRACE_SQL = 1,   /* statements */
	TIX_TRACE_ROUTE = 2, /* rules tried */
	TIX_TRACE_GATE = 4,  /* the write gate and the log */
	TIX_TRACE_FOLD = 8,  /* events folded */
	TIX_TRACE_SCAN = 16  /* statements that walk a whole table */
};

/* The bits named in a comma-separated list; unknown names are passed over. */
unsigned tix_trace_parse(const char *names);

/* One line, if 'what' is traced. */
void tix_tracef(const struct tix *tx, enum tix_trace what, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

#endif
