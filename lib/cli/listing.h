/*
 * For lib/cli/list*.c, and nextrun.c that scores alike: a listing as it is
 * settled and on its way.
 */
#ifndef TIX_CLI_LISTING_H
#define TIX_CLI_LISTING_H

#include <tix/list.h>
#include <tix/tickets.h>
#include <tix/urgency.h>

#include "private.h"

enum tix_list_order { TIX_BY_FIELDS, TIX_BY_RANK, TIX_BY_URGENCY };

struct tix_list {
	struct tix_run *r;
	const struct tix_listing *asked;
	struct tix_term *query;
	enum tix_list_order order;
	bool backwards;              /* the least urgent first */
	struct tix_sort sort[TIX_SORT_MAX + 1]; /* the group's field first */
	size_t nsort;
	int group;                   /* field, or -1 */
	const char *columns;
	struct tix_rows rows;
	struct tix_list_group *groups;
	const char *at;              /* words of the group at hand, or NULL */
	bool more;                   /* than the limit */
	bool partly;                 /* only the newest were ranked */
};

/*
 * listorder.c: the order behind that of the group, as words say it; rank wants
 * l->query to search for words.
 */
enum tix_status tix_list_order(struct tix *tx, struct tix_list *l,
    const char *order);

/* listview.c: lay a saved view under what is asked for. */
struct tix_view {
	const char *query;
	const char *sort;    /* or NULL */
	const char *columns; /* or NULL */
};

enum tix_status tix_view_get(struct tix *tx, const char *name,
    struct tix_view *v);
enum tix_status tix_views_list(struct tix *tx, struct tix_run *r);

/*
 * listgroup.c: the field of a name; how many tickets each group has; the line
 * above the row of 't', where a group begins with it; tickets in numbers.
 */
enum tix_status tix_list_group_find(struct tix *tx, const char *name,
    bool count, int *field);
enum tix_status tix_list_groups(struct tix *tx, struct tix_list *l);
void tix_list_title(struct tix *tx, struct tix_list *l,
    const struct tix_ticket *t);
enum tix_status tix_list_count(struct tix *tx, struct tix_list *l);

/* The group's words of a ticket, on tx->mem. */
const char *tix_list_words(struct tix *tx, int field,
    const struct tix_ticket *t);

/* listurgency.c: the most urgent to 'fn', on tx->mem. */
enum tix_status tix_list_urgent(struct tix *tx, struct tix_list *l,
    tix_ticket_fn fn, void *arg);

/* The score of 't', and with 'text' why, on tx->mem. */
enum tix_status tix_list_score(struct tix *tx, const struct tix_ticket *t,
    int64_t *tenths, const char **text);

/* list.c: each selected ticket in the order asked for to 'fn'. */
enum tix_status tix_list_select(struct tix *tx, struct tix_list *l,
    tix_ticket_fn fn, void *arg);

/* listtree.c: the tickets to 'fn' as a tree, subjects marked in a table. */
enum tix_status tix_list_tree(struct tix *tx, struct tix_list *l,
    tix_ticket_fn fn, void *arg);

#endif
