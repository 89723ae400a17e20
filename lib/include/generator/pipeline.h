/* SPDX-License-Identifier: MIT */
/*
 * generator/pipeline.h - stages: iterators made from iterators.
 *
 *	GEN_AUTO struct iter *p = iter_lines("access.log");
 *	p = iter_filter(p, is_error, NULL);
 *	p = iter_take(p, 10);
 *
 *	gen_each (const struct line *, line, p)
 *		printf("%s\n", line->text);
 *	if (iter_error(p))
 *		errx(1, "%s", (const char *)iter_detail(p));
 *
 * Rules of all stages:
 *
 *  - A stage owns its upstream: freeing the last stage frees all, closing it
 *    closes all, from the consumer's end to the source.
 *  - It pulls an item from upstream only when it is asked for one, and not one
 *    more than it needs.
 *  - An upstream that is NULL makes a stage that is NULL.  A constructor that
 *    fails for lack of memory frees what it was given.  An argument that
 *    makes no sense gives a stage without items and an EINVAL that says so.
 *  - An error of the upstream is the stage's own: same code, same detail.  It
 *    comes after the items that were made before it.
 *  - Items that pass through unchanged are lent by the source, and keep its
 *    lifetime.
 */
#ifndef GENERATOR_PIPELINE_H
#define GENERATOR_PIPELINE_H

#include <generator/iter.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * iter_map - the generator expression (fn(item) for item in up).
 *
 *   fn     makes the item to lend, at an address that stays valid until its
 *          next call, such as ctx.  NULL ends the generator with the error
 *          that fn left in errno, EINVAL if it left 0, and a text that says
 *          so.
 *   ctx    for fn; borrowed until the stage is freed
 *
 * Like a generator expression in Python it is a whole generator:
 * iter_is_generator() says so and iter_gen() gives it.  Messages sent to it
 * are ignored; gen_throw() ends it; the state is told.  An error comes out of
 * it once, as of any generator.  When it ends it closes its upstream.
 *
 * See        PEP 289; lesson 05.
 */
struct iter *iter_map(struct iter *up,
		      const void *(*fn)(const void *item, void *ctx),
		      void *ctx);

/*
 * iter_filter - the generator expression (item for item in up if keep(item)).
 *
 * As iter_map(); items are lent on as they came.
 */
struct iter *iter_filter(struct iter *up,
			 bool (*keep)(const void *item, void *ctx), void *ctx);

/*
 * iter_take - the first count items of up, at most.
 *
 * It pulls exactly as many as it lends; the item after the last is not asked
 * for.  See itertools.islice(); lesson 10.
 */
struct iter *iter_take(struct iter *up, size_t count);

/*
 * iter_take_while - the items of up before the first that keep() refuses.
 *
 * That one is pulled, too, and lost; what comes after it is not asked for.  See
 * itertools.takewhile().
 */
struct iter *iter_take_while(struct iter *up,
			     bool (*keep)(const void *item, void *ctx),
			     void *ctx);

/*
 * iter_skip - the items of up but for the first count.
 *
 * Those are pulled when the first item is asked for.  See itertools.islice().
 */
struct iter *iter_skip(struct iter *up, size_t count);

/*
 * iter_chain - all items of first, then all items of second.
 *
 * An error of first ends the chain.  If one is NULL the other is freed and the
 * chain is NULL.  See itertools.chain().
 */
struct iter *iter_chain(struct iter *first, struct iter *second);

/*
 * iter_flatten - all items of all iterators that are the items of up.
 *
 *	static const void *lines_of(const void *path, void *ctx)
 *	{
 *		return iter_lines(path);
 *	}
 *
 *	p = iter_flatten(iter_map(paths, lines_of, NULL));
 *
 * An item of up is the iterator itself.  It is owned from when it is pulled,
 * and freed at its end, before the next is pulled; those that are never pulled
 * are not the stage's to free.  An error of one ends all.  See
 * itertools.chain.from_iterable().
 */
struct iter *iter_flatten(struct iter *up);

/* struct pair - what iter_zip() lends. */
struct pair {
	const void *first, *second; /* lent by the upstreams */
};

/*
 * iter_zip - pairs of an item of first and an item of second.
 *
 * First is asked before second.  If second has none, first's item is lost.  An
 * end or error of either is one of all; first's is met before second is asked.
 * If one is NULL the other is freed and there is no stage.  See zip(); lesson
 * 10.
 */
struct iter *iter_zip(struct iter *first, struct iter *second);

/* struct numbered - what iter_enumerate() lends. */
struct numbered {
	size_t index;
	const void *item; /* lent by the upstream */
};

/* iter_enumerate - pairs of a number, counted from start, and an item. */
struct iter *iter_enumerate(struct iter *up, size_t start);

/*
 * iter_merge - all items of many sorted iterators, sorted.
 *
 *   ups       count of them, all owned; the array itself is not kept
 *   compare   as for qsort(3): an upstream's items must not come in another
 *             order
 *
 * Equal items come in the order of their upstreams.  The first item asks each
 * upstream for one, each further item only the one that lent the item before.
 * An error of one ends all.  If one of them is NULL the others are freed and
 * there is no stage; of no upstreams there are no items.
 *
 * Cost       about log2(count) comparisons, twice that at most, for each item.
 * See        heapq.merge(); lesson 21.
 */
struct iter *iter_merge(struct iter *const *ups, size_t count,
			int (*compare)(const void *a, const void *b));

/* struct batch - what iter_batch() and iter_line_batches() lend. */
struct batch {
	const void *items; /* count items, one after the other */
	size_t count;
};

/*
 * iter_batch - items in groups of n; the last group has what is left.
 *
 * Items are copied into one buffer, size bytes each.  What an item points to
 * is not copied.  The buffer is used again for every batch: a batch that is
 * kept must be copied.  To make a batch, exactly its items are pulled; an end
 * is found by pulling once more.  If upstream fails in the middle of a batch,
 * that batch is lent first.
 *
 * Errors     EINVAL  n or size is 0, or n * size overflows.
 * Cost       one buffer of n * size bytes.
 * See        itertools.batched(); lesson 22.
 */
struct iter *iter_batch(struct iter *up, size_t n, size_t size);

/*
 * iter_window - the last n items, again after each step items.
 *
 * A window is a struct batch of exactly n items: of fewer there is none.  With a
 * step of 1 it slides; with n it is iter_batch() without what is left; with more
 * it leaves items out, which are pulled when the next window is asked for.
 * Items are copied, as by iter_batch().
 *
 * Errors     EINVAL  n, step or size is 0, or n * size overflows.
 * Cost       one buffer of n * size bytes, in which n - step items are moved
 *            for each window.
 * See        sliding_window() among the recipes of itertools.
 */
struct iter *iter_window(struct iter *up, size_t n, size_t step, size_t size);

/*
 * iter_tee - make many iterators of one, all with the same items.
 *
 *	struct iter *reader[2];
 *
 *	iter_tee(p, reader, 2, 100, sizeof(int));
 *
 *   readers   becomes count iterators, each to be freed, in any order
 *   most      how many items one reader may be ahead of another
 *   size      of an item, which is copied; what it points to is not
 *
 * An item is pulled when the first reader asks for it, and kept until the last
 * one has.  Up is theirs: do not ask it for items, they would miss them.  Its
 * end or error comes to each reader after all items before it.  A reader that
 * is closed or freed holds up no other; the last one to be closes up, and up is
 * freed with the last that is freed.
 *
 * A reader that would have to be further ahead is told so, and nobody loses an
 * item: when the reader that is named has read on, or is closed, it can be asked
 * again.  (A stage above it takes any error for the end.)
 *
 * Returns    all readers are NULL if up is, or without memory.
 * Lifetime   an item is valid until its reader is next asked for one.
 * Errors     ENOBUFS  another reader lags too far: the detail says which, as an
 *                   index, and how far.
 *            EINVAL  count, most or size is 0, or the items overflow.
 * Cost       one buffer of most + 1 items.
 * Threads    all readers together are one thing: one thread at a time.
 * See        itertools.tee(); lesson 20.
 */
void iter_tee(struct iter *up, struct iter **readers, size_t count, size_t most,
	      size_t size);

struct gen;

/*
 * iter_broadcast - send each item to each of many generators, then lend it.
 *
 *   sinks   count of them, all owned; the array itself is not kept.  Each takes
 *           items from gen_sent(); what it yields is not looked at.
 *
 * Sinks that have not started are resumed once when the first item is asked for,
 * to the yield that waits for it.  Each item is sent in the order of the sinks.
 * One that has returned gets no more; when all have, the broadcast ends and up
 * is not asked again.  At the end, sinks that are left are closed, in their
 * order, so that they can say what they have found.  (Before up is, if it is the
 * broadcast that is closed.)
 *
 * If a sink is NULL, or up, the others are freed and there is no stage.
 *
 * Errors     that of the first sink that fails, also while being closed: the
 *            others are closed, and that item is not lent.  One of up comes
 *            before it.  EINVAL if there are no sinks.
 * See        PEP 342; Beazley's cobroadcast; lesson 20.
 */
struct iter *iter_broadcast(struct iter *up, struct gen *const *sinks,
			    size_t count);

#ifdef __cplusplus
}
#endif
#endif
