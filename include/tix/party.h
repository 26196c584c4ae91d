/*
 * Requesters and organisations.  Pure.
 *
 * In the tail of a compiled desk each is a line of three parts, parted by TABs:
 *
 *   p NAME {"title":..,"mail":..,"organisation":..,"vip":true,
 *     "calendar":..,"agreement":..}
 *   o NAME {"title":..,"vip":true,"calendar":..,"agreement":..}
 */
#ifndef TIX_PARTY_H
#define TIX_PARTY_H

#include <tix/desk.h>

struct tix_party {
	const char *name;
	const char *title;        /* or NULL */
	const char *mail;         /* or NULL */
	const char *organisation; /* of a requester, or NULL */
	bool vip;                 /* itself, or by its organisation */
	const char *calendar;     /* own, else its organisation's, or NULL */
	const char *agreement;    /* the like */
	bool has_calendar;        /* it is its own */
	bool has_agreement;
};

/*
 * The requester (organisation) of a name, on tx->mem; TIX_NO where the desk
 * does not know it.  TIX_INVALID for a line that no compiler wrote.
 */
enum tix_status tix_desk_requester(struct tix *tx, const struct tix_desk *d,
    const char *name, struct tix_party *p);
enum tix_status tix_desk_organisation(struct tix *tx,
    const struct tix_desk *d, const char *name, struct tix_party *p);

#endif
