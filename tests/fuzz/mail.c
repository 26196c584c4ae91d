/*
 * Any bytes as subject, name and text of a mail, and as an address: the mail
 * is seven-bit lines of bounded length, with the header lines that were meant,
 * and an address that was read is read again from how it is written.
 */
#include <tix/mail.h>

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
require(bool held)
{
	if (!held)
		abort();
}

static void
check_lines(const char *mail)
{
	int heads = 0;
	bool body = false;

	while (*mail != '\0') {
		size_t n = strcspn(mail, "\n");

		require(mail[n] == '\n' && n <= 76);
		for (size_t i = 0; i < n; i++)
			require((mail[i] >= ' ' && mail[i] <= '~') ||
			    (body && mail[i] == '\t'));
		body = body || n == 0;
		if (!body && *mail != ' ')
			heads++;
		mail += n + 1;
	}
	require(body && heads == 10);
}

static void
check_address(struct tix *tx, const char *s)
{
	struct tix_address a, again;

	if (tix_address_parse(tx, tx->mem, s, &a) != TIX_OK)
		return;
	s = tix_address_text(tx->mem, &a);
	require(tix_address_parse(tx, tx->mem, s, &again) == TIX_OK);
	require(strcmp(a.spec, again.spec) == 0);
	require((a.name == NULL) == (again.name == NULL));
	require(a.name == NULL || strcmp(a.name, again.name) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct tix_arena *mem = tix_arena_new();
	const char *s = tix_arena_dup_n(mem, data, size);
	const char *half = s + strlen(s) / 2;
	struct tix tx = { .mem = mem, .run = mem };
	struct tix_address a = { s, "a@b" };
	struct tix_mail m = {
		.from = &a, .to = &a, .nto = 1, .cc = &a, .ncc = 1,
		.subject = half, .message_id = "x@y", .text = s,
	};

	check_lines(tix_mail_text(mem, &m));
	check_address(&tx, s);
	tix_arena_free(mem);
	return 0;
}
