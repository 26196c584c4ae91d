/*
 * For lib/desk alone: a desk's text on its way from files to a compiled desk.
 *
 *   source.c    files and what they include -> one text, line by line
 *   lex.c       text -> tokens
 *   split.c     text -> statements
 *   schema.c    a statement -> a tree (libconfuse), by kinds.c
 *   take.c      values of the tree, by type
 *   desktext.c  the tree -> a desk; places.c, people.c, agreements.c,
 *               conduct.c, rules.c
 *   encode.c    the desk -> its compiled form
 *
 * Lines are those of the one text; a complaint finds its file by them.
 */
#ifndef TIX_DESK_TEXT_H
#define TIX_DESK_TEXT_H

#include <inttypes.h>

#include <tix/desktext.h>
#include <tix/party.h>
#include <tix/rule.h>

#define TIX_DT_INCLUDE_MAX 8    /* a file in a file in a file ... */

/* What a text is made of; the places of tix_dt_kinds[]. */
enum tix_dt_kind {
	TIX_DT_LEVEL,
	TIX_DT_CALENDAR,
	TIX_DT_TEAM,
	TIX_DT_AGENT,
	TIX_DT_QUEUE,
	TIX_DT_CATEGORY,
	TIX_DT_SERVICE,
	TIX_DT_ORGANISATION,
	TIX_DT_REQUESTER,
	TIX_DT_FIELD,
	TIX_DT_SLA,
	TIX_DT_OLA,
	TIX_DT_UC,
	TIX_DT_TARGET,     /* of one of these */
	TIX_DT_CHECKLIST,
	TIX_DT_TEMPLATE,
	TIX_DT_PRIORITY,
	TIX_DT_DEFAULT,
	TIX_DT_RESOLVE,
	TIX_DT_RETURN,
	TIX_DT_CLOSE,
	TIX_DT_WAITING,
	TIX_DT_RULE,
	TIX_DT_ESCALATION,
	TIX_DT_STEP,       /* of an escalation */
	TIX_DT_SCHEDULE,
	TIX_DT_ROTATION,   /* of a schedule */
	TIX_DT_KINDS
};

struct tix_dt_kind_info {
	const char *name;        /* as it is written */
	const char *one;         /* "a level" */
	bool is_named;           /* has a name behind it, and may be many */
	const char *const *keys; /* NULL-ended; rules have more */
	enum tix_dt_kind inside; /* what stands in it, or TIX_DT_LEVEL: none */
	bool is_inside;          /* stands in another alone */
};

extern const struct tix_dt_kind_info tix_dt_kinds[];

struct tix_dt_value {
	const char *text;
	int64_t line;
	size_t place;         /* among all values of the text */
};

struct tix_dt_option {
	const char *key;
	const struct tix_dt_value *values; /* at least one */
	size_t n;
};

struct tix_dt_section {
	enum tix_dt_kind kind;
	const char *name;         /* or NULL */
	int64_t line;
	struct tix_dt_option *options; /* as written */
	size_t noptions;
	struct tix_dt_section *children; /* of a rule rules, and so on */
	struct tix_dt_section *next;     /* of its kind, as written */
	void *item;               /* what it declares, or NULL */
};

/* A stretch of the text that libconfuse reads at once. */
struct tix_dt_statement {
	const char *text;     /* without remarks, lines kept */
	int64_t line;
	int kind;             /* enum tix_dt_kind, -1: the desk's name */
	size_t depth;         /* of sections in it */
	const char **keys;    /* words that may be keys, each once */
	size_t nkeys, keys_cap;
};


struct tix_dt {
	struct tix *tx;
	struct tix_arena *mem;
	struct tix_buf source;
	int64_t lines;                  /* in 'source' */
	struct tix_desk_origin *origins;
	size_t norigins, origins_cap;
	size_t files;                   /* read so far */
	struct tix_dt_statement *statements;
	size_t nstatements, statements_cap;
	int64_t *openings;              /* lines of all sections' '{' */
	size_t nopenings, openings_cap;
	const char **own;               /* fields that the text declares */
	size_t nown, own_cap;
	struct tix_dt_section *first[TIX_DT_KINDS];
	struct tix_dt_section **last[TIX_DT_KINDS];
	struct tix_dt_complaint *complaints;
	size_t ncomplaints, complaints_cap;
	const char *name;               /* of the desk */
	struct tix_desk desk;           /* as it grows */
	bool has_many_queues;           /* teams name more than may be */
	struct tix_agreement *olas, *ucs; /* slas are the desk's */
	size_t nolas, nucs;
	struct tix_party *organisations, *requesters;
	size_t norganisations, nrequesters;
	size_t nrules;
};

struct tix_dt_complaint {
	int64_t line;
	size_t place;          /* in the order in which they came */
	const char *text;
};

/* Room for one more in an array that grows; see TIX_DT_MORE. */
void *tix_dt_grow(struct tix_dt *dt, void *list, size_t n, size_t *cap,
    size_t size);

#define TIX_DT_MORE(dt, list, n, cap)                                   \
	((list) = tix_dt_grow((dt), (list), (n), &(cap), sizeof *(list)))

/* Keep a complaint about a line of the one text (0: about all of it). */
void tix_dt_complain(struct tix_dt *dt, int64_t line, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* Keep tx->error as one, with 'what' and a colon before it unless NULL. */
void tix_dt_complain_error(struct tix_dt *dt, int64_t line, const char *what);

/* Sort and bound the complaints into 't'. */
void tix_dt_report(struct tix_dt *dt, struct tix_desktext *t);

/* --- lex.c ---------------------------------------------------------- */

enum tix_dt_token {
	TIX_DT_END,
	TIX_DT_BAD,       /* complained about */
	TIX_DT_WORD,      /* without quotes */
	TIX_DT_QUOTED,
	TIX_DT_SIGN,      /* one of { } ( ) = , */
	TIX_DT_APPEND     /* += */
};

struct tix_dt_lexer {
	struct tix_dt *dt;
	const char *at;
	int64_t line;
	char *blank;          /* where remarks are made blanks, or NULL */
	const char *text;     /* the text's start, to which 'blank' is held */
	const char *token;    /* the last one */
	size_t len;
	int64_t token_line;
};

enum tix_dt_token tix_dt_next(struct tix_dt_lexer *x);

/* Is the last token this one sign, or word? */
bool tix_dt_is(const struct tix_dt_lexer *x, const char *text);

/* --- the way in ------------------------------------------------------ */

/*
 * The text of a file, and all it includes, behind what dt->source has.
 * TIX_NO where it was complained about.
 */
enum tix_status tix_dt_source(struct tix_dt *dt, const char *name,
    const char *text, size_t len);

/* The path of 'name' beside the file 'by'; all of a file, or a failure. */
const char *tix_dt_path(struct tix_arena *mem, const char *by,
    const char *name);
enum tix_status tix_dt_read(struct tix_dt *dt, const char *path,
    const char **text, size_t *len);

/* dt->statements and dt->own from dt->source. */
enum tix_status tix_dt_split(struct tix_dt *dt);

/* dt->first from dt->statements. */
enum tix_status tix_dt_parse(struct tix_dt *dt);

/* --- take.c ---------------------------------------------------------- */

const struct tix_dt_option *tix_dt_option(const struct tix_dt_section *s,
    const char *key);

/* The line of a key, else the section's. */
int64_t tix_dt_line(const struct tix_dt_section *s, const char *key);

/* One line of text, or NULL. */
const char *tix_dt_text(struct tix_dt *dt, const struct tix_dt_section *s,
    const char *key);

/* Like it, with newlines. */
const char *tix_dt_body(struct tix_dt *dt, const struct tix_dt_section *s,
    const char *key);

int64_t tix_dt_int(struct tix_dt *dt, const struct tix_dt_section *s,
    const char *key, int64_t otherwise, int64_t min, int64_t max);
bool tix_dt_bool(struct tix_dt *dt, const struct tix_dt_section *s,
    const char *key, bool otherwise);

/* "yes", "true", "on" or the contrary; -1 for none of them. */
int tix_dt_truth(const char *text);

/* All of a whole number; false for what is none. */
bool tix_dt_number(const char *text, int64_t *n);

/* Lines of text, NULL-ended; none where the key is not there. */
const char *const *tix_dt_list(struct tix_dt *dt,
    const struct tix_dt_section *s, const char *key);

/* The place of a word in 'words', or 'otherwise'. */
int64_t tix_dt_choice(struct tix_dt *dt, const struct tix_dt_section *s,
    const char *key, const char *const *words, int64_t otherwise);

/* "vpn:3" as a skill; false where complained about. */
bool tix_dt_skill(struct tix_dt *dt, const struct tix_dt_value *v,
    struct tix_skill *k);
const struct tix_skill *tix_dt_skills(struct tix_dt *dt,
    const struct tix_dt_section *s, const char *key);

/* Complain about words of a key that are there twice. */
void tix_dt_distinct(struct tix_dt *dt, const struct tix_dt_section *s,
    const char *key, const char *const *words);

/* Is it a name that queries take?  Complained about where not. */
bool tix_dt_name(struct tix_dt *dt, int64_t line, const char *what,
    const char *name);

/* --- refer.c: things that begin with their name ---------------------- */

struct tix_dt_names {
	const char *what;  /* "queue" */
	const void *list;
	size_t n;
	size_t size;
};

#define TIX_DT_NAMES(what, list, n)                                     \
	(&(const struct tix_dt_names){ (what), (list), (n), sizeof *(list) })

const void *tix_dt_find(const struct tix_dt_names *names, const char *name);

/* It is there; complained about where not. */
bool tix_dt_need(struct tix_dt *dt, int64_t line,
    const struct tix_dt_names *names, const char *name);

/* The text of a key, which must be one of the names; or NULL. */
const char *tix_dt_ref(struct tix_dt *dt, const struct tix_dt_section *s,
    const char *key, const struct tix_dt_names *names);

/*
 * An array for the things of a kind, with names, and 'more' places; sections
 * know their item.  Two of a name are complained about.
 */
void *tix_dt_declare(struct tix_dt *dt, enum tix_dt_kind kind, size_t size,
    size_t more, size_t *n);

/* Complain about sections of a kind and name; the later get an item. */
void tix_dt_find_doubles(struct tix_dt *dt, enum tix_dt_kind kind);

/* Words joined by ", ". */
const char *tix_dt_join(struct tix_arena *mem, const char *const *words);

/* --- onclock.c ------------------------------------------------------ */

/*
 * Lines of text, each of which is a query, by which the desk 'chooses' (see
 * query.h) or not; complained about where not.
 */
const char *const *tix_dt_queries(struct tix_dt *dt,
    const struct tix_dt_section *s, const char *key, bool chooses);

/* "resolve 75%", "gold/resolve due". */
struct tix_dt_place {
	const char *agreement; /* or NULL: whichever sla holds */
	enum tix_metric metric;
	struct tix_threshold at; /* "due" in 'text': the deadline */
};

/* False where it was complained about; agreements are known by then. */
bool tix_dt_place(struct tix_dt *dt, int64_t line, const char *text,
    struct tix_dt_place *p);

/* --- the parts ------------------------------------------------------- */

/* Names first, so that all can refer to all. */
void tix_dt_declare_all(struct tix_dt *dt);

void tix_dt_places(struct tix_dt *dt);   /* levels, queues, categories */
void tix_dt_calendar(struct tix_dt *dt, const struct tix_dt_section *s);

/*
 * The holidays of the file that 'v' names ("file:pl.ics") for a calendar of
 * 'zone', behind those in 'list', an array of texts; dt->source has them in the
 * name's place afterwards.
 */
void tix_dt_read_holidays(struct tix_dt *dt, const struct tix_dt_value *v,
    const struct tix_zone *zone, struct tix_buf *list);
void tix_dt_trees(struct tix_dt *dt);    /* put in order */
void tix_dt_people(struct tix_dt *dt);
void tix_dt_agreements(struct tix_dt *dt); /* behind priorities' names */
void tix_dt_reach(struct tix_dt *dt);      /* of what is right else */
void tix_dt_policy(struct tix_dt *dt);   /* own fields before templates */
void tix_dt_priority(struct tix_dt *dt);
void tix_dt_rules(struct tix_dt *dt, struct tix_buf *out);
void tix_dt_escalations(struct tix_dt *dt, struct tix_buf *out);
void tix_dt_schedules(struct tix_dt *dt, struct tix_buf *out);

/* What a value behind a key of a rule is, compiled; NULL: complained about. */
const char *tix_dt_matcher_value(struct tix_dt *dt, const struct tix_matcher *m,
    const struct tix_dt_value *v);
const char *tix_dt_action_value(struct tix_dt *dt, const struct tix_action *a,
    const struct tix_dt_value *v);

/*
 * Literals ("a|b") one of which is in subject or body if the matcher matches;
 * "" where nothing can be said.
 */
const char *tix_dt_literals(struct tix_arena *mem,
    const struct tix_matcher *m, size_t *shortest);
const char *tix_dt_pattern_literals(struct tix_arena *mem,
    const char *pattern);

/* The first line of the compiled desk, and the lines of its parties. */
void tix_dt_encode(struct tix_dt *dt, struct tix_buf *out);

void tix_dt_encode_agreements(struct tix_dt *dt, struct tix_buf *out);

/* Members that say something, and a line of the tail. */
void tix_dt_put_text(struct tix_json_out *o, const char *name,
    const char *text);
void tix_dt_put_number(struct tix_json_out *o, const char *name, int64_t n);
void tix_dt_put_true(struct tix_json_out *o, const char *name, bool is);
void tix_dt_put_list(struct tix_json_out *o, const char *name,
    const char *const *list);
void tix_dt_put_line(struct tix_buf *out, char kind, const char *name,
    struct tix_json_out *o);

#endif
