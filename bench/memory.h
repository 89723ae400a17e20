/* SPDX-License-Identifier: MIT */
/*
 * memory.h - count what a piece of code takes from the heap.
 *
 * Linked into a program, memory.c stands in front of malloc and its family,
 * and of mmap, where the stacks of generators come from.
 */
#ifndef BENCH_MEMORY_H
#define BENCH_MEMORY_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct memory {
	int64_t allocations; /* calls that gave memory */
	int64_t live;        /* bytes not given back */
	int64_t peak;        /* the most bytes there were at one time */
	int64_t mapped_peak; /* the most of those that mmap() gave */
};

/* memory_start - count from zero, from now on. */
void memory_start(void);

/* memory_stop - stop counting.  False: nothing can be counted here (another
 * C library than glibc, a sanitizer), and *result is all zero. */
bool memory_stop(struct memory *result);

#ifdef __cplusplus
}
#endif
#endif
