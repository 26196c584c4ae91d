/* tix-next - the one ticket to work on now */
#include <tix/nextrun.h>

static bool take;

static const struct tix_opt opts[] = {
	{ 0, "take", TIX_OPT_FLAG, &take, NULL,
	    "make it your own at once", NULL },
	{ 0 },
};

static enum tix_status
next(struct tix *tx, struct tix_run *r)
{
	return tix_next_run(tx, r, take);
}

/* Who only looks needs no right to write. */
static const struct tix_command *
instead(void)
{
	static const struct tix_command look = {
		.name = "next",
		.opts = opts,
		.flags = TIX_CMD_ROWS,
		.run = next,
	};

	return take ? NULL : &look;
}

int
main(int argc, char **argv)
{
	static const struct tix_command cmd = {
		.name = "next",
		.opts = opts,
		.flags = TIX_CMD_WRITES | TIX_CMD_ROWS,
		.instead = instead,
		.run = next,
	};

	return tix_main(&cmd, argc, argv);
}
