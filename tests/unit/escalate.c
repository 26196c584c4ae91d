/*
 * Handing up and back on the standard desk.
 */
#include "standard.h"

#include <stdlib.h>

#include <tix/card.h>
#include <tix/escalate.h>

struct row {
	const char *level;      /* of the ticket */
	int64_t state;
	const char *to;
	const char *queue;
	enum tix_status status;
	const char *want_level; /* NULL: no move */
	const char *want_queue; /* NULL: unchanged; "": none */
};

static void
check(struct tix *tx, const struct row *r, bool up)
{
	struct tix_event *e = tix_arena_alloc(tx->mem, sizeof *e);
	struct tix_ticket t = { .id = 7, .state = r->state, .level = r->level,
		.queue = "here", .owner = "ewa" };
	struct tix_escalation out = { .level = r->to, .queue = r->queue,
		.reason = "why" };
	struct tix_return back = { .level = r->to, .queue = r->queue,
		.code = "other" };
	const struct tix_change *level, *queue;

	tix_event_init(e, TIX_E_NONE);
	tx->error[0] = '\0';
	CHECK_INT(up ? tix_escalate(tx, &t, &out, e) :
	    tix_return(tx, &t, &back, e), r->status);
	if (r->status != TIX_OK) {
		CHECK(tx->error[0] != '\0');
		CHECK(strstr(tx->error, "(null)") == NULL);
		return;
	}
	level = tix_event_change(e, TIX_F_LEVEL);
	queue = tix_event_change(e, TIX_F_QUEUE);
	CHECK_STR(level == NULL ? NULL : level->value.s, r->want_level);
	if (r->want_queue == NULL)
		CHECK(queue == NULL);
	else
		CHECK_STR(queue == NULL ? "(unchanged)" :
		    queue->value.s == NULL ? "" : queue->value.s,
		    r->want_queue);
	CHECK_INT(e->kind, level != NULL ? (up ? TIX_E_ESCALATED :
	    TIX_E_RETURNED) : queue != NULL ? TIX_E_CHANGED : TIX_E_NONE);
	if (level != NULL)
		CHECK(tix_event_change(e, TIX_F_OWNER)->value.s == NULL);
	if (e->kind != TIX_E_NONE)
		CHECK_INT(tix_event_encode(tx, e), TIX_OK);
}

static void
up(struct tix *tx)
{
	static const struct row rows[] = {
		{ "L0", TIX_NEW, NULL, NULL, TIX_OK, "L1", "helpdesk" },
		{ "L1", TIX_NEW, NULL, NULL, TIX_OK, "L2", "specialists" },
		{ "L1", TIX_WAITING, NULL, "mail", TIX_OK, "L2", "mail" },
		{ "L3", TIX_OPEN, NULL, NULL, TIX_OK, "L4", "vendors" },
		{ "L4", TIX_OPEN, NULL, NULL, TIX_CONFLICT, NULL, NULL },
		{ "L1", TIX_OPEN, "L4", NULL, TIX_OK, "L4", "vendors" },
		{ "L2", TIX_OPEN, "L2", NULL, TIX_OK, NULL, NULL },
		{ "L2", TIX_OPEN, "L2", "here", TIX_NOT_FOUND, NULL, NULL },
		{ "L2", TIX_OPEN, "L2", "mail", TIX_OK, NULL, "mail" },
		{ "L2", TIX_OPEN, "L1", NULL, TIX_CONFLICT, NULL, NULL },
		{ "L2", TIX_OPEN, "L9", NULL, TIX_NOT_FOUND, NULL, NULL },
		{ "L2", TIX_OPEN, "", NULL, TIX_NOT_FOUND, NULL, NULL },
		{ "L2", TIX_OPEN, NULL, "no", TIX_NOT_FOUND, NULL, NULL },
		{ NULL, TIX_NEW, NULL, NULL, TIX_CONFLICT, NULL, NULL },
		{ NULL, TIX_NEW, "L0", NULL, TIX_OK, "L0", "" },
		{ NULL, TIX_NEW, "L2", NULL, TIX_OK, "L2", "specialists" },
		{ "gone", TIX_NEW, NULL, NULL, TIX_CONFLICT, NULL, NULL },
		{ "gone", TIX_NEW, "L1", NULL, TIX_OK, "L1", "helpdesk" },
		{ "L1", TIX_RESOLVED, NULL, NULL, TIX_CONFLICT, NULL, NULL },
		{ "L1", TIX_CLOSED, "L2", NULL, TIX_CONFLICT, NULL, NULL },
		{ "L1", TIX_CANCELLED, "L1", NULL, TIX_CONFLICT, NULL, NULL },
		{ "L1", TIX_MERGED, NULL, NULL, TIX_CONFLICT, NULL, NULL },
		{ NULL, TIX_CLOSED, NULL, NULL, TIX_CONFLICT, NULL, NULL },
	};

	standard(tx);
	for (size_t i = 0; i < N(rows); i++)
		check(tx, &rows[i], true);
}

static void
back(struct tix *tx)
{
	static const struct row rows[] = {
		{ "L4", TIX_NEW, NULL, NULL, TIX_OK, "L3", "experts" },
		{ "L2", TIX_OPEN, NULL, "access", TIX_OK, "L1", "access" },
		{ "L1", TIX_OPEN, NULL, NULL, TIX_OK, "L0", "" },
		{ "L0", TIX_OPEN, NULL, NULL, TIX_CONFLICT, NULL, NULL },
		{ "L4", TIX_OPEN, "L1", NULL, TIX_OK, "L1", "helpdesk" },
		{ "L2", TIX_OPEN, "L2", NULL, TIX_OK, NULL, NULL },
		{ "L2", TIX_OPEN, "L2", "mail", TIX_OK, NULL, "mail" },
		{ "L2", TIX_OPEN, "L3", NULL, TIX_CONFLICT, NULL, NULL },
		{ "L2", TIX_OPEN, "L9", NULL, TIX_NOT_FOUND, NULL, NULL },
		{ "L2", TIX_OPEN, NULL, "no", TIX_NOT_FOUND, NULL, NULL },
		{ NULL, TIX_OPEN, NULL, NULL, TIX_CONFLICT, NULL, NULL },
		{ NULL, TIX_OPEN, "L1", NULL, TIX_CONFLICT, NULL, NULL },
		{ "gone", TIX_OPEN, NULL, NULL, TIX_CONFLICT, NULL, NULL },
		{ "L2", TIX_CLOSED, NULL, NULL, TIX_CONFLICT, NULL, NULL },
	};

	standard(tx);
	for (size_t i = 0; i < N(rows); i++)
		check(tx, &rows[i], false);
}

static void
reasons(struct tix *tx)
{
	struct tix_event *e = tix_arena_alloc(tx->mem, sizeof *e);
	struct tix_ticket t = { .id = 7, .state = TIX_NEW, .level = "L2" };
	struct tix_escalation out = { .reason = NULL };
	struct tix_return in = { .note = "words" };
	const struct tix_desk *d = standard(tx);

	CHECK_INT(tix_escalate(tx, &t, &out, e), TIX_INVALID);
	out.reason = "";
	CHECK_INT(tix_escalate(tx, &t, &out, e), TIX_INVALID);
	CHECK_INT(tix_return(tx, &t, &in, e), TIX_INVALID);
	in.code = "because";
	CHECK_INT(tix_return(tx, &t, &in, e), TIX_NOT_FOUND);
	in.code = "";
	CHECK_INT(tix_return(tx, &t, &in, e), TIX_INVALID);
	for (int i = 0; d->return_codes[i] != NULL; i++) {
		in.code = d->return_codes[i];
		CHECK_INT(tix_return(tx, &t, &in, e), TIX_OK);
		CHECK_STR(tix_event_member(e, "code")->s, in.code);
		CHECK_STR(tix_event_member(e, "reason")->s, "words");
	}
}

/*
 * A desk with paths, people and handovers.  L1 hands up to L2 alone, L2 to L3
 * and L4, L3 to whatever is above.
 */
static void
small(struct tix *tx)
{
	static const char text[] =
	    "{\"name\":\"small\",\"levels\":["
	    "{\"name\":\"L1\",\"queue\":\"front\",\"escalates_to\":[\"L2\"]},"
	    "{\"name\":\"L2\",\"queue\":\"net\","
	    "\"escalates_to\":[\"L3\",\"L4\"]},"
	    "{\"name\":\"L3\",\"queue\":\"lab\","
	    "\"handover\":[\"tried\",\"question\"]},"
	    "{\"name\":\"L4\"}],"
	    "\"teams\":[{\"name\":\"first\",\"level\":\"L1\"},"
	    "{\"name\":\"network\",\"level\":\"L2\","
	    "\"assign\":\"least-loaded\"},{\"name\":\"makers\","
	    "\"level\":\"L4\"}],"
	    "\"agents\":[{\"name\":\"ewa\",\"team\":\"first\"},"
	    "{\"name\":\"jan\",\"team\":\"network\"},"
	    "{\"name\":\"ola\",\"team\":\"network\"}],"
	    "\"queues\":[{\"name\":\"front\",\"level\":\"L1\","
	    "\"team\":\"first\"},{\"name\":\"desk\",\"level\":\"L1\"},"
	    "{\"name\":\"net\",\"level\":\"L2\",\"team\":\"network\"},"
	    "{\"name\":\"lab\",\"level\":\"L3\"}],"
	    "\"categories\":[],\"priority\":{\"impact\":[\"a\"],"
	    "\"urgency\":[\"a\"],\"matrix\":[[1]]},\"default\":{"
	    "\"impact\":1,\"urgency\":1,\"level\":\"L1\","
	    "\"queue\":\"front\"}}";
	struct tix_desk *d = tix_arena_alloc(tx->run, sizeof *d);

	CHECK_INT(tix_desk_decode(tx, tx->run, text, strlen(text), d),
	    TIX_OK);
	tx->desk = d;
}

static void
paths(struct tix *tx)
{
	static const struct {
		const char *level, *to;
		enum tix_status status;
		const char *want; /* the level, or words of the refusal */
	} rows[] = {
		{ "L1", NULL, TIX_OK, "L2" },
		{ "L1", "L3", TIX_CONFLICT, "hands up to L2, not to L3" },
		{ "L2", NULL, TIX_INVALID, "a handover to L3 lacks: tried, "
		    "question; give --handover PART=TEXT for each" },
		{ "L2", "L4", TIX_OK, "L4" },
		{ "L3", NULL, TIX_OK, "L4" },
		{ "L4", NULL, TIX_CONFLICT, "at L4, the last level" },
	};

	small(tx);
	for (size_t i = 0; i < N(rows); i++) {
		struct tix_event *e = tix_arena_alloc(tx->mem, sizeof *e);
		struct tix_ticket t = { .id = 7, .state = TIX_OPEN,
			.level = rows[i].level };
		struct tix_escalation to = { .level = rows[i].to,
			.reason = "why" };

		CHECK_INT(tix_escalate(tx, &t, &to, e), rows[i].status);
		if (rows[i].status == TIX_OK)
			CHECK_STR(tix_event_change(e, TIX_F_LEVEL)->value.s,
			    rows[i].want);
		else
			CHECK(strstr(tx->error, rows[i].want) != NULL);
	}
}

static const char *
text_of(const struct tix_event *e, enum tix_field f)
{
	const struct tix_change *c = tix_event_change(e, f);

	return c == NULL ? "(unchanged)" : c->value.s == NULL ? "" :
	    c->value.s;
}

/* Where a ticket that was through so much goes back to, and to whom. */
static void
ways_back(struct tix *tx)
{
	static const struct {
		const char *level, *visits, *to, *queue;
		enum tix_status status;
		const char *want[4]; /* level, queue, team, owner */
	} rows[] = {
		{ "L2", "L1:1:ewa:desk: L2:1:::L1", NULL, NULL, TIX_OK,
		    { "L1", "desk", "first", "ewa" } },
		{ "L2", "L1:1:ewa:front: L2:1:::L1", NULL, NULL, TIX_OK,
		    { "L1", "front", "first", "ewa" } },
		{ "L2", "L1:1:ewa:gone: L2:1:::L1", NULL, NULL, TIX_OK,
		    { "L1", "front", "first", "ewa" } },
		{ "L2", "L1:1:gone:desk: L2:1:::L1", NULL, NULL, TIX_OK,
		    { "L1", "desk", "first", "" } },
		{ "L2", "L1:1:ewa:net: L2:1:::L1", NULL, NULL, TIX_OK,
		    { "L1", "front", "first", "ewa" } },
		{ "L2", "L1:1:ewa:desk: L2:1:::L1", NULL, "front", TIX_OK,
		    { "L1", "front", "first", "" } },
		/* Past the specialists, and back past them. */
		{ "L4", "L1:1:ewa:desk: L4:1:::L1", NULL, NULL, TIX_OK,
		    { "L1", "desk", "first", "ewa" } },
		{ "L4", "L1:1:ewa:desk: L4:1:::L1", "L2", NULL, TIX_CONFLICT,
		    { "was not at L2; it goes back to: L1" } },
		{ "L4", "L1:2:ewa:desk: L2:1:jan:net:L1 L4:2:::L1", NULL, NULL,
		    TIX_OK, { "L1", "desk", "first", "ewa" } },
		{ "L4", "L1:2:ewa:desk: L2:1:jan:net:L1 L4:2:::L1", "L2", NULL,
		    TIX_OK, { "L2", "net", "network", "jan" } },
		/* Nobody handed it up: the nearest that it was at. */
		{ "L4", "L1:1::: L4:1:::", NULL, NULL, TIX_OK,
		    { "L1", "front", "first", "" } },
		{ "L4", "L4:1:::", NULL, NULL, TIX_OK,
		    { "L3", "lab", "", "" } },
		{ "L4", "L4:1:::", "L1", NULL, TIX_OK,
		    { "L1", "front", "first", "" } },
		{ "L1", "L1:1:::", NULL, NULL, TIX_CONFLICT,
		    { "the first level" } },
		/* What the desk no longer has is no way back. */
		{ "L4", "L1:1:ewa:desk: L4:1:::gone gone:1:ewa::L1", NULL, NULL,
		    TIX_OK, { "L1", "desk", "first", "ewa" } },
	};

	small(tx);
	for (size_t i = 0; i < N(rows); i++) {
		struct tix_event *e = tix_arena_alloc(tx->mem, sizeof *e);
		struct tix_ticket t = { .id = 7, .state = TIX_NEW,
			.level = rows[i].level, .visits = rows[i].visits,
			.team = "makers", .owner = "zoe" };
		struct tix_return to = { .level = rows[i].to,
			.queue = rows[i].queue, .code = "other" };

		CHECK_INT(tix_return(tx, &t, &to, e), rows[i].status);
		if (rows[i].status != TIX_OK) {
			CHECK(strstr(tx->error, rows[i].want[0]) != NULL);
			continue;
		}
		CHECK_STR(text_of(e, TIX_F_LEVEL), rows[i].want[0]);
		CHECK_STR(text_of(e, TIX_F_QUEUE), rows[i].want[1]);
		CHECK_STR(text_of(e, TIX_F_TEAM), rows[i].want[2]);
		CHECK_STR(text_of(e, TIX_F_OWNER), rows[i].want[3]);
		CHECK_INT(tix_event_change(e, TIX_F_STATE) != NULL,
		    rows[i].want[3][0] != '\0');
		CHECK_INT(tix_event_encode(tx, e), TIX_OK);
	}
}

static enum tix_status
load(struct tix *tx, const char *agent, int64_t but, struct tix_load *l)
{
	(void)tx;
	CHECK_INT(but, 7);
	*l = (struct tix_load){ .weight = strcmp(agent, "jan") == 0 ? 5 : 2 };
	return TIX_OK;
}

/* jan has 5 to do, ola 2. */
static void
team_gives(struct tix *tx)
{
	const struct tix_staff staff = { .load = load };
	struct tix_event *e = tix_arena_alloc(tx->mem, sizeof *e);
	struct tix_ticket t = { .id = 7, .state = TIX_NEW, .level = "L1",
		.owner = "ewa", .queue = "desk" };
	struct tix_escalation to = { .reason = "why", .staff = &staff };

	small(tx);
	CHECK_INT(tix_escalate(tx, &t, &to, e), TIX_OK);
	CHECK_STR(text_of(e, TIX_F_TEAM), "network");
	CHECK_STR(text_of(e, TIX_F_OWNER), "ola");
	CHECK_INT(tix_event_change(e, TIX_F_STATE)->value.i, TIX_OPEN);
	CHECK_STR(tix_event_member(e, "turn")->s, "ola");
	CHECK(strstr(tix_event_member(e, "why")->s,
	    "\"to\":\"ola\"") != NULL);
	CHECK_INT(tix_event_encode(tx, e), TIX_OK);
}

/* What L3 wants is "tried" and "question". */
static void
handovers(struct tix *tx)
{
	static const struct {
		struct tix_part part[3];
		bool automatic;
		enum tix_status status;
		const char *want; /* "missing", or words of the refusal */
	} rows[] = {
		{ { { "tried", "a" }, { "question", "b" } }, false, TIX_OK,
		    NULL },
		{ { { "question", "b" } }, false, TIX_INVALID,
		    "lacks: tried;" },
		{ { { "question", "b" } }, true, TIX_OK, "tried" },
		{ { { NULL, NULL } }, true, TIX_OK, "tried, question" },
		{ { { "tried", "a" }, { "asked", "b" } }, false, TIX_INVALID,
		    "no part 'asked' in a handover to L3; there are: tried, "
		    "question" },
		{ { { "tried", "a" }, { "tried", "b" } }, true, TIX_INVALID,
		    "'tried' is given twice" },
		{ { { "tried", " \n" } }, true, TIX_INVALID,
		    "'tried' says nothing" },
	};

	small(tx);
	for (size_t i = 0; i < N(rows); i++) {
		struct tix_event *e = tix_arena_alloc(tx->mem, sizeof *e);
		struct tix_ticket t = { .id = 7, .state = TIX_OPEN,
			.level = "L2" };
		struct tix_escalation to = { .reason = "why",
			.automatic = rows[i].automatic,
			.handover.part = rows[i].part };
		const struct tix_member *m;
		struct tix_handover h;

		while (rows[i].part[to.handover.n].name != NULL)
			to.handover.n++;
		CHECK_INT(tix_escalate(tx, &t, &to, e), rows[i].status);
		if (rows[i].status != TIX_OK) {
			CHECK(strstr(tx->error, rows[i].want) != NULL);
			continue;
		}
		m = tix_event_member(e, "missing");
		CHECK_STR(m == NULL ? NULL : m->s, rows[i].want);
		tix_event_handover(tx, e, &h);
		CHECK_INT(h.n, to.handover.n);
		for (size_t k = 0; k < h.n; k++)
			CHECK_STR(tix_handover_find(&h,
			    rows[i].part[k].name), rows[i].part[k].text);
	}
}

/* As a card has it: by part, and what it lacks at the end. */
static void
shown(struct tix *tx)
{
	const struct tix_part part[] = { { "question", "a\n\nb\x1b" } };
	struct tix_event *e = tix_arena_alloc(tx->mem, sizeof *e);
	struct tix_ticket t = { .id = 7, .state = TIX_OPEN, .level = "L2" };
	struct tix_escalation to = { .reason = "why", .automatic = true,
		.handover = { part, 1 } };
	struct tix_out_options o = { 0 };
	char *text = NULL;
	size_t len = 0;

	small(tx);
	CHECK_INT(tix_escalate(tx, &t, &to, e), TIX_OK);
	o.to = open_memstream(&text, &len);
	tix_card_handover(tx, &o, e);
	fclose(o.to);
	CHECK_STR(text, "    question:\n        a\n\n        b\\x1b\n"
	    "    the handover is incomplete, it lacks: tried\n");
	free(text);
	CHECK_STR(tix_handover_summary(tx, e),
	    "handover question, lacks tried");
}

/* Any bytes come back; a level that wants nothing takes any word. */
static void
free_handover(struct tix *tx)
{
	const struct tix_part part[] = {
		{ "log", "\xff\n\x1b[2J" }, { "a-1", "\"'{}" },
	};
	struct tix_event *e = tix_arena_alloc(tx->mem, sizeof *e);
	struct tix_ticket t = { .id = 7, .state = TIX_OPEN, .level = "L1" };
	struct tix_escalation to = { .reason = "why",
		.handover = { part, 2 } };
	const struct tix_part bad[] = { { "2 words", "x" } };
	struct tix_handover h;

	small(tx);
	CHECK_INT(tix_escalate(tx, &t, &to, e), TIX_OK);
	CHECK_INT(tix_event_encode(tx, e), TIX_OK);
	CHECK_INT(tix_event_decode(tx, e), TIX_OK);
	tix_event_handover(tx, e, &h);
	CHECK_INT(h.n, 2);
	CHECK_STR(tix_handover_find(&h, "log"), part[0].text);
	CHECK_STR(tix_handover_find(&h, "a-1"), part[1].text);
	to.handover = (struct tix_handover){ bad, 1 };
	CHECK_INT(tix_escalate(tx, &t, &to, e), TIX_INVALID);
}

static const struct unit_test tests[] = {
	{ "up goes along the paths of the desk", paths },
	{ "back goes where it was, to who had it", ways_back },
	{ "the team of the new level gives it to somebody", team_gives },
	{ "a handover has what the level wants, or is marked", handovers },
	{ "a card shows the parts, and what is missing", shown },
	{ "what nobody asks for may be handed over, of any bytes",
	    free_handover },
	{ "up: one, or to a level, and never beyond the last", up },
	{ "back: one, or to a level, and never below the first", back },
	{ "a move has a reason", reasons },
};

UNIT_MAIN(tests)
