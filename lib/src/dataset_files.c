/* SPDX-License-Identifier: MIT */
/*
 * dataset_files.c - a directory of files, each of them a sample.
 *
 * They are looked for as by glob(3), which itself does not survive lack of
 * memory: glibc 2.36 frees twice.  Their order is that of the names' bytes,
 * whatever the locale, and all files of a folder are together, so that labels
 * can be counted.
 */
#define _GNU_SOURCE
#include <generator/dataset.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "dataset_impl.h"

struct found {
	char *path; /* owned */
	size_t label;
};

struct files {
	struct dataset set;
	size_t below; /* where in a path what is below the directory is */
	struct found *found; /* count of them, and room for more */
	size_t count, room;
};

/* ---- Finding them ---- */

static bool no_memory(struct dataset *set)
{
	set->code = ENOMEM;
	return false;
}

/* Takes path over. */
static bool add(struct files *f, char *path)
{
	size_t room = f->room ? 2 * f->room : 64;
	struct found *more = f->found;

	if (f->count == f->room) {
		more = realloc(f->found, room * sizeof *more);
		if (!more) {
			free(path);
			return no_memory(&f->set);
		}
		f->found = more;
		f->room = room;
	}
	f->found[f->count++] = (struct found){ .path = path };
	return true;
}

/* The file system often tells the type with the name. */
static bool is_directory(DIR *dir, const struct dirent *entry)
{
	struct stat is;

	if (entry->d_type != DT_UNKNOWN && entry->d_type != DT_LNK)
		return entry->d_type == DT_DIR;
	return !fstatat(dirfd(dir), entry->d_name, &is, 0) &&
	       S_ISDIR(is.st_mode);
}

static bool find(struct files *f, const char *directory, const char *pattern);

/* An entry that the pattern's first part has matched; rest is what comes behind
 * its slash, or NULL. */
static bool follow(struct files *f, DIR *dir, const char *directory,
		   const struct dirent *entry, const char *rest)
{
	bool found;
	char *path;

	if (is_directory(dir, entry) != (rest != NULL))
		return true;
	if (asprintf(&path, "%s/%s", directory, entry->d_name) < 0)
		return no_memory(&f->set);
	if (!rest)
		return add(f, path);
	found = find(f, path, rest);
	free(path);
	return found;
}

static bool read_directory(struct files *f, DIR *dir, const char *directory,
			   const char *part, const char *rest)
{
	const struct dirent *entry;

	while ((errno = 0, entry = readdir(dir)))
		if (!fnmatch(part, entry->d_name, FNM_PERIOD) &&
		    !follow(f, dir, directory, entry, rest))
			return false;
	return !errno || dataset_fail(&f->set, errno, "%s: %s", directory,
				      strerror(errno));
}

static bool find(struct files *f, const char *directory, const char *pattern)
{
	size_t length = strcspn(pattern, "/");
	char *part = strndup(pattern, length);
	DIR *dir = part ? opendir(directory) : NULL;
	bool found;

	if (!part)
		return no_memory(&f->set);
	if (dir)
		found = read_directory(f, dir, directory, part,
				       pattern[length] ? pattern + length + 1 :
							 NULL);
	else
		found = dataset_fail(&f->set, errno, "%s: %s", directory,
				     strerror(errno));
	if (dir)
		closedir(dir);
	free(part);
	return found;
}

/* The end is first, then "/": "a/z" comes before "a-b/c", as "a" does before
 * "a-b". */
static int rank_of(char c)
{
	return c == '/' ? 1 : c ? (unsigned char)c + 1 : 0;
}

static int by_path(const void *one, const void *other)
{
	const char *a = ((const struct found *)one)->path;
	const char *b = ((const struct found *)other)->path;

	while (*a && *a == *b) {
		a++;
		b++;
	}
	return rank_of(*a) - rank_of(*b);
}

/* Are both in the same folder below the directory?  What one pattern finds is
 * all equally deep. */
static bool same_folder(const char *one, const char *other)
{
	size_t length = strcspn(one, "/");

	return !one[length] || !strncmp(one, other, length + 1);
}

static void sort_and_label(struct files *f)
{
	size_t label = 0;

	if (f->count)
		qsort(f->found, f->count, sizeof *f->found, by_path);
	for (size_t i = 0; i < f->count; i++) {
		if (i && !same_folder(f->found[i - 1].path + f->below,
				      f->found[i].path + f->below))
			label++;
		f->found[i].label = label;
	}
	f->set.length = f->count;
}

/* ---- Reading one ---- */

static int fail(struct loading *in, const char *path, int code)
{
	return loading_fail(in, code, "%s: %s", path, strerror(code));
}

static int read_all(int fd, const char *path, char *to, size_t size,
		    struct loading *in)
{
	while (size) {
		ssize_t got = read(fd, to, size);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return fail(in, path, errno);
		if (!got)
			return loading_fail(in, EBADMSG,
					    "%s: has shrunk by "
					    "%zu bytes",
					    path, size);
		to += got;
		size -= (size_t)got;
	}
	*to = '\0';
	return 0;
}

static int read_open(int fd, const char *path, struct whole_file *file,
		     struct loading *in)
{
	struct stat is;
	char *bytes;

	if (fstat(fd, &is) < 0)
		return fail(in, path, errno);
	if (!S_ISREG(is.st_mode))
		return loading_fail(in, EINVAL, "%s: not a regular file", path);
	if ((uint64_t)is.st_size >= SIZE_MAX)
		return fail(in, path, EFBIG);
	file->size = (size_t)is.st_size;
	file->bytes = bytes = loading_room(in, file->size + 1);
	if (!bytes)
		return ENOMEM;
	return read_all(fd, path, bytes, file->size, in);
}

static int files_get(struct dataset *set, uint64_t index, void *sample,
		     struct loading *in)
{
	const struct files *f = (const struct files *)set;
	const struct found *found = &f->found[index];
	struct whole_file *file = sample;
	int fd, code;

	/* To open a pipe must not wait for somebody who writes. */
	do
		fd = open(found->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	while (fd < 0 && errno == EINTR);
	if (fd < 0)
		return fail(in, found->path, errno);
	*file = (struct whole_file){
		.path = found->path + f->below,
		.label = found->label,
	};
	code = read_open(fd, found->path, file, in);
	close(fd);
	return code;
}

static void files_free(struct dataset *set)
{
	struct files *f = (struct files *)set;

	for (size_t i = 0; i < f->count; i++)
		free(f->found[i].path);
	free(f->found);
	free(f);
}

static const struct dataset_ops files_ops = {
	.get = files_get,
	.free = files_free,
};

struct dataset *dataset_files(const char *directory, const char *pattern)
{
	struct files *f = dataset_new(&files_ops, sizeof *f);

	if (!f)
		return NULL;
	f->set.size = sizeof(struct whole_file);
	if (!directory) {
		dataset_fail(&f->set, EINVAL, "no directory given");
	} else if (find(f, directory, pattern ? pattern : "*")) {
		f->below = strlen(directory) + 1;
		sort_and_label(f);
	}
	return dataset_made(&f->set);
}
