/* SPDX-License-Identifier: MIT */
/*
 * consume.c - one value out of many items.
 */
#include <generator/consume.h>

#include <string.h>

size_t iter_count(struct iter *it)
{
	size_t count = 0;

	while (iter_next(it))
		count++;
	return count;
}

double iter_sum(struct iter *it, double (*value)(const void *item, void *ctx),
		void *ctx)
{
	const void *item;
	double sum = 0;

	while ((item = iter_next(it)))
		sum += value(item, ctx);
	return sum;
}

const void *iter_first(struct iter *it,
		       bool (*test)(const void *item, void *ctx), void *ctx)
{
	const void *item;

	do
		item = iter_next(it);
	while (item && test && !test(item, ctx));
	return item;
}

bool iter_any(struct iter *it, bool (*test)(const void *item, void *ctx),
	      void *ctx)
{
	return iter_first(it, test, ctx);
}

bool iter_all(struct iter *it, bool (*test)(const void *item, void *ctx),
	      void *ctx)
{
	const void *item;

	do
		item = iter_next(it);
	while (item && test(item, ctx));
	return !item;
}

/* The item that is on that side, -1 or 1, of all others. */
static bool outermost(struct iter *it, int side,
		      int (*compare)(const void *a, const void *b),
		      void *result, size_t size)
{
	const void *item = iter_next(it);

	if (!item)
		return false;
	memcpy(result, item, size);
	while ((item = iter_next(it))) {
		int order = compare(item, result);

		if (side < 0 ? order < 0 : order > 0)
			memcpy(result, item, size);
	}
	return true;
}

bool iter_min(struct iter *it, int (*compare)(const void *a, const void *b),
	      void *result, size_t size)
{
	return outermost(it, -1, compare, result, size);
}

bool iter_max(struct iter *it, int (*compare)(const void *a, const void *b),
	      void *result, size_t size)
{
	return outermost(it, 1, compare, result, size);
}
