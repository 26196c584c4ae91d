/*
 * The settings of an import map: "NAME = VALUE".
 */
#include <tix/importmap.h>

#include <stdlib.h>
#include <string.h>

#include "mapread.h"

enum shape { TEXT, LIST, TEMPLATE, FORMAT, SEPARATOR, ROWS };

struct setting {
	const char *name;
	enum shape shape;
	size_t offset; /* in struct tix_map */
};

#define AT(member) offsetof(struct tix_map, member)

static const struct setting settings[] = {
	{ "source", TEXT, AT(source) },
	{ "format", FORMAT, AT(format) },
	{ "separator", SEPARATOR, AT(separator) },
	{ "rows", ROWS, AT(tickets) },
	{ "time", LIST, AT(times) },
	{ "unknown", LIST, AT(unknown) },
	{ "zone", TEXT, AT(zone_name) },
	{ "key", TEMPLATE, AT(key) },
	{ "at", TEMPLATE, AT(at) },
	{ "order", TEMPLATE, AT(order) },
	{ "by", TEMPLATE, AT(by) },
	{ "opened", TEMPLATE, AT(opened) },
	{ "resolved", TEMPLATE, AT(resolved) },
	{ "closed", TEMPLATE, AT(closed) },
};

#define SETTINGS (sizeof settings / sizeof settings[0])

/*
 * Fields that the import itself fills, that a promise here makes, or that only
 * an act on a ticket of this desk can give.
 */
static bool
is_ours(int field)
{
	switch (field) {
	case TIX_F_KEY:
	case TIX_F_SOURCE:
	case TIX_F_PRIORITY_SOURCE:
	case TIX_F_FIELDS:
	case TIX_F_DUE:
	case TIX_F_WAIT_UNTIL:
	case TIX_F_WAIT_THEN:
	case TIX_F_RATING:
	case TIX_F_EFFORT:
	case TIX_F_MERGED_INTO:
	case TIX_F_LINKS:
	case TIX_F_ORIGIN:
		return true;
	default:
		return false;
	}
}

static bool
is_field(int field)
{
	return field >= 0 && (tix_fields[field].flags & TIX_F_EVENT) != 0 &&
	    !is_ours(field);
}

static enum tix_status
no_setting(struct tix *tx, const struct tix_map_reader *m, const char *name)
{
	struct tix_buf b = { .arena = m->mem };

	for (size_t i = 0; i < SETTINGS; i++)
		tix_buf_printf(&b, "%s, ", settings[i].name);
	for (int f = 0; f < TIX_FIELDS; f++)
		if (is_field(f))
			tix_buf_printf(&b, "%s, ", tix_fields[f].name);
	return tix_map_bad(tx, m,
	    "no setting '%s'; there are: %scode, fields.NAME", name,
	    tix_buf_text(&b));
}

static enum tix_status
twice(struct tix *tx, const struct tix_map_reader *m, const char *name)
{
	return tix_map_bad(tx, m, "'%s' is set twice", name);
}

static enum tix_status
set_list(struct tix *tx, const struct tix_map_reader *m, const char *name,
    const char **list, const char *value)
{
	size_t n = 0;

	while (list[n] != NULL)
		n++;
	if (n == TIX_MAP_LIST_MAX)
		return tix_map_bad(tx, m, "'%s' more than %d times (list-max)",
		    name, TIX_MAP_LIST_MAX);
	list[n] = value;
	return TIX_OK;
}

/* The place of 'value' among 'words', or -1 after a complaint. */
static int
choose(struct tix *tx, const struct tix_map_reader *m, const char *name,
    const char *value, const char *const *words)
{
	struct tix_buf b = { .arena = m->mem };

	for (int i = 0; words[i] != NULL; i++) {
		if (strcmp(words[i], value) == 0)
			return i;
		tix_buf_printf(&b, "%s%s", i > 0 ? ", " : "", words[i]);
	}
	tix_map_bad(tx, m, "no %s '%s'; there are: %s", name, value,
	    tix_buf_text(&b));
	return -1;
}

static enum tix_status
set_choice(struct tix *tx, struct tix_map_reader *m, const struct setting *s,
    const char *value)
{
	static const char *const formats[] = { "guess", "csv", "jsonl", NULL };
	static const char *const rows[] = { "changes", "tickets", NULL };
	static const char *const separators[] = {
		"comma", "semicolon", "tab", NULL
	};
	struct tix_map *map = m->map;
	int i;

	switch (s->shape) {
	case FORMAT:
		i = choose(tx, m, s->name, value, formats);
		map->format = (enum tix_records_format)(i > 0 ? i : 0);
		break;
	case ROWS:
		i = choose(tx, m, s->name, value, rows);
		map->tickets = i == 1;
		break;
	default:
		i = choose(tx, m, s->name, value, separators);
		map->separator = ",;\t"[i > 0 ? i : 0];
		break;
	}
	return i < 0 ? TIX_INVALID : TIX_OK;
}

static enum tix_status
set_plain(struct tix *tx, struct tix_map_reader *m, const struct setting *s,
    const char *value)
{
	void *at = (char *)m->map + s->offset;
	struct tix_template *t = at;
	const char **text = at;

	m->field = NULL;
	switch (s->shape) {
	case TEXT:
		if (*text != NULL)
			return twice(tx, m, s->name);
		*text = value;
		return TIX_OK;
	case LIST:
		return set_list(tx, m, s->name, text, value);
	case TEMPLATE:
		if (t->n > 0)
			return twice(tx, m, s->name);
		return tix_map_template(tx, m, value, t);
	case FORMAT:
	case SEPARATOR:
	case ROWS:
		break;
	}
	return set_choice(tx, m, s, value);
}

/* What a field's name is for, or -1. */
static int
target(const char *name, const char **own)
{
	int f = tix_field_find(name);

	*own = NULL;
	if (is_field(f))
		return f;
	if (strcmp(name, "code") == 0)
		return TIX_MAP_CODE;
	if (strncmp(name, "fields.", 7) != 0 || name[7] == '\0')
		return -1;
	*own = name + 7;
	return TIX_MAP_OWN;
}

static enum tix_status
set_field(struct tix *tx, struct tix_map_reader *m, enum tix_map_when when,
    const char *name, const char *value)
{
	struct tix_map *map = m->map;
	struct tix_map_field *f = &map->fields[map->nfields];
	const char *own;
	int to = target(name, &own);

	if (to < 0)
		return no_setting(tx, m, name);
	name = own != NULL ? own : name;
	for (size_t i = 0; i < map->nfields; i++)
		if (map->fields[i].target == to &&
		    strcmp(map->fields[i].name, name) == 0)
			return twice(tx, m, name);
	if (map->nfields == TIX_MAP_FIELDS_MAX)
		return tix_map_bad(tx, m, "more than %d fields (fields-max)",
		    TIX_MAP_FIELDS_MAX);
	if (to == TIX_F_STATE && when != TIX_MAP_EACH)
		return tix_map_bad(tx, m,
		    "'state' must be true in its row, not only at the end");
	map->nfields++;
	*f = (struct tix_map_field){
		.target = to, .name = name, .when = when, .line = m->line,
	};
	m->field = f;
	return tix_map_template(tx, m, value, &f->value);
}

/* Take "final" or "latest" off the front of a name. */
static enum tix_map_when
take_when(char **name)
{
	static const struct {
		const char *word;
		enum tix_map_when when;
	} all[] = {
		{ "latest", TIX_MAP_LATEST }, { "final", TIX_MAP_FINAL },
	};
	size_t n = strcspn(*name, " \t");

	for (size_t i = 0; i < 2; i++)
		if ((*name)[n] != '\0' && strlen(all[i].word) == n &&
		    memcmp(*name, all[i].word, n) == 0) {
			*name += n + strspn(*name + n, " \t");
			return all[i].when;
		}
	return TIX_MAP_EACH;
}

static void
trim_end(char *s, char *end)
{
	while (end > s && (end[-1] == ' ' || end[-1] == '\t'))
		end--;
	*end = '\0';
}

enum tix_status
tix_map_setting(struct tix *tx, struct tix_map_reader *m, char *line)
{
	char *equals = strchr(line, '=');
	enum tix_map_when when;
	char *value;

	if (equals == NULL)
		return tix_map_bad(tx, m, "a setting is NAME = VALUE");
	value = equals + 1;
	value += strspn(value, " \t");
	trim_end(value, value + strlen(value));
	trim_end(line, equals);
	when = take_when(&line);
	if (*value == '\0')
		return tix_map_bad(tx, m, "'%s' is set to nothing", line);
	for (size_t i = 0; i < SETTINGS; i++) {
		if (strcmp(settings[i].name, line) != 0)
			continue;
		if (when != TIX_MAP_EACH)
			return tix_map_bad(tx, m,
			    "'%s' is no field that could be true at the end",
			    line);
		return set_plain(tx, m, &settings[i], value);
	}
	return set_field(tx, m, when, line, value);
}
