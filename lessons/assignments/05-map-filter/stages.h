/* SPDX-License-Identifier: MIT */
/* stages.h - what you write in stages.c. */
#ifndef STAGES_H
#define STAGES_H

#include <generator.h>

/*
 * map - the generator expression (fn(item) for item in up).
 *
 *   fn     makes the item to lend, never NULL; called once for each item, when
 *          it is asked for
 *   ctx    for fn, as it is when fn is called; borrowed
 */
struct gen *map(struct iter *up, const void *(*fn)(const void *item, void *ctx),
		void *ctx);

/*
 * filter - the generator expression (item for item in up if keep(item)).
 *
 *   keep   called once for each item, when it has been pulled; those for which
 *          it says true are lent on as they came
 *   ctx    for keep, as for map()
 *
 * Of both:
 *
 *  - up is asked for an item only when one is needed, and owned: freed when the
 *    generator ends or is freed, even if it was never asked for anything.
 *  - An error of up is the generator's own, after the items before it.
 *  - Without memory they return NULL, and up is freed.  So a chain of them needs
 *    no checks; gen_iter(NULL) is NULL, and an up that is NULL gives ENOMEM:
 *    when made, or when asked.
 */
struct gen *filter(struct iter *up, bool (*keep)(const void *item, void *ctx),
		   void *ctx);

#endif
