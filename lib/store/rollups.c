/*
 * The desk's tallies, and what reports take from them.
 */
#include <tix/rollups.h>

#include "tally_row.h"

#include <tix/hindsight.h>

static const char add_sql[] =
	"INSERT INTO rollup (slot, measure, level, priority, n)"
	" VALUES ($slot, $measure, $level, $priority, $n)"
	" ON CONFLICT DO UPDATE SET n = n + excluded.n";

static const char moves_sql[] =
	"SELECT measure, level, priority, sum(n)"
	"  FROM rollup"
	" WHERE slot >= $from AND slot < $to AND measure <> $backlog"
	" GROUP BY measure, level, priority"
	" HAVING sum(n) <> 0";

static const char backlog_sql[] =
	"SELECT measure, level, priority, sum(n)"
	"  FROM rollup"
	" WHERE slot < $to AND measure = $backlog"
	" GROUP BY measure, level, priority"
	" HAVING sum(n) <> 0";

static const char resolutions_sql[] =
	"SELECT resolved - opened, level, priority"
	"  FROM ticket"
	" WHERE resolved >= $from AND resolved < $to"
	" ORDER BY resolved, level, priority, opened";

enum tix_status
tix_tally_write(struct tix *tx, const char *sql, const struct tix_tally *t)
{
	return tix_sql(tx, sql, TIX_PARAMS(
	    TIX_INT("$slot", t->slot), TIX_INT("$measure", t->measure),
	    TIX_TEXT("$level", t->level != NULL ? t->level : ""),
	    TIX_INT("$priority", t->priority), TIX_INT("$n", t->n)),
	    NULL, NULL);
}

enum tix_status
tix_rollups_add(struct tix *tx, const struct tix_tallies *l)
{
	enum tix_status s = TIX_OK;

	for (size_t i = 0; s == TIX_OK && i < l->n; i++) {
		if (l->item[i].n == 0)
			continue;
		s = tix_tally_write(tx, add_sql, &l->item[i]);
	}
	return s;
}

/* A level as stored: "" is none, as a key may not be NULL. */
static const char *
level_of(const struct tix_row *row, int column, struct tix_arena *mem)
{
	const char *level = tix_row_text(row, column, mem);

	return level == NULL || *level == '\0' ? NULL : level;
}

struct sums {
	tix_rollup_fn fn;
	void *arg;
};

static enum tix_status
take_sum(struct tix *tx, const struct tix_row *row, void *arg)
{
	const struct sums *sums = arg;
	struct tix_tally t = {
		.measure = (enum tix_measure)tix_row_int(row, 0),
		.level = level_of(row, 1, tx->mem),
		.priority = tix_row_int(row, 2),
		.n = tix_row_int(row, 3),
	};

	return sums->fn(tx, &t, sums->arg);
}

enum tix_status
tix_rollups_moves(struct tix *tx, int64_t from, int64_t to, tix_rollup_fn fn,
    void *arg)
{
	struct sums sums = { .fn = fn, .arg = arg };
	enum tix_status s = tix_hindsight_tallies(tx);

	return s != TIX_OK ? s : tix_sql(tx, moves_sql, TIX_PARAMS(
	    TIX_INT("$from", from), TIX_INT("$to", to),
	    TIX_INT("$backlog", TIX_N_BACKLOG)), take_sum, &sums);
}

enum tix_status
tix_rollups_backlog(struct tix *tx, int64_t to, tix_rollup_fn fn, void *arg)
{
	struct sums sums = { .fn = fn, .arg = arg };
	enum tix_status s = tix_hindsight_tallies(tx);

	return s != TIX_OK ? s : tix_sql(tx, backlog_sql, TIX_PARAMS(
	    TIX_INT("$to", to), TIX_INT("$backlog", TIX_N_BACKLOG)), take_sum,
	    &sums);
}

struct resolutions {
	tix_resolution_fn fn;
	void *arg;
};

static enum tix_status
take_resolution(struct tix *tx, const struct tix_row *row, void *arg)
{
	const struct resolutions *all = arg;
	struct tix_resolution r = {
		.took = tix_row_int(row, 0),
		.level = level_of(row, 1, tx->mem),
		.priority = tix_row_int(row, 2),
	};
	enum tix_status s = all->fn(tx, &r, all->arg);

	tix_arena_reset(tx->mem);
	return s;
}

enum tix_status
tix_rollups_resolutions(struct tix *tx, int64_t from, int64_t to,
    tix_resolution_fn fn, void *arg)
{
	struct resolutions all = { .fn = fn, .arg = arg };
	enum tix_status s = tix_hindsight_tickets(tx);

	return s != TIX_OK ? s : tix_sql(tx, resolutions_sql, TIX_PARAMS(
	    TIX_INT("$from", from), TIX_INT("$to", to)), take_resolution,
	    &all);
}
