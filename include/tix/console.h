/*
 * SQL that others wrote, over documented views and nothing else.  It reads.
 */
#ifndef TIX_CONSOLE_H
#define TIX_CONSOLE_H

#include <tix/ticket.h>

/* A view, or a column of the one before it. */
struct tix_console_part {
	const char *view;
	const char *column; /* "" for the view itself */
	const char *type;   /* "text", "integer", or "" */
	const char *help;   /* one phrase */
};

/* All of them, view by view, on tx->run. */
const struct tix_console_part *tix_console_parts(struct tix *tx, size_t *n);

/* A value for "$name". */
struct tix_console_param {
	const char *name; /* without the sign */
	const char *value;
};

#define TIX_CONSOLE_PARAMS_MAX 90

struct tix_console {
	const char *sql;
	const struct tix_console_param *params;
	size_t nparams;
	int64_t timeout; /* microseconds; 0: any time */

	/* Called before the first row; the names are valid UTF-8. */
	enum tix_status (*head)(struct tix *tx, const char *const *names,
	    size_t n, void *arg);

	/*
	 * Called for each row; what it uses of tx->mem goes after it, as do
	 * the values.  A real number is a TIX_T_JSON, bytes are text in
	 * hexadecimal.  TIX_NO ends it all well.
	 */
	enum tix_status (*row)(struct tix *tx, const struct tix_value *row,
	    void *arg);
	void *arg;
};

/*
 * Ask the open desk once; its bounds are narrower afterwards.  Besides the
 * parameters given there are $now (RFC 3339), $now_us and $me.  TIX_INVALID
 * with the place for a statement that is wrong, none or several, does more
 * than reading, or reads what is no view of these; for a parameter that has no
 * value, or is not in it; TIX_BUSY where it took longer than 'timeout'.
 */
enum tix_status tix_console_ask(struct tix *tx, const struct tix_console *c);

#endif
