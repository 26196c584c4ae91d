/*
 * Events: what happened to a ticket, as stored for good.
 */
#ifndef TIX_EVENT_H
#define TIX_EVENT_H

#include <tix/hash.h>
#include <tix/json.h>
#include <tix/ticket.h>

struct tix_attachments;
struct tix_steps;

#define TIX_EVENT_DATA_MAX (8u << 20) /* bytes of JSON in one event */

/* A released kind never changes its number, name or members. */
enum tix_event_kind {
	TIX_E_NONE,      /* nothing happened: the ticket is already so */
	TIX_E_OPENED,
	TIX_E_REPEATED,  /* reported again under the same key */
	TIX_E_CHANGED,   /* fields alone */
	TIX_E_NOTED,
	TIX_E_TAKEN,
	TIX_E_ROUTED,
	TIX_E_ESCALATED,
	TIX_E_RETURNED,
	TIX_E_RESOLVED,
	TIX_E_CLOSED,
	TIX_E_REOPENED,
	TIX_E_ASSIGNED,
	TIX_E_REPLIED,   /* in public; "by" says how */
	TIX_E_SENT,      /* a reply went out */
	TIX_E_UNSENT,    /* a reply could not go out */
	TIX_E_WAITED,
	TIX_E_RESUMED,
	TIX_E_CANCELLED,
	TIX_E_RATED,
	TIX_E_LINKED,
	TIX_E_UNLINKED,
	TIX_E_MERGED,    /* into another */
	TIX_E_ABSORBED,  /* another was merged into this one */
	TIX_E_SPLIT,     /* a part of it became a ticket of its own */
	TIX_E_RETRACTED, /* another event is taken back */
	TIX_E_DESK,      /* a desk version came into force; no ticket */
	TIX_E_WARNED,    /* a clock reached a threshold */
	TIX_E_BREACHED,  /* a clock passed its deadline */
	TIX_E_WAIVED,    /* a breach does not count */
	TIX_E_RESTARTED, /* a clock begins anew */
	TIX_E_ACKED,     /* somebody is on it: no more steps for now */
	TIX_E_STEPPED,   /* a step of its escalation policy was taken */
	TIX_EVENT_KINDS
};

/*
 * Beside "set", "add", "drop", "with" and "origin", which all kinds may carry,
 * the members that a kind has.
 */
enum tix_member_type { TIX_M_TEXT, TIX_M_INT, TIX_M_JSON };

struct tix_member_info {
	const char *name;
	enum tix_member_type type;
	bool required;
	const char *help;
};

#define TIX_MEMBERS_MAX 8

struct tix_event_info {
	const char *name;
	struct tix_member_info members[TIX_MEMBERS_MAX + 1]; /* NULL ends */
};

extern const struct tix_event_info tix_events[TIX_EVENT_KINDS];

/* The kind of a name, or TIX_E_NONE. */
enum tix_event_kind tix_event_kind_find(const char *name);

/*
 * What a change does.  Those that add or drop stand beside what others do to
 * the field, whichever is taken back: lists gain or lose words, numbers grow
 * (by what may be negative), and the desk's own fields are patched (RFC 7396).
 */
enum tix_change_op { TIX_SET, TIX_ADD, TIX_DROP };

struct tix_change {
	enum tix_field field;
	enum tix_change_op op;
	struct tix_value value;
};

struct tix_member {
	const char *name;
	enum tix_member_type type;
	int64_t i;     /* TIX_M_INT */
	const char *s; /* TIX_M_TEXT; TIX_M_JSON as JSON text */
};

#define TIX_CHANGES_MAX (TIX_FIELDS + 8)

/*
 * Decisions fill kind, changes and members; the store fills the rest.  All
 * strings are borrowed.
 */
struct tix_event {
	int64_t seq;
	int64_t ticket;          /* 0: the desk itself */
	int64_t at;              /* when it happened */
	int64_t recorded;        /* when it was stored */
	const char *actor;
	const char *on_behalf;   /* or NULL */
	const char *via;
	enum tix_event_kind kind;
	const char *kind_name;   /* as stored; NULL in one that is new */
	int64_t desk;            /* version of the desk it was decided under */
	int64_t with;            /* first event of the same act, or 0 */
	const char *origin;      /* JSON: what it was elsewhere, or NULL */
	bool encoded;            /* 'data' is as it is to be stored */
	bool retracted;          /* taken back by a later one; not stored */
	struct tix_event *also;  /* decided together, on other tickets */
	const struct tix_attachments *files; /* to be stored with it */
	const struct tix_steps *steps; /* how it was decided, or NULL */
	const char *gave_up;     /* rule whose pattern did, or NULL */
	const char *data;        /* JSON as stored, set by encode */
	size_t data_len;
	struct tix_change changes[TIX_CHANGES_MAX];
	size_t nchanges;
	struct tix_member members[TIX_MEMBERS_MAX];
	size_t nmembers;
	unsigned char salt[TIX_SALT_SIZE];
	unsigned char digest[TIX_HASH_SIZE]; /* of salt and data */
	unsigned char hash[TIX_HASH_SIZE];   /* of the one before and this */
};

/* Nothing but a kind. */
void tix_event_init(struct tix_event *e, enum tix_event_kind kind);

/* Put a change; one of the same field and kind before is put anew. */
void tix_event_change_put(struct tix_event *e, enum tix_change_op op,
    enum tix_field f, const struct tix_value *v);

/* Set a field; a field set before is set anew.  NULL and 0 mean "none". */
void tix_event_set(struct tix_event *e, enum tix_field f,
    const struct tix_value *v);
void tix_event_set_text(struct tix_event *e, enum tix_field f, const char *s);
void tix_event_set_int(struct tix_event *e, enum tix_field f, int64_t i);

/*
 * Add words to a list, a number to a number, or a patch to "fields"; drop words
 * from a list.  NULL and 0 are passed over.
 */
void tix_event_add_text(struct tix_event *e, enum tix_field f, const char *s);
void tix_event_add_int(struct tix_event *e, enum tix_field f, int64_t i);
void tix_event_drop_text(struct tix_event *e, enum tix_field f, const char *s);

/* Join 'other' to the act of 'e': it is stored after 'e' and the earlier. */
void tix_event_join(struct tix_event *e, struct tix_event *other);

/* What a field is set to, or NULL. */
const struct tix_change *tix_event_change(const struct tix_event *e,
    enum tix_field f);

/* Add a member of the kind; a NULL string is passed over. */
void tix_event_text(struct tix_event *e, const char *name, const char *s);
void tix_event_int(struct tix_event *e, const char *name, int64_t i);
void tix_event_json(struct tix_event *e, const char *name, const char *json);

/* The member of a name, or NULL. */
const struct tix_member *tix_event_member(const struct tix_event *e,
    const char *name);

/* Who did it: on whose behalf, else the real user. */
const char *tix_event_author(const struct tix_event *e);

/*
 * Did an answer reach somebody: one that went out, or was given there and then?
 * It is one to the requester where its author is another.
 */
bool tix_event_is_answer(const struct tix_event *e);

/* Is it a reply that a program has to deliver (by mail or hook)? */
bool tix_event_is_carried(const struct tix_event *e);

/*
 * Write kind, changes and members as JSON into data; read them back.
 * Encoding fails with TIX_FAILED for a member that the kind does not have or
 * lacks, TIX_INVALID beyond TIX_EVENT_DATA_MAX.  Decoding fails with
 * TIX_CONFLICT for data that are no event of this kind; unknown members and
 * fields are passed over (they stay in 'data').
 */
enum tix_status tix_event_encode(struct tix *tx, struct tix_event *e);
enum tix_status tix_event_decode(struct tix *tx, struct tix_event *e);

/*
 * The chain: digest = SHA-256(salt || data); hash = SHA-256(previous hash ||
 * each of seq ticket at recorded actor on_behalf via kind desk digest, as a
 * length of 4 bytes, big-endian, and the bytes; numbers are 8 bytes,
 * big-endian; none is the length 0xffffffff).  The first hash follows zeros.
 */
void tix_event_digest(struct tix_event *e);
void tix_event_hash(const unsigned char previous[TIX_HASH_SIZE],
    struct tix_event *e);

#endif
