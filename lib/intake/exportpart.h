/*
 * For lib/intake alone: the parts of a line of an export.
 */
#ifndef TIX_INTAKE_EXPORTPART_H
#define TIX_INTAKE_EXPORTPART_H

#include <tix/exportread.h>

/* TIX_INVALID for a member. */
enum tix_status tix_export_bad(struct tix *tx, const char *name);

/* A whole number of at least 'least'. */
bool tix_export_number(const struct tix_json *line, const char *name,
    int64_t least, int64_t *to);

/* Digits of 'n' bytes. */
bool tix_export_hex(const struct tix_json *line, const char *name,
    unsigned char *to, size_t n);

/* Any bytes, on tx->mem; none only where 'none' is allowed. */
bool tix_export_bytes(struct tix *tx, const struct tix_json *line,
    const char *name, bool none, const char **to);

/* The event in a line, of which 'node' was read. */
enum tix_status tix_export_event(struct tix *tx, struct tix_export_reader *r,
    const struct tix_json *node, const char *text, size_t len,
    struct tix_event *e);

#endif
