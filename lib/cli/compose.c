/*
 * Text from people.  What somebody typed is in a file until the desk has it.
 */
#include <tix/compose.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "editor.h"

#include <tix/events.h>
#include <tix/footer.h>
#include <tix/template.h>
#include <tix/tickets.h>
#include <tix/utf8.h>
#include <tix/zone.h>

#define QUOTE_LINES 100 /* of what is quoted */

static enum tix_status
no_text(struct tix *tx, const struct tix_compose *c)
{
	return tix_fail(tx, TIX_INVALID, "an empty %s: give -m or -F",
	    c->what);
}

enum tix_status
tix_compose_check(struct tix *tx, struct tix_compose *c)
{
	enum tix_status s = tix_read_text(tx, tx->run, c->message, c->file,
	    TIX_BODY_MAX, &c->text);

	if (s != TIX_OK)
		return s;
	if (c->text != NULL && c->template != NULL)
		return tix_fail(tx, TIX_INVALID, "text comes from a template "
		    "or from -m or -F, not both");
	if (c->file != NULL)
		c->text = tix_footer_drop(tx->run, c->text);
	if (c->text != NULL && *c->text == '\0')
		return no_text(tx, c);
	if (c->text == NULL && c->template == NULL && !c->edit) {
		if (!isatty(STDIN_FILENO) || !isatty(STDERR_FILENO))
			return no_text(tx, c);
		c->edit = true;
	}
	return TIX_OK;
}

static enum tix_status
find_template(struct tix *tx, const char *name, const char **text)
{
	struct tix_buf b = { .arena = tx->mem };
	const struct tix_desk *d = tx->desk;

	for (size_t i = 0; i < d->nanswers; i++) {
		if (strcmp(d->answers[i].name, name) == 0) {
			*text = d->answers[i].text;
			return TIX_OK;
		}
		tix_buf_printf(&b, "%s%s", i > 0 ? ", " : "",
		    d->answers[i].name);
	}
	return tix_fail(tx, TIX_NOT_FOUND, "no template '%s'; there are: %s",
	    name, d->nanswers > 0 ? tix_buf_text(&b) : "none");
}

enum tix_status
tix_compose_text(struct tix *tx, const struct tix_compose *c,
    const struct tix_ticket *t, const char **text)
{
	*text = c->text;
	return !c->fill ? TIX_OK : tix_template_fill(tx, tx->mem,
	    c->template != NULL ? c->template : c->what, c->text, t, text);
}

/* "> " before each line, so many of them. */
static void
quote(struct tix *tx, struct tix_buf *b, const char *text)
{
	const char *s = tix_utf8_printable(tx->mem, text, true);

	for (int lines = 0; *s != '\0'; lines++) {
		size_t n = strcspn(s, "\n");

		if (lines == QUOTE_LINES) {
			tix_buf_str(b, "> [...]\n");
			return;
		}
		tix_buf_str(b, n > 0 ? "> " : ">");
		tix_buf_add(b, s, n);
		tix_buf_char(b, '\n');
		s += n + (s[n] == '\n');
	}
}

static enum tix_status
find_reply(struct tix *tx, struct tix_event *e, void *arg)
{
	const struct tix_member *text = tix_event_member(e, "text");
	const char **last = arg;

	(void)tx;
	if (e->kind == TIX_E_REPLIED && !e->retracted && text != NULL)
		*last = text->s;
	return TIX_OK;
}

/* What the editor starts with, above the footer. */
static enum tix_status
first_words(struct tix *tx, const struct tix_compose *c,
    const struct tix_ticket *t, struct tix_buf *b)
{
	const char *words = c->text, *last = t->body;
	enum tix_status s = TIX_OK;

	if (words != NULL && t->id != 0)
		s = tix_compose_text(tx, c, t, &words);
	if (s == TIX_OK && words != NULL)
		tix_buf_printf(b, "%s\n", words);
	if (s != TIX_OK || !c->quotes || t->id == 0)
		return s;
	s = tix_events_of(tx, tx->mem, t->id, find_reply, &last);
	if (s == TIX_OK && last != NULL) {
		tix_buf_str(b, words != NULL ? "\n" : "\n\n");
		quote(tx, b, last);
	}
	return s;
}

/* Nobody types a text for a ticket that is not there. */
static enum tix_status
load_all(struct tix *tx, const struct tix_run *r, struct tix_ticket *t)
{
	enum tix_status s = TIX_OK;

	for (int i = 0; s == TIX_OK && i < r->noperands; i++) {
		if (strcmp(r->operands[i], "-") == 0)
			continue;
		s = tix_tickets_load(tx, tx->mem, tix_id_parse(
		    r->operands[i]), t);
		if (s == TIX_NOT_FOUND)
			s = tix_fail(tx, s, "no ticket '%s'", r->operands[i]);
	}
	if (r->noperands != 1)
		t->id = 0;
	return s;
}

/* How to go on: "; 'tix note -F PATH 5' takes it". */
static void
say_kept(struct tix *tx, struct tix_run *r, const struct tix_compose *c)
{
	struct stat st;
	bool is_long = stat(c->path, &st) == 0 && st.st_size > TIX_BODY_MAX;
	bool plain = strspn(c->path, "abcdefghijklmnopqrstuvwxyz0123456789"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ_./-+@:") == strlen(c->path);
	const char *mark = plain ? "" : "'";
	char id[24] = " ...";

	if (r->noperands == 1)
		snprintf(id, sizeof id, " %lld",
		    (long long)tix_id_parse(r->operands[0]));
	tix_complain(tx, r, "the text is kept: %stix %s -F %s%s%s%s", is_long ?
	    "shorten it, then " : "", c->what, mark, c->path, mark,
	    r->noperands > 0 ? id : "");
}

/* What the editor left, held against what it began with. */
static enum tix_status
take(struct tix *tx, struct tix_run *r, struct tix_compose *c,
    const char *initial, const char *footer, enum tix_status edited)
{
	const bool own = c->text != NULL && c->template == NULL;
	const char *text, *first;
	enum tix_status s = tix_draft_read(tx, c->path,
	    TIX_BODY_MAX + TIX_BODY_MAX, &text);

	if (s != TIX_OK)
		return s;
	text = tix_footer_leave(tx->run, text, footer);
	first = tix_footer_leave(tx->mem, initial, footer);
	if (*text == '\0' || (strcmp(text, first) == 0 &&
	    (!own || edited != TIX_OK))) {
		tix_complain(tx, r, "the %s is %s: nothing is done", c->what,
		    *text == '\0' ? "empty" : "unchanged");
		unlink(c->path);
		c->path = NULL;
		return TIX_NO;
	}
	if (strlen(text) > TIX_BODY_MAX)
		s = tix_fail(tx, TIX_INVALID,
		    "text: %zu bytes; at most %u (body-max)", strlen(text),
		    TIX_BODY_MAX);
	c->text = text;
	return s;
}

static enum tix_status
edit(struct tix *tx, struct tix_run *r, struct tix_compose *c)
{
	struct tix_buf b = { .arena = tx->run };
	struct tix_ticket t = { 0 };
	enum tix_status s = load_all(tx, r, &t), edited;
	const char *name, *footer;

	if (s == TIX_OK)
		s = first_words(tx, c, &t, &b);
	if (s != TIX_OK)
		return s;
	c->fill = c->fill && t.id == 0;
	footer = tix_footer_make(tx->run, c->what, &t);
	name = t.id != 0 ? tix_arena_printf(tx->mem, "%s-%lld", c->what,
	    (long long)t.id) : c->what;
	tix_buf_printf(&b, "\n%s", footer);
	s = tix_draft_make(tx, name, ".txt", tix_buf_text(&b), &c->path);
	if (s != TIX_OK)
		return s;
	edited = tix_editor_run(tx, c->path, "give -m or -F");
	if (edited == TIX_NO)
		tix_complain(tx, r, "%s", tx->error);
	if (edited == TIX_OK || edited == TIX_NO) {
		s = take(tx, r, c, tix_buf_text(&b), footer, edited);
		return s == TIX_OK && tix_interrupted() ? TIX_NO :
		    s == TIX_OK ? edited : s;
	}
	unlink(c->path);
	c->path = NULL;
	return edited;
}

enum tix_status
tix_compose_begin(struct tix *tx, struct tix_run *r, struct tix_compose *c)
{
	enum tix_status s = TIX_OK;

	if (c->template != NULL) {
		s = find_template(tx, c->template, &c->text);
		c->fill = true;
	}
	if (s == TIX_OK && c->fill && tx->zone == NULL)
		s = tix_zone_local(tx, tx->run, getenv("TZ"), &tx->zone);
	if (s == TIX_OK && c->edit && r->dry_run)
		s = tix_fail(tx, TIX_INVALID,
		    "--dry-run opens no editor: give -m or -F");
	else if (s == TIX_OK && c->edit)
		s = edit(tx, r, c);
	tix_arena_reset(tx->mem);
	if (s != TIX_OK && c->path != NULL)
		say_kept(tx, r, c);
	return s;
}

static const struct tix_column columns[] = {
	{ "name", "NAME", TIX_T_TEXT, 0 },
	{ "help", "FOR", TIX_T_TEXT, 0 },
	{ "text", "TEXT", TIX_T_TEXT, TIX_COL_CUT },
};

enum tix_status
tix_compose_list(struct tix *tx, struct tix_run *r)
{
	const struct tix_desk *d = tx->desk;
	struct tix_rows rows;
	enum tix_status s = tix_rows_columns(tx, r, columns, 3,
	    r->format_given ? "name,help,text" : "name,help", &rows);

	for (size_t i = 0; s == TIX_OK && i < d->nanswers; i++)
		s = tix_rows_values(&rows, (const struct tix_value[]){
		    { .s = d->answers[i].name },
		    { .s = d->answers[i].help },
		    { .s = d->answers[i].text } });
	return s == TIX_OK ? tix_rows_end(&rows) : s;
}

void
tix_compose_keep(struct tix_compose *c)
{
	c->kept++;
}

void
tix_compose_end(struct tix *tx, struct tix_run *r, struct tix_compose *c,
    enum tix_status s)
{
	if (c->path == NULL)
		return;
	if (s != TIX_OK && c->kept < (r->noperands > 0 ? r->noperands : 1))
		say_kept(tx, r, c);
	else
		unlink(c->path);
}
