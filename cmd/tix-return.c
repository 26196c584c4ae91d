/* tix-return - hand tickets back to a lower level */
#include <tix/cli.h>
#include <tix/escalate.h>

static struct tix_return to = { .staff = &tix_run_staff };

static const struct tix_opt opts[] = {
	{ 't', "to", TIX_OPT_LEVEL, &to.level, "level",
	    "go to this level, not where it came from", NULL },
	{ 0, "queue", TIX_OPT_QUEUE, &to.queue, "queue",
	    "wait in this queue, not where it was", NULL },
	{ 'r', "reason", TIX_OPT_RETURN, &to.code, "code",
	    "why it goes back, a code of the desk (required)", NULL },
	{ 'm', "message", TIX_OPT_TEXT, &to.note, "text",
	    "words to the reason", NULL },
	{ 0 },
};

/* A code that is none is told once, whatever the tickets are. */
static enum tix_status
begin(struct tix *tx, struct tix_run *r)
{
	(void)r;
	return tix_return_check(tx, to.code);
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
		.begin = begin,
		.each = return_ticket,
	};

	return tix_main(&cmd, argc, argv);
}
