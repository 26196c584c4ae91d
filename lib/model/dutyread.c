/*
 * What a schedule may say, and a compiled one read back.
 */
#include <tix/duty.h>

#include <stdlib.h>
#include <string.h>

#include <tix/calendar.h>
#include <tix/json.h>
#include <tix/time.h>

#define WALL "%Y-%m-%d %H:%M"
#define WALL_BYTES 16

enum tix_status
tix_wall_parse(struct tix *tx, const char *text, int64_t *seconds)
{
	int64_t at;

	if (strlen(text) != WALL_BYTES ||
	    !tix_time_scan(WALL, text, NULL, &at) || at < 0)
		return tix_fail(tx, TIX_INVALID, "'%s' is no time on the wall, "
		    "like '2026-11-02 09:00'", text);
	*seconds = at / TIX_SECOND;
	return TIX_OK;
}

static enum tix_status
no_turn(struct tix *tx, const char *text)
{
	return tix_fail(tx, TIX_INVALID, "'%s' is no length of a turn, like "
	    "'week', '2 weeks', 'day', '3 days' or '12h'", text);
}

enum tix_status
tix_turn_parse(struct tix *tx, const char *text, struct tix_rotation *r)
{
	static const struct {
		const char *word;
		int64_t days;
	} units[] = {
		{ "day", 1 }, { "days", 1 }, { "week", 7 }, { "weeks", 7 },
		{ "h", 0 },
	};
	const size_t digits = strspn(text, "0123456789");
	const char *word = text + digits + strspn(text + digits, " ");
	const int64_t n = digits == 0 ? 1 : strtoll(text, NULL, 10);

	for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
		if (strcmp(word, units[i].word) != 0 || digits > 5 || n == 0)
			continue;
		if (units[i].days == 0 && digits == 0)
			break;
		r->days = n * units[i].days;
		r->hours = units[i].days == 0 ? n : 0;
		if (r->days > TIX_TURN_DAYS_MAX ||
		    r->hours > 24 * TIX_TURN_DAYS_MAX)
			return tix_fail(tx, TIX_INVALID,
			    "'%s': a turn has at most %d days", text,
			    TIX_TURN_DAYS_MAX);
		return TIX_OK;
	}
	return no_turn(tx, text);
}

static enum tix_status
no_override(struct tix *tx, const char *text)
{
	return tix_fail(tx, TIX_INVALID, "'%s' is no override, like "
	    "'2026-12-24 09:00..2026-12-26 09:00 jan' or '... jan for ewa'",
	    text);
}

static enum tix_status
read_span(struct tix *tx, const char *text, struct tix_override *o)
{
	char from[WALL_BYTES + 1] = "", to[WALL_BYTES + 1] = "";
	enum tix_status s;

	memcpy(from, text, WALL_BYTES);
	memcpy(to, text + WALL_BYTES + 2, WALL_BYTES);
	s = tix_wall_parse(tx, from, &o->from);
	if (s == TIX_OK)
		s = tix_wall_parse(tx, to, &o->to);
	if (s == TIX_OK && o->to <= o->from)
		return tix_fail(tx, TIX_INVALID,
		    "'%s': it ends before it begins", text);
	return s;
}

enum tix_status
tix_override_parse(struct tix *tx, const char *text, struct tix_override *o)
{
	const size_t span = 2 * WALL_BYTES + 2;
	char *agent, *rest;
	enum tix_status s;

	if (strlen(text) < span + 2 || text[span] != ' ' ||
	    strncmp(text + WALL_BYTES, "..", 2) != 0)
		return no_override(tx, text);
	s = read_span(tx, text, o);
	if (s != TIX_OK)
		return s;
	agent = tix_arena_dup(tx->run, text + span + 1);
	rest = strchr(agent, ' ');
	o->instead_of = NULL;
	if (rest != NULL && strncmp(rest, " for ", 5) == 0) {
		*rest = '\0';
		o->instead_of = rest + 5;
	}
	o->agent = agent;
	if (*agent == '\0' || strchr(agent, ' ') != NULL ||
	    (o->instead_of != NULL && (*o->instead_of == '\0' ||
	    strchr(o->instead_of, ' ') != NULL)))
		return no_override(tx, text);
	return TIX_OK;
}

/* Texts of a list, NULL-ended; NULL where one is no text. */
static const char *const *
read_texts(struct tix_arena *mem, const struct tix_json *list)
{
	const char **out;
	size_t n = 0;

	for (const struct tix_json *i = list; i != NULL; i = i->next)
		n++;
	out = tix_arena_array(mem, n + 1, sizeof *out);
	n = 0;
	for (const struct tix_json *i = list; i != NULL; i = i->next) {
		if (i->type != TIX_JSON_STRING)
			return NULL;
		out[n++] = i->text;
	}
	return out;
}

static const struct tix_json *
list_of(const struct tix_json *o, const char *key)
{
	const struct tix_json *l = tix_json_get(o, key);

	return l != NULL && l->type == TIX_JSON_ARRAY ? l->child : NULL;
}

static enum tix_status
read_rotation(struct tix *tx, struct tix_arena *mem, const struct tix_json *o,
    struct tix_rotation *r)
{
	const char *begins = tix_json_text(o, "begins");
	const char *every = tix_json_text(o, "every");
	enum tix_status s = TIX_OK;

	r->name = tix_json_text(o, "name");
	r->agents = read_texts(mem, list_of(o, "agents"));
	r->during = read_texts(mem, list_of(o, "hours"));
	if (r->name == NULL || r->agents == NULL || r->agents[0] == NULL ||
	    r->during == NULL || begins == NULL || every == NULL)
		return tix_fail(tx, TIX_INVALID, "a rotation lacks something");
	for (size_t i = 0; s == TIX_OK && r->during[i] != NULL; i++)
		s = tix_hours_check(tx, r->during[i]);
	if (s == TIX_OK)
		s = tix_wall_parse(tx, begins, &r->begins);
	return s == TIX_OK ? tix_turn_parse(tx, every, r) : s;
}

static size_t
length(const struct tix_json *list)
{
	size_t n = 0;

	for (; list != NULL; list = list->next)
		n++;
	return n;
}

static enum tix_status
read_lists(struct tix *tx, struct tix_arena *mem, const struct tix_json *root,
    struct tix_schedule *s)
{
	const struct tix_json *i = list_of(root, "rotations");
	const struct tix_json *o = list_of(root, "overrides");
	struct tix_rotation *r = tix_arena_array(mem, length(i) + 1,
	    sizeof *r);
	struct tix_override *v = tix_arena_array(mem, length(o) + 1,
	    sizeof *v);
	enum tix_status st = TIX_OK;

	s->rotations = r;
	s->overrides = v;
	if (length(i) > TIX_ROTATIONS_MAX || length(o) > TIX_OVERRIDES_MAX)
		return tix_fail(tx, TIX_INVALID, "too much of it");
	for (; st == TIX_OK && i != NULL; i = i->next)
		st = read_rotation(tx, mem, i, &r[s->nrotations++]);
	for (; st == TIX_OK && o != NULL; o = o->next)
		st = o->type != TIX_JSON_STRING ?
		    tix_fail(tx, TIX_INVALID, "an override is no text") :
		    tix_override_parse(tx, o->text, &v[s->noverrides++]);
	return st;
}

enum tix_status
tix_schedule_read(struct tix *tx, struct tix_arena *mem, const char *name,
    const char *json, size_t len, struct tix_schedule *s)
{
	struct tix_json *root;
	enum tix_status st = tix_json_parse(tx, mem, json, len, &root);

	*s = (struct tix_schedule){ .name = name };
	if (st != TIX_OK)
		return st;
	s->title = tix_json_text(root, "title");
	s->timezone = tix_json_text(root, "timezone");
	if (s->timezone == NULL)
		return tix_fail(tx, TIX_INVALID,
		    "schedule '%s' has no time zone", name);
	return read_lists(tx, mem, root, s);
}
