/*
 * For lib/store/select.c, where.c and sort.c: SQL as it is being put together.
 * It is made of constant text; whatever comes from users is a parameter.
 */
#ifndef TIX_STORE_SELECT_H
#define TIX_STORE_SELECT_H

#include <tix/tickets.h>

#include "sql.h"
#include "textsql.h"

struct tix_select {
	struct tix *tx;
	struct tix_buf sql;
	struct tix_param *params;
	size_t n;
	size_t cap;
	struct tix_regex **re; /* of the patterns in the query */
	size_t nre;
	enum tix_late late;    /* where full text is found */
	bool view;             /* a read was begun for it */
	bool taken;            /* the statement names TIX_TAKEN_SQL's table */
};

/*
 * Begin: patterns are compiled, full text made searchable, and with 'view', or
 * where that is needed, all statements until tix_select_end() see one view.
 * That one ends it well on failure too.
 */
enum tix_status tix_select_begin(struct tix_select *b, struct tix *tx,
    const struct tix_term *query, bool view);
void tix_select_end(struct tix_select *b);

/* Run what b->sql holds, with its parameters; then there is neither. */
enum tix_status tix_select_run(struct tix_select *b, tix_row_fn fn, void *arg);

/*
 * Add the condition for a whole query: the one begun with, or that without
 * some of its terms for full text.
 */
void tix_select_condition(struct tix_select *b, const struct tix_term *query);

/* Make a parameter of a value; the name that stands for it in SQL. */
const char *tix_select_int(struct tix_select *b, int64_t i);
const char *tix_select_text(struct tix_select *b, const char *s);

/* The same of a value of 'field' that is some, as the column holds it. */
const char *tix_select_value(struct tix_select *b, int field,
    const struct tix_value *v);

/*
 * The column of a field, or what the desk's own is read by: of constant text,
 * for one place in the statement.
 */
const char *tix_select_column(struct tix_select *b, int field);

/* "state IN ('new', ...)": constants, for an index to serve. */
const char *tix_select_live(const struct tix_select *b);

/* Add the condition for a tree; patterns are those of b->re from b->nre on. */
void tix_select_where(struct tix_select *b, const struct tix_term *t);

/* Does a term that must hold lead to few rows by an index? */
bool tix_select_is_narrow(const struct tix_term *t);

/* Add the ORDER BY clause. */
void tix_select_sort(struct tix_select *b, const struct tix_sort *sort,
    size_t n);

#endif
