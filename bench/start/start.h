/* SPDX-License-Identifier: MIT */
/* start.h - the first batch of a loader, and no other. */
#ifndef START_H
#define START_H

#include "../bench.h"

#include <err.h>

#include <generator.h>
#include <generator/loader.h>

enum { FIRST = 64 /* numbers in a batch */ };

static inline int start_get(struct dataset *set, uint64_t index, void *sample,
			    struct loading *in)
{
	(void)set;
	(void)in;
	*(uint64_t *)sample = index;
	return 0;
}

/* A loader over n numbers. */
static inline struct loader *start_new(struct dataset *set, long n,
				       struct loader_options options)
{
	static const struct dataset_ops ops = { .get = start_get };

	*set = (struct dataset){ &ops, .length = (uint64_t)n,
				 .size = sizeof(uint64_t) };
	options.batch = FIRST;
	return loader_new(set, &options);
}

/* Each of them counts as one: shuffled ones have no sum that could be known. */
static inline uint64_t start_with(long n, struct loader_options options)
{
	struct dataset set;
	struct loader *l = start_new(&set, n, options);
	const struct loaded *b = loader_next(l);
	uint64_t count;

	if (!b)
		errx(1, "%s", loader_error(l)->text);
	count = b->batch.count;
	loader_free(l);
	return count;
}

#endif
