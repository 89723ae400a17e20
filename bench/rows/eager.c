/* SPDX-License-Identifier: MIT */
/* The whole file, then a list of its rows, then their number: as the
 * tutorial's len(file.read().split("\n")), but without a string per row. */
#include "../bench.h"

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct row {
	const char *text;
	size_t len;
};

static char *read_all(const char *path, size_t *size)
{
	FILE *file = fopen(path, "r");
	struct stat info;
	char *text;

	if (!file || fstat(fileno(file), &info))
		err(1, "%s", path);
	text = malloc((size_t)info.st_size + 1);
	if (!text)
		errx(1, "%s: out of memory", path);
	*size = fread(text, 1, (size_t)info.st_size, file);
	fclose(file);
	return text;
}

static struct row *split(const char *text, size_t size, size_t *count)
{
	const char *end = text + size;
	struct row *rows = NULL;
	size_t room = 0;

	for (*count = 0; text < end; ++*count) {
		const char *stop = memchr(text, '\n', (size_t)(end - text));

		if (!stop)
			stop = end;
		if (*count == room) {
			room = room ? 2 * room : 16;
			rows = reallocarray(rows, room, sizeof *rows);
			if (!rows)
				errx(1, "out of memory");
		}
		rows[*count] = (struct row){ text, (size_t)(stop - text) };
		text = stop + 1;
	}
	return rows;
}

static uint64_t eager(long n)
{
	size_t size, count;
	char *text = read_all(bench_input(n), &size);
	struct row *rows = split(text, size, &count);

	free(rows);
	free(text);
	return count;
}

BENCH = {
	.question = "rows",
	.name = "eager",
	.role = "eager",
	.label = "eager list of rows",
	.run = eager,
};
