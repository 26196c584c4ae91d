/* tix-ack - say that somebody is on it: no more steps of escalation */
#include <tix/ack.h>
#include <tix/cli.h>

static int64_t time_of_it = -1;

static const struct tix_opt opts[] = {
	{ 0, "for", TIX_OPT_DURATION, &time_of_it, "duration",
	    "for so long only; then the steps go on", NULL },
	{ 0 },
};

static enum tix_status
check(struct tix *tx)
{
	return time_of_it != 0 ? TIX_OK : tix_fail(tx, TIX_INVALID,
	    "--for: it takes no time at all");
}

static enum tix_status
ack(struct tix *tx, const struct tix_ticket *t, struct tix_event *e)
{
	return tix_ack(tx, t, time_of_it < 0 ? 0 : time_of_it, e);
}

int
main(int argc, char **argv)
{
	static const struct tix_command cmd = {
		.name = "ack",
		.args = "[ticket ...]",
		.opts = opts,
		.flags = TIX_CMD_WRITES,
		.check = check,
		.each = ack,
	};

	return tix_main(&cmd, argc, argv);
}
