/*
 * Texts of a desk proved and compiled.  Nothing is stored here, and no desk
 * needs to be there.
 */
#include <tix/desktake.h>

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include <tix/desktext.h>
#include <tix/lint.h>
#include <tix/ruleproof.h>
#include <tix/rulehits.h>
#include <tix/time.h>
#include <tix/utf8.h>

enum tix_status
tix_desk_operands(struct tix *tx, const struct tix_run *r, int min, int max,
    const char *what)
{
	if (r->noperands < min)
		return tix_fail(tx, TIX_INVALID, "which %s?", what);
	if (r->noperands > max)
		return tix_fail(tx, TIX_INVALID, "what is '%s' to mean?",
		    r->operands[max]);
	return TIX_OK;
}

/* As compilers say it, so that editors find the place. */
static void
say_at(const char *file, int64_t line, const char *text)
{
	struct tix_arena *mem = tix_arena_new();

	fprintf(stderr, "%s:", tix_utf8_printable(mem, file, false));
	if (line > 0)
		fprintf(stderr, "%" PRId64 ":", line);
	fprintf(stderr, " %s\n", tix_utf8_printable(mem, text, false));
	tix_arena_free(mem);
}

static enum tix_status
say_complaints(struct tix *tx, struct tix_run *r,
    const struct tix_desktext *t)
{
	for (size_t i = 0; i < t->n; i++)
		say_at(t->complaints[i].file, t->complaints[i].line,
		    t->complaints[i].text);
	if (t->more > 0)
		tix_complain(tx, r, "and %zu complaint%s more", t->more,
		    t->more == 1 ? "" : "s");
	tx->error[0] = '\0';
	return TIX_INVALID;
}

/* Like tix_desk_take(), but 't' says where in the text what stands. */
static enum tix_status
take(struct tix *tx, struct tix_run *r, const char *path,
    struct tix_deskfile *f, struct tix_desktext *t)
{
	const char *text = NULL;
	size_t len = 0;
	enum tix_status s = tix_read_bytes(tx, tx->run, path,
	    TIX_DESK_SIZE_MAX, &text, &len);

	*t = (struct tix_desktext){ 0 };
	*f = (struct tix_deskfile){ .compiled = text };
	if (s != TIX_OK)
		return s;
	if (tix_deskfile_is_compiled(text))
		return tix_deskfile_prove(tx, path, text, len);
	s = tix_desktext_compile(tx, path, text, len, t);
	f->compiled = t->compiled;
	f->source = t->source;
	return s == TIX_NO ? say_complaints(tx, r, t) : s;
}

enum tix_status
tix_desk_take(struct tix *tx, struct tix_run *r, const char *path,
    struct tix_deskfile *f)
{
	struct tix_desktext t;

	return take(tx, r, path, f, &t);
}

/* Held against what happened on the desk at hand. */
static enum tix_status
look_unused(struct tix *tx, const struct tix_desk *d, int64_t since,
    struct tix_remarks *found)
{
	char room[TIX_TIME_SIZE];
	const char *const *hit;
	const char *words = since >= 2 * TIX_DAY ? tix_arena_printf(tx->run,
	    "%lld days", (long long)(since / TIX_DAY)) :
	    tix_duration_text(room, since);
	size_t n;
	enum tix_status s = tix_rule_hits(tx, tx->now - since, &hit, &n);

	return s != TIX_OK ? s : tix_lint_unused(tx, d, hit, n, words, found);
}

/* Where the text has what the remark is about; else it is of all of it. */
static void
say_remark(const char *path, const struct tix_desktext *t,
    const struct tix_remark *r)
{
	int64_t line = r->what == NULL ? r->line :
	    tix_desktext_line(t, r->what, r->name);
	struct tix_desk_origin at = { .file = path, .file_line = line };

	if (t->norigins > 0)
		at = tix_desktext_origin(t, line);
	say_at(line == 0 ? path : at.file, at.file_line, r->text);
}

static enum tix_status
lint_one(struct tix *tx, const char *path, const struct tix_desk *d,
    const struct tix_desktext *t, const struct tix_lint_asked *asked)
{
	struct tix_remarks found = { 0 };
	enum tix_status s = asked->lint ? tix_lint(tx, d, &found) : TIX_OK;

	if (s == TIX_OK && asked->unused > 0)
		s = look_unused(tx, d, asked->unused, &found);
	for (size_t i = 0; i < found.n; i++)
		say_remark(path, t, &found.item[i]);
	return s == TIX_OK && found.n > 0 ? TIX_NO : s;
}

/* "2 levels, 1 queue, ..." */
static const char *
what_is_in(struct tix *tx, const struct tix_desk *d)
{
	const struct {
		size_t n;
		const char *one, *more;
	} all[] = {
		{ d->nlevels, "level", "levels" },
		{ d->nqueues, "queue", "queues" },
		{ d->nteams, "team", "teams" },
		{ d->nagents, "agent", "agents" },
		{ d->ncategories, "category", "categories" },
		{ tix_rules_count(d->rules), "rule", "rules" },
	};
	struct tix_buf b = { .arena = tx->mem };

	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
		tix_buf_printf(&b, "%s%zu %s", i > 0 ? ", " : "", all[i].n,
		    all[i].n == 1 ? all[i].one : all[i].more);
	return tix_buf_text(&b);
}

static enum tix_status
check_one(struct tix *tx, struct tix_run *r, const char *path,
    const struct tix_lint_asked *asked)
{
	struct tix_deskfile f;
	struct tix_desktext t;
	struct tix_desk d;
	enum tix_status s = take(tx, r, path, &f, &t);

	if (s != TIX_OK)
		return s;
	s = tix_desk_prove(tx, tx->run, f.compiled, strlen(f.compiled),
	    &d);
	if (s == TIX_OK && r->verbose > 0)
		tix_notice(tx, r, "'%s': desk '%s': %s", path, d.name,
		    what_is_in(tx, &d));
	return s == TIX_OK ? lint_one(tx, path, &d, &t, asked) : s;
}

enum tix_status
tix_desk_check(struct tix *tx, struct tix_run *r,
    const struct tix_lint_asked *asked)
{
	enum tix_status all = tix_desk_operands(tx, r, 1, r->noperands,
	    "file");

	if (all == TIX_OK && asked->unused == 0)
		all = tix_fail(tx, TIX_INVALID,
		    "--unused wants more than no time, such as 90d");
	if (all == TIX_OK && asked->unused > 0 && r->no_desk != NULL)
		all = tix_fail(tx, TIX_NOT_FOUND, "%s", r->no_desk);
	if (all != TIX_OK)
		return all;
	for (int i = 0; i < r->noperands; i++) {
		enum tix_status s = check_one(tx, r, r->operands[i], asked);

		if (s != TIX_OK && s != TIX_NO && tx->error[0] != '\0')
			tix_complain(tx, r, "%s", tx->error);
		tx->error[0] = '\0';
		all = tix_worse(all, s);
		tix_arena_reset(tx->mem);
	}
	return all;
}

enum tix_status
tix_desk_compile(struct tix *tx, struct tix_run *r, bool source)
{
	struct tix_json_out *o = tix_json_out_new(tx->run);
	struct tix_deskfile f;
	enum tix_status s = tix_desk_operands(tx, r, 1, 1, "file");
	size_t n;

	if (s == TIX_OK)
		s = tix_desk_take(tx, r, r->operands[0], &f);
	if (s != TIX_OK)
		return s;
	if (!source) {
		fputs(f.compiled, r->out.to);
		return TIX_OK;
	}
	tix_json_open(o, '{');
	tix_json_name(o, "compiled");
	tix_json_bytes(o, f.compiled);
	tix_json_name(o, "source");
	if (f.source != NULL)
		tix_json_bytes(o, f.source);
	else
		tix_json_null(o);
	tix_json_close(o, '}');
	fputs(tix_json_out_text(o, &n), r->out.to);
	fputc('\n', r->out.to);
	return TIX_OK;
}
