/*
 * Tickets as rows: columns by their names.
 */
#include "private.h"

#include <string.h>

#include <tix/custom.h>
#include <tix/hindsight.h>
#include <tix/query.h>
#include <tix/tickets.h>

static const struct {
	const char *name;
	int which;
} derived[] = {
	{ "age", TIX_Q_AGE },
	{ "idle", TIX_Q_IDLE },
};

static int
find(const struct tix_desk *d, const char *name)
{
	const struct tix_custom *c = d == NULL ? NULL :
	    tix_desk_custom(d, name);

	for (size_t i = 0; i < sizeof derived / sizeof derived[0]; i++)
		if (strcmp(derived[i].name, name) == 0)
			return derived[i].which;
	return c != NULL ? TIX_Q_CUSTOM + (int)(c - d->customs) :
	    tix_field_find(name);
}

uint64_t
tix_field_bits(int which)
{
	if (which >= TIX_Q_CUSTOM)
		return TIX_BIT(TIX_F_FIELDS);
	if (which >= TIX_FIELDS)
		return TIX_BIT(which == TIX_Q_AGE ? TIX_F_OPENED :
		    TIX_F_UPDATED);
	if (which == TIX_F_BREACHED) /* see value_of() */
		return TIX_BIT(TIX_F_BREACHED) | TIX_BIT(TIX_F_STATE) |
		    TIX_BIT(TIX_F_NEXT_DUE);
	return TIX_BIT(which);
}

/* What a value of the desk's own is, its JSON says: 0 is a number there. */
static struct tix_column
own_column(const struct tix_custom *own)
{
	struct tix_column c = { own->name, NULL, TIX_T_TEXT, TIX_COL_CUT };

	if (own->type == TIX_C_INTEGER)
		c.flags = TIX_COL_RIGHT;
	else if (own->type != TIX_C_TEXT)
		c.flags = 0;
	return c;
}

static struct tix_column
column_of(const struct tix_desk *d, int which)
{
	struct tix_column c = { 0 };

	if (which >= TIX_Q_CUSTOM)
		return own_column(&d->customs[which - TIX_Q_CUSTOM]);
	if (which >= TIX_FIELDS) {
		c.name = which == TIX_Q_AGE ? "age" : "idle";
		c.title = which == TIX_Q_AGE ? "AGE" : "IDLE";
		c.type = TIX_T_DURATION;
		c.flags = TIX_COL_RIGHT | TIX_COL_SECONDS | TIX_COL_AGE;
		return c;
	}
	c.name = tix_fields[which].name;
	c.title = tix_fields[which].title;
	c.type = tix_fields[which].type;
	if (c.type == TIX_T_INT)
		c.flags |= TIX_COL_RIGHT;
	if (which == TIX_F_SUBJECT || which == TIX_F_BODY ||
	    which == TIX_F_TAGS || which == TIX_F_KEY)
		c.flags |= TIX_COL_CUT;
	return c;
}

/* Any kind of row: the place of a name among the columns there are, or -1. */
struct naming {
	int (*find)(const struct naming *n, const char *name);
	struct tix_column (*column)(const struct naming *n, int which);
	const char *names; /* of all, for the complaint */
	const struct tix_desk *desk;
	const struct tix_column *all;
	size_t n;
};

static int
find_ticket(const struct naming *n, const char *name)
{
	return find(n->desk, name);
}

static struct tix_column
ticket_column(const struct naming *n, int which)
{
	return column_of(n->desk, which);
}

static int
find_other(const struct naming *n, const char *name)
{
	for (size_t i = 0; i < n->n; i++)
		if (strcmp(n->all[i].name, name) == 0)
			return (int)i;
	return -1;
}

static struct tix_column
other_column(const struct naming *n, int which)
{
	return n->all[which];
}

static bool
names_it(const struct tix_rows *rows, int which)
{
	for (size_t i = 0; i < rows->n; i++)
		if (rows->which[i] == which)
			return true;
	return false;
}

/* The columns that 'fields' names, in 'rows' and 'out'. */
static enum tix_status
name_columns(struct tix *tx, const struct naming *naming, const char *fields,
    struct tix_rows *rows, struct tix_column **out)
{
	char *list = tix_arena_dup(tx->run, fields);
	size_t max = strlen(list) / 2 + 1;
	struct tix_column *columns = tix_arena_array(tx->run, max,
	    sizeof *columns);
	char *save = NULL;
	char *name = strtok_r(list, ",", &save);

	memset(rows, 0, sizeof *rows);
	rows->desk = naming->desk;
	rows->which = tix_arena_array(tx->run, max, sizeof *rows->which);
	rows->row = tix_arena_array(tx->run, max, sizeof *rows->row);
	do {
		int f = name == NULL ? -1 : naming->find(naming, name);

		if (f < 0)
			return tix_fail(tx, TIX_INVALID,
			    "unknown field '%s'; there are: %s",
			    name == NULL ? "" : name, naming->names);
		if (names_it(rows, f))
			return tix_fail(tx, TIX_INVALID, "field '%s' twice",
			    name);
		rows->which[rows->n] = f;
		columns[rows->n++] = naming->column(naming, f);
	} while ((name = strtok_r(NULL, ",", &save)) != NULL);
	*out = columns;
	return TIX_OK;
}

static enum tix_status
begin(struct tix *tx, struct tix_run *r, const struct naming *naming,
    const char *fields, struct tix_rows *rows)
{
	struct tix_column *columns;
	enum tix_status s = name_columns(tx, naming,
	    r->fields != NULL ? r->fields : fields, rows, &columns);

	if (s != TIX_OK)
		return s;
	rows->table = r->out.format == TIX_TABLE;
	rows->out = tix_out_new(tx, tx->run, columns, rows->n, &r->out);
	return TIX_OK;
}

static struct naming
naming_of_tickets(struct tix *tx)
{
	struct tix_buf names = { .arena = tx->run };

	tix_buf_printf(&names, "%s, age, idle", tix_field_names(tx->run, 0));
	for (size_t i = 0; tx->desk != NULL && i < tx->desk->ncustoms; i++)
		tix_buf_printf(&names, ", %s", tx->desk->customs[i].name);
	return (struct naming){
		.find = find_ticket, .column = ticket_column,
		.names = tix_buf_text(&names), .desk = tx->desk,
	};
}

enum tix_status
tix_rows_begin(struct tix *tx, struct tix_run *r, const char *fields,
    struct tix_rows *rows)
{
	const struct naming naming = naming_of_tickets(tx);

	return begin(tx, r, &naming, fields, rows);
}

enum tix_status
tix_rows_check(struct tix *tx, const char *fields)
{
	const struct naming naming = naming_of_tickets(tx);
	struct tix_column *columns;
	struct tix_rows rows;

	return name_columns(tx, &naming, fields, &rows, &columns);
}

/* Their names need not be fit for a list. */
static void
begin_all(struct tix *tx, struct tix_run *r, const struct tix_column *all,
    size_t n, struct tix_rows *rows)
{
	memset(rows, 0, sizeof *rows);
	rows->which = tix_arena_array(tx->run, n, sizeof *rows->which);
	rows->row = tix_arena_array(tx->run, n, sizeof *rows->row);
	for (; rows->n < n; rows->n++)
		rows->which[rows->n] = (int)rows->n;
	rows->out = tix_out_new(tx, tx->run, all, n, &r->out);
}

enum tix_status
tix_rows_columns(struct tix *tx, struct tix_run *r,
    const struct tix_column *all, size_t n, const char *fields,
    struct tix_rows *rows)
{
	struct tix_buf names = { .arena = tx->run };
	struct naming naming = {
		.find = find_other, .column = other_column, .all = all, .n = n,
	};

	for (size_t i = 0; i < n; i++)
		tix_buf_printf(&names, "%s%s", i > 0 ? ", " : "", all[i].name);
	naming.names = tix_buf_text(&names);
	if (fields != NULL || r->fields != NULL)
		return begin(tx, r, &naming, fields, rows);
	begin_all(tx, r, all, n, rows);
	return TIX_OK;
}

enum tix_status
tix_rows_values(struct tix_rows *rows, const struct tix_value *all)
{
	for (size_t i = 0; i < rows->n; i++)
		rows->row[i] = all[rows->which[i]];
	rows->count++;
	return tix_out_row(rows->out, rows->row);
}

uint64_t
tix_rows_fields(const struct tix_rows *rows)
{
	uint64_t fields = 0;

	for (size_t i = 0; i < rows->n; i++)
		fields |= tix_field_bits(rows->which[i]);
	return fields;
}

const char *
tix_rows_all(struct tix *tx, bool body)
{
	struct tix_buf all = { .arena = tx->run };

	for (int f = 0; f < TIX_FIELDS; f++)
		if (body || f != TIX_F_BODY)
			tix_buf_printf(&all, "%s,", tix_fields[f].name);
	return tix_buf_text(&all);
}

/* A value that the desk's field of today is not the type of stays text. */
static struct tix_value
own_value(struct tix *tx, const struct tix_custom *c,
    const struct tix_ticket *t, bool table)
{
	struct tix_value v = { .type = TIX_T_TEXT,
	    .s = tix_custom_get(tx, t->fields, c->name) };

	if (v.s == NULL || table)
		return v;
	if (c->type == TIX_C_INTEGER) {
		v.type = TIX_T_JSON;
	} else if (c->type == TIX_C_FLAG && (strcmp(v.s, "yes") == 0 ||
	    strcmp(v.s, "no") == 0)) {
		v.type = TIX_T_JSON;
		v.s = *v.s == 'y' ? "true" : "false";
	}
	return v;
}

static struct tix_value
value_of(struct tix *tx, const struct tix_rows *rows,
    const struct tix_ticket *t, int which)
{
	struct tix_value v = { .type = TIX_T_DURATION };

	if (which >= TIX_Q_CUSTOM)
		return own_value(tx, &rows->desk->customs[which -
		    TIX_Q_CUSTOM], t, rows->table);
	if (which < TIX_FIELDS)
		v = tix_ticket_get(t, (enum tix_field)which);
	/* A deadline may have passed since the ticket was saved. */
	if (which == TIX_F_BREACHED)
		v.i = v.i != 0 || (tix_state_is_live(t->state) &&
		    t->next_due != 0 && t->next_due < tix_hindsight_moment(tx));
	if (which < TIX_FIELDS)
		return v;
	v.i = tx->now - (which == TIX_Q_AGE ? t->opened : t->updated);
	return v;
}

enum tix_status
tix_rows_put(struct tix *tx, struct tix_rows *rows, const struct tix_ticket *t)
{
	for (size_t i = 0; i < rows->n; i++)
		rows->row[i] = value_of(tx, rows, t, rows->which[i]);
	rows->count++;
	return tix_out_row(rows->out, rows->row);
}

enum tix_status
tix_rows_id(struct tix *tx, struct tix_rows *rows, int64_t id)
{
	struct tix_ticket t = { .id = id };
	enum tix_status s = TIX_OK;

	if (rows->n > 1 || rows->which[0] != TIX_F_ID)
		s = tix_tickets_load(tx, tx->mem, id, &t);
	return s == TIX_OK ? tix_rows_put(tx, rows, &t) : s;
}

enum tix_status
tix_rows_end(struct tix_rows *rows)
{
	return rows->out != NULL ? tix_out_end(rows->out) : TIX_OK;
}
