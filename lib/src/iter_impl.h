/* SPDX-License-Identifier: MIT */
/*
 * iter_impl.h - what iterators need beyond the public protocol: saying why
 * they could not be made, or failed.  With stage_impl.h, which is written
 * against it, all that iterators but generators see of the inside.
 */
#ifndef ITER_IMPL_H
#define ITER_IMPL_H

#include <stddef.h>

#include <generator/iter.h>

/* Lack of memory.  The text is this thread's, for iter_detail(NULL): what
 * failed, how many bytes, and perhaps which limit to look at.  Sets errno to
 * ENOMEM and returns NULL. */
void *gen_no_memory(const char *what, size_t size, const char *limit);

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

#endif
