/*
 * Escalation policies as they were over time, for the agenda of a ticket.
 */
#include <tix/laws.h>

#include <string.h>

#include "sql.h"

static const char policy_sql[] =
	"SELECT version, definition"
	"  FROM law"
	" WHERE section = 'e' AND name = $name AND version <= $version"
	" ORDER BY version DESC"
	" LIMIT 1";

/* One that was asked for, as versions from 'version' on have it. */
struct known {
	struct known *next;
	const char *name;
	int64_t asked;             /* version that was asked for */
	const struct tix_policy *policy; /* NULL: it had none */
};

struct policies {
	struct tix_policies base;  /* first: what the agenda sees of it */
	struct tix_arena *mem;
	struct known *known;
};

struct taking {
	struct policies *all;
	struct known *k;
};

static enum tix_status
take(struct tix *tx, const struct tix_row *row, void *arg)
{
	struct taking *to = arg;
	const char *json = tix_row_text(row, 1, tx->mem);
	struct tix_policy *p;
	const char *words;

	if (json == NULL)
		return TIX_OK;
	p = tix_arena_alloc(to->all->mem, sizeof *p);
	to->k->policy = p;
	if (tix_policy_decode(tx, to->all->mem, to->k->name, json,
	    strlen(json), p) == TIX_OK)
		return TIX_OK;
	words = tix_arena_dup(tx->mem, tx->error);
	return tix_fail(tx, TIX_IO, "'%s' is damaged: %s; see tix fsck",
	    tix_db_path(tx), words);
}

/* The memory is its own: who folds by it does not see it change. */
static enum tix_status
find(struct tix *tx, const struct tix_policies *from, const char *name,
    int64_t version, const struct tix_policy **policy)
{
	struct taking to = { .all = (struct policies *)(uintptr_t)from };
	enum tix_status s = TIX_OK;

	for (to.k = to.all->known; to.k != NULL; to.k = to.k->next)
		if (to.k->asked == version && strcmp(to.k->name, name) == 0)
			break;
	if (to.k == NULL) {
		to.k = tix_arena_alloc(to.all->mem, sizeof *to.k);
		to.k->name = tix_arena_dup(to.all->mem, name);
		to.k->asked = version;
		s = tix_sql(tx, policy_sql, TIX_PARAMS(
		    TIX_TEXT("$name", name), TIX_INT("$version", version)),
		    take, &to);
		if (s != TIX_OK)
			return s;
		to.k->next = to.all->known;
		to.all->known = to.k;
	}
	*policy = to.k->policy;
	return *policy == NULL ? TIX_NO : TIX_OK;
}

struct tix_policies *
tix_laws_policies(struct tix_arena *mem)
{
	struct policies *p = tix_arena_alloc(mem, sizeof *p);

	*p = (struct policies){ .base = { .find = find }, .mem = mem };
	return &p->base;
}
