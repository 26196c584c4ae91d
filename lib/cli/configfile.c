/*
 * A file of settings.  Names are read here, values by the library that reads
 * the desk's policy: one way of quoting for both.
 */
#include "settings.h"

#include <confuse.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <tix/arena.h>

#define NAME_LETTERS \
	"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_."

struct reading {
	struct tix *tx;
	const char *path;
	int line;
	struct tix_setting *item;
	size_t n;
	void (*say)(void *arg, const char *finding);
	void *arg;
	int findings;
};

/* The library would print; the words are ours. */
static void
say_nothing(cfg_t *cfg, const char *fmt, va_list ap)
{
	(void)cfg;
	(void)fmt;
	(void)ap;
}

/* Told, where findings are wanted; else the end. */
static enum tix_status
finding(struct reading *r)
{
	struct tix *tx = r->tx;
	const char *words = tix_arena_dup(tx->run, tx->error);

	(void)tix_fail(tx, TIX_INVALID, "%s:%d: %s", r->path, r->line, words);
	if (r->say == NULL)
		return TIX_INVALID;
	r->say(r->arg, tx->error);
	r->findings++;
	return TIX_OK;
}

static enum tix_status
not_understood(struct reading *r)
{
	(void)tix_fail(r->tx, TIX_INVALID,
	    "not understood; a setting is NAME = \"VALUE\", on one line");
	return finding(r);
}

/* A second value on the line is none: the first leaves its mark. */
static int
only_once(cfg_t *cfg, cfg_opt_t *opt)
{
	char mark[] = "set";

	(void)cfg;
	return cfg_opt_getcomment(opt) != NULL ||
	    cfg_opt_setcomment(opt, mark) != CFG_SUCCESS ? -1 : 0;
}

/*
 * One value, quoted or not, maybe a remark behind it: NULL where it is none.
 * A newline at the end keeps the library from printing a lone backslash.
 */
static const char *
read_value(struct tix *tx, const char *text)
{
	const char *line = tix_arena_printf(tx->run, "value = %s\n", text);
	cfg_opt_t opts[] = { CFG_STR("value", NULL, CFGF_NONE), CFG_END() };
	cfg_t *cfg = cfg_init(opts, CFGF_NONE);
	const char *value = NULL;

	if (cfg == NULL)
		return NULL;
	cfg_set_error_function(cfg, say_nothing);
	cfg_set_validate_func(cfg, "value", only_once);
	if (cfg_parse_buf(cfg, line) == CFG_SUCCESS)
		value = tix_arena_dup(tx->run, cfg_getstr(cfg, "value"));
	cfg_free(cfg);
	return value;
}

static const struct tix_setting *
find(const struct reading *r, const char *name)
{
	for (size_t i = 0; i < r->n; i++)
		if (strcmp(r->item[i].name, name) == 0)
			return &r->item[i];
	return NULL;
}

static enum tix_status
take(struct reading *r, const char *name, const char *value)
{
	const struct tix_setting_kind *kind = tix_setting_find(name);
	const struct tix_setting *before = find(r, name);
	struct tix *tx = r->tx;

	if (kind == NULL)
		tix_fail(tx, TIX_INVALID, "unknown setting '%s'; there are: "
		    "%s", name, tix_setting_names(tx));
	else if (before != NULL)
		tix_fail(tx, TIX_INVALID, "%s is set already by %s", name,
		    before->origin);
	else if (tix_setting_check(tx, kind, value) != TIX_OK)
		tix_fail(tx, TIX_INVALID, "%s = '%s': %s", name, value,
		    tix_arena_dup(tx->run, tx->error));
	else if (r->n == TIX_CONFIG_MAX)
		tix_fail(tx, TIX_INVALID, "more than %d settings",
		    TIX_CONFIG_MAX);
	else {
		r->item[r->n++] = (struct tix_setting){ name, value,
		    tix_arena_printf(tx->run, "%s:%d", r->path, r->line) };
		return TIX_OK;
	}
	return finding(r);
}

static enum tix_status
read_line(struct reading *r, const char *line)
{
	const char *name = line + strspn(line, " \t");
	size_t n = strspn(name, NAME_LETTERS);
	const char *equals = name + n + strspn(name + n, " \t");
	const char *value;

	if (*name == '\0' || *name == '#')
		return TIX_OK;
	if (n == 0 || *equals != '=')
		return not_understood(r);
	value = equals + 1 + strspn(equals + 1, " \t");
	value = read_value(r->tx, value);
	if (value == NULL)
		return not_understood(r);
	return take(r, tix_arena_dup_n(r->tx->run, name, n), value);
}

enum tix_status
tix_config_parse(struct tix *tx, const char *path, const char *text,
    size_t size, struct tix_setting *item, size_t *n,
    void (*say)(void *arg, const char *finding), void *arg)
{
	struct reading r = { .tx = tx, .path = path, .item = item, .say = say,
	    .arg = arg };
	enum tix_status s = TIX_OK;

	while (s == TIX_OK && size > 0) {
		const char *end = memchr(text, '\n', size);
		size_t len = end != NULL ? (size_t)(end - text) : size;
		size_t used = end != NULL ? len + 1 : len;

		if (len > 0 && text[len - 1] == '\r')
			len--;
		r.line++;
		if (memchr(text, '\0', len) != NULL) {
			tix_fail(tx, TIX_INVALID, "it has a NUL");
			s = finding(&r);
		} else
			s = read_line(&r, tix_arena_dup_n(tx->run, text, len));
		text += used;
		size -= used;
	}
	*n = r.n;
	return s == TIX_OK && r.findings > 0 ? TIX_NO : s;
}

/* All of the file, or one byte too much. */
static enum tix_status
read_all(struct tix *tx, int fd, const char *path, char *text, size_t *size)
{
	struct stat st;
	ssize_t n = 1;

	*size = 0;
	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))
		return tix_fail(tx, TIX_IO, "'%s' is no file of settings",
		    path);
	while (n != 0 && *size <= TIX_CONFIG_SIZE_MAX) {
		n = read(fd, text + *size, TIX_CONFIG_SIZE_MAX + 1 - *size);
		if (n < 0 && errno != EINTR)
			return tix_fail(tx, TIX_IO, "'%s': %s", path,
			    strerror(errno));
		*size += n > 0 ? (size_t)n : 0;
	}
	if (*size > TIX_CONFIG_SIZE_MAX)
		return tix_fail(tx, TIX_INVALID,
		    "'%s': more than %d bytes of settings", path,
		    TIX_CONFIG_SIZE_MAX);
	return TIX_OK;
}

enum tix_status
tix_config_open(struct tix *tx, const char *path, const char **text,
    size_t *size)
{
	/* Not to wait for the other end of a pipe. */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	enum tix_status s;
	char *room;

	*text = NULL;
	*size = 0;
	if (fd < 0 && (errno == ENOENT || errno == ENOTDIR))
		return TIX_OK;
	if (fd < 0)
		return tix_fail(tx, TIX_IO, "'%s': %s", path, strerror(errno));
	room = tix_arena_alloc(tx->run, TIX_CONFIG_SIZE_MAX + 1);
	s = read_all(tx, fd, path, room, size);
	close(fd);
	*text = s == TIX_OK ? room : NULL;
	return s;
}
