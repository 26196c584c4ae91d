/*
 * Where a ticket goes, how urgent it is and who gets it, by the desk's rules.
 * Pure, but for what it asks of 'staff'.
 *
 * The rules are walked in order, depth first.  One that matches acts, and then
 * its children are tried on what it made; it ends its siblings unless it says
 * continue.  What no rule placed, the category does; then the desk's default,
 * which always matches.  Then the matrix, with the steps of rules and VIPs;
 * then the team gives it to somebody.
 */
#ifndef TIX_ROUTE_H
#define TIX_ROUTE_H

#include <tix/event.h>
#include <tix/rule.h>
#include <tix/staff.h>

/*
 * What one ticket may cost at most: rules see this much of its body, and its
 * patterns this many steps beyond what a harmless one takes.  A pattern that
 * gets no more gives up, which is no match.
 */
#define TIX_ROUTE_TEXT_MAX (64u << 10)
#define TIX_ROUTE_STEPS_MAX 8000000

/* What came of one rule. */
enum tix_step_what {
	TIX_STEP_TAKEN,     /* all matchers fit: its actions follow */
	TIX_STEP_FAILED,    /* 'key' did not fit what it saw */
	TIX_STEP_LIMIT,     /* a pattern gave up at its limit: no match */
	TIX_STEP_PASSED,    /* names none of the fields that changed */
	TIX_STEP_SET,       /* 'by' 'name' set 'key' to 'value' */
	TIX_STEP_HELD,      /* it would have, but that was given by hand */
	TIX_STEP_CHOICE,    /* 'choice' is who was looked at */
	TIX_STEP_UNFIT,     /* 'by' 'name': no query of 'wanted' fits */
	TIX_STEP_UNPROMISED /* no sla fits: there is no agreement */
};

struct tix_step {
	enum tix_step_what what;
	const char *by;     /* rule, category, default, matrix, vip, assign */
	const char *name;   /* the rule's path, or the like */
	int64_t line;       /* of the rule in desk.conf, or 0 */
	size_t depth;
	const char *key;    /* the first matcher that failed, or a field */
	const char *wanted; /* what the matcher asks for */
	const char *value;  /* what it saw, or what was set; "" is none */
	const struct tix_choice *choice;
	struct tix_step *next;
};

/* In order; start with zeros.  On tx->mem. */
struct tix_steps {
	struct tix_step *first;
	struct tix_step **last;
};

struct tix_route_how {
	uint64_t fixed;     /* a bit for each field that was given by hand */
	uint64_t changed;   /* only rules that look at one of these; 0: all */
	const struct tix_staff *staff; /* NULL: nobody is given it */
	struct tix_steps *steps;       /* told of each, or NULL */
	bool silent;        /* no grounds in the event: it is not kept */
	bool again;             /* the escalation policy is chosen anew */
};

/*
 * What the desk's rules make of 't': the fields that change are added to 'e',
 * the grounds as its member "why" (a JSON array of objects with "by", "name",
 * "set", "to"; of a list "was", of who gets it "why"), and whose turn it was as
 * its member "turn".  A priority given by hand stays.  TIX_OK where anything
 * changes, TIX_NO where nothing does; TIX_INVALID for rules that cannot be
 * read, and what 'staff' fails with.
 */
enum tix_status tix_route_apply(struct tix *tx, const struct tix_ticket *t,
    const struct tix_route_how *how, struct tix_event *e);

/*
 * Choose the escalation policy alone for 't', as 'e' opens it: its member
 * "policy".
 */
enum tix_status tix_route_policy(struct tix *tx, const struct tix_ticket *t,
    struct tix_event *e);

/*
 * Decide tix route: TIX_E_ROUTED, or none where all is so.  What the ticket has
 * stays, unless 'again': its level, queue, owner, category, impact and so on; a
 * priority given by hand always does.  how->fixed is added to those.
 * TIX_CONFLICT if done.
 */
enum tix_status tix_route(struct tix *tx, const struct tix_ticket *t,
    bool again, const struct tix_route_how *how, struct tix_event *e);

/*
 * After 'e' changed fields of 't': let the rules that look at those act too,
 * within the same event, and make the priority anew where what it is made of
 * changed, unless it was given by hand.  What 'e' set by hand stays.  A rule
 * that looks at nothing that changed ends its siblings as ever, but does not
 * act.
 */
enum tix_status tix_route_follow(struct tix *tx, const struct tix_ticket *t,
    const struct tix_route_how *how, struct tix_event *e);

#endif
