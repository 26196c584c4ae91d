/*
 * Any bytes as a file of settings: each line a setting that there is, or a
 * finding with its place; and no line's end carries over to the next.
 */
#include <stdlib.h>
#include <string.h>

#include <tix/arena.h>
#include <tix/config.h>

#define LAST "\nbulk-ask = 42\n"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
count(void *arg, const char *finding)
{
	if (strncmp(finding, "f:", 2) != 0)
		abort();
	++*(size_t *)arg;
}

static void
check(struct tix *tx, const uint8_t *data, size_t size)
{
	struct tix_setting *item = tix_arena_array(tx->run, TIX_CONFIG_MAX,
	    sizeof *item);
	struct tix_buf b = { .arena = tx->run };
	size_t n, findings = 0, lines = 3;
	bool found = false;

	tix_buf_add(&b, data, size);
	tix_buf_str(&b, LAST);
	for (size_t i = 0; i < size; i++)
		lines += data[i] == '\n';
	(void)tix_config_parse(tx, "f", b.data, b.len, item, &n, count,
	    &findings);
	if (n + findings > lines)
		abort();
	for (size_t i = 0; i < n; i++) {
		if (tix_setting_find(item[i].name) == NULL ||
		    strpbrk(item[i].value, "\n\r\t\x1b") != NULL)
			abort();
		found = found || strcmp(item[i].name, "bulk-ask") == 0;
	}
	if (!found && n < TIX_CONFIG_MAX)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct tix tx = { 0 };

	tx.run = tx.mem = tix_arena_new();
	if (size <= TIX_CONFIG_SIZE_MAX)
		check(&tx, data, size);
	tix_arena_free(tx.mem);
	return 0;
}
