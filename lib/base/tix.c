/*
 * Statuses and their words.
 */
#include <tix/tix.h>

#include <stdarg.h>
#include <stdio.h>

enum tix_status
tix_fail(struct tix *tx, enum tix_status status, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(tx->error, sizeof tx->error, fmt, ap);
	va_end(ap);
	return status;
}

bool
tix_stopped(const struct tix *tx)
{
	return tx->stop != NULL && *tx->stop != 0;
}

enum tix_status
tix_worse(enum tix_status a, enum tix_status b)
{
	return a > b ? a : b;
}

int
tix_status_exit(enum tix_status status)
{
	static const int exits[] = {
		[TIX_OK] = 0, [TIX_NO] = 1, [TIX_PARTIAL] = 5,
		[TIX_NOT_FOUND] = 3, [TIX_CONFLICT] = 4, [TIX_DENIED] = 4,
		[TIX_INVALID] = 2, [TIX_BUSY] = 75, [TIX_IO] = 74,
		[TIX_FAILED] = 70,
	};

	return exits[status];
}
