/*
 * Rows to the writer of a format.
 */
#include "view.h"

static const struct tix_table_writer *
writer_of(const struct tix_out_options *o)
{
	switch (o->format) {
	case TIX_TABLE:
		return o->table != NULL ? o->table : &tix_tsv;
	case TIX_CSV:
		return &tix_csv;
	case TIX_JSON:
		return &tix_json_rows;
	case TIX_JSONL:
		return &tix_json_lines;
	case TIX_TSV:
		break;
	}
	return &tix_tsv;
}

struct tix_out *
tix_out_new(struct tix *tx, struct tix_arena *mem,
    const struct tix_column *columns, size_t n,
    const struct tix_out_options *o)
{
	struct tix_out *out = tix_arena_alloc(mem, sizeof *out);

	out->tx = tx;
	out->mem = mem;
	out->columns = columns;
	out->n = n;
	out->o = *o;
	out->writer = writer_of(o);
	out->line.arena = mem;
	return out;
}

void
tix_out_title(struct tix_out *out, const char *title)
{
	out->title = title;
}

enum tix_status
tix_out_row(struct tix_out *out, const struct tix_value *row)
{
	if (out->rows++ == 0)
		out->writer->begin(out);
	return out->writer->row(out, row);
}

enum tix_status
tix_out_end(struct tix_out *out)
{
	if (out->rows == 0)
		out->writer->begin(out);
	return out->writer->end(out);
}

void
tix_line_clear(struct tix_out *out)
{
	out->line.len = 0;
}

void
tix_line_write(struct tix_out *out)
{
	tix_buf_char(&out->line, out->o.null ? '\0' : '\n');
	fwrite(out->line.data, 1, out->line.len, out->o.to);
	out->line.len = 0;
}
