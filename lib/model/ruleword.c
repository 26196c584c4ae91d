/*
 * Words in rules: names, tags, skills and labels.
 */
#include <tix/rule.h>

#include <stdlib.h>
#include <string.h>

#include <tix/arena.h>
#include <tix/utf8.h>

bool
tix_is_one_line(const char *s)
{
	for (; *s != '\0'; s++)
		if ((unsigned char)*s < ' ' || *s == 0x7f)
			return false;
	return true;
}

bool
tix_desk_is_name(const char *s)
{
	return *s != '\0' && strlen(s) <= TIX_NAME_MAX && tix_is_one_line(s) &&
	    strpbrk(s, " ,:()\"'") == NULL && !tix_utf8_blank(s);
}

bool
tix_rule_is_word(const char *s)
{
	return *s != '\0' && strlen(s) <= TIX_NAME_MAX &&
	    strpbrk(s, " \t\n\r,") == NULL;
}

static bool
read_grade(const char *s, int64_t *grade)
{
	const char *digits = s + (*s == '+');
	size_t len = strlen(digits);

	if (len == 0 || len > 15 || strspn(digits, "0123456789") != len)
		return false;
	*grade = strtoll(digits, NULL, 10);
	return *grade >= 1 && *grade <= TIX_GRADE_MAX;
}

bool
tix_skill_read(struct tix_arena *mem, const char *text, struct tix_skill *k)
{
	const char *colon = strrchr(text, ':');

	*k = (struct tix_skill){ .name = text, .grade = 1 };
	if (colon == NULL)
		return true;
	k->name = tix_arena_dup_n(mem, text, (size_t)(colon - text));
	return read_grade(colon + 1, &k->grade);
}

bool
tix_label_read(const char *text, const char **pattern)
{
	const char *equals = strchr(text, '=');

	*pattern = NULL;
	if (equals == NULL || equals == text || equals[1] == '\0')
		return false;
	if (equals[1] == '~')
		*pattern = equals + 2;
	return true;
}
