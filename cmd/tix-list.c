/* tix-list - list the tickets that a query selects */
#include <tix/list.h>

static struct tix_listing asked;

static const struct tix_opt opts[] = {
	{ 's', "sort", TIX_OPT_FIELD, &asked.sort, "fields",
	    "in this order, -field backwards (priority)", NULL },
	{ 0, "limit", TIX_OPT_INT, &asked.limit, "n", "at most n tickets",
	    NULL },
	{ 0, "columns", TIX_OPT_FIELD, &asked.columns, "fields", "show these",
	    NULL },
	{ 0, "view", TIX_OPT_VIEW, &asked.view, "name",
	    "the saved view of this name", NULL },
	{ 0, "views", TIX_OPT_FLAG, &asked.views, NULL,
	    "which saved views there are", NULL },
	{ 0, "group", TIX_OPT_FIELD, &asked.group, "field",
	    "by the values of this field", NULL },
	{ 0, "count", TIX_OPT_FLAG, &asked.count, NULL,
	    "how many, not which", NULL },
	{ 0, "tree", TIX_OPT_FLAG, &asked.tree, NULL,
	    "children below their parents", NULL },
	{ 'e', "exit-status", TIX_OPT_FLAG, &asked.exit_status, NULL,
	    "exit 1 when nothing is found", NULL },
	{ 0 },
};

static enum tix_status
list(struct tix *tx, struct tix_run *r)
{
	return tix_list(tx, r, &asked);
}

int
main(int argc, char **argv)
{
	static const struct tix_command cmd = {
		.name = "list",
		.args = "[query | -]",
		.takes = TIX_TAKES_QUERY,
		.opts = opts,
		.flags = TIX_CMD_SHOWS | TIX_CMD_OPERANDS | TIX_CMD_EXPLAINS,
		.run = list,
		.table = &tix_table,
	};

	return tix_main(&cmd, argc, argv);
}
