/*
 * Arenas and growing strings.
 */
#include "unit.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

static void
zeros(struct tix *tx)
{
	for (size_t n = 0; n < 40000; n = n * 3 + 1) {
		unsigned char *p = tix_arena_alloc(tx->mem, n);

		CHECK(p != NULL && (uintptr_t)p % 16 == 0);
		for (size_t i = 0; i < n; i++)
			if (p[i] != 0)
				unit_bad++;
		memset(p, 0xff, n);
	}
	tix_arena_reset(tx->mem);
	for (int i = 0; i < 1000; i++) {
		char *p = tix_arena_alloc(tx->mem, 33);

		for (int k = 0; k < 33; k++)
			if (p[k] != 0)
				unit_bad++;
		memset(p, 0xff, 33);
	}
}

static void
apart(struct tix *tx)
{
	char *p[200];

	for (int i = 0; i < 200; i++) {
		p[i] = tix_arena_alloc(tx->mem, (size_t)i * 37 + 1);
		memset(p[i], i, (size_t)i * 37 + 1);
	}
	for (int i = 0; i < 200; i++)
		CHECK(p[i][0] == (char)i && p[i][i * 37] == (char)i);
}

static void
copies(struct tix *tx)
{
	char *s = tix_arena_dup_n(tx->mem, "a\0b", 3);

	CHECK(memcmp(s, "a\0b", 4) == 0);
	CHECK(tix_arena_dup(tx->mem, NULL) == NULL);
	CHECK_STR(tix_arena_dup(tx->mem, ""), "");
	CHECK_STR(tix_arena_dup_n(tx->mem, NULL, 0), "");
	CHECK_STR(tix_arena_printf(tx->mem, "%s-%05d%%", "x", 42), "x-00042%");
	CHECK_INT(strlen(tix_arena_printf(tx->mem, "%70000d", 1)), 70000);
	CHECK_STR(tix_arena_printf(tx->mem, "%s", ""), "");
}

static void
growing(struct tix *tx)
{
	struct tix_buf b = { .arena = tx->mem };

	CHECK_STR(tix_buf_text(&b), "");
	CHECK(b.data == NULL);
	tix_buf_add(&b, "", 0);
	CHECK_STR(tix_buf_text(&b), "");
	for (int i = 0; i < 30000; i++)
		tix_buf_char(&b, (char)('a' + i % 26));
	CHECK_INT(b.len, 30000);
	CHECK_INT(strlen(b.data), 30000);
	CHECK(b.data[29999] == 'a' + 29999 % 26);
	tix_buf_printf(&b, "%s%d", "x", 7);
	tix_buf_str(&b, "!");
	CHECK_STR(b.data + 30000, "x7!");
	tix_buf_add(&b, "\0z", 2);
	CHECK_INT(b.len, 30005);
	CHECK(memcmp(b.data + 30003, "\0z", 3) == 0);
}

/* What a child does that asks for more than there can be. */
static int
end_of(void (*fn)(struct tix *tx), struct tix *tx, char words[64])
{
	int fd[2], status = 0;
	ssize_t n;
	pid_t pid;

	fflush(stdout);
	CHECK(pipe(fd) == 0);
	pid = fork();
	if (pid == 0) {
		dup2(fd[1], STDERR_FILENO);
		fn(tx);
		_exit(0);
	}
	close(fd[1]);
	n = read(fd[0], words, 63);
	words[n > 0 ? n : 0] = '\0';
	close(fd[0]);
	waitpid(pid, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void
product(struct tix *tx)
{
	tix_arena_array(tx->mem, SIZE_MAX / 8, 9);
}

static void
rounding(struct tix *tx)
{
	tix_arena_alloc(tx->mem, SIZE_MAX - 3);
}

static void
beyond(struct tix *tx)
{
	char words[64];

	CHECK_INT(end_of(product, tx, words), 70);
	CHECK_STR(words, "tix: out of memory\n");
	CHECK_INT(end_of(rounding, tx, words), 70);
	CHECK_STR(words, "tix: out of memory\n");
}

static void
nothing(struct tix *tx)
{
	(void)tx;
	tix_arena_free(NULL);
	tix_arena_free(tix_arena_new());
}

static const struct unit_test tests[] = {
	{ "memory is aligned zeros, also after a reset", zeros },
	{ "pieces do not overlap", apart },
	{ "copies are whole and end in a NUL", copies },
	{ "a growing string keeps what it has", growing },
	{ "more than there can be ends the process with 70", beyond },
	{ "nothing can be freed", nothing },
};

UNIT_MAIN(tests)
