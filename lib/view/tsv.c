/*
 * Tab-separated values: one record a line, whatever is in them.
 */
#include "view.h"

#include <string.h>
#include <tix/utf8.h>

static void
begin(struct tix_out *out)
{
	(void)out; /* no heading: the id comes first in every line */
}

/* Escape one character of 'n' bytes; false where it stands for itself. */
static bool
add_escaped(struct tix_buf *b, const char *s, size_t n, uint32_t before,
    uint32_t c)
{
	static const char named[] = "\\\\\tt\nn\rr"; /* what, its letter */

	for (const char *p = named; *p != '\0'; p += 2)
		if (c == (unsigned char)*p) {
			tix_buf_char(b, '\\');
			tix_buf_char(b, p[1]);
			return true;
		}
	if (!tix_utf8_unsafe_after(before, c))
		return false;
	for (size_t i = 0; i < n; i++)
		tix_buf_printf(b, "\\x%02x", (unsigned char)s[i]);
	return true;
}

static void
add_text(struct tix_buf *b, const char *s)
{
	size_t n = strlen(s), used, plain;
	uint32_t c, before = 0;
	bool ok;

	while (n > 0) {
		for (plain = 0; plain < n; plain++)
			if ((unsigned char)s[plain] < 0x20 ||
			    (unsigned char)s[plain] > 0x7E || s[plain] == '\\')
				break;
		if (plain > 0) {
			tix_buf_add(b, s, plain);
			before = (unsigned char)s[plain - 1];
			s += plain;
			n -= plain;
			continue;
		}
		c = tix_utf8_decode(s, n, &used, &ok);
		if (!ok)
			tix_buf_str(b, "\xEF\xBF\xBD");
		else if (!add_escaped(b, s, used, before, c))
			tix_buf_add(b, s, used);
		before = c;
		s += used;
		n -= used;
	}
}

static enum tix_status
row(struct tix_out *out, const struct tix_value *values)
{
	char room[TIX_CELL_SIZE];

	tix_line_clear(out);
	for (size_t i = 0; i < out->n; i++) {
		if (i > 0)
			tix_buf_char(&out->line, '\t');
		add_text(&out->line,
		    tix_cell_machine(room, &out->columns[i], &values[i]));
	}
	tix_line_write(out);
	return TIX_OK;
}

static enum tix_status
end(struct tix_out *out)
{
	(void)out;
	return TIX_OK;
}

const struct tix_table_writer tix_tsv = { begin, row, end };
