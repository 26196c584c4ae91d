/*
 * Completion of what tix desk takes.
 */
#include "offer.h"

#include <inttypes.h>
#include <string.h>

#include <tix/desks.h>

static enum tix_status
offer_version(struct tix *tx, const struct tix_desk_version *v, void *arg)
{
	tix_offer(arg, tix_arena_printf(tx->run, "%" PRId64, v->version),
	    v->actor);
	return TIX_OK;
}

void
tix_offer_versions(const struct tix_offer *c)
{
	struct tix_offer copy = *c;

	if (c->tx->db != NULL)
		(void)tix_desks_each(c->tx, offer_version, &copy);
}

/* "level:L3=": the names are those of the desk in force. */
static void
offer_old(const struct tix_offer *c, const char *kind)
{
	const struct tix_desk *d = c->tx->desk;
	const struct {
		const char *kind;
		const char *const *name; /* in the first thing of the kind */
		size_t n, size;
	} all[] = {
		{ "level:", &d->levels->name, d->nlevels, sizeof *d->levels },
		{ "queue:", &d->queues->name, d->nqueues, sizeof *d->queues },
		{ "team:", &d->teams->name, d->nteams, sizeof *d->teams },
		{ "agent:", &d->agents->name, d->nagents, sizeof *d->agents },
		{ "category:", &d->categories->name, d->ncategories,
		  sizeof *d->categories },
		{ "service:", &d->services->name, d->nservices,
		  sizeof *d->services },
	};

	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
		const char *at = (const char *)all[i].name;

		if (kind == NULL)
			tix_offer(c, all[i].kind, NULL);
		else if (strncmp(kind, all[i].kind, strlen(all[i].kind)) == 0)
			for (size_t k = 0; k < all[i].n; k++, at += all[i].size)
				tix_offer(c, tix_arena_printf(c->tx->run,
				    "%s=", *(const char *const *)(const void *)
				    at), NULL);
	}
}

void
tix_offer_move(const struct tix_offer *c)
{
	const char *colon = strchr(c->word, ':');
	struct tix_offer part;

	if (c->tx->desk == NULL)
		return;
	if (colon == NULL) {
		offer_old(c, NULL);
	} else if (strchr(colon, '=') == NULL) {
		part = tix_offer_behind(c, colon);
		offer_old(&part, c->word);
	}
}
