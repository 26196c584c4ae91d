/*
 * Slas and escalation policies of a compiled desk by their queries.
 */
#include <tix/promise.h>

#include <string.h>

#include <tix/agreement.h>
#include <tix/policy.h>
#include <tix/query.h>

struct choice {
	const char *name;
	const char *const *text; /* NULL-ended */
	struct tix_term **query; /* as many */
};

struct choices {
	struct choice *choice;
	size_t n, cap;
	uint64_t fields;
	bool is_read;
};

struct tix_promises {
	struct tix_arena *mem;
	const struct tix_desk *desk;
	struct choices slas, policies;
};

struct tix_promises *
tix_promises_new(struct tix_arena *mem, const struct tix_desk *d)
{
	struct tix_promises *p = tix_arena_alloc(mem, sizeof *p);

	*p = (struct tix_promises){ .mem = mem, .desk = d };
	return p;
}

static struct choice *
more(struct tix_promises *p, struct choices *all)
{
	struct choice *old = all->choice;

	if (all->n == all->cap) {
		all->cap = 2 * all->cap + 8;
		all->choice = tix_arena_array(p->mem, all->cap, sizeof *old);
		if (all->n > 0)
			memcpy(all->choice, old, all->n * sizeof *old);
	}
	return &all->choice[all->n++];
}

static enum tix_status
add(struct tix *tx, struct tix_promises *p, struct choices *all,
    const char *name, const char *const *match)
{
	struct choice *c = more(p, all);
	enum tix_status s = TIX_OK;
	size_t n = 0;

	while (match[n] != NULL)
		n++;
	*c = (struct choice){ .name = name, .text = match,
		.query = tix_arena_array(p->mem, n + 1, sizeof *c->query) };
	for (size_t i = 0; s == TIX_OK && i < n; i++) {
		uint64_t fields;

		s = tix_query_chooser(tx, match[i], &c->query[i], &fields);
		all->fields |= fields;
	}
	return s;
}

/* An sla without a query is chosen by hand, or by a rule. */
static enum tix_status
read_slas(struct tix *tx, struct tix_promises *p)
{
	const struct tix_agreement *list;
	enum tix_status s = TIX_OK;
	size_t n;

	if (p == NULL || p->slas.is_read)
		return TIX_OK;
	s = tix_desk_agreements(tx, p->mem, p->desk, &list, &n);
	for (size_t i = 0; s == TIX_OK && i < n; i++)
		if (list[i].kind == TIX_SLA && list[i].match[0] != NULL)
			s = add(tx, p, &p->slas, list[i].name, list[i].match);
	p->slas.is_read = s == TIX_OK;
	return s;
}

static enum tix_status
add_policy(struct tix *tx, const struct tix_policy *policy, void *arg)
{
	struct tix_promises *p = arg;

	return add(tx, p, &p->policies, policy->name, policy->match);
}

static enum tix_status
read_policies(struct tix *tx, struct tix_promises *p)
{
	enum tix_status s;

	if (p->policies.is_read)
		return TIX_OK;
	s = tix_desk_policies(tx, p->mem, p->desk, add_policy, p);
	p->policies.is_read = s == TIX_OK;
	return s;
}

enum tix_status
tix_promises_fields(struct tix *tx, struct tix_promises *p, uint64_t *fields)
{
	enum tix_status s = read_slas(tx, p);

	*fields = p == NULL ? 0 : p->slas.fields;
	return s;
}

/* The place of the query that fits; TIX_NO for none. */
static enum tix_status
fits(struct tix *tx, const struct choice *c, const struct tix_ticket *t,
    size_t *i)
{
	enum tix_status s = TIX_NO;

	for (*i = 0; c->text[*i] != NULL; ++*i) {
		s = tix_query_fits(tx, c->query[*i], t);
		if (s != TIX_NO)
			return s;
	}
	return s;
}

/* The first that fits; 'each' is told of those before it. */
static enum tix_status
choose(struct tix *tx, const struct choices *all, const struct tix_ticket *t,
    tix_unfit_fn each, void *arg, struct tix_promised *chosen)
{
	enum tix_status s = TIX_NO;

	*chosen = (struct tix_promised){ 0 };
	for (size_t i = 0; s == TIX_NO && i < all->n; i++) {
		const struct choice *c = &all->choice[i];
		size_t k = 0;

		s = c->text[0] == NULL ? TIX_OK : fits(tx, c, t, &k);
		if (s == TIX_OK)
			*chosen = (struct tix_promised){ c->name, c->text[k] };
		else if (s == TIX_NO && each != NULL)
			each(arg, c->name, c->text);
	}
	return s;
}

enum tix_status
tix_promises_choose(struct tix *tx, struct tix_promises *p,
    const struct tix_ticket *t, tix_unfit_fn each, void *arg,
    struct tix_promised *chosen)
{
	enum tix_status s = p == NULL ? TIX_NO : read_slas(tx, p);

	return s == TIX_OK ? choose(tx, &p->slas, t, each, arg, chosen) : s;
}

enum tix_status
tix_promises_policy(struct tix *tx, struct tix_promises *p,
    const struct tix_ticket *t, tix_unfit_fn each, void *arg,
    struct tix_promised *chosen)
{
	enum tix_status s = p == NULL ? TIX_NO : read_policies(tx, p);

	return s == TIX_OK ? choose(tx, &p->policies, t, each, arg, chosen) :
	    s;
}

enum tix_status
tix_promises_any_policy(struct tix *tx, struct tix_promises *p, bool *any)
{
	enum tix_status s = read_policies(tx, p);

	*any = p->policies.n > 0;
	return s;
}
