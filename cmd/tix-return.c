/* tix-return - hand tickets back to a lower level */
#include <tix/cli.h>
#include <tix/escalate.h>

static struct tix_return to;

static const struct tix_opt opts[] = {
	{ 't', "to", TIX_OPT_LEVEL, &to.level, "level",
	    "go to this level, not one down", NULL },
	{ 0, "queue", TIX_OPT_QUEUE, &to.queue, "queue",
	    "wait in this queue, not the level's own", NULL },
	{ 'r', "reason", TIX_OPT_CHOICE, &to.code, "code",
	    "why it goes back, a code (required)", tix_return_codes },
	{ 'm', "message", TIX_OPT_TEXT, &to.note, "text",
	    "words to the reason", NULL },
	{ 0 },
};

static enum tix_status
check(struct tix *tx)
{
	return to.code != NULL ? TIX_OK : tix_return_check(tx, NULL);
}

static enum tix_status
return_ticket(struct tix *tx, const struct tix_ticket *t, struct tix_event *e)
{
	return tix_return(tx, t, &to, e);
}

int
main(int argc, char **argv)
{
	static const struct tix_command cmd = {
		.name = "return",
		.args = "[ticket ...]",
		.opts = opts,
		.flags = TIX_CMD_WRITES,
		.check = check,
		.each = return_ticket,
	};

	return tix_main(&cmd, argc, argv);
}
