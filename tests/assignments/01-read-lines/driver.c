/* SPDX-License-Identifier: MIT */
/*
 * driver.c - the rows of a file of drawn lines, of one that is missing, or of a
 * folder; freed once or twice.
 */
#include "rows.h"

#include <drive.h>

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

void drive(void)
{
	struct rows rows = { 0 };
	const char *file = drive_word("file");
	size_t size;
	int error;

	if (file[0] == 'l')
		file = drive_lines("rows.txt", &size);
	else
		file = file[0] == 'm' ? "missing.txt" : ".";
	error = read_rows(&rows, file);
	drive_failed(error);
	if (!error)
		say(&rows);
	for (long times = drive_number("free"); times; times--)
		free_rows(&rows);
}
