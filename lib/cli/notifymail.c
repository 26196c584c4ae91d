/*
 * One notification as a mail: to whom, and what it says.
 */
#include "notifying.h"
#include "sending.h"

#include <string.h>

#include <tix/desk.h>
#include <tix/party.h>

/* A requester is known by his address, or the desk knows it. */
static enum tix_status
find_requester(struct tix *tx, struct tix_telling *l)
{
	const char *name = l->t.requester;
	struct tix_party p;
	enum tix_status s;

	l->mail = name != NULL && strchr(name, '@') != NULL ? name : NULL;
	if (name == NULL || l->mail != NULL)
		return TIX_OK;
	s = tix_desk_requester(tx, tx->desk, name, &p);
	if (s == TIX_OK)
		l->mail = p.mail;
	return s == TIX_NO ? TIX_OK : s;
}

enum tix_status
tix_telling_find(struct tix *tx, struct tix_telling *l)
{
	const struct tix_agent *a;

	if (strcmp(l->kind, "requester") == 0)
		return find_requester(tx, l);
	a = strcmp(l->kind, "agent") == 0 ? tix_desk_agent(tx->desk, l->name) :
	    NULL;
	l->mail = a != NULL ? a->mail : strcmp(l->kind, "mail") == 0 ?
	    l->name : NULL;
	return TIX_OK;
}

/* The addresses of an agent, of those of a team, or the one that is given. */
const char *
tix_telling_addresses(struct tix *tx, const struct tix_telling *l)
{
	struct tix_buf b = { .arena = tx->mem };
	const struct tix_desk *d = tx->desk;

	if (l->mail != NULL || strcmp(l->kind, "team") != 0)
		return l->mail;
	for (size_t i = 0; i < d->nagents; i++)
		if (d->agents[i].mail != NULL && d->agents[i].team != NULL &&
		    strcmp(d->agents[i].team, l->name) == 0)
			tix_buf_printf(&b, "%s%s", b.len > 0 ? ", " : "",
			    d->agents[i].mail);
	return b.len > 0 ? tix_buf_text(&b) : NULL;
}

/* Nothing in it is the desk's own business. */
static const char *
mail_text_outward(struct tix *tx, const struct tix_telling *l)
{
	return tix_arena_printf(tx->mem, "Ticket %lld: %s\n\nIt waits for "
	    "your answer.\n", (long long)l->t.id, l->t.subject);
}

static const char *
mail_text(struct tix *tx, const struct tix_telling *l)
{
	const struct tix_ticket *t = &l->t;
	struct tix_buf b = { .arena = tx->mem };
	const char *deadline = tix_telling_deadline(tx, l);

	tix_buf_printf(&b, "Ticket %lld: %s\n\n%s: %s\n", (long long)t->id,
	    t->subject, tix_telling_what(l), l->row->key);
	if (deadline != NULL)
		tix_buf_printf(&b, "deadline: %s\n", deadline);
	tix_buf_printf(&b, "state: %s\npriority: %lld\nlevel: %s\nqueue: %s\n"
	    "owner: %s\n", tix_state_names[t->state - 1],
	    (long long)t->priority, t->level != NULL ? t->level : "-",
	    t->queue != NULL ? t->queue : "-",
	    t->owner != NULL ? t->owner : "-");
	return tix_buf_text(&b);
}

enum tix_status
tix_telling_mail(struct tix *tx, const struct tix_telling *l, const char *to,
    int64_t timeout, const char **result)
{
	struct tix_address *list;
	const bool outward = strcmp(l->kind, "requester") == 0;
	const char *subject = tix_carry_subject(tx, &l->t);
	struct tix_mail m = { .date = tx->now, .automatic = true,
	    .subject = outward ? subject : tix_arena_printf(tx->mem, "%s: %s",
	    tix_telling_what(l), subject), .text = outward ?
	    mail_text_outward(tx, l) : mail_text(tx, l) };
	enum tix_status s = tix_address_list(tx, tx->mem, to, &list, &m.nto);

	if (s == TIX_OK)
		s = tix_carry_id(tx, l->e, &m.message_id);
	if (s != TIX_OK)
		return s;
	m.to = list;
	m.message_id = tix_arena_printf(tx->mem, "n%lld.%s",
	    (long long)l->row->id, m.message_id);
	s = tix_carry_mail(tx, &m, &(struct tix_sender){ .timeout = timeout });
	if (s == TIX_OK)
		*result = tix_arena_printf(tx->mem, "mail to %s", to);
	return s;
}
