/*
 * What replies go out by, and those that did not.
 */
#include "private.h"
#include "sending.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include <tix/address.h>
#include <tix/allow.h>
#include <tix/claim.h>
#include <tix/config.h>
#include <tix/events.h>
#include <tix/tickets.h>

static enum tix_status
check_program(struct tix *tx, const char *what, const char *path)
{
	return access(path, X_OK) == 0 ? TIX_OK : tix_fail(tx, TIX_NOT_FOUND,
	    "%s '%s': %s", what, path, strerror(errno));
}

static enum tix_status
prepare_hook(struct tix *tx, struct tix_reply *r)
{
	const char *path;
	enum tix_status s = tix_hook_find(tx, r->hook, &path);

	r->by = "hook";
	if (s == TIX_OK)
		s = check_program(tx, "hook", path);
	if (s == TIX_OK && r->to != NULL && strlen(r->to) > TIX_NAME_MAX)
		return tix_fail(tx, TIX_INVALID, "--to: at most %d bytes",
		    TIX_NAME_MAX);
	return s;
}

/* Many a mail server takes 25 MB and no more. */
static enum tix_status
check_files(struct tix *tx, const struct tix_attachments *files)
{
	int64_t size = 0;

	for (size_t i = 0; i < files->n; i++)
		size += files->item[i].size;
	return size <= TIX_MAIL_FILES_MAX ? TIX_OK : tix_fail(tx, TIX_INVALID,
	    "--attach: %lld bytes in one mail; at most %u (mail-files-max)",
	    (long long)size, TIX_MAIL_FILES_MAX);
}

static enum tix_status
prepare_mail(struct tix *tx, struct tix_reply *r,
    const struct tix_attachments *files)
{
	struct tix_address a;
	const char *path;
	enum tix_status s = TIX_OK;

	r->by = "mail";
	if (r->to != NULL) {
		s = tix_address_parse(tx, tx->run, r->to, &a);
		if (s == TIX_OK)
			r->to = tix_address_text(tx->run, &a);
	}
	if (s == TIX_OK)
		s = tix_config_get(tx, "sendmail", &path, NULL);
	if (s == TIX_OK)
		s = check_program(tx, "sendmail", path);
	return s == TIX_OK ? check_files(tx, files) : s;
}

enum tix_status
tix_delivery_prepare(struct tix *tx, struct tix_reply *r,
    const struct tix_attachments *files)
{
	enum tix_status s = TIX_OK;

	if (r->by != NULL && (r->hook != NULL || r->cc != NULL))
		return tix_fail(tx, TIX_INVALID, "by %s nothing is sent: "
		    "it goes with neither --hook nor --cc", r->by);
	if (r->by != NULL)
		return TIX_OK;
	if (r->hook == NULL) {
		s = tix_config_get(tx, "reply", &r->hook, NULL);
		if (r->hook != NULL && strcmp(r->hook, "sendmail") == 0)
			r->hook = NULL;
	}
	if (s != TIX_OK)
		return s;
	return r->hook != NULL ? prepare_hook(tx, r) :
	    prepare_mail(tx, r, files);
}

/* The events of one ticket: which of its replies are still here. */
static enum tix_status
see(struct tix *tx, struct tix_event *e, void *arg)
{
	(void)tx;
	tix_undelivered_see(arg, e);
	return TIX_OK;
}

static enum tix_status
find(struct tix *tx, struct tix_event *e, void *arg)
{
	struct tix_event *found = arg;

	(void)tx;
	if (e->seq == found->seq)
		*found = *e;
	return TIX_OK;
}

static enum tix_status
deliver_one(struct tix *tx, const struct tix_ticket *t, int64_t seq,
    const struct tix_delivery *d)
{
	struct tix_event *e = tix_arena_alloc(tx->mem, sizeof *e);
	enum tix_status s;

	e->seq = seq;
	s = tix_events_of(tx, tx->mem, t->id, find, e);
	return s == TIX_OK ? tix_deliver(tx, t, e, d) : s;
}

/* What others send is left to them, and said. */
static enum tix_status
leave_claimed(struct tix *tx, struct tix_run *r, const struct tix_ticket *t,
    struct tix_undelivered *left, bool *passed)
{
	enum tix_status s = TIX_OK;
	size_t k = 0;

	*passed = false;
	for (size_t i = 0; i < left->n && s < TIX_PARTIAL; i++) {
		s = tix_claim_held(tx, left->seq[i]);
		if (s == TIX_NO)
			left->seq[k++] = left->seq[i];
		if (s != TIX_OK)
			continue;
		tix_refuse_claimed(tx, t->id, left->seq[i]);
		tix_complain(tx, r, "%s", tx->error);
		*passed = true;
	}
	left->n = k;
	return s == TIX_NO ? TIX_OK : s;
}

/* All of one ticket, unless one cannot go; those passed over were told of. */
static enum tix_status
deliver_all(struct tix *tx, struct tix_run *r, const struct tix_ticket *t,
    const struct tix_delivery *d, bool *passed)
{
	struct tix_undelivered left = { .arena = tx->mem };
	enum tix_status s = tix_allow(tx, "reply", true, t);

	if (s == TIX_OK)
		s = tix_events_of(tx, tx->mem, t->id, see, &left);
	if (s == TIX_OK)
		s = leave_claimed(tx, r, t, &left, passed);
	if (s == TIX_OK && r->dry_run)
		tix_complain(tx, r, "ticket %lld: would send %zu repl%s",
		    (long long)t->id, left.n, left.n == 1 ? "y" : "ies");
	for (size_t i = 0; s == TIX_OK && !r->dry_run && i < left.n; i++)
		s = deliver_one(tx, t, left.seq[i], d);
	return s;
}

static enum tix_status
deliver_next(struct tix *tx, struct tix_run *r, const char *text,
    const struct tix_delivery *d, struct tix_rows *rows)
{
	struct tix_ticket *t = tix_arena_alloc(tx->mem, sizeof *t);
	int64_t id = tix_id_parse(text);
	bool passed = false;
	enum tix_status s;

	if (id == 0)
		return tix_fail(tx, TIX_NOT_FOUND, "no ticket '%s'", text);
	s = tix_tickets_load(tx, tx->mem, id, t);
	if (s == TIX_OK)
		s = deliver_all(tx, r, t, d, &passed);
	if (s == TIX_OK && passed) {
		tx->error[0] = '\0';
		return TIX_BUSY;
	}
	if (s == TIX_OK && !r->dry_run)
		s = tix_rows_id(tx, rows, id);
	return s == TIX_OK ? tix_run_flush(tx, r) : s;
}

/* Of --query, unless they are too many. */
static enum tix_status
select_tickets(struct tix *tx, struct tix_run *r)
{
	enum tix_status s;

	if (r->query == NULL)
		return TIX_OK;
	s = tix_bulk_select(tx, r);
	tix_arena_reset(tx->mem);
	return s == TIX_OK ? tix_bulk_allow(tx, r, r->ngiven) : s;
}

enum tix_status
tix_deliver_again(struct tix *tx, struct tix_run *r,
    const struct tix_delivery *d)
{
	enum tix_status total = select_tickets(tx, r), s = TIX_OK;
	struct tix_ids *ids;
	struct tix_rows rows;
	const char *text;

	if (total == TIX_OK)
		total = tix_rows_begin(tx, r, "id", &rows);
	if (total != TIX_OK)
		return total;
	ids = tix_ids_new(tx, r);
	while (s != TIX_NO && s < TIX_IO && !r->reader_gone &&
	    !tix_interrupted()) {
		s = tix_ids_next(tx, ids, -1, &text);
		if (s == TIX_BUSY)
			continue;
		if (s == TIX_OK)
			s = deliver_next(tx, r, text, d, &rows);
		if (s != TIX_OK && s != TIX_NO && tx->error[0] != '\0')
			tix_complain(tx, r, "%s", tx->error);
		total = tix_worse(total, s == TIX_NO ? TIX_OK : s);
		tix_arena_reset(tx->mem);
	}
	tx->error[0] = '\0'; /* each was told */
	return tix_worse(total, tix_rows_end(&rows));
}
