/*
 * The only writer of tickets.
 */
#include <tix/tickets.h>

#include <tix/events.h>
#include <tix/rollups.h>
#include <tix/texts.h>

#include "folding.h"
#include "ticket_row.h"

static const char insert_sql[] =
	"INSERT INTO ticket (" TIX_TICKET_COLUMNS ")"
	" VALUES (" TIX_TICKET_VALUES ")";

/*
 * What most tickets have when they are opened: most of what it takes to prepare
 * the statement above goes into columns that stay empty.
 */
#define FIRST_FIELDS (TIX_BIT(TIX_F_ID) | TIX_BIT(TIX_F_SUBJECT) | \
	TIX_BIT(TIX_F_BODY) | TIX_BIT(TIX_F_KIND) | TIX_BIT(TIX_F_STATE) | \
	TIX_BIT(TIX_F_LEVEL) | TIX_BIT(TIX_F_QUEUE) | TIX_BIT(TIX_F_OWNER) | \
	TIX_BIT(TIX_F_REQUESTER) | TIX_BIT(TIX_F_CATEGORY) | \
	TIX_BIT(TIX_F_IMPACT) | TIX_BIT(TIX_F_URGENCY) | \
	TIX_BIT(TIX_F_PRIORITY) | TIX_BIT(TIX_F_PRIORITY_SOURCE) | \
	TIX_BIT(TIX_F_KEY) | TIX_BIT(TIX_F_COUNT) | TIX_BIT(TIX_F_OPENED) | \
	TIX_BIT(TIX_F_UPDATED) | TIX_BIT(TIX_F_DUE) | \
	TIX_BIT(TIX_F_NEXT_DUE) | TIX_BIT(TIX_F_AGREEMENT) | \
	TIX_BIT(TIX_F_VISITS) | TIX_BIT(TIX_F_ALARM) | \
	TIX_BIT(TIX_F_CALENDAR))

static const char insert_first_sql[] =
	"INSERT INTO ticket (id, subject, body, kind, state, level, queue,"
	"                    owner, requester, category, impact, urgency,"
	"                    priority, priority_source, key, count, opened,"
	"                    updated, due, next_due, agreement, visits,"
	"                    alarm, calendar)"
	" VALUES ($id, $subject, $body, $kind, $state, $level, $queue,"
	"         $owner, $requester, $category, $impact, $urgency,"
	"         $priority, $priority_source, $key, $count, $opened,"
	"         $updated, $due, $next_due, $agreement, $visits,"
	"         $alarm, $calendar)";

static const char update_sql[] =
	"UPDATE ticket"
	"   SET (" TIX_TICKET_COLUMNS ") = (" TIX_TICKET_VALUES ")"
	" WHERE id = $id";

/* What laws make of a ticket: the indexes of all else stay as they are. */
#define TIMED_FIELDS (TIX_BIT(TIX_F_ID) | TIX_BIT(TIX_F_DUE) | \
	TIX_BIT(TIX_F_NEXT_DUE) | TIX_BIT(TIX_F_BREACHED) | \
	TIX_BIT(TIX_F_ALARM))

static const char retime_sql[] =
	"UPDATE ticket"
	"   SET (due, next_due, breached, alarm) ="
	"       ($due, $next_due, $breached, $alarm)"
	" WHERE id = $id";

static enum tix_status
insert(struct tix *tx, const struct tix_ticket *t)
{
	if (tix_ticket_has_only(t, FIRST_FIELDS))
		return tix_ticket_write(tx, insert_first_sql, FIRST_FIELDS, t);
	return tix_ticket_write(tx, insert_sql, TIX_ALL_FIELDS, t);
}

/* Does the event change words that the full text has? */
static bool
touches_text(const struct tix_event *e)
{
	return e->kind == TIX_E_NOTED || e->kind == TIX_E_REPLIED ||
	    e->kind == TIX_E_RETRACTED ||
	    tix_event_change(e, TIX_F_SUBJECT) != NULL ||
	    tix_event_change(e, TIX_F_BODY) != NULL;
}

/* A clock that was set back must not put what is new before what was. */
static int64_t
time_of(const struct tix *tx, const struct tix_ticket *t)
{
	return tx->at_given || tx->at > t->updated ? tx->at : t->updated;
}

/* Do the events stand behind all there are, and leave those as they are? */
static bool
is_plain(const struct tix *tx, const struct tix_ticket *t,
    const struct tix_event *events, size_t n)
{
	int64_t newest = t->updated;

	for (size_t i = 0; i < n; i++) {
		int64_t at = events[i].at != 0 ? events[i].at :
		    time_of(tx, t);

		if (at < newest || events[i].kind == TIX_E_RETRACTED)
			return false;
		newest = at;
	}
	return true;
}

static enum tix_status
append_all(struct tix *tx, struct tix_folding *f, struct tix_event *events,
    size_t n)
{
	enum tix_status s = TIX_OK;

	for (size_t i = 0; s == TIX_OK && i < n; i++) {
		struct tix_event *e = &events[i];

		e->ticket = f->t->id;
		if (e->at == 0)
			e->at = time_of(tx, f->t);
		s = tix_events_append(tx, e);
		if (s == TIX_OK)
			s = tix_folding_step(tx, f, e);
	}
	return s;
}

/* The whole ticket is folded before and after: the difference came of them. */
static enum tix_status
append_between(struct tix *tx, struct tix_folding *f,
    struct tix_event *events, size_t n, struct tix_tallies *delta)
{
	struct tix_tallies old = { .arena = tx->mem };
	struct tix_ticket was;
	const int64_t id = f->t->id;
	enum tix_status s = tix_tickets_fold(tx, id, &was, &old);

	f->tallies = NULL; /* the whole is counted below */
	if (s == TIX_OK)
		s = append_all(tx, f, events, n);
	if (s == TIX_OK)
		s = tix_folding_whole(tx, f, id, f->t, delta);
	if (s == TIX_OK)
		tix_tallies_subtract(delta, &old);
	return s;
}

/* Does time run on the ticket, as it was or is? */
static bool
is_timed(const struct tix *tx, int64_t alarm, const struct tix_ticket *t)
{
	return alarm != 0 || t->due != 0 || tx->desk == NULL ||
	    tx->desk->has_laws || t->state == TIX_WAITING ||
	    t->state == TIX_RESOLVED;
}

/* A new ticket's events are all at hand; of others they are read again. */
static enum tix_status
append_new(struct tix *tx, struct tix_folding *f, struct tix_event *events,
    size_t n, struct tix_tallies *delta)
{
	enum tix_status s = tix_tickets_next_id(tx, &f->t->id);

	if (s == TIX_OK && is_timed(tx, 0, f->t))
		s = tix_folding_begin(tx, f, f->t, delta);
	if (s == TIX_OK)
		s = append_all(tx, f, events, n);
	if (s == TIX_OK && f->agenda == NULL && is_timed(tx, 0, f->t))
		return tix_folding_whole(tx, f, f->t->id, f->t, NULL);
	return s == TIX_OK ? tix_folding_end(tx, f) : s;
}

static enum tix_status
append_plain(struct tix *tx, struct tix_folding *f, struct tix_event *events,
    size_t n)
{
	const int64_t alarm = f->t->alarm;
	bool timed = false;
	enum tix_status s = append_all(tx, f, events, n);

	for (size_t i = 0; i < n; i++)
		timed = timed || tix_event_moves_agenda(&events[i]);
	return s == TIX_OK && timed && is_timed(tx, alarm, f->t) ?
	    tix_folding_whole(tx, f, f->t->id, f->t, NULL) : s;
}

static bool
any_touches_text(const struct tix_event *events, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (touches_text(&events[i]))
			return true;
	return false;
}

enum tix_status
tix_tickets_save(struct tix *tx, struct tix_ticket *t,
    struct tix_event *events, size_t n)
{
	struct tix_tallies delta = { .arena = tx->mem };
	struct tix_folding f = { .t = t, .tallies = &delta };
	const bool is_new = t->id == 0;
	enum tix_status s;

	if (n == 0)
		return TIX_OK;
	if (is_new)
		s = append_new(tx, &f, events, n, &delta);
	else if (is_plain(tx, t, events, n))
		s = append_plain(tx, &f, events, n);
	else
		s = append_between(tx, &f, events, n, &delta);
	if (s == TIX_OK)
		s = is_new ? insert(tx, t) :
		    tix_ticket_write(tx, update_sql, TIX_ALL_FIELDS, t);
	if (s == TIX_OK)
		s = tix_folding_save(tx, &f);
	if (s == TIX_OK)
		s = tix_rollups_add(tx, &delta);
	if (s == TIX_OK && any_touches_text(events, n))
		s = tix_texts_queue(tx, t->id);
	return s;
}

enum tix_status
tix_tickets_restore(struct tix *tx, int64_t id)
{
	struct tix_tallies tallies = { .arena = tx->mem };
	struct tix_ticket t;
	struct tix_folding f;
	enum tix_status s = tix_folding_whole(tx, &f, id, &t, &tallies);

	if (s == TIX_OK)
		s = insert(tx, &t);
	if (s == TIX_OK)
		s = tix_folding_save(tx, &f);
	if (s == TIX_OK)
		s = tix_rollups_add(tx, &tallies);
	return s == TIX_OK ? tix_texts_queue(tx, id) : s;
}

enum tix_status
tix_ticket_retime(struct tix *tx, int64_t id)
{
	struct tix_ticket t;
	struct tix_folding f;
	enum tix_status s = tix_folding_whole(tx, &f, id, &t, NULL);

	if (s == TIX_OK)
		s = tix_ticket_write(tx, retime_sql, TIMED_FIELDS, &t);
	return s == TIX_OK ? tix_folding_save(tx, &f) : s;
}
