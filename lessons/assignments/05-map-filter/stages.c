/* SPDX-License-Identifier: MIT */
/*
 * stages.c - map and filter, as generators.
 *
 * Prediction:
 */
#include "stages.h"

struct mapped {
	struct iter *up;
	const void *(*fn)(const void *item, void *ctx);
	void *ctx;
};

static const void *mapped(struct gen *self, void *args)
{
	struct mapped *my = args;

	/* TODO: for each item of my->up, yield what fn makes of it. */
	(void)self, (void)my;
	return NULL;
}

struct gen *map(struct iter *up, const void *(*fn)(const void *item, void *ctx),
		void *ctx)
{
	/* TODO: who frees up?  Look for gen_adopt() in <generator.h>. */
	return gen_call(mapped, .up = up, .fn = fn, .ctx = ctx);
}

struct gen *filter(struct iter *up, bool (*keep)(const void *item, void *ctx),
		   void *ctx)
{
	/* TODO: a struct, a body, and this function, as for map(). */
	(void)keep, (void)ctx;
	iter_free(up);
	return NULL;
}
