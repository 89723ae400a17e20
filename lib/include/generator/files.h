/* SPDX-License-Identifier: MIT */
/*
 * generator/files.h - many files: finding them, reading them as one, following
 * one that grows.
 *
 *	GEN_AUTO struct iter *p = iter_find("/var/log", "access*.log");
 *
 *	p = iter_cat(p);
 *	p = iter_grep(p, "\" 404 ");
 *
 * The rules of <generator/pipeline.h> hold.
 */
#ifndef GENERATOR_FILES_H
#define GENERATOR_FILES_H

#include <generator/lines.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * iter_find - the paths of all files below a directory whose name matches.
 *
 *   dir       each path begins with it; copied
 *   pattern   for the name alone, as of fnmatch(3): "*.log"; copied
 *
 * Paths are lent as struct line, so that iter_grep() can choose among them.
 * All but directories are files here.  A symbolic link to a directory is not
 * followed and not lent, so there are no loops; any other link is lent.  Names
 * come in the order of their bytes, and what is in a directory comes in its
 * place: sorted(Path(dir).rglob(pattern)) in Python, less the directories.
 *
 * A directory is read when its turn comes, the first one when the first path is
 * asked for.  What is gone by its own turn is passed over.
 *
 * Errors     of a directory that cannot be read, dir too, and of what cannot
 *            be looked at; the detail is "path: reason".  They end it.
 * Cost       one lstat(2) for each entry; memory for the names of one directory
 *            at each level, of which none stays open.
 */
struct iter *iter_find(const char *dir, const char *pattern);

/*
 * iter_cat - the lines of all files whose paths are the items of up.
 *
 *	struct iter_array args = iter_array(argv + 1, argc - 1, sizeof *argv);
 *
 *	p = iter_cat(&args.iter);
 *	p = iter_cat(iter_find("logs", "*.log"));
 *	p = iter_cat(iter_lines("list-of-files.txt"));
 *
 * An item of up is a struct line, or a const char *, which such a struct begins
 * with.  Lines are those of iter_lines(): one file is open at a time, from when
 * its first line is asked for to its end.
 *
 * Errors     those of iter_lines(), which end it.
 * See        fileinput.input().
 */
struct iter *iter_cat(struct iter *up);

/*
 * iter_follow - the lines that are appended to a file, as they come: tail -F.
 *
 *   path   of a file that exists; copied
 *   stop   asked whenever there is no new line, before waiting: true ends it.
 *          NULL: it never ends.
 *   ctx    for stop; borrowed until freed
 *
 * Lines are struct line.  It begins at the file's end, and looks for more ten
 * times in a second; a signal ends the wait, so that a handler that sets what
 * stop looks at is heard at once.  A line is lent when its newline has come.
 *
 * If the file becomes shorter than what was read, it is read from its beginning
 * again, and half a line is forgotten.  (If it then grows longer than that
 * within a tenth of a second, nobody can tell.)  If there is another file at
 * path, the old one is read to its end, half a line there is a line, and then
 * the new one from its beginning.  While there is none, it waits for one.
 *
 * Lifetime   a line is valid until the next one is asked for.
 * Errors     as iter_lines(); ESPIPE for what has no end to begin at.
 * Cost       64 KiB, more for longer lines; four system calls and a wait for
 *            each time that there is nothing new.
 * See        Beazley's follow.py; lesson 21.
 */
struct iter *iter_follow(const char *path, bool (*stop)(void *ctx), void *ctx);

#ifdef __cplusplus
}
#endif
#endif
