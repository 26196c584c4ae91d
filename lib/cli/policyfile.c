/*
 * A policy that is not in force.
 */
#include <tix/policyfile.h>

#include <string.h>

#include <tix/deskfile.h>
#include <tix/promise.h>
#include <tix/rule.h>

enum tix_status
tix_policyfile_read(struct tix *tx, const char *path,
    const struct tix_desk **desk)
{
	struct tix_desk *d = tix_arena_alloc(tx->run, sizeof *d);
	struct tix_deskfile f;
	enum tix_status s = tix_deskfile_read(tx, path, &f);

	if (s == TIX_OK)
		s = tix_desk_decode(tx, tx->run, f.compiled,
		    strlen(f.compiled), d);
	if (s == TIX_OK)
		s = tix_rules_new(tx, tx->run, d, &d->rules);
	d->promises = tix_promises_new(tx->run, d);
	*desk = d;
	return s;
}
