/*
 * Handing up and back.
 */
#include <tix/desk.h>
#include <tix/escalate.h>
#include <tix/work.h>

#include <string.h>

const char *const tix_return_codes[] = {
	"missing-information", "wrong-level", "solved-with-knowledge",
	"not-a-fault", "duplicate", "other", NULL
};

/* The level that the ticket is at; an unknown one is below all. */
static int64_t
order_of(const struct tix *tx, const struct tix_ticket *t)
{
	const struct tix_level *l = t->level == NULL ? NULL :
	    tix_desk_level(tx->desk, t->level);

	return l == NULL ? -1 : l->order;
}

/* The level to go to: the one named, or 'step' from the present one. */
static enum tix_status
target(struct tix *tx, const struct tix_ticket *t, const char *name,
    int64_t step, const struct tix_level **level)
{
	int64_t to = order_of(tx, t) + step;

	if (name != NULL)
		return tix_desk_need_level(tx, name, level);
	if (order_of(tx, t) < 0)
		return tix_fail(tx, TIX_CONFLICT,
		    "ticket %lld is at no level of this desk; give --to, or "
		    "place it by tix route", (long long)t->id);
	if (to < 0 || to >= (int64_t)tx->desk->nlevels)
		return tix_fail(tx, TIX_CONFLICT,
		    "ticket %lld is at %s, the %s level", (long long)t->id,
		    t->level, step > 0 ? "last" : "first");
	*level = &tx->desk->levels[to];
	return TIX_OK;
}

/* Move it: a new level's people find it in their queue, and nobody has it. */
static enum tix_status
move(struct tix *tx, const struct tix_ticket *t, const struct tix_level *to,
    const char *queue, struct tix_event *e)
{
	const struct tix_queue *q;
	enum tix_status s;

	if (queue != NULL) {
		s = tix_desk_need_queue(tx, queue, &q);
		if (s != TIX_OK)
			return s;
	}
	tix_event_set_text(e, TIX_F_LEVEL, to->name);
	tix_event_set_text(e, TIX_F_QUEUE, queue != NULL ? queue : to->queue);
	if (t->owner != NULL)
		tix_event_set_text(e, TIX_F_OWNER, NULL);
	return TIX_OK;
}

/* It is there already: at most its queue changes, which is no hand-over. */
static enum tix_status
stay(struct tix *tx, const struct tix_ticket *t, const char *queue,
    const char *reason, struct tix_event *e)
{
	const struct tix_queue *q;
	enum tix_status s;

	if (queue == NULL)
		return TIX_OK;
	s = tix_desk_need_queue(tx, queue, &q);
	if (s != TIX_OK || (t->queue != NULL && strcmp(t->queue, queue) == 0))
		return s;
	tix_event_init(e, TIX_E_CHANGED);
	tix_event_set_text(e, TIX_F_QUEUE, queue);
	tix_event_text(e, "reason", reason);
	return TIX_OK;
}

/* A hand-over, up (step 1) or back down (step -1). */
struct handing {
	const char *level;        /* NULL: the next one */
	const char *queue;
	const char *words;        /* for a queue that changes alone */
	int step;
	enum tix_event_kind kind;
};

static enum tix_status
wrong_way(struct tix *tx, const struct tix_ticket *t, const char *level,
    int step)
{
	if (step > 0)
		return tix_fail(tx, TIX_CONFLICT,
		    "ticket %lld is at %s, above %s; tix return hands back",
		    (long long)t->id, t->level, level);
	return tix_fail(tx, TIX_CONFLICT,
	    "ticket %lld is at %s, below %s; tix escalate hands up",
	    (long long)t->id, t->level == NULL ? "none" : t->level, level);
}

/* A level that is not there is told before the state of the ticket is. */
static enum tix_status
hand_over(struct tix *tx, const struct tix_ticket *t,
    const struct handing *h, struct tix_event *e)
{
	const struct tix_level *level;
	enum tix_status s = target(tx, t, h->level, h->step, &level);

	if (s != TIX_OK && h->level != NULL)
		return s;
	if (!tix_state_is_live(t->state))
		return tix_refuse_done(tx, t);
	if (s != TIX_OK)
		return s;
	if (level->order == order_of(tx, t))
		return stay(tx, t, h->queue, h->words, e);
	if ((level->order > order_of(tx, t)) != (h->step > 0))
		return wrong_way(tx, t, level->name, h->step);
	tix_event_init(e, h->kind);
	return move(tx, t, level, h->queue, e);
}

enum tix_status
tix_escalate(struct tix *tx, const struct tix_ticket *t,
    const struct tix_escalation *to, struct tix_event *e)
{
	const struct handing h = {
		.level = to->level, .queue = to->queue, .words = to->reason,
		.step = 1, .kind = TIX_E_ESCALATED,
	};
	enum tix_status s;

	if (to->reason == NULL || *to->reason == '\0')
		return tix_fail(tx, TIX_INVALID,
		    "why does it go up? give --reason");
	s = hand_over(tx, t, &h, e);
	if (s == TIX_OK && e->kind == TIX_E_ESCALATED)
		tix_event_text(e, "reason", to->reason);
	return s;
}

enum tix_status
tix_return_check(struct tix *tx, const char *code)
{
	struct tix_buf b = { .arena = tx->mem };

	for (size_t i = 0; tix_return_codes[i] != NULL; i++) {
		if (code != NULL && strcmp(code, tix_return_codes[i]) == 0)
			return TIX_OK;
		tix_buf_printf(&b, "%s%s", i > 0 ? ", " : "",
		    tix_return_codes[i]);
	}
	if (code == NULL)
		return tix_fail(tx, TIX_INVALID,
		    "why does it go back? give --reason, one of: %s",
		    tix_buf_text(&b));
	return tix_fail(tx, TIX_NOT_FOUND, "no reason '%s'; there are: %s",
	    code, tix_buf_text(&b));
}

enum tix_status
tix_return(struct tix *tx, const struct tix_ticket *t,
    const struct tix_return *to, struct tix_event *e)
{
	const struct handing h = {
		.level = to->level, .queue = to->queue, .words = to->note,
		.step = -1, .kind = TIX_E_RETURNED,
	};
	enum tix_status s = tix_return_check(tx, to->code);

	if (s == TIX_OK)
		s = hand_over(tx, t, &h, e);
	if (s == TIX_OK && e->kind == TIX_E_RETURNED) {
		tix_event_text(e, "code", to->code);
		tix_event_text(e, "reason", to->note);
	}
	return s;
}
