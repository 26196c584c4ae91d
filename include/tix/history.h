/*
 * The rows of one ticket of another desk as events.  Pure.
 */
#ifndef TIX_HISTORY_H
#define TIX_HISTORY_H

#include <tix/event.h>
#include <tix/importrow.h>

#define TIX_HISTORY_ROWS_MAX 2000          /* rows of one key */
#define TIX_HISTORY_BYTES_MAX (4u << 20)   /* their text */

struct tix_history {
	const struct tix_map *map;
	const char *source;
	const char *key;               /* the ticket's: "SOURCE:KEY" */
	const struct tix_ticket *now;  /* the ticket as it is, or NULL: new */
	struct tix_event *const *events; /* of 'now', by time and number */
	size_t nevents;
	const struct tix_import_row *rows; /* by time, order and row */
	size_t n;
};

typedef enum tix_status (*tix_history_fn)(struct tix *tx, struct tix_event *e,
    void *arg);

/*
 * Hand 'emit' an event for each row that is not seen and differs from what the
 * ticket is at its time; first of all the opening, where the ticket is new.
 * 'e' is reused after the call; strings in it live as long as 'h' and 'mem'.
 *
 * A row that comes late is put where it belongs, and what it changed is set
 * right again at the time of the seen row behind it.  One that stands before a
 * seen row of the same time makes no event: that row overrode it at once.
 */
enum tix_status tix_history_events(struct tix *tx, struct tix_arena *mem,
    const struct tix_history *h, tix_history_fn emit, void *arg);

#endif
