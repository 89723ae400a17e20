/* SPDX-License-Identifier: MIT */
/*
 * apart.h - what its users cannot see into: it is compiled by itself.
 *
 * A library's iterator or generator is called so, unless the whole program is
 * optimized when it is linked.
 */
#ifndef APART_H
#define APART_H

#include "../numbers.h"

struct apart {
	long i, end;
	uint64_t square;
};

/* apart_next - the next square, or NULL. */
const uint64_t *apart_next(struct apart *it);

/* apart_each - call visit for each of n squares. */
void apart_each(long n, void (*visit)(uint64_t square, void *ctx), void *ctx);

/* apart_squares - the body of a struct stackless_squares. */
gen_fn apart_squares;

#endif
