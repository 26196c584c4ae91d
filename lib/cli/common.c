/*
 * The options that programs share, in the order in which --help has them.
 */
#include "private.h"

#include <string.h>

#define COMMON_MAX 32

struct listing {
	struct tix_opt *table;
	size_t n;
};

static void
put(struct listing *l, bool has, const struct tix_opt *opts, size_t n)
{
	if (!has)
		return;
	memcpy(l->table + l->n, opts, n * sizeof *opts);
	l->n += n;
}

#define PUT(l, has, opts) put(l, has, opts, sizeof opts / sizeof opts[0])

static void
put_tickets(struct listing *l, struct tix_run *r)
{
	const struct tix_opt opts[] = {
		{ 0, "changed", TIX_OPT_FLAG, &r->changed, NULL,
		    "print only what changed", NULL },
		{ 0, "query", TIX_OPT_QUERY, &r->query, "query",
		    "the tickets that it selects", NULL },
		{ 0, "atomic", TIX_OPT_FLAG, &r->atomic, NULL,
		    "all of the tickets or none", NULL },
		{ 0, "max", TIX_OPT_INT, &r->max, "n",
		    "change nothing if they are more", NULL },
		{ 'y', "yes", TIX_OPT_FLAG, &r->yes, NULL,
		    "do not ask where they are many", NULL },
	};

	PUT(l, r->cmd->each != NULL, opts);
}

/* What would be, why, and when. */
static void
put_act(struct listing *l, struct tix_run *r, struct tix_common *c)
{
	const unsigned flags = r->cmd->flags;
	const struct tix_opt dry[] = {
		{ 'n', "dry-run", TIX_OPT_FLAG, &r->dry_run, NULL,
		    "say what would change, change nothing", NULL },
	};
	const struct tix_opt explain[] = {
		{ 0, "explain", TIX_OPT_FLAG, &r->explain, NULL,
		    "say why, on standard error", NULL },
	};
	const struct tix_opt at[] = {
		{ 0, "at", TIX_OPT_TEXT, &c->at, "time", "when it happened",
		    NULL },
	};

	PUT(l, flags & TIX_CMD_WRITES, dry);
	PUT(l, flags & TIX_CMD_EXPLAINS, explain);
	PUT(l, flags & TIX_CMD_WRITES, at);
}

static void
put_past(struct listing *l, const struct tix_run *r, struct tix_common *c)
{
	const unsigned flags = r->cmd->flags;
	const struct tix_opt opts[] = {
		{ 0, "as-of", TIX_OPT_TEXT, &c->as_of, "time",
		    "as things truly were then", NULL },
		{ 0, "known", TIX_OPT_TEXT, &c->known, "time",
		    "as they were known then", NULL },
	};

	PUT(l, (flags & TIX_CMD_SHOWS) != 0 && (flags & (TIX_CMD_NO_DB |
	    TIX_CMD_WRITES | TIX_CMD_PROVES | TIX_CMD_TELLS)) == 0, opts);
}

static void
put_formats(struct listing *l, struct tix_run *r, struct tix_common *c)
{
	const struct tix_opt table[] = {
		{ 0, "table", TIX_OPT_FIELD, &c->fields, "[fields]",
		    "a table, also off a terminal", NULL },
	};
	const struct tix_opt rows[] = {
		{ 0, "json", TIX_OPT_FIELD, &c->fields, "[fields]",
		    "one JSON array", NULL },
		{ 0, "jsonl", TIX_OPT_FIELD, &c->fields, "[fields]",
		    "a JSON object a line", NULL },
		{ 0, "tsv", TIX_OPT_FIELD, &c->fields, "[fields]",
		    "TAB-separated rows", NULL },
		{ 0, "csv", TIX_OPT_FIELD, &c->fields, "[fields]",
		    "comma-separated rows with a heading", NULL },
		{ '0', "null", TIX_OPT_FLAG, &r->null, NULL,
		    "records end in NUL, in and out", NULL },
	};

	PUT(l, r->cmd->table != NULL, table);
	PUT(l, ((r->cmd->flags & (TIX_CMD_SHOWS | TIX_CMD_ROWS)) != 0 &&
	    (r->cmd->flags & TIX_CMD_TEXT) == 0) || r->cmd->each != NULL, rows);
}

static void
put_output(struct listing *l, const struct tix_run *r, struct tix_common *c)
{
	static const char *const colours[] = {
		"auto", "always", "never", NULL
	};
	const struct tix_opt opts[] = {
		{ 0, "color", TIX_OPT_CHOICE, &c->color, "when",
		    "auto, always or never", colours },
		{ 0, "no-pager", TIX_OPT_FLAG, &c->no_pager, NULL,
		    "never a pager", NULL },
	};

	PUT(l, r->cmd->flags & TIX_CMD_SHOWS, opts);
}

static void
put_desk(struct listing *l, const struct tix_run *r, struct tix_common *c)
{
	const struct tix_opt opts[] = {
		{ 0, "db", TIX_OPT_FILE, &c->db, "path", "the desk's file",
		    NULL },
		{ 0, "as", TIX_OPT_TEXT, &c->as, "name", "on whose behalf",
		    NULL },
		{ 0, "now", TIX_OPT_TEXT, &c->now, "time",
		    "the clock of this run", NULL },
		{ 0, "wait", TIX_OPT_DURATION, &c->wait, "duration",
		    "how long to wait for a lock (10s)", NULL },
	};

	PUT(l, (r->cmd->flags & TIX_CMD_NO_DB) == 0, opts);
}

static bool
has_own(const struct tix_run *r, const char *name)
{
	const struct tix_opt *o = r->cmd->opts;

	while (o != NULL && o->type != TIX_OPT_END &&
	    strcmp(o->name, name) != 0)
		o++;
	return o != NULL && o->type != TIX_OPT_END;
}

static void
put_all(struct listing *l, const struct tix_run *r, struct tix_common *c)
{
	const struct tix_opt opts[] = {
		{ 'q', "quiet", TIX_OPT_FLAG, &c->quiet[0], NULL,
		    "fewer words on standard error", NULL },
		{ 'v', "verbose", TIX_OPT_FLAG, &c->verbose[0], NULL,
		    "more words on standard error", NULL },
		{ 'h', "help", TIX_OPT_FLAG, &c->help, NULL, "this text",
		    NULL },
	};
	const struct tix_opt version[] = {
		{ 0, "version", TIX_OPT_FLAG, &c->version, NULL,
		    "the version", NULL },
	};

	PUT(l, true, opts);
	PUT(l, !has_own(r, "version"), version);
}

const struct tix_opt *
tix_common_options(struct tix *tx, struct tix_run *r, struct tix_common *c)
{
	struct listing l = { .table = tix_arena_array(tx->run, COMMON_MAX,
	    sizeof *l.table) };

	put_tickets(&l, r);
	put_act(&l, r, c);
	put_past(&l, r, c);
	put_formats(&l, r, c);
	put_output(&l, r, c);
	put_desk(&l, r, c);
	put_all(&l, r, c);
	return l.table;
}
