/* tix-route - prioritise and place tickets by the desk's rules */
#include <string.h>
#include <tix/backtest.h>
#include <tix/policytest.h>
#include <tix/route.h>

static bool again, explains;
static const char *test, *desk, *against;
static struct tix_backtest backtest;

static const char *const standards[] = { "policy", "history", NULL };

static const struct tix_opt opts[] = {
	{ 0, "again", TIX_OPT_FLAG, &again, NULL,
	    "place anew what is placed already", NULL },
	{ 0, "test", TIX_OPT_FILE, &test, "path",
	    "hold the policy against a table of what is wanted", NULL },
	{ 0, "desk", TIX_OPT_FILE, &desk, "path",
	    "test the policy in this file, not the one in force", NULL },
	{ 0, "backtest", TIX_OPT_FILE, &backtest.desk, "path",
	    "which tickets the policy in this file would place elsewhere",
	    NULL },
	{ 0, "against", TIX_OPT_CHOICE, &against, "what",
	    "than the policy in force (policy), or than they were (history)",
	    standards },
	{ 0 },
};

static enum tix_status
begin(struct tix *tx, struct tix_run *r)
{
	(void)tx;
	explains = r->explain;
	return TIX_OK;
}

static enum tix_status
route(struct tix *tx, const struct tix_ticket *t, struct tix_event *e)
{
	struct tix_route_how how = { .staff = &tix_run_staff };

	if (explains)
		how.steps = tix_arena_alloc(tx->mem, sizeof *how.steps);
	return tix_route(tx, t, again, &how, e);
}

static enum tix_status
check(struct tix *tx)
{
	if (desk != NULL && test == NULL)
		return tix_fail(tx, TIX_INVALID, "--desk is for --test");
	if (against != NULL && backtest.desk == NULL)
		return tix_fail(tx, TIX_INVALID,
		    "--against is for --backtest");
	if (test != NULL && backtest.desk != NULL)
		return tix_fail(tx, TIX_INVALID,
		    "--test and --backtest are two things");
	if (again && (test != NULL || backtest.desk != NULL))
		return tix_fail(tx, TIX_INVALID,
		    "--again: what is tested is placed nowhere yet");
	return TIX_OK;
}

/* Nothing is changed, so there is nothing to print of that. */
static enum tix_status
refuse_changed(struct tix *tx)
{
	return tix_fail(tx, TIX_INVALID, "--changed: nothing is changed");
}

static enum tix_status
run_test(struct tix *tx, struct tix_run *r)
{
	return r->changed ? refuse_changed(tx) :
	    tix_policy_test(tx, r, test, desk);
}

static enum tix_status
run_backtest(struct tix *tx, struct tix_run *r)
{
	if (r->changed)
		return refuse_changed(tx);
	if (r->explain)
		return tix_fail(tx, TIX_INVALID, "--explain: that is for one "
		    "ticket, under the policy in force");
	backtest.history = against != NULL && strcmp(against, "history") == 0;
	return tix_backtest(tx, r, &backtest);
}

static const struct tix_command *
instead(void)
{
	static const struct tix_command testing = {
		.name = "route",
		.opts = opts,
		.flags = TIX_CMD_SHOWS | TIX_CMD_ROUTES | TIX_CMD_TELLS,
		.check = check,
		.run = run_test,
	};
	static const struct tix_command backtesting = {
		.name = "route",
		.takes = TIX_TAKES_QUERY,
		.opts = opts,
		.flags = TIX_CMD_SHOWS | TIX_CMD_ROUTES | TIX_CMD_OPERANDS,
		.check = check,
		.run = run_backtest,
	};

	return test != NULL ? &testing :
	    backtest.desk != NULL ? &backtesting : NULL;
}

int
main(int argc, char **argv)
{
	static const struct tix_command cmd = {
		.name = "route",
		.args = "[ticket ...]",
		.opts = opts,
		.flags = TIX_CMD_WRITES | TIX_CMD_EXPLAINS | TIX_CMD_ROUTES,
		.begin = begin,
		.each = route,
		.check = check,
		.instead = instead,
	};

	return tix_main(&cmd, argc, argv);
}
