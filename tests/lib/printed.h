/*
 * Rows printed into a string, for tests of formats.
 */
#ifndef TIX_TESTS_PRINTED_H
#define TIX_TESTS_PRINTED_H

#include <stdlib.h>
#include <tix/out.h>

#include "unit.h"

#define N(a) (sizeof(a) / sizeof(a)[0])

/* Rows that are an array, in a format, as a string on tx->run. */
static inline const char *
print(struct tix *tx, struct tix_out_options o, const struct tix_column *cols,
    size_t ncols, const struct tix_value *values, size_t nrows)
{
	char *text = NULL;
	const char *copy;
	size_t len = 0;
	struct tix_out *out;

	o.to = open_memstream(&text, &len);
	if (o.format == TIX_TABLE)
		o.table = &tix_table;
	out = tix_out_new(tx, tx->run, cols, ncols, &o);
	for (size_t i = 0; i < nrows; i++) {
		CHECK_INT(tix_out_row(out, values + i * ncols), TIX_OK);
		tix_arena_reset(tx->mem);
	}
	CHECK_INT(tix_out_end(out), TIX_OK);
	fclose(o.to);
	copy = tix_arena_dup_n(tx->run, text, len);
	free(text);
	return copy;
}

/* One text in one column. */
static inline const char *
print_text(struct tix *tx, enum tix_format format, const char *text)
{
	static const struct tix_column col = { "t", NULL, TIX_T_TEXT, 0 };
	struct tix_value v = { .type = TIX_T_TEXT, .s = text };
	struct tix_out_options o = { .format = format };

	return print(tx, o, &col, 1, &v, 1);
}

#endif
