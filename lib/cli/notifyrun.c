/*
 * The commands of tix notify: what is in the outbox, and what becomes of it.
 */
#include "notifying.h"
#include "private.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <tix/desktake.h>
#include <tix/utf8.h>

#define IS(state) (1u << (state))

static const struct tix_column columns[] = {
	{ "id", "ID", TIX_T_INT, TIX_COL_RIGHT },
	{ "state", "STATE", TIX_T_TEXT, 0 },
	{ "ticket", "TICKET", TIX_T_INT, TIX_COL_RIGHT },
	{ "key", "WHAT", TIX_T_TEXT, TIX_COL_CUT },
	{ "what", "KIND", TIX_T_TEXT, 0 },
	{ "event", "EVENT", TIX_T_INT, TIX_COL_RIGHT },
	{ "target", "TO", TIX_T_TEXT, 0 },
	{ "targets", "TARGETS", TIX_T_TEXT, TIX_COL_CUT },
	{ "tries", "TRIES", TIX_T_INT, TIX_COL_RIGHT | TIX_COL_ZERO },
	{ "next_try", "NEXT", TIX_T_TIME, 0 },
	{ "queued", "QUEUED", TIX_T_TIME, 0 },
	{ "sent", "SENT", TIX_T_TIME, 0 },
	{ "result", "RESULT", TIX_T_TEXT, TIX_COL_CUT },
	{ "data", "DATA", TIX_T_JSON, 0 },
};

#define COLUMNS (sizeof columns / sizeof columns[0])
#define LISTED "id,state,ticket,key,target,tries,next_try,result"
#define EVERY \
	"id,state,ticket,key,what,event,target,targets,tries,next_try,queued," \
	"sent,result"

static enum tix_status
put_row(struct tix *tx, const struct tix_outbox_row *n, void *arg)
{
	const bool pending = n->state == TIX_O_PENDING;
	enum tix_status s = tix_rows_values(arg,
	    (const struct tix_value[COLUMNS]){
		{ .type = TIX_T_INT, .i = n->id },
		{ .s = tix_outbox_state_names[n->state - 1] },
		{ .type = TIX_T_INT, .i = n->ticket },
		{ .s = n->key },
		{ .s = n->what },
		{ .type = TIX_T_INT, .i = n->event },
		{ .s = tix_target_get(tx, n->targets, n->target) },
		{ .s = n->targets },
		{ .type = TIX_T_INT, .i = n->tries },
		{ .type = TIX_T_TIME, .i = pending ? n->next_try : 0 },
		{ .type = TIX_T_TIME, .i = n->queued },
		{ .type = TIX_T_TIME, .i = n->sent },
		{ .s = n->result },
		{ .type = TIX_T_JSON, .s = n->data } });

	tix_arena_reset(tx->mem);
	return s;
}

/* The states of --state; without it all that are not done. */
static unsigned
states_of(const char *name)
{
	int i = 0;

	if (name == NULL)
		return IS(TIX_O_PENDING) | IS(TIX_O_FAILED) | IS(TIX_O_HELD);
	while (i < TIX_OUTBOX_STATES &&
	    strcmp(tix_outbox_state_names[i], name) != 0)
		i++;
	return i < TIX_OUTBOX_STATES ? IS(i + 1) : 0;
}

/* What became of notifications is no event: nothing knows how it was once. */
static enum tix_status
check_present(struct tix *tx, const struct tix_run *r)
{
	return r->cut == NULL ? TIX_OK : tix_fail(tx, TIX_INVALID,
	    "notifications are listed as they are now, without --as-of "
	    "and --known");
}

enum tix_status
tix_notify_list(struct tix *tx, struct tix_run *r, const struct tix_notify *n)
{
	struct tix_rows rows;
	enum tix_status s = tix_desk_operands(tx, r, 0, 0, "operand");

	if (s == TIX_OK)
		s = check_present(tx, r);
	if (s == TIX_OK)
		s = tix_rows_columns(tx, r, columns, COLUMNS,
		    r->out.format == TIX_TABLE ? LISTED : EVERY, &rows);
	if (s == TIX_OK)
		s = tix_outbox_each(tx, states_of(n->state), put_row, &rows);
	return s == TIX_OK ? tix_rows_end(&rows) : s;
}

static enum tix_status
read_number(struct tix *tx, const char *text, int64_t *id)
{
	size_t n = strspn(text, "0123456789");

	*id = n > 0 && n < 19 && text[n] == '\0' ?
	    strtoll(text, NULL, 10) : 0;
	return *id > 0 ? TIX_OK : tix_fail(tx, TIX_NOT_FOUND,
	    "no notification '%s'", text);
}

/* All of it, as far as a terminal may have it. */
static void
print_row(struct tix *tx, struct tix_run *r, const struct tix_outbox_row *n,
    const char *line)
{
	struct tix_arena *mem = tx->mem;
	FILE *to = r->out.to;

	fprintf(to, "notification %" PRId64 " of ticket %" PRId64 ": %s\n",
	    n->id, n->ticket, tix_outbox_state_names[n->state - 1]);
	fprintf(to, "key: %s\n", tix_utf8_printable(mem, n->key, false));
	fprintf(to, "targets: %s\n",
	    tix_utf8_printable(mem, n->targets, false));
	if (n->state == TIX_O_PENDING)
		fprintf(to, "tries: %" PRId64 " at %s\n", n->tries,
		    tix_utf8_printable(mem, tix_target_get(tx, n->targets,
		    n->target), false));
	if (n->result != NULL)
		fprintf(to, "result: %s\n",
		    tix_utf8_printable(mem, n->result, false));
	fprintf(to, "hooks get: %s", line);
}

static enum tix_status
show_one(struct tix *tx, struct tix_run *r, const char *text,
    struct tix_rows *rows)
{
	struct tix_outbox_row row;
	const char *line, *target;
	int64_t id;
	enum tix_status s = read_number(tx, text, &id);

	if (s == TIX_OK)
		s = tix_outbox_get(tx, id, &row);
	if (s != TIX_OK || r->format_given)
		return s == TIX_OK ? put_row(tx, &row, rows) : s;
	target = tix_target_get(tx, row.targets, row.target);
	if (target == NULL)
		target = tix_target_get(tx, row.targets, 0);
	s = tix_notify_line(tx, &row, target, &line);
	if (s == TIX_OK)
		print_row(tx, r, &row, line);
	return s;
}

enum tix_status
tix_notify_show(struct tix *tx, struct tix_run *r)
{
	struct tix_rows rows;
	enum tix_status s = tix_desk_operands(tx, r, 1, r->noperands,
	    "notification"), total;

	if (s == TIX_OK)
		s = check_present(tx, r);
	if (s == TIX_OK && r->format_given)
		s = tix_rows_columns(tx, r, columns, COLUMNS, EVERY ",data",
		    &rows);
	if (s != TIX_OK)
		return s;
	total = TIX_OK;
	for (int i = 0; i < r->noperands && s < TIX_BUSY; i++) {
		s = show_one(tx, r, r->operands[i], &rows);
		if (s != TIX_OK)
			tix_complain(tx, r, "%s", tx->error);
		tx->error[0] = '\0';
		total = tix_worse(total, s);
		tix_arena_reset(tx->mem);
	}
	return r->format_given ? tix_worse(total, tix_rows_end(&rows)) : total;
}

static enum tix_status
print_id(struct tix *tx, const struct tix_outbox_row *row, void *arg)
{
	struct tix_run *r = arg;

	fprintf(r->out.to, "%" PRId64 "%c", row->id, r->null ? '\0' : '\n');
	return tix_run_flush(tx, r);
}

enum tix_status
tix_notify_send(struct tix *tx, struct tix_run *r, const struct tix_notify *n)
{
	enum tix_status s = tix_desk_operands(tx, r, 0, 0, "operand");

	return s == TIX_OK ? tix_outbox_deliver(tx, r, n->limit, print_id, r) :
	    s;
}

/* Rows that are to have another state. */
struct move {
	struct tix_run *r;
	unsigned from;
	enum tix_outbox_state to;
	int64_t *id;
	size_t n;
	size_t cap;
	enum tix_status worst; /* of what was refused and told of */
};

static enum tix_status
add_id(struct tix *tx, const struct tix_outbox_row *row, void *arg)
{
	struct move *m = arg;

	m->id = tix_arena_more(tx->run, m->id, m->n, &m->cap,
	    sizeof *m->id);
	m->id[m->n++] = row->id;
	tix_arena_reset(tx->mem);
	return TIX_OK;
}

static enum tix_status
move_all(struct tix *tx, void *arg)
{
	struct move *m = arg;
	enum tix_status s = TIX_OK;
	size_t k = 0;

	for (size_t i = 0; i < m->n && s < TIX_BUSY; i++) {
		s = tix_outbox_move(tx, m->id[i], m->from, m->to);
		if (s <= TIX_NO) {
			m->id[k++] = m->id[i];
			s = TIX_OK;
		} else if (s < TIX_BUSY) {
			tix_complain(tx, m->r, "%s", tx->error);
			tx->error[0] = '\0';
			m->worst = tix_worse(m->worst, s);
			s = TIX_OK;
		}
		tix_arena_reset(tx->mem);
	}
	m->n = k;
	return s;
}

static enum tix_status
find_rows(struct tix *tx, struct move *m, bool all)
{
	struct tix_run *r = m->r;
	enum tix_status s;

	if (all && r->noperands > 0)
		return tix_fail(tx, TIX_INVALID, "--all or numbers, not both");
	if (all) /* what is on its way is asked for by its number */
		return tix_outbox_each(tx, m->from & ~IS(TIX_O_PENDING),
		    add_id, m);
	s = tix_desk_operands(tx, r, 1, r->noperands, "notification");
	for (int i = 0; s == TIX_OK && i < r->noperands; i++) {
		struct tix_outbox_row row;

		s = read_number(tx, r->operands[i], &row.id);
		if (s == TIX_OK)
			s = add_id(tx, &row, m);
	}
	return s;
}

static enum tix_status
move(struct tix *tx, struct tix_run *r, const struct tix_notify *n,
    unsigned from, enum tix_outbox_state to)
{
	struct move m = { .r = r, .from = from, .to = to };
	enum tix_status s = find_rows(tx, &m, n->all);

	if (s == TIX_OK && r->dry_run) {
		for (size_t i = 0; i < m.n; i++)
			tix_complain(tx, r, "notification %" PRId64
			    " would be %s", m.id[i],
			    tix_outbox_state_names[to - 1]);
		return s;
	}
	if (s == TIX_OK)
		s = tix_run_transaction(tx, move_all, &m);
	for (size_t i = 0; s == TIX_OK && i < m.n; i++)
		s = print_id(tx, &(struct tix_outbox_row){ .id = m.id[i] }, r);
	return tix_worse(s, m.worst);
}

enum tix_status
tix_notify_retry(struct tix *tx, struct tix_run *r,
    const struct tix_notify *n)
{
	return move(tx, r, n, IS(TIX_O_FAILED), TIX_O_PENDING);
}

enum tix_status
tix_notify_release(struct tix *tx, struct tix_run *r,
    const struct tix_notify *n)
{
	return move(tx, r, n, IS(TIX_O_HELD), TIX_O_PENDING);
}

enum tix_status
tix_notify_discard(struct tix *tx, struct tix_run *r,
    const struct tix_notify *n)
{
	return move(tx, r, n, IS(TIX_O_HELD) | IS(TIX_O_FAILED) |
	    IS(TIX_O_PENDING), TIX_O_DISCARDED);
}
