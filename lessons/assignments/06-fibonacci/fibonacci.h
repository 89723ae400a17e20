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
 * first - the first count items of up; fewer if up ends before.
 *
 * It asks up for no item that it does not pass on, and owns up: when it ends or
 * is freed, up is freed, too.
 */
struct gen *first(struct iter *up, long count);

#endif
