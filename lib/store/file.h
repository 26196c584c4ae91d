/*
 * For lib/store alone: the files of a desk, and the write gate beside them.
 */
#ifndef TIX_STORE_FILE_H
#define TIX_STORE_FILE_H

#include <sys/types.h>
#include <tix/tix.h>

/*
 * The path with its folder resolved, on tx->run, after checking that the file
 * is there, a plain file with one name, not a link, on a local file system.
 */
enum tix_status tix_file_check(struct tix *tx, const char *path,
    const char **canonical);

/*
 * Make a new empty file for what is to be 'path' (0600, or 0660 of 'group' in a
 * folder that is or becomes 2770), and tell its name, and the final one.
 */
enum tix_status tix_file_create(struct tix *tx, const char *path,
    const char *group, const char **made, const char **final);

/*
 * Give the file 'made', at rest and without a log, its 'final' name and a gate;
 * the folder is synced.  Nothing of 'made' is left.
 */
enum tix_status tix_file_name(struct tix *tx, const char *made,
    const char *final);

/* Is it a file system over a network?  They share no memory between hosts. */
bool tix_file_is_network(long magic);

/* Take a file that could not be finished away again. */
void tix_file_remove(const char *path);

/*
 * The name of the engine's way to files, by which a log of old is not taken for
 * a new one; NULL, the usual way, where that cannot be had.
 */
const char *tix_file_vfs(void);

/* The gate of 'path', made with the mode of 'like' where it is missing. */
enum tix_status tix_gate_open(struct tix *tx, const char *path,
    const char *like, int *fd);

/*
 * Wait in line for it, at most 'wait' microseconds: TIX_BUSY, also where the
 * run is asked to stop.  Where its file is another one by then it is opened
 * anew.
 */
enum tix_status tix_gate_enter(struct tix *tx, const char *path, int *fd,
    int64_t wait);
void tix_gate_leave(int fd);

#endif
