/* tix-close - close tickets for good */
#include <tix/cli.h>
#include <tix/work.h>

static const char *reason;

static const struct tix_opt opts[] = {
	{ 'r', "reason", TIX_OPT_TEXT, &reason, "text", "why", NULL },
	{ 0 },
};

static enum tix_status
close_ticket(struct tix *tx, const struct tix_ticket *t, struct tix_event *e)
{
	return tix_close(tx, t, reason, e);
}

int
main(int argc, char **argv)
{
	static const struct tix_command cmd = {
		.name = "close",
		.args = "[ticket ...]",
		.opts = opts,
		.flags = TIX_CMD_WRITES,
		.each = close_ticket,
	};

	return tix_main(&cmd, argc, argv);
}
