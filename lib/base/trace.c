/*
 * Tracing for those who look into a run.
 */
#include <tix/trace.h>

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const struct {
	const char *name;
	unsigned bit;
} traces[] = {
	{ "sql", TIX_TRACE_SQL },
	{ "route", TIX_TRACE_ROUTE },
	{ "gate", TIX_TRACE_GATE },
	{ "fold", TIX_TRACE_FOLD },
	{ "scan", TIX_TRACE_SCAN },
};

static unsigned
trace_bit(const char *name, size_t n)
{
	for (size_t i = 0; i < sizeof traces / sizeof traces[0]; i++)
		if (strlen(traces[i].name) == n &&
		    memcmp(traces[i].name, name, n) == 0)
			return traces[i].bit;
	return 0;
}

unsigned
tix_trace_parse(const char *names)
{
	unsigned bits = 0;

	while (names != NULL && *names != '\0') {
		size_t n = strcspn(names, ",");

		bits |= trace_bit(names, n);
		names += n + (names[n] == ',');
	}
	return bits;
}

void
tix_tracef(const struct tix *tx, enum tix_trace what, const char *fmt, ...)
{
	va_list ap;

	if ((tx->trace & what) == 0)
		return;
	fputs("trace: ", stderr);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
}
