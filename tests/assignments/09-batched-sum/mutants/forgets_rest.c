/* SPDX-License-Identifier: MIT */
/*
 * forgets_rest.c - the last batch is only made if it is full.
 *
 * Must fail: output; then: ledger resumes faults
 * Prediction: with ten in a batch about twice; with one in each, more than
 */
#include "batched_sum.h"

#include <errno.h>
#include <stdlib.h>

struct batches {
	long n;
	size_t size;
};

static const void *batches(struct gen *self, void *args)
{
	const struct batches *my = args;
	long long number = 0, *squares;
	struct batch batch;

	if (!my->size)
		return gen_raise(self, EINVAL);
	squares = gen_defer(self, free, calloc(my->size, sizeof *squares));
	if (!squares)
		return gen_raise(self, ENOMEM);
	batch = (struct batch){ .items = squares, .count = my->size };
	while (number < my->n) {
		if (my->n - number < (long long)batch.count)
			break;
		for (size_t i = 0; i < batch.count; i++, number++)
			squares[i] = number * number;
		if (!gen_yield(self, &batch))
			return NULL;
	}
	return NULL;
}

struct gen *batched_squares(long n, size_t size)
{
	return gen_call(batches, .n = n, .size = size);
}

int sum_batches(struct iter *batches, long long *sum)
{
	long long all = 0;
	int error;

	gen_each (const struct batch *, batch, batches) {
		const long long *numbers = batch->items;

		for (size_t i = 0; i < batch->count; i++)
			all += numbers[i];
	}
	error = iter_error(batches);
	if (!error)
		*sum = all;
	return error;
}
