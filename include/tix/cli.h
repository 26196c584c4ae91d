/*
 * A program: one option table, one function.  argv to exit status.
 */
#ifndef TIX_CLI_H
#define TIX_CLI_H

#include <tix/event.h>
#include <tix/out.h>

enum tix_opt_type {
	TIX_OPT_END,
	TIX_OPT_FLAG,     /* bool: given */
	TIX_OPT_TEXT,     /* const char * */
	TIX_OPT_LIST,     /* struct tix_texts: may be given again */
	TIX_OPT_INT,      /* int64_t, 0 up */
	TIX_OPT_TIME,     /* int64_t, microseconds */
	TIX_OPT_DURATION, /* int64_t, microseconds, elapsed */
	TIX_OPT_FILE,     /* const char *: a path, "-" standard input */
	TIX_OPT_CHOICE,   /* const char *: one of 'choices' */
	TIX_OPT_LEVEL,    /* const char *, like the next ones: the desk's */
	TIX_OPT_QUEUE,
	TIX_OPT_CATEGORY,
	TIX_OPT_IMPACT,
	TIX_OPT_URGENCY,
	TIX_OPT_AGENT,
	TIX_OPT_CODE,     /* of resolution */
	TIX_OPT_RETURN,   /* why tickets are handed back */
	TIX_OPT_PART,     /* struct tix_texts of PART=TEXT of a handover */
	TIX_OPT_FIELD,    /* a field's name or list of them */
	TIX_OPT_ASSIGN,   /* struct tix_texts of FIELD=VALUE */
	TIX_OPT_MAP,      /* an import map, by name or path */
	TIX_OPT_QUERY,    /* one that selects tickets */
	TIX_OPT_TEMPLATE, /* a canned answer of the desk */
	TIX_OPT_HOOK,     /* a hook of the settings */
	TIX_OPT_VIEW,     /* const char *: a saved view */
	TIX_OPT_VERSION,  /* int64_t, 1 up: of the policy */
	TIX_OPT_MOVE      /* struct tix_texts of KIND:OLD=NEW */
};

struct tix_texts {
	const char **item;
	size_t n;
};

/* An option; 'to' is static storage of the program. */
struct tix_opt {
	char letter;       /* 0: none */
	const char *name;
	enum tix_opt_type type;
	void *to;
	const char *arg;   /* its name in the usage; NULL for a flag */
	const char *help;  /* one phrase, lower case */
	const char *const *choices; /* TIX_OPT_CHOICE, NULL-ended */
};

/* What a program is like. */
enum {
	TIX_CMD_NO_DB = 1,     /* opens no desk */
	TIX_CMD_WRITES = 2,    /* takes --dry-run, --at; opened for writing */
	TIX_CMD_SHOWS = 4,     /* prints rows or text: formats, pager, colour */
	TIX_CMD_OPERANDS = 8,  /* operands are its own (query, files, words) */
	TIX_CMD_EXPLAINS = 16, /* takes --explain */
	TIX_CMD_TICKETS = 64,  /* operands are tickets, for tix_run_show() */
	TIX_CMD_MAKES = 32,    /* the desk need not be there: it makes it */
	TIX_CMD_PROVES = 256,  /* the policy is not loaded: it may be damaged */
	TIX_CMD_ROWS = 128,    /* tells of tickets in rows: formats */
	TIX_CMD_TELLS = 4096,  /* what is wrong, so it runs without a desk */
	TIX_CMD_ROUTES = 16384, /* the desk's rules are wanted, too */
	TIX_CMD_ALONE = 8192,  /* with 'each': 'begin' may give the tickets */
	TIX_CMD_TEXT = 512     /* what it shows is text: no formats of rows */
};

/* What its operands are, for completion; with 'each' they are tickets. */
enum tix_takes {
	TIX_TAKES_ANY,     /* nothing that could be offered */
	TIX_TAKES_TICKETS,
	TIX_TAKES_QUERY,
	TIX_TAKES_SQL,
	TIX_TAKES_SETTING,
	TIX_TAKES_VERSION, /* of the policy, or a file */
	TIX_TAKES_WORD     /* the one in 'args' */
};

struct tix_cut;
struct tix_run;
struct tix_spill;
struct tix_staff;

struct tix_command {
	const char *name;       /* "escalate" */
	/*
	 * Of a program of several commands nothing but its name and these,
	 * NULL-ended; each has the program's name and, in 'sub', its own word.
	 */
	const struct tix_command *const *subs;
	const char *sub;        /* "apply", or NULL */
	const char *help;       /* of a sub-command: one phrase, lower case */
	const char *args;       /* "[ticket ...]" for the usage */
	enum tix_takes takes;
	const struct tix_opt *opts; /* ended by TIX_OPT_END */
	unsigned flags;
	/*
	 * Either decides for one ticket: cli has loaded 't' inside the
	 * transaction and appends 'e' ...
	 */
	enum tix_status (*each)(struct tix *tx, const struct tix_ticket *t,
	    struct tix_event *e);
	/*
	 * Beside 'each', either may be NULL.  'begin' is called once the desk
	 * is open, with nothing locked and no ticket read; it may give the
	 * tickets in r->given, on tx->run, which then stand for operands and
	 * standard input; where --query did so already it leaves them.
	 */
	enum tix_status (*begin)(struct tix *tx, struct tix_run *r);
	/*
	 * Called for each ticket that changed once its batch is committed,
	 * outside any transaction and before its id is printed: 't' and 'e' as
	 * they are stored, on tx->mem, which 'after' must not reset.  It may
	 * use tix_run_transaction().  With any other status than TIX_OK, which
	 * is complained of, the id is not printed; the other tickets go on.
	 * Not called in a dry run.
	 */
	enum tix_status (*after)(struct tix *tx, struct tix_run *r,
	    const struct tix_ticket *t, const struct tix_event *e);
	/* Called at the end, with the outcome, where 'begin' went well. */
	void (*end)(struct tix *tx, struct tix_run *r, enum tix_status s);
	/* ... or the program does all of its work itself. */
	enum tix_status (*run)(struct tix *tx, struct tix_run *r);
	/* Checks options before anything is opened; may be NULL. */
	enum tix_status (*check)(struct tix *tx);
	/* The command that the options ask for, or NULL: this; may be NULL. */
	const struct tix_command *(*instead)(void);
	/* &tix_table for programs that draw tables, else NULL. */
	const struct tix_table_writer *table;
};

/* What 'run' and 'show' may use. */
struct tix_run {
	const struct tix_command *cmd;
	char **operands;
	int noperands;
	const int64_t *given; /* by 'begin' or --query: tickets, or NULL */
	size_t ngiven;
	const char *query;  /* --query, or NULL */
	bool atomic;        /* all tickets or none */
	bool yes;           /* do not ask */
	int64_t max;        /* more tickets than this are too many; or -1 */
	bool dry_run;
	bool explain;
	bool changed;       /* print only what changed */
	int verbose;        /* -q lowers, -v raises */
	bool null;
	struct tix_out_options out; /* format, stream, width, colour */
	bool format_given;  /* one of --json --jsonl --tsv --csv */
	const char *fields; /* the list behind it, or NULL */
	bool terminal;      /* standard output is one */
	const struct tix_cut *cut; /* --as-of, --known; or NULL: now */
	const char *db;     /* path of the desk's file */
	const char *db_from;/* where that path came from, for whoami */
	const char *no_desk;/* TIX_CMD_TELLS: why tx->db is NULL, or NULL */
	int reader;         /* descriptor of what reads out.to */
	struct tix_spill *spill; /* between the two, or NULL */
	long pager;         /* its process, or 0 */
	bool reader_gone;   /* of standard output */
	void *arg;          /* of the program's own, for 'show' */
	bool output_lost;   /* it could not be written, which was said */
	bool progress;      /* a progress line is on the terminal */
	bool gave_up;       /* that a pattern did was said */
	char said[1024];    /* last complaint of a ticket: said once in a row */
};

/*
 * The whole program; returns the exit status.  The build hands a program its
 * summary, which is the NAME line of its page.
 */
int tix_main_as(const struct tix_command *cmd, const char *summary, int argc,
    char **argv);
#define tix_main(cmd, argc, argv) \
	tix_main_as((cmd), TIX_SUMMARY, (argc), (argv))

/* A program of the install directory, for the front. */
struct tix_program {
	const char *name;    /* "escalate" */
	const char *summary;
};

/* The front: runs, lists and suggests programs; returns the exit status. */
int tix_front(const struct tix_program *programs, size_t n, int argc,
    char **argv);

/* Words on standard error behind "tix NAME: ", escaped; -q holds notices. */
void tix_complain(struct tix *tx, struct tix_run *r, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
void tix_notice(struct tix *tx, struct tix_run *r, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/*
 * Tickets as rows: the fields in 'fields' (a list joined by commas, of ticket
 * fields, "age", "idle" and the desk's own) in the run's format, or in the ones
 * that --json= and its like name.  TIX_INVALID with the list of all for an
 * unknown field.
 */
struct tix_rows {
	struct tix_out *out;
	struct tix_value *row;
	int *which;   /* enum tix_field, or more, as in a query */
	const struct tix_desk *desk; /* whose own fields 'which' names */
	bool table;   /* for people */
	size_t n;
	int64_t count; /* rows so far */
};

enum tix_status tix_rows_begin(struct tix *tx, struct tix_run *r,
    const char *fields, struct tix_rows *rows);
enum tix_status tix_rows_put(struct tix *tx, struct tix_rows *rows,
    const struct tix_ticket *t);

/* The same by id: loaded where more than the id is a column. */
enum tix_status tix_rows_id(struct tix *tx, struct tix_rows *rows, int64_t id);

/*
 * Rows of something else: 'fields' name some of the 'n' columns in 'all' (NULL:
 * all of them), which are borrowed; tix_rows_values() takes the values of all
 * 'n'.
 */
enum tix_status tix_rows_columns(struct tix *tx, struct tix_run *r,
    const struct tix_column *all, size_t n, const char *fields,
    struct tix_rows *rows);
enum tix_status tix_rows_values(struct tix_rows *rows,
    const struct tix_value *all);
enum tix_status tix_rows_end(struct tix_rows *rows);

/* The fields of a ticket that the columns are made of, as bits. */
uint64_t tix_rows_fields(const struct tix_rows *rows);

/* All fields of a ticket, the body too if asked for, as a list. */
const char *tix_rows_all(struct tix *tx, bool body);

/*
 * Run 'fn' in one write transaction under the desk in force, then queue the
 * full text and commit: for programs that make tickets.  Nothing may be printed
 * before it is back.
 */
enum tix_status tix_run_transaction(struct tix *tx,
    enum tix_status (*fn)(struct tix *tx, void *arg), void *arg);

/*
 * Under the write transaction: save the ticket with its event (TIX_E_NONE:
 * nothing), and after it the events that are joined to it, each with the ticket
 * that it names (0: a new one).  With --dry-run only say what would change;
 * with --explain say why.  't' is afterwards the ticket as it is, or as it
 * would be.
 */
enum tix_status tix_run_event(struct tix *tx, struct tix_run *r,
    struct tix_ticket *t, struct tix_event *e);

/*
 * The same of several, none of them none and none with files, which are saved
 * at once: what time makes of the ticket is made once.
 */
enum tix_status tix_run_events(struct tix *tx, struct tix_run *r,
    struct tix_ticket *t, struct tix_event *const *events, size_t n);

/* Who has what to do, for deciders: as the write transaction sees it. */
extern const struct tix_staff tix_run_staff;

/* The operands joined by blanks. */
const char *tix_run_words(struct tix *tx, const struct tix_run *r);

/* Text of a file ("-": standard input), at most 'max' bytes, without NUL. */
enum tix_status tix_read_file(struct tix *tx, struct tix_arena *mem,
    const char *path, size_t max, const char **text);

/* The same with any bytes, 'len' of them, and a NUL behind. */
enum tix_status tix_read_bytes(struct tix *tx, struct tix_arena *mem,
    const char *path, size_t max, const char **text, size_t *len);

/* Text for -m or -F, whichever is given; TIX_INVALID for both. */
enum tix_status tix_read_text(struct tix *tx, struct tix_arena *mem,
    const char *m, const char *file, size_t max, const char **text);

/*
 * Each ticket whose id is an operand, or on standard input ("-"), to 'show';
 * what cannot be shown is complained of at once.  For 'run' functions that
 * take ids too.
 */
typedef enum tix_status (*tix_show_fn)(struct tix *tx, struct tix_run *r,
    const struct tix_ticket *t);
enum tix_status tix_run_show(struct tix *tx, struct tix_run *r,
    tix_show_fn show);

/*
 * Flush standard output; TIX_IO where it could not be written.  Programs that
 * show wait here for a slow reader, and in no write to out.to: so not while a
 * read of the desk is under way, but for errors.
 */
enum tix_status tix_run_flush(struct tix *tx, struct tix_run *r);

/* Has the reader of standard output gone away (EPIPE)?  Then stop quietly. */
bool tix_run_reader_gone(const struct tix_run *r);

/* Has SIGINT or SIGTERM come?  Long loops ask and stop at a record's end. */
bool tix_interrupted(void);

/* A line that overwrites itself on a terminal's standard error, not with -q. */
void tix_progress(struct tix_run *r, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
void tix_progress_end(struct tix_run *r);

#endif
