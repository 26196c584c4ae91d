/*
 * A program from argv to exit status.
 */
#include "private.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <tix/allow.h>
#include <tix/desks.h>
#include <tix/hindsight.h>
#include <tix/time.h>
#include <tix/trace.h>
#include <tix/uses.h>
#include <tix/utf8.h>

#define WAIT_DEFAULT (10 * TIX_SECOND)

static enum tix_status
complain(struct tix *tx, struct tix_run *r, enum tix_status s)
{
	if (s != TIX_OK && s != TIX_NO && tx->error[0] != '\0')
		tix_complain(tx, r, "%s", tx->error);
	return s;
}

/* Local time is read only by programs that take or show it. */
static bool
needs_zone(const struct tix_run *r, const struct tix_args *a)
{
	if ((r->cmd->flags & (TIX_CMD_SHOWS | TIX_CMD_OPERANDS)) != 0 ||
	    a->common.at != NULL || r->query != NULL)
		return true;
	for (size_t i = 0; i < a->ngiven; i++)
		if (a->given[i].opt->type == TIX_OPT_TIME ||
		    a->given[i].opt->type == TIX_OPT_ASSIGN)
			return true;
	return r->dry_run;
}

/* --now, TIX_NOW, or the machine's; see tix_clock(). */
static enum tix_status
set_clock(struct tix *tx, struct tix_run *r, const struct tix_args *a)
{
	const char *now = a->common.now != NULL ? a->common.now :
	    getenv("TIX_NOW");
	enum tix_status s = TIX_OK;

	tx->now = tix_time_clock();
	tx->now_given = now != NULL && *now != '\0';
	if (tx->now_given || needs_zone(r, a))
		s = tix_zone_local(tx, tx->run, getenv("TZ"), &tx->zone);
	if (s != TIX_OK && (r->cmd->flags & TIX_CMD_TELLS) != 0)
		s = TIX_OK; /* of UTC then */
	if (s == TIX_OK && tx->now_given)
		s = tix_time_parse(tx, now, &tx->now);
	tx->at = tx->now;
	tx->at_given = a->common.at != NULL;
	if (s == TIX_OK && a->common.at != NULL)
		s = tix_time_parse(tx, a->common.at, &tx->at);
	if (s == TIX_OK && tx->at > tx->now)
		s = tix_fail(tx, TIX_INVALID,
		    "--at '%s' is still to come", a->common.at);
	if (s == TIX_OK && tx->at < TIX_SECOND)
		s = tix_fail(tx, TIX_INVALID, "'%s': time begins in 1970",
		    a->common.at != NULL ? a->common.at :
		    tx->now_given ? now : "the clock");
	return s;
}

static enum tix_status
set_caller(struct tix *tx, const struct tix_common *c)
{
	if (c->as != NULL && (*c->as == '\0' || strlen(c->as) > TIX_NAME_MAX))
		return tix_fail(tx, TIX_INVALID,
		    "--as: a name of 1 to %d bytes", TIX_NAME_MAX);
	tx->on_behalf = c->as;
	return tix_who(tx);
}

/* By the real user, as the actor is. */
static bool
owns_file(const char *path)
{
	const uid_t uid = getuid();
	struct stat st;

	return uid == 0 || (lstat(path, &st) == 0 && st.st_uid == uid);
}

static enum tix_status
open_desk(struct tix *tx, struct tix_run *r, const struct tix_common *c)
{
	const bool writes = (r->cmd->flags & TIX_CMD_WRITES) != 0 &&
	    !r->dry_run;
	enum tix_status s = tix_where(tx, r, c->db);

	tx->routes = (r->cmd->flags & TIX_CMD_ROUTES) != 0;
	if (s == TIX_OK && (r->cmd->flags & TIX_CMD_MAKES) != 0)
		return TIX_OK;
	if (s == TIX_OK)
		s = tix_db_open(tx, r->db, writes ? TIX_DB_WRITE : TIX_DB_READ,
		    c->wait);
	tx->owns = s == TIX_OK && writes && owns_file(r->db);
	if (s == TIX_OK && (r->cmd->flags & TIX_CMD_PROVES) != 0)
		return TIX_OK;
	if (s == TIX_OK && r->cut != NULL)
		s = tix_hindsight_begin(tx, r->cut);
	if (s == TIX_OK)
		s = tix_desks_load(tx);
	tx->had = tix_uses_had;
	tx->load_tail = tix_desks_load_tail;
	if (s == TIX_OK && r->verbose > 0)
		tix_notice(tx, r, "%s, '%s', version %lld of its policy",
		    r->db_from, tix_db_path(tx), (long long)tx->desk->version);
	tix_arena_reset(tx->mem);
	return s;
}

/* Some tell why there is none. */
static enum tix_status
open_or_tell(struct tix *tx, struct tix_run *r, const struct tix_common *c)
{
	enum tix_status s = open_desk(tx, r, c);

	if (s == TIX_OK || (r->cmd->flags & TIX_CMD_TELLS) == 0)
		return s;
	r->no_desk = tix_arena_dup(tx->run, tx->error);
	tix_db_close(tx);
	return TIX_OK;
}

/* What is read as a text is gone when ids are to be read. */
static enum tix_status
check_stdin(struct tix *tx, const struct tix_run *r, const struct tix_args *a)
{
	if (r->query != NULL || r->noperands > 1 ||
	    (r->noperands == 1 && strcmp(r->operands[0], "-") != 0))
		return tix_ids_check(tx, r);
	for (size_t i = 0; i < a->ngiven; i++)
		if (a->given[i].opt->type == TIX_OPT_FILE &&
		    strcmp(a->given[i].value, "-") == 0)
			return tix_fail(tx, TIX_INVALID,
			    "which ticket? standard input cannot be both text "
			    "and ids");
	return tix_ids_check(tx, r);
}

static enum tix_status
check_operands(struct tix *tx, const struct tix_run *r,
    const struct tix_args *a)
{
	enum tix_status s = tix_bulk_check(tx, r);

	if (s != TIX_OK)
		return s;
	if ((r->cmd->flags & TIX_CMD_OPERANDS) != 0)
		return TIX_OK;
	if ((r->cmd->flags & TIX_CMD_ALONE) != 0 && r->noperands == 0)
		return TIX_OK; /* see begin_each() */
	if (r->cmd->each != NULL ||
	    (r->cmd->flags & TIX_CMD_TICKETS) != 0)
		return check_stdin(tx, r, a);
	if (r->noperands > 0)
		return tix_fail(tx, TIX_INVALID, "what is '%s' to mean?",
		    r->operands[0]);
	return TIX_OK;
}

/* Everything that can be refused before the desk is opened. */
static enum tix_status
prepare(struct tix *tx, struct tix_run *r, struct tix_args *a)
{
	enum tix_status s = TIX_OK;

	tx->trace = tix_trace_parse(getenv("TIX_TRACE"));
	tx->via = r->cmd->name;
	r->operands = a->operands;
	r->noperands = a->noperands;
	if ((r->cmd->flags & TIX_CMD_NO_DB) == 0)
		s = set_clock(tx, r, a);
	if (s == TIX_OK)
		s = tix_past(tx, r, &a->common);
	if (s == TIX_OK && (r->cmd->flags & TIX_CMD_NO_DB) == 0)
		s = set_caller(tx, &a->common);
	if (s == TIX_OK)
		s = tix_args_apply(tx, r, a, false);
	if (s == TIX_OK && r->cmd->instead != NULL && r->cmd->instead() != NULL)
		r->cmd = r->cmd->instead();
	if (s == TIX_OK)
		s = check_operands(tx, r, a);
	if (s == TIX_OK && r->cmd->check != NULL)
		s = r->cmd->check(tx);
	return s;
}

/* Where 'begin' might have given tickets and did not, they are read. */
static enum tix_status
begin_each(struct tix *tx, struct tix_run *r, const struct tix_args *a)
{
	enum tix_status s = TIX_OK;

	if (r->query != NULL)
		s = tix_bulk_select(tx, r);
	if (s == TIX_OK && r->cmd->begin != NULL)
		s = r->cmd->begin(tx, r);
	tix_arena_reset(tx->mem);
	if (s == TIX_OK && r->given == NULL &&
	    (r->cmd->flags & TIX_CMD_ALONE) != 0)
		s = check_stdin(tx, r, a);
	return s;
}

static enum tix_status
work(struct tix *tx, struct tix_run *r, const struct tix_args *a)
{
	const bool acts = (r->cmd->flags & TIX_CMD_WRITES) != 0;
	enum tix_status s;

	if (r->cmd->each != NULL) {
		s = begin_each(tx, r, a);
		if (s != TIX_OK)
			return complain(tx, r, s);
		s = tix_run_each(tx, r);
		if (r->cmd->end != NULL)
			r->cmd->end(tx, r, s);
		return s;
	}
	if ((r->cmd->flags & TIX_CMD_NO_DB) == 0) {
		s = tix_allow(tx, r->cmd->name, acts, NULL);
		if (s != TIX_OK)
			return complain(tx, r, s);
	}
	return complain(tx, r, r->cmd->run(tx, r));
}

static enum tix_status
run(struct tix *tx, struct tix_run *r, struct tix_args *a)
{
	enum tix_status s = prepare(tx, r, a), end;

	if (s == TIX_OK && (r->cmd->flags & TIX_CMD_NO_DB) == 0)
		s = open_or_tell(tx, r, &a->common);
	if (s == TIX_OK)
		s = tix_output_begin(tx, r, &a->common);
	if (s != TIX_OK)
		return complain(tx, r, s);
	s = work(tx, r, a);
	tix_progress_end(r);
	end = tix_output_end(tx, r);
	return tix_worse(s, complain(tx, r, end));
}

static void
print_version(const struct tix_run *r)
{
	printf("tix-%s (tix) %s\n", r->cmd->name, TIX_VERSION);
}

/* The common options, or those that can stand where no command is named. */
static enum tix_status
read_options(struct tix *tx, struct tix_run *r, struct tix_args *a, int argc,
    char **argv)
{
	enum tix_status s;

	if (r->cmd->subs != NULL) {
		a->table = tix_sub_options(tx, r, &a->common);
		return tix_sub_none(tx, r->cmd, &a->common, argc, argv);
	}
	s = tix_args_parse(tx, r, argc, argv, a);
	return s == TIX_OK ? tix_args_apply(tx, r, a, true) : s;
}

/* Parse, answer --help and --version, or run. */
static enum tix_status
start(struct tix *tx, struct tix_run *r, const char *summary, int argc,
    char **argv)
{
	struct tix_args a = { .common = { .wait = WAIT_DEFAULT } };
	enum tix_status s;

	if (argc > 1 && strcmp(argv[1], "--complete") == 0)
		return tix_complete(tx, r, &a, argc - 2, argv + 2);
	s = read_options(tx, r, &a, argc, argv);
	if (s != TIX_OK)
		return complain(tx, r, s);
	if (a.common.help || a.common.version) {
		if (a.common.help)
			tix_usage(r, r->cmd->subs == NULL ? r->cmd->opts :
			    tix_sub_options(tx, r, NULL), &a, summary);
		else
			print_version(r);
		r->out.to = stdout;
		return complain(tx, r, tix_output_end(tx, r));
	}
	return run(tx, r, &a);
}

int
tix_main_as(const struct tix_command *cmd, const char *summary, int argc,
    char **argv)
{
	struct tix_run r = { .max = -1 };
	struct tix tx = { 0 };
	enum tix_status s;

	r.cmd = cmd = tix_sub_take(cmd, &argc, argv);
	tix_process_begin((cmd->flags & TIX_CMD_WRITES) != 0);
	if ((cmd->flags & TIX_CMD_NO_DB) == 0)
		tix_process_reserve();
	tx.stop = tix_process_stop();
	tx.run = tix_arena_new();
	tx.mem = tix_arena_new();
	s = start(&tx, &r, summary, argc, argv);
	tix_db_leave(&tx);
	tix_arena_free(tx.mem);
	tix_arena_free(tx.run);
	return tix_interrupted() ? 130 : tix_status_exit(s);
}
