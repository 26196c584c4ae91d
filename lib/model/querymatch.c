/*
 * Queries by which the desk itself chooses: they mean the same to everybody,
 * at any time, and may change their answer only where an event sets a field.
 */
#include <tix/query.h>

#include <string.h>

#include <tix/desk.h>

/* Who acts, while such a query is read: nobody can have this name. */
static const char me[] = "\001";

static enum tix_status
refuse(struct tix *tx, const char *what, const char *why)
{
	return tix_fail(tx, TIX_INVALID, "query: '%s' cannot choose: %s",
	    what, why);
}

static const char *
name_of(const struct tix *tx, int field)
{
	const struct tix_custom *c = tix_query_custom(tx, field);

	return c != NULL ? c->name : field < TIX_FIELDS ?
	    tix_fields[field].name : tix_query_names[field - TIX_Q_AGE].name;
}

static enum tix_status
check_field(struct tix *tx, int field)
{
	const char *name = name_of(tx, field);

	if (field >= TIX_Q_CUSTOM)
		return TIX_OK;
	if (field == TIX_Q_WORDS)
		return refuse(tx, name, "give it a field, as in subject~vpn");
	if (field == TIX_Q_MINE)
		return refuse(tx, name, "it depends on who asks");
	if (field == TIX_Q_UNASSIGNED)
		return refuse(tx, name, "it comes of what happens");
	if (field >= TIX_FIELDS || tix_fields[field].type == TIX_T_TIME)
		return refuse(tx, name, "it depends on the time");
	if (field == TIX_F_AGREEMENT)
		return refuse(tx, name, "it is what is chosen");
	if ((tix_fields[field].flags & TIX_F_SETTABLE) == 0)
		return refuse(tx, name, "it comes of what happens");
	return TIX_OK;
}

static enum tix_status
check(struct tix *tx, const struct tix_term *q, uint64_t *fields)
{
	enum tix_status s;

	if (q->op == TIX_Q_ALL)
		return TIX_OK;
	if (q->op == TIX_Q_AND || q->op == TIX_Q_OR || q->op == TIX_Q_NOT) {
		s = check(tx, q->left, fields);
		return s == TIX_OK && q->op != TIX_Q_NOT ?
		    check(tx, q->right, fields) : s;
	}
	for (size_t i = 0; q->op == TIX_Q_IN && i < q->n; i++)
		if (tix_type_is_text(q->values[i].type) &&
		    q->values[i].s != NULL &&
		    strcmp(q->values[i].s, me) == 0)
			return refuse(tx, "me", "it depends on who asks");
	s = check_field(tx, q->field);
	*fields |= UINT64_C(1) << (q->field >= TIX_Q_CUSTOM ? TIX_F_FIELDS :
	    q->field < TIX_FIELDS ? q->field : 0);
	return s;
}

enum tix_status
tix_query_chooser(struct tix *tx, const char *text, struct tix_term **query,
    uint64_t *fields)
{
	const tix_had_fn had = tx->had;
	const char *actor = tx->actor, *on_behalf = tx->on_behalf;
	enum tix_status s;

	*fields = 0;
	tx->had = NULL; /* what is gone chooses nothing */
	tx->actor = me;
	tx->on_behalf = NULL;
	s = tix_query_parse(tx, text, query);
	tx->had = had;
	tx->actor = actor;
	tx->on_behalf = on_behalf;
	return s == TIX_OK ? check(tx, *query, fields) : s;
}
