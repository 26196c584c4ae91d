/*
 * Any bytes as the data of another desk's event: a complaint, or an event that
 * can be stored here, names nothing by its number there, and tells its origin.
 */
#include <stdlib.h>
#include <string.h>

#include <tix/link.h>
#include <tix/transfer.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Even numbers are here, a million further on. */
static int64_t
here(void *arg, int64_t n)
{
	(void)arg;
	return n > 0 && n < 1000000 && n % 2 == 0 ? n + 1000000 : 0;
}

static void
check(struct tix *tx, const struct tix_event *e)
{
	const struct tix_member *m = tix_event_member(e, "other");

	if (tix_transfer_seq(tx, e, "0123456789abcdef") != 9)
		abort();
	if (m != NULL && m->i != 0 && m->i < 1000000)
		abort();
	for (size_t i = 0; i < e->nchanges; i++) {
		const char *at = e->changes[i].value.s, *relation;
		int64_t id;

		if (e->changes[i].field != TIX_F_LINKS)
			continue;
		while ((id = tix_links_next(tx->mem, &at, &relation)) != 0)
			if (id < 1000000)
				abort();
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct tix_transfer how = { .desk = "0123456789abcdef",
	    .ticket = here, .event = here };
	struct tix tx = { 0 };
	struct tix_event *e, *to;

	if (size == 0)
		return 0;
	tx.run = tix_arena_new();
	tx.mem = tix_arena_new();
	e = tix_arena_alloc(tx.mem, sizeof *e);
	to = tix_arena_alloc(tx.mem, sizeof *to);
	tix_event_init(e, (enum tix_event_kind)(
	    1 + data[0] % (TIX_EVENT_KINDS - 1)));
	e->seq = 9;
	e->ticket = 4;
	e->actor = e->via = "x";
	e->data = tix_arena_dup_n(tx.mem, (const char *)data + 1, size - 1);
	e->data_len = size - 1;
	if (tix_event_decode(&tx, e) == TIX_OK) {
		if (tix_transfer_event(&tx, &how, e, to) == TIX_OK)
			check(&tx, to);
		else if (tx.error[0] == '\0')
			abort();
	}
	tix_arena_free(tx.mem);
	tix_arena_free(tx.run);
	return 0;
}
