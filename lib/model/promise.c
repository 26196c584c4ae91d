/*
 * Slas of a compiled desk by their queries.
 */
#include <tix/promise.h>

#include <tix/agreement.h>
#include <tix/query.h>

struct choice {
	const char *name;
	const char *const *text; /* NULL-ended */
	struct tix_term **query; /* as many */
};

struct tix_promises {
	struct tix_arena *mem;
	const struct tix_desk *desk;
	bool is_read;
	struct choice *choice;
	size_t n;
	uint64_t fields;
};

struct tix_promises *
tix_promises_new(struct tix_arena *mem, const struct tix_desk *d)
{
	struct tix_promises *p = tix_arena_alloc(mem, sizeof *p);

	*p = (struct tix_promises){ .mem = mem, .desk = d };
	return p;
}

static enum tix_status
add(struct tix *tx, struct tix_promises *p, const struct tix_agreement *g)
{
	struct choice *c = &p->choice[p->n];
	enum tix_status s = TIX_OK;
	size_t n = 0;

	while (g->match[n] != NULL)
		n++;
	if (g->kind != TIX_SLA || n == 0)
		return TIX_OK;
	*c = (struct choice){ .name = g->name, .text = g->match,
		.query = tix_arena_array(p->mem, n, sizeof *c->query) };
	for (size_t i = 0; s == TIX_OK && i < n; i++) {
		uint64_t fields;

		s = tix_query_chooser(tx, g->match[i], &c->query[i], &fields);
		p->fields |= fields;
	}
	p->n++;
	return s;
}

static enum tix_status
read_all(struct tix *tx, struct tix_promises *p)
{
	const struct tix_agreement *list;
	enum tix_status s = TIX_OK;
	size_t n;

	if (p == NULL || p->is_read)
		return TIX_OK;
	s = tix_desk_agreements(tx, p->mem, p->desk, &list, &n);
	if (s != TIX_OK)
		return s;
	p->choice = tix_arena_array(p->mem, n + 1, sizeof *p->choice);
	for (size_t i = 0; s == TIX_OK && i < n; i++)
		s = add(tx, p, &list[i]);
	p->is_read = s == TIX_OK;
	return s;
}

enum tix_status
tix_promises_fields(struct tix *tx, struct tix_promises *p, uint64_t *fields)
{
	enum tix_status s = read_all(tx, p);

	*fields = p == NULL ? 0 : p->fields;
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

enum tix_status
tix_promises_choose(struct tix *tx, struct tix_promises *p,
    const struct tix_ticket *t, void (*each)(void *arg, const char *agreement,
    const char *const *queries), void *arg, struct tix_promised *chosen)
{
	enum tix_status s = read_all(tx, p);

	*chosen = (struct tix_promised){ 0 };
	if (s != TIX_OK || p == NULL)
		return s == TIX_OK ? TIX_NO : s;
	s = TIX_NO;
	for (size_t i = 0; s == TIX_NO && i < p->n; i++) {
		const struct choice *c = &p->choice[i];
		size_t k;

		s = fits(tx, c, t, &k);
		if (s == TIX_OK)
			*chosen = (struct tix_promised){ c->name, c->text[k] };
		else if (s == TIX_NO && each != NULL)
			each(arg, c->name, c->text);
	}
	return s;
}
