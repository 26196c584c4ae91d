/*
 * Any bytes as a compiled desk: a complaint, or a desk by which tickets are
 * placed, handed up and handed back.
 */
#include <stdlib.h>
#include <string.h>

#include <tix/desk.h>
#include <tix/escalate.h>
#include <tix/route.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Whatever a desk says, its decisions name only what it has. */
static void
check_event(struct tix *tx, const struct tix_event *e)
{
	const struct tix_change *level = tix_event_change(e, TIX_F_LEVEL);
	const struct tix_change *queue = tix_event_change(e, TIX_F_QUEUE);
	const struct tix_change *p = tix_event_change(e, TIX_F_PRIORITY);

	if (level != NULL && tix_desk_level(tx->desk, level->value.s) == NULL)
		abort();
	if (queue != NULL && queue->value.s != NULL &&
	    tix_desk_queue(tx->desk, queue->value.s) == NULL)
		abort();
	if (p != NULL && (p->value.i < 1 || p->value.i > 5))
		abort();
}

static void
decide(struct tix *tx, const struct tix_desk *d)
{
	struct tix_escalation up = { .reason = "x" };
	struct tix_return back = { .code = "other" };
	struct tix_event *e = tix_arena_alloc(tx->mem, sizeof *e);
	struct tix_ticket t = { .id = 1, .state = TIX_NEW,
		.subject = "vpn printer x", .body = "x" };
	const struct tix_route_how how = { 0 };

	tx->desk = d;
	for (size_t i = 0; i < d->nlevels; i++) {
		t.level = d->levels[i].name;
		tix_event_init(e, TIX_E_NONE);
		if (tix_escalate(tx, &t, &up, e) == TIX_OK)
			check_event(tx, e);
		tix_event_init(e, TIX_E_NONE);
		if (tix_return(tx, &t, &back, e) == TIX_OK)
			check_event(tx, e);
	}
	t.level = NULL;
	if (tix_route(tx, &t, false, &how, e) == TIX_OK)
		check_event(tx, e);
	else if (tx->error[0] == '\0')
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct tix tx = { 0 };
	struct tix_desk d;
	const char *text;

	tx.run = tix_arena_new();
	tx.mem = tix_arena_new();
	text = tix_arena_dup_n(tx.run, data, size); /* the tail ends in a NUL */
	if (tix_desk_decode(&tx, tx.run, text, size, &d) ==
	    TIX_OK && tix_rules_new(&tx, tx.run, &d, &d.rules) == TIX_OK)
		decide(&tx, &d);
	else if (tx.error[0] == '\0')
		abort();
	tix_arena_free(tx.mem);
	tix_arena_free(tx.run);
	return 0;
}
