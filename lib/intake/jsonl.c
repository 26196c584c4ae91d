/*
 * JSON Lines: one object a line, a column is a member.
 */
#include "rows.h"

#include <string.h>

#include <tix/json.h>

/* A whole line of any length, at most TIX_RECORD_MAX kept of it. */
static enum tix_status
read_line(struct tix *tx, struct tix_records *r, struct tix_buf *line)
{
	struct tix_piece piece = { .ends = false };
	enum tix_status st = TIX_OK;
	bool any = false;

	while (!piece.ends) {
		st = tix_records_piece(tx, r, false, &piece);
		if (st != TIX_OK)
			break;
		any = true;
		if (line->len <= TIX_RECORD_MAX)
			tix_buf_add(line, piece.p, piece.n);
	}
	return st == TIX_NO && any ? TIX_OK : st;
}

static bool
is_blank(const struct tix_buf *line)
{
	return strspn(tix_buf_text(line), " \t\r\n") == line->len;
}

/* A member as text; false where it is an array or an object. */
static bool
member_text(const struct tix_json *m, const char **text)
{
	*text = NULL;
	if (m == NULL || m->type == TIX_JSON_NULL)
		return true;
	if (m->type == TIX_JSON_ARRAY || m->type == TIX_JSON_OBJECT)
		return false;
	if (m->type == TIX_JSON_TRUE || m->type == TIX_JSON_FALSE)
		*text = m->type == TIX_JSON_TRUE ? "true" : "false";
	else
		*text = m->text;
	return true;
}

static enum tix_status
pick(struct tix *tx, struct tix_records *r, const struct tix_json *object,
    int64_t line)
{
	for (size_t i = 0; i < r->o.ncolumns; i++) {
		const char *name = r->o.columns[i];

		if (!member_text(tix_json_get(object, name), &r->field[i]))
			return tix_records_bad(tx, r, line,
			    tix_arena_printf(r->each,
			    "'%s' is neither text nor a number", name));
	}
	return TIX_OK;
}

enum tix_status
tix_jsonl_next(struct tix *tx, struct tix_records *r, struct tix_record *row)
{
	struct tix_buf line = { .arena = r->each };
	struct tix_json *root = NULL;
	enum tix_status st;

	do {
		line.len = 0;
		row->line = r->line;
		st = read_line(tx, r, &line);
		if (st != TIX_OK)
			return st;
	} while (is_blank(&line));
	if (line.len > TIX_RECORD_MAX)
		return tix_records_bad(tx, r, row->line,
		    "a row of more than 2 MiB (record-max)");
	st = tix_json_parse(tx, r->each, line.data, line.len, &root);
	if (st == TIX_INVALID)
		return tix_records_bad(tx, r, row->line,
		    tix_arena_dup(r->each, tx->error));
	if (st != TIX_OK)
		return st;
	if (root->type != TIX_JSON_OBJECT)
		return tix_records_bad(tx, r, row->line,
		    "the line is no JSON object");
	return pick(tx, r, root, row->line);
}
