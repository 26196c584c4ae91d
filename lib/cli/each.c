/*
 * Acting on tickets: read what is there, decide, commit, then print.
 */
#include "act.h"

#include <string.h>
#include <unistd.h>

#include <tix/desks.h>
#include <tix/texts.h>
#include <tix/tickets.h>
#include <tix/time.h>

#define BATCH_MAX 256     /* records in one transaction */
#define BATCH_WAIT 200    /* milliseconds that more of them are waited for */

struct batch {
	struct tix_record *record;
	size_t n;
	bool last;    /* nothing comes after it */
	enum tix_status after; /* the gravest outcome behind the commits */
};

void
tix_clock(struct tix *tx)
{
	if (tx->now_given)
		return;
	tx->now = tix_time_clock();
	if (!tx->at_given)
		tx->at = tx->now;
}

static enum tix_status
graver(struct tix *tx, struct tix_run *r, enum tix_status total,
    enum tix_status s)
{
	if (s != TIX_OK && s != TIX_NO)
		tix_complain(tx, r, "%s", tx->error);
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
	const char *text;

	b->n = 0;
	while (b->n < BATCH_MAX && !b->last) {
		int64_t left = BATCH_WAIT - (b->n > 0 ? elapsed(since) : 0);
		struct tix_record *rec = &b->record[b->n];

		tix_arena_reset(tx->mem); /* a line may be long */
		s = tix_ids_next(tx, ids, b->n == 0 ? -1 :
		    left > 0 ? (int)left : 0, &text);
		if (s == TIX_BUSY && b->n > 0)
			break;
		if (s == TIX_BUSY)
			continue;
		b->last = s == TIX_NO || s >= TIX_IO;
		total = graver(tx, r, total, s);
		if (s != TIX_OK)
			continue;
		memset(rec, 0, sizeof *rec);
		strncpy(rec->text, text, sizeof rec->text - 1);
		rec->id = tix_id_parse(text);
		if (b->n++ == 0)
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
	return s == TIX_OK ? tix_run_flush(tx, r) : s;
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
commit(struct tix *tx, const struct batch *b, enum tix_status total)
{
	enum tix_status s;

	if (is_fatal(total) || !has_changes(b)) {
		tix_db_rollback(tx);
		return TIX_OK;
	}
	s = tix_texts_drain(tx);
	if (s == TIX_OK)
		return tix_db_commit(tx);
	tix_db_rollback(tx);
	return s;
}

enum tix_status
tix_run_begin(struct tix *tx, bool dry_run)
{
	enum tix_status s = dry_run ? TIX_OK : tix_db_begin(tx);

	tix_clock(tx);
	if (s == TIX_OK)
		s = tix_desks_load(tx);
	if (s != TIX_OK)
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
	total = act_all(tx, r, b);
	if (!r->dry_run) {
		s = commit(tx, b, total);
		total = graver(tx, r, total, s);
	}
	if (is_fatal(total))
		return total;
	after_all(tx, r, b);
	return graver(tx, r, total, print(tx, r, rows, b));
}

enum tix_status
tix_run_each(struct tix *tx, struct tix_run *r)
{
	struct batch b = { 0 };
	enum tix_status total = TIX_OK;
	struct tix_rows rows;
	struct tix_ids *ids;

	total = tix_rows_begin(tx, r, "id", &rows);
	if (total != TIX_OK)
		return graver(tx, r, TIX_OK, total);
	b.record = tix_arena_array(tx->run, BATCH_MAX, sizeof *b.record);
	ids = tix_ids_new(tx, r);
	while (!b.last && !is_fatal(total) && !r->reader_gone &&
	    !tix_interrupted()) {
		total = tix_worse(total, gather(tx, r, ids, &b));
		if (b.n > 0 && !is_fatal(total))
			total = tix_worse(total, run_batch(tx, r, &rows, &b));
	}
	if (!is_fatal(total))
		total = graver(tx, r, total, tix_rows_end(&rows));
	return tix_worse(total, b.after);
}

enum tix_status
tix_run_transaction(struct tix *tx,
    enum tix_status (*fn)(struct tix *tx, void *arg), void *arg)
{
	enum tix_status s = tix_run_begin(tx, false);

	if (s != TIX_OK)
		return s;
	s = fn(tx, arg);
	if (s == TIX_OK)
		s = tix_texts_drain(tx);
	if (s == TIX_OK)
		return tix_db_commit(tx);
	tix_db_rollback(tx);
	return s;
}
