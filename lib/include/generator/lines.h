/* SPDX-License-Identifier: MIT */
/*
 * generator/lines.h - the lines of a file, one at a time or many.
 *
 * A line ends with "\n" or "\r\n"; neither is part of it.  A lone "\r" is a
 * character like any other (Python, in text mode, splits there too).  A file
 * that does not end with a newline has a last line all the same; an empty
 * file has no line.  So there are as many lines as Python's "for row in file"
 * counts.  Bytes are not decoded; NUL is one of them.
 */
#ifndef GENERATOR_LINES_H
#define GENERATOR_LINES_H

#include <generator/pipeline.h>

#ifdef __cplusplus
extern "C" {
#endif

/* struct line - what the iterators below lend. */
struct line {
	const char *text; /* its bytes, then a NUL that is not counted */
	size_t len;       /* how many: there may be NULs among them */
};

/*
 * iter_lines - the lines of the file named path, as struct line.
 *
 *	GEN_AUTO struct iter *rows = iter_lines("assets/sample.txt");
 *
 *	gen_each (const struct line *, row, rows)
 *		printf("%s\n", row->text);
 *	if (iter_error(rows))
 *		errx(1, "%s", (const char *)iter_detail(rows));
 *
 * The file is opened here, as by open() in Python, and closed at its end, on
 * an error, by iter_close() or by iter_free().
 *
 * Returns    an iterator without lines if the file cannot be opened; NULL
 *            without memory.
 * Lifetime   a line is valid until the next one is asked for.
 * Errors     what open(2) and read(2) say (ENOENT, EACCES, EISDIR, EIO ...),
 *            the detail being "path: reason".  Lines read before an error are
 *            lent; a line that an error cuts short is not.  ENOMEM if a line
 *            does not fit in memory.
 * Cost       70 KiB, more for longer lines; one read(2) for each 64 KiB.
 */
struct iter *iter_lines(const char *path);

/*
 * iter_lines_fd - the lines of an open file, pipe or terminal.
 *
 *   fd     borrowed: it is not closed, and what was read ahead is lost.  If it
 *          is non-blocking, EAGAIN is an error like any other.
 *   name   for error texts; copied
 */
struct iter *iter_lines_fd(int fd, const char *name);

/*
 * iter_line_batches - the lines of the file named path, many at a time.
 *
 *	GEN_AUTO struct iter *all = iter_line_batches("assets/sample.txt", 256);
 *
 *	gen_each (const struct batch *, rows, all)
 *		for (size_t i = 0; i < rows->count; i++)
 *			puts(((const struct line *)rows->items)[i].text);
 *
 * As iter_lines(), but lends a struct batch (generator/pipeline.h) of struct
 * line: at least one, and at most n.  A line's bytes stay where they were read,
 * and all lines of a batch are there together.  (Those of iter_lines() are not:
 * iter_batch() would copy where they lie, and not what lies there.)
 *
 * A batch never waits for more lines.  It holds those that were read already,
 * and only if there are none is more read: what comes from a pipe or terminal
 * is lent at once, and of a file, too, some batches have fewer than n.
 *
 * Lifetime   a batch and its lines are valid until the next is asked for.
 * Errors     as iter_lines(), after all lines that were read before.  EINVAL if
 *            n is 0.
 * Cost       as iter_lines(), and 16 bytes for each of n lines, 1 MiB at most.
 */
struct iter *iter_line_batches(const char *path, size_t n);

/*
 * iter_line_batches_fd - the lines of an open file, many at a time.
 *
 * As iter_line_batches(), from a descriptor that is borrowed as by
 * iter_lines_fd().
 */
struct iter *iter_line_batches_fd(int fd, const char *name, size_t n);

#ifdef __cplusplus
}
#endif
#endif
