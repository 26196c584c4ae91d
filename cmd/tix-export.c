/* tix-export - the desk with all its history, as JSON Lines */
#include <tix/cli.h>
#include <tix/export.h>

static const char *file;

static const struct tix_opt opts[] = {
	{ 'o', "output", TIX_OPT_FILE, &file, "file",
	    "write this file, whole or not at all", NULL },
	{ 0 },
};

static enum tix_status
export(struct tix *tx, struct tix_run *r)
{
	return tix_export(tx, r, file);
}

int
main(int argc, char **argv)
{
	static const struct tix_command cmd = {
		.name = "export",
		.args = "[query]",
		.takes = TIX_TAKES_QUERY,
		.opts = opts,
		.flags = TIX_CMD_OPERANDS,
		.run = export,
	};

	return tix_main(&cmd, argc, argv);
}
