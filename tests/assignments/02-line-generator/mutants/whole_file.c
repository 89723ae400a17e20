/* SPDX-License-Identifier: MIT */
/*
 * whole_file.c - reads all of the file, and then lends its rows one at a time.
 *
 * Must fail: ledger; then: peak slope
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

static char *read_all(FILE *file, size_t *size)
{
	size_t room = 4096;
	char *all = malloc(room), *bigger = all;

	*size = 0;
	while (bigger && !feof(file) && !ferror(file)) {
		*size += fread(all + *size, 1, room - *size, file);
		if (*size < room)
			continue;
		room *= 2;
		bigger = realloc(all, room);
		all = bigger ? bigger : all;
	}
	if (bigger && !ferror(file))
		return all;
	free(all);
	*size = 0;
	return NULL;
}

static const void *rows_of(struct gen *self, void *args)
{
	const struct line_gen *my = args;
	FILE *file = fopen(my->path, "r");
	struct row row = { NULL, 0 };
	size_t size, len;
	char *all, *start, *stop;
	int error;

	if (!file)
		return gen_raise(self, errno);
	all = read_all(file, &size);
	error = all ? 0 : errno;
	for (start = all; start < all + size; start += len) {
		len = (size_t)(all + size - start);
		stop = memchr(start, '\n', len);
		len = stop ? (size_t)(stop + 1 - start) : len;
		row = (struct row){ start, without_newline(start, len) };
		if (!gen_yield(self, &row))
			break;
	}
	free(all);
	fclose(file);
	return gen_raise(self, error);
}

struct gen *line_gen(const char *path)
{
	struct line_gen args = { .path = path };

	return gen_new(rows_of, &args, sizeof args);
}
