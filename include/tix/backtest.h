/*
 * The desk's own tickets under a policy that is not in force.
 */
#ifndef TIX_BACKTEST_H
#define TIX_BACKTEST_H

#include <tix/cli.h>

struct tix_backtest {
	const char *desk;  /* file of the candidate */
	bool history;      /* against what happened, not the policy in force */
};

/*
 * Open each ticket that the run's operands select (as a query; all without
 * any) again under the candidate, and print which would be placed elsewhere,
 * or be more or less urgent, than under the policy in force.  TIX_NO where any
 * would; failures as those of tix_policyfile_read() and of queries.
 */
enum tix_status tix_backtest(struct tix *tx, struct tix_run *r,
    const struct tix_backtest *b);

#endif
