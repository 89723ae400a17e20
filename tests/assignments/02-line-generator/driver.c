/* SPDX-License-Identifier: MIT */
/*
 * driver.c - the rows of a file of drawn lines, of one that is missing, or of a
 * folder; and, after each row, how many files are open and how far they were
 * read.
 */
#include "lines.h"

#include <drive.h>
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

void drive(void)
{
	const char *file = drive_word("file");
	size_t size;

	if (file[0] == 'l')
		rows(drive_lines("rows.txt", &size));
	else
		rows(file[0] == 'm' ? "missing.txt" : ".");
}
