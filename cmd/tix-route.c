/* tix-route - prioritise and place tickets by the desk's rules */
#include <tix/cli.h>
#include <tix/route.h>

static bool again;

static const struct tix_opt opts[] = {
	{ 0, "again", TIX_OPT_FLAG, &again, NULL,
	    "place anew what is placed already", NULL },
	{ 0 },
};

static enum tix_status
route(struct tix *tx, const struct tix_ticket *t, struct tix_event *e)
{
	const struct tix_route_how how = { .staff = &tix_run_staff };

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
		.each = route,
	};

	return tix_main(&cmd, argc, argv);
}
