/* SPDX-License-Identifier: MIT */
/* lines.c - libFuzzer writes files: do iter_lines_fd() and
 * iter_line_batches_fd() split them as a plain loop over their bytes does? */
#define _GNU_SOURCE
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <generator.h>
#include <generator/lines.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count);

/* A file of the bytes, each written so many times: lines longer than the
 * reader's buffer need not be given byte by byte. */
static uint8_t *text;
static size_t size;

static void stretch(const uint8_t *bytes, size_t count, size_t times)
{
	size = count * times;
	text = malloc(size ? size : 1);
	if (!text)
		abort();
	for (size_t i = 0; i < size; i++)
		text[i] = bytes[i / times];
}

static int file_of_text(void)
{
	int fd = memfd_create("lines", 0);

	if (fd < 0 || write(fd, text, size) != (ssize_t)size ||
	    lseek(fd, 0, SEEK_SET))
		abort();
	return fd;
}

/* Where the line from start on ends, and where the next one begins. */
static size_t line_end(size_t start, size_t *next)
{
	size_t end = start;

	while (end < size && text[end] != '\n')
		end++;
	*next = end < size ? end + 1 : size;
	if (end < size && end > start && text[end - 1] == '\r')
		end--;
	return end;
}

/* What is lent must be the line from start on.  Returns where the next is. */
static size_t compare(const struct line *row, size_t start)
{
	size_t next, end = line_end(start, &next);

	if (start >= size || row->len != end - start ||
	    memcmp(row->text, text + start, row->len) != 0 ||
	    row->text[row->len] != '\0')
		abort();
	return next;
}

static void one_by_one(int fd)
{
	struct iter *rows = iter_lines_fd(fd, "lines");
	size_t start = 0;

	gen_each (const struct line *, row, rows)
		start = compare(row, start);
	if (start != size || iter_error(rows))
		abort();
	iter_free(rows);
}

static void in_batches(int fd, size_t n)
{
	struct iter *all = iter_line_batches_fd(fd, "lines", n);
	size_t start = 0;

	gen_each (const struct batch *, rows, all) {
		if (!rows->count || rows->count > n)
			abort();
		for (size_t i = 0; i < rows->count; i++)
			start = compare((const struct line *)rows->items + i,
					start);
	}
	if (start != size || iter_error(all))
		abort();
	iter_free(all);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
	int fd;

	if (!count)
		return 0;
	stretch(bytes + 1, count - 1, bytes[0] < 250 ? 1 : 5000);
	fd = file_of_text();
	one_by_one(fd);
	if (lseek(fd, 0, SEEK_SET))
		abort();
	in_batches(fd, bytes[0] % 80 + 1U);
	close(fd);
	free(text);
	return 0;
}
