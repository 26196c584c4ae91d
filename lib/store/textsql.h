/*
 * For lib/store/texts.c, textsearch.c and select.c alone.
 */
#ifndef TIX_STORE_TEXTSQL_H
#define TIX_STORE_TEXTSQL_H

#include <tix/query.h>

/*
 * Events of the ticket at hand that are taken back, and not brought back since;
 * more than four times there and back is not followed.
 */
#define TIX_TAKEN_OF_SQL(table, but)                                    \
	"(SELECT ifnull(" table ".data ->> '$.event', 0)"               \
	"  FROM event AS " table                                        \
	" WHERE " table ".ticket = ticket.id"                           \
	"   AND " table ".kind = 'retracted'"                           \
	"   AND json_valid(" table ".data)" but ")"

#define TIX_TAKEN_HERE_SQL                                              \
	TIX_TAKEN_OF_SQL("back",                                        \
	" AND back.seq NOT IN " TIX_TAKEN_OF_SQL("again",               \
	" AND again.seq NOT IN " TIX_TAKEN_OF_SQL("third",              \
	" AND third.seq NOT IN " TIX_TAKEN_OF_SQL("fourth", ""))))

/*
 * Those of all tickets, as table 'taken' before a statement: for queries, which
 * are too deep for the engine's parser to bear the other.
 */
#define TIX_TAKEN_TABLE_SQL(name, but)                                  \
	name " (seq) AS (SELECT ifnull(data ->> '$.event', 0)"          \
	"  FROM event"                                                  \
	" WHERE kind = 'retracted' AND json_valid(data)" but ")"

#define TIX_TAKEN_SQL                                                   \
	"WITH "                                                         \
	TIX_TAKEN_TABLE_SQL("taken4", "") ", "                          \
	TIX_TAKEN_TABLE_SQL("taken3", " AND seq NOT IN taken4") ", "    \
	TIX_TAKEN_TABLE_SQL("taken2", " AND seq NOT IN taken3") ", "    \
	TIX_TAKEN_TABLE_SQL("taken", " AND seq NOT IN taken2") " "

/*
 * The notes and replies of the row of table 'ticket' at hand as one text, in
 * order, without those in 'taken'.  Data may be blanked, and a note that is no
 * UTF-8 is not kept as a string.
 */
#define TIX_NOTES_SQL(taken)                                            \
	"(SELECT group_concat(note, char(10))"                          \
	"  FROM (SELECT CASE WHEN json_valid(event.data)"               \
	"          AND json_type(event.data, '$.text') = 'text'"        \
	"          THEN json_extract(event.data, '$.text') END AS note" \
	"          FROM event"                                          \
	"         WHERE event.ticket = ticket.id"                       \
	"           AND event.kind IN ('noted', 'replied')"             \
	"           AND event.seq NOT IN " taken                        \
	"         ORDER BY event.at, event.seq))"

/* Texts of the tickets that wait for the index; CROSS: few wait, of many. */
#define TIX_QUEUED_TEXTS_SQL                                            \
	"SELECT ticket.id, ticket.subject, ticket.body, "               \
	TIX_NOTES_SQL(TIX_TAKEN_HERE_SQL) " AS notes"                   \
	"  FROM text_todo"                                              \
	" CROSS JOIN ticket ON ticket.id = text_todo.ticket"

/* Tickets that wait for the index: none, none that the query may find, some. */
enum tix_late { TIX_LATE_NONE, TIX_LATE_OTHER, TIX_LATE_SOME };

/*
 * Make tickets that wait for the index and that 'query' may find searchable in
 * temp.text_late, without writing to the file; under a transaction, so that
 * both are of one view.
 */
enum tix_status tix_textsearch_begin(struct tix *tx,
    const struct tix_term *query, enum tix_late *late);

/*
 * A condition on the table 'ticket': the full-text expression in 'parameter'
 * matches, in the index or, with TIX_LATE_SOME, in temp.text_late.
 */
const char *tix_textsearch_sql(struct tix_arena *mem, const char *parameter,
    enum tix_late late);

/*
 * The words of 'text', or all of it as one 'phrase', as an expression in which
 * nothing is an operator.
 */
const char *tix_textsearch_words(struct tix_arena *mem, const char *text,
    bool phrase);

#endif
