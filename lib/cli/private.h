/*
 * For lib/cli alone: the parts of tix_main().
 */
#ifndef TIX_CLI_PRIVATE_H
#define TIX_CLI_PRIVATE_H

#include <getopt.h>
#include <signal.h>
#include <stdarg.h>
#include <tix/cli.h>
#include <tix/config.h>
#include <tix/db.h>

/* Values that common options leave; times are read once the zone is known. */
struct tix_common {
	bool help;
	bool version;
	bool no_pager;
	bool quiet[2];
	bool verbose[2];
	const char *db;
	const char *as;
	const char *now;
	const char *at;
	const char *as_of;
	const char *known;
	const char *color;
	int64_t wait;
	bool json, jsonl, tsv, csv;
	const char *fields;
};

/* An option as given: its value is read when all are known. */
struct tix_given {
	const struct tix_opt *opt;
	const char *value;
};

#define TIX_GIVEN_MAX 1000
#define TIX_OPTIONS_MAX 64 /* of one program */

struct tix_args {
	struct tix_common common;
	const struct tix_opt *table; /* the common ones of this program */
	struct tix_given *given;
	size_t ngiven;
	int noperands;
	char **operands;
};

/* options.c: argv into 'a'; TIX_INVALID with words and what there is. */
enum tix_status tix_args_parse(struct tix *tx, struct tix_run *r, int argc,
    char **argv, struct tix_args *a);

/*
 * Read the values given: first those of the common options, then, once the
 * clock and the zone are known, those of the program's own.
 */
enum tix_status tix_args_apply(struct tix *tx, struct tix_run *r,
    const struct tix_args *a, bool common);

/* The options that every program of these flags has, ended by TIX_OPT_END. */
const struct tix_opt *tix_common_options(struct tix *tx, struct tix_run *r,
    struct tix_common *c);

/* Does the option take a value, and may it go without? */
bool tix_opt_has_value(const struct tix_opt *o);
bool tix_opt_value_is_optional(const struct tix_opt *o);

/*
 * subs.c: the command that argv names, whose word is taken out of it; else
 * 'cmd', which may have sub-commands.
 */
const struct tix_command *tix_sub_take(const struct tix_command *cmd, int *argc,
    char **argv);

/* Where none is named: is help or the version asked for?  Else TIX_INVALID. */
enum tix_status tix_sub_none(struct tix *tx, const struct tix_command *cmd,
    struct tix_common *c, int argc, char **argv);

/* The options of all sub-commands: their own, or with 'c' the common ones. */
const struct tix_opt *tix_sub_options(struct tix *tx, struct tix_run *r,
    struct tix_common *c);

/* usage.c */
void tix_usage(const struct tix_run *r, const struct tix_opt *own,
    const struct tix_args *a, const char *summary);

/* where.c: the path of the desk's file, and who says so. */
enum tix_status tix_where(struct tix *tx, struct tix_run *r,
    const char *option);
enum tix_status tix_who(struct tix *tx);

/*
 * past.c: r->cut and the clock as --as-of and --known say, once the clock is
 * known that they are read against.  TIX_INVALID for no time.
 */
enum tix_status tix_past(struct tix *tx, struct tix_run *r,
    const struct tix_common *c);

/*
 * alias.c: 'argv' (ended by NULL) with the alias at its head replaced by what
 * it stands for, on tx->run; "--complete" behind it stays behind the command.
 * TIX_NOT_FOUND where it is none.
 */
enum tix_status tix_alias_expand(struct tix *tx, char **argv, char ***out);

/* Each alias, as a setting ("alias.mine"). */
enum tix_status tix_alias_each(struct tix *tx, tix_setting_fn fn, void *arg);

/* ids.c: ids one by one from operands or standard input. */
struct tix_ids;
struct tix_ids *tix_ids_new(struct tix *tx, struct tix_run *r);

/*
 * The next record's words into 'text' ("42") as far as they are there:
 * TIX_OK, TIX_NO at the end, TIX_BUSY when nothing came within 'wait'
 * milliseconds (-1: any time), TIX_INVALID for a line that is none.
 */
enum tix_status tix_ids_next(struct tix *tx, struct tix_ids *ids, int wait,
    const char **text);

/* Does the program get tickets (operands, "-" or a pipe)?  TIX_INVALID. */
enum tix_status tix_ids_check(struct tix *tx, const struct tix_run *r);

/* May standard input be read though nobody said '-'? */
bool tix_stdin_is_pipe(void);

/* Are they read from standard input? */
bool tix_ids_are_read(const struct tix_run *r);

/*
 * bulk.c: TIX_INVALID where the options for many tickets do not go with each
 * other or with the operands.
 */
enum tix_status tix_bulk_check(struct tix *tx, const struct tix_run *r);

/* The tickets of --query into r->given. */
enum tix_status tix_bulk_select(struct tix *tx, struct tix_run *r);

/*
 * Is it too many (TIX_CONFLICT with words), or, where they were not read from
 * a pipe, so many that somebody is asked, who said no?
 */
enum tix_status tix_bulk_allow(struct tix *tx, struct tix_run *r, size_t n);

/* One line from the terminal; whatever is not a yes is a no. */
bool tix_says_yes(void);

/*
 * Read the machine's clock anew, unless one was given: programs of a pipeline
 * start at once, and what comes down it happened later than that.
 */
void tix_clock(struct tix *tx);

/*
 * each.c: begin a batch under the clock and the desk as they are by then; a dry
 * run takes no lock.  On failure no transaction is left.
 */
enum tix_status tix_run_begin(struct tix *tx, bool dry_run);
enum tix_status tix_run_each(struct tix *tx, struct tix_run *r);

/* rows.c: TIX_INVALID where 'fields' are no columns of tickets. */
enum tix_status tix_rows_check(struct tix *tx, const char *fields);

/* rows.c: the fields that a column, numbered as in a query, is made of. */
uint64_t tix_field_bits(int which);

/* output.c */
enum tix_status tix_output_begin(struct tix *tx, struct tix_run *r,
    const struct tix_common *c);
enum tix_status tix_output_end(struct tix *tx, struct tix_run *r);

/*
 * Is there to be colour?  'when' is what --color says, or NULL; then the
 * variables, the setting, and at last whether it is a terminal decide.
 */
enum tix_status tix_output_colour(struct tix *tx, const char *when,
    bool terminal, bool *colour);

/*
 * diff.c: what a dry run has to say of 'e', which made 'after' of 'before',
 * on standard error.
 */
void tix_diff_say(struct tix *tx, struct tix_run *r,
    const struct tix_ticket *before, const struct tix_ticket *after,
    const struct tix_event *e);

/* explain.c: how 'e' came about, which has its steps. */
void tix_steps_say(struct tix *tx, struct tix_run *r,
    const struct tix_ticket *t, const struct tix_event *e);

/* change.c: that a pattern of a rule gave up, once a run. */
void tix_gave_up_say(struct tix *tx, struct tix_run *r,
    const struct tix_event *e);

/* process.c: descriptors 0 to 2 and signals, before anything else. */
void tix_process_begin(bool writes);
void tix_process_standard(void);

/* What a signal that asks the run to end makes other than 0. */
const volatile sig_atomic_t *tix_process_stop(void);

/* Get the memory of a run of usual size at once; before any is asked for. */
void tix_process_reserve(void);

/* complete.c: candidates for the shell's completion. */
enum tix_status tix_complete(struct tix *tx, struct tix_run *r,
    struct tix_args *a, int argc, char **argv);

#endif
