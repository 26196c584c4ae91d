/*
 * A policy held against a table.
 */
#include "policytest.h"
#include "private.h"

#include <string.h>

#include <tix/fold.h>
#include <tix/policyfile.h>
#include <tix/time.h>
#include <tix/utf8.h>
#include <tix/work.h>

static const struct tix_column output[] = {
	{ "file", "FILE", TIX_T_TEXT, 0 },
	{ "line", "LINE", TIX_T_INT, TIX_COL_RIGHT },
	{ "field", "FIELD", TIX_T_TEXT, 0 },
	{ "wanted", "WANTED", TIX_T_TEXT, 0 },
	{ "got", "GOT", TIX_T_TEXT, 0 },
	{ "by", "BY", TIX_T_TEXT, 0 },
	{ "name", "NAME", TIX_T_TEXT, 0 },
};

#define OUTPUT (sizeof output / sizeof output[0])

struct testing {
	struct tix_run *r;
	struct tix_records *records;
	const struct tix_test_column *column;
	size_t n;
	int64_t at;      /* of rows that do not say */
	int64_t count;
	int64_t differ;  /* rows that do */
	struct tix_rows rows;
};

/* Nobody has anything to do: what comes out depends on the policy alone. */
static enum tix_status
no_load(struct tix *tx, const char *agent, int64_t but, struct tix_load *load)
{
	(void)tx;
	(void)agent;
	(void)but;
	*load = (struct tix_load){ 0 };
	return TIX_OK;
}

static enum tix_status
no_turn(struct tix *tx, const char *agent, int64_t *turn)
{
	(void)tx;
	(void)agent;
	*turn = 0;
	return TIX_OK;
}

static enum tix_status
no_idle(struct tix *tx, const char *agent, int64_t but, int64_t *at)
{
	(void)tx;
	(void)agent;
	(void)but;
	*at = 0;
	return TIX_OK;
}

static enum tix_status
no_last(struct tix *tx, const char *requester, int64_t but,
    const char **agent)
{
	(void)tx;
	(void)requester;
	(void)but;
	*agent = NULL;
	return TIX_OK;
}

static const struct tix_staff nobody_busy = {
	.load = no_load, .turn = no_turn, .idle = no_idle, .last = no_last,
};

static enum tix_status
in_row(struct tix *tx, const struct tix_record *row, enum tix_status s,
    const char *column)
{
	const char *words = tix_arena_dup(tx->mem, tx->error);

	return tix_fail(tx, s, "%s:%lld: %s%s%s", row->file,
	    (long long)row->line, column, *column != '\0' ? ": " : "", words);
}

static enum tix_status
put_cell(struct tix *tx, const struct tix_test_column *c, const char *cell,
    struct tix_draft *d)
{
	const char *assignment;
	struct tix_texts one = { &assignment, 1 };

	if (c->what == TIX_TEST_AT)
		return tix_time_parse(tx, cell, &tx->at);
	if (c->what == TIX_TEST_FIELD)
		return tix_draft_put(tx, d, c->field, cell);
	assignment = tix_arena_printf(tx->mem, "%s=%s", c->own, cell);
	return tix_draft_assign(tx, d, &one);
}

static enum tix_status
read_draft(struct tix *tx, const struct testing *g,
    const struct tix_record *row, struct tix_draft *d)
{
	enum tix_status s = TIX_OK;

	tx->at = g->at;
	for (size_t i = 0; s == TIX_OK && i < g->n; i++) {
		if (g->column[i].wanted || *row->field[i] == '\0')
			continue;
		s = put_cell(tx, &g->column[i], row->field[i], d);
		if (s != TIX_OK)
			return in_row(tx, row, s, g->column[i].name);
	}
	return s;
}

static const char *
last_taken(const struct tix_steps *steps)
{
	const char *rule = NULL;

	for (const struct tix_step *i = steps->first; i != NULL; i = i->next)
		if (i->what == TIX_STEP_TAKEN)
			rule = i->name;
	return rule;
}

/* Open it, as it would be, and look at what came of it. */
static enum tix_status
open_row(struct tix *tx, struct testing *g, const struct tix_draft *draft,
    struct tix_tested *d)
{
	struct tix_event *e = tix_arena_alloc(tx->mem, sizeof *e);
	struct tix_steps steps = { 0 };
	const struct tix_route_how how = {
		.fixed = draft->given, .staff = &nobody_busy,
		.steps = &steps,
	};
	enum tix_status s = tix_open(tx, &draft->t, &how, e);

	if (s != TIX_OK)
		return in_row(tx, d->row, s, "");
	tix_gave_up_say(tx, g->r, e);
	if (g->r->explain) {
		tix_complain(tx, g->r, "%s:%lld: %s", d->row->file,
		    (long long)d->row->line, draft->t.subject);
		tix_steps_say(tx, g->r, &draft->t, e);
	}
	e->at = tx->at;
	e->ticket = 1;
	tix_fold(tx, &d->t, e, NULL);
	d->rule = last_taken(&steps);
	return tix_event_grounds(tx, e, &d->grounds, &d->ngrounds);
}

/* "rows.csv:3: queue: wanted vpn, got network (rule 'network words')" */
static enum tix_status
tell(struct tix *tx, struct testing *g, const struct tix_tested *d,
    const struct tix_test_column *c, const char *wanted, const char *got)
{
	const struct tix_ground *ground = tix_test_ground(c, d);
	const struct tix_value all[OUTPUT] = {
		{ .s = d->row->file },
		{ .type = TIX_T_INT, .i = d->row->line },
		{ .s = c->name }, { .s = wanted }, { .s = got },
		{ .s = ground == NULL ? NULL : ground->by },
		{ .s = ground == NULL ? NULL : ground->name },
	};
	const char *by = "";

	if (g->r->format_given)
		return tix_rows_values(&g->rows, all);
	if (ground != NULL && ground->name != NULL)
		by = tix_arena_printf(tx->mem, " (%s '%s')", ground->by,
		    ground->name);
	fprintf(g->r->out.to, "%s\n", tix_utf8_printable(tx->mem,
	    tix_arena_printf(tx->mem, "%s:%lld: %s: wanted %s, got %s%s",
	    d->row->file, (long long)d->row->line, c->name, wanted, got, by),
	    false));
	return TIX_OK;
}

static enum tix_status
compare_row(struct tix *tx, struct testing *g, const struct tix_tested *d)
{
	enum tix_status total = TIX_OK, s;
	const char *wanted, *got;

	for (size_t i = 0; i < g->n && total <= TIX_NO; i++) {
		const char *cell = d->row->field[i];

		if (!g->column[i].wanted || *cell == '\0')
			continue;
		s = tix_test_compare(tx, &g->column[i], cell, d, &wanted,
		    &got);
		if (s > TIX_NO)
			return in_row(tx, d->row, s, g->column[i].name);
		total = tix_worse(total, s);
		if (s == TIX_NO)
			s = tell(tx, g, d, &g->column[i], wanted, got);
		total = s == TIX_OK ? total : tix_worse(total, s);
	}
	g->differ += total == TIX_NO;
	return total;
}

static enum tix_status
test_row(struct tix *tx, struct testing *g, const struct tix_record *row)
{
	struct tix_tested d = { .row = row };
	struct tix_draft draft = { 0 };
	enum tix_status s = read_draft(tx, g, row, &draft);

	g->count++;
	if (s == TIX_OK)
		s = open_row(tx, g, &draft, &d);
	return s == TIX_OK ? compare_row(tx, g, &d) : s;
}

/* Rows that are wrong are complained of, and the next ones go on. */
static enum tix_status
test_rows(struct tix *tx, struct testing *g)
{
	enum tix_status total = TIX_OK, s;
	struct tix_record row;

	while (total < TIX_BUSY && !tix_run_reader_gone(g->r)) {
		s = tix_records_next(tx, g->records, &row);
		if (s == TIX_NO)
			break;
		if (s == TIX_OK)
			s = test_row(tx, g, &row);
		if (s > TIX_NO)
			tix_complain(tx, g->r, "%s", tx->error);
		total = tix_worse(total, s);
		tix_arena_reset(tx->mem);
	}
	tx->error[0] = '\0'; /* each was told */
	return total;
}

/* A path as before the line of a complaint. */
static const char *
file_of(const char *path)
{
	return strcmp(path, "-") == 0 ? "standard input" : path;
}

static enum tix_status
begin(struct tix *tx, struct testing *g, const char *path)
{
	const struct tix_records_options o = {
		.format = TIX_RECORDS_CSV, .all = true,
	};
	const char *const *names;
	enum tix_status s = tix_records_open(tx, path, &o, &g->records);
	struct tix_test_column *columns;

	if (s != TIX_OK)
		return s;
	names = tix_records_columns(g->records, &g->n);
	s = tix_test_columns(tx, file_of(path), names, g->n, &columns);
	g->column = columns;
	if (s == TIX_OK && g->r->format_given)
		s = tix_rows_columns(tx, g->r, output, OUTPUT, NULL,
		    &g->rows);
	return s;
}

static void
sum_up(struct tix *tx, const struct testing *g, enum tix_status s)
{
	if (g->differ > 0)
		tix_complain(tx, g->r, "%lld of %lld row%s differ%s",
		    (long long)g->differ, (long long)g->count,
		    g->count == 1 ? "" : "s", g->differ == 1 ? "s" : "");
	else if (s == TIX_OK)
		tix_notice(tx, g->r, "%lld row%s: all as wanted",
		    (long long)g->count, g->count == 1 ? "" : "s");
}

enum tix_status
tix_policy_test(struct tix *tx, struct tix_run *r, const char *path,
    const char *desk)
{
	struct testing g = { .r = r, .at = tx->at };
	enum tix_status s = TIX_OK;

	if (desk != NULL)
		s = tix_policyfile_read(tx, desk, &tx->desk);
	else if (r->no_desk != NULL)
		s = tix_fail(tx, TIX_NOT_FOUND, "%s", r->no_desk);
	if (s == TIX_OK)
		s = begin(tx, &g, path);
	if (s != TIX_OK) {
		tix_records_close(g.records);
		return s;
	}
	s = test_rows(tx, &g);
	tix_records_close(g.records);
	if (s == TIX_OK && g.count == 0)
		s = tix_fail(tx, TIX_INVALID, "%s:1: no cases: no row stands "
		    "below the heading", file_of(path));
	if (s < TIX_BUSY)
		s = tix_worse(s, tix_rows_end(&g.rows));
	if (s < TIX_BUSY)
		s = tix_worse(s, tix_run_flush(tx, r));
	sum_up(tx, &g, s);
	return s;
}
