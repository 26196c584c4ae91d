/*
 * Giving a ticket to somebody of its team, whatever put it there.  Pure, but
 * for what it asks of 'staff'.
 */
#ifndef TIX_PLACE_H
#define TIX_PLACE_H

#include <tix/event.h>
#include <tix/staff.h>

/* Skills that are needed, each once; start with 'mem' and zeros. */
struct tix_skills {
	struct tix_arena *mem;
	struct tix_skill *item; /* ended by no name; NULL: none yet */
	size_t n;
	size_t room;
};

/* One more of them, or a higher grade of one. */
void tix_skills_need(struct tix_skills *all, const struct tix_skill *k);

/*
 * The skills that a category takes: its own and those above it, each at the
 * highest grade; ended by no name, never NULL, on 'mem'.
 */
const struct tix_skill *tix_place_skills(struct tix_arena *mem,
    const struct tix_desk *d, const char *category);

/* Has the agent each of the skills, at the grade needed or above? */
bool tix_place_is_able(const struct tix_agent *a,
    const struct tix_skill *skills);

/*
 * Let the team of 't', the ticket as it will be, give it to somebody by the
 * team's strategy, or by 'by' where that is not NULL; 'skills' are those that
 * are needed.  TIX_OK where somebody gets it: 'e' has the owner, a new one is
 * open, and it was his turn.  TIX_NO where nobody does: choice->why says why,
 * and is NULL where there is no team that gives its tickets to anybody.
 */
enum tix_status tix_place_with_team(struct tix *tx,
    const struct tix_staff *staff, const struct tix_ticket *t,
    const enum tix_strategy *by, const struct tix_skill *skills,
    struct tix_event *e, struct tix_choice *choice);

#endif
