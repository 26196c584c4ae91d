/*
 * Taking back, on histories made here.
 */
#include "standard.h"

#include <tix/fold.h>
#include <tix/undo.h>

#define STEPS_MAX 10

/* An event of a history; its number is its place, from 1. */
struct step {
	enum tix_event_kind kind;
	int64_t state;      /* 0: unchanged */
	const char *owner;  /* NULL: unchanged */
	const char *links;  /* added, or NULL; "-x" is dropped */
	int64_t effort;     /* added */
	int64_t event;      /* that it speaks of, or 0 */
	bool retracted;
};

static struct tix_event *
make(struct tix *tx, const struct step *s, int64_t seq)
{
	struct tix_event *e = tix_arena_alloc(tx->mem, sizeof *e);

	tix_event_init(e, s->kind);
	e->seq = seq;
	e->ticket = 7;
	e->at = seq;
	e->retracted = s->retracted;
	if (s->state != 0)
		tix_event_set_int(e, TIX_F_STATE, s->state);
	if (s->owner != NULL)
		tix_event_set_text(e, TIX_F_OWNER, s->owner);
	if (s->links != NULL && *s->links == '-')
		tix_event_drop_text(e, TIX_F_LINKS, s->links + 1);
	else
		tix_event_add_text(e, TIX_F_LINKS, s->links);
	tix_event_add_int(e, TIX_F_EFFORT, s->effort);
	if (s->event != 0)
		tix_event_int(e, "event", s->event);
	return e;
}

static struct tix_past
tell(struct tix *tx, struct tix_ticket *t, const struct step *s, size_t n)
{
	struct tix_event **event = tix_arena_array(tx->mem, n,
	    sizeof *event);

	memset(t, 0, sizeof *t);
	for (size_t i = 0; i < n; i++) {
		event[i] = make(tx, &s[i], (int64_t)i + 1);
		tix_fold(tx, t, event[i], NULL);
	}
	return (struct tix_past){ event, n };
}

struct row {
	const char *what;
	struct step step[STEPS_MAX];
	int64_t seq;         /* to take back */
	enum tix_status status;
	const char *names;   /* in the words of a refusal */
};

static const struct row rows[] = {
	{ "the last", { { .kind = TIX_E_OPENED, .state = TIX_NEW },
	    { .kind = TIX_E_TAKEN, .owner = "ewa", .state = TIX_OPEN } },
	    2, TIX_OK, NULL },
	{ "the opening", { { .kind = TIX_E_OPENED, .state = TIX_NEW } },
	    1, TIX_CONFLICT, "cancel that instead" },
	{ "none", { { .kind = TIX_E_OPENED, .state = TIX_NEW } },
	    2, TIX_NOT_FOUND, "no event '2'" },
	{ "a field that was set again", {
	    { .kind = TIX_E_OPENED, .state = TIX_NEW },
	    { .kind = TIX_E_ASSIGNED, .owner = "ewa" },
	    { .kind = TIX_E_ASSIGNED, .owner = "jan" } },
	    2, TIX_CONFLICT, "event 3 (assigned) set 'owner'" },
	{ "a field that was set again, and back", {
	    { .kind = TIX_E_OPENED, .state = TIX_NEW },
	    { .kind = TIX_E_ASSIGNED, .owner = "ewa" },
	    { .kind = TIX_E_ASSIGNED, .owner = "jan", .retracted = true },
	    { .kind = TIX_E_RETRACTED, .event = 3 } },
	    2, TIX_OK, NULL },
	{ "other fields", { { .kind = TIX_E_OPENED, .state = TIX_NEW },
	    { .kind = TIX_E_ASSIGNED, .owner = "ewa" },
	    { .kind = TIX_E_RESOLVED, .state = TIX_RESOLVED } },
	    2, TIX_OK, NULL },
	{ "what adds", { { .kind = TIX_E_OPENED, .state = TIX_NEW },
	    { .kind = TIX_E_NOTED, .effort = 5 },
	    { .kind = TIX_E_NOTED, .effort = 6 } }, 2, TIX_OK, NULL },
	{ "what a rating leans on", {
	    { .kind = TIX_E_OPENED, .state = TIX_NEW },
	    { .kind = TIX_E_RESOLVED, .state = TIX_RESOLVED },
	    { .kind = TIX_E_RATED } }, 2, TIX_CONFLICT, "event 3 (rated)" },
	{ "what came before a merge", {
	    { .kind = TIX_E_OPENED, .state = TIX_NEW },
	    { .kind = TIX_E_NOTED, .effort = 5 },
	    { .kind = TIX_E_MERGED, .state = TIX_MERGED } },
	    2, TIX_CONFLICT, "event 3 (merged)" },
	{ "the merge itself", { { .kind = TIX_E_OPENED, .state = TIX_NEW },
	    { .kind = TIX_E_NOTED, .effort = 5 },
	    { .kind = TIX_E_MERGED, .state = TIX_MERGED } },
	    3, TIX_OK, NULL },
	{ "a note that was split off", {
	    { .kind = TIX_E_OPENED, .state = TIX_NEW },
	    { .kind = TIX_E_NOTED }, { .kind = TIX_E_NOTED },
	    { .kind = TIX_E_SPLIT, .event = 2 } },
	    2, TIX_CONFLICT, "event 4 (split)" },
	{ "a note beside one that was split off", {
	    { .kind = TIX_E_OPENED, .state = TIX_NEW },
	    { .kind = TIX_E_NOTED }, { .kind = TIX_E_NOTED },
	    { .kind = TIX_E_SPLIT, .event = 2 } }, 3, TIX_OK, NULL },
	{ "a reply that went out", {
	    { .kind = TIX_E_OPENED, .state = TIX_NEW },
	    { .kind = TIX_E_REPLIED }, { .kind = TIX_E_SENT, .event = 2 } },
	    2, TIX_CONFLICT, "the reply went out" },
	{ "a reply that did not", {
	    { .kind = TIX_E_OPENED, .state = TIX_NEW },
	    { .kind = TIX_E_REPLIED },
	    { .kind = TIX_E_UNSENT, .event = 2 } }, 2, TIX_OK, NULL },
	{ "that it went out", { { .kind = TIX_E_OPENED, .state = TIX_NEW },
	    { .kind = TIX_E_REPLIED }, { .kind = TIX_E_SENT, .event = 2 } },
	    3, TIX_CONFLICT, "it stays" },
	{ "what took back", { { .kind = TIX_E_OPENED, .state = TIX_NEW },
	    { .kind = TIX_E_ASSIGNED, .owner = "ewa", .retracted = true },
	    { .kind = TIX_E_RETRACTED, .event = 2 } }, 3, TIX_OK, NULL },
	{ "what took back, after another change", {
	    { .kind = TIX_E_OPENED, .state = TIX_NEW },
	    { .kind = TIX_E_ASSIGNED, .owner = "ewa", .retracted = true },
	    { .kind = TIX_E_RETRACTED, .event = 2 },
	    { .kind = TIX_E_ASSIGNED, .owner = "jan" } },
	    3, TIX_CONFLICT, "event 4 (assigned) set 'owner'" },
	{ "what brought back, under a later change", {
	    { .kind = TIX_E_OPENED, .state = TIX_NEW },
	    { .kind = TIX_E_ASSIGNED, .owner = "ewa" },
	    { .kind = TIX_E_RETRACTED, .event = 2, .retracted = true },
	    { .kind = TIX_E_RETRACTED, .event = 3 },
	    { .kind = TIX_E_ASSIGNED, .owner = "jan" } },
	    4, TIX_CONFLICT, "event 5 (assigned) set 'owner'" },
	{ "a merge again, after a change", {
	    { .kind = TIX_E_OPENED, .state = TIX_NEW },
	    { .kind = TIX_E_ABSORBED, .effort = 5, .retracted = true },
	    { .kind = TIX_E_RETRACTED, .event = 2 },
	    { .kind = TIX_E_NOTED, .effort = 1 } },
	    3, TIX_CONFLICT, "event 4 (noted)" },
	{ "a merge again, after a note alone", {
	    { .kind = TIX_E_OPENED, .state = TIX_NEW },
	    { .kind = TIX_E_ABSORBED, .effort = 5, .retracted = true },
	    { .kind = TIX_E_RETRACTED, .event = 2 },
	    { .kind = TIX_E_NOTED } }, 3, TIX_OK, NULL },
	{ "a second parent", { { .kind = TIX_E_OPENED, .state = TIX_NEW },
	    { .kind = TIX_E_LINKED, .links = "parent:2" },
	    { .kind = TIX_E_UNLINKED, .links = "-parent:2" },
	    { .kind = TIX_E_LINKED, .links = "parent:3" } },
	    3, TIX_CONFLICT, "ticket 3 for its 'parent'" },
	{ "a second child", { { .kind = TIX_E_OPENED, .state = TIX_NEW },
	    { .kind = TIX_E_LINKED, .links = "child:2" },
	    { .kind = TIX_E_UNLINKED, .links = "-child:2" },
	    { .kind = TIX_E_LINKED, .links = "child:3" } },
	    3, TIX_OK, NULL },
	{ "what would bring back what is taken back by another", {
	    { .kind = TIX_E_OPENED, .state = TIX_NEW },
	    { .kind = TIX_E_NOTED, .retracted = true },
	    { .kind = TIX_E_RETRACTED, .event = 2 },
	    { .kind = TIX_E_RETRACTED, .event = 2 } },
	    3, TIX_CONFLICT, "event 4 (retracted) stands" },
	{ "what would take back what brought back, as another does", {
	    { .kind = TIX_E_OPENED, .state = TIX_NEW },
	    { .kind = TIX_E_NOTED, .retracted = true },
	    { .kind = TIX_E_RETRACTED, .event = 2, .retracted = true },
	    { .kind = TIX_E_RETRACTED, .event = 3, .retracted = true },
	    { .kind = TIX_E_RETRACTED, .event = 4 },
	    { .kind = TIX_E_RETRACTED, .event = 3 },
	    { .kind = TIX_E_RETRACTED, .event = 2 } },
	    5, TIX_CONFLICT, "event 6 (retracted) stands" },
	{ "one that takes itself back", {
	    { .kind = TIX_E_OPENED, .state = TIX_NEW },
	    { .kind = TIX_E_RETRACTED, .event = 2 } }, 2, TIX_OK, NULL },
	{ "two that take each other back", {
	    { .kind = TIX_E_OPENED, .state = TIX_NEW },
	    { .kind = TIX_E_RETRACTED, .event = 3 },
	    { .kind = TIX_E_RETRACTED, .event = 2 } }, 3, TIX_OK, NULL },
};

static size_t
steps(const struct row *r)
{
	size_t n = 0;

	while (n < STEPS_MAX && r->step[n].kind != TIX_E_NONE)
		n++;
	return n;
}

static void
taking_back(struct tix *tx)
{
	for (size_t i = 0; i < N(rows); i++) {
		struct tix_event *e = tix_arena_alloc(tx->mem, sizeof *e);
		struct tix_ticket t;
		struct tix_past p = tell(tx, &t, rows[i].step,
		    steps(&rows[i]));
		enum tix_status s;

		tx->error[0] = '\0';
		tix_event_init(e, TIX_E_NONE);
		s = tix_undo(tx, &t, &p, rows[i].seq, "why", e);
		if (s != rows[i].status)
			printf("# %s: %s\n", rows[i].what, tx->error);
		CHECK_INT(s, rows[i].status);
		CHECK((e->kind == TIX_E_RETRACTED) == (s == TIX_OK));
		if (rows[i].names != NULL)
			CHECK(strstr(tx->error, rows[i].names) != NULL);
		if (s == TIX_OK)
			CHECK_INT(tix_event_encode(tx, e), TIX_OK);
	}
}

static void
again(struct tix *tx)
{
	static const struct step story[] = {
		{ .kind = TIX_E_OPENED, .state = TIX_NEW },
		{ .kind = TIX_E_ASSIGNED, .owner = "ewa", .retracted = true },
		{ .kind = TIX_E_RETRACTED, .event = 2 },
	};
	struct tix_event *e = tix_arena_alloc(tx->mem, sizeof *e);
	struct tix_ticket t;
	struct tix_past p = tell(tx, &t, story, N(story));

	tix_event_init(e, TIX_E_NONE);
	CHECK_INT(tix_undo(tx, &t, &p, 2, NULL, e), TIX_OK);
	CHECK_INT(e->kind, TIX_E_NONE);
}

/* What brought event 2 back; since then another took it back again. */
static void
no_second(struct tix *tx)
{
	static const struct step story[] = {
		{ .kind = TIX_E_OPENED, .state = TIX_NEW },
		{ .kind = TIX_E_ASSIGNED, .owner = "ewa", .retracted = true },
		{ .kind = TIX_E_RETRACTED, .event = 2, .retracted = true },
		{ .kind = TIX_E_RETRACTED, .event = 3 },
		{ .kind = TIX_E_RETRACTED, .event = 2 },
	};
	struct tix_event *e = tix_arena_alloc(tx->mem, sizeof *e);
	struct tix_ticket t;
	struct tix_past p = tell(tx, &t, story, N(story));

	tix_event_init(e, TIX_E_NONE);
	CHECK_INT(tix_undo(tx, &t, &p, 4, NULL, e), TIX_OK);
	CHECK_INT(e->kind, TIX_E_NONE);
	CHECK_INT(tix_undo(tx, &t, &p, 5, NULL, e), TIX_OK);
	CHECK_INT(e->kind, TIX_E_RETRACTED);
}

static int64_t
last(struct tix *tx, const struct step *story, size_t n)
{
	struct tix_ticket t;
	struct tix_past p = tell(tx, &t, story, n);
	const struct tix_event *e = tix_undo_last(&p);

	return e == NULL ? 0 : e->seq;
}

static void
the_last(struct tix *tx)
{
	static const struct step story[] = {
		{ .kind = TIX_E_OPENED, .state = TIX_NEW },
		{ .kind = TIX_E_NOTED },
		{ .kind = TIX_E_REPLIED, .retracted = true },
		{ .kind = TIX_E_UNSENT, .event = 3 },
		{ .kind = TIX_E_RETRACTED, .event = 3 },
	};

	CHECK_INT(last(tx, story, 1), 1);
	CHECK_INT(last(tx, story, 2), 2);
	CHECK_INT(last(tx, story, N(story)), 2);
	CHECK_INT(last(tx, story, 0), 0);
}

static void
links(struct tix *tx)
{
	static const struct step story[] = {
		{ .kind = TIX_E_OPENED, .state = TIX_NEW },
		{ .kind = TIX_E_LINKED, .links = "blocks:2" },
		{ .kind = TIX_E_UNLINKED, .links = "-blocks:2" },
		{ .kind = TIX_E_LINKED, .links = "parent:3",
		    .retracted = true },
		{ .kind = TIX_E_RETRACTED, .event = 4 },
	};
	struct tix_ticket t;
	struct tix_past p = tell(tx, &t, story, N(story));

	CHECK_STR(tix_undo_links(tx, &p, 1), NULL);
	CHECK_STR(tix_undo_links(tx, &p, 2), NULL);
	CHECK_STR(tix_undo_links(tx, &p, 3), "blocks:2");
	CHECK_STR(tix_undo_links(tx, &p, 5), "parent:3");
	CHECK_STR(tix_undo_links(tx, &p, 99), NULL);
}

static void
replies(struct tix *tx)
{
	static const struct step story[] = {
		{ .kind = TIX_E_OPENED, .state = TIX_NEW },
		{ .kind = TIX_E_REPLIED, .retracted = true },
		{ .kind = TIX_E_RETRACTED, .event = 2 },
		{ .kind = TIX_E_NOTED },
		{ .kind = TIX_E_RETRACTED, .event = 4 },
	};
	static const int64_t reply[] = { 0, 0, 2, 2, 0, 0, 0 };
	struct tix_ticket t;
	struct tix_past p = tell(tx, &t, story, N(story));

	for (size_t i = 0; i < N(reply); i++)
		CHECK_INT(tix_undo_reply(&p, (int64_t)i), reply[i]);
}

static const struct unit_test tests[] = {
	{ "what nothing leans on is taken back, the rest is named",
	    taking_back },
	{ "taken back already is no event", again },
	{ "no event is taken back by two", no_second },
	{ "the last change is the last that was done and stands", the_last },
	{ "links that come back are known", links },
	{ "a reply that comes or goes is known", replies },
};

UNIT_MAIN(tests)
