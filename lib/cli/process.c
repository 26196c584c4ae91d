/*
 * The process itself: its descriptors and signals.
 */
#include "private.h"

#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define MEMORY_USUAL (256 * 1024) /* what opening a ticket takes */

/* The one thing that a handler may touch. */
static volatile sig_atomic_t interrupted;

static void
on_signal(int sig)
{
	interrupted = sig;
}

bool
tix_interrupted(void)
{
	return interrupted != 0;
}

const volatile sig_atomic_t *
tix_process_stop(void)
{
	return &interrupted;
}

/*
 * A closed descriptor would become the desk's file: put something there at
 * which reading or writing fails as it would have.
 */
void
tix_process_standard(void)
{
	static const int modes[] = { O_WRONLY, O_RDONLY, O_RDWR };

	for (int fd = 0; fd <= 2; fd++)
		if (fcntl(fd, F_GETFD) < 0 &&
		    open("/dev/null", modes[fd]) != fd)
			_exit(74);
}

/*
 * A reader that has gone is seen by the failing write, also where the signal
 * is ignored.  Who writes ends at a record's end, not in the middle.
 */
void
tix_process_begin(bool writes)
{
	struct sigaction quiet = { .sa_handler = SIG_IGN };
	struct sigaction note = { .sa_handler = on_signal };
	struct sigaction old;

	tix_process_standard();
	sigemptyset(&quiet.sa_mask);
	sigemptyset(&note.sa_mask);
	sigaction(SIGPIPE, &quiet, NULL);
	sigaction(SIGXFSZ, &quiet, NULL);
	if (!writes)
		return;
	if (sigaction(SIGINT, NULL, &old) == 0 && old.sa_handler != SIG_IGN)
		sigaction(SIGINT, &note, NULL);
	sigaction(SIGTERM, &note, NULL);
}

/*
 * A page fault for each of these pages would be a twentieth of the time of a
 * short program.  All of it is only a hint to the system.
 */
void
tix_process_reserve(void)
{
#if defined M_TOP_PAD && defined MADV_POPULATE_WRITE
	const char *from = sbrk(0), *to;
	void *volatile any; /* else the compiler drops the two calls */

	mallopt(M_TOP_PAD, MEMORY_USUAL);
	any = malloc(1);
	free(any);
	to = sbrk(0);
	if (to > from)
		(void)madvise((void *)(uintptr_t)from, (size_t)(to - from),
		    MADV_POPULATE_WRITE);
#endif
}
