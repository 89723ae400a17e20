/* SPDX-License-Identifier: MIT */
/*
 * forgets_buffer.c - the caller who stops early gets away without freeing the buffer.
 *
 * Must fail: leaks; then: faults
 * Prediction: three times row 3, as all rows are lent from one buffer.  (If a
 *   longer row had moved the buffer, the old addresses would lead nowhere.)
 */
#include "lines.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct line_gen {
	const char *path;
};

static size_t without_newline(const char *text, size_t len)
{
	if (len && text[len - 1] == '\n') {
		len--;
		if (len && text[len - 1] == '\r')
			len--;
	}
	return len;
}

static const void *rows_of(struct gen *self, void *args)
{
	const struct line_gen *my = args;
	FILE *file = fopen(my->path, "r");
	struct row row = { NULL, 0 };
	size_t room = 0;
	bool go_on = true;
	int error;
	ssize_t len;

	if (!file)
		return gen_raise(self, errno);
	while (go_on && (len = getline(&row.text, &room, file)) != -1) {
		row.len = without_newline(row.text, (size_t)len);
		go_on = gen_yield(self, &row);
	}
	error = !go_on || feof(file) ? 0 : errno;
	if (go_on)
		free(row.text);
	fclose(file);
	return gen_raise(self, error);
}

struct gen *line_gen(const char *path)
{
	struct line_gen args = { .path = path };

	return gen_new(rows_of, &args, sizeof args);
}
