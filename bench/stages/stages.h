/* SPDX-License-Identifier: MIT */
/*
 * stages.h - what the five stages do: square, keep what is wanted (which all
 * are), take n, number, and add the number.
 */
#ifndef STAGES_H
#define STAGES_H

#include "../numbers.h"

#include <generator/pipeline.h>

/* staged - the numbers from 0 on. */
static uint64_t staged[STAGED];

static inline void stages_prepare(long n)
{
	for (long i = 0; i < n; i++)
		staged[i] = (uint64_t)i;
}

static inline uint64_t stages_square(uint64_t x)
{
	return x * x;
}

static inline bool stages_wanted(uint64_t x)
{
	return x < UINT64_MAX;
}

static inline uint64_t stages_add(const struct numbered *of)
{
	return *(const uint64_t *)of->item + of->index;
}

/* ---- The same for stages that are told what to do ---- */

static inline const void *square(const void *item, void *ctx)
{
	uint64_t *made = ctx;

	*made = stages_square(*(const uint64_t *)item);
	return made;
}

static inline bool wanted(const void *item, void *ctx)
{
	(void)ctx;
	return stages_wanted(*(const uint64_t *)item);
}

static inline const void *add(const void *item, void *ctx)
{
	uint64_t *made = ctx;

	*made = stages_add(item);
	return made;
}

#endif
