/*
 * A story (see story.h) with a desk and its policies, swept at some instants:
 * what was done and who was told, a line each.
 */
#ifndef TIX_TESTS_PLAN_H
#define TIX_TESTS_PLAN_H

#include "story.h"

#include <tix/desktext.h>
#include <tix/due.h>

struct plan {
	struct tix_policies base; /* first: the policies are behind it */
	struct tix_policy policy[8];
	size_t npolicies;
	struct story *story;
	struct tix_agenda *agenda;
	struct tix_ticket t;
	size_t next;              /* event of the story */
	struct tix_buf said;
};

static inline enum tix_status
plan_find(struct tix *tx, const struct tix_policies *from, const char *name,
    int64_t version, const struct tix_policy **policy)
{
	const struct plan *p = (const struct plan *)(const void *)from;

	(void)tx;
	(void)version;
	for (size_t i = 0; i < p->npolicies; i++)
		if (strcmp(p->policy[i].name, name) == 0) {
			*policy = &p->policy[i];
			return TIX_OK;
		}
	return TIX_NO;
}

static inline enum tix_status
plan_take(struct tix *tx, const struct tix_policy *policy, void *arg)
{
	struct plan *p = arg;

	(void)tx;
	p->policy[p->npolicies++] = *policy;
	return TIX_OK;
}

/* The desk of a text goes into tx->desk; its policies are the plan's. */
static inline struct plan *
plan_new(struct tix *tx, const char *desk, const char *story)
{
	struct plan *p = tix_arena_alloc(tx->run, sizeof *p);
	struct tix_desk *d = tix_arena_alloc(tx->run, sizeof *d);
	struct tix_arena *mem = tx->mem;
	struct tix_desktext t;

	if (tix_desktext_compile(tx, "d", desk, strlen(desk), &t) != TIX_OK) {
		printf("# %s\n", t.n > 0 ? t.complaints[0].text : tx->error);
		abort();
	}
	if (tix_desk_decode(tx, tx->run, t.compiled, strlen(t.compiled), d) !=
	    TIX_OK)
		abort();
	d->version = 1;
	tx->desk = d;
	p->base.find = plan_find;
	if (tix_desk_policies(tx, tx->run, d, plan_take, p) != TIX_OK)
		abort();
	tx->mem = tx->run; /* another plan may follow */
	p->story = story_read(tx, story);
	p->agenda = tix_agenda_new(tx->run, &p->story->book, &p->base);
	tx->mem = mem;
	p->said.arena = tx->run;
	return p;
}

/* "6T10:00" for microseconds; seconds only where there are some. */
static inline const char *
plan_time(struct tix *tx, int64_t at)
{
	int64_t s = at / STORY_SECOND - 1748728800;
	int64_t day = s / 86400 + 1, of = s % 86400;

	return tix_arena_printf(tx->run, of % 60 == 0 ?
	    "%lldT%02lld:%02lld" : "%lldT%02lld:%02lld:%02lld",
	    (long long)day, (long long)(of / 3600),
	    (long long)(of / 60 % 60), (long long)(of % 60));
}

/* Go through the events of the story up to 'now'. */
static inline void
plan_fold(struct tix *tx, struct plan *p, int64_t now)
{
	for (; p->next < p->story->nevents &&
	    p->story->events[p->next]->at <= now; p->next++) {
		struct tix_event *e = p->story->events[p->next];
		const struct tix_ticket before = p->t;

		tix_fold(tx, &p->t, e, NULL);
		if (tix_agenda_step(tx, p->agenda, &before, &p->t, e) !=
		    TIX_OK) {
			printf("# %s\n", tx->error);
			abort();
		}
	}
}

static inline const char *
plan_word(const struct tix_event *e, const char *name)
{
	const struct tix_member *m = tix_event_member(e, name);

	return m == NULL || m->s == NULL ? "" : m->s;
}

/* "urgent.first 0" of a step, "gold/resolve 75%" of a warning. */
static inline void
plan_say_event(struct tix *tx, struct plan *p, const struct tix_event *e)
{
	struct tix_buf *b = &p->said;

	tix_buf_printf(b, "%s %s", plan_time(tx, tx->now),
	    tix_events[e->kind].name);
	for (const char *const *m = (const char *const []){ "clock",
	    "threshold", "key", NULL }; *m != NULL; m++)
		if (*plan_word(e, *m) != '\0')
			tix_buf_printf(b, " %s", plan_word(e, *m));
	if (tix_event_change(e, TIX_F_PRIORITY) != NULL)
		tix_buf_printf(b, " priority=%lld", (long long)
		    tix_event_change(e, TIX_F_PRIORITY)->value.i);
	if (tix_event_change(e, TIX_F_LEVEL) != NULL)
		tix_buf_printf(b, " level=%s",
		    tix_event_change(e, TIX_F_LEVEL)->value.s);
	if (tix_event_change(e, TIX_F_OWNER) != NULL)
		tix_buf_printf(b, " owner=%s",
		    tix_event_change(e, TIX_F_OWNER)->value.s == NULL ? "" :
		    tix_event_change(e, TIX_F_OWNER)->value.s);
	if (*plan_word(e, "to") != '\0')
		tix_buf_printf(b, " to=%s", plan_word(e, "to"));
	if (*plan_word(e, "late") != '\0')
		tix_buf_printf(b, " late=%s", plan_word(e, "late"));
	if (*plan_word(e, "unable") != '\0')
		tix_buf_printf(b, " unable=%s", plan_word(e, "unable"));
	tix_buf_char(b, '\n');
}

/* What is due at 'now' is done. */
static inline enum tix_status
plan_sweep(struct tix *tx, struct plan *p, int64_t now, struct tix_due *due)
{
	const struct tix_due_how how = { 0 };
	enum tix_status s;

	plan_fold(tx, p, now);
	tx->now = tx->at = now;
	s = tix_due(tx, &p->t, p->agenda, &how, due);
	if (s != TIX_OK)
		printf("# %s\n", tx->error);
	for (size_t i = 0; s == TIX_OK && i < due->nevents; i++)
		plan_say_event(tx, p, due->events[i]);
	p->t = due->then;
	return s;
}

#endif
