/* SPDX-License-Identifier: MIT */
/*
 * generator/iter.h - the iterator protocol: anything with a next.
 *
 * An iterator hands out items one at a time until there are none left.  That
 * is all it promises: an array, the lines of a file and a generator are
 * iterators alike.  Every generator is an iterator, but not every iterator is
 * a generator: iter_is_generator() tells, and a struct gen is the type of
 * those that are (generator.h).
 *
 * Four rules hold for every iterator of this library:
 *
 *  - An item is lent, not given.  Its address is valid until the iterator is
 *    next asked for one, closed or freed.  Copy what you want to keep.
 *  - NULL means that there is no item.  iter_error() then says why: 0 if the
 *    iterator came to its end.
 *  - NULL in place of an iterator is one that could not be created for lack
 *    of memory: no items, error ENOMEM.  So a chain of constructors is
 *    written without checks and checked once, after the loop.
 *  - A constructor that fails for any other reason returns an iterator
 *    without items that carries the error and its text.
 */
#ifndef GENERATOR_ITER_H
#define GENERATOR_ITER_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

struct iter;

/*
 * struct iter_ops - what a kind of iterator can do.
 *
 * One constant table serves all iterators of a kind.  Write your own to make
 * any data structure iterable: put a struct iter first in your struct and fill
 * in next.
 *
 *   next      lend the next item, or return NULL.  Required.
 *   send      as next, with a message for whoever makes the items.
 *   throw_in  as next, with an error: it may be answered by an item.
 *   close     give up early: release what is held, lend no more items.
 *             Returns 0 or an error.
 *   error     why the last answer was NULL: 0 at the end, or an error.  If
 *             with is not NULL, *with becomes what comes with it: at the end
 *             the return value, else the error's detail; NULL for none.
 *   free      close, then free the iterator itself.  NULL: its memory is the
 *             caller's.
 *   generator  this iterator is the first member of a struct gen.
 *
 * All but next may be NULL: gen_yield_from() then treats send and throw_in as
 * Python treats an object without these methods.
 */
struct iter_ops {
	const void *(*next)(struct iter *it);
	const void *(*send)(struct iter *it, const void *msg);
	const void *(*throw_in)(struct iter *it, int code, const void *detail);
	int (*close)(struct iter *it);
	int (*error)(const struct iter *it, const void **with);
	void (*free)(struct iter *it);
	bool generator;
};

/* struct iter - the first member of everything that can be iterated over. */
struct iter {
	const struct iter_ops *ops;
};

/*
 * iter_next - the next item, or NULL if there is none.
 *
 * Returns    an item, lent until the next call on it; NULL: ask iter_error().
 *            At the end it stays at the end: further calls return NULL.
 * Cost       one call through a pointer, and the iterator's own work.
 * Threads    one at a time.
 * See        iterator.__next__; lesson 03.
 */
static inline const void *iter_next(struct iter *it)
{
	return it ? it->ops->next(it) : NULL;
}

/*
 * iter_error - why the last iter_next() returned NULL.
 *
 * Returns    0: it came to its end, or did lend an item; else an errno value
 *            or a code of the program's own.  ENOMEM for NULL.
 */
int iter_error(const struct iter *it);

/*
 * iter_detail - what came with iter_error().
 *
 * For errors that this library makes, a message without newline, for people:
 * "assets/nope.txt: No such file or directory".  For errors thrown or raised
 * by the program, whatever it gave, or NULL.  For NULL, a text that names the
 * allocation or mapping that failed last in this thread.
 *
 * Lifetime   as long as the iterator, unless the program gave it.
 */
const void *iter_detail(const struct iter *it);

/*
 * iter_close - tell an iterator that no more items are wanted.
 *
 * It releases what it holds (files, upstream iterators) and has no more
 * items.  Closing again, or closing NULL, does nothing.
 *
 * Returns    0, or the error met while closing.
 */
int iter_close(struct iter *it);

/*
 * iter_free - close an iterator and free it, and the iterators that it owns.
 *
 * Does nothing for NULL.  An iterator in memory of the caller's (iter_array(),
 * a stackless generator) is only closed.  Errors met while closing go to the
 * hook of gen_on_unraisable(): close first where they matter.
 */
void iter_free(struct iter *it);

/* iter_is_generator - may this iterator be sent to, thrown into, asked for
 * its state?  iter_gen() (generator.h) then gives the generator. */
bool iter_is_generator(const struct iter *it);

/*
 * struct iter_array - an iterator over an array.  No allocation; copy it and
 * you have a second iterator at the same position.
 */
struct iter_array {
	struct iter iter;
	const char *at;  /* the next item */
	const char *end; /* one past the last */
	size_t size;     /* of one item, in bytes */
};

/*
 * iter_array - iterate over count items of size bytes each, from base on.
 *
 *	struct iter_array a = iter_array(primes, 4, sizeof *primes);
 *
 *	gen_each (const int *, p, &a.iter)
 *		printf("%d\n", *p);
 *
 * Lifetime   borrows the array; the items are the array's own.
 * Errors     none: a size of 0 makes an empty iterator.
 */
struct iter_array iter_array(const void *base, size_t count, size_t size);

#ifdef __cplusplus
}
#endif
#endif
