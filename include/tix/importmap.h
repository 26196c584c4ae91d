/*
 * Import maps: which column of another desk's export is which field.  The
 * text of a map is told in tix-import-map(5).
 */
#ifndef TIX_IMPORTMAP_H
#define TIX_IMPORTMAP_H

#include <tix/records.h>
#include <tix/ticket.h>
#include <tix/zone.h>

#define TIX_MAP_SIZE_MAX 65536   /* bytes of a map */
#define TIX_MAP_FIELDS_MAX 64    /* fields that a map fills */
#define TIX_MAP_WORDS_MAX 1000   /* translations of one field */
#define TIX_MAP_LIST_MAX 16      /* time formats; unknown words */

/* Text with columns in it. */
struct tix_map_part {
	const char *text; /* or NULL: a column */
	size_t column;    /* place in the map's columns */
};

struct tix_template {
	struct tix_map_part *part;
	size_t n;         /* 0: not set */
};

/* A translation: the first whose 'from' fits holds. */
struct tix_map_word {
	const char *from;
	const char *to;   /* "": none */
	bool exact;       /* a '*' in 'from' is itself */
	int64_t line;
};

/* When a field is true. */
enum tix_map_when {
	TIX_MAP_EACH,   /* in its row */
	TIX_MAP_LATEST, /* the export's last word, written on every row */
	TIX_MAP_FINAL   /* like it, and only once the ticket is done */
};

/* Beside the ticket's fields: a code of resolution, a member of "fields". */
enum { TIX_MAP_CODE = TIX_FIELDS, TIX_MAP_OWN };

struct tix_map_field {
	int target;              /* enum tix_field or one of the above */
	const char *name;        /* as in the map; of TIX_MAP_OWN a member's */
	enum tix_map_when when;
	struct tix_template value;
	struct tix_map_word *words;
	size_t nwords;
	int64_t line;
};

struct tix_map {
	const char *path;            /* for complaints */
	const char *source;          /* or NULL */
	enum tix_records_format format;
	char separator;              /* 0: guessed */
	bool tickets;                /* a row is a ticket, not a change */
	const char *times[TIX_MAP_LIST_MAX + 1];   /* formats; NULL ends */
	const char *unknown[TIX_MAP_LIST_MAX + 1]; /* words; NULL ends */
	const char *zone_name;       /* or NULL: the run's */
	const struct tix_zone *zone;
	struct tix_template key;
	struct tix_template at;      /* of the change */
	struct tix_template order;   /* among changes of one time; a number */
	struct tix_template by;      /* who did it */
	struct tix_template opened;
	struct tix_template resolved; /* with 'tickets' */
	struct tix_template closed;
	struct tix_map_field *fields;
	size_t nfields;
	const char **columns;        /* all that are used */
	size_t ncolumns;
};

/*
 * Read a map of 'len' bytes; 'path' is borrowed for complaints, the rest goes
 * to 'mem'.  TIX_INVALID or TIX_NOT_FOUND with file:line and, for a name that
 * is unknown, what there is.
 */
enum tix_status tix_map_parse(struct tix *tx, struct tix_arena *mem,
    const char *path, const char *text, size_t len, struct tix_map *map);

/*
 * Hold it against tx->desk and open its zone ('zone' overrides the name, may
 * be NULL; none: tx->zone).  TIX_NOT_FOUND and TIX_INVALID as above.
 */
enum tix_status tix_map_bind(struct tix *tx, struct tix_arena *mem,
    struct tix_map *map, const char *zone);

/*
 * The text that a template makes of a row, without blanks at the ends; ""
 * where all its columns are unknown.  On 'mem', or borrowed from the row.
 */
const char *tix_map_expand(const struct tix_map *map, struct tix_arena *mem,
    const struct tix_template *t, const struct tix_record *row);

/* What a field's translations make of 'text': itself where none fits. */
const char *tix_map_translate(const struct tix_map_field *f, const char *text);

/*
 * Translate and read 'text' as the value of 'f', on tx->mem.  TIX_INVALID or
 * TIX_NOT_FOUND as tix_field_parse(); a level or queue must be the desk's.
 */
enum tix_status tix_map_value(struct tix *tx, const struct tix_map_field *f,
    const char *text, struct tix_value *v);

/* The instant in 'text' by one of the map's formats; false if none fits. */
bool tix_map_time(const struct tix_map *map, const char *text, int64_t *at);

/*
 * The path of a map: 'name' itself where it holds a slash or is a file, else
 * the one installed under that name.  TIX_NOT_FOUND with the list of them.
 */
enum tix_status tix_map_find(struct tix *tx, struct tix_arena *mem,
    const char *name, const char **path);

/* Names of the installed maps, sorted and NULL-ended. */
const char **tix_map_names(struct tix_arena *mem);

#endif
