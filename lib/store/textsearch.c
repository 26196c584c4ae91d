/*
 * Searching: the index, and beside it the tickets that wait for it.
 */
#include "textsql.h"

#include "sql.h"

#include <string.h>

#include <tix/arena.h>

static const char waiting_sql[] =
	"SELECT 1 FROM text_todo LIMIT 1 /*scan*/";

/* Its rules for words are those of table text. */
static const char make_sql[] =
	"CREATE VIRTUAL TABLE IF NOT EXISTS temp.text_late"
	" USING fts5 (subject, body, notes, content = '',"
	" tokenize = 'unicode61 remove_diacritics 2');"
	"INSERT INTO temp.text_late (text_late) VALUES ('delete-all')";

static const char fill_sql[] =
	"INSERT INTO temp.text_late (rowid, subject, body, notes) "
	TIX_QUEUED_TEXTS_SQL " /*scan*/";

/*
 * Could a ticket that waits match?  Its words fold only beyond ASCII, so one
 * that is ASCII must hold a word of the query as it stands.  Most searches end
 * here, and need no index of their own.
 */
static const char likely_sql[] =
	"WITH late (words) AS MATERIALIZED ("
	"	SELECT lower(subject || char(10) || ifnull(body, '')"
	"	       || char(10) || ifnull(notes, ''))"
	"	  FROM (" TIX_QUEUED_TEXTS_SQL "))"
	"SELECT 1"
	"  FROM late"
	" WHERE instr(words, $w0) OR instr(words, $w1) OR instr(words, $w2)"
	"    OR instr(words, $w3)"
	"    OR words GLOB '*[^' || char(1) || '-' || char(127) || ']*'"
	" LIMIT 1 /*scan*/";

#define LIKELY_MAX 4

/* A word of each term; 'any' where that cannot be had. */
struct likely {
	const char *word[LIKELY_MAX];
	size_t n;
	bool any;
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

static enum tix_status
ask_likely(struct tix *tx, const struct tix_term *query, bool *some)
{
	struct likely l = { .n = 0 };
	int64_t found = 1;
	enum tix_status s = TIX_OK;

	find_likely(tx, &l, query);
	if (!l.any)
		s = tix_sql_int(tx, likely_sql, TIX_PARAMS(
		    TIX_TEXT("$w0", l.word[0]), TIX_TEXT("$w1", l.word[1]),
		    TIX_TEXT("$w2", l.word[2]), TIX_TEXT("$w3", l.word[3])),
		    0, &found);
	*some = found != 0;
	return s;
}

enum tix_status
tix_textsearch_begin(struct tix *tx, const struct tix_term *query,
    enum tix_late *late)
{
	int64_t waiting;
	bool some = false;
	enum tix_status s = tix_sql_int(tx, waiting_sql, NULL, 0, &waiting);

	if (s == TIX_OK && waiting != 0)
		s = ask_likely(tx, query, &some);
	*late = waiting == 0 ? TIX_LATE_NONE : some ? TIX_LATE_SOME :
	    TIX_LATE_OTHER;
	if (s == TIX_OK && some)
		s = tix_sql_script(tx, make_sql);
	if (s == TIX_OK && some)
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
