/* tix-escalate - hand tickets to a higher level */
#include <tix/cli.h>
#include <tix/escalate.h>
#include <tix/parts.h>
#include <tix/sweep.h>

static struct tix_escalation to = { .staff = &tix_run_staff };
static struct tix_texts handover;
static bool due;
static int64_t until;

static const struct tix_opt opts[] = {
	{ 't', "to", TIX_OPT_LEVEL, &to.level, "level",
	    "go to this level, not to the next one up", NULL },
	{ 0, "queue", TIX_OPT_QUEUE, &to.queue, "queue",
	    "wait in this queue, not the level's own", NULL },
	{ 'r', "reason", TIX_OPT_TEXT, &to.reason, "text",
	    "why it goes up (required)", NULL },
	{ 0, "handover", TIX_OPT_PART, &handover, "part=text",
	    "a part of what it is handed up with, @file reads one", NULL },
	{ 0, "due", TIX_OPT_FLAG, &due, NULL,
	    "do instead what time has made due: for cron", NULL },
	{ 0, "until", TIX_OPT_TIME, &until, "time",
	    "with --due --dry-run: what would come up to then", NULL },
	{ 0 },
};

static enum tix_status
check(struct tix *tx)
{
	if (due && (to.level != NULL || to.queue != NULL ||
	    to.reason != NULL || handover.n > 0))
		return tix_fail(tx, TIX_INVALID,
		    "--due: the desk says where to, and why");
	if (until != 0 && !due)
		return tix_fail(tx, TIX_INVALID, "--until goes with --due");
	return due || (to.reason != NULL && *to.reason != '\0') ? TIX_OK :
	    tix_fail(tx, TIX_INVALID, "why does it go up? give --reason");
}

/* Decides only: cli has loaded 't' inside the transaction, and appends 'e'. */
static enum tix_status
escalate(struct tix *tx, const struct tix_ticket *t, struct tix_event *e)
{
	return tix_escalate(tx, t, &to, e);
}

static enum tix_status
begin(struct tix *tx, struct tix_run *r)
{
	return tix_parts_read(tx, r, &handover, &to.handover);
}

static enum tix_status
sweep(struct tix *tx, struct tix_run *r)
{
	return tix_sweep(tx, r, until);
}

static const struct tix_command *
instead(void)
{
	static const struct tix_command sweeps = {
		.name = "escalate",
		.opts = opts,
		.flags = TIX_CMD_WRITES | TIX_CMD_ROWS | TIX_CMD_ROUTES |
		    TIX_CMD_OPERANDS,
		.check = check,
		.run = sweep,
	};

	return due ? &sweeps : NULL;
}

int
main(int argc, char **argv)
{
	static const struct tix_command cmd = {
		.name = "escalate",
		.args = "[ticket ...]",
		.opts = opts,
		.flags = TIX_CMD_WRITES,
		.check = check,
		.instead = instead,
		.begin = begin,
		.each = escalate,
	};

	return tix_main(&cmd, argc, argv);
}
