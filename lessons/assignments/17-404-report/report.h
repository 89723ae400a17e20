/* SPDX-License-Identifier: MIT */
/* report.h - what you write in report.c, and the function that you are given. */
#ifndef REPORT_H
#define REPORT_H

#include <generator.h>
#include <generator/lines.h>

/*
 * open_log - the lines of a log, as struct line.  Given: do not write it.
 *
 * It is iter_lines(), but what happens to the log is seen by the checks.  The
 * iterator is yours.  It has an error and no lines if there is no such file; it
 * is NULL without memory.
 */
struct iter *open_log(const char *path);

/*
 * not_found - the pages that were asked for in vain, each of them once.
 *
 *   paths   of the logs, as struct line; owned
 *
 * A request is a line of at least ten fields, with one blank between two fields:
 * between two blanks there is an empty one.  The seventh is the page, the ninth
 * the status: 404 if there is no such page.
 * All other lines are passed over, whatever is in them.
 *
 * Items are strings, the names of the pages, in the order in which they are
 * first met.
 *
 * A log is opened when its first line is needed, read no further than to the
 * next item, and freed at its end, before the next path is asked for.  When the
 * report is freed, so are the log that is open, if one is, and then the paths.
 * Memory grows with the number of different pages, and with nothing else.
 *
 * The error of a log, or of the paths, ends the report with that error.
 *
 * Returns    NULL without memory; then the paths are freed, too.
 */
struct iter *not_found(struct iter *paths);

#endif
