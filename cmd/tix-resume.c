/* tix-resume - go on with tickets that wait */
#include <tix/cli.h>
#include <tix/waiting.h>

static const char *reason;

static const struct tix_opt opts[] = {
	{ 'r', "reason", TIX_OPT_TEXT, &reason, "text", "why", NULL },
	{ 0 },
};

static enum tix_status
resume(struct tix *tx, const struct tix_ticket *t, struct tix_event *e)
{
	return tix_resume(tx, t, reason, e);
}

int
main(int argc, char **argv)
{
	static const struct tix_command cmd = {
		.name = "resume",
		.args = "[ticket ...]",
		.opts = opts,
		.flags = TIX_CMD_WRITES,
		.each = resume,
	};

	return tix_main(&cmd, argc, argv);
}
