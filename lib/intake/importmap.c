/*
 * Reading import maps, line by line.
 */
#include <tix/importmap.h>

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <tix/desk.h>

#include "mapread.h"

enum tix_status
tix_map_bad(struct tix *tx, const struct tix_map_reader *m, const char *fmt,
    ...)
{
	char words[sizeof tx->error];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(words, sizeof words, fmt, ap);
	va_end(ap);
	return tix_fail(tx, TIX_INVALID, "%s:%lld: %s", m->map->path,
	    (long long)m->line, words);
}

/* What every map needs, whatever its lines are. */
static enum tix_status
check_whole(struct tix *tx, struct tix_map_reader *m)
{
	const struct tix_map *map = m->map;

	if (map->key.n == 0)
		return tix_fail(tx, TIX_INVALID,
		    "%s: lacks 'key': what rows of one ticket share",
		    map->path);
	if (map->at.n == 0 && !map->tickets)
		return tix_fail(tx, TIX_INVALID,
		    "%s: lacks 'at': the time of a change (or 'rows = "
		    "tickets')", map->path);
	if (map->opened.n == 0 && map->tickets)
		return tix_fail(tx, TIX_INVALID,
		    "%s: lacks 'opened', which 'rows = tickets' needs",
		    map->path);
	if ((map->resolved.n > 0 || map->closed.n > 0) && !map->tickets)
		return tix_fail(tx, TIX_INVALID,
		    "%s: 'resolved' and 'closed' go with 'rows = tickets'; "
		    "changes tell them by their state", map->path);
	return TIX_OK;
}

/* One line, without its end. */
static enum tix_status
read_line(struct tix *tx, struct tix_map_reader *m, char *line)
{
	char *p = line + strspn(line, " \t");

	if (*p == '\0' || *p == '#')
		return TIX_OK;
	return p > line ? tix_map_word(tx, m, p) : tix_map_setting(tx, m, p);
}

static enum tix_status
read_lines(struct tix *tx, struct tix_map_reader *m, char *text)
{
	enum tix_status st = TIX_OK;
	char *next;

	for (char *p = text; st == TIX_OK && p != NULL; p = next) {
		char *end;

		m->line++;
		next = strchr(p, '\n');
		end = next != NULL ? next : p + strlen(p);
		if (next != NULL)
			*next++ = '\0';
		if (end > p && end[-1] == '\r')
			end[-1] = '\0';
		st = read_line(tx, m, p);
	}
	return st;
}

enum tix_status
tix_map_parse(struct tix *tx, struct tix_arena *mem, const char *path,
    const char *text, size_t len, struct tix_map *map)
{
	struct tix_map_reader m = { .mem = mem, .map = map };
	enum tix_status st;

	*map = (struct tix_map){ .path = path };
	if (len > TIX_MAP_SIZE_MAX)
		return tix_fail(tx, TIX_INVALID,
		    "%s: %zu bytes; at most %d (map-max)", path, len,
		    TIX_MAP_SIZE_MAX);
	if (len > 0 && memchr(text, '\0', len) != NULL)
		return tix_fail(tx, TIX_INVALID, "%s: holds a NUL byte", path);
	if (len >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0)
		text += 3, len -= 3;
	map->fields = tix_arena_array(mem, TIX_MAP_FIELDS_MAX,
	    sizeof *map->fields);
	map->columns = tix_arena_array(mem, TIX_COLUMNS_MAX,
	    sizeof *map->columns);
	st = read_lines(tx, &m, tix_arena_dup_n(mem, text, len));
	return st == TIX_OK ? check_whole(tx, &m) : st;
}

/* Put file:line before the words of a failure. */
static enum tix_status
at_line(struct tix *tx, enum tix_status st, const struct tix_map *map,
    int64_t line)
{
	char words[sizeof tx->error];

	memcpy(words, tx->error, sizeof words);
	return tix_fail(tx, st, "%s:%lld: %s", map->path, (long long)line,
	    words);
}

/* Each word that a translation gives must be one that the field takes. */
static enum tix_status
bind_field(struct tix *tx, const struct tix_map *map,
    const struct tix_map_field *f)
{
	struct tix_map_field plain = *f;
	struct tix_value v;
	enum tix_status st;

	plain.nwords = 0;
	for (size_t i = 0; i < f->nwords; i++) {
		st = tix_map_value(tx, &plain, f->words[i].to, &v);
		if (st != TIX_OK)
			return at_line(tx, st, map, f->words[i].line);
	}
	return TIX_OK;
}

enum tix_status
tix_map_bind(struct tix *tx, struct tix_arena *mem, struct tix_map *map,
    const char *zone)
{
	const char *name = zone != NULL ? zone : map->zone_name;
	enum tix_status st = TIX_OK;

	map->zone = tx->zone;
	if (name != NULL)
		st = tix_zone_open(tx, mem, name, &map->zone);
	for (size_t i = 0; st == TIX_OK && i < map->nfields; i++)
		st = bind_field(tx, map, &map->fields[i]);
	return st;
}
