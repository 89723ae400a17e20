/* SPDX-License-Identifier: MIT */
/*
 * ordered_prefetch.c - samples in order, loaded by threads.
 *
 * Prediction:
 */
#include "ordered_prefetch.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>

struct gen *prefetched(const struct prefetching *how)
{
	/* TODO: a body that makes the workers, lends what they have loaded, in
	 * order, and joins them. */
	(void)how;
	return NULL;
}
