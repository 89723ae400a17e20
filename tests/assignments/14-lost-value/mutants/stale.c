/* SPDX-License-Identifier: MIT */
/*
 * stale.c - what comes back from a jump is seen, but not jumped from.
 *
 * Must fail: output; then: ledger resumes
 * Prediction: the bogus one prints 5 4 3 2 1 0, as if nothing had been sent; the
 */
#include "lost_value.h"

struct numbers {
	long from;
};

static const void *numbers(struct gen *self, void *args)
{
	const struct numbers *my = args;
	const long *sent;

	for (long n = my->from; n >= 0; n = sent ? *sent : n - 1) {
		if (!gen_yield(self, &n))
			return NULL;
		sent = gen_sent(self);
	}
	return NULL;
}

struct gen *countdown(long from)
{
	return gen_call(numbers, .from = from);
}

static struct jump *find(struct jump *jumps, size_t count, long number)
{
	for (size_t i = 0; i < count; i++)
		if (!jumps[i].taken && jumps[i].at == number)
			return &jumps[i];
	return NULL;
}

int watch(struct gen *g, struct jump *jumps, size_t count,
	  void (*seen)(long number))
{
	const long *number = gen_next(g);

	while (number) {
		struct jump *jump = find(jumps, count, *number);

		seen(*number);
		if (jump)
			jump->taken = true;
		if (jump) {
			number = gen_send(g, &jump->to);
			if (!number)
				break;
			seen(*number);
		}
		number = gen_next(g);
	}
	return gen_error(g);
}
