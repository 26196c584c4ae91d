/*
 * Links, merges and splits between two tickets.
 */
#include "standard.h"

#include <tix/relate.h>

static struct tix_event *
nothing(struct tix *tx)
{
	struct tix_event *e = tix_arena_alloc(tx->mem, sizeof *e);

	tix_event_init(e, TIX_E_NONE);
	return e;
}

/* The words that an event adds to a list, or drops from it. */
static const char *
words(const struct tix_event *e, enum tix_field f, enum tix_change_op op)
{
	for (size_t i = 0; e != NULL && i < e->nchanges; i++)
		if (e->changes[i].field == f && e->changes[i].op == op)
			return e->changes[i].value.s;
	return NULL;
}

static int64_t
effort(const struct tix_event *e)
{
	for (size_t i = 0; e != NULL && i < e->nchanges; i++)
		if (e->changes[i].field == TIX_F_EFFORT)
			return e->changes[i].value.i;
	return 0;
}

static const struct tix_event *
part(const struct tix_event *e, int64_t ticket)
{
	for (e = e->also; e != NULL; e = e->also)
		if (e->ticket == ticket)
			return e;
	return NULL;
}

static void
linking(struct tix *tx)
{
	static const struct {
		const char *links, *other_links, *relation;
		enum tix_status status;
		const char *want, *want_other;
	} rows[] = {
		{ NULL, NULL, "parent", TIX_OK, "parent:8", "child:7" },
		{ NULL, NULL, "relates", TIX_OK, "relates:8", "relates:7" },
		{ "blocks:8", "blocked-by:7", "blocks", TIX_OK, NULL, NULL },
		{ "parent:9", NULL, "parent", TIX_CONFLICT, NULL, NULL },
		{ "child:9", NULL, "parent", TIX_OK, "parent:8", "child:7" },
		{ "duplicates:9", NULL, "duplicates", TIX_CONFLICT, NULL,
		    NULL },
		{ NULL, "duplicates:9", "duplicates", TIX_OK, "duplicates:8",
		    "duplicated-by:7" },
		{ "blocks:9", NULL, "blocks", TIX_OK, "blocks:8",
		    "blocked-by:7" },
	};

	for (size_t i = 0; i < N(rows); i++) {
		struct tix_ticket t = { .id = 7, .state = TIX_OPEN,
			.links = rows[i].links };
		struct tix_ticket other = { .id = 8, .state = TIX_CLOSED,
			.links = rows[i].other_links };
		struct tix_event *e = nothing(tx);

		CHECK_INT(tix_link(tx, &t, &other,
		    tix_relation_find(rows[i].relation), e),
		    rows[i].status);
		CHECK((e->kind == TIX_E_LINKED) == (rows[i].want != NULL));
		CHECK_STR(words(e, TIX_F_LINKS, TIX_ADD), rows[i].want);
		CHECK_STR(words(part(e, 8), TIX_F_LINKS, TIX_ADD),
		    rows[i].want_other);
	}
}

static void
refused(struct tix *tx)
{
	const struct tix_relation *r = tix_relation_find("relates");
	struct tix_ticket t = { .id = 7, .state = TIX_OPEN };
	struct tix_ticket merged = { .id = 8, .state = TIX_MERGED,
		.merged_into = 9 };
	struct tix_buf b = { .arena = tx->mem };

	CHECK_INT(tix_link(tx, &t, &t, r, nothing(tx)), TIX_INVALID);
	CHECK_INT(tix_link(tx, &t, &merged, r, nothing(tx)), TIX_CONFLICT);
	CHECK_INT(tix_link(tx, &merged, &t, r, nothing(tx)), TIX_CONFLICT);
	CHECK_INT(tix_merge(tx, &t, &t, NULL, nothing(tx)), TIX_INVALID);
	CHECK_INT(tix_merge(tx, &t, &merged, NULL, nothing(tx)),
	    TIX_CONFLICT);
	merged.state = TIX_OPEN;
	for (int i = 0; i < TIX_LINKS_MAX; i++)
		tix_buf_printf(&b, "relates:%d ", 100000 + i);
	t.links = tix_buf_text(&b);
	CHECK_INT(tix_link(tx, &t, &merged, r, nothing(tx)), TIX_CONFLICT);
	CHECK_INT(tix_link(tx, &merged, &t, r, nothing(tx)), TIX_CONFLICT);
	CHECK(strstr(tx->error, "links-max") != NULL);
}

static void
unlinking(struct tix *tx)
{
	const struct tix_relation *r = tix_relation_find("parent");
	struct tix_ticket t = { .id = 7, .state = TIX_OPEN,
		.links = "parent:8" };
	struct tix_ticket other = { .id = 8, .links = "child:7" };
	struct tix_event *e = nothing(tx);

	CHECK_INT(tix_unlink(tx, &t, &other, r, e), TIX_OK);
	CHECK_STR(words(e, TIX_F_LINKS, TIX_DROP), "parent:8");
	CHECK_STR(words(part(e, 8), TIX_F_LINKS, TIX_DROP), "child:7");
	e = nothing(tx);
	t.links = "parent:80";
	CHECK_INT(tix_unlink(tx, &t, &other, r, e), TIX_OK);
	CHECK_INT(e->kind, TIX_E_NONE);
}

static void
merging(struct tix *tx)
{
	struct tix_ticket t = { .id = 7, .state = TIX_OPEN, .effort = 90,
		.requester = "ann", .watchers = "ewa jan",
		.links = "blocks:9 child:5 parent:6 relates:8" };
	struct tix_ticket into = { .id = 8, .state = TIX_OPEN, .effort = 10,
		.requester = "bob", .watchers = "jan",
		.links = "parent:4 relates:7" };
	struct tix_event *e = nothing(tx);
	const struct tix_event *absorbed;

	CHECK_INT(tix_merge(tx, &t, &into, "same", e), TIX_OK);
	CHECK_INT(e->kind, TIX_E_MERGED);
	CHECK_INT(effort(e), -90);
	CHECK_STR(words(e, TIX_F_LINKS, TIX_DROP), t.links);
	absorbed = part(e, 8);
	CHECK_INT(absorbed->kind, TIX_E_ABSORBED);
	CHECK_INT(effort(absorbed), 90);
	CHECK_STR(words(absorbed, TIX_F_WATCHERS, TIX_ADD), "ann ewa");
	CHECK_STR(words(absorbed, TIX_F_LINKS, TIX_ADD), "blocks:9 child:5");
	CHECK_STR(words(absorbed, TIX_F_LINKS, TIX_DROP), "relates:7");
	CHECK_STR(words(part(e, 9), TIX_F_LINKS, TIX_DROP), "blocked-by:7");
	CHECK_STR(words(part(e, 9), TIX_F_LINKS, TIX_ADD), "blocked-by:8");
	CHECK_STR(words(part(e, 5), TIX_F_LINKS, TIX_ADD), "parent:8");
	CHECK_STR(words(part(e, 6), TIX_F_LINKS, TIX_DROP), "child:7");
	CHECK_STR(words(part(e, 6), TIX_F_LINKS, TIX_ADD), NULL);
	for (; e != NULL; e = e->also)
		CHECK_INT(tix_event_encode(tx, e), TIX_OK);
}

static void
states(struct tix *tx)
{
	struct tix_ticket into = { .id = 8, .state = TIX_WAITING };

	for (int64_t state = TIX_NEW; state <= TIX_MERGED; state++) {
		struct tix_ticket t = { .id = 7, .state = state,
			.merged_into = state == TIX_MERGED ? 8 : 0 };
		struct tix_event *e = nothing(tx);

		CHECK_INT(tix_merge(tx, &t, &into, NULL, e),
		    tix_state_is_live(state) || state == TIX_MERGED ?
		    TIX_OK : TIX_CONFLICT);
		CHECK((e->kind == TIX_E_MERGED) == tix_state_is_live(state));
	}
	for (int64_t state = TIX_NEW; state < TIX_MERGED; state++) {
		struct tix_ticket t = { .id = 7, .state = TIX_OPEN };
		bool live = tix_state_is_live(state);

		into.state = state;
		CHECK_INT(tix_merge(tx, &t, &into, NULL, nothing(tx)),
		    live ? TIX_OK : TIX_CONFLICT);
		CHECK(live || strstr(tx->error, "reopen it first") != NULL);
	}
}

static void
splitting(struct tix *tx)
{
	static const struct {
		enum tix_event_kind kind;
		const char *text, *subject;
		enum tix_status status;
		const char *want;
	} rows[] = {
		{ TIX_E_NOTED, "one\ntwo", NULL, TIX_OK, "one" },
		{ TIX_E_NOTED, "\r\n \t one\r\ntwo", NULL, TIX_OK, "one" },
		{ TIX_E_REPLIED, "one", "said", TIX_OK, "said" },
		{ TIX_E_NOTED, " \n ", NULL, TIX_INVALID, NULL },
		{ TIX_E_NOTED, NULL, "said", TIX_INVALID, NULL },
		{ TIX_E_RESOLVED, "one", NULL, TIX_INVALID, NULL },
		{ TIX_E_OPENED, NULL, NULL, TIX_INVALID, NULL },
	};
	struct tix_ticket t = { .id = 7, .state = TIX_CLOSED,
		.kind = TIX_REQUEST, .requester = "ann",
		.fields = "{\"floor\":3}" };

	standard(tx);
	for (size_t i = 0; i < N(rows); i++) {
		struct tix_event *note = nothing(tx), *e = nothing(tx);
		const struct tix_change *c;

		note->seq = 5;
		note->kind = rows[i].kind;
		tix_event_text(note, "text", rows[i].text);
		CHECK_INT(tix_split(tx, &t, note, rows[i].subject, 9, NULL,
		    e), rows[i].status);
		if (rows[i].status != TIX_OK)
			continue;
		CHECK_INT(e->kind, TIX_E_SPLIT);
		CHECK_STR(words(e, TIX_F_LINKS, TIX_ADD), "split-to:9");
		c = tix_event_change(e->also, TIX_F_SUBJECT);
		CHECK_STR(c->value.s, rows[i].want);
		c = tix_event_change(e->also, TIX_F_LINKS);
		CHECK_STR(c->value.s, "split-from:7");
		c = tix_event_change(e->also, TIX_F_REQUESTER);
		CHECK_STR(c->value.s, "ann");
		c = tix_event_change(e->also, TIX_F_FIELDS);
		CHECK_STR(c->value.s, "{\"floor\":3}");
	}
}

static const struct unit_test tests[] = {
	{ "a link is an event on either ticket", linking },
	{ "what cannot be linked is refused", refused },
	{ "a link that is taken away leaves both", unlinking },
	{ "a merge moves effort, watchers and links", merging },
	{ "only what is live is merged, into what is live", states },
	{ "a note or a reply becomes a ticket", splitting },
};

UNIT_MAIN(tests)
