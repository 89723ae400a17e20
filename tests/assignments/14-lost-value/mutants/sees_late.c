/* SPDX-License-Identifier: MIT */
/*
 * sees_late.c - it looks at a number after it has asked for the next.
 *
 * Must fail: ledger
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
	long this;

	while (number) {
		struct jump *jump = find(jumps, count, *number);

		if (jump)
			jump->taken = true;
		this = *number;
		number = gen_send(g, jump ? &jump->to : NULL);
		seen(this);
	}
	return gen_error(g);
}
