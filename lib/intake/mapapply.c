/*
 * Import maps at work: from a row's columns to the values of fields.
 */
#include <tix/importmap.h>

#include <string.h>

#include <tix/desk.h>
#include <tix/time.h>

/* A word that stands for nothing is known. */
static const char *
known(const struct tix_map *map, const char *text)
{
	if (text == NULL)
		return "";
	for (size_t i = 0; map->unknown[i] != NULL; i++)
		if (strcmp(map->unknown[i], text) == 0)
			return "";
	return text;
}

static const char *
trim(struct tix_arena *mem, const char *s)
{
	size_t n;

	s += strspn(s, " \t\r\n");
	n = strlen(s);
	if (n == 0 || strchr(" \t\r\n", s[n - 1]) == NULL)
		return s;
	while (n > 0 && strchr(" \t\r\n", s[n - 1]) != NULL)
		n--;
	return tix_arena_dup_n(mem, s, n);
}

const char *
tix_map_expand(const struct tix_map *map, struct tix_arena *mem,
    const struct tix_template *t, const struct tix_record *row)
{
	struct tix_buf b = { .arena = mem };
	bool any = false;

	if (t->n == 1 && t->part[0].text == NULL)
		return trim(mem, known(map, row->field[t->part[0].column]));
	for (size_t i = 0; i < t->n; i++) {
		const struct tix_map_part *p = &t->part[i];
		const char *s = p->text;

		if (s == NULL) {
			s = known(map, row->field[p->column]);
			any |= *s != '\0';
		}
		tix_buf_str(&b, s);
	}
	/* Text of our own around nothing is nothing. */
	for (size_t i = 0; i < t->n && !any; i++)
		if (t->part[i].text == NULL)
			return "";
	return trim(mem, tix_buf_text(&b));
}

/* Does 'text' fit 'pattern', where '*' stands for any run of bytes? */
static bool
fits(const char *pattern, const char *text)
{
	const char *star = NULL, *back = NULL;

	while (*text != '\0') {
		if (*pattern == '*') {
			star = ++pattern;
			back = text;
		} else if (*pattern == *text) {
			pattern++;
			text++;
		} else if (star != NULL) {
			pattern = star;
			text = ++back;
		} else {
			return false;
		}
	}
	while (*pattern == '*')
		pattern++;
	return *pattern == '\0';
}

const char *
tix_map_translate(const struct tix_map_field *f, const char *text)
{
	for (size_t i = 0; i < f->nwords; i++) {
		const struct tix_map_word *w = &f->words[i];

		/* An unknown value is meant by name ("") alone. */
		if (w->exact || *text == '\0' ? strcmp(w->from, text) == 0 :
		    fits(w->from, text))
			return w->to;
	}
	return text;
}

/* A name of a field's list, without the cost of wording a complaint. */
static bool
find_name(const struct tix_map_field *f, const char *text, struct tix_value *v)
{
	const struct tix_field_info *info = &tix_fields[f->target];

	if (info->type != TIX_T_NAME)
		return false;
	*v = (struct tix_value){ .type = info->type, .names = info->names };
	for (int64_t i = 0; info->names[i] != NULL; i++)
		if (strcmp(info->names[i], text) == 0) {
			v->i = i + 1;
			return true;
		}
	return false;
}

static enum tix_status
check_name(struct tix *tx, const struct tix_map_field *f, const char *name)
{
	const struct tix_level *level;
	const struct tix_queue *queue;

	if (f->target == TIX_F_LEVEL)
		return tix_desk_need_level(tx, name, &level);
	if (f->target == TIX_F_QUEUE)
		return tix_desk_need_queue(tx, name, &queue);
	return TIX_OK;
}

enum tix_status
tix_map_value(struct tix *tx, const struct tix_map_field *f, const char *text,
    struct tix_value *v)
{
	const char *to = tix_map_translate(f, text);
	enum tix_status st;

	if (f->target < TIX_FIELDS) {
		if (find_name(f, to, v))
			return TIX_OK;
		st = tix_field_parse(tx, (enum tix_field)f->target, to, v);
		if (st != TIX_OK || *to == '\0')
			return st;
		return check_name(tx, f, to);
	}
	*v = (struct tix_value){
		.type = TIX_T_TEXT, .s = *to == '\0' ? NULL : to,
	};
	if (strlen(to) > TIX_NAME_MAX)
		return tix_fail(tx, TIX_INVALID,
		    "%s: %zu bytes; at most %d (name-max)", f->name,
		    strlen(to), TIX_NAME_MAX);
	return TIX_OK;
}

bool
tix_map_time(const struct tix_map *map, const char *text, int64_t *at)
{
	for (size_t i = 0; map->times[i] != NULL; i++)
		if (tix_time_scan(map->times[i], text, map->zone, at))
			return true;
	return map->times[0] == NULL && tix_time_scan("%+", text, NULL, at);
}
