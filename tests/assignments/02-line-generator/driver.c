/* SPDX-License-Identifier: MIT */
/*
 * driver.c - the rows of a file of drawn lines or of odd ones, of one that is
 * missing, or of a folder; and, after each row, how many files are open and how
 * far they were read.  Or the rows of two files by turns.
 */
#include "lines.h"

#include <drive.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DESCRIPTORS = 128, AHEAD = 8192, NEWLINE = 2 };

/* How far the file was read through whatever descriptor; -1: it is not open. */
static long read_until(const char *path)
{
	struct stat file, open;
	long most = -1, at;

	if (stat(path, &file))
		return -1;
	for (int fd = 3; fd < DESCRIPTORS; fd++) {
		if (fstat(fd, &open) || open.st_ino != file.st_ino ||
		    open.st_dev != file.st_dev)
			continue;
		at = (long)lseek(fd, 0, SEEK_CUR);
		most = at > most ? at : most;
	}
	return most;
}

static void note(const char *path, long needed)
{
	if (read_until(path) <= needed + AHEAD)
		drive_event("%d files open, near", drive_open_files());
	else
		drive_event("%d files open, read too far ahead",
			    drive_open_files());
}

static void rows(const char *path)
{
	struct gen *g = line_gen(path);
	long stop = drive_number("stop"), needed = 0, count = 0;
	const struct row *row;

	drive_event("made: %d files open", drive_open_files());
	if (drive_word("spare")) { /* another one, of which none is asked */
		gen_free(line_gen(path));
		drive_event("spare: %d files open", drive_open_files());
	}
	while (count < stop && (row = gen_next(g))) {
		count++;
		needed += (long)row->len + NEWLINE;
		if (drive_word("quiet"))
			continue;
		drive_bytes("row", row->text, row->len);
		note(path, needed);
	}
	drive_failed(count < stop ? gen_error(g) : 0);
	drive_say("%ld rows", count);
	if (count < stop)
		drive_event("at its end: %d files open", drive_open_files());
	gen_free(g);
	drive_event("freed: %d files open", drive_open_files());
}

/* What one lends must be there still when the other has lent something. */
static void two(const char *path, const char *other)
{
	struct gen *a = line_gen(path), *b = line_gen(other);
	const struct row *x, *y = NULL;

	while ((x = gen_next(a)) && (y = gen_next(b))) {
		drive_bytes("row", x->text, x->len);
		drive_bytes("of the other", y->text, y->len);
	}
	drive_failed(x ? gen_error(b) : gen_error(a));
	gen_free(a);
	gen_free(b);
	drive_event("freed: %d files open", drive_open_files());
}

/* An empty row, carriage returns in all places, and one at the very end. */
static const char corners[] = "a\r\n\rb\n\r\r\n\n\r\nc\r";

static const char *made(const char *file)
{
	size_t size;

	switch (file[0]) {
	case 'l':
		return drive_lines("rows.txt", &size);
	case 'c':
		return drive_file("rows.txt", corners, sizeof corners - 1);
	case 'm':
		return "missing.txt";
	case 'i':
		drive_file("rows.txt", "", 0);
		return "rows.txt/inside";
	default:
		return ".";
	}
}

/* The same file by a path that is longer by so many times "./". */
static const char *deep(const char *path)
{
	size_t times = drive_word("deep") ? (size_t)drive_number("deep") : 0;
	char *longer = drive_alloc(2 * times + strlen(path) + 1), *at = longer;

	while (times--)
		at = stpcpy(at, "./");
	strcpy(at, path);
	return longer;
}

void drive(void)
{
	const char *path = deep(made(drive_word("file")));
	size_t size;

	if (drive_word("other"))
		two(path, drive_lines("other.txt", &size));
	else
		rows(path);
}
