/*
 * Compiled statements by the address of their text.
 */
#include "statements.h"

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#define BUCKETS (sizeof((struct tix_statements *)NULL)->bucket / sizeof(void *))

static size_t
place_of(const char *sql)
{
	return (uintptr_t)sql / 16 % BUCKETS;
}

struct tix_statement *
tix_statements_get(const struct tix_statements *l, const char *sql)
{
	struct tix_statement *st = l->bucket[place_of(sql)];

	while (st != NULL && st->sql != sql)
		st = st->next;
	return st;
}

struct tix_statement *
tix_statements_add(struct tix_statements *l, const char *sql, void *stmt)
{
	struct tix_statement **bucket = &l->bucket[place_of(sql)];
	struct tix_statement *st = malloc(sizeof *st);

	if (st == NULL)
		return NULL;
	*st = (struct tix_statement){ .sql = sql, .stmt = stmt,
	    .next = *bucket };
	*bucket = st;
	return st;
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
