/*
 * Public replies.
 */
#include <tix/reply.h>

#include <string.h>

#include <tix/address.h>
#include <tix/effort.h>
#include <tix/utf8.h>
#include <tix/work.h>

const char *const tix_reply_ways[] = {
	"mail", "hook", "phone", "chat", "in-person", NULL
};

/* A mail wants an address; how a hook finds people is its own affair. */
static enum tix_status
check_to(struct tix *tx, const struct tix_ticket *t, const struct tix_reply *r,
    const char *to)
{
	if (strcmp(r->by, "mail") != 0)
		return TIX_OK;
	if (to == NULL)
		return tix_fail(tx, TIX_CONFLICT,
		    "ticket %lld has no requester to reply to: give --to",
		    (long long)t->id);
	if (!tix_address_valid(to))
		return tix_fail(tx, TIX_CONFLICT,
		    "ticket %lld: '%s' is no mail address: give --to",
		    (long long)t->id, to);
	return TIX_OK;
}

static enum tix_status
check_wait(struct tix *tx, const struct tix_ticket *t)
{
	return t->state == TIX_WAITING ||
	    tix_state_may_move(t->state, TIX_WAITING) ? TIX_OK :
	    tix_refuse_done(tx, t);
}

void
tix_reply_wait(const struct tix_ticket *t, struct tix_event *e)
{
	if (t->state == TIX_WAITING && t->waiting_on == TIX_ON_CUSTOMER)
		return;
	if (t->state != TIX_WAITING &&
	    !tix_state_may_move(t->state, TIX_WAITING))
		return;
	tix_event_set_int(e, TIX_F_STATE, TIX_WAITING);
	tix_event_set_int(e, TIX_F_WAITING_ON, TIX_ON_CUSTOMER);
	if (t->wait_until != 0)
		tix_event_set_int(e, TIX_F_WAIT_UNTIL, 0);
	if (t->wait_then != 0)
		tix_event_set_int(e, TIX_F_WAIT_THEN, 0);
}

enum tix_status
tix_reply(struct tix *tx, const struct tix_ticket *t,
    const struct tix_reply *r, struct tix_event *e)
{
	const char *to = r->to != NULL ? r->to : t->requester;
	enum tix_status s;

	if (r->text == NULL || tix_utf8_blank(r->text))
		return tix_fail(tx, TIX_INVALID, "an empty reply");
	if (t->state == TIX_MERGED)
		return tix_refuse_done(tx, t);
	s = check_to(tx, t, r, to);
	if (s == TIX_OK && r->wait)
		s = check_wait(tx, t);
	if (s != TIX_OK)
		return s;
	tix_event_init(e, TIX_E_REPLIED);
	tix_event_text(e, "text", r->text);
	tix_event_text(e, "by", r->by);
	tix_event_text(e, "to", to);
	tix_event_text(e, "cc", r->cc);
	tix_event_text(e, "hook", r->hook);
	tix_event_text(e, "template", r->template);
	/* What has still to be delivered changes nothing until it is. */
	if (r->wait && !tix_event_is_carried(e))
		tix_reply_wait(t, e);
	return tix_effort_add(tx, t, r->effort, e);
}

void
tix_reply_sent(int64_t seq, const char *message_id, struct tix_event *e)
{
	tix_event_init(e, TIX_E_SENT);
	tix_event_int(e, "event", seq);
	tix_event_text(e, "message_id", message_id);
}

void
tix_reply_unsent(int64_t seq, const char *error, struct tix_event *e)
{
	tix_event_init(e, TIX_E_UNSENT);
	tix_event_int(e, "event", seq);
	tix_event_text(e, "error", error);
}

static void
add(struct tix_undelivered *u, int64_t seq)
{
	if (u->n == u->cap) {
		int64_t *more;

		u->cap = u->cap > 0 ? 2 * u->cap : 8;
		more = tix_arena_array(u->arena, u->cap, sizeof *more);
		if (u->n > 0)
			memcpy(more, u->seq, u->n * sizeof *more);
		u->seq = more;
	}
	u->seq[u->n++] = seq;
}

static void
drop(struct tix_undelivered *u, int64_t seq)
{
	size_t k = 0;

	for (size_t i = 0; i < u->n; i++)
		if (u->seq[i] != seq)
			u->seq[k++] = u->seq[i];
	u->n = k;
}

void
tix_undelivered_see(struct tix_undelivered *u, const struct tix_event *e)
{
	const struct tix_member *of = tix_event_member(e, "event");

	if (e->retracted)
		return;
	if (tix_event_is_carried(e))
		add(u, e->seq);
	else if (e->kind == TIX_E_SENT && of != NULL)
		drop(u, of->i);
}
