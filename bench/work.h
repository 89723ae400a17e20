/* SPDX-License-Identifier: MIT */
/* work.h - samples that take n steps of arithmetic to load, each of which needs
 * the one before. */
#ifndef WORK_H
#define WORK_H

#include "bench.h"

#include <err.h>

#include <generator.h>
#include <generator/loader.h>

enum { WORK_SAMPLES = 64 };

static long work_steps;

static inline uint64_t work(uint64_t x)
{
	for (long i = 0; i < work_steps; i++)
		x = bench_seen(x * 6364136223846793005 + 1442695040888963407);
	return x;
}

static inline int work_get(struct dataset *set, uint64_t index, void *sample,
			   struct loading *in)
{
	(void)set;
	(void)in;
	*(uint64_t *)sample = work(index);
	return 0;
}

/* A loader of batches of one sample. */
static inline struct loader *work_new(struct dataset *set, long n,
				      unsigned workers)
{
	static const struct dataset_ops ops = { .get = work_get };

	work_steps = n;
	*set = (struct dataset){ &ops, .length = WORK_SAMPLES,
				 .size = sizeof(uint64_t) };
	return loader_new(set, &(struct loader_options){ .batch = 1,
							 .workers = workers });
}

/* All of them, summed up by what use makes of each. */
static inline uint64_t work_load(long n, unsigned workers,
				 uint64_t (*use)(uint64_t sample))
{
	struct dataset set;
	struct loader *l = work_new(&set, n, workers);
	uint64_t sum = 0;

	gen_each (const struct loaded *, b, loader_iter(l))
		sum += use(*(const uint64_t *)b->batch.items);
	if (loader_error(l))
		errx(1, "%s", loader_error(l)->text);
	loader_free(l);
	return sum;
}

#endif
