/*
 * Searching: the index, and beside it the tickets that wait for it.
 */
#include "textsql.h"

#include "sql.h"

#include <string.h>

#include <tix/arena.h>

/*
 * A row for each note or reply of a ticket that waits, one where there is none:
 * also for those taken back, which only makes it look more closely.
 */
static const char late_sql[] =
	"SELECT lower(ticket.subject), lower(ticket.body), lower(event.data)"
	"  FROM text_todo"
	" CROSS JOIN ticket ON ticket.id = text_todo.ticket"
	"  LEFT JOIN event ON event.ticket = ticket.id"
	"   AND event.kind IN ('noted', 'replied')"
	" /*scan*/";

/* Its rules for words are those of table text. */
static const char make_sql[] =
	"CREATE VIRTUAL TABLE IF NOT EXISTS temp.text_late"
	" USING fts5 (subject, body, notes, content = '',"
	" tokenize = 'unicode61 remove_diacritics 2');"
	"INSERT INTO temp.text_late (text_late) VALUES ('delete-all')";

static const char fill_sql[] =
	"INSERT INTO temp.text_late (rowid, subject, body, notes) "
	TIX_QUEUED_TEXTS_SQL " /*scan*/";

#define LIKELY_MAX 4

/* A word of each term; 'any' where that cannot be had. */
struct likely {
	const char *word[LIKELY_MAX];
	size_t n;
	bool any;
};

/* The tickets that wait, as far as they are read. */
struct late {
	struct likely likely;
	struct tix_arena *mem; /* for a row's texts */
	bool waiting;
	bool some;
};

static bool
is_plain(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	    (c >= 'A' && c <= 'Z');
}

/* The longest run of letters and digits, in lower case. */
static void
add_likely(struct tix *tx, struct likely *l, const char *text)
{
	const char *best = text;
	size_t length = 0, n;
	char *word;

	for (const char *s = text; *s != '\0'; s += n > 0 ? n : 1) {
		if ((unsigned char)*s >= 0x80)
			l->any = true;
		for (n = 0; is_plain(s[n]); n++)
			continue;
		if (n > length) {
			best = s;
			length = n;
		}
	}
	if (length == 0 || l->n == LIKELY_MAX) {
		l->any = true;
		return;
	}
	word = tix_arena_dup_n(tx->mem, best, length);
	for (char *c = word; *c != '\0'; c++)
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c - 'A' + 'a');
	l->word[l->n++] = word;
}

static void
find_likely(struct tix *tx, struct likely *l, const struct tix_term *t)
{
	if (t == NULL)
		return;
	if (t->op == TIX_Q_TEXT || t->op == TIX_Q_PHRASE)
		add_likely(tx, l, t->text);
	find_likely(tx, l, t->left);
	find_likely(tx, l, t->right);
}

/*
 * Could a word of the query be in a text?  Words fold only beyond ASCII, so
 * what is ASCII must hold one as it stands.  In JSON each letter may also be
 * written as its number.
 */
static bool
may_hold(const struct likely *l, const char *text)
{
	if (text == NULL)
		return false;
	for (const char *c = text; *c != '\0'; c++)
		if ((unsigned char)*c >= 0x80)
			return true;
	for (size_t i = 0; i < l->n; i++)
		if (strstr(text, l->word[i]) != NULL)
			return true;
	return strstr(text, "\\u") != NULL;
}

static enum tix_status
take_late(struct tix *tx, const struct tix_row *row, void *arg)
{
	struct late *late = arg;

	(void)tx;
	late->waiting = true;
	late->some = late->likely.any;
	for (int i = 0; !late->some && i < 3; i++)
		late->some = may_hold(&late->likely,
		    tix_row_text(row, i, late->mem));
	tix_arena_reset(late->mem);
	return late->some ? TIX_NO : TIX_OK;
}

/* Most searches end here, and need no index of their own. */
static enum tix_status
ask_late(struct tix *tx, const struct tix_term *query, struct late *late)
{
	enum tix_status s;

	find_likely(tx, &late->likely, query);
	late->mem = tix_arena_new();
	s = tix_sql(tx, late_sql, NULL, take_late, late);
	tix_arena_free(late->mem);
	return s;
}

enum tix_status
tix_textsearch_begin(struct tix *tx, const struct tix_term *query,
    enum tix_late *late)
{
	struct late l = { .waiting = false };
	enum tix_status s = ask_late(tx, query, &l);

	*late = !l.waiting ? TIX_LATE_NONE : l.some ? TIX_LATE_SOME :
	    TIX_LATE_OTHER;
	if (s == TIX_OK && l.some)
		s = tix_sql_script(tx, make_sql);
	if (s == TIX_OK && l.some)
		s = tix_sql(tx, fill_sql, NULL, NULL, NULL);
	return s;
}

const char *
tix_textsearch_sql(struct tix_arena *mem, const char *parameter,
    enum tix_late late)
{
	if (late == TIX_LATE_NONE)
		return tix_arena_printf(mem, "(id IN (SELECT rowid FROM text"
		    " WHERE text MATCH %s))", parameter);
	if (late == TIX_LATE_OTHER)
		return tix_arena_printf(mem, "(id IN (SELECT rowid FROM text"
		    " WHERE text MATCH %s"
		    " AND rowid NOT IN (SELECT ticket FROM text_todo)))",
		    parameter);
	return tix_arena_printf(mem, "(id IN (SELECT rowid FROM text"
	    " WHERE text MATCH %s"
	    " AND rowid NOT IN (SELECT ticket FROM text_todo)"
	    " UNION ALL SELECT rowid FROM temp.text_late"
	    " WHERE text_late MATCH %s))", parameter, parameter);
}

static void
quote(struct tix_buf *b, const char *s, size_t n)
{
	tix_buf_char(b, '"');
	for (size_t i = 0; i < n; i++) {
		if (s[i] == '"')
			tix_buf_char(b, '"');
		tix_buf_char(b, s[i]);
	}
	tix_buf_char(b, '"');
}

const char *
tix_textsearch_words(struct tix_arena *mem, const char *text, bool phrase)
{
	struct tix_buf b = { .arena = mem };
	size_t n;

	if (phrase)
		quote(&b, text, strlen(text));
	for (; !phrase && *text != '\0'; text += n) {
		text += strspn(text, " ");
		n = strcspn(text, " ");
		if (n == 0)
			continue;
		if (b.len > 0)
			tix_buf_char(&b, ' ');
		quote(&b, text, n);
	}
	return tix_buf_text(&b);
}
