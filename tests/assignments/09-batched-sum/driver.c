/* SPDX-License-Identifier: MIT */
/*
 * driver.c - batches of squares, of which the consumer takes so many; their sum,
 * so many times; the sum of batches that the driver has made; and batches of two
 * generators by turns.
 */
#include "batched_sum.h"

#include <drive.h>

#include <string.h>

static void say(const struct batch *batch)
{
	const long long *squares = batch->items;
	long long sum = 0;

	for (size_t i = 0; i < batch->count; i++)
		sum += squares[i];
	drive_say("%zu squares, sum %lld", batch->count, sum);
}

static void batches(long n, size_t size, long stop)
{
	struct gen *g = batched_squares(n, size);
	const struct batch *batch;

	while (stop-- && (batch = gen_next(g)))
		say(batch);
	drive_failed(gen_error(g));
	gen_free(g);
}

/* What one lends must be there still when the other has lent something. */
static void by_turns(long n, size_t size)
{
	struct gen *a = batched_squares(n, size);
	struct gen *b = batched_squares(2 * n, 2 * size);
	const struct batch *x, *y = NULL;

	while ((x = gen_next(a)) && (y = gen_next(b))) {
		say(x);
		say(y);
	}
	drive_failed(x ? gen_error(b) : gen_error(a));
	gen_free(a);
	gen_free(b);
}

static void say_sum(struct iter *it)
{
	long long sum = -1;
	int error = sum_batches(it, &sum);

	if (!error || sum != -1)
		drive_say("sum %lld", sum);
	drive_failed(error);
}

static void sum(long n, size_t size, long times)
{
	while (times--) {
		struct gen *g = batched_squares(n, size);

		say_sum(gen_iter(g));
		gen_free(g);
	}
}

/* Batches of zero to four numbers; the source fails after so many. */
static void given(long n, long good)
{
	struct batch *all = drive_alloc((size_t)n * sizeof *all);
	struct iter *source;

	for (long i = 0; i < n; i++) {
		long count = drive_below(5);
		long long *numbers = drive_alloc(4 * sizeof *numbers);

		for (long k = 0; k < count; k++)
			numbers[k] = drive_below(2000000) - 1000000;
		all[i] = (struct batch){ numbers, (size_t)count };
	}
	source = drive_items("batch", all, (size_t)n, sizeof *all);
	if (good < n)
		drive_fail_after(source, (size_t)good);
	say_sum(source);
	iter_free(source);
}

void drive(void)
{
	const char *what = drive_word("what");
	long n = drive_number("n");

	if (!strcmp(what, "batches"))
		batches(n, (size_t)drive_number("size"), drive_number("stop"));
	else if (!strcmp(what, "turns"))
		by_turns(n, (size_t)drive_number("size"));
	else if (!strcmp(what, "sum"))
		sum(n, (size_t)drive_number("size"), drive_number("times"));
	else
		given(n, drive_number("good"));
}
