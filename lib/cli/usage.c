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

static void
print_line(const char *head, const struct tix_command *cmd)
{
	printf("%s tix %s%s%s [option ...]%s%s\n", head, cmd->name,
	    cmd->sub != NULL ? " " : "", cmd->sub != NULL ? cmd->sub : "",
	    cmd->args != NULL ? " " : "", cmd->args != NULL ? cmd->args : "");
}

/* A line for each command of a program that has several. */
static void
print_usage(const struct tix_command *cmd)
{
	if (cmd->subs == NULL)
		print_line("usage:", cmd);
	for (size_t i = 0; cmd->subs != NULL && cmd->subs[i] != NULL; i++)
		print_line(i == 0 ? "usage:" : "      ", cmd->subs[i]);
	putchar('\n');
}

void
tix_usage(const struct tix_run *r, const struct tix_opt *own,
    const struct tix_args *a, const char *summary)
{
	const struct tix_command *cmd = r->cmd;

	printf("tix %s%s%s - %s\n\n", cmd->name, cmd->sub != NULL ? " " : "",
	    cmd->sub != NULL ? cmd->sub : "",
	    cmd->sub != NULL ? cmd->help : summary);
	print_usage(cmd);
	print_table(own);
	if (own != NULL && own->type != TIX_OPT_END)
		putchar('\n');
	print_table(a->table);
	printf("\nThe manual: man tix-%s\n", cmd->name);
}
