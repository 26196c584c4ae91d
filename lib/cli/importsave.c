/*
 * Import, second half: sorted rows into the desk, some tickets at a time.
 */
#include "importing.h"
#include "private.h"

#include <string.h>

#include <tix/texts.h>
#include <tix/time.h>

#define BATCH_TICKETS 10000
#define BATCH_ROWS 20000
#define BATCH_TIME (200 * TIX_SECOND / 1000)

/* The rows of the ticket at hand, and the row behind them. */
struct group {
	struct tix_arena *mem;    /* of the rows, and of the ticket's work */
	struct tix_arena *look;   /* of 'next' */
	struct tix_import_group of;
	bool over;                /* more than a ticket may have */
	struct tix_spool_row next;
	bool more;                /* is there a next one? */
};

/* Tickets in one transaction. */
struct batch {
	bool open;
	int64_t since;
	int64_t rows;
	int64_t *id;              /* changed, to be printed */
	size_t n;
	struct tix_rows printed;
};

static enum tix_status
look_on(struct tix *tx, struct tix_importing *im, struct group *g)
{
	enum tix_status st;

	tix_arena_reset(g->look);
	st = tix_spool_next(tx, im->spool, g->look, &g->next);
	g->more = st == TIX_OK;
	return st == TIX_NO ? TIX_OK : st;
}

static void
add_row(struct tix_importing *im, struct group *g, const char *key)
{
	struct tix_import_group *of = &g->of;
	struct tix_import_row *row;

	of->bytes += g->next.size;
	if (of->n == TIX_HISTORY_ROWS_MAX ||
	    of->bytes > TIX_HISTORY_BYTES_MAX) {
		g->over = true;
		return;
	}
	if ((of->n & (of->n - 1)) == 0) { /* full at powers of two */
		struct tix_import_row *rows = tix_arena_array(g->mem,
		    of->n == 0 ? 1 : 2 * of->n, sizeof *rows);

		if (of->n > 0)
			memcpy(rows, of->rows, of->n * sizeof *rows);
		of->rows = rows;
	}
	row = &of->rows[of->n++];
	row->key = key;
	row->at = g->next.time;
	row->order = g->next.order;
	tix_import_unpack(&im->map, g->mem, g->next.data, g->next.size, row);
}

/* All rows of the next key. */
static enum tix_status
gather(struct tix *tx, struct tix_importing *im, struct group *g)
{
	enum tix_status st = TIX_OK;
	const char *key;

	tix_arena_reset(g->mem);
	g->of = (struct tix_import_group){ .n = 0 };
	g->over = false;
	key = tix_arena_dup(g->mem, g->next.key);
	while (st == TIX_OK && g->more && strcmp(g->next.key, key) == 0) {
		add_row(im, g, key);
		st = look_on(tx, im, g);
	}
	return st;
}

static enum tix_status
too_many(struct tix *tx, const struct group *g)
{
	const struct tix_import_row *row = &g->of.rows[g->of.n - 1];

	return tix_fail(tx, TIX_INVALID, "'%s' has more than %d rows "
	    "(history-rows-max) or %u bytes (history-bytes-max); it is left "
	    "out", row->key, TIX_HISTORY_ROWS_MAX, TIX_HISTORY_BYTES_MAX);
}

static enum tix_status
print_ids(struct tix *tx, struct tix_importing *im, struct batch *b)
{
	enum tix_status st = TIX_OK;

	for (size_t i = 0; st == TIX_OK && i < b->n; i++)
		st = tix_rows_id(tx, &b->printed, b->id[i]);
	b->n = 0;
	tix_arena_reset(tx->mem);
	return st == TIX_OK ? tix_run_flush(tx, im->r) : st;
}

static enum tix_status
begin(struct tix *tx, struct tix_importing *im, struct batch *b)
{
	enum tix_status st;

	if (b->open)
		return TIX_OK;
	b->open = true;
	b->since = tix_time_clock();
	b->rows = 0;
	if (im->r->dry_run) {
		st = tix_db_read_begin(tx);
		if (st != TIX_OK)
			return st;
	}
	return tix_run_begin(tx, im->r->dry_run);
}

static enum tix_status
commit(struct tix *tx, struct tix_importing *im, struct batch *b)
{
	enum tix_status st = TIX_OK;

	if (!b->open)
		return TIX_OK;
	b->open = false;
	if (im->r->dry_run) {
		tix_db_read_end(tx);
		return TIX_OK;
	}
	st = tix_texts_drain(tx);
	if (st == TIX_OK)
		st = tix_db_commit(tx);
	else
		tix_db_rollback(tx);
	tix_arena_reset(tx->mem);
	if (st == TIX_OK)
		st = print_ids(tx, im, b);
	tix_progress(im->r, "%lld tickets, %lld rows in",
	    (long long)im->tickets, (long long)im->added);
	return st;
}

static bool
is_full(const struct batch *b)
{
	return b->n == BATCH_TICKETS || b->rows >= BATCH_ROWS ||
	    tix_time_clock() - b->since > BATCH_TIME;
}

static enum tix_status
take_group(struct tix *tx, struct tix_importing *im, struct group *g,
    struct batch *b)
{
	enum tix_status st = begin(tx, im, b);
	const struct tix_import_row *last = &g->of.rows[g->of.n - 1];
	int64_t id = 0;

	if (st != TIX_OK)
		return st;
	im->tickets++;
	b->rows += (int64_t)g->of.n;
	st = g->over ? too_many(tx, g) :
	    tix_import_ticket(tx, im, g->mem, &g->of, &id);
	if (st == TIX_OK && id != 0 && !im->r->dry_run)
		b->id[b->n++] = id;
	if (st != TIX_OK && st < TIX_BUSY) {
		tix_complain(tx, im->r, "%s:%lld: %s",
		    im->r->operands[last->file], (long long)last->line,
		    tx->error);
		im->worst = tix_worse(im->worst, TIX_PARTIAL);
		im->bad += (int64_t)g->of.n;
		st = TIX_OK;
	}
	tix_arena_reset(tx->mem);
	return st == TIX_OK && is_full(b) ? commit(tx, im, b) : st;
}

static enum tix_status
take_all(struct tix *tx, struct tix_importing *im, struct group *g,
    struct batch *b)
{
	enum tix_status st = look_on(tx, im, g);

	while (st == TIX_OK && g->more && !tix_interrupted()) {
		st = gather(tx, im, g);
		if (st == TIX_OK)
			st = take_group(tx, im, g, b);
	}
	if (st == TIX_OK)
		st = commit(tx, im, b);
	if (st != TIX_OK && im->r->dry_run)
		tix_db_read_end(tx);
	else if (st != TIX_OK)
		tix_db_rollback(tx);
	return st;
}

enum tix_status
tix_import_save(struct tix *tx, struct tix_importing *im)
{
	struct group g = { .mem = tix_arena_new(), .look = tix_arena_new() };
	struct batch b = { .open = false };
	enum tix_status st = tix_rows_begin(tx, im->r, "id", &b.printed);

	b.id = tix_arena_array(tx->run, BATCH_TICKETS, sizeof *b.id);
	tix_db_many_begin(tx);
	if (st == TIX_OK)
		st = take_all(tx, im, &g, &b);
	if (st == TIX_OK)
		tix_db_many_end(tx);
	if (st == TIX_OK)
		st = tix_rows_end(&b.printed);
	tix_arena_free(g.look);
	tix_arena_free(g.mem);
	return st;
}
