/*
 * The desk: levels, queues, people, priorities and rules, as compiled.
 */
#ifndef TIX_DESK_H
#define TIX_DESK_H

#include <tix/json.h>
#include <tix/ticket.h>

#define TIX_DESK_SIZE_MAX (4u << 20) /* bytes of a compiled desk */
#define TIX_STEPS_MAX 9              /* steps of impact, of urgency */

struct tix_level {
	const char *name;   /* "L2" */
	const char *title;  /* "Specialists" */
	int64_t order;      /* 0 lowest; also the place in the list */
	const char *queue;  /* where a ticket that comes to it waits, or NULL */
	bool vendor;
};

struct tix_queue {
	const char *name;
	const char *level;  /* where its tickets begin, or NULL */
	const char *team;   /* or NULL */
};

struct tix_category {
	const char *name;
	const char *queue;  /* or NULL */
	const char *level;  /* or NULL: the queue's */
	int64_t impact;     /* where the ticket says none; 0 leaves it */
	int64_t urgency;
};

struct tix_agent {
	const char *name;   /* login */
	const char *level;  /* or NULL */
	const char *team;   /* or NULL */
};

/* Where a word of the subject or body says what a ticket is about. */
struct tix_word_rule {
	const char *name;
	const char *const *words; /* lower case, NULL-ended; whole words */
	const char *category;     /* or NULL */
	const char *queue;        /* or NULL */
	const char *level;        /* or NULL */
	const char *tag;          /* or NULL */
	int64_t impact;           /* 0: none */
	int64_t urgency;
};

/* A canned answer; see template.h for what stands in its text. */
struct tix_answer {
	const char *name;
	const char *help;   /* one phrase, or NULL */
	const char *text;
};

/* A field of the desk's own; its values are members of "fields". */
enum tix_custom_type {
	TIX_C_TEXT,
	TIX_C_INTEGER,
	TIX_C_CHOICE,       /* one of 'values' */
	TIX_C_DATE,         /* "2026-11-23" */
	TIX_C_FLAG          /* yes or no */
};

/* Acts that a field may be required for. */
enum { TIX_AT_OPEN = 1, TIX_AT_RESOLVE = 2, TIX_AT_CLOSE = 4 };

struct tix_custom {
	const char *name;
	enum tix_custom_type type;
	const char *const *values; /* TIX_C_CHOICE, NULL-ended */
	const char *help;          /* one phrase, or NULL */
	unsigned required;         /* TIX_AT_OPEN and so on */
};

/* What becomes of open children when their parent is resolved or closed. */
enum tix_children { TIX_REFUSE, TIX_CASCADE, TIX_LEAVE };

struct tix_desk {
	int64_t version;
	const char *name;
	const struct tix_level *levels;        /* in order */
	size_t nlevels;
	const struct tix_queue *queues;
	size_t nqueues;
	const struct tix_category *categories;
	size_t ncategories;
	const struct tix_agent *agents;
	size_t nagents;
	const struct tix_word_rule *rules;     /* the first match holds */
	size_t nrules;
	const char *const *impacts;            /* names, highest first */
	size_t nimpacts;
	const char *const *urgencies;
	size_t nurgencies;
	int64_t matrix[TIX_STEPS_MAX][TIX_STEPS_MAX]; /* impact-1, urgency-1 */
	int64_t impact;         /* taken where the ticket has none */
	int64_t urgency;
	const char *level;      /* where a ticket begins that nothing places */
	const char *queue;
	const struct tix_answer *answers;
	size_t nanswers;
	const struct tix_custom *customs;
	size_t ncustoms;
	const char *const *codes; /* of resolution; none: any word will do */
	size_t ncodes;
	bool code_required;       /* to resolve */
	bool text_required;
	enum tix_children children;
	int64_t close_after;      /* working days resolved; 0: never */
};

/*
 * Read a compiled desk (JSON, see tix-init(1)) into 'mem'.  TIX_INVALID with
 * words for anything missing, double, or naming what is not there.
 */
enum tix_status tix_desk_decode(struct tix *tx, struct tix_arena *mem,
    const char *json, size_t len, struct tix_desk *desk);

/* The thing of a name, or NULL. */
const struct tix_level *tix_desk_level(const struct tix_desk *d,
    const char *name);
const struct tix_queue *tix_desk_queue(const struct tix_desk *d,
    const char *name);
const struct tix_category *tix_desk_category(const struct tix_desk *d,
    const char *name);
const struct tix_agent *tix_desk_agent(const struct tix_desk *d,
    const char *name);
const struct tix_answer *tix_desk_answer(const struct tix_desk *d,
    const char *name);
const struct tix_custom *tix_desk_custom(const struct tix_desk *d,
    const char *name);

/* Like them, but TIX_NOT_FOUND with the list of what there is. */
enum tix_status tix_desk_need_level(struct tix *tx, const char *name,
    const struct tix_level **level);
enum tix_status tix_desk_need_queue(struct tix *tx, const char *name,
    const struct tix_queue **queue);
enum tix_status tix_desk_need_category(struct tix *tx, const char *name,
    const struct tix_category **category);

enum tix_status tix_desk_need_code(struct tix *tx, const char *name);

/*
 * A step of impact or urgency by name, by a start of the name that is
 * unmistakable, or by number.  TIX_NOT_FOUND with the list.
 */
enum tix_status tix_desk_impact(struct tix *tx, const char *text,
    int64_t *step);
enum tix_status tix_desk_urgency(struct tix *tx, const char *text,
    int64_t *step);

/*
 * The name of a step of impact or urgency; NULL where 'field' is neither or
 * the desk has no such step.
 */
const char *tix_desk_step(const struct tix_desk *d, enum tix_field field,
    int64_t step);

/* The matrix' priority of two steps; 0 where either is none. */
int64_t tix_desk_priority(const struct tix_desk *d, int64_t impact,
    int64_t urgency);

#endif
