/*
 * What is wrong with a desk and its surroundings, and what to do.
 */
#ifndef TIX_DOCTOR_H
#define TIX_DOCTOR_H

#include <tix/cli.h>

/*
 * Make every check and print a row for each: "status" (ok, warning, problem),
 * "check", "found", "advice".  Works without an open desk (r->no_desk) as far
 * as that goes.  Reads the settings.  TIX_NO where there is a problem.
 */
enum tix_status tix_doctor(struct tix *tx, struct tix_run *r);

#endif
