/*
 * The whole desk, or some of its tickets, with all that ever happened.
 */
#ifndef TIX_EXPORT_H
#define TIX_EXPORT_H

#include <tix/cli.h>

/*
 * Print an export to 'file' (NULL: standard output): of the tickets that the
 * query in the run's operands selects, or of the whole desk without any.  The
 * file is there whole or as it was before.
 *
 * The desk is read some thousand events at a time, so that its log can be
 * recycled meanwhile; the export ends with the event that was the newest when
 * it began.
 *
 * TIX_INVALID for a query that does not parse, a terminal, the desk's own
 * file; TIX_IO for a desk that is damaged, and what cannot be written.
 */
enum tix_status tix_export(struct tix *tx, struct tix_run *r,
    const char *file);

#endif
