/*
 * Rows to tickets, and tickets to rows.
 */
#include "ticket_row.h"

#include <string.h>

void
tix_ticket_from_row(const struct tix_row *row, uint64_t fields,
    struct tix_arena *mem, struct tix_ticket *t)
{
	for (int f = 0, column = 0; f < TIX_FIELDS; f++) {
		const struct tix_field_info *info = &tix_fields[f];
		struct tix_value v = { .type = info->type };
		const int at = column;

		if ((fields & TIX_BIT(f)) == 0)
			continue;
		column++;
		if (tix_row_null(row, at))
			v.i = 0;
		else if (tix_type_is_text(info->type))
			v.s = tix_row_text(row, at, mem);
		else if (info->type == TIX_T_NAME)
			v.i = tix_name_number(info->names,
			    tix_row_text(row, at, mem));
		else
			v.i = tix_row_int(row, at);
		tix_ticket_set(t, (enum tix_field)f, &v);
	}
}

/* "$subject" for each of the fields, in the order of enum tix_field. */
static void
params_of(const struct tix_ticket *t, uint64_t fields, struct tix_param *p,
    char names[TIX_FIELDS][24])
{
	for (int f = 0; f < TIX_FIELDS; f++) {
		struct tix_value v;

		if ((fields & TIX_BIT(f)) == 0)
			continue;
		v = tix_ticket_get(t, (enum tix_field)f);
		names[f][0] = '$';
		strncpy(names[f] + 1, tix_fields[f].name, 22);
		*p = (struct tix_param){ .name = names[f] };
		if (tix_type_is_text(v.type)) {
			p->type = TIX_P_TEXT;
			p->p = v.s;
		} else if (v.type == TIX_T_NAME) {
			p->type = TIX_P_TEXT;
			p->p = tix_value_name(&v);
		} else {
			p->i = v.i;
			p->none = v.i == 0;
		}
		p++;
	}
	*p = (struct tix_param){ 0 };
}

static bool
is_some(const struct tix_ticket *t, enum tix_field f)
{
	struct tix_value v = tix_ticket_get(t, f);

	return tix_type_is_text(v.type) ? v.s != NULL : v.i != 0;
}

bool
tix_ticket_has_only(const struct tix_ticket *t, uint64_t fields)
{
	for (int f = 0; f < TIX_FIELDS; f++)
		if ((fields & TIX_BIT(f)) == 0 && is_some(t,
		    (enum tix_field)f))
			return false;
	return true;
}

enum tix_status
tix_ticket_write(struct tix *tx, const char *sql, uint64_t fields,
    const struct tix_ticket *t)
{
	struct tix_param p[TIX_FIELDS + 1];
	char names[TIX_FIELDS][24] = { { 0 } };

	params_of(t, fields, p, names);
	return tix_sql(tx, sql, p, NULL, NULL);
}
