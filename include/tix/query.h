/*
 * Queries over tickets: text to a tree.  Pure; lib/store/select.c makes SQL of
 * the tree.
 *
 *	query = or ; or = and { "or" and } ; and = not { [ "and" ] not }
 *	not = "not" not | "-" term | term
 *	term = "(" query ")" | field ":" values | field "~" regex
 *	     | field ("<"|"<="|">"|">=") value | word | '"' phrase '"'
 *	values = value { "," value } | [ value ] ".." [ value ]
 *	value = [ bare | '"' quoted '"' ] ; regex = bare | '"' quoted '"'
 *
 * "or", "and" and "not" count in capitals too; in quotes they are words to
 * search for.  Quoted text may hold blanks, commas, parentheses and "..", a
 * quote as \" and a backslash as \\ (in a regex a backslash stays one).  A bare
 * regex ends at a blank or at a parenthesis that it did not open.  The name of
 * a flag (overdue, unassigned, mine, breached) alone is that flag.
 */
#ifndef TIX_QUERY_H
#define TIX_QUERY_H

#include <tix/ticket.h>

struct tix_custom;
struct tix_regex;

#define TIX_QUERY_MAX 4096      /* bytes of a query */
#define TIX_QUERY_TERMS_MAX 64  /* terms */
#define TIX_QUERY_DEPTH_MAX 10  /* parentheses and "not" within each other */
#define TIX_QUERY_VALUES_MAX 256 /* values in all lists together */

enum tix_term_op {
	TIX_Q_ALL,     /* the empty query */
	TIX_Q_AND,     /* left, right */
	TIX_Q_OR,      /* left, right */
	TIX_Q_NOT,     /* left */
	TIX_Q_IN,      /* field is one of values[0..n-1]; none may be one */
	TIX_Q_RANGE,   /* from <= field <= to; either may be open */
	TIX_Q_MATCH,   /* field matches the pattern 'text' */
	TIX_Q_TEXT,    /* full text: all words of 'text' */
	TIX_Q_PHRASE,  /* full text: 'text' as a phrase */
	TIX_Q_FLAG     /* a flag (overdue, breached, mine, ...) is 'on' */
};

/* What a term speaks of: a field of the ticket, or one of these. */
enum tix_query_field {
	TIX_Q_AGE = TIX_FIELDS, /* now - opened, of live tickets */
	TIX_Q_IDLE,             /* now - updated, of live ones */
	TIX_Q_OVERDUE,          /* live, and due has passed */
	TIX_Q_UNASSIGNED,       /* live, and nobody has it */
	TIX_Q_MINE,             /* live, and the caller has it */
	TIX_Q_WORDS,            /* text: subject, body and notes */
	TIX_Q_CUSTOM            /* + place among the desk's own fields */
};

struct tix_term {
	enum tix_term_op op;
	int field;                 /* enum tix_field or enum tix_query_field */
	struct tix_term *left;
	struct tix_term *right;
	struct tix_value *values;  /* TIX_Q_IN */
	size_t n;
	struct tix_value from;     /* TIX_Q_RANGE */
	struct tix_value to;
	bool has_from;
	bool has_to;
	bool from_open;            /* without the end itself: '>' */
	bool to_open;              /* '<' */
	bool on;                   /* TIX_Q_FLAG */
	const char *text;          /* TIX_Q_MATCH, TIX_Q_TEXT, TIX_Q_PHRASE */
	struct tix_regex *regex;   /* TIX_Q_MATCH: tix_query_fits() made it */
};

/*
 * Parse 'text' into a tree on tx->run.  Names of states, fields, levels,
 * queues and so on are checked: TIX_INVALID for a query that does not parse or
 * a field that does not exist, TIX_NOT_FOUND for a level, queue or state that
 * does not exist; both point at the place.  A level, queue or category that the
 * desk had once (tx->had) may be named, but a gone level has no place in the
 * order and ends no range.
 *
 *	query: unknown field 'levle'; there are: id, subject, ...
 *	  state:open levle:L2
 *	             ^
 *
 * Times and durations are taken against tx->now in tx->zone.  A bare date or a
 * day's name as the end of a range means the whole day: opened:2026-11-01..
 * starts with its first instant, ..2026-11-01 ends with its last; alone it is
 * that day.  In "age" and "idle" values are durations, age:2d.. is two days and
 * older; both select live tickets alone.  In "due", a bare duration or
 * +duration is ahead of now, as in "wait_until".  "me" in a field of people is
 * who acts.  Ranges of names (state, kind) follow their list, those of levels
 * the desk's order.  A value of "links" is a relation, an id, or both
 * ("blocks:7").  Values of the desk's own fields are text here, proved to be of
 * the field's type.
 * A value that is empty means "none"; a range takes in nothing that is none,
 * one with both ends open all the rest.
 */
enum tix_status tix_query_parse(struct tix *tx, const char *text,
    struct tix_term **query);

/* Names that may stand before ':', with the words for the manual. */
struct tix_query_name { const char *name; const char *help; };
extern const struct tix_query_name tix_query_names[]; /* beside the fields */

/* The desk's own field that 'field' stands for, or NULL. */
const struct tix_custom *tix_query_custom(const struct tix *tx, int field);

/* The query of live tickets, and the query of what both select; on tx->run. */
struct tix_term *tix_query_live(struct tix *tx);
struct tix_term *tix_query_and(struct tix *tx, struct tix_term *a,
    struct tix_term *b);

/*
 * Does the query select 't'?  TIX_OK or TIX_NO, as the store would answer of a
 * ticket that is like it; TIX_INVALID for full text, which only the store can
 * search.  Patterns are compiled at the first use, on tx->run.
 */
enum tix_status tix_query_fits(struct tix *tx, struct tix_term *q,
    const struct tix_ticket *t);

/*
 * Parse a query by which the desk itself chooses what becomes of a ticket: it
 * names only what people and rules can set, and neither a time, nor full text,
 * nor who acts.  'fields' are those it looks at, a bit each (TIX_F_FIELDS for
 * all of the desk's own).  TIX_INVALID and TIX_NOT_FOUND as tix_query_parse().
 */
enum tix_status tix_query_chooser(struct tix *tx, const char *text,
    struct tix_term **query, uint64_t *fields);

#endif
