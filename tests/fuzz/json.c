/*
 * Any bytes as JSON: a complaint, or a tree that is written again and read
 * again as the same.
 */
#include <stdlib.h>
#include <string.h>

#include <tix/json.h>
#include <tix/utf8.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_text(const char *s)
{
	if (s != NULL && !tix_utf8_valid(s, strlen(s)))
		abort();
}

static void
same(const struct tix_json *a, const struct tix_json *b, int depth)
{
	const struct tix_json *x, *y;

	if (depth > TIX_JSON_DEPTH_MAX || a->type != b->type ||
	    a->number != b->number || (a->text == NULL) != (b->text == NULL) ||
	    (a->name == NULL) != (b->name == NULL))
		abort();
	check_text(a->name);
	check_text(a->text);
	if ((a->text != NULL && strcmp(a->text, b->text) != 0) ||
	    (a->name != NULL && strcmp(a->name, b->name) != 0))
		abort();
	for (x = a->child, y = b->child; x != NULL && y != NULL;
	    x = x->next, y = y->next)
		same(x, y, depth + 1);
	if (x != NULL || y != NULL)
		abort();
}

/* Bytes that are no text come back whole. */
static void
check_bytes(struct tix *tx, const uint8_t *data, size_t size)
{
	const char *s = tix_arena_dup_n(tx->mem, data, size);
	struct tix_json_out *o = tix_json_out_new(tx->mem);
	struct tix_json *root;
	const char *text;
	size_t n;

	tix_json_bytes(o, s);
	text = tix_json_out_text(o, &n);
	if (tix_json_parse(tx, tx->mem, text, n, &root) != TIX_OK ||
	    strcmp(tix_json_get_bytes(tx->mem, root), s) != 0)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct tix tx = { 0 };
	struct tix_json *root, *again;
	struct tix_json_out *o;
	const char *text;
	size_t n;

	tx.run = tix_arena_new();
	tx.mem = tix_arena_new();
	if (tix_json_parse(&tx, tx.mem, (const char *)data, size, &root) ==
	    TIX_OK) {
		o = tix_json_out_new(tx.mem);
		tix_json_node(o, root);
		text = tix_json_out_text(o, &n);
		if (tix_json_parse(&tx, tx.mem, text, n, &again) != TIX_OK)
			abort();
		same(root, again, 0);
	} else if (tx.error[0] == '\0') {
		abort();
	}
	check_bytes(&tx, data, size);
	tix_arena_free(tx.mem);
	tix_arena_free(tx.run);
	return 0;
}
