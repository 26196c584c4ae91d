/*
 * Any bytes as an event's data: a complaint, or changes that are written
 * again, read again as the same, and folded without harm.
 */
#include <stdlib.h>
#include <string.h>

#include <tix/fold.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_again(struct tix *tx, const struct tix_event *e)
{
	struct tix_event *back = tix_arena_alloc(tx->mem, sizeof *back);

	*back = *e;
	if (tix_event_encode(tx, back) != TIX_OK)
		return; /* a member may be missing: encoding is the stricter */
	if (tix_event_decode(tx, back) != TIX_OK ||
	    back->nchanges != e->nchanges || back->nmembers != e->nmembers)
		abort();
	for (size_t i = 0; i < e->nchanges; i++)
		if (back->changes[i].field != e->changes[i].field ||
		    !tix_value_equal(&back->changes[i].value,
		    &e->changes[i].value))
			abort();
}

static void
check_fold(struct tix *tx, struct tix_event *e)
{
	struct tix_tallies l = { .arena = tx->mem };
	struct tix_ticket t = { 0 };

	e->ticket = 1;
	tix_fold(tx, &t, e, &l);
	tix_fold(tx, &t, e, &l);
	for (int f = 0; f < TIX_FIELDS; f++) {
		struct tix_value v = tix_ticket_get(&t, (enum tix_field)f);

		if (v.type == TIX_T_NAME && tix_value_is_some(&v) &&
		    tix_value_name(&v) == NULL)
			abort();
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct tix tx = { 0 };
	struct tix_event *e;

	if (size == 0)
		return 0;
	tx.run = tix_arena_new();
	tx.mem = tix_arena_new();
	e = tix_arena_alloc(tx.mem, sizeof *e);
	tix_event_init(e, (enum tix_event_kind)(
	    1 + data[0] % (TIX_EVENT_KINDS - 1)));
	e->data = tix_arena_dup_n(tx.mem, data + 1, size - 1);
	e->data_len = size - 1;
	if (tix_event_decode(&tx, e) == TIX_OK) {
		check_again(&tx, e);
		check_fold(&tx, e);
	} else if (tx.error[0] == '\0') {
		abort();
	}
	tix_arena_free(tx.mem);
	tix_arena_free(tx.run);
	return 0;
}
