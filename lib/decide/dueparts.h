/*
 * For lib/decide/due*.c alone.
 */
#ifndef TIX_DECIDE_DUEPARTS_H
#define TIX_DECIDE_DUEPARTS_H

#include <tix/due.h>

/* One to be told, with what. */
struct tix_due_word {
	struct tix_due_row row;
	const char *item;      /* its key */
	size_t head;           /* length of the first target */
	struct tix_buf late;   /* keys that it stands for */
	bool silent;           /* a later one tells that target */
};

/* The way through one ticket's items. */
struct tix_dueing {
	struct tix *tx;
	const struct tix_due_how *how;
	struct tix_agenda *a;
	struct tix_ticket t;       /* so far */
	struct tix_event **events;
	size_t n, cap;
	struct tix_due_word *words;
	size_t nwords, words_cap;
	const char *refused;       /* what may not end yet */
	bool stuck[TIX_A_CLOSE + 1]; /* by kind: is not asked again */
};

/* due.c: an event of its own, and the ticket goes on by it. */
struct tix_event *tix_due_event(struct tix_dueing *d);
enum tix_status tix_due_fold(struct tix_dueing *d, struct tix_event *e);

/* due.c: whoever is in 'targets' is told of the event that comes next. */
void tix_due_tell(struct tix_dueing *d, const struct tix_agenda_item *i,
    const char *what, const char *suffix, const char *targets);

/* duestep.c */
enum tix_status tix_due_step(struct tix_dueing *d,
    const struct tix_agenda_item *i);

/*
 * duewhom.c: the words of outbox rows for one of 'notify' (see policy.h),
 * blank-separated; NULL where that is nobody now, with '*why'.
 */
enum tix_status tix_due_whom(struct tix_dueing *d, const char *target,
    const char **words, const char **why);

/* duewords.c: a row's "data", and the same with keys that it stands for. */
const char *tix_due_data(const struct tix_dueing *d,
    const struct tix_agenda_item *i);
const char *tix_due_data_late(const struct tix_dueing *d, const char *data,
    const char *late);

#endif
