/*
 * The desk: levels, queues, people and priorities, as compiled.  Its rules,
 * requesters and organisations may be many and are read where they are needed:
 * see rule.h and party.h.
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
	int64_t cost;       /* of an hour, in hundredths; 0: not told */
	const char *calendar;            /* or NULL: always open */
	const char *const *handover;     /* parts it wants, NULL-ended */
	const char *const *escalates_to; /* levels, NULL-ended; none: any up */
};

/*
 * When somebody works.  All of it is text, as calendar.h reads it: a desk has
 * more of it than one command looks at, so it is a line of the tail, "c NAME
 * JSON", and the head has names and zones; see tix_calendar_whole().
 */
struct tix_calendar {
	const char *name;
	const char *timezone;          /* IANA */
	const char *const *hours;      /* "Mon-Fri 08:00-12:00", NULL-ended */
	const char *const *holidays;   /* "2026-12-25", "12-25 yearly" */
	const char *const *exceptions; /* "2026-12-19 09:00-13:00": opens */
	bool apart;                    /* the lists are in the tail */
};

/* Who of a team gets a ticket. */
enum tix_strategy {
	TIX_ASSIGN_NOBODY,       /* it waits until somebody takes it */
	TIX_ASSIGN_ROUND_ROBIN,  /* whoever was given one longest ago */
	TIX_ASSIGN_LEAST_LOADED, /* open work, weighted by priority */
	TIX_ASSIGN_SKILLS,       /* best grade of what it needs, then load */
	TIX_ASSIGN_LONGEST_IDLE, /* on whose tickets nothing happened longest */
	TIX_ASSIGN_OWNER_OF_LAST /* the requester's last agent, then load */
};

extern const char *const tix_strategy_names[]; /* by strategy, NULL-ended */

struct tix_team {
	const char *name;
	const char *title;      /* or NULL */
	const char *level;      /* or NULL */
	const char *calendar;   /* or NULL: always on shift */
	enum tix_strategy assign;
	const char *manager;    /* login of an agent, or NULL */
};

struct tix_queue {
	const char *name;
	const char *level;  /* where its tickets begin, or NULL */
	const char *team;   /* or NULL */
	const char *title;  /* or NULL */
};

/* A node of the tree of categories, or of services. */
struct tix_service {
	const char *name;
	const char *title;  /* or NULL */
	const char *parent; /* or NULL */
};

struct tix_category {
	const char *name;
	const char *title;  /* or NULL */
	const char *parent; /* or NULL */
	const char *service; /* or NULL */
	const char *queue;  /* or NULL */
	const char *level;  /* or NULL: the queue's */
	int64_t impact;     /* where the ticket says none; 0 leaves it */
	int64_t urgency;
	const struct tix_skill *skills; /* what it takes; ended by no name */
};

/* What an agent can, or a ticket needs. */
struct tix_skill {
	const char *name;   /* NULL ends a list */
	int64_t grade;      /* 1 up to TIX_GRADE_MAX */
};

#define TIX_GRADE_MAX 5

struct tix_agent {
	const char *name;   /* login */
	const char *level;  /* or NULL: the team's */
	const char *team;   /* or NULL */
	const char *title;  /* "Ewa Nowak", or NULL */
	const char *mail;   /* or NULL */
	const char *manager; /* login of another, or NULL: the team's */
	const struct tix_skill *skills; /* ended by no name */
	int64_t capacity;   /* tickets at a time; 0: any number */
	const char *const *shifts;   /* hours, NULL-ended; none: the team's */
	const char *const *absences; /* "2026-12-24..2026-12-31", NULL-ended */
};

/*
 * What is promised: to the requester (sla), between the desk's own (ola), by a
 * vendor (uc, underpinning contract).
 */
enum tix_promise { TIX_SLA = 1, TIX_OLA, TIX_UC };

extern const char *const tix_promise_names[]; /* at value - 1, NULL-ended */

/* What is measured.  TIX_M_DUE is the date promised by hand. */
enum tix_metric {
	TIX_FIRST_RESPONSE = 1,
	TIX_NEXT_REPLY,
	TIX_UPDATE,
	TIX_OWN,
	TIX_RESOLVE,
	TIX_PROMISED /* ticket->due; no target has it */
};

extern const char *const tix_metric_names[]; /* at value - 1, NULL-ended */

#define TIX_PRIORITIES 5
#define TIX_TARGETS_MAX 5     /* of one agreement: each metric once */
#define TIX_THRESHOLDS_MAX 16 /* of one target */

/* How long it may take; neither: no clock runs. */
struct tix_budget {
	int64_t time; /* microseconds, counted in the calendar */
	int64_t days; /* working days: up to the end of the last, see
			 tix_worktime_day_end() */
};

/* When to tell beforehand, or once more after. */
struct tix_threshold {
	const char *text; /* "75%", "-10m", "+2h": its name, too */
	int64_t percent;  /* of the budget, 1 to 99; 0: the other */
	int64_t offset;   /* from the deadline, microseconds of the calendar */
};

struct tix_target {
	enum tix_metric metric;
	const char *calendar; /* or NULL: always open */
	struct tix_budget budget[TIX_PRIORITIES]; /* by priority - 1 */
	unsigned pause;       /* 1 << enum tix_waiting: does not count then */
	bool at_open;         /* a budget that ends at closing time lasts until
				 the next opening */
	bool new_cycle;       /* reopened, it begins anew */
	const struct tix_threshold *warn;
	size_t nwarn;
};

struct tix_agreement {
	const char *name;
	const char *title;    /* or NULL */
	enum tix_promise kind;
	const char *calendar; /* or NULL: always open */
	const char *const *match; /* an sla's queries, NULL-ended; any fits */
	const char *level;    /* an ola's or uc's place; each or NULL: any */
	const char *team;
	const char *queue;
	const struct tix_target *targets; /* a metric once */
	size_t ntargets;
};

struct tix_checklist {
	const char *name;
	const char *title;         /* or NULL */
	const char *const *steps;  /* NULL-ended */
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
enum { TIX_ACT_OPEN = 1, TIX_ACT_RESOLVE = 2, TIX_ACT_CLOSE = 4 };

struct tix_custom {
	const char *name;
	enum tix_custom_type type;
	const char *const *values; /* TIX_C_CHOICE, NULL-ended */
	const char *help;          /* one phrase, or NULL */
	unsigned required;         /* TIX_ACT_OPEN and so on */
};

/* What becomes of open children when their parent is resolved or closed. */
enum tix_children { TIX_REFUSE, TIX_CASCADE, TIX_LEAVE };

struct tix_promises;
struct tix_rules;

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
	const struct tix_team *teams;
	size_t nteams;
	const struct tix_calendar *calendars;
	size_t ncalendars;
	const struct tix_service *services;
	size_t nservices;
	const struct tix_agreement *agreements; /* slas by name and title
						   alone; see agreement.h */
	size_t nagreements;
	const struct tix_checklist *checklists;
	size_t nchecklists;
	bool has_laws;           /* there were agreements or policies, ever */
	const char *tail;        /* rules and parties; NULL: not read */
	struct tix_rules *rules; /* those of the tail; NULL: not read */
	struct tix_promises *promises; /* the like: slas by their queries */
	const char *const *impacts;            /* names, highest first */
	size_t nimpacts;
	const char *const *urgencies;
	size_t nurgencies;
	int64_t matrix[TIX_STEPS_MAX][TIX_STEPS_MAX]; /* impact-1, urgency-1 */
	int64_t impact;         /* taken where the ticket has none */
	int64_t urgency;
	const char *const *priorities; /* names of 1 to 5, NULL-ended */
	int64_t vip;            /* steps up for a VIP requester; 0: none */
	const char *const *return_codes; /* NULL-ended, never none */
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
	struct tix_budget remind; /* between the reminders of a silent wait on
				     the customer; none: no reminders */
	int64_t reminders;        /* how many */
	int64_t silent_then;      /* enum tix_then, one more 'remind' after the
				     last; 0: nothing */
};

/*
 * A compiled desk is lines of text.  The first is a JSON object with all but
 * what may be many; each line after it, the tail, is a rule or a party (see
 * rule.h, party.h).
 *
 * Read the first line of 'text' into 'mem', and point desk->tail behind it (to
 * "" where nothing is there), so that a NUL must be behind 'len' bytes and the
 * text must last as long as the desk; desk->rules is left to tix_rules_new().
 * TIX_INVALID with words for anything missing, double, or naming what is not
 * there.
 */
enum tix_status tix_desk_decode(struct tix *tx, struct tix_arena *mem,
    const char *text, size_t len, struct tix_desk *desk);

/* The thing of a name, or NULL. */
const struct tix_level *tix_desk_level(const struct tix_desk *d,
    const char *name);
const struct tix_queue *tix_desk_queue(const struct tix_desk *d,
    const char *name);
const struct tix_category *tix_desk_category(const struct tix_desk *d,
    const char *name);
const struct tix_agent *tix_desk_agent(const struct tix_desk *d,
    const char *name);
const struct tix_team *tix_desk_team(const struct tix_desk *d,
    const char *name);
const struct tix_calendar *tix_desk_calendar(const struct tix_desk *d,
    const char *name);
const struct tix_service *tix_desk_service(const struct tix_desk *d,
    const char *name);
const struct tix_agreement *tix_desk_agreement(const struct tix_desk *d,
    const char *name);
const struct tix_checklist *tix_desk_checklist(const struct tix_desk *d,
    const char *name);
const struct tix_answer *tix_desk_answer(const struct tix_desk *d,
    const char *name);
const struct tix_custom *tix_desk_custom(const struct tix_desk *d,
    const char *name);

/*
 * Who works on what has this team (or NULL) and is in this queue (or NULL): its
 * own team, else its queue's; or NULL.
 */
const char *tix_desk_team_of(const struct tix_desk *d, const char *team,
    const char *queue);

/* No control character in it? */
bool tix_is_one_line(const char *s);

/*
 * May a thing of the desk have this name: 1 to TIX_NAME_MAX bytes, no blank,
 * comma, colon, quote or bracket?
 */
bool tix_desk_is_name(const char *s);

/* May a field of the desk's own have this name? */
bool tix_desk_is_own_name(const char *name);

/* Is the category (service) 'name' the one called 'top', or below it? */
bool tix_desk_category_within(const struct tix_desk *d, const char *name,
    const char *top);
bool tix_desk_service_within(const struct tix_desk *d, const char *name,
    const char *top);

/*
 * Refer to the desk's own: TIX_OK where 'name' is NULL, or the desk has it, or
 * the desk declares none at all of the kind and so takes any; else
 * TIX_NOT_FOUND with the list.
 */
enum tix_status tix_desk_check_team(struct tix *tx, const char *name);
enum tix_status tix_desk_check_agent(struct tix *tx, const char *name);
enum tix_status tix_desk_check_service(struct tix *tx, const char *name);
enum tix_status tix_desk_check_agreement(struct tix *tx, const char *name);
enum tix_status tix_desk_check_checklist(struct tix *tx, const char *name);
enum tix_status tix_desk_check_calendar(struct tix *tx, const char *name);

/* What a field may name, by the rule for its kind; TIX_OK for other fields. */
enum tix_status tix_desk_check_field(struct tix *tx, enum tix_field f,
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

/* A priority by number or by the desk's name for it. */
enum tix_status tix_desk_priority_find(struct tix *tx, const char *text,
    int64_t *priority);

/* The matrix' priority of two steps; 0 where either is none. */
int64_t tix_desk_priority(const struct tix_desk *d, int64_t impact,
    int64_t urgency);

#endif
