/*
 * Any bytes as a desk's text: complaints, each one line about a line that is
 * there, or a desk that is the same when its source is compiled again and by
 * which a ticket is routed.
 */
#include <stdlib.h>
#include <string.h>

#include <tix/desktext.h>
#include <tix/route.h>
#include <tix/rule.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_complaints(const struct tix_desktext *t)
{
	int64_t before = 0;

	if (t->n == 0 || t->n > TIX_DESKTEXT_COMPLAINTS_MAX ||
	    t->compiled != NULL)
		abort();
	for (size_t i = 0; i < t->n; i++) {
		const struct tix_desk_complaint *c = &t->complaints[i];

		if (c->file == NULL || c->text[0] == '\0' ||
		    strchr(c->text, '\n') != NULL || c->line < 0)
			abort();
		if (c->line < before)
			abort();
		before = c->line;
	}
}

static void
route(struct tix *tx, const struct tix_desktext *t)
{
	struct tix_desk *d = tix_arena_alloc(tx->run, sizeof *d);
	struct tix_event *e = tix_arena_alloc(tx->mem, sizeof *e);
	struct tix_ticket ticket = { .id = 1, .state = TIX_NEW,
		.subject = "vpn printer x", .body = "disk a\n", .impact = 1 };
	const struct tix_route_how how = { 0 };

	if (tix_desk_decode(tx, tx->run, t->compiled, strlen(t->compiled),
	    d) != TIX_OK || tix_rules_new(tx, tx->run, d, &d->rules) != TIX_OK)
		abort();
	tx->desk = d;
	tix_event_init(e, TIX_E_NONE);
	if (tix_route(tx, &ticket, false, &how, e) > TIX_NO &&
	    tx->error[0] == '\0')
		abort();
	tx->desk = NULL;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct tix tx = { .now = INT64_C(1795442400) * 1000000, .actor = "a" };
	struct tix_desktext t, again;
	enum tix_status s;

	tx.at = tx.now;
	tx.run = tix_arena_new();
	tx.mem = tix_arena_new();
	/* No file is included: its bytes are not the fuzzer's. */
	if (memmem(data, size, "include", 7) == NULL) {
		s = tix_desktext_compile(&tx, "f", (const char *)data, size,
		    &t);
		if (s == TIX_NO)
			check_complaints(&t);
		else if (s != TIX_OK || t.n > 0)
			abort();
		else {
			if (tix_desktext_compile(&tx, "f", t.source,
			    strlen(t.source), &again) != TIX_OK ||
			    strcmp(again.compiled, t.compiled) != 0)
				abort();
			route(&tx, &t);
		}
	}
	tix_arena_free(tx.mem);
	tix_arena_free(tx.run);
	return 0;
}
