/*
 * For lib/decide alone: the parts of routing a ticket.
 */
#ifndef TIX_DECIDE_ROUTING_H
#define TIX_DECIDE_ROUTING_H

#include <tix/party.h>
#include <tix/place.h>
#include <tix/regex.h>
#include <tix/route.h>


/* A rule that moved the priority by steps. */
struct tix_raise {
	const char *path;
	int64_t steps;
};

/* The decision as it grows: the ticket as it would be, and the grounds. */
struct tix_routing {
	struct tix *tx;
	const struct tix_ticket *was; /* before anything was decided */
	struct tix_ticket t;
	struct tix_event *e;
	struct tix_json_out *why;   /* or NULL: not told */
	struct tix_steps *steps;  /* or NULL */
	uint64_t fixed;           /* given by hand */
	uint64_t ruled;           /* set by a rule of this run */
	uint64_t changed;         /* follow: what changed so far; else 0 */
	bool follows;             /* only rules that look at those act */
	bool idle;                /* nobody works on it: no rule acts */
	bool some;                /* anything changed */
	bool grounds;             /* 'why' has any */
	const char *own_fixed;    /* own fields given by hand, JSON; or NULL */
	const char *own_patch;    /* own fields to be set, or NULL */
	const char *by;           /* who acts: "rule" and its path */
	const char *name;
	const char *because;      /* words for the next ground, or NULL */
	int64_t line;
	size_t depth;
	const char *text;         /* what rules see of the body */
	bool is_cut;              /* the body goes on behind that */
	const char *subject;
	int64_t budget;           /* steps of patterns that are left */
	int vip;                  /* -1: not looked up since it changed */
	bool is_promised;         /* by the requester or organisation */
	bool was_chosen;          /* its agreement, by the slas' queries */
	bool was_brought;         /* or by those who it is not for now */
	bool has_calendar;        /* the requester or organisation */
	bool calendar_brought;    /* its calendar was, like was_brought */
	int64_t set_priority;     /* by a rule, or 0 */
	const char *set_path;
	struct tix_raise *raise;  /* NULL: none */
	size_t nraises;
	size_t raise_room;
	bool rules_priority;      /* a rule about it looks at a change */
	struct tix_skills needs;
	const char *assign;       /* strategy by a rule, or NULL */
	bool gives_up;            /* a pattern of the last rule did */
	const char *gave_up;      /* the first rule of which one did */
};

/* routestep.c: what came of it, for who asked; on tx->mem. */
struct tix_step *tix_step_add(struct tix_routing *r, enum tix_step_what what,
    const char *key, const char *wanted, const char *value);

/* A field as words: "" is none; steps by their names. */
const char *tix_routing_words(const struct tix_routing *r, enum tix_field f);

/* routeact.c: change one field unless it was given by hand or is so. */
void tix_routing_text(struct tix_routing *r, enum tix_field f, const char *s);
void tix_routing_int(struct tix_routing *r, enum tix_field f, int64_t i);
void tix_routing_set(struct tix_routing *r, enum tix_field f,
    const struct tix_value *v); /* words may be none */
bool tix_routing_change(struct tix_routing *r, enum tix_field f,
    const struct tix_value *v);
void tix_routing_by(struct tix_routing *r, const char *by, const char *name);
bool tix_routing_is_fixed(const struct tix_routing *r, enum tix_field f);

/* A ground: who set what to 'to' (a number, or words). */
void tix_routing_because(struct tix_routing *r, const char *field,
    const struct tix_value *to);

/* A ground that set nothing: a pattern of the rule that is tried gave up. */
void tix_routing_gave_up(struct tix_routing *r);
enum tix_status tix_routing_act(struct tix_routing *r,
    const struct tix_rule *rule, bool acts);

/* What a queue may bring with it, each a bit. */
enum { TIX_BRINGS_LEVEL = 1, TIX_BRINGS_TEAM = 2 };

/*
 * routeplace.c: what no rule said.  A queue brings what of its own 'brings'
 * says; NULL is the one that the ticket is in.
 */
void tix_routing_queue(struct tix_routing *r, const char *queue,
    unsigned brings);
void tix_routing_category(struct tix_routing *r);
void tix_routing_default(struct tix_routing *r);
void tix_routing_fit(struct tix_routing *r);

/* A queue that was set by hand brings what it has, as any other does. */
void tix_routing_moved(struct tix_routing *r);

/* Who is not of the team that it came to has it no longer. */
void tix_routing_part(struct tix_routing *r);

/*
 * routeparty.c: what comes with the requester and the organisation; and what
 * came with those that it had before they changed.
 */
enum tix_status tix_routing_party(struct tix_routing *r);
enum tix_status tix_routing_was_brought(struct tix_routing *r);

/* routematch.c: TIX_OK, TIX_NO with the first that failed, or a failure. */
enum tix_status tix_routing_match(struct tix_routing *r,
    const struct tix_rule *rule);
enum tix_status tix_routing_vip(struct tix_routing *r, bool *vip);

/* routetext.c: patterns and words, bounded. */
enum tix_status tix_routing_pattern(struct tix_routing *r,
    const struct tix_matcher *m, size_t value, const char *text);
bool tix_has_word(const char *text, const char *word); /* of ASCII */

/*
 * routepolicy.c: the escalation policy of a ticket that is opened or, 'again',
 * of one whose policy is chosen anew.
 */
enum tix_status tix_routing_policy(struct tix_routing *r, bool again);

/* routewalk.c */
enum tix_status tix_routing_walk(struct tix_routing *r);

/* routegrams.c: literals of rules against the text. */
struct tix_grams;
struct tix_grams *tix_grams_new(struct tix_arena *mem, const char *subject,
    const char *body);
bool tix_grams_have(const struct tix_grams *g, const char *literals,
    size_t len);

/* routepromise.c: an sla by its queries, where nothing else says. */
enum tix_status tix_routing_was_chosen(struct tix_routing *r, bool *was);
enum tix_status tix_routing_promise(struct tix_routing *r);

/* routepriority.c */
enum tix_status tix_routing_priority(struct tix_routing *r);

/* routeassign.c */
enum tix_status tix_routing_assign(struct tix_routing *r,
    const struct tix_staff *staff);

#endif
