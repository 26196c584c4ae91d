/*
 * Templates and translations of import maps: reading them.
 */
#include <tix/importmap.h>

#include <string.h>

#include "mapread.h"

/* The place of a column in the map's list; it is added where it is new. */
static enum tix_status
column_place(struct tix *tx, struct tix_map_reader *m, const char *name,
    size_t *place)
{
	struct tix_map *map = m->map;

	for (size_t i = 0; i < map->ncolumns; i++)
		if (strcmp(map->columns[i], name) == 0) {
			*place = i;
			return TIX_OK;
		}
	if (map->ncolumns == TIX_COLUMNS_MAX)
		return tix_map_bad(tx, m, "more than %d columns (columns-max)",
		    TIX_COLUMNS_MAX);
	*place = map->ncolumns;
	map->columns[map->ncolumns++] = name;
	return TIX_OK;
}

/* Text up to a lone brace; doubled ones are themselves. */
static const char *
literal(const char **p, struct tix_arena *mem)
{
	struct tix_buf b = { .arena = mem };

	while (**p != '\0') {
		if (**p == '{' || **p == '}') {
			if ((*p)[1] != **p)
				break;
			++*p;
		}
		tix_buf_char(&b, *(*p)++);
	}
	return tix_buf_text(&b);
}

/* "{column}" at '*p'. */
static enum tix_status
column(struct tix *tx, struct tix_map_reader *m, const char **p,
    struct tix_map_part *part)
{
	const char *start = *p + 1;
	const char *end = strchr(start, '}');

	if (**p == '}')
		return tix_map_bad(tx, m, "a '}' without its '{'");
	if (end == NULL)
		return tix_map_bad(tx, m, "a '{' without its '}'");
	if (end == start)
		return tix_map_bad(tx, m, "'{}' names no column");
	*p = end + 1;
	part->text = NULL;
	return column_place(tx, m,
	    tix_arena_dup_n(m->mem, start, (size_t)(end - start)),
	    &part->column);
}

enum tix_status
tix_map_template(struct tix *tx, struct tix_map_reader *m, const char *text,
    struct tix_template *t)
{
	const char *p = text;
	enum tix_status st = TIX_OK;
	size_t max = 1;

	for (const char *s = text; *s != '\0'; s++)
		max += *s == '{' || *s == '}' ? 2 : 0;
	t->part = tix_arena_array(m->mem, max, sizeof *t->part);
	t->n = 0;
	while (st == TIX_OK && *p != '\0') {
		bool doubled = (*p == '{' || *p == '}') && p[1] == *p;

		if ((*p == '{' || *p == '}') && !doubled)
			st = column(tx, m, &p, &t->part[t->n]);
		else
			t->part[t->n].text = literal(&p, m->mem);
		t->n++;
	}
	return st;
}

/* Cut blanks off both ends of a word; quotes keep them. */
static enum tix_status
read_word(struct tix *tx, struct tix_map_reader *m, const char *p,
    const char *end, const char **word, bool *quoted)
{
	struct tix_buf b = { .arena = m->mem };

	while (p < end && (*p == ' ' || *p == '\t'))
		p++;
	while (end > p && (end[-1] == ' ' || end[-1] == '\t'))
		end--;
	*quoted = p < end && *p == '"';
	if (!*quoted) {
		*word = tix_arena_dup_n(m->mem, p, (size_t)(end - p));
		return TIX_OK;
	}
	for (p++; p < end && *p != '"'; p++) {
		if (*p == '\\' && p + 1 < end)
			p++;
		tix_buf_char(&b, *p);
	}
	if (p + 1 != end)
		return tix_map_bad(tx, m, p < end ?
		    "text behind a closing quote" : "a quote is not closed");
	*word = tix_buf_text(&b);
	return TIX_OK;
}

/* The arrow of a translation: the first that is not in quotes. */
static const char *
find_arrow(const char *p)
{
	bool quoted = false;

	for (; *p != '\0'; p++) {
		if (*p == '\\' && quoted && p[1] != '\0')
			p++;
		else if (*p == '"')
			quoted = !quoted;
		else if (!quoted && p[0] == '-' && p[1] == '>')
			return p;
	}
	return NULL;
}

enum tix_status
tix_map_word(struct tix *tx, struct tix_map_reader *m, char *line)
{
	struct tix_map_field *f = m->field;
	const char *arrow = find_arrow(line);
	struct tix_map_word *w;
	enum tix_status st;
	bool quoted;

	if (f == NULL)
		return tix_map_bad(tx, m,
		    "a translation belongs under the field it is for");
	if (arrow == NULL)
		return tix_map_bad(tx, m, "a translation is FROM -> TO");
	if (f->nwords == TIX_MAP_WORDS_MAX)
		return tix_map_bad(tx, m,
		    "more than %d translations (words-max)",
		    TIX_MAP_WORDS_MAX);
	if ((f->nwords & (f->nwords - 1)) == 0) { /* full at powers of two */
		struct tix_map_word *more = tix_arena_array(m->mem,
		    f->nwords > 0 ? 2 * f->nwords : 1, sizeof *more);

		if (f->nwords > 0)
			memcpy(more, f->words, f->nwords * sizeof *more);
		f->words = more;
	}
	w = &f->words[f->nwords++];
	w->line = m->line;
	st = read_word(tx, m, line, arrow, &w->from, &w->exact);
	if (st == TIX_OK)
		st = read_word(tx, m, arrow + 2, arrow + strlen(arrow), &w->to,
		    &quoted);
	return st;
}
