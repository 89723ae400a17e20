/* SPDX-License-Identifier: MIT */
/*
 * generator/files.h - many files: finding them, reading them as one.
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

#ifdef __cplusplus
}
#endif
#endif
