/*
 * Rows as JSON: one array, or one object a line.
 */
#include "view.h"

#include <string.h>
#include <tix/json.h>
#include <tix/utf8.h>

/* JSON Lines need no more than the writer; an array may hold a row back. */
struct rows {
	struct tix_json_out *json;
	struct tix_buf first; /* a lone row, while 'single' hopes for it */
};

static void
begin(struct tix_out *out)
{
	struct rows *own = tix_arena_alloc(out->mem, sizeof *own);

	own->json = tix_json_out_new(out->mem);
	own->first.arena = out->mem;
	out->own = own;
}

static void
write_tags(struct tix_out *out, struct tix_json_out *json, const char *tags)
{
	tix_json_open(json, '[');
	while (tags != NULL && *tags != '\0') {
		size_t n = strcspn(tags, " ");

		if (n > 0)
			tix_json_string(json,
			    tix_arena_dup_n(out->tx->mem, tags, n));
		tags += n + (tags[n] == ' ');
	}
	tix_json_close(json, ']');
}

/* An object as it is; what is none, for whatever reason, as a string. */
static void
write_json(struct tix_out *out, struct tix_json_out *json, const char *text)
{
	struct tix scratch = { .mem = out->tx->mem };
	struct tix_json *node;

	if (tix_json_parse(&scratch, scratch.mem, text, strlen(text),
	    &node) == TIX_OK)
		tix_json_node(json, node);
	else
		tix_json_string(json, text);
}

static void
write_value(struct tix_out *out, struct tix_json_out *json,
    const struct tix_column *c, const struct tix_value *v)
{
	char room[TIX_CELL_SIZE];
	const char *text;

	if (v->type == TIX_T_TAGS) {
		write_tags(out, json, v->s == NULL ? NULL :
		    tix_utf8_clean(out->tx->mem, v->s));
		return;
	}
	if (tix_cell_is_none(c, v)) {
		tix_json_null(json);
		return;
	}
	if (tix_cell_is_duration(c, v)) {
		tix_json_number(json, v->i / TIX_SECOND);
		return;
	}
	if (v->type == TIX_T_INT) {
		tix_json_number(json, v->i);
		return;
	}
	if (v->type == TIX_T_FLAG) {
		tix_json_bool(json, v->i != 0);
		return;
	}
	text = tix_utf8_clean(out->tx->mem, tix_cell_machine(room, c, v));
	if (v->type == TIX_T_JSON)
		write_json(out, json, text);
	else
		tix_json_string(json, text);
}

static void
add_escaped(struct tix_buf *b, uint32_t c)
{
	if (c > 0xFFFF) {
		c -= 0x10000;
		tix_buf_printf(b, "\\u%04x", 0xD800u + (unsigned)(c >> 10));
		c = 0xDC00 + (c & 0x3FF);
	}
	tix_buf_printf(b, "\\u%04x", (unsigned)c);
}

/*
 * A document with what is unsafe on a terminal escaped.  Such characters stand
 * in strings only, where \u says the same.
 */
static void
add_document(struct tix_buf *b, const char *s, size_t n)
{
	size_t used, plain;
	uint32_t c, before = 0;
	bool ok;

	for (; n > 0; s += used, n -= used) {
		for (plain = 0; plain < n; plain++)
			if ((unsigned char)s[plain] >= 0x7F)
				break;
		if (plain > 0) {
			tix_buf_add(b, s, plain);
			before = (unsigned char)s[plain - 1];
			used = plain;
			continue;
		}
		c = tix_utf8_decode(s, n, &used, &ok);
		if (tix_utf8_unsafe_after(before, c))
			add_escaped(b, c);
		else
			tix_buf_add(b, s, used);
		before = c;
	}
}

/* The row behind what is in the record at hand. */
static void
add_row(struct tix_out *out, const struct tix_value *values)
{
	struct rows *own = out->own;
	const char *text;
	size_t len;

	tix_json_out_clear(own->json);
	tix_json_open(own->json, '{');
	for (size_t i = 0; i < out->n; i++) {
		tix_json_name(own->json, out->columns[i].name);
		write_value(out, own->json, &out->columns[i], &values[i]);
	}
	tix_json_close(own->json, '}');
	text = tix_json_out_text(own->json, &len);
	add_document(&out->line, text, len);
}

static void
flush(struct tix_out *out)
{
	if (out->line.len > 0)
		fwrite(out->line.data, 1, out->line.len, out->o.to);
	tix_line_clear(out);
}

/* The separator comes before a row, so that nobody need know the last one. */
static enum tix_status
row(struct tix_out *out, const struct tix_value *values)
{
	struct rows *own = out->own;

	tix_line_clear(out);
	if (out->rows == 1 && out->o.single) {
		add_row(out, values);
		tix_buf_add(&own->first, out->line.data, out->line.len);
		return TIX_OK;
	}
	if (out->rows == 2 && out->o.single)
		tix_buf_printf(&out->line, "[%s", tix_buf_text(&own->first));
	tix_buf_str(&out->line, out->rows == 1 ? "[" : ",\n");
	add_row(out, values);
	flush(out);
	return TIX_OK;
}

static enum tix_status
end(struct tix_out *out)
{
	struct rows *own = out->own;

	tix_line_clear(out);
	if (out->rows == 1 && out->o.single)
		tix_buf_str(&out->line, tix_buf_text(&own->first));
	else
		tix_buf_str(&out->line, out->rows == 0 ? "[]" : "]");
	tix_buf_char(&out->line, '\n');
	flush(out);
	return TIX_OK;
}

static enum tix_status
line_row(struct tix_out *out, const struct tix_value *values)
{
	tix_line_clear(out);
	add_row(out, values);
	tix_line_write(out);
	return TIX_OK;
}

static enum tix_status
line_end(struct tix_out *out)
{
	(void)out;
	return TIX_OK;
}

const struct tix_table_writer tix_json_rows = { begin, row, end };
const struct tix_table_writer tix_json_lines = { begin, line_row, line_end };
