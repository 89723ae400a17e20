/* SPDX-License-Identifier: MIT */
/*
 * driver.c - the rows of a file of drawn lines or of odd ones, of one that is
 * missing, or of a folder; freed once or twice, or while there are others.
 */
#include "rows.h"

#include <drive.h>
#include <errno.h>
#include <string.h>

static void say(const struct rows *rows)
{
	size_t len = 0;

	for (size_t i = 0; i < rows->count; i++) {
		len += rows->row[i].len;
		if (!drive_word("quiet"))
			drive_bytes("row", rows->row[i].text, rows->row[i].len);
	}
	drive_say("%zu rows", rows->count);
	if (drive_word("quiet"))
		drive_say("%zu bytes", len);
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

static void say_what_is_left(const struct rows *rows)
{
	if (rows->row || rows->count || rows->room || rows->all)
		drive_say("not all members are 0 or NULL");
}

void drive(void)
{
	struct rows rows, other = { 0 };
	const char *path = deep(made(drive_word("file")));
	size_t size;
	int error;

	memset(&rows, 0xff, sizeof rows);
	errno = ERANGE; /* from before: it is nobody's error now */
	error = read_rows(&rows, path);
	if (error)
		say_what_is_left(&rows);
	else if (drive_word("other"))
		error = read_rows(&other, drive_lines("other.txt", &size));
	drive_failed(error);
	if (!error)
		say(&rows);
	for (long times = drive_number("free"); times; times--)
		free_rows(&rows);
	say_what_is_left(&rows);
	free_rows(&other);
}
