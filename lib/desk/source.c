/*
 * The files of a desk as one text, with what is included in place.
 */
#include "text.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <tix/utf8.h>

/* A file that is being read, and the one that includes it. */
struct reading {
	struct tix_dt *dt;
	const char *name;
	const struct reading *by;
	size_t depth;
	dev_t dev;
	ino_t ino;        /* 0: not known */
};

static void
begin_lines(struct tix_dt *dt, const char *file, int64_t file_line)
{
	TIX_DT_MORE(dt, dt->origins, dt->norigins, dt->origins_cap);
	dt->origins[dt->norigins++] = (struct tix_desk_origin){
		dt->lines + 1, file, file_line };
}

static void
put_line(struct tix_dt *dt, const char *line, size_t len)
{
	tix_buf_add(&dt->source, line, len);
	tix_buf_char(&dt->source, '\n');
	dt->lines++;
}

/* Complain about a byte of a line that is not in the text yet. */
static enum tix_status
bad_bytes(struct tix_dt *dt, const char *name, const char *text, size_t at,
    const char *words)
{
	int64_t line = 1;

	for (size_t i = 0; i < at; i++)
		line += text[i] == '\n';
	begin_lines(dt, name, line);
	tix_dt_complain(dt, dt->lines + 1, "%s", words);
	return TIX_NO;
}

static enum tix_status
check_bytes(struct tix_dt *dt, const char *name, const char *text, size_t len)
{
	const char *nul = memchr(text, '\0', len);
	size_t at = 0, used;
	bool ok = true;

	if (len > TIX_DESKTEXT_MAX - dt->source.len)
		return bad_bytes(dt, name, text, 0, tix_arena_printf(dt->mem,
		    "the desk has more than %u bytes", TIX_DESKTEXT_MAX));
	if (nul != NULL)
		return bad_bytes(dt, name, text, (size_t)(nul - text),
		    "there is a NUL in the text");
	if (tix_utf8_valid(text, len))
		return TIX_OK;
	while (ok) {
		tix_utf8_decode(text + at, len - at, &used, &ok);
		at += ok ? used : 0;
	}
	return bad_bytes(dt, name, text, at, "the text is not UTF-8 here");
}

static enum tix_status take_in(struct reading *r, const char *text,
    size_t len);

/* Beside the file that names it, unless it says from where. */
const char *
tix_dt_path(struct tix_arena *mem, const char *by, const char *name)
{
	const char *slash = strrchr(by, '/');

	if (*name == '/' || slash == NULL)
		return name;
	return tix_arena_printf(mem, "%.*s/%s", (int)(slash - by), by, name);
}

static enum tix_status
read_all(struct tix_dt *dt, int fd, const char *path, const char **text,
    size_t *len)
{
	struct tix_buf b = { .arena = dt->mem };
	char piece[32768];
	ssize_t n = 1;

	while (n != 0 && b.len <= TIX_DESKTEXT_MAX) {
		n = read(fd, piece, sizeof piece);
		if (n < 0 && errno != EINTR)
			return tix_fail(dt->tx, TIX_IO, "'%s': %s", path,
			    strerror(errno));
		tix_buf_add(&b, piece, n > 0 ? (size_t)n : 0);
	}
	*text = tix_buf_text(&b);
	*len = b.len;
	return TIX_OK;
}

static enum tix_status
open_file(struct tix *tx, const char *path, int flags, int *fd,
    struct stat *st)
{
	*fd = open(path, O_RDONLY | O_CLOEXEC | flags);
	if (*fd < 0)
		return tix_fail(tx, errno == ENOENT || errno == ENOTDIR ?
		    TIX_NOT_FOUND : TIX_IO, "'%s': %s", path,
		    strerror(errno));
	if (fstat(*fd, st) == 0 && !S_ISDIR(st->st_mode))
		return TIX_OK;
	close(*fd);
	return tix_fail(tx, TIX_IO, "'%s' is no file", path);
}

enum tix_status
tix_dt_read(struct tix_dt *dt, const char *path, const char **text,
    size_t *len)
{
	enum tix_status s;
	struct stat st;
	int fd;

	s = open_file(dt->tx, path, O_NONBLOCK, &fd, &st);
	if (s != TIX_OK)
		return s;
	s = S_ISREG(st.st_mode) ? read_all(dt, fd, path, text, len) :
	    tix_fail(dt->tx, TIX_IO, "'%s' is no file", path);
	close(fd);
	return s;
}

static bool
is_open(const struct reading *r, const struct stat *st)
{
	for (; r != NULL; r = r->by)
		if (r->ino == st->st_ino && r->dev == st->st_dev)
			return true;
	return false;
}

/* Why a file that is open is not taken in; or NULL. */
static const char *
refusal(const struct reading *r, const struct stat *st)
{
	struct tix_arena *mem = r->dt->mem;

	if (!S_ISREG(st->st_mode))
		return tix_arena_printf(mem, "'%s' is no file", r->name);
	if (is_open(r->by, st))
		return tix_arena_printf(mem, "'%s' includes itself", r->name);
	if (r->depth >= TIX_DT_INCLUDE_MAX)
		return tix_arena_printf(mem, "more than %d files deep",
		    TIX_DT_INCLUDE_MAX);
	if (r->dt->files == TIX_DESKTEXT_FILES_MAX)
		return tix_arena_printf(mem, "more than %d files",
		    TIX_DESKTEXT_FILES_MAX);
	return NULL;
}

/* What stands at 'line' of the one text includes the file 'name'. */
static enum tix_status
include(const struct reading *by, const char *name, int64_t line)
{
	struct tix_dt *dt = by->dt;
	struct reading r = { .dt = dt, .by = by, .depth = by->depth + 1,
	    .name = tix_dt_path(dt->mem, by->name, name) };
	const char *text, *words;
	enum tix_status s;
	struct stat st;
	size_t len;
	int fd;

	/* Not to wait for the other end of a pipe. */
	if (open_file(dt->tx, r.name, O_NONBLOCK, &fd, &st) != TIX_OK) {
		tix_dt_complain_error(dt, line, "include");
		return TIX_NO;
	}
	words = refusal(&r, &st);
	if (words != NULL) {
		close(fd);
		tix_dt_complain(dt, line, "include: %s", words);
		return TIX_NO;
	}
	r.dev = st.st_dev;
	r.ino = st.st_ino;
	s = read_all(dt, fd, r.name, &text, &len);
	close(fd);
	if (s != TIX_OK) {
		tix_dt_complain_error(dt, line, "include");
		return TIX_NO;
	}
	return take_in(&r, text, len);
}

/* The name in quotes behind "include", alone on its line; or NULL. */
static const char *
included(struct tix_dt *dt, struct tix_dt_lexer *x)
{
	const int64_t line = x->line;
	bool in_brackets;
	const char *name = NULL;
	enum tix_dt_token t = tix_dt_next(x);

	in_brackets = t == TIX_DT_SIGN && *x->token == '(';
	if (in_brackets)
		t = tix_dt_next(x);
	if (t == TIX_DT_QUOTED && x->line == line &&
	    memchr(x->token, '\\', x->len) == NULL && x->len > 2)
		name = tix_arena_dup_n(dt->mem, x->token + 1, x->len - 2);
	if (in_brackets && name != NULL &&
	    (tix_dt_next(x) != TIX_DT_SIGN || *x->token != ')'))
		name = NULL;
	return name;
}

/* Copy lines up to where the lexer is, or its line's end. */
static const char *
copy_lines(struct tix_dt *dt, const char *from, const char *until)
{
	while (from < until) {
		const char *end = strchrnul(from, '\n');

		put_line(dt, from, (size_t)(end - from));
		from = *end == '\0' ? end : end + 1;
	}
	return from;
}

/* Only remarks stand between two places of a line? */
static bool
is_alone(const char *line, const char *at)
{
	return strspn(line, " \t") == (size_t)(at - line);
}

static const char *
line_start(const char *text, const char *at)
{
	while (at > text && at[-1] != '\n')
		at--;
	return at;
}

/* The directive's own line, made a remark; then the file. */
static enum tix_status
take_include(struct reading *r, struct tix_dt_lexer *x, const char *line,
    const char **copied)
{
	struct tix_dt *dt = r->dt;
	const char *name = included(dt, x);
	const char *end = strchrnul(x->at, '\n');
	int64_t at;

	if (name == NULL || !is_alone(line, strstr(line, "include")) ||
	    (x->at[strspn(x->at, " \t")] != '#' &&
	    x->at + strspn(x->at, " \t") < end)) {
		tix_dt_complain(dt, x->token_line,
		    "it is include \"FILE\", on a line of its own");
		return TIX_NO;
	}
	tix_buf_str(&dt->source, "# ");
	at = dt->lines + 1;
	put_line(dt, line, (size_t)(end - line));
	*copied = *end == '\0' ? end : end + 1;
	x->at = *copied;
	x->line = dt->lines + 1;
	return include(r, name, at);
}

/* Lines as they end here; no mark of byte order before them. */
static const char *
plain_lines(struct tix_arena *mem, const char *text, size_t *len)
{
	char *plain;
	size_t n = 0;

	if (*len >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
		text += 3;
		*len -= 3;
	}
	plain = tix_arena_dup_n(mem, text, *len);
	for (size_t i = 0; i < *len; i++)
		if (text[i] != '\r' || i + 1 == *len || text[i + 1] != '\n')
			plain[n++] = text[i];
	plain[n] = '\0';
	*len = n;
	return plain;
}

/* Does a name or a value come behind the token, which itself is neither? */
static bool
wants_more(const struct tix_dt_lexer *x, enum tix_dt_token t)
{
	if (t == TIX_DT_APPEND || (t == TIX_DT_SIGN && *x->token == '='))
		return true;
	for (size_t i = 0; t == TIX_DT_WORD && i < TIX_DT_KINDS; i++)
		if (tix_dt_kinds[i].is_named &&
		    tix_dt_is(x, tix_dt_kinds[i].name))
			return true;
	return false;
}

/* Sections and lists are whole in each file. */
static enum tix_status
take_in(struct reading *r, const char *text, size_t len)
{
	struct tix_dt *dt = r->dt;
	struct tix_dt_lexer x = { .dt = dt };
	const char *copied;
	enum tix_status s = check_bytes(dt, r->name, text, len);
	int64_t first = dt->lines + 1, file_line = 1;
	enum tix_dt_token t;
	bool is_word = false; /* a name or a value, whatever it says */
	long depth = 0;

	if (s != TIX_OK)
		return s;
	dt->files++;
	begin_lines(dt, r->name, 1);
	copied = text = plain_lines(dt->mem, text, &len);
	x.at = x.text = text;
	x.line = first;
	while ((t = tix_dt_next(&x)) != TIX_DT_END && t != TIX_DT_BAD) {
		if (t == TIX_DT_SIGN && *x.token == '{')
			depth++;
		if (t == TIX_DT_SIGN && *x.token == '}' && depth-- == 0) {
			tix_dt_complain(dt, x.token_line,
			    "'}' without a '{' before it");
			return TIX_NO;
		}
		if (is_word || t != TIX_DT_WORD || depth > 0 ||
		    !tix_dt_is(&x, "include")) {
			is_word = !is_word && wants_more(&x, t);
			continue;
		}
		copied = copy_lines(dt, copied, line_start(text, x.token));
		file_line += dt->lines + 1 - first;
		s = take_include(r, &x, copied, &copied);
		if (s != TIX_OK)
			return s;
		begin_lines(dt, r->name, ++file_line);
		x.line = first = dt->lines + 1;
	}
	if (t == TIX_DT_END && depth > 0)
		tix_dt_complain(dt, x.token_line,
		    "the file ends before a '}' that is wanted");
	copy_lines(dt, copied, text + len);
	return t == TIX_DT_BAD || depth > 0 ? TIX_NO : TIX_OK;
}

enum tix_status
tix_dt_source(struct tix_dt *dt, const char *name, const char *text,
    size_t len)
{
	struct reading r = { .dt = dt, .name = name };
	struct stat st;

	if (strcmp(name, "-") != 0 && stat(name, &st) == 0) {
		r.dev = st.st_dev;
		r.ino = st.st_ino;
	}
	return take_in(&r, text, len);
}
