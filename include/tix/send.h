/*
 * Handing data to another program that delivers it: sendmail, or a hook.
 */
#ifndef TIX_SEND_H
#define TIX_SEND_H

#include <tix/tix.h>

/* A program to run, without a shell. */
struct tix_sender {
	const char *const *argv; /* ended by NULL; argv[0] is its path */
	int64_t timeout;         /* microseconds that it may take */
	int keep;                /* descriptor, 3 up, that it has too; or 0 */
	const char *const *env;  /* ended by NULL; or NULL: ours */
	/* Not NULL: the last line on standard error is the reason, and is left
	 * here, however it ended: on tx->mem, "" where there is none. */
	const char **said;
};

/*
 * Run it with 'data' on standard input; it gets 'keep' and nothing else of
 * ours.  What it prints is passed over, but for the first line on standard
 * error, which is the reason where it fails.  It has a session of its own,
 * and so no terminal; its group is ended when its time is up or the run is
 * asked to stop.
 * TIX_BUSY with the reason where it could not be started, failed, ended by a
 * signal, or took too long: whether it did its work is then not known.
 */
enum tix_status tix_send(struct tix *tx, const struct tix_sender *sender,
    const char *data, size_t len);

#endif
