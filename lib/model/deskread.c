/*
 * A compiled desk (JSON) as a struct.
 */
#include "deskread.h"

#include <string.h>

enum tix_status
tix_desk_bad(struct tix *tx, const char *what, const char *name)
{
	return tix_fail(tx, TIX_INVALID, "desk: %s '%s'", what,
	    name == NULL ? "" : name);
}

static const char *
text(const struct tix_desk_reading *r, const struct tix_json *n,
    const char *name)
{
	return tix_arena_dup(r->mem, tix_json_text(n, name));
}

/* The members of a list and their number; each must be an object or not. */
const struct tix_json *
tix_desk_list(const struct tix_json *root, const char *name, size_t *n)
{
	const struct tix_json *l = tix_json_get(root, name);
	const struct tix_json *i;

	*n = 0;
	if (l == NULL || l->type != TIX_JSON_ARRAY)
		return NULL;
	for (i = l->child; i != NULL; i = i->next)
		(*n)++;
	return l->child;
}

enum tix_status
tix_desk_read_name(const struct tix_desk_reading *r,
    const struct tix_json *n, const char *what, const char **name)
{
	*name = text(r, n, "name");
	if (*name == NULL || **name == '\0' || strlen(*name) > 200)
		return tix_fail(r->tx, TIX_INVALID, "desk: a %s has no name",
		    what);
	return TIX_OK;
}

/* Levels that others hand up to are there, and above them. */
static enum tix_status
check_ways_up(const struct tix_desk_reading *r)
{
	for (size_t i = 0; i < r->desk->nlevels; i++) {
		const char *const *to = r->desk->levels[i].escalates_to;

		for (; *to != NULL; to++) {
			const struct tix_level *l = tix_desk_level(r->desk,
			    *to);

			if (l == NULL || l->order <= r->desk->levels[i].order)
				return tix_desk_bad(r->tx, "no level above:",
				    *to);
		}
	}
	return TIX_OK;
}

static enum tix_status
read_levels(const struct tix_desk_reading *r, const struct tix_json *root)
{
	size_t n;
	const struct tix_json *i = tix_desk_list(root, "levels", &n);
	struct tix_level *l = tix_arena_array(r->mem, n + 1, sizeof *l);

	if (n == 0)
		return tix_desk_bad(r->tx, "there is no level", "");
	r->desk->levels = l;
	for (int64_t order = 0; i != NULL; i = i->next, l++, order++) {
		const struct tix_json *vendor = tix_json_get(i, "vendor");
		const char *name;
		enum tix_status s = tix_desk_read_name(r, i, "level", &name);

		if (s != TIX_OK)
			return s;
		if (tix_desk_level(r->desk, name) != NULL)
			return tix_desk_bad(r->tx, "twice level", name);
		*l = (struct tix_level){
			.name = name, .title = text(r, i, "title"),
			.order = order, .queue = text(r, i, "queue"),
			.vendor = vendor != NULL &&
			    vendor->type == TIX_JSON_TRUE,
		};
		s = tix_desk_read_level(r, i, l);
		if (s != TIX_OK)
			return s;
		r->desk->nlevels++;
	}
	return check_ways_up(r);
}

static enum tix_status
need(const struct tix_desk_reading *r, const char *level, const char *queue)
{
	if (level != NULL && tix_desk_level(r->desk, level) == NULL)
		return tix_desk_bad(r->tx, "no level", level);
	if (queue != NULL && tix_desk_queue(r->desk, queue) == NULL)
		return tix_desk_bad(r->tx, "no queue", queue);
	return TIX_OK;
}

static enum tix_status
read_queues(const struct tix_desk_reading *r, const struct tix_json *root)
{
	size_t n;
	const struct tix_json *i = tix_desk_list(root, "queues", &n);
	struct tix_queue *q = tix_arena_array(r->mem, n + 1, sizeof *q);
	enum tix_status s = TIX_OK;

	r->desk->queues = q;
	for (; s == TIX_OK && i != NULL; i = i->next, q++) {
		const char *name;

		s = tix_desk_read_name(r, i, "queue", &name);
		if (s != TIX_OK)
			return s;
		if (tix_desk_queue(r->desk, name) != NULL)
			return tix_desk_bad(r->tx, "twice queue", name);
		*q = (struct tix_queue){
			.name = name, .level = text(r, i, "level"),
			.team = text(r, i, "team"),
			.title = text(r, i, "title"),
		};
		r->desk->nqueues++;
		s = need(r, q->level, NULL);
	}
	for (size_t l = 0; s == TIX_OK && l < r->desk->nlevels; l++)
		s = need(r, NULL, r->desk->levels[l].queue);
	return s;
}

static enum tix_status
read_step(const struct tix_desk_reading *r, const struct tix_json *n,
    const char *name, size_t steps, int64_t *step)
{
	*step = tix_json_int(n, name, 0);
	if (*step < 0 || *step > (int64_t)steps)
		return tix_desk_bad(r->tx, "out of the matrix:", name);
	return TIX_OK;
}

static enum tix_status
read_categories(const struct tix_desk_reading *r, const struct tix_json *root)
{
	size_t n;
	const struct tix_json *i = tix_desk_list(root, "categories", &n);
	struct tix_category *c = tix_arena_array(r->mem, n + 1, sizeof *c);
	enum tix_status s = TIX_OK;

	r->desk->categories = c;
	for (; s == TIX_OK && i != NULL; i = i->next, c++) {
		s = tix_desk_read_name(r, i, "category", &c->name);
		if (s == TIX_OK && tix_desk_category(r->desk, c->name) != NULL)
			return tix_desk_bad(r->tx, "twice category", c->name);
		c->title = text(r, i, "title");
		c->parent = text(r, i, "parent");
		c->service = text(r, i, "service");
		c->queue = text(r, i, "queue");
		c->level = text(r, i, "level");
		/* Parents come first, so that no tree has a loop. */
		if (s == TIX_OK && c->parent != NULL &&
		    tix_desk_category(r->desk, c->parent) == NULL)
			return tix_desk_bad(r->tx, "no category", c->parent);
		r->desk->ncategories++;
		if (s == TIX_OK)
			s = need(r, c->level, c->queue);
		if (s == TIX_OK)
			s = read_step(r, i, "impact", r->desk->nimpacts,
			    &c->impact);
		if (s == TIX_OK)
			s = read_step(r, i, "urgency", r->desk->nurgencies,
			    &c->urgency);
		if (s == TIX_OK)
			s = tix_desk_read_skills(r, i, &c->skills);
	}
	return s;
}

enum tix_status
tix_desk_read_strings(const struct tix_desk_reading *r,
    const struct tix_json *object, const char *name,
    const char *const **out, size_t *n)
{
	const struct tix_json *i = tix_desk_list(object, name, n);
	const char **list = tix_arena_array(r->mem, *n + 1, sizeof *list);
	size_t k = 0;

	*out = list;
	if (*n == 0)
		return tix_desk_bad(r->tx, "an empty list of", name);
	for (; i != NULL; i = i->next) {
		if (i->type != TIX_JSON_STRING || *i->text == '\0')
			return tix_desk_bad(r->tx, "no word in", name);
		list[k++] = tix_arena_dup(r->mem, i->text);
	}
	return TIX_OK;
}

static enum tix_status
read_row(const struct tix_desk_reading *r, const struct tix_json *row,
    int64_t *cells)
{
	const struct tix_json *c = row->child;
	size_t n = 0;

	if (row->type != TIX_JSON_ARRAY)
		return tix_desk_bad(r->tx, "no row in", "matrix");
	for (; c != NULL && n < r->desk->nurgencies; c = c->next) {
		if (c->type != TIX_JSON_INT || c->number < 1 || c->number > 5)
			return tix_desk_bad(r->tx, "not 1 to 5 in", "matrix");
		cells[n++] = c->number;
	}
	if (c != NULL || n != r->desk->nurgencies)
		return tix_desk_bad(r->tx, "a row of another length in",
		    "matrix");
	return TIX_OK;
}

static enum tix_status
read_priority(const struct tix_desk_reading *r, const struct tix_json *root)
{
	const struct tix_json *p = tix_json_get(root, "priority");
	struct tix_desk *d = r->desk;
	const struct tix_json *row;
	enum tix_status s;
	size_t n;

	s = tix_desk_read_strings(r, p, "impact", &d->impacts, &d->nimpacts);
	if (s == TIX_OK)
		s = tix_desk_read_strings(r, p, "urgency", &d->urgencies,
		    &d->nurgencies);
	if (s != TIX_OK)
		return s;
	row = tix_desk_list(p, "matrix", &n);
	if (d->nimpacts > TIX_STEPS_MAX || d->nurgencies > TIX_STEPS_MAX)
		return tix_desk_bad(r->tx, "more than nine steps in",
		    "priority");
	if (n != d->nimpacts)
		return tix_desk_bad(r->tx, "not a row for each impact in",
		    "matrix");
	for (size_t i = 0; s == TIX_OK && i < n; i++, row = row->next)
		s = read_row(r, row, d->matrix[i]);
	d->vip = tix_json_int(p, "vip", 0);
	if (s == TIX_OK && (d->vip < 0 || d->vip > 4))
		return tix_desk_bad(r->tx, "not 0 to 4 steps of", "vip");
	if (s != TIX_OK || tix_json_get(p, "names") == NULL)
		return s;
	s = tix_desk_read_strings(r, p, "names", &d->priorities, &n);
	if (s == TIX_OK && n != 5)
		return tix_desk_bad(r->tx, "not five names of", "priority");
	return s;
}

static enum tix_status
read_default(const struct tix_desk_reading *r, const struct tix_json *root)
{
	const struct tix_json *def = tix_json_get(root, "default");
	struct tix_desk *d = r->desk;
	enum tix_status s;

	s = read_step(r, def, "impact", d->nimpacts, &d->impact);
	if (s == TIX_OK)
		s = read_step(r, def, "urgency", d->nurgencies, &d->urgency);
	d->level = text(r, def, "level");
	d->queue = text(r, def, "queue");
	if (s == TIX_OK && (d->level == NULL || d->impact == 0 ||
	    d->urgency == 0))
		return tix_desk_bad(r->tx, "no level, impact or urgency in",
		    "default");
	return s == TIX_OK ? need(r, d->level, d->queue) : s;
}

enum tix_status
tix_desk_decode(struct tix *tx, struct tix_arena *mem, const char *compiled,
    size_t len, struct tix_desk *desk)
{
	static enum tix_status (*const parts[])(const struct tix_desk_reading *,
	    const struct tix_json *) = {
		read_priority, tix_desk_read_calendars, read_levels,
		read_queues, read_categories, tix_desk_read_people,
		read_default, tix_desk_read_policy,
	};
	struct tix_desk_reading r = { .tx = tx, .mem = mem, .desk = desk };
	const char *end = memchr(compiled, '\n', len);
	size_t head = end == NULL ? len : (size_t)(end - compiled);
	struct tix_json *root;
	enum tix_status s;

	memset(desk, 0, sizeof *desk);
	if (len > TIX_DESK_SIZE_MAX)
		return tix_fail(tx, TIX_INVALID, "desk: %zu bytes; at most %u",
		    len, TIX_DESK_SIZE_MAX);
	desk->tail = end == NULL ? "" : end + 1;
	s = tix_json_parse(tx, tx->mem, compiled, head, &root);
	if (s != TIX_OK)
		return s;
	desk->name = text(&r, root, "name");
	for (size_t i = 0; s == TIX_OK && i < sizeof parts / sizeof parts[0];
	    i++)
		s = parts[i](&r, root);
	return s;
}
