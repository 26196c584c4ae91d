/*
 * The parts of a handover as they are given to a program.
 */
#ifndef TIX_PARTS_H
#define TIX_PARTS_H

#include <tix/cli.h>
#include <tix/handover.h>

/*
 * Read "PART=TEXT", "PART=@FILE" ("@-": standard input) and "PART=@@TEXT",
 * which is "@TEXT", into 'h', on tx->run.  TIX_INVALID for one without a part
 * or '=', for standard input where the ids come from it or it was read already,
 * for too much; TIX_NOT_FOUND and TIX_IO for a file that cannot be read.
 */
enum tix_status tix_parts_read(struct tix *tx, struct tix_run *r,
    const struct tix_texts *given, struct tix_handover *h);

#endif
