/*
 * Full text of tickets: subject, body and notes.  A change only puts the
 * ticket into a queue; now and then a writer brings the index up to date.
 */
#ifndef TIX_TEXTS_H
#define TIX_TEXTS_H

#include <tix/tix.h>

#define TIX_TEXTS_QUEUE_MAX 256 /* tickets that wait before a writer drains */

/*
 * The ticket's text is new or has changed; under the write transaction.
 * Harmless where it is queued already.
 */
enum tix_status tix_texts_queue(struct tix *tx, int64_t ticket);

/*
 * Under the write transaction, outside any savepoint: bring the index up to
 * date where TIX_TEXTS_QUEUE_MAX tickets or more wait, else do nothing.
 */
enum tix_status tix_texts_drain(struct tix *tx);

/*
 * Hold the index against tickets and notes; each difference is handed to
 * 'say'.  TIX_OK, or TIX_NO when anything was said.
 */
enum tix_status tix_texts_check(struct tix *tx,
    void (*say)(void *arg, const char *finding), void *arg);

#endif
