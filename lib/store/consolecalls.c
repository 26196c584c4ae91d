/*
 * Functions that a statement of others may call: those that compute.
 */
#include "consoleparts.h"

#include <string.h>
#include <strings.h>

/* Each between blanks. */
static const char calls[] =
	/* scalar */
	" abs char coalesce concat concat_ws format glob hex if ifnull iif"
	" instr length like likelihood likely lower ltrim max min nullif"
	" octet_length printf quote random randomblob replace round rtrim"
	" sign soundex substr substring subtype trim typeof unhex unicode"
	" unistr unistr_quote unlikely upper zeroblob sqlite_version"
	/* dates */
	" current_date current_time current_timestamp date datetime julianday"
	" strftime time timediff unixepoch"
	/* aggregates and windows */
	" avg count group_concat string_agg sum total median percentile"
	" percentile_cont percentile_disc cume_dist dense_rank first_value"
	" lag last_value lead nth_value ntile percent_rank rank row_number"
	/* mathematics */
	" acos acosh asin asinh atan atan2 atanh ceil ceiling cos cosh"
	" degrees exp floor ln log log10 log2 mod pi pow power radians sin"
	" sinh sqrt tan tanh trunc"
	/* JSON */
	" -> ->> json json_array json_array_length json_error_position"
	" json_extract json_group_array json_group_object json_insert"
	" json_object json_patch json_pretty json_quote json_remove"
	" json_replace json_set json_type json_valid ";

bool
tix_console_may_call(const char *function)
{
	const size_t n = strlen(function);

	if (n == 0 || strchr(function, ' ') != NULL)
		return false;
	for (const char *at = calls; at[1] != '\0';
	    at += 1 + strcspn(at + 1, " "))
		if (strncasecmp(at + 1, function, n) == 0 && at[1 + n] == ' ')
			return true;
	return false;
}
