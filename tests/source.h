/* SPDX-License-Identifier: MIT */
/*
 * source.h - an iterator that keeps account of what is done with it.
 *
 * It lends addresses of n[] (both.h), or of ten other things, over and over
 * again, and lies in memory of the test's, so that one can still ask what
 * happened after it was freed.
 */
#ifndef TESTS_SOURCE_H
#define TESTS_SOURCE_H

#include <generator/iter.h>

#include "both.h"

struct source {
	struct iter iter;
	int items;         /* how many it has */
	int pulls;         /* how many were asked for, the end included */
	int closed, freed; /* how often it was */
	int fails;         /* an error in place of the end */
	int close_fails;   /* an error while closing */
	const char *name;  /* to say what happens, if not NULL */
	const void *base;  /* of what it lends, if not of n[] */
	size_t size;       /* of each of them; 0: it is always the first */
};

static inline void source_says(const struct source *s, const char *what)
{
	char text[64];

	if (s->name) {
		snprintf(text, sizeof text, "%s-%s", what, s->name);
		say(text);
	}
}

static inline const void *source_next(struct iter *it)
{
	struct source *s = (struct source *)it;

	source_says(s, "pull");
	s->pulls++;
	if (s->closed || s->pulls > s->items)
		return NULL;
	if (s->base)
		return (const char *)s->base + (size_t)s->pulls % 10 * s->size;
	return &n[s->pulls % 10];
}

static inline int source_close(struct iter *it)
{
	struct source *s = (struct source *)it;

	source_says(s, "close");
	return s->closed++ ? 0 : s->close_fails;
}

static inline int source_error(const struct iter *it, const void **with)
{
	const struct source *s = (const struct source *)it;
	int code = 0;

	if (s->closed)
		code = s->close_fails;
	else if (s->pulls > s->items)
		code = s->fails;
	if (with)
		*with = code ? &n[6] : NULL;
	return code;
}

static inline void source_free(struct iter *it)
{
	struct source *s = (struct source *)it;

	if (!s->closed)
		source_close(it);
	source_says(s, "free");
	s->freed++;
}

static const struct iter_ops source_ops __attribute__((unused)) = {
	.next = source_next,
	.close = source_close,
	.error = source_error,
	.free = source_free,
};

/* struct source s = SOURCE(.items = 3); */
#define SOURCE(...)                                  \
	{                                            \
		.iter = { &source_ops }, __VA_ARGS__ \
	}

/* It was given away, and is now gone: freed once, and closed before. */
#define assert_freed(s)                         \
	do {                                    \
		assert_int_equal((s).freed, 1); \
		assert_true((s).closed >= 1);   \
	} while (0)
#define assert_alive(s) assert_int_equal((s).freed, 0)

#endif
