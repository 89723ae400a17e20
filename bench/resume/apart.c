/* SPDX-License-Identifier: MIT */
/* apart.c - no contender, but what some of them use. */
#include "apart.h"

const uint64_t *apart_next(struct apart *it)
{
	if (it->i == it->end)
		return NULL;
	it->square = bench_square(it->i++);
	return &it->square;
}

void apart_each(long n, void (*visit)(uint64_t square, void *ctx), void *ctx)
{
	for (long i = 0; i < n; i++)
		visit(bench_square(i), ctx);
}

const void *apart_squares(struct gen *self, void *frame)
{
	return stackless_squares(self, frame);
}
