/*
 * What the keys of a rule in desk.conf(5) mean.
 */
#include <tix/rule.h>

#include <string.h>

/* "not_queue" is the opposite of "queue". */
#define NOT "not_"
#define SET "set_" /* a field of the desk's own, too */

static const struct {
	const char *key;
	enum tix_match_what what;
	enum tix_field field;
} matchers[] = {
	{ "subject", TIX_MATCH_PATTERN, TIX_F_SUBJECT },
	{ "body", TIX_MATCH_PATTERN, TIX_F_BODY },
	{ "text", TIX_MATCH_TEXT, TIX_F_SUBJECT },
	{ "words", TIX_MATCH_WORDS, TIX_F_SUBJECT },
	{ "tag", TIX_MATCH_TAG, TIX_F_TAGS },
	{ "label", TIX_MATCH_LABEL, TIX_F_TAGS },
	{ "watcher", TIX_MATCH_TAG, TIX_F_WATCHERS },
	{ "requester_vip", TIX_MATCH_VIP, TIX_F_REQUESTER },
	{ "when", TIX_MATCH_WHEN, TIX_F_OPENED },
	{ "kind", TIX_MATCH_FIELD, TIX_F_KIND },
	{ "state", TIX_MATCH_FIELD, TIX_F_STATE },
	{ "level", TIX_MATCH_FIELD, TIX_F_LEVEL },
	{ "queue", TIX_MATCH_FIELD, TIX_F_QUEUE },
	{ "team", TIX_MATCH_FIELD, TIX_F_TEAM },
	{ "owner", TIX_MATCH_FIELD, TIX_F_OWNER },
	{ "requester", TIX_MATCH_FIELD, TIX_F_REQUESTER },
	{ "organisation", TIX_MATCH_FIELD, TIX_F_ORGANISATION },
	{ "category", TIX_MATCH_FIELD, TIX_F_CATEGORY },
	{ "service", TIX_MATCH_FIELD, TIX_F_SERVICE },
	{ "asset", TIX_MATCH_FIELD, TIX_F_ASSET },
	{ "source", TIX_MATCH_FIELD, TIX_F_SOURCE },
	{ "channel", TIX_MATCH_FIELD, TIX_F_CHANNEL },
	{ "impact", TIX_MATCH_RANGE, TIX_F_IMPACT },
	{ "urgency", TIX_MATCH_RANGE, TIX_F_URGENCY },
	{ "priority", TIX_MATCH_RANGE, TIX_F_PRIORITY },
	{ "count", TIX_MATCH_RANGE, TIX_F_COUNT },
	{ "bounces", TIX_MATCH_RANGE, TIX_F_BOUNCES },
	{ "key", TIX_MATCH_FIELD, TIX_F_KEY },
	{ "problem", TIX_MATCH_FIELD, TIX_F_PROBLEM },
	{ "vendor_case", TIX_MATCH_FIELD, TIX_F_VENDOR_CASE },
	{ "agreement", TIX_MATCH_FIELD, TIX_F_AGREEMENT },
	{ "checklist", TIX_MATCH_FIELD, TIX_F_CHECKLIST },
	/* A pattern where the plain key takes a list. */
	{ "requester_matches", TIX_MATCH_PATTERN, TIX_F_REQUESTER },
	{ "organisation_matches", TIX_MATCH_PATTERN, TIX_F_ORGANISATION },
	{ "category_matches", TIX_MATCH_PATTERN, TIX_F_CATEGORY },
	{ "service_matches", TIX_MATCH_PATTERN, TIX_F_SERVICE },
	{ "asset_matches", TIX_MATCH_PATTERN, TIX_F_ASSET },
	{ "source_matches", TIX_MATCH_PATTERN, TIX_F_SOURCE },
	{ "key_matches", TIX_MATCH_PATTERN, TIX_F_KEY },
	{ NULL, TIX_MATCH_FIELD, TIX_F_ID }
};

static const struct {
	const char *key;
	enum tix_action_what what;
	enum tix_field field;
} actions[] = {
	{ "set_kind", TIX_DO_SET, TIX_F_KIND },
	{ "set_level", TIX_DO_SET, TIX_F_LEVEL },
	{ "set_queue", TIX_DO_SET, TIX_F_QUEUE },
	{ "set_team", TIX_DO_SET, TIX_F_TEAM },
	{ "set_owner", TIX_DO_SET, TIX_F_OWNER },
	{ "set_organisation", TIX_DO_SET, TIX_F_ORGANISATION },
	{ "set_category", TIX_DO_SET, TIX_F_CATEGORY },
	{ "set_service", TIX_DO_SET, TIX_F_SERVICE },
	{ "set_asset", TIX_DO_SET, TIX_F_ASSET },
	{ "set_impact", TIX_DO_SET, TIX_F_IMPACT },
	{ "set_urgency", TIX_DO_SET, TIX_F_URGENCY },
	{ "set_priority", TIX_DO_SET, TIX_F_PRIORITY },
	{ "set_problem", TIX_DO_SET, TIX_F_PROBLEM },
	{ "set_agreement", TIX_DO_SET, TIX_F_AGREEMENT },
	{ "set_checklist", TIX_DO_SET, TIX_F_CHECKLIST },
	{ "add_tag", TIX_DO_ADD, TIX_F_TAGS },
	{ "drop_tag", TIX_DO_DROP, TIX_F_TAGS },
	{ "add_watcher", TIX_DO_ADD, TIX_F_WATCHERS },
	{ "drop_watcher", TIX_DO_DROP, TIX_F_WATCHERS },
	{ "raise_priority", TIX_DO_RAISE, TIX_F_PRIORITY },
	{ "need_skill", TIX_DO_NEED, TIX_F_OWNER },
	{ "assign", TIX_DO_ASSIGN, TIX_F_OWNER },
	{ NULL, TIX_DO_SET, TIX_F_ID }
};

bool
tix_rule_has_key(const char *key)
{
	const struct tix_desk none = { 0 };
	struct tix_matcher m;
	struct tix_action a;

	return strcmp(key, "rule") == 0 || strcmp(key, "continue") == 0 ||
	    strncmp(key, NOT, sizeof NOT - 1) == 0 ||
	    strncmp(key, SET, sizeof SET - 1) == 0 ||
	    tix_rule_matcher_key(&none, key, &m) ||
	    tix_rule_action_key(&none, key, &a);
}

bool
tix_rule_matcher_key(const struct tix_desk *d, const char *key,
    struct tix_matcher *m)
{
	const char *name = key;

	*m = (struct tix_matcher){ .key = key };
	if (strncmp(key, NOT, sizeof NOT - 1) == 0) {
		m->negated = true;
		name += sizeof NOT - 1;
	}
	for (size_t i = 0; matchers[i].key != NULL; i++) {
		if (strcmp(matchers[i].key, name) != 0)
			continue;
		m->what = matchers[i].what;
		m->field = matchers[i].field;
		return true;
	}
	if (tix_desk_custom(d, name) == NULL)
		return false;
	m->what = TIX_MATCH_OWN;
	m->field = TIX_F_FIELDS;
	m->own = name;
	return true;
}

bool
tix_rule_action_key(const struct tix_desk *d, const char *key,
    struct tix_action *a)
{
	*a = (struct tix_action){ .key = key };
	for (size_t i = 0; actions[i].key != NULL; i++) {
		if (strcmp(actions[i].key, key) != 0)
			continue;
		a->what = actions[i].what;
		a->field = actions[i].field;
		return true;
	}
	if (strncmp(key, SET, sizeof SET - 1) != 0 ||
	    tix_desk_custom(d, key + sizeof SET - 1) == NULL)
		return false;
	a->what = TIX_DO_SET_OWN;
	a->field = TIX_F_FIELDS;
	a->own = key + sizeof SET - 1;
	return true;
}

const char *
tix_rule_matcher_name(size_t i)
{
	return i < sizeof matchers / sizeof matchers[0] ? matchers[i].key :
	    NULL;
}

const char *
tix_rule_action_name(size_t i)
{
	return i < sizeof actions / sizeof actions[0] ? actions[i].key : NULL;
}
