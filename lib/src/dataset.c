/* SPDX-License-Identifier: MIT */
/*
 * dataset.c - what all datasets share; arrays and iterators as datasets.
 */
#define _GNU_SOURCE
#include <generator/dataset.h>

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "dataset_impl.h"
#include "iter_impl.h"

void *dataset_new(const struct dataset_ops *ops, size_t bytes)
{
	struct dataset *set = calloc(1, bytes);

	if (!set)
		return gen_no_memory("malloc of a dataset", bytes, NULL);
	set->ops = ops;
	return set;
}

bool dataset_fail(struct dataset *set, int code, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	if (vasprintf(&set->text, format, args) < 0)
		set->text = NULL;
	va_end(args);
	set->code = code;
	set->length = 0;
	return false;
}

struct dataset *dataset_made(struct dataset *set)
{
	if (!set->code || set->text)
		return set;
	dataset_free(set);
	errno = ENOMEM;
	return NULL;
}

void dataset_free(struct dataset *set)
{
	if (!set)
		return;
	free(set->text);
	set->text = NULL;
	if (set->ops->free)
		set->ops->free(set);
}

void dataset_release(struct dataset *set)
{
	free(set);
}

/* ---- Files ---- */

bool dataset_look(struct dataset *set, const char *path, struct stat *is)
{
	if (!path)
		return dataset_fail(set, EINVAL, "no file name given");
	errno = EISDIR;
	if (!stat(path, is) && !S_ISDIR(is->st_mode))
		return true;
	return dataset_fail(set, errno, "%s: %s", path, strerror(errno));
}

bool dataset_open(struct dataset *set, const char *path, int *fd,
		  uint64_t *size)
{
	struct stat file;

	if (!path)
		return dataset_fail(set, EINVAL, "no file name given");
	/* To open a pipe must not wait for somebody who writes. */
	do
		*fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	while (*fd < 0 && errno == EINTR);
	if (*fd < 0 || fstat(*fd, &file) < 0)
		return dataset_fail(set, errno, "%s: %s", path,
				    strerror(errno));
	if (S_ISDIR(file.st_mode))
		return dataset_fail(set, EISDIR, "%s: %s", path,
				    strerror(EISDIR));
	if (!S_ISREG(file.st_mode))
		return dataset_fail(set, EINVAL, "%s: not a regular file",
				    path);
	*size = (uint64_t)file.st_size;
	return true;
}

bool dataset_map(struct dataset *set, const char *path, struct mapped *file)
{
	void *base = NULL;
	int fd = -1, code = 0;
	bool opened = dataset_open(set, path, &fd, &file->size);

	/* Nothing cannot be mapped. */
	if (opened && file->size) {
		base = file->size > SIZE_MAX ?
			       MAP_FAILED :
			       mmap(NULL, (size_t)file->size, PROT_READ,
				    MAP_PRIVATE, fd, 0);
		code = errno;
	}
	if (fd >= 0)
		close(fd);
	if (base == MAP_FAILED)
		return dataset_fail(set, code, "%s: mmap: %s", path,
				    strerror(code));
	file->base = base;
	return opened;
}

void dataset_unmap(struct mapped *file)
{
	if (file->base)
		munmap((void *)file->base, (size_t)file->size);
}

/* ---- Arrays ---- */

struct array {
	struct dataset set;
	const char *base;
};

static int array_get(struct dataset *set, uint64_t index, void *sample,
		     struct loading *in)
{
	const struct array *a = (const struct array *)set;

	(void)in;
	memcpy(sample, a->base + index * set->size, set->size);
	return 0;
}

/* Where size is a constant, memcpy() is one load and one store. */
static inline __attribute__((always_inline)) void gather(char *to,
							 const char *base,
							 const uint64_t *index,
							 size_t count,
							 size_t size)
{
	for (size_t i = 0; i < count; i++)
		memcpy(to + i * size, base + index[i] * size, size);
}

static int array_get_many(struct dataset *set, const uint64_t *index,
			  size_t count, void *samples, struct loading *in)
{
	const struct array *a = (const struct array *)set;

	(void)in;
	if (set->size == 8)
		gather(samples, a->base, index, count, 8);
	else if (set->size == 4)
		gather(samples, a->base, index, count, 4);
	else
		gather(samples, a->base, index, count, set->size);
	return 0;
}

static const void *array_view(struct dataset *set, uint64_t first, size_t count)
{
	const struct array *a = (const struct array *)set;

	(void)count;
	return a->base + first * set->size;
}

static const struct dataset_ops array_ops = {
	.get = array_get,
	.get_many = array_get_many,
	.view = array_view,
	.free = dataset_release,
};

struct dataset *dataset_array(const void *base, uint64_t count, size_t size)
{
	struct array *a = dataset_new(&array_ops, sizeof *a);

	if (!a)
		return NULL;
	a->base = base;
	a->set.length = count;
	a->set.size = size;
	if (!size)
		dataset_fail(&a->set, EINVAL,
			     "dataset_array: items of 0 bytes");
	else if (count && !base)
		dataset_fail(&a->set, EINVAL, "dataset_array: no array given");
	return dataset_made(&a->set);
}

/* ---- Iterators ---- */

struct stream {
	struct dataset set;
	struct iter *up; /* NULL: handed over */
};

static struct iter *stream_open(struct dataset *set,
				const struct dataset_part *part)
{
	struct stream *s = (struct stream *)set;
	struct iter *up = s->up;

	(void)part;
	s->up = NULL;
	if (up)
		return up;
	return iter_failed(EINVAL, "dataset_iter: an iterator lends its items "
				   "for one epoch only");
}

static void stream_free(struct dataset *set)
{
	iter_free(((struct stream *)set)->up);
	free(set);
}

static const struct dataset_ops stream_ops = {
	.open = stream_open,
	.free = stream_free,
};

struct dataset *dataset_iter(struct iter *up, size_t size)
{
	struct stream *s;

	if (!up)
		return NULL;
	s = dataset_new(&stream_ops, sizeof *s);
	if (!s) {
		iter_free(up);
		return NULL;
	}
	s->up = up;
	s->set.size = size;
	if (!size)
		dataset_fail(&s->set, EINVAL, "dataset_iter: items of 0 bytes");
	return dataset_made(&s->set);
}
