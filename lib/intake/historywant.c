/*
 * What each row of a history says of its ticket: values, the state that goes
 * on where none is told, the priority that follows from impact and urgency.
 */
#include "historywant.h"

#include <string.h>

#include <tix/desk.h>
#include <tix/json.h>
#include <tix/utf8.h>

static void
fill(struct tix_filled *f, enum tix_field field)
{
	for (size_t i = 0; i < f->n; i++)
		if (f->field[i] == field)
			return;
	f->field[f->n++] = field;
}

void
tix_filled_by(const struct tix_map *map, struct tix_filled *f)
{
	*f = (struct tix_filled){ .n = 0 };
	fill(f, TIX_F_STATE);
	fill(f, TIX_F_WAITING_ON);
	for (size_t i = 0; i < map->nfields; i++) {
		const struct tix_map_field *m = &map->fields[i];

		if (m->target == TIX_MAP_OWN)
			fill(f, TIX_F_FIELDS);
		else if (m->target < TIX_FIELDS)
			fill(f, (enum tix_field)m->target);
		if (m->target == TIX_F_IMPACT || m->target == TIX_F_URGENCY ||
		    m->target == TIX_F_PRIORITY) {
			fill(f, TIX_F_PRIORITY);
			fill(f, TIX_F_PRIORITY_SOURCE);
		}
	}
	fill(f, TIX_F_SUBJECT);
}

/* The values of all fields of a map in one row. */
struct values {
	struct tix_value v[TIX_MAP_FIELDS_MAX];
	const char *text[TIX_MAP_FIELDS_MAX]; /* that they were read from */
};

static enum tix_status
read_values(struct tix *tx, const struct tix_map *map,
    const struct tix_import_row *row, struct values *now)
{
	enum tix_status st = TIX_OK;

	for (size_t i = 0; st == TIX_OK && i < map->nfields; i++) {
		const char *was = now->text[i];

		now->text[i] = row->text[i];
		if (was == NULL || strcmp(was, row->text[i]) != 0)
			st = tix_map_value(tx, &map->fields[i], row->text[i],
			    &now->v[i]);
	}
	return st;
}

/* The state that a row tells, or 0. */
static int64_t
state_in(const struct tix_map *map, const struct tix_import_row *row,
    const struct values *now)
{
	if (row->state != 0)
		return row->state;
	for (size_t i = 0; i < map->nfields; i++)
		if (map->fields[i].target == TIX_F_STATE)
			return now->v[i].i;
	return 0;
}

/* The desk's own fields as one JSON object; the same text where it was so. */
static const char *
own_fields(struct tix_arena *mem, const struct tix_map *map,
    const struct tix_value *const *v, const char *before)
{
	struct tix_json_out *o = tix_json_out_new(mem);
	const char *text;
	size_t n = 0, len;

	tix_json_open(o, '{');
	for (size_t i = 0; i < map->nfields; i++) {
		if (map->fields[i].target != TIX_MAP_OWN || v[i]->s == NULL)
			continue;
		tix_json_name(o, map->fields[i].name);
		tix_json_string(o, tix_utf8_clean(mem, v[i]->s));
		n++;
	}
	tix_json_close(o, '}');
	if (n == 0)
		return NULL;
	text = tix_json_out_text(o, &len);
	if (before != NULL && strcmp(before, text) == 0)
		return before;
	return text;
}

/* By hand where the other desk tells one, else the desk's matrix. */
static void
set_priority(const struct tix *tx, const struct tix_filled *f,
    struct tix_ticket *t)
{
	bool filled = false;

	for (size_t i = 0; i < f->n; i++)
		filled |= f->field[i] == TIX_F_PRIORITY;
	if (!filled)
		return;
	if (t->priority != 0) {
		t->priority_source = TIX_BY_HAND;
		return;
	}
	t->priority = tix_desk_priority(tx->desk,
	    t->impact != 0 ? t->impact : tx->desk->impact,
	    t->urgency != 0 ? t->urgency : tx->desk->urgency);
	t->priority_source = t->priority != 0 ? TIX_BY_MATRIX : 0;
}

/* One row being made out. */
struct maker {
	struct tix_arena *mem;
	const struct tix_history *h;
	struct tix_filled filled;
	struct values last; /* of the last row: true at the end */
	struct values now;
};

static const struct tix_value none = { .i = 0 };

/* The value that a field has in a row. */
static const struct tix_value *
pick(const struct maker *m, size_t i, bool is_done)
{
	switch (m->h->map->fields[i].when) {
	case TIX_MAP_LATEST:
		return &m->last.v[i];
	case TIX_MAP_FINAL:
		return is_done ? &m->last.v[i] : &none;
	case TIX_MAP_EACH:
		break;
	}
	return &m->now.v[i];
}

static void
make(const struct tix *tx, struct maker *m, bool is_done,
    const struct tix_want *before, struct tix_want *w)
{
	const struct tix_map *map = m->h->map;
	const struct tix_value *v[TIX_MAP_FIELDS_MAX];
	bool has_own = false;

	for (size_t i = 0; i < map->nfields; i++) {
		int to = map->fields[i].target;

		v[i] = pick(m, i, is_done);
		if (to == TIX_MAP_CODE)
			w->code = v[i]->s;
		else if (to == TIX_MAP_OWN)
			has_own = true;
		else if (to != TIX_F_STATE)
			tix_ticket_set(&w->t, (enum tix_field)to, v[i]);
	}
	if (has_own)
		w->t.fields = own_fields(m->mem, map, v,
		    before != NULL ? before->t.fields : NULL);
	if (w->t.state != TIX_WAITING)
		w->t.waiting_on = 0;
	if (w->t.subject == NULL)
		w->t.subject = m->h->key;
	set_priority(tx, &m->filled, &w->t);
}

/* States of all rows; '*live' is the last row that is worked on, or -1. */
static enum tix_status
find_states(struct tix *tx, struct maker *m, int64_t before,
    struct tix_want *want, int64_t *live)
{
	const struct tix_history *h = m->h;
	enum tix_status st = TIX_OK;
	int64_t state;

	*live = -1;
	for (size_t i = 0; st == TIX_OK && i < h->n; i++) {
		st = read_values(tx, h->map, &h->rows[i], &m->last);
		state = state_in(h->map, &h->rows[i], &m->last);
		before = state != 0 ? state : before;
		want[i].t.state = before;
		if (!tix_state_is_done(before))
			*live = (int64_t)i;
	}
	return st;
}

enum tix_status
tix_want_all(struct tix *tx, struct tix_arena *mem,
    const struct tix_history *h, int64_t state, struct tix_want *want)
{
	struct maker *m = tix_arena_alloc(mem, sizeof *m);
	const struct tix_want *before = NULL;
	enum tix_status st;
	int64_t live;

	m->mem = mem;
	m->h = h;
	tix_filled_by(h->map, &m->filled);
	st = find_states(tx, m, state, want, &live);
	for (size_t i = 0; st == TIX_OK && i < h->n; i++) {
		const struct tix_import_row *row = &h->rows[i];

		st = read_values(tx, h->map, row, &m->now);
		if (st == TIX_OK)
			make(tx, m, (int64_t)i > live, before, &want[i]);
		if (before != NULL && state_in(h->map, row, &m->now) == 0)
			want[i].t.waiting_on = before->t.waiting_on;
		before = &want[i];
	}
	return st;
}
