/* tix-cancel - say that tickets are not to be done after all */
#include <tix/cli.h>
#include <tix/related.h>
#include <tix/work.h>

static const char *reason;

static const struct tix_opt opts[] = {
	{ 'r', "reason", TIX_OPT_TEXT, &reason, "text", "why", NULL },
	{ 0 },
};

static enum tix_status
cancel(struct tix *tx, const struct tix_ticket *t, struct tix_event *e)
{
	enum tix_status s = tix_cancel(tx, t, reason, e);

	return s == TIX_OK ? tix_related_end(tx, t, e) : s;
}

int
main(int argc, char **argv)
{
	static const struct tix_command cmd = {
		.name = "cancel",
		.args = "[ticket ...]",
		.opts = opts,
		.flags = TIX_CMD_WRITES,
		.each = cancel,
	};

	return tix_main(&cmd, argc, argv);
}
