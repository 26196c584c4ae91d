/*
 * The fields of a ticket: one table for JSON, SQL, queries and options.
 */
#include <tix/ticket.h>

#include <string.h>

const char *const tix_kind_names[] = {
	"incident", "request", "problem", "change", "security", NULL
};

const char *const tix_state_names[] = {
	"new", "open", "waiting", "resolved", "closed", "cancelled", "merged",
	NULL
};

const char *const tix_waiting_names[] = {
	"customer", "vendor", "change", "event", NULL
};

const char *const tix_then_names[] = { "resume", "resolve", NULL };

const char *const tix_channel_names[] = {
	"phone", "mail", "chat", "in-person", "self-service", "monitor", NULL
};

const char *const tix_priority_source_names[] = {
	"matrix", "manual", "rule", "vip", NULL
};

#define AT(member) offsetof(struct tix_ticket, member)
#define SET (TIX_F_SETTABLE | TIX_F_EVENT | TIX_F_TRACKED)
#define ACT (TIX_F_EVENT | TIX_F_TRACKED)

const struct tix_field_info tix_fields[TIX_FIELDS + 1] = {
	[TIX_F_ID] = { "id", "ID", TIX_T_INT, 0, AT(id), 0, NULL,
	    "number of the ticket" },
	[TIX_F_SUBJECT] = { "subject", "SUBJECT", TIX_T_TEXT, SET,
	    AT(subject), TIX_SUBJECT_MAX, NULL, "what it is about" },
	[TIX_F_BODY] = { "body", "BODY", TIX_T_TEXT, SET, AT(body),
	    TIX_BODY_MAX, NULL, "the whole story" },
	[TIX_F_KIND] = { "kind", "KIND", TIX_T_NAME, SET, AT(kind), 0,
	    tix_kind_names, "incident, request, problem, change, security" },
	[TIX_F_STATE] = { "state", "STATE", TIX_T_NAME, ACT, AT(state), 0,
	    tix_state_names, "where it is in its life" },
	[TIX_F_WAITING_ON] = { "waiting_on", "WAITS ON", TIX_T_NAME, ACT,
	    AT(waiting_on), 0, tix_waiting_names, "whom it waits for" },
	[TIX_F_WAIT_UNTIL] = { "wait_until", "WAITS UNTIL", TIX_T_TIME, ACT,
	    AT(wait_until), 0, NULL, "when the wait ends by itself" },
	[TIX_F_WAIT_THEN] = { "wait_then", "THEN", TIX_T_NAME, ACT,
	    AT(wait_then), 0, tix_then_names, "what happens then" },
	[TIX_F_LEVEL] = { "level", "LEVEL", TIX_T_TEXT, SET, AT(level),
	    TIX_NAME_MAX, NULL, "support level it is at" },
	[TIX_F_QUEUE] = { "queue", "QUEUE", TIX_T_TEXT, SET, AT(queue),
	    TIX_NAME_MAX, NULL, "queue it waits in" },
	[TIX_F_TEAM] = { "team", "TEAM", TIX_T_TEXT, SET, AT(team),
	    TIX_NAME_MAX, NULL, "team that has it" },
	[TIX_F_OWNER] = { "owner", "OWNER", TIX_T_TEXT, SET, AT(owner),
	    TIX_NAME_MAX, NULL, "agent who works on it" },
	[TIX_F_REQUESTER] = { "requester", "REQUESTER", TIX_T_TEXT, SET,
	    AT(requester), TIX_NAME_MAX, NULL, "who asked" },
	[TIX_F_ORGANISATION] = { "organisation", "ORGANISATION", TIX_T_TEXT,
	    SET, AT(organisation), TIX_NAME_MAX, NULL, "for whom" },
	[TIX_F_CATEGORY] = { "category", "CATEGORY", TIX_T_TEXT, SET,
	    AT(category), TIX_NAME_MAX, NULL, "what kind of trouble" },
	[TIX_F_SERVICE] = { "service", "SERVICE", TIX_T_TEXT, SET,
	    AT(service), TIX_NAME_MAX, NULL, "service that suffers" },
	[TIX_F_ASSET] = { "asset", "ASSET", TIX_T_TEXT, SET, AT(asset),
	    TIX_NAME_MAX, NULL, "machine or part concerned" },
	[TIX_F_SOURCE] = { "source", "SOURCE", TIX_T_TEXT, SET, AT(source),
	    TIX_NAME_MAX, NULL, "where it came from" },
	[TIX_F_CHANNEL] = { "channel", "CHANNEL", TIX_T_NAME, SET,
	    AT(channel), 0, tix_channel_names, "how it was reported" },
	[TIX_F_IMPACT] = { "impact", "IMPACT", TIX_T_INT, SET, AT(impact),
	    TIX_NAME_MAX, NULL, "how much is hit, 1 most" },
	[TIX_F_URGENCY] = { "urgency", "URGENCY", TIX_T_INT, SET, AT(urgency),
	    TIX_NAME_MAX, NULL, "how soon it hurts, 1 most" },
	[TIX_F_PRIORITY] = { "priority", "PRI", TIX_T_INT, SET, AT(priority),
	    TIX_NAME_MAX, NULL, "1 (highest) to 5" },
	[TIX_F_PRIORITY_SOURCE] = { "priority_source", "BY", TIX_T_NAME,
	    TIX_F_EVENT, AT(priority_source), 0, tix_priority_source_names,
	    "what set the priority" },
	[TIX_F_TAGS] = { "tags", "TAGS", TIX_T_TAGS, SET, AT(tags),
	    TIX_TAGS_MAX * (TIX_NAME_MAX + 1), NULL, "words to group by" },
	[TIX_F_KEY] = { "key", "KEY", TIX_T_TEXT, SET, AT(key),
	    TIX_NAME_MAX * 5, NULL, "what repeats have in common" },
	[TIX_F_COUNT] = { "count", "COUNT", TIX_T_INT, TIX_F_TRACKED,
	    AT(count), 0, NULL, "times it was reported" },
	[TIX_F_OPENED] = { "opened", "OPENED", TIX_T_TIME, 0, AT(opened), 0,
	    NULL, "when it was opened" },
	[TIX_F_UPDATED] = { "updated", "UPDATED", TIX_T_TIME, 0, AT(updated),
	    0, NULL, "when something last happened" },
	[TIX_F_TAKEN] = { "taken", "TAKEN", TIX_T_TIME, 0, AT(taken), 0, NULL,
	    "when it first had an owner" },
	[TIX_F_FIRST_RESPONSE] = { "first_response", "ANSWERED", TIX_T_TIME,
	    0, AT(first_response), 0, NULL, "when it was first answered" },
	[TIX_F_RESOLVED] = { "resolved", "RESOLVED", TIX_T_TIME, 0,
	    AT(resolved), 0, NULL, "when it was last resolved" },
	[TIX_F_CLOSED] = { "closed", "CLOSED", TIX_T_TIME, 0, AT(closed), 0,
	    NULL, "when it was closed" },
	[TIX_F_RESOLUTION] = { "resolution", "RESOLUTION", TIX_T_TEXT, 0,
	    AT(resolution), TIX_NAME_MAX, NULL, "code of its resolution" },
	[TIX_F_RATING] = { "rating", "RATING", TIX_T_INT, ACT, AT(rating), 0,
	    NULL, "how content the requester was, 1 to 5" },
	[TIX_F_DUE] = { "due", "DUE", TIX_T_TIME, SET, AT(due), 64, NULL,
	    "when it is to be resolved" },
	[TIX_F_NEXT_DUE] = { "next_due", "NEXT DUE", TIX_T_TIME, 0,
	    AT(next_due), 0, NULL, "what is promised next" },
	[TIX_F_BREACHED] = { "breached", "BREACHED", TIX_T_FLAG, 0,
	    AT(breached), 0, NULL, "a promise was broken" },
	[TIX_F_EFFORT] = { "effort", "EFFORT", TIX_T_DURATION, ACT, AT(effort),
	    0, NULL, "time worked" },
	[TIX_F_UNDELIVERED] = { "undelivered", "UNSENT", TIX_T_INT, 0,
	    AT(undelivered), 0, NULL, "replies that were not sent yet" },
	[TIX_F_PROBLEM] = { "problem", "PROBLEM", TIX_T_TEXT, SET,
	    AT(problem), TIX_NAME_MAX, NULL, "problem behind it" },
	[TIX_F_VENDOR_CASE] = { "vendor_case", "VENDOR CASE", TIX_T_TEXT, SET,
	    AT(vendor_case), TIX_NAME_MAX, NULL, "the vendor's reference" },
	[TIX_F_AGREEMENT] = { "agreement", "AGREEMENT", TIX_T_TEXT, SET,
	    AT(agreement), TIX_NAME_MAX, NULL, "what was promised" },
	[TIX_F_CHECKLIST] = { "checklist", "CHECKLIST", TIX_T_TEXT, SET,
	    AT(checklist), TIX_NAME_MAX, NULL, "what is to be gone through" },
	[TIX_F_VISITS] = { "visits", "VISITS", TIX_T_TAGS, 0, AT(visits), 0,
	    NULL, "levels it was at: how often, and who handed it up" },
	[TIX_F_BOUNCES] = { "bounces", "BOUNCES", TIX_T_INT, 0, AT(bounces),
	    0, NULL, "times that it came back to a level" },
	[TIX_F_PARENT] = { "parent", "PARENT", TIX_T_INT, 0, AT(parent), 0,
	    NULL, "ticket that it is a part of" },
	[TIX_F_MERGED_INTO] = { "merged_into", "MERGED INTO", TIX_T_INT, ACT,
	    AT(merged_into), 0, NULL, "ticket that took it in" },
	[TIX_F_LINKS] = { "links", "LINKS", TIX_T_TAGS, ACT, AT(links), 0,
	    NULL, "how it stands to other tickets" },
	[TIX_F_WATCHERS] = { "watchers", "WATCHERS", TIX_T_TAGS, SET,
	    AT(watchers), TIX_TAGS_MAX * (TIX_NAME_MAX + 1), NULL,
	    "who wants to know" },
	[TIX_F_ORIGIN] = { "origin", "ORIGIN", TIX_T_TEXT, TIX_F_EVENT,
	    AT(origin), TIX_NAME_MAX, NULL, "where it was imported from" },
	[TIX_F_FIELDS] = { "fields", "FIELDS", TIX_T_JSON, ACT,
	    AT(fields), TIX_BODY_MAX, NULL, "the desk's own fields" },
	[TIX_F_ALARM] = { "alarm", "ALARM", TIX_T_TIME, 0, AT(alarm), 0, NULL,
	    "when tix escalate --due looks at it" },
	[TIX_F_CALENDAR] = { "calendar", "CALENDAR", TIX_T_TEXT, SET,
	    AT(calendar), TIX_NAME_MAX, NULL, "when it is worked for" },
};

bool
tix_type_is_text(enum tix_type type)
{
	return type == TIX_T_TEXT || type == TIX_T_TAGS || type == TIX_T_JSON;
}

int
tix_field_find(const char *name)
{
	for (int f = 0; f < TIX_FIELDS; f++)
		if (strcmp(tix_fields[f].name, name) == 0)
			return f;
	return -1;
}

const char *
tix_field_names(struct tix_arena *mem, unsigned flags)
{
	struct tix_buf b = { .arena = mem };

	for (int f = 0; f < TIX_FIELDS; f++) {
		if ((tix_fields[f].flags & flags) != flags)
			continue;
		if (b.len > 0)
			tix_buf_str(&b, ", ");
		tix_buf_str(&b, tix_fields[f].name);
	}
	return tix_buf_text(&b);
}
