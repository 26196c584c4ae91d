/* tix-route - prioritise and place tickets by the desk's rules */
#include <tix/cli.h>
#include <tix/route.h>

static bool again, explains;

static const struct tix_opt opts[] = {
	{ 0, "again", TIX_OPT_FLAG, &again, NULL,
	    "place anew what is placed already", NULL },
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
	};

	return tix_main(&cmd, argc, argv);
}
