/*
 * Events as JSON and in the chain.
 */
#include "unit.h"

#include <tix/event.h>

#define N(a) (sizeof(a) / sizeof(a)[0])

static struct tix_event *
event(struct tix *tx, enum tix_event_kind kind)
{
	struct tix_event *e = tix_arena_alloc(tx->mem, sizeof *e);

	memset(e, 0x5a, sizeof *e);
	tix_event_init(e, kind);
	return e;
}

static struct tix_event *
stored(struct tix *tx, enum tix_event_kind kind, const char *data)
{
	struct tix_event *e = event(tx, kind);

	e->data = data;
	e->data_len = strlen(data);
	return e;
}

static void
kinds(struct tix *tx)
{
	(void)tx;
	for (int k = TIX_E_OPENED; k < TIX_EVENT_KINDS; k++)
		CHECK_INT(tix_event_kind_find(tix_events[k].name), k);
	CHECK_INT(tix_event_kind_find("none"), TIX_E_NONE);
	CHECK_INT(tix_event_kind_find("teleported"), TIX_E_NONE);
	CHECK_INT(tix_event_kind_find(""), TIX_E_NONE);
	CHECK_INT(tix_event_kind_find("Opened"), TIX_E_NONE);
}

static void
encoding(struct tix *tx)
{
	struct tix_event *e = event(tx, TIX_E_RETURNED);

	tix_event_set_text(e, TIX_F_LEVEL, "L1");
	tix_event_set_text(e, TIX_F_OWNER, NULL);
	tix_event_set_int(e, TIX_F_STATE, TIX_OPEN);
	tix_event_set_int(e, TIX_F_DUE, INT64_C(1795442400000000));
	tix_event_set_text(e, TIX_F_LEVEL, "L2");
	tix_event_set_text(e, TIX_F_SUBJECT, "\xff");
	tix_event_text(e, "code", "other");
	tix_event_text(e, "reason", NULL);
	CHECK_INT(e->nchanges, 5);
	CHECK_INT(tix_event_encode(tx, e), TIX_OK);
	CHECK_STR(e->data, "{\"set\":{\"level\":\"L2\",\"owner\":null,"
	    "\"state\":\"open\",\"due\":1795442400000000,"
	    "\"subject\":{\"base64\":\"/w==\"}},\"code\":\"other\"}");
	CHECK_INT(e->data_len, strlen(e->data));
	CHECK_STR(tix_event_change(e, TIX_F_LEVEL)->value.s, "L2");
	CHECK(tix_event_change(e, TIX_F_QUEUE) == NULL);
}

static void
empty(struct tix *tx)
{
	struct tix_event *e = event(tx, TIX_E_REPEATED);

	CHECK_INT(tix_event_encode(tx, e), TIX_OK);
	CHECK_STR(e->data, "{}");
	CHECK_INT(tix_event_decode(tx, e), TIX_OK);
	CHECK_INT(e->nchanges, 0);
	CHECK_INT(e->nmembers, 0);
}

/* All fields that events may carry, by JSON and back. */
static void
round_trip(struct tix *tx)
{
	struct tix_event *e = event(tx, TIX_E_OPENED), *back;

	for (int f = 0; f < TIX_FIELDS; f++) {
		struct tix_value v = { .type = tix_fields[f].type, .i = 1 };

		if ((tix_fields[f].flags & TIX_F_EVENT) == 0)
			continue;
		if (tix_type_is_text(v.type))
			v.s = v.type == TIX_T_JSON ? "{\"a\":1}" :
			    "\"\\\n\x01 \xc5\xbc";
		tix_event_set(e, (enum tix_field)f, &v);
	}
	tix_event_json(e, "why", "[{\"by\":\"words\"}, 1.50]");
	CHECK_INT(tix_event_encode(tx, e), TIX_OK);
	back = stored(tx, TIX_E_OPENED, e->data);
	CHECK_INT(tix_event_decode(tx, back), TIX_OK);
	CHECK_INT(back->nchanges, e->nchanges);
	for (size_t i = 0; i < e->nchanges; i++) {
		const struct tix_change *c = tix_event_change(back,
		    e->changes[i].field);

		CHECK(c != NULL && tix_value_equal(&c->value,
		    &e->changes[i].value));
	}
	CHECK_STR(tix_event_member(back, "why")->s,
	    "[{\"by\":\"words\"},1.50]");
}

static void
members(struct tix *tx)
{
	struct tix_event *e = event(tx, TIX_E_NOTED);

	CHECK_INT(tix_event_encode(tx, e), TIX_FAILED);
	CHECK_STR(tx->error, "event 'noted' lacks its 'text'");
	tix_event_text(e, "text", "x");
	CHECK_INT(tix_event_encode(tx, e), TIX_OK);
	tix_event_text(e, "reason", "x");
	CHECK_INT(tix_event_encode(tx, e), TIX_FAILED);
	CHECK_STR(tx->error, "event 'noted' has no member 'reason'");
	e = event(tx, TIX_E_NOTED);
	tix_event_int(e, "text", 7);
	CHECK_INT(tix_event_encode(tx, e), TIX_FAILED);
	e = event(tx, TIX_E_OPENED);
	tix_event_json(e, "why", "[1");
	CHECK(tix_event_encode(tx, e) != TIX_OK);
	for (int i = 0; i < 100; i++)
		tix_event_text(e, "why", "x");
	CHECK_INT(e->nmembers, TIX_MEMBERS_MAX);
	CHECK(tix_event_member(e, "text") == NULL);
}

static void
bounded(struct tix *tx)
{
	char *text = tix_arena_alloc(tx->mem, TIX_EVENT_DATA_MAX + 1);
	struct tix_event *e = event(tx, TIX_E_NOTED);

	memset(text, 'x', TIX_EVENT_DATA_MAX);
	text[TIX_EVENT_DATA_MAX - strlen("{\"text\":\"\"}")] = '\0';
	tix_event_text(e, "text", text);
	CHECK_INT(tix_event_encode(tx, e), TIX_OK);
	CHECK_INT(e->data_len, TIX_EVENT_DATA_MAX);
	text[strlen(text)] = 'x';
	CHECK_INT(tix_event_encode(tx, e), TIX_INVALID);
	CHECK(strstr(tx->error, "(event-max)") != NULL);
}

static void
newer(struct tix *tx)
{
	const char *data = "{\"mood\":\"good\",\"set\":{\"colour\":\"red\","
	    "\"level\":\"L2\",\"id\":7,\"opened\":1},\"text\":\"x\"}";
	struct tix_event *e = stored(tx, TIX_E_NOTED, data);

	CHECK_INT(tix_event_decode(tx, e), TIX_OK);
	CHECK_INT(e->nchanges, 1);
	CHECK_INT(e->changes[0].field, TIX_F_LEVEL);
	CHECK_INT(e->nmembers, 1);
	CHECK_STR(tix_event_member(e, "text")->s, "x");
	CHECK_STR(e->data, data);
}

static void
refused(struct tix *tx)
{
	static const struct {
		enum tix_event_kind kind;
		const char *data;
	} t[] = {
		{ TIX_E_CHANGED, "" }, { TIX_E_CHANGED, "null" },
		{ TIX_E_CHANGED, "[]" }, { TIX_E_CHANGED, "{" },
		{ TIX_E_CHANGED, "{}x" },
		{ TIX_E_CHANGED, "{\"set\":1}" },
		{ TIX_E_CHANGED, "{\"set\":[]}" },
		{ TIX_E_CHANGED, "{\"set\":{\"state\":\"lost\"}}" },
		{ TIX_E_CHANGED, "{\"set\":{\"state\":2}}" },
		{ TIX_E_CHANGED, "{\"set\":{\"state\":[]}}" },
		{ TIX_E_CHANGED, "{\"set\":{\"priority\":\"1\"}}" },
		{ TIX_E_CHANGED, "{\"set\":{\"priority\":1.5}}" },
		{ TIX_E_CHANGED, "{\"set\":{\"priority\":99999999999999999999}}" },
		{ TIX_E_CHANGED, "{\"set\":{\"priority\":true}}" },
		{ TIX_E_CHANGED, "{\"set\":{\"subject\":1}}" },
		{ TIX_E_CHANGED, "{\"set\":{\"subject\":{}}}" },
		{ TIX_E_CHANGED, "{\"set\":{\"subject\":{\"base64\":\"*\"}}}" },
		{ TIX_E_NOTED, "{\"text\":7}" },
		{ TIX_E_NOTED, "{\"text\":null}" },
		{ TIX_E_DESK, "{\"version\":\"1\",\"digest\":\"x\"}" },
	};

	for (size_t i = 0; i < N(t); i++) {
		struct tix_event *e = stored(tx, t[i].kind, t[i].data);

		if (tix_event_decode(tx, e) != TIX_CONFLICT)
			printf("# accepted: %s\n", t[i].data), unit_bad++;
	}
}

/* Both were computed by Python's hashlib and struct. */
static void
chain(struct tix *tx)
{
	struct tix_event *e = stored(tx, TIX_E_NOTED, "{\"text\":\"hi\"}");
	unsigned char previous[TIX_HASH_SIZE];
	char hex[2 * TIX_HASH_SIZE + 1];

	for (unsigned char i = 0; i < TIX_SALT_SIZE; i++)
		e->salt[i] = i;
	tix_event_digest(e);
	tix_hex(hex, e->digest, sizeof e->digest);
	CHECK_STR(hex, "865ccff1e9892d1f273adf555d3dfb3a"
	    "e55c93d7fe0f729f90a4a0cccfcab287");
	e->seq = 7;
	e->ticket = 3;
	e->at = INT64_C(1795442400000000);
	e->recorded = e->at + 1;
	e->actor = "ada";
	e->via = "note";
	e->desk = 2;
	memset(previous, 0xab, sizeof previous);
	tix_event_hash(previous, e);
	tix_hex(hex, e->hash, sizeof e->hash);
	CHECK_STR(hex, "cf7d9cac17c97e92584c0dbe7e0a9cc1"
	    "c85ee93d25722ac0671a77e7f85a3d70");
}

static void
chain_edges(struct tix *tx)
{
	struct tix_event *e = stored(tx, TIX_E_NONE, "{\"text\":\"hi\"}");
	static const unsigned char zeros[TIX_HASH_SIZE];
	char hex[2 * TIX_HASH_SIZE + 1];

	for (unsigned char i = 0; i < TIX_SALT_SIZE; i++)
		e->salt[i] = i;
	tix_event_digest(e);
	e->seq = 1;
	e->at = -1;
	e->actor = "";
	e->on_behalf = "ewa";
	e->via = "";
	e->kind_name = "newer";
	tix_event_hash(zeros, e);
	tix_hex(hex, e->hash, sizeof e->hash);
	CHECK_STR(hex, "97154be565ea8457042e406235395744"
	    "42684d15bddbca63ac12379e3bd230ae");
}

static const struct unit_test tests[] = {
	{ "each kind is found by its name", kinds },
	{ "an event is JSON of what it sets and of its members", encoding },
	{ "an event that sets nothing is an empty object", empty },
	{ "every field comes back as it went", round_trip },
	{ "a member that the kind lacks, or has not, is a fault", members },
	{ "an event's data are bounded, to the byte", bounded },
	{ "what a newer tix wrote is passed over and kept", newer },
	{ "data that are no event of the kind are refused", refused },
	{ "the chain is what its contract says, by another's computation",
	    chain },
	{ "none, empty text and negative numbers in the chain", chain_edges },
};

UNIT_MAIN(tests)
