/*
 * Rows to events: by hand for what is told, by chance for what comes late.
 */
#include <tix/history.h>

#include <stdlib.h>

#include <tix/fold.h>
#include <tix/time.h>

#include "importdesk.h"
#include "unit.h"

#define MAP "key = {k}\nat = {t}\nby = {w}\nstate = {s}\n" \
	" lost -> \"\"\n wait* -> waiting\n" \
	"waiting_on = {s}\n waitv -> vendor\n wait* -> customer\n * -> \"\"\n" \
	"level = {l}\nowner = {o}\nfields.site = {f}\n" \
	"latest impact = {i}\nfinal code = {c}\nfinal vendor_case = {v}\n"

/* Fields as the map has them. */
enum { STATE, WAITING, LEVEL, OWNER, SITE, IMPACT, CODE, CASE, NFIELDS };

/* A row of a table: times are hours, 1 up. */
struct given {
	int64_t at;
	const char *state, *level, *owner, *site, *impact, *code, *vcase;
	bool seen;
};

static struct tix_map *
use_map(struct tix *tx, const char *text)
{
	struct tix_map *map = tix_arena_alloc(tx->run, sizeof *map);

	use_desk(tx);
	CHECK_INT(tix_map_parse(tx, tx->run, "m", text, strlen(text), map),
	    TIX_OK);
	return map;
}

static struct tix_import_row *
rows_of(struct tix *tx, const struct given *g, size_t n, int64_t opened)
{
	struct tix_import_row *rows = tix_arena_array(tx->run, n + 1,
	    sizeof *rows);

	for (size_t i = 0; i < n; i++) {
		const char *text[NFIELDS] = {
			g[i].state, g[i].state, g[i].level, g[i].owner,
			g[i].site, g[i].impact, g[i].code, g[i].vcase,
		};

		rows[i].key = "K";
		rows[i].at = g[i].at * TIX_HOUR;
		rows[i].opened = opened * TIX_HOUR;
		rows[i].by = "w";
		rows[i].seen = g[i].seen;
		rows[i].text = tix_arena_array(tx->run, NFIELDS,
		    sizeof *rows[i].text);
		for (size_t k = 0; k < NFIELDS; k++)
			rows[i].text[k] = text[k] != NULL ? text[k] : "";
	}
	return rows;
}

/* Events as words: "3 resolved state=resolved (code=7);". */
static enum tix_status
describe(struct tix *tx, struct tix_event *e, void *arg)
{
	struct tix_buf *b = arg;

	(void)tx;
	tix_buf_printf(b, "%lld %s", (long long)(e->at / TIX_HOUR),
	    tix_events[e->kind].name);
	for (size_t i = 0; i < e->nchanges; i++) {
		const struct tix_value *v = &e->changes[i].value;
		const char *name = tix_fields[e->changes[i].field].name;

		if (tix_type_is_text(v->type))
			tix_buf_printf(b, " %s=%s", name, v->s ? v->s : "-");
		else if (v->type == TIX_T_NAME)
			tix_buf_printf(b, " %s=%s", name,
			    v->i ? tix_value_name(v) : "-");
		else
			tix_buf_printf(b, " %s=%lld", name, (long long)v->i);
	}
	for (size_t i = 0; i < e->nmembers; i++)
		tix_buf_printf(b, " (%s=%s)", e->members[i].name,
		    e->members[i].s);
	tix_buf_str(b, ";\n");
	return TIX_OK;
}

static const char *
tell(struct tix *tx, const struct given *g, size_t n, int64_t opened)
{
	struct tix_buf b = { .arena = tx->run };
	struct tix_history h = {
		.map = use_map(tx, MAP), .source = "src", .key = "src:K",
		.rows = rows_of(tx, g, n, opened), .n = n,
	};

	CHECK_INT(tix_history_events(tx, tx->mem, &h, describe, &b), TIX_OK);
	return tix_buf_text(&b);
}

#define SAY(rows, opened) \
	tell(tx, (rows), sizeof (rows) / sizeof (rows)[0], (opened))

static void
a_plain_life(struct tix *tx)
{
	static const struct given rows[] = {
		{ 5, "new", "L1", "", "here", "high", "7", "V1", false },
		{ 6, "new", "L1", "", "here", "high", "7", "V1", false },
		{ 7, "open", "L1", "ann", "here", "high", "7", "V1", false },
		{ 8, "waitv", "L2", "bob", "here", "high", "7", "V1", false },
		{ 9, "open", "L1", "bob", "here", "high", "7", "V1", false },
		{ 10, "resolved", "L1", "bob", "", "high", "7", "V1", false },
		{ 11, "closed", "L1", "bob", "", "high", "7", "V1", false },
	};

	CHECK_STR(SAY(rows, 3),
	    "3 opened level=L1 fields={\"site\":\"here\"} impact=1 priority=2"
	    " priority_source=matrix subject=src:K key=src:K source=src;\n"
	    "7 changed state=open owner=ann;\n"
	    "8 escalated state=waiting waiting_on=vendor level=L2 owner=bob"
	    " (reason=imported);\n"
	    "9 returned state=open waiting_on=- level=L1 (code=other)"
	    " (reason=imported);\n"
	    "10 resolved state=resolved fields=- vendor_case=V1 (code=7);\n"
	    "11 closed state=closed (code=7);\n");
}

static void
openings(struct tix *tx)
{
	static const struct given open_at_once[] = {
		{ 5, "open", "", "", "", "", "", "", false },
	};
	static const struct given done_at_once[] = {
		{ 5, "resolved", "", "", "", "", "7", "", false },
	};
	static const struct given lost[] = {
		{ 5, "lost", "", "", "", "", "", "", false },
		{ 6, "waitx", "", "", "", "", "", "", false },
		{ 7, "lost", "", "x", "", "", "", "", false },
		{ 8, "open", "", "x", "", "", "", "", false },
	};
	static const char tail[] =
	    "priority=3 priority_source=matrix subject=src:K key=src:K "
	    "source=src;\n";
	struct tix_arena *a = tx->run;

	CHECK_STR(SAY(open_at_once, 0),
	    tix_arena_printf(a, "5 opened state=open %s", tail));
	CHECK_STR(SAY(open_at_once, 5),
	    tix_arena_printf(a, "5 opened state=open %s", tail));
	CHECK_STR(SAY(open_at_once, 4), tix_arena_printf(a,
	    "4 opened %s5 changed state=open;\n", tail));
	CHECK_STR(SAY(open_at_once, 6),
	    tix_arena_printf(a, "5 opened state=open %s", tail));
	CHECK_STR(SAY(done_at_once, 0), tix_arena_printf(a,
	    "5 opened state=resolved %s", tail));
	CHECK_STR(SAY(done_at_once, 1), tix_arena_printf(a,
	    "1 opened %s5 resolved state=resolved (code=7);\n", tail));
	CHECK_STR(SAY(lost, 0), tix_arena_printf(a,
	    "5 opened %s6 changed state=waiting waiting_on=customer;\n"
	    "7 changed owner=x;\n8 changed state=open waiting_on=-;\n", tail));
}

/* What is true at the end neither comes too early nor stays too long. */
static void
ends_and_returns(struct tix *tx)
{
	static const struct given rows[] = {
		{ 1, "resolved", "", "", "", "low", "9", "V", false },
		{ 2, "closed", "", "", "", "low", "9", "V", false },
		{ 3, "open", "", "", "", "low", "9", "V", false },
		{ 4, "resolved", "", "", "", "low", "9", "V", false },
		{ 5, "resolved", "", "", "", "low", "9", "V", false },
	};
	static const struct given unfinished[] = {
		{ 1, "resolved", "", "", "", "", "9", "V", false },
		{ 2, "open", "", "", "", "", "9", "V", false },
	};

	CHECK_STR(SAY(rows, 0),
	    "1 opened state=resolved impact=3 priority=4"
	    " priority_source=matrix subject=src:K key=src:K source=src;\n"
	    "2 closed state=closed;\n"
	    "3 reopened state=open (reason=imported);\n"
	    "4 resolved state=resolved vendor_case=V (code=9);\n");
	CHECK_STR(SAY(unfinished, 0),
	    "1 opened state=resolved priority=3 priority_source=matrix"
	    " subject=src:K key=src:K source=src;\n"
	    "2 reopened state=open (reason=imported);\n");
}

static void
own_priority(struct tix *tx)
{
	static const char text[] = "key = {k}\nat = {t}\nsubject = {a}\n"
	    "priority = {b}\n";
	struct tix_map *map = use_map(tx, text);
	const char *first[] = { "Hello", "2" }, *second[] = { "Hello", "" };
	struct tix_import_row rows[2] = {
		{ .at = TIX_HOUR, .by = "", .text = first },
		{ .at = 2 * TIX_HOUR, .by = "", .text = second },
	};
	struct tix_history h = { .map = map, .source = "s", .key = "s:1",
	    .rows = rows, .n = 2 };
	struct tix_buf b = { .arena = tx->run };

	CHECK_INT(tix_history_events(tx, tx->mem, &h, describe, &b), TIX_OK);
	CHECK_STR(tix_buf_text(&b),
	    "1 opened subject=Hello priority=2 priority_source=manual"
	    " key=s:1 source=s;\n"
	    "2 changed priority=3 priority_source=matrix;\n");
	h.n = 0;
	CHECK_INT(tix_history_events(tx, tx->mem, &h, describe, NULL), TIX_OK);
}

/* --- late rows, by chance ---------------------------------------------- */

#define ROWS 12
#define EVENTS 200

struct log {
	struct tix_event e[EVENTS];
	size_t n;
	size_t fixes; /* events beyond one a row */
};

static enum tix_status
append(struct tix *tx, struct tix_event *e, void *arg)
{
	struct log *l = arg;

	(void)tx;
	CHECK(l->n < EVENTS);
	e->seq = (int64_t)l->n + 1;
	e->ticket = 1;
	l->e[l->n++] = *e;
	return TIX_OK;
}

/* The ticket as of 'at': events by time and number, folded. */
static struct tix_ticket
fold_at(struct tix *tx, const struct log *l, int64_t at)
{
	struct tix_ticket t = { 0 };
	int64_t last_at = INT64_MIN, last_seq = 0;

	for (;;) {
		const struct tix_event *best = NULL;

		for (size_t i = 0; i < l->n; i++) {
			const struct tix_event *e = &l->e[i];

			if (e->at > at || e->at < last_at ||
			    (e->at == last_at && e->seq <= last_seq))
				continue;
			if (best == NULL || e->at < best->at)
				best = e;
		}
		if (best == NULL)
			return t;
		tix_fold(tx, &t, best, NULL);
		last_at = best->at;
		last_seq = best->seq;
	}
}

static int
earlier(const void *a, const void *b)
{
	const struct tix_event *x = *(struct tix_event *const *)a;
	const struct tix_event *y = *(struct tix_event *const *)b;

	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	return x->seq < y->seq ? -1 : 1;
}

/* The events as the store hands them out. */
static struct tix_event *const *
in_order(struct tix *tx, struct log *l)
{
	struct tix_event **e = tix_arena_array(tx->run, l->n, sizeof *e);

	for (size_t i = 0; i < l->n; i++) {
		e[i] = tix_arena_alloc(tx->run, sizeof **e);
		*e[i] = l->e[i];
	}
	qsort(e, l->n, sizeof *e, earlier);
	return e;
}

static uint32_t
chance(uint32_t *s, uint32_t n)
{
	*s = *s * 1664525u + 1013904223u;
	return (*s >> 10) % n;
}

static void
make_rows(uint32_t *s, struct given *g, size_t n)
{
	static const char *const states[] = {
		"new", "open", "waitx", "waitv", "resolved", "closed",
	};
	static const char *const levels[] = { "", "L1", "L2", "L3" };
	static const char *const owners[] = { "", "ann", "bob" };
	int64_t at = 1;

	for (size_t i = 0; i < n; i++) {
		g[i] = (struct given){
			.at = at, .state = states[chance(s, 6)],
			.level = levels[chance(s, 4)],
			.owner = owners[chance(s, 3)],
			.site = owners[chance(s, 3)],
			.impact = "low", .code = "c", .vcase = "",
		};
		at += chance(s, 3); /* some at one time */
	}
}

static bool
same(const char *have, const char *want)
{
	return strcmp(have != NULL ? have : "", want) == 0;
}

/* Does the ticket say what the row says? */
static bool
agrees(struct tix *tx, const struct tix_ticket *t, const struct given *g)
{
	const char *state = strncmp(g->state, "wait", 4) == 0 ? "waiting" :
	    g->state;
	int64_t on = strcmp(g->state, "waitv") == 0 ? TIX_ON_VENDOR :
	    strcmp(g->state, "waitx") == 0 ? TIX_ON_CUSTOMER : 0;
	const char *site = *g->site == '\0' ? "" : tix_arena_printf(tx->mem,
	    "{\"site\":\"%s\"}", g->site);

	return t->state > 0 && same(tix_state_names[t->state - 1], state) &&
	    t->waiting_on == on && same(t->level, g->level) &&
	    same(t->owner, g->owner) && same(t->fields, site) &&
	    t->impact == 3 && t->priority == 4;
}

/* Import the rows that are in 'part' of the set, after what 'l' holds. */
static void
import(struct tix *tx, struct log *l, struct tix_map *map, struct given *g,
    size_t n, const bool *part)
{
	struct given some[ROWS];
	struct tix_ticket now = { 0 };
	struct tix_history h = { .map = map, .source = "s", .key = "s:K" };
	size_t fresh = 0, before = l->n;

	for (size_t i = 0; i < n; i++)
		if (part[i]) {
			fresh += !g[i].seen;
			some[h.n++] = g[i];
		}
	if (fresh == 0)
		return;
	h.rows = rows_of(tx, some, h.n, 0);
	if (l->n > 0) {
		now = fold_at(tx, l, INT64_MAX);
		h.now = &now;
		h.events = in_order(tx, l);
		h.nevents = l->n;
	}
	CHECK_INT(tix_history_events(tx, tx->run, &h, append, l), TIX_OK);
	if (l->n - before > fresh)
		l->fixes += l->n - before - fresh;
	for (size_t i = 0; i < n; i++)
		g[i].seen |= part[i];
}

/* After all: at the end of each time the ticket says what its row says. */
static void
check_all(struct tix *tx, const struct log *l, const struct given *g, size_t n)
{
	int64_t opened = fold_at(tx, l, INT64_MAX).opened;

	for (size_t i = 0; i < n; i++) {
		struct tix_ticket t;

		if (i + 1 < n && (g[i + 1].at == g[i].at ||
		    g[i + 1].at * TIX_HOUR <= opened))
			continue;
		t = fold_at(tx, l, g[i].at * TIX_HOUR > opened ?
		    g[i].at * TIX_HOUR : opened);
		CHECK(agrees(tx, &t, &g[i]));
	}
}

static void
late_rows(struct tix *tx)
{
	struct tix_map *map = use_map(tx, MAP);
	struct log *l = tix_arena_alloc(tx->run, sizeof *l);
	uint32_t s = 1;

	for (int round = 0; round < 1000 && unit_bad == 0; round++) {
		size_t n = 1 + chance(&s, ROWS);
		struct given g[ROWS];
		bool part[ROWS];

		make_rows(&s, g, n);
		l->n = l->fixes = 0;
		/* Each time some more of the rows, in the end all of them. */
		for (uint32_t turn = 3; turn > 0; turn--) {
			for (size_t i = 0; i < n; i++)
				part[i] = g[i].seen || turn == 1 ||
				    chance(&s, turn) == 0;
			import(tx, l, map, g, n, part);
		}
		check_all(tx, l, g, n);
		if (unit_bad > 0)
			printf("# round %d\n", round);
		tix_arena_reset(tx->mem);
	}
}

/* Each export begins where the last one ended: nothing needs setting right. */
static void
rows_in_pieces(struct tix *tx)
{
	struct tix_map *map = use_map(tx, MAP);
	struct log *l = tix_arena_alloc(tx->run, sizeof *l);
	uint32_t s = 2;

	for (int round = 0; round < 300 && unit_bad == 0; round++) {
		size_t n = 1 + chance(&s, ROWS), cut = chance(&s, ROWS);
		bool first[ROWS] = { false }, rest[ROWS] = { false };
		bool whole = chance(&s, 2) == 0;
		struct given g[ROWS];

		make_rows(&s, g, n);
		for (size_t i = 0; i < n; i++) {
			g[i].at = (int64_t)i + 1;
			first[i] = i < cut;
			rest[i] = whole || i >= cut;
		}
		l->n = l->fixes = 0;
		import(tx, l, map, g, n, first);
		import(tx, l, map, g, n, rest);
		CHECK_INT(l->fixes, 0);
		check_all(tx, l, g, n);
	}
}

static void
rows_in_two_files(struct tix *tx)
{
	struct tix_import_row rows[7] = {
		{ .digest = "a", .file = 0 }, { .digest = "b", .file = 1 },
		{ .digest = "a", .file = 0 }, { .digest = "a", .file = 1 },
		{ .digest = "a", .file = 1 }, { .digest = "a", .file = 1 },
		{ .digest = "c", .file = 1 },
	};

	for (int64_t i = 0; i < 7; i++)
		rows[i].line = i;
	CHECK_INT(tix_import_count(tx->mem, rows, 7), 5);
	CHECK_INT(rows[0].line, 0);
	CHECK_INT(rows[0].occurrence, 1);
	CHECK_INT(rows[1].line, 1);
	CHECK_INT(rows[2].line, 2);
	CHECK_INT(rows[2].occurrence, 2);
	CHECK_INT(rows[3].line, 5);
	CHECK_INT(rows[3].occurrence, 3);
	CHECK_INT(rows[4].line, 6);
	CHECK_INT(tix_import_count(tx->mem, rows, 0), 0);
}

static const struct unit_test tests[] = {
	{ "what rows differ in is what happened between them", a_plain_life },
	{ "a ticket is opened when it was, as its first row has it",
	    openings },
	{ "outcomes come with the end, and go when it was none",
	    ends_and_returns },
	{ "a priority of its own is by hand, else the matrix gives it",
	    own_priority },
	{ "rows that come late are put where they belong", late_rows },
	{ "an export that grew makes no events twice", rows_in_pieces },
	{ "equal rows of one file count, those of another do not",
	    rows_in_two_files },
};

UNIT_MAIN(tests)
