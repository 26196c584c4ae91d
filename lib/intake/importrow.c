/*
 * From a record of a file to the rows of a history.
 */
#include <tix/importrow.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <tix/hash.h>
#include <tix/time.h>

#define LAST_SIZE 128
#define TAG_SIZE 4

/* A text that a field took; the next row mostly has it again. */
struct last {
	char text[LAST_SIZE];
	int64_t i;
	bool known;
};

struct tix_import_reader {
	const struct tix_map *map;
	const char *source;
	size_t *order;      /* fields by name: a digest must not depend on */
	size_t state;       /* place of the state's field, or nfields */
	unsigned char (*tag)[TAG_SIZE]; /* for a field's name: it is short */
	struct last *last;
};

static void
make_tag(const char *name, unsigned char tag[TAG_SIZE])
{
	unsigned char out[TIX_HASH_SIZE];
	struct tix_hash h;

	tix_hash_init(&h);
	tix_hash_add(&h, name, strlen(name));
	tix_hash_end(&h, out);
	memcpy(tag, out, TAG_SIZE);
}

struct tix_import_reader *
tix_import_reader_new(struct tix_arena *mem, const struct tix_map *map,
    const char *source)
{
	struct tix_import_reader *r = tix_arena_alloc(mem, sizeof *r);
	const size_t n = map->nfields;

	r->map = map;
	r->source = source;
	r->state = n;
	r->order = tix_arena_array(mem, n + 1, sizeof *r->order);
	r->last = tix_arena_array(mem, n + 1, sizeof *r->last);
	r->tag = tix_arena_array(mem, n + 1, sizeof *r->tag);
	for (size_t i = 0; i < n; i++) {
		size_t j = i;

		make_tag(map->fields[i].name, r->tag[i]);
		for (; j > 0 && strcmp(map->fields[r->order[j - 1]].name,
		    map->fields[i].name) > 0; j--)
			r->order[j] = r->order[j - 1];
		r->order[j] = i;
		if (map->fields[i].target == TIX_F_STATE)
			r->state = i;
	}
	return r;
}

static enum tix_status
bad(struct tix *tx, const struct tix_record *rec, const char *what,
    const char *text)
{
	return tix_fail(tx, TIX_INVALID, "%s:%lld: %s%s%s%s", rec->file,
	    (long long)rec->line, what, text ? " '" : "", text ? text : "",
	    text ? "'" : "");
}

/* A time by a template; where it is unknown, 0. */
static enum tix_status
read_time(struct tix *tx, const struct tix_map *map, struct tix_arena *mem,
    const struct tix_record *rec, const struct tix_template *t, int64_t *at,
    const char **text)
{
	*at = 0;
	*text = t->n == 0 ? "" : tix_map_expand(map, mem, t, rec);
	if (**text == '\0')
		return TIX_OK;
	if (!tix_map_time(map, *text, at) || *at <= 0)
		return bad(tx, rec, map->times[0] == NULL ?
		    "no time by RFC 3339:" : "no time by the map's formats:",
		    *text);
	return TIX_OK;
}

static enum tix_status
read_order(struct tix *tx, const struct tix_record *rec, const char *text,
    int64_t *order)
{
	char *end;

	*order = 0;
	if (*text == '\0')
		return TIX_OK;
	errno = 0;
	*order = strtoll(text, &end, 10);
	if (errno != 0 || *end != '\0')
		return bad(tx, rec, "'order' is no whole number:", text);
	return TIX_OK;
}

/* Is 'text' a value that the field takes? */
static enum tix_status
check_value(struct tix *tx, struct tix_import_reader *r, size_t i,
    const struct tix_record *rec, const char *text)
{
	struct last *last = &r->last[i];
	struct tix_value v;
	enum tix_status st;

	if (last->known && strcmp(last->text, text) == 0)
		return TIX_OK;
	last->known = false;
	st = tix_map_value(tx, &r->map->fields[i], text, &v);
	if (st == TIX_INVALID || st == TIX_NOT_FOUND) {
		char words[sizeof tx->error];

		memcpy(words, tx->error, sizeof words);
		return bad(tx, rec, words, NULL);
	}
	last->i = st == TIX_OK ? v.i : 0;
	if (st == TIX_OK && strlen(text) < LAST_SIZE) {
		memcpy(last->text, text, strlen(text) + 1);
		last->known = true;
	}
	return st;
}

static enum tix_status
read_fields(struct tix *tx, struct tix_import_reader *r,
    struct tix_arena *mem, const struct tix_record *rec,
    struct tix_import_row *row)
{
	const struct tix_map *map = r->map;
	enum tix_status st = TIX_OK;

	row->text = tix_arena_array(mem, map->nfields + 1, sizeof *row->text);
	for (size_t i = 0; st == TIX_OK && i < map->nfields; i++) {
		row->text[i] = tix_map_expand(map, mem, &map->fields[i].value,
		    rec);
		st = check_value(tx, r, i, rec, row->text[i]);
	}
	return st;
}

static void
add_text(struct tix_buf *b, const char *s)
{
	tix_buf_add(b, s, strlen(s) + 1);
}

/* The times are hashed as written: another zone makes no other rows. */
static void
digest(const struct tix_import_reader *r, struct tix_arena *mem,
    struct tix_import_row *row, const char *what, const char *at,
    const char *order)
{
	struct tix_buf b = { .arena = mem };
	unsigned char out[TIX_HASH_SIZE];
	struct tix_hash h;

	add_text(&b, r->source);
	add_text(&b, row->key);
	add_text(&b, what);
	add_text(&b, at);
	if (order != NULL) {
		add_text(&b, order);
		add_text(&b, row->by);
		for (size_t i = 0; i < r->map->nfields; i++) {
			size_t k = r->order[i];

			if (r->map->fields[k].when != TIX_MAP_EACH ||
			    *row->text[k] == '\0')
				continue;
			tix_buf_add(&b, r->tag[k], TAG_SIZE);
			add_text(&b, row->text[k]);
		}
	}
	tix_hash_init(&h);
	tix_hash_add(&h, b.data, b.len);
	tix_hash_end(&h, out);
	memcpy(row->digest, out, sizeof row->digest);
}

/* What has not happened yet is a slip of a clock or of a zone. */
static enum tix_status
check_past(struct tix *tx, const struct tix_record *rec, int64_t at)
{
	char time[TIX_TIME_SIZE];

	if (at <= tx->now)
		return TIX_OK;
	return bad(tx, rec, "later than now:", tix_time_rfc3339(time, at));
}

static int64_t
latest(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

/* One row is a ticket: what is known of its way is told in up to two. */
static enum tix_status
read_ticket(struct tix *tx, struct tix_import_reader *r,
    struct tix_arena *mem, const struct tix_record *rec,
    struct tix_import_row rows[2], size_t *n)
{
	const struct tix_map *map = r->map;
	struct tix_import_row *row = &rows[0];
	const char *resolved_text, *closed_text;
	int64_t resolved, closed, state = 0;
	enum tix_status st;

	st = read_time(tx, map, mem, rec, &map->resolved, &resolved,
	    &resolved_text);
	if (st == TIX_OK)
		st = read_time(tx, map, mem, rec, &map->closed, &closed,
		    &closed_text);
	if (st != TIX_OK)
		return st;
	if (r->state < map->nfields)
		state = r->last[r->state].i;
	if (row->at == 0)
		row->at = latest(row->opened, latest(resolved, closed));
	if (state == TIX_RESOLVED && resolved != 0)
		row->at = resolved;
	if (state == TIX_CLOSED && closed != 0)
		row->at = closed;
	*n = 1;
	if (state != TIX_CLOSED || resolved == 0 || resolved >= row->at)
		return TIX_OK;
	rows[1] = *row;
	rows[1].at = resolved;
	rows[1].state = TIX_RESOLVED;
	digest(r, mem, &rows[1], "resolved", resolved_text, NULL);
	*n = 2;
	return TIX_OK;
}

enum tix_status
tix_import_read(struct tix *tx, struct tix_import_reader *r,
    struct tix_arena *mem, const struct tix_record *rec,
    struct tix_import_row rows[2], size_t *n)
{
	const struct tix_map *map = r->map;
	struct tix_import_row *row = &rows[0];
	const char *at, *opened, *order;
	enum tix_status st;

	*n = 1;
	memset(row, 0, sizeof *row);
	row->line = rec->line;
	row->key = tix_map_expand(map, mem, &map->key, rec);
	if (*row->key == '\0')
		return bad(tx, rec, "no key", NULL);
	if (strlen(row->key) > TIX_IMPORT_KEY_MAX)
		return bad(tx, rec, "a key of more than 200 bytes (key-max)",
		    NULL);
	st = read_time(tx, map, mem, rec, &map->at, &row->at, &at);
	if (st == TIX_OK)
		st = read_time(tx, map, mem, rec, &map->opened, &row->opened,
		    &opened);
	if (st != TIX_OK)
		return st;
	if (row->at == 0 && (!map->tickets || row->opened == 0))
		return bad(tx, rec, "no time", NULL);
	order = tix_map_expand(map, mem, &map->order, rec);
	row->by = tix_map_expand(map, mem, &map->by, rec);
	st = read_order(tx, rec, order, &row->order);
	if (st == TIX_OK && strlen(row->by) > TIX_NAME_MAX)
		st = bad(tx, rec, "'by' of more than 200 bytes (name-max)",
		    NULL);
	if (st == TIX_OK)
		st = read_fields(tx, r, mem, rec, row);
	if (st == TIX_OK)
		digest(r, mem, row, "row", at, order);
	if (st == TIX_OK && map->tickets)
		st = read_ticket(tx, r, mem, rec, rows, n);
	if (st == TIX_OK)
		st = check_past(tx, rec, row->at);
	return st;
}
