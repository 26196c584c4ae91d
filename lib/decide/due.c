/*
 * What time has made due on one ticket, item by item.
 */
#include "dueparts.h"

#include <string.h>

#include <tix/fold.h>
#include <tix/party.h>
#include <tix/waiting.h>

struct tix_event *
tix_due_event(struct tix_dueing *d)
{
	struct tix_event *e = tix_arena_alloc(d->tx->mem, sizeof *e);

	tix_event_init(e, TIX_E_NONE);
	return e;
}

/* More room in a list of the way. */
static void *
more(struct tix_dueing *d, void *list, size_t n, size_t *cap, size_t size)
{
	void *grown;

	if (n < *cap)
		return list;
	*cap = *cap == 0 ? 16 : 2 * *cap;
	grown = tix_arena_array(d->tx->mem, *cap, size);
	if (n > 0)
		memcpy(grown, list, n * size);
	return grown;
}

enum tix_status
tix_due_fold(struct tix_dueing *d, struct tix_event *e)
{
	struct tix *tx = d->tx;
	const struct tix_ticket before = d->t;

	e->ticket = d->t.id;
	e->at = tx->now;
	e->actor = tx->actor;
	e->on_behalf = tx->on_behalf;
	e->via = tx->via;
	e->desk = tx->desk->version;
	d->events = more(d, d->events, d->n, &d->cap, sizeof *d->events);
	d->events[d->n++] = e;
	tix_fold(tx, &d->t, e, NULL);
	return tix_agenda_step(tx, d->a, &before, &d->t, e);
}

void
tix_due_tell(struct tix_dueing *d, const struct tix_agenda_item *i,
    const char *what, const char *suffix, const char *targets)
{
	struct tix_due_word *w;

	d->words = more(d, d->words, d->nwords, &d->words_cap,
	    sizeof *d->words);
	w = &d->words[d->nwords++];
	*w = (struct tix_due_word){
		.row = { .what = what, .targets = targets, .event = d->n,
		    .data = tix_due_data(d, i) },
		.item = i->key, .head = strcspn(targets, " "),
		.late = { .arena = d->tx->mem },
	};
	w->row.key = tix_arena_printf(d->tx->mem, "%lld %s%s%s",
	    (long long)d->t.id, i->key, suffix == NULL ? "" : " ",
	    suffix == NULL ? "" : suffix);
}

/* Who has it, and where he is not reached, those he is of. */
static enum tix_status
tell_those_with_it(struct tix_dueing *d, const struct tix_agenda_item *i,
    const char *what)
{
	const char *owner, *team, *why;
	enum tix_status s = tix_due_whom(d, "owner", &owner, &why);

	if (s == TIX_OK)
		s = tix_due_whom(d, "team", &team, &why);
	if (s == TIX_OK && (owner != NULL || team != NULL))
		tix_due_tell(d, i, what, NULL, tix_arena_printf(d->tx->mem,
		    "%s%s%s", owner == NULL ? "" : owner,
		    owner == NULL || team == NULL ? "" : " ",
		    team == NULL ? "" : team));
	return s;
}

/* What is done is put down, and is nobody's haste any more. */
static enum tix_status
clock_event(struct tix_dueing *d, const struct tix_agenda_item *i)
{
	const bool warns = i->kind == TIX_A_THRESHOLD;
	const struct tix_clock *c = i->clock;
	struct tix_event *e = tix_due_event(d);
	int64_t deadline = !warns && c->breached != 0 ? c->breached : c->due;
	enum tix_status s;

	tix_event_init(e, warns ? TIX_E_WARNED : TIX_E_BREACHED);
	tix_event_text(e, "clock", tix_clock_name(d->tx->mem, c));
	if (warns) {
		tix_event_text(e, "threshold", i->threshold->text);
		tix_event_int(e, "reached", i->at);
	}
	tix_event_int(e, "deadline", deadline != 0 ? deadline : i->at);
	tix_event_int(e, "consumed", c->consumed);
	if (c->version != 0)
		tix_event_int(e, "version", c->version);
	s = tix_state_is_live(d->t.state) ?
	    tell_those_with_it(d, i, warns ? "warned" : "breached") : TIX_OK;
	return s == TIX_OK ? tix_due_fold(d, e) : s;
}

/* The requester's address, where it is known. */
static enum tix_status
requester(struct tix_dueing *d, const char **words)
{
	const char *name = d->t.requester;
	struct tix_party p;
	enum tix_status s;

	*words = NULL;
	if (name == NULL)
		return TIX_OK;
	s = tix_desk_requester(d->tx, d->tx->desk, name, &p);
	if (s == TIX_OK && p.mail != NULL)
		name = p.mail;
	*words = tix_arena_printf(d->tx->mem, "%s:%s",
	    strchr(name, '@') != NULL ? "mail" : "requester", name);
	return s == TIX_NO ? TIX_OK : s;
}

static enum tix_status
remind(struct tix_dueing *d, const struct tix_agenda_item *i)
{
	struct tix_event *e = tix_due_event(d);
	const char *whom;
	enum tix_status s = requester(d, &whom);

	tix_event_init(e, TIX_E_STEPPED);
	tix_event_text(e, "policy", "waiting");
	tix_event_text(e, "step", "remind");
	tix_event_text(e, "key", i->key);
	tix_event_int(e, "reached", i->at);
	if (whom == NULL)
		tix_event_text(e, "unable", "it has no requester");
	else
		tix_due_tell(d, i, "reminder", NULL, whom);
	return s == TIX_OK ? tix_due_fold(d, e) : s;
}

/* The end of a wait, or of what was resolved; one that may not end stays. */
static enum tix_status
end(struct tix_dueing *d, const struct tix_agenda_item *i)
{
	struct tix_event *e = tix_due_event(d);
	enum tix_status s;

	if (i->kind == TIX_A_CLOSE)
		s = tix_close_resolved(d->tx, &d->t, e);
	else if (i->kind == TIX_A_SILENT)
		s = tix_wait_end(d->tx, &d->t, d->tx->desk->silent_then,
		    "no answer to the reminders", e);
	else
		s = tix_wait_end(d->tx, &d->t, d->t.wait_then,
		    "the wait is over", e);
	if (s == TIX_OK && d->how->end != NULL)
		s = d->how->end(d->tx, &d->t, e);
	if (s == TIX_CONFLICT)
		d->refused = tix_arena_dup(d->tx->mem, d->tx->error);
	if (s == TIX_OK && e->kind != TIX_E_NONE)
		return tix_due_fold(d, e);
	d->stuck[i->kind] = true;
	return s == TIX_CONFLICT ? TIX_OK : s;
}

static enum tix_status
act(struct tix_dueing *d, const struct tix_agenda_item *i)
{
	switch (i->kind) {
	case TIX_A_THRESHOLD:
	case TIX_A_BREACH:
		return clock_event(d, i);
	case TIX_A_STEP:
		return tix_due_step(d, i);
	case TIX_A_REMIND:
		return remind(d, i);
	case TIX_A_WAIT_OVER:
	case TIX_A_SILENT:
	case TIX_A_CLOSE:
		break;
	}
	return end(d, i);
}

/* The first that is due; TIX_NO with the first that is to come. */
static enum tix_status
next(struct tix_dueing *d, struct tix_agenda_item *i)
{
	const struct tix_agenda_item *items;
	size_t n;
	enum tix_status s = tix_agenda_read(d->tx, d->a, d->tx->now, &items,
	    &n);

	*i = (struct tix_agenda_item){ 0 };
	for (size_t k = 0; s == TIX_OK && k < n; k++)
		if (!d->stuck[items[k].kind]) {
			*i = items[k];
			return i->at <= d->tx->now ? TIX_OK : TIX_NO;
		}
	return s == TIX_OK ? TIX_NO : s;
}

/* Of those who tell the same target first, only the last does. */
static void
collapse(struct tix_dueing *d)
{
	for (size_t i = 0; i < d->nwords; i++) {
		struct tix_due_word *w = &d->words[i], *last = NULL;

		for (size_t k = i + 1; k < d->nwords; k++)
			if (d->words[k].head == w->head && strncmp(
			    d->words[k].row.targets, w->row.targets,
			    w->head) == 0)
				last = &d->words[k];
		w->silent = last != NULL;
		if (last != NULL && w->row.event != last->row.event)
			tix_buf_printf(&last->late, "%s%s",
			    last->late.len > 0 ? ", " : "", w->item);
	}
}

/* What an event says of whom it tells, and for what else. */
static void
say_of(struct tix_dueing *d, size_t event)
{
	const char *to = NULL, *late = NULL;

	for (size_t i = 0; i < d->nwords; i++) {
		const struct tix_due_word *w = &d->words[i];

		if (w->row.event != event || w->silent)
			continue;
		to = tix_tags_add(d->tx->mem, to, w->row.targets);
		if (w->late.len > 0)
			late = tix_buf_text(&w->late);
	}
	tix_event_text(d->events[event], "to", to);
	tix_event_text(d->events[event], "late", late);
}

static void
finish(struct tix_dueing *d, struct tix_due *due)
{
	struct tix_due_row *rows = tix_arena_array(d->tx->mem, d->nwords + 1,
	    sizeof *rows);

	collapse(d);
	for (size_t i = 0; i < d->nwords; i++) {
		struct tix_due_word *w = &d->words[i];

		if (w->silent)
			continue;
		if (w->late.len > 0)
			w->row.data = tix_due_data_late(d, w->row.data,
			    tix_buf_text(&w->late));
		rows[due->nrows++] = w->row;
	}
	for (size_t i = 0; i < d->nwords; i++)
		if (i == 0 || d->words[i - 1].row.event !=
		    d->words[i].row.event)
			say_of(d, d->words[i].row.event);
	due->rows = rows;
	due->events = d->events;
	due->nevents = d->n;
	due->refused = d->refused;
	due->then = d->t;
}

enum tix_status
tix_due(struct tix *tx, const struct tix_ticket *t, struct tix_agenda *a,
    const struct tix_due_how *how, struct tix_due *due)
{
	struct tix_dueing d = { .tx = tx, .how = how, .a = a, .t = *t };
	enum tix_status s;

	*due = (struct tix_due){ 0 };
	while ((s = next(&d, &due->next)) == TIX_OK &&
	    d.n < TIX_DUE_EVENTS_MAX) {
		s = act(&d, &due->next);
		if (s != TIX_OK)
			return s;
	}
	finish(&d, due);
	return s == TIX_NO ? TIX_OK : s;
}
