/* SPDX-License-Identifier: MIT */
/*
 * ownership.c - one iterator that owns a whole pipeline.
 *
 * Prediction:
 */
#include "ownership.h"

struct iter *pipeline(struct iter *source, stage_fn *const *stages,
		      size_t count)
{
	/* TODO: a struct that begins with a struct iter, and has room for the
	 * source and count stages; a struct iter_ops with next, close, error
	 * and free for it.  <generator/iter.h> says what each of them does. */
	(void)stages;
	(void)count;
	iter_free(source);
	return NULL;
}
