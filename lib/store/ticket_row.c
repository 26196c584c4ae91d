/*
 * Rows to tickets.
 */
#include "ticket_row.h"

#include <string.h>

static int64_t
name_number(const char *const *names, const char *name)
{
	for (int64_t i = 0; name != NULL && names[i] != NULL; i++)
		if (strcmp(names[i], name) == 0)
			return i + 1;
	return 0;
}

void
tix_ticket_from_row(const struct tix_row *row, struct tix_arena *mem,
    struct tix_ticket *t)
{
	for (int f = 0; f < TIX_FIELDS; f++) {
		const struct tix_field_info *info = &tix_fields[f];
		struct tix_value v = { .type = info->type };

		if (tix_row_null(row, f))
			v.i = 0;
		else if (tix_type_is_text(info->type))
			v.s = tix_row_text(row, f, mem);
		else if (info->type == TIX_T_NAME)
			v.i = name_number(info->names,
			    tix_row_text(row, f, mem));
		else
			v.i = tix_row_int(row, f);
		tix_ticket_set(t, (enum tix_field)f, &v);
	}
}
