/*
 * Rules that did nothing for a while.
 */
#include <stdlib.h>
#include <string.h>

#include "lintparts.h"

struct hits {
	const char *const *path;
	size_t n;
};

static int
compare(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool
is_hit(const struct hits *h, const char *path)
{
	return h->n > 0 && bsearch(&path, h->path, h->n, sizeof *h->path,
	    compare) != NULL;
}

/* Would it be seen in the grounds of an event that it was taken? */
static bool
leaves_trace(const struct tix_rule *r)
{
	for (size_t i = 0; i < r->nactions; i++)
		if (r->actions[i].what != TIX_DO_NEED &&
		    r->actions[i].what != TIX_DO_ASSIGN)
			return true;
	return false;
}

enum tix_status
tix_lint_unused(struct tix *tx, const struct tix_desk *d,
    const char *const *hit, size_t n, const char *since,
    struct tix_remarks *out)
{
	struct tix_linting l = { .tx = tx, .d = d, .out = out };
	const struct hits h = { hit, n };
	enum tix_status s = tix_lint_tree(&l);

	for (size_t i = 0; s == TIX_OK && i < l.n;) {
		bool seen = false, trace = false;
		size_t at = i++;

		for (size_t k = at; k < l.node[at].end && !seen; k++) {
			trace = trace || leaves_trace(l.node[k].rule);
			seen = is_hit(&h, l.node[k].rule->path);
		}
		if (seen || !trace)
			continue;
		tix_lint_say(&l, l.node[at].rule, "rule '%s' set nothing in "
		    "the last %s", l.node[at].rule->path, since);
		i = l.node[at].end; /* those in it neither */
	}
	return s;
}
