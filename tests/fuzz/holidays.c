/*
 * Any bytes as a file of holidays: complaints about the line that names it, or
 * a desk whose stored text compiles to the same without the file.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <tix/desktext.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *
desk_of(struct tix_arena *mem, const char *path)
{
	return tix_arena_printf(mem, "level L1 { queue = q }\n"
	    "queue q { level = L1 }\ndefault { level = L1 queue = q }\n"
	    "priority { impact = a urgency = b matrix = \"3\" }\n"
	    "calendar c { timezone = \"Europe/Warsaw\"\n"
	    "hours = \"daily 00:00-24:00\"\nholidays = { \"file:%s\" }\n"
	    "exceptions = { \"2026-12-19 09:00-13:00\" } }\n", path);
}

static void
put(const char *path, const uint8_t *data, size_t size)
{
	FILE *f = fopen(path, "w");

	if (f == NULL || (size > 0 && fwrite(data, size, 1, f) != 1) ||
	    fclose(f) != 0)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct tix tx = { .now = INT64_C(1795442400) * 1000000, .actor = "a" };
	struct tix_desktext t, again;
	const char *text;
	char path[64];

	tx.run = tix_arena_new();
	tx.mem = tix_arena_new();
	snprintf(path, sizeof path, "/tmp/tix-fuzz-holidays.%ld",
	    (long)getpid());
	put(path, data, size);
	text = desk_of(tx.run, path);
	if (tix_desktext_compile(&tx, "desk", text, strlen(text), &t) >
	    TIX_NO)
		abort();
	unlink(path);
	if (t.compiled == NULL && t.n == 0)
		abort();
	if (t.compiled != NULL && (tix_desktext_compile(&tx, "desk", t.source,
	    strlen(t.source), &again) != TIX_OK ||
	    strcmp(t.compiled, again.compiled) != 0)) {
		printf("%s\n%s\n", t.source, again.n > 0 ?
		    again.complaints[0].text : "differs");
		abort();
	}
	tix_arena_free(tx.mem);
	tix_arena_free(tx.run);
	return 0;
}
