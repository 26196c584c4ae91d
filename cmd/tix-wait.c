/* tix-wait - let tickets wait for somebody else */
#include <tix/cli.h>
#include <tix/waiting.h>

static struct tix_wait w;
static const char *on, *then;

static const struct tix_opt opts[] = {
	{ 0, "on", TIX_OPT_CHOICE, &on, "whom",
	    "customer, vendor, change or event", tix_waiting_names },
	{ 'u', "until", TIX_OPT_TIME, &w.until, "time",
	    "when the wait ends by itself", NULL },
	{ 0, "then", TIX_OPT_CHOICE, &then, "what",
	    "resume or resolve it when the wait ends (resume)",
	    tix_then_names },
	{ 'r', "reason", TIX_OPT_TEXT, &w.reason, "text", "why", NULL },
	{ 0 },
};

static enum tix_status
wait(struct tix *tx, const struct tix_ticket *t, struct tix_event *e)
{
	w.on = tix_name_number(tix_waiting_names, on);
	w.then = tix_name_number(tix_then_names, then);
	return tix_wait(tx, t, &w, e);
}

int
main(int argc, char **argv)
{
	static const struct tix_command cmd = {
		.name = "wait",
		.args = "[ticket ...]",
		.opts = opts,
		.flags = TIX_CMD_WRITES,
		.each = wait,
	};

	return tix_main(&cmd, argc, argv);
}
