/*
 * Agreements and calendars as they were over time, for the fold of clocks.
 */
#include <tix/laws.h>

#include <string.h>

#include <tix/agreement.h>
#include <tix/calendars.h>

#include "sql.h"

/* Those of other slas are not even read; what ended has no kind. */
static const char laws_sql[] =
	"SELECT name, since, version, definition"
	"  FROM law"
	" WHERE section = 'a'"
	"   AND ($agreement IS NULL OR name = $agreement"
	"        OR definition IS NULL"
	"        OR definition NOT LIKE '{\"kind\":\"sla\"%')"
	" ORDER BY since, version, place, name";

/* A calendar that was asked for. */
struct known {
	struct known *next;
	const char *name;
	const struct tix_worktime *calendar;
};

struct book {
	struct tix_lawbook base; /* first: what clocks see of it */
	struct tix_arena *mem;
	const struct tix_desk *desk;
	struct known *known;
	struct tix_law *laws;
	size_t room;
};

static bool
is_vendor(const struct tix_lawbook *book, const char *level)
{
	const struct book *b = (const struct book *)(const void *)book;
	const struct tix_level *l = level == NULL ? NULL :
	    tix_desk_level(b->desk, level);

	return l != NULL && l->vendor;
}

/* The book's memory is its own: who folds by it does not see it change. */
static enum tix_status
calendar(struct tix *tx, const struct tix_lawbook *book, const char *name,
    const struct tix_worktime **c)
{
	struct book *b = (struct book *)(uintptr_t)book;
	struct known *k = b->known;
	struct tix_worktime *found;
	enum tix_status s;

	while (k != NULL && strcmp(k->name, name) != 0)
		k = k->next;
	if (k != NULL) {
		*c = k->calendar;
		return TIX_OK;
	}
	found = tix_arena_alloc(b->mem, sizeof *found);
	s = b->base.is_for_many ? tix_calendars_load(tx, b->mem, name, found) :
	    tix_calendars_worktime(tx, b->mem, name, found);
	if (s != TIX_OK)
		return s;
	*c = found;
	k = tix_arena_alloc(b->mem, sizeof *k);
	*k = (struct known){ b->known, tix_arena_dup(b->mem, name), *c };
	b->known = k;
	return TIX_OK;
}

static struct tix_law *
more(struct book *b)
{
	if (b->base.n == b->room) {
		const struct tix_law *old = b->laws;

		b->room = b->room == 0 ? 16 : 2 * b->room;
		b->laws = tix_arena_array(b->mem, b->room, sizeof *old);
		if (old != NULL)
			memcpy(b->laws, old, b->base.n * sizeof *old);
		b->base.laws = b->laws;
	}
	return &b->laws[b->base.n++];
}

static enum tix_status
take_law(struct tix *tx, const struct tix_row *row, void *arg)
{
	struct book *b = arg;
	struct tix_law *law = more(b);
	const char *json = tix_row_text(row, 3, tx->mem);
	struct tix_agreement *g;
	const char *words;

	*law = (struct tix_law){
		.name = tix_row_text(row, 0, b->mem),
		.since = tix_row_int(row, 1),
		.version = tix_row_int(row, 2),
	};
	if (json == NULL)
		return TIX_OK;
	law->agreement = g = tix_arena_alloc(b->mem, sizeof *g);
	if (tix_agreement_read(tx, b->mem, law->name, json, strlen(json), g) ==
	    TIX_OK)
		return TIX_OK;
	words = tix_arena_dup(tx->mem, tx->error);
	return tix_fail(tx, TIX_IO, "'%s' is damaged: %s; see tix fsck",
	    tix_db_path(tx), words);
}

static enum tix_status
open_book(struct tix *tx, struct tix_arena *mem, const char *agreement,
    bool is_for_many, const struct tix_lawbook **book)
{
	struct book *b = tix_arena_alloc(mem, sizeof *b);

	*b = (struct book){
		.base = {
			.version = tx->desk->version,
			.is_for_many = is_for_many,
			.calendar = calendar,
			.is_vendor = is_vendor,
		},
		.mem = mem,
		.desk = tx->desk,
	};
	*book = &b->base;
	return tix_sql(tx, laws_sql, TIX_PARAMS(
	    TIX_TEXT("$agreement", agreement)), take_law, b);
}

enum tix_status
tix_laws_book(struct tix *tx, struct tix_arena *mem, const char *agreement,
    const struct tix_lawbook **book)
{
	return open_book(tx, mem, agreement, false, book);
}

enum tix_status
tix_laws_book_for_many(struct tix *tx, struct tix_arena *mem,
    const struct tix_lawbook **book)
{
	return open_book(tx, mem, NULL, true, book);
}
