/*
 * A policy held against a table of tickets and what is to become of them.
 */
#ifndef TIX_POLICYTEST_H
#define TIX_POLICYTEST_H

#include <tix/cli.h>

/*
 * Route each row of the table 'path' ("-": standard input) under tx->desk, or
 * under the desk in the file 'desk' where that is not NULL, and print what came
 * out otherwise than its "want_" columns say.  Nothing is changed; people are
 * taken to have nothing to do yet.
 *
 * TIX_NO where a row differs; TIX_NOT_FOUND and TIX_INVALID for columns and
 * cells that are wrong, with file and line.
 */
enum tix_status tix_policy_test(struct tix *tx, struct tix_run *r,
    const char *path, const char *desk);

#endif
