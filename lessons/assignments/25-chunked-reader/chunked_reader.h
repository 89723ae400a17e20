/* SPDX-License-Identifier: MIT */
/* chunked_reader.h - what you write in chunked_reader.c. */
#ifndef CHUNKED_READER_H
#define CHUNKED_READER_H

#include <stddef.h>

#include <generator.h>
#include <generator/lines.h>

/*
 * chunked_lines - the lines of a file, as struct line (generator/lines.h).
 *
 *   path   borrowed until the first line is asked for: then it is opened
 *   chunk  bytes that each read(2) asks for
 *
 * A line ends with "\n" or "\r\n"; neither is part of it.  A "\r" elsewhere is a
 * character like any other, and so is a NUL.  What follows the last newline is a
 * line, too, if it is not empty.  Behind each line's bytes is a NUL.
 *
 * It reads only when what it has read holds no whole line.  read(2) may give
 * fewer bytes than it was asked for; 0 bytes are the end, and then it is not
 * asked again.  When there are no more lines, after an error, or when the
 * generator is closed, the file is closed.
 *
 * Returns   NULL without memory.
 * Lifetime  a line is valid until the next is asked for.
 * Errors    what open(2) and read(2) say: lines that were whole before come
 *           first, what was read of another one is lost.  EINVAL if chunk is
 *           0.  ENOMEM if a line does not fit in memory.
 * Cost      a chunk, and some times the longest line, however long the file.
 */
struct gen *chunked_lines(const char *path, size_t chunk);

#endif
