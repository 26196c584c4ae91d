/*
 * For lib/store alone: a row of the table of tickets.
 */
#ifndef TIX_STORE_TICKET_ROW_H
#define TIX_STORE_TICKET_ROW_H

#include "sql.h"

#include <tix/ticket.h>

/* "id, subject, ...": every column, in the order of enum tix_field. */
#define TIX_TICKET_COLUMNS \
	"id, subject, body, kind, state, waiting_on, wait_until, wait_then," \
	" level, queue, team, owner, requester, organisation, category," \
	" service, asset, source, channel, impact, urgency, priority," \
	" priority_source, tags, key, count, opened, updated, taken," \
	" first_response, resolved, closed, resolution, rating, due," \
	" next_due, breached, effort, undelivered, problem, vendor_case," \
	" agreement, checklist, visits, bounces, parent, merged_into, links," \
	" watchers, origin, fields, alarm, calendar"

/* "$id, $subject, ...": a parameter for each of them. */
#define TIX_TICKET_VALUES \
	"$id, $subject, $body, $kind, $state, $waiting_on, $wait_until," \
	" $wait_then, $level, $queue, $team, $owner, $requester," \
	" $organisation, $category, $service, $asset, $source, $channel," \
	" $impact, $urgency, $priority, $priority_source, $tags, $key," \
	" $count, $opened, $updated, $taken, $first_response, $resolved," \
	" $closed, $resolution, $rating, $due, $next_due, $breached," \
	" $effort, $undelivered, $problem, $vendor_case, $agreement," \
	" $checklist, $visits, $bounces, $parent, $merged_into, $links," \
	" $watchers, $origin, $fields, $alarm, $calendar"

/* Run a statement whose parameters are 'fields' of 't', in their order. */
enum tix_status tix_ticket_write(struct tix *tx, const char *sql,
    uint64_t fields, const struct tix_ticket *t);

/* Has 't' nothing beyond 'fields'? */
bool tix_ticket_has_only(const struct tix_ticket *t, uint64_t fields);

/*
 * A row that begins with the columns of 'fields' (TIX_BIT), in their
 * order, as those of a ticket on 'mem'; the others stay as they are.
 */
void tix_ticket_from_row(const struct tix_row *row, uint64_t fields,
    struct tix_arena *mem, struct tix_ticket *t);

#endif
