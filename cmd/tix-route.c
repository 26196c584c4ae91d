/* tix-route - prioritise and place tickets by the desk's rules */
#include <tix/cli.h>
#include <tix/policytest.h>
#include <tix/route.h>

static bool again, explains;
static const char *test, *desk;

static const struct tix_opt opts[] = {
	{ 0, "again", TIX_OPT_FLAG, &again, NULL,
	    "place anew what is placed already", NULL },
	{ 0, "test", TIX_OPT_FILE, &test, "path",
	    "hold the policy against a table of what is wanted", NULL },
	{ 0, "desk", TIX_OPT_FILE, &desk, "path",
	    "test the policy in this file, not the one in force", NULL },
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
	if (again && test != NULL)
		return tix_fail(tx, TIX_INVALID,
		    "--again: what is tested is placed nowhere yet");
	return TIX_OK;
}

static enum tix_status
run_test(struct tix *tx, struct tix_run *r)
{
	return tix_policy_test(tx, r, test, desk);
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

	return test != NULL ? &testing : NULL;
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
