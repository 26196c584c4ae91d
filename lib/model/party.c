/*
 * Requesters and organisations of a compiled desk.
 */
#include <tix/party.h>

#include <tix/tail.h>

static enum tix_status
read_party(struct tix *tx, const struct tix_desk *d, char kind,
    const char *name, struct tix_party *p)
{
	const struct tix_json *vip;
	struct tix_tail_line line;
	struct tix_json *root;

	*p = (struct tix_party){ .name = name };
	if (!tix_tail_find(tx->mem, d, kind, name, &line))
		return TIX_NO;
	if (tix_json_parse(tx, tx->mem, line.json, line.len, &root) !=
	    TIX_OK || root->type != TIX_JSON_OBJECT)
		return tix_fail(tx, TIX_INVALID,
		    "desk: %s '%s' cannot be read",
		    kind == 'p' ? "requester" : "organisation", name);
	vip = tix_json_get(root, "vip");
	p->title = tix_json_text(root, "title");
	p->mail = tix_json_text(root, "mail");
	p->organisation = tix_json_text(root, "organisation");
	p->vip = vip != NULL && vip->type == TIX_JSON_TRUE;
	p->calendar = tix_json_text(root, "calendar");
	p->agreement = tix_json_text(root, "agreement");
	p->has_calendar = p->calendar != NULL;
	p->has_agreement = p->agreement != NULL;
	return TIX_OK;
}

enum tix_status
tix_desk_organisation(struct tix *tx, const struct tix_desk *d,
    const char *name, struct tix_party *p)
{
	return read_party(tx, d, 'o', name, p);
}

enum tix_status
tix_desk_requester(struct tix *tx, const struct tix_desk *d,
    const char *name, struct tix_party *p)
{
	struct tix_party o;
	enum tix_status s = read_party(tx, d, 'p', name, p);

	if (s != TIX_OK || p->organisation == NULL)
		return s;
	s = tix_desk_organisation(tx, d, p->organisation, &o);
	if (s != TIX_OK)
		return s == TIX_NO ? TIX_OK : s;
	p->vip = p->vip || o.vip;
	if (!p->has_calendar)
		p->calendar = o.calendar;
	if (!p->has_agreement)
		p->agreement = o.agreement;
	return TIX_OK;
}
