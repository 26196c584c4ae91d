/*
 * Placing tickets by the standard desk.
 */
#include "standard.h"

#include <tix/route.h>

static struct tix_ticket
routed(struct tix *tx, struct tix_ticket t, bool again,
    enum tix_event_kind *kind)
{
	struct tix_event *e = tix_arena_alloc(tx->mem, sizeof *e);
	const struct tix_route_how how = { 0 };

	t.id = 7;
	if (t.state == 0)
		t.state = TIX_NEW;
	CHECK_INT(tix_route(tx, &t, again, &how, e), TIX_OK);
	for (size_t i = 0; i < e->nchanges; i++)
		tix_ticket_set(&t, e->changes[i].field, &e->changes[i].value);
	*kind = e->kind;
	return t;
}

static void
words(struct tix *tx)
{
	static const struct {
		const char *subject;
		const char *body;
		const char *category; /* NULL: none */
	} t[] = {
		{ "vpn", NULL, "network" }, { "VPN!", NULL, "network" },
		{ "(vpn)", NULL, "network" }, { "my-vpn", NULL, "network" },
		{ "vpn2", NULL, NULL }, { "2vpn", NULL, NULL },
		{ "vpnvpn vpn", NULL, "network" }, { "xvpn vpnx", NULL, NULL },
		{ "\xc3\xa9vpn", NULL, NULL }, { "vpn\xc3\xa9", NULL, NULL },
		{ "x", "line\nvpn\n", "network" }, { "x", "", NULL },
		{ "x_vpn", NULL, "network" },
		{ "printer vpn", NULL, "printing" },
		{ "vpn printer", NULL, "printing" },
		{ "vpn phishing", NULL, "security" },
		{ "vp", "n", NULL }, { "", NULL, NULL },
	};
	enum tix_event_kind kind;

	standard(tx);
	for (size_t i = 0; i < N(t); i++) {
		struct tix_ticket have = routed(tx, (struct tix_ticket){
		    .subject = t[i].subject, .body = t[i].body }, false,
		    &kind);

		if (have.category != t[i].category)
			CHECK_STR(have.category, t[i].category);
		CHECK_INT(kind, TIX_E_ROUTED);
	}
}

static void
places(struct tix *tx)
{
	static const struct {
		const char *level, *queue, *category;
		bool again;
		const char *to_level, *to_queue;
	} t[] = {
		{ NULL, NULL, NULL, false, "L1", "helpdesk" },
		{ NULL, NULL, "storage", false, "L2", "storage" },
		{ NULL, "mail", NULL, false, "L2", "mail" },
		{ NULL, "mail", "storage", false, "L2", "mail" },
		{ NULL, "mail", "storage", true, "L2", "storage" },
		{ "L3", NULL, NULL, false, "L3", "experts" },
		{ "L3", NULL, "storage", false, "L3", "experts" },
		{ "L3", NULL, "storage", true, "L2", "storage" },
		{ "L2", NULL, "storage", false, "L2", "storage" },
		{ "L0", NULL, NULL, false, "L0", NULL },
		{ "L3", "experts", "storage", false, "L3", "experts" },
		{ "L3", "experts", "storage", true, "L2", "storage" },
		{ "L3", "experts", NULL, true, "L3", "experts" },
		{ "L9", NULL, NULL, false, "L9", NULL },
		{ NULL, "gone", NULL, false, "L1", "gone" },
		{ NULL, NULL, "gone", false, "L1", "helpdesk" },
	};
	enum tix_event_kind kind;

	standard(tx);
	for (size_t i = 0; i < N(t); i++) {
		struct tix_ticket have = routed(tx, (struct tix_ticket){
		    .subject = "x", .level = t[i].level, .queue = t[i].queue,
		    .category = t[i].category }, t[i].again, &kind);

		CHECK_STR(have.level, t[i].to_level);
		CHECK_STR(have.queue, t[i].to_queue);
	}
}

static void
priorities(struct tix *tx)
{
	static const struct {
		int64_t impact, urgency, priority, source;
		const char *category;
		int64_t want, want_source;
	} t[] = {
		{ 0, 0, 0, 0, NULL, 3, TIX_BY_MATRIX },
		{ 1, 1, 0, 0, NULL, 1, TIX_BY_MATRIX },
		{ 3, 3, 0, 0, NULL, 4, TIX_BY_MATRIX },
		{ 1, 0, 0, 0, NULL, 2, TIX_BY_MATRIX },
		{ 0, 0, 0, 0, "security", 2, TIX_BY_MATRIX },
		{ 0, 3, 0, 0, "security", 4, TIX_BY_MATRIX },
		{ 1, 1, 5, TIX_BY_HAND, NULL, 5, TIX_BY_HAND },
		{ 1, 1, 5, TIX_BY_MATRIX, NULL, 1, TIX_BY_MATRIX },
		{ 1, 1, 5, TIX_BY_RULE, NULL, 1, TIX_BY_MATRIX },
		{ 9, 1, 0, 0, NULL, 0, 0 },
	};
	enum tix_event_kind kind;

	standard(tx);
	for (size_t i = 0; i < N(t); i++) {
		struct tix_ticket have = routed(tx, (struct tix_ticket){
		    .subject = "x", .impact = t[i].impact,
		    .urgency = t[i].urgency, .priority = t[i].priority,
		    .priority_source = t[i].source,
		    .category = t[i].category }, false, &kind);

		CHECK_INT(have.priority, t[i].want);
		CHECK_INT(have.priority_source, t[i].want_source);
	}
}

/* Routing what was routed changes nothing, whatever it was. */
static void
settled(struct tix *tx)
{
	static const char *const subjects[] = {
		"x", "vpn", "phishing", "printer", "laptop disk mail",
	};
	static const char *const levels[] = { NULL, "L0", "L1", "L3", "L9" };
	static const char *const queues[] = { NULL, "mail", "experts", "gone" };
	enum tix_event_kind kind;

	standard(tx);
	for (size_t s = 0; s < N(subjects); s++)
		for (size_t l = 0; l < N(levels); l++)
			for (size_t q = 0; q < N(queues); q++) {
				struct tix_ticket t = routed(tx,
				    (struct tix_ticket){
				    .subject = subjects[s],
				    .level = levels[l], .queue = queues[q] },
				    false, &kind);

				routed(tx, t, false, &kind);
				CHECK_INT(kind, TIX_E_NONE);
			}
}

static void
given(struct tix *tx)
{
	struct tix_event *e = tix_arena_alloc(tx->mem, sizeof *e);
	struct tix_ticket t = { .id = 1, .state = TIX_NEW, .subject = "vpn",
		.level = "L3" };
	const struct tix_route_how how = {
		.fixed = UINT64_C(1) << TIX_F_LEVEL };

	standard(tx);
	tix_event_init(e, TIX_E_OPENED);
	CHECK_INT(tix_route_apply(tx, &t, &how, e), TIX_OK);
	CHECK(tix_event_change(e, TIX_F_LEVEL) == NULL);
	CHECK_STR(tix_event_change(e, TIX_F_QUEUE)->value.s, "experts");
	CHECK_STR(tix_event_change(e, TIX_F_CATEGORY)->value.s, "network");
	CHECK_INT(tix_event_encode(tx, e), TIX_OK);
}

static void
done(struct tix *tx)
{
	struct tix_event *e = tix_arena_alloc(tx->mem, sizeof *e);
	struct tix_ticket t = { .id = 7, .subject = "x" };
	const struct tix_route_how how = { 0 };

	standard(tx);
	for (t.state = TIX_RESOLVED; t.state <= TIX_MERGED; t.state++) {
		CHECK_INT(tix_route(tx, &t, false, &how, e), TIX_CONFLICT);
		CHECK(strncmp(tx->error, "ticket 7 is ", 12) == 0);
	}
}

static const struct unit_test tests[] = {
	{ "whole words tell what a ticket is about", words },
	{ "level and queue go together, and by hand goes first", places },
	{ "priority is the matrix', unless it was set by hand", priorities },
	{ "what is routed is settled", settled },
	{ "what is given at the opening stays", given },
	{ "what is done is not routed", done },
};

UNIT_MAIN(tests)
