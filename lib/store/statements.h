/*
 * For lib/store/db.c alone: compiled statements by the address of their text.
 * What they are is the engine's; here they are only kept.
 */
#ifndef TIX_STORE_STATEMENTS_H
#define TIX_STORE_STATEMENTS_H

#include <stdbool.h>

struct tix_statement;

/* Starts with all zeros. */
struct tix_statements {
	struct tix_statement *bucket[64];
};

/* The statement of a text, or NULL. */
void *tix_statements_get(const struct tix_statements *l, const char *sql);

/* Keep one; false where there is no memory for that. */
bool tix_statements_add(struct tix_statements *l, const char *sql, void *stmt);

/* Any of them, which is kept no more; NULL: there are none. */
void *tix_statements_take(struct tix_statements *l);

#endif
