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
};

/* Make a parameter of a value; the name that stands for it in SQL. */
const char *tix_select_int(struct tix_select *b, int64_t i);
const char *tix_select_text(struct tix_select *b, const char *s);

/* Add the condition for a tree; patterns are those of b->re from b->nre on. */
void tix_select_where(struct tix_select *b, const struct tix_term *t);

/* Does a term that must hold lead to few rows by an index? */
bool tix_select_is_narrow(const struct tix_term *t);

/* Add the ORDER BY clause. */
void tix_select_sort(struct tix_select *b, const struct tix_sort *sort,
    size_t n);

#endif
