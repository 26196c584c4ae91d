/*
 * For lib/intake alone: the parts of reading a map.
 */
#ifndef TIX_INTAKE_MAPREAD_H
#define TIX_INTAKE_MAPREAD_H

#include <tix/importmap.h>

struct tix_map_reader {
	struct tix_arena *mem;
	struct tix_map *map;
	struct tix_map_field *field; /* takes the translations, or NULL */
	int64_t line;
};

/* TIX_INVALID with the map's file:line in front. */
enum tix_status tix_map_bad(struct tix *tx, const struct tix_map_reader *m,
    const char *fmt, ...) __attribute__((format(printf, 3, 4)));

/* Cut "text {column} text" into parts, and note the columns. */
enum tix_status tix_map_template(struct tix *tx, struct tix_map_reader *m,
    const char *text, struct tix_template *t);

/* One "FROM -> TO" of m->field. */
enum tix_status tix_map_word(struct tix *tx, struct tix_map_reader *m,
    char *line);

/* One "NAME = VALUE" of the map. */
enum tix_status tix_map_setting(struct tix *tx, struct tix_map_reader *m,
    char *line);

#endif
