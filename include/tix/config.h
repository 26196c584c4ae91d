/*
 * Settings: what the environment, a person's own file and the system's file
 * say.  For each setting the first that has it holds; options of a program
 * stand above them all and are the program's business.
 *
 * A file is $XDG_CONFIG_HOME/tix/config (without that variable
 * ~/.config/tix/config), or /etc/tix/config: a setting a line,
 *
 *	name = "value"     # see tix-config(5)
 *
 * The files are read once per run, and by tix_config_each() or, where no
 * variable has the setting, tix_config_get() alone: what calls neither opens
 * none.  A bad line in either file is an error for every caller, with the
 * file and the line.
 */
#ifndef TIX_CONFIG_H
#define TIX_CONFIG_H

#include <tix/tix.h>

#define TIX_CONFIG_SIZE_MAX 65536 /* bytes of a file */
#define TIX_CONFIG_MAX 1000       /* settings in a file */
#define TIX_CONFIG_NAME_MAX 64    /* bytes of NAME in view.NAME */

/* A setting in force, or as a file has it. */
struct tix_setting {
	const char *name;   /* "pager", "view.mine" */
	const char *value;
	const char *origin; /* "/etc/tix/config:3", "TIX_PAGER", "default" */
};

enum tix_setting_type {
	TIX_SET_PATH,    /* absolute */
	TIX_SET_COMMAND, /* for sh(1); may be empty where empty_is_none */
	TIX_SET_TEXT,
	TIX_SET_WORDS,   /* as tix_words_split() takes them; not "!..." */
	TIX_SET_CHOICE,  /* one of 'choices' */
	TIX_SET_COUNT,   /* a whole number, 0 to 999999999 */
	TIX_SET_ADDRESS, /* of mail */
	TIX_SET_NAME     /* letters, digits, - and _ */
};

/* A setting that there is; "view.*" stands for any NAME. */
struct tix_setting_kind {
	const char *name;
	enum tix_setting_type type;
	const char *help;            /* one phrase, lower case */
	const char *initial;         /* what holds where none has it, or NULL */
	const char *environment[4];  /* variables, the first set one holds */
	bool empty_is_none;          /* set to nothing is a value */
	const char *const *choices;
};

/* All of them, ended by a NULL name. */
extern const struct tix_setting_kind tix_setting_kinds[];

/* The kind of the setting 'name', or NULL where there is none. */
const struct tix_setting_kind *tix_setting_find(const char *name);

/* Are there settings "NAME.something"? */
bool tix_setting_is_group(const char *name);

/*
 * The setting's value, or NULL where it has none; it lives as long as the run.
 * '*origin' says where it comes from, NULL if not wanted.  An empty variable
 * is as good as unset, but for what may be empty.  Reads the files unless a
 * variable has it.  TIX_NOT_FOUND for a setting that there is not, with those
 * that there are; TIX_INVALID for a bad value or file; TIX_IO for a file that
 * cannot be read.
 */
enum tix_status tix_config_get(struct tix *tx, const char *name,
    const char **value, const char **origin);

/* The same of a TIX_SET_COUNT; 'otherwise' where it has no value. */
enum tix_status tix_config_count(struct tix *tx, const char *name,
    int64_t otherwise, int64_t *count);

/*
 * Each setting in force whose name begins with 'prefix' ("view."), first the
 * fixed ones in the order of the table, then those of the groups by name.
 * With 'all' also those at their defaults.  TIX_NO from 'fn' ends it well.
 * Reads the files.
 */
typedef enum tix_status (*tix_setting_fn)(struct tix *tx,
    const struct tix_setting *s, void *arg);
enum tix_status tix_config_each(struct tix *tx, const char *prefix, bool all,
    tix_setting_fn fn, void *arg);

/* The files in their order, whether they are there or not; '*n' is 1 or 2. */
const char *const *tix_config_paths(struct tix *tx, size_t *n);

/*
 * Read one file, and hand each thing that is wrong with it to 'say'.  '*n' is
 * the number of good settings, -1 where there is no file.  TIX_OK, or TIX_NO
 * when anything was said.
 */
enum tix_status tix_config_check(struct tix *tx, const char *path,
    void (*say)(void *arg, const char *finding), void *arg, int *n);

/*
 * The settings in 'size' bytes of the file 'path' into 'item' (room for
 * TIX_CONFIG_MAX), on tx->run.  Bad lines are handed to 'say' and passed over;
 * without 'say' the first ends it: TIX_INVALID.
 */
enum tix_status tix_config_parse(struct tix *tx, const char *path,
    const char *text, size_t size, struct tix_setting *item, size_t *n,
    void (*say)(void *arg, const char *finding), void *arg);

#endif
