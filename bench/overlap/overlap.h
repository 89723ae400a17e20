/* SPDX-License-Identifier: MIT */
/* overlap.h - loading and computing that cost the same: n steps of arithmetic,
 * of which each needs the one before. */
#ifndef OVERLAP_H
#define OVERLAP_H

#include "../bench.h"

#include <err.h>

#include <generator.h>
#include <generator/loader.h>

enum { BATCHES = 64 };

static long overlap_steps;

static inline uint64_t overlap_work(uint64_t x)
{
	for (long i = 0; i < overlap_steps; i++)
		x = bench_seen(x * 6364136223846793005 + 1442695040888963407);
	return x;
}

static inline int overlap_get(struct dataset *set, uint64_t index, void *sample,
			      struct loading *in)
{
	(void)set;
	(void)in;
	*(uint64_t *)sample = overlap_work(index);
	return 0;
}

static inline uint64_t overlap_load(long n, unsigned workers)
{
	static const struct dataset_ops ops = { .get = overlap_get };
	struct dataset set = { &ops, .length = BATCHES,
			       .size = sizeof(uint64_t) };
	struct loader *l = loader_new(
		&set,
		&(struct loader_options){ .batch = 1, .workers = workers });
	uint64_t sum = 0;

	overlap_steps = n;
	gen_each (const struct loaded *, b, loader_iter(l))
		sum += overlap_work(*(const uint64_t *)b->batch.items);
	if (loader_error(l))
		errx(1, "%s", loader_error(l)->text);
	loader_free(l);
	return sum;
}

#endif
