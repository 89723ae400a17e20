/* SPDX-License-Identifier: MIT */
/* close.h - a loader that is freed after its first batch. */
#ifndef CLOSE_H
#define CLOSE_H

#include "../work.h"

static inline uint64_t close_after_first(long n, unsigned workers)
{
	struct dataset set;
	struct loader *l = work_new(&set, n, workers);
	const struct loaded *b = loader_next(l);
	uint64_t first;

	if (!b)
		errx(1, "%s", loader_error(l)->text);
	first = *(const uint64_t *)b->batch.items;
	loader_free(l);
	return first;
}

#endif
