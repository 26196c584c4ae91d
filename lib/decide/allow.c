/*
 * Who may do what.
 */
#include <tix/allow.h>
#include <tix/desk.h>

#include <string.h>

/* Whose file it is could change anything anyhow, and is nobody to lock out. */
static bool
sets_policy(const struct tix *tx, const char *verb)
{
	return tx->owns && strcmp(verb, "desk") == 0;
}

enum tix_status
tix_allow(struct tix *tx, const char *verb, bool acts,
    const struct tix_ticket *t)
{
	(void)t; /* one rule for all tickets, until roles come */
	if (!acts || tx->desk == NULL || tx->desk->nagents == 0 ||
	    sets_policy(tx, verb))
		return TIX_OK;
	if (tix_desk_agent(tx->desk, tx->actor) == NULL)
		return tix_fail(tx, TIX_DENIED,
		    "'%s' may not %s: no agent of this desk; whoever runs it "
		    "can add the login to its agents", tx->actor, verb);
	if (tx->on_behalf != NULL &&
	    tix_desk_agent(tx->desk, tx->on_behalf) == NULL)
		return tix_fail(tx, TIX_DENIED,
		    "'%s' may not %s as '%s': no agent of this desk",
		    tx->actor, verb, tx->on_behalf);
	return TIX_OK;
}
