/*
 * Calendars of a compiled desk: their lines of the tail.
 */
#include <tix/calendar.h>

#include <string.h>

#include <tix/tail.h>
#include <tix/zone.h>

struct tix_wholes {
	const struct tix_calendar *of; /* as the desk's head has it */
	const struct tix_calendar *whole;
	struct tix_wholes *next;
};

static void
put_list(struct tix_json_out *o, const char *name, const char *const *list)
{
	if (list == NULL || list[0] == NULL)
		return;
	tix_json_name(o, name);
	tix_json_open(o, '[');
	for (; *list != NULL; list++)
		tix_json_string(o, *list);
	tix_json_close(o, ']');
}

const char *
tix_calendar_json(struct tix_arena *mem, const struct tix_calendar *c)
{
	struct tix_json_out *o = tix_json_out_new(mem);
	size_t len;

	tix_json_open(o, '{');
	tix_json_name(o, "timezone");
	tix_json_string(o, c->timezone);
	put_list(o, "hours", c->hours);
	put_list(o, "holidays", c->holidays);
	put_list(o, "exceptions", c->exceptions);
	tix_json_close(o, '}');
	return tix_json_out_text(o, &len);
}

static enum tix_status
bad(struct tix *tx, const struct tix_calendar *c, const char *why)
{
	return tix_fail(tx, TIX_INVALID, "desk: calendar '%s' %s", c->name,
	    why);
}

/* Texts that the check takes, NULL-ended. */
static enum tix_status
read_list(struct tix *tx, struct tix_arena *mem, const struct tix_json *object,
    const char *name,
    enum tix_status (*check)(struct tix *tx, const char *text),
    const char *const **list)
{
	const struct tix_json *a = tix_json_get(object, name), *i;
	enum tix_status s = TIX_OK;
	const char **item;
	size_t n = 0;

	for (i = a == NULL ? NULL : a->child; i != NULL; i = i->next)
		n++;
	item = tix_arena_array(mem, n + 1, sizeof *item);
	*list = item;
	for (i = a == NULL ? NULL : a->child; s == TIX_OK && i != NULL;
	    i = i->next) {
		*item++ = i->text;
		s = i->type != TIX_JSON_STRING ? TIX_INVALID :
		    check(tx, i->text);
	}
	return s;
}

enum tix_status
tix_calendar_read(struct tix *tx, struct tix_arena *mem, const char *name,
    const char *json, size_t len, struct tix_calendar *c)
{
	struct tix_json *root;
	enum tix_status s = tix_json_parse(tx, mem, json, len, &root);

	*c = (struct tix_calendar){ .name = name };
	if (s == TIX_OK)
		c->timezone = tix_json_text(root, "timezone");
	if (s == TIX_OK && c->timezone == NULL)
		s = TIX_INVALID;
	if (s == TIX_OK)
		s = read_list(tx, mem, root, "hours", tix_hours_check,
		    &c->hours);
	if (s == TIX_OK)
		s = read_list(tx, mem, root, "holidays", tix_holiday_check,
		    &c->holidays);
	if (s == TIX_OK)
		s = read_list(tx, mem, root, "exceptions", tix_exception_check,
		    &c->exceptions);
	return s == TIX_OK ? s : bad(tx, c, "cannot be read");
}

static enum tix_status
read_whole(struct tix *tx, struct tix_arena *mem, const struct tix_desk *d,
    const struct tix_calendar *c, struct tix_calendar *whole)
{
	struct tix_tail_line line;
	enum tix_status s;

	if (!tix_tail_find(mem, d, 'c', c->name, &line))
		return bad(tx, c, "has no line");
	s = tix_calendar_read(tx, mem, c->name, line.json, line.len, whole);
	if (s == TIX_OK && strcmp(c->timezone, whole->timezone) != 0)
		return bad(tx, c, "has two time zones");
	return s;
}

enum tix_status
tix_calendar_whole(struct tix *tx, const struct tix_calendar **c)
{
	struct tix_calendar *whole;
	struct tix_wholes *w;
	enum tix_status s = TIX_OK;

	if (!(*c)->apart)
		return TIX_OK;
	for (w = tx->wholes; w != NULL; w = w->next)
		if (w->of == *c) {
			*c = w->whole;
			return TIX_OK;
		}
	if (tx->desk->tail == NULL && tx->load_tail != NULL)
		s = tx->load_tail(tx);
	if (s != TIX_OK)
		return s;
	whole = tix_arena_alloc(tx->run, sizeof *whole);
	s = read_whole(tx, tx->run, tx->desk, *c, whole);
	if (s != TIX_OK)
		return s;
	w = tix_arena_alloc(tx->run, sizeof *w);
	*w = (struct tix_wholes){ *c, whole, tx->wholes };
	tx->wholes = w;
	*c = whole;
	return TIX_OK;
}

/* Nothing is kept: the desk may be gone before the run is. */
enum tix_status
tix_desk_prove_calendars(struct tix *tx, struct tix_arena *mem,
    const struct tix_desk *d)
{
	struct tix_calendar whole;
	enum tix_status s = TIX_OK;

	for (size_t i = 0; s == TIX_OK && i < d->ncalendars; i++)
		s = read_whole(tx, mem, d, &d->calendars[i], &whole);
	return s;
}

static void
add_text(struct tix_hash *h, const char *text)
{
	tix_hash_add(h, text, strlen(text) + 1);
}

enum tix_status
tix_calendar_digest(struct tix *tx, const struct tix_calendar *c,
    unsigned char digest[TIX_HASH_SIZE])
{
	const struct tix_zone *zone;
	struct tix_hash h;
	const void *bytes;
	size_t len;
	enum tix_status s = tix_calendar_whole(tx, &c);

	if (s == TIX_OK)
		s = tix_zone_once(tx, c->timezone, &zone);
	if (s != TIX_OK)
		return s;
	bytes = tix_zone_bytes(zone, &len);
	tix_hash_init(&h);
	add_text(&h, tix_arena_printf(tx->mem, "windows 1 %d %d",
	    TIX_WORKTIME_FIRST, TIX_WORKTIME_LAST));
	add_text(&h, tix_calendar_json(tx->mem, c));
	tix_hash_add(&h, bytes, len);
	tix_hash_end(&h, digest);
	return TIX_OK;
}
