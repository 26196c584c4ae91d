/*
 * Proof that the file is what its events say.
 */
#include <tix/fsck.h>

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <tix/arena.h>
#include <tix/db.h>
#include <tix/calendars.h>
#include <tix/clocks.h>
#include <tix/desks.h>
#include <tix/laws.h>
#include <tix/texts.h>
#include <tix/tickets.h>
#include <tix/turns.h>

#include "folding.h"
#include "fsckparts.h"
#include "sql.h"

void
tix_fsck_say(struct tix_fsck *f, const char *fmt, ...)
{
	char words[600];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(words, sizeof words, fmt, ap);
	va_end(ap);
	f->findings++;
	f->say(f->arg, words);
}

struct chain {
	struct tix_fsck *f;
	int64_t seq;                       /* of the event before */
	unsigned char hash[TIX_HASH_SIZE]; /* of the event before */
	int64_t want;                      /* the anchor's event, or 0 */
	unsigned char want_hash[TIX_HASH_SIZE];
	bool met;                          /* the anchor */
};

static bool
data_is_true(const struct tix_event *e)
{
	struct tix_event again = *e;

	tix_event_digest(&again);
	return memcmp(again.digest, e->digest, sizeof e->digest) == 0;
}

static void
check_link(struct chain *c, const struct tix_event *e)
{
	struct tix_event again = *e;

	if (e->seq != c->seq + 1)
		tix_fsck_say(c->f, "event %" PRId64 ": missing%s", c->seq + 1,
		    e->seq == c->seq + 2 ? "" : ", and others after it");
	if (e->data == NULL)
		tix_fsck_say(c->f, "event %" PRId64 ": its data are gone",
		    e->seq);
	else if (!data_is_true(e))
		tix_fsck_say(c->f, "event %" PRId64
		    ": its data are not those that were stored", e->seq);
	tix_event_hash(c->hash, &again);
	if (memcmp(again.hash, e->hash, sizeof e->hash) != 0)
		tix_fsck_say(c->f, "event %" PRId64
		    ": the chain is broken: it or the one before was changed",
		    e->seq);
	if (e->kind == TIX_E_NONE)
		tix_fsck_say(c->f, "event %" PRId64 ": a kind '%s' that this "
		    "tix does not know", e->seq, e->kind_name);
}

static enum tix_status
check_event(struct tix *tx, struct tix_event *e, void *arg)
{
	struct chain *c = arg;

	(void)tx;
	check_link(c, e);
	c->seq = e->seq;
	memcpy(c->hash, e->hash, sizeof c->hash);
	c->f->events++;
	return TIX_OK;
}

/* Does anything differ? */
static bool
compare(struct tix_fsck *f, int64_t id, const struct tix_ticket *row,
    const struct tix_ticket *folded)
{
	bool same = true;

	for (int i = 0; i < TIX_FIELDS; i++) {
		struct tix_value a = tix_ticket_get(row, (enum tix_field)i);
		struct tix_value b = tix_ticket_get(folded, (enum tix_field)i);

		if (tix_value_equal(&a, &b))
			continue;
		tix_fsck_say(f, "ticket %" PRId64 ": its %s is not what its "
		    "events say", id, tix_fields[i].name);
		same = false;
	}
	return same;
}

/* Clocks as they are stored, one after the other, against the fold's. */
struct comparing {
	const struct tix_clock *clocks;
	size_t n;
	size_t i;
	bool same;
};

static enum tix_status
compare_clock(struct tix *tx, int64_t ticket, const struct tix_clock *row,
    void *arg)
{
	struct comparing *c = arg;

	(void)tx;
	(void)ticket;
	c->same = c->same && c->i < c->n &&
	    tix_clocks_equal(&c->clocks[c->i], row);
	c->i++;
	return TIX_OK;
}

static enum tix_status
check_clocks(struct tix *tx, struct tix_fsck *f,
    const struct tix_folding *fold)
{
	struct comparing c = { .same = true };
	enum tix_status s = tix_agenda_clocks(tx, fold->agenda,
	    tix_folding_moment(fold), &c.clocks, &c.n);

	if (s == TIX_OK)
		s = tix_clocks_of(tx, fold->t->id, compare_clock, &c);
	if (s == TIX_OK && (!c.same || c.i != c.n))
		tix_fsck_say(f, "ticket %" PRId64 ": its clocks are not what "
		    "its events say", fold->t->id);
	return s;
}

/* One that new laws were not held against yet is as the old ones had it. */
static bool
is_retimed(const struct tix_fsck *f, const struct tix_ticket *t)
{
	if (!f->timed)
		return false;
	if (f->retime > 0)
		return t->id < f->retime;
	return f->retime == 0 || t->id < -f->retime ||
	    (t->state != TIX_WAITING && t->state != TIX_RESOLVED);
}

static enum tix_status
check_row(struct tix *tx, struct tix_fsck *f, const struct tix_folding *fold)
{
	struct tix_ticket row = { 0 };
	struct tix_ticket *t = fold->t;
	enum tix_status s = tix_tickets_load(tx, tx->mem, t->id, &row);

	if (s == TIX_NOT_FOUND) {
		tix_fsck_say(f, "ticket %" PRId64 ": missing, but has events",
		    t->id);
		return TIX_OK;
	}
	if (s != TIX_OK)
		return s;
	if (!is_retimed(f, t)) {
		t->due = row.due;
		t->next_due = row.next_due;
		t->breached = row.breached;
		t->alarm = row.alarm;
	} else {
		s = check_clocks(tx, f, fold);
	}
	if (s == TIX_OK && compare(f, t->id, &row, t))
		f->tickets++;
	return s;
}

static enum tix_status
check_ticket(struct tix *tx, struct tix_fsck *f, int64_t id)
{
	struct tix_tallies tallies = { .arena = tx->mem };
	struct tix_ticket t = { 0 };
	struct tix_folding fold;
	enum tix_status s = TIX_OK;

	if (f->timed)
		s = tix_folding_begin(tx, &fold, &t, &tallies);
	else
		fold = (struct tix_folding){ .t = &t, .tallies = &tallies };
	if (s == TIX_OK)
		s = tix_folding_all(tx, &fold, id);
	if (s == TIX_OK)
		s = tix_folding_end(tx, &fold);
	if (s == TIX_CONFLICT || s == TIX_INVALID) {
		tix_fsck_say(f, "ticket %" PRId64 ": %s", id, tx->error);
		return TIX_OK;
	}
	if (s == TIX_OK && t.id == 0)
		t.id = id;
	if (s == TIX_OK)
		s = check_row(tx, f, &fold);
	return s == TIX_OK ? tix_fsck_count(tx, &tallies) : s;
}

static const char tickets_sql[] =
	"SELECT id FROM ticket /*scan*/"
	" UNION "
	"SELECT ticket FROM event WHERE ticket IS NOT NULL"
	" ORDER BY 1";

static enum tix_status
take_ticket(struct tix *tx, const struct tix_row *row, void *arg)
{
	enum tix_status s = check_ticket(tx, arg, tix_row_int(row, 0));

	tix_arena_reset(tx->mem);
	return s;
}

static void
say_text(void *arg, const char *finding)
{
	tix_fsck_say(arg, "%s", finding);
}

static enum tix_status
check_chain(struct tix *tx, struct tix_fsck *f)
{
	struct chain c = { .f = f };

	return tix_events_each(tx, 0, check_event, &c);
}

static enum tix_status
check_tickets(struct tix *tx, struct tix_fsck *f)
{
	enum tix_status s = tix_retiming_left(tx, &f->retime);

	f->timed = s == TIX_OK && tix_desks_load(tx) == TIX_OK &&
	    tix_folding_many(tx) == TIX_OK;
	if (s == TIX_OK)
		s = tix_fsck_count_begin(tx);
	if (s == TIX_OK)
		s = tix_sql(tx, tickets_sql, NULL, take_ticket, f);
	return s == TIX_OK ? tix_fsck_count_end(tx, f) : s;
}

static enum tix_status
check_texts(struct tix *tx, struct tix_fsck *f)
{
	enum tix_status s = tix_texts_check(tx, say_text, f);

	return s == TIX_NO ? TIX_OK : s;
}

static enum tix_status
check_turns(struct tix *tx, struct tix_fsck *f)
{
	enum tix_status s = tix_turns_check(tx, say_text, f);

	return s == TIX_NO ? TIX_OK : s;
}

static enum tix_status
check_laws(struct tix *tx, struct tix_fsck *f)
{
	const enum tix_status s = tix_laws_check(tx, say_text, f);

	return s == TIX_NO ? TIX_OK : s;
}

static enum tix_status
check_calendars(struct tix *tx, struct tix_fsck *f)
{
	const enum tix_status s = tix_calendars_check(tx, say_text, f);

	return s == TIX_NO ? TIX_OK : s;
}

/*
 * What one part stumbles over is a finding, and the others follow; only a file
 * that the engine cannot read ends it.
 */
static enum tix_status
run(struct tix *tx, struct tix_fsck *f)
{
	static enum tix_status (*const parts[])(struct tix *,
	    struct tix_fsck *) = {
		tix_fsck_engine, tix_fsck_schema, tix_fsck_meta, check_chain,
		check_tickets, tix_fsck_desks, check_laws,
		check_calendars, check_texts, check_turns, tix_fsck_attachments,
	};

	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		enum tix_status s = parts[i](tx, f);

		if (s == TIX_IO || s == TIX_BUSY)
			return s;
		if (s != TIX_OK)
			tix_fsck_say(f, "%s", tx->error);
		tix_arena_reset(tx->mem);
	}
	return TIX_OK;
}

enum tix_status
tix_fsck_run(struct tix *tx, struct tix_fsck *f)
{
	enum tix_status s = tix_db_read_begin(tx);

	if (s != TIX_OK)
		return s;
	s = run(tx, f);
	tix_db_read_end(tx);
	return s == TIX_OK && f->findings > 0 ? TIX_NO : s;
}

/* "SEQ:HASH", digits alone and in range. */
static bool
read_anchor(struct chain *c, const char *anchor)
{
	size_t digits = strspn(anchor, "0123456789");

	if (digits == 0 || digits > 18 || anchor[digits] != ':')
		return false;
	c->want = strtoll(anchor, NULL, 10);
	return c->want > 0 &&
	    tix_unhex(c->want_hash, anchor + digits + 1, TIX_HASH_SIZE);
}

static enum tix_status
meet(struct tix *tx, struct tix_event *e, void *arg)
{
	struct chain *c = arg;

	(void)tx;
	c->met = e->seq == c->want &&
	    memcmp(e->hash, c->want_hash, sizeof e->hash) == 0;
	return TIX_NO; /* the one is enough */
}

enum tix_status
tix_fsck_expect(struct tix *tx, const char *anchor)
{
	struct chain c = { 0 };
	enum tix_status s;

	if (!read_anchor(&c, anchor))
		return tix_fail(tx, TIX_INVALID,
		    "'%s' is no anchor: SEQ:HASH, as --head prints", anchor);
	s = tix_events_each(tx, c.want - 1, meet, &c);
	if (s == TIX_FAILED)
		return TIX_NO; /* there is no such table, say */
	if (s != TIX_OK || c.met)
		return s;
	return tix_fail(tx, TIX_NO, "event %" PRId64 " is not the one that "
	    "the anchor was made of: the history was cut or rewritten",
	    c.want);
}
