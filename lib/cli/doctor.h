/*
 * For lib/cli alone: the parts of the doctor.
 */
#ifndef TIX_CLI_DOCTOR_H
#define TIX_CLI_DOCTOR_H

#include <tix/doctor.h>

enum tix_finding { TIX_FOUND_OK, TIX_FOUND_WARNING, TIX_FOUND_PROBLEM };

struct tix_doctor {
	struct tix *tx;
	struct tix_run *r;
	struct tix_rows rows;
	enum tix_finding worst;
	enum tix_status status; /* of the printing */
};

/*
 * Print a finding of the check 'check', with what to do about it (NULL:
 * nothing).
 */
void tix_doctor_say(struct tix_doctor *d, enum tix_finding finding,
    const char *check, const char *advice, const char *fmt, ...)
    __attribute__((format(printf, 5, 6)));

/* doctorfile.c: the desk's files, the file system, space, the log. */
void tix_doctor_files(struct tix_doctor *d);

/* doctorconfig.c: files of settings, then what is in them. */
void tix_doctor_settings(struct tix_doctor *d);

/* doctornotify.c: hooks, the outbox, the last sweep. */
void tix_doctor_notify(struct tix_doctor *d);

#endif
