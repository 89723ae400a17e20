/* SPDX-License-Identifier: MIT */
/* queue.h - batches of one number each, so that to hand them over is all. */
#ifndef QUEUE_H
#define QUEUE_H

#include "../bench.h"

#include <err.h>

#include <generator.h>
#include <generator/loader.h>

enum { QUEUED = 1024 };

static inline int queue_get(struct dataset *set, uint64_t index, void *sample,
			    struct loading *in)
{
	(void)set;
	(void)in;
	*(uint64_t *)sample = bench_square((long)index);
	return 0;
}

/* What contenders that are loaders take for prepare(), run() and clean(). */
static struct loader *queue_loader;

static inline void queue_open(struct loader_options options)
{
	static const struct dataset_ops ops = { .get = queue_get };
	static struct dataset set = { &ops, .length = QUEUED,
				      .size = sizeof(uint64_t) };

	options.batch = 1;
	queue_loader = loader_new(&set, &options);
}

static inline uint64_t queue_all(long n)
{
	struct loader *l = queue_loader;
	uint64_t sum = 0;

	(void)n;
	loader_restart(l);
	gen_each (const struct loaded *, b, loader_iter(l))
		sum += *(const uint64_t *)b->batch.items;
	if (loader_error(l))
		errx(1, "%s", loader_error(l)->text);
	return sum;
}

static inline void queue_close(void)
{
	loader_free(queue_loader);
}

#endif
