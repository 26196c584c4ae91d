/*
 * Any bytes as an export: a complaint in the end, or lines that are told.  The
 * place of "data" in a line is where the parser reads it.
 */
#include <stdlib.h>
#include <string.h>

#include <tix/exportread.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What stands at the span is the member that was read. */
static void
check_span(struct tix *tx, const char *text, size_t len)
{
	struct tix_json *root, *again;
	const struct tix_json *node;
	const char *span;
	size_t n;

	if (tix_json_parse(tx, tx->mem, text, len, &root) != TIX_OK)
		return;
	node = tix_json_get(root, "data");
	span = tix_json_span(text, len, "data", &n);
	if (span == NULL)
		return; /* none, or its name is escaped */
	if (node == NULL || span < text || span + n > text + len ||
	    tix_json_parse(tx, tx->mem, span, n, &again) != TIX_OK ||
	    again->type != node->type)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct tix tx = { 0 };
	struct tix_export_reader r = { 0 };
	struct tix_export_line line;
	const char *at = (const char *)data, *end = at + size;
	enum tix_status s = TIX_OK;

	tx.run = tix_arena_new();
	tx.mem = tix_arena_new();
	r.mem = tix_arena_new();
	r.room = tix_arena_new();
	while (s == TIX_OK && at < end) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));
		size_t n = (size_t)((stop != NULL ? stop : end) - at);
		const char *text = tix_arena_dup_n(tx.mem, at, n);

		check_span(&tx, text, n);
		s = tix_export_read(&tx, &r, text, n, &line);
		tix_arena_reset(tx.mem);
		at += n + 1;
	}
	if (s == TIX_OK)
		s = tix_export_finish(&tx, &r);
	if (s != TIX_OK && tx.error[0] == '\0')
		abort();
	tix_arena_free(r.room);
	tix_arena_free(r.mem);
	tix_arena_free(tx.mem);
	tix_arena_free(tx.run);
	return 0;
}
