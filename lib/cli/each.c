/*
 * Acting on tickets: read what is there, decide, commit, then print.
 */
#include "act.h"

#include <stdio.h>
#include <string.h>

#include <tix/texts.h>
#include <tix/time.h>

#define BATCH_MAX 256     /* records in one transaction */
#define BATCH_WAIT 200    /* milliseconds that more of them are waited for */

struct batch {
	struct tix_record *record;
	size_t n;
	bool last;    /* nothing comes after it */
	enum tix_status after; /* the gravest outcome behind the commits */
};

/* An option that fits no ticket is told once, not for each of a thousand. */
static void
complain(struct tix *tx, struct tix_run *r)
{
	if (strcmp(r->said, tx->error) == 0)
		return;
	snprintf(r->said, sizeof r->said, "%s", tx->error);
	tix_complain(tx, r, "%s", tx->error);
}

static enum tix_status
graver(struct tix *tx, struct tix_run *r, enum tix_status total,
    enum tix_status s)
{
	if (s != TIX_OK && s != TIX_NO)
		complain(tx, r);
	return s == TIX_NO ? total : tix_worse(total, s);
}

static int64_t
elapsed(int64_t since)
{
	return (tix_time_clock() - since) / 1000;
}

/* The first record is waited for as long as it takes, the next ones shortly. */
static enum tix_status
gather(struct tix *tx, struct tix_run *r, struct tix_ids *ids, struct batch *b)
{
	enum tix_status total = TIX_OK, s;
	int64_t since = 0;

	b->n = 0;
	while (b->n < BATCH_MAX && !b->last) {
		int64_t left = BATCH_WAIT - (b->n > 0 ? elapsed(since) : 0);

		s = tix_record_next(tx, ids, b->n == 0 ? -1 :
		    left > 0 ? (int)left : 0, &b->record[b->n]);
		if (s == TIX_BUSY && b->n > 0)
			break;
		if (s == TIX_BUSY)
			continue;
		b->last = s == TIX_NO || s >= TIX_IO;
		total = graver(tx, r, total, s);
		if (s == TIX_OK && b->n++ == 0)
			since = tix_time_clock();
	}
	return total;
}

/* Did the engine fail, so that nothing of the batch may be kept? */
static bool
is_fatal(enum tix_status s)
{
	return s >= TIX_BUSY;
}

static enum tix_status
act_all(struct tix *tx, struct tix_run *r, struct batch *b)
{
	const bool alone = b->n == 1 || r->dry_run;
	enum tix_status total = TIX_OK, s;

	for (size_t i = 0; i < b->n && !is_fatal(total); i++) {
		s = alone ? tix_act(tx, r, &b->record[i]) :
		    tix_act_saved(tx, r, &b->record[i]);
		total = graver(tx, r, total, s);
		tix_arena_reset(tx->mem);
	}
	return total;
}

/*
 * All of them or none: the first that is refused ends it.  The transaction is
 * undone as a whole, so that none needs a savepoint.
 */
static enum tix_status
act_atomic(struct tix *tx, struct tix_run *r, struct batch *b)
{
	for (size_t i = 0; i < b->n; i++) {
		enum tix_status s;

		if (tix_interrupted())
			return graver(tx, r, TIX_OK, tix_fail(tx, TIX_BUSY,
			    "interrupted; nothing was changed"));
		s = tix_act(tx, r, &b->record[i]);
		tix_arena_reset(tx->mem);
		if (s == TIX_OK || s == TIX_NO)
			continue;
		(void)graver(tx, r, TIX_OK, s);
		tix_complain(tx, r, "nothing was changed: '%s' cannot be done, "
		    "and --atomic is all or none", b->record[i].text);
		return s;
	}
	return TIX_OK;
}

/* What is not done after all is not printed, and stops no other ticket. */
static void
after_all(struct tix *tx, struct tix_run *r, struct batch *b)
{
	for (size_t i = 0; i < b->n; i++) {
		enum tix_status s = tix_act_after(tx, r, &b->record[i]);

		b->record[i].done = b->record[i].done && s == TIX_OK;
		b->after = graver(tx, r, b->after, s);
		tix_arena_reset(tx->mem);
	}
}

static enum tix_status
print(struct tix *tx, struct tix_run *r, struct tix_rows *rows,
    const struct batch *b)
{
	enum tix_status s = TIX_OK;

	for (size_t i = 0; s == TIX_OK && i < b->n; i++) {
		const struct tix_record *rec = &b->record[i];

		if (rec->done && !r->dry_run && (rec->changed || !r->changed))
			s = tix_rows_id(tx, rows, rec->id);
		tix_arena_reset(tx->mem);
	}
	if (s == TIX_OK)
		s = tix_run_flush(tx, r);
	for (size_t i = 0; s == TIX_OK && !r->dry_run && i < b->n; i++) {
		s = tix_act_tell(tx, r, &b->record[i]);
		tix_arena_reset(tx->mem);
	}
	return s;
}

/*
 * Where nothing is to be kept all is undone: a lone record that was refused
 * half-way had no savepoint.
 */
static bool
has_changes(const struct batch *b)
{
	for (size_t i = 0; i < b->n; i++)
		if (b->record[i].done && b->record[i].changed)
			return true;
	return false;
}

static enum tix_status
commit(struct tix *tx, const struct tix_run *r, const struct batch *b,
    enum tix_status total)
{
	enum tix_status s;

	if (is_fatal(total) || (r->atomic && total != TIX_OK) ||
	    !has_changes(b)) {
		tix_db_rollback(tx);
		return TIX_OK;
	}
	s = tix_texts_drain(tx);
	if (s == TIX_OK)
		return tix_db_commit(tx);
	tix_db_rollback(tx);
	return s;
}

static enum tix_status
run_batch(struct tix *tx, struct tix_run *r, struct tix_rows *rows,
    struct batch *b)
{
	enum tix_status total, s = tix_run_begin(tx, r->dry_run);

	if (s != TIX_OK)
		return graver(tx, r, TIX_OK, s);
	total = r->atomic ? act_atomic(tx, r, b) : act_all(tx, r, b);
	if (!r->dry_run) {
		s = commit(tx, r, b, total);
		total = graver(tx, r, total, s);
	}
	if (is_fatal(total) || (r->atomic && total != TIX_OK))
		return total;
	after_all(tx, r, b);
	return graver(tx, r, total, print(tx, r, rows, b));
}

static bool
goes_on(const struct tix_run *r, const struct batch *b, enum tix_status total)
{
	return !b->last && !is_fatal(total) && !r->reader_gone &&
	    !tix_interrupted();
}

/* As they come. */
static enum tix_status
run_stream(struct tix *tx, struct tix_run *r, struct tix_rows *rows,
    struct batch *b)
{
	struct tix_ids *ids = tix_ids_new(tx, r);
	enum tix_status total = TIX_OK;

	b->record = tix_arena_array(tx->run, BATCH_MAX, sizeof *b->record);
	while (goes_on(r, b, total)) {
		total = tix_worse(total, gather(tx, r, ids, b));
		if (b->n > 0 && !is_fatal(total))
			total = tix_worse(total, run_batch(tx, r, rows, b));
	}
	return total;
}

/* All of them are known before the first is acted on. */
static enum tix_status
run_whole(struct tix *tx, struct tix_run *r, struct tix_rows *rows,
    struct batch *b)
{
	struct tix_record *all = NULL;
	size_t n;
	enum tix_status total = tix_bulk_read(tx, r, tix_ids_new(tx, r), &all,
	    &n);
	enum tix_status s = tix_ids_are_read(r) ? tix_bulk_allow(tx, r, n) :
	    TIX_OK;

	if (s != TIX_OK)
		return graver(tx, r, total, s);
	b->last = n == 0;
	for (size_t i = 0; goes_on(r, b, total); i += b->n) {
		b->record = all + i;
		b->n = r->atomic || n - i < BATCH_MAX ? n - i : BATCH_MAX;
		b->last = i + b->n == n;
		total = tix_worse(total, run_batch(tx, r, rows, b));
	}
	return total;
}

/* Where it is known how many there are before any is read. */
static enum tix_status
allow_known(struct tix *tx, struct tix_run *r)
{
	if (tix_ids_are_read(r))
		return TIX_OK;
	return tix_bulk_allow(tx, r, r->given != NULL ? r->ngiven :
	    (size_t)r->noperands);
}

enum tix_status
tix_run_each(struct tix *tx, struct tix_run *r)
{
	const bool whole = r->atomic || (r->max >= 0 && tix_ids_are_read(r));
	struct batch b = { 0 };
	struct tix_rows rows;
	enum tix_status total = tix_rows_begin(tx, r, "id", &rows);

	if (total == TIX_OK)
		total = allow_known(tx, r);
	if (total != TIX_OK)
		return graver(tx, r, TIX_OK, total);
	total = whole ? run_whole(tx, r, &rows, &b) :
	    run_stream(tx, r, &rows, &b);
	if (!is_fatal(total))
		total = graver(tx, r, total, tix_rows_end(&rows));
	return tix_worse(total, b.after);
}
