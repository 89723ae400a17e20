/* SPDX-License-Identifier: MIT */
/* ordered_prefetch.h - what you write in ordered_prefetch.c. */
#ifndef ORDERED_PREFETCH_H
#define ORDERED_PREFETCH_H

#include <stddef.h>
#include <stdint.h>

#include <generator.h>

/* struct prefetching - what is to be loaded, and by how many. */
struct prefetching {
	uint64_t count; /* samples: 0 to count - 1 */
	size_t size;    /* bytes of a sample, at least 1 */

	/* Writes the sample with that number.  Returns 0, or an error. */
	int (*load)(void *ctx, uint64_t index, void *sample);
	void *ctx; /* for load; borrowed until the generator ends */

	unsigned workers; /* threads that call load, at least 1 */
	unsigned ahead;   /* samples in memory, at least 1 */
};

/*
 * prefetched - the samples in order, loaded ahead by threads.
 *
 *   how   copied
 *
 * No thread is made, and nothing loaded, before the first sample is asked for.
 * Then load is called by the workers alone, by as many at once as there are, for
 * the samples in order, once for each.  At most ahead samples are in memory: being
 * loaded, loaded, or lent.  The place of the one that is lent is free when the
 * next is asked for.  A thread that waits, be it the consumer, sleeps: it does
 * not look again and again.
 *
 * However it ends, all threads have been joined when it has: calls of load that
 * are under way come to their end, none is begun.
 *
 * Returns   NULL without memory.
 * Lifetime  a sample is valid until the next is asked for.
 * Errors    EINVAL  size, workers or ahead is 0.
 *           ENOMEM  there is none for ahead samples.
 *           What load returns, in the place of its sample: those before it are
 *           lent first, none after it.  What pthread_create() says, before any
 *           sample is lent, if not all workers can be had.
 */
struct gen *prefetched(const struct prefetching *how);

#endif
