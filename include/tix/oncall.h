/*
 * tix desk oncall: who is on call, and when nobody is.
 */
#ifndef TIX_ONCALL_H
#define TIX_ONCALL_H

#include <tix/cli.h>

struct tix_oncall_asked {
	int64_t at;    /* or 0: now */
	int64_t gaps;  /* microseconds: look for gaps so far ahead; or 0 */
};

/*
 * The schedules that the operands name, or all: who is on call and until when.
 * With 'gaps' the times without anybody, and TIX_NO where there are some.
 */
enum tix_status tix_oncall_run(struct tix *tx, struct tix_run *r,
    const struct tix_oncall_asked *asked);

#endif
