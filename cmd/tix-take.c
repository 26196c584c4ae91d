/* tix-take - make tickets your own */
#include <tix/cli.h>
#include <tix/route.h>
#include <tix/work.h>

static bool steal;

static const struct tix_opt opts[] = {
	{ 0, "steal", TIX_OPT_FLAG, &steal, NULL,
	    "also from somebody who has it", NULL },
	{ 0 },
};

static enum tix_status
take(struct tix *tx, const struct tix_ticket *t, struct tix_event *e)
{
	const struct tix_route_how how = { .staff = &tix_run_staff };
	enum tix_status s = tix_take(tx, t, steal, e);

	return s == TIX_OK ? tix_route_follow(tx, t, &how, e) : s;
}

int
main(int argc, char **argv)
{
	static const struct tix_command cmd = {
		.name = "take",
		.args = "[ticket ...]",
		.opts = opts,
		.flags = TIX_CMD_WRITES | TIX_CMD_ROUTES,
		.each = take,
	};

	return tix_main(&cmd, argc, argv);
}
