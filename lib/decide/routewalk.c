/*
 * The tree of rules, in order, depth first.
 */
#include "routing.h"

struct walk {
	size_t allowed;   /* rules deeper than this are of one that failed */
	unsigned ended;   /* a bit for each depth whose siblings are over */
	unsigned looks;   /* ... that looks at what changed, or one above it */
};

static unsigned
at_and_above(size_t depth)
{
	return (2u << depth) - 1;
}

/* Does the rule, or one above it, look at a field that changed? */
static bool
looks(struct tix_routing *r, struct walk *w, const struct tix_rule *rule)
{
	unsigned above = w->looks & at_and_above(rule->depth);

	if (!r->follows)
		return true;
	above &= ~(1u << rule->depth);
	w->looks = above | ((rule->fields & r->changed) != 0 || above != 0 ?
	    1u << rule->depth : 0);
	return (w->looks >> rule->depth & 1) != 0;
}

/* Would the rule move the priority, if it fits or had fitted before? */
static bool
is_about_priority(const struct tix_rule *rule)
{
	for (size_t i = 0; i < rule->nactions; i++)
		if (rule->actions[i].field == TIX_F_PRIORITY)
			return true;
	return false;
}

static enum tix_status
try_rule(struct tix_routing *r, struct walk *w, const struct tix_rule *rule)
{
	const bool acts = looks(r, w, rule) && !r->idle;
	enum tix_status s;

	r->depth = rule->depth;
	tix_routing_by(r, "rule", rule->path);
	r->line = rule->line;
	if (r->follows && (w->looks >> rule->depth & 1) != 0 &&
	    is_about_priority(rule))
		r->rules_priority = true;
	s = tix_routing_match(r, rule);
	if (acts && r->gives_up)
		tix_routing_gave_up(r);
	if (s != TIX_OK)
		return s;
	tix_step_add(r, acts ? TIX_STEP_TAKEN : TIX_STEP_PASSED,
	    rule->goes_on ? "continue" : NULL, NULL, NULL);
	w->allowed = rule->depth + 1;
	if (!rule->goes_on)
		w->ended |= 1u << rule->depth;
	return tix_routing_act(r, rule, acts);
}

/*
 * Literals tell without reading it that a rule does not fit; who wants to know
 * why has it read.  Where the text changed, a rule about the priority may have
 * fitted before.
 */
static const struct tix_grams *
grams(struct tix_routing *r)
{
	const uint64_t text = TIX_BIT(TIX_F_SUBJECT) | TIX_BIT(TIX_F_BODY);

	if (r->steps != NULL || (r->follows && (r->changed & text) != 0))
		return NULL;
	return tix_grams_new(r->tx->mem, r->subject, r->text);
}

enum tix_status
tix_routing_walk(struct tix_routing *r)
{
	struct tix_rules *rules = r->tx->desk->rules;
	const size_t n = tix_rules_count(rules);
	const struct tix_grams *g = n == 0 ? NULL : grams(r);
	struct walk w = { 0 };
	enum tix_status s = TIX_OK;

	for (size_t i = 0; s == TIX_OK && i < n && (w.ended & 1 &&
	    w.allowed == 0) == 0; i++) {
		const size_t depth = tix_rules_depth(rules, i);
		const struct tix_rule *rule;
		const char *literals;
		size_t len;

		if (depth > w.allowed)
			continue;
		w.allowed = depth;
		w.ended &= at_and_above(depth);
		if ((w.ended >> depth & 1) != 0)
			continue;
		literals = tix_rules_literals(rules, i, &len);
		if (g != NULL && !tix_grams_have(g, literals, len))
			continue;
		s = tix_rules_get(r->tx, rules, i, &rule);
		if (s == TIX_OK)
			s = try_rule(r, &w, rule);
		s = s == TIX_NO ? TIX_OK : s;
	}
	r->depth = 0;
	return s;
}
