/*
 * The order of a listing: fields, or one that sorts alone.
 */
#include "listing.h"

#include <string.h>

enum tix_status
tix_list_order(struct tix *tx, struct tix_list *l, const char *order)
{
	enum tix_status s = TIX_OK;
	size_t n;

	if (l->group >= 0)
		l->sort[l->nsort++].field = l->group;
	l->backwards = strcmp(order, "-urgency") == 0;
	if (strcmp(order, "rank") == 0) {
		l->order = TIX_BY_RANK;
		if (!tix_query_has_rank(l->query))
			s = tix_fail(tx, TIX_INVALID, "to rank tickets, search "
			    "for words that all of them must have");
		else if (l->group >= 0)
			s = tix_fail(tx, TIX_INVALID,
			    "'rank' does not go with --group");
	} else if (l->backwards || strcmp(order, "urgency") == 0) {
		l->order = TIX_BY_URGENCY;
	} else {
		s = tix_sort_parse(tx, order, l->sort + l->nsort, &n);
		l->nsort += s == TIX_OK ? n : 0;
	}
	return s;
}
