/*
 * For lib/store/db.c alone: compiled statements by the address of their text.
 * What they are is the engine's; here they are only kept.
 */
#ifndef TIX_STORE_STATEMENTS_H
#define TIX_STORE_STATEMENTS_H

/* One that is kept. */
struct tix_statement {
	const char *sql;          /* its address is the key */
	void *stmt;
	const char *const *names; /* of its parameters; NULL: not asked yet */
	struct tix_statement *next;
};

/* Starts with all zeros. */
struct tix_statements {
	struct tix_statement *bucket[64];
};

/* The statement of a text, or NULL. */
struct tix_statement *tix_statements_get(const struct tix_statements *l,
    const char *sql);

/* Keep one; NULL where there is no memory for that. */
struct tix_statement *tix_statements_add(struct tix_statements *l,
    const char *sql, void *stmt);

/* Any of them, which is kept no more; NULL: there are none. */
void *tix_statements_take(struct tix_statements *l);

#endif
