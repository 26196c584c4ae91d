/*
 * For lib/store/console*.c alone: the views, what may be called, parameters.
 */
#ifndef TIX_STORE_CONSOLEPARTS_H
#define TIX_STORE_CONSOLEPARTS_H

#include "sql.h"

#include <tix/console.h>

/*
 * Statements that make the views, on tx->run.  Those of 'stubs' have the same
 * columns, and no table behind them.
 */
const char *tix_console_views(struct tix *tx, bool stubs);

/* Is it the name of a view? */
bool tix_console_is_view(const char *name);

/* Is it a function that computes, and does nothing else? */
bool tix_console_may_call(const char *function);

/* A value for each parameter, ended as TIX_PARAMS; failures as in console.h. */
enum tix_status tix_console_bind(struct tix *tx, const struct tix_console *c,
    const struct tix_compiled *statement, const struct tix_param **params);

#endif
