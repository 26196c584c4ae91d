/*
 * What the fold of a ticket's clocks knows: its lines, each an agreement as it
 * applies to the ticket, and what became of the ticket so far.
 */
#ifndef TIX_MODEL_CLOCKFOLD_H
#define TIX_MODEL_CLOCKFOLD_H

#include "clocktick.h"

/* What the ticket does, as far as clocks care; each of them is one phase. */
enum tix_doing { TIX_LIVE, TIX_SOLVED, TIX_GONE };

struct tix_phase {
	int64_t from;
	int64_t event;
	enum tix_doing doing;
	int64_t waiting_on;  /* TIX_LIVE: enum tix_waiting, or 0 */
	const char *why;
};

/* An agreement of a name, and the clocks of it that may still move. */
struct tix_line {
	const struct tix_law *law;  /* in force, or NULL */
	bool on;             /* it is the ticket's */
	bool owned;          /* somebody owned the ticket since then */
	int64_t came;        /* an ola's, uc's visit; an sla: the opening */
	int64_t again;       /* where 'resolve' began its cycle */
	const char *subject;
	const char *vendor_case; /* a uc's, as the visit began or later */
	struct tix_tick *cur[TIX_PROMISED]; /* by metric */
};

struct tix_clockwork {
	struct tix_arena *mem;
	const struct tix_lawbook *book;
	size_t nlaws;        /* of the book that came into force by 'at' */
	int64_t at;          /* of the last step or reading */
	int64_t opened;      /* 0: not yet */
	struct tix_line sla;
	struct tix_line *lines; /* all names, as they came into force */
	size_t nlines, lines_cap;
	struct tix_tick *promised; /* ticket->due */
	struct tix_tick **runs;
	size_t nruns, runs_cap;
	struct tix_phase *phases;
	size_t nphases, phases_cap;
	struct tix_clock *out;
	size_t out_cap;
	/* The ticket, on 'mem'. */
	const char *agreement, *calendar, *level, *team, *queue, *vendor_case;
	int64_t priority;
	int64_t due;
	bool owned;
	bool own_request;    /* the owner is the requester */
	bool answered;
	int64_t silent_open; /* the opening, until there is an answer */
	int64_t silent;      /* his oldest message without one, or 0 */
	int64_t update;      /* from where the next news are due */
};

/* Why lines are looked at again. */
struct tix_cause {
	int64_t at;
	int64_t event;
	bool law;            /* one came into force; no event */
	const char *why;
};

static inline const struct tix_phase *
tix_clockwork_phase(const struct tix_clockwork *w)
{
	return &w->phases[w->nphases - 1];
}

/* Room for one more of 'size' bytes behind 'n' in an array on the arena. */
void *tix_clockwork_grow(struct tix_arena *mem, void *array, size_t n,
    size_t *cap, size_t size);

/* A new clock that began at 'at' and is to have its target or date yet. */
struct tix_tick *tix_clockwork_run(struct tix_clockwork *w,
    const struct tix_line *line, enum tix_metric metric, int64_t at);

/* Tell a clock the phases from 'from' on; the first one is called 'why'. */
enum tix_status tix_clockwork_replay(struct tix *tx, struct tix_clockwork *w,
    struct tix_tick *r, int64_t from, const char *why);

/*
 * Begin, go on with, aim anew and end the clocks of a line that is on, as the
 * ticket is now; what a law brings begins no earlier than it.
 */
enum tix_status tix_line_settle(struct tix *tx, struct tix_clockwork *w,
    struct tix_line *line, const struct tix_cause *cause);

/* The same for an ola or uc, which begins and ends with where the ticket is. */
enum tix_status tix_line_place(struct tix *tx, struct tix_clockwork *w,
    struct tix_line *line, const struct tix_cause *cause);

/* What a clock waits for is there; the line has none of the metric then. */
enum tix_status tix_line_stop(struct tix *tx, struct tix_line *line,
    enum tix_metric metric, int64_t at);

/* Where the ticket is owned, those of owning it are over. */
enum tix_status tix_clockwork_own(struct tix *tx, struct tix_clockwork *w,
    int64_t at);

/* A phase begins. */
void tix_clockwork_enter(struct tix_clockwork *w, const struct tix_phase *p);

/* The phase that an event makes, where it 'moves', and all clocks' turns. */
enum tix_status tix_clockwork_move(struct tix *tx, struct tix_clockwork *w,
    const struct tix_ticket *before, const struct tix_ticket *after,
    const struct tix_event *e, bool *moves);

/* The ticket went from one phase to the one that it has now. */
enum tix_status tix_line_phase(struct tix *tx, struct tix_clockwork *w,
    struct tix_line *line, const struct tix_phase *was);

/* Laws that came into force by 'at'; before the opening, quietly. */
enum tix_status tix_clockwork_laws(struct tix *tx, struct tix_clockwork *w,
    int64_t at);

/* The law of a name that is in force, or NULL. */
const struct tix_law *tix_clockwork_law(const struct tix_clockwork *w,
    const char *name);

/* The date promised by hand, as the ticket is now. */
enum tix_status tix_clockwork_promise(struct tix *tx, struct tix_clockwork *w,
    const struct tix_cause *cause);

#endif
