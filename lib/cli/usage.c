/*
 * --help, from the option tables.
 */
#include "private.h"

#include <stdio.h>
#include <string.h>

#define INDENT 28

static void
print_option(const struct tix_opt *o)
{
	char text[80];
	int n;

	n = snprintf(text, sizeof text, "  %c%c%c --%s%s%s",
	    o->letter ? '-' : ' ', o->letter ? o->letter : ' ',
	    o->letter ? ',' : ' ', o->name,
	    o->arg == NULL ? "" : o->arg[0] == '[' ? "[=" : " ",
	    o->arg == NULL ? "" : o->arg[0] == '[' ? o->arg + 1 : o->arg);
	if (n < INDENT)
		printf("%-*s%s\n", INDENT, text, o->help);
	else
		printf("%s\n%-*s%s\n", text, INDENT, "", o->help);
}

static void
print_table(const struct tix_opt *o)
{
	for (; o != NULL && o->type != TIX_OPT_END; o++)
		print_option(o);
}

void
tix_usage(const struct tix_run *r, const struct tix_args *a,
    const char *summary)
{
	printf("tix %s - %s\n\nusage: tix %s [option ...]%s%s\n\n",
	    r->cmd->name, summary, r->cmd->name,
	    r->cmd->args != NULL ? " " : "",
	    r->cmd->args != NULL ? r->cmd->args : "");
	print_table(r->cmd->opts);
	if (r->cmd->opts != NULL && r->cmd->opts->type != TIX_OPT_END)
		putchar('\n');
	print_table(a->table);
	printf("\nThe manual: man tix-%s\n", r->cmd->name);
}
