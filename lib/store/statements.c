/*
 * Compiled statements by the address of their text.
 */
#include "statements.h"

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#define BUCKETS (sizeof((struct tix_statements *)NULL)->bucket / sizeof(void *))

struct tix_statement {
	const char *sql; /* its address is the key */
	void *stmt;
	struct tix_statement *next;
};

static size_t
place_of(const char *sql)
{
	return (uintptr_t)sql / 16 % BUCKETS;
}

void *
tix_statements_get(const struct tix_statements *l, const char *sql)
{
	const struct tix_statement *st = l->bucket[place_of(sql)];

	while (st != NULL && st->sql != sql)
		st = st->next;
	return st != NULL ? st->stmt : NULL;
}

bool
tix_statements_add(struct tix_statements *l, const char *sql, void *stmt)
{
	struct tix_statement **bucket = &l->bucket[place_of(sql)];
	struct tix_statement *st = malloc(sizeof *st);

	if (st == NULL)
		return false;
	*st = (struct tix_statement){ sql, stmt, *bucket };
	*bucket = st;
	return true;
}

void *
tix_statements_take(struct tix_statements *l)
{
	for (size_t i = 0; i < BUCKETS; i++) {
		struct tix_statement *st = l->bucket[i];
		void *stmt;

		if (st == NULL)
			continue;
		stmt = st->stmt;
		l->bucket[i] = st->next;
		free(st);
		return stmt;
	}
	return NULL;
}
