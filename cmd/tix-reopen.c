/* tix-reopen - open tickets again that were not solved after all */
#include <tix/cli.h>
#include <tix/work.h>

static const char *reason;

static const struct tix_opt opts[] = {
	{ 'r', "reason", TIX_OPT_TEXT, &reason, "text",
	    "why it is not solved (required)", NULL },
	{ 0 },
};

static enum tix_status
check(struct tix *tx)
{
	return reason != NULL && *reason != '\0' ? TIX_OK :
	    tix_fail(tx, TIX_INVALID, "why is it not solved? give --reason");
}

static enum tix_status
reopen(struct tix *tx, const struct tix_ticket *t, struct tix_event *e)
{
	return tix_reopen(tx, t, reason, e);
}

int
main(int argc, char **argv)
{
	static const struct tix_command cmd = {
		.name = "reopen",
		.args = "[ticket ...]",
		.opts = opts,
		.flags = TIX_CMD_WRITES,
		.check = check,
		.each = reopen,
	};

	return tix_main(&cmd, argc, argv);
}
