/*
 * The summary report's columns, its words, and its rows as values.
 */
#ifndef TIX_SUMMARYVIEW_H
#define TIX_SUMMARYVIEW_H

#include <tix/out.h>
#include <tix/summary.h>

#define TIX_SUMMARY_COLUMNS 17

extern const struct tix_column tix_summary_columns[TIX_SUMMARY_COLUMNS];

/* The columns of a table of 80 cells, and all of them. */
extern const char tix_summary_table[];
extern const char tix_summary_all[];

struct tix_period {
	int64_t since; /* microseconds, included */
	int64_t until; /* not included */
};

/* The row's values in the order of the columns. */
void tix_summary_values(struct tix *tx, const struct tix_summary_row *row,
    const struct tix_period *p, struct tix_value out[TIX_SUMMARY_COLUMNS]);

/* What is counted and how, above the table. */
void tix_summary_head(const struct tix_out_options *o,
    const struct tix_period *p);

#endif
