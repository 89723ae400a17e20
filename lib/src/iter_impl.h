/* SPDX-License-Identifier: MIT */
/*
 * iter_impl.h - what iterators need beyond the public protocol: saying why
 * they could not be made, or failed; and parts of files.  With stage_impl.h,
 * which is written against it, all that iterators but generators see of the
 * inside.
 */
#ifndef ITER_IMPL_H
#define ITER_IMPL_H

#include <stddef.h>
#include <stdint.h>

#include <generator/lines.h>

/* Lack of memory.  The text is this thread's, for iter_detail(NULL): what
 * failed, how many bytes, and perhaps which limit to look at.  Sets errno to
 * ENOMEM and returns NULL. */
void *gen_no_memory(const char *what, size_t size, const char *limit);

/* gen.c: tell the hook of gen_on_unraisable(). */
struct gen;
void gen_unraisable(struct gen *g, int code, const void *detail);

/* An iterator without items that carries an error; text is copied. */
struct iter *iter_failed(int code, const char *text);

/* iter_error(), and in *with what comes with it: the error's detail or, at
 * the end, the result.  with may be NULL. */
int iter_outcome(const struct iter *it, const void **with);

/* An error that an iterator itself has met; all 0 before. */
struct failure {
	int code;
	char *text; /* NULL without memory for it; to be freed */
};

/* Note the error, once, and its text, "name: reason". */
void iter_fail(struct failure *f, const char *name, int code);

/* Its code, and in *with its text, as iter_outcome() would give them. */
int iter_failure(const struct failure *f, const void **with);

/* iter_lines() of those lines that begin in the bytes from begin to end; to the
 * end of the file for UINT64_MAX. */
struct iter *iter_lines_part(const char *path, uint64_t begin, uint64_t end);

/* Of such an iterator: the lines that come next and were split already, all of
 * them together where they were read.  They are lent when they are taken.  NULL
 * for none, and of any other iterator. */
const struct line *iter_lines_ready(struct iter *it, size_t *count);
void iter_lines_take(struct iter *it, size_t count);

/* Of iter_lines_part(): where the count lines that were lent last begin, in
 * bytes of the file. */
void iter_lines_offsets(const struct iter *it, uint64_t *offset, size_t count);

#endif
