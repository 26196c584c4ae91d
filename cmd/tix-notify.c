/* tix-notify - tell people what the desk has for them */
#include <tix/cli.h>
#include <tix/notify.h>

static struct tix_notify asked;

static const char *const states[] = {
	"pending", "sent", "failed", "held", "discarded", "all", NULL
};

static const struct tix_opt list_opts[] = {
	{ 0, "state", TIX_OPT_CHOICE, &asked.state, "state",
	    "those that are pending, sent, failed, held, discarded, or all",
	    states },
	{ 0 },
};

static const struct tix_opt send_opts[] = {
	{ 0, "limit", TIX_OPT_INT, &asked.limit, "n",
	    "try no more often than that in all", NULL },
	{ 0 },
};

static const struct tix_opt all_opts[] = {
	{ 0, "all", TIX_OPT_FLAG, &asked.all, NULL,
	    "all that it may be done to", NULL },
	{ 0 },
};

static enum tix_status
list(struct tix *tx, struct tix_run *r)
{
	return tix_notify_list(tx, r, &asked);
}

static enum tix_status
send(struct tix *tx, struct tix_run *r)
{
	return tix_notify_send(tx, r, &asked);
}

static enum tix_status
retry(struct tix *tx, struct tix_run *r)
{
	return tix_notify_retry(tx, r, &asked);
}

static enum tix_status
release(struct tix *tx, struct tix_run *r)
{
	return tix_notify_release(tx, r, &asked);
}

static enum tix_status
discard(struct tix *tx, struct tix_run *r)
{
	return tix_notify_discard(tx, r, &asked);
}

#define COMMAND(word) .name = "notify", .sub = (word)
#define CHANGES .args = "[number ...]", .opts = all_opts, \
	.flags = TIX_CMD_WRITES | TIX_CMD_OPERANDS

static const struct tix_command commands[] = {
	{ COMMAND("list"), .help = "list what has not arrived",
	  .opts = list_opts, .run = list, .table = &tix_table,
	  .flags = TIX_CMD_SHOWS | TIX_CMD_OPERANDS },
	{ COMMAND("show"), .help = "show all of some",
	  .args = "number ...", .run = tix_notify_show, .table = &tix_table,
	  .flags = TIX_CMD_SHOWS | TIX_CMD_OPERANDS },
	{ COMMAND("send"), .help = "deliver what is due now",
	  .opts = send_opts, .run = send,
	  .flags = TIX_CMD_WRITES | TIX_CMD_OPERANDS | TIX_CMD_ROUTES },
	{ COMMAND("retry"), .help = "try again what failed",
	  .run = retry, CHANGES },
	{ COMMAND("release"), .help = "deliver what is held",
	  .run = release, CHANGES },
	{ COMMAND("discard"), .help = "never deliver it",
	  .run = discard, CHANGES },
};

int
main(int argc, char **argv)
{
	static const struct tix_command *const subs[] = {
		&commands[0], &commands[1], &commands[2], &commands[3],
		&commands[4], &commands[5], NULL
	};
	static const struct tix_command cmd = {
		.name = "notify",
		.subs = subs,
	};

	return tix_main(&cmd, argc, argv);
}
