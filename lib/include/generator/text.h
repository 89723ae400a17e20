/* SPDX-License-Identifier: MIT */
/*
 * generator/text.h - stages for lines: choosing them, taking them apart.
 *
 *	p = iter_lines("access.log");
 *	p = iter_grep(p, "\" 404 ");
 *	p = iter_fields(p, ' ');
 *
 *	gen_each (const struct fields *, f, p)
 *		if (f->count > 6)
 *			printf("%.*s\n", (int)f->field[6].len, f->field[6].text);
 *
 * The rules of <generator/pipeline.h> hold.  Items of the upstreams are struct
 * line (<generator/lines.h>), from iter_lines(), iter_cat() and the like.
 */
#ifndef GENERATOR_TEXT_H
#define GENERATOR_TEXT_H

#include <generator/lines.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * iter_grep - the lines that contain text.
 *
 * Every byte counts, NULs in a line too.  The empty text is in every line.
 * text is copied.  Lines are lent on as they came.
 */
struct iter *iter_grep(struct iter *up, const char *text);

/*
 * iter_grep_regex - the lines in which a regular expression matches.
 *
 *   pattern   a POSIX extended regular expression, as of grep -E; compiled
 *             here, in the locale that the program has set
 *
 * Where regexec(3) knows no REG_STARTEND a line ends at its first NUL.
 *
 * Errors     EINVAL  it is none; the detail is the pattern and what regcomp(3)
 *                  says about it.  ENOMEM if there is none to match a line.
 */
struct iter *iter_grep_regex(struct iter *up, const char *pattern);

/* struct field - a part of a line, without a NUL behind it: what follows is
 * the separator, or the rest of the line. */
struct field {
	const char *text;
	size_t len;
};

/* struct fields - what iter_fields() lends. */
struct fields {
	const struct field *field; /* count of them */
	size_t count;
};

/*
 * iter_fields - each line, split into fields.
 *
 *   separator   stands between two fields, so that an empty line has one, and
 *               "a,,b" three.  '\0': fields are what blanks and tabs leave, as
 *               in awk, and a line of these alone has none.
 *
 * Nothing is copied: fields lie in the line.  Since a number ends where its
 * field does, strtol(3) and the like can be called on its text, but not on that
 * of a field without one: where it is empty, or blank, they pass over a
 * separator that is a blank or a tab, and read from the next field.
 *
 * Lifetime   of the fields: that of the line, which the upstream lends.
 * Errors     ENOMEM if there is none for that many fields.
 * Cost       16 bytes for each field of the longest line.
 * See        str.split(); lesson 17.
 */
struct iter *iter_fields(struct iter *up, char separator);

#ifdef __cplusplus
}
#endif
#endif
