/* SPDX-License-Identifier: MIT */
/*
 * follow.c - the lines that are appended to a file.
 *
 * We ask again and again: inotify(7) would tell sooner, but on Linux alone, not
 * on every file system, and what to do then would be the same.
 */
#define _GNU_SOURCE /* O_CLOEXEC */
#include <generator/files.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "iter_impl.h"

enum {
	BUFFER = 64 * 1024,
	WAIT = 100 * 1000 * 1000, /* nanoseconds */
};

struct follow {
	struct iter iter;
	int fd; /* -1: it has ended */
	bool (*stop)(void *ctx);
	void *ctx;
	struct failure failure;
	bool replaced; /* there is another file; this one is read to its end */
	/* Read and not lent: from start to end, with no newline before seen. */
	char *buffer;
	size_t start, seen, end, size;
	struct line line;
	char path[];
};

static void end(struct follow *f)
{
	if (f->fd >= 0)
		close(f->fd);
	f->fd = -1;
}

/* Returns -1, as who finds a failure has to. */
static int fails(struct follow *f, int code)
{
	iter_fail(&f->failure, f->path, code);
	end(f);
	return -1;
}

/* Lend the next line, if its newline is there. */
static bool cut(struct follow *f)
{
	char *text = f->buffer + f->start;
	char *newline = memchr(f->buffer + f->seen, '\n', f->end - f->seen);

	f->seen = newline ? (size_t)(newline + 1 - f->buffer) : f->end;
	if (!newline)
		return false;
	f->start = f->seen;
	if (newline > text && newline[-1] == '\r')
		newline--;
	*newline = '\0';
	f->line = (struct line){ text, (size_t)(newline - text) };
	return true;
}

static bool make_room(struct follow *f)
{
	size_t kept = f->end - f->start;
	char *bigger = NULL;

	if (f->start) {
		memmove(f->buffer, f->buffer + f->start, kept);
	} else if (f->end == f->size) {
		if (f->size <= (size_t)-1 / 2)
			bigger = realloc(f->buffer, f->size * 2);
		if (!bigger)
			return false;
		f->buffer = bigger;
		f->size *= 2;
	}
	f->seen -= f->start;
	f->start = 0;
	f->end = kept;
	return true;
}

/* Each of the following returns 1 if there may be a line now, 0 if not, -1 if
 * it has failed. */

static int fill(struct follow *f)
{
	ssize_t got;

	if (!make_room(f))
		return fails(f, ENOMEM);
	do
		got = read(f->fd, f->buffer + f->end, f->size - f->end);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		return fails(f, errno);
	f->end += (size_t)got;
	return got > 0;
}

static int begin_again(struct follow *f)
{
	if (lseek(f->fd, 0, SEEK_SET) < 0)
		return fails(f, errno);
	f->start = f->seen = f->end = 0;
	return 1;
}

/* A FIFO is refused, by lseek(2); to open it must not wait for who writes. */
static int open_at(const char *path, int whence)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

	if (fd >= 0 && lseek(fd, 0, whence) < 0) {
		int code = errno;

		close(fd);
		errno = code;
		return -1;
	}
	return fd;
}

/* The next file.  What the old one ends with is a line. */
static int open_next(struct follow *f)
{
	int fd = open_at(f->path, SEEK_SET);

	if (fd < 0) /* it may be gone already: then there will be another */
		return errno == ENOENT ? 0 : fails(f, errno);
	close(f->fd);
	f->fd = fd;
	f->replaced = false;
	if (f->start == f->end)
		return 1;
	if (!make_room(f))
		return fails(f, ENOMEM);
	f->buffer[f->end++] = '\n';
	return 1;
}

/* There was nothing to read: is it another file, or a shorter one? */
static int look(struct follow *f)
{
	off_t at = lseek(f->fd, 0, SEEK_CUR);
	struct stat ours, there;

	if (at < 0 || fstat(f->fd, &ours))
		return fails(f, errno);
	if (ours.st_size < at)
		return begin_again(f);
	if (f->replaced)
		return open_next(f);
	if (stat(f->path, &there))
		return errno == ENOENT ? 0 : fails(f, errno);
	/* Something may have been written before it was replaced, and after we
	 * read: so we read once more. */
	f->replaced =
		ours.st_dev != there.st_dev || ours.st_ino != there.st_ino;
	return f->replaced;
}

/* A signal ends it, and so it should: see stop. */
static void wait_a_moment(void)
{
	nanosleep(&(struct timespec){ .tv_nsec = WAIT }, NULL);
}

static const void *follow_next(struct iter *it)
{
	struct follow *f = (struct follow *)it;
	int news;

	while (f->fd >= 0) {
		if (cut(f))
			return &f->line;
		news = fill(f);
		if (!news)
			news = look(f);
		if (news)
			continue;
		if (f->stop && f->stop(f->ctx))
			end(f);
		else
			wait_a_moment();
	}
	return NULL;
}

static int follow_close(struct iter *it)
{
	end((struct follow *)it);
	return 0;
}

static int follow_error(const struct iter *it, const void **with)
{
	return iter_failure(&((const struct follow *)it)->failure, with);
}

static void follow_free(struct iter *it)
{
	struct follow *f = (struct follow *)it;

	end(f);
	free(f->failure.text);
	free(f->buffer);
	free(f);
}

static const struct iter_ops follow_ops = {
	.next = follow_next,
	.close = follow_close,
	.error = follow_error,
	.free = follow_free,
};

struct iter *iter_follow(const char *path, bool (*stop)(void *ctx), void *ctx)
{
	struct follow *f;
	size_t size;

	if (!path)
		return iter_failed(EINVAL, "iter_follow: no file name given");
	size = strlen(path) + 1;
	f = calloc(1, sizeof *f + size);
	if (f)
		f->buffer = malloc(BUFFER);
	if (!f || !f->buffer) {
		free(f);
		return gen_no_memory("malloc of a line buffer", BUFFER, NULL);
	}
	f->iter.ops = &follow_ops;
	f->stop = stop;
	f->ctx = ctx;
	f->size = BUFFER;
	memcpy(f->path, path, size);
	f->fd = open_at(path, SEEK_END);
	if (f->fd < 0)
		fails(f, errno);
	return &f->iter;
}
