/* SPDX-License-Identifier: MIT */
/*
 * early_exit.h - what you write in early_exit.c.
 *
 * All four functions borrow their iterators: they neither close nor free them,
 * so that whoever lent one can go on with it where they stopped.  And none asks
 * an iterator for an item though the answer is known without it.
 */
#ifndef EARLY_EXIT_H
#define EARLY_EXIT_H

#include <generator.h>

/* test - a question about an item.  ctx is what was given with the question. */
typedef bool test(const void *item, void *ctx);

/*
 * any - is the answer true for an item of items?
 *
 * False if there are no items.  If they end with an error before the answer is
 * known it is false, and iter_error(items) says why.
 */
bool any(struct iter *items, test *is, void *ctx);

/*
 * all - is the answer true for every item of items?
 *
 * True if there are no items.  If they end with an error before the answer is
 * known it is false, and iter_error(items) says why.
 */
bool all(struct iter *items, test *is, void *ctx);

/*
 * take_while - the items of up before the first for which keep() is false.
 *
 * Items are lent on as they came.  If up ends with an error, take_while() ends
 * with the same code and detail.
 */
struct gen *take_while(struct iter *up, test *keep, void *ctx);

/* struct two - what zip() lends: an item of each, as they came. */
struct two {
	const void *first, *second;
};

/*
 * zip - an item of first and one of second, again and again, until either ends.
 *
 * First is asked before second.  An error of either is one of zip(), with the
 * same code and detail.
 */
struct gen *zip(struct iter *first, struct iter *second);

#endif
