/*
 * A ticket: its fields, their names and types, and the legal moves.
 */
#ifndef TIX_TICKET_H
#define TIX_TICKET_H

#include <tix/arena.h>
#include <tix/tix.h>

/* Bounds of a ticket's text, in bytes. */
#define TIX_SUBJECT_MAX 1000
#define TIX_BODY_MAX (1u << 20)
#define TIX_NAME_MAX 200     /* names, tags, keys, reasons in short fields */
#define TIX_TAGS_MAX 64      /* tags, or watchers, on one ticket */
#define TIX_LINKS_MAX 4000   /* links of one ticket */

/* Every field, in the order in which they are listed and stored. */
enum tix_field {
	TIX_F_ID,
	TIX_F_SUBJECT,
	TIX_F_BODY,
	TIX_F_KIND,
	TIX_F_STATE,
	TIX_F_WAITING_ON,
	TIX_F_WAIT_UNTIL,
	TIX_F_WAIT_THEN,
	TIX_F_LEVEL,
	TIX_F_QUEUE,
	TIX_F_TEAM,
	TIX_F_OWNER,
	TIX_F_REQUESTER,
	TIX_F_ORGANISATION,
	TIX_F_CATEGORY,
	TIX_F_SERVICE,
	TIX_F_ASSET,
	TIX_F_SOURCE,
	TIX_F_CHANNEL,
	TIX_F_IMPACT,
	TIX_F_URGENCY,
	TIX_F_PRIORITY,
	TIX_F_PRIORITY_SOURCE,
	TIX_F_TAGS,
	TIX_F_KEY,
	TIX_F_COUNT,
	TIX_F_OPENED,
	TIX_F_UPDATED,
	TIX_F_TAKEN,
	TIX_F_FIRST_RESPONSE,
	TIX_F_RESOLVED,
	TIX_F_CLOSED,
	TIX_F_RESOLUTION,
	TIX_F_RATING,
	TIX_F_DUE,
	TIX_F_NEXT_DUE,
	TIX_F_BREACHED,
	TIX_F_EFFORT,
	TIX_F_UNDELIVERED,
	TIX_F_PROBLEM,
	TIX_F_VENDOR_CASE,
	TIX_F_AGREEMENT,
	TIX_F_CHECKLIST,
	TIX_F_VISITS,
	TIX_F_BOUNCES,
	TIX_F_PARENT,
	TIX_F_MERGED_INTO,
	TIX_F_LINKS,
	TIX_F_WATCHERS,
	TIX_F_ORIGIN,
	TIX_F_FIELDS,
	TIX_F_ALARM,
	TIX_F_CALENDAR,
	TIX_FIELDS /* how many */
};

/* Sets of fields. */
#define TIX_BIT(f) (UINT64_C(1) << (f))
#define TIX_ALL_FIELDS (TIX_BIT(TIX_FIELDS) - 1)
#define TIX_NO_BODY (TIX_ALL_FIELDS & ~TIX_BIT(TIX_F_BODY)) /* may be long */

_Static_assert(TIX_FIELDS < 64, "a set of fields");

/* How a value is held, compared and printed. */
enum tix_type {
	TIX_T_TEXT,     /* const char *; NULL is none */
	TIX_T_TAGS,     /* const char *: sorted, joined by blanks, or NULL */
	TIX_T_JSON,     /* const char *: a JSON object, or NULL */
	TIX_T_INT,      /* int64_t; 0 is none */
	TIX_T_NAME,     /* int64_t: 1 + place in the field's list; 0 is none */
	TIX_T_TIME,     /* int64_t: microseconds since 1970; 0 is none */
	TIX_T_DURATION, /* int64_t: microseconds */
	TIX_T_FLAG      /* int64_t: 0 or 1 */
};

/* Is the type held in a string? */
bool tix_type_is_text(enum tix_type type);

enum {
	TIX_F_SETTABLE = 1, /* people may set it when they open a ticket */
	TIX_F_EVENT = 2,    /* an event may carry it; else the fold makes it */
	TIX_F_TRACKED = 4   /* shown by --dry-run and log where it changes */
};

struct tix_field_info {
	const char *name;         /* as in queries, JSON and SQL */
	const char *title;        /* heading on a terminal */
	enum tix_type type;
	unsigned flags;
	size_t offset;            /* in struct tix_ticket */
	size_t max;               /* bytes of a text */
	const char *const *names; /* TIX_T_NAME: the list, NULL-ended */
	const char *help;         /* one phrase, for completion, the manual */
};

/* Indexed by enum tix_field; there is one more row that is all zeros. */
extern const struct tix_field_info tix_fields[];

/* The field of a name, or -1. */
int tix_field_find(const char *name);

/* All names whose flags include 'flags', joined by ", ". */
const char *tix_field_names(struct tix_arena *mem, unsigned flags);

/* A value apart from its ticket. */
struct tix_value {
	enum tix_type type;
	int64_t i;                /* types held in a number */
	const char *s;            /* types held in a string, or NULL */
	const char *const *names; /* TIX_T_NAME */
};

/* Is there a value (text that is not NULL, a number that is not 0)? */
bool tix_value_is_some(const struct tix_value *v);
bool tix_value_equal(const struct tix_value *a, const struct tix_value *b);

/* The word of a name, or NULL. */
const char *tix_value_name(const struct tix_value *v);

enum tix_kind {
	TIX_K_NONE,
	TIX_INCIDENT,
	TIX_REQUEST,
	TIX_PROBLEM,
	TIX_CHANGE,
	TIX_SECURITY
};

enum tix_state {
	TIX_S_NONE, /* not opened yet */
	TIX_NEW,
	TIX_OPEN,
	TIX_WAITING,
	TIX_RESOLVED,
	TIX_CLOSED,
	TIX_CANCELLED,
	TIX_MERGED
};

/* The names behind the enumerations, at value - 1, NULL-ended. */
extern const char *const tix_kind_names[];
extern const char *const tix_state_names[];
extern const char *const tix_waiting_names[];
extern const char *const tix_then_names[];
extern const char *const tix_channel_names[];
extern const char *const tix_priority_source_names[];

enum tix_waiting {
	TIX_ON_CUSTOMER = 1,
	TIX_ON_VENDOR,
	TIX_ON_CHANGE,
	TIX_ON_EVENT
};
enum tix_then { TIX_THEN_RESUME = 1, TIX_THEN_RESOLVE };
enum tix_channel {
	TIX_BY_PHONE = 1,
	TIX_BY_MAIL,
	TIX_BY_CHAT,
	TIX_IN_PERSON,
	TIX_SELF_SERVICE,
	TIX_BY_MONITOR
};
enum tix_priority_source {
	TIX_BY_MATRIX = 1,
	TIX_BY_HAND,
	TIX_BY_RULE,   /* a rule set it, or moved it by steps */
	TIX_BY_VIP     /* the matrix, moved for whom it is */
};

/* Fields by enum tix_field; none is NULL or 0.  Strings are borrowed. */
struct tix_ticket {
	int64_t id;
	const char *subject;
	const char *body;
	int64_t kind;            /* enum tix_kind */
	int64_t state;           /* enum tix_state */
	int64_t waiting_on;      /* enum tix_waiting, while waiting */
	int64_t wait_until;      /* when the wait ends by itself, or 0 */
	int64_t wait_then;       /* enum tix_then: what happens then */
	const char *level;
	const char *queue;
	const char *team;
	const char *owner;
	const char *requester;
	const char *organisation;
	const char *category;
	const char *service;
	const char *asset;
	const char *source;      /* where it came from, "syslog" */
	int64_t channel;         /* enum tix_channel: how it was reported */
	int64_t impact;          /* 1 (highest) up, by the desk's matrix */
	int64_t urgency;
	int64_t priority;        /* 1 (highest) to 5 */
	int64_t priority_source; /* enum tix_priority_source */
	const char *tags;        /* sorted, joined by blanks */
	const char *key;         /* of repeats and of the desk it came from */
	int64_t count;           /* times reported, 1 up */
	int64_t opened;
	int64_t updated;         /* time of its newest event */
	int64_t taken;           /* first had an owner */
	int64_t first_response;
	int64_t resolved;        /* last resolution, none once reopened */
	int64_t closed;
	const char *resolution;  /* code of the last resolution */
	int64_t rating;          /* the requester's, 1 to 5 (best) */
	int64_t due;             /* its resolution: the date promised by hand,
				    else its agreement's deadline */
	int64_t next_due;        /* the earliest deadline of all its clocks */
	int64_t breached;        /* 1: a deadline passed, and not waived */
	int64_t effort;
	int64_t undelivered;     /* replies that were not sent yet */
	const char *problem;
	const char *vendor_case;
	const char *agreement;   /* what was promised to the requester */
	const char *checklist;   /* what is to be gone through */
	const char *visits;      /* levels it was at, like tags; see visit.h */
	int64_t bounces;         /* times that a level was entered again */
	int64_t parent;          /* ticket that it is a part of */
	int64_t merged_into;     /* ticket that took it in */
	const char *links;       /* "RELATION:ID", like tags; see link.h */
	const char *watchers;    /* who wants to know, like tags */
	const char *origin;      /* "DESK:ID" where it was imported from */
	const char *fields;      /* the desk's own fields, as JSON */
	int64_t alarm;           /* when the desk's clock looks at it */
	const char *calendar;    /* whose hours its slas count */
};

/* One field of a ticket, and the other way; a string is borrowed. */
struct tix_value tix_ticket_get(const struct tix_ticket *t, enum tix_field f);
void tix_ticket_set(struct tix_ticket *t, enum tix_field f,
    const struct tix_value *v);

/*
 * Read 'text' as a value of 'f' into 'v' (on tx->mem; "" is none).  TIX_INVALID
 * for one that is no such value, too long or holds a NUL; TIX_NOT_FOUND with
 * the list for an unknown name.
 */
enum tix_status tix_field_parse(struct tix *tx, enum tix_field f,
    const char *text, struct tix_value *v);

/* 1 + the place of 'name' (may be NULL) in a NULL-ended list, or 0. */
int64_t tix_name_number(const char *const *names, const char *name);

/* Is somebody still to work on it (new, open, waiting)? */
bool tix_state_is_live(int64_t state);

/* Is it past work (resolved, closed, cancelled, merged)? */
bool tix_state_is_done(int64_t state);

/* May a ticket go from one state to another by a person's act? */
bool tix_state_may_move(int64_t from, int64_t to);

/*
 * "42", "#42" or "T42" as an id, else 0.
 */
int64_t tix_id_parse(const char *text);

/*
 * Tags 'add' (blank- or comma-separated) put into the sorted list 'tags', on
 * 'mem'.  The same list where all were there.
 */
const char *tix_tags_add(struct tix_arena *mem, const char *tags,
    const char *add);

/* The list without the words in 'drop'; NULL where none is left. */
const char *tix_tags_drop(struct tix_arena *mem, const char *tags,
    const char *drop);

/* Is the word in the list?  How many are? */
bool tix_tags_has(const char *tags, const char *word);
size_t tix_tags_count(const char *tags);

/* How many bytes its longest word has. */
size_t tix_tags_longest(const char *tags);

#endif
