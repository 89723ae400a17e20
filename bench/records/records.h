/* SPDX-License-Identifier: MIT */
/* records.h - pictures of 3 * 224 * 224 bytes each, in memory. */
#ifndef RECORDS_H
#define RECORDS_H

#include "../bench.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>

#include <generator.h>
#include <generator/loader.h>

enum { RECORD = 3 * 224 * 224, RECORDS = 256, STEP = 1021 };

const unsigned char *records(void);

/* Of what was loaded, a byte here and there: to load is what takes time. */
static inline uint64_t records_sum(const void *items, size_t count)
{
	const unsigned char *byte = items;
	uint64_t sum = 0;

	for (size_t k = 0; k < count; k++)
		for (size_t i = 0; i < RECORD; i += STEP)
			sum += byte[k * RECORD + i];
	return sum;
}

static inline int records_get(struct dataset *set, uint64_t index, void *sample,
			      struct loading *in)
{
	(void)set;
	(void)in;
	memcpy(sample, records() + index * RECORD, RECORD);
	return 0;
}

/* records_open, records_epoch - a loader that copies records one by one; it is
 * made, and its memory touched, before anything is timed. */
static struct loader *records_loader;

static inline uint64_t records_epoch(long n)
{
	struct loader *l = records_loader;
	uint64_t sum = 0;

	(void)n;
	loader_restart(l);
	gen_each (const struct loaded *, b, loader_iter(l))
		sum += records_sum(b->batch.items, b->batch.count);
	if (loader_error(l))
		errx(1, "%s", loader_error(l)->text);
	return sum;
}

static inline void records_open(long n, unsigned workers)
{
	static const struct dataset_ops ops = { .get = records_get };
	static struct dataset set = { &ops, .length = RECORDS, .size = RECORD };

	records_loader = loader_new(
		&set, &(struct loader_options){ .batch = (size_t)n,
						.workers = workers });
	records_epoch(n);
}

static inline void records_close(void)
{
	loader_free(records_loader);
}

#endif
