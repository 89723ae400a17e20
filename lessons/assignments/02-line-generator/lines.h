/* SPDX-License-Identifier: MIT */
/* lines.h - what you write in lines.c. */
#ifndef LINES_H
#define LINES_H

#include <generator.h>

/* struct row - a row, without what ends it; of any length.  No string: it may
 * contain NULs. */
struct row {
	char *text;
	size_t len;
};

/*
 * line_gen - the rows of the file named path, one at a time.
 *
 * Items are struct row, and what they point to is lent with them: valid until
 * the next row is asked for.  A row ends with "\n" or "\r\n"; what follows the
 * last newline is a row only if there is something.
 *
 * It is lazy: the file is opened when the first row is asked for, and of the
 * file at most 8 KiB are read that the next row does not need yet.  One buffer
 * serves all rows, as long as the longest of them.  The file is closed when the
 * generator ends, and when it is closed or freed before.
 *
 * path must stay valid as long as the generator.
 *
 * Errors: why the file cannot be opened or read (ENOENT, EISDIR, ...), when the
 * row that would have come is asked for; ENOMEM without memory.
 */
struct gen *line_gen(const char *path);

#endif
