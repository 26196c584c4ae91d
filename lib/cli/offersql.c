/*
 * What may stand at the end of a statement: views, and columns of those that
 * it names already.
 */
#include "offer.h"

#include <ctype.h>
#include <string.h>

#include <tix/console.h>

/* Behind the last character that is in no name. */
static const char *
last_name(const char *word)
{
	const char *s = word + strlen(word);

	while (s > word && (isalnum((unsigned char)s[-1]) || s[-1] == '_'))
		s--;
	return s;
}

void
tix_offer_sql(const struct tix_offer *c)
{
	const char *name = last_name(c->word);
	struct tix_offer part = *c;
	const struct tix_console_part *p;
	size_t n;

	if (name > c->word)
		part = tix_offer_behind(c, name - 1);
	p = tix_console_parts(c->tx, &n);
	for (size_t i = 0; i < n; i++)
		if (*p[i].column == '\0')
			tix_offer(&part, p[i].view, p[i].help);
		else if (strstr(c->word, p[i].view) != NULL)
			tix_offer(&part, p[i].column, p[i].help);
}
