/* SPDX-License-Identifier: MIT */
/*
 * lines.c - the lines of a file.
 *
 * We read(2) into a buffer of our own and lend lines from it where they lie,
 * because stdio would copy each of them once more.  A line that the buffer's
 * end cuts is moved to its start before the next read; a line that fills the
 * whole buffer doubles it.
 *
 *	buffer        start                  end                  size
 *	| lent already | lines not yet lent | room for the next read |
 */
#define _GNU_SOURCE
#include <generator/lines.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "iter_impl.h"

enum { BUFFER = 64 * 1024 };

struct lines {
	struct iter iter;
	struct line line; /* the one that is lent */
	int fd;           /* -1: closed, there is no more to read */
	bool ours;        /* close it */
	int code;         /* why the reading stopped; 0 at the end */
	char *buffer;
	size_t start, end, size;
	char *text;  /* of the error; NULL without memory for it */
	char name[]; /* of the file, for that text */
};

static void stop(struct lines *l, int code)
{
	if (l->ours && l->fd >= 0)
		close(l->fd);
	l->fd = -1;
	if (!code || l->code)
		return;
	l->code = code;
	if (asprintf(&l->text, "%s: %s", l->name, strerror(code)) < 0)
		l->text = NULL;
}

/* Make room behind end, for at least one byte and a NUL. */
static bool make_room(struct lines *l)
{
	char *bigger;

	if (l->start) {
		l->end -= l->start;
		memmove(l->buffer, l->buffer + l->start, l->end);
		l->start = 0;
	}
	if (l->size - l->end > 1)
		return true;
	bigger = l->size <= (size_t)-1 / 4 ? realloc(l->buffer, l->size * 2) :
					     NULL;
	if (!bigger)
		return false;
	l->buffer = bigger;
	l->size *= 2;
	return true;
}

/* Read once more.  Returns false at the end and on an error. */
static bool fill(struct lines *l)
{
	ssize_t got;

	if (l->fd < 0)
		return false;
	if (!make_room(l)) {
		stop(l, ENOMEM);
		return false;
	}
	do
		got = read(l->fd, l->buffer + l->end, l->size - l->end - 1);
	while (got < 0 && errno == EINTR);
	if (got <= 0) {
		stop(l, got < 0 ? errno : 0);
		return false;
	}
	l->end += (size_t)got;
	return true;
}

/* Lend the bytes from start to stop, less a "\r" that belongs to "\n". */
static const void *lend(struct lines *l, char *stop, bool newline)
{
	char *text = l->buffer + l->start;
	size_t len = (size_t)(stop - text);

	l->start += len + newline;
	if (newline && len && text[len - 1] == '\r')
		len--;
	text[len] = '\0';
	l->line = (struct line){ text, len };
	return &l->line;
}

static const void *lines_next(struct iter *it)
{
	struct lines *l = (struct lines *)it;
	size_t seen = 0; /* bytes of this line known to be no newline */

	for (;;) {
		char *from = l->buffer + l->start + seen;
		char *newline = memchr(from, '\n', l->end - l->start - seen);

		if (newline)
			return lend(l, newline, true);
		seen = l->end - l->start;
		if (!fill(l))
			break;
	}
	if (l->code || !seen) /* no line, or half of one */
		return NULL;
	return lend(l, l->buffer + l->end, false);
}

static int lines_error(const struct iter *it, const void **with)
{
	const struct lines *l = (const struct lines *)it;

	if (with)
		*with = !l->code ? NULL : l->text ? l->text : strerror(l->code);
	return l->code;
}

static int lines_close(struct iter *it)
{
	struct lines *l = (struct lines *)it;

	stop(l, 0);
	l->start = l->end = 0;
	return 0;
}

static void lines_free(struct iter *it)
{
	struct lines *l = (struct lines *)it;

	lines_close(it);
	free(l->text);
	free(l->buffer);
	free(l);
}

static const struct iter_ops lines_ops = {
	.next = lines_next,
	.close = lines_close,
	.error = lines_error,
	.free = lines_free,
};

static struct lines *lines_new(const char *name)
{
	size_t length = strlen(name) + 1;
	struct lines *l = calloc(1, sizeof *l + length);

	if (l)
		l->buffer = malloc(BUFFER);
	if (!l || !l->buffer) {
		free(l);
		return gen_no_memory("malloc of a line buffer", BUFFER, NULL);
	}
	l->iter.ops = &lines_ops;
	l->size = BUFFER;
	l->fd = -1;
	memcpy(l->name, name, length);
	return l;
}

struct iter *iter_lines(const char *path)
{
	struct lines *l;

	if (!path)
		return iter_failed(EINVAL, "iter_lines: no file name given");
	l = lines_new(path);
	if (!l)
		return NULL;
	l->ours = true;
	do
		l->fd = open(path, O_RDONLY | O_CLOEXEC);
	while (l->fd < 0 && errno == EINTR);
	if (l->fd < 0)
		stop(l, errno);
	return &l->iter;
}

struct iter *iter_lines_fd(int fd, const char *name)
{
	struct lines *l = lines_new(name ? name : "input");

	if (!l)
		return NULL;
	l->fd = fd;
	if (fd < 0)
		stop(l, EBADF);
	return &l->iter;
}
