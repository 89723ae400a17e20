/* SPDX-License-Identifier: MIT */
/*
 * takes_end.c - an error of read() is taken for the end.
 *
 * Must fail: output; then: ledger resumes
 * Prediction: 2, and 3: only a read of 0 bytes says that it is the end.
 */
#include "chunked_reader.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct reader {
	const char *path;
	size_t chunk;
	int fd;
	bool ended;
	/* What was read: the next line is at start, there is no newline before
	 * seen, the bytes go to end.  Behind that is room for a NUL. */
	char *bytes;
	size_t start, seen, end, room;
};

static int read_chunk(struct reader *my)
{
	size_t left = my->end - my->start, need = left + my->chunk + 1;
	char *more;
	ssize_t n;

	if (my->start)
		memmove(my->bytes, my->bytes + my->start, left);
	my->seen -= my->start;
	my->start = 0;
	my->end = left;
	if (need > my->room) {
		need = need > 2 * my->room ? need : 2 * my->room;
		more = realloc(my->bytes, need);
		if (!more)
			return ENOMEM;
		my->bytes = more;
		my->room = need;
	}
	n = read(my->fd, my->bytes + my->end, my->chunk);
	if (n < 0)
		n = 0;
	my->end += (size_t)n;
	my->ended = n == 0;
	return 0;
}

/* The next line; its text is NULL if there is none.  Returns 0, or an error. */
static int next_line(struct reader *my, struct line *line)
{
	char *newline, *text;
	size_t len;
	int error;

	for (;;) {
		newline = my->bytes ? memchr(my->bytes + my->seen, '\n',
					     my->end - my->seen) :
				      NULL;
		if (newline || my->ended)
			break;
		my->seen = my->end;
		error = read_chunk(my);
		if (error)
			return error;
	}
	text = my->bytes + my->start;
	len = newline ? (size_t)(newline - text) : my->end - my->start;
	*line = (struct line){ len || newline ? text : NULL, len };
	my->start = my->seen = my->start + len + (newline != NULL);
	if (newline && len && text[len - 1] == '\r')
		line->len--;
	text[line->len] = 0;
	return 0;
}

static const void *reader(struct gen *self, void *args)
{
	struct reader *my = args;
	struct line line;
	int error;

	if (!my->chunk)
		return gen_raise(self, EINVAL);
	my->fd = open(my->path, O_RDONLY | O_CLOEXEC);
	if (my->fd < 0)
		return gen_raise(self, errno);
	do {
		error = next_line(my, &line);
	} while (!error && line.text && gen_yield(self, &line));
	close(my->fd);
	free(my->bytes);
	return gen_raise(self, error);
}

struct gen *chunked_lines(const char *path, size_t chunk)
{
	return gen_call(reader, .path = path, .chunk = chunk);
}
