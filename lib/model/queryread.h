/*
 * For lib/model/query*.c alone: the text of a query as it is being read.
 */
#ifndef TIX_MODEL_QUERYREAD_H
#define TIX_MODEL_QUERYREAD_H

#include <tix/query.h>

struct tix_query_reader {
	struct tix *tx;
	const char *text; /* the whole query */
	const char *at;   /* the next byte */
	size_t depth;     /* of parentheses and "not" */
	size_t terms;     /* so far */
	size_t values;    /* so far */
};

/* A value as written; 'text' is "" where there is none. */
struct tix_query_piece {
	const char *at;
	const char *text;
	bool quoted;
};

bool tix_query_is_blank(char c);
void tix_query_blanks(struct tix_query_reader *r);

/* Is 'word' next, whole and in small letters or capitals? */
bool tix_query_keyword(const struct tix_query_reader *r, const char *word);

/* Add the query and a mark under 'at' to the message; returns 'status'. */
enum tix_status tix_query_point(struct tix_query_reader *r, const char *at,
    enum tix_status status);

/* Take the next word, value or pattern; TIX_INVALID, pointed at. */
enum tix_status tix_query_word(struct tix_query_reader *r,
    struct tix_query_piece *p);
enum tix_status tix_query_piece(struct tix_query_reader *r,
    struct tix_query_piece *p);
enum tix_status tix_query_pattern(struct tix_query_reader *r,
    struct tix_query_piece *p);

/* A term's end is a blank, a closing parenthesis or the end. */
enum tix_status tix_query_term_end(struct tix_query_reader *r);

/* A node of the tree; TIX_INVALID, pointed at, where there are too many. */
enum tix_status tix_query_leaf(struct tix_query_reader *r,
    enum tix_term_op op, int field, struct tix_term **t);
struct tix_term *tix_query_join(struct tix_query_reader *r,
    enum tix_term_op op, struct tix_term *left, struct tix_term *right);

/* A leaf for the words of 'p'. */
enum tix_status tix_query_words(struct tix_query_reader *r,
    const struct tix_query_piece *p, struct tix_term **t);

/* Field or pseudo-field of a name, or -1; the type of its values. */
int tix_query_field(const struct tix *tx, const char *name);
const char *tix_query_field_name(const struct tix *tx, int field);
enum tix_type tix_query_type(int field);

/* Is it a whole number of the desk's own? */
bool tix_query_is_integer(const struct tix *tx, int field);

/*
 * The term of 'field', whose name begins at 'name' and whose operator is next.
 */
enum tix_status tix_query_term(struct tix_query_reader *r, const char *name,
    int field, struct tix_term **t);

/* "from..to", with 'first' read and r->at behind the dots; "<value". */
enum tix_status tix_query_range(struct tix_query_reader *r,
    const struct tix_query_piece *first, int field, struct tix_term **t);
enum tix_status tix_query_comparison(struct tix_query_reader *r,
    const char *name, int field, struct tix_term **t);

/*
 * A value of 'field' from its text: 'from' and 'to' are its first and last
 * instant where it is a whole day, else the same.  On tx->run; not pointed at.
 */
enum tix_status tix_query_value(struct tix *tx, int field,
    const struct tix_query_piece *p, struct tix_value *from,
    struct tix_value *to);

#endif
