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

enum tix_status
tix_textsearch_begin(struct tix *tx, bool *late)
{
	int64_t waiting;
	enum tix_status s = tix_sql_int(tx, waiting_sql, NULL, 0, &waiting);

	*late = s == TIX_OK && waiting != 0;
	if (*late)
		s = tix_sql_script(tx, make_sql);
	if (*late && s == TIX_OK)
		s = tix_sql(tx, fill_sql, NULL, NULL, NULL);
	return s;
}

const char *
tix_textsearch_sql(struct tix_arena *mem, const char *parameter, bool late)
{
	if (!late)
		return tix_arena_printf(mem, "(id IN (SELECT rowid FROM text"
		    " WHERE text MATCH %s))", parameter);
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
