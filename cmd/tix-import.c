/* tix-import - take in whole histories from other desks */
#include <tix/cli.h>
#include <tix/import.h>

static struct tix_import_options how;

static const struct tix_opt opts[] = {
	{ 'm', "map", TIX_OPT_MAP, &how.map, "map",
	    "how columns become fields: a name or a file", NULL },
	{ 0, "source", TIX_OPT_TEXT, &how.source, "name",
	    "call the other desk so, not as the map does", NULL },
	{ 0, "zone", TIX_OPT_TEXT, &how.zone, "zone",
	    "time zone of times without an offset", NULL },
	{ 0 },
};

static enum tix_status
check(struct tix *tx)
{
	if (how.map == NULL && (how.source != NULL || how.zone != NULL))
		return tix_fail(tx, TIX_INVALID,
		    "--source and --zone go with --map");
	return TIX_OK;
}

static enum tix_status
import(struct tix *tx, struct tix_run *r)
{
	if (r->noperands == 0)
		return tix_fail(tx, TIX_INVALID,
		    "no file; give one or more, or - for standard input");
	if (how.map == NULL)
		return tix_import_export(tx, r);
	if (tix_import_is_export(tx, r->operands[0]))
		return tix_fail(tx, TIX_INVALID,
		    "'%s' is an export, which needs no --map", r->operands[0]);
	return tix_import(tx, r, &how);
}

int
main(int argc, char **argv)
{
	static const struct tix_command cmd = {
		.name = "import",
		.args = "file ...",
		.opts = opts,
		.flags = TIX_CMD_WRITES | TIX_CMD_OPERANDS,
		.check = check,
		.run = import,
	};

	return tix_main(&cmd, argc, argv);
}
