/*
 * What is wrong with a desk and its surroundings.
 */
#include "doctor.h"
#include "editor.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <tix/calendars.h>
#include <tix/db.h>
#include <tix/desks.h>
#include <tix/health.h>
#include <tix/orphan.h>
#include <tix/texts.h>
#include <tix/time.h>
#include <tix/uses.h>
#include <tix/utf8.h>
#include <tix/zone.h>

/* So many do not wait where writers drain as they should. */
#define QUEUE_LONG (4 * TIX_TEXTS_QUEUE_MAX)

static const struct tix_column columns[] = {
	{ "status", "STATUS", TIX_T_TEXT, 0 },
	{ "check", "CHECK", TIX_T_TEXT, 0 },
	{ "found", "FOUND", TIX_T_TEXT, TIX_COL_CUT },
	{ "advice", "ADVICE", TIX_T_TEXT, TIX_COL_CUT },
};

#define COLUMNS (sizeof columns / sizeof columns[0])

/* A table would cut what matters: for a person it is text. */
static bool
is_text(const struct tix_run *r)
{
	return r->terminal && !r->format_given;
}

static void
print_text(const struct tix_doctor *d, const char *status, const char *check,
    const char *advice, const char *found)
{
	struct tix_arena *mem = d->tx->run;

	fprintf(d->r->out.to, "%-8s %s: %s\n", status, check,
	    tix_utf8_printable(mem, found, false));
	if (advice != NULL)
		fprintf(d->r->out.to, "%-8s -> %s\n", "",
		    tix_utf8_printable(mem, advice, false));
}

void
tix_doctor_say(struct tix_doctor *d, enum tix_finding finding,
    const char *check, const char *advice, const char *fmt, ...)
{
	static const char *const names[] = { "ok", "warning", "problem" };
	char words[sizeof d->tx->error];
	enum tix_status s;
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(words, sizeof words, fmt, ap);
	va_end(ap);
	if (finding > d->worst)
		d->worst = finding;
	/* The place that a query's words point to has lines of its own. */
	words[strcspn(words, "\n")] = '\0';
	if (is_text(d->r)) {
		print_text(d, names[finding], check, advice, words);
		return;
	}
	s = tix_rows_values(&d->rows, (const struct tix_value[COLUMNS]){
		{ .s = names[finding] }, { .s = check },
		{ .s = tix_arena_dup(d->tx->run, words) },
		{ .s = tix_arena_dup(d->tx->run, advice) },
	});
	d->status = tix_worse(d->status, s);
}

static void
check_engine(struct tix_doctor *d)
{
	const char *version = tix_db_engine();

	if (tix_engine_has_wal_bug(version))
		tix_doctor_say(d, TIX_FOUND_OK, "engine",
		    "never run sqlite3 on a desk in use: it passes the gate "
		    "by", "SQLite %s has the WAL-reset bug; the write gate "
		    "keeps it from happening", version);
	else
		tix_doctor_say(d, TIX_FOUND_OK, "engine", NULL, "SQLite %s",
		    version);
}

static void
check_desk(struct tix_doctor *d)
{
	const struct tix_run *r = d->r;

	if (r->no_desk == NULL)
		tix_doctor_say(d, TIX_FOUND_OK, "desk", NULL,
		    "'%s' (%s), schema %d, version %lld of its policy",
		    tix_db_path(d->tx), r->db_from, TIX_DB_SCHEMA,
		    (long long)d->tx->desk->version);
	else
		tix_doctor_say(d, TIX_FOUND_PROBLEM, "desk",
		    "mend that first; what follows is what can be seen "
		    "from outside", "%s", r->no_desk);
}

static void
check_queue(struct tix_doctor *d)
{
	int64_t n;

	if (d->tx->db == NULL)
		return;
	if (tix_health_queue(d->tx, &n) != TIX_OK)
		tix_doctor_say(d, TIX_FOUND_PROBLEM, "full text",
		    "see tix fsck", "%s", d->tx->error);
	else if (n > QUEUE_LONG)
		tix_doctor_say(d, TIX_FOUND_WARNING, "full text",
		    "the next program that writes should drain it; if it does "
		    "not, see tix fsck",
		    "tickets that wait to be indexed: %lld", (long long)n);
	else
		tix_doctor_say(d, TIX_FOUND_OK, "full text", NULL,
		    "tickets that wait to be indexed: %lld", (long long)n);
}

/* Machines that share a desk may differ by that much. */
#define AHEAD TIX_MINUTE

static void
check_clock(struct tix_doctor *d)
{
	char newest[TIX_TIME_SIZE];
	struct tix *tx = d->tx;
	int64_t n, at;

	if (tx->db == NULL)
		return;
	if (tix_health_ahead(tx, tx->now + AHEAD, &n, &at) != TIX_OK)
		tix_doctor_say(d, TIX_FOUND_PROBLEM, "clock", "see tix fsck",
		    "%s", tx->error);
	else if (n > 0)
		tix_doctor_say(d, TIX_FOUND_WARNING, "clock",
		    "a --now or a clock was wrong: until then all that "
		    "happens to their tickets counts as that late; see "
		    "tix-time(7)", "events that are still to come: %lld, the "
		    "last at %s", (long long)n, tix_time_rfc3339(newest, at));
	else
		tix_doctor_say(d, TIX_FOUND_OK, "clock", NULL,
		    "no event is still to come");
}

/* What an editor session that was killed left behind. */
static void
check_drafts(struct tix_doctor *d)
{
	struct tix *tx = d->tx;
	struct tix_drafts found;

	if (tix_drafts_find(tx, &found) != TIX_OK)
		tix_doctor_say(d, TIX_FOUND_WARNING, "drafts",
		    "mend it: texts from the editor are kept there", "%s",
		    tx->error);
	else if (found.n > 0)
		tix_doctor_say(d, TIX_FOUND_WARNING, "drafts",
		    "unless an editor has it open: tix note -F FILE TICKET, "
		    "or tix reply, as its name begins; or rm FILE",
		    "texts that no ticket has: %lld in '%s', the newest '%s'",
		    (long long)found.n, found.folder, found.newest);
	else
		tix_doctor_say(d, TIX_FOUND_OK, "drafts", NULL,
		    "no text is left from an editor");
}

struct strays {
	struct tix_buf names;
	int64_t n;
};

static enum tix_status
note_stray(struct tix *tx, const struct tix_use *u, void *arg)
{
	struct strays *s = arg;

	if (!tix_desk_lacks(tx->desk, u->field, u->value))
		return TIX_OK;
	tix_buf_printf(&s->names, "%s%s '%s': %lld ticket%s (%lld%s)",
	    s->n++ > 0 ? "; " : "", tix_move_kind(u->field), u->value,
	    (long long)u->n, u->n == 1 ? "" : "s", (long long)u->first[0],
	    u->n > 1 ? " ..." : "");
	return TIX_OK;
}

/* Where tickets stand that nobody looks after, as an undo may leave them. */
static void
check_places(struct tix_doctor *d)
{
	struct tix *tx = d->tx;
	struct strays s = { .names = { .arena = tx->run } };

	if (tx->db == NULL || tx->desk == NULL)
		return;
	if (tix_uses_each(tx, note_stray, &s) != TIX_OK)
		tix_doctor_say(d, TIX_FOUND_PROBLEM, "places", "see tix fsck",
		    "%s", tx->error);
	else if (s.n > 0)
		tix_doctor_say(d, TIX_FOUND_WARNING, "places",
		    "tix desk apply --move KIND:OLD=NEW FILE with the text in "
		    "force, or tix route --again TICKET", "live tickets have "
		    "what the desk lacks: %s", tix_buf_text(&s.names));
	else
		tix_doctor_say(d, TIX_FOUND_OK, "places", NULL,
		    "the desk has what live tickets have of its names");
}

static void
check_zone(struct tix_doctor *d)
{
	const struct tix_zone *zone;
	struct tix *tx = d->tx;

	if (tix_zone_open(tx, tx->run, "Europe/London", &zone) != TIX_OK)
		tix_doctor_say(d, TIX_FOUND_PROBLEM, "time zones",
		    "install the system's zone data (tzdata)", "%s",
		    tx->error);
	else if (tix_zone_local(tx, tx->run, getenv("TZ"), &zone) != TIX_OK)
		tix_doctor_say(d, TIX_FOUND_PROBLEM, "time zones",
		    "set TZ to a name like Europe/Warsaw", "TZ: %s",
		    tx->error);
	else
		tix_doctor_say(d, TIX_FOUND_OK, "time zones", NULL,
		    "the local one is %s",
		    zone != NULL && tix_zone_name(zone) != NULL ?
		    tix_zone_name(zone) : "UTC");
}

/* Windows were compiled from the zone data of their day. */
static void
check_calendars(struct tix_doctor *d)
{
	struct tix_buf names = { .arena = d->tx->run };
	struct tix_desk_version v;
	const char *const *stale = NULL;
	struct tix *tx = d->tx;

	if (tx->db == NULL || tx->desk == NULL || tx->desk->ncalendars == 0)
		return;
	if (tix_desks_get(tx, 0, &v) != TIX_OK ||
	    tix_calendars_stale(tx, v.compiled, &stale) != TIX_OK) {
		tix_doctor_say(d, TIX_FOUND_PROBLEM, "calendars",
		    "install the zone, or name another in the policy", "%s",
		    tx->error);
		return;
	}
	for (; *stale != NULL; stale++)
		tix_buf_printf(&names, "%s'%s'", names.len > 0 ? ", " : "",
		    *stale);
	if (names.len > 0)
		tix_doctor_say(d, TIX_FOUND_WARNING, "calendars",
		    "apply the policy once more: tix desk show | tix desk "
		    "apply -", "the system's zone data give other hours to %s",
		    tix_buf_text(&names));
	else
		tix_doctor_say(d, TIX_FOUND_OK, "calendars", NULL,
		    "their hours are those of the system's zone data");
}

enum tix_status
tix_doctor(struct tix *tx, struct tix_run *r)
{
	struct tix_doctor d = { .tx = tx, .r = r };
	enum tix_status s = tix_rows_columns(tx, r, columns, COLUMNS,
	    "status,check,found,advice", &d.rows);

	if (s != TIX_OK)
		return s;
	check_desk(&d);
	check_engine(&d);
	if (r->db != NULL)
		tix_doctor_files(&d);
	check_queue(&d);
	check_clock(&d);
	check_places(&d);
	check_drafts(&d);
	tix_doctor_settings(&d);
	tix_doctor_notify(&d);
	check_zone(&d);
	check_calendars(&d);
	s = tix_worse(d.status, tix_rows_end(&d.rows));
	return s == TIX_OK && d.worst == TIX_FOUND_PROBLEM ? TIX_NO : s;
}
