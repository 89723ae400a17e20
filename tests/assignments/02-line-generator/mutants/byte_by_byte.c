/* SPDX-License-Identifier: MIT */
/*
 * byte_by_byte.c - the buffer grows by one byte for each byte, in each row anew.
 *
 * Must fail: cost
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

static ssize_t get_row(char **text, FILE *file)
{
	size_t len = 0;
	char *bigger;
	int c;

	do {
		c = fgetc(file);
		if (c == EOF)
			break;
		bigger = realloc(*text, len + 1);
		if (!bigger)
			return -1;
		*text = bigger;
		(*text)[len++] = (char)c;
	} while (c != '\n');
	return len ? (ssize_t)len : -1;
}

static const void *rows_of(struct gen *self, void *args)
{
	const struct line_gen *my = args;
	FILE *file = fopen(my->path, "r");
	struct row row = { NULL, 0 };
	bool go_on = true;
	int error;
	ssize_t len;

	if (!file)
		return gen_raise(self, errno);
	while (go_on && (len = get_row(&row.text, file)) != -1) {
		row.len = without_newline(row.text, (size_t)len);
		go_on = gen_yield(self, &row);
	}
	error = !go_on || feof(file) ? 0 : errno;
	free(row.text);
	fclose(file);
	return gen_raise(self, error);
}

struct gen *line_gen(const char *path)
{
	struct line_gen args = { .path = path };

	return gen_new(rows_of, &args, sizeof args);
}
