/* SPDX-License-Identifier: MIT */
/* file_generator.h - what you write in file_generator.c. */
#ifndef FILE_GENERATOR_H
#define FILE_GENERATOR_H

#include <generator.h>
#include <generator/lines.h> /* struct line */

/*
 * rows - the lines of some files, one file after the other.
 *
 *   paths   count names, valid until the generator ends or is freed
 *
 * An item is a struct line: its bytes without the "\n" that ends it, and a NUL
 * behind them.  A last line without "\n" is a line, too; a NUL, and a "\r", are
 * bytes like any other.
 *
 * A file is opened when its first line is asked for, and closed as soon as it is
 * found to have no more, before the next one is opened: never is more than one
 * open.  When the generator has ended, however it did, none is.
 *
 * Errors     what the system says of a file that cannot be opened or read (ENOENT
 *            and so on), after all lines of the files before; ENOMEM.  Files after
 *            that are not opened.
 */
struct gen *rows(const char *const *paths, size_t count);

#endif
