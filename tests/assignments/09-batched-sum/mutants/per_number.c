/* SPDX-License-Identifier: MIT */
/*
 * per_number.c - each square comes from a generator of its own; batches are only the wrapping.
 *
 * Must fail: resumes; then: faults cost
 * Prediction: with ten in a batch about twice; with one in each, more than
 */
#include "batched_sum.h"

#include <errno.h>
#include <stdlib.h>

struct each {
	long n;
};

static const void *each(struct gen *self, void *args)
{
	const struct each *my = args;

	for (long long number = 0; number < my->n; number++)
		if (!gen_yield(self, &(long long){ number * number }))
			break;
	return NULL;
}

struct batches {
	struct gen *each;
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
			batch.count = (size_t)(my->n - number);
		for (size_t i = 0; i < batch.count; i++, number++)
			squares[i] = *(const long long *)gen_next(my->each);
		if (!gen_yield(self, &batch))
			return NULL;
	}
	return NULL;
}

struct gen *batched_squares(long n, size_t size)
{
	struct gen *g = gen_call(each, .n = n);

	return gen_adopt(gen_call(batches, .each = g, .n = n, .size = size),
			 gen_iter(g));
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
