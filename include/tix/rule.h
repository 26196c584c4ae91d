/*
 * Rules of the desk: an ordered tree of matchers and actions.  Pure.
 *
 * In the tail of a compiled desk each is a line of four parts, parted by TABs,
 * a rule before its children:
 *
 *   r DEPTH LITERALS {"name":..,"line":..,"continue":true,
 *     "if":[["subject","vpn|tunnel"],..],"do":[["set_queue","vpn"],..]}
 *
 * DEPTH is 0 for the outermost.  LITERALS, parted by '|', are lower-case ASCII:
 * unless one of them is somewhere in the subject or body, whatever its case,
 * the rule cannot match; nothing there says nothing.  The keys of "if" and "do"
 * are those of desk.conf(5), and their values what stands behind them, with
 * steps of impact, urgency and priority as numbers.
 */
#ifndef TIX_RULE_H
#define TIX_RULE_H

#include <tix/desk.h>

#define TIX_RULES_MAX 20000     /* rules of one desk */
#define TIX_RULE_DEPTH_MAX 8    /* a rule in a rule in a rule ... */

/* What a matcher looks at, beside the fields of a ticket. */
enum tix_match_what {
	TIX_MATCH_FIELD,     /* 'field' is one of the values */
	TIX_MATCH_PATTERN,   /* a caseless PCRE2 pattern anywhere in it */
	TIX_MATCH_TEXT,      /* one on subject or body */
	TIX_MATCH_WORDS,     /* a whole word of subject or body, caseless */
	TIX_MATCH_RANGE,     /* "..2", "3..", "2..4" on a number */
	TIX_MATCH_TAG,       /* one of the values is a tag */
	TIX_MATCH_LABEL,     /* "name=value" or "name=~pattern": a tag so */
	TIX_MATCH_OWN,       /* a field of the desk's own: 'own' */
	TIX_MATCH_VIP,       /* the requester is a VIP: "true", "false" */
	TIX_MATCH_WHEN       /* "office open", "office closed" at tx->at */
};

struct tix_matcher {
	const char *key;     /* as in desk.conf(5), "not_" included */
	enum tix_match_what what;
	bool negated;
	enum tix_field field;
	const char *own;           /* TIX_MATCH_OWN, else NULL */
	const char *const *values; /* NULL-ended, at least one */
	struct tix_regex **regex;  /* of each, once compiled; or NULL */
};

enum tix_action_what {
	TIX_DO_SET,          /* 'field' to the value */
	TIX_DO_SET_OWN,      /* the desk's own field 'own' */
	TIX_DO_ADD,          /* words to a list: tags, watchers */
	TIX_DO_DROP,
	TIX_DO_RAISE,        /* priority by steps, up or (negative) down */
	TIX_DO_NEED,         /* skills that whoever gets it should have */
	TIX_DO_ASSIGN        /* by this strategy, not the team's */
};

struct tix_action {
	const char *key;     /* as in desk.conf(5) */
	enum tix_action_what what;
	enum tix_field field;
	const char *own;
	const char *const *values; /* NULL-ended, at least one */
};

struct tix_rule {
	const char *name;
	const char *path;    /* "vpn/vip": names from the outermost on */
	int64_t line;        /* of desk.conf, or 0 */
	size_t depth;
	bool goes_on;        /* continue: a match does not end its siblings */
	const struct tix_matcher *matchers;
	size_t nmatchers;
	const struct tix_action *actions;
	size_t nactions;
	uint64_t fields;     /* a bit for each enum tix_field it looks at */
};

/* The rules of a desk, in order; found at once, read one by one, each once. */
struct tix_rules;

/*
 * Find the rules in the tail of 'desk', which is borrowed; 'rules' and what
 * they give live on 'mem'.  TIX_INVALID for a line that no compiler wrote, or
 * too many.
 */
enum tix_status tix_rules_new(struct tix *tx, struct tix_arena *mem,
    const struct tix_desk *desk, struct tix_rules **rules);

size_t tix_rules_count(const struct tix_rules *rules);

/* Depth and literals ("" or "a|b", not ended) of rule 'i', unread. */
size_t tix_rules_depth(const struct tix_rules *rules, size_t i);
const char *tix_rules_literals(const struct tix_rules *rules, size_t i,
    size_t *len);

/* Rule 'i'; TIX_INVALID for one that no compiler wrote. */
enum tix_status tix_rules_get(struct tix *tx, struct tix_rules *rules,
    size_t i, const struct tix_rule **rule);

/*
 * The pattern in a value of a matcher, or that of its word, compiled once, when
 * it is first wanted.
 * TIX_INVALID for one that does not compile.
 */
enum tix_status tix_rules_regex(struct tix *tx, struct tix_rules *rules,
    const struct tix_matcher *m, size_t value, struct tix_regex **re);

/*
 * What a key of desk.conf(5) means in a rule: a matcher's or an action's
 * 'what', 'field' and 'own' are filled in ('negated' too).  False where it is
 * no such key on this desk.
 */
bool tix_rule_matcher_key(const struct tix_desk *d, const char *key,
    struct tix_matcher *m);
bool tix_rule_action_key(const struct tix_desk *d, const char *key,
    struct tix_action *a);

/* May a rule of any desk have it, or one that begins so? */
bool tix_rule_has_key(const char *key);

/* One word of a list such as tags: 1 to TIX_NAME_MAX bytes? */
bool tix_rule_is_word(const char *text);

/*
 * A skill "vpn:3", or "vpn" alone, which is grade 1; its name, which is not
 * looked at, is on 'mem'.  False for what is no grade behind the colon.
 */
bool tix_skill_read(struct tix_arena *mem, const char *text,
    struct tix_skill *k);

/*
 * A label "name=value" ('pattern' is NULL) or "name=~pattern".  False for what
 * is neither; whether the pattern compiles, or the other is one word, is not
 * looked at.
 */
bool tix_label_read(const char *text, const char **pattern);

/*
 * A range of whole numbers: "2", "..2", "3..", "2..4".  As it is written 'to'
 * is NULL for a number alone, and an end that is open is empty ('n' is 0).  As
 * numbers an open end is the least or the greatest there is; within "" is
 * nothing.
 */
struct tix_range_ends {
	const char *from;
	size_t n;          /* bytes of 'from' */
	const char *to;
};

struct tix_range {
	int64_t from;
	int64_t to;        /* less than 'from': nothing is within */
};

struct tix_range_ends tix_range_ends(const char *text);
struct tix_range tix_range_of(const char *text);
bool tix_range_has(const char *text, int64_t i);

/* The keys that every desk has, by place; NULL behind the last. */
const char *tix_rule_matcher_name(size_t i);
const char *tix_rule_action_name(size_t i);

#endif
