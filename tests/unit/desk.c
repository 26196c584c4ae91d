/*
 * The compiled desk.
 */
#include "standard.h"

#include <stdlib.h>

/* What every desk must have, with a place for more. */
#define BEGIN "{\"levels\":[{\"name\":\"L1\"}],"
#define MATRIX "\"priority\":{\"impact\":[\"h\"],\"urgency\":[\"h\"]," \
	"\"matrix\":[[1]]},"
#define END "\"default\":{\"impact\":1,\"urgency\":1,\"level\":\"L1\"}}"

static enum tix_status
decode(struct tix *tx, const char *text, struct tix_desk *d)
{
	return tix_desk_decode(tx, tx->run, text, strlen(text), d);
}

static void
builtin(struct tix *tx)
{
	const struct tix_desk *d = standard(tx);

	CHECK_STR(d->name, "standard");
	CHECK_INT(d->nlevels, 5);
	for (int64_t i = 0; i < 5; i++)
		CHECK_INT(d->levels[i].order, i);
	CHECK(tix_desk_level(d, "L4")->vendor);
	CHECK(!tix_desk_level(d, "L3")->vendor);
	CHECK_STR(tix_desk_level(d, "L2")->title, "Specialists");
	CHECK_STR(tix_desk_level(d, "L2")->queue, "specialists");
	CHECK(tix_desk_level(d, "L0")->queue == NULL);
	CHECK_STR(tix_desk_queue(d, "network")->level, "L2");
	CHECK_STR(tix_desk_category(d, "security")->queue, "security");
	CHECK_INT(tix_desk_category(d, "security")->urgency, 1);
	CHECK(tix_desk_agent(d, "ada") == NULL);
	CHECK_STR(d->level, "L1");
	CHECK(tix_desk_level(d, "l1") == NULL);
	CHECK(tix_desk_queue(d, "") == NULL);
}

static void
priorities(struct tix *tx)
{
	static const int64_t want[3][3] = {
		{ 1, 2, 3 }, { 2, 3, 4 }, { 3, 4, 4 },
	};
	const struct tix_desk *d = standard(tx);

	for (int64_t i = 1; i <= 3; i++)
		for (int64_t u = 1; u <= 3; u++)
			CHECK_INT(tix_desk_priority(d, i, u),
			    want[i - 1][u - 1]);
	CHECK_INT(tix_desk_priority(d, 0, 1), 0);
	CHECK_INT(tix_desk_priority(d, 1, 0), 0);
	CHECK_INT(tix_desk_priority(d, 4, 1), 0);
	CHECK_INT(tix_desk_priority(d, 1, 4), 0);
	CHECK_INT(tix_desk_priority(d, -1, INT64_MAX), 0);
}

static void
smallest(struct tix *tx)
{
	struct tix_desk d;

	CHECK_INT(decode(tx, BEGIN MATRIX END, &d), TIX_OK);
	CHECK_INT(d.nlevels, 1);
	CHECK_INT(d.nqueues, 0);
	CHECK_STR(d.tail, "");
	CHECK(d.queue == NULL);
	CHECK_INT(tix_desk_priority(&d, 1, 1), 1);
}

static void
refused(struct tix *tx)
{
	static const char *const t[] = {
		"", "{}", "[]", "null", "7", "{", BEGIN MATRIX "}",
		BEGIN END, "{" MATRIX END,
		"{\"levels\":[]," MATRIX END,
		"{\"levels\":[{}]," MATRIX END,
		"{\"levels\":[{\"name\":\"\"}]," MATRIX END,
		"{\"levels\":[{\"name\":7}]," MATRIX END,
		"{\"levels\":[7]," MATRIX END,
		"{\"levels\":[{\"name\":\"L1\"},{\"name\":\"L1\"}]," MATRIX END,
		"{\"levels\":[{\"name\":\"L1\",\"queue\":\"q\"}]," MATRIX END,
		"{\"levels\":{\"name\":\"L1\"}," MATRIX END,
		BEGIN "\"queues\":[{\"name\":\"q\",\"level\":\"L9\"}]," MATRIX END,
		BEGIN "\"queues\":[{\"name\":\"q\"},{\"name\":\"q\"}]," MATRIX END,
		BEGIN "\"queues\":[{\"level\":\"L1\"}]," MATRIX END,
		BEGIN "\"categories\":[{\"name\":\"c\",\"queue\":\"q\"}]," MATRIX END,
		BEGIN "\"categories\":[{\"name\":\"c\",\"level\":\"L9\"}]," MATRIX END,
		BEGIN "\"categories\":[{\"name\":\"c\",\"impact\":2}]," MATRIX END,
		BEGIN "\"categories\":[{\"name\":\"c\",\"urgency\":-1}]," MATRIX END,
		BEGIN "\"categories\":[{\"name\":\"c\"},{\"name\":\"c\"}]," MATRIX END,
		BEGIN "\"agents\":[{\"name\":\"a\"},{\"name\":\"a\"}]," MATRIX END,
		BEGIN "\"agents\":[{\"name\":\"a\",\"level\":\"L9\"}]," MATRIX END,
		BEGIN "\"priority\":{\"impact\":[\"h\"],\"urgency\":[\"h\"],"
		    "\"matrix\":[[0]]}," END,
		BEGIN "\"priority\":{\"impact\":[\"h\"],\"urgency\":[\"h\"],"
		    "\"matrix\":[[6]]}," END,
		BEGIN "\"priority\":{\"impact\":[\"h\"],\"urgency\":[\"h\"],"
		    "\"matrix\":[[\"1\"]]}," END,
		BEGIN "\"priority\":{\"impact\":[\"h\"],\"urgency\":[\"h\"],"
		    "\"matrix\":[[1,2]]}," END,
		BEGIN "\"priority\":{\"impact\":[\"h\"],\"urgency\":[\"h\"],"
		    "\"matrix\":[[1],[1]]}," END,
		BEGIN "\"priority\":{\"impact\":[\"h\"],\"urgency\":[\"h\"],"
		    "\"matrix\":[[]]}," END,
		BEGIN "\"priority\":{\"impact\":[\"h\"],\"urgency\":[\"h\"],"
		    "\"matrix\":[7]}," END,
		BEGIN "\"priority\":{\"impact\":[\"h\"],\"urgency\":[],"
		    "\"matrix\":[[1]]}," END,
		BEGIN "\"priority\":{\"impact\":[\"1\",\"2\",\"3\",\"4\",\"5\","
		    "\"6\",\"7\",\"8\",\"9\",\"10\"],\"urgency\":[\"h\"],"
		    "\"matrix\":[[1],[1],[1],[1],[1],[1],[1],[1],[1],[1]]}," END,
		BEGIN MATRIX "\"default\":{\"impact\":1,\"urgency\":1,"
		    "\"level\":\"L9\"}}",
		BEGIN MATRIX "\"default\":{\"impact\":1,\"urgency\":1}}",
		BEGIN MATRIX "\"default\":{\"urgency\":1,\"level\":\"L1\"}}",
		BEGIN MATRIX "\"default\":{\"impact\":2,\"urgency\":1,"
		    "\"level\":\"L1\"}}",
		BEGIN MATRIX "\"default\":{\"impact\":1,\"urgency\":1,"
		    "\"level\":\"L1\",\"queue\":\"q\"}}",
	};
	struct tix_desk d;

	for (size_t i = 0; i < N(t); i++) {
		tx->error[0] = '\0';
		if (decode(tx, t[i], &d) != TIX_INVALID)
			printf("# accepted: %s\n", t[i]), unit_bad++;
		CHECK(tx->error[0] != '\0');
	}
}

static void
bounded(struct tix *tx)
{
	char *text = tix_arena_alloc(tx->mem, TIX_DESK_SIZE_MAX + 2);
	struct tix_desk d;

	memset(text, ' ', TIX_DESK_SIZE_MAX + 1);
	memcpy(text, BEGIN MATRIX END, strlen(BEGIN MATRIX END));
	CHECK_INT(tix_desk_decode(tx, tx->run, text, TIX_DESK_SIZE_MAX, &d),
	    TIX_OK);
	CHECK_INT(tix_desk_decode(tx, tx->run, text, TIX_DESK_SIZE_MAX + 1,
	    &d), TIX_INVALID);
}

/* What is read must not hang on the text, nor on memory of the record. */
static void
own_memory(struct tix *tx)
{
	char *text = tix_arena_dup(tx->mem, standard_text);
	struct tix_desk d;

	CHECK_INT(decode(tx, text, &d), TIX_OK);
	memset(text, '#', strlen(text));
	tix_arena_reset(tx->mem);
	CHECK_STR(d.levels[4].name, "L4");
	CHECK_STR(d.impacts[2], "low");
	CHECK_STR(d.queue, "helpdesk");
}

static void
steps(struct tix *tx)
{
	int64_t step;

	standard(tx);
	CHECK_INT(tix_desk_impact(tx, "high", &step), TIX_OK);
	CHECK_INT(step, 1);
	CHECK_INT(tix_desk_impact(tx, "m", &step), TIX_OK);
	CHECK_INT(step, 2);
	CHECK_INT(tix_desk_urgency(tx, "3", &step), TIX_OK);
	CHECK_INT(step, 3);
	CHECK_INT(tix_desk_urgency(tx, "4", &step), TIX_NOT_FOUND);
	CHECK_STR(tx->error, "no urgency '4'; there are: high, medium, low");
	CHECK_INT(tix_desk_impact(tx, "", &step), TIX_NOT_FOUND);
	CHECK_INT(tix_desk_impact(tx, "High", &step), TIX_NOT_FOUND);
	CHECK_INT(tix_desk_impact(tx, "highest", &step), TIX_NOT_FOUND);
}

static void
ambiguous(struct tix *tx)
{
	struct tix_desk *d = tix_arena_alloc(tx->run, sizeof *d);
	int64_t step;

	CHECK_INT(decode(tx, BEGIN "\"priority\":{\"impact\":[\"all\",\"alls\","
	    "\"some\"],\"urgency\":[\"h\"],\"matrix\":[[1],[2],[3]]}," END, d),
	    TIX_OK);
	tx->desk = d;
	CHECK_INT(tix_desk_impact(tx, "al", &step), TIX_NOT_FOUND);
	CHECK_INT(tix_desk_impact(tx, "all", &step), TIX_OK);
	CHECK_INT(step, 1);
	CHECK_INT(tix_desk_impact(tx, "alls", &step), TIX_OK);
	CHECK_INT(step, 2);
	CHECK_INT(tix_desk_impact(tx, "s", &step), TIX_OK);
	CHECK_INT(step, 3);
}

static void
needed(struct tix *tx)
{
	const struct tix_category *c;
	const struct tix_level *l;
	const struct tix_queue *q;
	struct tix_desk *d = tix_arena_alloc(tx->run, sizeof *d);

	standard(tx);
	CHECK_INT(tix_desk_need_level(tx, "L3", &l), TIX_OK);
	CHECK_STR(l->name, "L3");
	CHECK_INT(tix_desk_need_level(tx, "L5", &l), TIX_NOT_FOUND);
	CHECK_STR(tx->error, "no level 'L5'; there are: L0, L1, L2, L3, L4");
	CHECK_INT(tix_desk_need_queue(tx, "mail", &q), TIX_OK);
	CHECK_INT(tix_desk_need_category(tx, "mail", &c), TIX_OK);
	CHECK_INT(decode(tx, BEGIN MATRIX END, d), TIX_OK);
	tx->desk = d;
	CHECK_INT(tix_desk_need_queue(tx, "mail", &q), TIX_NOT_FOUND);
	CHECK_STR(tx->error, "no queue 'mail'; there are: none");
}

static const struct unit_test tests[] = {
	{ "the standard desk is whole", builtin },
	{ "its matrix, cell by cell and beyond", priorities },
	{ "the smallest desk has a level and a matrix of one cell", smallest },
	{ "what is missing, double, or not there is refused", refused },
	{ "a desk's size is bounded, to the byte", bounded },
	{ "a desk does not hang on the text it was read from", own_memory },
	{ "steps by number, by name, by the start of a name", steps },
	{ "a start that fits two names is none, a whole name is", ambiguous },
	{ "what is not there is met with the list", needed },
};

UNIT_MAIN(tests)
