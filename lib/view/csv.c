/*
 * Comma-separated values (RFC 4180) that no spreadsheet takes for formulas.
 */
#include "view.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>
#include <tix/utf8.h>

/* What spreadsheets pass over before they look for a formula. */
static bool
is_blank(uint32_t c)
{
	return c <= 0x20 || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) ||
	    c == 0x202F || c == 0x205F || c == 0x3000 || tix_utf8_unsafe(c);
}

/* Characters that begin a formula, also in their full-width forms. */
static bool
begins_formula(uint32_t c)
{
	if (c >= 0xFF01 && c <= 0xFF5E)
		c -= 0xFEE0;
	return c == '=' || c == '+' || c == '-' || c == '@';
}

/* A number that is one to its end, "-1.5". */
static bool
is_number(const char *s)
{
	char *end;

	if (*s == '\0' || s[strspn(s, "+-.0123456789eE")] != '\0')
		return false;
	(void)strtod(s, &end);
	return *end == '\0';
}

static bool
is_formula(const char *s)
{
	size_t n = strlen(s), used;
	uint32_t c;
	bool ok;

	for (; n > 0; s += used, n -= used) {
		c = tix_utf8_decode(s, n, &used, &ok);
		if (c == '\t' || c == '\r' || c == '\n')
			return true;
		if (!is_blank(c))
			return begins_formula(c);
	}
	return false;
}

/* As a table shows it, but line ends stay, CR LF ones too. */
static void
add_text(struct tix_out *out, struct tix_buf *b, const char *s)
{
	const char *at;

	for (; (at = strstr(s, "\r\n")) != NULL; s = at + 2) {
		char *part = tix_arena_dup_n(out->tx->mem, s,
		    (size_t)(at - s));

		tix_buf_str(b, tix_utf8_printable(out->tx->mem, part, true));
		tix_buf_str(b, "\r\n");
	}
	tix_buf_str(b, tix_utf8_printable(out->tx->mem, s, true));
}

/* libcsv writes to the stream, so the record's buffer holds one cell. */
static void
write_cell(struct tix_out *out, size_t i, bool guard, const char *text)
{
	if (i > 0)
		putc(',', out->o.to);
	tix_line_clear(out);
	if (guard && is_formula(text))
		tix_buf_char(&out->line, '\'');
	add_text(out, &out->line, text);
	csv_fwrite2(out->o.to, tix_buf_text(&out->line), out->line.len, '"');
}

static void
end_record(struct tix_out *out)
{
	putc(out->o.null ? '\0' : '\n', out->o.to);
}

static void
begin(struct tix_out *out)
{
	for (size_t i = 0; i < out->n; i++)
		write_cell(out, i, true, out->columns[i].name);
	end_record(out);
}

static enum tix_status
row(struct tix_out *out, const struct tix_value *values)
{
	char room[TIX_CELL_SIZE];

	for (size_t i = 0; i < out->n; i++) {
		const struct tix_value *v = &values[i];
		const char *text = tix_cell_machine(room, &out->columns[i], v);

		write_cell(out, i, tix_type_is_text(v->type) &&
		    (v->type != TIX_T_JSON || !is_number(text)), text);
	}
	end_record(out);
	return TIX_OK;
}

static enum tix_status
end(struct tix_out *out)
{
	(void)out;
	return TIX_OK;
}

const struct tix_table_writer tix_csv = { begin, row, end };
