/*
 * The table of desk versions.
 */
#include <tix/desks.h>

#include <string.h>

#include <tix/arena.h>
#include <tix/calendars.h>
#include <tix/events.h>
#include <tix/promise.h>
#include <tix/ruleproof.h>
#include <tix/timing.h>

#include "sql.h"

static const char builtin[] =
#include "builtin.h"
;

static const char builtin_source[] =
#include "policy.h"
;

static const char newest_sql[] =
	"SELECT version, compiled, EXISTS (SELECT 1 FROM law)"
	"  FROM desk"
	" ORDER BY version DESC"
	" LIMIT 1";

static const char head_sql[] =
	"SELECT version, compiled, EXISTS (SELECT 1 FROM law)"
	"  FROM desk"
	" WHERE version = $version";

static const char tail_sql[] =
	"SELECT tail"
	"  FROM desk"
	" WHERE version = $version";

/* The newest with $version = 0. */
static const char get_sql[] =
	"SELECT d.version, d.compiled || d.tail, d.source, e.at, e.actor,"
	"       e.on_behalf"
	"  FROM desk AS d LEFT JOIN event AS e"
	"    ON e.ticket IS NULL AND e.kind = 'desk' AND e.desk = d.version"
	" WHERE d.version = CASE $version"
	"       WHEN 0 THEN (SELECT max(version) FROM desk)"
	"       ELSE $version END";

/* The events of the desk are few among those of tickets, and side by side. */
#define COUNT(list) "ifnull(json_array_length(d.compiled, '$." list "'), 0)"

static const char each_sql[] =
	"SELECT d.version, NULL, NULL, e.at, e.actor, e.on_behalf,"
	"       " COUNT("levels") ", " COUNT("queues") ", " COUNT("teams") ","
	"       " COUNT("agents") ", " COUNT("categories") ","
	"       (length(d.tail) - length(replace(char(10) || d.tail,"
	"           char(10) || 'r' || char(9), '')) + 1) / 3,"
	"       d.source IS NOT NULL"
	"  FROM event AS e JOIN desk AS d ON d.version = e.desk"
	" WHERE e.ticket IS NULL AND e.kind = 'desk'"
	" ORDER BY d.version DESC";

static const char put_sql[] =
	"INSERT INTO desk (version, compiled, tail, source)"
	" VALUES ($version, $compiled, $tail, $source)";

const char *
tix_desks_builtin(void)
{
	return builtin;
}

const char *
tix_desks_builtin_source(void)
{
	return builtin_source;
}

struct newest {
	int64_t have; /* the version whose text is not wanted, or 0 */
	int64_t version;
	const char *compiled;
	bool has_laws;
};

static enum tix_status
take_newest(struct tix *tx, const struct tix_row *row, void *arg)
{
	struct newest *n = arg;

	n->version = tix_row_int(row, 0);
	n->has_laws = tix_row_int(row, 2) != 0;
	if (n->version != n->have)
		n->compiled = tix_row_text(row, 1, tx->mem);
	return TIX_NO;
}

/* It was read when it was stored: the user has nothing to say differently. */
static enum tix_status
is_damaged(struct tix *tx, int64_t version)
{
	const char *words = tix_arena_dup(tx->mem, tx->error);

	return tix_fail(tx, TIX_IO,
	    "'%s' is damaged: version %lld of its policy: %s; see tix fsck",
	    tix_db_path(tx), (long long)version, words);
}

/* All but what is in the tail. */
static enum tix_status
decode(struct tix *tx, const struct newest *n, const struct tix_desk **desk)
{
	struct tix_desk *d = tix_arena_alloc(tx->run, sizeof *d);

	if (tix_desk_decode(tx, tx->run, n->compiled, strlen(n->compiled),
	    d) != TIX_OK)
		return is_damaged(tx, n->version);
	d->version = n->version;
	d->has_laws = n->has_laws;
	d->tail = NULL;
	*desk = d;
	return TIX_OK;
}

enum tix_status
tix_desks_past(struct tix *tx, int64_t version, const struct tix_desk **desk)
{
	struct newest n = { 0 };
	enum tix_status s = TIX_OK;

	*desk = tx->desk;
	if (tx->desk != NULL && tx->desk->version == version)
		return TIX_OK;
	*desk = NULL;
	s = tix_sql(tx, head_sql, TIX_PARAMS(TIX_INT("$version", version)),
	    take_newest, &n);
	return s != TIX_OK || n.compiled == NULL ? s : decode(tx, &n, desk);
}

enum tix_status
tix_desks_load(struct tix *tx)
{
	struct newest n = {
		.have = tx->desk != NULL ? tx->desk->version : 0,
	};
	enum tix_status s = tix_sql(tx, newest_sql, NULL, take_newest, &n);

	if (s != TIX_OK || (n.version != 0 && n.version == n.have))
		return s;
	if (n.compiled == NULL)
		return tix_fail(tx, TIX_CONFLICT, "the file holds no desk");
	s = decode(tx, &n, &tx->desk);
	return s == TIX_OK && tx->routes ? tix_desks_load_rules(tx) : s;
}

static enum tix_status
take_tail(struct tix *tx, const struct tix_row *row, void *arg)
{
	*(const char **)arg = tix_row_text(row, 0, tx->run);
	return TIX_NO;
}

enum tix_status
tix_desks_load_tail(struct tix *tx)
{
	struct tix_desk *d;
	const char *tail = NULL;
	enum tix_status s;

	if (tx->desk == NULL || tx->desk->tail != NULL)
		return TIX_OK;
	s = tix_sql(tx, tail_sql, TIX_PARAMS(TIX_INT("$version",
	    tx->desk->version)), take_tail, &tail);
	if (s != TIX_OK)
		return s;
	d = tix_arena_alloc(tx->run, sizeof *d);
	*d = *tx->desk;
	d->tail = tail == NULL ? "" : tail;
	tx->desk = d;
	return TIX_OK;
}

enum tix_status
tix_desks_load_rules(struct tix *tx)
{
	struct tix_desk *d;
	enum tix_status s;

	if (tx->desk == NULL || tx->desk->rules != NULL)
		return TIX_OK;
	s = tix_desks_load_tail(tx);
	if (s != TIX_OK)
		return s;
	d = tix_arena_alloc(tx->run, sizeof *d);
	*d = *tx->desk;
	s = tix_rules_new(tx, tx->run, d, &d->rules);
	d->promises = tix_promises_new(tx->run, d);
	if (s != TIX_OK)
		return is_damaged(tx, d->version);
	tx->desk = d;
	return TIX_OK;
}

static enum tix_status
take_version(struct tix *tx, const struct tix_row *row, void *arg)
{
	struct tix_desk_version *v = arg;

	*v = (struct tix_desk_version){
		.version = tix_row_int(row, 0),
		.compiled = tix_row_text(row, 1, tx->run),
		.source = tix_row_text(row, 2, tx->run),
		.at = tix_row_int(row, 3),
		.actor = tix_row_text(row, 4, tx->run),
		.on_behalf = tix_row_text(row, 5, tx->run),
	};
	return TIX_OK;
}

enum tix_status
tix_desks_get(struct tix *tx, int64_t n, struct tix_desk_version *v)
{
	enum tix_status s;

	*v = (struct tix_desk_version){ 0 };
	s = tix_sql(tx, get_sql, TIX_PARAMS(TIX_INT("$version", n)),
	    take_version, v);
	if (s != TIX_OK || v->version != 0 || n == 0)
		return s;
	s = tix_desks_get(tx, 0, v);
	return s != TIX_OK ? s : tix_fail(tx, TIX_NOT_FOUND,
	    "no version %lld of the desk; there are 1 to %lld", (long long)n,
	    (long long)v->version);
}

struct walk {
	enum tix_status (*fn)(struct tix *tx, const struct tix_desk_version *v,
	    void *arg);
	void *arg;
};

static enum tix_status
pass_version(struct tix *tx, const struct tix_row *row, void *arg)
{
	const struct walk *w = arg;
	struct tix_desk_version v;

	take_version(tx, row, &v);
	v.levels = tix_row_int(row, 6);
	v.queues = tix_row_int(row, 7);
	v.teams = tix_row_int(row, 8);
	v.agents = tix_row_int(row, 9);
	v.categories = tix_row_int(row, 10);
	v.rules = tix_row_int(row, 11);
	v.has_text = tix_row_int(row, 12);
	return w->fn(tx, &v, w->arg);
}

enum tix_status
tix_desks_each(struct tix *tx, enum tix_status (*fn)(struct tix *tx,
    const struct tix_desk_version *v, void *arg), void *arg)
{
	struct walk w = { fn, arg };

	return tix_sql(tx, each_sql, NULL, pass_version, &w);
}

enum tix_status
tix_desks_put(struct tix *tx, int64_t version, const char *compiled,
    const char *source)
{
	const char *end = strchr(compiled, '\n');
	const char *tail = end == NULL ? "" : end + 1;

	return tix_sql(tx, put_sql, TIX_PARAMS(TIX_INT("$version", version),
	    TIX_TEXT("$compiled", end == NULL ? compiled :
	    tix_arena_dup_n(tx->mem, compiled, (size_t)(tail - compiled))),
	    TIX_TEXT("$tail", tail), TIX_TEXT("$source", source)), NULL, NULL);
}

/* Is it what the newest version is, word for word? */
static bool
is_same(const struct tix_desk_version *v, const char *compiled,
    const char *source)
{
	if (v->version == 0 || strcmp(v->compiled, compiled) != 0)
		return false;
	if (v->source == NULL || source == NULL)
		return v->source == source;
	return strcmp(v->source, source) == 0;
}

/* Would it have the windows that are stored? */
static enum tix_status
is_fresh(struct tix *tx, const char *compiled, bool *fresh)
{
	const char *const *stale;
	enum tix_status s = tix_calendars_stale(tx, compiled, &stale);

	*fresh = s == TIX_OK && stale[0] == NULL;
	return s;
}

enum tix_status
tix_desks_prepare(struct tix *tx, const char *compiled, const char *source)
{
	struct tix_desk *d = tix_arena_alloc(tx->run, sizeof *d);
	struct tix_desk_version newest;
	bool fresh = false;
	enum tix_status s = tix_desk_prove(tx, tx->run, compiled,
	    strlen(compiled), d);

	if (s == TIX_OK)
		s = tix_desks_get(tx, 0, &newest);
	if (s == TIX_OK && is_same(&newest, compiled, source))
		s = is_fresh(tx, compiled, &fresh);
	if (s != TIX_OK)
		return s;
	if (fresh)
		return TIX_NO;
	d->version = newest.version + 1;
	d->has_laws = true; /* it may bring the first ones */
	tx->desk = d;
	return TIX_OK;
}

enum tix_status
tix_desks_apply(struct tix *tx, const char *compiled, const char *source)
{
	struct tix_event *e = tix_arena_alloc(tx->mem, sizeof *e);
	char digest[2 * TIX_HASH_SIZE + 1];
	char source_digest[2 * TIX_HASH_SIZE + 1];
	enum tix_status s = tix_desks_prepare(tx, compiled, source);

	if (s != TIX_OK)
		return s;
	s = tix_desks_put(tx, tx->desk->version, compiled, source);
	tix_event_init(e, TIX_E_DESK);
	tix_event_int(e, "version", tx->desk->version);
	tix_hash_text(digest, compiled);
	tix_event_text(e, "digest", digest);
	if (source != NULL) {
		tix_hash_text(source_digest, source);
		tix_event_text(e, "source", source_digest);
	}
	if (s == TIX_OK)
		s = tix_events_append(tx, e);
	return s == TIX_OK ? tix_retiming_note(tx, tx->desk->version) : s;
}
