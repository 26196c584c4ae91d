/*
 * The table of tickets.
 */
#include <tix/tickets.h>

#include <string.h>

#include <tix/events.h>
#include <tix/hindsight.h>
#include <tix/rollups.h>
#include <tix/texts.h>
#include <tix/trace.h>

#include "folding.h"
#include "ticket_row.h"

static const char load_sql[] =
	"SELECT " TIX_TICKET_COLUMNS
	"  FROM ticket"
	" WHERE id = $id";

static const char find_sql[] =
	"SELECT id"
	"  FROM ticket"
	" WHERE key = $key"
	" ORDER BY id DESC"
	" LIMIT 1";

/* One that was merged speaks for the one that took it in. */
static const char find_live_sql[] =
	"WITH RECURSIVE survivor (id, state, merged_into) AS ("
	"	SELECT id, state, merged_into"
	"	  FROM ticket"
	"	 WHERE key = $key"
	"	 UNION "
	"	SELECT t.id, t.state, t.merged_into"
	"	  FROM survivor AS s"
	"	  JOIN ticket AS t ON t.id = s.merged_into)"
	"SELECT id, state"
	"  FROM survivor"
	" ORDER BY id DESC";

static const char state_sql[] =
	"SELECT id, state"
	"  FROM ticket"
	" WHERE id = $id";

static const char origin_sql[] =
	"SELECT id"
	"  FROM ticket"
	" WHERE origin = $origin"
	" ORDER BY id"
	" LIMIT 1";

/* A restored desk sets next_ticket beyond what the lost one may have had. */
static const char next_sql[] =
	"SELECT max(ifnull((SELECT max(id) FROM ticket), 0) + 1, value)"
	"  FROM meta"
	" WHERE name = 'next_ticket'";

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
	TIX_BIT(TIX_F_VISITS))

static const char insert_first_sql[] =
	"INSERT INTO ticket (id, subject, body, kind, state, level, queue,"
	"                    owner, requester, category, impact, urgency,"
	"                    priority, priority_source, key, count, opened,"
	"                    updated, due, next_due, agreement, visits)"
	" VALUES ($id, $subject, $body, $kind, $state, $level, $queue,"
	"         $owner, $requester, $category, $impact, $urgency,"
	"         $priority, $priority_source, $key, $count, $opened,"
	"         $updated, $due, $next_due, $agreement, $visits)";

static const char update_sql[] =
	"UPDATE ticket"
	"   SET (" TIX_TICKET_COLUMNS ") = (" TIX_TICKET_VALUES ")"
	" WHERE id = $id";

static enum tix_status
fold_whole(struct tix *tx, struct tix_folding *f, int64_t id,
    struct tix_ticket *t, struct tix_tallies *tallies)
{
	enum tix_status s = tix_folding_begin(tx, f, t, tallies);

	tix_tracef(tx, TIX_TRACE_FOLD, "ticket %lld is folded again",
	    (long long)id);
	if (s == TIX_OK)
		s = tix_folding_all(tx, f, id);
	return s == TIX_OK ? tix_folding_end(tx, f) : s;
}

/* The ticket and its clocks again; its tallies are counted. */
static enum tix_status
fold_again(struct tix *tx, struct tix_folding *f)
{
	struct tix_ticket *t = f->t;
	const int64_t id = t->id;

	memset(t, 0, sizeof *t);
	return fold_whole(tx, f, id, t, NULL);
}

struct loading {
	struct tix_arena *mem;
	struct tix_ticket *t;
	bool found;
};

static enum tix_status
take_ticket(struct tix *tx, const struct tix_row *row, void *arg)
{
	struct loading *l = arg;

	(void)tx;
	tix_ticket_from_row(row, TIX_ALL_FIELDS, l->mem, l->t);
	l->found = true;
	return TIX_NO;
}

/* One alone is had from its events, without the table of then. */
static enum tix_status
load_then(struct tix *tx, struct loading *l, int64_t id)
{
	struct tix_arena *kept = tx->mem;
	enum tix_status s;

	tx->mem = l->mem;
	s = tix_tickets_fold(tx, id, l->t, NULL);
	tx->mem = kept;
	l->found = l->t->id != 0;
	return s;
}

enum tix_status
tix_tickets_load(struct tix *tx, struct tix_arena *mem, int64_t id,
    struct tix_ticket *t)
{
	struct loading l = { .mem = mem, .t = t };
	enum tix_status s = tix_hindsight_is_on(tx) ? load_then(tx, &l, id) :
	    tix_sql(tx, load_sql, TIX_PARAMS(TIX_INT("$id", id)), take_ticket,
	    &l);

	if (s == TIX_OK && !l.found)
		return tix_fail(tx, TIX_NOT_FOUND, "no ticket '%lld'",
		    (long long)id);
	return s;
}

/* What is live is said in one place, and that is not SQL. */
static enum tix_status
take_live(struct tix *tx, const struct tix_row *row, void *arg)
{
	const char *state = tix_row_text(row, 1, tx->mem);
	int64_t *id = arg;

	for (int64_t s = TIX_NEW; s <= TIX_MERGED; s++)
		if (strcmp(tix_state_names[s - 1], state) == 0 &&
		    tix_state_is_live(s)) {
			*id = tix_row_int(row, 0);
			return TIX_NO;
		}
	return TIX_OK;
}

enum tix_status
tix_tickets_find_key(struct tix *tx, const char *key, bool live, int64_t *id)
{
	const struct tix_param *params = TIX_PARAMS(TIX_TEXT("$key", key));

	*id = 0;
	return live ? tix_sql(tx, find_live_sql, params, take_live, id) :
	    tix_sql_int(tx, find_sql, params, 0, id);
}

enum tix_status
tix_tickets_is_live(struct tix *tx, int64_t id, bool *live)
{
	int64_t found = 0;
	enum tix_status s = tix_sql(tx, state_sql,
	    TIX_PARAMS(TIX_INT("$id", id)), take_live, &found);

	*live = found != 0;
	return s;
}

enum tix_status
tix_tickets_find_origin(struct tix *tx, const char *origin, int64_t *id)
{
	return tix_sql_int(tx, origin_sql,
	    TIX_PARAMS(TIX_TEXT("$origin", origin)), 0, id);
}

enum tix_status
tix_tickets_next_id(struct tix *tx, int64_t *id)
{
	return tix_sql_int(tx, next_sql, NULL, 1, id);
}

enum tix_status
tix_tickets_fold(struct tix *tx, int64_t id, struct tix_ticket *t,
    struct tix_tallies *tallies)
{
	struct tix_folding f;

	memset(t, 0, sizeof *t);
	return fold_whole(tx, &f, id, t, tallies);
}

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

	if (s == TIX_OK)
		s = append_all(tx, f, events, n);
	if (s == TIX_OK) {
		memset(f->t, 0, sizeof *f->t);
		s = fold_whole(tx, f, id, f->t, delta);
	}
	if (s == TIX_OK)
		tix_tallies_subtract(delta, &old);
	return s;
}

/* Does time run on the ticket, as it was or is? */
static bool
is_timed(const struct tix *tx, int64_t alarm, const struct tix_ticket *t)
{
	return alarm != 0 || tx->desk == NULL || tx->desk->has_laws ||
	    t->state == TIX_WAITING || t->state == TIX_RESOLVED;
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
		return fold_again(tx, f);
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
	    fold_again(tx, f) : s;
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
		s = tix_ticket_write(tx, is_new ? insert_sql : update_sql, t);
	if (s == TIX_OK)
<<<<<<< HEAD
		s = is_new ? insert(tx, t) :
		    tix_ticket_write(tx, update_sql, TIX_ALL_FIELDS, t);
=======
		s = tix_folding_save(tx, &f);
>>>>>>> 3a5a483 (Clocks and alarms are kept with their tickets; a sweep looks at those that have rung)
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
	struct tix_ticket t = { 0 };
	struct tix_folding f;
	enum tix_status s = fold_whole(tx, &f, id, &t, &tallies);

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
	struct tix_ticket t = { 0 };
	struct tix_folding f;
	enum tix_status s = fold_whole(tx, &f, id, &t, NULL);

	if (s == TIX_OK)
		s = tix_ticket_write(tx, update_sql, &t);
	return s == TIX_OK ? tix_folding_save(tx, &f) : s;
}
