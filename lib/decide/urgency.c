/*
 * Urgency: a sum of terms, each of one fact and none without a bound, so that
 * no fact alone drowns the others.
 */
#include <tix/urgency.h>

#include <math.h>

#include <tix/time.h>

#define NEAR (3 * TIX_DAY) /* a due time begins to count, a late one stops */
#define OLD (14 * TIX_DAY)

/* All in tenths. */
#define DUE_MAX 50
#define OVERDUE 60
#define OVERDUE_MORE 30
#define BREACHED 20
#define AGE_MAX 20
#define DOUBLED 10
#define REPEATS_MAX 40
#define BLOCKS 30
#define BLOCKS_MORE 5
#define BLOCKS_COUNTED 5
#define BLOCKED (-40)
#define NEW 10
#define UNASSIGNED 10
#define WAITING (-50)

/* 'most' where 'part' is all of 'whole' or more, evenly less before. */
static int64_t
share(int64_t most, int64_t part, int64_t whole)
{
	if (part <= 0)
		return 0;
	return part >= whole ? most : (most * part + whole / 2) / whole;
}

static int64_t
of_priority(int64_t priority)
{
	static const int64_t tenths[] = { 20, 80, 50, 25, 10, 0 };

	return priority < 0 || priority > 5 ? 0 : tenths[priority];
}

/* What is promised first, by hand or by agreement; 0: nothing. */
static int64_t
due_of(const struct tix_ticket *t)
{
	if (t->due == 0 || t->next_due == 0)
		return t->due + t->next_due;
	return t->due < t->next_due ? t->due : t->next_due;
}

static int64_t
of_due(const struct tix *tx, const struct tix_ticket *t)
{
	int64_t due = due_of(t);

	if (due == 0)
		return 0;
	if (due >= tx->now)
		return share(DUE_MAX, NEAR - (due - tx->now), NEAR);
	return OVERDUE + share(OVERDUE_MORE, tx->now - due, NEAR);
}

static int64_t
of_repeats(int64_t count)
{
	int64_t tenths = count < 2 ? 0 :
	    (int64_t)(DOUBLED * log2((double)count) + 0.5);

	return tenths < REPEATS_MAX ? tenths : REPEATS_MAX;
}

static int64_t
of_blocks(int64_t n)
{
	if (n == 0)
		return 0;
	if (n > BLOCKS_COUNTED)
		n = BLOCKS_COUNTED;
	return BLOCKS + (n - 1) * BLOCKS_MORE;
}

/* A wait whose end has come is none any more. */
static bool
is_waiting(const struct tix *tx, const struct tix_ticket *t)
{
	return t->state == TIX_WAITING &&
	    (t->wait_until == 0 || t->wait_until > tx->now);
}

void
tix_urgency(const struct tix *tx, const struct tix_ticket *t,
    const struct tix_urgency_links *links, struct tix_urgency *u)
{
	*u = (struct tix_urgency){ 0 };
	if (!tix_state_is_live(t->state))
		return;
	u->term[TIX_U_PRIORITY] = of_priority(t->priority);
	u->term[TIX_U_DUE] = of_due(tx, t);
	u->term[TIX_U_BREACHED] = t->breached ? BREACHED : 0;
	u->term[TIX_U_AGE] = share(AGE_MAX, tx->now - t->opened, OLD);
	u->term[TIX_U_REPEATS] = of_repeats(t->count);
	u->term[TIX_U_BLOCKS] = of_blocks(links->blocks);
	u->term[TIX_U_BLOCKED] = links->blocked > 0 ? BLOCKED : 0;
	u->term[TIX_U_NEW] = t->state == TIX_NEW ? NEW : 0;
	u->term[TIX_U_UNASSIGNED] = t->owner == NULL ? UNASSIGNED : 0;
	u->term[TIX_U_WAITING] = is_waiting(tx, t) ? WAITING : 0;
	for (int i = 0; i < TIX_URGENCY_TERMS; i++)
		u->total += u->term[i];
}

static const char *
due_words(const struct tix *tx, struct tix_arena *mem, int64_t due)
{
	char age[TIX_TIME_SIZE];

	if (due < tx->now)
		return tix_arena_printf(mem, "overdue %s",
		    tix_time_age(age, tx->now - due));
	return tix_arena_printf(mem, "due in %s",
	    tix_time_age(age, due - tx->now));
}

static const char *
words(const struct tix *tx, struct tix_arena *mem, const struct tix_ticket *t,
    const struct tix_urgency_links *links, enum tix_urgency_term term)
{
	char age[TIX_TIME_SIZE];

	switch (term) {
	case TIX_U_PRIORITY:
		return t->priority == 0 ? "no priority" :
		    tix_arena_printf(mem, "priority %d", (int)t->priority);
	case TIX_U_DUE:
		return due_words(tx, mem, due_of(t));
	case TIX_U_BREACHED:
		return "breached";
	case TIX_U_AGE:
		return tix_arena_printf(mem, "age %s",
		    tix_time_age(age, tx->now - t->opened));
	case TIX_U_REPEATS:
		return tix_arena_printf(mem, "reported %lld times",
		    (long long)t->count);
	case TIX_U_BLOCKS:
		return tix_arena_printf(mem, "blocks %lld",
		    (long long)links->blocks);
	case TIX_U_BLOCKED:
		return "blocked";
	case TIX_U_NEW:
		return "new";
	case TIX_U_UNASSIGNED:
		return "unassigned";
	case TIX_U_WAITING:
		return "waiting";
	case TIX_URGENCY_TERMS:
		break;
	}
	return "";
}

static void
add_tenths(struct tix_buf *b, int64_t tenths)
{
	int64_t n = tenths < 0 ? -tenths : tenths;

	tix_buf_printf(b, "%s%lld.%lld", tenths < 0 ? "-" : "",
	    (long long)(n / 10), (long long)(n % 10));
}

const char *
tix_urgency_text(const struct tix *tx, struct tix_arena *mem,
    const struct tix_ticket *t, const struct tix_urgency_links *links,
    const struct tix_urgency *u)
{
	struct tix_buf b = { .arena = mem };
	const char *before = ": ";

	add_tenths(&b, u->total);
	for (int i = 0; i < TIX_URGENCY_TERMS; i++) {
		if (u->term[i] == 0)
			continue;
		tix_buf_printf(&b, "%s%s %s", before, words(tx, mem, t, links,
		    (enum tix_urgency_term)i), u->term[i] > 0 ? "+" : "");
		add_tenths(&b, u->term[i]);
		before = ", ";
	}
	return tix_buf_text(&b);
}
