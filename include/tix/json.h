/*
 * JSON (RFC 8259), read strictly into an arena and written as a stream.
 */
#ifndef TIX_JSON_H
#define TIX_JSON_H

#include <tix/arena.h>
#include <tix/tix.h>

#define TIX_JSON_DEPTH_MAX 32
#define TIX_JSON_SIZE_MAX (16u << 20) /* bytes of one document */
#define TIX_JSON_MEMBERS_MAX 1000 /* of one object: each is held against all */

enum tix_json_type {
	TIX_JSON_NULL,
	TIX_JSON_FALSE,
	TIX_JSON_TRUE,
	TIX_JSON_INT,    /* fits int64_t */
	TIX_JSON_REAL,   /* any other number */
	TIX_JSON_STRING,
	TIX_JSON_ARRAY,
	TIX_JSON_OBJECT
};

/* A node; strings and children live in the arena that parsed it. */
struct tix_json {
	enum tix_json_type type;
	const char *name;       /* as a member of an object, else NULL */
	const char *text;       /* string, or the number as written */
	int64_t number;         /* TIX_JSON_INT */
	struct tix_json *child; /* first member or element */
	struct tix_json *next;  /* next sibling */
};

/*
 * Parse one document of 'len' bytes into 'mem'.  TIX_INVALID with place and
 * cause in tx->error: not JSON, invalid UTF-8, half of a surrogate pair, a NUL
 * in a string, a member twice, nesting beyond TIX_JSON_DEPTH_MAX, more members
 * than TIX_JSON_MEMBERS_MAX in an object, more bytes than TIX_JSON_SIZE_MAX,
 * anything but blanks behind the document.
 */
enum tix_status tix_json_parse(struct tix *tx, struct tix_arena *mem,
    const char *text, size_t len, struct tix_json **root);

/* The member of an object, or NULL (also where 'object' is NULL or none). */
const struct tix_json *tix_json_get(const struct tix_json *object,
    const char *name);

/* The member's string, or NULL where it is absent or no string. */
const char *tix_json_text(const struct tix_json *object, const char *name);

/* The member's integer, or 'otherwise'. */
int64_t tix_json_int(const struct tix_json *object, const char *name,
    int64_t otherwise);

/*
 * A writer that appends to a buffer without white space.  Calls must make a
 * legal document; in an object a name comes before each value.
 */
struct tix_json_out;

struct tix_json_out *tix_json_out_new(struct tix_arena *mem);
void tix_json_open(struct tix_json_out *o, char bracket);  /* '{' or '[' */
void tix_json_close(struct tix_json_out *o, char bracket); /* '}' or ']' */
void tix_json_name(struct tix_json_out *o, const char *name);
void tix_json_null(struct tix_json_out *o);
void tix_json_bool(struct tix_json_out *o, bool value);
void tix_json_number(struct tix_json_out *o, int64_t value);
void tix_json_real(struct tix_json_out *o, double value);

/* A string of valid UTF-8; see tix_utf8_clean() for any other. */
void tix_json_string(struct tix_json_out *o, const char *s);

/*
 * A string of any bytes, kept: as it is where it is valid UTF-8, else as
 * {"base64":"..."} (RFC 4648 section 4).
 */
void tix_json_bytes(struct tix_json_out *o, const char *s);

/* The string in a node that tix_json_bytes() wrote, or NULL. */
const char *tix_json_get_bytes(struct tix_arena *mem,
    const struct tix_json *node);

/* Bytes as base64, and the way back (NULL for what is none), on 'mem'. */
const char *tix_base64(struct tix_arena *mem, const void *p, size_t n);
void *tix_unbase64(struct tix_arena *mem, const char *text, size_t *n);

/*
 * The object 'text' (NULL: none) with 'patch' laid over it (RFC 7396), members
 * in order of their names; NULL where none is left.  Both are JSON that was
 * read before; what is not is passed over.  On tx->mem.
 */
const char *tix_json_patch(struct tix *tx, const char *text,
    const char *patch);

/* Text that is JSON already, put as it is. */
void tix_json_raw(struct tix_json_out *o, const char *text, size_t len);

/*
 * The bytes of a member's value within 'text', which tix_json_parse() takes for
 * an object; NULL where there is no such member, or its name is escaped.
 */
const char *tix_json_span(const char *text, size_t len, const char *name,
    size_t *n);

/* A node again as it was read. */
void tix_json_node(struct tix_json_out *o, const struct tix_json *node);

/* What was written so far and its length; lives in the writer's arena. */
const char *tix_json_out_text(struct tix_json_out *o, size_t *len);

/* Start a new document in the same writer. */
void tix_json_out_clear(struct tix_json_out *o);

#endif
