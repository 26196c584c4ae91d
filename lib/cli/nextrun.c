/*
 * What to work on next: the candidates by index, a bounded number of each queue
 * and state, the choice, and the taking of it.
 */
#include <tix/nextrun.h>

#include <string.h>

#include <tix/allow.h>
#include <tix/next.h>
#include <tix/tickets.h>
#include <tix/utf8.h>
#include <tix/work.h>

#include "listing.h"

struct looking {
	struct tix_run *r;
	bool take;
	const char *who;
	const struct tix_agent *agent; /* NULL: the desk declares none */
	const char *level;             /* his, or NULL */
	enum tix_next_scope scope;     /* that is looked at */
	struct tix_next next;
	struct tix_next_pick pick;
	struct tix_ticket t;           /* the one that was picked */
	const char *why;
};

static struct tix_term *
term(struct tix *tx, enum tix_term_op op, int field)
{
	struct tix_term *t = tix_arena_alloc(tx->run, sizeof *t);

	t->op = op;
	t->field = field;
	return t;
}

/* A text field is 's'; NULL is none. */
static struct tix_term *
is_text(struct tix *tx, int field, const char *s)
{
	struct tix_term *t = term(tx, TIX_Q_IN, field);

	t->values = tix_arena_array(tx->run, 1, sizeof *t->values);
	t->values[0] = (struct tix_value){ .type = TIX_T_TEXT, .s = s };
	t->n = 1;
	return t;
}

/* As no index of owners has it: that of the queue is to serve. */
static struct tix_term *
has_no_owner(struct tix *tx)
{
	struct tix_term *t = term(tx, TIX_Q_NOT, 0);

	t->left = term(tx, TIX_Q_RANGE, TIX_F_OWNER);
	return t;
}

static struct tix_term *
is_state(struct tix *tx, const int64_t *state, size_t n)
{
	struct tix_term *t = term(tx, TIX_Q_IN, TIX_F_STATE);

	t->values = tix_arena_array(tx->run, n, sizeof *t->values);
	for (; t->n < n; t->n++)
		t->values[t->n] = (struct tix_value){ .type = TIX_T_NAME,
			.i = state[t->n], .names = tix_state_names };
	return t;
}

/* Waits that are over. */
static struct tix_term *
is_over(struct tix *tx)
{
	static const int64_t waiting[] = { TIX_WAITING };
	struct tix_term *t = term(tx, TIX_Q_RANGE, TIX_F_WAIT_UNTIL);

	t->has_to = true;
	t->to = (struct tix_value){ .type = TIX_T_TIME, .i = tx->now };
	return tix_query_and(tx, is_state(tx, waiting, 1), t);
}

static enum tix_status
see(struct tix *tx, const struct tix_ticket *t, void *arg)
{
	struct looking *l = arg;
	enum tix_status s;
	int64_t tenths;

	if (!tix_next_may(tx, t, l->agent, l->who))
		return TIX_OK;
	s = tix_list_score(tx, t, &tenths, NULL);
	if (s == TIX_OK)
		tix_next_see(&l->next, t, l->scope, tenths);
	return s;
}

/* What is to be done of 'which', and then of its waits that are over. */
static enum tix_status
look(struct tix *tx, struct looking *l, enum tix_next_scope scope,
    struct tix_term *which)
{
	static const int64_t work[] = { TIX_NEW, TIX_OPEN };
	const struct tix_sort sort = { .field = TIX_F_PRIORITY };
	struct tix_term *query = tix_query_and(tx, is_state(tx, work, 2),
	    which);
	enum tix_status s;

	l->scope = scope;
	s = tix_tickets_select(tx, query, &sort, 1, TIX_NEXT_MAX,
	    TIX_NO_BODY, see, l, NULL);
	query = tix_query_and(tx, is_over(tx), which);
	return s != TIX_OK ? s : tix_tickets_select(tx, query, &sort, 1,
	    TIX_NEXT_MAX, TIX_NO_BODY, see, l, NULL);
}

static bool
same(const char *a, const char *b)
{
	return a != NULL && b != NULL && strcmp(a, b) == 0;
}

/* Nobody's, in the queues of a team, or in the others of a level. */
static enum tix_status
look_at_queues(struct tix *tx, struct looking *l, enum tix_next_scope scope)
{
	const struct tix_desk *d = tx->desk;
	enum tix_status s = TIX_OK;

	for (size_t i = 0; s == TIX_OK && i < d->nqueues; i++) {
		const struct tix_queue *q = &d->queues[i];

		if (scope == TIX_NEXT_TEAM ? same(q->team, l->agent->team) :
		    same(q->level, l->level))
			s = look(tx, l, scope, tix_query_and(tx,
			    is_text(tx, TIX_F_QUEUE, q->name),
			    has_no_owner(tx)));
	}
	return s;
}

/* What is at the level and waits in no queue. */
static enum tix_status
look_at_level(struct tix *tx, struct looking *l)
{
	enum tix_status s = look_at_queues(tx, l, TIX_NEXT_LEVEL);

	if (s != TIX_OK || l->level == NULL)
		return s;
	return look(tx, l, TIX_NEXT_LEVEL, tix_query_and(tx,
	    tix_query_and(tx, is_text(tx, TIX_F_QUEUE, NULL),
	    is_text(tx, TIX_F_LEVEL, l->level)), has_no_owner(tx)));
}

static enum tix_status
look_at_all(struct tix *tx, struct looking *l)
{
	enum tix_status s = look(tx, l, TIX_NEXT_OWN,
	    is_text(tx, TIX_F_OWNER, l->who));

	if (s != TIX_OK)
		return s;
	if (l->agent == NULL)
		return look(tx, l, TIX_NEXT_ANY,
		    is_text(tx, TIX_F_OWNER, NULL));
	s = look_at_queues(tx, l, TIX_NEXT_TEAM);
	return s != TIX_OK || l->next.best[TIX_NEXT_TEAM].id != 0 ? s :
	    look_at_level(tx, l);
}

static enum tix_status
find_agent(struct tix *tx, struct looking *l)
{
	const struct tix_team *team;

	if (tx->desk->nagents == 0)
		return TIX_OK;
	l->agent = tix_desk_agent(tx->desk, l->who);
	if (l->agent == NULL)
		return tix_fail(tx, TIX_DENIED,
		    "'%s' is no agent of this desk: there is no work for him",
		    l->who);
	team = l->agent->team == NULL ? NULL :
	    tix_desk_team(tx->desk, l->agent->team);
	l->level = l->agent->level != NULL ? l->agent->level :
	    team != NULL ? team->level : NULL;
	return TIX_OK;
}

static enum tix_status
take(struct tix *tx, struct looking *l)
{
	struct tix_event *e = tix_arena_alloc(tx->run, sizeof *e);
	enum tix_status s = tix_allow(tx, l->r->cmd->name, true, &l->t);

	tix_event_init(e, TIX_E_NONE);
	if (s == TIX_OK)
		s = tix_take(tx, &l->t, false, e);
	return s == TIX_OK ? tix_run_event(tx, l->r, &l->t, e) : s;
}

/* Within one view of the desk, or one transaction. */
static enum tix_status
find(struct tix *tx, void *arg)
{
	struct looking *l = arg;
	enum tix_status s = find_agent(tx, l);
	int64_t tenths;

	if (s == TIX_OK)
		s = look_at_all(tx, l);
	if (s != TIX_OK)
		return s;
	l->pick = tix_next_choose(&l->next);
	if (l->pick.id == 0)
		return TIX_NO;
	s = tix_tickets_load(tx, tx->run, l->pick.id, &l->t);
	if (s == TIX_OK)
		s = tix_list_score(tx, &l->t, &tenths, &l->why);
	if (s != TIX_OK)
		return s;
	l->why = tix_arena_dup(tx->run, l->why);
	return l->take ? take(tx, l) : TIX_OK;
}

/* "7 is nobody's, in queue network of your team; urgency 11.3: ..." */
static void
say(struct tix *tx, const struct looking *l)
{
	const struct tix_next_pick *own = &l->next.best[TIX_NEXT_OWN];
	struct tix_buf b = { .arena = tx->run };

	tix_buf_printf(&b, "%lld is ", (long long)l->pick.id);
	if (l->pick.scope == TIX_NEXT_OWN)
		tix_buf_str(&b, "yours");
	else
		tix_buf_str(&b, "nobody's");
	if (l->pick.scope == TIX_NEXT_TEAM)
		tix_buf_printf(&b, ", in queue %s of your team", l->t.queue);
	if (l->pick.scope == TIX_NEXT_LEVEL)
		tix_buf_printf(&b, ", at your level %s", l->level);
	if (l->pick.scope != TIX_NEXT_OWN && own->id != 0)
		tix_buf_printf(&b, ", and more urgent than your %lld",
		    (long long)own->id);
	tix_notice(tx, l->r, "%s; urgency %s", tix_buf_text(&b), l->why);
}

static enum tix_status
find_unlocked(struct tix *tx, struct looking *l)
{
	enum tix_status s = tix_db_read_begin(tx);

	if (s != TIX_OK)
		return s;
	s = find(tx, l);
	tix_db_read_end(tx);
	return s;
}

enum tix_status
tix_next_run(struct tix *tx, struct tix_run *r, bool take_it)
{
	struct looking l = { .r = r, .take = take_it,
		.who = tix_caller(tx) };
	struct tix_rows rows;
	enum tix_status s = tix_rows_begin(tx, r, r->format_given ?
	    tix_rows_all(tx, false) : "id", &rows);

	if (s != TIX_OK)
		return s;
	s = take_it && !r->dry_run ? tix_run_transaction(tx, find, &l) :
	    find_unlocked(tx, &l);
	if (s == TIX_OK && !(take_it && r->dry_run))
		s = tix_rows_put(tx, &rows, &l.t);
	if (s <= TIX_NO)
		s = tix_worse(s, tix_rows_end(&rows));
	if (s == TIX_OK)
		s = tix_run_flush(tx, r);
	if (s == TIX_OK)
		say(tx, &l);
	return s;
}
