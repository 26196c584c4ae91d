/*
 * Long lists on the lines of a terminal.
 */
#include "view.h"

#include <string.h>

#include <tix/utf8.h>

#define INDENT "        "

void
tix_wrap(struct tix *tx, const struct tix_out_options *o, size_t used,
    const char *list, const char *end)
{
	const size_t line = (size_t)o->width;

	while (*list != '\0') {
		const char *comma = strstr(list, ", ");
		size_t n = comma != NULL ? (size_t)(comma + 1 - list) :
		    strlen(list);
		size_t cells = 1 + tix_utf8_width(tix_arena_dup_n(tx->mem,
		    list, n)) + (comma == NULL ? tix_utf8_width(end) : 0);
		bool breaks = line > 0 && used + cells > line;

		fprintf(o->to, "%s%.*s", breaks ? "\n" INDENT : " ", (int)n,
		    list);
		used = (breaks ? strlen(INDENT) - 1 : used) + cells;
		list += n + (comma != NULL);
	}
	fputs(end, o->to);
}
