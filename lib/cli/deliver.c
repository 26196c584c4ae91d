/*
 * Replies on their way out.  Nothing of the desk is locked while a program
 * delivers, but the reply is claimed, so that no other command sends it or
 * takes it back meanwhile.
 */
#include "sending.h"

#include <tix/claim.h>
#include <tix/cli.h>
#include <tix/db.h>
#include <tix/events.h>
#include <tix/reply.h>
#include <tix/tickets.h>

/* What is to be noted of a reply that a program had. */
struct outcome {
	int64_t ticket;
	int64_t seq;
	const char *message_id;
	const char *error; /* or NULL: it went out */
	bool wait;
};

static enum tix_status
note(struct tix *tx, void *arg)
{
	const struct outcome *o = arg;
	struct tix_event *e = tix_arena_alloc(tx->mem, sizeof *e);
	struct tix_ticket t = { 0 };
	int64_t at = tx->at;
	enum tix_status s = tix_tickets_load(tx, tx->mem, o->ticket, &t);

	if (s != TIX_OK)
		return s;
	if (o->error != NULL)
		tix_reply_unsent(o->seq, o->error, e);
	else
		tix_reply_sent(o->seq, o->message_id, e);
	if (o->error == NULL && o->wait)
		tix_reply_wait(&t, e);
	tx->at = tx->now; /* it goes out now, whenever it was written */
	s = tix_tickets_save(tx, &t, e, 1);
	tx->at = at;
	return s;
}

/* What became of a reply since it was last looked at. */
struct fate {
	int64_t seq;
	struct tix_undelivered left;
	bool retracted;
};

static enum tix_status
see(struct tix *tx, struct tix_event *e, void *arg)
{
	struct fate *f = arg;

	(void)tx;
	if (e->seq == f->seq)
		f->retracted = e->retracted;
	tix_undelivered_see(&f->left, e);
	return TIX_OK;
}

/*
 * Once it is claimed: is it still to be sent?  TIX_NO: another command did so.
 * This is asked at the gate, where taking back asks for the claim: whichever
 * comes second finds what the first did.
 */
static enum tix_status
check(struct tix *tx, int64_t ticket, int64_t seq)
{
	struct fate f = { .seq = seq, .left = { .arena = tx->mem } };
	enum tix_status s = tix_db_begin(tx);

	if (s == TIX_OK)
		s = tix_events_of(tx, tx->mem, ticket, see, &f);
	tix_db_rollback(tx);
	if (s != TIX_OK)
		return s;
	if (f.retracted)
		return tix_fail(tx, TIX_CONFLICT, "ticket %lld: the reply was "
		    "taken back before it was sent", (long long)ticket);
	for (size_t i = 0; i < f.left.n; i++)
		if (f.left.seq[i] == seq)
			return TIX_OK;
	return TIX_NO;
}

static enum tix_status
not_delivered(struct tix *tx, int64_t ticket, const char *error)
{
	return tix_fail(tx, TIX_BUSY,
	    "ticket %lld: the reply was not delivered: %.800s; "
	    "tix reply --resend %lld sends it again", (long long)ticket,
	    error, (long long)ticket);
}

static enum tix_status
send_it(struct tix *tx, const struct tix_ticket *t,
    const struct tix_event *replied, const struct tix_delivery *d, int claim)
{
	struct outcome o = { .ticket = t->id, .seq = replied->seq,
	    .wait = d->wait };
	enum tix_status noted, s = tix_carry(tx, t, replied,
	    &(struct tix_sender){ .timeout = d->timeout, .keep = claim },
	    &o.message_id);

	if (s != TIX_OK)
		o.error = tix_arena_dup(tx->mem, tx->error);
	noted = tix_run_transaction(tx, note, &o);
	if (s == TIX_OK && noted != TIX_OK)
		return tix_fail(tx, TIX_BUSY, "ticket %lld: the reply was "
		    "sent, but that could not be noted: %.800s",
		    (long long)t->id, tix_arena_dup(tx->mem, tx->error));
	return s == TIX_OK ? s : not_delivered(tx, t->id, o.error);
}

static enum tix_status
deliver(struct tix *tx, const struct tix_ticket *t,
    const struct tix_event *replied, const struct tix_delivery *d, int claim)
{
	enum tix_status s = check(tx, t->id, replied->seq);

	if (s == TIX_OK)
		return send_it(tx, t, replied, d, claim);
	if (s == TIX_NO)
		return TIX_OK;
	return s == TIX_CONFLICT ? s : not_delivered(tx, t->id,
	    tix_arena_dup(tx->mem, tx->error));
}

enum tix_status
tix_refuse_claimed(struct tix *tx, int64_t ticket, int64_t seq)
{
	return tix_fail(tx, TIX_BUSY, "ticket %lld: the reply with number %lld "
	    "is being sent by another command", (long long)ticket,
	    (long long)seq);
}

enum tix_status
tix_deliver(struct tix *tx, const struct tix_ticket *t,
    const struct tix_event *replied, const struct tix_delivery *d)
{
	int claim;
	enum tix_status s = tix_claim_take(tx, replied->seq, &claim);

	if (s == TIX_NO)
		return tix_refuse_claimed(tx, t->id, replied->seq);
	if (s != TIX_OK)
		return not_delivered(tx, t->id,
		    tix_arena_dup(tx->mem, tx->error));
	s = deliver(tx, t, replied, d, claim);
	tix_claim_drop(claim);
	return s;
}
