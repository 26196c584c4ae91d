/*
 * Any text as a canned answer: it is refused when checked just as when it is
 * filled in, and what has no braces stays as it is.
 */
#include <tix/template.h>

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
require(bool held)
{
	if (!held)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct tix_arena *mem = tix_arena_new();
	const char *text = tix_arena_dup_n(mem, data, size), *out = NULL;
	struct tix tx = { .mem = mem, .run = mem, .actor = "ada" };
	const struct tix_ticket t = {
		.id = 1, .subject = text, .body = "{{id}}", .state = TIX_OPEN,
	};
	enum tix_status checked = tix_template_check(&tx, tx.desk, "t", text);
	enum tix_status filled = tix_template_fill(&tx, mem, "t", text, &t,
	    &out);

	require(checked == TIX_OK || checked == TIX_INVALID);
	require(filled == checked || strlen(text) > 1000);
	if (filled == TIX_OK && strstr(text, "{{") == NULL)
		require(strcmp(out, text) == 0);
	tix_arena_free(mem);
	return 0;
}
