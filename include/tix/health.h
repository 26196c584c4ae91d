/*
 * What a desk stands on, for those who look after it: the engine, the files
 * and what they are on, the length of queues.  Only looked at, never opened
 * beside the engine, which would lose its locks.
 */
#ifndef TIX_HEALTH_H
#define TIX_HEALTH_H

#include <tix/tix.h>

/*
 * Can a write and a checkpoint at the same moment damage a file in this
 * version of SQLite ("3.40.1")?  So in 3.7.0 to 3.51.2, but for 3.44.6,
 * 3.50.7 and what came after them in their lines.
 */
bool tix_engine_has_wal_bug(const char *version);

enum tix_health_file {
	TIX_FILE_FOLDER,
	TIX_FILE_DESK,
	TIX_FILE_LOG,  /* -wal */
	TIX_FILE_MAP,  /* -shm */
	TIX_FILE_GATE, /* -gate */
	TIX_FILES
};

struct tix_file_health {
	const char *path;
	int error;        /* errno of the look; 0: it is there */
	unsigned mode;    /* permissions, with setgid and sticky bit */
	bool is_plain;    /* a file, or for the folder a folder; no link */
	int64_t user;
	int64_t group;
	int64_t size;
};

/* A place is looked at as it is, whoever may open it. */
struct tix_health {
	struct tix_file_health file[TIX_FILES];
	int fs_error;     /* errno of looking at the file system */
	const char *fs;   /* its kind, "ext4"; a number where it has no name */
	bool network;     /* where no desk may be */
	bool volatile_fs; /* gone when the machine is switched off */
	int64_t free;     /* bytes that the caller may still use */
};

/* Look at the desk's file 'path' and what is beside it; on tx->run. */
void tix_health_files(struct tix *tx, const char *path, struct tix_health *h);

/*
 * Events of the open desk that are later than 'at', and the time of the newest
 * (0: there is none).
 */
enum tix_status tix_health_ahead(struct tix *tx, int64_t at, int64_t *n,
    int64_t *newest);

/* Tickets of the open desk whose text waits to be indexed. */
enum tix_status tix_health_queue(struct tix *tx, int64_t *n);

#endif
