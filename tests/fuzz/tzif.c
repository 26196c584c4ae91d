/*
 * Zone files and rules from any bytes: no crash, offsets within bounds, and
 * wall clocks that lead back.
 */
#include <stdlib.h>
#include <string.h>

#include <tix/zone.h>

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static const int64_t instants[] = {
	INT64_MIN, -(INT64_C(1) << 40), -1, 0, 1, 1711846800, 1795442400,
	INT64_C(253402300799), INT64_MAX,
};

static void
ask(const struct tix_zone *zone, int64_t t)
{
	const char *name = NULL;
	int offset = tix_zone_offset(zone, t, &name);
	int64_t back, local;

	if (offset < -93600 || offset > 93600 || name == NULL ||
	    strlen(name) > TIX_ZONE_FILE_MAX)
		abort();
	if (t < -(INT64_C(1) << 50) || t > INT64_C(1) << 50) {
		tix_zone_utc(zone, t);
		return;
	}
	local = t + offset;
	back = tix_zone_utc(zone, local);
	if (back > t || back + tix_zone_offset(zone, back, NULL) != local)
		abort();
}

static void
ask_all(const struct tix_zone *zone, const unsigned char *data, size_t size)
{
	int64_t t = 0;

	for (size_t i = 0; i < sizeof instants / sizeof instants[0]; i++)
		ask(zone, instants[i]);
	for (size_t i = 0; i + 8 <= size && i < 400; i += 4) {
		memcpy(&t, data + i, sizeof t);
		ask(zone, (int64_t)__builtin_bswap64((uint64_t)t));
	}
}

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	struct tix tx = { 0 };
	const struct tix_zone *zone = NULL;
	char *text = strndup((const char *)data, size);

	tx.run = tx.mem = tix_arena_new();
	if (tix_zone_parse(&tx, tx.run, data, size, &zone) == TIX_OK)
		ask_all(zone, data, size);
	/* names of files are left out: a rule has a digit or a comma */
	if (text != NULL && strpbrk(text, ",<") != NULL &&
	    tix_zone_local(&tx, tx.run, text, &zone) == TIX_OK)
		ask_all(zone, data, size);
	free(text);
	tix_arena_free(tx.run);
	return 0;
}
