/* SPDX-License-Identifier: MIT */
/*
 * files.c - many files: find and cat.
 *
 * find keeps, for each directory that it is in, the names there and how many
 * of them it has been through.
 */
#define _GNU_SOURCE /* asprintf() */
#include <generator/files.h>

#include <dirent.h>
#include <errno.h>
#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "stage_impl.h"

/* ---- find ---- */

struct level {
	struct level *above;
	struct dirent **name; /* count of them; at of them are done */
	int count, at;
	char dir[];
};

struct find {
	struct iter iter;
	struct level *level; /* the innermost */
	bool started;
	struct failure failure;
	char *path; /* what is lent, as line */
	struct line line;
	char *dir, *pattern;
	char text[]; /* of these two */
};

static void leave(struct find *f)
{
	struct level *l = f->level;

	f->level = l->above;
	for (int i = 0; i < l->count; i++)
		free(l->name[i]);
	free(l->name);
	free(l);
}

static void leave_all(struct find *f)
{
	while (f->level)
		leave(f);
}

static void find_fails(struct find *f, const char *path, int code)
{
	iter_fail(&f->failure, path, code);
	leave_all(f);
}

static int no_dots(const struct dirent *entry)
{
	return strcmp(entry->d_name, ".") && strcmp(entry->d_name, "..");
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static void enter(struct find *f, const char *dir)
{
	size_t size = strlen(dir) + 1;
	struct level *l = malloc(sizeof *l + size);

	if (!l) {
		find_fails(f, dir, ENOMEM);
		return;
	}
	memcpy(l->dir, dir, size);
	l->at = 0;
	l->count = scandir(dir, &l->name, no_dots, by_name);
	if (l->count < 0) {
		free(l);
		find_fails(f, dir, errno);
		return;
	}
	l->above = f->level;
	f->level = l;
}

/* Make f->path that of an entry. */
static bool set_path(struct find *f, const char *dir, const char *name)
{
	size_t len = strlen(dir);
	const char *slash = len && dir[len - 1] == '/' ? "" : "/";
	int made;

	free(f->path);
	made = asprintf(&f->path, "%s%s%s", dir, slash, name);
	if (made < 0) {
		f->path = NULL;
		find_fails(f, dir, ENOMEM);
		return false;
	}
	f->line = (struct line){ f->path, (size_t)made };
	return true;
}

/* Look at the next entry of the innermost directory.  Returns whether it is to
 * be lent. */
static bool look(struct find *f)
{
	struct level *l = f->level;
	const char *name = l->name[l->at++]->d_name;
	struct stat st;

	if (!set_path(f, l->dir, name))
		return false;
	if (lstat(f->path, &st)) {
		if (errno != ENOENT)
			find_fails(f, f->path, errno);
		return false;
	}
	if (S_ISDIR(st.st_mode)) {
		enter(f, f->path);
		return false;
	}
	if (S_ISLNK(st.st_mode) && !stat(f->path, &st) && S_ISDIR(st.st_mode))
		return false;
	return !fnmatch(f->pattern, name, 0);
}

static const void *find_next(struct iter *it)
{
	struct find *f = (struct find *)it;

	if (!f->started) {
		f->started = true;
		enter(f, f->dir);
	}
	while (f->level) {
		if (f->level->at == f->level->count)
			leave(f);
		else if (look(f))
			return &f->line;
	}
	return NULL;
}

static int find_close(struct iter *it)
{
	struct find *f = (struct find *)it;

	f->started = true;
	leave_all(f);
	return 0;
}

static int find_error(const struct iter *it, const void **with)
{
	return iter_failure(&((const struct find *)it)->failure, with);
}

static void find_free(struct iter *it)
{
	struct find *f = (struct find *)it;

	leave_all(f);
	free(f->path);
	free(f->failure.text);
	free(f);
}

static const struct iter_ops find_ops = {
	.next = find_next,
	.close = find_close,
	.error = find_error,
	.free = find_free,
};

struct iter *iter_find(const char *dir, const char *pattern)
{
	size_t dir_size, pattern_size;
	struct find *f;

	if (!dir || !pattern)
		return iter_failed(EINVAL, "iter_find: it needs a directory "
					   "and a pattern");
	dir_size = strlen(dir) + 1;
	pattern_size = strlen(pattern) + 1;
	f = calloc(1, sizeof *f + dir_size + pattern_size);
	if (!f)
		return gen_no_memory("malloc", sizeof *f, NULL);
	f->iter.ops = &find_ops;
	f->dir = memcpy(f->text, dir, dir_size);
	f->pattern = memcpy(f->text + dir_size, pattern, pattern_size);
	return &f->iter;
}

/* ---- cat ---- */

static struct iter *lines_of(const void *item)
{
	return iter_lines(*(const char *const *)item);
}

struct iter *iter_cat(struct iter *up)
{
	return iter_flatten_by(up, lines_of);
}
