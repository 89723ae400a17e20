/* SPDX-License-Identifier: MIT */
/*
 * submission.c - the one file that is taken of a submission.
 *
 * A submission is whatever a student, or a web form, made of "hand in
 * fibonacci.c": a folder with it somewhere, a file of any name, an archive.
 * Only regular files are read, no symbolic link is followed, not on the way
 * either, and of an archive one member is unpacked, to a pipe.
 */
#include "class.h"

#include <dirent.h>
#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST_ENTRIES = 10000, DEEPEST = 12, MOST_UNPACKED = 64 << 20 };

static const char forms[] = "a folder, a .c file, a .tar.gz and a .tgz";

/* How well a file fits, best first. */
enum fit { IN_ITS_FOLDER, ITS_NAME, SOME_C, ARCHIVE, NOTHING };

struct search {
	const struct spec *spec;
	enum fit fit;      /* of the best that was found */
	char *path;        /* where that is */
	struct text bytes; /* what is in it */
	char *why;         /* why a file of the right name cannot be taken */
	char *packed;      /* an archive of a kind that is not taken */
	int others;        /* that fit as well */
	int entries, depth;
};

static bool ends(const char *s, const char *with)
{
	size_t len = strlen(s), tail = strlen(with);

	return len > tail && !strcmp(s + len - tail, with);
}

static bool is_archive(const char *name)
{
	return ends(name, ".tar.gz") || ends(name, ".tgz");
}

/* What is packed in a way that is not taken. */
static bool is_packed(const char *name)
{
	static const char *const tails[] = { ".zip", ".tar", ".xz", ".bz2",
					     ".zst", ".7z",  ".rar" };
	bool is = false;

	for (size_t i = 0; i < sizeof tails / sizeof *tails; i++)
		is |= ends(name, tails[i]);
	return is;
}

/* .git, and what other systems leave, ._fibonacci.c: in a folder or an archive,
 * it is not what was handed in. */
static bool passed_over(const char *name)
{
	return *name == '.' || !strcmp(name, "__MACOSX");
}

static const char *last(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static enum fit fit_of(const struct spec *spec, const char *path)
{
	char *whole = format_text("/%s", path);
	char *own = format_text("/%s/%s", spec->name, spec->file);
	enum fit fit = ends(whole, own) || !strcmp(whole, own) ? IN_ITS_FOLDER :
		       !strcmp(last(path), spec->file)         ? ITS_NAME :
		       ends(path, ".c")                        ? SOME_C :
		       is_archive(path)                        ? ARCHIVE :
								 NOTHING;

	free(whole);
	free(own);
	return fit;
}

static int slashes(const char *path)
{
	int n = 0;

	for (; *path; path++)
		n += *path == '/';
	return n;
}

/* Is a path better than the best so far?  That must not hang on the order in
 * which a folder lists what is in it. */
static bool better(struct search *s, const char *path)
{
	enum fit fit = fit_of(s->spec, path);

	if (fit == NOTHING || fit > s->fit)
		return false;
	if (fit < s->fit) {
		s->others = 0;
		return true;
	}
	s->others++;
	if (slashes(path) != slashes(s->path))
		return slashes(path) < slashes(s->path);
	return strcmp(path, s->path) < 0;
}

/* ---- Files ---- */

/* NULL, or why it cannot be read. */
static char *read_regular(struct text *bytes, int dir, const char *name)
{
	int fd = openat(dir, name,
			O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	struct stat st;
	char some[65536], *why = NULL;
	ssize_t n;

	text_free(bytes);
	if (fd < 0)
		return format_text(errno == ELOOP ?
					   "%s is a symbolic link; none is "
					   "followed" :
					   "%s cannot be read",
				   last(name));
	if (fstat(fd, &st))
		why = format_text("%s cannot be read", last(name));
	else if (S_ISDIR(st.st_mode))
		why = format_text("%s is a folder, and should be a file",
				  last(name));
	else if (!S_ISREG(st.st_mode))
		why = format_text("%s is not a file", last(name));
	text_append(bytes, "", 0);
	while (!why && (n = read(fd, some, sizeof some)) != 0) {
		if (n > 0)
			text_append(bytes, some, (size_t)n);
		if (n < 0 || bytes->len > MOST_SOURCE)
			why = format_text(n < 0 ? "%s cannot be read" :
						  "%s is larger than 1 MiB",
					  last(name));
	}
	close(fd);
	return why;
}

/* A file that fits better than what there was is taken, if it can be read. */
static void consider(struct search *s, int dir, const char *name,
		     const char *path)
{
	struct text bytes = { 0 };
	char *why;

	if (!s->packed && is_packed(name))
		s->packed = format_text("%s", name);
	if (fit_of(s->spec, path) == NOTHING)
		return;
	why = read_regular(&bytes, dir, name);
	if (!why && better(s, path)) {
		struct text before = s->bytes;

		s->fit = fit_of(s->spec, path);
		free(s->path);
		s->path = format_text("%s", path);
		s->bytes = bytes;
		bytes = before;
	}
	if (why && !s->why && !strcmp(last(path), s->spec->file)) {
		s->why = why;
		why = NULL;
	}
	text_free(&bytes);
	free(why);
}

static void walk(struct search *s, int dir, const char *at)
{
	DIR *entries = fdopendir(dir);
	struct dirent *entry;

	if (!entries) {
		close(dir);
		return;
	}
	while ((entry = readdir(entries)) && s->entries++ < MOST_ENTRIES) {
		const char *name = entry->d_name;
		char *path;
		int below;

		if (passed_over(name))
			continue;
		path = format_text("%s%s%s", at, *at ? "/" : "", name);
		consider(s, dirfd(entries), name, path);
		below = openat(dirfd(entries), name,
			       O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		if (below >= 0 && s->depth < DEEPEST) {
			s->depth++;
			walk(s, below, path);
			s->depth--;
		} else if (below >= 0) {
			close(below);
		} else if (errno == EACCES && !s->why) {
			s->why = format_text("%s is a folder that cannot be "
					     "read",
					     name);
		}
		free(path);
	}
	closedir(entries);
}

/* ---- Archives ---- */

/* What a command says of an archive, which it reads, and a member of it, $0.
 * (By a path in our /proc nobody but root could read it.)  What bounds it is how
 * much it unpacks, which is the same each time; the CPU's time is not. */
static bool ask(struct text *said, const char *command, int archive,
		const char *member)
{
	const char *argv[] = { "/bin/sh", "-c", command, member, NULL };
	const struct limits limits = { .cpu = 60,
				       .memory = 1 << 30,
				       .said = MOST_SOURCE + 1,
				       .in = archive };
	struct outcome outcome;
	bool fine;

	lseek(archive, 0, SEEK_SET);
	run(&outcome, "/", argv, &limits);
	fine = outcome.ending == ENDED && WIFEXITED(outcome.status) &&
	       WEXITSTATUS(outcome.status) == 0;
	text_append(said, outcome.out.s, outcome.out.len);
	outcome_free(&outcome);
	return fine;
}

static bool list_members(struct text *said, int archive)
{
	return ask(said, "exec tar --numeric-owner -tvzf - 2>/dev/null",
		   archive, NULL);
}

static bool take_member(struct text *said, int archive, const char *member)
{
	return ask(said,
		   "exec tar -xzOf - --occurrence=1 --no-recursion -- \"$0\" "
		   "2>/dev/null",
		   archive, member);
}

/* A MiB of an archive may be a GiB of zeros. */
static bool is_bomb(int archive)
{
	struct text said = { 0 };
	bool fine =
		ask(&said, "gzip -dc 2>/dev/null | head -c 67108865 | wc -c",
		    archive, NULL);
	bool bomb = !fine || atol(said.s) > MOST_UNPACKED;

	text_free(&said);
	return bomb;
}

static bool outside(const char *name)
{
	return *name == '/' || !strncmp(name, "../", 3) || strstr(name, "/../");
}

/* "-rw-r--r-- 0/0   812 1970-01-01 00:00 06-fibonacci/fibonacci.c": the name of
 * a regular file, or NULL.  One with a backslash is not what it seems. */
static char *member_of(char *line, size_t *size)
{
	int at = 0;
	char *name;

	if (*line != '-' ||
	    sscanf(line, "%*s %*s %zu %*s %*s %n", size, &at) != 1 || !at)
		return NULL;
	name = line + at;
	return strchr(name, '\\') ? NULL : name;
}

/* Is it, or a folder that it is in, passed over?  "./" says nothing. */
static bool member_passed_over(const char *path)
{
	char *copy = format_text("%s", path), *rest = copy, *part;
	bool is = false;

	while ((part = strsep(&rest, "/")))
		is |= strcmp(part, ".") != 0 && passed_over(part);
	free(copy);
	return is;
}

/* Which member is taken; more than a line of the list may have the name. */
static void choose_member(struct search *s, char *list)
{
	char *line, *name;
	size_t size, chosen = 0;

	while ((line = next_line(&list)) && s->entries++ < MOST_ENTRIES) {
		name = member_of(line, &size);
		if (name && outside(name) && !s->why)
			s->why = format_text("%s is outside of its archive's "
					     "folder, and was not unpacked",
					     name);
		if (!name || outside(name) || member_passed_over(name) ||
		    is_archive(name) || !better(s, name))
			continue;
		s->fit = fit_of(s->spec, name);
		free(s->path);
		s->path = format_text("%s", name);
		chosen = size;
	}
	if (!s->path)
		return;
	free(s->why);
	s->why = chosen <= MOST_SOURCE ?
			 NULL :
			 format_text("%s is larger than 1 MiB", last(s->path));
}

static void search_archive(struct search *s, int archive)
{
	struct text list = { 0 };

	if (is_bomb(archive))
		s->why = format_text("its archive unpacks to more than 64 MiB");
	else if (list_members(&list, archive))
		choose_member(s, list.s);
	else
		s->why = format_text("its archive cannot be unpacked");
	text_free(&list);
	if (!s->path || s->why)
		return;
	if (!take_member(&s->bytes, archive, s->path))
		s->why = format_text("its archive cannot be unpacked");
	else if (s->bytes.len > MOST_SOURCE)
		s->why = format_text("%s is larger than 1 MiB", last(s->path));
}

/* What was found is an archive: what is wanted is in it. */
static void open_archive(struct search *s)
{
	struct search within = { .spec = s->spec, .fit = NOTHING };
	int fd = memfd_create("archive", MFD_CLOEXEC);

	if (fd < 0 ||
	    write(fd, s->bytes.s, s->bytes.len) != (ssize_t)s->bytes.len)
		err(2, "an archive");
	search_archive(&within, fd);
	close(fd);
	free(s->path);
	free(s->why);
	free(s->packed);
	text_free(&s->bytes);
	*s = within;
}

/* ---- Submissions ---- */

/* A file alone is whose name it has: it need not be called fibonacci.c. */
static void search_file(struct search *s, const char *path)
{
	struct stat st = { 0 };

	if (lstat(path, &st) == 0 && S_ISLNK(st.st_mode)) {
		s->why = format_text("it is a symbolic link; none is followed");
		return;
	}
	/* One that can be opened does not come to us. */
	if (S_ISDIR(st.st_mode)) {
		s->why = format_text("%s is a folder that cannot be read",
				     last(path));
		return;
	}
	if (fit_of(s->spec, last(path)) == NOTHING) {
		s->why = format_text("%s is none of what is taken: %s",
				     last(path), forms);
		return;
	}
	s->why = read_regular(&s->bytes, AT_FDCWD, path);
	s->path = format_text("%s", last(path));
	s->fit = is_archive(path) ? ARCHIVE : ITS_NAME;
}

/* Why what was found is no text; NULL: it is one. */
static char *no_text(const struct search *s)
{
	const char *name = last(s->path);

	if (strlen(s->bytes.s) != s->bytes.len)
		return format_text("%s is not a text", name);
	if (!s->bytes.s[strspn(s->bytes.s, " \t\r\n")])
		return format_text("%s is empty", name);
	return NULL;
}

static char *note_of(const struct search *s)
{
	if (s->fit == SOME_C)
		return format_text("there is no %s in it; %s was taken%s",
				   s->spec->file, s->path,
				   s->others ? ", of several" : "");
	return s->others ? format_text("there is more than one %s in it; %s "
				       "was taken",
				       s->spec->file, s->path) :
			   NULL;
}

static char *nothing_in(const struct search *s)
{
	if (s->packed)
		return format_text("there is no %s in it, and %s is none of "
				   "what is taken: %s",
				   s->spec->file, s->packed, forms);
	return format_text("there is no %s in it", s->spec->file);
}

void submission_read(struct submission *submission, const char *path,
		     const struct spec *spec)
{
	struct search s = { .spec = spec, .fit = NOTHING };
	int dir = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

	if (dir >= 0)
		walk(&s, dir, "");
	else
		search_file(&s, path);
	/* A link of the right name does not spoil a file that was found. */
	if (dir >= 0 && s.path) {
		free(s.why);
		s.why = NULL;
	}
	if (s.fit == ARCHIVE && !s.why)
		open_archive(&s);
	if (!s.why)
		s.why = s.path ? no_text(&s) : nothing_in(&s);
	*submission = (struct submission){ .note = s.why };
	if (!s.why) {
		submission->note = note_of(&s);
		submission->source = s.bytes;
	} else {
		text_free(&s.bytes);
	}
	free(s.path);
	free(s.packed);
}

void submission_free(struct submission *submission)
{
	text_free(&submission->source);
	free(submission->note);
}

/* A name of a file has at most 255 bytes, and ours have more behind the id. */
enum { LONGEST_ID = 100 };

/* As much of an id as may be, and a hash of the name that it stands for. */
static char *with_hash(const char *id, const char *name, size_t name_len)
{
	size_t len = strnlen(id, LONGEST_ID);
	unsigned char digest[32];
	struct sha256 sha;

	sha256_begin(&sha);
	sha256_add(&sha, name, name_len);
	sha256_end(&sha, digest);
	while (len && ((unsigned char)id[len] & 0xc0) == 0x80)
		len--;
	return format_text("%.*s-%02x%02x%02x%02x", (int)len, id, digest[0],
			   digest[1], digest[2], digest[3]);
}

/* The first len bytes of a name, as they can be shown.  Where that is not the
 * name itself another may look the same, and a hash tells them apart. */
static char *id_of(const char *name, size_t len)
{
	char *stem = format_text("%.*s", (int)len, name), *id, *other;

	for (char *s = stem; *s; s++)
		if (*s == '\n' || *s == '\t')
			*s = '_';
	id = clean(stem);
	free(stem);
	if (len <= LONGEST_ID && !strncmp(id, name, len) && !id[len])
		return id;
	other = with_hash(id, name, len);
	free(id);
	return other;
}

char *entry_id(const char *entry)
{
	const char *name = last(entry);

	return id_of(name, strlen(name));
}

char *submission_id(const char *entry)
{
	static const char *const tails[] = { ".tar.gz", ".tgz", ".c" };
	const char *name = last(entry);
	size_t len = strlen(name);

	for (size_t i = 0; i < sizeof tails / sizeof *tails; i++)
		if (ends(name, tails[i])) {
			len -= strlen(tails[i]);
			break;
		}
	return id_of(name, len);
}
