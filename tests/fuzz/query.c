/*
 * Any bytes as a query: a tree or a complaint that shows the place.
 */
#include <stdlib.h>
#include <string.h>

#include <tix/arena.h>
#include <tix/query.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Every node is whole: what its kind needs is there. */
static void
walk(const struct tix_term *t)
{
	switch (t->op) {
	case TIX_Q_AND:
	case TIX_Q_OR:
		walk(t->left);
		walk(t->right);
		break;
	case TIX_Q_NOT:
		walk(t->left);
		break;
	case TIX_Q_MATCH:
	case TIX_Q_TEXT:
	case TIX_Q_PHRASE:
		if (t->text == NULL || t->text[0] == '\0')
			abort();
		break;
	case TIX_Q_IN:
		for (size_t i = 0; i < t->n; i++)
			(void)tix_value_is_some(&t->values[i]);
		break;
	case TIX_Q_ALL:
	case TIX_Q_RANGE:
	case TIX_Q_FLAG:
		break;
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct tix tx = { .now = INT64_C(1795442400) * 1000000, .actor = "a" };
	struct tix_term *query;
	const char *text;

	tx.run = tix_arena_new();
	tx.mem = tix_arena_new();
	text = tix_arena_dup_n(tx.mem, data, size);
	if (tix_query_parse(&tx, text, &query) == TIX_OK)
		walk(query);
	else if (strlen(text) <= TIX_QUERY_MAX &&
	    strstr(tx.error, "\n  ") == NULL)
		abort();
	tix_arena_free(tx.mem);
	tix_arena_free(tx.run);
	return 0;
}
