/*
 * One notification, to one target: a line of JSON for a hook, or a mail.
 */
#include "notifying.h"
#include "sending.h"

#include <stdlib.h>
#include <string.h>

#include <tix/db.h>
#include <tix/desk.h>
#include <tix/events.h>
#include <tix/tickets.h>
#include <tix/time.h>
#include <tix/utf8.h>

const char *
tix_target_get(struct tix *tx, const char *targets, int64_t i)
{
	size_t n;

	for (targets += strspn(targets, " "); *targets != '\0';
	    targets += n + strspn(targets + n, " ")) {
		n = strcspn(targets, " ");
		if (i-- == 0)
			return tix_arena_dup_n(tx->mem, targets, n);
	}
	return NULL;
}

/* The desk's data of the row; of the event where the row has none. */
static enum tix_status
read_data(struct tix *tx, struct tix_telling *l)
{
	const char *text = l->row->data;
	size_t len = text != NULL ? strlen(text) : l->e->data_len;

	if (text == NULL)
		text = l->e->data;
	return text == NULL || len == 0 ? TIX_OK :
	    tix_json_parse(tx, tx->mem, text, len, &l->data);
}

static enum tix_status
load(struct tix *tx, const struct tix_outbox_row *row, const char *target,
    struct tix_telling *l)
{
	const char *colon = strchr(target, ':');
	enum tix_status s;

	memset(l, 0, sizeof *l);
	l->row = row;
	l->target = target;
	l->kind = colon == NULL ? target : tix_arena_dup_n(tx->mem, target,
	    (size_t)(colon - target));
	l->name = colon == NULL ? "" : colon + 1;
	l->e = tix_arena_alloc(tx->mem, sizeof *l->e);
	s = tix_tickets_load(tx, tx->mem, row->ticket, &l->t);
	if (s == TIX_OK)
		s = tix_events_get(tx, row->event, l->e);
	if (s == TIX_OK)
		s = read_data(tx, l);
	return s == TIX_OK ? tix_telling_find(tx, l) : s;
}

static void
put_number(struct tix_json_out *o, const char *name, int64_t n)
{
	tix_json_name(o, name);
	if (n != 0)
		tix_json_number(o, n);
	else
		tix_json_null(o);
}

static void
put_time(struct tix *tx, struct tix_json_out *o, const char *name, int64_t at)
{
	char text[TIX_TIME_SIZE];

	tix_carry_text(tx, o, name, at != 0 ? tix_time_rfc3339(text, at) :
	    NULL);
}

/* A row has it as text, an event as a number. */
const char *
tix_telling_deadline(struct tix *tx, const struct tix_telling *l)
{
	const char *text = tix_json_text(l->data, "deadline");
	int64_t at = tix_json_int(l->data, "deadline", 0);

	return text != NULL || at == 0 ? text :
	    tix_time_rfc3339(tix_arena_alloc(tx->mem, TIX_TIME_SIZE), at);
}

const char *
tix_telling_what(const struct tix_telling *l)
{
	return l->row->what != NULL ? l->row->what :
	    tix_events[l->e->kind].name;
}

static void
put_ticket(struct tix *tx, struct tix_json_out *o, const struct tix_ticket *t)
{
	tix_carry_text(tx, o, "subject", t->subject);
	tix_carry_text(tx, o, "requester", t->requester);
	tix_carry_text(tx, o, "state", tix_state_names[t->state - 1]);
	put_number(o, "priority", t->priority);
	tix_carry_text(tx, o, "level", t->level);
	tix_carry_text(tx, o, "queue", t->queue);
	tix_carry_text(tx, o, "team", t->team);
	tix_carry_text(tx, o, "owner", t->owner);
}

static const char *
line_of(struct tix *tx, const struct tix_telling *l)
{
	struct tix_json_out *o = tix_json_out_new(tx->mem);
	const struct tix_outbox_row *row = l->row;
	size_t len;

	tix_json_open(o, '{');
	tix_carry_text(tx, o, "event", "notify");
	tix_carry_text(tx, o, "desk", tx->desk->name);
	put_number(o, "version", l->e->desk);
	put_number(o, "id", row->ticket);
	put_number(o, "seq", row->event);
	put_number(o, "notification", row->id);
	tix_carry_text(tx, o, "key", row->key);
	tix_carry_text(tx, o, "what", tix_telling_what(l));
	put_time(tx, o, "at", l->e->at);
	put_time(tx, o, "queued", row->queued);
	tix_carry_text(tx, o, "target", l->target);
	tix_carry_text(tx, o, "kind", l->kind);
	tix_carry_text(tx, o, "name", l->name);
	tix_carry_text(tx, o, "mail", l->mail);
	put_number(o, "try", row->tries);
	put_ticket(tx, o, &l->t);
	tix_carry_text(tx, o, "step", tix_json_text(l->data, "step"));
	tix_carry_text(tx, o, "clock", tix_json_text(l->data, "clock"));
	tix_carry_text(tx, o, "deadline", tix_telling_deadline(tx, l));
	tix_json_name(o, "data");
	if (l->data != NULL)
		tix_json_node(o, l->data);
	else
		tix_json_null(o);
	tix_json_close(o, '}');
	return tix_arena_printf(tx->mem, "%s\n", tix_json_out_text(o, &len));
}

enum tix_status
tix_notify_line(struct tix *tx, const struct tix_outbox_row *row,
    const char *target, const char **line)
{
	struct tix_telling l;
	enum tix_status s = load(tx, row, target, &l);

	if (s == TIX_OK)
		*line = line_of(tx, &l);
	return s;
}

/* So much a hook needs of who runs it, and of the desk where it is. */
static const char *const *
environment(struct tix *tx)
{
	static const char *const kept[] = { "HOME", "LOGNAME", "USER", "LANG",
		"LC_ALL", "TZ" };
	const size_t n = sizeof kept / sizeof kept[0];
	const char **env = tix_arena_array(tx->mem, n + 3, sizeof *env);
	const char *path = getenv("PATH");
	size_t k = 0;

	env[k++] = tix_arena_printf(tx->mem, "PATH=%s",
	    path != NULL && *path != '\0' ? path : "/usr/bin:/bin");
	env[k++] = tix_arena_printf(tx->mem, "TIX_DB=%s", tix_db_path(tx));
	for (size_t i = 0; i < n; i++)
		if (getenv(kept[i]) != NULL)
			env[k++] = tix_arena_printf(tx->mem, "%s=%s", kept[i],
			    getenv(kept[i]));
	env[k] = NULL;
	return env;
}

/* Is it somebody who is no pager's business: mail, and people outside? */
static bool
is_outward(const struct tix_telling *l)
{
	return strcmp(l->kind, "mail") == 0 ||
	    strcmp(l->kind, "requester") == 0;
}

/*
 * The hook of a target: of hook:NAME that one, else notify-KIND, else notify,
 * which is for the desk's own.
 */
static enum tix_status
find_hook(struct tix *tx, const struct tix_telling *l, const char **path)
{
	enum tix_status s;

	if (strcmp(l->kind, "hook") == 0)
		return tix_hook_find(tx, l->name, path);
	s = tix_hook_file(tx, tix_arena_printf(tx->mem, "notify-%s", l->kind),
	    path);
	return s == TIX_NOT_FOUND && !is_outward(l) ?
	    tix_hook_file(tx, "notify", path) : s;
}

static enum tix_status
run_hook(struct tix *tx, const struct tix_telling *l, const char *path,
    struct tix_notify_way *way, const char **result)
{
	const char *const argv[] = { path, NULL };
	const char *said, *line = line_of(tx, l);
	const struct tix_sender by = { .argv = argv, .timeout = way->timeout,
	    .env = environment(tx), .said = &said };
	int64_t began = tix_time_clock();
	enum tix_status s;

	way->not_run = way->hung != NULL && strcmp(way->hung, path) == 0;
	if (way->not_run)
		return tix_fail(tx, TIX_BUSY,
		    "'%s' hung a moment ago and is not run", path);
	s = tix_send(tx, &by, line, strlen(line));
	if (s == TIX_BUSY && tix_time_clock() - began >= way->timeout)
		way->hung = tix_arena_dup(tx->run, path);
	if (s == TIX_OK)
		*result = tix_arena_printf(tx->mem, "%s%s%s", *said != '\0' ?
		    said : strrchr(path, '/') + 1, *said != '\0' ? " (" : "",
		    *said != '\0' ? "exit 0)" : " (exit 0)");
	return s;
}

enum tix_status
tix_notify_tell(struct tix *tx, const struct tix_outbox_row *row,
    struct tix_notify_way *way, const char **result)
{
	const char *target = tix_target_get(tx, row->targets, row->target);
	const char *path, *to;
	struct tix_telling l;
	enum tix_status s;

	way->not_run = false;
	if (target == NULL)
		s = tix_fail(tx, TIX_NOT_FOUND, "nobody is left to be told");
	else
		s = load(tx, row, target, &l);
	if (s == TIX_OK) {
		s = find_hook(tx, &l, &path);
		to = tix_telling_addresses(tx, &l);
		if (s == TIX_OK)
			s = run_hook(tx, &l, path, way, result);
		else if (s == TIX_NOT_FOUND && to != NULL)
			s = tix_telling_mail(tx, &l, to, way->timeout,
			    result);
		else if (s == TIX_NOT_FOUND && strcmp(l.kind, "hook") != 0)
			s = tix_fail(tx, s, "%s, and the desk has no mail of "
			    "'%s'", tix_arena_dup(tx->mem, tx->error), target);
	}
	if (s != TIX_OK)
		*result = tix_arena_dup(tx->mem, tx->error);
	return s;
}
