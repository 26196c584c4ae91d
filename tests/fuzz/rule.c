/*
 * Any bytes as the tail of a compiled desk, and as a ticket: a complaint, or
 * rules that are tried in bounded time.
 */
#include <stdlib.h>
#include <string.h>

#include <tix/party.h>
#include <tix/route.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char head[] =
    "{\"levels\":[{\"name\":\"L1\",\"queue\":\"q\"},{\"name\":\"L2\"}],"
    "\"queues\":[{\"name\":\"q\",\"level\":\"L1\"},{\"name\":\"r\","
    "\"level\":\"L2\"}],\"categories\":[{\"name\":\"c\",\"queue\":\"r\"}],"
    "\"calendars\":[{\"name\":\"o\",\"timezone\":\"UTC\",\"hours\":"
    "[\"Mon-Fri 08:00-17:00\"]}],"
    "\"fields\":[{\"name\":\"f\",\"type\":\"integer\"},"
    "{\"name\":\"g\",\"type\":\"text\"}],"
    "\"priority\":{\"impact\":[\"h\",\"l\"],\"urgency\":[\"h\",\"l\"],"
    "\"matrix\":[[1,2],[2,3]],\"vip\":1},"
    "\"default\":{\"impact\":1,\"urgency\":1,\"level\":\"L1\"}}\n";

static void
decide(struct tix *tx, const struct tix_ticket *t, struct tix_steps *steps)
{
	struct tix_event *e = tix_arena_alloc(tx->mem, sizeof *e);
	const struct tix_route_how how = { .steps = steps };

	tx->error[0] = '\0';
	if (tix_route(tx, t, true, &how, e) != TIX_OK) {
		if (tx->error[0] == '\0')
			abort();
	} else if (e->kind != TIX_E_NONE && tix_event_encode(tx, e) != TIX_OK)
		abort();
}

static void
try(struct tix *tx, const char *tail, const char *text)
{
	struct tix_steps steps = { 0 };
	struct tix_party p;
	struct tix_ticket t = { .id = 1, .state = TIX_NEW, .subject = text,
		.body = text, .tags = "a=b c", .requester = "p",
		.fields = "{\"f\":3}" };
	struct tix_desk d;

	if (tix_desk_decode(tx, tx->run, head, strlen(head), &d) != TIX_OK)
		abort();
	d.tail = tail;
	if (tix_rules_new(tx, tx->run, &d, &d.rules) != TIX_OK)
		return;
	tx->desk = &d;
	(void)tix_desk_requester(tx, &d, "p", &p);
	decide(tx, &t, NULL);
	decide(tx, &t, &steps); /* reads those that literals pass over */
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct tix tx = { .now = 1, .at = INT64_C(1795442400000000) };
	const uint8_t *cut = memchr(data, 0, size);
	size_t n = cut == NULL ? size : (size_t)(cut - data);

	tx.run = tix_arena_new();
	tx.mem = tix_arena_new();
	try(&tx, tix_arena_dup_n(tx.run, data, n), cut == NULL ? "vpn down" :
	    tix_arena_dup_n(tx.run, cut + 1,
	    strnlen((const char *)cut + 1, size - n - 1)));
	tix_arena_free(tx.mem);
	tix_arena_free(tx.run);
	return 0;
}
