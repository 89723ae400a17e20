/* SPDX-License-Identifier: MIT */
/*
 * swim.h - included before everything else where ./lazy trace compiles: what
 * resumes a generator, and what yields, says so first.
 *
 * Macros that have the names of functions are not expanded within themselves, or
 * where the name stands in parentheses.  A stackless body's yield needs none: the
 * line at which it waits is in the generator.
 */
#ifndef GRADER_SWIM_H
#define GRADER_SWIM_H

#include <generator.h>
#include <generator/stackless.h>

struct gen *swim_new(struct gen *g, const char *name);
const void *swim_iter(struct iter *it, const char *who, int line);
const void *swim_gen(struct gen *g, const char *who, int line);
const void *swim_send(struct gen *g, const void *msg, const char *who,
		      int line);
const void *swim_throw(struct gen *g, int code, const void *detail,
		       const char *who, int line);
int swim_close(struct gen *g, const char *who, int line);
bool swim_yield(struct gen *self, const void *item, int line);

#ifndef SWIM_ITSELF
#define gen_new(body, ...) swim_new((gen_new)(body, __VA_ARGS__), #body)
#define gen_next(g) swim_gen(g, __func__, __LINE__)
#define iter_next(it) swim_iter(it, __func__, __LINE__)
#define gen_send(g, msg) swim_send(g, msg, __func__, __LINE__)
#define gen_throw(g, code) swim_throw(g, code, NULL, __func__, __LINE__)
#define gen_throw_with(g, code, detail) \
	swim_throw(g, code, detail, __func__, __LINE__)
#define gen_close(g) swim_close(g, __func__, __LINE__)
#define gen_yield(self, item) swim_yield(self, item, __LINE__)
#undef gen_each
#define gen_each(type, var, g)                           \
	for (type var;                                   \
	     ((var) = _Generic((g), struct gen *         \
			       : swim_gen, struct iter * \
			       : swim_iter)(g, __func__, __LINE__)) != NULL;)
#endif

#endif
