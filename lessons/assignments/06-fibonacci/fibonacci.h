/* SPDX-License-Identifier: MIT */
/* fibonacci.h - what you write in fibonacci.c. */
#ifndef FIBONACCI_H
#define FIBONACCI_H

#include <generator.h>

/*
 * fibonacci - the numbers 0, 1, 1, 2, 3, 5, 8 ..., each the sum of the two before.
 *
 * Items are unsigned long long, 64 bits.  It ends after the last number that
 * fits: the next would be too large.
 */
struct gen *fibonacci(void);

/*
 * first - the first count items of up, as up lends them; fewer if up ends
 * before, none if count is 0 or less.
 *
 * It asks up for no item that it does not pass on, and owns up: when it ends or
 * is freed, up is freed, too.  An error of up is its own, after the items that
 * came before it.
 */
struct gen *first(struct iter *up, long count);

#endif
