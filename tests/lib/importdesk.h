/*
 * A small desk for tests of imports.
 */
#ifndef TIX_TESTS_IMPORTDESK_H
#define TIX_TESTS_IMPORTDESK_H

#include <tix/desk.h>

static const struct tix_level desk_levels[] = {
	{ .name = "L1", .title = "First", .order = 0 },
	{ .name = "L2", .title = "Second", .order = 1 },
	{ .name = "L3", .title = "Third", .order = 2 },
};

static const struct tix_queue desk_queues[] = {
	{ .name = "helpdesk", .level = "L1" },
};

static const char *const desk_steps[] = { "high", "medium", "low", NULL };

static inline void
use_desk(struct tix *tx)
{
	static const struct tix_desk desk = {
		.version = 1, .name = "test",
		.levels = desk_levels, .nlevels = 3,
		.queues = desk_queues, .nqueues = 1,
		.impacts = desk_steps, .nimpacts = 3,
		.urgencies = desk_steps, .nurgencies = 3,
		.matrix = { { 1, 2, 3 }, { 2, 3, 4 }, { 3, 4, 4 } },
		.impact = 2, .urgency = 2, .level = "L1", .queue = "helpdesk",
	};

	tx->desk = &desk;
}

#endif
