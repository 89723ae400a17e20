/* SPDX-License-Identifier: MIT */
/* peek.h - what you write in peek.c. */
#ifndef PEEK_H
#define PEEK_H

#include <generator.h>

/*
 * peekable - the items of up, of which the next one can be looked at.
 *
 * up is asked for an item when one is wanted and none is at hand, never before;
 * and not again once it has come to its end or failed.  It is owned: closed when
 * the iterator is closed, and freed with it.
 *
 * Items are lent as up lends them: what iter_next() gave is valid until up is
 * asked again, be it by iter_next() or by peek().  What peek() gave is what
 * iter_next() gives next.
 *
 * At the end both say NULL, as often as they are asked, and iter_error() and
 * iter_detail() say why up gave no more.  After iter_close() there are no items,
 * not even one that was looked at before; it returns what closing up returned.
 *
 * Returns NULL if there is no memory, or if up is NULL; up is then freed.
 */
struct iter *peekable(struct iter *up);

/* peek - the item that iter_next(it) would lend; it stays the next one.  NULL:
 * there is none.  it is from peekable(), or NULL. */
const void *peek(struct iter *it);

#endif
