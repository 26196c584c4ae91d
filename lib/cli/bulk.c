/*
 * Many tickets at once: which, whether they are too many, and all of them
 * before the first.
 */
#include "act.h"

#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <tix/config.h>
#include <tix/tickets.h>

#define ASK_ABOVE 100 /* tickets, where no setting says so */
#define POLL_MAX 200  /* milliseconds: a signal before the wait is seen then */
#define FIRST 1024    /* records, or ids, that there is room for at first */

static bool
is_blank(const char *text)
{
	return text[strspn(text, " \t\r\n")] == '\0';
}

/* What works on tickets and changes none by itself has nothing to undo. */
static bool
goes_with(const struct tix_run *r)
{
	const unsigned both = TIX_CMD_WRITES | TIX_CMD_TICKETS;

	if (r->cmd->each != NULL)
		return true;
	return (r->cmd->flags & both) == both && !r->atomic &&
	    (r->max < 0 || r->query != NULL);
}

enum tix_status
tix_bulk_check(struct tix *tx, const struct tix_run *r)
{
	const bool any = r->query != NULL || r->atomic || r->max >= 0;

	if (any && !goes_with(r))
		return tix_fail(tx, TIX_INVALID, "--query, --atomic and --max "
		    "are for acting on tickets");
	if (r->query != NULL && r->noperands > 0)
		return tix_fail(tx, TIX_INVALID,
		    "--query and '%s': the tickets are given twice",
		    r->operands[0]);
	if (r->query != NULL && is_blank(r->query))
		return tix_fail(tx, TIX_INVALID,
		    "--query '%s': it would be every ticket; 'id:1..' says so",
		    r->query);
	return TIX_OK;
}

/* Ids as they are found. */
struct found {
	int64_t *id;
	size_t n;
	size_t cap;
};

static enum tix_status
take_id(struct tix *tx, const struct tix_ticket *t, void *arg)
{
	struct found *f = arg;

	if (tix_interrupted())
		return tix_fail(tx, TIX_BUSY, "interrupted");
	if (f->n == f->cap) {
		const int64_t *old = f->id;

		f->cap *= 2;
		f->id = tix_arena_array(tx->run, f->cap, sizeof *f->id);
		memcpy(f->id, old, f->n * sizeof *f->id);
	}
	f->id[f->n++] = t->id;
	return TIX_OK;
}

enum tix_status
tix_bulk_select(struct tix *tx, struct tix_run *r)
{
	struct found f = { .cap = FIRST };
	struct tix_term *query;
	enum tix_status s = tix_query_parse(tx, r->query, &query);

	if (s != TIX_OK)
		return s;
	f.id = tix_arena_array(tx->run, f.cap, sizeof *f.id);
	s = tix_tickets_select(tx, query, NULL, 0, 0, TIX_BIT(TIX_F_ID),
	    take_id, &f, NULL);
	r->given = f.id;
	r->ngiven = f.n;
	return s;
}

bool
tix_says_yes(void)
{
	struct pollfd p = { .fd = STDIN_FILENO, .events = POLLIN };
	char line[64];
	ssize_t n;

	while (poll(&p, 1, POLL_MAX) <= 0)
		if (tix_interrupted())
			return false;
	n = read(STDIN_FILENO, line, sizeof line - 1);
	if (n <= 0)
		return false;
	line[n] = '\0';
	line[strcspn(line, "\r\n")] = '\0';
	return strcmp(line, "y") == 0 || strcmp(line, "Y") == 0 ||
	    strcmp(line, "yes") == 0;
}

static enum tix_status
ask(struct tix *tx, const struct tix_run *r, size_t n, int64_t above)
{
	if (!isatty(STDIN_FILENO) || !isatty(STDERR_FILENO))
		return tix_fail(tx, TIX_CONFLICT, "%zu tickets, and above "
		    "%lld (bulk-ask) it wants --yes; nothing was changed", n,
		    (long long)above);
	fprintf(stderr, "%s %zu tickets? [y/N] ", r->cmd->name, n);
	fflush(stderr);
	if (tix_says_yes())
		return TIX_OK;
	if (tix_interrupted())
		fputc('\n', stderr);
	return tix_fail(tx, TIX_CONFLICT, "nothing was changed");
}

enum tix_status
tix_bulk_allow(struct tix *tx, struct tix_run *r, size_t n)
{
	const bool counted = r->query != NULL ||
	    (r->given == NULL && !tix_ids_are_read(r));
	int64_t above;
	enum tix_status s;

	if (r->max >= 0 && n > (uint64_t)r->max)
		return tix_fail(tx, TIX_CONFLICT,
		    "%zu tickets are more than --max %lld; nothing was changed",
		    n, (long long)r->max);
	if (!counted || r->yes || r->dry_run || n < 2)
		return TIX_OK;
	s = tix_config_count(tx, "bulk-ask", ASK_ABOVE, &above);
	if (s != TIX_OK || n <= (uint64_t)above)
		return s;
	return ask(tx, r, n, above);
}

static enum tix_status
too_many(struct tix *tx, struct tix_run *r)
{
	tix_complain(tx, r, "more than %d tickets (bulk-max) are too many for "
	    "%s; nothing was changed", TIX_BULK_MAX,
	    r->atomic ? "--atomic" : "--max");
	return TIX_CONFLICT;
}

static struct tix_record *
grow(struct tix *tx, struct tix_record *all, size_t n, size_t *cap)
{
	struct tix_record *more;

	*cap = *cap == 0 ? FIRST : *cap * 2;
	more = tix_arena_array(tx->run, *cap, sizeof *more);
	if (n > 0)
		memcpy(more, all, n * sizeof *more);
	return more;
}

static enum tix_status
bad_line(struct tix *tx, struct tix_run *r, enum tix_status s)
{
	tix_complain(tx, r, "%s%s", tx->error, r->atomic && s < TIX_IO ?
	    "; nothing was changed (--atomic)" : "");
	return s;
}

enum tix_status
tix_bulk_read(struct tix *tx, struct tix_run *r, struct tix_ids *ids,
    struct tix_record **all, size_t *n)
{
	enum tix_status total = TIX_OK, s = TIX_OK;
	size_t cap = 0, k = 0;

	*n = 0;
	while (s != TIX_NO && !tix_interrupted()) {
		if (k == cap)
			*all = grow(tx, *all, k, &cap);
		s = tix_record_next(tx, ids, -1, &(*all)[k]);
		if (s == TIX_OK && k++ == TIX_BULK_MAX)
			return too_many(tx, r);
		if (s == TIX_OK || s == TIX_NO || s == TIX_BUSY)
			continue;
		total = tix_worse(total, bad_line(tx, r, s));
		if (r->atomic || s >= TIX_IO)
			return total;
	}
	if (!tix_interrupted())
		*n = k;
	return total;
}
