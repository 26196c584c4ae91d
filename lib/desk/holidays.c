/*
 * Files of holidays ("file:NAME"): plain lists, or calendars of RFC 5545.  What
 * they say stands in the desk afterwards, in its text as well, so that a policy
 * is whole without them.
 */
#include "ics.h"

#include <stdlib.h>
#include <string.h>

#include <tix/calendar.h>
#include <tix/utf8.h>

#define NAME_MAX_BYTES 100

void
tix_dt_holidays_bad(struct tix_dt_holidays *h, int64_t line, const char *why)
{
	if (line > 0)
		tix_dt_complain(h->dt, h->at, "holidays: %s:%" PRId64 ": %s",
		    h->path, line, why);
	else
		tix_dt_complain(h->dt, h->at, "holidays: %s: %s", h->path, why);
}

/* Without what the text of a desk would read otherwise. */
static const char *
clean_name(struct tix_arena *mem, const char *name)
{
	char *s = tix_arena_dup(mem, name);
	size_t n = 0;

	for (const char *p = s; *p != '\0'; p++) {
		char c = *p;

		if ((unsigned char)c < ' ' || c == 0x7f || c == '$')
			c = ' ';
		if (c == '"' || c == '\\')
			c = '\'';
		if (c != ' ' || (n > 0 && s[n - 1] != ' '))
			s[n++] = c;
	}
	if (n > NAME_MAX_BYTES)
		n = NAME_MAX_BYTES;
	s[n] = '\0';
	while (n > 0 && (s[n - 1] == ' ' || !tix_utf8_valid(s, n)))
		s[--n] = '\0';
	return s;
}

void
tix_dt_holidays_add(struct tix_dt_holidays *h, const char *days,
    const char *name)
{
	struct tix_arena *mem = h->dt->mem;
	const char *entry = days;

	name = name == NULL ? "" : clean_name(mem, name);
	if (*name != '\0')
		entry = tix_arena_printf(mem, "%s %s", days, name);
	if (tix_holiday_check(h->dt->tx, entry) != TIX_OK)
		entry = days; /* the name would be read as something else */
	if (h->n == TIX_DESKTEXT_LIST_MAX) {
		if (!h->many)
			tix_dt_holidays_bad(h, 0, tix_arena_printf(mem,
			    "more than %d holidays", TIX_DESKTEXT_LIST_MAX));
		h->many = true;
		return;
	}
	TIX_DT_MORE(h->dt, h->entries, h->n, h->cap);
	h->entries[h->n++] = entry;
}

/* "2026-12-25 Christmas", "# a remark" */
static void
read_list(struct tix_dt_holidays *h, const char *text)
{
	struct tix *tx = h->dt->tx;
	int64_t line = 1;

	for (const char *end; *text != '\0'; line++, text = *end == '\0' ?
	    end : end + 1) {
		const char *s = text + strspn(text, " \t");
		size_t n;

		end = strchrnul(text, '\n');
		n = (size_t)(end - s);
		while (n > 0 && strchr(" \t\r", s[n - 1]) != NULL)
			n--;
		if (n == 0 || *s == '#')
			continue;
		s = tix_arena_dup_n(h->dt->mem, s, n);
		if (tix_holiday_check(tx, s) != TIX_OK) {
			tix_dt_holidays_bad(h, line, tx->error);
			tx->error[0] = '\0';
		} else {
			n = strcspn(s, " \t");
			tix_dt_holidays_add(h, clean_name(h->dt->mem, s), NULL);
		}
	}
}

/* By what it begins with, or by its name. */
static bool
is_ics(const char *path, const char *text)
{
	const size_t n = strlen(path);

	return (n > 4 && strcasecmp(path + n - 4, ".ics") == 0) ||
	    strncasecmp(text + strspn(text, " \t\r\n"), "BEGIN:VCALENDAR",
	    15) == 0;
}

static int
by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* In order, each once. */
static void
settle(struct tix_dt_holidays *h)
{
	size_t n = 0;

	if (h->n > 1)
		qsort(h->entries, h->n, sizeof *h->entries, by_text);
	for (size_t i = 0; i < h->n; i++)
		if (n == 0 || strcmp(h->entries[n - 1], h->entries[i]) != 0)
			h->entries[n++] = h->entries[i];
	h->n = n;
}

static void
read_file(struct tix_dt_holidays *h)
{
	const char *text;
	size_t len;

	if (tix_dt_read(h->dt, h->path, &text, &len) != TIX_OK) {
		tix_dt_complain_error(h->dt, h->at, "holidays");
		return;
	}
	if (len > TIX_DESKTEXT_MAX || strlen(text) != len ||
	    !tix_utf8_valid(text, len)) {
		tix_dt_holidays_bad(h, 0, "it is too long, or no UTF-8 text");
		return;
	}
	if (strncmp(text, "\xef\xbb\xbf", 3) == 0) {
		text += 3;
		len -= 3;
	}
	if (is_ics(h->path, text))
		tix_dt_ics(h, text, len);
	else
		read_list(h, text);
	settle(h);
}

/* The file's name in the text of the desk, with its quotes. */
static bool
find_in_line(const char *line, const char *name, const char **from,
    const char **to)
{
	const char *at = strstr(line, name);

	if (at == NULL || at > strchrnul(line, '\n'))
		return false;
	*from = at;
	*to = at + strlen(name);
	if (at > line && (at[-1] == '"' || at[-1] == '\'') && **to == at[-1]) {
		--*from;
		++*to;
	}
	return true;
}

/* Put the entries in the file's place; lines stay what they are. */
static bool
put_in_text(struct tix_dt *dt, int64_t line, const char *name,
    const struct tix_dt_holidays *h)
{
	struct tix_buf b = { .arena = dt->mem };
	const char *text = tix_buf_text(&dt->source), *at = text, *from, *to;

	while (--line > 0 && *at != '\0')
		at = strchrnul(at, '\n') + 1;
	if (!find_in_line(at, name, &from, &to))
		return false;
	tix_buf_add(&b, text, (size_t)(from - text));
	for (size_t i = 0; i < h->n; i++)
		tix_buf_printf(&b, "%s\"%s\"", i > 0 ? ", " : "",
		    h->entries[i]);
	tix_buf_str(&b, h->n == 0 ? "\"\"" : "");
	tix_buf_str(&b, to);
	dt->source = b;
	return true;
}

static const char *
file_of(const struct tix_dt *dt, int64_t line)
{
	const char *file = "";

	for (size_t i = 0; i < dt->norigins; i++)
		if (dt->origins[i].line <= line)
			file = dt->origins[i].file;
	return file;
}

void
tix_dt_read_holidays(struct tix_dt *dt, const struct tix_dt_value *v,
    const struct tix_zone *zone, struct tix_buf *list)
{
	struct tix_dt_holidays h = { .dt = dt, .at = v->line, .zone = zone,
		.path = tix_dt_path(dt->mem, file_of(dt, v->line),
		v->text + strlen("file:")) };
	const size_t before = dt->ncomplaints;

	read_file(&h);
	if (dt->ncomplaints == before && !put_in_text(dt, v->line, v->text,
	    &h))
		tix_dt_complain(dt, v->line, "holidays: '%s': the name stands "
		    "plain in the text, on one line", v->text);
	for (size_t i = 0; i < h.n; i++)
		tix_buf_add(list, &h.entries[i], sizeof h.entries[i]);
}
